"""Relations that one transaction locks, changes and takes away, one after the other: each is found (decision 0140)."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j_server
import pytest
from taken_back import BOOK, firm, supplies

from chainscape import graph
from chainscape.graph.store import Open, Written

NUMBERS = range(2, 42)
IDS = [supplies(each, 1).id for each in NUMBERS]


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    neo4j_server.empty(neo4j_url)
    yield neo4j_url
    neo4j_server.empty(neo4j_url)


def test_relations_that_are_locked_changed_and_removed_in_one_transaction_are_each_found(url: str):
    found: list[tuple[str, bool, bool]] = []

    def work(into: Open) -> Written:
        for id in reversed(IDS):
            locked = id in into.statements("SUPPLIES", [id], nodes=False)
            into.change("SUPPLIES", [{"id": id, "share": "12", "statements": ["{}"]}], nodes=False)
            into.remove("SUPPLIES", [id], nodes=False)
            found.append((id, locked, bool(into.statements("SUPPLIES", [id], nodes=False))))
        return Written()

    with graph.open_store(url, "w") as store:
        for _ in range(25):
            found.clear()
            store.write([BOOK, firm(1), *map(firm, NUMBERS), *(supplies(each, 1) for each in NUMBERS)])
            store.change(work)
            assert found == [(id, True, False) for id in reversed(IDS)]
            assert store.run("MATCH ()-[r:SUPPLIES]->() RETURN count(r) AS n").values == [(0,)]


def test_a_changed_relation_has_these_properties_and_no_others(url: str):
    row = {"id": IDS[0], "share": "12", "statements": ["{}"]}

    def work(into: Open) -> Written:
        into.change("SUPPLIES", [row], nodes=False)
        return Written()

    with graph.open_store(url, "w") as store:
        store.write([BOOK, firm(1), firm(2), supplies(2, 1)])
        store.change(work)
        assert store.run("MATCH ()-[r:SUPPLIES]->() RETURN properties(r) AS p").values == [(row,)]
