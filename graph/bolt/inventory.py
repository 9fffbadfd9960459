"""What is in a database of a server: types of ids, counts, and everything as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import neo4j

from ...schema import vocabulary
from ..putting import BESIDE
from ..stored import JOURNAL, TEXTS, Stored, Walked, check_ours, known, lines
from ..typed import typed, union
from .values import Reader

#: what every engine keeps; the rest (dates, points) comes from other programs
PLAIN = (str, int, float, list)
Transaction = neo4j.ManagedTransaction | neo4j.Transaction


def node_types() -> tuple[str, ...]:
    """Return all node types of the vocabulary, Source and Search among them."""
    return (*vocabulary().nodes, *BESIDE)


def labels(tx: Transaction) -> list[str]:
    """Return the labels that nodes of the graph have."""
    # a database without a node has the labels of its constraints: looking each of them up is half of a first load
    text = "MATCH (n) WITH count(n) AS nodes WHERE nodes > 0 CALL db.labels() YIELD label RETURN label"
    found = tx.run(text).values()
    return sorted(row[0] for row in found if row[0] != JOURNAL)


def relationship_types(tx: Transaction) -> list[str]:
    """Return the types that relationships of the database have."""
    text = (
        "MATCH ()-[r]->() WITH count(r) AS relations WHERE relations > 0 "
        "CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name"
    )
    return sorted(row[0] for row in tx.run(text).values())


def types_of(tx: Transaction, ids: Sequence[str]) -> dict[str, str]:
    """Return the type of each id that a node, source or search has."""
    if not ids:
        return {}
    known = labels(tx)
    if not known:
        return {}
    text = union("MATCH (n:<TYPE>) WHERE n.id IN $ids RETURN n.id AS id, labels(n)[0] AS type", known)
    return {row["id"]: row["type"] for row in tx.run(text, {"ids": list(ids)})}


def count(tx: Transaction) -> dict[str, int]:
    """Return how many there are of each node type and relation type that occurs."""
    parts = [(name, typed("MATCH (n:<TYPE>) RETURN count(n) AS n", TYPE=name)) for name in labels(tx)]
    parts += [
        (name, typed("MATCH ()-[r:<TYPE>]->() RETURN count(r) AS n", TYPE=name)) for name in relationship_types(tx)
    ]
    counted = {name: int(tx.run(text).single(strict=True)["n"]) for name, text in parts}
    return {name: number for name, number in counted.items() if number}


def dump(tx: Transaction) -> Iterator[str]:
    """Yield every node, then every relation as canonical JSON, by type and id."""
    reader = Reader(lambda _: {})
    for row in tx.run("MATCH (n) WHERE size(labels(n)) = 0 RETURN properties(n) AS p LIMIT 1"):
        check_ours("node", None, row["p"])
    for name in labels(tx):
        tied = {each.id: each.tied() for each in _walked(tx, name)}
        found = tx.run(typed("MATCH (n:<TYPE>) RETURN properties(n) AS p", TYPE=name))
        records = (_plain(reader, row["p"]) for row in found)
        yield from lines("node", name, ({**each, **tied.get(str(each.get("id")), {})} for each in records))
    for name in relationship_types(tx):
        text = typed("MATCH (a)-[r:<TYPE>]->(b) RETURN properties(r) AS p, a.id AS a, b.id AS b", TYPE=name)
        found = tx.run(text)
        yield from lines(
            "relation", name, ({**_plain(reader, row["p"]), "from": row["a"], "to": row["b"]} for row in found)
        )


def walk(tx: Transaction) -> Iterator[Walked]:
    """Yield every node with its relations, as the node tells them."""
    for name in labels(tx):
        yield from _walked(tx, name)


def found(tx: Transaction, type: str, ids: Sequence[str], *, nodes: bool) -> set[str]:
    """Return those of some ids that the index of a type finds."""
    if nodes:
        text = typed("UNWIND $ids AS id MATCH (n:<TYPE> {id: id}) RETURN DISTINCT n.id AS id", TYPE=type)
    else:
        text = typed("UNWIND $ids AS id MATCH ()-[n:<TYPE> {id: id}]->() RETURN DISTINCT n.id AS id", TYPE=type)
    return {row["id"] for row in tx.run(text, {"ids": list(ids)})}


def stored(tx: Transaction) -> Iterator[Stored]:
    """Yield everything, sources first and relations last."""
    reader = Reader(lambda _: {})
    for text in TEXTS:
        for row in tx.run(text):
            type, properties, *ends = row.values()
            yield known(Stored(type, _plain(reader, properties), *ends))


def _walked(tx: Transaction, name: str) -> Iterator[Walked]:
    text = typed(
        "MATCH (n:<TYPE>) RETURN n.id AS id, COLLECT { MATCH (n)-[r]->() RETURN r.id } AS starting, "
        "COLLECT { MATCH (n)<-[r]-() RETURN r.id } AS ending",
        TYPE=name,
    )
    for row in tx.run(text):
        yield Walked(name, str(row["id"]), tuple(row["starting"]), tuple(row["ending"]))


def _plain(reader: Reader, properties: dict[str, Any]) -> dict[str, Any]:
    if all(isinstance(value, PLAIN) for value in properties.values()):
        return properties
    return {name: reader.plain(value) for name, value in properties.items()}
