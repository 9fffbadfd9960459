"""The guard on a Neo4j server. Each attempt is first shown to work in a session for writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import neo4j_server
import pytest
from attempts import CALL_OUT, FILES, READS, SECRET, WRITES, listed
from server_attempts import ADMINISTRATION, FILES_HERE, INVALID, ONLY_IN_5, SILENT, WRITES_HERE

from chainscape import graph, queries
from chainscape.graph.bolt import plans
from chainscape.schema import Node, QueryFailed, QueryRefused, Relation, Statement

#: all that the server does in a session for writing
CHANGES = [*listed(WRITES), *listed(WRITES_HERE)]
READ_FILES = [*listed(FILES), *listed(FILES_HERE)]
ATTEMPTS = [*CHANGES, *listed(ADMINISTRATION), *READ_FILES, *CALL_OUT]


@dataclass
class Ground:
    """A store on a server, and a bare session for writing."""

    url: str
    driver: neo4j.Driver
    reading: graph.Store
    writing: graph.Store
    before: list[Any]

    def unguarded(self, query: str) -> tuple[str, bool]:
        """Return what a query gives in a session for writing, and whether it changed anything."""
        found, after = self.rows(query), self.everything()
        if after != self.before:
            self.put_back(after)
        return str(found), after != self.before

    def rows(self, query: str) -> list[list[Any]]:
        with self.driver.session() as session:
            return session.run(query).values()

    def everything(self) -> list[Any]:
        # not dump(): some attempts take ids away
        return [
            sorted(map(str, self.rows("MATCH (n) RETURN labels(n), properties(n)"))),
            sorted(map(str, self.rows("MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id"))),
            sorted(self.rows("SHOW INDEXES YIELD name")),
            sorted(self.rows("SHOW CONSTRAINTS YIELD name")),
            sorted(self.rows("SHOW USERS YIELD user")),
        ]

    def put_back(self, after: list[Any]) -> None:
        """Undo what an attempt did: only what differs, as making all of it anew takes a second."""
        _, _, indexes, constraints, users = self.before
        for [name] in after[3]:
            if [name] not in constraints:
                self.rows(f"DROP CONSTRAINT `{name}`")
        for [name] in self.rows("SHOW INDEXES YIELD name"):
            if [name] not in indexes:
                self.rows(f"DROP INDEX `{name}`")
        for [name] in after[4]:
            if [name] not in users:
                self.rows(f"DROP USER `{name}`")
        if after[2:] == self.before[2:]:
            self.rows("MATCH (n) DETACH DELETE n")
            self.writing.write(RECORDS)
            self.writing.publish()
        elif after[:2] != self.before[:2] or self.everything() != self.before:
            make(self.url)
        assert self.everything() == self.before

    def refuse(self, query: str, *errors: type[Exception]) -> None:
        """Show that a store refuses a query, in both modes and both ways, and that all stays as it is."""
        for store in (self.reading, self.writing):
            for ask in (store.run, store.stream):
                with pytest.raises(errors or (QueryRefused,)):
                    ask(query)
        assert self.everything() == self.before


SAID = (Statement("madeup", "1", (), "2024", {"name": "虚构"}),)
RECORDS = [
    *(Node("Company", f"company:{number}", SAID) for number in (1, 2, 3)),
    Node("Region", "region:1", SAID),
    Relation("SUPPLIES", "company:1", "company:2", SAID, ("madeup",)),
]


def make(url: str) -> None:
    neo4j_server.empty(url)
    with graph.open_store(url, "w") as store:
        store.write(RECORDS)
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        session.run("CREATE INDEX madeup_index IF NOT EXISTS FOR (n:Company) ON (n.madeup)").consume()
        session.run("CREATE USER madeup IF NOT EXISTS SET PASSWORD 'madeup-password'").consume()


@pytest.fixture(scope="module")
def ground(neo4j_url: str) -> Iterator[Ground]:
    make(neo4j_url)
    with (
        neo4j.GraphDatabase.driver(neo4j_url) as driver,
        graph.open_store(neo4j_url) as reading,
        graph.open_store(neo4j_url, "w") as writing,
    ):
        made = Ground(neo4j_url, driver, reading, writing, [])
        made.before = made.everything()
        yield made
        for text in ("DROP INDEX madeup_index", "DROP USER madeup"):
            made.rows(text)


@pytest.mark.parametrize("query", CHANGES)
def test_no_write(ground: Ground, query: str):
    if query in ONLY_IN_5 and neo4j_server.CYPHER != "5":
        ground.refuse(query, QueryRefused, QueryFailed)
        return
    _, changed = ground.unguarded(query)
    assert changed
    ground.refuse(query)


@pytest.mark.parametrize("query", listed(ADMINISTRATION))
def test_no_administration(ground: Ground, query: str):
    found, _ = ground.unguarded(query)
    assert found != "[]" or SILENT.match(query)
    ground.refuse(query)


@pytest.mark.parametrize("query", READ_FILES)
def test_no_file(ground: Ground, tmp_path: Path, query: str):
    secret = tmp_path / "madeup.csv"
    secret.write_text(f"{SECRET},1\n{SECRET},2\n", encoding="utf-8")
    query = query.replace("'FILE'", f"'{secret.as_uri()}'").replace("PATH", str(secret))
    found, _ = ground.unguarded(query)
    assert SECRET in found
    ground.refuse(query)


@pytest.mark.parametrize("query", CALL_OUT)
def test_no_call_out(ground: Ground, server: list[str], query: str):
    query = query.replace("URL", f"http://127.0.0.1:{server[0]}/x").replace("REST", f"://127.0.0.1:{server[0]}/x")
    found, _ = ground.unguarded(query)
    assert SECRET in found
    asked = len(server)
    ground.refuse(query)
    assert len(server) == asked


@pytest.mark.parametrize("query", listed(INVALID))
def test_what_this_server_does_not_take_is_an_error_too(ground: Ground, query: str):
    ground.refuse(query, QueryRefused, QueryFailed)


def test_there_are_many_attempts():
    """200 or more on a server alone, no two alike."""
    assert len(set(ATTEMPTS)) == len(ATTEMPTS) >= 200


@pytest.mark.parametrize("query", [query for query in listed(READS) if "algo." not in query])
def test_reading_is_not_refused(ground: Ground, query: str):
    assert len(ground.reading.run(query))


def test_the_plans_of_the_library_only_read(pack_server: str):
    """Texts of ours are sent without EXPLAIN: here they are checked."""
    refused = {}
    with neo4j.GraphDatabase.driver(pack_server) as driver, driver.session() as session:
        for name in queries.names():
            text = queries.query(name).text
            try:
                plans.check_text(text)
                summary = session.run("EXPLAIN " + text).consume()
                plans.check(summary.query_type, summary.plan)
            except QueryRefused as error:
                refused[name] = str(error)
        writing = session.run("EXPLAIN CREATE (n:Company)").consume()
        with pytest.raises(QueryRefused):
            plans.check(writing.query_type, writing.plan)
    assert refused == {}


def test_the_word_use_may_be_read(ground: Ground):
    for query in (
        "WITH 1 AS `use` RETURN `use` ORDER BY `use`",
        "RETURN {use: 1}.use AS use",
        "RETURN 'a use case' AS x // use it",
        "MATCH (n:Company) USING INDEX n:Company(id) WHERE n.id = 'company:1' RETURN count(n)",
    ):
        assert len(ground.reading.run(query)) == 1


def test_where_a_function_stands_its_name_is_in_the_plan(ground: Ground):
    """What the check of functions rests on."""
    for query in listed(
        """
