"""``-o x.pdf``: pictures and the book on sheets of paper, as a browser prints them."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from pathlib import Path

import chromium
import pypdfium2
import pytest
from images import read
from madeup import madeup_chain

from chainscape import analysis, graph, viz
from chainscape.cli import printing

MM = 25.4 / 72
#: pt: no letter is smaller; Chromium rounds places to 1/100
SMALLEST = 6.99


@dataclass(frozen=True)
class Sheet:
    """One page of a PDF; mm, its text without blanks, and pt of the smallest letter."""

    size: tuple[int, int]
    text: str
    smallest: float


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser that the tests found; without one they fail under CI and are left out elsewhere."""
    if not (found := chromium.chromium()):
        pytest.skip(chromium.HINT)
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", found)


def letters(text: pypdfium2.PdfTextPage) -> list[float]:
    """Return the size of every letter as it stands on paper."""
    raw, found = pypdfium2.raw, []
    for at in range(text.count_chars()):
        if raw.FPDFText_GetUnicode(text, at) > ord(" "):
            turn = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(text, at, ctypes.byref(turn))
            found.append(raw.FPDFText_GetFontSize(text, at) * abs(turn.a * turn.d - turn.b * turn.c) ** 0.5)
    return found


def sheets(path: Path) -> list[Sheet]:
    document, found = pypdfium2.PdfDocument(path.read_bytes()), []
    for page in document:
        text = page.get_textpage()
        size = (round(page.get_width() * MM), round(page.get_height() * MM))
        found.append(Sheet(size, re.sub(r"\s+", "", text.get_text_bounded()), min(letters(text))))
    document.close()
    return found


#: command, sizes of its sheets, how many show the picture; the lists follow
@pytest.mark.parametrize(
    ("words", "sizes", "shown"),
    [
        (("map", "光电"), {(210, 297), (297, 210)}, 2),
        (("map", "光电", "--paper", "A3", "--landscape"), {(420, 297)}, 1),
        (("network", "光电", "--landscape"), {(297, 210)}, 4),
        (("matrix", "--paper", "A3"), {(420, 297)}, 1),
        (("overview",), {(210, 297), (297, 210)}, 2),
    ],
    ids=lambda each: " ".join(map(str, each)) if isinstance(each, tuple) else None,
)
def test_a_picture_on_paper(
    run, pack_path: Path, tmp_path: Path, words: tuple[str, ...], sizes: set[tuple[int, int]], shown: int
):
    path = tmp_path / "out.pdf"
    answer = run(*words, "-o", path, "--store", pack_path, "--lang", "zh")
    assert answer.code == 0, answer.err
    found = sheets(path)
    assert f"{path}（{'A3' if 'A3' in words else 'A4'}，{len(found)} 张" in answer.err
    assert ("--paper A3" in answer.err) == (shown > 1), "what is split says so"
    assert {each.size for each in found} == sizes
    assert min(each.smallest for each in found) > SMALLEST
    assert "光电" in "".join(each.text for each in found)
    for number, each in enumerate(found, 1):
        assert f"{number}/{len(found)}" in each.text
        assert "数据截至2026" in each.text
    assert "缺口、枢纽与待查" not in found[shown - 1].text
    assert "缺口、枢纽与待查" in found[shown].text
    assert "▸" not in found[0].text


@pytest.mark.parametrize(
    ("paper", "sizes", "maps"), [("A3", {(297, 420), (420, 297)}, 2), ("A4", {(210, 297), (297, 210)}, 4)]
)
def test_two_maps_on_paper(run, pack_path: Path, tmp_path: Path, paper: str, sizes: set[tuple[int, int]], maps: int):
    """Each map on sheets as it has by itself: title, legend, date, number; then what differs."""
    path = tmp_path / "out.pdf"
    answer = run("compare", "光电", "冶金", "-o", path, "--paper", paper, "--store", pack_path, "--lang", "zh")
    assert answer.code == 0, answer.err
    found = sheets(path)
    assert {each.size for each in found} == sizes
    assert min(each.smallest for each in found) > SMALLEST
    for number, each in enumerate(found, 1):
        assert f"{number}/{len(found)}" in each.text
        assert "数据截至2026" in each.text
        assert "对比·光电产业链与冶金产业链" in each.text
        assert "▸" not in each.text
    drawn, listed = "".join(each.text for each in found[:maps]), "".join(each.text for each in found[maps:])
    assert all(stage in drawn for stage in ("光电通信", "薄带铸轧"))
    assert drawn.count("格位供供应企业") == 2, "a legend for each"
    assert "应有支撑（11）" in listed
    assert "江苏沙钢集团有限公司" in listed
    assert "应有支撑" not in drawn


def test_one_chain_known_twice_on_paper(run, pack_path: Path, tmp_path: Path):
    path = tmp_path / "out.pdf"
    answer = run(
        "compare",
        "2023",
        "2026-11",
        "--chain",
        "光电",
        "-o",
        path,
        "--paper",
        "A4",
        "--store",
        pack_path,
        "--lang",
        "en",
    )
    assert answer.code == 0, answer.err
    found = sheets(path)
    assert min(each.smallest for each in found) > SMALLEST
    text = "".join(each.text for each in found)
    assert "changed" in text, "the legend says what the mark means"
    assert "Cells(" in text
    assert "asideofadate" in text, "what a date leaves out"


