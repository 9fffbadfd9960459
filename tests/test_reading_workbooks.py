"""Workbooks as offices send them: sheets, merged cells, errors, dates, rounded codes. All data is made up."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from tables import folder, names, nodes, problems, relations

from chainscape import importers
from chainscape.importers.reading import Form, Layout, LeftOut, Row, read_rows

FIRMS = """
    - file: {file}
      rows: Company
      properties: {{企业: name, 成立: founded, 代码: stock}}
"""


def rows(path: Path, *needed: str, **form) -> list[Row]:
    return [each for each in everything(path, *needed, **form) if isinstance(each, Row)]


def everything(path: Path, *needed: str, **form) -> list:
    return list(read_rows(path, path.name, Layout(needed, (), Form(**form))))


def workbook(at: Path, *table: list, merged: tuple[str, ...] = (), name: str = "made-up.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(at / name)
    return at / name


def test_an_office_table_is_read_as_it_is(tmp_path: Path):
    table = [
        ["示例名单"], ["(截至2023年11月)"], ["企业", "成立", "代码"],
        ["示例甲公司", datetime.date(2023, 11, 23), "300931"], ["示例乙公司", 2001, 688_268],
        [], ["合计:2家"], ["注:含筹建单位。"],
    ]  # fmt: skip
    workbook(tmp_path, *table, merged=("A1:C1", "A8:C8"), name="firms.xlsx")
    dataset = importers.open_tables([folder(tmp_path, FIRMS.format(file="firms.xlsx"))])
    records = list(dataset)
    assert problems(records) == []
    said = [dict(node.statements[0].properties) for node in nodes(records).values()]
    assert said == [
        {"name": "示例甲公司", "founded": "2023-11-23", "stock": "300931"},
        {"name": "示例乙公司", "founded": "2001", "stock": "688268"},
    ]
    assert [node.place.row for node in nodes(records).values()] == [4, 5]
    told = {remark.text.en.partition(",")[0]: remark.examples for remark in dataset.remarks}
    assert told["rows above the column names"] == ("1 示例名单", "2 (截至2023年11月)")
    assert told["rows that are totals"] == ("7 合计:2家",)
    assert told["rows that are notes"] == ("8 注:含筹建单位。",)


def test_merged_cells_all_hold_what_the_first_does(tmp_path: Path):
    at = workbook(
        tmp_path, ["联合体", "企业"], ["示例联合体", "甲"], [None, "乙"], [None, "丙"], ["另一联合体", "丁"],
        merged=("A2:A4",),
    )  # fmt: skip
    assert [row.cells["联合体"] for row in rows(at, "联合体", "企业")] == ["示例联合体"] * 3 + ["另一联合体"]


def test_two_rows_of_names_are_one_header(tmp_path: Path):
    at = workbook(
        tmp_path, ["企业", "产值", None, "备注"], [None, 2022, 2023, None], ["甲", 1.5, 2, "x"],
        merged=("A1:A2", "B1:C1", "D1:D2"),
    )  # fmt: skip
    needed = ("企业", "产值/2022", "产值/2023", "备注")
    (row,) = rows(at, *needed)
    assert row.cells == {"企业": "甲", "产值/2022": "1.5", "产值/2023": "2", "备注": "x"}
    assert rows(at, *needed, header=(1, 2)) == [row]


def test_sheets_by_name_by_pattern_and_by_their_columns(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["本表由示例局填写"])
    for year in ("2022", "2023"):
        sheet = book.create_sheet(f"{year}年")
        sheet.append(["企业"])
        sheet.append([f"公司{year}"])
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    hidden.append(["企业"])
    hidden.append(["旧公司"])
    book.save(at := tmp_path / "made-up.xlsx")
    found = everything(at, "企业")
    assert [row.cells["企业"] for row in found if isinstance(row, Row)] == ["公司2022", "公司2023"]
    assert [row.place.sheet for row in found if isinstance(row, Row)] == ["2022年", "2023年"]
    assert [each.text for each in found if isinstance(each, LeftOut)] == ["说明", "旧表"]
    assert [row.cells["企业"] for row in rows(at, "企业", sheet="2023年")] == ["公司2023"]
    assert len(rows(at, "企业", sheet="20??年")) == 2
    assert [row.cells["企业"] for row in rows(at, "企业", sheet="旧表")] == ["旧公司"]
    (problem,) = [each for each in everything(at, "企业", sheet="2024年") if not isinstance(each, LeftOut)]
    assert "no sheet '2024年'. Did you mean" in problem.reason


ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


def test_errors_are_problems_and_never_blanks_or_names(tmp_path: Path):
    at = folder(tmp_path, FIRMS.format(file="firms.xlsx"))
    workbook(
        at, ["企业", "成立", "代码"], *[[f"公司{n}", None, word] for n, word in enumerate(ERRORS)], name="firms.xlsx"
    )
    found = problems(importers.open_tables([at]))
    assert [(each.place.row, each.column, each.value) for each in found] == [
        (n, "代码", word) for n, word in enumerate(ERRORS, 2)
    ]
    assert str(found[0]).startswith("firms.xlsx, sheet Sheet, row 2, column 代码: #N/A is a spreadsheet's word")


def test_errors_in_old_workbooks(tmp_path: Path):
    book = xlwt.Workbook()
    for name in ("甲表", "b"):
        sheet = book.add_sheet(name)
        sheet.write(0, 0, "企业")
        sheet.write(0, 1, "值")
        sheet.write(1, 0, name)
        sheet.row(1).set_cell_error(1, 42)
        sheet.write_merge(2, 3, 0, 0, "合并")
        sheet.row(2).set_cell_error(1, 7)
        sheet.write(3, 1, datetime.date(2023, 11, 23), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        for at, format in enumerate(("yyyy-mm", 'yyyy"年"m"月"', "yyyy-mm-dd"), 4):
            sheet.write(at, 0, "年月")
            sheet.write(at, 1, datetime.date(2023, 11, 1), xlwt.easyxf(num_format_str=format))
    book.save(str(at := tmp_path / "made-up.xls"))
    found = [tuple(row.cells.values()) for row in rows(at, "企业", "值")]
    assert found[:3] == [("甲表", "#N/A"), ("合并", "#DIV/0!"), ("合并", "2023-11-23")]
    assert [value for name, value in found[3:6] if name == "年月"] == ["2023-11", "2023-11", "2023-11-01"]
    assert found[6] == ("b", "#N/A")


def test_open_document_workbooks(tmp_path: Path):
    book, table = OpenDocumentSpreadsheet(), Table(name="表")

    def cell(text: str, kind: str = "string", **more) -> TableCell:
        made = TableCell(valuetype=kind, **more)
        made.addElement(P(text=text))
        return made

    for cells in (
        [cell("企业"), cell("成立"), cell("值")],
        [
            cell("甲", numberrowsspanned=2, numbercolumnsspanned=1),
            cell("x", "date", datevalue="2023-11-23"),
            cell("3", "float", value="3"),
        ],
        [CoveredTableCell(), cell("2023年11月", "date", datevalue="2023-11-01"), cell("x")],
        [cell("乙"), cell("y", "date", datevalue="2023-11-24"), cell("#N/A")],
    ):  # fmt: skip
        row = TableRow()
        for each in cells:
            row.addElement(each)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(plain := tmp_path / "plain.ods"))
    # as LibreOffice writes an error: its value is empty
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(at := tmp_path / "made-up.ods", "w") as changed:
        for each in archive.namelist():
            content = archive.read(each)
            if each == "content.xml":
                space = b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
                error = (
                    b'<table:table-cell calcext:value-type="error" office:value-type="string" office:string-value="">'
                )
                at_last = content.rindex(b"<table:table-cell")
                content = content[:at_last] + error + content[content.index(b">", at_last) + 1 :]
                content = content.replace(b"<office:document-content ", b"<office:document-content " + space, 1)
            changed.writestr(each, content)
    assert [tuple(row.cells.values()) for row in rows(at, "企业", "成立", "值")] == [
        ("甲", "2023-11-23", "3"),
        ("甲", "2023-11", "x"),
        ("乙", "2023-11-24", "#N/A"),
    ]


def test_a_code_that_became_a_number_is_refused_in_every_kind_of_cell(tmp_path: Path):
    at = folder(tmp_path, FIRMS.format(file="firms.xlsx"))
    good = "913205001234567890"
    workbook(
        at, ["企业", "成立", "代码"], ["甲", None, int(good)], ["乙", None, good], ["丙", None, "9.13205E+17"],
        ["丁", None, "913205001234567000"], name="firms.xlsx",
    )  # fmt: skip
    records = list(importers.open_tables([at]))
    assert [(each.place.row, each.column) for each in problems(records)] == [(2, "代码"), (4, "代码"), (5, "代码")]
    assert "a code of 18 digits that a spreadsheet took for a number" in problems(records)[0].reason
    assert names(records) == ["乙"]


def test_a_sheet_that_begins_further_down_and_right(tmp_path: Path):
    book = openpyxl.Workbook()
    for at, value in (("C3", "企业"), ("D3", "值"), ("C4", "甲"), ("D4", "#REF!")):
        book.active[at] = value
    book.active.merge_cells("C4:C5")
    book.active["D5"] = 2.5
    book.save(path := tmp_path / "made-up.xlsx")
    found = rows(path, "企业", "值")
    assert [(row.place.row, *row.cells.values()) for row in found] == [(4, "甲", "#REF!"), (5, "甲", "2.5")]


def test_a_stray_cell_at_the_far_corner_is_told_and_not_held(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "企业"
    book.active["XFD1048576"] = "x"
    book.save(at := tmp_path / "made-up.xlsx")
    (problem,) = everything(at, "企业")
    assert "reaches to row 1,048,576, column 16,384: delete the stray cells" in problem.reason


@pytest.mark.parametrize("suffix", [".csv", ".txt", ".xls"])
def test_a_workbook_is_known_by_its_content(tmp_path: Path, suffix: str):
    at = workbook(tmp_path, ["企业"], ["甲"]).rename(tmp_path / f"made-up{suffix}")
    assert [row.cells["企业"] for row in rows(at, "企业")] == ["甲"]


def test_a_text_that_is_called_a_workbook_is_read_as_a_text(tmp_path: Path):
    (at := tmp_path / "made-up.xls").write_text("企业\t值\n甲\t1\n", encoding="gb18030")
    assert [tuple(row.cells.values()) for row in rows(at, "企业", "值")] == [("甲", "1")]


def test_two_tables_may_read_two_sheets_of_one_workbook(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "企业"
    book.active.append(["名称"])
    book.active.append(["示例甲公司"])
    book.active.append(["示例乙公司"])
    sheet = book.create_sheet("供应")
    for row in (["供方", "需方"], ["示例甲公司", "示例乙公司"]):
        sheet.append(row)
    book.create_sheet("空表")
    at = folder(
        tmp_path,
        """
        - {file: all.xlsx, sheet: 企业, name: firms, rows: Company, properties: {名称: name}}
        - file: all.xlsx
          sheet: 供应
          name: supplies
          rows: SUPPLIES
          from: {column: 供方, type: Company, match: name}
          to: {column: 需方, type: Company, match: name}
        """,
    )
    book.save(at / "all.xlsx")
    dataset = importers.open_tables([at])
    records = list(dataset)
    assert problems(records) == []
    assert len(relations(records)) == 1
    assert [remark.examples for remark in dataset.remarks] == [("空表",)]
    assert len(relations(importers.open_tables([at / "all.xlsx"]))) == 1


def test_a_damaged_old_workbook_is_a_problem_and_does_not_end_the_process(tmp_path: Path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(1, 0, "企业")
    book.save(str(at := tmp_path / "made-up.xls"))
    whole = at.read_bytes()
    extent = whole.index(b"\x00\x02\x0e\x00")
    for first, last in ((0, 0xFFFFFFF0), (0x5000, 3)):
        damaged = bytearray(whole)
        damaged[extent + 4 : extent + 12] = first.to_bytes(4, "little") + last.to_bytes(4, "little")
        at.write_bytes(damaged)
        (problem,) = everything(at, "企业")
        assert "the sheet reaches to row" in problem.reason or "it is damaged" in problem.reason


@pytest.mark.parametrize("length", [30, 900, 3_000])
def test_a_workbook_that_was_cut_is_a_problem(tmp_path: Path, length: int):
    at = workbook(tmp_path, ["企业"], ["甲"])
    at.write_bytes(at.read_bytes()[:length])
    (problem,) = everything(at, "企业")
    assert "open it in Excel or WPS and save it as .xlsx" in problem.reason


def test_an_open_document_workbook_that_is_not_well_formed_is_a_problem(tmp_path: Path):
    with zipfile.ZipFile(at := tmp_path / "made-up.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content xmlns:office='x'><a b=\0></office:document-content>")
    (problem,) = everything(at, "企业")
    assert "the workbook cannot be read" in problem.reason


def test_a_date_whose_cell_shows_a_month_is_that_month(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([None, "企业", "成立"])
    formats = ["yyyy-mm", 'yyyy"年"m"月";@', "mmm-yy", "yyyy-mm-dd", "yyyy-mm", "yyyy", "[$-804]yyyy-mm"]
    days = [datetime.date(2023, 11, 1)] * 4 + [datetime.date(2023, 11, 23)] + [datetime.date(2023, 1, 1)] * 2
    for number, (day, format) in enumerate(zip(days, formats, strict=True)):
        sheet.append([None, f"公司{number}", day])
        sheet.cell(sheet.max_row, 3).number_format = format
    book.save(at := tmp_path / "made-up.xlsx")
    found = [row.cells["成立"] for row in rows(at, "企业", "成立")]
    assert found == ["2023-11", "2023-11", "2023-11", "2023-11-01", "2023-11-23", "2023", "2023-01"]


def test_sheets_of_a_pattern_each_have_rows_of_their_own(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    for year, address in (("2022年", "虚构旧址"), ("2023年", "虚构新址")):
        sheet = book.create_sheet(year)
        sheet.append(["企业", "地址", "年份"])
        sheet.append(["虚构甲公司", address, year])
    book.save(tmp_path / "made-up.xlsx")
    mapping = """
    - file: made-up.xlsx
      name: firms
      sheet: "20??年"
      rows: Company
      properties: {企业: name, 地址: address}
      date: 年份
    """
    records = list(importers.open_tables([folder(tmp_path, mapping)]))
    assert problems(records) == []
    (first, second) = records
    assert first.id == second.id
    assert [(each.place.sheet, each.statements[0].row) for each in records] == [
        ("2022年", f"firms/2022年#{first.id}"),
        ("2023年", f"firms/2023年#{first.id}"),
    ]
