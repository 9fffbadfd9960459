"""Reading what the queries say into typed facts: what may fill a slot, and why it may not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from ..graph import Store, searches
from ..queries import Reads, ask
from ..schema import Evidence, Search, Stage, Template, Text, latest, vocabulary

_CHAINS = "MATCH (c:IndustryChain) RETURN c.id AS id, c.name AS name, coalesce(c.name_en, '') AS name_en"
#: feeds and feed_statuses go in step
_STAGES = """
MATCH (s:Stage)-[p:PART_OF]->(c:IndustryChain) WHERE $chain = '' OR c.id = $chain
RETURN c.id AS chain, s.id AS stage, s.name AS name, coalesce(s.name_en, '') AS name_en,
  coalesce(p.position, '') AS position, p.order AS order, p.sources AS sources,
  [coalesce(s.status, 'fact'), coalesce(p.status, 'fact')] AS statuses,
  COLLECT { MATCH (s)-[f:FEEDS]->(n:Stage) RETURN n.id ORDER BY n.id, f.id } AS feeds,
  COLLECT { MATCH (s)-[f:FEEDS]->(n:Stage) RETURN coalesce(f.status, 'fact') ORDER BY n.id, f.id } AS feed_statuses
"""

Region = Literal["inside", "outside", "unknown", "none"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of `gap-facts`: evidence for one slot of one target."""

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
    #: chain by chain, by position, then in their order
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    #: (subject, slot) → records, newest first
    searches: Mapping[tuple[str, str], tuple[Search, ...]]
    #: rows of `supplies` that have a share
    shares: tuple[Mapping[str, Any], ...]
    #: newest date among search records and sources
    data_date: str = field(default="")


def read_facts(store: Store, chain: str, template: Template) -> Facts:
    """Ask the store for the facts of one chain (by id), or of all with ""."""
    chains = {
        row["id"]: Text(row["name"], row["name_en"]) for row in store.look_up(_CHAINS) if chain in ("", row["id"])
    }
    stages = sorted(_stages(store, chain), key=lambda each: (each.chain, each.rank, each.place))
    data_date = max((row["date"] for row in ask(store, "data-date") if row["date"]), key=latest, default="")
    rows = ask(store, "gap-facts", chain=chain, region=template.region)
    facts = _facts(rows, template, data_date)
    shares = tuple(
        row
        for row in ask(store, "supplies", chain=chain)
        if row["share"] is not None and all(map(vocabulary().counts, row["statuses"]))
    )
    return Facts(chains, tuple(stages), facts, _searches(store), shares, data_date)


def _stages(store: Reads, chain: str) -> Iterator[Stage]:
    counts = vocabulary().counts
    for row in store.look_up(_STAGES, chain=chain):
        if all(map(counts, row["statuses"])):
            feeds = [id for id, status in zip(row["feeds"], row["feed_statuses"], strict=True) if counts(status)]
            yield Stage(
                row["stage"], row["chain"], Text(row["name"], row["name_en"]), row["position"], row["order"],
                tuple(dict.fromkeys(feeds)), tuple(row["sources"]),
            )  # fmt: skip


def _facts(rows: Iterable[Mapping[str, Any]], template: Template, data_date: str) -> tuple[Fact, ...]:
    bodies = vocabulary().bodies
    found: dict[tuple[str, str, str, str, str], Fact] = {}
    for row in rows:
        if row["filler_type"] == "Award" and row["filler_kind"] not in template.award_kinds:
            continue
        held = row["bearer"] != row["filler"]
        region = row["region"] if held or row["filler_type"] in bodies else "none"
        evidence = Evidence(
            row["filler"],
            Text(row["filler_name"], row["filler_name_en"]),
            row["filler_type"],
            row["relation"],
            row["relation_type"],
            row["date"] or "",
            tuple(row["sources"] or ()),
            row["reliability"] or "",
            cast(Region, region),
            min([row["bearer"], *row["kin"]]),
            stale=is_stale(row["date"] or "", data_date, template.stale_after),
            set_aside=_set_aside(row, region, template),
            through=Text(row["bearer_name"], row["bearer_name_en"]) if held else Text("", ""),
        )
        fact = Fact(row["chain"], row["target"], row["target_type"], row["slot"], evidence)
        key = (fact.chain, fact.target, fact.slot, evidence.id, evidence.relation)
        # the same award or patent may come by two ways (lead and stage firm): the one that counts stays
        if key not in found or found[key].evidence.set_aside > evidence.set_aside == "":
            found[key] = fact
    return tuple(found[key] for key in sorted(found))


def _set_aside(row: Mapping[str, Any], region: str, template: Template) -> str:
    """Return why a fact fills nothing; "" if it counts. The first reason in this order is named."""
    if row["target_type"] == "Consortium" and row["target_kind"] not in template.consortium_kinds:
        return "other_kind"
    for status in row["statuses"]:
        if not vocabulary().counts(status):
            return str(status)
    if not vocabulary().codes["service_basis"].codes[row["basis"] or "stated"].counts:
        return str(row["basis"])
    return "outside" if region == "outside" else ""


def is_stale(date: str, data_date: str, years: int) -> bool:
    """Say whether a date lies more than some years before the date of the data.

    >>> is_stale("2020-03", "2026-11-22", 5), is_stale("2021-12", "2026-11-22", 5), is_stale("", "2026", 5)
    (True, False, False)
    """
    if not date or not data_date:
        return False
    end = latest(data_date)
    return latest(date) < f"{int(end[:4]) - years:04d}{end[4:]}"


def _searches(store: Store) -> dict[tuple[str, str], tuple[Search, ...]]:
    found: dict[tuple[str, str], list[Search]] = defaultdict(list)
    for search in searches(store):
        found[search.subject, search.slot].append(search)
    return {key: tuple(sorted(each, key=_newest, reverse=True)) for key, each in found.items()}


def _newest(search: Search) -> tuple[str, int, str]:
    strength = {"web": 0, "survey": 1, "inventory": 2}
    return latest(search.date), strength.get(search.method, 0), search.id
