"""Gaps and hubs of all chains against the bare engine or driver reading the same rows, in one run.

    .venv/bin/python benchmarks/gaps.py [CHAINS …] [--server] [--pack]

For each size a made-up store is filled (ten stages and a hundred bodies a chain, every statement with a source), on
the embedded engine or with ``--server`` on a Neo4j; ``--pack`` measures the store of `chainscape demo` instead. Then in
turns: the texts of the queries behind gaps (and behind hubs) run bare and their rows taken; `analysis.find` without
hubs; `analysis.find` with them. Printed are seconds (medians of the rounds: processor time on the embedded engine, for
it counts what both the engine and Python do; wall time on a server), the ratios to the bare reading, the memory of the
process at its most, and the exponent by which each grows from size to size.
"""

from __future__ import annotations

import math
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from madeup_records import stated

from chainscape import analysis, graph
from chainscape.analysis import facts
from chainscape.queries import query
from chainscape.schema import Node, Record, Relation, Search, Source, Text, Value, template, vocabulary

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

ROUNDS = 3
STAGES, FIRMS, INSTITUTES = 10, 90, 10
REGION = "region:suzhou"
SOURCES = 1_000


def records(chains: int, seed: int = 1) -> Iterator[Record]:
    """Yield so many chains in one region: ten stages in a line, 90 firms and ten institutes each."""
    chance = random.Random(seed)
    made = 0

    def tie(type: str, start: str, end: str, **properties: Value) -> Relation:
        nonlocal made
        made += 1
        key = tuple(str(properties[name]) for name in vocabulary().relation(type).key)
        return Relation(type, start, end, (stated(f"r{made}", chance, properties),), key)

    def node(type: str, id: str, **more: Value) -> Node:
        return Node(type, id, (stated(id, chance, {"name": f"编造{id}", "name_en": f"Made-up {id}", **more}),))

    yield from (Source(f"source:{n}", f"编造来源 {n}", reliability="ABC"[n % 3]) for n in range(SOURCES))
    yield node("Region", REGION)
    for n in range(chains):
        chain = f"chain:{n}"
        yield node("IndustryChain", chain)
        stages = [f"stage:{n}/{at}" for at in range(STAGES)]
        for at, stage in enumerate(stages):
            yield node("Stage", stage)
            yield tie(
                "PART_OF", stage, chain, position=("upstream", "midstream", "downstream")[at * 3 // STAGES], order=at
            )
            if at:
                yield tie("FEEDS", stages[at - 1], stage)
            result = chance.choice(("none_found", "found", "partial"))
            yield Search(
                f"search:{n}/{at}", stage, "testing", "web", result, "2026-01-01", "编造的人", ("编造查询",) * 3, 20,  # type: ignore[arg-type]
                Text("编造附注", "made-up note"), "made-up",
            )  # fmt: skip
        firms = [f"company:{n}/{at}" for at in range(FIRMS)]
        for at, firm in enumerate(firms):
            yield node("Company", firm)
            yield tie("LOCATED_IN", firm, REGION)
            for stage in chance.sample(stages, 1 + (at % 5 == 0)):
                yield tie("OPERATES_IN", firm, stage)
            if at and at % 10 == 0:
                yield tie("PARENT_OF", firms[at - 1], firm, kind="owner")
            other = chance.choice(firms)
            if other != firm:
                yield tie("SUPPLIES", firm, other, product=f"编造产品{at % 50}")
        yield node("Consortium", f"consortium:{n}", kind="quality-innovation", scope="city")
        yield tie("SERVES", f"consortium:{n}", chain)
        yield tie("LEADS", firms[0], f"consortium:{n}")
        for at in range(INSTITUTES):
            institute = f"institute:{n}/{at}"
            yield node("TestingInstitute", institute)
            yield tie("LOCATED_IN", institute, REGION)
            service = chance.choice(("testing", "metrology", "certification"))
            place = chance.choice(stages) if at else chain
            yield tie("TESTS_FOR", institute, place, service=service, service_basis="stated")


def bare_gaps(store: graph.Store) -> int:
    """Read the rows behind gaps, as they come."""
    rules = template()
    asked = query("gap-facts")
    given = {name: parameter.default for name, parameter in asked.params.items()}
    given |= {
        "chain": "",
        "region": rules.region,
        "keys": ",".join(facts.keys(rules)),
        "idle": sorted(vocabulary().idle),
    }
    read = len(store.run_trusted(asked.text, **given).values)
    for name in ("house-ties", "search-records"):
        empty = dict.fromkeys(query(name).params, "")
        read += len(store.run_trusted(query(name).text, **empty).values)
    return read


def bare_hubs(store: graph.Store) -> int:
    """Read the rows behind hubs, those behind gaps among them."""
    return bare_gaps(store) + len(store.run_trusted(query("hub-facts").text, chain="").values)


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the seconds of one run."""
    before = clock()
    work()
    return clock() - before


def measured(store: graph.Store, clock: Callable[[], float]) -> dict[str, float]:
    """Return the medians for one store."""
    works: dict[str, Callable[[], object]] = {
        "bare_gaps": lambda: bare_gaps(store),
        "gaps": lambda: analysis.find(store, with_hubs=False),
        "bare_hubs": lambda: bare_hubs(store),
        "hubs": lambda: analysis.find(store),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            found[name].append(seconds(work, clock))
    return {name: statistics.median(each) for name, each in found.items()}


def measure(chains: int, *, server: bool) -> dict[str, float]:
    """Return the medians for a made-up store of one size."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place = f"{folder}/store"
        if server:
            import neo4j_server

            place = stack.enter_context(neo4j_server.started(Path(folder) / "neo4j", options=())).url
        with graph.open_store(place, "w") as store:
            graph.load(store, records(chains))
        with graph.open_store(place, "r") as store:
            return measured(store, time.perf_counter if server else time.process_time)


def main() -> None:
    """Measure each size and print a table."""
    server = "--server" in sys.argv
    if "--pack" in sys.argv:
        with graph.open_store("out/demo/store") as store:
            tell("the pack", measured(store, time.process_time), "–")
        return
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [100, 1_000]
    before: tuple[int, dict[str, float]] | None = None
    print("chains | gaps, s | of bare | hubs, s | of bare | growth of gaps, hubs | memory, MB")
    for chains in sizes:
        found = measure(chains, server=server)
        grown = "–"
        if before:
            steps = [math.log(found[n] / before[1][n]) / math.log(chains / before[0]) for n in ("gaps", "hubs")]
            grown = ", ".join(f"{step:.2f}" for step in steps)
        tell(f"{chains:,}", found, grown)
        before = chains, found


def tell(what: str, found: dict[str, float], grown: str) -> None:
    """Print one line."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{what} | {found['gaps']:.2f} | {found['gaps'] / found['bare_gaps']:.2f} | {found['hubs']:.2f} | "
        f"{found['hubs'] / found['bare_hubs']:.2f} | {grown} | {memory}",
        flush=True,
    )


if __name__ == "__main__":
    main()
