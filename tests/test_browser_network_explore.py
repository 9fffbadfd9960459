"""Exploring the network view in a real Chromium: surroundings and paths; what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import Tab
from madeup import CHAIN, madeup_chain
from madeup_network import madeup_chains
from network_pages import BODIES, do, drawn, explored, lifted, only, overlaps, panel, select, shown, spot
from wholepages import CHAIN as OPTO
from wholepages import whole

from chainscape import viz
from chainscape.viz.reading.lanes import around

PLACES = "JSON.stringify(page.net.nodes.map(node => [node.x, node.y]))"
WAYS = "page.net.state.path.paths.map(way => way.map(node => node.key))"


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Any:
    return whole(pack_store)


@pytest.fixture(scope="module")
def pages(suzhou: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("网络 explore")
    small, apart = madeup_chain(), madeup_chains(2)
    apart.node("Company", "company:alone", "编造孤立企业", "Made-up firm alone")
    made = {"chain": (small, CHAIN), "apart": (apart, None)}
    for name, (each, chain) in made.items():
        text = viz.network_view(each.scene, chain=chain)
        viz.save(folder / f"{name}.html", text)
    viz.save(folder / "opto.html", viz.network_view(suzhou, chain=OPTO))
    book = viz.book_page(small.scene)
    viz.save(folder / "book.html", book)
    return {file.stem: file for file in folder.glob("*.html")}


@pytest.fixture
def tab(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    yield from explored(chrome, pages["chain"])


@pytest.fixture
def opto(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    yield from explored(chrome, pages["opto"])


def more(tab: Tab) -> dict[str, int]:
    return dict(tab.page.evaluate("page.net.nodes.filter(each => each.more).map(each => [each.key, each.more])"))


# ---- surroundings


def test_only_the_surroundings_are_shown_and_nothing_moves(tab):
    everything, places = shown(tab), tab.page.evaluate(PLACES)
    only(tab, "company:lead", 1)
    assert shown(tab) == {"company:lead", "stage:parts", "consortium:made-up"}
    assert tab.page.evaluate(PLACES) == places
    assert more(tab)["consortium:made-up"] == 1, "the chain that it serves"
    assert "company:lead" not in more(tab)
    assert lifted(tab) == set(), "no veil over what alone is shown"
    only(tab, "company:lead", 2)
    assert {"chain:made-up", "stage:whole", "company:hub", "institute:t"} <= shown(tab)
    assert "stage:alone" not in shown(tab)
    assert tab.page.get_attribute("#panel [data-steps='2']", "aria-pressed") == "true"
    assert "只看“编造龙头”周围 2 步" in tab.page.inner_text(".network-state")
    tab.page.click(".network-state button")
    assert shown(tab) == everything
    assert tab.page.is_hidden(".network-state")


def test_the_view_holds_all_that_is_left(opto):
    only(opto, "company:hengtong-guangdao", 2)
    outside = """page.net.nodes.filter(node => !node.hidden).map(node => page.net.net.canvasToDOM(node))
      .filter(at => at.x < 0 || at.y < 36 || at.x > page.net.box.clientWidth || at.y > page.net.box.clientHeight)"""
    assert len(shown(opto)) > 10
    assert opto.page.evaluate(outside) == []
    assert overlaps(opto) == []


def test_a_node_is_expanded_by_button_key_and_double_click_and_collapsed_again(tab):
    only(tab, "company:15", 1)
    narrow = {"company:15", "stage:alone"}
    assert shown(tab) == narrow
    select(tab, "stage:alone")
    wide = narrow | {f"company:{n}" for n in range(1, 15)} | {"company:hub", CHAIN}
    assert tab.page.inner_text("#panel [data-do=expand]") == f"展开 +{more(tab)['stage:alone']}"
    do(tab, "expand")
    assert shown(tab) == wide
    assert "stage:alone" not in more(tab)
    do(tab, "collapse")
    assert shown(tab) == narrow
    tab.page.focus("#network")
    tab.page.keyboard.press("e")
    assert shown(tab) == wide
    tab.page.keyboard.press("e")
    assert shown(tab) == narrow
    place = spot(tab, "单列大环节")
    tab.page.mouse.dblclick(place["x"], place["y"])
    tab.until(f"{BODIES}.length === {len(wide)}")
    assert shown(tab) == wide


def test_collapsing_takes_away_what_hangs_on_a_node_alone_and_no_more(tab):
    only(tab, "company:lead", 1)
    select(tab, "stage:parts")
    do(tab, "expand")
    wide = shown(tab)
    assert {"company:hub", "company:1", "institute:t", CHAIN} <= wide
    select(tab, "company:1")
    do(tab, "expand")
    assert shown(tab) == wide | {"stage:alone"}
    select(tab, "stage:parts")
    do(tab, "collapse")
    # the chain hangs on the consortium too, and stages on the chain
    assert {"company:lead", "stage:parts", "consortium:made-up", CHAIN, "stage:whole", "stage:alone"} <= shown(tab)
    assert "institute:t" not in shown(tab)


def test_what_is_put_away_is_named_as_such_and_the_filters_count(tab):
    only(tab, "company:lead", 1)
    select(tab, "institute:t")
    assert "现在不在画面上" in panel(tab)
    assert lifted(tab) == set()
    assert "institute:t" not in shown(tab)
    tab.page.click("#filters summary")
    tab.page.uncheck("[data-relation=LEADS]")
    assert shown(tab) == {"company:lead", "stage:parts"}


def test_a_place_is_no_way_on(chrome, pages):
    for tab in explored(chrome, pages["apart"], "#turned=type%3ARegion,relation%3ALOCATED_IN"):
        assert "region:made-up" in shown(tab)
        only(tab, "company:0/0/0", 1)
        assert shown(tab) == {"company:0/0/0", "stage:0/0"}


def test_a_link_opens_the_same_surroundings(chrome, pages, tab):
    only(tab, "company:lead", 1)
    select(tab, "stage:parts")
    do(tab, "expand")
    select(tab, CHAIN)
    do(tab, "expand")
    select(tab, "stage:parts")
    do(tab, "collapse")
    tab.page.click("#language")
    fragment = tab.until("location.hash.includes('lang=en') && location.hash")
    for again in explored(chrome, pages["chain"], fragment):
        assert shown(again) == shown(tab)
        assert more(again) == more(tab)
        assert "Only the surroundings of" in again.page.inner_text(".network-state")
        again.page.click(".network-state button")
        again.until("!location.hash.includes('around')")
        again.page.go_back()
        again.until("location.hash.includes('around')")
        again.until(f"{BODIES}.length === {len(shown(tab))}")


@pytest.mark.parametrize(
    "fragment", ["#around=9,x", "#around=1,%25E0%25", "#path=,&open=*", "#around=1", "#path=a,b,c"]
)
def test_an_address_that_is_not_true_is_passed_over(chrome, pages, fragment):
    for tab in explored(chrome, pages["chain"], fragment):
        assert tab.page.evaluate("page.net.state.shown") is None
        assert tab.page.evaluate("page.net.state.path") is None


def test_paper_shows_only_what_is_shown(tab):
    size = "page.savers.get('png')().then(blob => createImageBitmap(blob)).then(image => [image.width, image.height])"
    whole_size = tab.page.evaluate(size)
    only(tab, "company:lead", 1)
    tab.page.evaluate(
        "CanvasRenderingContext2D.prototype.fillText = function (text) { (window.said ||= []).push(text); }"
    )
    tab.page.evaluate("window.said = []; dispatchEvent(new Event('beforeprint'))")
    said = " ".join(tab.page.evaluate("window.said"))
    assert "编造龙头" in said
    assert "编造枢纽" not in said
    assert tab.page.evaluate(size)[0] < whole_size[0]


# ---- paths


def test_a_path_over_the_pack_is_the_one_found_by_hand(opto):
    select(opto, "association:soecc")
    do(opto, "path")
    assert "另一端" in panel(opto)
    place = spot(opto, "亨通光导")
    opto.page.mouse.click(place["x"], place["y"])
    opto.until("page.net.state.path")
    drawn(opto)
    # read off the pack's tables: 魏忠诚 is with the chamber and with 亨通集团, the parent of 亨通光导; the chamber and
    # 亨通集团 drafted one standard
    assert opto.page.evaluate(WAYS) == [
        ["association:soecc", middle, "company:hengtong-group", "company:hengtong-guangdao"]
        for middle in ("expert:wei-zhongcheng", "standard:soecc-002-2021")
    ]
    assert "最短路径 2 条，各 3 步" in panel(opto)
    first = opto.page.inner_text(".network-way").split("\n")
    assert first == ["苏州市光电产业商会", "← 任职", "魏忠诚", "→ 任职", "亨通集团有限公司", "→ 母公司", "亨通光导"]
    assert len(lifted(opto)) == 5
    assert {"苏州市光电产业商会", "魏忠诚", "亨通集团", "亨通光导"} <= lifted(opto)
    opto.page.click(".network-way button >> nth=1")
    assert opto.page.evaluate("page.selected") == "expert:wei-zhongcheng"
    opto.page.click("#panel .back")
    assert "最短路径 2 条" in panel(opto)
    opto.page.focus("#network")
    opto.page.keyboard.press("Escape")
    drawn(opto)
    assert lifted(opto) == set()
    assert opto.page.evaluate("page.net.state.path") is None


def test_paths_are_those_of_networkx(opto, suzhou):
    part = nx.Graph(
        around(suzhou.network, OPTO).edge_subgraph(
            [
                edge[:3]
                for edge in around(suzhou.network, OPTO).edges(keys=True, data=True)
                if edge[3]["type"] != "LOCATED_IN" and edge[3]["properties"].get("status") != "retired"
            ]
        )
    )
    bodies = sorted(part)
    for start, end in zip(bodies[::7], reversed(bodies[::7]), strict=True):
        if start == end or suzhou.network.nodes[start]["type"] == "Region":
            continue
        opto.page.evaluate(
            "([a, b]) => page.net.explore.path(...[a, b].map(id => page.net.byKey.get(id)))", [start, end]
        )
        known = {tuple(way) for way in nx.all_shortest_paths(part, start, end)}
        count = opto.page.evaluate("page.net.state.path.count")
        found = {tuple(way) for way in opto.page.evaluate(WAYS)}
        assert count == len(known)
        assert found <= known
        assert len(found) == min(20, count)


def test_the_other_end_is_found_by_the_search_and_by_the_arrow_keys(tab):
    select(tab, "company:15")
    do(tab, "path")
    assert tab.page.evaluate("document.activeElement.id") == "query"
    tab.page.keyboard.type("编造龙头")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("page.net.state.path.steps") == 4
    tab.page.keyboard.press("Escape")
    assert tab.page.evaluate("page.net.state.path") is None
    do_keys = ("ArrowUp", "ArrowUp")
    select(tab, "company:15")
    do(tab, "path")
    tab.page.focus("#network")
    for key in do_keys:
        tab.page.keyboard.press(key)
        assert tab.page.evaluate("page.net.state.path") is None, "arrows only come to it"
    tab.page.keyboard.press("Enter")
    ends = tab.page.evaluate("[page.net.state.path.from.key, page.net.state.path.to.key]")
    assert ends[0] == "company:15"
    assert ends[1] != "company:15"


def test_no_path_is_said_in_a_sentence(chrome, pages):
    for tab in explored(chrome, pages["apart"], "#path=company%3Aalone,company%3A0%2F0%2F0"):
        assert "“编造孤立企业”与“编造企业0-0-0”之间没有路径" in panel(tab)
        assert lifted(tab) == {"编造孤立企业", "编造企业0-0-0"}
        tab.page.click("#language")
        assert "there is no path between Made-up firm alone and Firm 0-0-0" in panel(tab)
        do(tab, "leave")
        assert tab.until("location.hash") == "#lang=en"


def test_a_path_keeps_to_what_is_shown(chrome, pages):
    ends = "company%3A0%2F0%2F0,company%3A1%2F0%2F0"
    for tab in explored(chrome, pages["apart"], f"#path={ends}"):
        assert tab.page.evaluate("page.net.state.path.steps") == 6, "firm, stage, chain, institute, chain, stage, firm"
        tab.page.click("#filters summary")
        tab.page.check("[data-type=Region]")
        tab.page.check("[data-relation=LOCATED_IN]")
        assert tab.page.evaluate("page.net.state.path.steps") == 2, "over the region, once it is asked for"
        tab.page.uncheck("[data-type=Company]")
        assert tab.page.evaluate("page.net.state.path.count") == 0


def test_a_link_opens_the_same_path(chrome, pages, opto):
    opto.page.evaluate("location.hash = '#path=association%3Asoecc,company%3Ahengtong-guangdao&lang=en'")
    opto.until("page.net.state.path && page.net.state.path.count === 2")
    assert "Shortest paths: 2; relations in each: 3" in panel(opto)
    # another emphasis leaves it
    opto.page.click("[data-emphasis=hub]")
    assert opto.until("location.hash") == "#lang=en&view=hub"


def test_it_all_works_in_a_tab_of_the_book(chrome, pages):
    fragment = f"#tab=network%2F{CHAIN.replace(':', '%3A')}&around=1,company%3Alead&at=company%3Alead"
    for tab in explored(chrome, pages["book"], fragment):
        assert tab.page.inner_text(".network-state").startswith("只看“编造龙头”周围 1 步")
        tab.page.click("#panel [data-steps='2']")
        tab.until("location.hash.includes('around=2')")
        do(tab, "all")
        tab.until("!location.hash.includes('around')")
        do(tab, "path")
        tab.page.keyboard.type("编造企业15号")
        tab.page.keyboard.press("Enter")
        assert "最短路径" in panel(tab)
        tab.until("location.hash.includes('path=')")
        tab.page.keyboard.press("Escape")
        tab.until("!location.hash.includes('path=')")
