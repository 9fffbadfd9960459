"""What the rows of a planner's tables become: nodes, relations, sources and search records."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tables import folder, nodes, problems, relations, searches, sources

from chainscape import importers
from chainscape.importers import made_id
from chainscape.schema import Place, Problem, vocabulary

COMPANY = vocabulary().nodes["Company"]
STAGE = vocabulary().nodes["Stage"]

FIRM_LIST = """
    - file: 企业名单.csv
      rows: Company
      properties: {企业: name, 简称: aliases, 曾用名: aliases}
      separators: {简称: "、"}
      always: {home: inside, country: CN}
      date: {always: 2023年11月}
      source: {title: 重点企业名单, publisher: 市场监管局, published: 2023-11, reliability: A}
      relations:
        - type: OPERATES_IN
          to: {column: 环节, type: Stage, match: name, create: true, separator: "、"}
          properties: {做什么: role}
        - type: PARENT_OF
          from: {column: 母公司, type: Company, match: name}
          always: {kind: subsidiary}
"""


def firm_list(at: Path, *rows: str) -> list:
    text = "企业,简称,曾用名,环节,做什么,母公司\n" + "".join(row + "\n" for row in rows)
    return list(importers.open_tables([folder(at, FIRM_LIST, 企业名单=text)]))


def test_a_list_of_firms_makes_nodes_relations_stages_and_its_one_source(tmp_path: Path):
    records = firm_list(
        tmp_path,
        "亨通集团,亨通、HTGD,老亨通;小亨通,,,",
        "亨通光电,光电,,预制棒、拉丝,制造,亨通",
        "长飞,,,拉丝,,",
    )
    assert problems(records) == []
    group, opto, yofc = (made_id(COMPANY, [name]) for name in ("亨通集团", "亨通光电", "长飞"))
    preform, draw = (made_id(STAGE, [name]) for name in ("预制棒", "拉丝"))
    assert list(nodes(records)) == [group, opto, preform, draw, yofc]
    (source,) = sources(records).values()
    assert (source.title, source.published, source.reliability) == ("重点企业名单", "2023-11", "A")
    (stated,) = nodes(records)[group].statements
    assert stated.dataset == "试点"
    assert stated.row == f"企业名单#{group}"
    assert stated.sources == (source.id,)
    assert stated.date == "2023-11"
    assert stated.properties == {
        "aliases": ["HTGD", "亨通", "小亨通", "老亨通"],
        "country": "CN",
        "home": "inside",
        "name": "亨通集团",
    }
    assert nodes(records)[opto].place == Place("企业名单.csv", "", 3)
    found = [(r.from_id, r.type, r.to_id, dict(r.statements[0].properties)) for r in relations(records)]
    assert found == [
        (opto, "OPERATES_IN", preform, {"role": "maker"}),
        (opto, "OPERATES_IN", draw, {"role": "maker"}),
        (group, "PARENT_OF", opto, {"kind": "subsidiary"}),
        (yofc, "OPERATES_IN", draw, {}),
    ]
    assert {r.statements[0].row for r in relations(records)} == {f"企业名单#{opto}", f"企业名单#{yofc}"}


def test_a_stage_is_made_once_however_many_rows_name_it(tmp_path: Path):
    records = firm_list(tmp_path, *(f"企业{n},,,拉丝,," for n in range(5)))
    assert [n.type for n in nodes(records).values()].count("Stage") == 1
    assert len([r for r in records if getattr(r, "type", "") == "Stage"]) == 1
    assert len(relations(records)) == 5


def test_a_relation_property_without_its_end_is_not_passed_over(tmp_path: Path):
    (problem,) = problems(firm_list(tmp_path, "亨通,,,,制造,"))
    assert (problem.column, problem.reason) == ("环节", "'做什么' is given, but whom it is about is blank")


def test_names_that_two_nodes_bear_are_a_problem_and_names_of_one_are_found_by_alias_too(tmp_path: Path):
    records = firm_list(tmp_path, "亨通集团,亨通,,,,", "亨通光电,亨通,,,,", "子公司,,,,,亨通", "孙公司,,,,,亨通光电")
    (problem,) = problems(records)
    assert (problem.place.row, problem.column, problem.value) == (4, "母公司", "亨通")
    for name in ("亨通集团", "亨通光电"):
        assert made_id(COMPANY, [name]) in problem.reason
    assert [r.from_id for r in relations(records)] == [made_id(COMPANY, ["亨通光电"])]


def test_a_name_that_nobody_bears_gets_the_id_that_any_other_table_would_make(tmp_path: Path):
    at = folder(tmp_path, FIRM_LIST, 企业名单="企业,简称,曾用名,环节,做什么,母公司\n甲,,,,,乙\n")
    (relation,) = relations(importers.open_tables([at]))
    assert relation.from_id == made_id(COMPANY, ["乙"])


def test_a_name_is_looked_up_in_the_store_when_the_tables_do_not_have_it(tmp_path: Path):
    asked = []

    def look_up(types, name):
        asked.append((list(types), name))
        return {"乙": ["company:yi"], "丙": ["company:b1", "company:b2"]}.get(name, [])

    rows = "企业,简称,曾用名,环节,做什么,母公司\n甲,,,,,乙\n丁,,,,,甲\n戊,,,,,丙\n己公司,,,,,己公\n"
    records = list(importers.open_tables([folder(tmp_path, FIRM_LIST, 企业名单=rows)], look_up=look_up))
    assert asked[0] == (["Company"], "乙")
    assert "甲" not in [name for _, name in asked]
    assert [r.from_id for r in relations(records)] == ["company:yi", made_id(COMPANY, ["甲"])]
    ambiguous, missing = problems(records)
    assert "company:b1 or company:b2" in ambiguous.reason
    assert "no Company is called '己公', here or in the store. Did you mean 己公司?" in missing.reason


def test_a_stage_that_an_earlier_import_made_is_stated_again(tmp_path: Path):
    """Else a second import of the same file would no longer state it."""
    draw = made_id(STAGE, ["拉丝"])
    at = folder(tmp_path, FIRM_LIST, 企业名单="企业,简称,曾用名,环节,做什么,母公司\n甲,,,拉丝,,\n")
    assert draw in nodes(importers.open_tables([at], look_up=lambda types, name: [draw]))
    assert draw not in nodes(importers.open_tables([at], look_up=lambda types, name: [draw, "stage:draw"]))


RELATIONS = """
    - file: 服务.csv
      rows: TESTS_FOR
      from: {column: 机构, prefix: "institute:"}
      to: 环节
      properties: {服务: service, 依据: service_basis}
      split: {服务: ";"}
      sources: {column: 来源, separator: "、"}
      date: 时间
