"""The front page's search in a real Chromium, over the pack: every body and expert, and the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab
from wholepages import CHAIN, data_of, whole

from chainscape import viz
from chainscape.schema import Scene, vocabulary
from chainscape.viz import Shown

FILES = {
    Shown("front"): "index.html",
    Shown("overview"): "overview.html",
    Shown("map", CHAIN): "map.html",
    Shown("network", CHAIN): "network.html",
}


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Scene:
    return whole(pack_store)


@pytest.fixture(scope="module")
def folder(suzhou: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("front")
    near = viz.pages_beside(suzhou, FILES)
    viz.save(here / "index.html", viz.front_page(suzhou, beside=near))
    viz.save(here / "overview.html", viz.overview_page(suzhou, beside=near))
    viz.save(here / "map.html", viz.chain_map(suzhou, CHAIN, beside=near))
    viz.save(here / "network.html", viz.network_view(suzhou, CHAIN, beside=near))
    return here


@pytest.fixture
def tab(chrome: Any, folder: Path) -> Iterator[Tab]:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    opened = Tab(context.new_page(), (folder / "index.html").as_uri())
    opened.page.goto(opened.address)
    yield opened
    context.close()


def test_every_body_and_expert_is_found_and_each_address_knows_it(suzhou: Scene, folder: Path):
    data = data_of((folder / "index.html").read_text(encoding="utf-8"))
    sought = {"IndustryChain", "Stage", "Expert", *vocabulary().bodies}
    wanted = {id for id, type in suzhou.network.nodes(data="type") if type in sought}
    assert set(data["nodes"]) == set(data["places"]) == wanted
    known = {
        name: set(data_of((folder / name).read_text(encoding="utf-8"))["nodes"])
        for name in FILES.values()
        if name != "index.html"
    }
    counted = dict.fromkeys([*known, ""], 0)
    for id, address in data["places"].items():
        file = address.partition("#")[0]
        counted[file] += 1
        assert not file or id in known[file], (id, file)
        assert file or not any(id in nodes for nodes in known.values()), "on no page is said only where that is so"
    assert min(counted.values()) > 0, counted
    # what a map draws is found there
    assert {id for id, node in data["nodes"].items() if node.get("drawn")} == {
        id for id, address in data["places"].items() if address.startswith("map.html")
    }


@pytest.mark.parametrize("file", ["map.html", "network.html", "overview.html"])
def test_a_hit_opens_the_page_that_shows_it(tab: Tab, file: str):
    places = tab.page.evaluate("page.data.places")
    body = next(id for id, to in places.items() if to.startswith(file) and id.startswith("company:"))
    tab.page.fill("#query", tab.page.evaluate("id => page.name(id)", body))
    first = tab.page.inner_text("#hits li >> nth=0")
    assert ("不在链图上" in first) == (file != "map.html")
    tab.page.press("#query", "Enter")
    tab.page.wait_for_url(f"**/{file}#lang=zh&at=*")
    tab.ready()
    assert tab.page.evaluate("page.selected") == body
    name = tab.page.evaluate("page.name(page.selected)")
    assert name in tab.page.inner_text("#panel")


def test_of_what_no_page_shows_the_command_is_told_that_draws_it(tab: Tab):
    places = tab.page.evaluate("page.data.places")
    body = next(id for id, to in places.items() if not to)
    tab.page.fill("#query", tab.page.evaluate("id => page.name(id)", body))
    tab.page.press("#query", "Enter")
    told = tab.page.inner_text("#nowhere")
    assert "这些页上都没有画" in told
    assert f"chainscape network --around {body} -o around.html" in told
    assert tab.page.url == tab.address
    tab.page.fill("#query", "亨")
    assert not tab.page.is_visible("#nowhere")
    assert tab.trouble == []
