"""Every value in every format, and values of other libraries as parameters and in records."""

from __future__ import annotations

import datetime
import decimal
import io
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from conftest import Answer

from chainscape import graph, schema
from chainscape.cli.formats import as_csv, as_json, as_markdown, as_table, jsonl_texts
from chainscape.schema import Node, Rows, Statement, UsageError

Run = Callable[..., Answer]
ODD = Rows(("x", "l", "m"), [[float("nan"), [float("inf"), float("-inf"), 0.12345678], {"a": float("nan")}]])

TAKEN = [
    (np.int64(3), 3),
    (np.float64(0.5), 0.5),
    (np.bool_(True), True),
    (np.str_("甲"), "甲"),
    (np.array([1, 2]), [1, 2]),
    (np.datetime64("2020-01-01", "ns"), "2020-01-01"),
    (pd.Series(["a", "b"]), ["a", "b"]),
    (pd.Series([1, None], dtype="Int64"), [1, None]),
    (pd.Timestamp("2023-11-01"), "2023-11-01"),
    (pd.Timestamp("2023-11-01 10:00"), "2023-11-01T10:00:00"),
    (pd.NA, None),
    (pd.NaT, None),
    (datetime.date(2023, 11, 1), "2023-11-01"),
    (datetime.datetime(2023, 11, 1, 8, 30), "2023-11-01T08:30:00"),
    (decimal.Decimal("1.5"), 1.5),
    (decimal.Decimal("2.0"), 2),
    ((1, (2,)), [1, [2]]),
    ({"a": np.array([True])}, {"a": [True]}),
]
REFUSED = [
    ({1, 2}, "set .* is no text"),
    (b"ab", "bytes .* is no text"),
    (uuid.UUID(int=1), "UUID .* is no text"),
    (datetime.timedelta(1), "timedelta .* is no text"),
    (np.timedelta64(1, "D"), "is a duration"),
    (pd.DataFrame({"a": [1]}), "DataFrame .* is no text"),
    (2**63, "larger than 64 bits"),
    ([1, {"a": -(2**63) - 1}], "larger than 64 bits"),
    (float("nan"), "no number that a store keeps"),
    ([np.inf], "no number that a store keeps"),
    (decimal.Decimal("NaN"), "no number that a store keeps"),
    ({1: "a"}, "key 1 of a map is no text"),
    ("\ud800", "no character of Unicode"),
]


@pytest.fixture(params=["folder", "neo4j"])
def any_store(request: pytest.FixtureRequest, pack_path: Path) -> graph.Store:
    where = pack_path if request.param == "folder" else request.getfixturevalue("neo4j_url")
    with graph.open_store(where) as store:
        yield store


def test_values_of_other_libraries_are_parameters(any_store: graph.Store):
    for given, wanted in TAKEN:
        (row,) = any_store.run("RETURN $x AS x", x=given).values
        assert row[0] == wanted
        assert type(row[0]) is type(wanted)
    assert any_store.run("RETURN $x AS x", x=2**63 - 1).column("x") == [2**63 - 1]


def test_what_is_no_value_is_refused_alike(any_store: graph.Store):
    for given, reason in REFUSED:
        for ask in (any_store.run, any_store.stream, any_store.run_trusted):
            with pytest.raises(UsageError, match=f"parameter x: .*{reason}"):
                ask("RETURN $x AS x", x=given)


def record(**properties: Any) -> Node:
    said = Statement("madeup", "1", (), "", {"name": "虚构", **properties})
    return Node("Company", "company:madeup", (said,))


def test_values_of_other_libraries_in_records(tmp_path: Path):
    with graph.open_store(tmp_path / "kg", "w") as store:
        store.write([record(founded=pd.Timestamp("2020-01-02"), aliases=("a", "b"), stock=np.str_("600487"))])
        (found,) = store.run("MATCH (n:Company) RETURN n.founded AS f, n.aliases AS a, n.stock AS s").values
    assert list(found) == ["2020-01-02", ["a", "b"], "600487"]