"""
SERVICES = "机构,环节,服务,依据,来源,时间\n"


def services(at: Path, *rows: str, table: str = RELATIONS) -> list:
    return list(importers.open_tables([folder(at, table, 服务=SERVICES + "".join(row + "\n" for row in rows))]))


def test_a_row_that_names_two_services_makes_two_relations_of_one_row(tmp_path: Path):
    records = services(tmp_path, "suqi,stage:a,计量;检验检测,有明文,s2、s1,2014-2018")
    first, second = relations(records)
    assert (first.key, second.key) == (("metrology",), ("testing",))
    assert first.id != second.id
    assert first.from_id == "institute:suqi"
    (a,), (b,) = first.statements, second.statements
    assert a.row == b.row
    assert a.sources == ("s1", "s2")
    assert a.date == "2014/2018"
    assert a.properties == {"service": "metrology", "service_basis": "stated"}
    assert b.properties == {"service": "testing", "service_basis": "stated"}


def test_the_key_of_a_row_follows_its_content_not_its_place(tmp_path: Path):
    one, two = "a,stage:a,计量,有明文,s1,", "b,stage:a,计量,有明文,s1,"

    def keys(*rows: str) -> list[str]:
        return [r.statements[0].row for r in relations(services(tmp_path, *rows))]

    assert keys(one, two) == keys(two, one)[::-1]
    assert keys(one, one)[0] == keys(one, one)[1]
    assert keys("a , stage:a,metrology,stated,s1,-") == keys(one)
    changed = keys("a,stage:a,计量,有明文,s2,", "a,stage:a,计量,有明文,s1,2020", "a,stage:a,计量,据名称,s1,")
    assert len({*keys(one), *changed}) == 4


def test_a_column_may_tell_the_rows_apart(tmp_path: Path):
    table = RELATIONS + "      row_key: 序号\n"
    text = "序号," + SERVICES + "7,a,stage:a,计量,有明文,s1,\n7,a,stage:a,计量,有明文,s2,\n,a,stage:a,计量,有明文,s2,\n"
    records = list(importers.open_tables([folder(tmp_path, table, 服务=text)]))
    (relation,) = relations(records)
    assert relation.statements[0].row == "服务#7"
    again, blank = problems(records)
    assert again.reason == "the key '7' stands in row 2 with other values: give each row its own"
    assert (blank.column, blank.reason) == ("序号", "the key of the row is blank")


def test_blank_ends_and_blank_required_cells(tmp_path: Path):
    found = problems(services(tmp_path, ",stage:a,计量,有明文,,", "a,-,计量,有明文,,", "a,stage:a,,有明文,,"))
    assert [(p.place.row, p.column) for p in found] == [(2, "机构"), (3, "环节"), (4, "服务")]
    assert found[0].reason == "one end of the TESTS_FOR is blank; if a blank means the cell above, say fill: [机构]"
    assert found[2].reason == "service (服务) is needed and the cell is blank"


def test_a_bad_date_is_told_once_however_much_its_row_states(tmp_path: Path):
    table = """
        - file: 虚构名单.csv
          rows: Company
          properties: {企业: name}
          date: 日期
          relations:
            - {type: OPERATES_IN, to: {column: 环节, type: Stage, match: name, create: true}}
    """
    found = problems(
        importers.open_tables([folder(tmp_path, table, 虚构名单="企业,环节,日期\n虚构甲,虚构环节,去年\n")])
    )
    assert [(each.place.row, each.column, each.value) for each in found] == [(2, "日期", "去年")]


def test_of_a_name_that_stands_twice_the_column_that_differs_is_named(tmp_path: Path):
    table = """
        - {file: 虚构名单.csv, rows: Company, properties: {企业: name, 代码: note, 住址: address, 成立: founded}}
    """
    text = "企业,代码,住址,成立\n虚构甲,a,虚构路,2001\n虚构甲,b,虚构路,\n"
    (twice,) = problems(importers.open_tables([folder(tmp_path, table, 虚构名单=text)]))
    assert (twice.place.row, twice.column, twice.value) == (3, "企业", "虚构甲")
    assert twice.zh == (
        "「虚构甲」在第 2 行已出现，而代码、成立不同：请合并两行；若是两个，用 id 写明编号所在的列；"
        "若各行互补，写 fold: true"
    )
    assert "'虚构甲' stands in row 2 with other 代码, 成立: join the rows" in twice.reason


def test_titles_of_sources_make_sources(tmp_path: Path):
    table = RELATIONS.replace(
        'sources: {column: 来源, separator: "、"}', "sources: {column: 来源, create: true, reliability: B}"
    )
    records = services(
        tmp_path, "a,stage:a,计量,有明文,苏州日报;园区年报,", "b,stage:a,计量,有明文,苏州日报,", table=table
    )
    found = sources(records)
    assert [(s.title, s.reliability) for s in found.values()] == [("苏州日报", "B"), ("园区年报", "B")]
    assert sorted(found) == sorted({s for r in relations(records) for s in r.statements[0].sources})


IDS = """
    - file: firms.csv
      rows: Company
      id: id
      properties: [name, note]
    - file: more.csv
      rows: Company
      id: id
      properties: [name, address]
    - file: schools.csv
      rows: University
      id: id
      properties: [name]
