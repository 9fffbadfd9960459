"""What falls if bodies go: the cells counted again without them, and the stages that supply no longer reaches.

The measure is not a score: each part is a count of named things, by the same rules as the gaps. That every way from the
beginnings of a chain to a stage passes through some stages is the dominance of flow graphs (Lengauer and Tarjan 1979);
here it is asked for sets of stages, by walking the chain again without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ..schema import Falls, count_of
from .cells import Ground, Standing, settle
from .facts import Facts
from .links import reached


@dataclass(slots=True)
class Ledger:
    """Cells, links and supplies, indexed by the bodies that they hang on: made once, asked for every house."""

    #: body or thing → the cells whose evidence names it
    by_body: dict[str, list[Ground]]
    #: stage → its cells that, when all are empty, leave the stage without anybody
    builds: dict[str, list[Ground]]
    #: stage → its chains
    chains_of: dict[str, list[str]]
    #: chain → stage → stages it feeds in the chain
    feeds: dict[str, dict[str, list[str]]]
    #: (customer, product) → suppliers
    supplies: dict[tuple[str, str], set[str]]
    #: supplier → (customer, product)
    supplied_by: dict[str, set[tuple[str, str]]]
    _whole: dict[str, tuple[list[str], dict[str, set[str]], set[str]]] = field(default_factory=dict)
    #: cell → how it stands with everybody there
    _before: dict[str, Standing] = field(default_factory=dict)

    def falls(self, without: Collection[str]) -> Falls:
        """Return what falls without some bodies or things."""
        gone = frozenset(without)
        touched = {ground.id: ground for each in gone for ground in self.by_body.get(each, ())}
        slots: list[Ground] = []
        built: list[Ground] = []
        inherited, left_on_one = [], []
        stages: set[str] = set()
        for id in sorted(touched):
            ground = touched[id]
            before = self._before.get(id) or self._before.setdefault(id, settle(ground))
            if before.state != "present":
                continue
            after = settle(ground, gone)
            builds = bool(ground.stage) and ground.slot.when_missing == "build"
            if builds and not before.inherited:
                stages.add(ground.stage)
            if before.inherited:
                if after.state != "present":
                    inherited.append(id)
            elif after.state != "present" or after.inherited:
                (built if builds else slots).append(ground)
            elif count_of(after.used) == 1 < count_of(before.used):
                left_on_one.append(id)
        empties = sorted(stage for stage in stages if not self._held(stage, gone))
        # a slot that builds is told with its stage, unless somebody else holds the stage
        slots += [ground for ground in built if ground.stage not in empties]
        cut_off, ways = self._cut(empties)
        lost = sorted(
            {
                (customer, product)
                for each in gone
                for customer, product in self.supplied_by.get(each, ())
                if customer not in gone and self.supplies[customer, product] <= gone
            }
        )
        return Falls(
            tuple(empties),
            tuple(sorted(ground.id for ground in slots)),
            tuple(inherited),
            tuple(left_on_one),
            tuple(cut_off),
            len(ways),
            tuple(sorted({customer for customer, _ in lost})),
            tuple(ways),
            tuple(lost),
        )

    def _held(self, stage: str, gone: frozenset[str]) -> bool:
        """Say whether a stage has somebody of its own left."""
        standings = (settle(ground, gone) for ground in self.builds[stage])
        return any(each.state == "present" and not each.inherited for each in standings)

    def _cut(self, empties: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the stages that no beginning reaches any more, and the ways from first to last that are gone."""
        by_chain: dict[str, set[str]] = defaultdict(set)
        for stage in empties:
            for chain in self.chains_of[stage]:
                by_chain[chain].add(stage)
        cut: list[str] = []
        lost: list[tuple[str, str]] = []
        for chain, gone in sorted(by_chain.items()):
            starts, ways, whole = self._chain(chain)
            left: set[str] = set()
            for start in starts:
                now = reached([start], self.feeds[chain], gone)
                left |= now
                lost += ((start, end) for end in ways[start] - now)
            cut += whole - left - gone
        return sorted(set(cut)), sorted(lost)

    def _chain(self, chain: str) -> tuple[list[str], dict[str, set[str]], set[str]]:
        """Return the first stages of a chain, the last ones that each reaches, and all that any reaches."""
        if chain not in self._whole:
            feeds = self.feeds[chain]
            fed = {to for each in feeds.values() for to in each}
            starts = [stage for stage in feeds if stage not in fed and feeds[stage]]
            ways, whole = {}, set()
            for start in starts:
                found = reached([start], feeds)
                whole |= found
                ways[start] = {stage for stage in found if not feeds[stage] and stage != start}
            self._whole[chain] = (starts, ways, whole)
        return self._whole[chain]


def ledger(facts: Facts, laid: Iterable[Ground]) -> Ledger:
    """Return the ledger of some facts and what their cells rest on (`grounds`)."""
    by_body: dict[str, list[Ground]] = defaultdict(list)
    builds: dict[str, list[Ground]] = defaultdict(list)
    for ground in laid:
        if ground.stage and ground.slot.when_missing == "build":
            builds[ground.stage].append(ground)
        for each in {id for e in (*ground.own, *ground.lent) for id in (e.bearer, e.id, *e.places)}:
            by_body[each].append(ground)
    here: dict[str, set[str]] = defaultdict(set)
    for stage in facts.stages:
        here[stage.chain].add(stage.id)
    feeds: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for stage in facts.stages:
        feeds[stage.chain][stage.id] = [to for to in stage.feeds if to in here[stage.chain]]
    supplies: dict[tuple[str, str], set[str]] = defaultdict(set)
    supplied_by: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in facts.supplies:
        market = (row["customer"], row["product"])
        supplies[market].add(row["supplier"])
        supplied_by[row["supplier"]].add(market)
    chains_of: dict[str, list[str]] = defaultdict(list)
    for stage in facts.stages:
        chains_of[stage.id].append(stage.chain)
    return Ledger(dict(by_body), dict(builds), dict(chains_of), dict(feeds), dict(supplies), dict(supplied_by))
