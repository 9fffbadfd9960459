"""Servers that are silent, slow, cut off or another program: a limit ends the wait, and the message says which it is.

How soon is measured by `campaigns.limits` and `campaigns.network`.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fake_bolt import DOORS, FAULTS, Faulty
from tables import HEADER, folder

from chainscape import graph
from chainscape.graph.bolt import servers, waiting
from chainscape.schema import QueryTimeout, StoreError, StoreMissing, UsageError

SILENT_DOORS = ("deaf", "accepts", "shakes")
LIMIT = 0.3


def one_line(error: BaseException) -> str:
    said = str(error)
    assert said
    assert "\n" not in said
    assert len(said) < 500
    return said


def test_a_server_without_a_fault_answers():
    with Faulty() as server, graph.open_store(server.url, timeout=5) as store:
        assert store.run("RETURN 1 AS one").column("one") == [1]
        assert store.stream("RETURN 1 AS one").all().column("one") == [1]


@pytest.mark.parametrize("door", SILENT_DOORS)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_the_limit_counts_from_connecting_on(door: str, scheme: str):
    with (
        Faulty(door=door) as server,
        pytest.raises(QueryTimeout, match=r"longer than 0\.3 seconds to answer") as caught,
    ):
        graph.open_store(server.url.replace("bolt", scheme), timeout=LIMIT)
    assert server.url.partition("//")[2] in one_line(caught.value)
    assert "0.3 秒" in caught.value.zh


def asked_twice(server: Faulty, ask: str = "run", limit: float | None = LIMIT) -> None:
    """Ask two queries: a text of the library has no EXPLAIN before it, so that the second is the third statement."""
    with graph.open_store(server.url, timeout=limit) as store:
        for _ in range(2):
            getattr(store, ask)("RETURN 1 AS one")


@pytest.mark.parametrize("fault", ["silent", "half", "slow"])
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("ask", ["run", "stream", "run_trusted", "look_up"])
def test_a_server_that_is_silent_at_any_statement(fault: str, at: int, ask: str):
    with Faulty(fault, at) as server, pytest.raises(QueryTimeout) as caught:
        asked_twice(server, ask)
    one_line(caught.value)


@pytest.mark.parametrize("fault", ["cut", "reset"])
def test_retries_count_into_the_limit(fault: str):
    """The driver tries again for half a minute what a lost connection cut off."""
    with Faulty(fault, 2) as server, pytest.raises(QueryTimeout):
        asked_twice(server)


@pytest.mark.parametrize(
    ("door", "scheme", "said", "zh"),
    [
        ("http", "bolt", "speaks HTTP, not Bolt: it is a web page", "HTTP"),
        ("http", "neo4j", "speaks HTTP, not Bolt: it is a web page", "HTTP"),
        ("tls", "bolt", r"a server that wants TLS is bolt\+s://", "TLS"),
        ("http", "bolt+s", "no secure connection; bolt://", "加密连接"),
        ("garbage", "bolt", "sent bytes that are not Bolt", "不是 Bolt"),
        ("shuts", "bolt", "does not speak Bolt", "不是 Bolt"),
    ],
)
def test_another_program_is_told_by_what_it_is(door: str, scheme: str, said: str, zh: str):
    with Faulty(door=door) as server, pytest.raises(StoreError, match=said) as caught:
        graph.open_store(server.url.replace("bolt", scheme))
    one_line(caught.value)
    assert zh in caught.value.zh


@pytest.mark.parametrize("at", [1, 2, 3])
def test_garbage_in_an_answer(at: int):
    with Faulty("garbage", at) as server, pytest.raises(StoreError, match="not Bolt") as caught:
        asked_twice(server, limit=None)
    one_line(caught.value)


def test_without_a_limit_connecting_has_a_bound(monkeypatch: pytest.MonkeyPatch):
    assert servers.PATIENCE == 15
    monkeypatch.setattr(servers, "PATIENCE", 0.3)
    for door, kind, said in (
        ("deaf", StoreMissing, "no Neo4j server answers"),
        ("accepts", StoreError, "takes connections and is silent"),
        ("shakes", StoreMissing, "no Neo4j server answers"),
    ):
        with Faulty(door=door) as server, pytest.raises(kind, match=said) as caught:
            graph.open_store(server.url)
        assert caught.value.zh


def said_by_us(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == "chainscape"]


def test_a_long_silence_is_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """A wait has no limit unless it is given one; who waits is told, once."""
    monkeypatch.setattr(waiting, "SILENCE", 0.2)
    with Faulty("silent", 2) as server, caplog.at_level(logging.WARNING, "chainscape"):
        store = graph.open_store(server.url)

        def ask() -> None:
            with suppress(StoreError, UsageError):
                store.run("RETURN 1 AS one")

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        for _ in range(400):
            if not said_by_us(caplog):
                time.sleep(0.05)
        assert asking.is_alive()
        assert said_by_us(caplog) == [
            f"{server.url} has been silent for 0.2 seconds: Ctrl-C ends the wait, --timeout (timeout=) limits it"
        ]
        store.close()


def test_a_store_goes_on_after_a_limit():
    with Faulty("silent", 3) as server, graph.open_store(server.url, timeout=LIMIT) as store:
        with pytest.raises(QueryTimeout):
            store.run("RETURN 1 AS one")
        server.fault = ""
        assert store.run("RETURN 1 AS one").column("one") == [1]


def listen() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole groups")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"door": "accepts"}, ["cypher", "RETURN 1"]),
        ({"fault": "silent", "at": 2}, ["cypher", "RETURN 1"]),
        ({"fault": "half", "at": 3}, ["cypher", "RETURN 1"]),
        ({"fault": "silent", "at": 2}, ["export", "out.jsonl"]),
        ({"fault": "silent", "at": 2}, ["import", "firms.csv"]),
        ({"fault": "silent", "at": 46}, ["import", "firms.csv"]),
    ],
    ids=["connecting", "plan", "answer", "export", "constraints", "writing"],
)
def test_ctrl_c_ends_the_wait_for_a_silent_server(tmp_path: Path, wrong: dict[str, Any], words: list[str]):
    folder(tmp_path, firms=HEADER + "虚构企业,,,\n")
    with Faulty(**wrong) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "chainscape.cli", *words, "--store", server.url, "--lang", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=listen,
            start_new_session=True,
            cwd=tmp_path,
            env={**os.environ, "NEO4J_PASSWORD": ""},
        )
        for _ in range(300):
            if not server.failing:
                time.sleep(0.1)
        assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "stopped.\n")


def test_all_doors_and_faults_are_tried():
    assert set(SILENT_DOORS) | {"http", "tls", "garbage", "shuts"} == set(DOORS)
    assert set(FAULTS) == {"silent", "half", "slow", "cut", "reset", "garbage"}
