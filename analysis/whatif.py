"""What if some bodies were gone: the cells counted again without them, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..queries import Reads, resolve
from ..schema import Falls, Rows, Template, Text, template
from .cells import grounds, settle
from .facts import Facts, read_facts
from .falls import Ledger, ledger
from .finding import chain_id, fitted
from .hubs import without_them
from .sentences import STATE_WORDS, amount, names, spoken

COLUMNS = ("what", "id", "name", "chain", "stage", "slot", "before", "after", "left")
_NAMES = "MATCH (n) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name, coalesce(n.name_en, '') AS name_en"
PARTS = {
    "empties": Text("环节落空", "stage without anybody"),
    "slots": Text("格位落空", "slot of its own empty"),
    "inherited": Text("不再由全链提供", "no longer lent by the chain"),
    "left_on_one": Text("只剩一个", "left with one"),
    "cut_off": Text("断供", "cut off"),
    "customers": Text("某产品失去唯一在录供应方", "without its only recorded supplier of a product"),
}
ROUTE = Text("供给路线中断", "route cut")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What falls on record if some nodes are taken out, with their houses or alone."""

    #: ids that were taken out, sorted
    without: tuple[str, ...]
    falls: Falls
    sentence: Text
    facts: Facts
    ledger: Ledger
    #: names of those taken out and of the customers left without supplier
    names: Mapping[str, Text]

    @property
    def chains(self) -> set[str]:
        """Ids of the chains in which something falls."""
        falls = self.falls
        cells = {*falls.slots, *falls.inherited, *falls.left_on_one}
        touched = (ground for each in self.without for ground in self.ledger.by_body.get(each, ()))
        of_cells = {ground.chain for ground in touched if ground.id in cells}
        return of_cells.union(*(self.ledger.chains_of.get(stage, ()) for stage in (*falls.empties, *falls.cut_off)))


def what_if(
    store: Reads,
    nodes: Iterable[str],
    rules: Template | str | Path = "",
    *,
    chain: str | None = None,
    alone: bool = False,
) -> WhatIf:
    """Return what falls if some nodes (by id or name) go; each with its whole house, or with `alone` by itself.

    UnknownName, UsageError: a word that stands for no node, or for several.
    """
    used = fitted(store, rules if isinstance(rules, Template) else template(rules))
    facts = read_facts(store, chain_id(store, chain) if chain else "", used)
    ids = [resolve(store, "node", word) for word in nodes]
    without = sorted({each for id in ids for each in ((id,) if alone else facts.houses.all_of(id))})
    book = ledger(facts, grounds(facts, used))
    falls = book.falls(without)
    sentence = without_them(Text("这些退出", "these"), falls, facts, bool(chain))
    named = store.look_up(_NAMES, ids=[*without, *falls.customers])
    called = {row["id"]: Text(row["name"], row["name_en"]) for row in named}
    return WhatIf(tuple(without), falls, sentence, facts, book, called)


def what_if_rows(found: WhatIf, lang: str = "zh") -> Rows:
    """Return a row for each thing that falls: what, where, how it stands before and after, and who is left."""
    gone = frozenset(found.without)
    by_id = {ground.id: ground for grounds in found.ledger.by_body.values() for ground in grounds}
    rows: list[list[object]] = []
    for part, what in PARTS.items():
        for id in getattr(found.falls, part):
            name, chain, stage, slot, before, now, left = "", "", "", "", "", "", list[str]()
            if id in by_id:
                ground = by_id[id]
                was, is_ = settle(ground), settle(ground, gone)
                chain, stage, slot = ground.chain, ground.stage, ground.slot.name
                before, now = amount(was.used).to(lang), amount(is_.used).to(lang) or STATE_WORDS[is_.state].to(lang)
                left = list(dict.fromkeys(names([each], found.facts.houses).to(lang) for each in is_.used))
            elif id in found.ledger.chains_of:
                stage, chain = id, ", ".join(found.ledger.chains_of[id])
            else:
                name = found.names[id].to(lang) if id in found.names else ""
                before = "、".join(product for customer, product in found.falls.lost if customer == id and product)
            rows.append([what.to(lang), id, name, chain, stage, slot, before, now, left])
    for start, end in found.falls.ways:
        between = [spoken(found.facts.names[each]).to(lang) for each in (start, end)]
        rows.append([ROUTE.to(lang), f"{start} > {end}", " → ".join(between), "", "", "", "", "", list[str]()])
    return Rows(COLUMNS, rows)
