"""What the guard knows of the plans of the server that the tests run on."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator

import neo4j
import neo4j_server
import pytest

from chainscape import graph
from chainscape.graph.bolt import plans
from chainscape.schema import QueryRefused

#: what makes the server's description of a plan: every operator's name is a text in it
DESCRIBES = "org/neo4j/cypher/internal/plandescription/LogicalPlan2PlanDescription"
#: texts there that look like a name and are none
WORDS = {
    "ASSERT", "All", "Anti", "CONSTRAINT", "CREATE", "External", "FOR", "FULLTEXT", "IN", "Into", "LOOKUP",
    "LogicalPlan2PlanDescription", "MATCH", "ON", "REQUIRE", "RepeatOptions", "VECTOR",
}  # fmt: skip
#: operators that write, lock, administer or stand only in tests of the server: refused
REFUSED = {
    "AssertSameRelationship", "AssertingMultiRelationshipIndexSeek", "DoNothingIfExists(CONSTRAINT)",
    "DoNothingIfExists(INDEX)", "Eager ProcedureCall", "Error", "ExhaustiveLimit", "Input", "LockNodes", "MergeInto",
    "MergeUniqueNode", "NonFuseable",
}  # fmt: skip
STARTS = ("Alter", "Create", "Drop", "Remove", "Set", "Show")

READS = """
MATCH p = ANY (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH p = ANY 2 (a:Stage {id: 'x'})-[:FEEDS]->+(b:Stage {id: 'y'}) RETURN p
MATCH p = ALL SHORTEST (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH p = ALL SHORTEST (a:Stage {id: 'x'})-[:FEEDS]->+(b:Stage {id: 'y'}) RETURN p
MATCH p = SHORTEST 2 (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH p = SHORTEST 2 GROUPS (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH p = SHORTEST 1 (a:Stage {id: 'x'})-[:FEEDS]->+(b:Stage {id: 'y'}) RETURN p
MATCH (a:Stage {id: 'x'}), (b:Stage {id: 'y'}) MATCH (a)((m)-[:FEEDS]->(n) WHERE m.id <> n.id)+(b) RETURN a
MATCH (a:Stage) ((x)-[:FEEDS]->(y) WHERE x.name <> y.name)+ (b:Stage) RETURN a, b
MATCH (a:Stage {id: 'x'}), (b:Stage {id: 'y'}) MATCH (a)-[:FEEDS*1..]->(b) RETURN DISTINCT a, b
MATCH (n:$('Stage')) RETURN n
OPTIONAL CALL db.labels() YIELD label RETURN label
"""
#: taken where Cypher 25 is the default
READS_25 = """
MATCH p = ACYCLIC (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH p = ACYCLIC (a:Stage {id: 'x'})((m)-[:FEEDS]->(n) WHERE n.name = 'a')+(b:Stage {id: 'y'}) RETURN p
MATCH p = SHORTEST 2 ACYCLIC (a:Stage)-[:FEEDS]->+(b:Stage) RETURN p
MATCH REPEATABLE ELEMENTS p = (a:Stage)-[:FEEDS]->{1,4}(b:Stage) RETURN p
MATCH p = WALK (a:Stage)-[:FEEDS]->{1,3}(b:Stage) RETURN p
MATCH (a:Stage)(()-[r:FEEDS]->())+(b) WHERE allReduce(sum = 0, x IN r | sum + 1, sum < 5) RETURN a
MATCH (n:Stage) FILTER n.id = 'x' LET y = n.id RETURN y
RETURN 1 AS x NEXT RETURN x
WHEN true THEN RETURN 1 AS x ELSE RETURN 2 AS x
"""


def texts_of(data: bytes) -> Iterator[str]:
    """Yield the texts of a class file (Java Virtual Machine Specification 4.4)."""
    names: dict[int, str] = {}
    texts: list[int] = []
    at, number, end = 10, 1, struct.unpack(">H", data[8:10])[0]
    while number < end:
        tag = data[at]
        if tag == 1:
            size = struct.unpack(">H", data[at + 1 : at + 3])[0]
            names[number] = data[at + 3 : at + 3 + size].decode("utf-8", "replace")
            at += size
        elif tag == 8:
            texts.append(struct.unpack(">H", data[at + 1 : at + 3])[0])
        at += 3 if tag in (1, 7, 8, 16, 19, 20) else 4 if tag == 15 else 9 if tag in (5, 6) else 5
        number += 2 if tag in (5, 6) else 1
    yield from (names[each] for each in texts)


def operators() -> set[str]:
    """Return the operators that the server under test may name; what it puts in when it runs is ``\x01``."""
    (jar,) = (each for each in neo4j_server.classpath().split(":") if re.search(r"/neo4j-cypher-\d", each))
    with zipfile.ZipFile(jar) as opened:
        parts = [name for name in opened.namelist() if name.startswith(DESCRIBES) and name.endswith(".class")]
        texts = {text for name in parts for text in texts_of(opened.read(name))}
    shaped = {text.replace(", ", ",") for text in texts if re.fullmatch(r"(Eager )?[A-Z]\w+(\([\w, \x01]+\))?", text)}
    return shaped - WORDS


def test_the_guard_knows_every_operator_of_the_server():
    found = operators()
    assert len(found) > 100
    allowed = {operator for each in plans.OPERATORS for operator in (each, re.sub(r"\b(All|Into)\b", "\x01", each))}
    known = allowed | REFUSED | plans._WORDS.keys()
    unknown = {each for each in found - known if not each.startswith(STARTS)}
    # StatefulShortestPath(\x01,\x01): each way of going with each kind of end
    unknown = {each for each in unknown if each.count("\x01") < 2}
    assert unknown == set(), f"Neo4j {neo4j_server.RELEASE} has operators that the guard does not know"


def test_no_operator_is_both_allowed_and_refused():
    assert plans.OPERATORS & (REFUSED | plans._WORDS.keys()) == set()
    assert [each for each in plans.OPERATORS if each.startswith(STARTS)] == []


@pytest.mark.parametrize("text", READS.strip().splitlines() + READS_25.strip().splitlines())
def test_what_only_reads_is_not_refused(neo4j_url: str, text: str):
    if text in READS_25 and neo4j_server.CYPHER == "5":
        with neo4j.GraphDatabase.driver(neo4j_url) as driver, pytest.raises(neo4j.exceptions.CypherSyntaxError):
            driver.execute_query("EXPLAIN " + text)
        return
    with graph.open_store(neo4j_url) as store:
        store.run(text)


def test_what_shows_the_server_is_refused(neo4j_url: str):
    with graph.open_store(neo4j_url) as store:
        for text in ("SHOW INDEXES", "SHOW FUNCTIONS", "SHOW DATABASES"):
            with pytest.raises(QueryRefused):
                store.run(text)
