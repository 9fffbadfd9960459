"""The shell: with real keys on a pseudo terminal, and from a pipe."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chainscape.cli.completing import Words, completions
from chainscape.cli.program import build
from chainscape.cli.session import COMMANDS
from chainscape.cli.statements import complete, parts

COMMAND = [sys.executable, "-m", "chainscape.cli", "shell"]
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n;"
#: seconds to wait for something that comes at once on a machine with nothing else to do
PATIENCE = 60
WORDS = Words(
    commands={"ask": "运行", "format": "", "quit": ""},
    choices={"format": ("csv", "json")},
    queries={"stages": "环节", "lead-firms": "龙头"},
    takes={"stages": {"chain": "chain"}},
    chains=("光电产业链", "冶金产业链"),
    labels={"Company": "企业", "Consortium": "联合体"},
    relations={"LEADS": "牵头", "LOCATED_IN": "位于"},
    properties={"name": "名称", "name_en": "英文名"},
)


# where a statement ends


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("MATCH (n)", False),
        ("MATCH (n) RETURN n;", True),
        ("MATCH (n) RETURN n;  // done", True),
        ("MATCH (n)\nRETURN n\n", True),
        ("MATCH (n)\nRETURN n\n  ", True),
        ("RETURN 'a;", False),
        ("RETURN 'a;' AS x", False),
        ("RETURN 'it\\'s;' AS x;", True),
        ("RETURN 1 /* ;", False),
        ("RETURN 1 // ;", False),
        ("RETURN `a;b`", False),
        (":help", True),
        ("", True),
    ],
)
def test_enter_runs_what_is_complete(text: str, ended: bool):
    assert complete(text) is ended


def test_statements_and_commands_are_told_apart():
    assert parts("RETURN 1 AS a; RETURN ';' AS b;\n:format json\nMATCH (n)\nRETURN n // last\n") == [
        "RETURN 1 AS a",
        "RETURN ';' AS b",
        ":format json",
        "MATCH (n)\nRETURN n // last",
    ]
    assert parts("// only a comment\n/* and ; another */ ;") == []
    assert parts(":quit;") == [":quit"]


# completion


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        (":", ["ask", "format", "quit"]),
        (":a", ["ask"]),
        (":ask l", ["lead-firms"]),
        (":ask 环", ["stages"]),
        (":ask stages ", ["chain="]),
        (":ask stages chain=冶", ["冶金产业链"]),
        (":format ", ["csv", "json"]),
        ("MATCH (c:", ["Company", "Consortium"]),
        ("MATCH (c:com", ["Company"]),
        ("MATCH (c:企", ["Company"]),
        ("MATCH (:Company|Cons", ["Consortium"]),
        ("MATCH (c:Company)-[:", ["LEADS", "LOCATED_IN"]),
        ("MATCH (c:Company)-[r:LEADS|LO", ["LOCATED_IN"]),
        ("MATCH (c:Company) WHERE c.na", ["name", "name_en"]),
        ("RETURN $w", ["word"]),
        ("MATCH (n)\nRET", ["RETURN"]),
        ("RETURN 1.", []),
        ("", []),
    ],
)
def test_what_is_offered(before: str, offered: list[str]):
    assert [each.text for each in completions(before, WORDS, ["word", "n"])] == offered


# from a pipe


@pytest.fixture
def piped(run: Any, pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run the shell in this process on what a pipe would bring; a real pipe is in the first test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def piped(text: str, *words: str) -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        done = run("shell", "--store", pack_path, "--lang", "en", *words)
        return SimpleNamespace(returncode=done.code, stdout=done.out, stderr=done.err)

    return piped


def test_a_pipe_is_answered_whole_and_without_a_prompt(pack_path: Path, tmp_path: Path):
    done = subprocess.run(
        [*COMMAND, "--store", str(pack_path), "--lang", "en", "--format", "jsonl"],
        input=":params word=亨通 n=3\nRETURN $word AS word,\n  $n + 1 AS n;\nUNWIND range(1, 3000) AS n RETURN n\n",
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    first, *rest = [json.loads(line) for line in done.stdout.splitlines()]
    assert first == {"word": "亨通", "n": 4}
    assert [row["n"] for row in rest] == list(range(1, 3001))
    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_is_a_line_and_the_rest_goes_on(piped):
    done = piped(
        "RETURN nothing;\nCREATE (n:Company);\n:ask stage\n:fromat csv\n:save x.doc\n:save x.csv\nRETURN 5 AS five;\n"
    )
    assert done.stdout.split() == ["five", "----", "5"]
    told = done.stderr.splitlines()
    assert len(told) == 6
    for line, part in zip(told, ["nothing", "CREATE", "stages", ":format", ".xlsx", "no answer"], strict=True):
        assert part in line
    assert done.returncode == 1


def test_answers_are_saved_by_the_suffix(piped, tmp_path: Path):
    done = piped(
        ":ask lead-firms chain=冶金\n:save leads.jsonl\n:save 'my leads.csv'\n:save leads.xlsx\n:quit\nRETURN 1;\n"
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "leads.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows
    assert len((tmp_path / "my leads.csv").read_text(encoding="utf-8-sig").splitlines()) == len(rows) + 1
    assert (tmp_path / "leads.xlsx").read_bytes().startswith(b"PK")
    assert "1" not in done.stdout.splitlines()


@pytest.mark.parametrize(("lang", "word"), [("zh", "离开"), ("en", "leave")])
def test_help_speaks_both_languages(piped, lang: str, word: str):
    shown = piped(f":lang {lang}\n:help\n:chains\n:queries\n:queries stages\n").stdout
    assert word in shown
    assert all(f":{name}" in shown for name in COMMANDS)
    assert "光电" in shown
    assert "lead-firms" in shown
    assert "MATCH" in shown
    for command in COMMANDS.values():
        assert re.search("[一-鿿]", command.zh)
        assert not re.search("[一-鿿]", command.en)


def test_a_limit_on_rows_is_told_and_the_rest_goes_on(piped):
    done = piped(
        "UNWIND [1, 2, 3] AS x RETURN x;\n:ask stages chain=光电\nRETURN 5 AS five;\n",
        *("--max-rows", "2", "--format", "csv"),
    )
    assert done.stdout.split() == ["five", "5"]
    assert done.stderr.count("more than 2 rows") == 2
    assert done.returncode == 1


OWN = """// title: 编造的查询 | Made-up query
// about: 编造 | made up
// param word: text = 甲 — 词 | word
// returns: word
RETURN $word AS word
"""


@pytest.fixture
def own_queries(tmp_path: Path) -> Path:
    folder = tmp_path / "own queries"
    folder.mkdir()
    for name in ("madeup-own", "stages"):
        (folder / f"{name}.cypher").write_text(OWN, encoding="utf-8")
    return folder


def test_own_queries_are_listed_shown_and_run(piped, own_queries: Path):
    done = piped(
        ":queries\n:queries madeup-own\n:ask madeup-own word=乙\n:save own.csv\n:ask stages\n",
        *("--queries", str(own_queries), "--format", "jsonl"),
    )
    assert done.returncode == 0, done.stderr
    assert '{"name": "madeup-own", "title": "Made-up query"}' in done.stdout
    assert "RETURN $word AS word" in done.stdout
    assert '{"word": "乙"}' in done.stdout
    assert (own_queries.parent / "own.csv").read_text(encoding="utf-8-sig").split() == ["word", "乙"]
    assert '{"word": "甲"}' in done.stdout
    assert "stages.cypher, not the one of the library" in done.stderr
    wrong = piped("RETURN 1;", "--queries", str(own_queries / "nothing"))
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no such folder" in wrong.stderr


def test_files_only_formats_are_told_at_once(piped):
    done = piped("RETURN 1;", "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert ":save" in done.stderr


# on a terminal


class Terminal:
    """A shell on a pseudo terminal of 100 columns."""

    def __init__(self, store: str, home: Path, *more_words: str, without: str = "") -> None:
        pexpect = pytest.importorskip("pexpect", reason="needs a pseudo terminal")
        words = [*COMMAND[1:], "--store", store, "--lang", "en", *more_words]
        if without:
            hidden = f"import sys; sys.modules[{without!r}] = None; from chainscape.cli import script; script()"
            words = ["-c", hidden, *words[2:]]
        # no answer comes here to where the cursor is
        more = {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}
        env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | more
        self.child = pexpect.spawn(
            COMMAND[0], words, env=env, encoding="utf-8", timeout=PATIENCE, dimensions=(40, 100), cwd=str(home)
        )

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def wait(self, *patterns: str) -> str:
        """Return what is shown until the last of some patterns came, in this order."""
        shown = ""
        for each in patterns:
            self.child.expect(each)
            shown += self.child.before + self.child.after
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)

    def leave(self) -> int:
        self.type("\x04")
        self.child.expect_exact(__import__("pexpect").EOF)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


@pytest.fixture
def terminal(pack_path: Path, tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(str(pack_path), tmp_path)
    made.wait("chainscape>")
    yield made
    made.child.close(force=True)


def test_a_query_over_lines_runs_at_the_semicolon_and_at_an_empty_line(terminal: Terminal):
    terminal.type("RETURN 40 + 2\r")
    terminal.wait("…")
    terminal.type("AS answer;\r")
    assert "42" in terminal.wait("1 row\r")
    terminal.type("RETURN 6 * 111\rAS answer\r\r")
    assert "666" in terminal.wait("1 row\r")
    assert terminal.leave() == 0


def test_tab_completes_and_commands_answer(terminal: Terminal):
    terminal.type("MATCH (c:Comp\t")
    terminal.wait("any")
    terminal.type(") RETURN count(c.name) > 100 AS many;\r")
    assert "true" in terminal.wait("1 row\r")
    terminal.type(":fo\t")
    terminal.wait("rmat")
    terminal.type(" csv\r")
    terminal.type("RETURN 7 AS x, 'a' AS y;\r")
    terminal.wait("x,y\r", "7,a\r")
    assert terminal.leave() == 0


def test_own_queries_and_their_parameters_are_completed(pack_path: Path, tmp_path: Path, own_queries: Path):
    terminal = Terminal(str(pack_path), tmp_path, "--queries", str(own_queries))
    terminal.wait("chainscape>")
    terminal.type(":ask madeup\t")
    terminal.wait("-own")
    terminal.type(" wo\t")
    terminal.wait("rd=")
    terminal.type("elf\r")
    terminal.wait("elf", "1 row\r")
    assert terminal.leave() == 0


def test_ctrl_c_ends_the_query_and_not_the_shell(terminal: Terminal):
    terminal.type("RETURN 1 +")
    terminal.type("\x03")
    terminal.wait("chainscape>")
    _stop_a_query(terminal)


def test_a_long_answer_is_cut_on_a_terminal_and_saved_whole(terminal: Terminal, tmp_path: Path):
    terminal.type(":format csv\r")
    terminal.type("UNWIND range(1, 2500) AS n RETURN n;\r")
    shown = terminal.wait("first 1,000 rows")
    assert "\n1000\r" in shown
    assert "\n1001\r" not in shown
    terminal.type(":save all.csv\r")
    terminal.wait("wrote all.csv")
    assert len((tmp_path / "all.csv").read_text(encoding="utf-8-sig").split()) == 2501
    assert terminal.leave() == 0


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
def test_the_history_is_kept_for_the_user_alone(terminal: Terminal, pack_path: Path, tmp_path: Path):
    terminal.type("RETURN 11 * 11 AS n;\r")
    terminal.wait("121", "1 row\r")
    assert terminal.leave() == 0
    (kept,) = tmp_path.rglob("shell-history")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    again = Terminal(str(pack_path), tmp_path)
    again.wait("chainscape>")
    again.type("\x1b[A")
    again.wait("RETURN 11")
    again.type("\r")
    again.wait("121", "1 row\r")
    assert again.leave() == 0


def test_without_prompt_toolkit_lines_are_read(pack_path: Path, tmp_path: Path):
    plain = Terminal(str(pack_path), tmp_path, without="prompt_toolkit")
    assert "chainscape[shell]" in plain.wait("chainscape>")
    plain.type("RETURN 40 + 2\rAS answer;\r")
    assert "42" in plain.wait("1 row\r")
    assert plain.leave() == 0


def test_the_shell_on_a_server(pack_server: str, tmp_path: Path):
    terminal = Terminal(pack_server, tmp_path)
    terminal.wait("chainscape>")
    terminal.type(":ask stages chain=光电\r")
    terminal.wait("12 rows\r")
    _stop_a_query(terminal)


def test_the_command_is_in_the_program():
    assert "shell" in {command.name for command in build("en").all}


def _stop_a_query(terminal: Terminal) -> None:
    """End an endless query with Ctrl-C, ask another one, and leave."""
    terminal.type(ENDLESS + "\r")
    terminal.wait(r"n;[^;]*\x1b\[\?2004l")
    _until_signals(terminal)
    terminal.type("\x03")
    terminal.wait("stopped", "chainscape>")
    terminal.type("RETURN 2000 + 26 AS year;\r")
    assert "2026" in terminal.wait("1 row\r")
    assert terminal.leave() == 0


def _until_signals(terminal: Terminal) -> None:
    """Wait until the query runs: then the terminal is no longer in raw mode, where the key is no signal."""
    import termios
    import time

    while not termios.tcgetattr(terminal.child.child_fd)[3] & termios.ISIG:
        time.sleep(0.02)
    # the query itself is on its way a moment later
    time.sleep(0.5)
