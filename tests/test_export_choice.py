"""A part of a store as files, and what programs show of GraphML."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Answer

from chainscape import graph, viz
from chainscape.graph import Store
from chainscape.schema import Node, Relation, Search, Source, Statement

Run = Callable[..., Answer]
XML = "{http://graphml.graphdrawing.org/xmlns}"


def said(row: str, *sources: str, **properties: object) -> tuple[Statement, ...]:
    return (Statement("madeup", row, sources, "2024", properties),)


SUPPLY = [
    Relation("SUPPLIES", "company:madeup_1", "company:madeup_2", said(product, product=product), (product,))
    for product in ("光纤", "光缆")
]
RECORDS = [
    Source("source:madeup", "虚构来源"),
    Source("source:other", "另一虚构来源"),
    Node("Company", "company:madeup_1", said("1", "source:madeup", name="虚构一")),
    Node("Company", "company:madeup_2", said("2", name="虚构二")),
    Node("Company", "company:madeup_3", said("3", "source:other", name="虚构三")),
    *SUPPLY,
    Relation("PARENT_OF", "company:madeup_1", "company:madeup_2", said("p")),
    Search("search:1", "company:madeup_1", "owner", "web", "none_found", "2024", dataset="madeup"),
    Search("search:3", "company:madeup_3", "owner", "web", "none_found", "2024", dataset="madeup"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "kg"
    with graph.open_store(path, "w") as store:
        store.write(RECORDS)
    return path


def ids_of(path: Path) -> Counter[str]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return Counter(line["type"] for line in lines)


def test_gephi_keeps_relations_between_the_same_nodes_apart(small: Path, tmp_path: Path):
    """Gephi's reader makes one edge of two between the same nodes unless the labels of their elements differ."""
    with graph.open_store(small) as store:
        graph.export(store, tmp_path / "x.graphml", "graphml")
    edges = ET.parse(tmp_path / "x.graphml").getroot().iter(f"{XML}edge")
    assert sorted(edge.get("label", "") for edge in edges) == ["PARENT_OF", "SUPPLIES", "SUPPLIES 2"]


def test_no_two_relations_of_the_pack_are_one_to_gephi(pack_store: Store, tmp_path: Path):
    graph.export(pack_store, tmp_path / "x.graphml", "graphml")
    edges = list(ET.parse(tmp_path / "x.graphml").getroot().iter(f"{XML}edge"))
    assert len({(e.get("source"), e.get("target"), e.get("label")) for e in edges}) == len(edges)
    assert len({(e.get("source"), e.get("target")) for e in edges}) < len(edges)


def test_a_part_has_its_own_sources_and_searches(small: Path, tmp_path: Path):
    only = {"company:madeup_1", "company:madeup_2"}
    with graph.open_store(small) as store:
        done = graph.export(store, tmp_path / "part.jsonl", "jsonl", only=only)
        bare = graph.export(store, tmp_path / "bare.jsonl", "jsonl", only=only, sources=False)
        rest = graph.export(store, tmp_path / "rest.jsonl", "jsonl", sources=False)
    text = (tmp_path / "part.jsonl").read_text("utf-8")
    assert (done.nodes, done.relations) == (4, 3)
    assert ("source:madeup" in text, "source:other" in text) == (True, False)
    assert ("search:1" in text, "search:3" in text) == (True, False)
    assert (bare.nodes, bare.relations, rest.nodes, rest.relations) == (2, 3, 3, 3)


@pytest.mark.parametrize("format", graph.FORMATS)
def test_every_format_takes_a_choice(run: Run, pack_path: Path, pack_store: Store, tmp_path: Path, format: str):
    target = tmp_path / "out"
    done = run("export", target, "--format", format, "--store", pack_path, "--chain", "光电", "--without-sources")
    assert done.code == 0
    whole = graph.network(pack_store)
    network = whole.subgraph(viz.chosen_in(whole, viz.Choice(("chain:optoelectronics",))))
    assert set(network) > set(graph.network(pack_store, chains=["chain:optoelectronics"]))
    assert f"{network.number_of_nodes()} 个节点，{network.number_of_edges()} 条关系" in done.err
    assert "来源" not in done.err


def test_choices_combine(run: Run, pack_path: Path, pack_store: Store, tmp_path: Path):
    words = ["--region", "吴江", "--type", "企业,TestingInstitute", "--without-sources"]
    assert run("export", tmp_path / "x.jsonl", *words, "--store", pack_path).code == 0
    found = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    types = {each["type"] for each in found if "from" not in each and "from_id" not in each}
    assert "Company" in types
    assert types <= {"Company", "TestingInstitute", *(r for r in pack_store.count())}
    assert "IndustryChain" not in types
    nothing = run("export", tmp_path / "y.jsonl", "--region", "吴江", "--type", "Patent", "--store", pack_path)
    assert nothing.code == 2
    assert "没有留下节点" in nothing.err
    assert not (tmp_path / "y.jsonl").exists()
