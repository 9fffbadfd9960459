"""Habits of offices and spreadsheets that once made wrong firms, wrong dates or refused tables. All data is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import folder, nodes, problems, relations

from chainscape import importers
from chainscape.schema import Node, Problem

FIRMS = """
    - file: firms.csv
      rows: Company
      properties: {企业: name, 成立: founded, 地址: address}
"""
DATES = """
    - file: firms.csv
      rows: Company
      properties: {企业: name, 成立: founded}
"""


def read(at: Path, tables: str, **files: str) -> list:
    return list(importers.open_tables([folder(at, tables, **files)]))


def said(records: list) -> list[dict[str, object]]:
    return [dict(each.statements[0].properties) for each in records if isinstance(each, Node)]


def test_errors_of_a_spreadsheet_and_words_for_nothing_are_no_customers(tmp_path: Path):
    ties = """
    - file: supplies.csv
      rows: SUPPLIES
      from: {column: 供方, type: Company, match: name, create: true}
      to: {column: 需方, type: Company, match: name, create: true}
      properties: {产品: product}
    """
    words = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "nan", "None", "null", "NaT", "<NA>")
    rows = "".join(f"虚构{at}公司,{word},虚构品\n" for at, word in enumerate(words))
    found = read(tmp_path, ties, supplies="供方,需方,产品\n" + rows)
    assert [type(each) for each in found] == [Problem] * len(words)
    assert [(each.place.row, each.column) for each in found] == [(at, "需方") for at in range(2, len(words) + 2)]
    assert all("is a spreadsheet's word for an error" in each.reason for each in found[:7])
    assert all("one end of the SUPPLIES is blank" in each.reason for each in found[7:])


@pytest.mark.parametrize("name", ["0", "无", "NA", "TBD", "待定", "没有"])
def test_what_stands_for_a_firm_that_nobody_knows_counts_nowhere(tmp_path: Path, name: str):
    assert said(read(tmp_path, DATES, firms=f"企业,成立\n{name},\n")) == [{"name": name, "status": "placeholder"}]


@pytest.mark.parametrize("name", ["(空)", "-", "N/A", "NULL", "NaN"])
def test_a_firm_without_a_name_is_told(tmp_path: Path, name: str):
    (found,) = read(tmp_path, DATES, firms=f"企业,成立\n{name},2001\n")
    assert found.reason == "name (名称) is needed and the cell is blank"


KEPT = {
    "2023/11/23 0:00": "2023-11-23", "2023-11-23 00:00:00": "2023-11-23", "2023/11/23 00:00": "2023-11-23",
    "45253": "2023-11-23", "20231123": "2023-11-23", "202311": "2023-11", "2023.11.23": "2023-11-23",
    "2023年11月23日 ": "2023-11-23", "2023/11/1": "2023-11-01", "2023年": "2023", "2023-11-23T00:00:00Z": "2023-11-23",
    "2023-11-23T08:00:00+08:00": "2023-11-23", "2020-2024": "2020/2024", "2020年-2024年": "2020/2024",
    "2020—2024": "2020/2024", "2020~2024": "2020/2024", "2023-11至2024-03": "2023-11/2024-03",
    "2023-11/2024-03": "2023-11/2024-03", "2019年以前": "../2019", "2023年11月23号": "2023-11-23", "二〇二三年": "2023",
    "2023年上半年": "2023-01/2023-06", "Q3 2023": "2023-07/2023-09", "11/23/2023": "2023-11-23", "2022.0": "2022",
}  # fmt: skip
REFUSED = {
    "Nov-23": "Excel turns 2023-11 into Nov-23", "23-Nov": "Excel turns 2023-11 into Nov-23", "11月23日": "has no year",
    "0000-00-00": "there is no year 0: clear the cell", "2023-00-00": "there is no month 0; write 2023",
    "至今": "is not a date", "2023-": "is not a date", "1900/1/0": "a spreadsheet's word for no day: clear the cell",
    "2023-11-31": "that month has no day 31",
}  # fmt: skip


def test_dates_as_programs_and_offices_write_them(tmp_path: Path):
    rows = "".join(f"虚构{at}公司,{text}\n" for at, text in enumerate([*KEPT, *REFUSED]))
    records = read(tmp_path, DATES, firms="企业,成立\n" + rows)
    assert [each["founded"] for each in said(records)] == list(KEPT.values())
    told = {each.value: each.reason for each in problems(records)}
    assert told.keys() == REFUSED.keys()
    assert {text: part for text, part in REFUSED.items() if part not in told[text]} == {}


def test_title_rows_totals_and_notes_are_no_firms(tmp_path: Path):
    text = (
        "虚构市示例联合体成员名单,,\n(截至2023年11月),,\n企业,成立,地址\n虚构甲公司,2001,虚构园区\n"
        "虚构乙公司,2002,虚构新区\n合计:2家,,\n注:含筹建单位。,,\n"
    )
    records = read(tmp_path, FIRMS, firms=text)
    assert said(records) == [
        {"name": "虚构甲公司", "founded": "2001", "address": "虚构园区"},
        {"name": "虚构乙公司", "founded": "2002", "address": "虚构新区"},
    ]
    assert problems(records) == []


def test_merged_cells_saved_as_csv_are_filled_where_the_mapping_says_so(tmp_path: Path):
    mapping = """
    - file: members.csv
      rows: MEMBER_OF
      from: {column: 企业, type: Company, match: name, create: true}
      to: {column: 联合体, type: Company, match: name, create: true}
      ignore: [环节]
    """.replace("联合体, type: Company", "联合体, type: Association")
    text = "联合体,企业,环节\n虚构联盟,虚构甲公司,光纤\n,虚构乙公司,光缆\n,虚构丙公司,光模块\n"
    told = problems(read(tmp_path, mapping, members=text))
    assert [(each.place.row, each.column) for each in told] == [(3, "联合体"), (4, "联合体")]
    assert all("if a blank means the cell above, say fill: [联合体]" in each.reason for each in told)
    records = read(tmp_path, mapping + "  fill: [联合体]\n", members=text)
    assert problems(records) == []
    assert {nodes(records)[each.to_id].statements[0].properties["name"] for each in relations(records)} == {"虚构联盟"}
    assert len(relations(records)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "企业,成立,地址\n虚构甲公司,2001,虚构园区\n虚构乙公司,2002\n虚构丙公司\n",
        "企业,成立,地址,,\n虚构甲公司,2001,虚构园区,,\n虚构乙公司,2002,,,\n,,,,\n,,,,\n虚构丙公司\n",
    ],
)
def test_cells_left_off_at_the_end_of_a_row_are_blank(tmp_path: Path, text: str):
    records = read(tmp_path, FIRMS, firms=text)
    assert said(records) == [
        {"name": "虚构甲公司", "founded": "2001", "address": "虚构园区"},
        {"name": "虚构乙公司", "founded": "2002"},
        {"name": "虚构丙公司"},
    ]
    assert problems(records) == []
