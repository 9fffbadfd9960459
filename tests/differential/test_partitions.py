"""Without a server: a condition parts rows into those where it is true, false and null, and none is lost.

The idea is ternary logic partitioning (Rigger and Su 2020).
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from chainscape import graph
from chainscape.graph import Store
from chainscape.schema import ChainscapeError
from differential.asking import are_equal
from differential.grammar import PARAMETERS
from differential.queries import Queries
from differential.values import small_records, values

SEEDS = range(120)
#: where a condition may stand: behind a MATCH, a WITH, and a WITH behind an OPTIONAL MATCH
PLACES = ("match", "with", "optional")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = tmp_path_factory.mktemp("partitions") / "store"
    with graph.open_store(place, mode="w") as store:
        graph.load(store, iter(small_records()))
    with graph.open_store(place, timeout=10) as store:
        yield store


def parted(seed: int) -> tuple[str, list[str]]:
    """A text without a condition, and the three with it."""
    writer = Queries(Random(f"partitions/{seed}"), values())
    where = PLACES[seed % len(PLACES)]
    patterns, new = writer.patterns(1, 2)
    writer.scope = list(new)
    head, last = f"MATCH {patterns}", ", ".join(each.name for each in new)
    if where == "optional":
        head = f"OPTIONAL {head}"
    if where != "match":
        column = writer.make("int", 1)
        head, last = f"{head} WITH {last}, {column} AS c", f"{last}, c"
    # no pattern beside others: it is a condition, and `IS NULL` asks for a value
    condition = writer.make("truth", 2)
    tests = (f"({condition})", f"NOT ({condition})", f"({condition}) IS NULL")
    whole = f"{head} RETURN {last}"
    return whole, [f"{head} WHERE {test} RETURN {last}" for test in tests]


def rows(store: Store, said: str) -> list[list[object]]:
    return [list(row) for row in store.run(said, **PARAMETERS).values]


def test_conditions_part_rows(folder: Store):
    wrong, refused, found = [], 0, 0
    for seed in SEEDS:
        whole, parts = parted(seed)
        try:
            all, three = rows(folder, whole), [rows(folder, each) for each in parts]
        except ChainscapeError:
            refused += 1
            continue
        found += bool(all) and sum(map(bool, three)) > 1
        if not are_equal(all, [row for part in three for row in part], ordered=False):
            wrong.append((len(all), [len(each) for each in three], parts[0]))
    assert wrong == []
    assert refused < len(SEEDS) * 0.1
    assert found > len(SEEDS) * 0.1
