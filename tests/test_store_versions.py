"""Versions of a store in a folder: readers beside a writer, taking back, going on after a kill."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from test_store_folder import Writer, dumped, firm, firms, make, state

from chainscape import graph
from chainscape.graph.embedded.folder import MARKER, Folder
from chainscape.schema import DataError, Node, StoreMissing, UsageError

COUNT = "MATCH (n:Company) RETURN count(n) AS n"


def test_a_notebook_sees_what_an_import_beside_it_brought(tmp_path: Path):
    path = make(tmp_path / "store")
    with graph.open_store(path) as notebook, graph.open_store(path, follow=False) as still:
        assert notebook.run(COUNT).column("n") == [1]
        with Writer(path):
            assert notebook.run(COUNT).column("n") == [1]
        with notebook.steady():
            assert notebook.run(COUNT).column("n") == [1]
            make(path, 2)
        assert notebook.run(COUNT).column("n") == [502]
        # what is opened so stays, also when its version is kept no longer
        make(path, 3)
        assert still.run(COUNT).column("n") == [1]
    assert firms(path) == 503


def test_a_writer_that_reads_one_version_reads_its_own_when_it_is_published(tmp_path: Path):
    path = make(tmp_path / "store")
    with graph.open_store(path, "w", follow=False) as store:
        assert store.run(COUNT).column("n") == [1]
        for number in (1, 2):
            store.write([Node("Company", f"company:madeup_new_{number}", firm(0).statements)])
            store.publish()
            assert store.run(COUNT).column("n") == [1 + number]


def test_an_answer_comes_from_one_version_to_its_last_row(tmp_path: Path):
    path = make(tmp_path / "store", 5_000)
    with graph.open_store(path) as store, store.stream("MATCH (n:Company) RETURN n.name AS name") as answer:
        names = iter(answer)
        first = next(names)
        for number in (1, 2, 3):
            with graph.open_store(path, "w") as writing:
                writing.write([Node("Company", f"company:madeup_new_{number}", firm(0).statements)])
        assert len([first, *names]) == 5_000
        assert store.run(COUNT).column("n") == [5_003]


def test_a_writer_that_was_killed_changes_nothing(tmp_path: Path):
    path = make(tmp_path / "store")
    before = dumped(path)
    writer = Writer(path, "endless")
    time.sleep(1.5)
    writer.kill()
    assert dumped(path) == before
    with graph.open_store(path, "w") as store:
        assert store.write([firm(0)]).nodes_same == 1
        assert store.write([firm(7)]).nodes_new == 1
    assert firms(path) == 2
    assert sorted(p.name for p in (path / "versions").iterdir()) == ["1", "2"]


def test_an_error_takes_back_what_was_written_since_it_was_published(tmp_path: Path):
    path = make(tmp_path / "store")

    def fails() -> None:
        with graph.open_store(path, "w") as store:
            store.write([firm(7)])
            store.publish()
            store.write([firm(8)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert firms(path) == 2
    with graph.open_store(path, "w") as store:
        store.write([firm(9)])
        assert store.discard()
        store.write([firm(10), firm(11)])
    assert firms(path) == 4


def test_what_changes_nothing_makes_no_version(tmp_path: Path):
    path = make(tmp_path / "store", 2)
    before = state(path)
    make(path, 2)
    assert state(path) == before


def test_versions_are_kept_taken_back_and_brought_again(tmp_path: Path):
    path = tmp_path / "store"
    for number in (1, 2, 3):
        with graph.open_store(path, "w", note=f"load {number}") as store:
            store.write([firm(i) for i in range(number)])
    found = graph.versions(path)
    assert [(each.number, each.place, each.note, each.nodes) for each in found] == [
        (2, "earlier", "load 2", 2),
        (3, "current", "load 3", 3),
    ]
    assert all(each.bytes > 1_000_000 and each.written.startswith("20") for each in found)
    assert graph.undo(path).number == 2
    assert firms(path) == 2
    with pytest.raises(DataError, match="no earlier version is kept"):
        graph.undo(path)
    assert graph.redo(path).nodes == 3
    assert firms(path) == 3
    with pytest.raises(DataError, match="nothing was taken back"):
        graph.redo(path)
    assert graph.undo(path, to=2).place == "current"
    with pytest.raises(UsageError, match=r"no version 9.* There are: 2, 3"):
        graph.undo(path, to=9)
    # writing after an undo goes on from there, and what was taken back is gone
    make(path, 7)
    assert firms(path) == 7
    assert [each.number for each in graph.versions(path)] == [2, 4]
    assert [each.number for each in graph.keep(path, 0)] == [4]
    make(path, 9)
    assert sorted(p.name for p in (path / "versions").iterdir()) == ["5"]


def test_a_store_that_is_deleted_or_replaced_under_a_reader_says_so(tmp_path: Path):
    path = make(tmp_path / "store")
    with graph.open_store(path) as store:
        path.rename(tmp_path / "elsewhere")
        with pytest.raises(StoreMissing, match="is gone: it was deleted, moved or renamed"):
            store.run(COUNT)
        make(path, 2)
        with pytest.raises(StoreMissing, match="not the one that was opened"):
            store.run(COUNT)
    with graph.open_store(path) as store:
        assert store.run(COUNT).column("n") == [2]
        answer = iter(store.stream("UNWIND range(1, 100000) AS n RETURN n"))
        next(answer)
        shutil.rmtree(path)
        with pytest.raises(StoreMissing):
            list(answer)


def test_a_store_of_the_first_format_is_brought_up(tmp_path: Path):
    path = make(tmp_path / "store", 3)
    (path / "versions" / "1" / "database").rename(path / "database")
    shutil.rmtree(path / "versions")
    (path / "current.json").unlink()
    (path / MARKER).write_text('{"store": "chainscape", "format": 1}\n', encoding="utf-8")
    assert firms(path) == 3
    assert firms(make(path, 4)) == 4
    assert sorted(p.name for p in path.iterdir()) == [MARKER, "current.json", "versions"]


def test_a_version_is_on_the_disk_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = make(tmp_path / "store")
    synced: set[int] = set()
    pointed: list[set[int]] = []
    sync, point = os.fsync, Folder.point
    monkeypatch.setattr(os, "fsync", lambda file: (synced.add(os.fstat(file).st_ino), sync(file))[1])
    monkeypatch.setattr(Folder, "point", lambda self, said: (pointed.append(set(synced)), point(self, said))[1])
    make(path, 2)
    place = path / "versions" / "2"
    wanted = {each.stat().st_ino for each in place.rglob("*") if each.is_file()}
    assert len(wanted) > 100
    assert wanted | {(path / "versions").stat().st_ino} <= pointed[0]
    assert {(path / "current.json").stat().st_ino, path.stat().st_ino} <= synced
