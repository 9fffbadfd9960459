"""Writing batches of records to a server: one transaction a batch, rows by UNWIND, ids by constraint."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import neo4j

from ...schema import Kept, vocabulary
from ..checking import batched
from ..merging import Batch
from ..putting import BESIDE, put
from ..store import Open, Row, Written
from ..stored import Stored
from ..typed import constraint, quoted, typed
from . import inventory, journal, servers
from .journal import Notes
from .loads import Loads, WrittenMeanwhile
from .memory import Memory

#: rows a statement: larger ones were no quicker (docs/decisions/0070)
ROWS = 2_000
#: how often a batch is written when another writer makes the same nodes at the same time
ATTEMPTS = 10
#: how often a constraint is tried that somebody else is making, and the seconds between
_TRIES = 40
_PAUSE = 0.25
Transaction = neo4j.ManagedTransaction

_ADD_NODES = "UNWIND $rows AS row CREATE (n:<TYPE>) SET n = row"
_ADD_RELATIONS = """
UNWIND $rows AS row MATCH (a:<A> {id: row.a}) MATCH (b:<B> {id: row.b}) CREATE (a)-[r:<TYPE>]->(b) SET r = row.p
"""
# Relations are found by their index, however few there are: a scan may meet what the transaction deleted before. Their
# ids are never set again, not even to what they are: Neo4j 2026.09 then meets deleted ones and misses others (0140).
# What was there before is returned by the statement that takes it away: the journal keeps it
_LOCK_NODES = "MATCH (n:<TYPE>) WHERE n.id IN $ids SET n.id = n.id RETURN n.id AS id, n.statements AS statements"
_LOCKED_RELATIONS = (
    "MATCH ()-[n:<TYPE>]->() USING INDEX n:<TYPE>(id) WHERE n.id IN $ids SET n.statements = n.statements "
)
_LOCK_RELATIONS = _LOCKED_RELATIONS + "RETURN n.id AS id, n.statements AS statements"
_BEFORE_RELATIONS = _LOCKED_RELATIONS + "RETURN properties(n) AS was"
_CHANGE_NODES = (
    "UNWIND $rows AS row MATCH (n:<TYPE> {id: row.id}) WITH n, row, properties(n) AS was SET n = row RETURN was"
)
_CHANGE_RELATIONS = """
UNWIND $rows AS row MATCH ()-[n:<TYPE> {id: row.id}]->() USING INDEX n:<TYPE>(id) SET n += row.changes
"""
_REMOVE_NODES = """
UNWIND $ids AS id MATCH (n:<TYPE> {id: id}) WITH n, properties(n) AS was DELETE n RETURN was, '' AS a, '' AS b
"""
_REMOVE_RELATIONS = """
UNWIND $ids AS id MATCH (a)-[n:<TYPE> {id: id}]->(b) USING INDEX n:<TYPE>(id)
WITH n, properties(n) AS was, a.id AS a, b.id AS b DELETE n RETURN was, a, b
"""


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
        note: str = "",
        since: int | None = None,
    ) -> None:
        self._driver = driver
        self._url = url
        self._database = database
        self._version = version
        self.order = order
        self._loads = Loads(url, note, since)
        #: of the load that is being written; None before it begins
        self._memory: Memory | None = None
        with servers.told(url, database):
            make_constraints(driver(), database, version)
            self._made = {*inventory.node_types(), *vocabulary().relations}

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batch = Batch.of(records)
        with self.session() as session:
            for stated, node in ((batch.nodes, True), (batch.relations, False)):
                for name in sorted({each.type for each in stated.values()} - self._made):
                    session.run(constraint(name, node=node, version=self._version)).consume()
                    self._made.add(name)
        done, memory = self._transaction(lambda into: put(batch, into), remembering=True)
        memory.learn(batch)
        self._memory = memory
        return done

    def edit(self, work: Callable[[Open], Written]) -> Written:
        """Do work in one transaction; see `Store.change`."""
        done, _ = self._transaction(work, remembering=False)
        # it may have taken anything away
        self._memory = None
        return done

    def _transaction(self, work: Callable[[Open], Written], *, remembering: bool) -> tuple[Written, Memory]:
        """Return what was done, and what is known of the database after it besides what was written by it."""

        def noted(tx: Transaction, remembering: bool) -> tuple[Written, int, Memory]:
            begun = self._loads.begin(tx)
            memory = self._memory if begun.alone and self._memory else Memory(whole=begun.empty)
            done = work(Opened(tx, self.order, begun.notes, memory if remembering else Memory()))
            return done, self._loads.end(tx, begun, remembered=remembering), memory

        with self.session() as session:
            for attempt in range(ATTEMPTS):
                try:
                    # not before it is committed: the transaction may be done again
                    done, self._loads.number, memory = session.execute_write(noted, remembering and not attempt)
                    return done, memory if remembering and not attempt else Memory()
                except (neo4j.exceptions.ConstraintError, WrittenMeanwhile):
                    # another writer made the same node in the meantime: it is there now, and merged with
                    if attempt + 1 == ATTEMPTS:
                        raise
        raise AssertionError

    def finish(self) -> None:
        """End the load that was being written: what is written next is another one."""
        if not self._loads.number:
            return
        with self.session() as session:
            head = session.execute_write(self._loads.finish)
            self.leave()
            while head is not None and session.execute_write(journal.drop_old, head):
                pass

    def leave(self) -> None:
        """Leave the load that was being written as it is: what is written next goes on with it."""
        self._loads.number = 0
        self._memory = None

    @contextmanager
    def session(self) -> Iterator[neo4j.Session]:
        with servers.told(self._url, self._database), self._driver().session(database=self._database) as session:
            yield session


class Opened:
    """One transaction; see `store.Open`."""

    def __init__(self, tx: Transaction, order: Sequence[str], notes: Notes, memory: Memory | None = None) -> None:
        self._tx = tx
        self.order = order
        self._notes = notes
        self._memory = memory or Memory()

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = set(ids)
        known = {id: self._memory.types[id] for id in wanted & self._memory.types.keys()}
        unknown = self._memory.may_be_there(wanted - known.keys(), nodes=True)
        return known | inventory.types_of(self._tx, unknown)

    def reliability(self) -> dict[str, str]:
        if self._memory.whole:
            return dict(self._memory.reliability)
        found = self._tx.run("MATCH (s:Source) RETURN s.id AS id, s.reliability AS reliability")
        return {row["id"]: row["reliability"] for row in found}

    def citing(self, sources: Iterable[str], *, nodes: bool) -> Iterator[tuple[str, str]]:
        of_nodes = "MATCH (n) WHERE any(s IN n.sources WHERE s IN $ids) RETURN n.id, labels(n)[0]"
        of_relations = "MATCH ()-[r]->() WHERE any(s IN r.sources WHERE s IN $ids) RETURN r.id, type(r)"
        for id, type in self._tx.run(of_nodes if nodes else of_relations, {"ids": list(sources)}).values():
            if type not in BESIDE:
                yield id, type

    def statements(self, type: str, ids: Iterable[str], *, nodes: bool) -> dict[str, list[str]]:
        wanted = self._memory.may_be_there(ids, nodes=nodes)
        if not wanted:
            return {}
        # what is set to what it is is locked, so that of two writers the second sees what the first wrote
        found = self._tx.run(typed(_LOCK_NODES if nodes else _LOCK_RELATIONS, TYPE=type), {"ids": wanted})
        return {row["id"]: row["statements"] or [] for row in found}

    def beside(self, type: str, given: Mapping[str, Row]) -> dict[str, Row]:
        wanted = self._memory.may_be_there(given, nodes=True)
        if not wanted:
            return {}
        text = typed("MATCH (n:<TYPE>) WHERE n.id IN $ids RETURN properties(n) AS p", TYPE=type)
        return {row["p"]["id"]: row["p"] for row in self._tx.run(text, {"ids": wanted})}

    def add_nodes(self, type: str, rows: list[Row]) -> None:
        for some in batched(rows, ROWS):
            self._tx.run(typed(_ADD_NODES, TYPE=type), {"rows": some}).consume()
            self._notes.added(type, some, nodes=True)

    def add_relations(self, type: str, rows: list[tuple[str, str, Row]], types: Mapping[str, str]) -> None:
        by_ends: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for start, end, row in rows:
            by_ends[types[start], types[end]].append({"a": start, "b": end, "p": row})
        for (a, b), given in sorted(by_ends.items()):
            for some in batched(given, ROWS):
                done = self._tx.run(typed(_ADD_RELATIONS, A=a, B=b, TYPE=type), {"rows": some}).consume()
                if done.counters.relationships_created < len(some):
                    # an end was taken away since it was looked up
                    raise WrittenMeanwhile
                self._notes.added(type, [each["p"] for each in some], nodes=False)

    def change(self, type: str, rows: list[Row], *, nodes: bool) -> None:
        for some in batched(rows, ROWS):
            before = self._change_nodes(type, some) if nodes else self._change_relations(type, some)
            self._notes.changed(type, some, before, nodes=nodes)

    def _change_nodes(self, type: str, rows: Sequence[Row]) -> list[Row]:
        return self._tx.run(typed(_CHANGE_NODES, TYPE=type), {"rows": rows}).value("was")

    def _change_relations(self, type: str, rows: Sequence[Row]) -> list[Row]:
        ids = [row["id"] for row in rows]
        before = self._tx.run(typed(_BEFORE_RELATIONS, TYPE=type), {"ids": ids}).value("was")
        had = {was["id"]: dict.fromkeys(was) for was in before}
        changes = [{"id": row["id"], "changes": {**had.get(row["id"], {}), **row}} for row in rows]
        for each in changes:
            del each["changes"]["id"]
        self._tx.run(typed(_CHANGE_RELATIONS, TYPE=type), {"rows": changes}).consume()
        return before

    def remove(self, type: str, ids: Iterable[str], *, nodes: bool) -> None:
        for some in batched(ids, ROWS):
            text = typed(_REMOVE_NODES if nodes else _REMOVE_RELATIONS, TYPE=type)
            before = [(row["was"], row["a"], row["b"]) for row in self._tx.run(text, {"ids": some})]
            self._notes.removed(type, before, nodes=nodes)

    def relations_at(self, ids: Iterable[str]) -> list[Stored]:
        text = (
            "MATCH (n:<TYPE>)-[r]-() WHERE n.id IN $ids SET r.statements = r.statements WITH DISTINCT r "
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
