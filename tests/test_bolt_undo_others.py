"""What other programs wrote to a server beside a load that is taken back: never written over, never in silence."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import neo4j_server
import pytest
from taken_back import CHAIN, EVERY, begun, cypher, do, firm, now, supplies

from chainscape import graph
from chainscape.schema import (
    StoreError,
)


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    neo4j_server.empty(neo4j_url)
    yield neo4j_url
    neo4j_server.empty(neo4j_url)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("import", "MATCH (n:Company {id: 'company:madeup_7'}) SET n.name = 'x'"),
        ("import", "MATCH (n:Company {id: 'company:madeup_1'}) SET n.founded = '1980'"),
        ("import", "MATCH (n:Company {id: 'company:madeup_7'}) DETACH DELETE n"),
        ("import", "MATCH ()-[r:SUPPLIES]->() SET r.when = date()"),
        ("import", "MATCH (n {id: 'company:madeup_7'}), (m {id: CHAIN}) CREATE (n)-[:SUPPLIES {id: 'x'}]->(m)"),
        ("import", "MATCH (n {id: 'company:madeup_2'}) SET n.sources = ['source:madeup_page']"),
        ("import", "CREATE (:Search {id: 'search:x', subject: 'company:madeup_7'})"),
        ("merge", "CREATE (:Company {id: 'company:madeup_2'})"),
        ("merge", "MATCH (n {id: 'company:madeup_1'}) DETACH DELETE n"),
    ],
)
def test_what_another_program_changed_since_is_not_written_over(url: str, what: str, text: str):
    begun(url)
    do(url, EVERY[what])
    cypher(url, text.replace("CHAIN", f"'{CHAIN}'"))
    there = cypher(url, "MATCH (n) RETURN properties(n) AS p ORDER BY p.id")
    with pytest.raises(StoreError, match="changed by another program since"):
        graph.undo(url)
    assert cypher(url, "MATCH (n) RETURN properties(n) AS p ORDER BY p.id") == there


def test_values_of_other_programs_that_no_journal_keeps_are_told(url: str):
    begun(url)
    cypher(url, "MATCH (n:Company {id: 'company:madeup_2'}) SET n.place = point({x: 1, y: 2})")
    do(url, EVERY["rename"], "rename")
    with pytest.raises(StoreError, match=r"last load \(rename\) cannot be taken back whole: it wrote over values"):
        graph.undo(url)


def test_two_loads_at_once_are_taken_back_as_one(url: str):
    before = begun(url)
    with graph.open_store(url, "w", note="one") as one, graph.open_store(url, "w", note="two") as two:
        one.write([firm(11)])
        two.write([firm(12), supplies(12, 11)])
        one.write([firm(13), supplies(13, 12)])
    graph.undo(url)
    assert now(url) == before


def test_two_programs_that_write_in_the_same_moment_share_one_journal(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chainscape.graph.loading.BATCH", 3)
    before = begun(url)
    wrong: list[BaseException] = []
    together = threading.Barrier(2)

    def write(numbers: range) -> None:
        try:
            with graph.open_store(url, "w") as store:
                together.wait()
                graph.load(store, [*map(firm, numbers), *(supplies(each, 1) for each in numbers)])
                together.wait()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(range(start, start + 40, 2),)) for start in (100, 101)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong
    assert cypher(url, "MATCH (h:ChainscapeJournal {id: 'head'}) RETURN h.hindrance, h.changes, h.open") == [
        ["", 80, False]
    ]
    graph.undo(url)
    assert now(url) == before


def test_a_load_that_another_one_ended_meanwhile_cannot_be_taken_back(url: str):
    begun(url)
    with graph.open_store(url, "w", note="one") as one:
        one.write([firm(11)])
        for number in (12, 13):
            do(url, lambda store, number=number: store.write([firm(number)]), "two")
        one.write([firm(14)])
    with pytest.raises(StoreError, match="another load was written at the same time"):
        graph.undo(url)


def test_a_load_that_was_taken_back_under_way_stops(url: str):
    before = begun(url)
    with graph.open_store(url, "w") as store:
        store.write([firm(11)])
        graph.undo(url)
        with pytest.raises(StoreError, match="was taken back meanwhile"):
            store.write([firm(12)])
    assert now(url) == before
