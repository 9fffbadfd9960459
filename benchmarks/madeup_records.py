"""A made-up graph of any size as records, with evidence: 3 relations a node, a source for each statement."""

from __future__ import annotations

import random
from collections.abc import Iterator

from chainscape.schema import Node, Record, Relation, Source, Statement, Value, vocabulary

#: statements cite one of so many
SOURCES = 1_000
#: of 1,000 nodes
STAGES, REGIONS, PRODUCTS, PATENTS, EXPERTS, INSTITUTES = 20, 2, 150, 100, 50, 8
RELATIONS = 3


def records(nodes: int, seed: int = 1) -> Iterator[Record]:
    """Yield so many nodes, three times as many relations and the sources that they cite."""
    yield from (Source(f"source:{n}", f"编造来源 {n}", reliability="ABC"[n % 3]) for n in range(SOURCES))
    chance = random.Random(seed)
    thousands = nodes // 1_000
    counts = {
        "IndustryChain": thousands,
        "Stage": STAGES * thousands,
        "Region": REGIONS * thousands,
        "Product": PRODUCTS * thousands,
        "Patent": PATENTS * thousands,
        "Expert": EXPERTS * thousands,
        "TestingInstitute": INSTITUTES * thousands,
    }
    counts["Company"] = nodes - sum(counts.values())
    for type, count in counts.items():
        for n in range(count):
            properties: dict[str, Value] = {"name": f"编造{type}{n}号", "name_en": f"Made-up {type} {n}"}
            if type == "Company":
                properties["aliases"] = [f"编造{n}", f"M{n}"]
            yield Node(type, f"{type}:{n}", (stated(f"n{type}{n}", chance, properties),))
    yield from _relations(counts, RELATIONS * nodes, chance)


def _relations(counts: dict[str, int], total: int, chance: random.Random) -> Iterator[Record]:
    made = 0
    seen: set[int] = set()

    def tie(type: str, start: str, a: int, end: str, b: int, **properties: Value) -> Relation:
        nonlocal made
        made += 1
        key = tuple(str(properties[name]) for name in vocabulary().relation(type).key)
        return Relation(type, f"{start}:{a}", f"{end}:{b}", (stated(f"r{made}", chance, properties),), key)

    for n in range(counts["Stage"]):
        position = ("upstream", "midstream", "downstream")[n % 3]
        yield tie("PART_OF", "Stage", n, "IndustryChain", n // STAGES, position=position, order=n % STAGES)
    for n in range(counts["Company"]):
        yield tie("OPERATES_IN", "Company", n, "Stage", chance.randrange(counts["Stage"]))
        yield tie("LOCATED_IN", "Company", n, "Region", chance.randrange(counts["Region"]))
        yield tie("PRODUCES", "Company", n, "Product", chance.randrange(counts["Product"]))
    for n in range(counts["Patent"]):
        yield tie("HOLDS", "Company", chance.randrange(counts["Company"]), "Patent", n)
    for n in range(counts["Expert"]):
        yield tie("AFFILIATED_WITH", "Expert", n, "Company", chance.randrange(counts["Company"]))
    for n in range(counts["TestingInstitute"]):
        yield tie(
            "TESTS_FOR",
            "TestingInstitute",
            n,
            "Stage",
            chance.randrange(counts["Stage"]),
            service="testing",
            service_basis="stated",
        )
    firms = counts["Company"]
    while made < total:
        a, b = chance.randrange(firms), chance.randrange(firms)
        if a == b or a * firms + b in seen:
            continue
        seen.add(a * firms + b)
        share = round(chance.random(), 3)
        yield tie("SUPPLIES", "Company", a, "Company", b, product=f"编造产品{made % 500}", share=share)


def stated(row: str, chance: random.Random, properties: dict[str, Value]) -> Statement:
    """Return a statement that cites one of the sources."""
    year = str(2015 + chance.randrange(11))
    return Statement("made-up", row, (f"source:{chance.randrange(SOURCES)}",), year, properties)
