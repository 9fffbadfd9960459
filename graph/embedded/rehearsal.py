"""Making the start-up cache: the engine runs once over what commands do and writes down what it loaded.

A program of its own (``python -m chainscape.graph.embedded.rehearsal FOLDER NAME``), started by `cache`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ...schema import Node, Record, Relation, Search, Source, Statement, saving
from ..networks import network, searches, sources
from . import cache, jvm
from .store import Embedded


def make(folder: Path, name: str) -> None:
    """Make the cache of an engine, and take older ones away."""
    import jpype

    with tempfile.TemporaryDirectory(prefix="chainscape-") as work:
        new = Path(work) / "new.aot"
        jvm.launch([*jvm.options("short"), f"-XX:AOTCacheOutput={new}"])
        _rehearse(Path(work) / "store")
        # the engine writes the cache as the last thing it does, and JPype must let it end for that
        jpype.config.destroy_jvm = True
        jpype.shutdownJVM()
        if not (size := new.stat().st_size):
            return
        with saving(folder / f"{name}-{size}.aot") as file:
            file.write(new.read_bytes())
    cache.marker(folder, name).unlink(missing_ok=True)
    cache.tidy(folder, name)


def _rehearse(path: Path) -> None:
    with Embedded(path, "w") as store:
        store.write(_madeup())
    with Embedded(path) as store:
        for query in _QUERIES:
            store.run(query, id="company:madeup1", ids=["company:madeup1"])
        network(store), sources(store), searches(store)
        store.count(), list(store.dump())


def _madeup() -> Iterator[Record]:
    said = (Statement("madeup", "1", ("source:madeup",), "2024", {"name": "虚构", "aliases": ["made up"]}),)
    yield Source("source:madeup", "made up", reliability="C")
    yield Node("IndustryChain", "chain:madeup", said)
    yield Node("Stage", "stage:madeup", said)
    yield Relation("PART_OF", "stage:madeup", "chain:madeup", said)
    for number in range(5):
        yield Node("Company", f"company:madeup{number}", said)
        yield Relation("OPERATES_IN", f"company:madeup{number}", "stage:madeup", said)
    yield Relation("SUPPLIES", "company:madeup0", "company:madeup1", said, ("made up",))
    yield Search("search:madeup", "chain:madeup", "testing", "web", "none_found", "2024-01-01")


_QUERIES = (
    "MATCH (c:IndustryChain) OPTIONAL MATCH (s:Stage)-[p:PART_OF]->(c) WHERE s.name CONTAINS '虚' "
    "RETURN c.id AS chain, c.name AS name, collect(s.name) AS stages, count(DISTINCT s) AS many "
    "ORDER BY many DESC, chain",
    "MATCH (s:Stage) WHERE NOT EXISTS { (i:TestingInstitute)-[:TESTS_FOR]->(s) } AND NOT (s)<-[:ADVISES]-() "
    "WITH s, [(b)-[r:OPERATES_IN]->(s) | b.name] AS firms WHERE size(firms) > 0 "
    "RETURN s.id AS id, firms, s{.name} AS s",
    "MATCH p = (a:Company {id: $id})-[:SUPPLIES|OPERATES_IN*1..2]-(b) RETURN p, length(p) AS length LIMIT 5",
    "MATCH (a:Company) WHERE a.id IN $ids MATCH (b:Stage) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN nodes(p) AS n",
    "UNWIND $ids AS id MATCH (n {id: id}) CALL (n) { MATCH (n)-[r]->(m) RETURN count(r) AS out } "
    "RETURN id, labels(n)[0] AS type, CASE WHEN out > 0 THEN 'yes' ELSE toString(out) END AS has, "
    "coalesce(n.x, 0) AS x",
    "MATCH (n) RETURN labels(n)[0] AS type, count(*) AS n, max(n.date) AS latest ORDER BY type "
    "UNION ALL MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n, max(r.date) AS latest",
    "MATCH (n:Company) RETURN n ORDER BY n.name SKIP 1 LIMIT 2",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(19)
    make(Path(sys.argv[1]), sys.argv[2])
