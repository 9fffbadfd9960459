"""`undo`, `redo` and `versions` on a server: the last load or correction whole, whatever it was, by the journal."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import neo4j
import neo4j_server
import pytest
from stores import dumped

from chainscape import graph
from chainscape.graph import Store
from chainscape.graph.bolt import Bolt, undoing
from chainscape.schema import (
    DataError,
    Node,
    Record,
    Relation,
    Search,
    Source,
    Statement,
    StoreError,
    UsageError,
    Value,
)

DAY = "2026-11-30"
BOOK = Source("source:madeup_book", "虚构名录", reliability="C")
PAGE = Source("source:madeup_page", "虚构网页", reliability="B")
CHAIN = "chain:madeup"


def says(row: str, dataset: str = "madeup", source: str = BOOK.id, **properties: Value) -> tuple[Statement, ...]:
    return (Statement(dataset, row, (source,), "2024", properties),)


def firm(number: int, dataset: str = "madeup", **more: Value) -> Node:
    id = f"company:madeup_{number}"
    return Node("Company", id, says(f"f#{id}", dataset, **{"name": f"虚构企业{number}", **more}))


def supplies(a: int, b: int, dataset: str = "madeup") -> Relation:
    said = says(f"s#{a}-{b}", dataset)
    return Relation("SUPPLIES", f"company:madeup_{a}", f"company:madeup_{b}", said, ("",))


LOOKED = Search(
    "search:madeup", CHAIN, "testing", "web", "none_found", "2024-01-01", "某人", ("q",), 3, dataset="madeup"
)
CHAINED = Node("IndustryChain", CHAIN, says("c#1", name="虚构产业链"))
FIRST: list[Record] = [BOOK, CHAINED, *map(firm, range(1, 5)), supplies(1, 2), supplies(2, 3), supplies(3, 4), LOOKED]
#: one renamed, one gone with its relation and what it cited, one new with a new source, no search
SECOND: list[Record] = [
    BOOK, PAGE, CHAINED, firm(1, name="虚构企业甲"), firm(2, founded="1991"), firm(3),
    Node("Company", "company:madeup_9", says("f#9", source=PAGE.id, name="虚构企业9")),
    supplies(1, 2), supplies(2, 3), supplies(3, 1),
]  # fmt: skip
#: the same source is believed more now: all that cites it is settled again
BELIEVED = Source(BOOK.id, BOOK.title, reliability="A")
EVERY: dict[str, Callable[[Store], object]] = {
    "import": lambda store: graph.load(store, [PAGE, firm(7), firm(1, "other", founded="1990"), supplies(7, 1)]),
    "a source regraded": lambda store: graph.load(store, [BELIEVED]),
    "replace": lambda store: graph.replace(store, SECOND, today=DAY),
    "forget a dataset": lambda store: graph.forget(store, "madeup", today=DAY),
    "forget a source": lambda store: graph.forget(store, BOOK.id, today=DAY),
    "rename": lambda store: graph.rename(store, "company:madeup_2", "虚构新名"),
    "merge": lambda store: graph.merge(store, "company:madeup_2", "company:madeup_3", today=DAY),
    "a search": lambda store: graph.load(store, [Search("search:madeup_2", CHAIN, "lead", "web", "none_found", DAY)]),
}


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    neo4j_server.empty(neo4j_url)
    yield neo4j_url
    neo4j_server.empty(neo4j_url)


def begun(url: str) -> list[str]:
    with graph.open_store(url, "w") as store:
        graph.load(store, FIRST)
        return dumped(store)


def do(url: str, work: Callable[[Store], object], note: str = "") -> list[str]:
    with graph.open_store(url, "w", note=note) as store:
        work(store)
        return dumped(store)


def now(url: str) -> list[str]:
    with graph.open_store(url) as store:
        return dumped(store)


def cypher(url: str, text: str) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        return session.run(text).values()


def journal(url: str) -> int:
    return int(str(cypher(url, "MATCH (j:ChainscapeJournal) RETURN count(j)")[0][0]))


@pytest.mark.parametrize("what", EVERY)
def test_it_is_taken_back_whole_and_brought_again(url: str, what: str, monkeypatch: pytest.MonkeyPatch):
    # several pieces a statement and several transactions an undo
    monkeypatch.setattr("chainscape.graph.bolt.writing.ROWS", 2)
    monkeypatch.setattr(undoing, "ROWS", 3)
    before = begun(url)
    after = do(url, EVERY[what], what)
    assert after != before
    for _ in range(2):
        back = graph.undo(url)
        assert now(url) == before
        assert (back.number, back.place) == (1, "current")
        assert [(each.number, each.place) for each in graph.versions(url)] == [(1, "current"), (2, "undone")]
        again = graph.redo(url)
        assert now(url) == after
        assert (again.number, again.note) == (2, what)
        assert [(each.number, each.place) for each in graph.versions(url)] == [(1, "earlier"), (2, "current")]
    with graph.open_store(url) as store:
        assert not [each for each in graph.verify(store) if each.faults]


def test_a_first_load_leaves_nothing_beside_the_graph(url: str):
    begun(url)
    assert journal(url) == 0
    (only,) = graph.versions(url)
    assert (only.number, only.place, only.changes) == (1, "current", 0)
    with pytest.raises(DataError, match="no earlier version is kept"):
        graph.undo(url)
    with pytest.raises(DataError, match="nothing was taken back"):
        graph.redo(url)


def test_the_journal_is_no_part_of_the_graph(url: str, tmp_path):
    begun(url)
    do(url, EVERY["replace"])
    assert journal(url) > 0
    with graph.open_store(url, "w") as store, graph.open_store(tmp_path / "folder", "w") as folder:
        graph.load(folder, FIRST)
        graph.replace(folder, SECOND, today=DAY)
        assert dumped(store) == dumped(folder)
        assert store.count() == folder.count()
        assert {each.id for each in store.stored()} == {each.id for each in folder.stored()}
        assert {each.id for each in store.every_record()} == {each.id for each in folder.every_record()}
        assert {each.id for each in store.walk()} == {each.id for each in folder.walk()}
        assert store.types_of(["head", "2.1"]) == {}
        assert set(graph.network(store)) == set(graph.network(folder))
        for number, one in enumerate((store, folder)):
            graph.export(one, tmp_path / f"{number}.jsonl", "jsonl")
        files = [(tmp_path / f"{number}.jsonl").read_text(encoding="utf-8") for number in (0, 1)]
        ours, theirs = ({json.dumps(json.loads(line), sort_keys=True) for line in text.splitlines()} for text in files)
        assert ours == theirs
        with pytest.raises(DataError, match="no node of another program"):
            graph.adopt(store, {"Company": "Company"}, {}, dataset="madeup")


def test_a_load_goes_on_from_what_is_there_and_drops_what_was_kept(url: str):
    begun(url)
    do(url, EVERY["merge"], "merge")
    graph.undo(url)
    changed = do(url, EVERY["rename"], "rename")
    with pytest.raises(DataError, match="nothing was taken back"):
        graph.redo(url)
    kept = journal(url)
    do(url, EVERY["import"], "import")
    # one head, and the pieces of the last load alone
    assert cypher(url, "MATCH (j:ChainscapeJournal) WHERE j.id <> 'head' RETURN DISTINCT j.load") == [[4]]
    assert kept > 1
    earlier, current = graph.versions(url)
    assert (earlier.number, earlier.note, current.number, current.note) == (3, "rename", 4, "import")
    assert earlier.changes == 4
    assert earlier.bytes > 0
    assert current.written >= earlier.written > ""
    graph.undo(url)
    assert now(url) == changed
    with pytest.raises(DataError, match="no earlier version is kept"):
        graph.undo(url)


def test_what_changes_nothing_keeps_what_can_be_taken_back(url: str):
    before = begun(url)
    do(url, EVERY["rename"], "rename")
    do(url, lambda store: graph.load(store, FIRST), "the same again")
    assert graph.versions(url)[-1].note == "rename"
    graph.undo(url)
    assert now(url) == before


class Stopped(Exception):
    """Stands for whatever ends a load after a transaction."""


def test_what_was_cut_off_is_taken_back_with_what_completes_it(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chainscape.graph.loading.BATCH", 2)
    before = begun(url)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Stopped

    with suppress(Stopped), graph.open_store(url, "w", note="replace") as store:
        graph.replace(store, SECOND, today=DAY, on_progress=stop)
    half = now(url)
    assert half != before
    graph.undo(url)
    assert now(url) == before
    graph.redo(url)
    assert now(url) == half
    # ended by redo, it is a load like any other; one that is open goes on
    graph.undo(url)
    with suppress(Stopped), graph.open_store(url, "w", note="replace") as store:
        graph.replace(store, SECOND, today=DAY, on_progress=stop)
    do(url, EVERY["replace"], "replace")
    graph.undo(url)
    assert now(url) == before


def test_a_first_load_that_was_cut_off_is_completed_as_one(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chainscape.graph.loading.BATCH", 3)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Stopped

    with suppress(Stopped), graph.open_store(url, "w") as store:
        graph.load(store, FIRST, on_progress=stop)
    assert journal(url) == 1
    begun(url)
    assert journal(url) == 0


def test_an_undo_that_was_cut_off_is_completed_first(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chainscape.graph.bolt.writing.ROWS", 2)
    monkeypatch.setattr(undoing, "ROWS", 1)
    before = begun(url)
    after = do(url, EVERY["replace"], "replace")
    step = undoing._step

    def cut(*given: object) -> bool:
        left = step(*given)  # type: ignore[arg-type]
        if next(steps, None) is None:
            raise Stopped
        return left

    monkeypatch.setattr(undoing, "_step", cut)
    for turn in (1, 3):
        steps = iter(range(turn))
        with pytest.raises(Stopped):
            graph.undo(url)
    # what raised did so before the transaction was committed
    assert now(url) not in (before, after)
    with pytest.raises(StoreError, match="an undo was cut off: chainscape undo completes it"):
        do(url, EVERY["rename"])
    steps = iter(range(2))
    with pytest.raises(Stopped):
        graph.redo(url)
    monkeypatch.setattr(undoing, "_step", step)
    graph.redo(url)
    assert now(url) == after
    graph.undo(url)
    assert now(url) == before


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
    with pytest.raises(StoreError, match="changed by something else since"):
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


def test_commands_of_one_import_are_one_load(url: str):
    before = begun(url)
    since = graph.versions(url)[-1].number
    for number in (11, 12):
        with graph.open_store(url, "w", note="import", since=since) as store:
            store.write([firm(number)])
    graph.undo(url)
    assert now(url) == before


def test_a_server_keeps_one_version_and_no_numbers(url: str, tmp_path):
    begun(url)
    do(url, EVERY["rename"])
    with pytest.raises(UsageError, match="keeps the version before and no others"):
        graph.undo(url, to=1)
    with pytest.raises(UsageError, match="no more and no fewer"):
        graph.keep(url, 3)
    with graph.open_store(url, "w") as store:
        assert isinstance(store, Bolt)
        assert graph.undo(store).number == 1
    with graph.open_store(tmp_path / "folder", "w") as store, pytest.raises(UsageError, match="go by its path"):
        graph.undo(store)


def test_a_later_release_is_not_misread(url: str):
    begun(url)
    do(url, EVERY["rename"])
    cypher(url, "MATCH (h:ChainscapeJournal {id: 'head'}) SET h.format = 2, h.whatever = 1")
    with pytest.raises(StoreError, match="later release"):
        graph.undo(url)


def test_commands(url: str, run: Callable[..., Any]):
    before = begun(url)
    do(url, EVERY["merge"], "merge a b")
    listed = run("versions", "--store", url, "--format", "json")
    assert [row["place"] for row in json.loads(listed.out)] == ["earlier", "current"]
    back = run("undo", "--store", url, "--lang", "en")
    assert back.err == ("version 1 is read now: 7 nodes, 3 relations\n")
    assert now(url) == before
    assert run("redo", "--store", url).code == 0
    assert run("versions", "--keep", 2, "--store", url).code == 2
    assert run("undo", "--to", 1, "--store", url).code == 2
