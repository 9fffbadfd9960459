"""The network view in a real Chromium: nothing asked for, nothing said, and everything a planner does with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import CHAIN
from network_pages import CHAINS, SEEN, click, drawn, lifted, panel, spot, write


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write(tmp_path_factory.mktemp("网络 pages"))


@pytest.fixture
def tab(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with open_page(chrome, pages["chain"], width=1400, height=900) as opened:
        yield opened
        assert opened.trouble == []


@pytest.fixture
def many(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with open_page(chrome, pages["chains"], width=1400, height=900) as opened:
        yield opened
        assert opened.trouble == []


@pytest.mark.parametrize("name", ["chain", "chains", "thousand", "hostile", "one", "empty"])
def test_a_page_says_nothing_asks_for_nothing_and_survives_every_button(chrome, pages, name):
    with open_page(chrome, pages[name], width=1400, height=900) as tab:
        for button in ("#language", "#theme", "#fold", "#fold"):
            tab.page.click(button)
        for emphasis in ("gap", "hub", "look_up", "all"):
            tab.page.click(f"[data-emphasis={emphasis}]")
            drawn(tab)
        tab.page.select_option("#grade", "A")
        tab.page.click("#filters summary")
        for box in tab.page.query_selector_all("#filters input"):
            box.click()
        drawn(tab)
        tab.page.keyboard.press("Escape")
        tab.page.focus("#network")
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "+", "-", "0", "Enter", "Escape"):
            tab.page.focus("#network")
            tab.page.keyboard.press(key)
        for zoom in tab.page.query_selector_all(".network-zoom button"):
            zoom.click()
        tab.page.set_viewport_size({"width": 700, "height": 600})
        drawn(tab)
        assert tab.trouble == []
        assert tab.page.evaluate("window.canary") is None


def test_hostile_nodes_open_their_panel_as_text(chrome, pages):
    with open_page(chrome, pages["hostile"], width=1400, height=900) as tab:
        keys = tab.page.evaluate("page.net.nodes.filter(node => node.key !== undefined).map(node => node.key)")
        assert len(keys) == 14
        for key in keys:
            tab.page.evaluate("key => page.select(key)", key)
            drawn(tab)
            assert tab.page.evaluate("page.selected") == key
        assert tab.page.query_selector("#panel img, #panel script") is None
        assert tab.page.evaluate("window.canary") is None
        assert tab.trouble == []


def test_a_click_on_a_node_opens_its_panel_and_lifts_its_neighbours(tab):
    click(tab, "编造枢纽")
    assert "江苏编造枢纽集团有限公司" in panel(tab)
    assert lifted(tab) == {"编造枢纽", "部件", "整机", "单列大环节"}
    tab.page.keyboard.press("Escape")
    assert lifted(tab) == set()
    assert tab.page.evaluate("page.selected") is None


def test_a_click_on_a_name_is_as_good_as_one_on_the_glyph(tab):
    place = tab.page.evaluate(
        """() => {
          const name = page.net.state.boxes.find(each => each.node.names[0] === '编造龙头');
          const box = page.net.box.getBoundingClientRect();
          const point = page.net.net.canvasToDOM({ x: name.right, y: (name.top + name.bottom) / 2 });
          return { x: box.left + point.x - 4, y: box.top + point.y };
        }"""
    )
    tab.page.mouse.click(place["x"], place["y"])
    tab.until("page.selected === 'company:lead'")


def test_a_ghost_opens_the_cell_with_its_search_record(tab):
    click(tab, "未见 认证认可")
    assert tab.page.evaluate("page.selected") in (f"{CHAIN}/-/certification",)
    assert "2026-10-08" in panel(tab)
    assert "尚未查到" in panel(tab)
    assert lifted(tab) == {"未见 认证认可", "编造"}


def test_a_lane_that_ends_early_opens_its_verdict(tab):
    click(tab, "链到此为止")
    assert "供给链到此为止。" in panel(tab)
    assert lifted(tab) == {"链到此为止", "早停环节二"}


def test_unknown_slots_show_only_when_asked_for(tab):
    quiet = f"{SEEN}.filter(node => node.ghost === 'look_up').length"
    assert tab.page.evaluate(quiet) == 0
    tab.page.click("[data-emphasis=look_up]")
    assert tab.page.evaluate(quiet) > 3
    click(tab, "待查 计量 ×8")
    assert "单列大环节" in panel(tab)
    assert panel(tab).count("\n") > 8
    tab.page.click("#language")
    assert "A large stage alone" in panel(tab)
    tab.page.click("#panel li button")
    assert tab.until("page.selected").endswith("/metrology")
    tab.page.click("[data-emphasis=all]")
    assert tab.page.evaluate(quiet) == 0


def test_emphasis_lifts_gaps_with_what_lacks_them_and_hubs(tab):
    tab.page.click("[data-emphasis=gap]")
    drawn(tab)
    assert {"缺 计量", "未见 认证认可", "链到此为止", "编造", "原料", "芯片"} <= lifted(tab)
    assert "编造枢纽" not in lifted(tab)
    tab.page.click("[data-emphasis=hub]")
    drawn(tab)
    assert lifted(tab) == {"编造枢纽", "部件", "单列大环节", "整机"}, "a hub with whom it is tied to"


def test_regions_and_places_wait_for_their_boxes(many):
    counts = f"[{SEEN}.filter(node => node.type === 'Region').length, page.net.sets.edges.length]"
    regions, lines = many.page.evaluate(counts)
    assert regions == 0
    many.page.click("#filters summary")
    many.page.check("[data-type=Region]")
    assert many.page.evaluate(counts) == [1, lines]
    many.page.check("[data-relation=LOCATED_IN]")
    assert many.page.evaluate(counts) == [1, lines + CHAINS * 6 * 3]
    many.page.uncheck("[data-type=Company]")
    assert many.page.evaluate(f"{SEEN}.some(node => node.type === 'Company')") is False


def test_weak_sources_fade_and_nothing_moves(many):
    places = "JSON.stringify(page.net.net.getPositions())"
    before = many.page.evaluate(places)
    many.page.select_option("#grade", "A")
    drawn(many)
    faded = "(kept => [...new Set(page.net.edges.filter(line => line.faded === kept).map(line => line.type))].sort())"
    assert many.page.evaluate(f"{faded}(true)") == ["FEEDS", "LOCATED_IN", "OPERATES_IN", "TESTS_FOR"]
    assert many.page.evaluate(f"{faded}(false)") == ["PART_OF", "SERVES", "TESTS_FOR", None]
    assert many.page.evaluate(places) == before


def test_what_the_filter_does_not_keep_fades_ghosts_too(many):
    faded = "[...new Set(page.net.nodes.filter(node => node.faded).map(node => node.ghost || node.type))].sort()"
    many.page.click("#filters summary")
    many.page.check("[data-filter=verdict][value=fill]")
    assert "look_up" in many.page.evaluate(faded)
    assert "gap" not in many.page.evaluate(faded)
    assert "Company" in many.page.evaluate(faded)
    many.page.click("#filter-reset")
    assert many.page.evaluate(faded) == []


def test_the_address_keeps_what_was_hidden(chrome, pages):
    with open_page(chrome, pages["chains"], fragment="#turned=type%3ACompany,relation%3ALOCATED_IN") as tab:
        assert tab.page.evaluate(f"{SEEN}.some(node => node.type === 'Company')") is False
        assert tab.page.is_checked("[data-relation=LOCATED_IN]")
        tab.page.click("#filters summary")
        tab.page.check("[data-type=Company]")
        assert tab.until("location.hash") == "#turned=relation%3ALOCATED_IN"
        assert tab.trouble == []


def test_a_hub_shows_its_figure_by_the_chosen_measure(tab):
    said = []
    tab.page.evaluate(
        "CanvasRenderingContext2D.prototype.fillText = function (text) { (window.said ||= []).push(text); }"
    )
    for measure in ("stages", "degree"):
        tab.page.evaluate("measure => { window.said = []; page.measureBy(measure); }", measure)
        drawn(tab)
        said.append({text for text in tab.page.evaluate("window.said") if text.startswith("编造枢纽")})
    assert said == [{"编造枢纽 ×3"}, {"编造枢纽 ×3 9 联"}]


def test_arrows_walk_to_the_next_node_and_the_view_comes_back(many):
    many.page.focus("#network")
    many.page.keyboard.press("ArrowDown")
    assert many.page.evaluate("page.selected") == "chain:0"
    many.page.keyboard.press("ArrowDown")
    assert many.page.evaluate("page.selected") == "consortium:0"
    many.page.keyboard.press("ArrowUp")
    many.page.keyboard.press("ArrowRight")
    assert many.page.evaluate("page.selected").startswith("stage:0/")
    many.page.keyboard.press("Escape")
    drawn(many)
    where = """(() => {
      const { x, y } = page.net.net.getViewPosition();
      return [page.net.net.getScale().toFixed(4), x.toFixed(2), y.toFixed(2)];
    })()"""
    home = many.page.evaluate(where)
    many.page.evaluate("page.select('institute:all')")
    drawn(many)
    many.page.evaluate("page.select('company:7/5/2')")
    drawn(many)
    assert many.page.evaluate(where) != home, "far below the window"
    many.page.keyboard.press("Escape")
    drawn(many)
    assert many.page.evaluate(where) == home


def test_the_first_tab_stop_leads_to_the_picture(tab):
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "network"
    assert tab.page.get_attribute("#network", "aria-label")


def test_the_lane_chooser_goes_to_a_chain(many):
    many.page.select_option("#lane", label="编造6")
    drawn(many)
    at = spot(many, "编造6")
    assert 60 < at["y"] < 500


def test_a_link_opens_with_its_selection(chrome, pages):
    with open_page(chrome, pages["chain"], width=1400, height=900, fragment="#company:hub") as tab:
        tab.until("page.selected === 'company:hub'")
        assert "编造枢纽" in lifted(tab)


def test_hovering_a_cut_name_shows_it_whole(tab):
    place = spot(tab, "编造枢纽")
    tab.page.mouse.move(place["x"] + 1, place["y"])
    hint = tab.until("page.net.state.hover && page.net.state.hover.lines.map(line => line[0]).join(' ')")
    assert hint.startswith("江苏编造枢纽集团有限公司")
    tab.page.mouse.move(5, 5)
    tab.until("page.net.state.hover === null")
