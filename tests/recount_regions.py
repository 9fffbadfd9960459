"""What the queries about services, innovation and regions must answer, over records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from second_world import Tie, World, amiss_of
from who_counts import counts, holds, in_chains, into, name, named, out, outside, places, servants, typed


def coverage(world: World) -> Iterator[tuple]:
    for chain in world.chains():
        found: dict[str, dict[str, set[str]]] = {}
        serving = world.into["SERVES", chain]
        parts: list[tuple[str, Tie | None]] = [(chain, None), *((t.start, t) for t in world.into["PART_OF", chain])]
        kinds = world.rules.consortium_kinds
        parts += [(t.start, t) for t in serving if world.things[t.start].said.get("kind") in kinds]
        for place, part in parts:
            for tie in world.into["TESTS_FOR", place]:
                not_yet = amiss_of(world.things[place], tie, world.things[tie.start], *([part] if part else []))
                unclear = tie.said.get("service_basis") == "unclear"
                far = outside(world, tie.start)
                how = "planned" if not_yet else "unclear" if unclear else "outside" if far else "bodies"
                found.setdefault(str(tie.said["service"]), {}).setdefault(how, set()).add(tie.start)
        for service, ways in found.items():
            kinds_of = ("bodies", "planned", "unclear", "outside")
            yield (name(world, chain), service, *(len(ways.get(each, ())) for each in kinds_of))


def institutes_over_chains(world: World) -> Iterator[tuple]:
    found: dict[str, set[str]] = {}
    for chain in world.chains():
        for place in places(world, chain):
            for body in servants(world, place):
                if world.things[body].type == "TestingInstitute":
                    found.setdefault(body, set()).add(name(world, chain))
    yield from ((body, len(tied)) for body, tied in found.items())


def institutes_idle(world: World) -> Iterator[tuple]:
    for thing in typed(world, "TestingInstitute"):
        ties = world.out["TESTS_FOR", thing.id]
        if thing.counts and not any(counts(world, t, seat=False) and world.things[t.end].counts for t in ties):
            yield thing.id, len(ties)


def of_service(world: World, service: str) -> Iterator[tuple]:
    for tie in world.ties:
        if tie.type == "TESTS_FOR" and tie.said["service"] == service:
            place, body = world.things[tie.end], world.things[tie.start]
            known = place.type != "Consortium" or place.said.get("kind") in world.rules.consortium_kinds
            aside = "" if known else "other_kind"
            aside = aside or amiss_of(place, body, tie)
            aside = aside or ("unclear" if tie.said.get("service_basis") == "unclear" else "")
            yield body.id, place.id, aside or ("outside" if outside(world, body.id) else "")


def stage_patents(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        bodies = {tie.start for tie in into(world, stage, "OPERATES_IN", "RESEARCHES") if counts(world, tie)}
        held = {tie.end for body in bodies for tie in world.out["HOLDS", body] if tie.counts}
        good = {patent for patent in held if world.things[patent].counts}
        if held:
            yield name(world, chain), stage, len(good), len(held - good)


def innovation(world: World, chain: str) -> Iterator[tuple]:
    kinds = ("OPERATES_IN", "TESTS_FOR", "RESEARCHES", "COORDINATES", "LEADS", "MEMBER_OF", "SERVES")
    spots = places(world, chain)
    found = {tie.start for spot in spots for tie in into(world, spot, *kinds) if counts(world, tie)}
    for body in found:
        kind = world.things[body].said.get("kind")
        if world.things[body].type == "Consortium" and kind not in world.rules.consortium_kinds:
            continue
        own = [tie for tie in out(world, body, "HOLDS", "DRAFTED", "BREAKS_THROUGH", "RECEIVED") if tie.counts]
        own = [tie for tie in own if world.things[tie.end].counts]
        own = [tie for tie in own if world.things[tie.end].said.get("kind") != "quality-candidate"]
        numbers = Counter(tie.type for tie in own)
        if own:
            yield body, numbers["HOLDS"], numbers["DRAFTED"], numbers["BREAKS_THROUGH"], numbers["RECEIVED"]


def awarded(world: World) -> Iterator[tuple]:
    found: dict[str, Counter[bool]] = {}
    for tie in world.ties:
        if tie.type == "RECEIVED" and holds(world, tie) and world.things[tie.end].counts:
            candidate = world.things[tie.end].said.get("kind") == "quality-candidate"
            found.setdefault(tie.start, Counter())[candidate] += 1
    yield from ((body, number[False], number[True]) for body, number in found.items())


def drafters(world: World) -> Iterator[tuple]:
    for body in world.heads:
        drafted = {t.end for t in world.out["DRAFTED", body] if holds(world, t)}
        if drafted:
            states = [world.things[each].said.get("status") for each in drafted]
            yield body, sum(world.things[each].counts for each in drafted), states.count("draft")


def technologies(world: World) -> Iterator[tuple]:
    for thing in typed(world, "Technology"):
        broke = world.into["BREAKS_THROUGH", thing.id]
        studied = [t.start for t in world.into["RESEARCHES", thing.id] if holds(world, t)]
        yield (
            thing.id,
            named(world, (t.start for t in broke if holds(world, t))),
            named(world, (t.start for t in broke if not holds(world, t))),
            named(world, studied),
        )


def seats(world: World, body: str) -> list[str]:
    return [tie.end for tie in world.out["LOCATED_IN", body] if tie.counts]


def outside_bodies(world: World) -> Iterator[tuple]:
    yield from ((body,) for body in world.heads if outside(world, body))


def outside_firms(world: World) -> Iterator[tuple]:
    for chain, stage in in_chains(world):
        works = {tie.start for tie in world.into["OPERATES_IN", stage] if counts(world, tie, seat=False)}
        far = {firm for firm in works if outside(world, firm)}
        if far:
            yield name(world, chain), stage, len(far), len(works - far)


def outside_share(world: World, type: str, only: str = "") -> Iterator[tuple]:
    for chain in [only] if only else world.chains():
        kinds = ("OPERATES_IN", "TESTS_FOR", "RESEARCHES", "COORDINATES", "LEADS")
        ties = [tie for place in places(world, chain) for tie in into(world, place, *kinds)]
        found = {tie.start for tie in ties if counts(world, tie, seat=False)}
        found = {body for body in found if type in ("", world.things[body].type)}
        if found:
            seated = Counter(world.seat(body) for body in found)
            known = len(found) - seated["unknown"]
            percent = round(100 * seated["outside"] / known + 1e-9, 1) if known else None
            yield chain, len(found), seated["outside"], seated["unknown"], percent


def chains_by_region(world: World) -> Iterator[tuple]:
    found: dict[tuple[str, str], set[str]] = {}
    for chain, stage in in_chains(world):
        for tie in world.into["OPERATES_IN", stage]:
            if counts(world, tie, seat=False):
                for region in seats(world, tie.start):
                    found.setdefault((name(world, chain), region), set()).add(tie.start)
    yield from ((*key, len(works)) for key, works in found.items())


def stages_by_region(world: World, at: str = "") -> Iterator[tuple]:
    found: dict[tuple[str, str, str, bool | None], dict[str, set[str]]] = {}
    for chain, stage in in_chains(world):
        for tie in into(world, stage, "OPERATES_IN", "TESTS_FOR", "RESEARCHES"):
            if counts(world, tie, seat=False):
                for region in seats(world, tie.start) or [""]:
                    key = (name(world, chain), stage, region, in_region(world, tie.start, region))
                    ways = found.setdefault(key, {})
                    ways.setdefault(tie.type, set()).add(tie.start)
    for key, ways in found.items():
        if at and (not key[2] or at not in above(world, key[2])):
            continue
        yield (*key, *(len(ways.get(type, ())) for type in ("OPERATES_IN", "TESTS_FOR", "RESEARCHES")))


def in_region(world: World, body: str, region: str) -> bool | None:
    """Whether a seat is in ours or around it; without a seat, what the body itself says."""
    ours = world.rules.region
    if region:
        return ours not in world.things or ours in above(world, region) or region in above(world, ours)
    return {"inside": True, "outside": False}.get(str(world.things[body].said.get("home")))


def above(world: World, region: str) -> set[str]:
    """A region and those that it lies in, by whatever records say so."""
    found, edge = {region}, {region}
    while edge:
        edge = {tie.end for each in edge for tie in world.out["LOCATED_IN", each]} - found
        found |= edge
    return found


def infrastructure_by_region(world: World) -> Iterator[tuple]:
    found: dict[tuple[str, str], set[str]] = {}
    for tie in world.ties:
        if tie.type == "TESTS_FOR" and counts(world, tie, seat=False) and world.things[tie.end].counts:
            for region in seats(world, tie.start):
                found.setdefault((region, str(tie.said["service"])), set()).add(tie.start)
    yield from ((*key, len(bodies)) for key, bodies in found.items())


def regions(world: World) -> Iterator[tuple]:
    for region in typed(world, "Region"):
        here = {tie.start for tie in world.into["LOCATED_IN", region.id] if holds(world, tie)}
        types = Counter(world.things[each].type for each in here)
        yield region.id, types["Company"], types["TestingInstitute"], types["ResearchInstitute"] + types["University"]


def without_seat(world: World) -> Iterator[tuple]:
    for body in world.heads:
        if world.things[body].counts and not seats(world, body):
            yield body, len(world.out["LOCATED_IN", body])
