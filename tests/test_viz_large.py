"""The page of a large network, without a browser: nothing lost, nothing let out, the same bytes on each run."""

from __future__ import annotations

import base64
import hashlib
import json
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from madeup import MadeUp, madeup_chain
from madeup_network import HOSTILE, madeup_chains, madeup_hostile

from chainscape import viz
from chainscape.schema import Scene
from chainscape.viz.large.data import columns
from chainscape.viz.large.groups import ALONE, communities, homes
from chainscape.viz.large.places import Box, curve, places, treemap

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "viz" / "vendor"


def page(made: MadeUp, **options: Any) -> str:
    return viz.large_view(made.scene, **options)


def data_of(text: str) -> dict[str, Any]:
    start = text.rindex('id="data">') + len('id="data">')
    return json.loads(text[start : text.index("</script>", start)])


def numbers(code: str, text: str) -> list[int]:
    found = array(code)
    found.frombytes(base64.b64decode(text))
    return list(found)


def clusters(count: int = 6, size: int = 40) -> nx.MultiDiGraph:
    """Groups of firms around a hub each, a thin tie from hub to hub, and some that nobody is tied to."""
    network = nx.MultiDiGraph()
    for n in range(count):
        for k in range(size):
            network.add_node(f"c{n}/{k}", type="Company", properties={"name": f"企业{n}-{k}"}, statements=())
            if k:
                network.add_edge(f"c{n}/{k}", f"c{n}/0", key=f"r{n}/{k}", type="SUPPLIES", properties={})
        if n:
            network.add_edge(f"c{n - 1}/0", f"c{n}/0", key=f"h{n}", type="SUPPLIES", properties={})
    for k in range(9):
        network.add_node(f"lone{k}", type="Product", properties={"name": f"孤{k}"}, statements=())
    return network


def shuffled(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(network.nodes(data=True))))
    other.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    return other


@pytest.mark.parametrize("make", [madeup_chain, madeup_chains])
def test_the_order_of_the_input_changes_no_byte(make: Any):
    made = make()
    first = page(made)
    made.network = shuffled(made.network)
    assert page(made) == first


def test_communities_do_not_depend_on_the_order_either():
    network = clusters()
    assert viz.large_view(Scene(shuffled(network))) == viz.large_view(Scene(network))


def test_every_node_and_every_relation_is_there_parallel_ones_too():
    made = madeup_chains(2)
    large = data_of(page(made))["large"]
    keys = large["keys"].split("\n")
    assert sorted(keys) == sorted(made.network)
    out, to, tie = numbers("I", large["out"]), numbers("I", large["to"]), numbers("H", large["tie"])
    ties, at = [], 0
    for start, count in enumerate(out):
        ties += [(keys[start], keys[to[k]], large["relation_types"][tie[k]]) for k in range(at, at + count)]
        at += count
    assert sorted(ties) == sorted(made.network.edges(data="type"))
    assert ties.count(("institute:all", "chain:0", "TESTS_FOR")) == 2
    assert [large["types"][k] for k in numbers("H", large["kind"])] == [made.network.nodes[k]["type"] for k in keys]


def test_what_is_said_comes_back_from_the_pools():
    made = madeup_chains(2)
    large = data_of(page(made))["large"]
    parts, sets = large["pools"]["parts"].split("\n"), numbers("I", large["pools"]["sets"])
    keys = large["keys"].split("\n")
    stage = keys.index("stage:0/0")
    at = sum(numbers("I", large["out"])[:stage])
    rows = range(at, at + numbers("I", large["out"])[stage])
    facts = numbers("I", large["relation_facts"])
    found = [json.loads(parts[sets[3 * facts[k]] - 1]) for k in rows if sets[3 * facts[k]]]
    assert {"position": "upstream", "order": 0} in found
    evidence = json.loads(parts[sets[3 * facts[at] + 1] - 1])
    assert evidence[0][0] == "2024"
    assert set(evidence[0][1]) <= set(made.sources)


def test_the_same_is_said_once():
    network = clusters()
    for _, _, edge in network.edges(data=True):
        edge["properties"] = {"status": "planned"}
    plan = places(network, homes(network), dict.fromkeys(network, 1.0))
    found = columns(Scene(network), plan, dict.fromkeys(network, 1.0))
    assert found.data["pools"]["parts"].count("planned") == 1


def test_communities_stand_apart_and_the_lone_by_themselves():
    network = clusters()
    found = homes(network)
    areas = {n: {found[f"c{n}/{k}"].area for k in range(40)} for n in range(6)}
    assert all(len(each) == 1 for each in areas.values())
    assert len(set.union(*areas.values())) == 6
    assert {found[f"lone{k}"].area for k in range(9)} == {ALONE}


