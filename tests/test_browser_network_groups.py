"""Groups of a large network in a real Chromium: what folds, opens in place, and is found in either state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab
from madeup_network import madeup_chains
from network_pages import do, drawn, explored, lifted, only, overlaps, panel, select, shown

from chainscape import viz

PLACES = "JSON.stringify(page.net.nodes.map(node => [node.x, node.y]))"
GROUP = "page.folds.byFold.get('chain:0/upstream firms/Company')"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of made-up networks of 2,000 and 5,000 nodes; two firms of the first have no source of their own."""
    folder = tmp_path_factory.mktemp("网络 groups")
    two = madeup_chains(14, 20, 6)
    for firm in ("company:0/0/0", "company:0/0/1"):
        two.network.nodes[firm]["statements"] = ()
    for name, made in {"two": two, "five": madeup_chains(100, 10, 4)}.items():
        text = viz.network_view(made.scene)
        viz.save(folder / f"{name}.html", text)
    return {file.stem: file for file in folder.glob("*.html")}


@pytest.fixture
def large(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    yield from explored(chrome, pages["two"])


@pytest.mark.parametrize(("name", "groups"), [("two", 42), ("five", 300)])
def test_a_large_network_opens_folded_and_says_nothing(chrome, pages, name, groups):
    for tab in explored(chrome, pages[name]):
        assert tab.page.evaluate("page.net.nodes.filter(node => node.members && !node.hidden).length") == groups
        assert tab.page.evaluate(
            "page.net.nodes.filter(node => node.type === 'Company' && !node.members).every(node => node.hidden)"
        )
        assert overlaps(tab) == []
        for button in (
            "#language",
            "#theme",
            "#open-groups",
            "#open-groups",
            "[data-emphasis=hub]",
            "[data-emphasis=all]",
        ):
            tab.page.click(button)
            drawn(tab)
        assert overlaps(tab) == []


def test_opening_and_folding_a_group_moves_nothing(large):
    places = large.page.evaluate(PLACES)
    view = "JSON.stringify([page.net.net.getScale(), page.net.net.getViewPosition()])"
    looked = large.page.evaluate(view)
    at = large.page.evaluate(
        f"(() => {{ const box = page.net.box.getBoundingClientRect(), at = page.net.net.canvasToDOM({GROUP});"
        " return { x: box.left + at.x, y: box.top + at.y }; })()"
    )
    large.page.mouse.click(at["x"], at["y"])
    large.until(f"!{GROUP}.folded")
    drawn(large)
    members = set(large.page.evaluate(f"{GROUP}.members.map(id => page.net.nodes[id].key)"))
    assert len(members) == 42
    assert members <= shown(large)
    assert sum(key.startswith("company:") for key in shown(large)) == 42
    assert "企业 42 家" in panel(large)
    assert large.page.evaluate(PLACES) == places
    assert large.page.evaluate(view) == looked
    assert large.until("location.hash").startswith("#open=chain%3A0%2Fupstream")
    do(large, "fold")
    assert not members & shown(large)
    assert large.page.evaluate("location.hash") == ""


def test_one_line_stands_for_all_relations_of_a_group(large):
    lines = f"page.net.state.sums.filter(sum => !sum.hidden && (sum.a === {GROUP} || sum.b === {GROUP}))"
    assert large.page.evaluate(f"{lines}.map(sum => sum.parts.length)") == [6] * 7, "six firms in each of seven stages"
    assert large.page.evaluate("page.net.state.sums.every(sum => sum.parts.every(line => line.hidden))")
    large.page.evaluate(f"page.net.openGroup({GROUP})")
    assert large.page.evaluate(f"{lines}.length") == 0
    relations = f"page.net.edges.filter(line => !line.hidden && line.a.within === {GROUP})"
    assert large.page.evaluate(f"{relations}.length") == 42
    large.page.evaluate(f"page.net.foldGroup({GROUP})")
    large.page.click("#filters summary")
    large.page.uncheck("[data-relation=OPERATES_IN]")
    assert large.page.evaluate(f"{lines}.length") == 0


def test_the_search_opens_the_group_of_what_it_finds(large):
    large.page.fill("#query", "编造企业7-3-2")
    large.page.keyboard.press("Enter")
    large.until("page.selected === 'company:7/3/2'")
    drawn(large)
    assert "company:7/3/2" in shown(large)
    assert lifted(large) == {"编造企业7-3-2", "编造环节7-3"}
    assert large.page.evaluate("page.net.state.open.size") == 1
    do(large, "fold")
    assert "company:7/3/2" not in shown(large)


def test_a_link_to_a_folded_body_opens_its_group(chrome, pages):
    for tab in explored(chrome, pages["two"], "#at=company%3A7%2F3%2F2"):
        assert tab.until("page.selected") == "company:7/3/2"
        assert "company:7/3/2" in shown(tab)
    for tab in explored(chrome, pages["two"], "#open=chain%3A0%2Fupstream%20firms%2FCompany,no%2Fsuch"):
        assert sum(key.startswith("company:") for key in shown(tab)) == 42
    for tab in explored(chrome, pages["two"], "#open=*"):
        assert sum(key.startswith("company:") for key in shown(tab)) == 14 * 20 * 6
        assert tab.page.inner_text("#open-groups") == "折起"


def test_arrows_come_to_a_group_and_e_opens_it(large):
    above = f"node => node.type === 'Stage' && node.lane === {GROUP}.lane && node.column === {GROUP}.column"
    select(large, large.page.evaluate(f"page.net.nodes.filter({above}).sort((a, b) => b.y - a.y)[0].key"))
    large.page.focus("#network")
    large.page.keyboard.press("ArrowDown")
    assert large.page.evaluate(f"page.net.state.group === {GROUP}")
    assert large.page.evaluate(f"{GROUP}.folded")
    assert "展开这一组" in panel(large)
    large.page.keyboard.press("e")
    assert large.page.evaluate(f"{GROUP}.folded") is False
    # the sign at the corner of its frame folds it again
    sign = large.page.evaluate(
        f"""(() => {{
          const {{ x, width }} = page.data.network.columns.zh[{GROUP}.column];
          const box = page.net.box.getBoundingClientRect();
          const at = page.net.net.canvasToDOM({{ x: x + width - 20, y: {GROUP}.top - 1 }});
          return {{ x: box.left + at.x, y: box.top + at.y }};
        }})()"""
    )
    large.page.mouse.click(sign["x"], sign["y"])
    large.until(f"{GROUP}.folded")


def test_surroundings_of_a_large_network_are_shown_one_by_one(large):
    only(large, "stage:0/3", 1)
    firms = {f"company:0/3/{n}" for n in range(6)}
    assert shown(large) == firms | {"stage:0/3", "stage:0/2", "stage:0/4", "chain:0"}
    large.page.click(".network-state button")
    assert not firms & shown(large)


def test_a_group_says_how_many_the_filter_keeps(large):
    large.page.select_option("#grade", "A")
    assert large.page.evaluate(f"[{GROUP}.faded, {GROUP}.names[0]]") == [False, "企业 40/42 家"]
    large.page.click("#filters summary")
    large.page.check("[data-filter=type][value=Stage]")
    assert large.page.evaluate(f"[{GROUP}.faded, {GROUP}.names[1]]") == [True, "Company ×0/42"]
    large.page.click("#filter-reset")
    assert large.page.evaluate(f"[{GROUP}.faded, {GROUP}.names[0]]") == [False, "企业 42 家"]
