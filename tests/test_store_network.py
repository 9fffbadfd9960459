"""A store as a networkx graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from chainscape import graph
from chainscape.schema import Node, Record, Relation, Search, Source, Statement, relation_id

SAID = (Statement("madeup", "1", ("source:madeup",), "2024", {"name": "虚构", "aliases": ["made up"]}),)
#: id → type; m1 and m2 are two chains that share one firm
NODES = {
    "chain:m1": "IndustryChain",
    "chain:m2": "IndustryChain",
    "stage:m1a": "Stage",
    "stage:m1b": "Stage",
    "stage:m2a": "Stage",
    "consortium:m1": "Consortium",
    "consortium:m2": "Consortium",
    "company:in_m1": "Company",
    "company:in_both": "Company",
    "company:in_m2": "Company",
    "company:parent": "Company",
    "company:supplier": "Company",
    "patent:m1": "Patent",
    "patent:m2": "Patent",
    "product:m1": "Product",
    "expert:m1": "Expert",
    "award:m1": "Award",
    "region:m1": "Region",
    "company:elsewhere": "Company",
}
RELATIONS = [
    ("stage:m1a", "PART_OF", "chain:m1"),
    ("stage:m1b", "PART_OF", "chain:m1"),
    ("stage:m2a", "PART_OF", "chain:m2"),
    ("stage:m1a", "FEEDS", "stage:m1b"),
    ("stage:m1b", "FEEDS", "stage:m2a"),
    ("consortium:m1", "SERVES", "chain:m1"),
    ("consortium:m2", "SERVES", "chain:m2"),
    ("company:in_m1", "LEADS", "consortium:m1"),
    ("company:in_m1", "OPERATES_IN", "stage:m1a"),
    ("company:in_both", "OPERATES_IN", "stage:m1b"),
    ("company:in_both", "OPERATES_IN", "stage:m2a"),
    ("company:in_both", "MEMBER_OF", "consortium:m2"),
    ("company:in_m2", "OPERATES_IN", "stage:m2a"),
    ("company:parent", "PARENT_OF", "company:in_m1"),
    ("company:supplier", "SUPPLIES", "company:in_m1"),
    ("company:in_m1", "HOLDS", "patent:m1"),
    ("company:in_m2", "HOLDS", "patent:m2"),
    ("company:in_m1", "PRODUCES", "product:m1"),
    ("expert:m1", "AFFILIATED_WITH", "company:in_m1"),
    ("company:in_m1", "RECEIVED", "award:m1"),
    ("consortium:m1", "LOCATED_IN", "region:m1"),
    ("company:elsewhere", "LOCATED_IN", "region:m1"),
]
AROUND_M1 = {
    "chain:m1",
    "stage:m1a",
    "stage:m1b",
    "consortium:m1",
    "company:in_m1",
    "company:in_both",
    "region:m1",
    "company:parent",
    "patent:m1",
    "product:m1",
    "expert:m1",
    "award:m1",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graph.Store]:
    path = tmp_path_factory.mktemp("network") / "store"
    records: list[Record] = [Source("source:madeup", "made up")]
    records += [Node(type, id, SAID) for id, type in NODES.items()]
    records += [Relation(type, a, b, SAID) for a, type, b in RELATIONS]
    records += [Search("search:madeup", "chain:m1", "testing", "web", "none_found", "2024-01-01")]
    with graph.open_store(path, "w") as opened:
        opened.write(records)
    with graph.open_store(path) as opened:
        yield opened


def test_everything_but_sources_and_searches(store: graph.Store):
    network = graph.network(store)
    assert isinstance(network, nx.MultiDiGraph)
    assert dict(network.nodes(data="type")) == NODES
    ends = {(a, b, key): type for a, b, key, type in network.edges(keys=True, data="type")}
    assert ends == {(a, b, relation_id(type, a, b)): type for a, type, b in RELATIONS}


def test_what_nodes_and_relations_carry(store: graph.Store):
    network = graph.network(store)
    node = network.nodes["company:in_m1"]
    assert node.keys() == {"type", "properties", "statements"}
    assert node["properties"]["name"] == "虚构"
    assert node["properties"]["aliases"] == ["made up"]
    assert node["properties"]["sources"] == ["source:madeup"]
    assert "statements" not in node["properties"]
    assert node["statements"] == SAID
    tie = network.edges["company:in_m1", "patent:m1", relation_id("HOLDS", "company:in_m1", "patent:m1")]
    assert (tie["type"], tie["statements"]) == ("HOLDS", SAID)


def test_around_a_chain(store: graph.Store):
    assert set(graph.network(store, chains=["chain:m1"])) == AROUND_M1
    assert graph.network(store, chains=["chain:m1"]).has_edge("company:in_m1", "consortium:m1")
    both = graph.network(store, chains=["chain:m1", "chain:m2"])
    assert set(NODES) - set(both) == {"company:supplier", "company:elsewhere"}
    assert len(graph.network(store, chains=["chain:madeup_missing"])) == 0
    assert len(graph.network(store, chains=[])) == 0


def test_some_types(store: graph.Store):
    network = graph.network(store, types=["Company", "Patent"])
    assert set(network) == {id for id, type in NODES.items() if type in ("Company", "Patent")}
    assert {type for _, _, type in network.edges(data="type")} == {"PARENT_OF", "SUPPLIES", "HOLDS"}
    assert set(graph.network(store, chains=["chain:m1"], types=["Stage"])) == {"stage:m1a", "stage:m1b"}


def test_nothing_in_it(tmp_path: Path):
    with graph.open_store(tmp_path / "store", "w") as empty:
        assert len(graph.network(empty)) == 0
        assert graph.sources(empty) == {}
        assert graph.searches(empty) == ()
        assert empty.count() == {}
        assert list(empty.dump()) == []
