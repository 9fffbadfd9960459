"""The guard against everything but reading. Each attempt is first shown to work on an unguarded engine."""

from __future__ import annotations

import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chainscape import graph
from chainscape.graph import answers, inventory, jvm
from chainscape.graph.allowed import FUNCTIONS, PROCEDURES, RULES
from chainscape.graph.embedded import Embedded
from chainscape.schema import Node, QueryFailed, QueryRefused, Relation, Statement

SECRET = "madeup-secret"

WRITES = r"""
CREATE (:Company {id:'n'})
create (:Company {id:'n'})
CrEaTe (:Company {id:'n'})
/* MATCH */ CREATE /* RETURN */ (:Company {id:'n'})
// MATCH (n) RETURN n¶CREATE (:Company {id:'n'})
CREATE//¶(:Company {id:'n'})
CREATE (:`Company` {`id`:'n'})
CREATE (:Neu {id:'n'})
CREATE (:Company {id:'n'}) RETURN 1
CREATE (:Company {id:'\u006e'})
INSERT (:Company {id:'n'})
MATCH (a:Company {id:'company:1'}) CREATE (a)-[:SUPPLIES {id:'n'}]->(a)
MATCH (n) RETURN n.id AS id UNION ALL CREATE (a:Company {id:'n'}) RETURN a.id AS id
MERGE (:Company {id:'n'})
MERGE (a:Company {id:'company:1'}) ON MATCH SET a.x = 9
MERGE (a:Company {id:'n'}) ON CREATE SET a.x = 9
MATCH (a:Company) SET a.x = 9
MATCH (a:Company) SET a += {x: 9}
MATCH (a:Company) SET a = {id: a.id}
MATCH (a:Company) SET a['x'] = 9
MATCH (a:Company) SET a:Neu
MATCH (a:Company) SET a IS Neu
MATCH (a:Company) SET a:$('Neu')
MATCH (a:Company) REMOVE a.name
MATCH (a:Company) REMOVE a['name']
MATCH (a:Company) REMOVE a:Company
MATCH ()-[r]->() DELETE r
MATCH (a:Company) DETACH DELETE a
MATCH (a:Company {id:'company:3'}) DELETE a
MATCH (a:Company {id:'company:3'}) NODETACH DELETE a
MATCH (a:Company {id:'company:3'}) WITH a AS RETURN_ DELETE RETURN_
FOREACH (i IN [1] | CREATE (:Company {id:'n'}))
FOREACH (i IN [1] | FOREACH (j IN [1] | CREATE (:Company {id:'n'})))
MATCH (a:Company) FOREACH (i IN [1] | SET a.x = 9)
CALL { CREATE (:Company {id:'n'}) }
CALL { CREATE (n:Company {id:'n'}) RETURN n } RETURN n
CALL () { CREATE (n:Company {id:'n'}) RETURN n } RETURN n
MATCH (a:Company) CALL (a) { SET a.x = 9 } RETURN a
MATCH (a:Company) CALL { WITH a SET a.x = 9 } RETURN a
CALL { CALL { CREATE (:Company {id:'n'}) } } RETURN 1
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN TRANSACTIONS
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE
UNWIND [1] AS i CALL (i) { CREATE (:Company {id:'n'}) } IN 2 CONCURRENT TRANSACTIONS
WHEN true THEN CREATE (:Company {id:'n'})
{ CREATE (:Company {id:'n'}) }
PROFILE CREATE (:Company {id:'n'})
profile MATCH (a:Company) SET a.x = 9
/* EXPLAIN */ PROFILE CREATE (:Company {id:'n'})
CALL merge.node(['Company'], {id:'n'}) YIELD node RETURN node
CALL MERGE.Node(['Company'], {id:'n'}) YIELD node RETURN node
CALL `merge`.`node`(['Company'], {id:'n'}) YIELD node RETURN node
CALL merge /* . */ . node(['Company'], {id:'n'}) YIELD node RETURN node
CALL apoc.merge.node(['Company'], {id:'n'}) YIELD node RETURN node
MATCH (a {id:'company:1'}), (b {id:'company:3'}) CALL merge.relationship(a,'SUPPLIES',{id:'n'},{},b) YIELD rel RETURN 1
MATCH (a:Company) WITH collect(a) AS l CALL refactor.mergeNodes(l) YIELD node RETURN node
CALL do.when(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL do.when(true, "CRE" + "ATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
CALL apoc.do.when(true, "CREATE (:Company {id:'n'})", "RETURN 1", {}) YIELD value RETURN value
"""

