"""``-o x.pdf``: pages as a browser prints them."""

from __future__ import annotations

from pathlib import Path

import chromium
import pypdfium2
import pytest

MM = 25.4 / 72


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser that the tests found; without one they fail under CI and are left out elsewhere."""
    if not (found := chromium.chromium()):
        pytest.skip(chromium.HINT)
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", found)


def sheets(path: Path) -> list[tuple[int, int, str]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = [
        (round(page.get_width() * MM), round(page.get_height() * MM), page.get_textpage().get_text_bounded())
        for page in document
    ]
    document.close()
    return found


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (("map", "光电"), (297, 210)),
        (("map", "光电", "--paper", "A3", "--landscape"), (420, 297)),
        (("network", "光电"), (297, 210)),
        (("matrix", "--paper", "A3"), (420, 297)),
        (("overview",), (297, 210)),
    ],
    ids=lambda each: " ".join(map(str, each)),
)
def test_a_page_on_paper(run, pack_path: Path, tmp_path: Path, words: tuple[str, ...], size: tuple[int, int]):
    path = tmp_path / "out.pdf"
    answer = run(*words, "-o", path, "--store", pack_path, "--lang", "zh")
    assert answer.code == 0, answer.err
    assert str(path) in answer.err
    found = sheets(path)
    assert {each[:2] for each in found} == {size}
    text = "".join(each[2] for each in found)
    assert "光电" in text
    # the foot says of when the data are, and the legend stands below
    assert "2026" in found[0][2]


def test_what_cannot_be_is_told(run, pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for words, told in (
        (("book", "-o", tmp_path / "x.pdf"), ".html"),
        (("map", "光电", "-o", tmp_path / "x.png", "--paper", "A4"), "--paper is for .pdf files only"),
        (("map", "光电", "-o", tmp_path / "x.html", "--landscape"), "--landscape is for .pdf files only"),
    ):
        answer = run(*words, "--store", pack_path, "--lang", "en")
        assert (answer.code, answer.out) == (2, "")
        assert told in answer.err
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", str(tmp_path / "no-such-browser"))
    answer = run("map", "光电", "-o", tmp_path / "x.pdf", "--store", pack_path, "--lang", "en")
    assert answer.code == 1
    assert "a PDF is printed by Chromium, Chrome or Edge" in answer.err
    assert not (tmp_path / "x.pdf").exists()
