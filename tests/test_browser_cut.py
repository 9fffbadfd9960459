"""What a reader of English complains of first: titles, tabs, heads and words cut or broken. On the pack's own pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browser import open_page
from wholepages import CHAIN, whole

from chainscape import analysis, viz
from chainscape.viz import Shown

#: of elements that are seen those whose text is wider than they are
CUT = """
selector => [...document.querySelectorAll(selector)]
  .filter(each => each.getClientRects().length && each.scrollWidth > each.clientWidth + 1)
  .map(each => each.textContent)
"""
#: words that go on in the next line
BROKEN = """
selector => [...document.querySelectorAll(selector)].flatMap(each => {
  const found = [];
  const walk = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    for (const word of text.data.matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) found.push(word[0]);
    }
  }
  return found;
})
"""
#: texts of heads beside each other that reach into one another
MEETING = """
selector => {
  const boxes = [...document.querySelectorAll(selector)].map(each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return range.getBoundingClientRect();
  }).filter(box => box.width);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b => meet(a, b)));
}
"""
#: the words of a note that are seen: all of them or none
NOTE = """
(() => {
  const note = document.querySelector('header .note');
  const range = document.createRange();
  range.selectNodeContents(note);
  const [box, own] = [range.getBoundingClientRect(), note.getBoundingClientRect()];
  return box.right <= own.right + 1 || box.bottom > own.bottom + 5;
})()
"""


@pytest.fixture(scope="module")
def folder(pack_store: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suzhou, here = whole(pack_store), tmp_path_factory.mktemp("cut")
    one, two = analysis.scene(pack_store, "光电"), analysis.scene(pack_store, "冶金")
    files = {Shown("overview"): "overview.html", Shown("map", CHAIN): "map.html", Shown("report", CHAIN): "report.html"}
    near = viz.pages_beside(suzhou, files)
    pages = {
        "overview": viz.overview_page(suzhou, beside=near),
        "matrix": viz.coverage_matrix(suzhou),
        "map": viz.chain_map(suzhou, CHAIN, beside=near),
        "network": viz.network_view(suzhou, "chain:automotive"),
        "report": viz.report_view(suzhou, CHAIN, beside=near),
        "book": viz.book_page(suzhou),
        "compare": viz.maps_beside(one, two, analysis.contrast(pack_store, one, two)),
    }
    for name, page in pages.items():
        viz.save(here / f"{name}.html", page)
    return here


@pytest.mark.parametrize("name", ["overview", "matrix", "map", "network", "report", "book", "compare"])
def test_the_title_is_whole_and_half_a_date_is_not_shown(chrome: Any, folder: Path, name: str):
    for lang in ("zh", "en"):
        for width in (390, 1280, 1920):
            with open_page(chrome, folder / f"{name}.html", width=width, height=800, fragment=f"#lang={lang}") as tab:
                assert tab.page.evaluate(CUT, "header h1") == [], (lang, width)
                assert tab.page.evaluate(NOTE), (lang, width)
                assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                assert tab.trouble == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_tabs_of_a_book_are_read_whole(chrome: Any, folder: Path, width: int):
    with open_page(chrome, folder / "book.html", width=width, height=844, fragment="#lang=en") as tab:
        assert tab.page.locator("#tabs .chains [role=tab]").count() == 14
        assert tab.page.evaluate(CUT, "#tabs [role=tab]") == []


def test_heads_of_the_matrix_stand_apart(chrome: Any, folder: Path):
    with open_page(chrome, folder / "matrix.html", width=1280, height=800, fragment="#lang=en") as tab:
        heads = ".matrix thead tr:last-child th button, .matrix thead th.side button"
        assert tab.page.locator(heads).count() > 10
        assert tab.page.evaluate(MEETING, heads) == []


def test_no_word_of_the_panel_is_broken(chrome: Any, folder: Path):
    with open_page(chrome, folder / "map.html", width=1280, height=800, fragment="#lang=en") as tab:
        tab.page.evaluate("page.select(page.find('.stage').dataset.id)")
        assert tab.page.locator("#panel .slots button").count() > 4
        assert tab.page.evaluate(BROKEN, "#panel .slots button") == []
        assert tab.trouble == []


def test_the_summary_of_a_chain_links_its_other_pictures_and_draws_hubs_in_their_shapes(chrome: Any, folder: Path):
    with open_page(chrome, folder / "report.html", width=1280, height=800) as tab:
        assert "链图" in tab.page.inner_text("#beside")
        assert tab.page.get_attribute("#beside [aria-current=page]", "data-say") == "beside_report"
        shapes = "new Set([...document.querySelectorAll('.r-entry.hub path')].map(each => each.getAttribute('d'))).size"
        assert tab.page.evaluate(shapes) > 1, "an institute is no firm"
        assert tab.page.text_content("div[data-lang=en] .r-head >> nth=0") == "Upstream"
    with open_page(chrome, folder / "map.html", width=1280, height=800) as tab:
        assert "简版" in tab.page.inner_text("#beside")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_difference_can_be_read(chrome: Any, folder: Path, scheme: str):
    with open_page(chrome, folder / "compare.html", color_scheme=scheme) as tab:
        tab.page.click(".differences .go >> nth=0")
        of = "getComputedStyle(document.querySelector('.differences .go[aria-pressed=true]'))"
        ink, ground = tab.page.evaluate(f"[{of}.color, {of}.backgroundColor]")
        assert contrast(ink, ground) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 counts it.

    >>> contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    21.0
    """

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return round((high + 0.05) / (low + 0.05), 2)


def test_the_bodies_of_a_house_stand_a_line_each(chrome: Any, folder: Path):
    with open_page(chrome, folder / "map.html", width=1280, height=800, fragment="#lang=en") as tab:
        tab.page.evaluate("page.select('company:hengtong-group')")
        said = tab.page.inner_text("#panel .house").splitlines()
        assert "One house: Hengtong Group" in said[0]
        assert not any(line.strip() in (",", "、") for line in said)
        assert tab.page.locator("#panel .house li").count() >= 2
