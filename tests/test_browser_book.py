"""The book in a real Chromium: tabs, address, search, on the pack's own chains and on hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from hostile import madeup_hostile
from mappages import PANEL, press
from wholepages import CHAIN, SIZES, opened, opens_well, whole

from chainscape import viz

CHOSEN_TAB = "document.querySelector('#tabs [aria-selected=true]').textContent"
SAVERS = """
[...document.querySelectorAll('[data-save]')].filter(each => !each.hidden).map(each => each.dataset.save).sort().join()
"""


@pytest.fixture(scope="module")
def file(pack_store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suzhou, folder = whole(pack_store), tmp_path_factory.mktemp("全部 pages")
    viz.save(folder / "book.html", viz.book_page(suzhou))
    return folder / "book.html"


@pytest.fixture
def book(chrome: Any, file: Path) -> Iterator[Tab]:
    yield from opened(chrome, file)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_opens_at_every_size(chrome: Any, file: Path, width: int, height: int):
    opens_well(chrome, file, width, height)


def open_chain(tab: Tab, chain: str, kind: str) -> None:
    tab.page.evaluate("delete document.documentElement.dataset.ready")
    tab.page.evaluate("([kind, chain]) => page.open(kind, chain)", [kind, chain])
    tab.ready()


def test_every_tab_of_the_book(book: Tab):
    chains = book.page.evaluate("page.data.book.chains")
    assert len(chains) >= 14
    for chain in chains:
        for kind, stands in (
            ("map", "#tab svg.drawing .stage"),
            ("network", "#tab #network canvas"),
            ("stages", "#tab td.c"),
        ):
            open_chain(book, chain, kind)
            assert book.page.evaluate(f"document.querySelectorAll('{stands}').length") > 0, (chain, kind)
            assert book.page.evaluate("document.querySelectorAll('#tab > .picture').length") == 1
    assert book.trouble == []


def test_tabs_are_clicked_and_walked(book: Tab):
    book.page.click("[data-tab=matrix]")
    assert book.page.evaluate(CHOSEN_TAB) == "覆盖矩阵"
    assert book.page.evaluate("document.title").startswith("覆盖矩阵")
    book.page.click("td.c.present >> nth=0")
    assert "由谁提供" in book.page.evaluate(PANEL)
    book.page.click(f"#tabs [data-chain='{CHAIN}']")
    assert book.page.evaluate(CHOSEN_TAB) == "光电"
    assert book.page.evaluate("document.querySelectorAll('#tab .stage').length") > 0
    book.page.click("[data-kind=network]")
    book.until("document.querySelector('#tab #network canvas')")
    book.page.click("#tabs [data-chain='chain:metallurgy']")
    book.until("document.querySelector('#tab #network canvas')")
    assert book.page.evaluate(CHOSEN_TAB) == "冶金", "the kind of picture stays"
    book.page.focus("#tabs [aria-selected=true]")
    press(book, "Home", "Enter")
    assert book.page.evaluate(CHOSEN_TAB) == "全景"


def test_a_row_of_the_overview_opens_the_chains_map(book: Tab):
    book.page.click("#tab div[data-lang=zh] .o-chain[data-id='chain:elevator']")
    assert book.page.evaluate(CHOSEN_TAB) == "电梯"
    book.page.click("#tab div[data-lang=zh] .stage .title >> nth=0")
    selected = book.page.evaluate("page.selected")
    assert selected.startswith("stage:elevator/")
    assert "应有支撑" in book.page.evaluate(PANEL)


def test_the_address_brings_tab_and_choice_back(chrome: Any, file: Path, book: Tab):
    book.page.click(f"#tabs [data-chain='{CHAIN}']")
    book.page.click("#tab div[data-lang=zh] .row.hub >> nth=0")
    book.until("location.hash.includes('at=')")
    fragment, selected = book.page.evaluate("[location.hash, page.selected]")
    assert selected
    with open_page(chrome, file, fragment=fragment) as again:
        again.until("document.querySelectorAll('#tab .lift').length")
        assert again.page.evaluate(CHOSEN_TAB) == "光电"
        assert again.page.evaluate("page.selected") == selected
        assert again.trouble == []
    book.page.evaluate("history.back()")
    book.page.evaluate("history.back()")
    book.until("document.querySelector('#tab .overview') !== null")
    assert book.page.evaluate(CHOSEN_TAB) == "全景"
    with open_page(chrome, file, fragment="#tab=map/chain:none&at=nobody") as lost:
        assert lost.page.evaluate(CHOSEN_TAB) == "全景"
        assert lost.trouble == []


def test_search_reaches_over_all_tabs(book: Tab):
    book.page.click("#tabs [data-chain='chain:elevator']")
    book.page.fill("#query", "sgjt")
    book.page.click("#hits [role=option] >> nth=0")
    assert "沙钢" in book.page.evaluate(PANEL)
    assert book.page.evaluate(CHOSEN_TAB) == "冶金", "what is not on this tab opens on its own"
    book.page.click("[data-tab=overview]")
    book.page.evaluate("page.select('company:shagang')")
    book.page.click("#panel .on-pictures button >> nth=0")
    assert book.page.evaluate(CHOSEN_TAB) == "冶金"
    assert book.page.evaluate("page.selected") == "company:shagang"


def test_language_theme_and_emphasis_hold_over_tabs(book: Tab):
    book.page.click("[data-tab=matrix]")
    book.page.click("[data-tab=overview]")
    book.page.click("#language")
    book.page.click("[data-emphasis=gap]")
    book.page.click("[data-tab=matrix]")
    assert book.page.evaluate("document.querySelector('table.matrix').dataset.emphasis") == "gap"
    assert book.page.evaluate("document.querySelector('thead .slot').textContent") == "Lead firm"
    assert book.page.evaluate("document.querySelector('td.c').ariaLabel").startswith("Lead firm")
    book.page.click("#theme")
    book.page.click(f"#tabs [data-chain='{CHAIN}']")
    assert book.page.evaluate("[...document.querySelectorAll('#tab .lift')].length") > 0
    shown = "document.querySelector('#tab [data-lang]:not([hidden])').dataset.lang"
    assert book.page.evaluate(shown) == "en"
    book.page.click("#language")
    assert book.page.evaluate(shown) == "zh"


def test_each_tab_saves_what_it_can(book: Tab):
    assert book.page.evaluate(SAVERS) == "png,svg"
    book.page.click("[data-tab=matrix]")
    assert book.page.evaluate(SAVERS) == "csv"
    with book.page.expect_download() as loading:
        book.page.click("[data-save=csv]")
    assert loading.value.suggested_filename.startswith("覆盖矩阵")
    book.page.click(f"#tabs [data-chain='{CHAIN}']")
    assert book.page.evaluate(SAVERS) == "png,svg"


def test_each_picture_links_the_same_as_a_table(book: Tab):
    book.page.click("#language")
    link = "#panel a[href^='#tab=']"
    assert book.page.inner_text(link) == "The same as a table (text)"
    book.page.click(link)
    assert book.page.evaluate(CHOSEN_TAB) == "Matrix"
    for kind in ("map", "network"):
        open_chain(book, CHAIN, kind)
        book.page.click(link)
        book.until("document.querySelector('#tab table.matrix')")
        assert book.page.evaluate("document.querySelector('[data-kind=stages]').ariaPressed") == "true"
        assert book.page.evaluate("document.querySelector('#tab tbody tr').dataset.id") == CHAIN
        assert book.page.evaluate("page.lang") == "en", "the reader's language stays"
        assert f"tab=stages/{CHAIN}" in book.page.evaluate("decodeURIComponent(location.hash)")


def test_hostile_names_stay_text_in_every_tab(chrome: Any, tmp_path: Path):
    made = madeup_hostile()
    viz.save(tmp_path / "book.html", viz.book_page(made.scene))
    with open_page(chrome, tmp_path / "book.html") as tab:
        keys = tab.page.evaluate("[...page.nodes.keys(), ...page.cells.keys(), ...page.extensions.keys()]")
        for lang in ("zh", "en"):
            for kind in ("matrix", "overview", "map", "network", "stages"):
                chain = "" if kind in ("overview", "matrix") else tab.page.evaluate("page.data.book.chains[0]")
                open_chain(tab, chain, kind)
                for key in keys[:: 7 if kind == "network" else 1]:
                    tab.page.evaluate("key => page.select(key)", key)
                tab.page.evaluate("page.select(null)")
            tab.page.evaluate("lang => { page.lang = lang; page.speak(); }", "en" if lang == "zh" else "zh")
        assert tab.page.evaluate("window.canary || ''") == ""
        assert tab.page.evaluate("document.querySelectorAll('img, iframe, [onerror], [onload]').length") == 0
        assert tab.trouble == []
