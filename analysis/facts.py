"""Reading what the queries say into typed facts: what may fill a slot, and why it may not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from ..graph import check_filled
from ..queries import Houses, Reads, ask, houses
from ..schema import (
    Evidence,
    Filler,
    Search,
    Seat,
    Slot,
    Stage,
    Template,
    Text,
    Unit,
    latest,
    mismatch,
    vocabulary,
)
from .ages import is_stale
from .known import Known, known_by

#: feeds and feed_statuses go in step
_STAGES = """
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN c.id AS chain, s.id AS stage, s.name AS name, coalesce(s.name_en, '') AS name_en,
  coalesce(p.position, '') AS position, p.order AS order, p.id AS relation, p.sources AS sources,
  s.known_firms AS known, coalesce(s.known_firms_stated, '') AS stated,
  coalesce(s.known_firms_stated_en, '') AS stated_en,
  [coalesce(s.status, 'fact'), coalesce(p.status, 'fact')] AS statuses,
  COLLECT { MATCH (s)-[f:FEEDS]->(n:Stage) RETURN n.id ORDER BY n.id, f.id } AS feeds,
  COLLECT { MATCH (s)-[f:FEEDS]->(n:Stage) RETURN coalesce(f.status, 'fact') ORDER BY n.id, f.id } AS feed_statuses
"""
_SUPPLIES = """
MATCH (a)-[r:SUPPLIES]->(b)
RETURN a.id AS supplier, b.id AS customer, b.name AS customer_name,
  coalesce(b.name_en, '') AS customer_name_en, a.name AS supplier_name,
  coalesce(r.product, '') AS product, r.share AS share, r.id AS relation,
  [coalesce(a.status, 'fact'), coalesce(r.status, 'fact')] AS statuses
