"""What records say, as docs/gaps.md alone reads them: who is on record, who is one house, which search speaks.

No store, no Cypher, nothing of the analysis. Where the page leaves something open, the choice is marked OPEN.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chainscape.schema import (
    Filler,
    Node,
    Record,
    Relation,
    Search,
    Slot,
    Source,
    Statement,
    Template,
    latest,
    settle,
    vocabulary,
)

STRENGTH = ("web", "survey", "inventory")
BEFORE = {"": (), "upstream": (), "midstream": ("upstream",), "downstream": ("upstream", "midstream")}
#: nobody is known to have looked, or not lately
UNSAID = ("nobody-looked", "search-outdated")
RESULTS = ("found", "complete", "partial", "not_stated", "none_found")


@dataclass
class Thing:
    id: str
    type: str
    said: dict[str, Any]

    @property
    def counts(self) -> bool:
        return not amiss(self.said.get("status"))


@dataclass(eq=False)
class Tie:
    type: str
    start: str
    end: str
    said: dict[str, Any]

    @property
    def counts(self) -> bool:
        return not amiss(self.said.get("status"))


def amiss_of(*each: Thing | Tie) -> str:
    """The first status that does not count."""
    return next((str(one.said["status"]) for one in each if not one.counts), "")


def amiss(status: Any) -> bool:
    return bool(status) and not vocabulary().counts(str(status))


# ---------------------------------------------------------------------------------------------- what is on record


class World:
    """What the records say, by a date if one is given, without the nodes that are taken out."""

    def __init__(self, records: Iterable[Record], rules: Template, known_by: str = "", without: Collection[str] = ()):
        self.rules = rules
        self.known_by = known_by
        sources: dict[str, Source] = {}
        said: dict[tuple[Any, ...], dict[tuple[str, str], Statement]] = {}
        searches: dict[str, Search] = {}
        for record in records:
            match record:
                case Source():
                    sources[record.id] = record
                case Search():
                    searches[record.id] = record
                case Node() | Relation():
                    if isinstance(record, Node):
                        key: tuple[Any, ...] = (record.type, record.id)
                    else:
                        key = (record.type, record.from_id, record.to_id, record.key)
                    rows = said.setdefault(key, {})
                    rows.update({(each.dataset, each.row): each for each in record.statements})
        self.sources = sources
        grades = {each.id: each.reliability for each in sources.values()}
        self.things: dict[str, Thing] = {}
        self.ties: list[Tie] = []
        dates = [each.published for each in sources.values()] + [each.date for each in searches.values()]
        for key, rows in said.items():
            settled = settle(list(rows.values()), grades)
            if len(key) == 2:
                self.things[key[1]] = Thing(key[1], key[0], settled)
            elif key[0] == "LOCATED_IN" or any(self.known(each) for each in rows.values()):
                # a seat is what a node says of itself; OPEN: what a relation that was known says is as recorded today
                self.ties.append(Tie(key[0], key[1], key[2], settled))
        self.searches = [s for s in searches.values() if not known_by or latest(s.date) <= latest(known_by)]
        self.today = self._today(dates)
        self.without = frozenset(without)
        self.index()

    def _today(self, dates: list[str]) -> str:
        newest = max((latest(each) for each in dates), default="")
        # OPEN: ages are counted from the date that was asked for
        return min(latest(self.known_by), newest or "9999") if self.known_by else newest

    def known(self, statement: Statement) -> bool:
        if not self.known_by:
            return True
        dates = [statement.date, *(self.sources[s].published for s in statement.sources if s in self.sources)]
        return any(each and latest(each) <= latest(self.known_by) for each in dates)

    def index(self) -> None:
        self.into: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        self.out: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        self.touching: dict[str, list[Tie]] = defaultdict(list)
        self.owning = [tie for tie in self.ties if tie.type in ("PARENT_OF", "HOSTED_BY")]
        for tie in self.ties:
            self.touching[tie.start].append(tie)
            self.touching[tie.end].append(tie)
            if tie.start not in self.without and tie.end not in self.without:
                self.into[tie.type, tie.end].append(tie)
                self.out[tie.type, tie.start].append(tie)
        self.houses, self.heads = self._houses()
        self.looked: dict[tuple[str, str], list[Search]] = defaultdict(list)
        for each in self.searches:
            self.looked[each.subject, each.slot].append(each)

    def removed(self, without: Collection[str]) -> World:
        """The same records without some nodes."""
        other = object.__new__(World)
        other.__dict__.update(self.__dict__)
        other.without = frozenset(without)
        other.into, other.out = self.into.copy(), self.out.copy()
        gone = {tie for each in without for tie in self.touching[each]}
        for tie in gone:
            for index, key in ((other.into, (tie.type, tie.end)), (other.out, (tie.type, tie.start))):
                index[key] = [each for each in index[key] if each not in gone]
        other.houses, other.heads = other._houses()
        return other

    # ------------------------------------------------------------------------------------------ houses

    def _houses(self) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
        bodies = vocabulary().nodes
        beside: dict[str, set[str]] = defaultdict(set)
        owned: set[str] = set()
        for tie in self.owning:
            if tie.type == "PARENT_OF":
                owner, child = tie.start, tie.end
            else:
                owner, child = tie.end, tie.start
            if {owner, child} & self.without or not joins(tie):
                continue
            if self.things[owner].counts and self.things[child].counts:
                beside[owner].add(child)
                beside[child].add(owner)
                owned.add(child)
        houses: dict[str, frozenset[str]] = {}
        heads: dict[str, str] = {}
        for each in self.things.values():
            if each.id in houses or each.id in self.without or not bodies[each.type].body:
                continue
            house, todo = {each.id}, [each.id]
            while todo:
                new = beside[todo.pop()] - house
                house |= new
                todo += new
            head = min((house - owned) or house)
            for body in house:
                houses[body], heads[body] = frozenset(house), head
        return houses, heads

    # ------------------------------------------------------------------------------------------ seats

    def seat(self, id: str) -> str:
        """inside, outside, unknown; none for what has no seat."""
        thing = self.things[id]
        if not vocabulary().nodes[thing.type].body:
            return "none"
        if not self.rules.region:
            return "unknown"
        if thing.said.get("home") in ("inside", "outside"):
            return str(thing.said["home"])
        ties = self.out["LOCATED_IN", id]
        seats = [self._region(tie.end) for tie in ties if tie.counts]
        for word in ("inside", "unknown"):
            if word in seats:
                return word
        return "outside" if seats else "unknown"

    def _region(self, region: str) -> str:
        ours = self.rules.region
        if ours in self._above(region):
            return "inside"
        return "unknown" if region in self._above(ours) else "outside"

    def _above(self, region: str) -> set[str]:
        found, todo = {region}, [region]
        while todo:
            for tie in self.out["LOCATED_IN", todo.pop()]:
                if tie.counts and tie.end not in found:
                    found.add(tie.end)
                    todo.append(tie.end)
        return found

    def tied(self, id: str) -> bool:
        """Whether a body has a relation of the industry."""
        ties = [tie for tie in self.touching[id] if tie.counts and tie.type != "LOCATED_IN"]
        others = [self.things[tie.end if tie.start == id else tie.start] for tie in ties]
        return any(other.counts and other.type not in ("Agency", "Award") for other in others)

    # ------------------------------------------------------------------------------------------ chains

    def chains(self) -> list[str]:
        return sorted(t.id for t in self.things.values() if t.type == "IndustryChain" and t.id not in self.without)

    def stages(self, chain: str) -> list[str]:
        """Stages that have cells and make lanes."""
        return sorted(tie.start for tie in self.into["PART_OF", chain] if tie.counts and self.things[tie.start].counts)

    def spots(self, chain: str) -> list[tuple[str, str]]:
        """Places of a chain, each with the status, where it does not count, of what joins it to the chain."""
        found = [(chain, "")]
        for tie in (*self.into["PART_OF", chain], *self.into["SERVES", chain]):
            if tie.type == "SERVES" or tie.start in self.stages(chain):
                found.append((tie.start, amiss_of(tie)))
        return found

    def consortia(self, chain: str) -> list[str]:
        return sorted(tie.start for tie in self.into["SERVES", chain])


def joins(tie: Tie) -> bool:
    if not tie.counts:
        return False
    if tie.type == "HOSTED_BY":
        return True
    share, kind = tie.said.get("share"), tie.said.get("kind")
    if kind in ("joint venture", "investor"):
        return False
    return share is None or float(share) >= 0.5


# ------------------------------------------------------------------------------------------------ evidence


@dataclass(frozen=True, eq=False)
class Row:
    """One row about a slot: what fills it, or why it does not."""

    place: str
    place_type: str
    id: str
    bearer: str
    unit: str
    #: what is counted: head of the house, or the body or thing itself
    counted: str
    reason: str
    #: what proves it
    relation: Tie


def rows(world: World, chain: str, slot: Slot) -> Iterator[Row]:
    for filler in slot.filled_by:
        for place, status in world.spots(chain):
            if world.things[place].type in filler.target_types:
                yield from _rows_at(world, filler, place, status)


def _rows_at(world: World, filler: Filler, place: str, status: str) -> Iterator[Row]:
    if not filler.via:
        for tie in world.into[filler.relation, place]:
            yield from _row(world, filler, place, status, tie.start, tie.start, [tie])
        return
    for word in filler.via:
        tied: list[tuple[str, list[Tie]]] = [(tie.start, [tie]) for tie in world.into[word, place]]
        bearers = [(place, [])] if word == "itself" else tied
        for bearer, before in bearers:
            if filler.outward:
                found = [(tie.end, tie) for tie in world.out[filler.relation, bearer]]
            else:
                found = [(tie.start, tie) for tie in world.into[filler.relation, bearer]]
            for thing, tie in found:
                yield from _row(world, filler, place, status, thing, bearer, [*before, tie])


def _row(world: World, filler: Filler, place: str, status: str, id: str, bearer: str, ties: list[Tie]) -> Iterator[Row]:
    thing = world.things[id]
    if thing.type not in filler.types:
        return
    other = ""
    for name, allowed in filler.where.items():
        value = ties[-1].said.get(name)
        value = thing.said.get(name) if value is None else value
        word = "" if value is None else str(value)
        if word not in allowed:
            if "" not in allowed:
                return
            other = other or word
    if filler.count == "house":
        body = id if id in world.heads else bearer
        counted = world.heads.get(body, body)
    else:
        counted = id
    reason = _reason(world, place, status, id, bearer, ties) or other
    yield Row(place, world.things[place].type, id, bearer, filler.count, counted, reason, ties[-1])


def _reason(world: World, place: str, status: str, id: str, bearer: str, ties: list[Tie]) -> str:
    spot = world.things[place]
    if spot.type == "Consortium" and spot.said.get("kind") not in world.rules.consortium_kinds:
        return "other_kind"
    # OPEN: SERVES and PART_OF come last
    if not_yet := amiss_of(spot, world.things[bearer], *ties[:-1], world.things[id], ties[-1]) or status:
        return not_yet
    for tie in ties:
        if tie.said.get("service_basis") == "unclear":
            return "unclear"
    if world.seat(bearer) == "outside":
        return "outside"
    return ""


# ------------------------------------------------------------------------------------------------ searches


@dataclass
class Looked:
    speaks: Search | None = None
    result: str = ""
    outdated: bool = False
    against: tuple[str, ...] = ()


def older(date: str, years: int, today: str) -> bool:
    """Whether a date is more than some years before today."""
    day = latest(date)
    return f"{int(day[:4]) + years:04d}{day[4:]}" < today


def looked(world: World, subject: str, slot: str) -> Looked:
    records = world.looked.get((subject, slot), [])
    years = world.rules.searches_stale_after
    fresh = [s for s in records if s.method not in years or not older(s.date, years[s.method], world.today)]
    if not fresh:
        return Looked(outdated=bool(records))
    left = [s for s in fresh if not slight(world, s)] or fresh
    strongest = max(left, key=lambda s: STRENGTH.index(s.method)).method
    strong = [s for s in left if s.method == strongest]
    newest = max(latest(s.date) for s in strong)
    of_day = [s for s in strong if latest(s.date) == newest]
    speaks = min(of_day, key=lambda s: RESULTS.index(said_by(world, s)))
    result = said_by(world, speaks)
    against = [s.id for s in of_day if said_by(world, s) != result]
    if result == "none_found":
        weaker = [s for s in fresh if STRENGTH.index(s.method) < STRENGTH.index(strongest)]
        against += [s.id for s in weaker if said_by(world, s) in ("found", "complete")]
    return Looked(speaks, result, False, tuple(sorted(against)))


def slight(world: World, search: Search) -> bool:
    """Whether a search is below the least effort."""
    slot = world.rules.slots.get(search.slot)
    effort = dict(world.rules.effort)
    if slot is not None:
        # OPEN: methods that the slot does not name
        effort.update(slot.effort)
    queries, pages = effort.get(search.method, (0, 0))
    return len(search.queries) < queries or search.pages_read < pages


def said_by(world: World, search: Search) -> str:
    return "partial" if slight(world, search) and search.result in ("none_found", "complete") else search.result
