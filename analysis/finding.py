"""Gaps and hubs of one chain or all, under a template."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..queries import Reads, region_of, resolve
from ..schema import Cell, Findings, SchemaError, Template, Text, UnknownName, read_date, template, told
from .cells import Ground, cells, grounds
from .facts import Facts, read_facts
from .hubs import hubs
from .links import extensions
from .nextsteps import hanging, with_steps
from .places import regions
from .regional import left_out, nobody_outside, unplaced
from .sentences import sentence
from .verdicts import concentrated, verdict, why_not


def chain_id(store: Reads, word: str) -> str:
    """Return the id of the chain that an id, name, short name, English name or alias stands for."""
    return resolve(store, "chain", word)


def find(
    store: Reads,
    chain: str | None = None,
    rules: Template | str | Path = "",
    *,
    with_hubs: bool = True,
    known_by: str = "",
) -> Findings:
    """Return cells, verdicts and hubs of a chain (by id or name), or of all chains with None.

    Cypher finds the facts (queries `gap-facts`, `stages`, `search-records`, `supplies`, `house-ties`, `hub-facts`),
    Python applies the rules of the template. The same store and template give the same findings. With ``known_by``, a
    date, only what was known by then counts: statements whose own date or whose source's date is not later, and
    searches likewise. SchemaError: the template names a region or chain that the store does not have.
    """
    with _no_cycles(), store.steady():
        return _found(store, chain, rules if isinstance(rules, Template) else template(rules), with_hubs, known_by)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Keep Python from looking for circles among the rows: there are none, and looking took 40 % of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _found(store: Reads, chain: str | None, rules: Template, with_hubs: bool, known_by: str) -> Findings:
    used = fitted(store, rules)
    wanted = chain_id(store, chain) if chain else ""
    until = read_date(known_by) if known_by else ""
    facts = read_facts(store, wanted, used, until)
    laid = tuple(grounds(facts, used))
    judged = tuple(with_steps(store, tuple(_judge(facts, used, laid)), facts, used, wanted))
    extended = tuple(extensions(facts, used))
    fired = {c.verdict.kind for c in judged if c.verdict} | {each.verdict.kind for each in extended}
    inside = len({each.bearer for cell in judged for each in cell.evidence})
    about_region = (*left_out(store, facts.outside, wanted, used, inside), *nobody_outside(rules, used))
    return Findings(
        judged,
        hubs(store, wanted, used, facts, laid) if with_hubs else (),
        used.name,
        used.hash,
        facts.data_date,
        extended,
        (*why_not(fired, used), *unplaced(facts), *about_region),
        until,
        facts.houses.members,
        about_region,
        regions(store, used.region),
    )


def fitted(store: Reads, used: Template) -> Template:
    """Return a template whose region and chains, by any of their names, are ids of the store; SchemaError for others.

    A region that a store has no regions at all to compare with leaves nobody out; nor does that of the shipped template
    where a store, such as one of another city, does not have it.
    """
    region = region_of(store, used)
    found = {}
    for word, slots in used.not_expected.items():
        try:
            found[chain_id(store, word)] = slots
        except UnknownName as error:
            where = Text(f"模板 {used.name}，键 not_expected：", f"template {used.name}, key not_expected: ")
            raise SchemaError.of(where + told(error)) from error
    return replace(used, region=region, not_expected=found)


def _judge(facts: Facts, rules: Template, laid: Iterable[Ground]) -> Iterator[Cell]:
    hangs = hanging(facts)
    for cell in cells(facts, laid):
        where = facts.names[cell.stage] if cell.stage else facts.chains[cell.chain]
        slot = rules.slots[cell.slot]
        told = sentence(cell, where, slot, facts.houses)
        found = verdict(cell, told, where, slot, rules, facts.houses)
        fits = slot.strengthen and slot.when_missing == "build"
        if fits and (found is None or found.kind == "single_on_record"):
            found = concentrated(cell, facts, rules) or found
        downstream, houses, consortia = hangs(cell)
        yield replace(cell, sentence=told, verdict=found, downstream=downstream, houses=houses, consortia=consortia)