def test_the_book_on_paper(tmp_path: Path):
    path = tmp_path / "book.pdf"
    path.write_bytes(printing.pdf(viz.printed_book(madeup_chain().scene, lang="en")))
    found = sheets(path)
    assert min(each.smallest for each in found) > SMALLEST
    assert "Contents" in found[0].text
    # every entry of the contents, with the number of the sheet that it names
    entries = dict(re.findall(r"(Overview|Matrix|Map|Network|Stages|Gaps,hubs,andwhattolookup)(\d+)", found[0].text))
    heads = {"Matrix": "Coveragematrix", "Stages": "Stagematrix", "Map": "Map·", "Network": "Network·"}
    assert set(entries) == {"Overview", "Gaps,hubs,andwhattolookup", *heads}
    for entry, number in entries.items():
        assert heads.get(entry, entry) in found[int(number) - 1].text, entry
    # the outline leads to the same sheets
    document = pypdfium2.PdfDocument(path.read_bytes())
    outline = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc() if mark.get_dest()}
    document.close()
    for entry, number in entries.items():
        at = [place for title, place in outline.items() if entry in title.replace(" ", "")]
        assert int(number) - 1 in at, entry
    # embedded: a reader's machine needs no fonts
    assert b"/FontFile" in path.read_bytes() or b"/Type3" in path.read_bytes()


def test_what_cannot_be_is_told(run, pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for words, told in (
        (("book", "-o", tmp_path / "x.svg"), ".html, .pdf"),
        (("map", "光电", "-o", tmp_path / "x.svg", "--paper", "A4"), "--paper is for .pdf, .png files only"),
        (("map", "光电", "-o", tmp_path / "x.html", "--landscape"), "--landscape is for .pdf, .png files only"),
        (("map", "光电", "-o", tmp_path / "x.png", "--paper", "A4", "--width-mm", "200"), "does not go with --paper"),
    ):
        answer = run(*words, "--store", pack_path, "--lang", "en")
        assert (answer.code, answer.out) == (2, "")
        assert told in answer.err
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", str(tmp_path / "no-such-browser"))
    answer = run("map", "光电", "-o", tmp_path / "x.pdf", "--store", pack_path, "--lang", "en")
    assert answer.code == 1
    assert "a PDF is printed by Chromium, Chrome or Edge" in answer.err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sheets_of_one_drawing_share_it_evenly_and_say_its_rows_again(run, pack_path: Path, tmp_path: Path, lang: str):
    path = tmp_path / "overview.pdf"
    assert run("overview", "-o", path, "--store", pack_path, "--lang", lang).code == 0
    found = [each for each in sheets(path) if not re.search("缺口、枢纽|Gaps,hubs", each.text)]
    rows = ("羊绒羊毛制品", "纳米技术应用") if lang == "zh" else ("Cashmere", "Aerospace")
    across = 2
    assert len(found) % across == 0
    for first, second in zip(found[::across], found[1::across], strict=True):
        if rows[0] in first.text:
            assert all(row in second.text for row in rows), "names of rows stand on the second sheet too"
    told = [each for each in found if ("跨链机构" if lang == "zh" else "Bodiesonseveralchains") in each.text]
    assert len(told) == 1, "the legend, once"
    assert rows[0] in told[0].text or len(found) > across, "on a sheet that has more"
    assert max(len(each.text) for each in found) < 2.5 * min(len(each.text) for each in found), "no narrow strip"


def test_a_png_for_paper_has_letters_that_can_be_read(run, pack_path: Path, tmp_path: Path):
    path, store = tmp_path / "map.png", ("--store", pack_path, "--lang", "zh")
    answer = run("map", "光电", "-o", path, "--paper", "A4", *store)
    assert answer.code == 0, answer.err
    files = [tmp_path / f"map-{number}.png" for number in (1, 2)]
    assert sorted(tmp_path.iterdir()) == files
    for each in files:
        image = read(each.read_bytes())
        assert image.dpi == 300
        assert image.width / 300 * 25.4 <= 190.5
        assert image.height / 300 * 25.4 <= 270.5
        assert image.pixels.convert("RGBA").getextrema()[3] == (255, 255), "no hole in its ground"
    with graph.open_store(pack_path) as opened:
        drawing = viz.chain_map_svg(analysis.scene(opened, "光电"))
    assert viz.smallest(drawing, 277) < viz.SMALLEST <= viz.smallest(drawing, 420)
    answer = run("map", "光电", "-o", path, "--width-mm", "277", *store)
    assert "最小的字只有 5." in answer.err
    assert "--paper A4" in answer.err
    answer = run("map", "光电", "-o", path, "--width-mm", "420", *store)
    assert "最小的字" not in answer.err


def test_two_maps_as_images_for_paper_are_their_sheets(run, pack_path: Path, tmp_path: Path):
    path = tmp_path / "two.png"
    answer = run("compare", "光电", "冶金", "-o", path, "--paper", "A3", "--dpi", "100", "--store", pack_path)
    assert answer.code == 0, answer.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["two-1.png", "two-2.png"]
    svg = tmp_path / "two.svg"
    assert run("compare", "光电", "冶金", "-o", svg, "--store", pack_path, "--lang", "zh").code == 0
    drawn = svg.read_text(encoding="utf-8")
    assert all(word in drawn for word in ("对比 · 光电产业链 与 冶金产业链", "数据截至", "供给", "研究机构"))
    assert "▸" not in drawn
