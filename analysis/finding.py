"""Gaps and hubs of one chain or all, under a template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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
    store: Reads,
    chain: str | None = None,
    rules: Template | str | Path = "quality-innovation",
    *,
    with_hubs: bool = True,
) -> Findings:
    """Return cells, verdicts and hubs of a chain (by id or name), or of all chains with None.

    Cypher finds the facts (queries `gap-facts`, `stages`, `search-records`, `supplies`, `hub-facts`),
    Python applies the rules of the template. The same store and template give the same findings.
    """
    words = rules if isinstance(rules, Template) else template(rules)
    wanted = chain_id(store, chain) if chain else ""
    facts = read_facts(store, wanted, words)
    judged = tuple(_judge(facts, words))
    extended = tuple(extensions(facts, words))
    fired = {c.verdict.kind for c in judged if c.verdict} | ({"extend"} if extended else set())
    return Findings(
        judged,
        hubs(store, wanted, words, judged) if with_hubs else (),
        words.name,
        words.hash,
        facts.data_date,
        extended,
        why_not(fired, words),
    )


def _judge(facts: Facts, words: Template) -> Iterator[Cell]:
    stages = {s.id: s.name for s in facts.stages}
    shares = concentrated(facts, words)
    for cell in cells(facts, words):
        where = stages[cell.stage] if cell.stage else facts.chains[cell.chain]
        slot = words.slots[cell.slot]
        told = replace(cell, sentence=sentence(cell, where, slot))
        found = verdict(told, where, slot, words)
        if found is None and cell.slot == "suppliers":
            found = shares.get((cell.chain, cell.stage))
        yield replace(told, verdict=found)