"""


def test_an_id_stands_for_one_thing(tmp_path: Path):
    at = folder(
        tmp_path,
        IDS,
        firms="id,name,note\nc:1,甲,\nc:1,甲,\nc:2,乙,\nc:2,乙,变了\n,丙,\n",
        more="id,name,address\nc:1,甲,七都镇\n",
        schools="id,name\nc:1,甲\nu:1,大学\n",
    )
    records = list(importers.open_tables([at]))
    changed, blank, other = problems(records)
    assert changed.place.row == 5
    assert changed.reason == (
        "the id 'c:2' ('乙') stands in row 4 with other note: join the rows, or correct the id; "
        "if each row adds something, say fold: true"
    )
    assert (blank.column, blank.reason) == ("id", "the id is blank")
    assert "the id 'c:1' is a Company in firms.csv, row 2 and a University here" in other.reason
    # the same row twice says nothing new; another table may add to what is known
    stated = [r.statements[0].row for r in records if not isinstance(r, Problem)]
    assert stated == ["firms#c:1", "firms#c:2", "more#c:1", "schools#u:1"]


LISTS = """
    - file: 来源.csv
      rows: source
      properties: {编号: id, 标题: title, 日期: published, 网址: url, 可靠度: reliability}
    - file: 查证.csv
      rows: search
      subject: {column: 对象, type: [IndustryChain, Stage], match: name}
      properties: {空格: slot, 结果: result, 日期: date, 关键词: queries, 页数: pages_read, 谁: by}
      always: {method: 普查}
    - file: 产业链.csv
      rows: IndustryChain
      properties: {产业链: name}
