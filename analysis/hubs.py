"""Hubs: on which houses a chain hangs, by what falls on record without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..queries import Reads, ask
from ..schema import Falls, Hub, Template, Text, vocabulary
from .cells import Ground
from .facts import Facts
from .falls import Ledger, ledger
from .sentences import joined, spoken

#: relations by which a body works for a stage, chain or consortium
_SERVING = frozenset({"LEADS", "MEMBER_OF", "OPERATES_IN", "TESTS_FOR", "COORDINATES", "RESEARCHES", "BREAKS_THROUGH"})
#: what says nothing about an industry's ties: seats, offices, prizes, and what many measure or need alike
NOT_INDUSTRY = frozenset({"Agency", "Award", "Measure", "Need", "Region"})
#: beyond this many nodes betweenness is not computed: it grows with nodes × relations
MOST_NODES = 20_000
#: stages and bodies named in a sentence
_NAMED = 3


@dataclass(slots=True)
class _Body:
    """What the rows say about one body."""

    name: Text
    type: str
    neighbours: set[str] = field(default_factory=set)
    chains: set[str] = field(default_factory=set)
    consortia: set[str] = field(default_factory=set)
    #: chain → stages
    stages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def hubs(store: Reads, chain: str, template: Template, facts: Facts, laid: Iterable[Ground]) -> tuple[Hub, ...]:
    """Return the houses of a chain (by id; "" for all), those without which most falls first.

    For each house its bodies are taken out and the cells counted again (`Ledger.falls`). Houses are ordered by what
    falls, part by part, then by breadth; no score is made of it. What is planned, a candidate or retired, bodies
    outside the region and services of unclear basis count as they do for the cells: not at all. Degree is the number
    of distinct neighbours; betweenness (Freeman 1977) is over the pairs that are connected; for both agencies, awards
    and seats are left out.
    """
    counts = vocabulary().counts
    rows = [
        row
        for row in ask(store, "hub-facts", chain=chain)
        if counts(*row["statuses"])
        and (facts.known is None or facts.known.has(row["relation"]))
        and row["other_type"] not in NOT_INDUSTRY
        and row["type"] not in NOT_INDUSTRY
    ]
    bodies = _bodies(rows)
    between = betweenness((row["body"], row["other"]) for row in rows)
    book = ledger(facts, laid)
    aside = _set_aside(facts)
    houses: dict[str, list[str]] = defaultdict(list)
    for id, body in bodies.items():
        if id not in aside and body.type in template.hubs.types:
            houses[facts.houses.of(id)].append(id)
    found = []
    for house, members in houses.items():
        found.append(_hub(house, sorted(members), bodies, between, book, facts, template, chain))
    found.sort(key=lambda h: (not h.is_hub, *(-n for n in h.falls.weight), -len(h.chains), -len(h.stages), h.id))
    return tuple(replace(hub, sentence=_sentence(hub, facts, chain)) for hub in found)


def _hub(
    house: str,
    members: list[str],
    bodies: Mapping[str, _Body],
    between: Mapping[str, float],
    book: Ledger,
    facts: Facts,
    template: Template,
    chain: str,
) -> Hub:
    falls = book.falls(facts.houses.all_of(house))
    stages: dict[str, set[str]] = defaultdict(set)
    for id in members:
        for each, found in bodies[id].stages.items():
            stages[each] |= found
    here = stages[chain] if chain else set().union(*stages.values())
    chains = {each for id in members for each in bodies[id].chains}
    consortia = {each for id in members for each in bodies[id].consortia}
    neighbours = {each for id in members for each in bodies[id].neighbours} - set(members)
    first = house
    if house not in members:
        first = max(members, key=lambda each: (len(book.by_body.get(each, ())), len(bodies[each].neighbours), each))
    rule = template.hubs
    widest = max((len(each) for each in stages.values()), default=0)
    is_hub = (
        (len(here) if chain else widest) >= rule.stages
        or len(chains) >= rule.chains
        or len(consortia) >= rule.consortia
        or len(falls.empties) >= rule.empties
        or len(falls.slots) >= rule.slots
    )
    share = max((between[id] for id in members if id in between), default=None)
    return Hub(
        first, bodies[first].name, bodies[first].type, len(neighbours), None if share is None else round(share, 6),
        tuple(sorted(chains)), tuple(sorted(consortia)), tuple(sorted(here)),
        (*falls.slots, *_emptied(falls, book)), is_hub, Text("", ""), house, tuple(members), falls,
    )  # fmt: skip


def _emptied(falls: Falls, book: Ledger) -> list[str]:
    return sorted(ground.id for stage in falls.empties for ground in book.builds[stage] if ground.own)


def _set_aside(facts: Facts) -> set[str]:
    """Return the bodies whose every relation is set aside: plans, other regions, users."""
    counting = {
        id for fact in facts.facts if not fact.evidence.set_aside for id in (fact.evidence.bearer, fact.evidence.id)
    }
    return {fact.evidence.bearer for fact in facts.facts} - counting


def betweenness(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return the betweenness of each node of the undirected simple graph of some pairs (Brandes 2001).

    The share of shortest paths through a node among the pairs of others that are connected at all. Empty beyond
    `MOST_NODES` nodes.

    >>> betweenness([("a", "b"), ("b", "c"), ("x", "y")])["b"]
    0.5
    """
    import rustworkx

    edges = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    ids = sorted({id for edge in edges for id in edge})
    if len(ids) > MOST_NODES:
        return {}
    at = {id: number for number, id in enumerate(ids)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    graph.add_edges_from_no_data([(at[a], at[b]) for a, b in edges])
    scores = rustworkx.betweenness_centrality(graph, normalized=False)
    parts = [len(part) for part in rustworkx.connected_components(graph)]
    part_of = {node: len(part) for part in rustworkx.connected_components(graph) for node in part}
    connected = sum(size * (size - 1) // 2 for size in parts)
    found = {}
    for id in ids:
        # the pairs that the node itself is one of are no pairs of others
        others = connected - (part_of[at[id]] - 1)
        found[id] = float(scores[at[id]]) / others if others else 0.0
    return found


def _bodies(rows: Iterable[Mapping[str, Any]]) -> dict[str, _Body]:
    bodies: dict[str, _Body] = {}
    for row in rows:
        body = bodies.setdefault(row["body"], _Body(Text(row["name"], row["name_en"]), row["type"]))
        body.neighbours.add(row["other"])
        if row["relation_type"] not in _SERVING:
            continue
        chains = [
            chain
            for chain, status in zip(row["chains"], row["chain_statuses"], strict=True)
            if vocabulary().counts(status)
        ]
        body.chains.update(chains)
        if row["other_type"] == "Consortium" and row["other_kind"] != "programme":
            body.consortia.add(row["other"])
        if row["other_type"] == "Stage":
            for chain in chains:
                body.stages[chain].add(row["other"])
    return bodies


def _sentence(hub: Hub, facts: Facts, chain: str) -> Text:
    """Say what falls on record in one chain or in all, then how broadly the house works; numbers of relations stay in
    the columns.
    """
    bodies = len(facts.houses.all_of(hub.house))
    house = Text("", "")
    if hub.house == hub.id and bodies > 1:
        house = Text(f"（连同其一家，共 {bodies} 个主体）", f" (with its house, {bodies} bodies)")
    elif hub.house != hub.id:
        head = spoken(facts.houses.names.get(hub.house, hub.name))
        house = Text(f"（属{head.zh}一家，共 {bodies} 个主体）", f" (of the house {head.en}, {bodies} bodies)")
    who = Text(f"退出{house.zh}", f"it{house.en}")
    first = without_them(who, hub.falls, facts, bool(chain))
    zh, en = [], []
    for number, word, one, many in (
        (len(hub.stages), "从事 {} 个环节", "works in {} stage", "works in {} stages"),
        (len(hub.chains), "服务 {} 条产业链", "serves {} chain", "serves {} chains"),
        (len(hub.consortia), "参与 {} 个联合体", "takes part in {} consortium", "takes part in {} consortia"),
    ):
        if number:
            zh.append(word.format(number))
            en.append((one if number == 1 else many).format(number))
    breadth = Text("，".join(zh) + "。", f"It {', '.join(en)}.") if zh else Text("", "")
    return joined(first, breadth)


def without_them(who: Text, falls: Falls, facts: Facts, in_chain: bool) -> Text:
    """Return the sentence that says what falls on record without somebody, in one chain or in all."""
    told = told_falls(falls, facts)
    scope = Text("本链", "in this chain") if in_chain else Text("全部产业链", "in all chains")
    return Text(
        f"仅据在录（{scope.zh}），若{who.zh}{f'：{told.zh}' if told.zh else '，没有格位落空'}。",
        f"On record only ({scope.en}), without {who.en}{f': {told.en}' if told.en else ' no cell falls empty'}.",
    )


def told_falls(falls: Falls, facts: Facts) -> Text:
    """Return what falls in words, in the order of `Falls.weight`; "" for nothing."""
    firms = facts.firms

    def stages(ids: tuple[str, ...]) -> Text:
        zh, en = [], []
        for id in ids[:_NAMED]:
            more = f"（另据来源：{firms[id].stated.zh}）" if id in firms and firms[id].stated.zh else ""
            more_en = f" (a source says: {firms[id].stated.en})" if id in firms and firms[id].stated.en else ""
            name = spoken(facts.names[id])
            zh.append(f"「{name.zh}」{more}")
            en.append(name.en + more_en)
        rest = len(ids) > _NAMED
        return Text("、".join(zh) + ("等" if rest else ""), "; ".join(en) + (" …" if rest else ""))

    def lost(markets: tuple[tuple[str, str], ...]) -> Text:
        zh, en = [], []
        for customer, product in markets[:_NAMED]:
            name = spoken(facts.customers[customer])
            zh.append(name.zh + (f"：{product}" if product else ""))
            en.append(name.en + (f": {product}" if product else ""))
        rest = len(markets) > _NAMED
        return Text("；".join(zh) + ("等" if rest else ""), "; ".join(en) + (" …" if rest else ""))

    zh, en = [], []
    for count, named, word, one, many in (
        (
            len(falls.empties),
            stages(falls.empties),
            "{} 个环节在录企业将空",
            "{} stage without any firm",
            "{} stages without any firm",
        ),
        (len(falls.slots), None, "{} 个格位落空", "{} slot of its own empty", "{} slots of their own empty"),
        (
            len(falls.inherited),
            None,
            "{} 个格位不再由全链提供",
            "{} cell that the chain no longer lends",
            "{} cells that the chain no longer lends",
        ),
        (len(falls.left_on_one), None, "{} 个格位只剩一个", "{} cell left with one", "{} cells left with one"),
        (len(falls.cut_off), stages(falls.cut_off), "{} 个环节断供", "{} stage cut off", "{} stages cut off"),
        (falls.routes, None, "{} 条供给路线中断", "{} route cut", "{} routes cut"),
        (
            len(falls.customers),
            lost(falls.lost),
            "{} 家客户的某种产品失去唯一在录供应方",
            "{} customer without the only recorded supplier of a product",
            "{} customers without the only recorded supplier of a product",
        ),
    ):
        if count:
            zh.append(word.format(count) + (f"（{named.zh}）" if named else ""))
            en.append((one if count == 1 else many).format(count) + (f" ({named.en})" if named else ""))
    return Text("，".join(zh), ", ".join(en))
