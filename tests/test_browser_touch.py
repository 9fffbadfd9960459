"""A reader's own touch in a real Chromium: hidden, pinned, entitled; kept in the address, saved, drawn again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import Tab, open_page
from madeup import CHAIN, madeup_chain

from chainscape import viz

HUB, STAGE = "company:hub", "stage:parts"
ROWS = f"""[...document.querySelectorAll("div[data-lang=zh] .row[data-id='{HUB}']:not(.rail)")]
  .filter(each => !each.closest('.lift'))"""
SEEN = f"{ROWS}.filter(each => each.getClientRects().length).length"
PINS = """[...document.querySelectorAll('div[data-lang=zh] .pin > text')]
  .filter(each => !each.closest('.lift')).map(each => each.textContent).sort()"""
FOOT = "document.querySelector('footer').innerText"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made, folder = madeup_chain(), tmp_path_factory.mktemp("touch")
    pages = {
        "map": viz.chain_map(made.scene, CHAIN),
        "network": viz.network_view(made.scene, CHAIN),
        "matrix": viz.coverage_matrix(made.scene, CHAIN),
        "book": viz.book_page(made.scene),
    }
    for name, text in pages.items():
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in pages}


def pin(tab: Tab, id: str, text: str) -> None:
    tab.page.evaluate("id => page.select(id)", id)
    if tab.page.is_visible("text=写注记"):
        tab.page.click("text=写注记")
    tab.page.fill(".touch-note textarea", text)
    tab.page.click("text=保存注记")


def saved(tab: Tab, folder: Path) -> Path:
    tab.page.evaluate("page.select(null)")
    tab.page.evaluate("document.querySelector('.touch').open = true")
    with tab.page.expect_download() as started:
        tab.page.click("text=保存视图")
    started.value.save_as(folder / "made-up.json")
    return folder / "made-up.json"


def test_a_map_is_touched_kept_saved_and_drawn_again(chrome: Any, files: dict[str, Path], tmp_path: Path):
    with open_page(chrome, files["map"], accept_downloads=True) as tab:
        drawn, counted = tab.page.evaluate(SEEN), tab.page.evaluate("page.data.cells")
        assert drawn
        pin(tab, STAGE, "虚构的注记 <img src=x onerror=alert(1)>")
        pin(tab, HUB, "made-up")
        assert tab.page.evaluate(PINS) == ["1", *["2"] * drawn]
        tab.page.click("text=在图上隐去")
        assert tab.page.evaluate(SEEN) == 0
        said = tab.page.evaluate(FOOT)
        assert "隐去 1 个：" in said
        assert "虚构的注记 <img src=x onerror=alert(1)>" in said
        assert tab.page.evaluate("page.data.cells") == counted
        tab.page.evaluate("page.select(null)")
        tab.page.click("text=本图的改动")
        tab.page.fill(".touch input", "虚构的题目")
        tab.page.press(".touch input", "Enter")
        tab.page.click("#theme")
        assert tab.page.inner_text("header h1") == "虚构的题目"
        assert "标题由读者所拟" in tab.page.evaluate(FOOT)
        drawing = tab.page.evaluate("page.drawingText(page.shown(page.findAll('svg.drawing')))")
        assert "1  " in drawing
        assert "虚构的注记 &lt;img" in drawing
        assert drawing.count(tab.page.evaluate(f"page.name('{HUB}')")) == 2, "in its note and among what is hidden"
        address = tab.page.evaluate("location.hash")
        file = saved(tab, tmp_path)
        assert tab.trouble == []
    view = viz.read_view(file)
    assert (view.title, view.hide, view.theme) == ("虚构的题目", (HUB,), "dark")
    assert view.notes == ((STAGE, "虚构的注记 <img src=x onerror=alert(1)>"), (HUB, "made-up"))
    # by the address, and by the file: the same page, in the browser and on paper
    viz.save(tmp_path / "again.html", viz.chain_map(madeup_chain().scene, CHAIN, touch=view))
    for page, fragment in ((files["map"], address), (tmp_path / "again.html", "")):
        with open_page(chrome, page, fragment=fragment) as tab:
            assert tab.page.evaluate(SEEN) == 0
            told = tab.page.evaluate(FOOT)
            assert told.startswith(said.partition("\n隐去")[0])
            assert "标题由读者所拟" in told
            assert tab.page.inner_text("header h1") == "虚构的题目"
            assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
            document = pypdfium2.PdfDocument(tab.page.pdf(prefer_css_page_size=True))
            paper = document[0].get_textpage().get_text_bounded()
            document.close()
            assert "隐去 1 个" in paper
            assert "虚构的注记" in paper
            # printing puts nothing back
            assert tab.page.evaluate(SEEN) == 0
            tab.page.evaluate("page.select(null)")
            tab.page.evaluate("document.querySelector('.touch').open = true")
            tab.page.click("text=全部还原")
            assert tab.page.evaluate(SEEN) == drawn
            assert tab.page.evaluate(PINS) == []
            assert "读者" not in tab.page.evaluate(FOOT)
            assert tab.trouble == []


def test_network_and_matrix_are_touched_and_a_book_is_not(chrome: Any, files: dict[str, Path]):
    node = f"page.net.byKey.get('{HUB}').hidden"
    with open_page(chrome, files["network"]) as tab:
        assert not tab.page.evaluate(node)
        pin(tab, STAGE, "虚构的注记")
        tab.page.evaluate(f"page.select('{HUB}')")
        tab.page.click("text=在图上隐去")
        assert tab.page.evaluate(node)
        with tab.page.expect_download() as started:
            tab.page.evaluate("document.querySelector('[data-save=svg]').click()")
        drawing = Path(started.value.path()).read_text(encoding="utf-8")
        assert "隐去 1 个：" in drawing
        assert "虚构的注记" in drawing
        tab.page.click("text=放回图上")
        assert not tab.page.evaluate(node)
        assert tab.trouble == []
    with open_page(chrome, files["matrix"]) as tab:
        pin(tab, STAGE, "虚构的注记")
        assert tab.page.inner_text(f"tr[data-id='{STAGE}'] .pin-number") == "1"
        tab.page.evaluate(f"page.select('{HUB}')")
        assert not tab.page.is_visible("text=在图上隐去")
        assert tab.trouble == []
    bad = "#title=" + "x" * 300 + "&hide=" + json.dumps([HUB, "nobody", 3]) + "&pins=[[1,2],{" + "&theme=red"
    with open_page(chrome, files["map"], fragment=bad) as tab:
        assert tab.page.evaluate(SEEN) == 0
        assert tab.page.evaluate("document.querySelector('h1').textContent.length") == 200
        assert tab.page.evaluate(PINS) == []
        assert tab.trouble == []
    with open_page(chrome, files["book"], fragment="#hide=" + json.dumps([HUB])) as tab:
        assert "隐去" not in tab.page.evaluate(FOOT)
        assert not tab.page.is_visible("text=本图的改动")
        assert tab.trouble == []
