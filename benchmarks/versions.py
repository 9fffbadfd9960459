"""What versions cost: opening a store that proves itself, and loading into a copy, beside the engine alone.

    python benchmarks/versions.py                  # the pack, and 20,000 made-up nodes
    python benchmarks/versions.py 100000

Opening: `readers.take` (files by size and sum, types, counts) against the engine's own read-only opening of the same
files, in turns. Loading: what a load does besides checking and writing (sums, syncing, renaming), as a part of the
whole load; and the copy and publication of one changed record, which a large store costs most. Times are of the
processor where they say so: other work on the machine counts less.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import madeup_records

from chainscape import graph, importers
from chainscape.graph.embedded import editing, engine, readers
from chainscape.graph.embedded.folder import Folder
from chainscape.graph.embedded.versioning import Versions, size
from chainscape.schema import Node, Problem, Record, Statement

RUNS = 15
Taken = dict[str, float]


def openings(path: Path) -> None:
    """Print what opening takes."""
    folder = Folder(path)
    database = Versions.of(folder).database()
    ours, bare = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        readers.give_back(readers.take(folder))
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        engine.let_go(engine.open_for_reading(database))
        bare.append(time.perf_counter() - begun)
    added = [(a - b) * 1_000 for a, b in zip(ours, bare, strict=True)]
    megabytes = size(Versions.of(folder).place()) / 1e6
    print(
        f"opening, {megabytes:,.0f} MB: {statistics.median(ours) * 1e3:.0f} ms, the engine alone "
        f"{statistics.median(bare) * 1e3:.0f} ms; added {statistics.median(added):.0f} ms "
        f"({min(added):.0f} to {max(added):.0f})"
    )


@contextmanager
def timed(taken: Taken) -> Iterator[None]:
    """Take the time of what a version costs besides its records."""
    parts: dict[str, tuple[object, str]] = {
        "copy": (editing.Editing, "_begin_copy"),
        "publish": (editing.Editing, "_publish"),
        # writes the pages: any load into a database does that
        "close": (editing.Editing, "_close"),
    }
    before: dict[str, Callable[..., object]] = {}
    for name, (owner, method) in parts.items():
        before[name] = getattr(owner, method)
        setattr(owner, method, _watched(before[name], name, taken))
    try:
        yield
    finally:
        for name, (owner, method) in parts.items():
            setattr(owner, method, before[name])


def _watched(call: Callable[..., object], name: str, taken: Taken) -> Callable[..., object]:
    def watched(*given: object) -> object:
        begun, wall = time.process_time(), time.perf_counter()
        try:
            return call(*given)
        finally:
            taken[name] = taken.get(name, 0) + time.process_time() - begun
            taken[f"{name}, wall clock"] = time.perf_counter() - wall

    return watched


def loads(path: Path, records: Callable[[], Iterable[Record | Problem]], what: str) -> None:
    """Print what a load takes, and of it what the version costs."""
    taken: Taken = {}
    begun, wall = time.process_time(), time.perf_counter()
    with timed(taken), graph.open_store(path, "w", fresh=True) as store:
        graph.load(store, records())
    whole, clock = time.process_time() - begun, time.perf_counter() - wall
    proving = taken["publish"] - taken["close"]
    by_clock = taken["publish, wall clock"] - taken["close, wall clock"]
    print(
        f"{what}: {clock:.1f} s, {whole:.1f} s of the processor; proving and publishing {proving:.2f} s, "
        f"{proving / whole:.1%} of it ({by_clock:.2f} s by the clock), closing {taken['close']:.2f} s"
    )
    taken.clear()
    said = (Statement("madeup", "1", (), "2024", {"name": "编造"}),)
    with timed(taken), graph.open_store(path, "w") as store:
        store.write([Node("Company", "company:madeup", said)])
    print(
        f"  one more record: copying {taken['copy, wall clock']:.2f} s and publishing "
        f"{taken['publish, wall clock']:.2f} s by the clock"
    )


def main() -> None:
    """Measure and print."""
    sizes = [int(each) for each in sys.argv[1:]] or [20_000]
    with tempfile.TemporaryDirectory() as home:
        pack = Path(home) / "pack"
        # once for the compiler
        with graph.open_store(pack, "w") as store:
            graph.load(store, importers.pack())
        loads(pack, importers.pack, "the pack")
        openings(pack)
        for nodes in sizes:
            path = Path(home) / str(nodes)
            loads(path, lambda nodes=nodes: madeup_records.records(nodes), f"{nodes:,} nodes")  # type: ignore[misc]
            openings(path)
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
