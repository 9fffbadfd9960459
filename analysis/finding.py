"""Gaps and hubs of one chain or all, under a template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..graph import Store
from ..queries import Reads, resolve
from ..schema import Cell, Findings, Template, template
from .cells import cells
from .facts import Facts, read_facts
from .hubs import hubs
from .sentences import sentence
from .verdicts import concentrated, extensions, verdict, why_not


def chain_id(store: Reads, word: str) -> str:
    """Return the id of the chain that an id, name, short name, English name or alias stands for."""
    return resolve(store, "chain", word)


def find(
    store: Store,
    chain: str | None = None,
    rules: Template | str | Path = "quality-innovation",
    *,
    with_hubs: bool = True,
) -> Findings:
    """Return cells, verdicts and hubs of a chain (by id or name), or of all chains with None.

    Cypher finds the facts (queries `gap-facts`, `supplies`, `hub-facts`), Python applies the rules of the
    template. The same store and template give the same findings.
    """
    used = rules if isinstance(rules, Template) else template(rules)
    wanted = chain_id(store, chain) if chain else ""
    facts = read_facts(store, wanted, used)
    judged = tuple(_judge(facts, used))
    extended = tuple(extensions(facts, used))
    fired = {c.verdict.kind for c in judged if c.verdict} | ({"extend"} if extended else set())
    return Findings(
        judged,
        hubs(store, wanted, used, judged) if with_hubs else (),
        used.name,
        used.hash,
        facts.data_date,
        extended,
        why_not(fired, used),
    )


def _judge(facts: Facts, template: Template) -> Iterator[Cell]:
    stages = {s.id: s.name for s in facts.stages}
    shares = concentrated(facts, template)
    for cell in cells(facts, template):
        where = stages[cell.stage] if cell.stage else facts.chains[cell.chain]
        slot = template.slots[cell.slot]
        told = replace(cell, sentence=sentence(cell, where, slot))
        found = verdict(told, where, slot, template)
        if found is None and cell.slot == "suppliers":
            found = shares.get((cell.chain, cell.stage))
        yield replace(told, verdict=found)
