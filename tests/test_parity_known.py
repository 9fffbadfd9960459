"""Where the engines differ: what a folder refuses or rewrites for it, and what docs/cypher.md lists.

Each text is shown to differ still: an engine that learns better fails here, and its entry can go.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j_server
import pytest
import yaml
from test_parity import rows_of

from chainscape import graph
from chainscape.graph import Store
from chainscape.graph.embedded import answers, classes
from chainscape.schema import QueryFailed, QueryRefused, Rows

PAGES = [Path(__file__).parents[1] / "docs" / name for name in ("cypher.md", "cypher.zh-CN.md")]
#: what a folder's engine misreads and a store in a folder rewrites: test_silent_faults.py
FAULTS = yaml.safe_load((Path(__file__).parent / "silent_faults.yaml").read_text(encoding="utf-8"))
FIRMS = "MATCH (f:Company)-[:OPERATES_IN]->(s) "
PATH = (
    "MATCH p = shortestPath((:Company {id: 'company:hengtong-group'})-[r*..5]-(:IndustryChain {id: 'chain:apparel'})) "
)

#: refused in a folder; unguarded its engine would answer otherwise than Neo4j. The word is part of the reason.
REFUSED = [
    ("MATCH (c:Company) RETURN c.id AS c ORDER BY c.id", "another name"),
    ("MATCH (c:Company) RETURN c.name AS c, c.id AS id ORDER BY c.id", "ORDER BY id"),
    ("UNWIND [2, 5, 8] AS i RETURN DISTINCT i AS k, -i AS i ORDER BY i", "a column too (k)"),
    ("UNWIND [2, 5, 8] AS i RETURN i AS k, max(-i) AS i ORDER BY i % 5", "another name"),
    (PATH + "WHERE length(p) > 3 RETURN length(p) AS steps", "WHERE on p"),
    (PATH + "WHERE all(x IN r WHERE type(x) <> 'LOCATED_IN') RETURN length(p) AS steps", "WHERE on r"),
    (FIRMS + "RETURN {name: f.name, n: count(s)} AS m", "f.name beside an aggregate"),
    ("MATCH (s:Stage) WHERE size((s)<-[:OPERATES_IN]-()) = 0 RETURN count(s) AS n", "COUNT { … } = 0"),
    ("MATCH (s:Stage) WHERE length((s)<-[:OPERATES_IN]-()) = 0 RETURN count(s) AS n", "COUNT { … } = 0"),
    ("MATCH (s:Stage)-->(c) WITH DISTINCT c.id AS id WHERE s.id > 'a' RETURN id", "WHERE on s"),
    ("UNWIND [1, 2] AS x RETURN any(y IN [1] WHERE count(x) > y) AS l", "for each element"),
    ("UNWIND [1, 2] AS x WITH *, count(*) AS n RETURN x, n", "Name the columns"),
    ("MATCH (s:Stage {id: 'stage:apparel/market'}) CALL { WITH * RETURN s.id AS id } RETURN id", "CALL (*)"),
    ("MATCH (f:Company) RETURN {firm: f {.id}} AS m", "leave the outer map away"),
    ("CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey", "keys(n)"),
    ("CALL db.schema.visualization()", "other columns"),
    ("MATCH (f:Company) WHERE f.aliases RETURN count(f) AS n", "size(f.aliases) > 0"),
    ("MATCH (f:Company) WHERE f.stock OR f.home = 'outside' RETURN count(f) AS n", "f.stock IS NOT NULL"),
    ("MATCH (f:Company) RETURN CASE WHEN f.stock THEN 1 ELSE 0 END AS x, count(f) AS n", "f.stock IS NOT NULL"),
    ("MATCH (s:Stage) WHERE COUNT { (s)<-[:OPERATES_IN]-() } RETURN count(s) AS n", "COUNT { … } > 0"),
]

#: answered by both, and listed in docs/cypher.md
KNOWN = [
    "UNWIND [1, 2, 3] AS x RETURN percentileCont(x, 0.5) AS median",
    "MATCH (f:Company) RETURN avg(size(f.name)) AS mean",
    "RETURN cot(1) AS x",
    "RETURN toString(datetime('2024-03-01T10:00:00Z')) AS t",
    "RETURN toInteger(' 5 ') AS n",
    "RETURN range(0, 1, -2) AS l",
    "UNWIND [] AS x RETURN count(x) AS n, true OR max(x) > 1 AS t",
    "MATCH (f:Company)-->() RETURN count(f.stock) AS n",
    "MATCH (a:Company)<-[:SUPPLIES*0..2]-(b:Company) WHERE b.id > 'a' RETURN DISTINCT size(a.name) * 4 AS n",
    "RETURN valueType([1]) AS t",
    "RETURN duration('P1D') < duration('P2D') AS less",
    "RETURN point.distance(point({longitude: 120.6, latitude: 31.3}), point({longitude: 121.5, latitude: 31.2})) AS m",
    "UNWIND [1, 'a', true, date('2020-01-01')] AS x RETURN x ORDER BY x",
    "MATCH (f:Company {id: 'company:huguang'}) RETURN keys(f) AS keys",
    "MATCH (c:IndustryChain {id: 'chain:display'})<-[:PART_OF]-(s) RETURN collect(s.id) AS stages",
    "MATCH (c:IndustryChain {id: 'chain:display'}) RETURN [(c)<-[:PART_OF]-(s) | s.id] AS stages",
    "RETURN keys({b: 1, a: 2}) AS keys",
    "RETURN datetime('1900-03-01T10:00:00[Asia/Shanghai]') AS t",
    "MATCH (f:Company {id: 'company:huguang'}) RETURN elementId(f) AS id",
    "MATCH (f:Company {id: 'company:huguang'}) RETURN f {.id}",
]

ORDERED_BY_COUNT = "MATCH (f:Company)-[:OPERATES_IN]->(s) RETURN s.id AS id, count(f) * 2 AS n ORDER BY count(f), id"
#: answered by one of them, an error in plain words on the other
ONE_ONLY = [
    ("RETURN 'on ' + date('2024-03-01') AS t", "folder"),
    ("RETURN 'is ' + true AS t", "folder"),
    ("RETURN round(1234.5, -2) AS n", "folder"),
    ("RETURN 'a' =~ '[' AS found", "folder"),
    ("RETURN duration({quarters: 1}) AS d", "folder"),
    ("MATCH (f:Company) WHERE exists(f.founded) RETURN count(f) AS n", "folder"),
    ("MATCH p = shortestPath((a:Company {id: 'company:huguang'})-[*..2]-(a)) RETURN length(p) AS steps", "folder"),
    ("RETURN datetime('2024-03-01T10:00:00+08:05:43') AS t", "folder"),
    (ORDERED_BY_COUNT, "folder"),
    ("RETURN text.slug('A b') AS t", "folder"),
    (
        "MATCH p = SHORTEST 1 (:Company {id: 'company:huguang'})-[]-+(:IndustryChain) RETURN length(p) AS steps",
        "server",
    ),
    ("UNWIND [duration('P1D'), duration('PT1H')] AS d RETURN sum(d) AS total", "server"),
    ("RETURN split('a-b_c', ['-', '_']) AS parts", "server"),
    ("RETURN 1_000 AS n", "server"),
    ("RETURN INF AS x", "server"),
]


#: differences from 5.26 that 2026 does not have
NOT_FROM_2026 = (
    "RETURN toInteger(' 5 ') AS n",
    "RETURN 'on ' + date('2024-03-01') AS t",
    "RETURN 'is ' + true AS t",
    "RETURN datetime('2024-03-01T10:00:00+08:05:43') AS t",
)


@pytest.fixture(scope="module")
def server_store(pack_server: str) -> Iterator[Store]:
    with graph.open_store(pack_server) as store:
        yield store


def answer(store: Store, text: str) -> Any:
    try:
        rows = store.run(text)
    except (QueryFailed, QueryRefused):
        return "an error"
    return tuple(rows.columns), rows_of(rows, ordered="ORDER BY" in text)


def is_gone(text: str) -> bool:
    """Say whether a difference is gone on the server under test: by its release, or by Cypher 25."""
    newer = int(neo4j_server.RELEASE.partition(".")[0]) >= 2026
    return (newer and text in NOT_FROM_2026) or (neo4j_server.CYPHER == "25" and text == ORDERED_BY_COUNT)


def raw_rows(store: Store, text: str) -> Rows | None:
    """What the engine of a folder answers without the guard; None for an error."""
    try:
        return answers.read(store._read(lambda database: database.query("opencypher", text)))
    except (classes.java_error(), QueryFailed):
        return None


def unguarded(store: Store, text: str) -> Any:
    rows = raw_rows(store, text)
    return "an error" if rows is None else (tuple(rows.columns), rows_of(rows, ordered="ORDER BY" in text))


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_would_differ_is_refused(pack_store: Store, server_store: Store, text: str, reason: str):
    assert unguarded(pack_store, text) != answer(server_store, text), "equal now: it need not be refused any more"
    with pytest.raises(QueryRefused) as error:
        pack_store.run(text)
    assert reason in str(error.value)


@pytest.mark.parametrize("each", FAULTS, ids=lambda each: each["text"])
def test_what_is_rewritten_is_what_a_server_answers(pack_store: Store, server_store: Store, each: dict[str, Any]):
    rows = Rows(tuple(each["columns"]), [tuple(row) for row in each["rows"]])
    wanted = tuple(rows.columns), rows_of(rows, ordered="ORDER BY" in each["text"])
    assert answer(server_store, each["text"]) == wanted == answer(pack_store, each["text"])


@pytest.mark.parametrize("text", KNOWN)
def test_known_differences_are_still_there(pack_store: Store, server_store: Store, text: str):
    here, there = answer(pack_store, text), answer(server_store, text)
    assert "an error" not in (here, there)
    if is_gone(text):
        assert here == there
        return
    assert here != there, "equal now: take it out of the list and of docs/cypher.md"


@pytest.mark.parametrize(("text", "where"), ONE_ONLY)
def test_what_one_engine_alone_answers(pack_store: Store, server_store: Store, text: str, where: str):
    here, there = answer(pack_store, text), answer(server_store, text)
    if is_gone(text):
        assert "an error" not in (here, there)
        return
    assert (here == "an error", there == "an error") == (where == "server", where == "folder")


#: close to what is refused, and right on both
FINE = [
    "MATCH (f:Company) WHERE any(x IN f.aliases WHERE x CONTAINS '光') = false RETURN f.id AS id",
    "MATCH (c:Company) RETURN c.id AS id ORDER BY c.id",
    "MATCH (c:Company) RETURN c ORDER BY c.id",
    "MATCH (c:Company) RETURN c AS c, c.id AS id ORDER BY c.id",
    "MATCH (c:Company) RETURN c.name AS c, c.id ORDER BY c.id",
    "MATCH (c:Company) RETURN DISTINCT c.id + c.name AS c, c.sources, size(c.id) AS n ORDER BY c.sources, n, c LIMIT 5",
    "MATCH (c:Company)-[:OPERATES_IN]->(s) RETURN s.name AS c, c.id, count(*) AS n ORDER BY n DESC, c.id, c LIMIT 5",
    "MATCH p = shortestPath((a:Company)-[r:SUPPLIES*]->(b:Company)) "
    "WHERE a.id = 'company:huguang' AND b.name CONTAINS '奥' RETURN length(p) AS steps",
    FIRMS + "RETURN f.name AS name, {n: count(s), name: f.name} AS m",
    FIRMS + "RETURN s.id AS id, {n: count(*), top: max(f.id)} AS m",
    FIRMS + "RETURN s.id AS id, size([x IN collect(f.id) WHERE x CONTAINS 'a']) AS n",
    FIRMS + "RETURN s.id AS id, coalesce(toString(count(f) + 1), '') AS n, [count(f), [count(f) * 2]] AS l",
    FIRMS + "RETURN s.id AS id, count(f) > 1 AS some, CASE WHEN count(f) > 1 THEN 'x' ELSE 'y' END AS word",
    FIRMS + "RETURN s.id AS id, sum(CASE WHEN f.id CONTAINS 'a' AND NOT f.id CONTAINS 'b' THEN 1 ELSE 0 END) AS n",
    FIRMS + "WITH s, count(f) AS n RETURN s.id AS id, n > 1 AND n < 5 AS some, n IN [1, 2] AS few",
    FIRMS + "WITH s, count(f) AS n WHERE NOT n > 1 AND n IS NOT NULL RETURN s.id AS id",
    "MATCH (f:Company) WHERE NOT COUNT { (f)-[:OPERATES_IN]->() } > 1 AND f.id CONTAINS 'a' RETURN f.id AS id",
    "MATCH (f:Company) WHERE (COUNT { (f)-[:OPERATES_IN]->() }) + 1 = 2 RETURN f.id AS id",
    "MATCH (f:Company) RETURN NOT (COUNT { (f)-[:OPERATES_IN]->() }) > 1 AS few, count(*) AS n",
    "MATCH (f:Company) RETURN f.id AS id, COUNT { (f)-->() } * 2 - 1 AS n, [COUNT { (f)-->() }, 1][0] AS m",
    "MATCH (f:Company) RETURN f {.id, n: COUNT { (f)-->() }} AS m, {id: f.id, e: EXISTS { (f)-->() }} AS k",
    "RETURN (CASE WHEN true THEN 1 ELSE 0 END) + 1 = 2 AS two, [(any(x IN [1] WHERE x = 1))] AS l",
    "MATCH (f:Company) WITH f {.id} AS firm RETURN {firm: firm} AS m",
    "MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_next_to_it_is_answered_by_both(pack_store: Store, server_store: Store, text: str):
    here, there = answer(pack_store, text), answer(server_store, text)
    assert here == there != "an error"
    assert here[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_differences_are_documented(page: Path):
    shown = page.read_text(encoding="utf-8").replace("\\|", "|")
    texts = [*KNOWN, *(text for text, _ in ONE_ONLY)]
    assert [text for text in texts if text.removeprefix(FIRMS) not in shown] == []
