"""Each query that counts, or says "without", "only" or "outside", against a second count over the records.

On the Suzhou pack, and on random made-up records with what the pack has little of: planned bodies and stages, users,
firms from outside, houses, consortia of another kind, searches too old or too slight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import madeup_random
import pytest
import recount_bodies
import recount_chains
import recount_regions
import second_recount
from second_world import World
from who_counts import SERVICES, reach, tiers

from chainscape import analysis, graph, importers, queries
from chainscape.schema import Node, Problem, Record, Relation, Statement, template

SEEDS = (3, 11)
#: questions that have no answer in some of them
EMPTY = ((11, "chains-sharing-firms"), (3, "co-drafters"), (11, "co-drafters"))


@dataclass
class Asked:
    """A store, and what is in it."""

    name: object
    store: graph.Store
    world: World


def written(folder: Path, records: list[Record]) -> Path:
    with graph.open_store(folder, mode="w") as store:
        store.write(records)
    return folder


@pytest.fixture(scope="module", params=["pack", *SEEDS], ids=str)
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    if request.param == "pack":
        records = [each for each in importers.pack() if not isinstance(each, Problem)]
        yield Asked("pack", request.getfixturevalue("pack_store"), World(records, template()))
        return
    records = [*madeup_random.records(request.param, 12), *innovations()]
    with graph.open_store(written(tmp_path_factory.mktemp("madeup") / "store", records)) as store:
        yield Asked(request.param, store, World(records, template()))


def said(**properties) -> tuple[Statement, ...]:
    return (Statement("madeup", "1", (), "2024", properties),)


def innovations(chains: int = 12) -> list[Record]:
    """Technologies and products that the random records have none of, made, studied and planned by their bodies."""
    found: list[Record] = []
    for i, status in enumerate((None, None, "planned", None)):
        there = {} if status is None else {"status": status}
        held = {"formerly_held_by": "虚构他人"} if i % 2 else {}
        product, technology = f"product:imported-{i}", f"technology:madeup-{i}"
        found.append(Node("Technology", technology, said(name=f"虚构技术{i}", **held)))
        found.append(Node("Product", product, said(name=f"虚构产品{i}", was_imported=True)))
        for chain in range(i, chains, 4):
            firm = f"company:x{chain}-0"
            found.append(Relation("PRODUCES", firm, product, said(**there)))
            if i != 1:
                found.append(Relation("BREAKS_THROUGH", f"company:x{chain}-1", technology, said(**there)))
    with_research = {0: (1,), 1: (0, 1, 3), 2: (2,), 3: (1,), 4: (2, 3)}
    for number, technologies in with_research.items():
        body = f"research:study-{number}"
        found.append(Node("ResearchInstitute", body, said(name=f"虚构研究所{number}")))
        for each in technologies:
            found.append(Relation("RESEARCHES", body, f"technology:madeup-{each}", said()))
    # one of them belongs to a firm
    found.append(Relation("HOSTED_BY", "research:study-2", "company:x2-0", said()))
    return found


def many(asked: Asked, type: str) -> list[str]:
    return sorted(thing.id for thing in asked.world.things.values() if thing.type == type)


Rows = Iterable[tuple]
#: query, its parameters, columns, and what these columns must hold
Case = tuple[str, Callable[[Asked], Iterable[tuple[dict, Rows]]], tuple[str, ...]]


def once(count: Callable[[World], Rows], **params) -> Callable[[Asked], Iterable[tuple[dict, Rows]]]:
    return lambda asked: [(params, count(asked.world))]


def each(type: str, param: str, count: Callable[..., Rows]) -> Callable[[Asked], Iterable[tuple[dict, Rows]]]:
    return lambda asked: [({param: id}, count(asked.world, id)) for id in many(asked, type)]


def services(count: Callable[[World, str], Rows]) -> Callable[[Asked], Iterable[tuple[dict, Rows]]]:
    return lambda asked: [({"service": each}, count(asked.world, each)) for each in SERVICES]


def pairs_of_chains(asked: Asked) -> Iterable[tuple[dict, Rows]]:
    chains = many(asked, "IndustryChain")
    for a, b in pairwise(chains):
        yield {"chain": a, "other": b}, recount_chains.compared(asked.world, a, b)


def bodies(asked: Asked) -> Iterable[tuple[dict, Rows]]:
    for id in recount_bodies.bodies_of(asked.world)[::5]:
        thing = asked.world.things[id]
        yield {"body": id}, recount_bodies.depends(asked.world, id) if thing.counts else ()


def some(count: Callable[[World, str], Rows]) -> Callable[[Asked], Iterable[tuple[dict, Rows]]]:
    return lambda asked: [({"body": id}, count(asked.world, id)) for id in recount_bodies.bodies_of(asked.world)[::2]]


def neighbours(asked: Asked) -> Iterable[tuple[dict, Rows]]:
    firms = many(asked, "Company")[:40]
    for a, b in zip(firms, firms[3:], strict=False):
        yield {"from": a, "to": b}, recount_bodies.common(asked.world, a, b)


CASES: list[Case] = [
    ("chains", once(recount_chains.chains), ("id", "stages", "consortia", "companies", "institutes")),
    ("stages", once(recount_chains.stages), ("chain", "stage", "companies", "feeds", "status")),
    ("chains-sharing-firms", once(recount_chains.sharing), ("chain", "other_chain", "firm_count")),
    ("feeds", once(recount_chains.feeds), ("chain", "from", "from_firms", "to", "to_firms")),
    (
        "stage-upstream",
        each("Stage", "stage", lambda w, node: reach(w, node, up=True).items()),
        ("stage", "steps"),
    ),
    ("stage-downstream", each("Stage", "stage", lambda w, node: reach(w, node).items()), ("stage", "steps")),
    (
        "suppliers-of",
        each("Company", "company", lambda w, node: tiers(w, node, True).items()),
        ("supplier", "tier"),
    ),
    (
        "customers-of",
        each("Company", "company", lambda w, node: tiers(w, node, False).items()),
        ("customer", "tier"),
    ),
    ("firms-of-stage", each("Stage", "stage", recount_chains.firms_of_stage), ("company", "set_aside", "house")),
    ("firms-over-stages", once(recount_chains.over_stages), ("company", "stage_count")),
    ("products-of-chain", each("IndustryChain", "chain", recount_chains.products_of_chain), ("product", "makers")),
    ("lead-firms", once(recount_chains.leads), ("company", "chain", "consortium", "set_aside")),
    ("compare-chains", pairs_of_chains, ("measure", "first", "second", "difference")),
    ("stages-without-firms", once(recount_chains.without_firms), ("chain", "stage", "set_aside", "searched")),
    (
        "stages-with-one-firm",
        once(recount_chains.one_house),
        ("chain", "stage", "company", "house", "firm_names", "set_aside"),
    ),
    (
        "stages-without-service",
        services(recount_chains.without_service),
        ("chain", "stage", "firms", "whole_chain", "set_aside", "searched"),
    ),
    (
        "stages-without-testing",
        once(recount_chains.without_testing),
        ("chain", "stage", "companies", "set_aside", "searched"),
    ),
    ("consortia-without-lead", once(recount_chains.without_lead), ("consortium", "members", "set_aside")),
    ("firms-without-stage", once(recount_chains.without_stage), ("company", "set_aside")),
    ("never-searched", once(recount_chains.never_searched), ("chain", "slot")),
    ("once-imported", once(recount_chains.once_imported), ("id", "by", "set_aside")),
    (
        "imported-without-maker",
        lambda asked: [
            ({"only_without": only}, recount_chains.without_maker(asked.world, every=only == "false"))
            for only in ("true", "false")
        ],
        ("product", "local_makers", "outside_makers", "planned"),
    ),
    (
        "vacant-stages",
        once(recount_chains.vacant, limit=999),
        ("chain", "stage", "downstream", "downstream_firms", "searched"),
    ),
    ("planned-firms", once(recount_chains.planned), ("chain", "stage", "company", "status", "firm_count")),
    ("research-without-firm", once(recount_chains.without_taker), ("id", "by")),
    ("depends-on", bodies, ("relation", "id", "what", "other_houses")),
    ("sole-bodies", once(recount_bodies.sole, limit=999), ("body", "sole_count")),
    ("bodies-over-chains", once(recount_bodies.over_chains, at_least=1), ("body", "chain_count")),
    (
        "concentration",
        once(recount_bodies.by_house),
        ("chain", "house", "stage_count", "of_stages", "percent", "alone"),
    ),
    (
        "substitutes",
        each("Company", "company", recount_bodies.substitutes),
        ("substitute", "products", "stages", "customers"),
    ),
    (
        "infrastructure-coverage",
        once(recount_regions.coverage),
        ("chain", "service", "bodies", "planned", "unclear", "outside"),
    ),
    ("institutes-over-chains", once(recount_regions.institutes_over_chains, at_least=1), ("id", "chain_count")),
    ("institutes-without-service", once(recount_regions.institutes_idle), ("institute", "set_aside")),
    ("institutes-of-service", services(recount_regions.of_service), ("body", "target", "set_aside")),
    ("patents-by-stage", once(recount_regions.stage_patents), ("chain", "stage", "patents", "set_aside")),
    (
        "innovation-of-chain",
        each("IndustryChain", "chain", recount_regions.innovation),
        ("body", "patents", "standards", "technologies", "awards"),
    ),
    ("awarded-bodies", once(recount_regions.awarded, limit=999), ("body", "awards", "candidate")),
    ("drafters", once(recount_regions.drafters, limit=999), ("body", "issued", "drafts")),
    ("technologies", once(recount_regions.technologies), ("technology", "breakers", "planned", "researchers")),
    ("outside-bodies", once(recount_regions.outside_bodies), ("body",)),
    ("outside-firms", once(recount_regions.outside_firms), ("chain", "stage", "outside_firms", "inside_firms")),
    (
        "outside-share",
        lambda asked: [
            ({"type": type, "chain": chain}, recount_regions.outside_share(asked.world, type, chain))
            for type in ("", "Company")
            for chain in ("", *many(asked, "IndustryChain"))
        ],
        ("chain", "bodies", "outside", "unknown", "percent_of_known"),
    ),
    ("chains-by-region", once(recount_regions.chains_by_region), ("chain", "region", "firms")),
    (
        "stages-by-region",
        lambda asked: [
            ({"at": at}, recount_regions.stages_by_region(asked.world, at)) for at in ("", *many(asked, "Region"))
        ],
        ("chain", "stage", "region", "in_region", "firms", "services", "research"),
    ),
    ("infrastructure-by-region", once(recount_regions.infrastructure_by_region), ("region", "service", "bodies")),
    ("regions", once(recount_regions.regions), ("region", "companies", "institutes", "research")),
    ("without-region", once(recount_regions.without_seat), ("body", "set_aside")),
    ("bodies-in-region", each("Region", "region", recount_bodies.seated), ("body", "region", "chains")),
    ("cross-region", once(recount_bodies.crossing), ("relation", "from", "to")),
    ("consortia-overlap", once(recount_bodies.overlap), ("consortium", "other", "body_count")),
    ("triangles", once(recount_bodies.triangles), ("from", "relation", "to", "third")),
    ("common-neighbours", neighbours, ("node",)),
    (
        "partners",
        some(lambda w, node: recount_bodies.partners(w, node, *recount_bodies.GROUP)),
        ("partner", "shared_count"),
    ),
    ("co-drafters", some(recount_bodies.co_drafters), ("partner", "standard_count")),
]


def plain(row: Iterable[object]) -> tuple:
    """A row with its lists as sorted tuples."""
    return tuple(tuple(sorted(value)) if isinstance(value, list) else value for value in row)


@pytest.mark.parametrize(("query", "questions", "columns"), CASES, ids=[case[0] for case in CASES])
def test_recounted_by_the_rule(asked: Asked, query, questions, columns):
    answered = 0
    for params, expected in questions(asked):
        found = [plain(row[column] for column in columns) for row in queries.ask(asked.store, query, **params)]
        wanted = {plain(row) for row in expected}
        assert set(found) == wanted, params
        answered += len(found)
    assert answered or (asked.name, query) in EMPTY


def test_cells_are_those_of_the_gaps(asked: Asked):
    found = analysis.find(asked.store, with_hubs=False)
    mine = {(row["chain"], row["stage"], row["slot"]): row for row in queries.ask(asked.store, "cells")}
    assert mine.keys() == {(cell.chain, cell.stage, cell.slot) for cell in found.cells}
    wrong = []
    for cell in found.cells:
        row = mine[cell.chain, cell.stage, cell.slot]
        whole = cell.state == "not_found" and cell.searched_whole
        state = "inherited" if cell.inherited else "not_found_whole" if whole else cell.state
        result = row["result"] if cell.state == "present" else cell.result
        if (row["state"], row["count"], row["result"]) != (state, cell.count, result):
            wrong.append((cell.id, state, cell.count, cell.result, row))
    assert wrong == []


def test_cells_are_those_of_a_count_over_the_records(asked: Asked):
    rows = {(row["chain"], row["stage"], row["slot"]): row for row in queries.ask(asked.store, "cells")}
    counted = second_recount.cells(asked.world, verdicts=False).values()
    assert len(counted) == len(rows)
    for cell in counted:
        row = rows[cell.chain, cell.stage, cell.slot]
        state = "inherited" if cell.inherited else "not_found_whole" if cell.whole else cell.state
        assert (row["state"], row["count"]) == (state, cell.count), cell.id
    assert {row["state"] for row in rows.values()} >= {"present", "inherited", "not_found", "unknown"}


def test_advisers_reach_each_gap_in_two_steps(asked: Asked):
    cells = second_recount.cells(asked.world, verdicts=False).values()
    gaps = [(cell.chain, cell.stage, cell.slot) for cell in cells if cell.state == "not_found" and not cell.whole]
    columns = ("chain", "slot", "adviser", "steps", "by")
    found = {tuple(row[c] for c in columns) for row in queries.ask(asked.store, "advisers-near-gaps")}
    assert found
    assert found == recount_chains.advisers(asked.world, gaps)
