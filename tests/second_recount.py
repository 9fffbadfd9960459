"""A second recount of cells, verdicts, links and what falls, over records: written from docs/gaps.md alone.

No store, no Cypher, nothing of the analysis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from second_world import BEFORE, UNSAID, Looked, Row, World, looked, rows

from chainscape.schema import Slot

# ------------------------------------------------------------------------------------------------ cells


@dataclass
class Counted:
    """A cell as recounted."""

    id: str
    chain: str
    stage: str
    slot: str
    state: str = "unknown"
    count: int = 0
    things: int = 0
    inherited: bool = False
    whole: bool = False
    result: str = ""
    own: frozenset[str] = frozenset()
    lent: frozenset[str] = frozenset()
    #: what is set aside, and every reason that a row gives
    aside: frozenset[str] = frozenset()
    reasons: frozenset[tuple[str, str]] = frozenset()
    outdated: bool = False
    against: tuple[str, ...] = ()
    verdict: tuple[str, str] | None = None
    search: Looked = field(default_factory=Looked)


def how_many(found: Iterable[Row]) -> tuple[int, int]:
    units = {(row.unit, row.counted) for row in found}
    return len(units), sum(unit == "thing" for unit, _ in units)


def cells(world: World, chains: Collection[str] | None = None, *, verdicts: bool = True) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    for chain in world.chains():
        if chains is not None and chain not in chains:
            continue
        stages = world.stages(chain)
        for slot in world.rules.slots.values():
            everything = list(rows(world, chain, slot))
            for stage in [""] * slot.of_chain + stages * slot.of_stage:
                cell = _cell(world, chain, stage, slot, everything)
                if verdicts:
                    cell.verdict = _verdict(world, cell, slot, everything)
                found[cell.id] = cell
    return found


def _cell(world: World, chain: str, stage: str, slot: Slot, everything: list[Row]) -> Counted:
    cell = Counted(f"{chain}/{stage or '-'}/{slot.name}", chain, stage, slot.name)
    if stage:
        own = [row for row in everything if row.place == stage]
        lent = [row for row in everything if slot.of_chain and row.place_type != "Stage"]
    else:
        own, lent = everything, []
    good, lends = [r for r in own if not r.reason], [r for r in lent if not r.reason]
    cell.own, cell.lent = frozenset(r.id for r in good), frozenset(r.id for r in lends)
    # a relation that counts by way of one place is not told as set aside for another
    told = {row.relation for row in (*good, *lends)}
    cell.aside = frozenset(r.id for r in (*own, *lent) if r.reason and r.relation not in told)
    cell.reasons = frozenset((r.id, r.reason) for r in (*own, *lent) if r.reason)
    cell.search = looked(world, stage or chain, slot.name)
    of_chain = looked(world, chain, slot.name) if stage and slot.of_chain else Looked()
    cell.result = cell.search.result
    cell.outdated, cell.against = cell.search.outdated, cell.search.against
    if good:
        cell.state = "present"
        cell.count, cell.things = how_many(good)
    elif slot.name in world.rules.not_expected.get(chain, ()):
        cell.state = "not_expected"
    elif cell.search.result == "none_found":
        cell.state = "not_found"
    elif lends:
        cell.state, cell.inherited = "present", True
        cell.count, cell.things = how_many(lends)
    elif cell.search.speaks is None and of_chain.result == "none_found":
        cell.state, cell.whole = "not_found", True
    if (
        cell.state in ("unknown", "not_found")
        and cell.search.speaks is None
        and (of_chain.speaks or (of_chain.outdated and not cell.outdated))
    ):
        cell.result, cell.outdated, cell.against = of_chain.result, of_chain.outdated, of_chain.against
    return cell


def listed(world: World) -> set[str]:
    """Heads of the houses that are listed: by a body of the template's types that is not set aside in every cell.

    OPEN: a relation is one of the industry (agencies, awards and seats left out), it and its other end count; who is
    set aside in a cell by way of another body is not meant.
    """
    counts: set[str] = set()
    aside: set[str] = set()
    for chain in world.chains():
        for slot in world.rules.slots.values():
            for row in rows(world, chain, slot):
                if row.reason:
                    aside.add(row.bearer)
                else:
                    counts.update((row.id, row.bearer))
    bodies = [id for id in world.heads if world.things[id].type in world.rules.hubs.types and world.tied(id)]
    return {world.heads[id] for id in bodies if id in counts or id not in aside}


# ------------------------------------------------------------------------------------------------ verdicts


def _verdict(world: World, cell: Counted, slot: Slot, everything: list[Row]) -> tuple[str, str] | None:
    said = _said(world, cell, slot, everything)
    found = said if said and said[0] in world.rules.verdicts else None
    own = cell.state == "present" and not cell.inherited and not cell.things and slot.strengthen
    asked = own and slot.when_missing == "build" and "strengthen" in world.rules.verdicts
    if asked and (found is None or found[0] == "single_on_record") and concentrated(world, cell):
        return "strengthen", "shares-concentrated"
    return found


def _said(world: World, cell: Counted, slot: Slot, everything: list[Row]) -> tuple[str, str] | None:
    if cell.state == "not_found":
        if cell.whole:
            return None
        if slot.when_missing == "build":
            return "build", "searched-and-nobody"
        return "fill", "required-slot-not-found"
    if cell.state == "unknown":
        return "look_up", "search-" + cell.result if cell.result else UNSAID[cell.outdated]
    if cell.state == "not_expected" or cell.inherited or cell.things or not slot.strengthen:
        return None
    few = cell.count == 1 or cell.count < slot.minimum
    known = world.things[cell.stage].said.get("known_firms", 0) if cell.stage else 0
    if few and slot.when_missing == "build" and known > cell.count:
        return "look_up", "more-known"
    speaks = cell.search.speaks
    if few and speaks is not None and speaks.method != "web" and cell.search.result == "complete":
        return "strengthen", "one-house" if cell.count == 1 else "below-minimum"
    if few:
        return "single_on_record", "one-on-record" if cell.count == 1 else "few-on-record"
    return None


def concentrated(world: World, cell: Counted) -> bool:
    """Whether shares of one product to one customer are concentrated, among those who fill a cell."""
    shares: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for body in cell.own:
        for tie in world.out["SUPPLIES", body]:
            if tie.counts and tie.said.get("share") is not None:
                of = tie.end, str(tie.said.get("product", ""))
                shares[of][world.heads.get(body, body)] += float(tie.said["share"])
    return any(sum(s * s for s in by.values()) >= world.rules.concentration - 1e-9 for by in shares.values())


# ------------------------------------------------------------------------------------------------ links


def feeds(world: World, chain: str) -> dict[str, list[str]]:
    """Stage → stages of the chain that it feeds; other than itself; planned stages and links left out."""
    stages = world.stages(chain)
    return {s: [t.end for t in world.out["FEEDS", s] if t.counts and t.end in stages and t.end != s] for s in stages}


def links(world: World, chains: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
    """Findings on links: id → kind and rule."""
    found: dict[str, tuple[str, str]] = {}
    for chain in world.chains():
        if chains is None or chain in chains:
            found |= _links_of(world, chain)
    return {id: each for id, each in found.items() if each[0] in world.rules.verdicts}


def _links_of(world: World, chain: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    after = feeds(world, chain)
    fed = {stage for each in after.values() for stage in each}
    position = {t.start: t.said.get("position") or "" for t in world.into["PART_OF", chain] if t.start in after}
    held = set(position.values())
    expected = world.rules.positions
    for word in expected:
        link = _link(looked(world, chain, word), "position-not-recorded", "position-missing")
        if word not in held and (held - {""} or link[0] == "extend"):
            found[f"{chain}/-/extend-{word}"] = link
    for stage in after:
        if after[stage] or len(after) < 2:
            continue
        search = looked(world, stage, "feeds")
        if stage not in fed:
            found[f"{chain}/{stage}/links"] = _link(search, "links-not-recorded", "stands-alone")
        elif expected and expected[-1] in held and position[stage] in BEFORE[expected[-1]]:
            found[f"{chain}/{stage}/extend-{expected[-1]}"] = _link(search, "links-not-recorded", "lane-ends-early")
    return found


def _link(search: Looked, rule: str, missing: str) -> tuple[str, str]:
    return ("extend", missing) if search.result == "none_found" else ("look_up", rule)


# ------------------------------------------------------------------------------------------------ what falls


@dataclass
class Fallen:
    empties: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    left_on_one: tuple[str, ...] = ()
    cut_off: tuple[str, ...] = ()
    routes: int = 0
    customers: tuple[str, ...] = ()


def falls(world: World, without: Collection[str], before: dict[str, Counted] | None = None) -> Fallen:
    """The seven numbers, as lists: the cells counted again without some bodies."""
    chains = touched(world, without)
    if before is None:
        before = cells(world, chains, verdicts=False)
    then = world.removed(without)
    after = cells(then, chains, verdicts=False)
    had: dict[str, bool] = defaultdict(bool)
    have: dict[str, bool] = defaultdict(bool)
    for cell in after.values():
        if cell.stage and world.rules.slots[cell.slot].when_missing == "build":
            had[cell.stage] |= bool(before[cell.id].own)
            have[cell.stage] |= bool(cell.own)
    empties = {stage for stage in had if had[stage] and not have[stage]}
    found = Fallen(empties=tuple(sorted(empties)))
    slots, inherited, one = set(), set(), set()
    for id, cell in after.items():
        old = before[id]
        build = world.rules.slots[cell.slot].when_missing == "build"
        if old.own and not cell.own:
            if not (build and cell.stage in empties):
                slots.add(id)
        elif old.inherited and not cell.inherited:
            inherited.add(id)
        elif old.own and old.count > 1 and cell.count == 1:
            one.add(id)
    found.slots, found.inherited, found.left_on_one = map(tuple, map(sorted, (slots, inherited, one)))
    cut: set[str] = set()
    for chain in chains:
        lost, routes = ways(world, chain, empties)
        cut |= lost
        found.routes += routes
    found.cut_off = tuple(sorted(cut))
    found.customers = tuple(sorted(customers(world, without)))
    return found


def touched(world: World, without: Collection[str]) -> set[str]:
    """Chains that could change: two relations away at most, by way of what belongs to a body."""
    near = set(without)
    for _ in range(2):
        ties = [tie for each in near for tie in world.touching[each] if tie.type != "LOCATED_IN"]
        near |= {end for tie in ties for end in (tie.start, tie.end)}
    return {each for each in near if world.things[each].type == "IndustryChain"} | {
        tie.end for each in near for kind in ("PART_OF", "SERVES") for tie in world.out[kind, each]
    }


def reached(after: dict[str, list[str]], first: Iterable[str], gone: Collection[str]) -> set[str]:
    found = set(first) - set(gone)
    todo = list(found)
    while todo:
        for stage in after[todo.pop()]:
            if stage not in found and stage not in gone:
                found.add(stage)
                todo.append(stage)
    return found


def ways(world: World, chain: str, empties: Collection[str]) -> tuple[set[str], int]:
    after = feeds(world, chain)
    fed = {stage for each in after.values() for stage in each}
    first = [s for s in after if s not in fed and after[s]]
    last = [s for s in after if not after[s]]
    gone = set(empties)
    lost = reached(after, first, ()) - reached(after, first, gone) - gone
    routes = 0
    for a in first:
        before, now = reached(after, [a], ()), reached(after, [a], gone)
        routes += sum(b in before and b not in now for b in last)
    return lost, routes


def customers(world: World, without: Collection[str]) -> set[str]:
    suppliers: dict[tuple[str, str], set[str]] = defaultdict(set)
    near = {tie.end for each in without for tie in world.out["SUPPLIES", each]}
    for tie in (tie for firm in near for tie in world.into["SUPPLIES", firm]):
        # OPEN: a supplier whose own status does not count is none
        if tie.counts and world.things[tie.start].counts:
            suppliers[tie.end, str(tie.said.get("product", ""))].add(tie.start)
    gone = set(without)
    return {of for (of, _), by in suppliers.items() if of not in gone and by <= gone}
