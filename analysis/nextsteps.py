"""What can be done next about a gap: who gives this elsewhere in the region, who is near, who could be asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..schema import Cell, Evidence, Stage, Template, Text
from .facts import Facts
from .links import reached
from .sentences import joined, names, spoken

#: bodies named in a step
_NAMED = 3
#: verdicts that ask for a step
_ASKING = ("build", "fill")


def with_steps(cells: Iterable[Cell], facts: Facts, template: Template) -> Iterator[Cell]:
    """Yield cells with what hangs on each, and for a gap what can be done next, with its ready command."""
    elsewhere: dict[str, dict[str, tuple[str, Evidence]]] = defaultdict(dict)
    firms: dict[str, list[Evidence]] = defaultdict(list)
    around: dict[str, list[Evidence]] = defaultdict(list)
    houses: dict[str, set[str]] = defaultdict(set)
    consortia: dict[str, set[str]] = defaultdict(set)
    advice = {name for name, slot in template.slots.items() if {"Association", "Expert"} & set(slot.types)}
    builds = {name for name, slot in template.slots.items() if slot.when_missing == "build"}
    for fact in facts.facts:
        if fact.target_type == "Consortium":
            consortia[fact.chain].add(fact.target)
        if fact.evidence.set_aside:
            continue
        houses[fact.chain].add(fact.evidence.house)
        if fact.evidence.unit != "thing":
            elsewhere[fact.slot].setdefault(fact.evidence.bearer, (fact.chain, fact.evidence))
        if fact.slot in advice:
            around[fact.chain].append(fact.evidence)
        if fact.slot in builds and fact.target_type == "Stage":
            firms[fact.target].append(fact.evidence)
    stages = {stage.id: stage for stage in facts.stages}
    feeds = {stage.id: stage.feeds for stage in facts.stages}
    fed_by: dict[str, set[str]] = defaultdict(set)
    for stage in facts.stages:
        for to in stage.feeds:
            fed_by[to].add(stage.id)
    # once a stage and once a chain, not once a cell: every slot of a stage has the same behind it
    downstream = {id: len(reached([id], feeds)) - 1 for id in feeds}
    in_chain = Counter(stage.chain for stage in facts.stages)
    ordered = {slot: [found[body] for body in sorted(found)] for slot, found in elsewhere.items()}
    for cell in cells:
        placed = replace(
            cell,
            downstream=downstream[cell.stage] if cell.stage else in_chain[cell.chain],
            houses=len(houses[cell.chain]),
            consortia=len(consortia[cell.chain]),
        )
        if cell.verdict is None or cell.verdict.kind not in _ASKING:
            yield placed
            continue
        others = [evidence for chain, evidence in ordered.get(cell.slot, ()) if chain != cell.chain]
        near = []
        if cell.stage and cell.slot in builds:
            beside = sorted({*feeds.get(cell.stage, ()), *fed_by[cell.stage]} & stages.keys())
            near = [each for stage in beside for each in firms[stage]]
        yield replace(placed, next_step=_step(cell, others, near, around[cell.chain], stages, facts, template))


def _step(
    cell: Cell,
    others: list[Evidence],
    near: list[Evidence],
    around: list[Evidence],
    stages: dict[str, Stage],
    facts: Facts,
    template: Template,
) -> Text:
    what = template.slots[cell.slot].label
    text = Text("", "")
    inside = [each for each in others if each.region != "outside"]
    if inside and cell.slot not in {n for n, s in template.slots.items() if s.when_missing == "build"}:
        listed = names(inside[:_NAMED], facts.houses)
        text = Text(
            f"本地区已为其他产业链提供{what.zh}的：{listed.zh}（未必适合本链）。",
            f"Give {what.en.lower()} to other chains of the region: {listed.en} (they may not fit this one).",
        )
    if near:
        listed = names(near, facts.houses)
        text = joined(text, Text(f"相邻环节的企业：{listed.zh}。", f"Firms of neighbouring stages: {listed.en}."))
    if around:
        listed = names(around, facts.houses)
        text = joined(text, Text(f"可询问：{listed.zh}。", f"Could be asked: {listed.en}."))
    chain = spoken(facts.chains[cell.chain])
    where = f"{chain.zh}/{stages[cell.stage].name.zh}/{what.zh}" if cell.stage else f"{chain.zh}/{what.zh}"
    command = f'chainscape search add "{where}" --result found --method survey --by …'
    return joined(text, Text(f"查后登记：{command}", f"Then record it: {command}"))
