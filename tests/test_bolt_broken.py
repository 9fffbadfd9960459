"""A server lost in the middle, two writers at once, Ctrl-C: nothing is half done, and going on completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import neo4j
import neo4j_server
import pytest

from chainscape import graph
from chainscape.graph import loading
from chainscape.graph.bolt.store import Bolt
from chainscape.schema import (
    LoadStopped,
    Node,
    QueryFailed,
    Record,
    Relation,
    Source,
    Statement,
    StoreError,
    StoreMissing,
)

SLOW = "UNWIND range(1, 6000000) AS x UNWIND range(1, 6000) AS y RETURN sum(x * y) AS s"


def said(row: str, name: str) -> tuple[Statement, ...]:
    return (Statement("madeup", row, ("source:madeup",), "2024", {"name": name}),)


def firms(many: int) -> list[Record]:
    found: list[Record] = [Source("source:madeup", "虚构来源")]
    found += [Node("Company", f"company:madeup_{n}", said(f"n{n}", f"虚构{n}")) for n in range(many)]
    ends = [(n, (n * 7 + 1) % many) for n in range(many)]
    found += [
        Relation(
            "SUPPLIES",
            f"company:madeup_{a}",
            f"company:madeup_{b}",
            (Statement("madeup", f"r{a}", ("source:madeup",), "2024", {"product": "x"}),),
            ("x",),
        )
        for a, b in ends
    ]
    return found


def test_a_server_lost_in_mid_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loading, "BATCH", 500)
    monkeypatch.setattr("chainscape.graph.bolt.servers.RETRY", 1.0)
    records = firms(1_000)
    port = neo4j_server.free_port()
    with neo4j_server.started(tmp_path / "home", port=port) as server:

        def lose(done: int, total: int) -> None:
            if done == 1_000:
                server.stop()

        with graph.open_store(server.url, "w") as store, pytest.raises(LoadStopped) as caught:
            graph.load(store, records, on_progress=lose)
    assert (caught.value.done, caught.value.total) == (1_000, 2_001)
    assert "1,000 of 2,001 records were written and stay: load again" in str(caught.value)
    assert "\n" not in str(caught.value)
    with neo4j_server.started(tmp_path / "home", port=port) as server:
        with graph.open_store(server.url, "w") as store:
            assert sum(store.count().values()) == 1_000
            again = graph.load(store, records).written
            assert (again.nodes_same, again.nodes_new, again.relations_new) == (999, 1, 1_000)
            completed = list(store.dump())
        neo4j_server.empty(server.url)
        with graph.open_store(server.url, "w") as store:
            graph.load(store, records)
            assert list(store.dump()) == completed


def test_two_writers_at_once_end_as_one_after_the_other(neo4j_url: str):
    """Both write the same firms, each with statements of its own, in many batches."""
    halves: list[list[Record]] = []
    for writer in ("甲", "乙"):
        nodes = [
            Node(
                "Company",
                f"company:madeup_{n}",
                (Statement(writer, str(n), ("source:madeup",), "2024", {"name": f"{writer}{n}", writer: n}),),
            )
            for n in range(200)
        ]
        ties = [
            Relation(
                "SUPPLIES",
                f"company:madeup_{n}",
                f"company:madeup_{n + 1}",
                (Statement(writer, f"r{n}", (), "2024", {writer: n}),),
                ("x",),
            )
            for n in range(199)
        ]
        halves.append([Source("source:madeup", "虚构来源"), *nodes, *ties])

    def write(half: list[Record], failed: list[BaseException]) -> None:
        try:
            with graph.open_store(neo4j_url, "w") as store:
                for start in range(0, len(half), 40):
                    store.write(half[start : start + 40])
        except BaseException as error:
            failed.append(error)

    dumps = []
    for together in (False, True):
        neo4j_server.empty(neo4j_url)
        failed: list[BaseException] = []
        threads = [threading.Thread(target=write, args=(half, failed)) for half in halves]
        for thread in threads:
            thread.start()
            if not together:
                thread.join()
        for thread in threads:
            thread.join()
        assert not failed
        with graph.open_store(neo4j_url) as store:
            dumps.append(list(store.dump()))
    assert len(dumps[0]) == 1 + 200 + 199
    assert dumps[0] == dumps[1]


PROGRAM = """
import sys
from chainscape.cli import main
sys.exit(main(["cypher", sys.argv[2], "--store", sys.argv[1], "--lang", "en"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_ends_a_query_here_and_on_the_server(neo4j_url: str):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, neo4j_url, SLOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with neo4j.GraphDatabase.driver(neo4j_url) as driver, driver.session() as session:

        def running() -> int:
            look = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS $slow AND NOT q CONTAINS 'SHOW' RETURN q"
            return len(session.run(look, slow=SLOW).values())

        while not running():
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        # a query of its own would take minutes
        out, errors = process.communicate(timeout=60)
        assert (process.returncode, out, errors) == (130, "", "stopped.\n")
        for _ in range(300):
            if not running():
                break
            time.sleep(0.1)
        assert not running()


def test_an_interrupted_store_can_be_used_on(neo4j_url: str):
    """In a notebook Ctrl-C ends the cell, not the process."""
    code = f"""
import os, signal, threading
from chainscape import graph
store = graph.open_store({neo4j_url!r})
for ask in (store.run, store.stream):
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        ask({SLOW!r})
    except KeyboardInterrupt:
        print("ended", store.run("RETURN 1 AS one").column("one"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended [1]\n" * 2, "")


class Spy:
    """Stands before a driver and notes how its sessions are opened."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self.driver = driver
        self.modes: list[str] = []

    def session(self, **options: object) -> neo4j.Session:
        self.modes.append(str(options.get("default_access_mode", neo4j.WRITE_ACCESS)))
        return self.driver.session(**options)

    def close(self) -> None:
        self.driver.close()


class Writing(Spy):
    """One of its connections is being written to when it is closed."""

    def close(self) -> None:
        super().close()
        raise BufferError("Existing exports of data: object cannot be re-sized")


def test_ctrl_c_in_the_moment_of_sending_is_still_ctrl_c(neo4j_url: str, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with graph.open_store(neo4j_url) as store:
        assert isinstance(store, Bolt)
        assert store._driver is not None
        monkeypatch.setattr(store, "_driver", Writing(store._driver))
        with monkeypatch.context() as patched:
            patched.setattr("threading.Thread.join", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.run(SLOW)
        assert store.run("RETURN 1 AS one").column("one") == [1]


def test_reads_are_sent_to_readers_and_writes_to_the_leader(neo4j_url: str, monkeypatch: pytest.MonkeyPatch):
    from chainscape.graph.bolt import store as bolt

    spies: list[Spy] = []
    with graph.open_store(neo4j_url.replace("bolt", "neo4j"), "w") as store:
        assert isinstance(store, bolt.Bolt)
        assert store._driver is not None
        spies.append(Spy(store._driver))
        monkeypatch.setattr(store, "_driver", spies[0])
        store.run("RETURN 1 AS one")
        store.stream("RETURN 1 AS one").all()
        store.types_of(["company:madeup"])
        store.count()
        list(store.dump())
        assert spies[0].modes == ["READ"] * 5
        store.write([Source("source:madeup", "虚构来源")])
        assert set(spies[0].modes[5:]) == {"WRITE"}


class Flaky(Spy):
    """Its first sessions are lost when they open a transaction."""

    def __init__(self, driver: neo4j.Driver, lost: int) -> None:
        super().__init__(driver)
        self.lost = lost

    def session(self, **options: object) -> neo4j.Session:
        found = super().session(**options)
        if len(self.modes) <= self.lost:
            found.close()
            raise neo4j.exceptions.SessionExpired("madeup")
        return found


def test_a_stream_is_opened_again_when_the_server_falls_away(neo4j_url: str, monkeypatch: pytest.MonkeyPatch):
    with graph.open_store(neo4j_url) as store:
        assert isinstance(store, Bolt)
        assert store._driver is not None
        flaky = Flaky(store._driver, lost=1)
        monkeypatch.setattr(store, "_driver", flaky)
        assert len(store.stream("UNWIND range(1, 2500) AS x RETURN x").all()) == 2_500
        assert len(flaky.modes) == 2
        # and not for ever
        monkeypatch.setattr("chainscape.graph.bolt.servers.RETRY", 0.5)
        flaky.lost = 10
        with pytest.raises(StoreMissing, match="was lost"):
            store.stream("RETURN 1 AS one")
        assert len(flaky.modes) == 3
        # a wrong query is told at once
        flaky.lost = 0
        with pytest.raises(QueryFailed):
            store.stream("RETURN nothing")
        assert len(flaky.modes) == 4


def test_what_was_handed_out_is_not_read_again(neo4j_url: str, monkeypatch: pytest.MonkeyPatch):
    text = "UNWIND range(1, 100000) AS madeup_rows RETURN madeup_rows"
    look = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS q WHERE q = $text RETURN id"
    with graph.open_store(neo4j_url) as store, neo4j.GraphDatabase.driver(neo4j_url) as driver:
        assert isinstance(store, Bolt)
        assert store._driver is not None
        spy = Spy(store._driver)
        monkeypatch.setattr(store, "_driver", spy)
        with store.stream(text) as rows:
            assert next(rows) == (1,)
            with driver.session() as session:
                [[id]] = session.run(look, text=text).values()
                session.run("TERMINATE TRANSACTIONS $id", id=id).consume()
            with pytest.raises((StoreError, QueryFailed)) as caught:
                rows.all()
        assert "\n" not in str(caught.value)
        assert len(spy.modes) == 1