def test_louvain_agrees_with_networkx_on_a_known_network():
    network = nx.karate_club_graph()
    ties = [dict.fromkeys(network[a], 1.0) for a in network]
    found = communities(ties)[-1]
    groups = [{n for n in network if found[n] == c} for c in set(found)]
    ours = nx.community.modularity(network, groups, weight=None)
    assert ours > 0.38  # 0.4198 is the best there is (Brandes et al. 2008)


def test_dots_stand_in_their_area_and_on_no_other():
    made = madeup_chains(4, 8, 9)
    importance = {n: float(made.network.degree(n)) for n in made.network}
    plan = places(made.network, homes(made.network), importance)
    assert plan.points.keys() == set(made.network)
    assert len(set(plan.points.values())) == len(made.network)
    for area in plan.areas:
        box = area.box
        for node in area.nodes:
            x, y = plan.points[node]
            assert box.x <= x <= box.x + box.width
            assert box.y <= y <= box.y + box.height
    for a, b in pairwise(sorted(plan.areas, key=lambda each: (each.box.x, each.box.y))):
        assert not overlap(a.box, b.box)


def overlap(a: Box, b: Box) -> bool:
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > 1e-6 and down > 1e-6


def test_a_chains_columns_run_from_upstream_to_downstream():
    made = madeup_chains(2)
    plan = places(made.network, homes(made.network), dict.fromkeys(made.network, 1.0))
    (area,) = [each for each in plan.areas if each.id == "chain:0"]
    roles = [strip.role for strip in area.strips]
    assert roles.index("upstream stages") < roles.index("midstream stages") < roles.index("downstream stages")
    assert [strip.box.x for strip in area.strips] == sorted(strip.box.x for strip in area.strips)


@given(st.integers(1, 40), st.integers(1, 40))
def test_the_curve_walks_every_cell_once_and_never_far(width: int, height: int):
    way = list(curve(width, height))
    assert sorted(way) == [(x, y) for x in range(width) for y in range(height)]
    assert all(max(abs(a - c), abs(b - d)) <= 1 for (a, b), (c, d) in pairwise(way))


@settings(max_examples=60)
@given(st.lists(st.floats(0.1, 1000), min_size=1, max_size=40))
def test_a_treemap_fills_its_box(sizes: list[float]):
    boxes = treemap(sizes, Box(0, 0, 30, 20))
    assert sum(b.width * b.height for b in boxes) == pytest.approx(600)
    for box, size in zip(boxes, sizes, strict=True):
        assert box.width * box.height == pytest.approx(600 * size / sum(sizes))


def test_hostile_names_stay_in_the_inert_data():
    text = page(madeup_hostile())
    assert text.count("<script") == page(madeup_chain()).count("<script")
    assert "<img" not in text
    assert "\x00" not in text
    assert HOSTILE[0] not in text
    large = data_of(text)["large"]
    for column in ("keys", "names"):
        assert len(large[column].split("\n")) == large["count"]
    keys = large["keys"].split("\n")
    assert len(set(keys)) == len(keys)  # a NUL and its replacement are told apart


def test_line_breaks_in_names_move_no_other_name():
    network = clusters(1, 5)
    network.nodes["c0/1"]["properties"] = {"name": "第一行\n第二行\r\u2028", "aliases": ["a\tb", "c\nd"]}
    large = data_of(viz.large_view(Scene(network)))["large"]
    assert len(large["names"].split("\n")) == large["count"]
    assert "第一行 第二行" in large["names"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_almost_nothing_is_a_page_as_well(count: int):
    network = nx.MultiDiGraph()
    for n in range(count):
        network.add_node(f"n{n}", type="Company", properties={}, statements=())
    assert data_of(viz.large_view(Scene(network)))["large"]["count"] == count


def test_initials_of_every_character_travel_once():
    network = clusters(1, 3)
    network.nodes["c0/1"]["properties"] = {"name": "长光华芯", "aliases": ["龘"]}
    letters = data_of(viz.large_view(Scene(network)))["large"]["letters"]
    assert letters["长"] == "cz"
    assert letters["龘"] == "d"
    assert "c" not in letters


def test_ten_thousand_nodes_take_little_room():
    assert len(viz.large_view(Scene(clusters(100, 100))).encode()) < 1_500_000


def test_the_built_script_is_what_was_recorded():
    built = json.loads((VENDOR / "built.json").read_text(encoding="utf-8"))
    script = (ROOT / "viz" / "large" / built["file"]).read_bytes()
    assert hashlib.sha256(script).hexdigest() == built["sha256"]
    licences = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {"sigma", "graphology"} <= built["packages"].keys()
    for name, version in built["packages"].items():
        assert f"{name} {version} (MIT)" in licences
        assert f"{name} {version} (MIT)" in script.decode()
        assert lock[f"node_modules/{name}"]["version"] == version


def test_the_lock_names_no_registry():
    assert "http" not in (VENDOR / "package-lock.json").read_text(encoding="utf-8").replace("funding", "")
    assert not (VENDOR / "node_modules").exists()