ADMINISTRATION = r"""
CREATE INDEX FOR (n:Company) ON (n.x)
create index neu IF NOT EXISTS FOR (n:Company) ON (n.x)
CREATE CONSTRAINT neu FOR (n:Company) REQUIRE n.x IS UNIQUE
DROP INDEX `Company[id]`
DROP CONSTRAINT `Company[id]`
"""

#: what they return says that they worked
TELLING = {
    "SHOW INDEXES": "ONLINE",
    "show/**/indexes": "ONLINE",
    "SHOW CONSTRAINTS": "UNIQUENESS",
    "START TRANSACTION": "begin",
    "RETURN sql.version()": "build",
    "EXPLAIN MATCH (n) RETURN n": "Plan",
}

FILES = r"""
LOAD CSV FROM 'FILE' AS l RETURN l
load csv from 'FILE' as l return l
LOAD/**/CSV FROM 'FILE' AS l RETURN l
LOAD CSV//¶FROM 'FILE' AS l RETURN l
LOAD CSV FROM 'PATH' AS l RETURN l
LOAD CSV FROM '\u0066ile://PATH' AS l RETURN l
LOAD CSV FROM 'fi' + 'le://PATH' AS l RETURN l
LOAD CSV WITH HEADERS FROM 'FILE' AS l RETURN keys(l)
LOAD CSV FROM 'FILE' AS l FIELDTERMINATOR ';' RETURN l, file(), linenumber()
WITH 'FILE' AS f LOAD CSV FROM f AS l RETURN l
CALL { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
MATCH (n:Company) CALL (n) { LOAD CSV FROM 'FILE' AS l RETURN l } RETURN l
RETURN COLLECT { LOAD CSV FROM 'FILE' AS l RETURN l }
MATCH (n:Company) WHERE COUNT { LOAD CSV FROM 'FILE' AS l RETURN l } > 1 RETURN 'madeup-secret'
RETURN 1 AS l UNION ALL LOAD CSV FROM 'FILE' AS l RETURN l
CALL do.when(true, "LOAD CSV FROM 'FILE' AS l RETURN l", "RETURN 1", {}) YIELD value RETURN value
"""

CALL_OUT = ("LOAD CSV FROM 'URL' AS l RETURN l", "CALL { LOAD CSV FROM 'ht' + 'tp' + 'REST' AS l RETURN l } RETURN l")

SLEEPS = r"""
RETURN util.sleep(200)
RETURN UTIL.Sleep(200)
RETURN util . /* x */ sleep(200)
RETURN apoc.util.sleep(200)
CALL util.sleep(200)
CALL apoc.util.sleep(200)
MATCH (n:Company) WHERE util.sleep(100) IS NULL RETURN n
"""

#: not valid on this engine; another one might take them
INVALID = r"""
\u0043REATE (:Company {id:'n'})
C\u0052EATE (:Company {id:'n'})
L\u004fAD C\u0053V FROM 'FILE' AS l RETURN l
RETURN \u0075til.sleep(200)
RETURN EXISTS { CREATE (:Company {id:'n'}) }
RETURN COUNT { CREATE (a:Company {id:'n'}) RETURN a }
RETURN COLLECT { CREATE (a:Company {id:'n'}) RETURN a.id }
RETURN 1 AS x NEXT CREATE (:Company {id:'n'})
DEFINE PROCEDURE p() { CREATE (:Company {id:'n'}) } CALL p() RETURN 1
MATCH (n) RETURN n; MATCH (m) DETACH DELETE m
TERMINATE TRANSACTIONS '1'
SHOW TRANSACTIONS
SHOW SETTINGS
SHOW USERS
CREATE USER x SET PASSWORD 'madeup-password'
DROP DATABASE x
USE x MATCH (n) RETURN n
SESSION SET $x = 1
COMMIT
CALL dbms.listConfig()
CALL sql('SELECT 1')
CALL db.migrateLegacyTemporals()
RETURN eval('1+1')
SELECT FROM Company
DELETE FROM Company
g.V().drop()
"""

