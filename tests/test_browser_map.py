"""The chain map in a real Chromium: panel, choice, emphasis, search, keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import CHAIN, madeup_chain
from mappages import PANEL, SHOWN, focused, press, render, stage

PARTS = "stage:parts"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_chain(), tmp_path_factory.mktemp("map") / "链图 one.html")


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    with open_page(chrome, file) as opened:
        yield opened
        assert opened.trouble == []


# panel


def test_a_cell_shows_its_search_record_and_what_was_set_aside(tab: Tab):
    tab.page.click(f"{stage('stage:chips')} [data-cell$='/suppliers']")
    said = tab.page.evaluate(PANEL)
    for part in (
        "网上查过，尚未查到",
        "2026-10-08",
        "网上查找",
        "查过未见",
        "编造的查询 一",
        "读 12 页",
        "编造的查证说明",
        "查找人未载",
    ):
        assert part in said, part
    for part in ("另有记载，但不计入", "域外企业", "域外", "规划企业", "规划"):
        assert part in said, part
    assert not re.search("没有企业|缺企业", said)
    tab.page.click("#language")
    said = tab.page.evaluate(PANEL)
    for part in ("web search", "made-up query two", "12 pages read", "A made-up note", "outside the region", "planned"):
        assert part in said, part


def test_who_looked_is_named(tab: Tab):
    tab.page.click(f"{stage('stage:raw')} [data-cell$='/suppliers']")
    assert "编造园区办" in tab.page.evaluate(PANEL)


def test_a_stage_shows_verdict_slots_and_relations_with_evidence(tab: Tab):
    tab.page.click(f"{stage(PARTS)} .title")
    said = tab.page.evaluate(PANEL)
    for part in (
        "部件(含模具、夹具、检具)",
        "Parts (moulds, jigs, gauges)",
        "补链",
        "应有支撑",
        "检验检测",
        "甲级来源｜编造的管理局｜2024-03-05",
    ):
        assert part in said, part
    assert "截至 2024" in said
    assert "日期未载" in said or "截至" in said
    assert tab.page.evaluate("location.hash") == "#at=stage%3Aparts"
    slots = tab.page.evaluate("document.querySelectorAll('#panel .slots button').length")
    assert slots == 6


def test_a_body_shows_what_it_fills_and_what_hangs_on_it_alone(tab: Tab):
    tab.page.evaluate("page.select('company:hub')")
    said = tab.page.evaluate(PANEL)
    assert "支撑的格位（3）" in said
    first = tab.page.evaluate("document.querySelector('#panel li').innerText")
    assert "整机｜供应企业" in first
    assert "在录只有这家" in first
    assert said.count("在录只有这家") == 1


def test_differing_readings_stand_side_by_side(tab: Tab):
    tab.page.evaluate("page.select('institute:t')")
    box = tab.page.evaluate("document.querySelector('#panel .differ').innerText")
    assert "说法不一" in box
    assert "有明文" in box
    assert "据名称" in box
    tops = tab.page.evaluate(
        "[...document.querySelectorAll('#panel .readings > div')].map(e => e.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert tops[0] == tops[1]
    assert "截至 2014–2018" in tab.page.evaluate(PANEL)


def test_only_web_addresses_are_links(tab: Tab):
    tab.page.evaluate("page.select('institute:t')")
    links = tab.page.evaluate(
        "[...document.querySelectorAll('a[href]:not(.skip)')].map(a => [a.href, a.rel, a.target])"
    )
    assert links
    assert all(href.startswith(("https://example.org/", "http://example.org/")) for href, _, _ in links)
    assert all("noreferrer" in rel and target == "_blank" for _, rel, target in links)
    assert "坏地址" in tab.page.evaluate(PANEL)


def test_the_panel_at_rest_lists_gaps_hubs_and_work(tab: Tab):
    said = tab.page.evaluate(PANEL)
    for part in ("缺口：建链、补链、延链（7）", "枢纽（1）", "强链（1）", "待查（"):
        assert part in said, part
    seals = tab.page.evaluate("[...document.querySelectorAll('#panel .seal')].slice(0, 7).map(e => e.textContent)")
    assert seals == ["建链", "建链", "补链", "补链", "补链", "补链", "延链"]
    count = "document.querySelectorAll('#panel li').length"
    before = tab.page.evaluate(count)
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.evaluate(count) >= before
    assert tab.page.evaluate("document.querySelectorAll('#panel li > button.more').length") == 0


# choosing


def test_a_stage_lifts_its_path_and_escape_takes_it_back(tab: Tab):
    tab.page.click(f"{stage('stage:early')} .title")
    lifted = "[...document.querySelectorAll('[data-lang=zh] .lift .stage')].map(e => e.dataset.id)"
    assert sorted(tab.page.evaluate(lifted)) == ["stage:early", "stage:early2"]
    assert tab.page.evaluate("document.querySelector('.lift').getAttribute('aria-hidden')") == "true"
    assert focused(tab) == "stage:early", "the original keeps the focus"
    press(tab, "Escape")
    assert tab.page.evaluate("document.querySelectorAll('.lift').length") == 0
    assert tab.page.evaluate("location.hash") == ""


def test_a_body_is_marked_wherever_it_stands(tab: Tab):
    tab.page.click(f"{stage(PARTS)} .row.hub .name")
    marked = "[...document.querySelectorAll('[data-lang=zh] .lift .row.marked')].length"
    assert tab.page.evaluate(marked) == 4, "three cards and the rail"
    assert "江苏编造枢纽集团有限公司" in tab.page.evaluate(PANEL)
    tab.page.click("[data-lang=zh] svg.drawing", position={"x": 4, "y": 300})
    assert tab.page.evaluate("page.selected") is None, "an empty click goes back"


@pytest.mark.parametrize(
    "key", [PARTS, f"{CHAIN}/stage:chips/suppliers", f"{CHAIN}/stage:early2/extend-downstream", "company:hub"]
)
def test_the_address_holds_the_choice(chrome: Any, file: Path, key: str):
    with open_page(chrome, file) as first:
        first.page.evaluate("key => page.select(key)", key)
        fragment = first.page.evaluate("location.hash")
    with open_page(chrome, file, fragment=fragment) as again:
        assert again.page.evaluate("page.selected") == key
        assert again.page.evaluate("document.querySelectorAll('.lift').length") == 1


def test_a_broken_address_is_no_choice(chrome: Any, file: Path):
    for fragment in ("#%E0%A4%A", "#nobody", "#__proto__"):
        with open_page(chrome, file, fragment=fragment) as tab:
            assert tab.page.evaluate("page.selected") is None
            assert tab.trouble == []


@pytest.mark.parametrize(("name", "expected"), [("gap", 5), ("hub", 4), ("look_up", 3)])
def test_emphasis_lifts_what_it_names_and_keeps_the_layout(tab: Tab, name: str, expected: int):
    place = f"JSON.stringify([...{SHOWN}.querySelectorAll(':scope > .stage')].map(e => e.getBoundingClientRect()))"
    before = tab.page.evaluate(place)
    tab.page.click(f"[data-emphasis={name}]")
    assert tab.page.evaluate(place) == before
    what = {"gap": ".lift .stage", "hub": ".lift .row.hub", "look_up": ".lift .stage.look_up"}[name]
    assert tab.page.evaluate(f"document.querySelectorAll('{what}').length") == expected
    assert tab.page.evaluate(f"document.querySelector('[data-emphasis={name}]').ariaPressed") == "true"
    head = tab.page.evaluate(f"document.querySelector('#list_{name}').getBoundingClientRect().top")
    assert head < 720, "its list is in view"
    tab.page.click("[data-emphasis=all]")
    assert tab.page.evaluate("document.querySelectorAll('.lift').length") == 0


def test_the_reliability_filter_fades_and_never_removes(tab: Tab):
    count = "document.querySelectorAll('[data-lang=zh] [data-grade]').length"
    before = tab.page.evaluate(count)
    weak = "[...document.querySelectorAll('[data-lang=zh] .weak')].map(e => e.dataset.grade)"
    tab.page.select_option("#grade", "B")
    assert set(tab.page.evaluate(weak)) == {"C", "Z"}
    tab.page.select_option("#grade", "A")
    assert set(tab.page.evaluate(weak)) == {"B", "C", "Z"}
    assert tab.page.evaluate(count) == before
    tab.page.select_option("#grade", "C")
    assert tab.page.evaluate(weak) == []


# search


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("编造龙头", "编造龙头股份有限公司"),
        ("hub", "江苏编造枢纽集团有限公司"),
        ("Made-up testing", "编造产品质量检验中心"),
        ("zzcp", ""),
        ("bzlt", "编造龙头股份有限公司"),
        ("dhj", "单列大环节"),
        ("整机", "整机"),
        ("bianzaolongtou", "编造龙头股份有限公司"),
        ("bzlongt", "编造龙头股份有限公司"),
        ("龙头 编造", "编造龙头股份有限公司"),
    ],
)
def test_search_by_name_alias_english_and_initials(tab: Tab, query: str, first: str):
    press(tab, "/")
    assert focused(tab, "id") == "query"
    tab.page.keyboard.type(query)
    found = tab.page.evaluate("[...document.querySelectorAll('#hits [role=option] bdi')].map(e => e.textContent)")
    assert (found[0] if found else "") == first
    if not first:
        assert "没有匹配项" in tab.page.evaluate("document.querySelector('#hits').textContent")
        return
    press(tab, "Enter")
    assert first in tab.page.evaluate("document.querySelector('#panel h2').textContent")
    assert tab.page.evaluate("document.querySelector('#hits').hidden")


def test_every_reading_of_a_character_is_found(chrome: Any, tmp_path: Path):
    made = madeup_chain()
    made.node("Company", "company:everbright", "苏州长光华芯光电技术股份有限公司")
    made.tie("LOCATED_IN", "company:everbright", made.node("Region", "region:x", "编造区"), "source:a")
    made.proof("company:everbright", "OPERATES_IN", "stage:chips")
    with open_page(chrome, render(made, tmp_path / "map.html")) as tab:
        for letters in ("cghx", "zghx"):
            assert tab.page.evaluate("letters => page.search(letters)", letters) == ["company:everbright"]
        tab.page.click("#query")
        tab.page.keyboard.type("长光")
        assert "不在本图" in tab.page.evaluate("document.querySelector('#hits').textContent")


def test_search_finds_gaps_by_verdict_slot_and_stage(tab: Tab):
    find = (
        "words => page.search(words).map(id => { const c = page.cells.get(id); return c && [c.verdict?.kind, c.slot] })"
    )
    gaps = tab.page.evaluate("[...page.cells].filter(([, c]) => c.verdict?.kind === 'fill').length")
    assert gaps > 0
    assert [each[0] for each in tab.page.evaluate(find, "补链")[:gaps]] == ["fill"] * min(gaps, 30)
    assert {each[1] for each in tab.page.evaluate(find, "计量") if each} == {"metrology"}
    one = tab.page.evaluate("[...page.cells].find(([, c]) => c.stage)[1]")
    stage = tab.page.evaluate("id => page.name(id)", one["stage"])
    slot = tab.page.evaluate("slot => page.data.slots[slot].label[0]", one["slot"])
    press(tab, "/")
    tab.page.keyboard.type(f"{slot} {stage}")
    assert f"{stage} · {slot}" in tab.page.evaluate("document.querySelector('#hits').textContent")
    press(tab, "Enter")
    assert stage in tab.page.evaluate("document.querySelector('#panel').textContent")


def test_search_puts_the_exact_first_then_what_begins_so(chrome: Any, tmp_path: Path):
    made = madeup_chain()
    for id, name, aliases in (
        ("company:a", "编造光纤", []),
        ("company:b", "大编造光纤集团", []),
        ("company:c", "编造光纤一厂", []),
        ("company:d", "虚构丁", ["编造光纤"]),
        ("company:e", "Bright light", ["亨通虚构"]),
    ):
        made.node("Company", id, name, aliases=aliases)
        made.proof(id, "OPERATES_IN", "stage:chips")
    with open_page(chrome, render(made, tmp_path / "map.html")) as tab:
        assert tab.page.evaluate("page.search('编造光纤').slice(0, 4)") == [
            "company:a",
            "company:d",
            "company:c",
            "company:b",
        ]
        # letters that an English name happens to hold come after those that a name begins with
        assert tab.page.evaluate("page.search('ht')[0]") == "company:e"


def test_search_is_a_combobox(tab: Tab):
    press(tab, "/")
    tab.page.keyboard.type("编造企业")
    attribute = "name => document.querySelector('#query').getAttribute(name)"
    assert tab.page.evaluate(attribute, "aria-expanded") == "true"
    assert tab.page.evaluate(attribute, "aria-activedescendant") == "hit-0"
    press(tab, "ArrowDown", "ArrowDown")
    assert tab.page.evaluate(attribute, "aria-activedescendant") == "hit-2"
    assert tab.page.evaluate("document.querySelector('#hit-2').ariaSelected") == "true"
    press(tab, "Escape")
    assert tab.page.evaluate(attribute, "aria-expanded") == "false"
    assert tab.page.evaluate("document.querySelector('#query').value") == ""


# keyboard


def test_one_tab_stop_arrows_walk_enter_opens(tab: Tab):
    press(tab, "Tab")
    assert focused(tab, "className") == "skip"
    press(tab, "Enter")
    assert focused(tab) == "stage:raw", "the skip link goes to the first card"
    press(tab, "ArrowDown")
    assert focused(tab) == "stage:chips"
    press(tab, "ArrowRight")
    assert focused(tab) == PARTS
    assert tab.page.evaluate(f"{SHOWN}.querySelectorAll('[tabindex=\"0\"]').length") == 1
    press(tab, "Enter")
    assert tab.page.evaluate("page.selected") == PARTS
    assert focused(tab) == PARTS
    press(tab, "Escape")
    assert tab.page.evaluate("page.selected") is None
    press(tab, "Tab")
    assert not tab.page.evaluate(f"{SHOWN}.contains(document.activeElement)"), "one tab stop"


def test_every_card_and_box_can_be_reached_by_arrows(tab: Tab):
    every = set(tab.page.evaluate(f"[...{SHOWN}.querySelectorAll('.stage, .box')].map(e => e.ariaLabel)"))
    label = "document.activeElement.ariaLabel"
    tab.page.evaluate("page.focusPicture()")
    start = tab.page.evaluate(label)
    ways: dict[str, list[str]] = {start: []}
    todo = [start]
    while todo:
        here = todo.pop()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            tab.page.evaluate(
                f"label => [...{SHOWN}.querySelectorAll('.stage, .box')].find(e => e.ariaLabel === label).focus()", here
            )
            press(tab, key)
            there = tab.page.evaluate(label)
            if there not in ways:
                ways[there] = [here, key]
                todo.append(there)
    assert every <= ways.keys()