ORDER BY customer, product, supplier, relation
"""
_CHAINS = (
    "MATCH (c:IndustryChain) RETURN c.id AS id, c.name AS name, coalesce(c.name_en, '') AS name_en, "
    "c.known_firms AS known, coalesce(c.known_firms_stated, '') AS stated, "
    "coalesce(c.known_firms_stated_en, '') AS stated_en"
)
#: set aside for what a source says of the relation: the first of these reasons is named
OTHER_KIND, OUTSIDE = "other_kind", "outside"


@dataclass(frozen=True, slots=True)
class KnownFirms:
    """How many firms a source says there are, whether or not they are recorded one by one."""

    number: int
    stated: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Evidence for one slot of one target."""

    chain: str
    #: id of the chain, stage or consortium that the relation ends at
    target: str
    target_type: str
    slot: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the rules need to know about one chain or all."""

    #: id → name
    chains: Mapping[str, Text]
    #: chain by chain, by position, then in their order; those that count
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    #: (subject, slot) → records
    searches: Mapping[tuple[str, str], tuple[Search, ...]]
    #: every supply that counts, of firms of these chains or not
    supplies: tuple[Mapping[str, Any], ...]
    houses: Houses
    #: newest date among search records and sources
    data_date: str = field(default="")
    #: stage or chain → number of firms that a source states
    firms: Mapping[str, KnownFirms] = field(default_factory=dict)
    #: supplier → its supplies with a share
    shares: Mapping[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    #: bodies that fill nothing because they are outside the region
    outside: int = 0
    #: what was known by the date asked for; None: everything
    known: Known | None = None
    #: stage → name
    names: Mapping[str, Text] = field(default_factory=dict)
    #: firm that is supplied → name
    customers: Mapping[str, Text] = field(default_factory=dict)

    def shares_of(self, supplier: str) -> list[Mapping[str, Any]]:
        """Return the supplies of a firm that have a share."""
        return self.shares.get(supplier, [])


def read_facts(store: Reads, chain: str, template: Template, until: str = "") -> Facts:
    """Ask the store for the facts of one chain (by id), or of all with ""; `until` leaves out what was known later."""
    check_filled(store)
    rows = [row for row in store.look_up(_CHAINS) if chain in ("", row["id"])]
    chains = {row["id"]: Text(row["name"], row["name_en"]) for row in rows}
    known = known_by(store, until) if until else None
    firms = {row["id"]: _firms(row) for row in rows if row["known"] is not None}
    recorded = _stage_rows(store, chain, known)
    stages = _in_order(recorded, known)
    firms |= {row["stage"]: _firms(row) for row in recorded if row["known"] is not None}
    newest = max((row["date"] for row in ask(store, "data-date") if row["date"]), key=latest, default="")
    # a day after the newest of the data ages nothing further
    data_date = until if until and (not newest or latest(until) <= latest(newest)) else newest
    behind = houses(known.rows(ask(store, "house-ties"), "relation") if known else ask(store, "house-ties"))
    here = {(stage.chain, stage.id) for stage in stages}
    area = [
        row
        for row in _area(store, chain, template, known)
        if (row["target_type"] != "Stage" or (row["chain"], row["target"]) in here)
        and (known is None or row["target_type"] != "Consortium" or known.serves(row["target"], row["chain"]))
    ]
    facts = tuple(_facts(area, template, behind, data_date))
    supplies = tuple(
        row
        for row in store.look_up(_SUPPLIES)
        if vocabulary().counts(*row["statuses"]) and (known is None or row["relation"] in known.relations)
    )
    outside = len({fact.evidence.bearer for fact in facts if fact.evidence.set_aside == OUTSIDE})
    searches = _searches(store, chain, until)
    shares: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in supplies:
        if row["share"] is not None:
            shares[row["supplier"]].append(row)
    names = {stage.id: stage.name for stage in stages}
    return Facts(
        chains, tuple(stages), facts, searches, supplies, behind, data_date, firms, shares, outside, known, names,
        {row["customer"]: Text(row["customer_name"], row["customer_name_en"]) for row in supplies},
    )  # fmt: skip


def stages_of(store: Reads, chain: str) -> list[Stage]:
    """Return the stages of a chain (by id) that count, by position, then in their order."""
    return _in_order(_stage_rows(store, chain, None), None)


def _stage_rows(store: Reads, chain: str, known: Known | None) -> list[Mapping[str, Any]]:
    return [
        row
        for row in store.look_up(_STAGES, chain=chain)
        if vocabulary().counts(*row["statuses"]) and (known is None or known.has(row["relation"]))
    ]


def _in_order(rows: Iterable[Mapping[str, Any]], known: Known | None) -> list[Stage]:
    return sorted((_stage(row, known) for row in rows), key=lambda each: (each.chain, each.rank, each.place))


def facts_elsewhere(store: Reads, chain: str, template: Template, slots: Collection[str], facts: Facts) -> list[Fact]:
    """Return what fills some slots in one chain or in all (with ""), where `facts` are those of another chain."""
    part = replace(template, slots={name: slot for name, slot in template.slots.items() if name in slots})
    known = facts.known
    rows = (
        row
        for row in _area(store, chain, part, known)
        if known is None or row["target_type"] != "Consortium" or known.serves(row["target"], row["chain"])
    )
    return list(_facts(rows, part, facts.houses, facts.data_date))


def _stage(row: Mapping[str, Any], known: Known | None) -> Stage:
    pairs = zip(row["feeds"], row["feed_statuses"], strict=True)
    feeds = [id for id, status in pairs if vocabulary().counts(status)]
    if known is not None:
        feeds = [to for to in feeds if known.feeds(row["stage"], to)]
    return Stage(
        row["stage"], row["chain"], Text(row["name"], row["name_en"]), row["position"], row["order"],
        tuple(dict.fromkeys(feeds)), tuple(row["sources"]),
    )  # fmt: skip


def _firms(row: Mapping[str, Any]) -> KnownFirms:
    number = int(row["known"])
    stated = Text(row["stated"], row["stated_en"]) if row["stated"] else Text(f"至少 {number} 家", f"at least {number}")
    return KnownFirms(number, stated)


def _area(store: Reads, chain: str, template: Template, known: Known | None) -> Iterable[Mapping[str, Any]]:
    """Ask for the relations that any slot of the template is filled by, with the properties that it looks at."""
    fillers = [filler for slot in template.slots.values() for filler in slot.filled_by]
    direct = {filler.relation for filler in fillers if not filler.via}
    through = [filler for filler in fillers if filler.via]
    ways = {way for filler in through for way in filler.via}
    rows = ask(
        store,
        "gap-facts",
        chain=chain,
        region=template.region,
        relations=",".join(sorted(direct)),
        via=",".join(sorted(ways)),
        things=",".join(sorted({filler.relation for filler in through})),
        keys=",".join(keys(template)),
    )
    if known is None:
        return rows
    return (row for row in rows if known.has(row["relation"]) and (not row["tie"] or known.has(row["tie"])))


def keys(template: Template) -> list[str]:
    """Return the properties that decide whether a row fills a slot: those asked for, and codes that may not count."""
    fillers = [filler for slot in template.slots.values() for filler in slot.filled_by]
    asked = {name for filler in fillers for name in filler.where}
    for filler in fillers:
        for property in vocabulary().relations[filler.relation].properties.values():
            if (
                property.name != "status"
                and property.codes
                and not all(c.counts for c in property.codes.codes.values())
            ):
                asked.add(property.name)
    return sorted(asked)


def _facts(rows: Iterable[Mapping[str, Any]], template: Template, behind: Houses, data_date: str) -> Iterator[Fact]:
    ways: dict[tuple[str, str], list[tuple[Slot, Filler, frozenset[str]]]] = defaultdict(list)
    for slot in template.slots.values():
        for filler in slot.filled_by:
            for way in filler.via or ("",):
                ways[way, filler.relation].append((slot, filler, frozenset(filler.target_types)))
    # a list of none is asked for as the one key ""
    names = keys(template) or [""]
    bodies = vocabulary().bodies
    found: dict[tuple[str, str, str, str, str], Fact] = {}
    #: ages are asked for again and again for the same few dates
    stale: dict[str, bool] = {}
    for row in rows:
        fitting = ways.get((row["via"], row["relation_type"]))
        if fitting is None:
            continue
        date = row["date"] or ""
        if date not in stale:
            stale[date] = is_stale(date, data_date, template.stale_after)
        values = dict(zip(names, row["relation_values"], strict=True))
        of_filler = dict(zip(names, row["filler_values"], strict=True))
        for slot, filler, targets in fitting:
            if (
                row["filler_type"] not in filler.types
                or row["target_type"] not in targets
                or (filler.via and row["outward"] != filler.outward)
            ):
                continue
            unfit = mismatch(filler, values, of_filler)
            if unfit is None:
                continue
            held = bool(filler.via)
            region = row["region"] if held or row["filler_type"] in bodies else "none"
            evidence = Evidence(
                row["filler"],
                Text(row["filler_name"], row["filler_name_en"]),
                row["filler_type"],
                row["relation"],
                row["relation_type"],
                date,
                tuple(row["sources"] or ()),
                row["reliability"] or "",
                cast(Seat, region),
                house=_house(row, behind, is_body=row["filler_type"] in bodies, held=held),
                unit=cast(Unit, filler.count),
                bearer=row["bearer"],
                places=(row["target"],),
                stale=stale[date],
                set_aside=_set_aside(row, values, region, template) or unfit,
                through=Text(row["bearer_name"], row["bearer_name_en"]) if held else Text("", ""),
            )
            fact = Fact(row["chain"], row["target"], row["target_type"], slot.name, evidence)
            key = (fact.chain, fact.target, fact.slot, f"{evidence.id}|{evidence.bearer}", evidence.relation)
            # the same award or patent may come by two ways (lead and stage firm): the one that counts stays
            if key not in found or found[key].evidence.set_aside > evidence.set_aside == "":
                found[key] = fact
    return (found[key] for key in sorted(found))


def _house(row: Mapping[str, Any], behind: Houses, *, is_body: bool, held: bool) -> str:
    """Return whose house is counted: that of the body that fills the slot, or of who holds the thing that does."""
    if is_body:
        return behind.of(row["filler"])
    return behind.of(row["bearer"]) if held else str(row["filler"])


def _set_aside(row: Mapping[str, Any], values: Mapping[str, Any], region: str, template: Template) -> str:
    """Return why a fact fills nothing; "" if it counts. The first reason in this order is named."""
    if row["target_type"] == "Consortium" and row["target_kind"] not in template.consortium_kinds:
        return OTHER_KIND
    for status in row["statuses"]:
        if not vocabulary().counts(status):
            return str(status)
    if unclear := vocabulary().uncounted(row["relation_type"], values):
        return unclear
    return OUTSIDE if region == "outside" else ""


def _searches(store: Reads, chain: str, until: str) -> dict[tuple[str, str], tuple[Search, ...]]:
    found: dict[tuple[str, str], list[Search]] = defaultdict(list)
    for row in ask(store, "search-records", chain=chain):
        if until and (not row["date"] or latest(row["date"]) > latest(until)):
            continue
        search = Search(
            row["id"], row["subject"], row["slot"], row["method"], row["result"], row["date"], row["by"],
            tuple(row["queries"] or ()), row["pages_read"] or 0, Text(row["note_zh"], row["note_en"]), row["dataset"],
        )  # fmt: skip
        found[search.subject, search.slot].append(search)
    return {key: tuple(each) for key, each in found.items()}
