"""``overview``, ``matrix`` and ``book`` in this process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from images import read


@pytest.fixture(autouse=True)
def here(pack_path: Path, monkeypatch, tmp_path: Path):
    """Commands find the pack's store by the environment; the current folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(pack_path))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["overview", "-o", "x.html"], "全景 · "),
        (["overview", "-o", "x.html", "--lang", "en"], "Overview · "),
        (["overview", "-o", "x.svg"], "全景 · "),
        (["matrix", "-o", "x.html"], "覆盖矩阵 · "),
        (["matrix", "--chain", "光电", "-o", "x.html"], "环节矩阵 · 光电产业链"),
        (["matrix", "-o", "x.svg"], "覆盖矩阵 · 14 条产业链"),
        (["matrix", "--chain", "光电", "-o", "x.svg", "--lang", "en"], "Stage matrix · Optoelectronics"),
        (["book", "-o", "x.html"], 'data-tab="network/chain:optoelectronics"'),
    ],
)
def test_a_picture_over_all_chains(run, words: list[str], said: str):
    answer = run(*words)
    assert (answer.code, answer.out) == (0, "")
    file = words[words.index("-o") + 1]
    assert file in answer.err
    assert said in Path(file).read_text(encoding="utf-8")


def test_pages_of_a_project_stand_behind_a_front_page_and_link_one_another(run, monkeypatch):
    monkeypatch.delenv("CHAINSCAPE_STORE")
    assert run("init", "made-up").code == 0
    monkeypatch.chdir("made-up")
    assert run("import").code == 0
    answer = run("pages", "-o", "all pages")
    assert (answer.code, answer.out) == (0, "")
    written = sorted(each.name for each in Path("all pages").iterdir())
    assert [name.partition("-")[0] for name in written] == [
        "book.html", "index.html", "map", "matrix.html", "network", "overview.html",
    ]  # fmt: skip
    front = Path("all pages/index.html").read_text(encoding="utf-8")
    assert set(re.findall('href="([^"#]+)', front)) == {*written} - {"index.html"}
    assert run("pages", "-o", "all pages").code == 0, "our own pages are written anew"

    Path("all pages/overview.html").write_text("<p>mine</p>", encoding="utf-8")
    refused = run("pages", "-o", "all pages")
    assert refused.code == 1
    assert "overview.html" in refused.err
    assert Path("all pages/overview.html").read_text(encoding="utf-8") == "<p>mine</p>"
    assert run("pages").code == 2

    # a page by itself links those that its folder has by then
    Path("single").mkdir()
    for words in (["map", "虚构泵阀"], ["network", "虚构泵阀"], ["overview"]):
        assert run(*words, "-o", f"single/{words[0]} 1.html").code == 0
    linked = {
        each.name: set(re.findall('<a href="([^"#]+)"', each.read_text(encoding="utf-8").partition('id="data"')[0]))
        for each in Path("single").iterdir()
    }
    assert linked == {
        "map 1.html": set(), "network 1.html": {"map%201.html"}, "overview 1.html": {"map%201.html"},
    }  # fmt: skip


@pytest.mark.parametrize("words", [["book"], ["book", "-o", "x.svg"], ["matrix", "-o", "x.txt"], ["overview"]])
def test_a_file_of_another_kind_is_refused_before_any_work(run, words: list[str]):
    answer = run(*words)
    assert answer.code == 2
    assert ".html" in answer.err
    assert not list(Path().iterdir())


@pytest.mark.parametrize("words", [["matrix"], ["matrix", "--chain", "光电"], ["overview"]])
def test_an_image_over_all_chains(run, words: list[str]):
    answer = run(*words, "-o", "x.png", "--dpi", "48")
    assert answer.code == 0
    assert "px" in answer.err
    image = read(Path("x.png").read_bytes())
    assert image.width > 300
    assert len(image.colours()) > 100


@pytest.mark.parametrize("file", ["x.svg", "x.png"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_book_is_no_drawing_and_says_what_to_use(run, file: str, lang: str):
    answer = run("book", "-o", file, "--lang", lang)
    assert answer.code == 2
    for command in ("overview", "matrix", "map", "network"):
        assert command in answer.err
    assert "overview" not in run("book", "-o", "x.txt").err, "that hint is for drawings only"
    assert not list(Path().iterdir())


def test_an_unknown_chain_is_named(run):
    answer = run("matrix", "--chain", "光点", "-o", "x.html")
    assert answer.code == 2
    assert "光点" in answer.err
    assert not Path("x.html").exists()
