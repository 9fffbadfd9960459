"""Rows as table, CSV, JSON and Markdown: nothing lost, nothing obeyed."""

from __future__ import annotations

import csv
import io
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainscape.cli.formats import as_csv, as_json, as_markdown, as_table
from chainscape.cli.width import pad, width, wrap
from chainscape.cli.wording import language
from chainscape.schema import Rows

NASTY = Rows(
    ("name", "count", "list"),
    [
        ['=HYPERLINK("http://x","y")', 3, ["a", "b"]],
        ["a|b\n<script>alert(1)</script>", -1, []],
        ["\x1b[31mred\x07", None, ["光电"]],
        [None, 2.5, None],
    ],
)


def test_a_table_is_aligned_whatever_the_script():
    rows = Rows(("name", "n"), [["光电产业链", 5], ["abc", 1200]])
    lines = as_table(rows, {"name": "名称"}).splitlines()
    assert lines == ["名称           n", "----------  ----", "光电产业链     5", "abc         1200"]
    assert {width(line) for line in lines} == {16}


def test_a_table_of_no_rows_has_its_heads():
    assert as_table(Rows(("a", "b"), []), {}).splitlines()[0] == "a  b"
    assert as_csv(Rows(("a", "b"), [])) == "a,b\r\n"
    assert json.loads(as_json(Rows(("a", "b"), []))) == []


def test_control_characters_do_not_reach_a_terminal():
    for text in (as_table(NASTY, {}), as_markdown(NASTY, {})):
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "red" in text


def test_markdown_keeps_its_shape_and_holds_no_html():
    text = as_markdown(NASTY, {})
    assert "<script" not in text
    assert all(line.replace("\\|", "").count("|") == 4 for line in text.splitlines())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_csv_guards_what_a_spreadsheet_would_run(start: str):
    written = as_csv(Rows(("a",), [[f"{start}1+1"]]))
    ((cell,),) = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert cell == f"'{start}1+1"


def test_csv_leaves_numbers_and_lone_signs_alone():
    assert as_csv(Rows(("a", "b"), [[-3, "-"]])) == "a,b\r\n-3,-\r\n"


@given(st.lists(st.tuples(st.text(), st.integers(), st.lists(st.text())), max_size=5))
def test_json_gives_back_what_went_in(values):
    rows = Rows(("text", "number", "list"), [list(row) for row in values])
    assert json.loads(as_json(rows)) == list(rows)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1, max_size=3))
def test_csv_gives_back_every_text_behind_its_guard(values):
    rows = Rows(tuple(f"c{at}" for at in range(len(values))), [values])
    written = as_csv(rows)
    _, row = csv.reader(io.StringIO(written, newline=""))
    assert [cell.removeprefix("'") for cell in row] == [value.removeprefix("'") for value in values]
    assert not any(len(cell) > 1 and cell[0] in "=+-@\t\r＝＋－＠" for cell in row)


def test_json_has_no_word_for_not_a_number():
    assert json.loads(as_json(Rows(("a",), [[math.nan], [math.inf]]))) == [{"a": None}, {"a": None}]


def test_nested_answers_stay_whole():
    row = [{"name": "光电", "stages": [1, {"a": None}]}]
    assert json.loads(as_json(Rows(("a",), [row]))) == [{"a": row[0]}]
    assert '{"name": "光电"' in as_table(Rows(("a",), [row]), {})


@given(st.text(), st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int):
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # a word longer than the line stands alone on it
    assert all(width(line) <= columns or " " not in line for line in lines)


def test_padding_counts_two_columns_for_chinese():
    assert pad("链", 4) == "链  "
    assert pad("链", 4, right=True) == "  链"


@pytest.mark.parametrize(
    ("words", "variables", "lang"),
    [
        (["gaps", "--lang", "en"], {"LC_ALL": "zh_CN.UTF-8"}, "en"),
        (["--lang=zh", "gaps"], {"LC_ALL": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        (["cypher", "--", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_language_follows_option_then_locale(monkeypatch, words, variables, lang):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language(words) == lang
