"""Who counts in a library query, over records alone: by the rule of docs/gaps.md, in plain Python.

No store, no Cypher, nothing of the analysis; who is outside and who is one house is read by `second_world`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from second_world import Thing, Tie, World

RESEARCHERS = ("ResearchInstitute", "University")
SERVICES = ("metrology", "standard", "testing", "certification")


def name(world: World, id: str) -> str:
    return str(world.things[id].said["name"])


def named(world: World, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name(world, id) for id in ids))


def typed(world: World, *types: str) -> Iterator[Thing]:
    return (thing for thing in world.things.values() if thing.type in types)


def into(world: World, end: str, *types: str) -> Iterator[Tie]:
    return (tie for type in types for tie in world.into[type, end])


def out(world: World, start: str, *types: str) -> Iterator[Tie]:
    return (tie for type in types for tie in world.out[type, start])


def holds(world: World, tie: Tie) -> bool:
    """Whether a tie and who it starts at count by their statuses."""
    return tie.counts and world.things[tie.start].counts


def counts(world: World, tie: Tie, *, seat: bool = True) -> bool:
    """Whether who a tie starts at fills what it ends at."""
    said = tie.said
    fits = tie.type != "OPERATES_IN" or (said.get("role") or "") in ("", "maker")
    clear = said.get("service_basis") != "unclear"
    return fits and clear and holds(world, tie) and not (seat and outside(world, tie.start))


def outside(world: World, id: str) -> bool:
    return world.seat(id) == "outside"


def house(world: World, id: str) -> str:
    return world.heads.get(id, id)


def firms(world: World, stage: str) -> set[str]:
    return {tie.start for tie in world.into["OPERATES_IN", stage] if counts(world, tie)}


def recorded(world: World, end: str, *types: str) -> set[str]:
    return {tie.start for tie in into(world, end, *types)}


def in_chains(world: World) -> list[tuple[str, str]]:
    """Each chain with each of its stages that count."""
    return [(chain, stage) for chain in world.chains() for stage in world.stages(chain)]


def places(world: World, chain: str, *, stages: bool = True, consortia: bool = True) -> list[str]:
    """The chain, its stages and its consortia, those that count."""
    found = [chain] if world.things[chain].counts else []
    found += world.stages(chain) if stages else []
    for tie in world.into["SERVES", chain] if consortia else ():
        if holds(world, tie) and world.things[tie.start].said.get("kind") in world.rules.consortium_kinds:
            found.append(tie.start)
    return found


def servants(world: World, place: str, service: str = "", **how: bool) -> set[str]:
    found = world.into["TESTS_FOR", place]
    return {tie.start for tie in found if service in ("", tie.said["service"]) and counts(world, tie, **how)}


def searches(world: World, slot: str, *subjects: str) -> int:
    return sum(len(world.looked.get((subject, slot), ())) for subject in subjects)


def reach(world: World, start: str, up: bool = False) -> dict[str, int]:
    """The fewest steps along FEEDS to each other stage, over what counts, six at most."""
    if not world.things[start].counts:
        return {}
    found, edge = {start: 0}, {start}
    for steps in range(1, 7):
        ties = [tie for each in edge for tie in (into(world, each, "FEEDS") if up else out(world, each, "FEEDS"))]
        ends = {tie.start if up else tie.end for tie in ties if tie.counts}
        edge = {end for end in ends if world.things[end].counts} - found.keys()
        found |= dict.fromkeys(edge, steps)
    del found[start]
    return found


def tiers(world: World, firm: str, up: bool) -> dict[str, int]:
    """The fewest supplies to each other firm, four at most; supplies and suppliers that do not count are none."""
    found, edge = {firm: 0}, {firm}
    for steps in range(1, 5):
        ties = [tie for each in edge for tie in (into(world, each, "SUPPLIES") if up else out(world, each, "SUPPLIES"))]
        edge = {tie.start if up else tie.end for tie in ties if holds(world, tie)} - found.keys()
        found |= dict.fromkeys(edge, steps)
    del found[firm]
    return found
