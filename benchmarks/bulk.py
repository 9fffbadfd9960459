"""How long a whole store takes to a Neo4j server by files, and how its queries answer there.

    python benchmarks/bulk.py                              # 10,000 and 100,000 nodes, 3 relations a node
    python benchmarks/bulk.py --keep DIR 10000 100000 1000000

For each size: a made-up store with evidence (kept in DIR), ``export --format neo4j-admin`` in a process of its own, the
real import tool, then ten named queries on the server. Processor time of each process stands beside the wall clock,
with the load of the machine; memory is the most that a process held. Needs Java 17 and Maven.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import madeup_records

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import neo4j_server

from chainscape import graph, queries

#: named queries with parameters that fit the made-up graph
ASKED = {
    "chains": {},
    "stages": {"chain": "IndustryChain:3"},
    "gap-facts": {"chain": "IndustryChain:3"},
    "hub-facts": {"chain": "IndustryChain:3"},
    "infrastructure-coverage": {"chain": "IndustryChain:3"},
    "stages-without-testing": {"chain": "IndustryChain:3"},
    "supplies": {"chain": "IndustryChain:3"},
    "experts": {"advising": "false"},
    "evidence": {"from": "Stage:1", "to": "IndustryChain:0"},
    "path": {"from": "Company:5", "to": "Company:77"},
}
EXPORT = """
import sys
from chainscape import graph
with graph.open_store(sys.argv[1]) as store:
    graph.export(store, sys.argv[2], "neo4j-admin")
"""


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    wall: float
    processor: float
    #: megabytes held at most
    memory: int


def measured(words: list[str], **options: object) -> Cost:
    """Run a process to its end."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, stdout=said, stderr=said, **options)  # type: ignore[call-overload]
        _, status, used = os.wait4(process.pid, 0)
        if status:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace")[-2_000:])
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def made_store(folder: Path, nodes: int) -> Path:
    """Return a store of so many nodes; made once."""
    path = folder / f"store-{nodes}"
    if not path.exists():
        half = folder / f"half-{nodes}"
        shutil.rmtree(half, ignore_errors=True)
        with graph.open_store(half, "w") as store:
            for batch in graph.batched(madeup_records.records(nodes), 5_000):
                store.write(batch)
        half.rename(path)
    return path


def run(folder: Path, nodes: int) -> tuple[Cost, Cost, dict[str, float]]:
    """Export, import, ask."""
    store = made_store(folder, nodes)
    files, home = folder / f"files-{nodes}", folder / f"home-{nodes}"
    for old in (files, home):
        shutil.rmtree(old, ignore_errors=True)
    out = measured([sys.executable, "-c", EXPORT, str(store), str(files)])
    (home / "conf").mkdir(parents=True)
    words = shlex.split((files / "import.txt").read_text(encoding="utf-8").replace("\\\n", " "))[1:]
    variables = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    java = ["java", "-Xmx2g", *neo4j_server.OPEN, "-cp", neo4j_server.classpath(), "org.neo4j.cli.AdminTool"]
    back = measured([*java, *words], cwd=files, env=variables)
    times: dict[str, float] = {}
    with neo4j_server.started(home, options=()) as server, graph.open_store(server.url, "w") as there:
        for name, params in ASKED.items():
            queries.ask(there, name, **params)
            start = time.perf_counter()
            rows = queries.ask(there, name, **params)
            times[f"{name} ({len(rows)} rows)"] = time.perf_counter() - start
    shutil.rmtree(home)
    shutil.rmtree(files)
    return out, back, times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000], help="numbers of nodes")
    parser.add_argument("--keep", type=Path, help="keep the made-up stores here")
    parsed = parser.parse_args()
    folder = parsed.keep or Path(tempfile.mkdtemp(prefix="chainscape-bulk-"))
    folder.mkdir(parents=True, exist_ok=True)
    cpus, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{cpus} processors, load {load:.1f}; wall / processor seconds, memory of the process in MB\n")
    print("| nodes | relations | export | memory | import tool | memory | together | load |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    before: tuple[int, float] | None = None
    told = []
    for nodes in parsed.sizes:
        out, back, times = run(folder, nodes)
        print(
            f"| {nodes:,} | {3 * nodes:,} | {out.wall:.1f} / {out.processor:.1f} | {out.memory} "
            f"| {back.wall:.1f} / {back.processor:.1f} | {back.memory} | {out.wall + back.wall:.1f} "
            f"/ {out.processor + back.processor:.1f} | {os.getloadavg()[0]:.1f} |",
            flush=True,
        )
        if before:
            exponent = math.log(out.processor / before[1]) / math.log(nodes / before[0])
            told.append(f"growth of the export from {before[0]:,} to {nodes:,} nodes: n^{exponent:.2f}")
        before = (nodes, out.processor)
    print("\n" + "\n".join(told) + f"\n\nthe library on {parsed.sizes[-1]:,} nodes, second asking:\n")
    print("| query | ms |\n| --- | ---: |")
    for name, seconds in times.items():
        print(f"| {name} | {seconds * 1000:.0f} |")
    print(f"\nmost memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    if not parsed.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
