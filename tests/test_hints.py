"""What is said beside an answer: names that nobody knows, and numbers where a text was meant; messages on queries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import Answer

from chainscape import graph, queries
from chainscape.cli.hinting import names_in
from chainscape.schema import Node, Statement, vocabulary

Run = Callable[..., Answer]
HERE = Path(__file__).parent


@pytest.fixture(params=["folder", "neo4j"])
def where(request: pytest.FixtureRequest, pack_path: Path) -> str:
    return str(pack_path) if request.param == "folder" else str(request.getfixturevalue("pack_server"))


def test_unknown_names_are_told_with_the_nearest(run: Run, where: str):
    text = "MATCH (c:Compny {nme: 'x'})-[:SUPLIES]->(b) WHERE b:Stag RETURN c.id, b.fouded"
    done = run("cypher", text, "--store", where, "--lang", "en")
    assert done.code == 0
    assert done.err.splitlines() == [
        "there is no label Compny, in the vocabulary or here; did you mean Company?",
        "there is no relation type SUPLIES, in the vocabulary or here; did you mean SUPPLIES?",
        "there is no label or relation type Stag, in the vocabulary or here; did you mean Stage?",
        "there is no property fouded, in the vocabulary or here; did you mean founded?",
        "there is no property nme, in the vocabulary or here; did you mean name?",
    ]
    assert "词汇表和库中都没有标签 Compny；是不是 Company？" in run("cypher", text, "--store", where).err


def test_a_number_against_a_text_is_told(run: Run, where: str):
    text = "MATCH (c:Company) WHERE c.stock = $code RETURN c.name"
    done = run("cypher", text, "-p", "code=600487", "--store", where, "--lang", "en")
    assert done.err == "$code is the number 600487 and stock a text: for the text -p 'code=\"600487\"'\n"
    done = run("cypher", text, "-p", 'code="600487"', "--store", where)
    assert ("亨通光电" in done.out, done.err) == (True, "")


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("MATCH (c:Company {stock: 600487}) RETURN c.id", [], "600487 is a number and stock is a text: write '600487'"),
        ("MATCH (c:Company) WHERE c.founded > 2010 RETURN c.id", [], "2010 is a number and founded is a text"),
        ("MATCH (c:Company) WHERE 2010 <= c.founded RETURN c.id", [], "2010 is a number and founded is a text"),
        ("MATCH (c:Company) WHERE c.stock IN $x RETURN c.id", ["-p", "x=[600487]"], "-p 'x=[\"600487\"]'"),
        ("MATCH (c:Company) WHERE c.stock STARTS WITH $x RETURN c.id", ["-p", "x=60"], "-p 'x=\"60\"'"),
        ("MATCH (c:企业) RETURN c.id", [], "did you mean Company?"),
        ("MATCH (c:Chain) RETURN c.id", [], "did you mean IndustryChain?"),
        ("MATCH (s:Stage)-[p:PART_OF]->(c) WHERE p.order = 1 AND size(s.name) > 9 RETURN s.id LIMIT 1", [], ""),
    ],
)
def test_what_was_meant_is_told(run: Run, pack_path: Path, text: str, given: list[str], said: str):
    done = run("cypher", text, *given, "--store", pack_path, "--lang", "en")
    assert done.code == 0
    assert said in done.err
    assert bool(said) == bool(done.err)


def test_nothing_is_told_of_texts_that_are_right():
    known = vocabulary()
    every = [
        *(queries.query(name).text for name in queries.names()),
        *(each["text"] for each in yaml.safe_load((HERE / "silent_faults.yaml").read_text("utf-8"))),
    ]
    labels = {*known.nodes, "Source", "Search"}
    for text in every:
        found = names_in(text)
        assert found.labels <= labels, text
        assert found.relations <= known.relations.keys(), text
        assert found.either <= labels | known.relations.keys(), text


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("MATCH (n {id: 'a'}) RETURN n.x, n.y.z, date(n.d).year, date.truncate('day', n.e)", "id x y z d year e"),
        ("WITH {a: 1, b: {c: 2}} AS m RETURN m.a, m.b.c", ""),
        ("MATCH (n) RETURN n {.id, .name, k: n.v} AS m", "id name v"),
        ("MATCH (n) RETURN collect(n {.id, k: 1})[0].id, [x IN nodes(p) | x.y], $p.q, 1.5, [1, 2][0..1]", "id y"),
        ("RETURN 'n.a', \"n.b\", `n.c`, n.`d e` // n.f\n/* n.g */", "d e"),
        ("MATCH (n) WHERE EXISTS { (n)-[r:T {p: 1}]->() } CALL (n) { RETURN n.a AS x } RETURN x", "p a"),
    ],
)
def test_properties_of_a_text(text: str, properties: str):
    wanted = {"d e"} if properties == "d e" else set(properties.split())
    assert names_in(text).properties == wanted


def test_messages_are_about_the_text_that_was_written(run: Run, where: str):
    for text, place in (("RETURN foo(1)", "column 8"), ("MATCH (n)\nRETURN n.id ORDR BY n.id", "line 2")):
        done = run("cypher", text, "--store", where, "--lang", "en")
        assert done.code == 1
        assert "EXPLAIN" not in done.err
        if "://" in where or "line" in place:
            assert place in done.err
    for text in ("RETURN range(1, 1000000000)[0] AS x", 'RETURN "a', "RETURN [1, 2][1..", "RETURN x"):
        done = run("cypher", text, "--store", where, "--lang", "en", "--timeout", "20")
        for word in ("arcadedb.", "STRING_LITERAL", " more", "<EOF>", "UndefinedVariable:", " ^"):
            assert word not in done.err, text


def test_a_parameter_that_is_wanted_is_said_as_it_is_given(run: Run, where: str):
    done = run("cypher", "RETURN $x AS x", "--store", where)
    assert done.code == 2
    assert "$x" in done.err
    assert "-p x=" in done.err
    assert run("cypher", "RETURN $x AS x", "-p", "x=1", "--store", where).code == 0


def test_keys_of_rows_that_are_given_are_known(run: Run, tmp_path: Path):
    with graph.open_store(tmp_path / "kg", "w") as store:
        store.write([Node("Company", "company:m", (Statement("m", "1", (), "", {"name": "虚构"}),))])
    text = "UNWIND $rows AS row MATCH (n {id: row.key}) RETURN n.name"
    done = run("cypher", text, "-p", 'rows=[{"key": "company:m"}]', "--store", tmp_path / "kg")
    assert (done.code, done.err) == (0, "")
    assert "虚构" in done.out


# the last one: it empties the server
def test_names_of_another_program_are_known_on_its_server(run: Run, neo4j_url: str):
    import neo4j
    import neo4j_server

    neo4j_server.empty(neo4j_url)
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        driver.execute_query("CREATE (:`虚构公司` {`虚构代码`: '600487'})-[:`虚构供应`]->(:`虚构公司`)")
    text = "MATCH (c:虚构公司 {虚构代码: $x})-[:虚构供应]->(d) RETURN c.虚构代码"
    done = run("cypher", text, "-p", "x=600487", "--store", neo4j_url, "--lang", "en")
    assert done.err == "$x was read as the number 600487; if 虚构代码 is a text, give -p 'x=\"600487\"'\n"
    assert run("cypher", text, "-p", 'x="600487"', "--store", neo4j_url).err == ""