MATCH (a) RETURN a.id ORDER BY F LIMIT 3
MATCH (a) WITH a SKIP toInteger(G.year) RETURN a
MATCH (a) MATCH (b:Company) WHERE b.id STARTS WITH toString(F) RETURN b
MATCH p = (a)-[r*1..3]->(b) WHERE all(n IN relationships(p) WHERE date.truncate('day', date(n.x)) IS NULL) RETURN b
MATCH (a)-[r*1..3 {x: G}]->(b) RETURN b
MATCH p = shortestPath((a:Award)-[*..4]-(b)) WHERE none(n IN nodes(p) WHERE date.truncate('day', n.x) = 1) RETURN p
MATCH SHORTEST 1 (a:Company) ((n)-[r]->(m) WHERE date.truncate('day', date(n.x)) IS NULL)+ (b) RETURN b
MATCH (a) RETURN [(a)-->(b) | date.truncate('day', date(b.x))] AS l
MATCH (a) RETURN reduce(s = 0, x IN [1] | s + F.year) AS l
MATCH (a) RETURN a {.id, k: F} AS l
MATCH (a) WHERE EXISTS { (a)-->(b) WHERE F IS NULL } RETURN a
MATCH (a) RETURN COLLECT { MATCH (a)-->(b) RETURN F } AS n
MATCH (a) RETURN percentileCont(a.y, G.year) AS n
RETURN date.`truncate`('day', date($d)) AS y
"""
    ):
        text = re.sub(r"\bF\b", "date.truncate('day', date(a.x))", query)
        text = re.sub(r"\bG\b", "date.truncate('day', date($d))", text)
        with ground.driver.session() as session:
            found = session.run("EXPLAIN " + text, d="2024-01-01").consume().plan
        assert found is not None
        assert any("date.truncate(" in details for _, details in plans._operators(found)), text
