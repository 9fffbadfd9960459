"""What a store keeps, one node or relation after another: for answers, copies and files; the same for both engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..schema import (
    Kept,
    Node,
    Relation,
    Search,
    Source,
    Statement,
    StoreError,
    Text,
    Withdrawn,
    cut,
    digest,
    listed,
    vocabulary,
)

#: label of what a server keeps so that the last load can be taken back (`bolt/journal.py`): no part of the graph
JOURNAL = "ChainscapeJournal"
#: the same texts for both engines; sources come first, because a write settles values by what they cite
SOURCES = "MATCH (n:Source) RETURN 'Source' AS type, properties(n) AS properties"
NODES = (
    "MATCH (n) WHERE NOT n:Source AND NOT n:ChainscapeJournal RETURN labels(n)[0] AS type, properties(n) AS properties"
)
RELATIONS = """
MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS properties, a.id AS from_id, b.id AS to_id
"""
TEXTS = (SOURCES, NODES, RELATIONS)
#: shown to nobody: how a node or relation came to its values
HIDDEN = "statements"


@dataclass(frozen=True, slots=True)
class Stored:
    """A node (sources and searches are nodes too) or a relation as a store keeps it."""

    type: str
    #: with ``id``; ``sources`` and ``statements`` are lists of texts
    properties: Mapping[str, Any]
    #: ids of the ends of a relation; "" for a node
    from_id: str = ""
    to_id: str = ""

    @property
    def id(self) -> str:
        return str(self.properties["id"])


@dataclass(frozen=True, slots=True)
class Walked:
    """A node with its relations, as the node tells them: an engine keeps them at both ends too."""

    type: str
    id: str
    #: ids of the relations that start here
    starting: tuple[str, ...]
    #: ids of those that end here
    ending: tuple[str, ...]

    def tied(self) -> dict[str, Any]:
        """Return what a dump says of them; nothing of a node without any."""
        said = {"starting": self.starting, "ending": self.ending}
        return {name: [len(ids), digest(*sorted(map(str, ids)))] for name, ids in said.items() if ids}


class Streams(Protocol):
    """The part of a store that copying and export need."""

    def stored(self) -> Iterator[Stored]: ...


@dataclass(frozen=True, slots=True)
class _Kept(Relation):
    """A relation with the id that it has in a store, where what is known of it does not make that id."""

    kept_id: str = ""

    @property
    def id(self) -> str:
        return self.kept_id


def known(each: Stored) -> Stored:
    """Return what a store keeps if it is of our kind; StoreError for what another program wrote."""
    check_ours("relation" if each.from_id != "" else "node", each.type, each.properties, each.from_id, each.to_id)
    return each


def check_ours(what: str, type: str | None, properties: Mapping[str, Any], *ends: str | None) -> None:
    """Raise StoreError, which says what to do, for a node or relation that another program wrote."""
    if not type:
        lacks = Text("标签", "label")
    elif not isinstance(properties.get("id"), str):
        lacks = Text("编号", "id")
    elif None in ends:
        lacks = Text("一端的编号", "id at one of its ends")
    else:
        return
    named = Text("关系" if what == "relation" else "节点", what)
    if type:
        named = Text(f" {cut(type)} 类{named.zh}", f"{what} of type {cut(type)}")
    names = listed(cut(name) for name in sorted(properties)[:5])
    raise StoreError(
        f"a {named.en} has no {lacks.en}, so it was not written by Chainscape (its properties: {names.en}); "
        "queries with run() work on it, analyses and copies need ids: docs/adopting.md shows how to adopt it",
        f"有一个{named.zh}没有{lacks.zh}，不是链景所写（属性：{names.zh}）；查询可用 run()，分析和复制须有编号："
        "接收方法见 docs/adopting.zh-CN.md",
    )


def record(each: Stored) -> Kept:
    """Return the record that makes what a store keeps.

    >>> record(Stored("Source", {"id": "source:a", "title": "甲"})).title
    '甲'
    """
    properties = each.properties
    if each.type == "Source":
        return Source(**properties)
    if each.type == "Search":
        return search(properties)
    if each.type == "Withdrawn":
        return Withdrawn(**properties)
    if "statements" not in properties:
        raise StoreError(
            f"{cut(each.type)} {cut(each.id)} says nothing about who stated it; it was not written by Chainscape",
            f"{cut(each.type)} {cut(each.id)} 没有陈述来源，不是链景所写",
        )
    statements = tuple(map(Statement.from_json, properties["statements"]))
    if each.from_id:
        type = vocabulary().relations.get(each.type)
        key = tuple(str(properties.get(name, "")) for name in type.key) if type else ()
        relation = Relation(each.type, each.from_id, each.to_id, statements, key)
        if relation.id == each.id:
            return relation
        return _Kept(each.type, each.from_id, each.to_id, statements, key, kept_id=each.id)
    return Node(each.type, each.id, statements)


def search(properties: Mapping[str, Any]) -> Search:
    """Return a search from the properties that a store keeps of it."""
    fields = dict(properties)
    note = Text(fields.pop("note_zh"), fields.pop("note_en"))
    return Search(**{**fields, "queries": tuple(fields["queries"]), "note": note})


def records(store: Streams) -> Iterator[Kept]:
    """Yield all records of a store, sources first, relations last; memory stays flat."""
    return (record(each) for each in store.stored())


def in_order(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that show: the id first, then by name, whatever order an engine keeps."""
    return {name: properties[name] for name in sorted(properties, key=_id_first) if name != HIDDEN}


def _id_first(name: str) -> tuple[bool, str]:
    return name != "id", name


def lines(kind: str, type: str, records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield records of one type as canonical JSON, by id; StoreError for what another program wrote."""
    every = list(records)
    for each in every:
        check_ours(kind, type, each, each.get("from", ""), each.get("to", ""))
    for each in sorted(every, key=lambda r: str(r["id"])):
        each = {"": kind, "type": type, **each}
        if HIDDEN in each:
            each[HIDDEN] = [json.loads(text) for text in each[HIDDEN]]
        yield json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
