"""Writing batches of records to a server: one transaction a batch, rows by UNWIND, ids by constraint."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import neo4j

from ..schema import Record, StoreError, vocabulary
from . import bolt_inventory as inventory
from . import servers
from .bolt_inventory import BESIDE
from .merging import UNKNOWN_RELIABILITY, Batch, Stated, merge, search_properties, shown, source_properties
from .store import Written
from .typed import quoted, typed

#: rows a statement: larger ones were no quicker (docs/decisions/0070)
ROWS = 2_000
#: how often a batch is written when another writer makes the same nodes at the same time
ATTEMPTS = 10
#: the first Neo4j that can make ids of relations unique
RELATIONS_UNIQUE = (5, 7)
Transaction = neo4j.ManagedTransaction
Row = dict[str, Any]


def make_constraints(driver: neo4j.Driver, database: str | None, version: tuple[int, int]) -> None:
    """Make ids unique for every type of the vocabulary, and names searchable; what is there already stays."""
    words = vocabulary()
    with driver.session(database=database) as session:
        for name in inventory.node_types():
            session.run(constraint(name, node=True)).consume()
        for name in words.relations:
            session.run(constraint(name, node=False, version=version)).consume()
        session.run(names_index(words.bodies)).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


def constraint(name: str, *, node: bool, version: tuple[int, int] = RELATIONS_UNIQUE) -> str:
    """Return the statement that makes ids of a type unique; those of relations only quick to find before 5.7."""
    if not name.isidentifier():
        raise StoreError(f"{name!r} cannot be a type; expected letters, digits and _")
    if node:
        text = "CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR (n:<TYPE>) REQUIRE n.id IS UNIQUE"
        return typed(text, NAME=f"chainscape_node_{name}", TYPE=name)
    text = "CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR ()-[n:<TYPE>]-() REQUIRE n.id IS UNIQUE"
    if version < RELATIONS_UNIQUE:
        text = "CREATE INDEX <NAME> IF NOT EXISTS FOR ()-[n:<TYPE>]-() ON (n.id)"
    return typed(text, NAME=f"chainscape_relation_{name}", TYPE=name)


def names_index(bodies: Iterable[str]) -> str:
    """Return the statement that makes names of bodies searchable; Chinese by pairs of characters."""
    on = "|".join(quoted(name) for name in sorted(bodies))
    return (
        f"CREATE FULLTEXT INDEX chainscape_names IF NOT EXISTS FOR (n:{on}) ON EACH [n.name, n.name_en, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )


class Batches:
    """Writes batches."""

    def __init__(
        self, driver: Callable[[], neo4j.Driver], url: str, database: str | None, version: tuple[int, int]
    ) -> None:
        self._driver = driver
        self._url = url
        self._database = database
        self._version = version
        with servers.told(url, database):
            make_constraints(driver(), database, version)
            self._made = {*inventory.node_types(), *vocabulary().relations}

    def write(self, records: Iterable[Record]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batch = Batch.of(records)
        with servers.told(self._url, self._database), self._driver().session(database=self._database) as session:
            for stated, node in ((batch.nodes, True), (batch.relations, False)):
                for name in sorted({each.type for each in stated.values()} - self._made):
                    session.run(constraint(name, node=node, version=self._version)).consume()
                    self._made.add(name)
            for attempt in range(ATTEMPTS):
                try:
                    return session.execute_write(_write, batch)
                except neo4j.exceptions.ConstraintError:
                    # another writer made the same node in the meantime: it is there now, and merged with
                    if attempt + 1 == ATTEMPTS:
                        raise
        raise AssertionError


def _write(tx: Transaction, batch: Batch) -> Written:
    before = {
        row["id"]: row["reliability"]
        for row in tx.run("MATCH (s:Source) RETURN s.id AS id, s.reliability AS reliability")
    }
    sources = _beside(tx, "Source", {s.id: source_properties(s) for s in batch.sources.values()})
    after = before | {s.id: s.reliability for s in batch.sources.values()}
    regraded = {id for id in batch.sources if before.get(id, UNKNOWN_RELIABILITY) != after[id]}
    nodes, relations = dict(batch.nodes), dict(batch.relations)
    if regraded:
        _settle_again(tx, nodes, relations, regraded)
    ends = {end for r in relations.values() for end in (r.from_id, r.to_id) if end}
    types = inventory.types_of(tx, list(nodes.keys() | ends))
    for id, node in nodes.items():
        if types.setdefault(id, node.type) != node.type:
            raise StoreError(f"id {id!r} is a {types[id]} in the store; it cannot be a {node.type} too")
    for id, relation in relations.items():
        for end in (relation.from_id, relation.to_id):
            if end not in types and not relation.again:
                raise StoreError(f"{relation.type} {id}: there is no node {end!r} in the store")
    done: Counter[str] = Counter()
    _put_all(tx, "nodes", nodes, types, before, after, done)
    _put_all(tx, "relations", relations, types, before, after, done)
    searches = _beside(tx, "Search", {s.id: search_properties(s) for s in batch.searches.values()})
    return Written(**done, sources=sources, searches=searches)


def _put_all(
    tx: Transaction,
    what: str,
    batch: Mapping[str, Stated],
    types: Mapping[str, str],
    before: Mapping[str, str],
    after: Mapping[str, str],
    done: Counter[str],
) -> None:
    by_type: dict[str, dict[str, Stated]] = defaultdict(dict)
    for id, stated in batch.items():
        by_type[stated.type][id] = stated
    for name, group in sorted(by_type.items()):
        stored = _stored(tx, name, list(group), node=what == "nodes")
        new: list[Row] = []
        changed: list[Row] = []
        for id, stated in group.items():
            merged = merge(stored.get(id) or [], stated.statements)
            done["statements"] += merged.changed
            properties = shown(id, merged.statements, after)
            if id not in stored:
                new.append(properties)
            elif merged.changed or (stated.again and properties != shown(id, merged.statements, before)):
                changed.append(properties)
            elif not stated.again:
                done[f"{what}_same"] += 1
        done[f"{what}_new"] += len(new)
        done[f"{what}_changed"] += len(changed)
        if what == "nodes":
            _each(tx, typed("UNWIND $rows AS row MATCH (n:<TYPE> {id: row.id}) SET n = row", TYPE=name), changed)
            _each(tx, typed("UNWIND $rows AS row CREATE (n:<TYPE>) SET n = row", TYPE=name), new)
        else:
            _each(tx, typed("UNWIND $rows AS row MATCH ()-[r:<TYPE> {id: row.id}]->() SET r = row", TYPE=name), changed)
            _add_relations(tx, name, new, group, types)


def _add_relations(
    tx: Transaction, name: str, new: list[Row], stated: Mapping[str, Stated], types: Mapping[str, str]
) -> None:
    by_ends: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for properties in new:
        relation = stated[properties["id"]]
        row = {"a": relation.from_id, "b": relation.to_id, "p": properties}
        by_ends[types[relation.from_id], types[relation.to_id]].append(row)
    for (start, end), rows in sorted(by_ends.items()):
        _each(
            tx,
            typed(
                "UNWIND $rows AS row MATCH (a:<A> {id: row.a}) MATCH (b:<B> {id: row.b}) "
                "CREATE (a)-[r:<TYPE>]->(b) SET r = row.p",
                A=start,
                B=end,
                TYPE=name,
            ),
            rows,
        )


def _beside(tx: Transaction, name: str, given: Mapping[str, Row]) -> int:
    """Write sources or searches; return how many are new or changed."""
    if not given:
        return 0
    for id, type in inventory.types_of(tx, list(given)).items():
        if type != name:
            raise StoreError(f"id {id!r} is a {type} in the store; it cannot be a {name} too")
    text = typed("MATCH (n:<TYPE>) WHERE n.id IN $ids RETURN properties(n) AS p", TYPE=name)
    stored = {row["p"]["id"]: row["p"] for row in tx.run(text, {"ids": list(given)})}
    new = [properties for id, properties in given.items() if id not in stored]
    changed = [properties for id, properties in given.items() if id in stored and stored[id] != properties]
    _each(tx, typed("UNWIND $rows AS row CREATE (n:<TYPE>) SET n = row", TYPE=name), new)
    _each(tx, typed("UNWIND $rows AS row MATCH (n:<TYPE> {id: row.id}) SET n = row", TYPE=name), changed)
    return len(new) + len(changed)


def _stored(tx: Transaction, name: str, ids: list[str], *, node: bool) -> dict[str, list[str]]:
    """Return the statements of those of a type's records that are there.

    Their ids are set to what they are: it locks them, so that of two writers the second sees what the first wrote.
    """
    of_node = "MATCH (n:<TYPE>) WHERE n.id IN $ids SET n.id = n.id RETURN n.id AS id, n.statements AS statements"
    of_relation = (
        "MATCH ()-[n:<TYPE>]->() WHERE n.id IN $ids SET n.id = n.id RETURN n.id AS id, n.statements AS statements"
    )
    text = typed(of_node if node else of_relation, TYPE=name)
    return {row["id"]: row["statements"] for row in tx.run(text, {"ids": ids})}


def _settle_again(tx: Transaction, nodes: dict[str, Stated], relations: dict[str, Stated], regraded: set[str]) -> None:
    """Add to a batch what cites sources whose reliability changed."""
    given = {"ids": sorted(regraded)}
    found = tx.run("MATCH (n) WHERE any(s IN n.sources WHERE s IN $ids) RETURN n.id AS id, labels(n)[0] AS type", given)
    for row in found.values():
        if row[1] not in BESIDE:
            nodes.setdefault(row[0], Stated(row[1], again=True)).again = True
    cited = tx.run(
        "MATCH ()-[r]->() WHERE any(s IN r.sources WHERE s IN $ids) RETURN r.id AS id, type(r) AS type", given
    )
    for row in cited.values():
        relations.setdefault(row[0], Stated(row[1], again=True)).again = True


def _each(tx: Transaction, text: str, rows: list[Row]) -> None:
    for start in range(0, len(rows), ROWS):
        tx.run(text, {"rows": rows[start : start + ROWS]}).consume()