READS = r"""
MATCH (n) RETURN n
// CREATE (n)¶MATCH (n) RETURN n.id AS `DELETE`
MATCH (n:Company) WHERE NOT n.name CONTAINS 'CREATE (n)' RETURN n
RETURN 'LOAD CSV FROM "file:///etc/passwd" AS l' AS text
MATCH (n) WITH labels(n)[0] AS set, count(*) AS remove RETURN set, remove ORDER BY remove DESC SKIP 0 LIMIT 3
MATCH p = (a:Company)-[:SUPPLIES*1..3]->(b) RETURN p, [x IN nodes(p) | x.name] AS names, reduce(s = 0, x IN [1] | s + x)
MATCH (a:Company) WHERE EXISTS { (a)-[:SUPPLIES]->() } AND NOT (a)<-[:SUPPLIES]-() RETURN a {.id, .name, n: 1}
MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN a.id, n
MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a.id, collect(DISTINCT b.id) AS to, COUNT { (a)-->() } AS out
UNWIND [1, 2] AS x RETURN CASE WHEN x > 1 THEN 'a' ELSE 'b' END AS c, date('2024-01-01') AS d, toUpper('a') AS u
CALL db.labels() YIELD label RETURN label
MATCH (a:Company {id:'company:1'}), (b:Company {id:'company:2'}) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p)
MATCH (a:Company) RETURN a.id AS id UNION MATCH (b:Region) RETURN b.id AS id
CALL algo.pagerank() YIELD node, score RETURN node, score
"""


def listed(text: str) -> list[str]:
    return [line.replace("¶", "\n") for line in text.strip().splitlines()]


@dataclass
class Ground:
    """A store and an unguarded engine on copies of it."""

    path: Path
    folder: Path

    def unguarded(self, query: str) -> tuple[str, bool, float]:
        """Return what a query gives without a guard, whether it changed anything, and the seconds."""
        copy = self.folder / "copy"
        shutil.copytree(self.path / "database", copy)
        database = jvm.java("com.arcadedb.database.DatabaseFactory")(str(copy)).open()
        settings = jvm.java("com.arcadedb.GlobalConfiguration")
        database.getConfiguration().setValue(settings.OPENCYPHER_LOAD_CSV_BLOCKED_IP_RANGES, "")
        try:
            before, begun = everything(database), time.monotonic()
            found = str(answers.read(database.command("opencypher", query)).values)
            seconds = time.monotonic() - begun
            if database.isTransactionActive():
                database.commit()
            return found, everything(database) != before, seconds
        finally:
            database.close()
            shutil.rmtree(copy)

    def refuse(self, query: str) -> None:
        """Show that a store refuses a query and stays as it is."""
        with graph.open_store(self.path) as store:
            before = everything(raw(store))
            with pytest.raises(QueryRefused):
                store.run(query)
            assert everything(raw(store)) == before


def raw(store: graph.Store) -> Any:
    assert isinstance(store, Embedded)
    return store._read(lambda database: database)


def everything(database: Any) -> list[str]:
    schema = database.getSchema()
    return [
        *inventory.dump(database),
        *sorted(str(type.getName()) for type in schema.getTypes()),
        *sorted(str(index.getName()) for index in schema.getIndexes()),
    ]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp("guard")
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构"}),)
    with graph.open_store(folder / "store", "w") as store:
        store.write(
            [
                *(Node("Company", f"company:{number}", said) for number in (1, 2, 3)),
                Node("Region", "region:1", said),
                Relation("SUPPLIES", "company:1", "company:2", said, ("madeup",)),
            ]
        )
    return Ground(folder / "store", folder)


