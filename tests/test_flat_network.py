"""The flat form of a network, given to the programs that take one."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from chainscape import graph
from chainscape.schema import Rows


@pytest.fixture(scope="module")
def flat(pack_store: graph.Store) -> nx.MultiDiGraph:
    return graph.network(pack_store, flat=True)


def test_attributes_are_plain_and_nothing_is_lost(pack_store: graph.Store, flat: nx.MultiDiGraph):
    full = graph.network(pack_store)
    assert flat.number_of_nodes() == full.number_of_nodes()
    assert set(flat.edges(keys=True)) == set(full.edges(keys=True))
    values = [v for _, data in flat.nodes(data=True) for v in data.values()]
    values += [v for *_, data in flat.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}
    huguang = flat.nodes["company:huguang"]
    assert huguang["label"] == huguang["name"] == "昆山沪光汽车电器股份有限公司"
    assert huguang["type"] == "Company"
    assert {label for *_, label in flat.edges(data="label")} == {type for *_, type in full.edges(data="type")}
    some = next(node for node, data in full.nodes(data=True) if len(data["properties"].get("aliases", ())) > 1)
    assert flat.nodes[some]["aliases"] == "; ".join(full.nodes[some]["properties"]["aliases"])
    around = graph.network(pack_store, chains=["chain:optoelectronics"], flat=True)
    assert set(around) == set(graph.network(pack_store, chains=["chain:optoelectronics"]))


@pytest.mark.parametrize(("name", "write", "read"), [
    ("x.graphml", nx.write_graphml, lambda path: nx.read_graphml(path, force_multigraph=True)),
    ("x.gexf", nx.write_gexf, nx.read_gexf),
    ("x.gml", nx.write_gml, nx.read_gml),
])  # fmt: skip
def test_the_writers_of_networkx(flat: nx.MultiDiGraph, tmp_path: Path, name: str, write, read):
    write(flat, tmp_path / name)
    back = read(tmp_path / name)
    assert (back.number_of_nodes(), back.number_of_edges()) == (flat.number_of_nodes(), flat.number_of_edges())
    assert back.nodes["company:huguang"]["name"] == flat.nodes["company:huguang"]["name"]
    assert {data["label"] for *_, data in back.edges(data=True)} == {label for *_, label in flat.edges(data="label")}


def test_json(flat: nx.MultiDiGraph):
    text = json.dumps(nx.node_link_data(flat, edges="links"), ensure_ascii=False)
    back = nx.node_link_graph(json.loads(text), edges="links")
    assert set(back.edges(keys=True)) == set(flat.edges(keys=True))
    assert dict(back.nodes(data=True)) == dict(flat.nodes(data=True))
    assert len(json.loads(json.dumps(nx.cytoscape_data(flat)))["elements"]["edges"]) == flat.number_of_edges()


def test_pyvis(flat: nx.MultiDiGraph):
    from pyvis.network import Network

    page = Network(directed=True)
    page.from_nx(flat.copy())
    assert len(page.nodes) == flat.number_of_nodes()
    assert len(page.edges) == flat.number_of_edges()
    assert next(node for node in page.nodes if node["id"] == "company:huguang")["label"].startswith("昆山沪光")
    assert json.dumps("昆山沪光").strip('"') in page.generate_html()


def test_igraph(flat: nx.MultiDiGraph):
    import igraph

    found = igraph.Graph.from_networkx(flat)
    assert (found.vcount(), found.ecount()) == (flat.number_of_nodes(), flat.number_of_edges())
    assert "昆山沪光汽车电器股份有限公司" in found.vs["label"]


def test_ipysigma(flat: nx.MultiDiGraph, tmp_path: Path):
    from ipysigma import Sigma

    Sigma.write_html(flat, str(tmp_path / "x.html"), node_color="type", edge_color="label")
    assert (tmp_path / "x.html").stat().st_size > 100_000


def test_an_answer_is_flattened_too():
    node = {"type": "Company", "id": "company:madeup", "name": "虚构", "aliases": ["a", "b"], "stock": None}
    rows = Rows(("n",), [[node]])
    flat = rows.to_networkx(flat=True)
    assert flat.nodes["company:madeup"] == {"label": "虚构", "type": "Company", "name": "虚构", "aliases": "a; b"}
