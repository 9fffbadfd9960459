"""What can be done next about a gap: who gives this elsewhere in the region, who is near, who could be asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..queries import Reads
from ..schema import Cell, Evidence, Template, Text, vocabulary
from .facts import Fact, Facts, facts_elsewhere
from .links import reached
from .sentences import NOTHING, joined, names, spoken, to_record

#: bodies named in a step
_NAMED = 3
#: verdicts that ask for a step
_ASKING = ("build", "fill")
#: links of stages to stages of other chains, both ways
_ACROSS = """
MATCH (c:IndustryChain)<-[p:PART_OF]-(n:Stage)-[f:FEEDS]-(s:Stage) WHERE s.id IN $ids
RETURN s.id AS stage, n.id AS other, n.name AS name, coalesce(n.name_en, '') AS name_en, c.id AS chain,
  c.name AS chain_name, coalesce(c.name_en, '') AS chain_name_en, f.id AS relation,
  [coalesce(n.status, 'fact'), coalesce(f.status, 'fact'), coalesce(p.status, 'fact')] AS statuses
ORDER BY stage, chain, other
"""


@dataclass(frozen=True, slots=True)
class _Across:
    """A stage of another chain that a stage feeds or is fed by."""

    stage: str
    name: Text
    chain: str
    chain_name: Text


@dataclass(frozen=True, slots=True)
class _Around:
    """Whom a step may name, by slot, stage and chain."""

    #: slot → of each body its evidence by chain, in the order of bodies and chains
    served: Mapping[str, Sequence[Mapping[str, Evidence]]]
    #: stage → who works in it
    firms: Mapping[str, Sequence[Evidence]]
    #: stage → stages of its chain that it feeds or is fed by
    beside: Mapping[str, Sequence[str]]
    #: stage → those of other chains
    across: Mapping[str, Sequence[_Across]]
    #: chain → associations and experts
    advice: Mapping[str, Sequence[Evidence]]


def with_steps(
    store: Reads, cells: Sequence[Cell], facts: Facts, template: Template, chain: str = ""
) -> Iterator[Cell]:
    """Yield cells, each gap with what can be done next and its ready command.

    ``chain`` is the one that the facts are of; "" for all. Who gives a service to other chains, and who works in a
    stage of another chain that is linked with the one that lacks somebody, is read where a cell asks for it: the step
    of a cell is the same whether one chain is asked for or all.
    """
    around = _around(store, [cell for cell in cells if _may_ask(cell, template)], facts, template, chain)
    for cell in cells:
        yield replace(cell, next_step=_step(cell, around, facts, template)) if _asks(cell, around) else cell


def hanging(facts: Facts) -> Callable[[Cell], tuple[int, int, int]]:
    """Return what hangs on a cell: stages downstream of it, houses and consortia of its chain."""
    houses: dict[str, set[str]] = defaultdict(set)
    consortia: dict[str, set[str]] = defaultdict(set)
    for fact in facts.facts:
        if fact.target_type == "Consortium":
            consortia[fact.chain].add(fact.target)
        if not fact.evidence.set_aside:
            houses[fact.chain].add(fact.evidence.house)
    feeds = {stage.id: stage.feeds for stage in facts.stages}
    # once a stage and once a chain, not once a cell: every slot of a stage has the same behind it
    downstream = {id: len(reached([id], feeds)) - 1 for id in feeds}
    in_chain = Counter(stage.chain for stage in facts.stages)

    def hangs(cell: Cell) -> tuple[int, int, int]:
        behind = downstream[cell.stage] if cell.stage else in_chain[cell.chain]
        return behind, len(houses[cell.chain]), len(consortia[cell.chain])

    return hangs


def _may_ask(cell: Cell, template: Template) -> bool:
    if cell.verdict is None:
        return False
    return cell.verdict.kind in _ASKING or bool(cell.stage and template.slots[cell.slot].when_missing == "build")


def _asks(cell: Cell, around: _Around) -> bool:
    """Say whether a cell has a step: a gap has, and what is to be looked up where another chain leads on."""
    if cell.verdict is None:
        return False
    leads = cell.verdict.kind == "look_up" and any(
        around.firms.get(each.stage) for each in around.across.get(cell.stage, ())
    )
    return cell.verdict.kind in _ASKING or leads


def _around(store: Reads, asking: Sequence[Cell], facts: Facts, template: Template, chain: str) -> _Around:
    advice = {name for name, slot in template.slots.items() if {"Association", "Expert"} & set(slot.types)}
    builds = {name for name, slot in template.slots.items() if slot.when_missing == "build"}
    across = _across(store, sorted({cell.stage for cell in asking if cell.slot in builds}), facts)
    found: list[Fact] = list(facts.facts)
    if chain:
        services = {cell.slot for cell in asking if cell.slot not in builds}
        if services:
            found += [fact for fact in facts_elsewhere(store, "", template, services, facts) if fact.chain != chain]
        for other in sorted({each.chain for near in across.values() for each in near}):
            found += facts_elsewhere(store, other, template, builds, facts)
    served: dict[str, dict[str, dict[str, Evidence]]] = defaultdict(lambda: defaultdict(dict))
    firms: dict[str, list[Evidence]] = defaultdict(list)
    advisers: dict[str, list[Evidence]] = defaultdict(list)
    for fact in found:
        evidence = fact.evidence
        if evidence.set_aside:
            continue
        if evidence.unit != "thing" and evidence.region != "outside":
            served[fact.slot][evidence.bearer].setdefault(fact.chain, evidence)
        if fact.slot in advice:
            advisers[fact.chain].append(evidence)
        if fact.slot in builds and fact.target_type == "Stage":
            firms[fact.target].append(evidence)
    here = {(stage.chain, stage.id) for stage in facts.stages}
    beside: dict[str, set[str]] = defaultdict(set)
    for stage in facts.stages:
        for to in stage.feeds:
            if (stage.chain, to) in here:
                beside[stage.id].add(to)
                beside[to].add(stage.id)
    ordered = {slot: [dict(sorted(bodies[body].items())) for body in sorted(bodies)] for slot, bodies in served.items()}
    return _Around(ordered, firms, {id: sorted(near) for id, near in beside.items()}, across, advisers)


def _across(store: Reads, stages: list[str], facts: Facts) -> Mapping[str, Sequence[_Across]]:
    found: dict[str, list[_Across]] = defaultdict(list)
    chains_of: dict[str, set[str]] = defaultdict(set)
    for stage in facts.stages:
        chains_of[stage.id].add(stage.chain)
    for row in store.look_up(_ACROSS, ids=stages) if stages else ():
        counts = vocabulary().counts(*row["statuses"])
        if (
            not counts
            or row["chain"] in chains_of[row["stage"]]
            or (facts.known and not facts.known.has(row["relation"]))
        ):
            continue
        found[row["stage"]].append(
            _Across(
                row["other"],
                Text(row["name"], row["name_en"]),
                row["chain"],
                Text(row["chain_name"], row["chain_name_en"]),
            )
        )
    return found


def _step(cell: Cell, around: _Around, facts: Facts, template: Template) -> Text:
    slot = template.slots[cell.slot]
    parts = []
    if slot.when_missing != "build":
        parts.append(_elsewhere(cell, around, facts, slot.label))
    elif cell.stage:
        near = [each for stage in around.beside.get(cell.stage, ()) for each in around.firms.get(stage, ())]
        if near:
            listed = names(near, facts.houses)
            parts.append(Text(f"相邻环节的企业：{listed.zh}。", f"Firms of neighbouring stages: {listed.en}."))
        parts += _linked(cell, around, facts)
    if advisers := around.advice.get(cell.chain):
        listed = names(advisers, facts.houses)
        parts.append(Text(f"可询问：{listed.zh}。", f"Could be asked: {listed.en}."))
    parts.append(_command(cell, facts, slot.label))
    told = NOTHING
    for part in parts:
        told = joined(told, part) if part.zh else told
    return told


def _elsewhere(cell: Cell, around: _Around, facts: Facts, what: Text) -> Text:
    """Name who gives a service to other chains: never as filler."""
    leads = (
        next((evidence for chain, evidence in by_chain.items() if chain != cell.chain), None)
        for by_chain in around.served.get(cell.slot, ())
    )
    others = list(islice(filter(None, leads), _NAMED))
    if not others:
        return NOTHING
    listed = names(others, facts.houses)
    return Text(
        f"本地区已为其他产业链提供{what.zh}的：{listed.zh}（未必适合本链）。",
        f"Give {what.en.lower()} to other chains of the region: {listed.en} (they may not fit this one).",
    )


def _linked(cell: Cell, around: _Around, facts: Facts) -> Iterator[Text]:
    """Name who works in stages of other chains that the stage is linked with."""
    for each in around.across.get(cell.stage, ()):
        if firms := around.firms.get(each.stage):
            stage, chain, listed = spoken(each.name), spoken(each.chain_name), names(firms, facts.houses)
            yield Text(
                f"与本环节相接的{chain.zh}「{stage.zh}」环节的企业：{listed.zh}。",
                f"Firms of {stage.en} in {chain.en}, which it is linked with: {listed.en}.",
            )


def _command(cell: Cell, facts: Facts, what: Text) -> Text:
    stage = [facts.names[cell.stage].zh] if cell.stage else []
    return to_record(facts.chains[cell.chain].zh, *stage, what.zh)
