"""What the queries about bodies and what hangs on them must answer, over records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from recount_chains import around, named_once
from recount_regions import seats
from second_world import Tie, World
from who_counts import counts, firms, holds, house, in_chains, into, name, out, outside, places, typed

TIES = (
    "OPERATES_IN", "PRODUCES", "SUPPLIES", "BREAKS_THROUGH", "TESTS_FOR", "RESEARCHES", "LEADS", "COORDINATES", "HOLDS",
)  # fmt: skip


def what(tie: Tie) -> str:
    return str(tie.said.get("service") or tie.said.get("product") or "")


def depends(world: World, body: str) -> Iterator[tuple]:
    for tie in out(world, body, *TIES):
        if not world.things[tie.end].counts or not counts(world, tie, seat=False):
            continue
        same = [t for t in world.into[tie.type, tie.end] if what(t) == what(tie)]
        others = {house(world, t.start) for t in same if counts(world, t, seat=tie.type != "SUPPLIES")}
        yield tie.type, tie.end, what(tie), len(others - {house(world, body)})


def sole(world: World) -> Iterator[tuple]:
    alone: Counter[str] = Counter()
    valid = {stage for _, stage in in_chains(world)}
    for thing in world.things.values():
        for type in ("OPERATES_IN", "PRODUCES", "BREAKS_THROUGH", "SUPPLIES"):
            if (type == "OPERATES_IN" and thing.id not in valid) or not (thing.counts or type == "SUPPLIES"):
                continue
            found: dict[str, set[str]] = {}
            for tie in world.into[type, thing.id]:
                if counts(world, tie, seat=type != "SUPPLIES"):
                    found.setdefault(what(tie), set()).add(house(world, tie.start))
            alone.update(next(iter(heads)) for heads in found.values() if len(heads) == 1)
    yield from alone.items()


def over_chains(world: World) -> Iterator[tuple]:
    kinds = ("OPERATES_IN", "TESTS_FOR", "RESEARCHES", "COORDINATES", "LEADS", "MEMBER_OF", "OVERSEES")
    found: dict[str, set[str]] = {}
    for chain in world.chains():
        for place in places(world, chain):
            for tie in into(world, place, *kinds):
                if counts(world, tie):
                    found.setdefault(tie.start, set()).add(name(world, chain))
    yield from ((body, len(tied)) for body, tied in found.items())


def by_house(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        held = {s: {house(world, f) for f in firms(world, s)} for s in world.stages(chain) if firms(world, s)}
        for head in set().union(*held.values()):
            mine = [stage for stage, heads in held.items() if head in heads]
            alone = sum(held[stage] == {head} for stage in mine)
            share = round(100 * len(mine) / len(held) + 1e-9, 1)
            yield name(world, chain), head, len(mine), len(held), share, alone


def substitutes(world: World, firm: str) -> Iterator[tuple]:
    mine = doing(world, firm)
    for other in typed(world, "Company"):
        if house(world, other.id) != house(world, firm) and other.counts and not outside(world, other.id):
            theirs = doing(world, other.id)
            shared = [a & b for a, b in zip(mine, theirs, strict=True)]
            if shared[0] or shared[1]:
                yield (other.id, *(tuple(sorted(each)) for each in shared))


def doing(world: World, firm: str) -> tuple[set[str], set[str], set[str]]:
    """Names of products that a firm makes or supplies, of its stages, and of its customers."""
    ties = [tie for tie in out(world, firm, "PRODUCES", "SUPPLIES", "OPERATES_IN") if counts(world, tie, seat=False)]
    made = {name(world, t.end) for t in ties if t.type == "PRODUCES" and world.things[t.end].counts}
    sold = {what(tie) for tie in ties if tie.type == "SUPPLIES" and what(tie)}
    works = {name(world, t.end) for t in ties if t.type == "OPERATES_IN" and world.things[t.end].counts}
    return made | sold, works, {name(world, tie.end) for tie in ties if tie.type == "SUPPLIES"}


GROUP = ("MEMBER_OF", "LEADS", "DRAFTED", "BREAKS_THROUGH", "HOLDS")
OVERLAP = ("LEADS", "MEMBER_OF", "OVERSEES", "COORDINATES", "TESTS_FOR")


def partners(world: World, body: str, *kinds: str) -> Iterator[tuple]:
    """How many things each other body shares with one, by names."""
    found: dict[str, set[str]] = {}
    for tie in out(world, body, *kinds):
        for other in into(world, tie.end, *kinds):
            if tie.counts and holds(world, other) and other.start != body:
                found.setdefault(other.start, set()).add(name(world, tie.end))
    yield from ((other, len(shared)) for other, shared in found.items())


def overlap(world: World) -> Iterator[tuple]:
    ties = {k.id: {t.start for t in bound(world, k.id) if holds(world, t)} for k in typed(world, "Consortium")}
    for a in ties:
        for b in ties:
            if a < b and ties[a] & ties[b]:
                yield a, b, len(named_once(world, ties[a] & ties[b]))


def bound(world: World, consortium: str) -> Iterator[Tie]:
    return (tie for tie in into(world, consortium, *OVERLAP) if tie.said.get("service_basis") != "unclear")


def triangles(world: World) -> Iterator[tuple]:
    kinds = (
        "OPERATES_IN", "DRAFTED", "MEMBER_OF", "LEADS", "BREAKS_THROUGH", "TESTS_FOR", "RESEARCHES", "COORDINATES",
    )  # fmt: skip
    for tie in world.ties:
        if tie.type in ("SUPPLIES", "PARENT_OF", "MEMBER_OF", "LEADS") and holds(world, tie):
            ends = [{t.end for t in out(world, end, *kinds) if t.counts} for end in (tie.start, tie.end)]
            thirds = ends[0] & ends[1] if world.things[tie.end].counts else set()
            yield from ((tie.start, tie.type, tie.end, third) for third in thirds)


def common(world: World, one: str, other: str) -> Iterator[tuple]:
    near = [{id for _, id in around(world, end)} for end in (one, other)]
    yield from ((id,) for id in near[0] & near[1])


def crossing(world: World) -> Iterator[tuple]:
    for tie in world.ties:
        if tie.type in ("SUPPLIES", "PARENT_OF", "MEMBER_OF", "LEADS", "TESTS_FOR"):
            met = holds(world, tie) and world.things[tie.end].counts
            ends = [(a, b) for a in seats(world, tie.start) for b in seats(world, tie.end)] if met else []
            yield from ((tie.type, tie.start, tie.end) for a, b in ends if a != b)


def seated(world: World, region: str) -> Iterator[tuple]:
    within, edge = {region}, {region}
    for _ in range(4):
        edge = {tie.start for each in edge for tie in world.into["LOCATED_IN", each]} & {
            thing.id for thing in typed(world, "Region")
        }
        within |= edge
    for each in within:
        for tie in world.into["LOCATED_IN", each]:
            if tie.counts and world.things[tie.start].type != "Region":
                yield tie.start, each, len(tied_chains(world, tie.start))


def tied_chains(world: World, body: str) -> set[str]:
    """The chains that a body is tied to, by whatever relation that counts."""
    found = set()
    if not world.things[body].counts:
        return found
    for tie in (tie for tie in world.touching[body] if tie.start == body):
        if counts(world, tie, seat=False) and world.things[tie.end].counts:
            end = world.things[tie.end]
            found |= {end.id} if end.type == "IndustryChain" else set()
            found |= {t.end for t in out(world, end.id, "PART_OF", "SERVES") if t.counts}
    return found


def co_drafters(world: World, body: str) -> Iterator[tuple]:
    yield from partners(world, body, "DRAFTED")


def bodies_of(world: World) -> list[str]:
    return sorted(world.heads)
