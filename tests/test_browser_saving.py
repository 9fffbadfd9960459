"""What each page saves by its own buttons, in a real Chromium: SVG that stands alone, PNG, CSV, print."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from images import read
from madeup import CHAIN, MadeUp, madeup_chain

from chainscape import viz

SVG = "{http://www.w3.org/2000/svg}"
PAGES = ("map", "overview", "network", "matrix", "book")
DRAWN = ("map", "overview", "network")
#: what the legend of each names
KEYS = {"map": "供给", "overview": "未知：待查", "network": "供给"}
#: what an office program would have to look up, or does not know
NEEDS_MORE = re.compile(
    r"var\(|<style|class=|style=|data-|url\(|rgba?\(|currentColor|<pattern|vector-effect|paint-order|dominant-baseline"
)


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return madeup_chain()


@pytest.fixture(scope="module")
def files(made: MadeUp, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    scene = made.scene
    texts: dict[str, str] = {
        "map": viz.chain_map(scene, CHAIN),
        "overview": viz.overview_page(scene),
        "network": viz.network_view(scene, CHAIN),
        "matrix": viz.coverage_matrix(scene),
        "book": viz.book_page(scene),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, text in texts.items():
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in texts}


def saved(tab: Tab, kind: str) -> bytes:
    button = f"[data-save={kind}]"
    if not tab.page.is_visible(button):
        tab.page.click("#save summary")
    with tab.page.expect_download() as loading:
        tab.page.click(button)
    assert loading.value.suggested_filename.endswith(f".{kind}")
    return Path(loading.value.path()).read_bytes()


def texts(svg: str) -> set[str]:
    return {"".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")}


@pytest.mark.parametrize("name", DRAWN)
def test_a_saved_drawing_needs_no_stylesheet_and_is_light(chrome: Any, files: dict[str, Path], name: str):
    with open_page(chrome, files[name], color_scheme="dark") as tab:
        before = tab.page.evaluate("document.documentElement.outerHTML.length")
        tab.page.evaluate("page.select('stage:parts')")
        svg = saved(tab, "svg").decode()
        tab.page.evaluate("page.select(null)")
        assert abs(tab.page.evaluate("document.documentElement.outerHTML.length") - before) < 50, "nothing stays behind"
        assert tab.page.evaluate("page.colour('canvas')") == "#11161d", "the page itself stays dark"
        assert tab.trouble == []
    assert NEEDS_MORE.findall(svg) == []
    assert "#f3f5f8" in svg
    assert "#11161d" not in svg
    assert any("整机" in text for text in texts(svg))
    assert any("数据截至 2026-11-22" in text for text in texts(svg))
    title = next(text for text in texts(svg) if "数据截至" in text).split("｜")[0]
    assert {title, KEYS[name]} <= texts(svg), "a title above the picture, a legend below"
    assert not any("▸" in text for text in texts(svg)), "nothing can be opened in a file"
    root = ET.fromstring(svg)
    assert float(root.get("width", 0)) > 300
    assert root.get("font-family")


def test_the_check_of_drawings_catches():
    for text in (
        'fill="var(--ink)"',
        '<g class="a">',
        'fill="url(#hatch)"',
        "<style>a{}</style>",
        'fill="rgb(1, 2, 3)"',
    ):
        assert NEEDS_MORE.search(text)


@pytest.mark.parametrize("name", ["map", "overview"])
def test_a_saved_drawing_is_what_the_command_writes(chrome: Any, files: dict[str, Path], made: MadeUp, name: str):
    with open_page(chrome, files[name]) as tab:
        svg = saved(tab, "svg").decode()
    if name == "map":
        own: str = viz.chain_map_svg(made.scene, CHAIN)
    else:
        own = viz.overview_svg(made.scene)
    assert texts(svg) == texts(viz.document(own))
    # the page knows the font, and sets badges closer to their names and the legend closer together,
    # which is half of the small overview
    unlike = read(viz.png(svg, dpi=96)).unlike(read(viz.png(own, dpi=96)))
    assert unlike < {"map": 0.01, "overview": 0.05}[name]


@pytest.mark.parametrize("name", DRAWN)
def test_a_saved_image_shows_what_the_saved_drawing_shows(chrome: Any, files: dict[str, Path], name: str):
    with open_page(chrome, files[name]) as tab:
        svg, image = saved(tab, "svg").decode(), read(saved(tab, "png"))
        assert tab.trouble == []
    assert len(image.colours()) > 100, "not blank"
    drawn = read(viz.png(svg, dpi=192))
    assert (drawn.width, drawn.height) == (image.width, image.height)
    # resvg and Chromium shade the edges of letters and lines differently
    assert drawn.unlike(image, much=96) < 0.02


def test_the_network_saves_what_is_shown_and_only_that(chrome: Any, files: dict[str, Path]):
    shown = "page.net.nodes.filter(node => !node.hidden).map(node => page.text(node.names))"
    with open_page(chrome, files["network"]) as tab:
        names, before = tab.page.evaluate(shown), saved(tab, "svg").decode()
        tab.page.click("#filters summary")
        tab.page.uncheck("[data-type=Company]")
        fewer, after = tab.page.evaluate(shown), saved(tab, "svg").decode()
        tab.page.click("#language")
        english = saved(tab, "svg").decode()
    for some, svg in ((names, before), (fewer, after)):
        # a long name stands in several rows
        written, rows = texts(svg), "".join(ET.fromstring(svg).itertext())
        for name in some:
            assert name in rows or any(text[-1] == "…" and name.startswith(text[:-1]) for text in written), name
    gone = set(names) - set(fewer)
    assert gone
    assert not {name for name in gone if any(text.startswith(name) for text in texts(after))}
    assert len(list(ET.fromstring(after).iter())) < len(list(ET.fromstring(before).iter()))
    assert any(text.startswith("Network") for text in texts(english))


def test_the_matrix_saves_a_table(chrome: Any, files: dict[str, Path]):
    with open_page(chrome, files["matrix"]) as tab:
        table = saved(tab, "csv").decode("utf-8-sig").splitlines()
        assert not tab.page.is_visible("[data-save=svg]")
        assert tab.trouble == []
    assert table[0].startswith('"产业链","龙头企业"')
    assert len(table) == 2


@pytest.mark.parametrize("name", PAGES)
def test_the_print_button_prints(chrome: Any, files: dict[str, Path], name: str):
    with open_page(chrome, files[name]) as tab:
        tab.page.evaluate("window.printed = 0; window.print = () => { window.printed += 1; }; 0")
        tab.page.click("#save summary")
        tab.page.click("#print")
        assert tab.page.evaluate("window.printed") == 1
        assert not tab.page.evaluate("document.querySelector('#save').open"), "the menu would stand on the paper"


def test_each_tab_of_a_book_saves_its_own_drawing(chrome: Any, files: dict[str, Path]):
    with open_page(chrome, files["book"]) as tab:
        for kind in ("overview", "map", "network"):
            chain = "" if kind == "overview" else CHAIN
            tab.page.evaluate("([kind, chain]) => page.open(kind, chain)", [kind, chain])
            svg = saved(tab, "svg").decode()
            assert NEEDS_MORE.findall(svg) == []
            wanted = {"overview": "全景", "map": "链图", "network": "网络"}[kind]
            assert [text for text in texts(svg) if text.startswith(wanted) and "数据截至" in text], kind
            assert saved(tab, "png").startswith(b"\x89PNG")
        assert tab.trouble == []
