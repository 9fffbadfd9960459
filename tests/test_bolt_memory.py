"""A load on a server goes by what it wrote itself, and by nothing once somebody else wrote. All data is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import neo4j_server
import pytest
from stores import dumped

from chainscape import graph
from chainscape.graph.bolt import inventory
from chainscape.schema import Node, Relation, Source, Statement, StoreError

BOOK = Source("source:madeup_book", "虚构名录")


def firm(number: int, dataset: str = "madeup", type: str = "Company") -> Node:
    said = Statement(dataset, f"f#{number}", (BOOK.id,), "2024", {"name": f"虚构{number}"})
    return Node(type, f"company:madeup_{number}", (said,))


def supplies(a: int, b: int, dataset: str = "madeup") -> Relation:
    said = Statement(dataset, f"s#{a}-{b}", (BOOK.id,), "2024", {})
    return Relation("SUPPLIES", f"company:madeup_{a}", f"company:madeup_{b}", (said,), ("",))


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    neo4j_server.empty(neo4j_url)
    yield neo4j_url
    neo4j_server.empty(neo4j_url)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many ids a server was asked for, each time."""
    many: list[int] = []
    types_of = inventory.types_of

    def counted(tx: inventory.Transaction, ids: Sequence[str]) -> dict[str, str]:
        many.extend([len(ids)] if ids else [])
        return types_of(tx, ids)

    monkeypatch.setattr(inventory, "types_of", counted)
    return many


def test_a_first_load_asks_for_nothing(url: str, asked: list[int]):
    with graph.open_store(url, "w") as store:
        store.write([BOOK, firm(1), firm(2)])
        store.write([firm(3), supplies(1, 3)])
        # what is stated again is merged with what is there
        again = store.write([firm(1), firm(2, "other"), supplies(1, 3, "other"), BOOK])
        assert (again.nodes_same, again.nodes_changed, again.relations_changed, again.sources) == (1, 1, 1, 0)
        assert asked == []
        store.publish()
        store.write([firm(4), supplies(4, 3)])
        assert asked == [2]
        # of the next transaction of that load the end that it wrote is known, the other is not
        store.write([supplies(4, 1)])
        assert asked == [2, 1]


def test_what_another_one_wrote_meanwhile_is_met(url: str, tmp_path):
    with graph.open_store(url, "w") as one, graph.open_store(url, "w") as two:
        one.write([BOOK, firm(1)])
        two.write([firm(2), firm(1, "two"), supplies(2, 1)])
        one.write([firm(2, "one"), supplies(2, 1, "one"), supplies(1, 2)])
        two.write([firm(3)])
        with pytest.raises(StoreError, match="is a Company in the store; it cannot be a Product too"):
            one.write([firm(3, "one", "Product")])
        there = dumped(one)
    with graph.open_store(tmp_path / "wanted", "w") as store:
        store.write([BOOK, firm(1), firm(2), firm(1, "two"), supplies(2, 1), firm(2, "one"), supplies(2, 1, "one")])
        store.write([supplies(1, 2), firm(3)])
        assert there == dumped(store)


def test_what_a_correction_took_away_is_not_remembered(url: str):
    with graph.open_store(url, "w") as store:
        store.write([BOOK, firm(1), firm(2), supplies(1, 2)])
        graph.forget(store, "madeup", today="2026-11-30")
        with pytest.raises(StoreError, match="there is no node"):
            store.write([supplies(1, 2)])


def test_who_writes_between_the_look_and_the_end_is_met(url: str, monkeypatch: pytest.MonkeyPatch):
    """The other one commits while ours is at work: ours is done again."""
    with graph.open_store(url, "w") as one, graph.open_store(url, "w") as two:
        one.write([BOOK, firm(1)])
        types_of = inventory.types_of
        late = [lambda: two.write([firm(2, "two", "Product")])]

        def meanwhile(tx: inventory.Transaction, ids: Sequence[str]) -> dict[str, str]:
            if late:
                late.pop()()
            return types_of(tx, ids)

        monkeypatch.setattr(inventory, "types_of", meanwhile)
        with pytest.raises(StoreError, match="is a Product in the store"):
            one.write([firm(2)])
        assert one.count()["Product"] == 1
