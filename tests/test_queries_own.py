"""Queries of the user's own, families, parameters that are chosen from a list, and what the commands say."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from chainscape import queries
from chainscape.cli.labels import labels
from chainscape.queries import FAMILIES
from chainscape.schema import QueryRefused, SchemaError, UnknownName, UsageError

OWN = """\
// title: 某类标准 | Standards of a kind
// about: 自己的查询。 | A query of one's own.
// param kind: one of 国家标准 团体标准 = 国家标准 — 层级 | level
// param home: code home = — 本外地 | seat
// returns: id, kind
// example: kind=团体标准
MATCH (s:Standard) WHERE s.kind = $kind AND $home IN ['', 'inside']
RETURN s.id AS id, s.kind AS kind ORDER BY id
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own-standards.cypher").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_there_are_fifty_queries_and_every_family_has_some():
    found = Counter(queries.query(name).family for name in queries.names())
    assert sum(found.values()) >= 50
    assert found.keys() == FAMILIES.keys() - {"own"}
    assert min(found.values()) >= 4


def test_every_column_has_a_heading_in_chinese():
    columns = {column for name in queries.names() for column in queries.query(name).returns}
    assert columns - labels("zh").keys() == set()


def test_no_query_calls_what_only_one_engine_has():
    for name in queries.names():
        words = queries.query(name).text.upper()
        assert "APOC" not in words
        assert "CALL DB." not in words
        assert "*]" not in words.replace("(*)", "")  # a path without an end
        assert "*.." not in words or "*..6]" in words


def test_own_queries_stand_beside_the_library(pack_store, folder):
    assert set(queries.names(folder)) == {*queries.names(), "own-standards"}
    assert queries.query("own-standards", folder).family == "own"
    assert len(queries.ask(pack_store, "own-standards", folder=folder)) == 4
    assert len(queries.ask(pack_store, "own-standards", folder=str(folder), kind="团体标准", home="本地")) == 7
    assert len(queries.ask(pack_store, "stages", folder=folder, chain="光电")) == 12


@pytest.mark.parametrize("guide", ["own-queries.md", "own-queries.zh-CN.md"])
def test_an_own_query_counts_by_the_rule_of_the_gaps(pack_store, tmp_path, guide):
    text = (Path(__file__).parents[1] / "docs" / guide).read_text(encoding="utf-8")
    path = tmp_path / "madeup-houses.cypher"
    path.write_text(text.rpartition("```cypher\n")[2].partition("```")[0], encoding="utf-8")
    found = queries.ask(pack_store, path.stem, folder=tmp_path, chain="光电")
    held = {
        row["stage"]: row["count"]
        for row in queries.ask(pack_store, "cells", chain="光电")
        if row["slot"] == "suppliers"
    }
    assert dict(zip(found.column("stage"), found.column("houses"), strict=True)) == {s: n for s, n in held.items() if n}
    assert {"idle", "roles", "outside", "houses"} == set(queries.query(path.stem, tmp_path).rule)
    with pytest.raises(UnknownName, match="region"):
        queries.ask(pack_store, path.stem, folder=tmp_path, chain="光电", region="没有")
    assert len(queries.ask(pack_store, path.stem, folder=tmp_path, chain="光电", region="江苏")) >= len(found)


def test_own_queries_win_and_a_change_is_seen(pack_store, folder):
    path = folder / "stages.cypher"
    path.write_text(OWN.replace("国家标准 —", "团体标准 —"), encoding="utf-8")
    assert len(queries.ask(pack_store, "stages", folder=folder)) == 7
    assert len(queries.ask(pack_store, "stages", chain="光电")) == 12
    path.write_text(OWN + "LIMIT 1\n", encoding="utf-8")
    assert len(queries.ask(pack_store, "stages", folder=folder)) == 1


def test_own_queries_only_read(pack_store, folder):
    for text in (
        "CREATE (n:Company {id: 'x'}) RETURN n.id AS id",
        "LOAD CSV FROM 'file:///etc/passwd' AS id RETURN id",
    ):
        (folder / "own-write.cypher").write_text(
            f"// title: 甲\n// about: 乙\n// returns: id\n{text}\n", encoding="utf-8"
        )
        with pytest.raises(QueryRefused):
            queries.ask(pack_store, "own-write", folder=folder)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("// about: ", "// abuot: ", 2, "title, about, family, param, returns, example"),
        ("one of 国家标准 团体标准", "word", 3, "no type 'word'; expected text, integer"),
        ("code home", "code hom", 4, "Did you mean home?"),
        ("// returns: id, kind", "// family: chain\n// returns: id, kind", 5, "Did you mean chains?"),
        ("example: kind=团体标准", "example: 团体标准", 6, "name=value"),
        ("example: kind=", "example: knd=", 6, "no parameter"),
        ("// returns: id, kind\n", "", 6, "// returns: …"),
        ("$home IN", "$seat IN", 0, "$seat is used only"),
    ],
)
def test_a_broken_header_names_file_line_and_what_is_expected(folder, old, new, line, told):
    path = folder / "own-standards.cypher"
    assert old in OWN
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError) as error:
        queries.query("own-standards", folder)
    assert str(error.value).startswith(f"{path}, line {line}: " if line else f"{path}: ")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("name", "params", "told"),
    [
        ("degrees", {"limit": "many"}, "degrees, parameter limit: 'many' is not integer; expected a whole number"),
        ("degrees", {"limit": 10**30}, "expected a whole number"),
        ("experts", {"advising": "perhaps"}, "parameter advising: 'perhaps' is not boolean; expected true or false"),
        ("sources", {"reliability": "D"}, "'D' is no code reliability. There are: A, B, C"),
        ("institutes-of-service", {"service": "metrolgy"}, "Did you mean metrology?"),
        ("coverage", {"type": "Compny"}, "'Compny' is no node type. Did you mean Company?"),
        ("undated", {"relation": "SUPLIES"}, "Did you mean SUPPLIES?"),
        ("partners", {"body": "亨通光电集团"}, "partners, parameter body: no body '亨通光电集团'"),
        ("suppliers-of", {"company": "university:sjtu"}, "no company 'university:sjtu'"),
        ("firms-of-stage", {"stage": ""}, "parameter stage"),
    ],
)
def test_a_wrong_value_names_parameter_value_and_what_is_expected(pack_store, name, params, told):
    with pytest.raises(UsageError) as error:
        queries.ask(pack_store, name, **params)
    assert told in str(error.value)


