"""Text tables as offices send them: where the names stand, what is no row, what parts and quotes the cells."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from tables import FIRMS, HEADER, folder, names, nodes, problems, relations

from chainscape import importers
from chainscape.importers.reading import Form, Layout, LeftOut, Row, read_rows
from chainscape.schema import DataError, Problem, UsageError


def read(at: Path, text: str, *needed: str, **form) -> list:
    (at / "made-up.csv").write_text(text, encoding="utf-8", newline="")
    return list(read_rows(at / "made-up.csv", "made-up.csv", Layout(needed, (), Form(**form))))


def cells(found: list) -> list[tuple[str, ...]]:
    return [tuple(row.cells.values()) for row in found if isinstance(row, Row)]


def left_out(found: list) -> list[tuple[int, str]]:
    return [(each.place.row, each.what) for each in found if isinstance(each, LeftOut)]


def wrong(found: list) -> list[str]:
    return [each.reason for each in found if isinstance(each, Problem)]


OFFICE = (
    "示例名单,,\n(截至2023年11月),,\n企业,成立,地址\n甲,2001,园区\n\n企业,成立,地址\n"
    "乙,2002,高新区\n合计:2家,,\n注:含筹建单位。,,\n"
)


def test_titles_notes_totals_and_repeated_names_are_no_rows_and_told(tmp_path: Path):
    found = read(tmp_path, OFFICE, "企业", "成立", "地址")
    assert cells(found) == [("甲", "2001", "园区"), ("乙", "2002", "高新区")]
    assert left_out(found) == [(1, "title"), (2, "title"), (6, "header"), (8, "total"), (9, "note")]
    assert [row.place.row for row in found if isinstance(row, Row)] == [4, 7]


@pytest.mark.parametrize(
    "first",
    ["合计", "合 计", "总计:", "小计(3家)", "光电小计", "Total", "Grand total", "Sub-total", "合计 12,300 万元"],
)
def test_totals(tmp_path: Path, first: str):
    assert left_out(read(tmp_path, f'企业,产值\n甲,1\n"{first}",1\n', "企业", "产值")) == [(3, "total")]


@pytest.mark.parametrize(
    "first",
    [
        "注:含筹建",
        "注1:x",
        "(注:x)",
        "备注:x",
        "说明:x",
        "资料来源:x局",
        "填表人:示例",
        "单位:万元",
        "Notes: x",
        "Source: x",
    ],
)
def test_notes(tmp_path: Path, first: str):
    assert left_out(read(tmp_path, f'企业,产值\n甲,1\n"{first}",\n', "企业", "产值")) == [(3, "note")]


@pytest.mark.parametrize(
    "name", ["注射器厂", "合计科技有限公司", "总计量所", "说明书印刷厂", "Notes Ltd", "Total Energies", "单位甲"]
)
def test_names_that_only_begin_so_are_rows(tmp_path: Path, name: str):
    found = read(tmp_path, f"企业,产值\n{name},\n", "企业", "产值")
    assert (cells(found), left_out(found)) == ([(name, "")], [])


def test_as_is_leaves_nothing_out(tmp_path: Path):
    found = read(tmp_path, "企业,产值\n合计,1\n", "企业", "产值", as_is=True)
    assert (cells(found), left_out(found)) == ([("合计", "1")], [])


def test_the_row_of_the_names_may_be_said(tmp_path: Path):
    text = "企业,值\n名称,数\n企业,值\n甲,1\n"
    assert cells(read(tmp_path, text, "企业", "值", header=(3,))) == [("甲", "1")]
    assert cells(
        read(tmp_path, "产值,,\n企业,2022,2023\n甲,1,2\n", "产值/企业", "产值/2022", "产值/2023", header=(1, 2))
    ) == [("甲", "1", "2")]
    assert wrong(read(tmp_path, text, "企业", header=(9,))) == [
        "the mapping says header: 9, and the table ends before that row"
    ]


def test_a_blank_that_means_the_cell_above(tmp_path: Path):
    found = read(tmp_path, "联合体,企业\n甲体,a\n,b\n合计,\n乙体,c\n,d\n", "联合体", "企业", fill=frozenset({"联合体"}))
    assert cells(found) == [("甲体", "a"), ("甲体", "b"), ("乙体", "c"), ("乙体", "d")]


def test_cells_left_off_at_the_end_are_blank_and_told(tmp_path: Path):
    found = read(tmp_path, "企业,成立,,\n甲,2001,,\n乙\n,,,\n丙,2003\n", "企业", "成立")
    assert cells(found) == [("甲", "2001"), ("乙", ""), ("丙", "2003")]
    assert left_out(found) == [(3, "short")]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "\uff0c", "\uff1b"])
def test_what_parts_the_cells_is_found_by_the_names(tmp_path: Path, mark: str):
    text = (
        mark.join(("名单,甲|乙", "", ""))
        + "\n"
        + "".join(mark.join(row) + "\n" for row in (("企业", "成立", "地址"), ("a", "b", "c")))
    )
    assert cells(read(tmp_path, text, "企业", "成立", "地址")) == [("a", "b", "c")]


def test_quotes_of_another_kind_and_none(tmp_path: Path):
    assert cells(read(tmp_path, "a,b\n'x,y',z\n", "a", "b", quote="'")) == [("x,y", "z")]
    assert cells(read(tmp_path, 'a\tb\n5" pipe\t"z\n', "a", "b", quote="")) == [('5" pipe', '"z')]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("header: 0", "the number of a row, or of two that follow each other"),
        ("header: [2, 4]", "the number of a row"),
        ("header: []", "the number of a row"),
        ("quote: ab", "the mark around a cell"),
        ("fill: [地址]", "expected a column that the table reads, found '地址'"),
        ("as_is: 1", "true or false"),
        ("shet: x", "Did you mean sheet"),
    ],
)
def test_mistakes_in_the_keys_of_the_form(tmp_path: Path, key: str, said: str):
    with pytest.raises(DataError, match=said.replace("[", r"\[")):
        importers.open_tables([folder(tmp_path, FIRMS + f"      {key}\n", firms=HEADER)])


def test_a_zip_is_a_folder_whatever_its_names_are_written_in(tmp_path: Path):
    at = folder(tmp_path, FIRMS.replace("firms.csv", "名单/企业.csv"))
    with zipfile.ZipFile(tmp_path / "made-up.zip", "w") as archive:
        archive.write(at / "mapping.yaml", "mapping.yaml")
        archive.writestr("AAAA/BBBB.csv", HEADER + "甲,,,\n")
    # as Windows writes names: in GBK, and no word of it
    packed = (tmp_path / "made-up.zip").read_bytes()
    (tmp_path / "made-up.zip").write_bytes(packed.replace(b"AAAA/BBBB", "名单/企业".encode("gbk")))
    dataset = importers.open_tables([tmp_path / "made-up.zip"])
    assert names(dataset) == names(dataset) == ["甲"]


def test_a_zip_with_a_way_out_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "made-up.zip", "w") as archive:
        archive.writestr("../out.csv", "x")
    with pytest.raises(DataError, match="would lie outside the folder"):
        importers.open_tables([tmp_path / "made-up.zip"])
    assert not (tmp_path.parent / "out.csv").exists()


def test_standard_input_is_the_sole_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    at = folder(tmp_path) / "mapping.yaml"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((HEADER + "甲,,,\n").encode())))
    dataset = importers.open_tables(["-"], at)
    assert names(dataset) == names(dataset) == ["甲"]
    with pytest.raises(UsageError, match="- is standard input: name no other file, and the mapping"):
        importers.open_tables(["-"])


def test_files_that_are_no_tables_are_named(tmp_path: Path):
    at = folder(tmp_path, firms=HEADER + "甲,,,\n")
    (at / "信.pdf").write_bytes(b"%PDF-1.7")
    dataset = importers.open_tables([at])
    assert problems(dataset) == []
    assert [(remark.count, remark.examples) for remark in dataset.remarks] == [(1, ("信.pdf",))]


def test_spreadsheet_words_for_errors_are_problems_wherever_they_stand(tmp_path: Path):
    table = """
        - file: supplies.csv
          rows: SUPPLIES
          from: {column: 供方, type: Company, match: name, create: true}
          to: {column: 需方, type: Company, match: name, create: true, separator: ;}
          properties: {产品: product}
    """
    rows = "供方,需方,产品\n甲,#N/A,光纤\n#REF!,乙,\n丙,丁;#VALUE!,\n戊,己,#DIV/0!\n庚,辛,########\n壬,癸,光缆\n"
    records = list(importers.open_tables([folder(tmp_path, table, supplies=rows)]))
    assert [(each.place.row, each.column) for each in problems(records)] == [
        (2, "需方"), (3, "供方"), (4, "需方"), (5, "产品"), (6, "产品"),
    ]  # fmt: skip
    assert len(relations(records)) == 1
    assert sorted(names(records)) == ["壬", "癸"]


@pytest.mark.parametrize("word", ["nan", "NaN", "None", "null", "NULL", "NaT", "<NA>", "(空)"])
def test_words_of_programs_for_nothing_are_blank(tmp_path: Path, word: str):
    (node,) = nodes(importers.open_tables([folder(tmp_path, firms=f"{HEADER}甲,{word},{word},\n")])).values()
    assert node.statements[0].properties == {"name": "甲"}
