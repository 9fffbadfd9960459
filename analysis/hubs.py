"""Hubs: on whom the chain hangs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..queries import Reads, ask
from ..schema import Cell, Hub, Template, Text, vocabulary

#: relations by which a body works for a stage, chain or consortium
_SERVING = frozenset({"LEADS", "MEMBER_OF", "OPERATES_IN", "TESTS_FOR", "COORDINATES", "RESEARCHES", "BREAKS_THROUGH"})


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


def hubs(store: Reads, chain: str, template: Template, cells: Iterable[Cell]) -> tuple[Hub, ...]:
    """Return the bodies of a chain (by id; "" for all) with their measures, the weightiest first.

    Relations that are planned, candidate or retired and the seat (LOCATED_IN) do not count. Degree is the
    number of distinct neighbours, betweenness that of Freeman (1977) on the undirected simple graph of the
    rows of `hub-facts`, normalised to 0…1, end points left out.
    """
    terms = vocabulary()
    # a draft standard or a filed patent fills no slot, yet whoever drafted or filed it is tied to it
    rows = [
        row
        for row in ask(store, "hub-facts", chain=chain)
        if all(terms.counts(status, ("status",)) for status in row["statuses"])
    ]
    between = betweenness((row["body"], row["other"]) for row in rows)
    sole = _sole(cells)
    bodies = _bodies(rows)
    found = []
    for id, body in bodies.items():
        if body.type not in template.hubs.types:
            continue
        stages = body.stages[chain] if chain else {s for each in body.stages.values() for s in each}
        widest = max((len(each) for each in body.stages.values()), default=0)
        is_hub = (
            (len(stages) if chain else widest) >= template.hubs.stages
            or len(body.chains) >= template.hubs.chains
            or len(body.consortia) >= template.hubs.consortia
        )
        found.append(
            Hub(
                id, body.name, body.type, len(body.neighbours), round(between.get(id, 0.0), 6),
                tuple(sorted(body.chains)), tuple(sorted(body.consortia)), tuple(sorted(stages)),
                tuple(sorted(sole.get(id, ()))), is_hub, Text("", ""),
            )
        )  # fmt: skip
    found.sort(key=lambda h: (not h.is_hub, -len(h.chains), -len(h.stages), -h.betweenness, -h.degree, h.id))
    return tuple(_with_sentence(hub) for hub in found)


def betweenness(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return the betweenness of each node of the undirected simple graph of some pairs (Brandes 2001).

    >>> betweenness([("a", "b"), ("b", "c")])["b"]
    1.0
    """
    import rustworkx

    edges = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    ids = sorted({id for edge in edges for id in edge})
    at = {id: number for number, id in enumerate(ids)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    graph.add_edges_from_no_data([(at[a], at[b]) for a, b in edges])
    scores = rustworkx.betweenness_centrality(graph, normalized=True)
    return {id: float(scores[at[id]]) for id in ids}


def _bodies(rows: Iterable[Mapping[str, Any]]) -> dict[str, _Body]:
    bodies: dict[str, _Body] = {}
    for row in rows:
        body = bodies.setdefault(row["body"], _Body(Text(row["name"], row["name_en"]), row["type"]))
        body.neighbours.add(row["other"])
        if row["relation_type"] not in _SERVING:
            continue
        body.chains.update(row["chains"])
        if row["other_type"] == "Consortium" and row["other_kind"] != "programme":
            body.consortia.add(row["other"])
        if row["other_type"] == "Stage":
            for chain in row["chains"]:
                body.stages[chain].add(row["other"])
    return bodies


def _sole(cells: Iterable[Cell]) -> dict[str, set[str]]:
    """Return, for each body, the cells that one group alone fills and that it belongs to."""
    sole: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell.count == 1 and not cell.inherited:
            for each in cell.evidence:
                if not each.inherited:
                    sole[each.id].add(cell.id)
    return sole


def _with_sentence(hub: Hub) -> Hub:
    zh, en = [], []
    if hub.stages:
        zh.append(f"横跨 {len(hub.stages)} 个环节")
        en.append(f"works in {len(hub.stages)} stage{'s' if len(hub.stages) > 1 else ''}")
    if hub.chains:
        zh.append(f"服务 {len(hub.chains)} 条产业链")
        en.append(f"serves {len(hub.chains)} chain{'s' if len(hub.chains) > 1 else ''}")
    if hub.consortia:
        zh.append(f"参与 {len(hub.consortia)} 个联合体")
        en.append(f"takes part in {len(hub.consortia)} consorti{'a' if len(hub.consortia) > 1 else 'um'}")
    zh.append(f"{hub.degree} 个直接联系,{hub.betweenness:.1%} 的最短路径经过它")
    en.append(f"{hub.degree} direct ties; {hub.betweenness:.1%} of shortest paths run through it")
    text_zh, text_en = ",".join(zh) + "。", ", ".join(en) + "."
    if hub.sole:
        text_zh += f"{len(hub.sole)} 个格位只靠它(或其集团)。"
        text_en += f" {len(hub.sole)} cell{'s hang' if len(hub.sole) > 1 else ' hangs'} on it (or its group) alone."
    elif hub.is_hub:
        text_zh += "没有格位只靠它,较易替代。"
        text_en += " No cell hangs on it alone: easier to replace."
    return replace(hub, sentence=Text(text_zh, text_en))
