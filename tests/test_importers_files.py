"""Files as people send them: every encoding read or refused with what to do, every bad row named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import FIRMS, HEADER, firms, folder, names, problems

from chainscape import importers
from chainscape.schema import DataError, Problem, UsageError, check

GOOD = HEADER + "亨通光电,亨通;HTGD,2001年5月,\n纳微科技,,,本地\n"
TRADITIONAL = "企業,別名,成立,本外地\n蘇州市光電產業商會與亨通集團舉行質量創新聯合體會議,,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings_that_are_recognised(tmp_path: Path, encoding: str):
    records = firms(tmp_path, GOOD.encode(encoding))
    assert problems(records) == []
    assert names(records) == ["亨通光电", "纳微科技"]
    assert records[0].statements[0].properties == {
        "name": "亨通光电",
        "aliases": ["HTGD", "亨通"],
        "founded": "2001-05",
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, newline: str):
    records = firms(tmp_path, GOOD.replace("\n", newline))
    assert (problems(records), names(records)) == ([], ["亨通光电", "纳微科技"])
    (problem,) = problems(firms(tmp_path, (HEADER + "好,,,\n坏,,不是日期,\n").replace("\n", newline)))
    assert problem.place.row == 3


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "rows", ["蘇州市光電產業商會與亨通集團舉行質量創新聯合體會議,,,\n", "甲,,,\n"], ids=["long", "tiny"]
)
def test_traditional_chinese_in_every_encoding_is_read(tmp_path: Path, encoding: str, rows: str):
    table = FIRMS.replace("企业", "企業").replace("别名", "別名")
    content = ("企業,別名,成立,本外地\n" + rows).encode(encoding)
    assert names(importers.open_tables([folder(tmp_path, table, firms=content)])) == [rows.split(",")[0]]


def test_another_encoding_is_refused_with_what_to_do_and_read_when_declared(tmp_path: Path):
    table = FIRMS.replace("企业", "会社")
    japanese = "会社,别名,成立,本外地\nトヨタ自動車株式会社,,,\n".replace("别", "別").encode("shift_jis")
    (problem,) = importers.open_tables([folder(tmp_path, table, firms=japanese)])
    assert str(problem).startswith("firms.csv, row 1: the encoding is neither UTF-8 (byte 0x89 in line 1) nor")
    assert "CSV UTF-8" in problem.reason
    assert "encoding: big5" in problem.reason
    declared = folder(tmp_path, table.replace("别", "別") + "      encoding: shift_jis\n", firms=japanese)
    assert names(importers.open_tables([declared])) == ["トヨタ自動車株式会社"]


def test_traditional_chinese_in_gb18030_is_read(tmp_path: Path):
    table = FIRMS.replace("企业", "企業").replace("别名", "別名")
    records = list(importers.open_tables([folder(tmp_path, table, firms=TRADITIONAL.encode("gb18030"))]))
    assert names(records) == ["蘇州市光電產業商會與亨通集團舉行質量創新聯合體會議"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("\n,,,\n\n", "blank rows only"),
        (
            b"PK\x03\x04 workbook",
            "the workbook cannot be read",
        ),
        (b"\xd0\xcf\x11\xe0 workbook", "open it in Excel or WPS and save it as .xlsx"),
        (b"<html><table>", "this is a web page"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\xff\xfe\x00\x00" + "企业".encode("utf-32-le"), "UTF-32"),
        (b"PK\x03\x04\0\0" * 900, "the workbook cannot be read"),
        (GOOD.encode("utf-16")[:-1], "line 3 cannot be read as utf-16"),
        (GOOD.encode() + b"\xff\xfe,,,\n", "line 4 cannot be read as UTF-8 (byte 0xff): the file is damaged"),
        (GOOD.encode("utf-8-sig") + "苏州".encode("gb18030"), "line 4 cannot be read as UTF-8"),
        ("soci\xe9t\xe9,b,c,d\n".encode("latin-1"), "neither UTF-8 (byte 0xe9 in line 1)"),
        ("企业\0,别名,成立,本外地\n", "NUL bytes"),
    ],
    ids=[
        "empty",
        "mark only",
        "blank",
        "xlsx",
        "xls",
        "web page",
        "pdf",
        "utf-32",
        "damaged archive",
        "utf-16 cut",
        "bad byte",
        "two encodings",
        "latin-1",
        "NUL",
    ],
)
def test_what_is_not_a_text_table_is_one_problem(tmp_path: Path, content: str | bytes, said: str):
    (problem,) = firms(tmp_path, content)
    assert problem.place.file == "firms.csv"
    assert said in problem.reason


@pytest.mark.parametrize(
    ("header", "column", "said"),
    [
        ("企业名,别名,成立,本外地", "企业", "'企业' that the file does not have; if the names"),
        (
            "企业,别名,成立,本外地,电话",
            "电话",
            "does not say what column '电话' is: add it to properties, or to ignore",
        ),
        ("企业,企业,别名,成立,本外地", "企业", "2 columns are named '企业'"),
    ],
)
def test_headers(tmp_path: Path, header: str, column: str, said: str):
    found = problems(firms(tmp_path, header + "\n甲,,,,\n"))
    problem = next(p for p in found if said in p.reason)
    assert (problem.place.row, problem.column) == (1, column)


def test_a_column_that_nobody_explained_leaves_the_rest_readable(tmp_path: Path):
    records = firms(tmp_path, "企业,别名,成立,本外地,电话\n甲,,,,123\n")
    assert len(problems(records)) == 1
    assert names(records) == ["甲"]
    ignored = folder(tmp_path, FIRMS + "      ignore: [电话]\n", firms="企业,别名,成立,本外地,电话\n甲,,,,123\n")
    assert problems(importers.open_tables([ignored])) == []


def test_header_cells_are_cleaned_before_they_are_compared(tmp_path: Path):
    assert names(firms(tmp_path, " 企业 ,别名\u200b,成立,本外地,\n甲,,,,\n")) == ["甲"]


def test_every_problem_of_a_row_is_named_and_the_other_rows_are_read(tmp_path: Path):
    records = firms(tmp_path, HEADER + "甲,,,\n-,乙,Nov-23,火星\n丙,,2023-13,\n\n,,,\n丁,,,\n")
    assert names(records) == ["甲", "丁"]
    found = [(p.place.row, p.column, p.value) for p in problems(records)]
    assert found == [(3, "企业", "-"), (3, "成立", "Nov-23"), (3, "本外地", "火星"), (4, "成立", "2023-13")]
    texts = [str(p) for p in problems(records)]
    assert texts[0] == "firms.csv, row 3, column 企业: name (名称) is needed and the cell is blank"
    assert "Excel turns 2023-11 into Nov-23" in texts[1]
    assert "There are: outside 域外, inside 本地" in texts[2]
    assert "there is no month 13" in texts[3]


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        ('甲,"2001,,\n', "别名"),
        ('甲,"20"01,,\n', "别名"),
        ('"甲,乙","2001"x,,\n', "别名"),
        ('"甲,,,\n', "企业"),
        ("甲, 有限公司,,2001,本地\n", "企业"),
        ("甲,,,,乙\n", ""),
    ],
)
def test_a_broken_row_names_its_column_where_that_is_known(tmp_path: Path, bad: str, column: str):
    (problem,) = problems(firms(tmp_path, HEADER + bad + "好,,,\n" * 1_500))
    assert (problem.place.row, problem.column) == (2, column)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("甲;2001;;\n", "the row is parted by ';', the header by ','"),
        ("甲, 有限公司,,2001,本地\n", "here '企业' seems to be parted by one"),
        ("甲,,,,乙\n", "cell 5 has no column name above it"),
        ('"甲"乙,,,\n', "text after a closing quotation mark (line 2)"),
        ('"甲,,,\n', "a row runs over 1,001 lines (line 2): is a quotation mark missing"),
        ("甲\0,,,\n", "the row holds NUL bytes"),
        ("a" * 2_000_000 + ",,,\n", "a line has more than 1,000,000 characters"),
        ("a" * 200_000 + ",,,\n", "a cell has more than 131,072 characters"),
        ("a" * 110_000 + ",,,\n", "the text has 110,000 characters, more than 100,000"),
    ],
)
def test_a_broken_row_is_named_and_reading_goes_on_after_it(tmp_path: Path, bad: str, said: str):
    rest = "".join(f"好{n},,,\n" for n in range(1_500))
    records = firms(tmp_path, HEADER + bad + rest)
    (problem,) = problems(records)
    assert problem.place.row == 2
    assert said in problem.reason
    assert len(problem.value) <= 80
    assert len(names(records)) == 1_500


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path):
    records = firms(tmp_path, HEADER + '"甲,,,\n乙,,,\n丙,,,\n')
    (problem,) = problems(records)
    assert "a quotation mark is opened and never closed (line 2)" in problem.reason
    assert names(records) == ["乙", "丙"]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path):
    records = firms(tmp_path, HEADER + '"甲\n(苏州)",,,\n\n乙,,x,\n')
    assert names(records) == ["甲 (苏州)"]
    assert problems(records)[0].place.row == 4


@pytest.mark.parametrize("content", ["a", "a" * 999 + "\n"], ids=["one line", "one quotation mark"])
def test_60_megabytes_without_a_row_are_not_held_in_memory(tmp_path: Path, content: str):
    at = folder(tmp_path, firms=HEADER)
    with (at / "firms.csv").open("ab") as file:
        file.write(b'"' if "\n" in content else b"")
        block = (content * (1_000_000 // len(content))).encode()
        for _ in range(60):
            file.write(block)
    code = (
        "import resource, sys, itertools\n"
        "from chainscape import importers\n"
        "records = iter(importers.open_tables([sys.argv[1]]))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "first = next(records)\n"
        "for each in itertools.islice(records, 10_000): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
        "print(first.reason)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(at)], capture_output=True, check=True, timeout=120)
    grown, reason = done.stdout.decode().splitlines()
    assert int(grown) < 40_000, f"{grown} KB"
    assert "is a quotation mark missing" in reason


def test_a_folder_says_what_it_lacks_and_what_nobody_reads(tmp_path: Path):
    at = folder(tmp_path, firm=GOOD)
    (at / "old.XLSX").write_bytes(b"PK\x03\x04")
    (at / "~$old.xlsx").write_bytes(b"lock")
    found = {p.place.file: p.reason for p in importers.open_tables([at])}
    assert set(found) == {"firms.csv", "firm.csv", "old.XLSX"}
    assert "the folder does not have it. Did you mean firm.csv?" in found["firms.csv"]
    assert "no table of the mapping names this file" in found["firm.csv"]
    assert "no table of the mapping names this file" in found["old.XLSX"]


def test_files_are_read_by_the_mapping_beside_them_or_the_one_that_is_named(tmp_path: Path):
    at = folder(tmp_path, firms=GOOD)
    assert len(names(importers.open_tables([at / "firms.csv"]))) == 2
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "firms.csv").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DataError, match=r"there is no mapping.yaml, which says what the columns of the tables are"):
        importers.open_tables([elsewhere])
    with pytest.raises(DataError, match=r"there is no mapping.yaml"):
        importers.open_tables([elsewhere / "firms.csv"])
    assert len(names(importers.open_tables([elsewhere / "firms.csv"], at / "mapping.yaml"))) == 2
    with pytest.raises(DataError, match="no such mapping file"):
        importers.open_tables([elsewhere], at / "none.yaml")


def test_paths_that_cannot_be_read(tmp_path: Path):
    at = folder(tmp_path, firms=GOOD, other=GOOD)
    (at / "firms.xlsx").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"nowhere.csv: no such file or folder"):
        importers.open_tables([at / "nowhere.csv"])
    with pytest.raises(DataError, match=r"firms.xlsx: no table of mapping.yaml is for a file of this name"):
        importers.open_tables([at / "firms.xlsx"])
    with pytest.raises(DataError, match=r"other.csv: no table of mapping.yaml is for a file of this name"):
        importers.open_tables([at / "other.csv"])
    with pytest.raises(UsageError, match="one folder at a time"):
        importers.open_tables([at, at / "firms.csv"])
    with pytest.raises(UsageError, match="nothing to read"):
        importers.open_tables([])


def test_a_file_that_goes_away_is_a_problem(tmp_path: Path):
    dataset = importers.open_tables([folder(tmp_path, firms=GOOD)])
    assert len(names(dataset)) == 2
    (tmp_path / "firms.csv").unlink()
    assert [p.reason for p in dataset] == ["there is no such file"]


CELLS = st.sampled_from(["甲", "亨通光电", '"', ",", "\n", "\r", "\0", ";", "2023", "a" * 50, "\ufeff", "'", " ", "-"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.binary(max_size=300)
    | st.builds(
        lambda parts, encoding: (HEADER + "".join(parts)).encode(encoding),
        st.lists(CELLS, max_size=60),
        st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    )
)
def test_whatever_the_file_holds_it_comes_as_records_and_problems(tmp_path: Path, content: bytes):
    for each in firms(tmp_path, content):
        if isinstance(each, Problem):
            assert each.place.file == "firms.csv"
            assert each.reason
        else:
            assert check(each) == []
