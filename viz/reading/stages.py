"""The stages of a chain, read from a network as the analysis reads them from a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...schema import Stage, vocabulary
from .facts import name_of

if TYPE_CHECKING:
    import networkx as nx


def stages_of(network: nx.MultiDiGraph, chain: str) -> tuple[Stage, ...]:
    """Return the stages that count as parts of a chain (by id), in their order."""
    found = []
    for stage, edge in pointing_at(network, chain, "PART_OF").items():
        known = edge.get("properties", {})
        order = known.get("order")
        feeds = {
            end: None
            for _, end, each in sorted(network.out_edges(stage, data=True), key=lambda e: e[:2])
            if each.get("type") == "FEEDS" and network.nodes[end].get("type") == "Stage" and counts(each)
        }
        found.append(
            Stage(
                stage,
                chain,
                name_of(stage, network.nodes[stage]),
                str(known.get("position", "") or ""),
                order if isinstance(order, int) and not isinstance(order, bool) else None,
                tuple(feeds),
                tuple(sorted({source for said in edge.get("statements", ()) for source in said.sources})),
            )
        )
    return tuple(sorted(found, key=lambda each: each.place))


def pointing_at(network: nx.MultiDiGraph, node: str, type: str) -> dict[str, Mapping[str, Any]]:
    """Return what points at a node by relations of one type, sorted by id, where it and the relation count."""
    found = {
        start: edge
        for start, _, edge in network.in_edges(node, data=True)
        if edge.get("type") == type and counts(edge) and counts(network.nodes[start])
    }
    return dict(sorted(found.items()))


def status_of(part: Mapping[str, Any]) -> str:
    """Return the status of a node or relation; what states none is a fact."""
    return str((part.get("properties") or {}).get("status", "") or "fact")


def counts(part: Mapping[str, Any]) -> bool:
    """Say whether the status of a node or relation lets it count; the analysis asks the same vocabulary."""
    return vocabulary().counts(status_of(part))
