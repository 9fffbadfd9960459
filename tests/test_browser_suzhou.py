"""Every page of every chain of the pack in a real Chromium: at three sizes in turn, and its controls used.

A size and a control are the same code on every page, what differs is the data. So each page is opened at one size, and
the pages of a kind take the sizes in turns; the network of all chains is opened at every size here, overview, matrix
and book are in test_browser_overview.py and its like. The chains with the most and the fewest nodes go through all
controls on both their pages; every other page uses three of the seven, one of them in turns, so that each control meets
at least four chains on each kind of page.

Screenshots of all stay in ``out/screenshots``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from mappages import PANEL
from wholepages import SIZES, whole

from chainscape import viz

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "out" / "screenshots"
with (ROOT / "data" / "suzhou" / "chains.csv").open(encoding="utf-8-sig") as table:
    CHAINS = [row["id"] for row in csv.DictReader(table)]
PAGES = [f"{kind}-{chain.split(':')[1]}" for kind in ("map", "network") for chain in CHAINS]
#: the chains with the most and the fewest nodes, which use all controls
WITH_ALL = ("optoelectronics", "property-service")
WHOLE = ["overview", "matrix", "book", "network-all"]
FOUND = "[...document.querySelectorAll('#hits [role=option] bdi')].map(e => e.textContent)"


@pytest.fixture(scope="module")
def pages(pack_store: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each picture, as the demo writes them."""
    folder = tmp_path_factory.mktemp("suzhou")
    pack = replace(whole(pack_store), pack_name="suzhou")
    texts: dict[str, str] = {
        "overview": viz.overview_page(pack),
        "matrix": viz.coverage_matrix(pack),
        "book": viz.book_page(pack),
        "network-all": viz.network_view(pack),
    }
    for chain in CHAINS:
        name = chain.split(":")[1]
        texts[f"map-{name}"] = viz.chain_map(pack, chain)
        texts[f"network-{name}"] = viz.network_view(pack, chain)
    for name, text in texts.items():
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in texts}


def test_no_chain_is_left_out(pages: dict[str, Path]):
    assert len(CHAINS) == 14
    assert set(pages) == {*PAGES, *WHOLE}


#: each page with a size
OPENED = [
    *((name, SIZES[number % len(SIZES)]) for number, name in enumerate(PAGES)),
    # the others of these are opened at every size by the tests of their own
    *((name, SIZES[number]) for number, name in enumerate(WHOLE[:3])),
    *(("network-all", size) for size in SIZES),
]


@pytest.mark.parametrize(("name", "size"), OPENED, ids=[f"{name}-{size[0]}x{size[1]}" for name, size in OPENED])
def test_it_opens_silently(chrome: Any, pages: dict[str, Path], name: str, size: tuple[int, int]):
    SHOTS.mkdir(parents=True, exist_ok=True)
    with open_page(chrome, pages[name], width=size[0], height=size[1]) as tab:
        tab.first_paint()
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        image = tab.page.screenshot(path=SHOTS / f"{name}-{size[0]}x{size[1]}.png")
        assert len(image) > 30_000, "an empty page of this size has less"
        assert tab.trouble == []


@pytest.mark.parametrize("name", PAGES)
def test_each_control_does_its_work(chrome: Any, pages: dict[str, Path], name: str):
    with open_page(chrome, pages[name], accept_downloads=True) as tab:
        for use in uses(name):
            use(tab)
            assert tab.trouble == [], use.__name__


def uses(name: str) -> list[Callable[[Tab], None]]:
    """Return what is done on a page: all, or three, one of them in turns; the panel shows what the search chose."""
    every = [search_by_pinyin, panel, filters, views, language, address, exports]
    if name.partition("-")[2] in WITH_ALL:
        return every
    return [*every[:2], every[2 + PAGES.index(name) % 5]]


def test_each_control_is_used_on_many_chains():
    for kind in ("map", "network"):
        used = Counter(use.__name__ for name in PAGES if name.startswith(kind) for use in uses(name))
        assert len(used) == 7
        assert min(used.values()) >= 4, used
    assert {size for name, size in OPENED if name.startswith("map")} == set(SIZES)
    assert {size for name, size in OPENED if name.startswith("network-") and name not in WHOLE} == set(SIZES)


def some_body(tab: Tab) -> str:
    """Return a body of the page that has initials of pinyin and stands in the picture."""
    body = "([id, n]) => id.startsWith('company:') && n.spelled[0] && n.spelled[0].split(' ').length > 2"
    return str(tab.page.evaluate(f"([...page.nodes].find({body}) || [...page.nodes].find(([, n]) => n.spelled[0]))[0]"))


def search_by_pinyin(tab: Tab) -> None:
    body = some_body(tab)
    letters, name = tab.page.evaluate(
        "id => [page.nodes.get(id).spelled[0].split(' ').map(each => each[0]).join(''), page.name(id)]", body
    )
    tab.page.keyboard.press("/")
    tab.page.keyboard.type(letters)
    hits = tab.page.evaluate(FOUND)
    assert name in hits, (letters, hits)
    for _ in range(hits.index(name)):
        tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("page.selected") == body


def panel(tab: Tab) -> None:
    """Of the body that the search chose: its name, its relations with their evidence; Escape goes back."""
    said = tab.page.evaluate(PANEL)
    assert tab.page.evaluate("page.name(page.selected)") in said
    assert "截至" in said or "日期未载" in said
    assert re.search(r"\n[ABCZ]\S.*｜", said), "grade, title and publisher of a source"
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("Escape")
    assert tab.page.evaluate("page.selected") is None


def filters(tab: Tab) -> None:
    tab.page.click("#filters summary")
    for each in tab.page.query_selector_all("[data-filter=type]")[:1]:
        each.click()
    assert tab.page.evaluate("page.filter.count") == 1
    tab.page.select_option("#grade", "A")
    kept = tab.page.evaluate("page.data.relations.filter(each => page.filter.relation(each)).length")
    assert kept < tab.page.evaluate("page.data.relations.length")
    tab.page.click("#filter-reset")
    tab.page.select_option("#grade", "C")
    tab.page.evaluate("document.querySelector('#filters').open = false")
    assert tab.page.evaluate("page.filter.any") is False


def views(tab: Tab) -> None:
    for name in ("gap", "hub", "look_up", "all"):
        tab.page.click(f"header [data-emphasis={name}]")
        assert tab.page.evaluate("page.emphasis") == name


def language(tab: Tab) -> None:
    tab.page.click("#language")
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    assert tab.page.title().startswith(("Chain map", "Network"))
    tab.page.click("#language")
    assert tab.page.title().startswith(("链图", "网络"))


def address(tab: Tab) -> None:
    """A link opens the same picture."""
    body = some_body(tab)
    tab.page.click("header [data-emphasis=gap]")
    tab.page.click("#language")
    tab.page.evaluate("id => page.select(id)", body)
    state = "[page.lang, page.emphasis, page.selected]"
    before = tab.page.evaluate(state)
    tab.page.reload()
    tab.ready()
    assert tab.page.evaluate(state) == before == ["en", "gap", body]
    tab.page.click("#language")
    tab.page.click("header [data-emphasis=all]")


def exports(tab: Tab) -> None:
    for kind in ("svg", "png"):
        tab.page.click("#save summary")
        with tab.page.expect_download() as download:
            tab.page.click(f"[data-save={kind}]")
        content = Path(download.value.path()).read_bytes()
        assert len(content) > 5_000
        assert content.startswith(b"\x89PNG" if kind == "png" else b"<svg")
