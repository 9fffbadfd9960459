"""What Chainscape adds to its engines: loading with evidence, and named queries, against the bare engine and driver.

    python benchmarks/stores.py                  # 100,000 nodes, 300,000 relations
    python benchmarks/stores.py --nodes 10000 --rounds 15

Loading: records are checked, merged and written by `graph.load`; the bare engine (its Java API) and the bare driver
(UNWIND … CREATE) write the same properties, computed beforehand, in transactions of the same size with the same unique
ids, as durably. py2neo merges a smaller number of nodes, one at a time and by its bulk call, scaled by their number.
Queries: each named query as `ask` sends it (`run_trusted`) against its text on the engine or driver, in turns. All give
Python values: the engine by the list of dicts of its own Python package, the driver by the values of its records.
Processor time is that of this process and, for Neo4j, of the server. Needs Java 17 and Maven.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import madeup_records
import neo4j
from arcadedb_embedded.results import ResultSet

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import neo4j_server
from bulk import ASKED

from chainscape import graph, queries
from chainscape.graph import merging
from chainscape.graph.bolt import writing as bolt_writing
from chainscape.graph.embedded import engine, readers, writing
from chainscape.graph.embedded.folder import Folder
from chainscape.graph.parameters import as_json
from chainscape.schema import Node, Relation, Source

BATCH = 5_000
#: nodes of the loads that do not count, and loads of each way that do
WARM_NODES = 2_000
TURNS = 4
Item = tuple[str, str, str, dict[str, Any]]


@dataclass
class Cost:
    """Seconds of the clock and of the processors."""

    wall: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        return f"{self.wall:.1f} / {self.processor:.1f}"


def spent(process: int | None) -> float:
    """Return the processor seconds of this process and of the server."""
    own = time.process_time()
    if process is None:
        return own
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return own + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def measured(process: int | None = None) -> Iterator[Cost]:
    """Measure a block."""
    cost, wall, processor = Cost(), time.perf_counter(), spent(process)
    yield cost
    cost.wall, cost.processor = time.perf_counter() - wall, spent(process) - processor


def properties(nodes: int) -> list[Item]:
    """Return what a store keeps of the made-up records: type, ends, properties."""
    reliability: dict[str, str] = {}
    found: list[Item] = []
    for record in madeup_records.records(nodes):
        if isinstance(record, Source):
            reliability[record.id] = record.reliability
            found.append(("Source", "", "", merging.source_properties(record)))
        elif isinstance(record, Node):
            found.append((record.type, "", "", merging.shown(record.id, record.statements, reliability)))
        elif isinstance(record, Relation):
            shown = merging.shown(record.id, record.statements, reliability)
            found.append((record.type, record.from_id, record.to_id, shown))
    return found


def bare_engine(folder: Path, items: list[Item]) -> None:
    """Write items by the engine's Java API."""
    database = engine.create(folder)
    writing.make_types(database)
    for batch in graph.batched(items, BATCH):
        database.begin()
        ends: dict[str, Any] = {}
        for (type, start, end, _), values in zip(batch, engine.maps([i[3] for i in batch]), strict=True):
            if not start:
                database.newVertex(type).fromMap(values).save()
                continue
            for id in (start, end):
                if id not in ends:
                    ends[id] = database.lookupByKey(id.partition(":")[0], "id", id).next().asVertex()
            ends[start].newEdge(type, ends[end], values)
        database.commit()
    database.close()


def bare_driver(url: str, items: list[Item]) -> None:
    """Write items by UNWIND and CREATE."""
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        for batch in graph.batched(items, BATCH):
            by_kind: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
            for type, start, end, values in batch:
                kind = (type, start.partition(":")[0], end.partition(":")[0])
                by_kind[kind].append({"a": start, "b": end, "p": values})

            def write(tx: neo4j.ManagedTransaction, kinds: dict[Any, Any] = by_kind) -> None:
                for (type, start, end), rows in kinds.items():
                    match = f"MATCH (a:`{start}` {{id: row.a}}) MATCH (b:`{end}` {{id: row.b}}) " if start else ""
                    made = (
                        f"CREATE (a)-[r:`{type}`]->(b) SET r = row.p" if start else f"CREATE (n:`{type}`) SET n = row.p"
                    )
                    for some in graph.batched(rows, bolt_writing.ROWS):
                        tx.run(f"UNWIND $rows AS row {match}{made}", rows=list(some)).consume()

            session.execute_write(write)


def load(nodes: int, folder: Path, *, alone: bool) -> None:
    """Print the tables of loading, and of queries; ``alone`` leaves the server out."""
    items, records = properties(nodes), list(madeup_records.records(nodes))
    # what the benchmark holds is none of the collector's business: an import streams its records
    gc.freeze()
    print("| | ours, s | bare, s | ratio of processor time |\n| --- | ---: | ---: | ---: |")
    load_folder(folder, items, records)
    if not alone:
        load_server(nodes, folder, items, records)


def load_folder(folder: Path, items: list[Item], records: list[Any]) -> None:
    """Load into folders in both ways, in turns, each first as often, after once for the compiler."""
    with graph.open_store(folder / "warm", "w") as store:
        graph.load(store, madeup_records.records(WARM_NODES))
    bare_engine(folder / "warm-bare", properties(WARM_NODES))
    rounds = []
    for number in range(TURNS):
        costs: dict[str, Cost] = {}
        for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
            shutil.rmtree(folder / "store" if way == "ours" else folder / "bare", ignore_errors=True)
            with measured() as costs[way]:
                if way == "bare":
                    bare_engine(folder / "bare", items)
                    continue
                with graph.open_store(folder / "store", "w") as store:
                    graph.load(store, records)
        rounds.append(costs)
    print(row("embedded", rounds), flush=True)


