"""The network view without a browser: columns, lanes, ghosts, places, the pyvis object, the page's text, the SVG."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from madeup import CHAIN, MadeUp, madeup_chain, madeup_stages
from madeup_network import HOSTILE, madeup_chains, madeup_hostile

from chainscape import viz
from chainscape.schema import POSITIONS, Extension, Text, UnknownName, Verdict
from chainscape.viz.network.drawing import Drawing, draw
from chainscape.viz.network.ghosts import ghosts, is_gap
from chainscape.viz.network.picture import vis_script
from chainscape.viz.network.places import COLUMNS, LANE_PADDING, plan
from chainscape.viz.reading.lanes import CROSS, LOOSE, around, node_lanes
from chainscape.viz.reading.roles import firm_role, node_roles, stage_positions


def drawing(made: MadeUp, chain: str | None = None) -> Drawing:
    return draw(made.scene, chain)


def page(made: MadeUp, **options) -> str:
    return viz.network_view(made.scene, **options)


def shuffled(network: nx.MultiDiGraph, seed: int) -> nx.MultiDiGraph:
    """The same network, put together in another order."""
    order = random.Random(seed)
    nodes, edges = list(network.nodes(data=True)), list(network.edges(keys=True, data=True))
    order.shuffle(nodes)
    order.shuffle(edges)
    other = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    return other


ALL = {
    "chain": madeup_chain,
    "chains": madeup_chains,
    "sixty stages": lambda: madeup_stages(60),
    "no position": lambda: madeup_stages(9, lambda _: ""),
    "hostile": madeup_hostile,
    "empty": MadeUp,
}


@pytest.fixture(params=ALL.values(), ids=ALL.keys())
def made(request) -> MadeUp:
    return request.param()


def test_stages_and_firms_stand_in_the_columns_of_their_position():
    roles = node_roles(madeup_chain().network)
    assert roles["stage:raw"] == "upstream stages"
    assert roles["stage:whole"] == "downstream stages"
    assert roles["stage:nowhere"] == "loose stages"
    assert roles["company:hub"] == "midstream firms", "two of its three stages are midstream"
    assert roles["company:lead"] == "midstream firms"
    assert roles["institute:t"] == roles["institute:r"] == "support"
    assert roles["consortium:made-up"] == roles[CHAIN] == "organisers"


def test_a_stage_without_position_takes_the_furthest_that_feeds_it():
    positions = stage_positions(madeup_chain().network)
    assert positions["stage:guessed"] == "midstream", "fed by stage:parts"
    assert positions["stage:nowhere"] == ""


def test_firms_stand_where_most_of_their_stages_are():
    assert firm_role([]) == firm_role([""]) == "other firms"
    assert firm_role(["upstream", "downstream"]) == "upstream firms"
    assert firm_role(["upstream", "downstream", "downstream"]) == "downstream firms"


def test_a_body_of_three_chains_stands_in_the_lane_across_chains_and_no_other_node_does():
    lanes = node_lanes(madeup_chains(3).network)
    assert {node for node, lane in lanes.items() if lane == CROSS} == {"institute:all"}
    assert lanes["company:2/0/0"] == lanes["stage:2/0"] == lanes["consortium:2"] == "chain:2"


def test_where_there_are_two_chains_a_body_of_both_is_across():
    lanes = node_lanes(madeup_chains(2).network)
    assert [node for node, lane in lanes.items() if lane == CROSS] == ["institute:all"]
    assert CROSS not in node_lanes(madeup_chains(1).network).values()


def test_who_is_only_tied_to_bodies_of_other_chains_is_not_across():
    made = madeup_chains(3)
    made.node("Company", "company:parent", "母公司")
    for n in range(3):
        made.tie("PARENT_OF", "company:parent", f"company:{n}/0/0")
    assert node_lanes(made.network)["company:parent"] in ("chain:0", "chain:1", "chain:2")


def test_what_no_chain_claims_stands_in_the_last_lane():
    made = madeup_chains(1)
    made.node("Company", "company:alone", "孤立企业")
    view = drawing(made)
    assert node_lanes(made.network)["company:alone"] == LOOSE
    assert view.plan.lanes[-1].id == LOOSE


def test_the_view_of_one_chain_leaves_out_other_chains_and_their_stages_but_keeps_shared_bodies():
    part = around(madeup_chains(3).network, "chain:1")
    kinds = dict(part.nodes(data="type"))
    assert [n for n, kind in kinds.items() if kind == "IndustryChain"] == ["chain:1"]
    assert all(n.startswith("stage:1/") for n, kind in kinds.items() if kind == "Stage")
    assert "institute:all" in part
    assert not any(n.startswith("company:0/") for n in part), "reached only over the shared region"


def test_every_gap_has_one_ghost_in_its_column_tied_to_what_lacks_it():
    made = madeup_chain()
    view = drawing(made)
    found = {ghost.cells[0]: ghost for ghost in view.ghosts if ghost.kind == "gap"}
    gaps = {cell.id: cell for cell in made.cells if is_gap(cell)}
    assert found.keys() == gaps.keys()
    for id, cell in gaps.items():
        assert found[id].lacking == (cell.stage or cell.chain,)
    assert {id.rsplit("/", 1)[1]: ghost.role for id, ghost in found.items()} == {
        "suppliers": "upstream firms",
        "metrology": "support",
        "certification": "support",
    }


def test_a_ghost_that_rests_on_web_searches_says_not_seen_and_never_none():
    found = {ghost.cells[0]: ghost for ghost in drawing(madeup_chain()).ghosts}
    counted, searched = found[f"{CHAIN}/-/metrology"], found[f"{CHAIN}/-/certification"]
    assert not counted.web_only
    assert counted.label == Text("缺 计量", "no metrology")
    assert searched.web_only
    assert searched.label == Text("未见 认证认可", "no certification found")


def test_every_unknown_cell_stands_behind_one_quiet_ghost():
    made = madeup_chain()
    cells = Counter(cell for ghost in drawing(made).ghosts if ghost.kind == "look_up" for cell in ghost.cells)
    assert cells == Counter(cell.id for cell in made.cells if cell.state == "unknown")
    assert len(cells) > 20 > sum(ghost.kind == "look_up" for ghost in drawing(made).ghosts)


def test_a_lane_that_ends_early_has_a_ghost_in_the_column_that_it_should_reach():
    view = drawing(madeup_chain())
    (ghost,) = [ghost for ghost in view.ghosts if ghost.kind == "extend"]
    assert ghost.role == "downstream stages"
    assert ghost.lacking == ("stage:early2",)


def test_a_position_without_stages_is_not_on_record_and_never_called_missing():
    made = madeup_chain()
    told = Text("没有上游环节的记录。", "No upstream stage on record.")
    verdict = Verdict("extend", "missing-position", told)
    made.extensions[:] = [Extension(f"{CHAIN}/-/extend-upstream", CHAIN, "", "upstream", verdict)]
    (ghost,) = [ghost for ghost in drawing(made).ghosts if ghost.kind == "extend"]
    assert ghost.label == Text("无 上游环节记录", "no upstream stage on record")
    assert (ghost.role, ghost.lacking) == ("upstream stages", (CHAIN,))


def test_ghosts_of_chains_that_are_not_drawn_stay_out():
    made = madeup_chains(3)
    assert {ghost.chain for ghost in drawing(made, "chain:1").ghosts} == {"chain:1"}


def test_no_two_things_stand_at_one_place(made: MadeUp):
    view = drawing(made)
    assert view.plan.rows.keys() == set(view.network) | {ghost.id for ghost in view.ghosts}
    for lang in ("zh", "en"):
        places = Counter((p.x, p.y) for p in (view.plan.point(node, lang) for node in view.plan.rows))
        assert not places or max(places.values()) == 1


def test_things_stand_in_their_column_and_inside_their_lane(made: MadeUp):
    view = drawing(made)
    lanes = node_lanes(view.network) | {ghost.id: ghost.chain for ghost in view.ghosts}
    bands = {lane.id: lane for lane in view.plan.lanes}
    for node, y in view.plan.rows.items():
        band = bands[lanes[node]]
        assert band.top < y < band.top + band.height
    edges = [(lane.top, lane.top + lane.height) for lane in view.plan.lanes]
    assert all(before[1] < after[0] for before, after in pairwise(edges))
    for lang in ("zh", "en"):
        columns = list(view.plan.columns[lang].values())
        assert [c.role for c in columns] == [r for r in COLUMNS if r.name in set(view.plan.roles.values())]
        assert all(a.x + a.width == pytest.approx(b.x, abs=0.11) for a, b in pairwise(columns))


def test_stages_stand_in_a_band_above_all_firms_of_their_lane(made: MadeUp):
    view = drawing(made)
    types = dict(view.network.nodes(data="type"))
    lanes = {lane.id: lane for lane in view.plan.lanes}
    home = node_lanes(view.network)
    assert {node for node, type_ in types.items() if type_ == "Stage"} <= view.plan.stages
    for node, type_ in types.items():
        lane = lanes[home[node]]
        in_band = view.plan.rows[node] < lane.top + LANE_PADDING + lane.rail + lane.band
        if type_ in ("Stage", "Company"):
            assert in_band == (type_ == "Stage")


def test_the_chain_stands_on_top_of_its_column():
    view = drawing(madeup_chains(3))
    for n in range(3):
        others = [f"consortium:{n}"]
        assert all(view.plan.rows[f"chain:{n}"] < view.plan.rows[other] for other in others)


def test_unknown_slots_wait_below_what_is_always_drawn():
    view = drawing(madeup_chain())
    quiet = {ghost.id for ghost in view.ghosts if ghost.kind == "look_up"}
    assert quiet
    for one in quiet:
        column = [node for node in view.plan.rows if view.plan.roles[node] == view.plan.roles[one]]
        assert all(view.plan.rows[one] > view.plan.rows[node] for node in column if node not in quiet)


def test_the_order_of_the_input_changes_nothing(made: MadeUp):
    first = page(made)
    for seed in range(3):
        again = MadeUp(
            shuffled(made.network, seed), made.cells, made.hubs, made.extensions, made.sources, made.template
        )
        assert page(again) == first


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["IndustryChain", "Stage", "Company", "Expert", "TestingInstitute", "Odd"]), max_size=14),
    st.lists(
        st.tuples(st.integers(0, 13), st.integers(0, 13), st.sampled_from(["PART_OF", "FEEDS", "OPERATES_IN", "X"]))
    ),
    st.data(),
)
def test_any_network_has_a_place_for_each_node(types, ties, data):
    network = nx.MultiDiGraph()
    for n, type_ in enumerate(types):
        network.add_node(f"n{n}", type=type_, properties={}, statements=())
    for k, (a, b, type_) in enumerate(ties):
        if a < len(types) and b < len(types):
            position = data.draw(st.sampled_from([*POSITIONS, "", "sideways"]))
            network.add_edge(
                f"n{a}", f"n{b}", key=f"r{k}", type=type_, properties={"position": position}, statements=()
            )
    made = plan(network, [], {node: Text(node, "") for node in network}, {})
    assert made.rows.keys() == set(network)
    assert len({made.point(node, "zh") for node in network}) == len(network)


def test_pyvis_holds_every_node_and_every_relation():
    made = madeup_chains(2)
    net = viz.pyvis_network(made.scene)
    view = drawing(made)
    assert type(net).__module__ == "pyvis.network"
    assert {node["id"] for node in net.nodes} == set(made.network) | {ghost.id for ghost in view.ghosts}
    drawn = {edge["id"] for edge in net.edges if "ghost" not in edge}
    assert drawn == {key for _, _, key in made.network.edges(keys=True)}
    assert all(node["physics"] is False for node in net.nodes)


def test_parallel_relations_are_kept_and_run_apart():
    made = madeup_chains(2)
    net = viz.pyvis_network(made.scene)
    pair = [e for e in net.edges if (e["from"], e["to"]) == ("institute:all", "chain:0")]
    assert len(pair) == 2
    bends = [str(edge.get("smooth")) for edge in pair]
    assert len(set(bends)) == 2


def test_hubs_are_ringed_and_larger_and_gaps_are_dashed():
    made = madeup_chain()
    net = viz.pyvis_network(made.scene)
    nodes = {node["id"]: node for node in net.nodes}
    assert nodes["company:hub"]["hub"]
    assert nodes["company:hub"]["size"] > nodes["company:lead"]["size"]
    lacks = [edge for edge in net.edges if "ghost" in edge]
    assert lacks
    assert all(edge["dashes"] for edge in lacks)


def test_bodies_from_outside_and_planned_ones_are_marked_and_a_firm_says_in_how_many_stages_it_works():
    made = madeup_chain()
    made.node("Company", "company:far", "虚构域外企业", home="outside")
    made.node("Company", "company:soon", "虚构规划企业", status="planned")
    for firm in ("company:far", "company:soon"):
        made.tie("OPERATES_IN", firm, "stage:parts", "source:c")
    made.tie("OPERATES_IN", "company:far", "stage:whole", "source:c", status="planned")
    nodes = {node["id"]: node for node in viz.pyvis_network(made.scene).nodes}
    assert {id for id, node in nodes.items() if node.get("outside")} == {"company:far"}
    assert {id for id, node in nodes.items() if node.get("uncounted")} == {"company:soon"}
    assert nodes["company:hub"]["stages"] == 3
    assert nodes["company:far"]["stages"] == 0, "a planned tie does not count"
    svg = viz.network_svg(made.scene)
    assert svg.count('class="hollow"') == 1
    assert svg.count('class="hollow uncounted"') == 1
    assert "编造枢纽 ×3" in svg


def test_what_feeds_what_is_drawn_above_every_firm():
    made = madeup_chains(3)
    view = drawing(made)
    firms = [view.plan.rows[node] for node, type_ in made.network.nodes(data="type") if type_ == "Company"]
    for a, b, type_ in made.network.edges(data="type"):
        if type_ == "FEEDS":
            low, high = sorted((view.plan.rows[a], view.plan.rows[b]))
            assert not any(low - 10 < y < high + 10 for y in firms)


def test_regions_and_unknown_slots_wait_until_asked_for():
    made = madeup_chains(2)
    net = viz.pyvis_network(made.scene)
    hidden = {node["id"] for node in net.nodes if node["hidden"]}
    quiet = {ghost.id for ghost in drawing(made).ghosts if ghost.kind == "look_up"}
    assert hidden == quiet | {"region:made-up"}
    assert all(edge["hidden"] for edge in net.edges if edge.get("type") == "LOCATED_IN")
    assert not any(edge["hidden"] for edge in net.edges if edge.get("type") == "OPERATES_IN")


def test_only_feeds_has_arrows_and_the_font_keeps_its_blanks():
    made = madeup_chain()
    net = viz.pyvis_network(made.scene)
    assert {edge.get("type") for edge in net.edges if edge["arrows"]} == {"FEEDS"}
    assert "Noto Sans CJK SC" in net.options["nodes"]["font"]["face"]
    assert net.options["physics"] == {"enabled": False}
    net.get_network_data()  # serialises its own options


def test_a_chain_that_is_not_there_is_named_with_those_that_are():
    made = madeup_chains(2)
    with pytest.raises(UnknownName, match=r"no chain 'chain:9'.*编造0, 编造1"):
        page(made, chain="chain:9")
    with pytest.raises(UnknownName):
        page(made, chain="stage:0/0")


def test_vis_network_comes_from_pyvis_with_its_licence_and_asks_for_nothing():
    script = vis_script()
    assert "@license" in script[:1000]
    assert "MIT License" in script[:1000]
    assert "sourceMappingURL" not in script
    assert "</script" not in script.lower()


def test_hostile_names_do_not_leave_the_inert_data():
    text = page(madeup_hostile())
    # vis-network itself holds the word once
    assert text.count("<script") == page(madeup_chain()).count("<script")
    assert "<img" not in text
    assert "\x00" not in text
    assert "NaN" not in text[text.rindex('id="data">') : text.rindex('id="data">') + 200_000].split("</script>")[0]
    assert all(name not in text for name in HOSTILE[:2])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_svg_is_whole_and_knows_no_variables(made: MadeUp, lang: str):
    text = viz.network_svg(made.scene, lang=lang)
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    assert "var(--" not in text
    assert text == viz.network_svg(replace(made.scene, network=shuffled(made.network, 1)), lang=lang)


def test_the_svg_names_gaps_and_rings_hubs():
    made = madeup_chain()
    text = viz.network_svg(made.scene)
    assert "缺 计量" in text
    assert "未见 认证认可" in text
    # but for the words of the legend
    assert "待查" not in text.replace("（按“待查”）", "")
    assert text.count('class="ring"') == 1


def test_ghosts_follow_a_planners_own_slots():
    made = madeup_chains(1)
    found = ghosts(made.scene)
    assert {ghost.role for ghost in found if ghost.kind == "gap"} == {"support", "things"}
