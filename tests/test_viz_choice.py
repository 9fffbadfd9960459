"""Parts of the network: what a choice leaves, counted again from the pack's tables, and what it must not change."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import networkx as nx
import pytest
from browser import browser, open_page
from madeup_network import madeup_chains
from pack_tables import BODIES, PACK, relations, rows
from test_viz_network import shuffled

from chainscape import analysis, viz
from chainscape.schema import Scene, UnknownName, UsageError
from chainscape.viz import Choice, chosen, emptied_by
from chainscape.viz.network.drawing import Drawing, draw
from chainscape.viz.reading.choice import choice_title
from chainscape.viz.reading.lanes import CROSS

OPTO, DISPLAY, METAL = "chain:optoelectronics", "chain:display", "chain:metallurgy"
HENGTONG, WUJIANG, KUNSHAN = "company:hengtong-group", "region:wujiang", "region:kunshan"
#: one of each kind, and one of all kinds together
CHOICES = {
    "two chains": Choice(chains=(OPTO, METAL)),
    "one step": Choice(around=HENGTONG),
    "two steps": Choice(around=HENGTONG, hops=2),
    "region": Choice(regions=(WUJIANG,)),
    "regions": Choice(regions=(WUJIANG, KUNSHAN)),
    "types": Choice(types=("Company", "TestingInstitute")),
    "types with regions": Choice(types=("Company", "Region")),
    "all together": Choice((OPTO, METAL), HENGTONG, 3, ("region:suzhou",), ("Company", "Stage")),
}
BROUGHT = {"Technology", "Product", "Standard", "Patent", "Award", "Project", "Expert", "Company", "Region"}
ENDS = {"Agency", "Region", "IndustryChain", "Stage", "Technology", "Product", "Standard", "Award"}
_PLURALS = {"agencies": "Agency", "universities": "University", "companies": "Company", "consortia": "Consortium",
            "technologies": "Technology", "chains": "IndustryChain"}  # fmt: skip


@dataclass(frozen=True)
class Pack:
    scene: Scene

    @property
    def network(self) -> nx.MultiDiGraph:
        return self.scene.network

    def draw(self, choice: Choice) -> Drawing:
        return draw(self.scene, choice=choice)

    def page(self, choice: Choice) -> str:
        return viz.network_view(self.scene, choice=choice)


@pytest.fixture(scope="module")
def pack(pack_store) -> Pack:
    return Pack(analysis.scene(pack_store))


@pytest.fixture(scope="module", params=CHOICES.values(), ids=CHOICES.keys())
def choice(request) -> Choice:
    return request.param


class Tables:
    """The pack as its tables tell it: types, bodies, and who is tied to whom."""

    def __init__(self) -> None:
        self.type: dict[str, str] = {}
        self.bodies: set[str] = set()
        for path in PACK.glob("*.csv"):
            if path.name not in ("sources.csv", "searches.csv"):
                plain = "".join(word.capitalize() for word in path.stem.removesuffix("s").split("_"))
                kind = _PLURALS.get(path.stem, plain)
                ids = [row["id"] for row in rows(path.name)]
                self.type |= dict.fromkeys(ids, kind)
                self.bodies |= set(ids) if path.name in BODIES else set()
        self.ties = [
            (path.stem, row["from"], row["to"])
            for path in (PACK / "relations").glob("*.csv")
            for row in relations(path.stem)
        ]
        self.near: dict[str, set[str]] = defaultdict(set)
        self.seat: dict[str, set[str]] = defaultdict(set)
        for kind, a, b in self.ties:
            if kind == "located_in":
                self.seat[a].add(b)
            else:
                self.near[a].add(b)
                self.near[b].add(a)

    def around(self, start: str, hops: int) -> set[str]:
        found = {start}
        for _ in range(hops):
            found |= {other for each in found for other in self.near[each]}
        return found | {seat for each in found for seat in self.seat[each]}

    def within(self, *regions: str) -> set[str]:
        def above(id: str) -> set[str]:
            return {id}.union(*(above(each) for each in self.seat[id]))

        bodies = {id for id in self.bodies if above(id) & set(regions)}
        tied = {other for id in bodies for other in self.near[id] if other not in self.bodies}
        return bodies | tied | {seat for id in bodies for seat in self.seat[id] if above(seat) & set(regions)}

    def of_chain(self, chain: str) -> set[str]:
        own = {chain} | {a for kind, a, b in self.ties if b == chain and kind in ("part_of", "serves")}
        foreign = {id for id, kind in self.type.items() if kind in ("IndustryChain", "Stage")} - own
        near = own.union(*(self.near[id] | self.seat[id] for id in own)) - foreign
        # regions are only ever at the end of a tie here
        by = {id for id in near if self.type[id] not in ENDS}
        return near | {o for id in by for o in self.near[id] | self.seat[id] if self.type[o] in BROUGHT}

    def of_types(self, *types: str) -> set[str]:
        return {id for id, kind in self.type.items() if kind in types}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def test_what_is_chosen_is_what_the_tables_say(pack: Pack, tables: Tables):
    expected = {
        "two chains": (154, tables.of_chain(OPTO) | tables.of_chain(METAL)),
        "one step": (26, tables.around(HENGTONG, 1)),
        "two steps": (72, tables.around(HENGTONG, 2)),
        "region": (76, tables.within(WUJIANG)),
        "regions": (110, tables.within(WUJIANG, KUNSHAN)),
        "types": (228, tables.of_types("Company", "TestingInstitute")),
        "types with regions": (208, tables.of_types("Company", "Region")),
        "all together": (
            26,
            (tables.of_chain(OPTO) | tables.of_chain(METAL))
            & tables.around(HENGTONG, 3)
            & tables.within("region:suzhou")
            & tables.of_types("Company", "Stage"),
        ),
    }
    assert expected.keys() == CHOICES.keys()
    for name, (count, ids) in expected.items():
        found = chosen(pack.scene, CHOICES[name])
        assert found == ids, name
        assert len(found) == count, name


def test_steps_do_not_lead_over_a_shared_region():
    reached = chosen(madeup_chains(3).scene, Choice(around="company:0/0/0", hops=2))
    assert "region:made-up" in reached, "its own seat"
    assert not any(node.startswith(("company:1/", "company:2/")) for node in reached)


def test_bodies_on_both_of_two_chains_stand_in_the_first_lane(pack: Pack, tables: Tables):
    own = {}
    for chain in (OPTO, DISPLAY):
        own[chain] = {chain} | {a for kind, a, b in tables.ties if b == chain and kind in ("part_of", "serves")}
    fixed = ("IndustryChain", "Stage", "Consortium")
    both = {
        id for id in tables.bodies if tables.type[id] not in fixed and all(tables.near[id] & own[c] for c in own)
    }  # fmt: skip
    assert len(both) == 4
    view = pack.draw(Choice(chains=(OPTO, DISPLAY)))
    assert [lane.id for lane in view.plan.lanes] == [CROSS, OPTO, DISPLAY]
    first = view.plan.lanes[0]
    assert {id for id in view.network if first.top < view.plan.rows[id] < first.top + first.height} == both


def test_each_chosen_chain_is_a_lane_and_no_other(pack: Pack):
    lanes = [lane.id for lane in pack.draw(CHOICES["two chains"]).plan.lanes]
    assert lanes == [CROSS, METAL, OPTO], "the chain with most stages first"


def test_without_their_stages_firms_still_stand_in_their_column_and_lane(pack: Pack):
    whole, firms = pack.draw(viz.EVERYTHING), pack.draw(CHOICES["types"])
    assert {id: firms.plan.roles[id] for id in firms.network} == {id: whole.plan.roles[id] for id in firms.network}

    def lanes(view: Drawing) -> dict[str, str]:
        bands = view.plan.lanes
        return {
            id: next(lane.id for lane in bands if lane.top <= view.plan.rows[id] <= lane.top + lane.height)
            for id in firms.network
        }

    assert lanes(firms) == lanes(whole)
    assert len(set(lanes(firms).values())) == 16


def test_a_choice_changes_no_finding(pack: Pack, choice: Choice):
    whole, part = pack.draw(viz.EVERYTHING), pack.draw(choice)
    gaps = {ghost.id: ghost for ghost in whole.ghosts if ghost.kind != "look_up"}
    drawn = {ghost.id: ghost for ghost in part.ghosts if ghost.kind != "look_up"}
    for id, ghost in drawn.items():
        assert (ghost.label, ghost.lacking, ghost.chain) == (gaps[id].label, gaps[id].lacking, gaps[id].chain)
    # every gap of what is drawn, and none of what is not
    assert drawn.keys() == {id for id, ghost in gaps.items() if set(ghost.lacking) <= set(part.network)}
    assert part.marks == {id: mark for id, mark in whole.marks.items() if id in part.network}
    assert part.hubs == {id: hub for id, hub in whole.hubs.items() if id in part.network}


def test_gaps_of_a_chain_that_is_left_out_are_neither_drawn_nor_listed(pack: Pack):
    view = pack.draw(CHOICES["one step"])
    assert OPTO not in view.network
    assert view.findings.cells
    assert all(cell.stage in view.network for cell in view.findings.cells)
    assert all(ghost.lacking and set(ghost.lacking) <= set(view.network) for ghost in view.ghosts)
    other = pack.draw(Choice(chains=(METAL,)))
    assert {cell.chain for cell in other.findings.cells} == {ghost.chain for ghost in other.ghosts} == {METAL}


def test_a_picture_without_chains_does_not_say_that_there_is_no_gap(pack: Pack):
    text = pack.page(CHOICES["types"])
    assert "0 个缺口" not in text
    assert "228 个节点 · 38 条关系" in text
    assert "缺口与枢纽按全库判断" in text
    assert "缺口与枢纽按全库判断" not in pack.page(CHOICES["two chains"])


def test_regions_show_when_they_are_asked_for(pack: Pack):
    for each, shown in ((CHOICES["types with regions"], True), (CHOICES["region"], False)):
        svg = viz.network_svg(pack.scene, choice=each)
        # the title may be that of the region
        assert bool(re.search('class="name[^>]*>吴江区</text>', svg)) == shown
        page = pack.page(each)
        for box in ('data-type="Region"', 'data-relation="LOCATED_IN"'):
            assert (f"{box} checked" in page) == shown


@pytest.mark.parametrize(
    ("choice", "zh", "en"),
    [
        (Choice(chains=(OPTO,)), "网络 · 光电产业链", "Network · Optoelectronics"),
        (CHOICES["two chains"], "网络 · 光电、冶金", "Network · Optoelectronics, Metallurgy"),
        (CHOICES["one step"], "网络 · 亨通集团 周围 1 步", "Network · 1 step around Hengtong Group"),
        (CHOICES["two steps"], "网络 · 亨通集团 周围 2 步", "Network · 2 steps around Hengtong Group"),
        (CHOICES["regions"], "网络 · 吴江区、昆山市", "Network · Wujiang District, Kunshan"),
        (CHOICES["types"], "网络 · 企业、检测机构", "Network · Company, Testing institute"),
        (Choice(types=("Company", "Stage", "Award", "Patent")), "网络 · 4 类节点", "Network · 4 types of node"),
        (
            Choice((OPTO,), HENGTONG, 2, (WUJIANG,), ("Company",)),
            "网络 · 光电产业链 · 亨通集团 周围 2 步 · 吴江区 · 企业",
            "Network · Optoelectronics · 2 steps around Hengtong Group · Wujiang District · Company",
        ),
        (viz.EVERYTHING, "网络 · 14 条链", "Network · 14 chains"),
    ],
)
def test_the_title_says_what_is_chosen(pack: Pack, choice: Choice, zh: str, en: str):
    title = choice_title(pack.network, choice)
    assert (title.zh, title.en) == (zh, en)
    svg = viz.network_svg(pack.scene, choice=choice, lang="en")
    assert f"<title>{en}</title>" in svg


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (Choice(chains=(METAL,), regions=("region:huaqiao",)), "regions"),
        (Choice(around=HENGTONG, types=("University",)), "types"),
        (Choice(chains=(METAL,), around=HENGTONG), "around"),
        (Choice(types=("Odd",)), "types"),
        (Choice(around=WUJIANG), "around"),
    ],
)
def test_an_empty_choice_says_what_leaves_nothing(pack: Pack, choice: Choice, field: str):
    assert emptied_by(pack.scene, choice) == field
    with pytest.raises(UsageError, match=field):
        pack.page(choice)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(chains=("冶今",)), "no chain '冶今'.* There are: .*冶金"),
        (Choice(chains=(HENGTONG,)), "no chain"),
        (Choice(regions=("region:wujang",)), "Did you mean region:wujiang"),
        (Choice(regions=(OPTO,)), "no region"),
        (Choice(around="company:hengtong-grup"), "Did you mean company:hengtong-group"),
    ],
)
def test_what_the_network_has_not_is_named(pack: Pack, choice: Choice, said: str):
    with pytest.raises(UnknownName, match=said):
        chosen(pack.scene, choice)


def test_no_step_is_no_neighbourhood(pack: Pack):
    with pytest.raises(UsageError, match="hops is 0"):
        chosen(pack.scene, Choice(around=HENGTONG, hops=0))


def test_the_same_choice_gives_the_same_bytes(pack: Pack, choice: Choice):
    other = replace(pack.scene, network=shuffled(pack.network, 1))
    for picture in (viz.network_view, viz.network_svg, viz.large_view):
        assert picture(pack.scene, choice=choice) == picture(other, choice=choice)


def test_the_large_page_draws_the_same_choice(pack: Pack):
    choice = Choice(chains=("冶金",), types=("Company", "Stage"))
    text = viz.large_view(pack.scene, choice=choice)
    ids = chosen(pack.scene, choice)
    assert f"{len(ids)} 个节点" in text
    assert "网络 · 冶金产业链 · 企业、环节" in text
    assert "stage:metallurgy/" in text
    # the chain itself is left out, and with it what is said of it
    data = json.loads(str(text).partition('<script type="application/json" id="data">')[2].partition("</script>")[0])
    assert not [id for id in data.get("cells", {}) if id.startswith(f"{METAL}/-/")]
    assert f"{OPTO}/" not in text


def test_a_long_title_leaves_the_panel_and_the_buttons_in_the_window(pack: Pack, tmp_path: Path):
    choice = Choice((OPTO, METAL, "chain:nanotech"), types=("Company", "TestingInstitute", "Stage"))
    viz.save(tmp_path / "x.html", viz.network_view(pack.scene, choice=choice, lang="en"))
    with browser() as started, open_page(started, tmp_path / "x.html", width=1280) as tab:
        for part in ("#panel", "header > :last-child"):
            box = tab.page.locator(part).bounding_box()
            assert box["x"] + box["width"] <= 1280, part
        assert tab.trouble == []
