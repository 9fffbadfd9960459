"""Kills in the middle of writing: a folder is as it was before or will be, a server is completed by loading again.

In a folder the process that loads, takes back or brings again is killed; on a server the program, and the server.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import neo4j_server

from chainscape import graph
from chainscape.schema import Node, Record, Relation, Source, Statement

from .trying import dump, until

FIRMS = 1_500
#: waits for its word, so that the time of the kill counts from the work and not from the start of Python
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[3])
from chainscape import graph
from campaigns.kills import records
print("ready", flush=True)
sys.stdin.readline()
if sys.argv[2] in ("undo", "redo"):
    while True:
        graph.undo(sys.argv[1])
        graph.redo(sys.argv[1])
with graph.open_store(sys.argv[1], "w", wait=30) as store:
    graph.load(store, iter(records(int(sys.argv[2]))))
"""


def records(number: int) -> list[Record]:
    """Return made-up firms in a ring, some of whose values tell the number."""
    said = (Statement("madeup", "1", ("source:madeup",), "2024", {"name": "虚构", "note": str(number)}),)
    tie = (Statement("madeup", "1", ("source:madeup",), "2024", {"product": "x", "note": str(number)}),)
    ids = [f"company:madeup_{each}" for each in range(FIRMS)]
    ring = [Relation("SUPPLIES", a, b, tie, ("x",)) for a, b in zip(ids, [*ids[1:], ids[0]], strict=True)]
    return [Source("source:madeup", "虚构来源"), *(Node("Company", id, said) for id in ids), *ring]


def killed(url: str, what: str, after: float, program: str = PROGRAM) -> bool:
    """Start writing, kill it after so many seconds, and say whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, url, what, str(Path(__file__).parents[1])],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.write("\n")
    process.stdin.flush()
    time.sleep(after)
    at_work = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return at_work


def made(path: str, number: int) -> list[str]:
    """Load, and return what is there."""
    with graph.open_store(path, "w") as store:
        graph.load(store, iter(records(number)))
        return dump(store)


def embedded(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Kill who writes to a folder."""
    luck, failures, tries = random.Random(seed), [], 0
    with TemporaryDirectory() as home:
        path = str(Path(home) / "store")
        states = [made(path, 0)]
        begun = time.monotonic()
        states.append(made(path, 1))
        took = 2 * (time.monotonic() - begun)
        last = states[1]
        number = 2
        other = str(Path(home) / "wanted")
        wanted = [made(other, each) for each in range(number + 1)][-1]
        for each in until(seconds):
            what = "undo" if each % 3 == 2 else str(number)
            at_work = killed(path, what, luck.uniform(0, 1 if what == "undo" else took))
            tries += at_work
            try:
                with graph.open_store(path) as store:
                    found = dump(store)
            except Exception as error:
                failures.append(f"{what}: {type(error).__name__}: {error}")
                break
            if found == wanted:
                states = [last, wanted]
                number += 1
                wanted = made(other, number)
            elif found not in states:
                failures.append(f"{what}: {len(found)} lines, none of the states that were written")
                break
            last = found
    return tries, failures


def server(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Kill who writes to a server, or the server; loading again completes it."""
    luck, failures, tries = random.Random(seed), [], 0
    with TemporaryDirectory() as home:
        port = neo4j_server.free_port()
        place = Path(home) / "neo4j"

        def running(work: Callable[[str], None]) -> None:
            with neo4j_server.started(place, port=port) as found:
                work(found.url)

        wanted = made(str(Path(home) / "wanted"), 0)

        def client_killed(url: str) -> None:
            nonlocal tries
            for _ in until(seconds / 2):
                neo4j_server.empty(url)
                tries += killed(url, "0", luck.uniform(0.2, 4))
                if made(url, 0) != wanted:
                    failures.append("the program was killed: loading again did not complete it")

        running(client_killed)
        for _ in until(seconds / 2):
            with neo4j_server.started(place, port=port) as found:
                neo4j_server.empty(found.url)
                words = [sys.executable, "-c", PROGRAM, found.url, "0", str(Path(__file__).parents[1])]
                writing = subprocess.Popen(
                    words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
                )
                assert writing.stdin is not None
                assert writing.stdout is not None
                writing.stdout.readline()
                writing.stdin.write("\n")
                writing.stdin.flush()
                time.sleep(luck.uniform(0.5, 4))
                at_work = writing.poll() is None
                found.stop()
                _, said = writing.communicate(timeout=120)
                tries += at_work
                if at_work and "chainscape.schema.errors." not in said.splitlines()[-1]:
                    failures.append(f"the server was killed: {said[-200:]}")
            with neo4j_server.started(place, port=port) as found:
                if made(found.url, 0) != wanted:
                    failures.append("the server was killed: loading again did not complete it")
    return tries, failures


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it: half of the time in a folder, half on a server where there can be one."""
    tries, failures = embedded(seconds / 2, seed)
    print(f"{'  a folder':<12}{tries:>8} tries", flush=True)
    if not neo4j_server.missing(neo4j_server.RELEASE):
        more, others = server(seconds / 2, seed)
        tries, failures = tries + more, failures + others
    return tries, failures
