"""Ctrl-C: a running query ends, with exit code 130, and the store is as it was.

How soon is in benchmarks/interrupt.py; left alone each of these queries would take many minutes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chainscape import graph
from chainscape.schema import Node, Record, Relation, Statement

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")

#: what the command line does with KeyboardInterrupt
PROGRAM = """
import sys
from chainscape import graph
from chainscape.schema import Node, Statement
try:
    with graph.open_store(sys.argv[1], sys.argv[2]) as store:
        store.run("RETURN 1 AS warm")
        print("running", flush=True)
        if sys.argv[3] == "write":
            number = 0
            while True:
                number += 1
                said = (Statement("madeup", "1", (), "2024", {"name": "虚构" * 100}),)
                store.write([Node("Company", f"company:madeup_{number}_{i}", said) for i in range(5000)])
                print(number, file=sys.stderr, flush=True)
        store.run(sys.argv[3])
except KeyboardInterrupt:
    sys.exit(130)
"""

SLOW = {
    "rows": "MATCH (a), (b), (c), (d), (e), (f) WHERE a.id + b.id + c.id = d.id + e.id + f.id + 'x' RETURN count(*)",
    "paths": "MATCH p = (a)-[*1..30]-(b) RETURN max(length(p)) AS n",
    "sorting": "UNWIND range(1, 6000000) AS x UNWIND range(1, 6000) AS y RETURN x * y AS n ORDER BY n DESC LIMIT 1",
    "subquery": "MATCH (a) CALL (a) { MATCH (b), (c), (d), (e), (f) WHERE b.id + c.id = d.id RETURN count(*) AS n } "
    "RETURN sum(n) AS n",
    "one long expression": "RETURN all(x IN range(1, 6000000) WHERE any(y IN range(1, 6000000) WHERE y = x + 1)) AS n",
    "long list": "RETURN size([x IN range(1, 6000000) WHERE size([y IN range(1, 1000) WHERE y % 7 = 8]) = 1]) AS n",
    "many rows to Python": "UNWIND range(1, 6000000) AS x UNWIND range(1, 1000) AS y RETURN x, y, toString(x) AS text",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("interrupt") / "store"
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构"}),)
    records: list[Record] = [Node("Company", f"company:madeup_{i}", said) for i in range(60)]
    ends = [(i, (i * k + 1) % 60) for i in range(60) for k in (1, 2, 7)]
    records += [Relation("SUPPLIES", f"company:madeup_{a}", f"company:madeup_{b}", said, ("x",)) for a, b in ends]
    with graph.open_store(path, "w") as store:
        store.write(records)
    return path


def interrupted(path: Path, mode: str, what: str, after: float = 0.7) -> tuple[int, str]:
    """Return exit code and standard error of a process that got Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), mode, what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    time.sleep(after)
    assert process.poll() is None, "the query was not slow enough"
    # as a terminal does: to the whole group
    os.killpg(process.pid, signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert out == ""
    return process.returncode, errors


@pytest.mark.parametrize("query", SLOW.values(), ids=SLOW)
def test_a_query_ends_at_ctrl_c(path: Path, query: str):
    with graph.open_store(path) as store:
        before = list(store.dump())
    assert interrupted(path, "r", query) == (130, "")
    with graph.open_store(path) as store:
        assert list(store.dump()) == before


def test_a_query_on_a_store_open_for_writing_ends_too(path: Path):
    assert interrupted(path, "w", SLOW["rows"]) == (130, "")
    with graph.open_store(path) as store:
        assert store.run("RETURN 1 AS one").column("one") == [1]


@pytest.mark.parametrize("after", [0.5, 0.8, 1.7])
def test_ctrl_c_while_writing_leaves_whole_batches(tmp_path: Path, after: float):
    graph.open_store(tmp_path / "store", "w").close()
    code, _ = interrupted(tmp_path / "store", "w", "write", after)
    assert code == 130
    # closed properly: no repair is needed
    with graph.open_store(tmp_path / "store") as store:
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n")[0] % 5_000 == 0


def test_an_interrupted_store_can_be_used_on(path: Path):
    """In a notebook Ctrl-C ends the cell, not the process."""
    code = f"""
import os, signal, threading, time
from chainscape import graph
store = graph.open_store({str(path)!r})
store.run("RETURN 1 AS warm")
for query in ({SLOW["rows"]!r}, {SLOW["one long expression"]!r}):
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        store.run(query)
    except KeyboardInterrupt:
        print("ended", store.run("MATCH (n:Company) RETURN count(n) AS n").column("n"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended [60]\n" * 2, "")


def test_a_program_that_handles_sigterm_closes_its_store(tmp_path: Path):
    """Java takes no signal away from Python, so a handler there can end a write in order."""
    graph.open_store(tmp_path / "store", "w").close()
    handled = "import signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n" + PROGRAM
    process = subprocess.Popen(
        [sys.executable, "-c", handled, str(tmp_path / "store"), "w", "write"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    with graph.open_store(tmp_path / "store") as store:
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n")[0] % 5_000 == 0
