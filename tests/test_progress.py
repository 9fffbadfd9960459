"""What a terminal shows of how far a command is, and that a pipe gets nothing of it. All data is made up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tables import folder
from test_terminal import MadeUpTerminal

from chainscape import importers
from chainscape.cli import main
from chainscape.cli.progressing import progress
from chainscape.cli.terminal import Bars, pace
from chainscape.cli.wording import speaker

MAPPING = """
    - {file: firms.csv, rows: Company, properties: {企业: name}}
    - {file: more.csv, rows: Company, properties: {企业: name}}
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    firms, more = ("企业\n" + "".join(f"虚构{name}{n}\n" for n in range(150)) for name in "甲乙")
    return folder(tmp_path, MAPPING, firms=firms, more=more)


def test_rate_and_time_left_in_both_languages():
    assert pace(1234.5, 59.4, 3, speaker("zh")) == "1,234/s,还需 1:00"
    assert pace(0.2, 3661, 3, speaker("en")) == "1:01:01 left"
    assert pace(80, None, 7, speaker("en")) == "80/s, 0:07 so far"


def test_reading_moves_by_the_rows_of_all_files(given: Path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", MadeUpTerminal())
    moved: list[tuple[str, int, int]] = []
    monkeypatch.setattr(Bars, "move", lambda self, title, done, total: moved.append((title, done, total)))
    dataset = importers.open_tables([given])
    with progress(speaker("en")) as bar:
        assert len(list(bar.reading(dataset, dataset))) == 300
        assert moved == [
            ("reading and checking", done, total) for done, total in ((0, 0), (2, 302), (102, 302), (151 + 52, 302))
        ]
        moved.clear()
        bar.written(5, 10)
        # what is written is read once more
        list(bar.reading(dataset, dataset))
    assert moved == [("loading", 5, 10)]


def test_a_bar_is_gone_before_anything_is_asked(monkeypatch):
    screen = MadeUpTerminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with progress(speaker("zh")) as bar:
        bar.written(5, 10)
        bar.pause()
        shown = screen.getvalue()
        assert "载入" in shown
        assert "5/10" in shown
        # the line is empty and the cursor is seen again
        assert shown.endswith(("\x1b[?25h\r\x1b[1A\x1b[2K", "\x1b[2K", "\x1b[?25h"))


def test_a_pipe_gets_nothing_of_it(given: Path, capfd, monkeypatch):
    monkeypatch.setenv("CHAINSCAPE_LANG", "en")
    assert main(["check", str(given), "--store", str(given / "none")]) == 0
    assert capfd.readouterr().err == "300 nodes, 0 relations, 0 sources, 0 searches, 0 problems\n"
