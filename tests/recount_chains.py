"""What the queries about chains and gaps must answer, over records alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from second_world import Tie, World, amiss_of
from who_counts import (
    RESEARCHERS,
    SERVICES,
    counts,
    firms,
    holds,
    house,
    in_chains,
    into,
    name,
    named,
    outside,
    places,
    reach,
    recorded,
    searches,
    servants,
    typed,
)


def chains(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        consortia = {tie.start for tie in world.into["SERVES", chain] if holds(world, tie)}
        works = set().union(*(firms(world, stage) for stage in world.stages(chain)))
        tests = {b for place in places(world, chain) for b in servants(world, place)}
        institutes = {b for b in tests if world.things[b].type == "TestingInstitute"}
        yield chain, len(world.stages(chain)), len(consortia), len(works), len(institutes)


def stages(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        for tie in world.into["PART_OF", chain]:
            feeds = {f.end for f in world.out["FEEDS", tie.start] if f.counts and world.things[f.end].counts}
            status = amiss_of(world.things[tie.start], tie) or "fact"
            yield chain, tie.start, len(firms(world, tie.start)), tuple(sorted(feeds)), status


def sharing(world: World) -> Iterator[tuple]:
    works = {chain: {f for s in world.stages(chain) for f in firms(world, s)} for chain in world.chains()}
    for a in works:
        for b in works:
            if a < b and works[a] & works[b]:
                yield name(world, a), name(world, b), len(named_once(world, works[a] & works[b]))


def named_once(world: World, ids: Iterable[str]) -> set[str]:
    return {name(world, id) for id in ids}


def feeds(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        for tie in world.out["FEEDS", stage]:
            if tie.counts and world.things[tie.end].counts:
                yield chain, stage, len(firms(world, stage)), tie.end, len(firms(world, tie.end))


def firms_of_stage(world: World, stage: str) -> Iterator[tuple]:
    for tie in world.into["OPERATES_IN", stage]:
        aside = amiss_of(world.things[stage], world.things[tie.start], tie)
        aside = aside or ("outside" if outside(world, tie.start) else "")
        role = tie.said.get("role") or ""
        yield tie.start, aside or (role if role not in ("", "maker") else ""), house(world, tie.start)


def over_stages(world: World) -> Iterator[tuple]:
    for firm in typed(world, "Company"):
        works = {t.end for t in world.out["OPERATES_IN", firm.id] if counts(world, t) and world.things[t.end].counts}
        if len(works) > 1:
            yield firm.id, len(works)


def products_of_chain(world: World, chain: str) -> Iterator[tuple]:
    works = {firm for stage in world.stages(chain) for firm in firms(world, stage)}
    for product in typed(world, "Product"):
        makers = {tie.start for tie in world.into["PRODUCES", product.id] if counts(world, tie)}
        if product.counts and makers & works:
            yield product.id, len(makers)


def leads(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        for serves in world.into["SERVES", chain]:
            consortium = world.things[serves.start]
            for tie in world.into["LEADS", serves.start]:
                if world.things[tie.start].type == "Company":
                    other = "" if consortium.said.get("kind") in world.rules.consortium_kinds else "other_kind"
                    aside = other or amiss_of(consortium, world.things[tie.start], tie, serves)
                    aside = aside or ("outside" if outside(world, tie.start) else "")
                    yield tie.start, name(world, chain), name(world, consortium.id), aside


def coordinating(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        for end, part in [(chain, None), *((tie.start, tie) for tie in world.into["SERVES", chain])]:
            place, kinds = world.things[end], world.rules.consortium_kinds
            other = "other_kind" if place.type == "Consortium" and place.said.get("kind") not in kinds else ""
            for tie in world.into["COORDINATES", end]:
                aside = other or amiss_of(place, world.things[tie.start], tie, *([part] if part else []))
                yield name(world, chain), tie.start, aside or ("outside" if outside(world, tie.start) else "")


def compared(world: World, first: str, second: str) -> Iterator[tuple]:
    for a, b in zip(measured(world, first), measured(world, second), strict=True):
        yield a[0], len(a[1]), len(b[1]), len(a[1]) - len(b[1])


def measured(world: World, chain: str) -> Iterator[tuple[str, set]]:
    own = world.stages(chain)
    works = {firm for stage in own for firm in firms(world, stage)}
    ties = [tie for stage in own for tie in world.into["OPERATES_IN", stage]]
    yield "stages", set(own)
    yield "stages_with_firms", {stage for stage in own if firms(world, stage)}
    yield "firms", works
    yield "houses", {house(world, firm) for firm in works}
    yield "outside_firms", {t.start for t in ties if counts(world, t, seat=False) and outside(world, t.start)}
    lead = [t for place in places(world, chain, stages=False) for t in world.into["LEADS", place]]
    yield "lead_firms", {t.start for t in lead if counts(world, t) and world.things[t.start].type == "Company"}
    for service in SERVICES:
        yield service, {b for place in places(world, chain) for b in servants(world, place, service)}
    research = [t for place in places(world, chain, consortia=False) for t in world.into["RESEARCHES", place]]
    yield "research", {t.start for t in research if counts(world, t)}
    told = [t for place in places(world, chain, stages=False) for t in world.into["COORDINATES", place]]
    yield "associations", {t.start for t in told if counts(world, t)}
    yield (
        "experts",
        {t.start for place in places(world, chain) for t in world.into["ADVISES", place] if counts(world, t)},
    )
    made = [t for firm in works for t in world.out["PRODUCES", firm]]
    yield "products", {t.end for t in made if t.counts and world.things[t.end].counts}


def without_firms(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        if not firms(world, stage):
            aside = len(recorded(world, stage, "OPERATES_IN"))
            yield name(world, chain), stage, aside, searches(world, "suppliers", stage)


def one_house(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        found = firms(world, stage)
        if len({house(world, firm) for firm in found}) == 1:
            aside = len(recorded(world, stage, "OPERATES_IN") - found)
            yield name(world, chain), stage, min(found), house(world, min(found)), named(world, found), aside


def without_service(world: World, service: str) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        if not servants(world, stage, service):
            whole = {b for place in places(world, chain, stages=False) for b in servants(world, place, service)}
            aside = {t.start for t in world.into["TESTS_FOR", stage] if t.said["service"] == service}
            looked = searches(world, service, stage, chain)
            yield name(world, chain), stage, len(firms(world, stage)), len(whole), len(aside), looked


def without_testing(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        if any(servants(world, place, "testing") for place in [stage, *places(world, chain, stages=False)]):
            continue
        ends = {stage, chain, *(tie.start for tie in world.into["SERVES", chain])}
        aside = {t.start for end in ends for t in world.into["TESTS_FOR", end] if t.said["service"] == "testing"}
        yield name(world, chain), stage, len(firms(world, stage)), len(aside), searches(world, "testing", stage, chain)


def without_lead(world: World) -> Iterator[tuple]:
    for consortium in typed(world, "Consortium"):
        leading = world.into["LEADS", consortium.id]
        if not any(counts(world, tie) for tie in leading):
            members = {tie.start for tie in world.into["MEMBER_OF", consortium.id] if holds(world, tie)}
            yield consortium.id, len(members), named(world, (tie.start for tie in leading))


def without_stage(world: World) -> Iterator[tuple]:
    for firm in typed(world, "Company"):
        works = world.out["OPERATES_IN", firm.id]
        if firm.counts and not any(tie.counts and world.things[tie.end].counts for tie in works):
            yield firm.id, len(works)


def never_searched(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        for slot in world.rules.slots_of(stage=False):
            if not searches(world, slot.name, chain):
                yield chain, slot.name


def once_imported(world: World) -> Iterator[tuple]:
    for thing in typed(world, "Technology", "Product"):
        if thing.said.get("formerly_held_by") or thing.said.get("was_imported"):
            ties = list(into(world, thing.id, "BREAKS_THROUGH", "PRODUCES"))
            by = named_once(world, (tie.start for tie in ties if counts(world, tie)))
            rest = named_once(world, (tie.start for tie in ties)) - by
            yield thing.id, tuple(sorted(by)), tuple(sorted(rest))


def without_maker(world: World, *, every: bool) -> Iterator[tuple]:
    for thing in typed(world, "Product"):
        if thing.said.get("was_imported"):
            ties = world.into["PRODUCES", thing.id]
            local = [t.start for t in ties if thing.counts and counts(world, t)]
            far = [t.start for t in ties if thing.counts and holds(world, t) and outside(world, t.start)]
            rest = [t.start for t in ties if not (thing.counts and holds(world, t))]
            if every or not local:
                yield thing.id, named(world, local), named(world, far), named(world, rest)


def vacant(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        if not firms(world, stage):
            below = reach(world, stage)
            works = {firm for each in below for firm in firms(world, each)}
            yield name(world, chain), stage, len(below), len(works), searches(world, "suppliers", stage)


def planned(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        for part in world.into["PART_OF", chain]:
            for tie in world.into["OPERATES_IN", part.start]:
                status = amiss_of(world.things[part.start], world.things[tie.start], tie)
                status = amiss_of(part) or status
                stage_counts = part.counts and world.things[part.start].counts
                if status:
                    count = len(firms(world, part.start)) if stage_counts else 0
                    yield name(world, chain), part.start, tie.start, status, count


def without_taker(world: World) -> Iterator[tuple]:
    for thing in typed(world, "Technology", "Stage", "Patent"):
        kinds = ("HOLDS",) if thing.type == "Patent" else ("RESEARCHES",)
        found = [tie for tie in into(world, thing.id, *kinds) if counts(world, tie)]
        by = {tie.start for tie in found if world.things[tie.start].type in RESEARCHERS}
        takers = into(world, thing.id, "BREAKS_THROUGH", "OPERATES_IN", "HOLDS")
        taken = any(counts(world, tie) for tie in takers if world.things[tie.start].type == "Company")
        owned = any(world.things[house(world, body)].type == "Company" for body in by)
        if thing.counts and by and not taken and not owned:
            yield thing.id, named(world, by)


def advisers(world: World, gaps: Iterable[tuple[str, str, str]]) -> set[tuple]:
    """Who reaches each gap (chain, stage, slot) in one step, or in two by way of something else."""
    found = set()
    for chain, stage, slot in gaps:
        end = stage or chain
        for tie, near in around(world, end):
            if world.things[near].type in ("Association", "Expert") and tie.type in ("COORDINATES", "ADVISES"):
                found.add((name(world, chain), slot, near, 1, ""))
            if world.things[near].type in ("Region", "Award", "Agency") or tie.type == "FEEDS" or near == end:
                continue
            for other, far in around(world, near):
                if other is not tie and world.things[far].type in ("Association", "Expert"):
                    found.add((name(world, chain), slot, far, 2, name(world, near)))
    return found


def around(world: World, id: str) -> Iterator[tuple[Tie, str]]:
    for tie in world.touching[id]:
        other = tie.end if tie.start == id else tie.start
        if tie.counts and world.things[other].counts:
            yield tie, other
