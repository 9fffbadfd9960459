"""Pages on paper, as Chromium prints them: whichever paper the reader chooses, the drawing fills one sheet of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import Tab, open_page
from madeup import CHAIN, madeup_chain
from wholepages import whole

from chainscape import viz

MM = 72 / 25.4
#: mm: short and long side
PAPER = {"A4": (210, 297), "A3": (297, 420)}
MARGIN = 10 * MM
#: picture → where it stands in the book, and whether it lies on landscape paper
PICTURES = {
    "overview": ("", True),
    "matrix": ("#tab=matrix", True),
    "map": (f"#tab=map/{CHAIN}", False),
    "network": (f"#tab=network/{CHAIN}", True),
    "stages": (f"#tab=stages/{CHAIN}", True),
}


@dataclass(frozen=True)
class Sheet:
    """One page of a PDF, in pt; y grows upwards."""

    width: float
    height: float
    text: str
    #: left, bottom, right, top of all texts together
    box: tuple[float, float, float, float]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made, folder = madeup_chain(), tmp_path_factory.mktemp("paper")
    scene = made.scene
    texts: dict[str, str] = {
        "map": viz.chain_map(scene, CHAIN),
        "overview": viz.overview_page(scene),
        "network": viz.network_view(scene, CHAIN),
        "matrix": viz.coverage_matrix(scene),
        "stages": viz.coverage_matrix(scene, CHAIN),
        "book": viz.book_page(scene),
    }
    for name, text in texts.items():
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in texts}


def printed(tab: Tab, paper: str, *, landscape: bool = False) -> list[Sheet]:
    data = tab.page.pdf(format=paper, landscape=landscape, prefer_css_page_size=True, print_background=True)
    document, sheets = pypdfium2.PdfDocument(data), []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(k) for k in range(text.count_rects())]
        box = tuple(pick(each[k] for each in boxes) for k, pick in enumerate((min, min, max, max)))
        sheets.append(Sheet(*page.get_size(), re.sub(r"\s+", "", text.get_text_bounded()), box))  # type: ignore[arg-type]
    document.close()
    return sheets


def check(sheets: list[Sheet], paper: str, *, landscape: bool) -> None:
    """See that the sheets are of this paper, nothing is cut off, and the picture with its foot stands on the first."""
    short, long = PAPER[paper]
    across, down = (long, short) if landscape else (short, long)
    for sheet in sheets:
        assert (round(sheet.width / MM), round(sheet.height / MM)) == (across, down)
        left, bottom, right, top = sheet.box
        assert left > MARGIN - 1
        assert bottom > MARGIN - 4, "descenders of the last line"
        assert right < sheet.width - MARGIN + 1
        assert top < sheet.height - MARGIN + 4
    first, rest = sheets[0].text, "".join(sheet.text for sheet in sheets[1:])
    assert "链景Chainscape" in first
    assert "点一个环节" not in first
    assert "点一个环节" in rest, "the lists follow"
    assert "待查" in rest


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fills_one_sheet_and_the_lists_follow(chrome: Any, files: dict[str, Path], name: str, paper: str):
    landscape = PICTURES[name][1]
    with open_page(chrome, files[name], width=1400, height=900) as tab:
        # whichever way the reader's dialog stands, the picture turns the paper
        for asked in (False, True) if paper == "A4" else (False,):
            check(printed(tab, paper, landscape=asked), paper, landscape=landscape)
        assert tab.trouble == []


@pytest.mark.parametrize("paper", PAPER)
def test_a_book_prints_the_open_tab_its_own_way(chrome: Any, files: dict[str, Path], paper: str):
    for name, (fragment, landscape) in PICTURES.items():
        with open_page(chrome, files["book"], width=1400, height=900, fragment=fragment) as tab:
            sheets = printed(tab, paper)
            check(sheets, paper, landscape=landscape)
            alone = {"map": "链图", "network": "网络", "stages": "环节矩阵", "matrix": "覆盖矩阵", "overview": "全景"}
            assert sheets[0].text.startswith(alone[name])
            assert tab.trouble == []


@pytest.mark.parametrize("name", ["map", "overview", "network"])
def test_larger_paper_gives_a_larger_drawing(chrome: Any, files: dict[str, Path], name: str):
    with open_page(chrome, files[name], width=1400, height=900) as tab:
        small, large = (printed(tab, paper)[0].box for paper in ("A4", "A3"))
    assert (large[2] - large[0]) / (small[2] - small[0]) == pytest.approx(2**0.5, rel=0.12)


def test_every_name_on_a_map_is_on_its_sheet_with_a_selection_too(chrome: Any, files: dict[str, Path]):
    drawn = "[...document.querySelectorAll('div[data-lang=zh] .drawing text')].map(each => each.textContent)"
    with open_page(chrome, files["map"], width=1400, height=900) as tab:
        before = tab.page.evaluate(drawn)
        tab.page.evaluate("page.select('stage:parts')")
        sheet = printed(tab, "A4")[0].text
        tab.page.evaluate("page.select(null)")
        assert tab.page.evaluate(drawn) == before, "what printing closed can be opened again"
    assert "▸" not in sheet, "nothing can be opened on paper"
    names = [re.sub(r"\s+", "", each) for each in before if not each.endswith("▸")]
    # one tiny dotted sign has no letters of its own in the font
    assert [name for name in names if name.strip("◌") not in sheet] == []


def test_a_wide_map_lies_and_a_folded_panel_prints_too(chrome: Any, pack_store: Any, tmp_path: Path):
    """By the rule of 1.25 to 1; the panel that the reader put away is on paper all the same."""
    suzhou = whole(pack_store)
    shapes = {}
    for chain in ("chain:optoelectronics", "chain:automotive"):
        viz.save(tmp_path / "map.html", viz.chain_map(suzhou, chain))
        with open_page(chrome, tmp_path / "map.html", width=1400, height=900) as tab:
            tab.page.click("#fold")
            ratio = tab.page.evaluate(
                "(box => box.width / box.height)(document.querySelector('.drawing').viewBox.baseVal)"
            )
            shapes[chain] = ratio
            check(printed(tab, "A4"), "A4", landscape=ratio > 1.25)
    assert min(shapes.values()) < 1.25 < max(shapes.values())
