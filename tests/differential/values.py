"""What a text may name: a part of the pack that is small enough for any question, and its values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chainscape import importers
from chainscape.schema import Node, Record, Relation, Search, Source

#: two chains in which nearly every type of relation occurs
CHAINS = ("chain:automotive", "chain:metallurgy")
#: what else is taken along from what stands around a chain
_FAR = frozenset({"Product", "Technology", "Patent", "Award", "Region", "Expert", "Standard", "Project", "Agency"})
#: Python's type of a value → its kind
_KINDS = {str: "text", int: "int", float: "float", bool: "truth", list: "list text"}
#: longer texts say nothing more
_LONGEST = 24


@cache
def small_records() -> tuple[Record, ...]:
    """Return two chains of the pack, what stands around them, and two relations of each type."""
    everything = list(importers.pack())
    nodes = {each.id: each for each in everything if isinstance(each, Node)}
    relations = [each for each in everything if isinstance(each, Relation)]
    beside = defaultdict(set)
    for each in relations:
        beside[each.from_id].add(each.to_id)
        beside[each.to_id].add(each.from_id)
    kept = set(CHAINS) | {each.from_id for each in relations if each.type == "PART_OF" and each.to_id in CHAINS}
    kept |= {id for near in list(kept) for id in beside[near] if nodes[id].type != "Region"}
    kept |= {id for near in list(kept) for id in beside[near] if nodes[id].type in _FAR}
    for _ in range(3):
        kept |= {each.to_id for each in relations if each.type == "LOCATED_IN" and each.from_id in kept}
    for type in sorted({each.type for each in relations}):
        if sum(each.type == type for each in relations if {each.from_id, each.to_id} <= kept) < 2:
            kept |= {id for each in [r for r in relations if r.type == type][:2] for id in (each.from_id, each.to_id)}
    tied = [each for each in relations if {each.from_id, each.to_id} <= kept]
    said = [nodes[id] for id in sorted(kept)]
    sources = {id for each in (*said, *tied) for statement in each.statements for id in statement.sources}
    rest = [each for each in everything if isinstance(each, Source) and each.id in sources]
    looked = [each for each in everything if isinstance(each, Search) and set(each.subjects) <= kept]
    return (*rest, *looked[:5], *said, *tied)


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a type, and values that it has."""

    name: str
    kind: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """The names and values of the small graph."""

    #: node type → how many there are
    counts: dict[str, int]
    #: type → its properties
    properties: dict[str, tuple[Property, ...]]
    #: node type → ids
    ids: dict[str, tuple[str, ...]]
    #: relation types with the types of their ends
    ties: tuple[tuple[str, str, str], ...]
    #: id of a node → its type
    types: dict[str, str]
    #: id of a node → its relations: type, the other end, and 1 where it goes there, -1 where it comes from there
    beside: dict[str, tuple[tuple[str, str, int], ...]]
    #: id of a node → its texts by their names
    texts: dict[str, dict[str, str]]


@cache
def values() -> Values:
    """Return names and values, always in the same order."""
    types: dict[str, str] = {}
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    ids: dict[str, list[str]] = defaultdict(list)
    ties: dict[tuple[str, str, str], None] = {}
    beside: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    texts: dict[str, dict[str, str]] = {}
    for each in small_records():
        if isinstance(each, Node):
            types[each.id] = each.type
            ids[each.type].append(each.id)
            texts[each.id] = {name: value for name, value in _said(each) if isinstance(value, str)}
    for each in small_records():
        if isinstance(each, Relation):
            ties[each.type, types[each.from_id], types[each.to_id]] = None
            beside[each.from_id].append((each.type, each.to_id, 1))
            beside[each.to_id].append((each.type, each.from_id, -1))
        for name, value in _said(each):
            found[each.type if isinstance(each, Node | Relation) else ""][name].append(value)
    found.pop("", None)
    return Values(
        {type: len(all) for type, all in ids.items()},
        {type: tuple(_properties(named)) for type, named in found.items()},
        {type: tuple(all) for type, all in ids.items()},
        tuple(ties),
        types,
        {id: tuple(all) for id, all in beside.items()},
        texts,
    )


def _said(record: Record) -> Iterator[tuple[str, object]]:
    if isinstance(record, Node | Relation):
        yield "id", record.id
        yield "reliability", "B"
        for statement in record.statements:
            yield "sources", list(statement.sources)
            yield from statement.properties.items()


def _properties(named: dict[str, list[object]]) -> Iterator[Property]:
    for name, all in named.items():
        kept = [value for value in all if type(value) is type(all[0])]
        short = tuple(value for value in kept if len(str(value)) <= _LONGEST)
        yield Property(name, _KINDS[type(all[0])], short[:12])
