"""``adopt``, and what a store says that holds nothing of Chainscape's; answers over such a store as graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import madeup_graph
import networkx as nx
import pytest
import yaml

from chainscape import analysis, graph, queries, schema
from chainscape.graph import Store
from chainscape.schema import Rows, StoreEmpty, StoreForeign, UsageError

py2neo = pytest.importorskip("py2neo")


@pytest.fixture
def store(theirs: str) -> Iterator[Store]:
    """The made-up graph, open for reading."""
    with graph.open_store(theirs) as opened:
        yield opened


def test_the_command_makes_a_store_with_gaps_hubs_and_maps(run, theirs: str, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mapping.yaml").write_text(madeup_graph.MAPPING, encoding="utf-8")
    words = ["adopt", theirs, "kg", "--mapping", "mapping.yaml"]
    dry = run(*words, "--dry-run")
    assert (dry.code, dry.out, Path("kg").exists()) == (0, "", False)
    assert "节点 12，关系 15，来源 1" in dry.err
    answer = run(*words, "--format", "json")
    assert answer.code == 0, answer.err
    assert {row["what"]: row["written"] for row in json.loads(answer.out)}["nodes"] == 12
    assert "新闻：1 个节点未取" in answer.err

    monkeypatch.setenv("CHAINSCAPE_STORE", "kg")
    rows = {row["cell"]: row for row in json.loads(run("gaps", "--all", "--format", "json").out)}
    suppliers = {
        cell.split("/")[1]: (row["state"], row["count"], row["verdict"])
        for cell, row in rows.items()
        if cell.endswith("/suppliers")
    }
    # one firm on record in each of two stages; three in the third; nobody has looked for anything else
    assert suppliers == {
        "stage:V11": ("present", 1, "single_on_record"),
        "stage:V12": ("present", 3, ""),
        "stage:V21": ("present", 1, "single_on_record"),
    }
    assert {row["verdict"] for cell, row in rows.items() if not cell.endswith("/suppliers")} == {"look_up"}
    hubs = {row["name"]: row for row in json.loads(run("hubs", "--all", "--format", "json").out)}
    # without 甲 its stage is empty, the next is cut off from it, and 丁 loses its only supplier of two products
    assert {name: row["stages_emptied"] for name, row in hubs.items()} == {
        "虚构甲光电": 1, "虚构丙钢铁": 1, "虚构乙线缆": 0, "虚构丁通信": 0,
    }  # fmt: skip
    assert [name for name, row in hubs.items() if row["customers_left"]] == ["虚构甲光电"]
    assert run("map", "虚构光通信", "-o", "map.html").code == 0
    page = Path("map.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("虚构光棒", "虚构光缆", "虚构甲光电", "虚构乙线缆"))
    assert "虚构炼钢" not in page


def test_a_draft_is_a_mapping_that_can_be_used(run, theirs: str, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("adopt", theirs, "-o", "mapping.yaml").code == 0
    again = run("adopt", theirs, "-o", "mapping.yaml", "--lang", "en")
    assert (again.code, again.out) == (2, "")
    assert "mapping.yaml is there already; a draft never writes over it" in again.err
    drafted = yaml.safe_load(Path("mapping.yaml").read_text(encoding="utf-8"))
    assert drafted["trees"] == [
        {
            "label": "行业", "relation": "上级行业", "levels": {1: "IndustryChain", 2: "Stage", 3: "above"},
            "id": "代码", "properties": {"名称": "name"},
        }
    ]  # fmt: skip
    assert {each["label"]: each["type"] for each in drafted["nodes"]} == {"公司": "Company", "产品": "Product"}
    assert {each["relation"]: each["type"] for each in drafted["relations"]} == {
        "所属行业": "OPERATES_IN", "上游": "FEEDS", "主营产品": "PRODUCES", "上游材料": "MADE_FROM", "供应": "SUPPLIES",
    }  # fmt: skip
    answer = run("adopt", theirs, "kg", "--mapping", "mapping.yaml")
    assert answer.code == 0, answer.err
    english = run("adopt", theirs, "--lang", "en").out
    assert "label: 公司  # 4" in english
    assert "公司:上市" not in english


def test_problems_refuse_the_whole_or_are_left_out_and_reported(run, other, neo4j_url, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other(
        "CREATE (:公司 {name: '虚构甲', 成立: '近日'}), (:公司 {name: '虚构乙'})-[:母]->(:公司 {name: '虚构丙'}), "
        "(:公司 {name: '虚构丁'})-[:母]->(:公司 {name: '虚构丁'})"
    )
    Path("m.yaml").write_text(
        "dataset: d\nnodes: [{label: 公司, type: Company, properties: {成立: founded}}]\n"
        "relations: [{relation: 母, type: PARENT_OF}]\n",
        encoding="utf-8",
    )
    words = ["adopt", neo4j_url, "kg", "--mapping", "m.yaml", "--report", "p.csv"]
    answer = run(*words)
    assert (answer.code, answer.out, Path("kg").exists()) == (1, "", False)
    assert "整体拒绝：2 处问题" in answer.err
    assert "公司 虚构甲，列「成立」：「近日」不是日期" in answer.err
    assert "PARENT_OF 由" in Path("p.csv").read_text(encoding="utf-8-sig")
    assert run(*words, "--dry-run").code == 1
    assert run(*words, "--skip-bad").code == 0
    with graph.open_store("kg") as new:
        assert new.count() == {"Company": 3, "PARENT_OF": 1}


def test_a_mapping_or_a_store_that_is_missing_is_told(run, theirs: str, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text(madeup_graph.MAPPING, encoding="utf-8")
    for words, told in (
        ([theirs, "kg"], "--mapping FILE"),
        ([theirs, "--mapping", "m.yaml"], "--dry-run"),
        ([theirs, theirs, "--mapping", "m.yaml"], "同一个库"),
        (["kg", "new", "--mapping", "m.yaml", "--from-database", "x"], "--from-database"),
    ):
        answer = run("adopt", *words)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert told in answer.err
    assert run("adopt", theirs, "kg", "--mapping", "absent.yaml").code == 1
    Path("m.yaml").write_text(madeup_graph.MAPPING.replace("label: 公司", "label: 公词"), encoding="utf-8")
    answer = run("adopt", theirs, "kg", "--mapping", "m.yaml")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "键 nodes[0].label：应为图中的标签，现为「公词」。是「公司」吗？" in answer.err
    assert not Path("kg").exists()


def test_what_is_chainscapes_own_is_no_part_of_it(run, other, neo4j_url, pack_path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other("CREATE (:公司 {name: '虚构甲'})").close()
    with graph.open_store(neo4j_url, "w") as both:
        said = (schema.Statement("d", "1", ("source:虚构",), "", {"name": "虚构乙"}),)
        both.write([schema.Source("source:虚构", "虚构"), schema.Node("Company", "company:虚构", said)])
        mapping = {"dataset": "d", "nodes": [{"label": "公司", "type": "Company"}]}
        adoption = graph.adopt(both, mapping)
        assert [record.statements[0].properties["name"] for record in adoption] == ["虚构甲"]
        assert adoption.remarks == ()
        with pytest.raises(schema.SchemaError, match="expected a label of the graph, found 'Company'"):
            graph.adopt(both, {"dataset": "d", "nodes": [{"label": "Company", "type": "Company"}]})
    answer = run("adopt", pack_path, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "no node of another program to adopt; chainscape copy" in answer.err


# a store that holds nothing of ours

ASKING = [
    ["gaps"], ["gaps", "光电"], ["hubs"], ["ask", "chains"], ["ask", "infrastructure-coverage", "--format", "csv"],
    ["whatif", "虚构甲光电"], ["compare", "2020", "2021"], ["map", "光电", "-o", "x.html"], ["network", "-o", "x.html"],
    ["network", "--around", "虚构甲光电", "-o", "x.html"], ["matrix", "-o", "x.svg"], ["overview", "-o", "x.html"],
    ["book", "-o", "x.html"], ["search", "add", "光电/计量", "--result", "found", "--method", "web", "--by", "me"],
]  # fmt: skip


@pytest.mark.parametrize("words", ASKING, ids=lambda words: "-".join(words[:2]))
def test_a_graph_of_another_program_is_told_in_a_line_with_the_way(run, theirs, tmp_path: Path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    for lang, told in (
        ("zh", "库中有其他程序写下的 15 个节点（标签：行业、公司、产品、上市、新闻），没有链景的节点"),
        ("en", "15 nodes of other programs (labels: 行业, 公司, 产品, 上市, 新闻) and none of Chainscape's"),
    ):
        answer = run(*words, "--store", theirs, "--lang", lang)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert told in answer.err
        assert "chainscape adopt FROM TO --mapping FILE" in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ASKING, ids=lambda words: "-".join(words[:2]))
@pytest.mark.parametrize("kind", ["folder", "server"])
def test_an_empty_store_says_so(run, other, neo4j_url, tmp_path: Path, monkeypatch, words, kind):
    monkeypatch.chdir(tmp_path)
    graph.open_store(tmp_path / "kg", "w").close()
    if kind == "server":
        other("")
    for lang, told in (("zh", "库中还没有数据"), ("en", "the store holds nothing yet")):
        answer = run(*words, "--store", "kg" if kind == "folder" else neo4j_url, "--lang", lang)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert told in answer.err
        assert "chainscape import PATH" in answer.err


def test_python_is_told_as_well(store: Store, tmp_path: Path):
    for ask in (
        lambda: analysis.find(store),
        lambda: analysis.scene(store, "光电"),
        lambda: analysis.what_if(store, ["虚构甲光电"]),
        lambda: queries.ask(store, "chains"),
        lambda: queries.stream(store, "chains"),
        lambda: queries.resolve(store, "chain", "光电"),
        lambda: graph.check_filled(store),
    ):
        with pytest.raises(StoreForeign, match="15 nodes of other programs"):
            ask()
    with graph.open_store(tmp_path / "kg", "w") as new:
        with pytest.raises(StoreEmpty):
            queries.ask(new, "chains")
        new.write([schema.Source("source:made-up", "虚构")])
        assert not queries.ask(new, "chains")
        assert not analysis.find(new).cells


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("CREATE (:Company {id: 'company:虚构', name: '虚构'}), (:公司)", True),
        ("CREATE (:Search {id: 'search:虚构'})", True),
        ("CREATE (:Company {name: '虚构'})", False),
        ("CREATE (:Company {id: 5, name: '虚构'})", False),
        ("CREATE (:公司 {id: '虚构'})", False),
        ("CREATE (), (:公司)", False),
    ],
)
def test_what_counts_as_ours(other, text: str, ours: bool):
    store = other(text)
    if ours:
        assert not queries.ask(store, "chains")
    else:
        with pytest.raises(StoreForeign):
            queries.ask(store, "chains")


def test_ones_own_queries_may_be_about_anything(store: Store, tmp_path: Path):
    (tmp_path / "firms.cypher").write_text(
        "// title: 公司\n// about: 公司\n// returns: n\n// example:\nMATCH (n:公司) RETURN count(n) AS n\n",
        encoding="utf-8",
    )
    assert queries.ask(store, "firms", folder=tmp_path).column("n") == [4]


# answers as graphs

FOREIGN = """
CREATE (a:公司 {name: '虚构甲'})-[:供 {占比: 0.3}]->(b:公司 {name: '虚构乙'}), (a)-[:供 {产品: '虚构光纤'}]->(b),
  (c:检测 {name: '虚构丙', id: 7})-[:检]->(a), (b)-[:供]->(b),
  (o:Company {id: 'company:虚构', name: '虚构丁', statements: []})-[:SUPPLIES {id: 'r:虚构'}]->(a), (p:产品 {id: 7})
