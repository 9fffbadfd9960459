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
from .hubs import told_falls
from .sentences import STATE_WORDS, amount, spoken

COLUMNS = ("what", "id", "name", "chain", "stage", "slot", "before", "after", "left")
_NAMES = "MATCH (n) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name, coalesce(n.name_en, '') AS name_en"
PARTS = {
    "empties": Text("环节落空", "stage without anybody"),
    "slots": Text("格位落空", "slot of its own empty"),
    "inherited": Text("不再由全链提供", "no longer lent by the chain"),
    "left_on_one": Text("只剩一个", "left with one"),
    "cut_off": Text("断供", "cut off"),
    "customers": Text("失去唯一在录供应方", "without its only recorded supplier"),
}


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
    rules: Template | str | Path = "quality-innovation",
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
    told = told_falls(falls, facts)
    if told.zh:
        sentence = Text(f"仅据在录，若这些退出：{told.zh}。", f"On record only, without these: {told.en}.")
    else:
        sentence = Text("仅据在录，若这些退出，没有格位落空。", "On record only, without these no cell falls empty.")
    named = store.look_up(_NAMES, ids=[*without, *falls.customers])
    names = {row["id"]: Text(row["name"], row["name_en"]) for row in named}
    return WhatIf(tuple(without), falls, sentence, facts, book, names)


def what_if_rows(found: WhatIf, lang: str = "zh") -> Rows:
    """Return a row for each thing that falls: what, where, how it stands before and after, and who is left."""
    gone = frozenset(found.without)
    by_id = {ground.id: ground for grounds in found.ledger.by_body.values() for ground in grounds}
    rows: list[list[object]] = []
    for part, what in PARTS.items():
        for id in getattr(found.falls, part):
            if id in by_id:
                ground = by_id[id]
                before, after = settle(ground), settle(ground, gone)
                left = [spoken(each.name).to(lang) for each in after.used]
                rows.append(
                    [
                        what.to(lang),
                        id,
                        "",
                        ground.chain,
                        ground.stage,
                        ground.slot.name,
                        amount(before.used).to(lang),
                        amount(after.used).to(lang) or STATE_WORDS[after.state].to(lang),
                        list(dict.fromkeys(left)),
                    ]
                )
            else:
                rows.append(
                    [
                        what.to(lang),
                        id,
                        found.names[id].to(lang) if id in found.names else "",
                        ", ".join(found.ledger.chains_of.get(id, [])),
                        id if id in found.ledger.chains_of else "",
                        "",
                        "",
                        "",
                        [],
                    ]
                )
    return Rows(COLUMNS, rows)
