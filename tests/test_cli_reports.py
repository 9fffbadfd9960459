"""``--report``: problems as CSV, JSON by cause, and Excel with the bad cells marked. All data is made up."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tables import folder

from chainscape.cli import reports

ROWS = [
    ["企业", "成立", "统一社会信用代码", "不读"],
    ["虚构甲公司", "2001", "91000000MADEUP001M", "甲"],
    ["=虚构乙公司", "去年", "91000000MADEUP001Q", "乙"],
    ["虚构丙公司", "#REF!", "91000000MADEUP002Q", "丙"],
    [None, "2003", None, "丁"],
    ["虚构戊公司", "前年", None, None],
]
MAPPING = """
    - file: made-up.xlsx
      rows: Company
      properties: {企业: name, 成立: founded, 统一社会信用代码: credit_code}
      ignore: [不读]
    - file: links.csv
      rows: SUPPLIES
      from: {column: 从, type: Company, match: name}
      to: {column: 至, type: Company, match: name}
      always: {product: 虚构品}
"""


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    book = openpyxl.Workbook()
    book.active.title = "虚构"
    for row in ROWS:
        book.active.append(row)
    book.active["A3"].data_type = "s"
    book.save(tmp_path / "tables" / "made-up.xlsx")
    return folder(tmp_path / "tables", MAPPING, links="从,至\n虚构甲公司,虚构无名氏\n")


def test_excel_holds_each_problem_and_the_bad_rows_with_the_cell_marked(run, given: Path):
    answer = run("check", given, "--store", "none", "--lang", "zh", "--report", "report.xlsx")
    assert answer.code == 1
    assert "已写入 report.xlsx（6 处问题）" in answer.err
    book = openpyxl.load_workbook("report.xlsx")
    assert book.sheetnames == ["问题", "made-up.xlsx 虚构", "links.csv"]
    causes = [[cell.value for cell in row] for row in book["问题"]]
    assert causes[0] == ["数目", "文件", "工作表", "行", "列", "值", "原因"]
    assert [(row[0], row[3], row[4]) for row in causes[1:3]] == [(2, 3, "成立"), (None, 6, "成立")]
    assert len(causes) == 7
    sheet = book["made-up.xlsx 虚构"]
    assert [[cell.value or None for cell in row] for row in sheet] == [
        ["行", *ROWS[0]],
        ["3", *ROWS[2]],
        ["4", *ROWS[3]],
        ["5", *ROWS[4]],
        ["6", *ROWS[5]],
    ]
    marked = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert sorted(marked) == ["B4", "C2", "C3", "C5", "D2"]
    assert "校验码不对" in marked["D2"]
    assert "#REF! 是电子表格的错误值" in marked["C3"]
    red = {cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"}
    assert red == marked.keys()
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert book["links.csv"]["C2"].comment.text.startswith("表中和库中都没有名为「虚构无名氏」的企业")


def test_json_holds_each_problem_by_cause(run, given: Path):
    answer = run("import", given, "--store", "new", "--skip-bad", "--lang", "en", "--report", "report.json")
    assert answer.code == 0
    found = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert found["problems"] == 6
    assert [each["count"] for each in found["causes"]] == [2, 1, 1, 1, 1]
    first = found["causes"][0]["problems"]
    assert [(each["file"], each["sheet"], each["row"], each["column"], each["value"]) for each in first] == [
        ("made-up.xlsx", "虚构", 3, "成立", "去年"),
        ("made-up.xlsx", "虚构", 6, "成立", "前年"),
    ]


def test_a_report_of_another_ending_is_refused_before_anything_is_read(run, given: Path):
    answer = run("check", given, "--store", "none", "--report", "report.docx", "--lang", "en")
    assert answer.code == 2
    assert "--report: .docx is no form of a report; there are .csv, .json, .xlsx" in answer.err
    assert not Path("report.docx").exists()


def test_of_too_many_bad_rows_the_first_are_copied_and_that_is_told(run, given: Path, monkeypatch):
    monkeypatch.setattr(reports, "COPIED", 2)
    answer = run("check", given, "--store", "none", "--report", "report.xlsx", "--lang", "en")
    assert "only the first 2 bad rows are copied" in answer.err
    book = openpyxl.load_workbook("report.xlsx")
    assert sum(sheet.max_row - 1 for sheet in book.worksheets[1:]) == 2
    assert book["problems"].max_row == 7


def test_names_of_sheets_are_such_as_excel_takes():
    taken = {"问题"}
    names = [reports._free(name, taken) for name in ("a/b:c*.csv", "A B C .csv", "长" * 40, "长" * 40, "问题", "[]")]
    assert names == ["a b c .csv", "A B C .csv (2)", "长" * 31, "长" * 26 + " (2)", "问题 (2)", "(2)"]


LOST = """
dataset: made-up
tables:
  - file: firms.csv
    rows: Company
    properties: {企业: name, 状态: status}
  - file: supplies.csv
    rows: SUPPLIES
    from: {column: 供方, type: Company, match: name}
    to: {column: 需方, type: Company, match: name}
  - file: looked.csv
    rows: search
    properties: {链: subject, 格位: slot, 方式: method, 结果: result, 日期: date}
"""


@pytest.mark.parametrize("command", [("check",), ("import",), ("check", "--format", "json")])
def test_a_missing_end_is_told_as_its_row_says_it(run, tmp_path: Path, command):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "mapping.yaml").write_text(LOST, encoding="utf-8")
    (folder / "firms.csv").write_text("企业,状态\n虚构甲公司,没有这种\n虚构乙公司,\n", encoding="utf-8")
    (folder / "supplies.csv").write_text("供方,需方\n虚构甲公司,虚构乙公司\n", encoding="utf-8")
    (folder / "looked.csv").write_text("链,格位,方式,结果,日期\n虚构链,expert,web,none_found,2026\n", encoding="utf-8")
    answer = run(*command, folder, "--lang", "en", "--store", tmp_path / "s", "--report", tmp_path / "r.csv")
    assert answer.code == 1
    report = (tmp_path / "r.csv").read_text("utf-8-sig")
    for told in (answer.out + answer.err, report):
        assert "the row of '虚构甲公司' (firms.csv, row 2) was refused: correct that row first" in told
        assert "subject: {column: …, type: …, match: name}" in told
        assert "company:" not in told
    assert "supplies.csv,,2,供方,虚构甲公司," in report
    assert "looked.csv,,2,链,虚构链," in report


def test_the_first_problem_that_a_refusal_tells_is_told_as_its_row_says_it(run, tmp_path: Path):
    mapping = LOST[: LOST.index("  - file: looked")]
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    (tmp_path / "supplies.csv").write_text("供方,需方\n虚构甲公司,虚构乙公司\n", encoding="utf-8")
    (tmp_path / "firms.csv").write_text("企业,状态\n虚构甲公司,fact\n", encoding="utf-8")
    answer = run("import", tmp_path, "--lang", "en", "--store", tmp_path / "s")
    assert "nothing was loaded. First: supplies.csv, row 2, column 需方: " in answer.err
    assert "company:" not in answer.err
