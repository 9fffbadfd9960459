"""The chain map: states, verdicts, marks, wording, places, hostile names; all without a browser."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest
from hostile import HOSTILE, madeup_hostile
from madeup import CHAIN, MadeUp, madeup_chain, madeup_sources, madeup_stages

from chainscape import viz
from chainscape.schema import Scene, Text, UnknownName

SVG = "{http://www.w3.org/2000/svg}"


def drawing(made: MadeUp, lang: str = "zh") -> str:
    return viz.chain_map_svg(made.scene, CHAIN, lang=lang)


def groups(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}g"))


def card(svg: str, id: str) -> ET.Element:
    return next(g for g in groups(svg) if g.get("data-id") == id and "stage" in (g.get("class") or ""))


def box(svg: str, slot: str) -> ET.Element:
    wanted = f"{CHAIN}/-/{slot}"
    return next(g for g in groups(svg) if g.get("data-cell") == wanted and "box" in (g.get("class") or "").split())


def cell(svg: str, stage: str, slot: str) -> ET.Element:
    return next(
        g
        for g in groups(svg)
        if g.get("data-cell") == f"{CHAIN}/{stage}/{slot}" and "cell" in (g.get("class") or "").split()
    )


def text(element: ET.Element) -> str:
    return " ".join("".join(t.itertext()) for t in element.iter(f"{SVG}text"))


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return madeup_chain()


@pytest.fixture(scope="module")
def zh(made: MadeUp) -> str:
    return drawing(made)


@pytest.mark.parametrize(
    ("stage", "slot", "state"),
    [
        ("stage:parts", "suppliers", "present"),
        ("stage:parts", "research", "inherited"),
        ("stage:raw", "suppliers", "not_found"),
        ("stage:chips", "suppliers", "not_found web"),
        ("stage:raw", "metrology", "not_found web"),
        ("stage:nowhere", "suppliers", "unknown"),
        ("-", "patent", "not_expected"),
        ("stage:early", "suppliers", "present old"),
    ],
)
def test_each_state_has_its_own_mark(zh: str, stage: str, slot: str, state: str):
    assert cell(zh, stage, slot).get("class") == f"cell {state}"


def test_states_differ_in_shape_and_not_in_colour_alone(zh: str):
    def shapes(stage: str, slot: str) -> set[str]:
        return {child.get("class") or child.tag for child in cell(zh, stage, slot)}

    assert "corner" in shapes("stage:raw", "suppliers")
    assert "cut" in shapes("stage:whole", "suppliers"), "fewer than expected"
    assert "age" in shapes("stage:early", "suppliers"), "old evidence"
    assert "age" in shapes("stage:whole", "suppliers"), "no date"
    assert "dash" in shapes("-", "patent")


@pytest.mark.parametrize(
    ("stage", "classes", "seal"),
    [
        ("stage:raw", "stage build", "建链"),
        ("stage:chips", "stage build web", "建链"),
        ("stage:parts", "stage fill", "补链"),
        ("stage:whole", "stage strengthen", "强链"),
        ("stage:nowhere", "stage look_up", "待查"),
        ("stage:alone", "stage", ""),
        ("chain:made-up/stage:early2/extend-downstream", "stage extend", "延链"),
    ],
)
def test_each_verdict_has_its_seal(zh: str, stage: str, classes: str, seal: str):
    found = card(zh, stage)
    assert found.get("class") == classes
    seals = [text(g) for g in found if (g.get("class") or "").startswith("seal")]
    assert seals == ([seal] if seal else [])


def test_a_web_search_never_reads_as_none(zh: str, made: MadeUp):
    words = text(card(zh, "stage:chips")) + text(box(zh, "certification"))
    assert "未见企业" in words
    assert "尚未查到" in words
    assert not re.search("没有|缺|无企业", words)
    english = drawing(made, "en")
    assert not re.search(r"\bno firm ·|missing|\bnone\b(?! seen)", text(card(english, "stage:chips")))
    assert "无企业" in text(card(zh, "stage:raw")), "an inventory may say so"
    assert "查过，未见" in text(box(zh, "metrology"))


def test_a_card_says_when_and_how_somebody_looked(zh: str):
    assert "2026-10" in text(card(zh, "stage:chips"))
    assert "（网上）" in text(card(zh, "stage:chips"))
    assert "网上" not in text(card(zh, "stage:raw"))


def test_whole_chain_bodies_stand_in_the_strips_only(zh: str):
    assert "编造研究院" in text(box(zh, "research"))
    assert "编造研究院" not in text(card(zh, "stage:parts"))


def test_bodies_stand_in_order_institutes_hubs_leads_others(zh: str):
    rows = [g.get("data-id") for g in card(zh, "stage:parts") if "row" in (g.get("class") or "")]
    assert rows == ["institute:t", "company:hub", "company:lead", "company:1"]


def test_hubs_and_lead_firms_are_marked(zh: str):
    rows = {g.get("data-id"): g for g in card(zh, "stage:parts") if "row" in (g.get("class") or "")}
    assert text(rows["company:hub"]).endswith("空 1 格"), "what falls without it comes first"
    assert text(rows["company:lead"]).endswith("龙")
    assert rows["company:lead"].get("data-grade") == "B"
    unsourced = [g for g in card(zh, "stage:whole") if g.get("data-id") == "company:hub"]
    assert unsourced[0].get("data-grade") == "Z"


def test_the_rail_shows_the_span_of_a_hub(zh: str):
    rail = next(g for g in groups(zh) if "rail" in (g.get("class") or "").split())
    dots = [c for c in rail if c.tag == f"{SVG}circle"]
    assert text(rail) == "编造枢纽 空 1 格"
    assert len(dots) == 3


def test_another_measure_labels_the_hubs_otherwise(made: MadeUp):
    by_stages = viz.chain_map_svg(made.scene, CHAIN, hub_measure="stages")
    rows = {g.get("data-id"): g for g in card(by_stages, "stage:parts") if "row" in (g.get("class") or "")}
    assert text(rows["company:hub"]).endswith("×3")
    rail = next(g for g in groups(by_stages) if "rail" in (g.get("class") or "").split())
    assert text(rail) == "编造枢纽 ×3"


def test_what_does_not_count_is_counted_apart(zh: str):
    assert "域外 1 · 规划 1" in text(card(zh, "stage:chips"))
    assert "域外企业" not in text(card(zh, "stage:chips"))


def test_long_lists_fold(zh: str):
    assert "等 16 个" in text(card(zh, "stage:alone")), "all of them: a file opens nothing"


def test_guessed_places_and_missing_ones_are_said(zh: str):
    assert "位置按供给推断" in text(card(zh, "stage:guessed"))
    assert "上下游关系未载" in text(card(zh, "stage:alone"))
    assert "位置未载" in " ".join(t.text or "" for t in ET.fromstring(zh).iter(f"{SVG}text"))


def test_links_of_weak_sources_are_thin_and_never_dashed(zh: str):
    feeds = {(g.get("data-from"), g.get("data-to")): g.get("class") for g in groups(zh) if g.get("data-from")}
    assert feeds["stage:chips", "stage:parts"] == "feed weak-source"
    assert feeds["stage:raw", "stage:parts"] == "feed"
    assert len(feeds) == 6


def test_candidates_are_dashed_and_retired_links_left_out():
    made = madeup_stages(3)
    made.tie("FEEDS", "stage:0", "stage:2", "source:a", status="candidate")
    made.tie("FEEDS", "stage:2", "stage:0", "source:a", status="retired")
    classes = {g.get("data-to"): g.get("class") for g in groups(drawing(made)) if g.get("data-from") == "stage:0"}
    assert classes["stage:2"] == "feed candidate"
    assert not [g for g in groups(drawing(made)) if g.get("data-from") == "stage:2"]


def test_cards_are_labelled_groups_in_reading_order(made: MadeUp, zh: str):
    cards = [g for g in groups(zh) if (g.get("class") or "").split(" ")[0] == "stage"]
    assert all(g.get("role") == "group" and g.get("aria-label") for g in cards)
    assert card(zh, "stage:parts").get("aria-label") == "部件(含模具、夹具、检具)，中游，4 个主体，补链"
    assert "extend" in (cards[-1].get("class") or ""), "ghosts last"
    english = drawing(made, "en")
    assert card(english, "stage:chips").get("aria-label") == "Chips, upstream, 0 bodies, Build, web search only"


def test_both_languages_draw_the_same_things(made: MadeUp, zh: str):
    def things(svg: str) -> list[tuple[str | None, str | None, str | None]]:
        found = [(g.get("class"), g.get("data-id"), g.get("data-cell")) for g in groups(svg)]
        return sorted(f for f in found if f[1] or f[2])  # type: ignore[type-var]

    assert [t[1:] for t in things(zh)] == [t[1:] for t in things(drawing(made, "en"))]


# a drawing that stands alone


def test_the_svg_stands_alone(zh: str):
    root = ET.fromstring(zh)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "链图 · 编造产业链"  # type: ignore[union-attr]
    assert "var(" not in zh
    assert not re.search(r"(href|src)=", zh)
    assert zh.count("http") == zh.count("http://www.w3.org/2000/svg")
    assert "数据截至 2026-11-22" in zh
    assert ":hover" not in zh
    assert ".veil" not in zh


# sizes


@pytest.mark.parametrize("count", [0, 1, 30, 60])
def test_any_number_of_stages(count: int):
    made = madeup_stages(count)
    svg = drawing(made)
    cards = [g for g in groups(svg) if (g.get("class") or "").split(" ")[0] == "stage"]
    assert len(cards) == count
    assert ("还没有环节记录" in svg) == (count == 0)
    page = viz.chain_map(made.scene, CHAIN)
    assert page.count("</html>") == 1


def test_no_stage_has_a_position():
    made = madeup_stages(12, lambda n: "")
    svg = drawing(made)
    assert "位置未载" in svg
    assert "上游" not in svg


def test_many_stages_fold_tighter():
    made = madeup_stages(31)
    for n in range(8):
        firm = made.node("Company", f"company:more-{n}", f"另外企业{n}")
        made.proof(firm, "OPERATES_IN", "stage:0")
    at = next(i for i, c in enumerate(made.cells) if c.stage == "stage:0" and c.slot == "suppliers")
    more = tuple(made.proof(f"company:more-{n}", "OPERATES_IN", "stage:0") for n in range(8))
    made.cells[at] = replace(made.cells[at], evidence=made.cells[at].evidence + more)
    rows = [g for g in card(drawing(made), "stage:0") if "row" in (g.get("class") or "")]
    assert len(rows) == 3


def test_an_empty_network_and_an_unknown_chain():
    made = MadeUp()
    madeup_sources(made)
    with pytest.raises(UnknownName, match="no chain 'chain:x'"):
        viz.chain_map(Scene(nx.MultiDiGraph(), made.findings), "chain:x")
    made.node("IndustryChain", CHAIN, "")
    with pytest.raises(UnknownName, match=CHAIN):
        viz.chain_map(made.scene, "chain:made-up-2")
    assert "还没有环节记录" in drawing(made), "no cell, no stage, no name: still a map"


def test_a_template_of_ones_own_changes_slots_and_marks():
    made = madeup_chain()
    slots = {
        name: replace(slot, of_stage=name in ("suppliers", "testing"), mark=Text("甲乙", "XY"))
        for name, slot in made.template.slots.items()
    }
    made.template = replace(made.template, slots=slots, hash="0123456789ab")
    svg = drawing(made)
    marks = [g for g in card(svg, "stage:parts") if "cell" in (g.get("class") or "").split()]
    assert [g.get("data-cell", "").rsplit("/", 1)[1] for g in marks] == ["suppliers", "testing"]
    assert "甲乙" in text(marks[0])


# hostile data


def test_hostile_names_stay_text_in_the_drawing():
    made = madeup_hostile()
    root = ET.fromstring(drawing(made))  # well-formed, whatever the names
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "style", "defs", "pattern", "rect", "path", "g", "text", "tspan", "circle"}
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]


def test_hostile_names_stay_text_in_the_page():
    made = madeup_hostile()
    page = viz.chain_map(replace(made.scene, pack_name=HOSTILE[0]), CHAIN)
    data = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert page.count("<script") == 2
    assert not re.search("<(img|svg onload|iframe)", page)
    read = json.loads(data)
    assert "javascript:" not in json.dumps(read["sources"])
    assert "NaN" not in data
    assert "Infinity" not in data
    page.encode("utf-8")
