"""Texts, files and parameters in; JSON Lines, Excel and Parquet out; large answers row by row."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chainscape.cli import excel
from chainscape.cli.excel import write_excel
from chainscape.cli.formats import cell_text
from chainscape.cli.parquet import write_parquet
from chainscape.schema import DataError, Rows

COMMAND = [sys.executable, "-m", "chainscape.cli"]
ASKED = {
    "cypher": ["cypher", "MATCH (c:Company) RETURN c.id AS id, c.name AS name, c.sources AS sources LIMIT 20"],
    "ask": ["ask", "stages", "chain=光电"],
    "gaps": ["gaps", "光电"],
    "hubs": ["hubs", "光电"],
}  # fmt: skip
#: what the answer may cost in memory, however many rows it has
MARGIN = 64 * 1024 * 1024


@pytest.fixture(autouse=True)
def store_of_the_pack(pack_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(pack_path))


def sheet(path: str | io.BytesIO) -> Any:
    return openpyxl.load_workbook(path).active


# formats


@pytest.mark.parametrize("words", ASKED.values(), ids=ASKED)
def test_every_format_says_the_same(run, words: list[str]):
    rows = json.loads(run(*words, "--format", "json").out)
    assert len(rows) > 2
    assert [json.loads(line) for line in run(*words, "--format", "jsonl").out.splitlines()] == rows
    for name in ("a.jsonl", "a.xlsx", "a.parquet", "a.csv"):
        answer = run(*words, "-o", name)
        assert (answer.code, answer.out) == (0, "")
        assert name in answer.err
    assert [json.loads(line) for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()] == rows
    assert pq.read_table("a.parquet").to_pylist() == rows
    cells = list(sheet("a.xlsx").values)
    assert list(cells[0]) == list(rows[0])
    assert len(cells) == len(rows) + 1
    for row, line in zip(rows, cells[1:], strict=True):
        for value, cell in zip(row.values(), line, strict=True):
            if isinstance(value, list | dict):
                assert (cell or "") == cell_text(value)
            else:
                assert cell == value or (cell is None and value == "")
    listed = list(csv.DictReader(io.StringIO(Path("a.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert [row.keys() for row in listed] == [row.keys() for row in rows]
    for row, line in zip(rows, listed, strict=True):
        lists = {name: cell_text(value) for name, value in row.items() if isinstance(value, list)}
        assert {name: line[name] for name in lists} == lists


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_what_cannot_be_printed_wants_a_file(run, format: str):
    answer = run("ask", "chains", "--format", format)
    assert (answer.code, answer.out) == (2, "")
    assert "-o" in answer.err
    assert run("ask", "chains", "--format", format, "-o", "named.other").code == 0
    assert Path("named.other").stat().st_size > 1_000


@pytest.mark.parametrize("module", ["xlsxwriter", "pyarrow"])
def test_a_missing_extra_is_told_with_its_pip_line(module: str):
    suffix, extra = {"xlsxwriter": ("xlsx", "excel"), "pyarrow": ("parquet", "parquet")}[module]
    words = ["ask", "chains", "-o", f"x.{suffix}"]
    code = f"import sys; sys.modules[{module!r}] = None; from chainscape.cli import main; sys.exit(main({words!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"pip install 'chainscape[{extra}]'" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(Path().iterdir()) == []


# Excel


def written(rows: Rows) -> tuple[Any, int]:
    file = io.BytesIO()
    cut = write_excel(rows.columns, rows.pieces(), file)
    return sheet(file), cut


def test_no_cell_of_an_excel_file_is_a_formula_or_a_link():
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "http://example.org",
        "{=1}",
        "a\nb",
        " blank ",
        "",
        "true",
        "光" * 100,
    ]
    made, cut = written(Rows(("=head", "n"), [[text, 1] for text in texts]))
    assert cut == 0
    assert {cell.data_type for row in made.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert made["A1"].value == "=head"
    assert [made.cell(at, 1).value or "" for at in range(2, 2 + len(texts))] == texts
    assert all(cell.hyperlink is None for row in made.iter_rows() for cell in row)
    made, _ = written(Rows(("a",), [["\x1b[31m\x07red"], ["_x0041_"]]))
    assert made["A2"].value == "�[31m�red"
    assert made["A3"].value == "_x005F_x0041_", "the escape that Excel reads as the text itself"


def test_values_keep_their_kind_in_excel():
    row = [3, 2.5, True, None, ["a", 1], {"b": [None]}, 10**17 + 1, float("inf"), -7]
    made, _ = written(Rows(tuple("abcdefghi"), [row]))
    assert [cell.value for cell in made[2]] == [
        3,
        2.5,
        True,
        None,
        "a; 1",
        '{"b": [null]}',
        str(10**17 + 1),
        "inf",
        -7,
    ]
    assert made["C2"].data_type == "b"


def test_the_heading_of_a_sheet_is_bold_frozen_and_filtered():
    made, _ = written(Rows(("name", "long"), [["光电产业链" * 3, "x" * 500], ["a", "b"]]))
    assert made["A1"].font.b
    assert not made["A2"].font.b
    assert (made.freeze_panes, made.auto_filter.ref) == ("A2", "A1:B3")
    widths = [made.column_dimensions[letter].width for letter in "AB"]
    assert 30 < widths[0] < 36
    assert 55 < widths[1] < 65


def test_what_excel_cannot_hold_is_told(run, monkeypatch: pytest.MonkeyPatch):
    made, cut = written(Rows(("a",), [["x" * 40_000], ["y" * 32_767]]))
    assert cut == 1
    assert made["A2"].value == "x" * 32_766 + "…"
    assert made["A3"].value == "y" * 32_767
    text = "RETURN reduce(t = '', x IN range(1, 4000) | t + '0123456789') AS t"
    assert "32,767" in run("cypher", text, "-o", "long.xlsx").err
    monkeypatch.setattr(excel, "ROWS", 3)
    written(Rows(("a",), [[1], [2]]))
    with pytest.raises(DataError, match="csv or parquet"):
        written(Rows(("a",), [[1], [2], [3]]))
    assert run("cypher", "UNWIND [1, 2, 3] AS x RETURN x", "-o", "many.xlsx").code == 1
    assert not Path("many.xlsx").exists()


def test_an_empty_answer_is_a_sheet_with_heads():
    made, _ = written(Rows(("a", "b"), []))
    assert [list(row) for row in made.values] == [["a", "b"]]


# Parquet


def table(columns: str, *pieces: list[list[Any]]) -> pa.Table:
    file = io.BytesIO()
    write_parquet(tuple(columns), (Rows(tuple(columns), piece) for piece in pieces), file)
    return pq.read_table(file)


def test_parquet_columns_have_the_type_of_their_values():
    node = {"type": "Company", "id": "company:a"}
    row = [1, 0.5, True, "光", [1, 2], ["a"], node, None]
    made = table("abcdefgh", [[None] * 8], [row])
    assert [str(kind) for kind in made.schema.types] == [
        "int64", "double", "bool", "string", "list<element: int64>", "list<element: string>",
        "struct<type: string, id: string>", "string",
    ]  # fmt: skip
    assert [list(each.values()) for each in made.to_pylist()] == [[None] * 8, row]


def test_types_that_differ_are_joined_and_nothing_is_lost():
    made = table(
        "abcde", [[1, 1, {"x": 1}, [], {}]], [[0.5, "a", {"y": "b"}, ["c"], {}]], [[None, [1], None, None, {}]]
    )
    assert [str(kind) for kind in made.schema.types] == [
        "double", "string", "struct<x: int64, y: string>", "list<element: string>", "string",
    ]  # fmt: skip
    assert made["a"].to_pylist() == [1.0, 0.5, None]
    assert made["b"].to_pylist() == ["1", "a", "[1]"]
    assert made["c"].to_pylist() == [{"x": 1, "y": None}, {"x": None, "y": "b"}, None]
    assert made["d"].to_pylist() == [[], ["c"], None]
    assert made["e"].to_pylist() == ["{}"] * 3
    assert table("a", [[2**70]], [[1]])["a"].to_pylist() == [str(2**70), "1"]
    assert table("a", [[True]], [[1]])["a"].to_pylist() == ["true", "1"]
    assert table("ab", []).num_rows == 0


# large answers


def peak(*words: str) -> tuple[int, bytes]:
    """Return the most memory that a command had, in bytes, and the last line of what it printed."""
    # a process counts what the one that started it had; so a small one starts it
    starter = (
        "import resource, subprocess, sys; out = open('printed', 'wb'); "
        "subprocess.run(sys.argv[1:], stdout=out, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", starter, *COMMAND, *words, "--heap", "128m"]
    used = int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    last = b""
    with open("printed", "rb") as file:  # noqa: PTH123
        for last in file:  # noqa: B007
            pass
    return used * (1 if sys.platform == "darwin" else 1024), last


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say what a process had")
def test_memory_does_not_grow_with_the_rows():
    few, many = (f"UNWIND range(1, {n}) AS x RETURN x" for n in (10_000, 1_000_000))
    small, last = peak("cypher", few, "--format", "jsonl")
    assert json.loads(last) == {"x": 10_000}
    large, last = peak("cypher", many, "--format", "jsonl")
    assert json.loads(last) == {"x": 1_000_000}
    assert large - small < MARGIN
    # a format that holds the whole answer does not pass: the margin is one that can be missed
    held, _ = peak("cypher", many, "--format", "json")
    assert held - small > MARGIN
    small, _ = peak("cypher", few, "-o", "few.parquet")
    large, _ = peak("cypher", many, "-o", "many.parquet")
    assert large - small < MARGIN
    assert pq.read_metadata("many.parquet").num_rows == 1_000_000


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_reader_that_leaves_a_large_answer_ends_it(format: str):
    text = "UNWIND range(1, 9000000) AS x RETURN x"
    with subprocess.Popen(
        [*COMMAND, "cypher", text, "--format", format], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(120) == 0


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", "parquet"])
def test_an_answer_that_fails_half_way_leaves_no_file(run, suffix: str):
    Path(f"a.{suffix}").write_text("before", encoding="utf-8")
    answer = run("cypher", "UNWIND range(1, 5000) AS x RETURN 1 / (4000 - x) AS y", "-o", f"a.{suffix}")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert [p.name for p in Path().iterdir()] == [f"a.{suffix}"]
    assert Path(f"a.{suffix}").read_text(encoding="utf-8") == "before"


def test_the_ways_in_work_on_a_server(run, pack_path: Path, pack_server: str):
    words = ["cypher", "MATCH (s:Stage)-[r:PART_OF]->(c) RETURN s.id AS id, r, c ORDER BY id"]
    for format in ("jsonl", "csv"):
        here, there = (run(*words, "--format", format, "--store", store) for store in (pack_path, pack_server))
        assert here.code == there.code == 0
        assert here.out.count("\n") > 50
    found = [
        [json.loads(line) for line in run(*words, "--format", "jsonl", "--store", store).out.splitlines()]
        for store in (pack_path, pack_server)
    ]
    assert found[0] == found[1]


# texts, files and parameters


def test_a_text_comes_from_a_word_a_file_or_standard_input(run, monkeypatch: pytest.MonkeyPatch):
    Path("own.cypher").write_text("RETURN $n * 2 AS n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("RETURN $n * 2 AS n"))
    for source in (["RETURN $n * 2 AS n"], ["-f", "own.cypher"], ["-"]):
        assert json.loads(run("cypher", *source, "-p", "n=21", "--format", "jsonl").out) == {"n": 42}
    assert run("cypher", "RETURN 1", "-f", "own.cypher").code == 2


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("3", 3),
        ("3.5", 3.5),
        ("true", True),
        ("null", None),
        ('"3"', "3"),
        ('["a", 1]', ["a", 1]),
        ('{"a": 1}', {"a": 1}),
        ("亨通", "亨通"),
        ("a=b", "a=b"),
        ("", ""),
        ("NaN", "NaN"),
        ("007", "007"),
        ("2024-05-01", "2024-05-01"),
    ],
)
def test_a_parameter_is_json_where_it_is_json_and_text_else(run, given: str, value: object):
    assert json.loads(run("cypher", "RETURN $v AS v", "-p", f"v={given}", "--format", "jsonl").out) == {"v": value}


# how many rows at most


@pytest.mark.parametrize("format", ["csv", "json"])
def test_an_answer_may_have_so_many_rows_and_no_more(run, format: str):
    words = ["cypher", "UNWIND range(1, 12) AS n RETURN n", "--format", format, "--lang", "en"]
    assert run(*words, "--max-rows", "12").out == run(*words).out
    answer = run(*words, "--max-rows", "11")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "chainscape: the answer has more than 11 rows: add LIMIT or a condition, "
        "or raise the limit (max_rows, --max-rows)\n"
    )
    for wrong in ("0", "-1", "many", "1.5"):
        answer = run(*words, "--max-rows", wrong)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert "whole number above 0" in answer.err


def test_a_word_that_stands_for_a_node_is_looked_up_whatever_the_limit(run, pack_path: Path, pack_server: str):
    for store in (pack_path, pack_server):
        words = ["ask", "stages", "chain=光电", "--store", store, "--format", "json"]
        assert len(json.loads(run(*words, "--max-rows", "12").out)) == 12
        answer = run(*words, "--max-rows", "11", "--format", "csv")
        assert (answer.code, answer.out) == (1, "")
        assert "11" in answer.err
