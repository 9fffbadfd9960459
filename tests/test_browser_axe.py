"""Every kind of page as axe-core sees it: nothing serious, wide and light, small and dark with its menu open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab
from madeup_network import madeup_chains

from chainscape import viz
from chainscape.viz import Shown

AXE = Path(__file__).parent.parent / "out/check/node_modules/axe-core/axe.min.js"
#: who may lack it: a machine without Node.js, where `make check` says so
pytestmark = pytest.mark.skipif(
    not AXE.exists() and os.environ.get("CI") != "true",
    reason="axe-core is not installed: make scripts, which needs Node.js",
)
LOOKED = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .filter(each => ['serious', 'critical'].includes(each.impact))
  .flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 200)}`)))
"""
#: the same markup small and wide: the wide window shows what the small one folds away
WIDE = ("front", "matrix", "map", "overview")
WINDOWS: dict[str, Any] = {
    "wide": {"viewport": {"width": 1280, "height": 720}},
    "small": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page of each kind, of made-up chains."""
    scene = madeup_chains(2, stages=3, firms=2).scene
    here, chain = tmp_path_factory.mktemp("pages"), "chain:0"
    names = {Shown(each): f"{each}.html" for each in ("front", "overview", "matrix", "network", "book")}
    near = viz.pages_beside(scene, names | {Shown("map", each): "map.html" for each in (chain, "chain:1")})
    for name, page in {
        "front": viz.front_page(scene, beside=near),
        "overview": viz.overview_page(scene, beside=near),
        "matrix": viz.coverage_matrix(scene, beside=near),
        "map": viz.chain_map(scene, chain, beside=near),
        "network": viz.network_view(scene, beside=near),
        "book": viz.book_page(scene),
        "large": viz.large_view(scene, beside=near),
    }.items():
        viz.save(here / f"{name}.html", page)
    return here


@pytest.fixture(scope="module")
def window(request: pytest.FixtureRequest, chrome: Any) -> Iterator[Any]:
    context = chrome.new_context(**WINDOWS[request.param])
    yield context
    context.close()


def looked_at(tab: Tab) -> list[str]:
    tab.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = tab.page.evaluate(LOOKED)
    return found


@pytest.mark.parametrize(
    ("window", "name"),
    [
        *(("wide", name) for name in WIDE),
        *(("small", name) for name in ("front", "overview", "matrix", "map", "network", "book", "large")),
    ],
    indirect=["window"],
)
def test_axe_finds_nothing_serious(window: Any, folder: Path, name: str):
    file = folder / f"{name}.html"
    tab = Tab(window.new_page(), file.as_uri())
    tab.page.goto(file.as_uri())
    if name != "front":
        tab.ready()
        tab.page.evaluate("page.select(page.data.lists.flatMap(list => list.entries)[0].key)")
        if tab.page.is_visible("#menu"):
            tab.page.click("#menu")
    assert looked_at(tab) == []
    if name == "matrix":
        tab.page.evaluate("document.body.append(document.createElement('select'))")
        assert [each for each in looked_at(tab) if each.startswith("select-name")], "it catches a choice without a name"
    tab.page.close()