def test_lists_take_codes_and_both_wordings(pack_store):
    answers = [queries.ask(pack_store, "undated", relation=word) for word in ("COORDINATES", "协调", "coordinates")]
    assert len(answers[0]) > 0
    assert answers[0] == answers[1] == answers[2]


def test_a_word_of_a_title_finds_queries_in_both_languages():
    for word, meant in (("别名", "alias-clashes"), ("capital", "capital-ties"), ("Founded", "founded")):
        with pytest.raises(UnknownName) as error:
            queries.query(word)
        assert meant in str(error.value)


# the commands


def test_queries_are_listed_by_family(run, folder):
    listed = json.loads(run("queries", "--format", "json").out)
    order = [row["family"] for row in listed]
    assert order == sorted(order, key=[text.zh for text in FAMILIES.values()].index)
    english = json.loads(run("queries", "--format", "json", "--lang", "en", "--queries", folder).out)
    assert {row["family"] for row in english} == {text.en for text in FAMILIES.values()}
    assert english[-1]["name"] == "own-standards"


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ("未载某项服务的环节", "必填", "metrology 计量", "默认 全部", "各列：chain 产业链", "示例：chainscape ask")),
    ("en", ("without a service on record", "required", "metrology metrology", "default all", "columns: chain, stage",
            "example: chainscape ask")),
])  # fmt: skip
def test_a_query_is_explained(run, lang, words):
    said = run("queries", "stages-without-service", "--lang", lang).out
    assert [word for word in words if word not in said] == []
    assert queries.query("stages-without-service").text in said


def test_a_query_written_to_a_file_is_a_query_of_ones_own(run, folder, monkeypatch):
    monkeypatch.setenv("CHAINSCAPE_QUERIES", str(folder))
    assert run("queries", "stages", "-o", folder / "my-stages.cypher").code == 0
    assert queries.query("my-stages", folder).text == queries.query("stages").text
    assert "own-standards" in run("queries").out


def test_ask_takes_a_folder_and_says_when_it_wins(run, folder, pack_path):
    (folder / "chains.cypher").write_text(OWN, encoding="utf-8")
    words = ("--store", pack_path, "--format", "csv", "--queries", folder)
    quiet = run("ask", "own-standards", *words)
    assert quiet.out.count("\n") == 5
    assert quiet.err == ""
    for lang, said in (("zh", "不用查询库中的同名查询"), ("en", "not the one of the library")):
        loud = run("ask", "chains", *words, "--lang", lang)
        assert loud.out == quiet.out
        assert said in loud.err
        assert str(folder / "chains.cypher") in loud.err


def test_a_folder_that_is_not_there(run, folder):
    answer = run("ask", "stages", "--queries", folder / "none")
    assert answer.code == 2
    assert "没有这个文件夹" in answer.err


RANGED = """// title: 虚构 | made up
// about: 虚构 | made up
// param n: integer 1..6 = 2 — 步数 | steps
// param x: number ..0.5 = 0.1 — 占比 | share
// returns: n, x
RETURN $n AS n, $x AS x
"""


def test_a_number_out_of_its_range_is_refused(pack_store, tmp_path):
    (tmp_path / "ranged.cypher").write_text(RANGED, encoding="utf-8")
    asked = queries.query("ranged", tmp_path)
    assert [str(each) for each in asked.params.values()] == ["integer 1..6", "number ..0.5"]
    assert queries.ask(pack_store, "ranged", folder=tmp_path, n=6, x=-3).values == [(6, -3.0)]
    for given, said in (
        ({"n": 0}, "0 is out of range; expected integer from 1 to 6"),
        ({"n": 7}, "expected integer from 1 to 6"),
        ({"x": "0.51"}, "expected number of 0.5 or less"),
        ({"x": "nan"}, "'nan' is not number"),
    ):
        with pytest.raises(UsageError, match=re.escape(said)):
            queries.ask(pack_store, "ranged", folder=tmp_path, **given)
    (tmp_path / "ranged.cypher").write_text(RANGED.replace("1..6", "6..1"), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"line 3: param n: integer 6\.\.1 holds nothing"):
        queries.query("ranged", tmp_path)


def test_every_number_of_the_library_has_a_range(run, pack_path):
    for name in queries.names():
        for each in queries.query(name).params.values():
            assert each.type not in ("integer", "number") or each.least is not None, f"{name}, {each.name}"
    done = run("ask", "stage-upstream", "stage=光纤拉丝", "steps=9", "--store", pack_path, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "steps: 9 is out of range; expected integer from 1 to 6" in done.err
    assert "integer 1..6" in run("queries", "stage-upstream", "--lang", "en").out
