"""The program finds what a recount written from docs/gaps.md alone finds: in random made-up graphs, in the Suzhou pack.

A graph is a chain with its stages, bodies, consortia and searches; up to 50 share a store, some bodies and some stages.
The normal run compares one small store under two templates. CHAINSCAPE_GRAPHS=1000 in the environment compares 1,000
graphs, each under two templates (some minutes).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import madeup_random
import pytest
import second_recount
from second_world import slight

from chainscape import analysis, graph, importers
from chainscape.schema import Findings, Problem, Record, Search, Template, Text, template

GRAPHS = int(os.environ.get("CHAINSCAPE_GRAPHS", "0"))
#: graphs in one store
CHAINS = min(GRAPHS, 50) or 8
#: (seed of the store, seeds of templates)
PLANS = [(seed, (seed, 1000 + seed)) for seed in range(-(-GRAPHS // CHAINS))] or [(3, (0, 8))]
PARTS = ("empties", "slots", "inherited", "left_on_one", "cut_off", "routes", "customers")


@dataclass
class Case:
    """A store, what is in it, and what the program finds under each template."""

    folder: Path
    records: list[Record]
    rules: dict[int, Template] = field(default_factory=dict)
    files: dict[int, Path] = field(default_factory=dict)
    found: dict[int, Findings] = field(default_factory=dict)

    def each(self) -> Iterator[tuple[Findings, second_recount.World]]:
        for seed, rules in self.rules.items():
            yield self.found[seed], second_recount.World(self.records, rules)


@pytest.fixture(scope="module", params=PLANS, ids=lambda plan: f"store{plan[0]}")
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    seed, templates = request.param
    folder = tmp_path_factory.mktemp("random")
    made = Case(folder, madeup_random.records(seed, CHAINS))
    with graph.open_store(folder / "store", mode="w") as store:
        store.write(made.records)
        for each in templates:
            made.files[each] = madeup_random.write_template(folder, each, CHAINS)
            made.rules[each] = template(made.files[each])
            made.found[each] = analysis.find(store, None, made.files[each])
    return made


def compared(found: Findings, world: second_recount.World) -> list[str]:
    """Every difference in cells and links, in a line each."""
    lines = []
    cells, got = second_recount.cells(world), {cell.id: cell for cell in found.cells}
    lines += [f"{id}: only in one" for id in sorted(cells.keys() ^ got.keys())]
    for id in sorted(cells.keys() & got.keys()):
        mine, theirs = cells[id], got[id]
        reasons = {(each.id, each.set_aside) for each in theirs.set_aside}
        pairs: dict[str, tuple[Any, Any]] = {
            "state": (mine.state, theirs.state),
            "count": (mine.count, theirs.count),
            "things": (mine.things, theirs.things),
            "inherited": (mine.inherited, theirs.inherited),
            "own": (set(mine.own), {e.id for e in theirs.evidence if not e.inherited}),
            "lent": (set(mine.lent), {e.id for e in theirs.evidence if e.inherited}),
            "set aside": (set(mine.aside), {e.id for e in theirs.set_aside}),
            "reasons": (set(), reasons - mine.reasons),
            "verdict": (mine.verdict, theirs.verdict and (theirs.verdict.kind, theirs.verdict.rule)),
        }
        if mine.state in ("unknown", "not_found"):
            pairs["result"] = mine.result, theirs.result
            pairs["against"] = set(mine.against), {each.id for each in theirs.against}
        lines += [f"{id}: {word}: {a!r}, found {b!r}" for word, (a, b) in pairs.items() if a != b]
    links = second_recount.links(world)
    others = {each.id: (each.verdict.kind, each.verdict.rule) for each in found.extensions}
    for id in sorted(links.keys() | others.keys()):
        if links.get(id) != others.get(id):
            lines.append(f"{id}: link: {links.get(id)}, found {others.get(id)}")
    return lines


def fallen(
    world: second_recount.World,
    without: set[str],
    falls: Any,
    before: dict[str, second_recount.Counted] | None = None,
) -> list[str]:
    mine = second_recount.falls(world, without, before)
    return [
        f"without {sorted(without)}: {part}: {getattr(mine, part)!r}, found {getattr(falls, part)!r}"
        for part in PARTS
        if getattr(mine, part) != getattr(falls, part)
    ]


def with_each_house(found: Findings, world: second_recount.World) -> list[str]:
    """Every difference in what falls with a house, in a line each."""
    lines = []
    before = second_recount.cells(world, verdicts=False)
    for hub in found.hubs:
        lines += fallen(world, set(world.houses.get(hub.house, {hub.house})), hub.falls, before)
    return lines


def told(lines: list[str]) -> str:
    return f"{len(lines)} differences\n" + "\n".join(lines[:40])


def test_cells_verdicts_and_links(case: Case) -> None:
    lines = [line for found, world in case.each() for line in compared(found, world)]
    assert not lines, told(lines)


def test_what_falls_with_each_house(case: Case) -> None:
    assert all(found.hubs for found, _ in case.each())
    lines = [line for found, world in case.each() for line in with_each_house(found, world)]
    assert not lines, told(lines)


def test_houses_are_ordered_by_what_falls_then_by_chains_and_stages(case: Case) -> None:
    for found, _ in case.each():
        # hubs come before other houses
        order = [(hub.is_hub, *hub.falls.weight, len(hub.chains), len(hub.stages)) for hub in found.hubs]
        assert order == sorted(order, reverse=True)


def test_houses_that_are_listed_and_hubs_among_them(case: Case) -> None:
    for found, world in case.each():
        assert {hub.house for hub in found.hubs} == second_recount.listed(world)
        limits = world.rules.hubs
        for hub in found.hubs:
            most = max(len(set(hub.stages) & set(world.stages(chain))) for chain in world.chains())
            reached = (
                most >= limits.stages
                or len(hub.chains) >= limits.chains
                or len(hub.consortia) >= limits.consortia
                or len(hub.falls.empties) >= limits.empties
                or len(hub.falls.slots) >= limits.slots
            )
            assert hub.is_hub == reached, hub.id


def test_the_suzhou_pack(pack_store: graph.Store) -> None:
    records = [each for each in importers.pack() if not isinstance(each, Problem)]
    found = analysis.find(pack_store)
    assert len(found.cells) > 100
    assert len(found.hubs) > 100
    world = second_recount.World(records, template())
    lines = compared(found, world) + with_each_house(found, world)
    assert not lines, told(lines)


def test_what_if_with_one_body_alone(case: Case) -> None:
    lines = []
    seed = next(iter(case.rules))
    world = second_recount.World(case.records, case.rules[seed])
    big = sorted({hub.id for hub in case.found[seed].hubs if len(hub.bodies) > 1})[:3]
    with graph.open_store(case.folder / "store") as store:
        for body in big:
            answer = analysis.what_if(store, [body], case.files[seed], alone=True)
            assert set(answer.without) == {body}
            lines += fallen(world, {body}, answer.falls)
    assert not lines, told(lines)


@pytest.mark.parametrize("day", ["2022", "2024-06"])
def test_known_by_a_date(case: Case, day: str) -> None:
    seed = next(iter(case.rules))
    world = second_recount.World(case.records, case.rules[seed], known_by=day)
    with graph.open_store(case.folder / "store") as store:
        found = analysis.find(store, None, case.files[seed], with_hubs=False, known_by=day)
    lines = compared(found, world)
    assert not lines, told(lines)


def test_what_is_unknown_is_never_a_gap(case: Case) -> None:
    for found, _ in case.each():
        for cell in found.cells:
            if cell.verdict and cell.verdict.kind in ("build", "fill"):
                assert cell.state == "not_found", cell.id
                assert not [each for each in cell.evidence if not each.inherited], cell.id


def test_taking_out_a_house_fills_nothing(case: Case) -> None:
    for _, world in case.each():
        before = second_recount.cells(world, verdicts=False)
        heads = sorted(set(world.heads.values()))
        for head in random.Random(1).sample(heads, 10):
            then = second_recount.cells(world.removed(world.houses[head]), verdicts=False)
            filled = [id for id, cell in then.items() if cell.state == "present" != before[id].state]
            assert not filled, (head, filled)


def rewritten(
    case: Case, folder: Path, change: Callable[[list[Record]], list[Record]], *, with_hubs: bool = True
) -> Findings:
    seed = next(iter(case.rules))
    with graph.open_store(folder / "store", mode="w") as store:
        store.write(change(list(case.records)))
        return analysis.find(store, None, case.files[seed], with_hubs=with_hubs)


def test_the_order_of_loading_changes_nothing(case: Case, tmp_path: Path) -> None:
    def shuffled(records: list[Record]) -> list[Record]:
        random.Random(5).shuffle(records)
        return records

    again = rewritten(case, tmp_path, shuffled)
    assert again == case.found[next(iter(case.rules))]


def test_a_weaker_fresh_search_never_makes_a_gap(case: Case, tmp_path: Path) -> None:
    """A web search of today that says none_found beside a stronger one that speaks: no cell becomes a gap.

    A record below the least effort speaks only where there is no better one, whatever its method: it is none here.
    """
    seed = next(iter(case.rules))
    world = second_recount.World(case.records, case.rules[seed])
    before = {cell.id: cell for cell in case.found[seed].cells}
    strong = [
        (cell.stage or cell.chain, cell.slot)
        for cell in before.values()
        if cell.searches and cell.result and not cell.searched_whole and cell.searches[0].method != "web"
        if not slight(world, cell.searches[0])
    ]
    assert strong
    day = case.found[seed].data_date

    def searched(records: list[Record]) -> list[Record]:
        queries = ("虚构甲", "虚构乙", "虚构丙")
        return records + [
            Search(
                f"search:weak/{i}", subject, slot, "web", "none_found", day, "虚构", queries, 30, Text("", ""), "weak"
            )
            for i, (subject, slot) in enumerate(sorted(set(strong)))
        ]

    after = rewritten(case, tmp_path, searched, with_hubs=False)
    assert after.data_date == day
    for cell in after.cells:
        old = before[cell.id]
        assert (cell.state, cell.count, cell.result) == (old.state, old.count, old.result), cell.id
        assert replace(cell, searches=(), against=()).verdict == old.verdict, cell.id
