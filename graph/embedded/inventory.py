"""What is in an embedded database: types of ids, counts, and everything as lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..stored import TEXTS, Stored, Walked, known, lines
from . import answers, engine
from .answers import read, stream
from .running import Thread

#: more ids than this are quicker looked up in a list of all: 0.7 s for 100,000, against 20 µs an id and type
FEW = 300


def node_types(database: Any) -> list[str]:
    """Return the names of all node types, Source and Search among them."""
    return sorted(str(t.getName()) for t in database.getSchema().getTypes() if engine.is_node_type(t))


def relation_types(database: Any) -> list[str]:
    """Return the names of all relation types."""
    return sorted(str(t.getName()) for t in database.getSchema().getTypes() if engine.is_relation_type(t))


def types_of(database: Any, ids: Iterable[str]) -> dict[str, str]:
    """Return the type of each id that a node, source or search has, for at most FEW ids."""
    wanted = set(ids)
    found: dict[str, str] = {}
    for name in node_types(database):
        for id in wanted - found.keys():
            if database.lookupByKey(name, "id", id).hasNext():
                found[id] = name
    return found


def all_types(database: Any) -> dict[str, str]:
    """Return the type of every id; 0.7 s for 100,000."""
    found = {}
    for name in node_types(database):
        rows = read(database.query("sql", f"SELECT id FROM `{name}`"), ("id",))  # noqa: S608 - a type's checked name
        found.update(dict.fromkeys((row[0] for row in rows.values), name))
    return found


def every_count(database: Any) -> dict[str, int]:
    """Return how many there are of each node type and relation type of the schema."""
    names = (*node_types(database), *relation_types(database))
    return {name: int(database.countType(name, False)) for name in names}


def count(database: Any) -> dict[str, int]:
    """Return how many there are of each node type and relation type that occurs."""
    return {name: number for name, number in every_count(database).items() if number}


def dump(database: Any) -> Iterator[str]:
    """Yield every node, then every relation as canonical JSON, by type and id."""
    for name in node_types(database):
        tied = {each.id: each.tied() for each in _walked(database, name)}
        records = (json.loads(str(r.asVertex().toJSON(False).toString())) for r in database.iterateType(name, False))
        yield from lines("node", name, ({**each, **tied.get(each.get("id"), {})} for each in records))
    for name in relation_types(database):
        yield from lines("relation", name, map(_relation, database.iterateType(name, False)))


def every_record(database: Any) -> Iterator[Stored]:
    """Yield every node, then every relation, each by its own record: whatever indexes and nodes say of them."""
    places: dict[str, str] = {}
    for name in node_types(database):
        yield from nodes_of(database, name, places)
    for name in relation_types(database):
        yield from relations_of(database, name, places)


def nodes_of(database: Any, name: str, places: dict[str, str]) -> Iterator[Stored]:
    """Yield the nodes of one type, each by its own record, and note in ``places`` which id stands where."""
    for row in answers.dicts(database.query("sql", f"SELECT * FROM `{name}`")):  # noqa: S608 - a checked type
        places[row["@rid"]] = str(row.get("id"))
        yield Stored(name, _own(row))


def relations_of(database: Any, name: str, places: Mapping[str, str]) -> Iterator[Stored]:
    """Yield the relations of one type, each by its own record; an end that is not there is called by its place."""
    # as texts: to ask for a node that is lost ends the whole query
    text = f"SELECT *, @out.asString() AS `@from`, @in.asString() AS `@to` FROM `{name}`"  # noqa: S608 - a checked type
    for row in answers.dicts(database.query("sql", text)):
        yield Stored(name, _own(row), *(places.get(row[end], row[end]) for end in ("@from", "@to")))


def walk(database: Any) -> Iterator[Walked]:
    """Yield every node with its relations, as the node tells them."""
    for name in node_types(database):
        yield from _walked(database, name)


def found(database: Any, type: str, ids: Iterable[str]) -> set[str]:
    """Return those of some ids that the index of a type finds."""
    hits = ((id, database.lookupByKey(type, "id", id)) for id in ids)
    return {id for id, hit in hits if hit.hasNext() and str(hit.next().getRecord().get("id")) == id}


def _walked(database: Any, name: str) -> Iterator[Walked]:
    text = f"SELECT id, outE().id AS starting, inE().id AS ending FROM `{name}`"  # noqa: S608 - a checked type
    for row in answers.dicts(database.query("sql", text)):
        yield Walked(name, str(row.get("id")), tuple(row.get("starting") or ()), tuple(row.get("ending") or ()))


def _own(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("@")}


def stored(thread: Thread, database: Any) -> Iterator[Stored]:
    """Yield everything, sources first and relations last."""
    for text in TEXTS:
        for row in stream(thread, database, text):
            yield known(Stored(*row))


def as_stored(record: Any) -> Stored:
    """Return a relation as it is kept."""
    found = _relation(record)
    start, end = found.pop("from"), found.pop("to")
    return Stored(str(record.getTypeName()), found, start, end)


def _relation(record: Any) -> dict[str, Any]:
    edge = record.asEdge()
    found: dict[str, Any] = json.loads(str(edge.toJSON(False).toString()))
    return {**found, "from": str(edge.getOutVertex().get("id")), "to": str(edge.getInVertex().get("id"))}
