"""Writing batches of records into an embedded database.

By the engine's Java API, not by Cypher: types are arguments there, never part of a query's text; every
call is short, so Ctrl-C acts at once; and it was the quicker one (docs/decisions/0012-writing.md).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..schema import Record, StoreError, vocabulary
from . import inventory
from .answers import read
from .guard import message_of
from .jvm import java, java_error
from .merging import (
    UNKNOWN_RELIABILITY,
    Batch,
    Stated,
    merge,
    search_properties,
    shown,
    source_properties,
)
from .store import Written

#: node types that are no part of the network
BESIDE = ("Source", "Search")


def make_types(database: Any) -> None:
    """Make every type of the vocabulary with its index, so that no query meets a type that is not there."""
    words = vocabulary()
    for name in (*words.nodes, *BESIDE):
        _make_type(database, name, node=True)
    for name in words.relations:
        _make_type(database, name, node=False)


def _make_type(database: Any, name: str, *, node: bool) -> None:
    if not name.isidentifier():
        raise StoreError(f"{name!r} cannot be a type; expected letters, digits and _")
    schema = database.getSchema()
    if schema.existsType(name):
        return
    make = schema.buildVertexType() if node else schema.buildEdgeType()
    # one bucket a type: more are only for writers in parallel, and each is a file to open
    made = make.withName(name).withTotalBuckets(1).create()
    made.createProperty("id", java("com.arcadedb.schema.Type").STRING)
    schema.createTypeIndex(java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE, True, name, "id")


class Batches:
    """Writes batches; keeps what it must know of the store while nobody else can write."""

    def __init__(self, database: Any) -> None:
        self._database = database
        #: id → type of everything, once a batch was large enough to ask for all
        self._types: dict[str, str] | None = None
        self._known_reliability: dict[str, str] | None = None

    def write(self, records: Iterable[Record]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batch = Batch.of(records)
        for stated, node in ((batch.nodes, True), (batch.relations, False)):
            for name in {each.type for each in stated.values()}:
                _make_type(self._database, name, node=node)
        try:
            with self._transaction():
                return self._write(batch)
        except java_error() as error:
            raise StoreError(f"nothing of this batch was written: {message_of(error)}") from error

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
            self._types = self._known_reliability = None
            if self._database.isTransactionActive():
                self._database.rollback()
            raise

    def _write(self, batch: Batch) -> Written:
        before = self._reliability()
        sources = self._beside("Source", {s.id: source_properties(s) for s in batch.sources.values()})
        after = before | {s.id: s.reliability for s in batch.sources.values()}
        regraded = {id for id in batch.sources if before.get(id, UNKNOWN_RELIABILITY) != after[id]}
        if regraded:
            self._settle_again(batch, regraded)
        ends = {end for r in batch.relations.values() for end in (r.from_id, r.to_id) if end}
        types = self.types_of(batch.nodes.keys() | ends)
        for id, node in batch.nodes.items():
            if types.setdefault(id, node.type) != node.type:
                raise StoreError(f"id {id!r} is a {types[id]} in the store; it cannot be a {node.type} too")
        for id, relation in batch.relations.items():
            for end in (relation.from_id, relation.to_id):
                if end not in types and not relation.again:
                    raise StoreError(f"{relation.type} {id}: there is no node {end!r} in the store")
        done: Counter[str] = Counter()
        self._put_all("nodes", batch.nodes, types, before, after, done)
        self._put_all("relations", batch.relations, types, before, after, done)
        searches = self._beside("Search", {s.id: search_properties(s) for s in batch.searches.values()})
        self._known_reliability = after
        if self._types is not None:
            self._types |= {id: node.type for id, node in batch.nodes.items()}
            self._types |= dict.fromkeys(batch.sources, "Source") | dict.fromkeys(batch.searches, "Search")
        return Written(**done, sources=sources, searches=searches)

    def _put_all(
        self,
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
        for name, group in by_type.items():
            stored = self._stored(name, group, ("statements",))
            new, changed = [], []
            for id, stated in group.items():
                old = stored[id]["statements"] if id in stored else []
                merged = merge(old, stated.statements)
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
            self._change(name, changed)
            if what == "nodes":
                self._add_nodes(name, new)
            else:
                self._add_relations(name, new, group, types)

    def _beside(self, name: str, given: Mapping[str, dict[str, Any]]) -> int:
        """Write sources or searches; return how many are new or changed."""
        if not given:
            return 0
        types = self.types_of(given)
        for id in given:
            if types.get(id, name) != name:
                raise StoreError(f"id {id!r} is a {types[id]} in the store; it cannot be a {name} too")
        stored = self._stored(name, given, tuple(next(iter(given.values()))))
        new = [properties for id, properties in given.items() if id not in stored]
        changed = [properties for id, properties in given.items() if id in stored and stored[id] != properties]
        self._add_nodes(name, new)
        self._change(name, changed)
        return len(new) + len(changed)

    def _stored(self, name: str, ids: Iterable[str], columns: tuple[str, ...]) -> dict[str, dict[str, Any]]:
        """Return some properties of those of a type's records that have these ids."""
        if not self._database.countType(name, False):
            return {}
        wanted = dict.fromkeys(("id", *columns))
        # the names are a checked type and constants of ours; ids are a parameter
        query = f"SELECT {', '.join(f'`{c}`' for c in wanted)} FROM `{name}` WHERE id IN :ids"  # noqa: S608
        rows = read(self._database.query("sql", query, _map({"ids": list(ids)})), tuple(wanted))
        return {row["id"]: row for row in rows}

    def _add_nodes(self, name: str, new: list[dict[str, Any]]) -> None:
        for properties in _maps(new):
            self._database.newVertex(name).fromMap(properties).save()

    def _add_relations(
        self, name: str, new: list[dict[str, Any]], stated: Mapping[str, Stated], types: Mapping[str, str]
    ) -> None:
        nodes: dict[str, Any] = {}
        for plain, properties in zip(new, _maps(new), strict=True):
            relation = stated[plain["id"]]
            for end in (relation.from_id, relation.to_id):
                if end not in nodes:
                    nodes[end] = self._database.lookupByKey(types[end], "id", end).next().asVertex()
            nodes[relation.from_id].newEdge(name, nodes[relation.to_id], properties)

    def _change(self, name: str, changed: list[dict[str, Any]]) -> None:
        for plain, properties in zip(changed, _maps(changed), strict=True):
            record = self._database.lookupByKey(name, "id", plain["id"]).next().getRecord().modify()
            # nothing that is no longer stated may stay
            for gone in {str(n) for n in record.getPropertyNames()} - plain.keys():
                record.remove(gone)
            record.set(properties)
            record.save()

    def _reliability(self) -> dict[str, str]:
        if self._known_reliability is None:
            rows = read(self._database.query("sql", "SELECT id, reliability FROM Source"), ("id", "reliability"))
            self._known_reliability = {row["id"]: row["reliability"] for row in rows}
        return self._known_reliability

    def _settle_again(self, batch: Batch, regraded: set[str]) -> None:
        """Add to a batch what cites sources whose reliability changed."""
        # one parameter a call: CONTAINSANY with a list parameter is not answered from anything quicker
        for names, stated in (
            (inventory.node_types(self._database), batch.nodes),
            (inventory.relation_types(self._database), batch.relations),
        ):
            for name in names:
                if name in BESIDE or not self._database.countType(name, False):
                    continue
                query = f"SELECT id FROM `{name}` WHERE sources CONTAINSANY :ids"  # noqa: S608 - a checked type
                rows = read(self._database.query("sql", query, _map({"ids": sorted(regraded)})), ("id",))
                for row in rows:
                    stated.setdefault(row["id"], Stated(name, again=True)).again = True


def _map(value: dict[str, Any]) -> Any:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return java("com.arcadedb.serializer.json.JSONObject")(text).toMap()


def _maps(values: list[dict[str, Any]]) -> Iterable[Any]:
    # one call into Java for all of them instead of one for each value
    return _map({"all": values}).get("all") if values else ()
