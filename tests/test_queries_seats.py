"""Bodies without a seat on record: known to be outside, known to be inside, or of whom nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chainscape import graph, queries
from chainscape.schema import Node, Record, Relation, Statement

SAID = (Statement("madeup", "1", (), "", {}),)
#: chain → homes of its firms, "" where none is stated
CHAINS = {"known": ("outside", "inside", "inside", ""), "unknown": ("", "")}


def records() -> Iterator[Record]:
    for chain, homes in CHAINS.items():
        yield Node("IndustryChain", f"chain:{chain}", named(chain))
        yield Node("Stage", f"stage:{chain}/work", named(f"{chain} work"))
        yield Relation("PART_OF", f"stage:{chain}/work", f"chain:{chain}", SAID)
        for number, home in enumerate(homes):
            firm = f"company:{chain}-{number}"
            yield Node("Company", firm, named(f"{chain} {number}", **({"home": home} if home else {})))
            yield Relation("OPERATES_IN", firm, f"stage:{chain}/work", SAID)


def named(name: str, **properties: str) -> tuple[Statement, ...]:
    return (Statement("madeup", name, (), "", {"name": name, **properties}),)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graph.Store]:
    path: Path = tmp_path_factory.mktemp("seats") / "store"
    with graph.open_store(path, mode="w") as store:
        store.write(list(records()))
    with graph.open_store(path) as store:
        yield store


def test_the_share_outside_is_one_of_those_whose_place_is_known(store: graph.Store):
    rows = queries.ask(store, "outside-share")
    columns = ("chain", "bodies", "outside", "unknown", "percent_of_known")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("chain:known", 4, 1, 1, 33.3),
        ("chain:unknown", 2, 0, 2, None),
    ]
    assert [row["chain"] for row in queries.ask(store, "outside-share", chain="unknown")] == ["chain:unknown"]


def test_bodies_without_a_seat_stand_apart_by_what_is_known_of_them(store: graph.Store):
    rows = queries.ask(store, "stages-by-region", chain="known")
    assert {(row["region"], row["in_region"], tuple(row["names"])) for row in rows} == {
        ("", False, ("known 0",)),
        ("", True, ("known 1", "known 2")),
        ("", None, ("known 3",)),
    }


def test_a_firm_from_far_away_is_outside_in_the_pack(pack_store: graph.Store):
    rows = queries.ask(pack_store, "stages-by-region", chain="光电")
    far = [row for row in rows if any(name.startswith("长飞") for name in row["names"])]
    assert far
    assert {(row["region"], row["in_region"], len(row["names"])) for row in far} == {("", False, 1)}
