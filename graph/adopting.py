"""Nodes and relations that other programs wrote, such as old scripts on py2neo, as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..schema import Node, Record, Relation, Statement, Value, digest, vocabulary
from .store import Store

# the driver's ids of an old graph hold only while it is not changed, which is long enough
_NODES = """
MATCH (n) WHERE n.id IS NULL AND $label IN labels(n)
RETURN elementId(n) AS element, properties(n) AS properties ORDER BY element
"""
_RELATIONS = """
MATCH (a)-[r]->(b) WHERE type(r) = $type AND r.id IS NULL
RETURN elementId(a) AS from_element, elementId(b) AS to_element, properties(r) AS properties ORDER BY elementId(r)
"""


def adopt(store: Store, nodes: Mapping[str, str], relations: Mapping[str, str], *, dataset: str) -> Iterator[Record]:
    """Yield records for nodes and relations without our ids, as py2neo scripts wrote them; nothing is written.

    ``nodes`` maps their labels to node types, ``relations`` their types to relation types; what is in neither is left
    out. Properties keep their names where the type has one of that name; all others go into ``details``. Give the
    records to `load` with another store, which checks them like any import: a name is needed, and from it comes the
    id, so that adopting again changes nothing. Two of a type with one name are one node.

    >>> graph.load(target, graph.adopt(old, {"Firm": "Company"}, {"DELIVERS": "SUPPLIES"}, dataset="old"))
    ... # doctest: +SKIP
    """
    words = vocabulary()
    ids: dict[str, str] = {}
    for label, type in nodes.items():
        kind = words.node(type)
        for row in store.look_up(_NODES, label=label):
            properties = _fitting(row["properties"], kind.properties.keys())
            key = str(properties.get(kind.caption, ""))
            id = f"{kind.prefix}:{digest(key) if key else ''}"
            ids.setdefault(row["element"], id)
            yield Node(type, id, (Statement(dataset, f"{label}#{key}", (), "", properties),))
    for old, type in relations.items():
        known = words.relation(type)
        for row in store.look_up(_RELATIONS, type=old):
            a, b = ids.get(row["from_element"]), ids.get(row["to_element"])
            if a and b:
                properties = _fitting(row["properties"], known.properties.keys())
                key_values = tuple(str(properties.get(name, "")) for name in known.key)
                statement = Statement(dataset, f"{old}#{digest(a, b, *key_values)}", (), "", properties)
                yield Relation(type, a, b, (statement,), key_values)


def _fitting(found: Mapping[str, Any], names: Any) -> dict[str, Value]:
    kept: dict[str, Value] = {name: value for name, value in found.items() if name in names and value is not None}
    others = sorted(f"{name}: {value}" for name, value in found.items() if name not in names and value is not None)
    if others:
        before = kept.get("details")
        kept["details"] = [*(before if isinstance(before, list) else []), *others]
    return kept
