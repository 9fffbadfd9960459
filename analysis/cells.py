"""Cells: (chain, stage, slot) with its state, by the precedence of the rules.

Own evidence → present (thin below the minimum); else the stage's own search that found nobody → not_found, even
where the chain's evidence would be inherited (both are shown); else inherited from the chain → present; else what
the search of the whole chain says; else unknown. Absence of a record is never a gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..schema import Cell, Evidence, Slot, Template, Text, count_of
from .facts import Fact, Facts
from .searched import NOBODY_LOOKED, Searched, searched

WHOLE = "-"
NOBODY: frozenset[str] = frozenset()


def cell_id(chain: str, stage: str, slot: str) -> str:
    """Return the stable id of a cell.

    >>> cell_id("chain:optoelectronics", "", "metrology")
    'chain:optoelectronics/-/metrology'
    """
    return f"{chain}/{stage or WHOLE}/{slot}"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a cell rests on, before the rules."""

    chain: str
    stage: str
    slot: Slot
    own: tuple[Evidence, ...]
    lent: tuple[Evidence, ...]
    set_aside: tuple[Evidence, ...]
    #: searches about the stage (or the chain, for its own cells), and about the whole chain
    search: Searched
    of_chain: Searched
    expected: bool

    @property
    def id(self) -> str:
        """The id of the cell."""
        return cell_id(self.chain, self.stage, self.slot.name)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a cell stands, with some bodies taken out or none."""

    state: str
    used: tuple[Evidence, ...]
    inherited: bool
    #: the searches that speak
    search: Searched


def grounds(facts: Facts, template: Template) -> Iterator[Ground]:
    """Yield what every cell that the template expects rests on, chain by chain."""
    by_target: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    by_chain: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts.facts:
        by_chain[fact.chain, fact.slot].append(fact)
        scope = fact.target if fact.target_type == "Stage" else ""
        by_target[fact.chain, scope, fact.slot].append(fact)
    stages = defaultdict(list)
    for stage in facts.stages:
        stages[stage.chain].append(stage)

    def looked(subject: str, slot: Slot, of_chain: bool = False) -> Searched:
        records = facts.searches.get((subject, slot.name), ())
        return searched(records, slot, template, facts.data_date, of_chain=of_chain) if records else NOBODY_LOOKED

    for chain in sorted(facts.chains):
        unexpected = template.not_expected.get(chain, ())
        of_chain = {
            slot.name: looked(chain, slot, of_chain=True) if slot.of_chain else NOBODY_LOOKED
            for slot in template.slots.values()
        }
        lent_by = {
            slot.name: _split(by_target[chain, "", slot.name]) for slot in template.slots.values() if slot.of_chain
        }
        for slot in template.slots_of(stage=False):
            own, aside = _split(by_chain[chain, slot.name])
            search = replace(of_chain[slot.name], of_chain=False)
            yield Ground(chain, "", slot, own, (), aside, search, NOBODY_LOOKED, slot.name not in unexpected)
        for stage in stages[chain]:
            for slot in template.slots_of(stage=True):
                own, aside = _split(by_target[chain, stage.id, slot.name])
                lent, lent_aside = lent_by.get(slot.name, ((), ()))
                # what counts by one way is not set aside by another
                counting = {each.relation for each in (*own, *lent)} if aside or lent_aside else ()
                left = (each for each in (*aside, *_inherited(lent_aside)) if each.relation not in counting)
                yield Ground(
                    chain, stage.id, slot, own, _inherited(lent), tuple(left),
                    looked(stage.id, slot), of_chain[slot.name], slot.name not in unexpected,
                )  # fmt: skip


def settle(ground: Ground, without: frozenset[str] = NOBODY) -> Standing:
    """Return how a cell stands; ``without`` are ids of bodies, things and consortia that are taken out."""
    own, lent = ground.own, ground.lent
    if without:
        own, lent = _left(own, without), _left(lent, without)
    search = ground.search if ground.search.speaks else ground.of_chain
    if search.speaks is None:
        search = ground.search if ground.search.last else ground.of_chain
    if own:
        return Standing("present", own, False, ground.search)
    if not ground.expected:
        return Standing("not_expected", (), False, search)
    if ground.search.result == "none_found":
        return Standing("not_found", (), False, ground.search)
    if lent:
        return Standing("present", lent, True, ground.search)
    if search.result == "none_found":
        return Standing("not_found", (), False, search)
    return Standing("unknown", (), False, search)


def cells(facts: Facts, laid: Iterable[Ground]) -> Iterator[Cell]:
    """Yield the cell of each ground, without sentences and verdicts."""
    firms = facts.firms
    for ground in laid:
        standing = settle(ground)
        used = standing.used
        count, things = count_of(used), count_of(each for each in used if each.unit == "thing")
        speaks = standing.search.speaks
        known = Text("", "")
        if ground.stage and ground.slot.when_missing == "build" and ground.stage in firms:
            known = firms[ground.stage].stated if firms[ground.stage].number > count else known
        yield Cell(
            ground.id,
            ground.chain,
            ground.stage,
            ground.slot.name,
            standing.state,  # type: ignore[arg-type]  # one of the four words above
            count,
            ground.slot.minimum,
            evidence=(*ground.own, *ground.lent),
            set_aside=ground.set_aside,
            inherited=standing.inherited,
            things=things,
            thin=0 < count < ground.slot.minimum,
            stale=bool(used) and all(each.stale for each in used),
            undated=bool(used) and not any(each.date for each in used),
            searches=tuple(dict.fromkeys([*([speaks] if speaks else []), *standing.search.records])),
            result=standing.search.result,
            searched_whole=standing.search.of_chain and bool(standing.search.records),
            against=standing.search.against,
            outdated=speaks is None and standing.search.last is not None,
            known=known,
        )


def _left(evidence: tuple[Evidence, ...], without: frozenset[str]) -> tuple[Evidence, ...]:
    return tuple(
        each
        for each in evidence
        if without.isdisjoint((each.bearer, each.id)) and not (each.places and without.issuperset(each.places))
    )


def _inherited(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(each, inherited=True) for each in evidence)


def _split(facts: list[Fact]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the evidence that counts and the rest, once for each thing, bearer and relation."""
    seen: dict[tuple[str, str, str], Evidence] = {}
    for fact in facts:
        new = fact.evidence
        key = (new.id, new.bearer, new.relation)
        old = seen.get(key)
        if old is None or old.set_aside > new.set_aside == "":
            seen[key] = new
        elif old.set_aside == new.set_aside == "" and old.places != new.places:
            seen[key] = replace(old, places=tuple(sorted({*old.places, *new.places})))
    found = [seen[key] for key in sorted(seen)]
    return tuple(e for e in found if not e.set_aside), tuple(e for e in found if e.set_aside)
