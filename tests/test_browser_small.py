"""A phone's window: picture first, tools in a menu, panel as a sheet; labels read aloud; links keep the language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup_network import madeup_chains
from mappages import press

from chainscape import viz
from chainscape.viz import Shown

#: what is seen of an element in the window: nothing, a part or all
SEEN = """
selector => [...document.querySelectorAll(selector)].filter(each => {
  const [box, pane] = [each, document.querySelector('#picture')].map(one => one.getBoundingClientRect());
  const across = box.left >= pane.left && box.right <= pane.right;
  const down = box.top >= pane.top && box.bottom <= pane.bottom;
  return box.width && across && down;
}).length
"""
SHOWS = "selector => document.querySelector(selector).getBoundingClientRect().height"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scene, here = madeup_chains(2, stages=6, firms=2).scene, tmp_path_factory.mktemp("pages")
    files = {Shown("front"): "front.html", Shown("overview"): "overview.html", Shown("map", "chain:1"): "map.html"}
    near = viz.pages_beside(scene, files)
    viz.save(here / "front.html", viz.front_page(scene, beside=near))
    viz.save(here / "overview.html", viz.overview_page(scene, beside=near))
    viz.save(here / "map.html", viz.chain_map(scene, "chain:1", beside=near))
    return here


def test_a_phone_shows_the_picture_first_and_the_rest_when_asked(chrome: Any, folder: Path):
    with open_page(chrome, folder / "map.html", width=390, height=844) as tab:
        assert tab.page.evaluate(SEEN, "[data-lang=zh] .stage") > 0, "a stage stands in the window as it opens"
        assert tab.page.evaluate(SHOWS, "header") < 100
        for part in ("#tools", "#beside", "footer", "#panel"):
            assert not tab.page.is_visible(part), part
        press(tab, "Tab")
        assert tab.page.evaluate("document.activeElement.className") == "skip"

        tab.page.click("#menu")
        assert tab.page.get_attribute("#menu", "aria-expanded") == "true"
        for part in ("#language", "#grade", "[data-emphasis=gap]", "#beside a", "footer", "#save summary"):
            assert tab.page.is_visible(part), part
        tab.page.click("#filters summary")
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.page.click("#filters summary")

        tab.page.evaluate("page.select('stage:1/5')")
        assert tab.page.is_visible("#panel")
        assert not tab.page.is_visible("#tools"), "what is chosen comes before the menu"
        assert tab.page.evaluate(SEEN, "[data-lang=zh] .stage.selected"), "the sheet covers nothing of what is chosen"
        press(tab, "Escape")
        assert not tab.page.is_visible("#panel")
        tab.page.click("#fold")
        assert "缺口" in tab.page.inner_text("#panel")
        tab.page.set_viewport_size({"width": 1280, "height": 720})
        tab.until("getComputedStyle(document.querySelector('#menu')).display === 'none'")
        assert tab.page.is_visible("#panel")
        assert tab.page.is_visible("#tools button")
        assert tab.trouble == []


def test_a_stage_is_read_with_its_state_and_counts(chrome: Any, folder: Path):
    label = "document.querySelector(\"div[data-lang=LANG] .stage[data-id='stage:1/1']\").getAttribute('aria-label')"
    with open_page(chrome, folder / "map.html") as tab:
        said = tab.page.evaluate(label.replace("LANG", "zh"))
        assert said == "编造环节1-1，上游，0 个主体，补链，计量 查过，未见，检验检测 未知（没人查过）"
        tab.page.click("#language")
        said = tab.page.evaluate(label.replace("LANG", "en"))
        assert said == (
            "Made-up stage 1-1, upstream, 0 bodies, Fill, Metrology searched, none seen, "
            "Testing unknown (nobody looked)"
        )


@pytest.mark.parametrize(
    ("fragment", "typed", "first", "at"),
    [
        ("", "bz1", "编造1产业链", "#lang=zh&at=chain%3A1"),
        ("#lang=en", "made-up stage 1-1", "Made-up stage 1-1", "#lang=en&at=stage%3A1%2F1"),
    ],
)
def test_the_front_page_finds_chains_and_what_stands_on_their_pages(
    chrome: Any, folder: Path, fragment: str, typed: str, first: str, at: str
):
    context = chrome.new_context(viewport={"width": 390, "height": 844})
    tab = Tab(context.new_page(), (folder / "front.html").as_uri())
    tab.page.goto(tab.address + fragment)
    assert tab.until("scrollY === 0 && !document.getElementById('find').hidden"), "an address does not scroll past it"
    tab.page.fill("#query", "no such name")
    assert "没有匹配项" in tab.page.inner_text("#hits") or "No match" in tab.page.inner_text("#hits")
    tab.page.fill("#query", typed)
    assert tab.page.inner_text("#hits li >> nth=0").startswith(first)
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.page.press("#query", "Enter")
    tab.page.wait_for_url(f"**/map.html{at}")
    tab.ready()
    assert tab.page.evaluate("page.selected") is not None
    assert [*tab.messages, *tab.errors] == []
    context.close()


def test_language_and_view_go_along_from_page_to_page(chrome: Any, folder: Path):
    front = folder / "front.html"
    context = chrome.new_context(viewport={"width": 390, "height": 844})
    tab = Tab(context.new_page(), front.as_uri())
    tab.page.goto(front.as_uri())
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing cut on a phone"
    assert "先打开什么" in tab.page.inner_text("body")
    tab.page.click("main:visible .language")
    assert "What to open first" in tab.page.inner_text("body")
    assert "先打开什么" not in tab.page.inner_text("body")
    tab.page.click("main:visible tbody a >> nth=0")
    tab.page.wait_for_url("**/map.html#lang=en")
    tab.ready()
    tab.page.click("#menu")
    tab.page.click("[data-emphasis=gap]")
    tab.page.click("#beside a[data-say=beside_overview]")
    tab.page.wait_for_url("**/overview.html#lang=en&view=gap")
    tab.ready()
    assert tab.page.evaluate("[page.lang, page.emphasis]") == ["en", "gap"]
    tab.page.click("#menu")
    tab.page.click("#chains summary")
    tab.page.click("#chains a")
    tab.page.wait_for_url("**/map.html#lang=en&view=gap")
    tab.ready()
    tab.page.click("#menu")
    tab.page.click("#beside a[data-say=beside_front]")
    tab.page.wait_for_url("**/front.html#lang=en")
    assert [*tab.messages, *tab.errors] == []
    context.close()
