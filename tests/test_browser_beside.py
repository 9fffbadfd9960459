"""Two maps side by side in a real Chromium: in step, marked by what differs, on paper in letters that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from browser import Tab, open_page

from chainscape import analysis, viz
from chainscape.schema import Text

KNOWN = (Text("截至 2021 所知", "known by 2021"), Text("截至 2026 所知", "known by 2026"))
#: by map: left edges of zone heads, width of a card that takes one column, left edges of the zones
IN_STEP = """
[0, 1].map(at => {
  const side = document.querySelector(`[data-lang=zh] .drawing .side[data-side="${at}"]`);
  const left = each => Math.round(each.getBoundingClientRect().left);
  const cards = [...side.querySelectorAll('.stage > .card')].map(each => Math.round(each.getBBox().width));
  const zones = [...side.querySelectorAll('path.zone')];
  return [[...side.querySelectorAll('.zone-head')].map(left), Math.min(...cards), zones.map(left)];
})
"""
PICKED = """
[0, 1].map(at => [...document.querySelectorAll(`[data-lang=zh] .drawing .side[data-side="${at}"] .picked`)]
  .filter(each => !each.closest('.lift')).map(each => each.dataset.cell || each.dataset.id))
"""


@pytest.fixture(scope="module")
def files(pack_store: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("beside")
    one, two = analysis.scene(pack_store, "光电"), analysis.scene(pack_store, "冶金")
    told = analysis.contrast(pack_store, one, two)
    was = analysis.scene(pack_store, "光电", known_by="2021")
    now = analysis.scene(pack_store, "光电", known_by="2026")
    changed = viz.told_changes(was, now, analysis.changes(was.findings, now.findings))
    pages = {
        "chains": viz.maps_beside(one, two, told),
        "dates": viz.maps_beside(was, now, changed, known=KNOWN),
    }
    for name, text in pages.items():
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in pages}


def test_two_chains_in_step_and_a_difference_marked_on_both(chrome: Any, files: dict[str, Path]):
    with open_page(chrome, files["chains"]) as tab:
        (heads, card, zones), second = tab.page.evaluate(IN_STEP)
        assert [heads, card, zones] == second
        assert len(heads) == 3
        said = tab.page.inner_text("#panel")
        for part in ("环节（3）", "应有支撑（11）", "判断（3）", "枢纽（", "查过未见 14", "未知 14"):
            assert part in said, part
        assert tab.page.evaluate(PICKED) == [[], []]
        # by the keyboard: Enter marks, Escape takes the marks away
        tab.page.focus("[data-difference='slot:metrology']")
        tab.page.keyboard.press("Enter")
        first, other = tab.page.evaluate(PICKED)
        assert first
        assert other
        assert all(id.endswith("/metrology") for id in (*first, *other))
        assert tab.page.evaluate("location.hash") == "#difference=slot%3Ametrology"
        focused = "document.activeElement.dataset.difference"
        assert tab.page.evaluate(focused) == "slot:metrology"
        tab.page.keyboard.press("Escape")
        assert tab.page.evaluate(PICKED) == [[], []]
        # a hub by its house; then a cell on the lower map, with its evidence in the panel
        tab.page.click("[data-difference='hub:company:shagang']")
        first, other = tab.page.evaluate(PICKED)
        assert first == []
        assert "company:shagang" in other
        tab.page.evaluate("page.select('chain:metallurgy/-/metrology')")
        assert tab.page.evaluate(PICKED) == [[], []]
        assert "查证记录" in tab.page.inner_text("#panel")
        tab.page.click("#language")
        tab.page.keyboard.press("Escape")
        assert "Expected support (11)" in tab.page.inner_text("#panel")
        check_paper(tab)
        assert tab.trouble == []
    with open_page(chrome, files["chains"], fragment="#difference=stages:upstream", color_scheme="dark") as tab:
        assert all(tab.page.evaluate(PICKED))
        assert tab.trouble == []


def test_one_chain_known_by_two_dates(chrome: Any, files: dict[str, Path]):
    with open_page(chrome, files["dates"]) as tab:
        titles = "[...document.querySelectorAll('[data-lang=zh] .drawing .map-title')].map(each => each.textContent)"
        assert tab.page.evaluate(titles)[:2] == ["光电产业链 · 截至 2021 所知", "光电产业链 · 截至 2026 所知"]
        marks = [tab.page.locator(f"[data-lang=zh] .drawing .side[data-side='{at}'] .changed").count() for at in (0, 1)]
        assert all(marks)
        key = tab.page.evaluate(
            "page.data.differences.find(each => each.what === 'cell' && page.cell(each.key).stage).key"
        )
        tab.page.evaluate("key => page.select(key)", key)
        said = tab.page.inner_text("#panel")
        assert "以下依据按“截至 2026 所知”" in said
        assert "截至 2021 所知" in said
        assert tab.trouble == []


def check_paper(tab: Tab) -> None:
    """Print by hand, and see that no letter is below 7 pt."""
    data = tab.page.pdf(format="A4", prefer_css_page_size=False, print_background=True)
    document = pypdfium2.PdfDocument(data)
    sizes = []
    for sheet in document:
        text = sheet.get_textpage()
        assert "▸" not in text.get_text_bounded(), "nothing can be opened on paper"
        matrix = pdfium.FS_MATRIX()
        for at in range(text.count_chars()):
            if not chr(pdfium.FPDFText_GetUnicode(text.raw, at)).strip():
                continue
            pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            sizes.append(pdfium.FPDFText_GetFontSize(text.raw, at) * scale)
    document.close()
    assert min(sizes) > 6.95, sorted(sizes)[:5]
