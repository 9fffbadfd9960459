"""Nothing from data, files or words controls a terminal; pipes and files keep it as it is (docs/decisions/0114)."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from itertools import islice

import pytest
from campaigns import terminal

from chainscape.cli import main
from chainscape.cli.excel import write_excel
from chainscape.cli.formats import as_csv, as_json, as_markdown, as_table
from chainscape.cli.parser import Parser
from chainscape.cli.screen import LONGEST, Screen, guard, harmless, message, one_line
from chainscape.cli.wording import speaker
from chainscape.schema import Rows, formula_safe

#: names of columns as a query may give them
COLUMNS = Rows(("x|y", "=cmd()", "a\x1b[31m\nb", "<b>", "\u202e"), [[1, 2, 3, 4, 5]])


class MadeUpTerminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_rule_is_that_of_unicode():
    """All controls, marks and halves, and nothing that anybody can see."""
    obeyed = {chr(code) for code in range(sys.maxunicode + 1) if harmless(chr(code)) != chr(code)}
    hidden = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    } - {"\t", "\n"}
    assert hidden - obeyed == set()
    assert {unicodedata.category(each) for each in obeyed - hidden} <= {"Cn"}


def test_what_is_obeyed_is_written_out():
    assert harmless("a\x1b]0;t\x07\x9b\u202e\U000e0041\r\n\tb\rc") == (
        "a\\x1b]0;t\\x07\\x9b\\u202e\\U000e0041\r\n\tb\\x0dc"
    )
    assert one_line("a \n\u2028 b\ud800") == "a \\u2028 b\\ud800"


def test_a_message_is_short():
    told = message("begin " + "x" * 100_000 + " end")
    assert len(told) <= LONGEST
    assert told.startswith("begin xxx")
    assert told.endswith("xxx end")


def test_a_terminal_is_guarded_once_and_a_pipe_not_at_all(monkeypatch):
    screen, pipe = MadeUpTerminal(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setenv("PYTHON_COLORS", "1")
    guard()
    guard()
    print("a\x1b[31m")
    sys.stdout.writelines(["\x9b", "\u202e"])
    assert screen.getvalue() == "a\\x1b[31m\n\\x9b\\u202e"
    assert isinstance(sys.stdout, Screen)
    assert sys.stderr is pipe


def test_the_check_of_what_a_terminal_got_catches():
    for payload in terminal.PAYLOADS:
        assert terminal.amiss(f"madeup{payload}name\r\n", "dumb"), repr(payload)
    assert terminal.amiss("madeup\x1b[31mname\r\n", "xterm-256color")
    assert terminal.amiss("\x1b]0;title\x07", "xterm-256color")
    assert not terminal.amiss("\x1b[?25l\r\x1b[2K\x1b[1mname\x1b[0m\tplain\r\r\n", "xterm-256color")


@pytest.mark.parametrize("kind", terminal.TERMINALS)
def test_hostile_names_do_not_control_a_terminal(kind: str):
    """A few; ``python tests/campaigns/terminal.py SECONDS SEED`` tries as many as one likes."""
    pty = pytest.importorskip("pty")
    assert pty
    assert terminal.failures(list(islice(terminal.tries(1), 40)), kind) == []


@pytest.mark.parametrize("words", [["cypher", "RETURN 1", "-p", "\x1b]0;t\x07\n\u202e"], ["\x1b[31m\n\x9bgaps"]])
def test_an_error_in_a_pipe_is_one_line_without_controls(capfd, words: list[str]):
    assert main(words) == 2
    told = capfd.readouterr().err
    assert told.count("\n") == 1
    assert told[:-1].isprintable()


def test_a_pipe_gets_data_as_it_is(pack_path, capfd):
    hostile = "a\x1b[31m\x9b\u202e\x7fb"
    words = ["cypher", "RETURN $x AS x", "-p", f"x={hostile}", "--store", str(pack_path)]
    assert main([*words, "--format", "csv"]) == 0
    assert capfd.readouterr().out == f"x\r\n{hostile}\r\n".replace("\r\n", "\r\n")
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == [{"x": hostile}]


def test_headings_are_escaped_like_values():
    (heads, _) = csv.reader(io.StringIO(as_csv(COLUMNS), newline=""))
    assert heads == ["x|y", "'=cmd()", "a\x1b[31m\nb", "<b>", "\u202e"]
    markdown = as_markdown(COLUMNS, {}).splitlines()
    assert markdown[0] == "| x\\|y | =cmd() | a\\\\x1b\\[31m b | &lt;b&gt; | \\\\u202e |"
    assert len(markdown) == 3
    assert as_table(COLUMNS, {}).splitlines()[0].split() == ["x|y", "=cmd()", "a\\x1b[31m", "b", "<b>", "\\u202e"]
    # JSON has no headings that anything runs: a key is its column's name
    assert list(json.loads(as_json(COLUMNS))[0]) == list(COLUMNS.columns)


def test_headings_in_excel_are_texts():
    openpyxl = pytest.importorskip("openpyxl")
    file = io.BytesIO()
    columns = ("=cmd()", "a\x1b[31mb", "x" * 40_000)
    assert write_excel(columns, iter([Rows(columns, [[1, 2, 3]])]), file) == 1
    heads = next(openpyxl.load_workbook(file).active.iter_rows(max_row=1))
    assert [cell.data_type for cell in heads] == ["s", "s", "s"]
    assert [cell.value[:10] for cell in heads] == ["=cmd()", "a�[31mb", "x" * 10]


@pytest.mark.parametrize("before", ["", " ", "\n", "\t", "\r\n", "\u3000", "\xa0", "\u200b", "\ufeff", "\x00", " \n "])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_formula_behind_what_shows_nothing_is_marked(before: str, sign: str):
    assert formula_safe(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["", "-", " -", "a=1", "1-2", "亨通", "'=1", " a", "—", "(=1)"])
def test_other_texts_are_not(text: str):
    assert formula_safe(text) == text


def test_a_wrong_option_is_told_in_one_line(capsys):
    with pytest.raises(SystemExit):
        Parser(prog="madeup", say=speaker("en")).parse_args(["--\x1b]0;t\x07\nx"])
    assert capsys.readouterr().err.rstrip("\n").isprintable()
