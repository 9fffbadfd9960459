"""Folding of a large network: who is in which group, and that every place is there before a group is opened."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest
from madeup import MadeUp
from madeup_network import madeup_chains
from wholepages import data_of

from chainscape import viz
from chainscape.schema import Text
from chainscape.viz.network.drawing import Drawing, draw
from chainscape.viz.network.folds import LEAST, Cluster, fold


def folded(made: MadeUp, beyond: int = 0) -> tuple[Drawing, tuple[Cluster, ...]]:
    return fold(draw(made.scene), beyond)


def crowded(firms: int) -> MadeUp:
    """One made-up chain with so many firms in one stage."""
    made = madeup_chains(1, 3, 4)
    for n in range(firms):
        made.node("Company", f"company:more/{n:05}", f"编造更多企业{n}", f"Made-up further firm {n}")
        made.tie("OPERATES_IN", f"company:more/{n:05}", "stage:0/1", "source:c")
    return made


@pytest.fixture(params=[(2, 6, 5), (14, 20, 6), (1, 3, 40)], ids=["small", "two thousand", "one chain"])
def made(request) -> MadeUp:
    return madeup_chains(*request.param)


def test_a_drawing_that_is_not_large_stays_as_it_is():
    made = madeup_chains(2)
    whole = draw(made.scene)
    assert fold(whole) == (whole, ())
    visible = len(made.network) - 1 + sum(ghost.kind != "look_up" for ghost in whole.ghosts)
    assert fold(whole, visible) == (whole, ()), "the region is hidden, so it does not count"
    assert fold(whole, visible - 1)[1]


def test_a_group_holds_bodies_of_one_type_lane_and_column(made: MadeUp):
    drawing, clusters = folded(made)
    plain = draw(made.scene).plan
    assert clusters
    lanes = {lane.id: lane for lane in plain.lanes}
    for each in clusters:
        assert len(each.members) >= LEAST
        assert {made.network.nodes[node]["type"] for node in each.members} == {each.type}
        assert {drawing.plan.roles[node] for node in each.members} == {each.role}
        lane = lanes[each.id.split("/")[0]]
        assert all(lane.top < plain.rows[node] < lane.top + lane.height for node in each.members)
    grouped = [node for each in clusters for node in each.members]
    assert len(grouped) == len(set(grouped))


def test_hubs_chains_stages_and_ghosts_stay_single():
    made = madeup_chains(3, 9, 8)
    hub = made.hubs[0].id
    drawing, clusters = folded(made)
    grouped = {node for each in clusters for node in each.members}
    assert hub not in grouped
    assert not {node for node in grouped if node.startswith(("chain:", "stage:", "gap/", "look_up/"))}
    firms = {node for node, type_ in made.network.nodes(data="type") if type_ == "Company"}
    assert grouped == firms
    assert {ghost.id for ghost in drawing.ghosts} <= drawing.plan.rows.keys()


def test_no_two_things_stand_at_one_place_and_no_one_inside_anothers_block(made: MadeUp):
    drawing, clusters = folded(made)
    plan = drawing.plan
    for lang in ("zh", "en"):
        places = Counter((p.x, p.y) for p in (plan.point(node, lang) for node in plan.rows))
        assert max(places.values()) == 1
    member = {node: each for each in clusters for node in each.members}
    for node, y in plan.rows.items():
        for each in clusters:
            inside = each.top <= y <= each.top + each.height and plan.roles[node] == each.role
            assert inside == (member.get(node) is each)


def test_members_stand_inside_their_block_column_and_lane(made: MadeUp):
    drawing, clusters = folded(made)
    bands = {lane.id: lane for lane in drawing.plan.lanes}
    for each in clusters:
        band = bands[each.id.split("/")[0]]
        assert band.top <= each.top
        assert each.top + each.height <= band.top + band.height
        for lang in ("zh", "en"):
            column = drawing.plan.columns[lang][each.role]
            xs = [drawing.plan.point(node, lang).x for node in each.members]
            assert column.x <= min(xs)
            assert max(xs) < column.x + column.width
    edges = [(lane.top, lane.top + lane.height) for lane in drawing.plan.lanes]
    assert all(before[1] < after[0] for before, after in pairwise(edges))


def test_a_folded_view_is_lower_than_a_whole_one():
    made = madeup_chains(14, 20, 6)
    whole = draw(made.scene)
    drawing, _ = fold(whole)
    assert drawing.plan.lanes[-1].top < whole.plan.lanes[-1].top / 1.5


@pytest.mark.parametrize("firms", [40, 700, 4000])
def test_a_group_of_many_stays_compact_and_its_size_grows_by_the_root(firms: int):
    drawing, clusters = folded(crowded(firms))
    large = max(clusters, key=lambda each: len(each.members))
    assert len(large.members) >= firms
    assert large.height <= 1200
    assert large.radius <= large.height / 2
    points = {(p.x, p.y) for p in (drawing.plan.point(node, "zh") for node in large.members)}
    assert len(points) == len(large.members)
    small = min(clusters, key=lambda each: len(each.members))
    assert large.radius > small.radius


def test_the_order_of_the_input_changes_nothing():
    made = madeup_chains(3, 6, 6)
    first = folded(made)
    nodes, edges = list(made.network.nodes(data=True)), list(made.network.edges(keys=True, data=True))
    random.Random(7).shuffle(nodes)
    random.Random(8).shuffle(edges)
    made.network = nx.MultiDiGraph()
    made.network.add_nodes_from(nodes)
    made.network.add_edges_from(edges)
    again = folded(made)
    assert again[1] == first[1]
    assert again[0].plan == first[0].plan


def test_the_page_counts_its_groups_in_both_languages():
    made = madeup_chains(14, 20, 6)
    page = viz.network_view(made.scene)
    data = data_of(page)
    nodes = data["network"]["nodes"]
    groups = [node for node in nodes if "members" in node]
    assert groups
    assert [node["id"] for node in nodes] == list(range(len(nodes)))
    assert {tuple(each["names"]) for each in groups} == {("企业 {n} 家", "Company ×{n}")}
    assert sum(len(each["members"]) for each in groups) == 14 * 20 * 6
    assert len({each["fold"] for each in groups}) == len(groups)
    assert "1680 个节点" in data["notes"][-1][0]
    assert "1680 nodes" in data["notes"][-1][1]
    assert 'id="open-groups"' in page
    assert data["network"]["options"]["edges"]["smooth"]["enabled"] is False
    assert data["network"]["options"]["interaction"]["hideEdgesOnDrag"] is True


def test_things_experts_and_bodies_are_counted_by_their_own_words():
    made = madeup_chains(1, 3, 3)
    for n in range(3):
        made.node("Expert", f"expert:{n}", f"编造专家{n}")
        made.tie("ADVISES", f"expert:{n}", "chain:0", "source:c")
        made.node("Patent", f"patent:{n}", f"编造专利{n}")
        made.tie("APPLIES_TO", f"patent:{n}", "chain:0", "source:c")
    labels = {each.type: each.label for each in folded(made)[1]}
    assert labels["Expert"] == Text("专家 {n} 位", "Expert ×{n}")
    assert labels["Patent"] == Text("专利 {n} 项", "Patent ×{n}")
    assert labels["Company"] == Text("企业 {n} 家", "Company ×{n}")


def test_a_small_page_has_no_group_and_no_button():
    made = madeup_chains(2)
    page = viz.network_view(made.scene)
    assert 'id="open-groups"' not in page
    assert not [node for node in data_of(page)["network"]["nodes"] if "members" in node]
    assert not re.search(r'"fold":', page)
