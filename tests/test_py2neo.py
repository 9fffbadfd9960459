"""py2neo on the real server: its Graph as a store, answers as Subgraphs, old data, and the guide row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import neo4j_server
import pytest

from chainscape import graph, queries, schema
from chainscape.graph.py2neo_graphs import server as place
from chainscape.schema import Rows, StoreError, UsageError

py2neo = pytest.importorskip("py2neo")
DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ("from-py2neo.md", "from-py2neo.zh-CN.md")


@pytest.fixture
def old(neo4j_url: str) -> Iterator[Any]:
    """A py2neo.Graph on an empty server."""
    neo4j_server.empty(neo4j_url)
    found = py2neo.Graph(neo4j_url, auth=("neo4j", ""))
    yield found
    neo4j_server.empty(neo4j_url)


# a Graph as a store


def test_a_graph_of_py2neo_is_a_store(pack_server: str):
    theirs = py2neo.Graph(pack_server)
    with graph.open_store(theirs) as store, graph.open_store(pack_server) as ours:
        for name in ("stages", "lead-firms"):
            assert queries.ask(store, name, chain="光电") == queries.ask(ours, name, chain="光电")
        assert store.count() == ours.count()


@pytest.mark.parametrize(
    ("settings", "url", "database"),
    [
        ({"profile": "bolt://one:7000", "auth": ("u", "p")}, "bolt://one:7000", None),
        ({"profile": "bolt+s://one", "auth": ("u", "p"), "name": "kg"}, "bolt+s://one:7687", "kg"),
        ({"profile": "bolt+ssc://one", "auth": ("u", "p")}, "bolt+ssc://one:7687", None),
        ({"profile": "neo4j://one", "auth": ("u", "p")}, "neo4j://one:7687", None),
        ({"profile": "neo4j+s://one", "auth": ("u", "p")}, "neo4j+s://one:7687", None),
    ],
)
def test_address_user_and_database_go_to_the_driver(settings: dict[str, Any], url: str, database: str | None):
    found = place(unconnected(**settings))
    assert (found.url, found.auth, found.database) == (url, ("u", "p"), database)


def test_http_is_refused_with_the_way_out():
    with pytest.raises(UsageError, match=r"Graph\('bolt://one:7687'\)"):
        place(unconnected(profile="http://one", auth=("u", "p")))


def unconnected(profile: str, auth: tuple[str, str], name: str | None = None) -> Any:
    """A py2neo.Graph as its constructor leaves it, short of the connection."""
    service = py2neo.GraphService.__new__(py2neo.GraphService)
    made = py2neo.Graph.__new__(py2neo.Graph)
    routed = profile.startswith("neo4j")
    service._profile = (
        py2neo.ServiceProfile(profile, auth=auth) if routed else py2neo.ConnectionProfile(profile, auth=auth)
    )
    service._connector = type("Connector", (), {"profile": service._profile})()
    made.service, made.__name__ = service, name
    return made


# answers as subgraphs


def test_an_answer_is_a_subgraph(pack_server: str):
    theirs = py2neo.Graph(pack_server)
    text = "MATCH (a:Company)-[r:LEADS]->(b:Consortium) RETURN a, r, b ORDER BY r.id"
    with graph.open_store(theirs) as store:
        ours = store.run(text).to_subgraph()
    same = theirs.run(text).to_subgraph()
    assert shape(ours) == shape(same)
    assert len(ours.nodes) == len(same.nodes) > 5
    assert len(ours.relationships) == len(same.relationships) > 5


def shape(found: Any) -> tuple[set[Any], set[Any]]:
    nodes = {(tuple(n.labels), n["id"], n["name"]) for n in found.nodes}
    ties = {(type(r).__name__, r.start_node["id"], r.end_node["id"], r["id"]) for r in found.relationships}
    return nodes, ties


def test_paths_lists_and_ends_become_part_of_it(pack_store: graph.Store):
    path = pack_store.run("MATCH p = (:Stage)-[:PART_OF]->(:IndustryChain) RETURN p ORDER BY p LIMIT 1").to_subgraph()
    assert (len(path.nodes), len(path.relationships)) == (2, 1)
    alone = pack_store.run("MATCH (:Company)-[r:LEADS]->() RETURN collect(r) AS all").to_subgraph()
    assert len(alone.relationships) > 5
    assert all(n["id"] and not n.labels for n in alone.nodes)
    with pytest.raises(UsageError, match="RETURN n, r or p"):
        pack_store.run("MATCH (c:Company) RETURN c.name AS name").to_subgraph()
    assert not Rows(("n",), []).to_subgraph().nodes


def test_a_subgraph_is_merged_without_more_words(pack_store: graph.Store, old: Any):
    rows = pack_store.run("MATCH (a:Company)-[r:LEADS]->(b:Consortium) RETURN a, r, b")
    for _ in range(2):
        old.merge(rows.to_subgraph())
        assert old.evaluate("MATCH (:Company)-[r:LEADS]->(:Consortium) RETURN count(r)") == len(rows)


# data that scripts on py2neo wrote


@pytest.fixture
def script(old: Any) -> Any:
    """What an old script left: no ids, two labels, dates, a type of its own."""
    a = py2neo.Node("Firm", "Listed", name="虚构甲公司", name_en="Made-up A", staff=120)
    b = py2neo.Node("Firm", name="虚构乙公司")
    nameless = py2neo.Node("Firm", city="苏州")
    old.create(py2neo.Relationship(a, "DELIVERS", b, product="管", since=2019) | nameless)
    old.create(py2neo.Relationship(b, "KNOWS", a))
    return old


def test_old_data_answers_queries(script: Any):
    with graph.open_store(script) as store:
        rows = store.run("MATCH (n:Firm) RETURN n.name AS name, labels(n) AS labels, n AS node ORDER BY name")
        assert rows.column("name") == ["虚构乙公司", "虚构甲公司", None]
        assert sorted(rows.column("labels")[1]) == ["Firm", "Listed"]
        assert rows.column("node")[0] == {"type": "Firm", "name": "虚构乙公司"}
        assert store.count() == {"Firm": 3, "Listed": 1, "DELIVERS": 1, "KNOWS": 1}
        assert len(store.run("MATCH (n:Firm) RETURN n").to_subgraph().nodes) == 3
        assert len(store.run("MATCH ()-[r:DELIVERS]->() RETURN r").to_subgraph().nodes) == 2


def test_what_needs_ids_says_so(script: Any, tmp_path: Path):
    with graph.open_store(script) as store:
        with pytest.raises(StoreError, match="a node of type Firm has no id, so it was not written by Chainscape"):
            graph.network(store)
        with pytest.raises(StoreError, match="has no id"):
            graph.export(store, tmp_path / "x.jsonl", "jsonl")


def test_old_data_is_adopted(script: Any, tmp_path: Path):
    with graph.open_store(script) as store, graph.open_store(tmp_path / "new", "w") as new:
        for _ in range(2):
            found = graph.adopt(store, {"Firm": "Company"}, {"DELIVERS": "SUPPLIES"}, dataset="old")
            loaded = graph.load(new, found, skip_bad=True)
        assert loaded.written.nodes_same == 2
        assert new.count() == {"Company": 2, "SUPPLIES": 1}
        (row,) = new.run("MATCH (a)-[r:SUPPLIES]->(b) RETURN a.name AS a, b.name AS b, r AS r, a.details AS details")
        assert (row["a"], row["b"]) == ("虚构甲公司", "虚构乙公司")
        assert row["r"]["product"] == "管"
        assert row["r"]["details"] == ["since=2019"]
        assert row["details"] == ["labels=Listed", "staff=120"]
        # the firm without a name is told, not dropped
        assert [p.reason for p in loaded.checked.problems if "name" in p.reason]


# the guide


def rows_of(guide: str) -> list[list[str]]:
    """The table of a guide: what it is for, py2neo, driver, Chainscape."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("|") and "`" in line]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture
def names(old: Any, neo4j_url: str, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """What the rows of the guide call by name, over two firms of which one delivers to the other."""
    from py2neo import bulk, matching

    a, b = (py2neo.Node("Company", id=f"company:{n}", name=n) for n in ("甲", "乙"))
    old.create(py2neo.Relationship(a, "SUPPLIES", b, id="r:1"))
    with neo4j.GraphDatabase.driver(neo4j_url) as driver, graph.open_store(tmp_path / "kg", "w") as store:
        firms = [
            schema.Node("Company", f"company:{n}", (schema.Statement("mine", n, (), "", {"name": n}),))
            for n in ("甲", "乙")
        ]
        supply = schema.Relation(
            "SUPPLIES", "company:甲", "company:乙", (schema.Statement("mine", "1", (), "", {"product": "管"}),), ("管",)
        )
        store.write([*firms, supply])
        yield {
            "graph": old, "driver": driver, "store": store, "more": [{"id": "company:壬"}], "firms": firms,
            "supply": supply, "a": a, "b": b, "kg": graph,
            "url": neo4j_url, "rows": [{"id": "company:丙", "name": "丙"}, {"id": "company:丁", "name": "丁"}],
            "pairs": [{"a": "company:甲", "b": "company:乙"}], **vars(py2neo), **vars(matching), **vars(bulk),
            "GraphDatabase": neo4j.GraphDatabase, "Statement": schema.Statement, "neo4j": neo4j,
            "Firm": schema.Node,
        }  # fmt: skip


GUIDE = rows_of(GUIDES[0])


@pytest.mark.parametrize("number", range(len(GUIDE)), ids=[re.sub(r"\W+", "-", row[0]) for row in GUIDE])
def test_each_row_of_the_guide_does_what_it_says(names: dict[str, Any], number: int):
    _, before, driver, ours = GUIDE[number]
    done = 0
    for cell in (before, driver, ours):
        fails = cell.startswith("✗")
        for text in code(cell):
            done += 1
            if fails:
                with pytest.raises(
                    py2neo.ClientError, match=r"db\.indexes|Invalid create index|Invalid constraint|Invalid input"
                ):
                    exec(text, dict(names))
            else:
                exec(text, dict(names))
    assert done >= 2


def said(row: str, name: str) -> tuple[schema.Statement, ...]:
    return (schema.Statement("mine", row, (), "", {"name": name} if name else {"position": "upstream"}),)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_code_of_the_guide_runs(guide: str, script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    stage = schema.Node("Stage", "stage:o/fibre", said("2", "光纤"))
    part = schema.Relation("PART_OF", "stage:o/fibre", "chain:o", said("3", ""))
    together, adopted = re.findall(
        r"^```python\n(.*?)^```$", (DOCS / guide).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    with graph.open_store(script) as store:
        found: dict[str, Any] = {"graph": graph, "store": store}
        exec(adopted, found)
        assert found["loaded"].checked.problem_count == 1
    with graph.open_store(tmp_path / "chainscape-store") as new:
        assert new.count() == {"Company": 2, "SUPPLIES": 1}
    address = script.service.uri
    with graph.open_store(address, "w") as store:
        store.write([schema.Node("IndustryChain", "chain:o", said("1", "光电产业链")), stage, part])
    exec(together.replace("bolt://localhost:7687", address), found)
    assert found["rows"].column("name") == ["光纤"]
    assert not found["subgraph"].nodes


def test_the_guide_speaks_of_every_old_call():
    text = " ".join(" ".join(row) for row in GUIDE)
    for call in (
        "graph.run(", "graph.create(", "graph.merge(", "nodes.match(", "NodeMatcher(", "RelationshipMatcher(",
        "to_data_frame(", "to_subgraph(", "graph.begin(", "create_nodes(", "merge_nodes(", "create_relationships(",
        "graph.schema.", "evaluate(", "graph.push(", "graph.delete(",
    ):  # fmt: skip
        assert call in text, call


def test_both_guides_have_the_same_code():
    first, second = ([[code(cell) for cell in row[1:]] for row in rows_of(guide)] for guide in GUIDES)
    assert first == second
