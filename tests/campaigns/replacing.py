"""Kills in the middle of replacing, forgetting, merging, renaming, undoing and redoing.

In a folder the store is as it was before or as it will be; on a server replacing, forgetting, undoing and redoing again
complete it, an undo takes back what a killed one left, and a merge or a new name is there whole or not at all. Whatever
is left is consistent.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import neo4j_server

from chainscape import graph
from chainscape.graph import Store
from chainscape.schema import Node, Record, Relation, Source, Statement

from .kills import killed
from .trying import dump, until

DAY = "2026-11-29"
FIRMS = 1_500
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[3])
from chainscape import graph
from chainscape.graph import loading
from chainscape.graph.bolt import undoing, writing
from chainscape.graph.changes import replacing
from campaigns.replacing import WORK
# many transactions, so that a kill comes between two of them
loading.BATCH = replacing.BATCH = undoing.ROWS = 400
writing.ROWS = 200

def ready():
    # wait until what is to be killed begins: no kill is spent on opening a store
    print("ready", flush=True)
    sys.stdin.readline()

path, work = sys.argv[1:3]
if work in ("undo", "redo") and "://" not in path:
    ready()
    getattr(graph, work)(path)
else:
    with graph.open_store(path, "w", wait=30) as store:
        ready()
        WORK.get(work, getattr(graph, work))(store)
"""


def records(month: int) -> list[Record]:
    """Return made-up firms in a ring as two files would tell them; the second month lacks a third of them."""
    firms = [each for each in range(FIRMS) if month == 1 or each % 3]
    ids = [f"company:madeup_{each}" for each in firms]
    said = [(Statement("madeup", f"f#{id}", ("source:madeup",), "2024", {"name": f"虚构{id[-4:]}"}),) for id in ids]
    tied = [(Statement("madeup", f"s#{id}", ("source:madeup",), "2024", {"note": str(month)}),) for id in ids]
    ring = [Relation("SUPPLIES", a, b, each, ("",)) for a, b, each in zip(ids, [*ids[1:], ids[0]], tied, strict=True)]
    return [Source("source:madeup", "虚构来源"), *map(Node, ["Company"] * len(ids), ids, said), *ring]


def _replace(store: Store) -> None:
    graph.replace(store, records(2), today=DAY)


def _forget(store: Store) -> None:
    graph.forget(store, "madeup", today=DAY)


def _merge(store: Store) -> None:
    graph.merge(store, "company:madeup_7", "company:madeup_700", today=DAY)


def _rename(store: Store) -> None:
    graph.rename(store, "company:madeup_7", "虚构新名")


WORK: Mapping[str, Callable[[Store], None]] = {
    "replace": _replace, "forget": _forget, "merge": _merge, "rename": _rename,
}  # fmt: skip


def made(path: str | Path, *works: str) -> tuple[list[str], float]:
    """Load the first month, do some work, and return what is there and how long the work took."""
    with graph.open_store(path, "w") as store:
        graph.load(store, iter(records(1)))
        begun = time.monotonic()
        for work in works:
            WORK[work](store)
        return dump(store), time.monotonic() - begun


def faulty(url: str | Path) -> list[str]:
    with graph.open_store(url) as store:
        return [each.name for each in graph.verify(store) if each.faults]


def embedded(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Kill who writes to a folder."""
    luck, failures, tries = random.Random(seed), [], 0
    with TemporaryDirectory() as home:
        base = Path(home) / "base"
        before, _ = made(base)
        after = {work: made(Path(home) / work, work) for work in WORK}
        # undoing begins with what was replaced
        after["undo"] = before, 0.0
        works = (*WORK, "undo")
        for each in until(seconds):
            work = works[each % len(works)]
            begun = base if work != "undo" else Path(home) / "replace"
            was = before if work != "undo" else after["replace"][0]
            place = Path(shutil.copytree(begun, Path(home) / f"try-{each}"))
            wanted, took = after[work]
            tries += killed(str(place), work, luck.uniform(0, took + 0.5), PROGRAM)
            with graph.open_store(place) as store:
                found = dump(store)
            if found not in (was, wanted):
                failures.append(f"{work}: {len(found)} lines, neither what was nor what was to be")
            if faults := faulty(place):
                failures.append(f"{work}: {', '.join(faults)}")
            shutil.rmtree(place)
    return tries, failures


def server(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Kill who writes to a server; the same again completes it, or an undo takes it back."""
    luck, failures, tries = random.Random(seed), [], 0
    with TemporaryDirectory() as home:
        before, _ = made(Path(home) / "base")
        after = {work: made(Path(home) / work, work) for work in WORK}
        after["undo"], after["redo"] = (before, 0.0), after["replace"]
        works = ("replace", "undo", "forget", "redo", "merge", "undo", "rename", "redo")
        with neo4j_server.started(Path(home) / "neo4j", port=neo4j_server.free_port()) as found:
            url = found.url
            took = times(url)
            for each in until(seconds):
                work = works[each % len(works)]
                neo4j_server.empty(url)
                made(url, *(["replace"] if work in ("undo", "redo") else []))
                if work == "redo":
                    graph.undo(url)
                tries += killed(url, work, luck.uniform(0, took[work]), PROGRAM)
                # the server goes on for a while with the transaction of a program that is gone
                time.sleep(3)
                if faults := faulty(url):
                    failures.append(f"{work}: {', '.join(faults)} after the kill")
                left = now(url)
                if work in ("merge", "rename") and left not in (before, after[work][0]):
                    failures.append(f"{work}: {len(left)} lines, neither what was nor what was to be")
                back = work in WORK and left != before and luck.random() < 0.5
                wanted = before if back or (work in ("merge", "rename") and left == before) else after[work][0]
                if left != wanted:
                    _again(url, "undo" if back else work)
                state = "nothing done" if left == before else "all done" if left == after[work][0] else "half done"
                print(f"    {work}: {state}{', then taken back' if back else ''}", flush=True)
                if now(url) != wanted:
                    failures.append(f"{work}: {len(now(url))} lines, not what was to be")
    return tries, failures


def times(url: str) -> dict[str, float]:
    """Return how long each work takes on a server when nobody kills it; a kill comes within it."""
    took = {}
    for work in WORK:
        neo4j_server.empty(url)
        took[work] = made(url, work)[1]
    made(url, "replace")
    for work in ("undo", "redo"):
        begun = time.monotonic()
        getattr(graph, work)(url)
        took[work] = time.monotonic() - begun
    return took


def now(url: str) -> list[str]:
    """Return what is there."""
    with graph.open_store(url) as store:
        return dump(store)


def _again(url: str, work: str) -> None:
    """Do it again; there may be nothing left to forget."""
    if work in ("undo", "redo"):
        getattr(graph, work)(url)
        return
    with graph.open_store(url, "w") as store:
        if work == "replace" or "Company" in store.count():
            WORK[work](store)


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it: half of the time in a folder, half on a server where there can be one."""
    tries, failures = embedded(seconds / 2, seed)
    if not neo4j_server.missing(neo4j_server.RELEASE):
        more, others = server(seconds / 2, seed)
        tries, failures = tries + more, failures + others
    return tries, failures
