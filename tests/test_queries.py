"""The query library: headers, examples, and answers checked by hand against the sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chainscape import queries
from chainscape.cli.labels import labels
from chainscape.schema import SchemaError, UnknownName, UsageError, vocabulary

LIBRARY = {name: queries.query(name) for name in queries.names()}
PLAIN = str | int | float | bool | list | None


def test_every_header_says_what_the_query_is_for_in_both_languages():
    assert len(LIBRARY) > 80
    alike = [name for name, q in LIBRARY.items() if q.title.zh == q.title.en or q.about.zh == q.about.en]
    silent = [f"{name}: {p.name}" for name, q in LIBRARY.items() for p in q.params.values() if not p.about.zh]
    assert (alike, silent) == ([], [])


def test_each_column_has_a_chinese_heading_of_its_own():
    chinese = labels("zh")
    assert sorted({column for q in LIBRARY.values() for column in q.returns} - chinese.keys()) == []
    alike = {}
    for name, asked in LIBRARY.items():
        headings = [chinese[column] for column in asked.returns]
        if twice := {heading for heading in headings if headings.count(heading) > 1}:
            alike[name] = twice
    assert alike == {}
    # a house is not a body: 单位
    assert chinese["house"] == "家" != chinese["body"]


#: about what the Suzhou pack has nothing of; tests/test_projects.py has rows for each
NOT_IN_THE_PACK = {
    "kinds-of-product", "made-from", "measures", "needs", "patent-citations", "region-shares", "stages-within",
}  # fmt: skip


def test_every_example_gives_rows_with_the_declared_columns_plain_and_repeatable(pack_store):
    wrong = {}
    for name, asked in LIBRARY.items():
        first, second = (queries.ask(pack_store, name, **asked.example) for _ in range(2))
        told = {
            "no rows": not len(first) and name not in NOT_IN_THE_PACK,
            "rows after all": bool(len(first)) and name in NOT_IN_THE_PACK,
            f"columns {first.columns}, declared {asked.returns}": tuple(first.columns) != asked.returns,
            "another answer the second time": first != second,
            "a value that is not plain": not all(isinstance(value, PLAIN) for row in first.values for value in row),
        }
        if found := [what for what, so in told.items() if so]:
            wrong[name] = found
    assert wrong == {}


# each: query, parameters, column, a value that the source gives, how often
BY_HAND = [
    ("chains", {}, "name", "光电产业链", 1),
    ("stages", {"chain": "光电"}, "name", "光纤预制棒", 1),
    ("consortia", {"built_by": "2023-11"}, "name", "婚纱质量创新联合体", 1),
    ("lead-firms", {"chain": "光电"}, "name", "江苏亨通光电股份有限公司", 1),
    ("lead-firms", {"chain": "冶金"}, "name", "江苏沙钢集团有限公司", 1),
    ("lead-firms", {"chain": "冶金"}, "name", "江苏永钢集团有限公司", 1),
    ("experts", {"advising": "true"}, "name", "张晓刚", 1),
    ("awards", {"chain": "冶金", "kind": "quality"}, "award_name", "江苏省省长质量奖", 2),
    ("awards", {"chain": "光电"}, "award_name", "长三角质量提升示范(第一批)", 1),
    ("breakthroughs", {"chain": "光电"}, "name", "苏州市光电产业质量创新联合体", 4),
    ("institutes-over-chains", {"at_least": "4"}, "name", "苏州市计量测试院", 1),
    ("associations", {"chain": "光电"}, "name", "苏州市光电产业商会", 2),
    ("standards-of", {"body": "亨通光电"}, "standard", "standard:soecc-002-2021", 1),
    ("evidence", {"from": "沙钢集团", "to": "consortium:metallurgy"}, "source", "seed-suzhou-2023", 1),
    ("path", {"from": "亨通集团", "to": "苏州市计量测试院"}, "steps", 3, None),
    ("stages-without-testing", {"chain": "婚纱"}, "name", "婚纱设计", 1),
    ("infrastructure-coverage", {"chain": "光电"}, "service", "certification", 1),
    ("search-records", {"chain": "羊绒羊毛制品"}, "slot", "expert", 1),
    ("supplies", {"chain": "汽车及零部件"}, "product", "汽车线束", None),
]


@pytest.mark.parametrize(("name", "params", "column", "value", "times"), BY_HAND)
def test_values_checked_by_hand(pack_store, name, params, column, value, times):
    found = queries.ask(pack_store, name, **params).column(column)
    assert found.count(value) == times if times else value in found


def test_the_twelve_consortia_of_2023(pack_store):
    rows = queries.ask(pack_store, "consortia", built_by="2023-11")
    named = {row["chains"][0].removesuffix("产业链") for row in rows}
    assert named == {
        "光电", "冶金", "光电(显示)", "电梯", "医疗器械", "航空航天", "汽车及零部件", "纳米技术应用", "机器人", "服装",
        "婚纱", "羊绒羊毛制品",
    }  # fmt: skip
    leads = {row["id"]: sorted(row["leads"]) for row in rows}
    assert leads["consortium:optoelectronics"] == ["江苏亨通光电股份有限公司"]
    assert leads["consortium:metallurgy"] == ["江苏永钢集团有限公司", "江苏沙钢集团有限公司"]


def test_certification_of_optoelectronics_counts_only_what_is_told_apart(pack_store):
    rows = queries.ask(pack_store, "infrastructure-coverage", chain="光电")
    row = next(row for row in rows if row["service"] == "certification")
    assert (row["bodies"], row["unclear"]) == (2, 2)


def test_stages_come_upstream_first(pack_store):
    positions = queries.ask(pack_store, "stages", chain="光电").column("position")
    order = ["upstream", "midstream", "downstream"]
    assert [order.index(p) for p in positions] == sorted(order.index(p) for p in positions)
    assert len(positions) == 12


def test_words_stand_for_chains(pack_store):
    for word in ("光电", "光电产业链", "Optoelectronics", "optoelectronics", "chain:optoelectronics"):
        assert queries.resolve(pack_store, "chain", word) == "chain:optoelectronics"
    assert queries.resolve(pack_store, "chain", "低空经济产业链") == "chain:low-altitude"
    for word in ("region:wujiang", "吴江区", "吴江", "吴江市", "wujiang district"):
        assert queries.resolve(pack_store, "region", word) == "region:wujiang"
    with pytest.raises(UnknownName, match="Did you mean 花桥经济开发区"):
        queries.resolve(pack_store, "region", "花桥")
    with pytest.raises(UnknownName, match="Did you mean"):
        queries.resolve(pack_store, "chain", "光电子")
    with pytest.raises(UsageError, match="no node"):
        queries.resolve(pack_store, "node", "没有这个单位")


def test_wrong_names_and_parameters_list_the_right_ones(pack_store):
    with pytest.raises(UnknownName, match="Did you mean gap-facts"):
        queries.ask(pack_store, "gap-fact")
    with pytest.raises(UnknownName, match="chain"):
        queries.ask(pack_store, "stages", chian="光电")
    with pytest.raises(UsageError, match="standards-of needs body"):
        queries.ask(pack_store, "standards-of")
    with pytest.raises(UsageError, match="is not integer"):
        queries.ask(pack_store, "institutes-over-chains", at_least="two")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("// title: 甲 | a\n// returns: x\nRETURN 1 AS x", "about"),
        ("// title: 甲 | a\n// about: 乙\n// returns: x\nRETURN $p AS x", "declared and used"),
        ("// title: 甲 | a\n// about: 乙\n// param p: word\n// returns: x\nRETURN $p AS x", "param p"),
        ("// titel: 甲 | a\n// about: 乙\n// returns: x\nRETURN 1 AS x", "line 1"),
        ("// title: 甲\n// about: 乙\n// returns: x\n// example: q=1\nRETURN 1 AS x", "no parameter"),
    ],
)
def test_a_wrong_header_names_the_file_and_what_is_wrong(tmp_path: Path, text, told):
    path = tmp_path / "madeup-query.cypher"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match="madeup-query") as error:
        queries.query("madeup-query", tmp_path)
    assert told in str(error.value)


def test_dollar_signs_in_texts_and_comments_are_no_parameters(tmp_path: Path):
    path = tmp_path / "madeup-text.cypher"
    path.write_text("// title: 甲 | a\n// about: 乙 | b\n// returns: x\nRETURN '$a' AS x // $b", encoding="utf-8")
    assert queries.query("madeup-text", tmp_path).params == {}


def test_lists_of_labels_name_all_types_of_their_kind():
    words = vocabulary()
    listed = {(name, found) for name, q in LIBRARY.items() for found in re.findall(r"\(\w*:(\w+(?:\|\w+){5,})", q.text)}
    assert len(listed) > 5
    assert [each for each in listed if set(each[1].split("|")) not in (set(words.nodes), set(words.bodies))] == []
