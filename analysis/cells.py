"""Cells: (chain, stage, slot) with its state, by the precedence of the rules.

Own evidence → present (thin below the minimum); else the newest own search says none found → not_found,
even where the chain's evidence would be inherited (both are shown); else inherited from the chain →
present; else unknown. Absence of a record is never a gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..schema import Cell, Evidence, Slot, Template
from .facts import Fact, Facts

WHOLE = "-"


def cell_id(chain: str, stage: str, slot: str) -> str:
    """Return the stable id of a cell.

    >>> cell_id("chain:optoelectronics", "", "metrology")
    'chain:optoelectronics/-/metrology'
    """
    return f"{chain}/{stage or WHOLE}/{slot}"


def cells(facts: Facts, template: Template) -> Iterator[Cell]:
    """Yield every cell that the template expects, chain by chain, without sentences and verdicts."""
    by_target: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    by_chain: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts.facts:
        by_chain[fact.chain, fact.slot].append(fact)
        scope = fact.target if fact.target_type == "Stage" else ""
        by_target[fact.chain, scope, fact.slot].append(fact)
    for chain in sorted(facts.chains):
        for slot in template.slots_of(stage=False):
            yield _cell(facts, template, chain, "", slot, by_chain[chain, slot.name], [])
        for stage in facts.stages:
            if stage.chain == chain:
                for slot in template.slots_of(stage=True):
                    own = by_target[chain, stage.id, slot.name]
                    lent = by_target[chain, "", slot.name] if slot.of_chain else []
                    yield _cell(facts, template, chain, stage.id, slot, own, lent)


def count_groups(evidence: Iterable[Evidence]) -> int:
    """Return how many groups stand behind evidence.

    A parent and its subsidiaries are one group. A patent or an award counts for the group that holds or
    received it; one that nobody in the graph holds counts for itself.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for each in evidence:
        groups[each.id].add(each.group)
    behind = set()
    for thing, found in groups.items():
        behind |= found - {thing} or found
    return len(behind)


def _cell(
    facts: Facts, template: Template, chain: str, stage: str, slot: Slot, own_facts: list[Fact], lent_facts: list[Fact]
) -> Cell:
    own, own_aside = _split(own_facts)
    lent, lent_aside = _split(lent_facts)
    lent = tuple(replace(each, inherited=True) for each in lent)
    searches = facts.searches.get((stage or chain, slot.name), ())
    not_found = bool(searches) and searches[0].result == "none_found"
    inherited = not own and not not_found and bool(lent)
    if own or inherited:
        state = "present"
    elif slot.name in template.not_expected.get(chain, ()):
        state = "not_expected"
    else:
        state = "not_found" if not_found else "unknown"
    used = own or (lent if inherited else ())
    count = count_groups(used)
    return Cell(
        cell_id(chain, stage, slot.name),
        chain,
        stage,
        slot.name,
        state,  # type: ignore[arg-type]  # one of the four words above
        count,
        slot.minimum,
        evidence=(*own, *lent),
        set_aside=(*own_aside, *(replace(each, inherited=True) for each in lent_aside)),
        inherited=inherited,
        thin=0 < count < slot.minimum,
        stale=bool(used) and all(each.stale for each in used),
        undated=bool(used) and not any(each.date for each in used),
        searches=searches,
    )


def _split(facts: list[Fact]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the evidence that counts and the rest, once for each thing and relation."""
    seen: dict[tuple[str, str], Evidence] = {}
    for fact in facts:
        key = (fact.evidence.id, fact.evidence.relation)
        if key not in seen or seen[key].set_aside > fact.evidence.set_aside == "":
            seen[key] = fact.evidence
    found = [seen[key] for key in sorted(seen)]
    return tuple(e for e in found if not e.set_aside), tuple(e for e in found if e.set_aside)