def load_server(nodes: int, folder: Path, items: list[Item], records: list[Any]) -> None:
    """Load into a server in both ways, in turns as into a folder, emptied before each; then ask."""
    with neo4j_server.started(folder / "neo4j", options=()) as server:
        process = server.process.pid if server.process else None
        graph.open_store(server.url, "w").close()  # the constraints
        rounds = []
        for number in range(TURNS + 1):
            costs: dict[str, Cost] = {}
            for way in ("ours", "bare") if number % 2 else ("bare", "ours"):
                neo4j_server.empty(server.url)
                if way == "bare":
                    with measured(process) as costs[way]:
                        bare_driver(server.url, items)
                    continue
                with graph.open_store(server.url, "w") as store, measured(process) as costs[way]:
                    graph.load(store, records)
            rounds.append(costs)
        print(row("Neo4j", rounds[1:]), flush=True)
        print("\n| query | rows | embedded ours, ms | engine, ms | Neo4j ours, ms | driver, ms |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        ask(folder / "store", server.url)
        print(f"\n{py2neo_merges(server.url, nodes)}", flush=True)


def row(name: str, rounds: list[dict[str, Cost]]) -> str:
    """Return a row of the table: the turn in the middle, and the ratio with the least and the greatest."""
    ratios = [each["ours"].processor / each["bare"].processor for each in rounds]
    middle = rounds[ratios.index(statistics.median_low(ratios))]
    said = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    return f"| {name} | {middle['ours']} | {middle['bare']} | {said} |"


def py2neo_merges(url: str, nodes: int, singly: int = 300, bulk: int = 10_000) -> str:
    """Return what py2neo's merges take; no index on its label, as its scripts have none on Neo4j 5."""
    try:
        import py2neo
        from py2neo.bulk import merge_nodes
    except ImportError:
        return "py2neo is not installed: pip install 'chainscape[py2neo]'"
    old = py2neo.Graph(url)
    with measured() as one:
        for n in range(singly):
            old.merge(py2neo.Node("Singly", id=str(n), name=f"编造{n}"), "Singly", "id")
    walls = []
    for label, size in (("Half", bulk // 2), ("Bulk", bulk)):
        with measured() as many:
            merge_nodes(old.auto(), [{"id": str(n), "name": f"编造{n}"} for n in range(size)], (label, "id"))
        walls.append(many.wall)
    growth = math.log2(walls[1] / walls[0])
    return (
        f"py2neo merge, {singly:,} nodes: {one.wall:.1f} s, so {one.wall / singly * nodes:,.0f} s for {nodes:,} "
        f"if it stayed as quick\npy2neo bulk merge, no index, {bulk // 2:,} and {bulk:,} nodes: {walls[0]:.1f} and "
        f"{walls[1]:.1f} s (n^{growth:.1f}), so {walls[1] * (nodes / bulk) ** growth:,.0f} s for {nodes:,}"
    )


ROUNDS = 15
#: rounds before those that count: a server compiles what it runs often
WARM = 20


def ask(path: Path, url: str) -> None:
    """Print the table of queries: medians of ROUNDS in turns."""
    opened = readers.take(Folder(path))
    with graph.open_store(path) as embedded, graph.open_store(url) as bolt, neo4j.GraphDatabase.driver(url) as driver:
        for name, given in ASKED.items():
            asked = queries.query(name)
            seen: list[tuple[str, dict[str, Any]]] = []
            queries.ask(_Recording(embedded, seen), name, **given)
            text, params = seen[-1]
            database = opened.database
            values = engine.as_map(as_json(params))

            def plain(text: str = text, values: Any = values, database: Any = database) -> Any:
                return ResultSet(database.query("opencypher", text, values)).to_list()

            def bare(text: str = text, params: dict[str, Any] = params) -> None:
                with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                    session.execute_read(lambda tx: [row.values() for row in tx.run(text, params)])

            ways: list[Callable[[], Any]] = [
                lambda text=text, params=params: embedded.run_trusted(text, **params),
                plain,
                lambda text=text, params=params: bolt.run_trusted(text, **params),
                bare,
            ]
            times = [statistics.median(each) * 1000 for each in in_turns(ways)]
            rows = len(embedded.run(text, **params))
            print(f"| {asked.name} | {rows} | " + " | ".join(f"{t:.1f}" for t in times) + " |", flush=True)


class _Recording:
    """Passes queries on and keeps them."""

    def __init__(self, store: graph.Store, seen: list[tuple[str, dict[str, Any]]]) -> None:
        self._store, self._seen = store, seen

    def run(self, query: str, /, **params: Any) -> Any:
        self._seen.append((query, params))
        return self._store.run(query, **params)

    run_trusted = run

    def look_up(self, query: str, /, **params: Any) -> Any:
        return self._store.look_up(query, **params)

    def steady(self) -> Any:
        return self._store.steady()

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        return self._store.types_of(ids)


def in_turns(ways: list[Callable[[], Any]]) -> list[list[float]]:
    """Return the seconds of each way, so measured that what else the machine does hits all of them."""
    times: list[list[float]] = [[] for _ in ways]
    for number in range(WARM + ROUNDS):
        for way, seconds in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            if number >= WARM:
                seconds.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Measure and print."""
    global ROUNDS
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", action="store_true", help="loading into a folder alone")
    parsed = parser.parse_args()
    ROUNDS = parsed.rounds
    load_now = os.getloadavg()[0]
    print(f"{parsed.nodes:,} nodes; {os.cpu_count()} processors, load {load_now:.1f}; wall / processor seconds\n")
    with tempfile.TemporaryDirectory(prefix="chainscape-stores-") as folder:
        load(parsed.nodes, Path(folder), alone=parsed.folder)
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
