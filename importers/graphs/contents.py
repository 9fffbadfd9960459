"""What a graph of another program holds: labels, relation types and the names of their properties, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, Self

from ...schema import Rows, StoreEmpty

# Chainscape's own nodes in the same database are no part of it: copy brings them
_NODES = """
MATCH (n) WHERE n.statements IS NULL
  AND NOT (n:Source AND n.reliability IS NOT NULL) AND NOT (n:Search AND n.slot IS NOT NULL)
  AND NOT (n:Withdrawn AND n.until IS NOT NULL) AND NOT n:ChainscapeJournal
RETURN labels(n) AS labels, count(*) AS n
"""
_RELATIONS = """
MATCH (a)-[r]->(b) WHERE r.statements IS NULL
RETURN type(r) AS type, labels(a) AS from_labels, labels(b) AS to_labels, count(*) AS n
"""
_NODE_KEYS = """
MATCH (n) WHERE n.statements IS NULL AND NOT n:ChainscapeJournal UNWIND keys(n) AS key
RETURN labels(n) AS labels, key AS key, count(*) AS n
"""
_RELATION_KEYS = """
MATCH ()-[r]->() WHERE r.statements IS NULL UNWIND keys(r) AS key
RETURN type(r) AS type, key AS key, count(*) AS n
"""
Labels = tuple[str, ...]


class Answer(Protocol):
    """The part of an answer in pieces that reading a graph needs."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *about: Any) -> None: ...


class Reads(Protocol):
    """The part of a store that reading a graph needs."""

    def look_up(self, query: str, /, **params: Any) -> Rows: ...

    def stream_trusted(self, query: str, /, **params: Any) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Tied:
    """Relations of one type between nodes of certain labels."""

    type: str
    from_labels: Labels
    to_labels: Labels
    count: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds."""

    #: labels of a node, sorted → how many have these
    nodes: Counter[Labels]
    relations: tuple[Tied, ...]
    #: label → name of a property → how many have it
    node_keys: dict[str, Counter[str]]
    #: relation type → name of a property → how many have it
    relation_keys: dict[str, Counter[str]]

    @classmethod
    def of(cls, store: Reads) -> Contents:
        """Read what a graph holds; StoreEmpty where that is nothing of another program."""
        nodes: Counter[Labels] = Counter()
        for row in store.look_up(_NODES):
            nodes[tuple(sorted(row["labels"]))] += row["n"]
        if not nodes:
            raise StoreEmpty(
                "there is no node of another program to adopt; chainscape copy brings a store of Chainscape's over",
                "没有其他程序写下的节点可接收；链景自己的库用 chainscape copy 复制",
            )
        tied: Counter[tuple[str, Labels, Labels]] = Counter()
        for row in store.look_up(_RELATIONS):
            tied[row["type"], tuple(sorted(row["from_labels"])), tuple(sorted(row["to_labels"]))] += row["n"]
        node_keys: dict[str, Counter[str]] = {label: Counter() for labels in nodes for label in labels}
        for row in store.look_up(_NODE_KEYS):
            for label in row["labels"]:
                node_keys.setdefault(label, Counter())[row["key"]] += row["n"]
        relation_keys: dict[str, Counter[str]] = {type: Counter() for type, _, _ in tied}
        for row in store.look_up(_RELATION_KEYS):
            relation_keys.setdefault(row["type"], Counter())[row["key"]] += row["n"]
        relations = tuple(Tied(*key, n) for key, n in sorted(tied.items()))
        return cls(nodes, relations, node_keys, relation_keys)

    @property
    def labels(self) -> Counter[str]:
        """Label → how many nodes have it."""
        found: Counter[str] = Counter()
        for labels, n in self.nodes.items():
            found.update(dict.fromkeys(labels, n))
        return found

    @property
    def types(self) -> Counter[str]:
        """Relation type → how many there are."""
        found: Counter[str] = Counter()
        for tied in self.relations:
            found[tied.type] += tied.count
        return found

    def keys(self, labels: Iterable[str]) -> set[str]:
        """Return the names of the properties that nodes of these labels have."""
        return {key for label in labels for key in self.node_keys.get(label, ())}