@pytest.mark.parametrize("value", [2**63, float("inf"), float("nan")])
def test_a_number_that_no_store_keeps_is_a_problem_of_the_record(value: float):
    stage = Node("Stage", "stage:m/a", (Statement("madeup", "1", (), "", {"name": "虚构", "known_firms": value}),))
    (problem,) = schema.check(stage)
    assert problem.column == "known_firms"
    assert "64 bits" in problem.reason or "wants integer" in problem.reason


def test_a_value_that_is_none_is_a_problem_and_no_traceback():
    (problem,) = schema.check(record(country={1, 2}))
    assert problem.reason.startswith("country wants text, found")


def test_numbers_that_are_none_are_shown_in_every_format():
    assert as_table(ODD, {}).splitlines()[2].split("  ") == ["nan", "inf; -inf; 0.1235", '{"a": null}']
    assert as_csv(ODD).splitlines()[1] == 'nan,inf; -inf; 0.12345678,"{""a"": null}"'
    assert '"x": null' in as_json(ODD)
    assert next(jsonl_texts(ODD.columns, [ODD])) == '{"x": null, "l": [null, null, 0.12345678], "m": {"a": null}}\n'
    assert "| nan | inf; -inf; 0.1235 |" in as_markdown(ODD, {})


def test_lists_look_alike_in_csv_and_excel(run: Run, pack_path: Path, tmp_path: Path):
    text = "RETURN ['a', 'b'] AS l, [0.12345678, 0.0/0] AS n, [[1]] AS d, {a: 1} AS m, true AS t, 1.0/0 AS x"
    book, table = tmp_path / "x.xlsx", tmp_path / "x.csv"
    for path in (book, table):
        assert run("cypher", text, "--store", pack_path, "-o", path).code == 0
    _, cells = openpyxl.load_workbook(book).active.iter_rows(values_only=True)
    (row,) = pd.read_csv(io.StringIO(table.read_text("utf-8-sig")), dtype=str).values.tolist()
    assert [str(cell).lower() if isinstance(cell, bool) else cell for cell in cells] == row
    assert row == ["a; b", "0.12345678; nan", "[[1]]", '{"a": 1}', "true", "inf"]


def test_a_session_goes_on_after_a_number_that_is_none(run: Run, pack_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("RETURN 1.0/0 AS x;\nRETURN 2 AS y;\n"))
    done = run("shell", "--store", pack_path)
    assert done.code == 0
    assert "inf" in done.out
    assert "2" in done.out


def test_a_number_beyond_64_bits_is_one_line_on_both_stores(run: Run, pack_path: Path, neo4j_url: str):
    for store in (pack_path, neo4j_url):
        done = run("cypher", "RETURN $s AS x", "-p", "s=913205812345678901234", "--store", store)
        assert (done.code, done.out) == (2, "")
        assert "超过 64 位" in done.err
        assert len(done.err.splitlines()) == 1
        assert run("cypher", "RETURN $s AS x", "-p", 's="913205812345678901234"', "--store", store).code == 0


def test_an_argument_that_is_not_utf8_is_told(run: Run, pack_path: Path):
    for words in (["cypher", "RETURN '\udcff'"], ["cypher", "RETURN $x", "-p", "x=\udce9"], ["gaps", "\udcff"]):
        done = run(*words, "--store", pack_path)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert "UTF-8" in done.err


@pytest.mark.parametrize("name", ["x.csv", "x.md", "x.xlsx", "x.parquet", "x.jsonl"])
def test_a_folder_that_is_not_there_is_named(run: Run, pack_path: Path, tmp_path: Path, name: str):
    there = tmp_path / "缺"
    done = run("cypher", "RETURN 1 AS x", "--store", pack_path, "-o", there / name)
    assert done.code == 1
    assert done.err == f"chainscape: {there}：没有这个文件夹：请先建立\n"
    done = run("map", "光电", "--store", pack_path, "-o", there / "x.html")
    assert str(there) in done.err
    assert ".x.html." not in done.err