"""


def test_nodes_without_ids_are_told_apart(other):
    store = other(FOREIGN)
    for text in (
        "MATCH (a)-[r]->(b) RETURN a, r, b",
        "MATCH p = ()-[]->() RETURN p",
        "MATCH (a)-[r]->() RETURN collect(r)",
    ):
        rows = store.run(text)
        for stage in (rows, *rows.pieces()):
            made, sub = stage.to_networkx(), stage.to_subgraph()
            assert (len(made), made.number_of_edges()) == (4, 5)
            assert (len(sub.nodes), len(sub.relationships)) == (4, 5)
        # the circle is one, and what ends at our own node says so
        assert nx.number_of_selfloops(made) == 1
        assert [at for at in made if at == "company:虚构"]
        assert made.in_degree(next(to for _, to in made.out_edges("company:虚构"))) == 2
    rows = store.run("MATCH (a)-[r]->(b) RETURN a, r, b")
    named = {data["properties"].get("name"): at for at, data in rows.to_networkx().nodes(data=True)}
    assert set(named) == {"虚构甲", "虚构乙", "虚构丙", "虚构丁"}
    assert rows.to_networkx().number_of_edges(named["虚构甲"], named["虚构乙"]) == 2
    assert {n["name"] for n in rows.to_subgraph().nodes} == set(named)
    # as before, they show like any other
    assert store.run("MATCH (a:公司 {name: '虚构甲'}) RETURN a").values[0][0] == {"type": "公司", "name": "虚构甲"}
    assert (
        len(store.run("MATCH (n) RETURN n").to_networkx())
        == len(store.run("MATCH (n) RETURN n").to_subgraph().nodes)
        == 5
    )


def test_ends_that_an_answer_does_not_hold_have_no_made_up_id(other):
    rows = other(FOREIGN).run("MATCH (:公司)-[r:供 {占比: 0.3}]->() RETURN r")
    assert [data["properties"] for _, data in rows.to_networkx().nodes(data=True)] == [{}, {}]
    assert [dict(node) for node in rows.to_subgraph().nodes] == [{}, {}]


def test_a_notebook_shows_paths_of_such_nodes_the_right_way(other):
    store = other(FOREIGN)
    for text, told in (
        ("MATCH p = (:检测)-[:检]->(:公司) RETURN p", "虚构丙 –检→ 虚构甲"),
        ("MATCH p = (:公司)<-[:检]-(:检测) RETURN p", "虚构甲 ←检– 虚构丙"),
    ):
        assert told in store.run(text)._repr_html_()


def test_what_cannot_be_told_apart_is_refused():
    node, same = {"type": "公司", "name": "虚构"}, {"type": "产品", "id": "1"}
    tie = {"type": "供", "from": "", "to": "1"}
    for values in ([[tie]], [[same, tie]], [[{"type": "公司", "id": "1"}, same]]):
        for make in (Rows(("a", "b"), values).to_networkx, Rows(("a", "b"), values).to_subgraph):
            with pytest.raises(UsageError, match="adopt"):
                make()
    for make in (Rows(("a",), [[node]]).to_networkx, Rows(("a",), [[node]]).to_subgraph):
        with pytest.raises(UsageError):
            make()
