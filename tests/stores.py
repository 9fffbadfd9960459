"""Every kind of store that the contract is for, and the records that its tests write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import neo4j_server
import pytest

from chainscape import graph
from chainscape.graph import Store
from chainscape.schema import Node, QueryTimeout, Record, Relation, Search, Source, Statement, Text, Value

Opener = Callable[..., Store]

#: each makes a fresh, empty place and returns what opens it
KINDS: dict[str, Callable[[pytest.FixtureRequest, Path], Opener]] = {
    "embedded": lambda _, folder: lambda mode="r", **options: graph.open_store(folder / "store", mode, **options),
    "neo4j": lambda request, _: emptied(request.getfixturevalue("neo4j_url")),
}


def emptied(url: str) -> Opener:
    neo4j_server.empty(url)
    return lambda mode="r", **options: graph.open_store(url, mode, **options)


def said(
    row: str, date: str = "2023", sources: tuple[str, ...] = ("source:madeup_a",), **properties: Value
) -> tuple[Statement, ...]:
    return (Statement("madeup", row, sources, date, properties),)


SOURCE_A = Source("source:madeup_a", "虚构来源甲", "出版者", "2023-05", "https://example.org/a", "zh", "A")
SOURCE_C = Source("source:madeup_c", "made-up source", reliability="C")
FIRM = Node("Company", "company:madeup_1", said("1", name="虚构企业一", aliases=["甲", "A"], employees=5, listed=True))
OTHER = Node("Company", "company:madeup_2", said("2", name="Made-up Two"))
SUPPLY = Relation(
    "SUPPLIES", "company:madeup_1", "company:madeup_2", said("r1", share=0.5, product="预制棒"), ("预制棒",)
)
LOOKED = Search(
    "search:madeup", "chain:madeup", "testing", "web", "none_found", "2024-01-01", "某人", ("q 1",), 3, Text("无", "no")
)
ALL: list[Record] = [LOOKED, SUPPLY, OTHER, FIRM, SOURCE_C, SOURCE_A]


def answers(store: Store, query: str = "RETURN 1 AS one") -> list[object]:
    """Return the only row, from a store with a short time limit: what it ended may still hold the processors."""
    for _ in range(9):
        with suppress(QueryTimeout):
            return list(store.run(query).values[0])
    return list(store.run(query).values[0])


def dumped(store: Store) -> list[str]:
    return list(store.dump())


def value(store: Store, id: str, name: str) -> object:
    return store.run("MATCH (n {id: $id}) RETURN properties(n)[$name] AS value", id=id, name=name).column("value")[0]
