"""Writing batches of records into an embedded database.

By the engine's Java API, not by Cypher: types are arguments there, never part of a query's text; every
call is short, so Ctrl-C acts at once; and it was the quicker one (docs/decisions/0012-writing.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...schema import Kept, vocabulary
from ..merging import Batch
from ..parameters import as_json
from ..putting import BESIDE, put
from ..store import Open, Row, Written
from ..stored import Stored
from ..typed import check_type
from . import answers, engine, inventory
from .answers import read
from .classes import java_error
from .messages import store_error


def make_types(database: Any) -> None:
    """Make every type of the vocabulary with its index, so that no query meets a type that is not there."""
    words = vocabulary()
    for name in (*words.nodes, *BESIDE):
        _make_type(database, name, node=True)
    for name in words.relations:
        _make_type(database, name, node=False)


def _make_type(database: Any, name: str, *, node: bool) -> None:
    check_type(name)
    schema = database.getSchema()
    if schema.existsType(name):
        return
    make = schema.buildVertexType() if node else schema.buildEdgeType()
    # one bucket a type: more are only for writers in parallel, and each is a file to open
    made = make.withName(name).withTotalBuckets(1).create()
    engine.add_unique_text(schema, made, name, "id")


class Batches:
    """Writes batches; keeps what it must know of the store while nobody else can write."""

    def __init__(self, database: Any, order: Sequence[str] = (), *, empty: bool = False) -> None:
        self._database = database
        self.order = order
        #: id → type of everything but relations, once a batch was large enough to ask for all
        self._types: dict[str, str] | None = {} if empty else None
        #: ids of all relations, where there was nothing before: what is not here is not there
        self._relations: set[str] | None = set() if empty else None
        self._known_reliability: dict[str, str] | None = {} if empty else None

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batch = Batch.of(records)
        self._make_types(batch)
        written = self._whole(lambda into: put(batch, into))
        if self._known_reliability is not None:
            self._known_reliability |= {s.id: s.reliability for s in batch.sources.values()}
        if self._types is not None:
            self._types |= {id: node.type for id, node in batch.nodes.items()}
            self._types |= batch.beside()
        if self._relations is not None:
            self._relations |= batch.relations.keys()
        return written

    def edit(self, work: Callable[[Open], Written]) -> Written:
        """Do work in one transaction; see `Store.change`."""
        for name in BESIDE:
            # a store from before it had all of them
            _make_type(self._database, name, node=True)
        done = self._whole(work)
        self._forget()
        return done

    def _forget(self) -> None:
        self._types = self._relations = self._known_reliability = None

    def _make_types(self, batch: Batch) -> None:
        nodes = {each.type for each in batch.nodes.values()} | set(batch.beside().values())
        for names, node in ((nodes, True), ({each.type for each in batch.relations.values()}, False)):
            for name in sorted(names):
                _make_type(self._database, name, node=node)

    def _whole(self, work: Callable[[Open], Written]) -> Written:
        try:
            with self._transaction():
                return work(self)
        except java_error() as error:
            path = Path(str(self._database.getDatabasePath())).parent
            raise store_error(error, path, "took nothing of this batch", "没有写入这一批") from error

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store."""
        wanted = set(ids)
        if self._types is None and len(wanted) <= inventory.FEW:
            return inventory.types_of(self._database, wanted)
        if self._types is None:
            self._types = inventory.all_types(self._database)
        return {id: self._types[id] for id in wanted & self._types.keys()}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.begin()
        try:
            yield
            self._database.commit()
        except BaseException:
            # whatever happened, what is remembered may not be what is stored
            self._forget()
            if self._database.isTransactionActive():
                self._database.rollback()
            raise

    def reliability(self) -> dict[str, str]:
        """Return the reliability of every source; see `putting.Open`, as for all that follows."""
        if self._known_reliability is None:
            rows = read(self._database.query("sql", "SELECT id, reliability FROM Source"), ("id", "reliability"))
            self._known_reliability = {row["id"]: row["reliability"] for row in rows}
        return self._known_reliability

    def citing(self, sources: Iterable[str], *, nodes: bool) -> Iterator[tuple[str, str]]:
        """Yield id and type of what cites a source."""
        names = inventory.node_types(self._database) if nodes else inventory.relation_types(self._database)
        for name in names:
            if name not in BESIDE and self._database.countType(name, False):
                query = f"SELECT id FROM `{name}` WHERE sources CONTAINSANY :ids"  # noqa: S608 - a checked type
                rows = read(self._database.query("sql", query, engine.as_map(as_json({"ids": list(sources)}))), ("id",))
                yield from ((row["id"], name) for row in rows)

    def statements(self, type: str, ids: Iterable[str], *, nodes: bool) -> dict[str, list[str]]:
        """Return what is stated, by id."""
        wanted = self._may_be_there(ids, self._types if nodes else self._relations)
        return {id: row["statements"] for id, row in self._stored(type, wanted, ("statements",)).items()}

    def beside(self, type: str, given: Mapping[str, Row]) -> dict[str, Row]:
        """Return sources or searches by id."""
        wanted = self._may_be_there(given, self._types)
        return self._stored(type, wanted, tuple(next(iter(given.values()))))

    def add_nodes(self, type: str, rows: list[Row]) -> None:
        """Write new nodes."""
        for properties in engine.maps(rows):
            self._database.newVertex(type).fromMap(properties).save()

    def add_relations(self, type: str, rows: list[tuple[str, str, Row]], types: Mapping[str, str]) -> None:
        """Write new relations."""
        nodes: dict[str, Any] = {}
        for (start, end, _), properties in zip(rows, engine.maps([row for _, _, row in rows]), strict=True):
            for id in (start, end):
                if id not in nodes:
                    nodes[id] = self._database.lookupByKey(types[id], "id", id).next().asVertex()
            nodes[start].newEdge(type, nodes[end], properties)

    def change(self, type: str, rows: list[Row], *, nodes: bool) -> None:  # noqa: ARG002
        """Replace properties."""
        for plain, properties in zip(rows, engine.maps(rows), strict=True):
            record = self._database.lookupByKey(type, "id", plain["id"]).next().getRecord().modify()
            # nothing that is no longer stated may stay
            for gone in {str(n) for n in record.getPropertyNames()} - plain.keys():
                record.remove(gone)
            record.set(properties)
            record.save()

    def remove(self, type: str, ids: Iterable[str], *, nodes: bool) -> None:  # noqa: ARG002
        """Take away relations, or nodes without any."""
        for id in ids:
            self._database.lookupByKey(type, "id", id).next().getRecord().delete()

    def relations_at(self, ids: Iterable[str]) -> list[Stored]:
        """Return the relations at some nodes."""
        found = {}
        for id, type in self.types_of(ids).items():
            for edge in self._database.lookupByKey(type, "id", id).next().asVertex().getEdges():
                each = inventory.as_stored(edge)
                found[each.id] = each
        return [found[id] for id in sorted(found)]

    def searches_about(self, ids: Iterable[str]) -> list[Row]:
        """Return the searches about some ids."""
        wanted = set(ids)
        rows = answers.dicts(self._database.query("sql", "SELECT * FROM Search"))
        every = ({name: row[name] for name in row if not name.startswith("@")} for row in rows)
        return [row for row in every if wanted.intersection(str(row["subject"]).split(">"))]

    def cited(self, sources: Iterable[str]) -> set[str]:
        """Return those of some sources that are cited."""
        wanted = set(sources)
        found: set[str] = set()
        for name in (*inventory.node_types(self._database), *inventory.relation_types(self._database)):
            if name not in BESIDE and self._database.countType(name, False):
                query = f"SELECT sources FROM `{name}` WHERE sources CONTAINSANY :ids"  # noqa: S608 - a checked type
                given = engine.as_map(as_json({"ids": sorted(wanted)}))
                for row in read(self._database.query("sql", query, given), ("sources",)):
                    found.update(wanted.intersection(row["sources"]))
        return found

    def _may_be_there(self, ids: Iterable[str], known: Collection[str] | None) -> list[str]:
        return list(ids) if known is None else [id for id in ids if id in known]

    def _stored(self, name: str, ids: list[str], columns: tuple[str, ...]) -> dict[str, dict[str, Any]]:
        """Return some properties of those of a type's records that have these ids."""
        if not ids or not self._database.countType(name, False):
            return {}
        wanted = dict.fromkeys(("id", *columns))
        # the names are a checked type and constants of ours; ids are a parameter
        query = f"SELECT {', '.join(f'`{c}`' for c in wanted)} FROM `{name}` WHERE id IN :ids"  # noqa: S608
        rows = read(self._database.query("sql", query, engine.as_map(as_json({"ids": ids}))), tuple(wanted))
        return {row["id"]: row for row in rows}
