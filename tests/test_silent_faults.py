"""What the engine of a folder misreads without a word, and a store in a folder does not: rewritten, or refused.

silent_faults.yaml holds texts with the right answers; that a server gives them too is shown in test_parity_known.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_parity import typed
from test_parity_known import FINE, raw_rows

from chainscape.graph import Store
from chainscape.graph.embedded import guard
from chainscape.graph.embedded.store import Embedded
from chainscape.schema import QueryFailed, QueryRefused, Rows

HERE = Path(__file__).parent
FAULTS = yaml.safe_load((HERE / "silent_faults.yaml").read_text(encoding="utf-8"))


def read(store: Store, text: str) -> str:
    """What the engine is asked for a text."""
    assert isinstance(store, Embedded)
    return store._read(lambda database: guard.check(database, text)).text


def values(rows: Rows, *, ordered: bool) -> Any:
    found = [typed(list(row)) for row in rows.values]
    return list(rows.columns), found if ordered else sorted(found)


def right(each: dict[str, Any]) -> Any:
    return values(
        Rows(tuple(each["columns"]), [tuple(row) for row in each["rows"]]), ordered="ORDER BY" in each["text"]
    )


@pytest.mark.parametrize("each", FAULTS, ids=lambda each: f"{each['kind']}: {each['text']}")
def test_what_the_engine_misreads_is_answered_rightly(pack_store: Store, each: dict[str, Any]):
    ordered = "ORDER BY" in each["text"]
    alone = raw_rows(pack_store, each["text"])
    assert alone is None or values(alone, ordered=ordered) != right(each), (
        "right now: it need not be rewritten any more"
    )
    assert values(pack_store.run(each["text"]), ordered=ordered) == right(each)
    assert values(pack_store.stream(each["text"] + " ;").all(), ordered=ordered) == right(each)


def test_there_are_all_kinds():
    assert len({each["kind"] for each in FAULTS}) == 15
    assert len({each["text"] for each in FAULTS}) == len(FAULTS) >= 60


#: a text, and what the engine is asked instead
WRITTEN = [
    (
        "MATCH (a:Company) UNWIND $ids AS i UNWIND [1] AS k MATCH (b:Company {id: i}) RETURN b.id, k",
        "MATCH (a:Company) UNWIND $ids AS i UNWIND [1] AS k WITH * MATCH (b:Company {id: i}) RETURN b.id, k",
    ),
    (
        "MATCH (x)-[p:PART_OF]->() WHERE x.id = 'a' OR x.id = 'b' WITH x ORDER BY p.order RETURN x",
        "MATCH (x)-[p:PART_OF]->() WHERE p IS NOT NULL AND (x.id = 'a' OR x.id = 'b') WITH x ORDER BY p.order RETURN x",
    ),
    (
        "MATCH (x) /* 光电 😀 */ WITH x.id AS `the id` ORDER BY `the id` SKIP 1 LIMIT 2 WHERE `the id` > 'a' RETURN *",
        "MATCH (x) /* 光电 😀 */ WITH x.id AS `the id` ORDER BY `the id` SKIP 1 LIMIT 2 WITH `the id` "
        "WHERE `the id` > 'a' RETURN *",
    ),
    (
        "MATCH (f) RETURN f.name AS name, collect( f.id )[..3], count(*) AS n ORDER BY count(*) + 1 LIMIT 2",
        "WITH f.name AS _1, collect( f.id ) AS _2, count(*) AS _3 "
        "RETURN _1 AS name, _2[..3] AS `collect( f.id )[..3]`, _3 AS n ORDER BY _3 + 1 LIMIT 2",
    ),
    (
        "MATCH (x)-[p]->() // both\nWITH x // one\nORDER BY p.order // last\nRETURN x // found",
        "MATCH (x)-[p]->() WHERE p IS NOT NULL // both\nWITH x // one\nORDER BY p.order // last\nRETURN x // found",
    ),
    (
        "MATCH (f) RETURN // all\n f.id AS id, // three\n collect(f)[..3] AS l // found\nORDER BY id // by id",
        "MATCH (f) WITH f.id AS _1, collect(f) AS _2 RETURN _1 AS id, _2[..3] AS l ORDER BY id // by id",
    ),
    (
        "MATCH (_1) RETURN DISTINCT _1, head(collect(_1)).id AS id",
        "WITH _1, collect(_1) AS __1 RETURN _1, head(__1).id AS id",
    ),
    (
        "MATCH (s) WHERE any(x IN s.l WHERE (s)-->() AND x > 1) RETURN s",
        "MATCH (s) WHERE any(x IN s.l WHERE EXISTS { (s)-->() } AND x > 1) RETURN s",
    ),
    ("MATCH (s) RETURN DISTINCT *, s.id LIMIT 1", "MATCH (s) WITH DISTINCT *, s.id AS `s.id` LIMIT 1 RETURN *"),
]


@pytest.mark.parametrize(("text", "wanted"), WRITTEN)
def test_how_a_text_is_rewritten(pack_store: Store, text: str, wanted: str):
    found = read(pack_store, text)
    assert found.endswith(wanted)
    assert read(pack_store, found) == found


#: not in need of it: answered rightly as they are
LEFT_ALONE = [
    *FINE,
    *(each["text"] for each in yaml.safe_load((HERE / "parity.yaml").read_text("utf-8")) if not each.get("rewritten")),
    "UNWIND ['company:audi'] AS i MATCH (b:Company {id: i}) RETURN b.id",
    "MATCH (a:Company) WITH a UNWIND [1] AS i MATCH (b:Company {id: i}) RETURN b.id",
    "MATCH (a:Company) UNWIND [1] AS i OPTIONAL MATCH (b:Company {id: i}) RETURN b.id",
    "MATCH (a:Company) UNWIND [1] AS i RETURN a.id, i",
    "MATCH (x:Stage)-[p:PART_OF]->(c) RETURN x.id ORDER BY p.order",
    "MATCH (x:Stage)-[p:PART_OF]->(c) WITH x, p ORDER BY p.order RETURN x.id",
    "MATCH (x:Stage)-[p:PART_OF]->(c) WITH c, count(x) AS n ORDER BY n DESC LIMIT 3 RETURN c.id",
    "MATCH (x:Stage) WITH x ORDER BY x.id LIMIT 3 RETURN x.id",
    "MATCH (x:Stage)-->(c) RETURN c.id AS id, count(x) AS n, collect(x.id)[0] AS first ORDER BY count(x) DESC, id",
    "MATCH (x:Stage)-->(c) WITH c, count(x) AS n WHERE EXISTS { (c)<--(z) } RETURN c.id, n",
    "MATCH (s:Stage) WHERE (s)-->() AND NOT exists((s)<-[:ADVISES]-()) RETURN s.id",
    "MATCH (s:Stage) OPTIONAL MATCH (s)<-[:OPERATES_IN]-(f) OPTIONAL MATCH (f)-[:RECEIVED]->(a) RETURN s.id, a.id",
    "MATCH (s:Stage) OPTIONAL MATCH (s)<-[:OPERATES_IN]-(f) WITH s, f WHERE f IS NOT NULL MATCH (s)<-[r]-(f) RETURN r",
    "MATCH (s:Stage) WHERE coalesce(s.known_firms > 1, false) AND any(x IN s.sources WHERE x > 'a') RETURN s.id",
    "MATCH (s:Stage) WHERE EXISTS { (s)<--(f) WHERE NOT (f)-->(:Award) } RETURN s.id",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_read_rightly_is_left_alone(pack_store: Store, text: str):
    assert read(pack_store, text) == text


SIZE = "MATCH (s:Stage) WHERE {} RETURN count(s) AS n"
#: refused, as Neo4j refuses them too, or as they cannot surely be written otherwise
REFUSED = [
    (SIZE.format("size((s)<-[:OPERATES_IN]-()) = 0"), "a pattern as a value, (s)<-[:OPERATES_IN]-()"),
    (SIZE.format("NOT size((s)<-[:OPERATES_IN]-()) > 0"), "COUNT { … } = 0 or NOT EXISTS { … }"),
    (SIZE.format("length((s)<-[:OPERATES_IN]-()) = 0"), "a pattern as a value"),
    (SIZE.format("isEmpty((s)<-[:OPERATES_IN]-())"), "a pattern as a value"),
    (SIZE.format("(s)<-[:OPERATES_IN]-() = false"), "a pattern as a value"),
    (SIZE.format("((s)<-[:OPERATES_IN]-()) IS NULL"), "a pattern as a value"),
    (SIZE.format("head((s)<-[:OPERATES_IN]-()) IS NULL"), "a pattern as a value"),
    (SIZE.format("coalesce((s)<-[:OPERATES_IN]-(), true)"), "a pattern as a value"),
    (SIZE.format("[(s)<-[:OPERATES_IN]-()] = []"), "a pattern as a value"),
    (SIZE.format("any(p IN (s)<-[:OPERATES_IN]-() WHERE length(p) = 1)"), "a pattern as a value"),
    ("MATCH (s:Stage) UNWIND (s)<-[:OPERATES_IN]-() AS p RETURN count(*) AS n", "a pattern as a value"),
    ("MATCH (s:Stage) RETURN s.id AS id ORDER BY size((s)<-[:OPERATES_IN]-()), id", "a pattern as a value"),
    ("MATCH (s:Stage) RETURN (s)<-[:OPERATES_IN]-() AS l", "a pattern as a value"),
    ("UNWIND [1] AS x WITH *, count(*) AS n RETURN x, n", "Name the columns"),
    ("UNWIND [1] AS x RETURN *, collect(x)[..2] AS l", "Name the columns"),
    ("MATCH (s:Stage)-->(c) WITH DISTINCT c.id AS id WHERE s.id > 'a' RETURN id", "WHERE on s"),
    ("MATCH (s:Stage)-->(c) WITH DISTINCT c.id AS id ORDER BY id LIMIT 2 WHERE s.id > 'a' RETURN id", "WHERE on s"),
    ("MATCH (s:Stage) CALL { WITH * RETURN s.id AS id } RETURN id", "CALL (*)"),
    ("MATCH (s:Stage)-->(c) RETURN c.id AS id, count(s) AS n ORDER BY toUpper(max(s.id))", "s is no column beside it"),
    ("MATCH (s:Stage)-->(c) WITH c.id AS id, collect(s)[..2] AS l WHERE size(c.name) > 1 RETURN id", "c is no column"),
    ("MATCH (s:Stage)-->(c) RETURN c.id AS id, [x IN [1] | count(s) > x] AS l", "for each element of a list"),
    ("MATCH (s:Stage)-->(c) RETURN c.id AS id, any(x IN [1] WHERE count(s) > x) AS l", "for each element of a list"),
    ("MATCH (s:Stage)-->(c) RETURN s.id AS id, [(s)-->(x) | count(c)] AS l", "for each element of a list"),
    ("MATCH (s:Stage)-->(c) RETURN s.id AS c, count(c) AS n ORDER BY count(c) * -1", "mean two things"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_cannot_surely_be_rewritten_is_refused(pack_store: Store, text: str, reason: str):
    with pytest.raises(QueryRefused) as error:
        pack_store.run(text)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (f:Company) RETURN f.id AS a, f.name AS b, collect(g.id)[..2] AS l",
        "MATCH (f:Company) RETURN date(max(f.id)).year AS y",
        "MATCH (f:Company) RETURN count(f).x AS y",
        "MATCH (f:Company) RETURN collect(f.id)[..'a'] AS l",
        "MATCH (x)-[p]->() WITH x ORDER BY p.order, q.order RETURN x.id",
    ],
)
def test_errors_name_nothing_that_was_not_written(pack_store: Store, text: str):
    with pytest.raises((QueryFailed, QueryRefused)) as error:
        pack_store.run(text)
    assert "_1" not in str(error.value)
    assert "line 1" not in str(error.value)


def test_parameters_and_remembered_texts(pack_store: Store):
    text = "UNWIND $rows AS r RETURN r.k AS k, collect(r.n)[..$most] AS l ORDER BY k"
    for most in (1, 2):
        found = pack_store.run(text, rows=[{"k": "a", "n": 1}, {"k": "a", "n": 2}], most=most)
        assert (tuple(found.columns), found.values) == (("k", "l"), [("a", [1, 2][:most])])
    assert tuple(pack_store.run("MATCH (f:Company {id: 'none'}) RETURN f.id, collect(f.id)[..2]").columns) == (
        "f.id",
        "collect(f.id)[..2]",
    )
