"""Gaps and hubs of all chains against the bare engine reading the same rows, in one run.

    .venv/bin/python benchmarks/gaps.py [NODES …]

For each size a made-up store is filled (`madeup_records`), then in turns: the texts of the queries behind gaps (and
behind hubs) run bare and their rows counted; `analysis.find` without hubs; `analysis.find` with them. Printed are
processor seconds (medians of the rounds), the ratios to the bare reading, the memory of the process at its most, and
the exponent by which each grows from size to size. Processor time, for it counts what both the engine and Python do.
"""

from __future__ import annotations

import math
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from madeup_records import records

from chainscape import analysis, graph
from chainscape.analysis import facts
from chainscape.queries import query
from chainscape.schema import template

ROUNDS = 3


def bare_gaps(store: graph.Store) -> int:
    """Read the rows behind gaps, as they come."""
    rules = template()
    asked = query("gap-facts")
    given = {name: parameter.default for name, parameter in asked.params.items()}
    given |= {"chain": "", "region": rules.region, "keys": ",".join(facts.keys(rules))}
    read = len(store.run_trusted(asked.text, **given).values)
    for name in ("house-ties", "search-records"):
        empty = dict.fromkeys(query(name).params, "")
        read += len(store.run_trusted(query(name).text, **empty).values)
    return read


def bare_hubs(store: graph.Store) -> int:
    """Read the rows behind hubs, those behind gaps among them."""
    return bare_gaps(store) + len(store.run_trusted(query("hub-facts").text, chain="").values)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of one run."""
    before = time.process_time()
    work()
    return time.process_time() - before


def measure(nodes: int) -> dict[str, float]:
    """Return the medians for one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        with graph.open_store(path, "w") as store:
            graph.load(store, records(nodes))
        with graph.open_store(path, "r") as store:
            works: dict[str, Callable[[], object]] = {
                "bare_gaps": lambda: bare_gaps(store),
                "gaps": lambda: analysis.find(store, with_hubs=False),
                "bare_hubs": lambda: bare_hubs(store),
                "hubs": lambda: analysis.find(store),
            }
            found: dict[str, list[float]] = {name: [] for name in works}
            for _ in range(ROUNDS):
                for name, work in works.items():
                    found[name].append(seconds(work))
    return {name: statistics.median(each) for name, each in found.items()}


def main() -> None:
    """Measure each size and print a table."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000]
    before: tuple[int, dict[str, float]] | None = None
    print("nodes | gaps, s | of bare | hubs, s | of bare | growth of gaps, hubs | memory, MB")
    for nodes in sizes:
        found = measure(nodes)
        grown = "–"
        if before:
            steps = [math.log(found[n] / before[1][n]) / math.log(nodes / before[0]) for n in ("gaps", "hubs")]
            grown = ", ".join(f"{step:.2f}" for step in steps)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{nodes:,} | {found['gaps']:.2f} | {found['gaps'] / found['bare_gaps']:.2f} | {found['hubs']:.2f} | "
            f"{found['hubs'] / found['bare_hubs']:.2f} | {grown} | {memory}",
            flush=True,
        )
        before = nodes, found


if __name__ == "__main__":
    main()
