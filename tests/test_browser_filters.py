"""Filters, address, views and hub measure of the page shell, in a real Chromium, on the chain map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import CHAIN, MadeUp, madeup_chain, madeup_stages
from mappages import PANEL, SHOWN, focused, illegible, press, render, stage

from chainscape import viz
from chainscape.schema import Falls, Hub, Text

LIT = f"[...{SHOWN}.querySelectorAll('.stage .row:not(.weak)')].filter(r => !r.closest('.weak, .lift')).length"
ROWS = f"{SHOWN}.querySelectorAll('.stage .row').length"
HASH = "location.hash"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_chain(), tmp_path_factory.mktemp("filters") / "链图 one.html")


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    with open_page(chrome, file) as opened:
        yield opened
        assert opened.trouble == []


def tick(tab: Tab, group: str, value: str) -> None:
    if not tab.page.evaluate("document.querySelector('#filters').open"):
        tab.page.click("#filters summary")
    tab.page.click(f"[data-filter={group}][value={value}]")


def places(tab: Tab) -> str:
    script = f"JSON.stringify([...{SHOWN}.querySelectorAll('.stage, .box, .row')].map(e => e.getBoundingClientRect()))"
    return str(tab.page.evaluate(script))


# filters


def test_filters_fade_and_neither_remove_nor_move(tab: Tab):
    before, rows = places(tab), tab.page.evaluate(ROWS)
    tick(tab, "type", "TestingInstitute")
    assert 0 < tab.page.evaluate(LIT) < rows
    kept = f"[...{SHOWN}.querySelectorAll('.stage .row')].filter(r => !r.closest('.weak'))"
    types = f"{kept}.map(r => page.nodes.get(r.dataset.id).type)"
    assert set(tab.page.evaluate(types)) == {"TestingInstitute"}
    assert places(tab) == before
    assert tab.page.evaluate(ROWS) == rows
    faded = f"getComputedStyle({SHOWN}.querySelector('.weak')).opacity"
    assert float(tab.page.evaluate(faded)) < 0.3
    tab.page.click("#filter-reset")
    assert tab.page.evaluate(LIT) == rows
    assert tab.page.evaluate("document.querySelectorAll('.weak').length") == 0


def test_groups_combine_and_the_number_of_filters_shows(tab: Tab):
    badge = "(e => e.hidden ? '' : e.textContent)(document.querySelector('#filters-on'))"
    assert tab.page.evaluate(badge) == ""
    tick(tab, "type", "Company")
    firms = tab.page.evaluate(LIT)
    tick(tab, "region", "inside")
    both = tab.page.evaluate(LIT)
    assert both <= firms
    tick(tab, "type", "TestingInstitute")
    assert tab.page.evaluate(LIT) >= both, "any of a group"
    assert tab.page.evaluate(badge) == "3"
    assert "留下：主体" in tab.page.inner_text("#filter-matches")
    tab.page.select_option("#grade", "A")
    assert tab.page.evaluate("page.filter.count") == 3, "reliability has its own control"
    tab.page.click(
        "#filter-reset" if tab.page.evaluate("document.querySelector('#filters').open") else "#filters summary"
    )
    if tab.page.evaluate("page.filter.any"):
        tab.page.click("#filter-reset")
    assert tab.page.evaluate("page.grade") == "C"
    assert tab.page.evaluate(badge) == ""


def test_a_verdict_leaves_its_cards(tab: Tab):
    tick(tab, "verdict", "build")
    lit = f"[...{SHOWN}.querySelectorAll('.stage:not(.weak)')].map(e => e.dataset.id).sort()"
    assert tab.page.evaluate(lit) == ["stage:chips", "stage:raw"]
    tick(tab, "verdict", "build")
    tick(tab, "verdict", "extend")
    found = tab.page.evaluate(f"[...{SHOWN}.querySelectorAll('.stage.extend')].map(e => e.matches('.weak'))")
    assert found
    assert not any(found)


def test_dates(chrome: Any, tmp_path: Path):
    made = madeup_chain()
    old = made.node("Company", "company:old", "旧依据企业")
    bare = made.node("Company", "company:bare", "无日期企业")
    held = [
        made.proof(old, "OPERATES_IN", "stage:alone", date="201X"),
        made.proof(bare, "OPERATES_IN", "stage:alone", date=""),
    ]
    made.cells = [cell for cell in made.cells if cell.id != f"{CHAIN}/stage:alone/suppliers"]
    made.cell("stage:alone", "suppliers", "present", *held)
    with open_page(chrome, render(made, tmp_path / "map.html")) as tab:
        row = "[data-lang=zh] .stage[data-id='stage:alone'] .row[data-id='${id}']"
        weak = f"id => document.querySelector(`{row}`).closest('.weak') !== null"
        tab.page.click("#filters summary")
        for since, expected in (("2022", [True, True]), ("2017", [False, True]), ("undated", [True, False])):
            tab.page.select_option("#since", since)
            assert [tab.page.evaluate(weak, id) for id in (old, bare)] == expected, since
        assert tab.trouble == []


def test_the_popover_works_from_the_keyboard(tab: Tab):
    tab.page.focus("#filters summary")
    press(tab, "Enter", "Tab", "Space")
    assert tab.page.evaluate("page.filter.count") == 1
    press(tab, "Escape")
    assert not tab.page.evaluate("document.querySelector('#filters').open")
    assert focused(tab, "tagName") == "SUMMARY"
    assert tab.page.evaluate("page.filter.count") == 1, "Escape closes, it does not clear"


def test_relation_and_node_predicates(tab: Tab):
    tick(tab, "type", "TestingInstitute")
    institute = "id => page.nodes.get(id).type === 'TestingInstitute'"
    ties = "page.data.relations.filter(r => page.filter.relation(r))"
    assert tab.page.evaluate(f"{ties}.every(r => [r.from, r.to].some({institute}))")
    assert tab.page.evaluate(f"{ties}.length") > 0
    assert tab.page.evaluate(f"[...page.nodes.keys()].filter(id => page.filter.node(id)).every({institute})")


# address


def test_a_link_opens_the_same_picture(chrome: Any, file: Path):
    with open_page(chrome, file) as first:
        tick(first, "type", "Company")
        tick(first, "region", "inside")
        first.page.select_option("#since", "2017")
        first.page.select_option("#grade", "B")
        first.page.evaluate("page.measureBy('degree')")
        first.page.click("#language")
        first.page.click("[data-emphasis=hub]")
        first.page.evaluate("page.select('company:hub')")
        fragment = first.page.evaluate(HASH)
        seen = first.page.evaluate(f"{SHOWN}.innerHTML"), first.page.evaluate(PANEL)
    with open_page(chrome, file, fragment=fragment) as again:
        assert again.page.evaluate(HASH) == fragment
        assert (again.page.evaluate(f"{SHOWN}.innerHTML"), again.page.evaluate(PANEL)) == seen
        state = "[page.lang, page.emphasis, page.grade, page.filter.count, page.measure, page.selected]"
        assert again.page.evaluate(state) == ["en", "hub", "B", 3, "degree", "company:hub"]
        assert again.trouble == []


def test_back_and_forward(tab: Tab):
    tab.page.click("[data-emphasis=gap]")
    tab.page.click(f"{stage('stage:early')} .title", force=True)
    tick(tab, "verdict", "fill")
    now = "[page.emphasis, page.selected, page.filter.count]"
    assert tab.page.evaluate(now) == ["gap", "stage:early", 1]
    for expected in (["gap", "stage:early", 0], ["gap", None, 0], ["all", None, 0]):
        tab.page.go_back()
        assert tab.page.evaluate(now) == expected
    tab.page.go_forward()
    tab.page.go_forward()
    assert tab.page.evaluate(now) == ["gap", "stage:early", 0]
    assert tab.page.evaluate("document.querySelector('[data-emphasis=gap]').ariaPressed") == "true"


@pytest.mark.parametrize(
    "fragment",
    [
        "#view=nothing&grade=Z&lang=fr&type=Nobody,__proto__&region=,,&since=99999&hubs=weight&at=stage:gone&lanes=7,x",
        "#=&==&at=%E0%A4%A&%=%",
        "#at=__proto__&view=constructor",
        "#type=" + "x," * 2000,
        "#nobody",
        "#%00%ff",
    ],
)
def test_stale_and_broken_addresses_open_the_page_as_it_is(chrome: Any, file: Path, fragment: str):
    with open_page(chrome, file, fragment=fragment) as tab:
        state = "[page.lang, page.emphasis, page.grade, page.filter.count, page.measure, page.selected]"
        assert tab.page.evaluate(state) == ["zh", "all", "C", 0, "falls", None]
        assert "缺口" in tab.page.evaluate(PANEL)
        assert tab.trouble == []


def test_a_bare_id_still_opens(chrome: Any, file: Path):
    with open_page(chrome, file, fragment="#company:hub") as tab:
        assert tab.page.evaluate("page.selected") == "company:hub"
        tab.page.evaluate("location.hash = '#at=stage:parts'")
        tab.until("page.selected === 'stage:parts'")


# views


@pytest.mark.parametrize(
    ("view", "shown", "hidden"), [("gap", "list_gap", "list_hub"), ("hub", "list_hub", "list_gap")]
)
def test_a_view_shows_its_own_lists_and_veils_the_rest(tab: Tab, view: str, shown: str, hidden: str):
    tab.page.click(f"[data-emphasis={view}]")
    assert tab.page.evaluate(
        f"document.querySelector('#{shown}') !== null && document.querySelector('#{hidden}') === null"
    )
    assert float(tab.page.evaluate("getComputedStyle(document.querySelector('.veil')).fillOpacity")) >= 0.9
    tab.page.click("[data-emphasis=all]")
    assert tab.page.evaluate(f"document.querySelector('#{hidden}') !== null")


# hub measure


def three_hubs() -> MadeUp:
    made = madeup_stages(6)
    figures = (("a", 3, 0.1, 1, 0), ("b", 9, 0.02, 4, 1), ("c", 5, 0.3, 2, 5))
    parts = {"a": Falls(slots=("cell:0",), routes=2), "b": Falls(empties=("stage:0", "stage:1")), "c": Falls()}
    for place, (letter, degree, between, chains, sole) in enumerate(figures):
        name = Text(f"枢纽企业{letter}", f"Hub {letter}")
        id = made.node("Company", f"company:{letter}", name.zh, name.en)
        stages = [f"stage:{n}" for n in range(4 - place)]
        for each in stages:
            at = next(n for n, cell in enumerate(made.cells) if cell.id == f"{CHAIN}/{each}/suppliers")
            cell = made.cells[at]
            made.cells[at] = replace(cell, evidence=(*cell.evidence, made.proof(id, "OPERATES_IN", each)))
        served, alone = ([f"{word}:{n}" for n in range(count)] for word, count in (("chain", chains), ("cell", sole)))
        told = Text("一句话。", "A sentence.")
        made.hubs.append(
            Hub(id, name, "Company", degree, between, tuple(served), (), tuple(stages), tuple(alone), True, told,
                id, (id,), parts[letter])
        )  # fmt: skip
    made.hubs.sort(key=lambda hub: [-part for part in hub.falls.weight])
    return made


@pytest.mark.parametrize(
    ("measure", "order", "badges"),
    [
        ("falls", "bac", ["空 2 环节", "空 1 格", ""]),
        ("stages", "abc", ["×4", "×3", "×2"]),
        ("degree", "bca", ["9 联", "5 联", "3 联"]),
        ("betweenness", "cab", ["30.0%", "10.0%", "2.0%"]),
        ("chains", "bca", ["×4链", "×2链", ""]),
        ("sole", "cba", ["独 5", "独 1", ""]),
    ],
)
def test_the_reader_chooses_the_hub_measure(chrome: Any, tmp_path: Path, measure: str, order: str, badges: list[str]):
    with open_page(chrome, render(three_hubs(), tmp_path / "map.html")) as tab:
        tab.page.focus("#measure")
        tab.page.select_option("#measure", measure)
        names = "[...document.querySelectorAll('#list_hub ~ ul')][0].innerText"
        listed = tab.page.evaluate(names)
        assert sorted(order, key=lambda letter: listed.index(f"枢纽企业{letter}")) == list(order)
        height = "const y = e => e.getBoundingClientRect().top"
        rail = f"(() => {{ {height}; return [...{SHOWN}.querySelectorAll('.rail')].sort((a, b) => y(a) - y(b)); }})()"
        assert tab.page.evaluate(f"{rail}.map(e => e.dataset.id.slice(-1)).join('')") == order
        assert tab.page.evaluate(f"{rail}.map(e => e.querySelector('tspan').textContent)") == badges
        assert focused(tab, "id") == "measure"
        assert illegible(tab) == []
        assert tab.trouble == []


def test_the_measure_from_python_is_what_the_page_opens_with(chrome: Any, tmp_path: Path):
    made = three_hubs()
    text = viz.chain_map(made.scene, CHAIN, hub_measure="degree")
    viz.save(tmp_path / "map.html", text)
    with open_page(chrome, tmp_path / "map.html") as tab:
        assert tab.page.evaluate("document.querySelector('#measure').value") == "degree"
        assert tab.page.evaluate(f"{SHOWN}.querySelector('.rail tspan').textContent") == "9 联"
        assert "联=联系数" in tab.page.inner_text(".legend")
        assert tab.page.evaluate(HASH) == ""


# very long chains

#: few stages in one language each: words crowd each other where there are many
SIZES = [(1, 0, "zh"), (30, 0, "en"), (60, 0, "zh"), (60, 0, "en"), (120, 24, "zh"), (120, 24, "en")]


@pytest.mark.parametrize(("count", "lanes", "lang"), SIZES)
def test_any_number_of_stages_is_legible(chrome: Any, tmp_path: Path, count: int, lanes: int, lang: str):
    with open_page(chrome, render(madeup_stages(count), tmp_path / "map.html", lang)) as tab:
        assert tab.page.evaluate(f"{SHOWN}.querySelectorAll('.lane').length") == lanes
        assert illegible(tab) == []
        tab.first_paint()
        if lanes:
            tab.page.evaluate(f"[...{SHOWN}.querySelectorAll('.lane')].forEach(line => page.turnLane(line))")
            assert tab.page.evaluate(f"{SHOWN}.querySelectorAll('[display=none]').length") == 0
            assert illegible(tab) == []
        assert tab.trouble == []


def test_a_folded_lane_opens_by_click_key_choice_and_address(chrome: Any, tmp_path: Path):
    file = render(madeup_stages(120), tmp_path / "map.html")
    opened = f"[...{SHOWN}.querySelectorAll('.lane-block > .lane[aria-expanded=true]')].map(e => e.dataset.lane).join()"
    with open_page(chrome, file) as tab:
        tab.page.click("[data-lang=zh] .lane[data-lane='0']", position={"x": 40, "y": 16})
        assert tab.page.evaluate(opened) == "0"
        fragment = tab.page.evaluate(HASH)
        assert "lanes=0" in fragment
        press(tab, "Enter")
        assert tab.page.evaluate(opened) == ""
        press(tab, "ArrowDown", "Enter")
        assert tab.page.evaluate(opened) == "1"
        tab.page.evaluate("page.select('stage:77')")
        assert tab.page.evaluate(opened) == "1,15"
        assert tab.page.evaluate("document.querySelectorAll('.lift .stage').length") > 1
        assert tab.trouble == []
    with open_page(chrome, file, fragment=fragment) as again:
        assert again.page.evaluate(opened) == "0"
