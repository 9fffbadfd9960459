"""Writing batches of records to a server: one transaction a batch, rows by UNWIND, ids by constraint."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import neo4j

from ...schema import Kept, vocabulary
from ..merging import Batch
from ..putting import BESIDE, put
from ..spool import batched
from ..store import Open, Row, Written
from ..stored import Stored
from ..typed import constraint, quoted, typed
from . import inventory, servers

#: rows a statement: larger ones were no quicker (docs/decisions/0070)
ROWS = 2_000
#: how often a batch is written when another writer makes the same nodes at the same time
ATTEMPTS = 10
#: how often a constraint is tried that somebody else is making, and the seconds between
_TRIES = 40
_PAUSE = 0.25
#: relations by their index, whatever the planner thinks of so few: a scan meets what the transaction deleted before
_BY_ID = "UNWIND $rows AS row MATCH ()-[n:<TYPE> {id: row.id}]->() USING INDEX n:<TYPE>(id) "
Transaction = neo4j.ManagedTransaction


def make_constraints(driver: neo4j.Driver, database: str | None, version: tuple[int, int]) -> None:
    """Make ids unique for every type of the vocabulary, and names searchable; what is there already stays."""
    words = vocabulary()
    with driver.session(database=database) as session:
        for name in inventory.node_types():
            _make(session, constraint(name, node=True))
        for name in words.relations:
            _make(session, constraint(name, node=False, version=version))
        _make(session, names_index(words.bodies))
        session.run("CALL db.awaitIndexes(300)").consume()


def _make(session: neo4j.Session, text: str) -> None:
    """Make a constraint or an index; one that another program is making now, or was making when killed, is waited for.

    IF NOT EXISTS does not see what is half made: its index has the name already, the constraint is not there.
    """
    for left in reversed(range(_TRIES)):
        try:
            session.run(text).consume()
            return
        except neo4j.exceptions.ClientError as error:
            if not left or "AlreadyExists" not in str(error.code):
                raise
        time.sleep(_PAUSE)


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
        self,
        driver: Callable[[], neo4j.Driver],
        url: str,
        database: str | None,
        version: tuple[int, int],
        order: Sequence[str] = (),
    ) -> None:
        self._driver = driver
        self._url = url
        self._database = database
        self._version = version
        self._order = order
        with servers.told(url, database):
            make_constraints(driver(), database, version)
            self._made = {*inventory.node_types(), *vocabulary().relations}

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batch = Batch.of(records)
        with self._session() as session:
            for stated, node in ((batch.nodes, True), (batch.relations, False)):
                for name in sorted({each.type for each in stated.values()} - self._made):
                    session.run(constraint(name, node=node, version=self._version)).consume()
                    self._made.add(name)
        return self.edit(lambda into: put(batch, into))

    def edit(self, work: Callable[[Open], Written]) -> Written:
        """Do work in one transaction; see `Store.change`."""
        with self._session() as session:
            for attempt in range(ATTEMPTS):
                try:
                    return session.execute_write(lambda tx: work(_Open(tx, self._order)))
                except neo4j.exceptions.ConstraintError:
                    # another writer made the same node in the meantime: it is there now, and merged with
                    if attempt + 1 == ATTEMPTS:
                        raise
        raise AssertionError

    @contextmanager
    def _session(self) -> Iterator[neo4j.Session]:
        with servers.told(self._url, self._database), self._driver().session(database=self._database) as session:
            yield session


class _Open:
    """One transaction; see `putting.Open`."""

    def __init__(self, tx: Transaction, order: Sequence[str]) -> None:
        self._tx = tx
        self.order = order

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        return inventory.types_of(self._tx, list(ids))

    def reliability(self) -> dict[str, str]:
        found = self._tx.run("MATCH (s:Source) RETURN s.id AS id, s.reliability AS reliability")
        return {row["id"]: row["reliability"] for row in found}

    def citing(self, sources: Iterable[str], *, nodes: bool) -> Iterator[tuple[str, str]]:
        of_nodes = "MATCH (n) WHERE any(s IN n.sources WHERE s IN $ids) RETURN n.id, labels(n)[0]"
        of_relations = "MATCH ()-[r]->() WHERE any(s IN r.sources WHERE s IN $ids) RETURN r.id, type(r)"
        for id, type in self._tx.run(of_nodes if nodes else of_relations, {"ids": list(sources)}).values():
            if type not in BESIDE:
                yield id, type

    def statements(self, type: str, ids: Iterable[str], *, nodes: bool) -> dict[str, list[str]]:
        # their ids are set to what they are: it locks them, so that of two writers the second sees what the first wrote
        of_nodes = "MATCH (n:<TYPE>) WHERE n.id IN $ids SET n.id = n.id RETURN n.id AS id, n.statements AS statements"
        of_relations = (
            "MATCH ()-[n:<TYPE>]->() USING INDEX n:<TYPE>(id) WHERE n.id IN $ids SET n.id = n.id "
            "RETURN n.id AS id, n.statements AS statements"
        )
        found = self._tx.run(typed(of_nodes if nodes else of_relations, TYPE=type), {"ids": list(ids)})
        return {row["id"]: row["statements"] or [] for row in found}

    def beside(self, type: str, given: Mapping[str, Row]) -> dict[str, Row]:
        text = typed("MATCH (n:<TYPE>) WHERE n.id IN $ids RETURN properties(n) AS p", TYPE=type)
        return {row["p"]["id"]: row["p"] for row in self._tx.run(text, {"ids": list(given)})}

    def add_nodes(self, type: str, rows: list[Row]) -> None:
        self._each(typed("UNWIND $rows AS row CREATE (n:<TYPE>) SET n = row", TYPE=type), rows)

    def add_relations(self, type: str, rows: list[tuple[str, str, Row]], types: Mapping[str, str]) -> None:
        by_ends: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for start, end, row in rows:
            by_ends[types[start], types[end]].append({"a": start, "b": end, "p": row})
        text = (
            "UNWIND $rows AS row MATCH (a:<A> {id: row.a}) MATCH (b:<B> {id: row.b}) "
            "CREATE (a)-[r:<TYPE>]->(b) SET r = row.p"
        )
        for (a, b), given in sorted(by_ends.items()):
            self._each(typed(text, A=a, B=b, TYPE=type), given)

    def change(self, type: str, rows: list[Row], *, nodes: bool) -> None:
        of_nodes = "UNWIND $rows AS row MATCH (n:<TYPE> {id: row.id}) SET n = row"
        of_relations = _BY_ID + "SET n = row"
        self._each(typed(of_nodes if nodes else of_relations, TYPE=type), rows)

    def remove(self, type: str, ids: Iterable[str], *, nodes: bool) -> None:
        of_nodes = "UNWIND $rows AS row MATCH (n:<TYPE> {id: row.id}) DELETE n"
        of_relations = _BY_ID + "DELETE n"
        self._each(typed(of_nodes if nodes else of_relations, TYPE=type), [{"id": id} for id in ids])

    def relations_at(self, ids: Iterable[str]) -> list[Stored]:
        text = (
            "MATCH (n:<TYPE>)-[r]-() WHERE n.id IN $ids SET r.id = r.id WITH DISTINCT r "
            "RETURN type(r) AS type, properties(r) AS p, startNode(r).id AS a, endNode(r).id AS b"
        )
        types = self.types_of(ids)
        found: dict[str, Stored] = {}
        for type in sorted(set(types.values())):
            of_type = [id for id in types if types[id] == type]
            for row in self._tx.run(typed(text, TYPE=type), {"ids": of_type}):
                found[row["p"]["id"]] = Stored(row["type"], row["p"], row["a"], row["b"])
        return [found[id] for id in sorted(found)]

    def searches_about(self, ids: Iterable[str]) -> list[Row]:
        text = "MATCH (n:Search) WHERE any(id IN split(n.subject, '>') WHERE id IN $ids) RETURN properties(n) AS p"
        return [row["p"] for row in self._tx.run(text, {"ids": list(ids)})]

    def cited(self, sources: Iterable[str]) -> set[str]:
        of_nodes = (
            "MATCH (n) WHERE n.sources IS NOT NULL UNWIND n.sources AS s WITH s WHERE s IN $ids RETURN DISTINCT s"
        )
        of_relations = "MATCH ()-[n]->() UNWIND n.sources AS s WITH s WHERE s IN $ids RETURN DISTINCT s"
        ids = {"ids": list(sources)}
        return {row[0] for text in (of_nodes, of_relations) for row in self._tx.run(text, ids).values()}

    def _each(self, text: str, rows: list[Row]) -> None:
        for some in batched(rows, ROWS):
            self._tx.run(text, {"rows": some}).consume()