@pytest.fixture(scope="module")
def secret(ground: Ground) -> Path:
    path = ground.folder / "madeup_secret.csv"
    path.write_text(f"{SECRET},1\n{SECRET},2\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("query", [*listed(WRITES), *listed(ADMINISTRATION)])
def test_no_write(ground: Ground, query: str):
    _, changed, _ = ground.unguarded(query)
    assert changed
    ground.refuse(query)


@pytest.mark.parametrize(("query", "sign"), TELLING.items())
def test_no_administration(ground: Ground, query: str, sign: str):
    found, _, _ = ground.unguarded(query)
    assert sign in found
    ground.refuse(query)


@pytest.mark.parametrize("query", listed(FILES))
def test_no_file(ground: Ground, secret: Path, query: str):
    query = query.replace("FILE", f"file://{secret}").replace("PATH", str(secret))
    found, _, _ = ground.unguarded(query)
    assert SECRET in found
    ground.refuse(query)


@pytest.mark.parametrize("query", CALL_OUT)
def test_no_call_out(ground: Ground, server: list[str], query: str):
    port = server[0]
    query = query.replace("URL", f"http://127.0.0.1:{port}/x").replace("REST", f"://127.0.0.1:{port}/x")
    found, _, _ = ground.unguarded(query)
    assert SECRET in found
    asked = len(server)
    ground.refuse(query)
    assert len(server) == asked


@pytest.mark.parametrize("query", listed(SLEEPS))
def test_no_sleep(ground: Ground, query: str):
    _, _, seconds = ground.unguarded(query)
    assert seconds >= 0.2
    ground.refuse(query)


@pytest.mark.parametrize("query", listed(INVALID))
def test_what_this_engine_does_not_take_is_an_error_too(ground: Ground, query: str):
    with graph.open_store(ground.path) as store:
        before = everything(raw(store))
        with pytest.raises((QueryRefused, QueryFailed)):
            store.run(query)
        assert everything(raw(store)) == before


@pytest.mark.parametrize("query", listed(READS))
def test_reading_is_not_refused(ground: Ground, query: str):
    with graph.open_store(ground.path) as store:
        assert len(store.run(query))


def test_a_store_open_for_writing_refuses_the_same(ground: Ground, secret: Path):
    attempts = [*listed(WRITES), *listed(ADMINISTRATION), *TELLING, *listed(FILES), *CALL_OUT, *listed(SLEEPS)]
    assert len(attempts) >= 60
    with graph.open_store(ground.path, "w") as store:
        before = everything(raw(store))
        for query in attempts:
            with pytest.raises(QueryRefused):
                store.run(query.replace("FILE", secret.as_uri()).replace("PATH", str(secret)))
        for query in listed(INVALID):
            with pytest.raises((QueryRefused, QueryFailed)):
                store.run(query)
        assert everything(raw(store)) == before


def test_many_comments_take_no_time(ground: Ground):
    with graph.open_store(ground.path) as store:
        begun = time.monotonic()
        assert store.run("/* x */ /* y */ " * 200 + "RETURN 1 AS one").column("one") == [1]
        assert time.monotonic() - begun < 5


def test_the_engine_itself_refuses_too(ground: Ground, secret: Path):
    """Without the guard a store's own database still writes nothing and reads no file."""
    with graph.open_store(ground.path) as store:
        with pytest.raises(jvm.java_error(), match="idempotent"):
            raw(store).query("opencypher", "CREATE (:Company {id:'n'})")
        with pytest.raises(jvm.java_error(), match=r"READ ONLY|read only|ReadOnly"):
            raw(store).command("opencypher", "CREATE (:Company {id:'n'})")
        with pytest.raises(jvm.java_error(), match="disabled"):
            answers.read(raw(store).query("opencypher", f"LOAD CSV FROM '{secret.as_uri()}' AS l RETURN l"))


def test_each_allowed_name_is_one_the_engine_knows(ground: Ground):
    """A list that names what is not there hides a slip of the pen."""
    parser = jvm.java("com.arcadedb.query.opencypher.grammar.Cypher25Parser")
    assert {str(name) for name in parser.ruleNames} >= RULES
    procedures = jvm.java("com.arcadedb.query.opencypher.procedures.CypherProcedureRegistry")
    assert {str(name) for name in procedures.getProcedureNames()} >= PROCEDURES
    functions = jvm.java("com.arcadedb.function.CypherFunctionRegistry")
    namespaced = {name for name in FUNCTIONS if name.split(".")[0] in ("agg", "coll", "convert", "map", "text", "util")}
    assert {str(name) for name in functions.getFunctionNames()} >= namespaced


@pytest.fixture
def server() -> Iterator[list[str]]:
    """A web server on this machine: its port, then the paths it was asked for."""
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{SECRET},1\n".encode())

        def log_message(self, *args: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    asked.append(str(running.server_address[1]))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield asked
    running.shutdown()
    running.server_close()