"""


def lists(at: Path, source_rows: str = "", search_rows: str = "") -> list:
    return list(
        importers.open_tables(
            [
                folder(
                    at,
                    LISTS.replace("普查", "inventory"),
                    来源="编号,标题,日期,网址,可靠度\n" + source_rows,
                    查证="对象,空格,结果,日期,关键词,页数,谁\n" + search_rows,
                    产业链="产业链\n光电\n",
                )
            ]
        )
    )


def test_sources_and_search_records(tmp_path: Path):
    records = lists(
        tmp_path,
        "s1,苏州日报,2023年11月,https://example.org/1,A\n,无编号,,,\n",
        "光电,计量,查过未见,2026-11-22,苏州 光电 计量;吴江 校准,12,王工\n",
    )
    assert problems(records) == []
    first, second = sources(records).values()
    assert (first.id, first.published, first.url, first.reliability) == ("s1", "2023-11", "https://example.org/1", "A")
    assert (second.id[:7], second.reliability) == ("source:", "C")
    (search,) = searches(records)
    assert search.subject == made_id(vocabulary().nodes["IndustryChain"], ["光电"])
    assert (search.slot, search.method, search.result, search.date) == (
        "metrology",
        "inventory",
        "none_found",
        "2026-11-22",
    )
    assert search.queries == ("苏州 光电 计量", "吴江 校准")
    assert (search.pages_read, search.by, search.dataset) == (12, "王工", "试点")
    assert search.id.startswith("search:")


def test_sources_and_search_records_with_mistakes(tmp_path: Path):
    records = lists(
        tmp_path,
        "s1,,去年,javascript:alert(1),D\ns2,甲,,,A\ns2,乙,,,A\n",
        ",计量,找了,明天,,很多,\n光电,,查过未见,,,-1,\n",
    )
    assert sources(records).keys() == {"s2"}
    assert searches(records) == []
    assert [(p.place.file, p.place.row, p.column) for p in problems(records)] == [
        ("来源.csv", 2, "标题"),
        ("来源.csv", 2, "日期"),
        ("来源.csv", 2, "网址"),
        ("来源.csv", 2, "可靠度"),
        ("来源.csv", 4, "编号"),
        ("查证.csv", 2, "对象"),
        ("查证.csv", 2, "日期"),
        ("查证.csv", 2, "结果"),
        ("查证.csv", 2, "页数"),
        ("查证.csv", 3, "空格"),
        ("查证.csv", 3, "日期"),
        ("查证.csv", 3, "页数"),
    ]


def test_several_files_of_one_pattern_and_other_delimiters(tmp_path: Path):
    table = """
        - file: 月报*.tsv
          rows: Company
          properties: {企业: name}
          delimiter: "\\t"
    """
    at = folder(tmp_path, table)
    for month in ("01", "02"):
        (at / f"月报{month}.tsv").write_text("企业\t\n甲\t\n", encoding="utf-8")
    rows = [record.statements[0].row.split("#")[0] for record in importers.open_tables([at])]
    assert rows == ["月报01", "月报02"]


def test_reading_is_streaming_and_repeatable(tmp_path: Path):
    at = folder(tmp_path, IDS.split("    - file: more")[0], firms="id,name,note\n")
    with (at / "firms.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((f"c:{n}", f"企业{n}", "") for n in range(20_000))
    dataset = importers.open_tables([at])
    first = next(iter(dataset))
    assert first.id == "c:0"
    assert [r.id for r in dataset] == [r.id for r in dataset] == [f"c:{n}" for n in range(20_000)]


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\uff1dA1", 'plain, with "quotes"\nand lines']
)
def test_the_report_is_a_csv_that_no_spreadsheet_runs(tmp_path: Path, cell: str):
    given = (
        Problem("a reason", Place("firms.csv", "", n), "列", cell)  # a generator: nothing is held
        for n in range(3)
    )
    assert importers.write_report(tmp_path / "report.csv", given) == 3
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["file", "sheet", "row", "column", "value", "reason"]
    assert rows[2]["value"].removeprefix("'") == cell
    assert rows[2]["value"][0] not in "=+-@\uff1d"
    assert (rows[0]["row"], rows[2]["row"]) == ("", "2")
