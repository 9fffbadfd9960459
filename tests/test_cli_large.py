"""``network`` without a chain, with ``--large``, and beyond what the usual picture can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainscape.cli import drawing

#: what only a page drawn by WebGL holds
WEBGL = 'id="large"'


@pytest.fixture(autouse=True)
def here(pack_path: Path, monkeypatch, tmp_path: Path):
    """Commands find the pack's store by the environment; the current folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(pack_path))


@pytest.mark.parametrize(
    ("words", "large", "said"),
    [
        (["--large"], True, "全网"),
        (["--large", "--lang", "en"], True, "Whole network"),
        (["光电", "--large"], True, "网络 · 光电"),
        ([], False, "条链"),
        (["光电"], False, "网络 · 光电"),
    ],
)
def test_the_network_is_drawn_as_asked(run, words: list[str], large: bool, said: str):
    answer = run("network", *words, "-o", "x.html")
    assert (answer.code, answer.out) == (0, "")
    text = Path("x.html").read_text(encoding="utf-8")
    assert (WEBGL in text) == large
    assert said in text


def test_beyond_the_limit_it_is_large_by_itself(run, monkeypatch):
    monkeypatch.setattr(drawing, "LARGE_FROM", 100)
    assert run("network", "-o", "x.html").code == 0
    assert WEBGL in Path("x.html").read_text(encoding="utf-8")


def test_a_large_network_is_a_page_and_nothing_else(run):
    answer = run("network", "--large", "-o", "x.svg")
    assert answer.code == 2
    assert "--large" in answer.err
    assert ".html" in answer.err
    assert not list(Path().iterdir())
