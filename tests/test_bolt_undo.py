"""`undo`, `redo` and `versions` on a server: the last load or correction whole, whatever it was, by the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import neo4j_server
import pytest
from stores import dumped
from taken_back import BOOK, DAY, EVERY, FIRST, SECOND, begun, cypher, do, firm, journal, now

from chainscape import graph
from chainscape.graph.bolt import Bolt, undoing
from chainscape.schema import (
    DataError,
    StoreError,
    UsageError,
)


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    neo4j_server.empty(neo4j_url)
    yield neo4j_url
    neo4j_server.empty(neo4j_url)


def sizes(dump: list[str]) -> tuple[int, int]:
    """Return how many nodes and relations there are."""
    relations = sum(json.loads(line)[""] == "relation" for line in dump)
    return len(dump) - relations, relations


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
        kept = graph.versions(url)
        assert [(each.number, each.place) for each in kept] == [(1, "current"), (2, "undone")]
        assert [(each.nodes, each.relations) for each in kept] == [sizes(before), sizes(after)]
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


def test_an_undo_that_was_cut_off_is_completed_first(
    url: str, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
):
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
    for command in ("versions", "verify"):
        answer = run(command, "--store", url, "--lang", "zh")
        assert "有一次 undo 中断，库停在半途：chainscape undo 把它做完" in answer.err
        assert "完好" not in answer.err
        assert answer.code == (command == "verify")
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


def test_commands_of_one_import_are_one_load(url: str):
    before = begun(url)
    since = graph.versions(url)[-1].number
    for number in (11, 12):
        with graph.open_store(url, "w", note="import", since=since) as store:
            store.write([firm(number)])
    graph.undo(url)
    assert now(url) == before


def test_a_first_import_of_several_datasets_is_one_load(url: str):
    for number in (11, 12):
        with graph.open_store(url, "w", note="import", since=0) as store:
            graph.load(store, [*([BOOK] if number == 11 else []), firm(number)])
    assert [(each.number, each.place) for each in graph.versions(url)] == [(1, "current")]
    assert journal(url) == 0
    with pytest.raises(DataError, match="no earlier version is kept"):
        graph.undo(url)


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
