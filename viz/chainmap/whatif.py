"""What the map's page needs to take bodies out and count its cells again, and to show what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from ...schema import Change, Scene, Text, UnknownName, UsageError
from ..reading import Chain, both, counts, stages_of

if TYPE_CHECKING:
    import networkx as nx


def taking_out(scene: Scene, view: Chain, without: Iterable[str] = (), alone: bool = False) -> dict[str, Any]:
    """Return what the page's recount reads: flows, supplies, houses, and who is taken out as it opens.

    UnknownName: an id that the network has not; UsageError: a stage or a chain.
    """
    network, drawn = scene.network, view.drawn
    gone = list(dict.fromkeys(without))
    for id in gone:
        if id not in network:
            raise UnknownName(Text("节点", "node"), id, network)
        if network.nodes[id]["type"] in ("Stage", "IndustryChain"):
            raise UsageError(
                f"{id} is no body or thing: a map takes out bodies and things, not stages and chains",
                f"{id} 不是主体或物项：链图只能拿掉主体和物项，不能拿掉环节和产业链",
            )
    shown = {*drawn, *gone}
    return {
        "flows": _flows(network, view.id),
        "supplies": _supplies(network, shown),
        "kin": [list(house) for house in scene.findings.houses.values() if not shown.isdisjoint(house)],
        "without": gone,
        "alone": alone,
    }


def _flows(network: nx.MultiDiGraph, chain: str) -> dict[str, list[str]]:
    stages = stages_of(network, chain)
    here = {stage.id for stage in stages}
    return {stage.id: [to for to in stage.feeds if to in here] for stage in stages}


def _supplies(network: nx.MultiDiGraph, drawn: Collection[str]) -> list[list[str]]:
    """Return supplier, customer and product of every supply of a market in which something drawn sells."""
    found = [
        (start, end, str(edge.get("properties", {}).get("product", "") or ""))
        for start, end, edge in network.edges(data=True)
        if edge["type"] == "SUPPLIES" and counts(edge) and counts(network.nodes[start])
    ]
    markets = {(customer, product) for supplier, customer, product in found if supplier in drawn}
    return sorted(list(each) for each in set(found) if (each[1], each[2]) in markets)


def packed_changes(changes: Iterable[Change]) -> list[Any]:
    """Return changes as the page's scripts read them: key, what, before, after, why."""
    return [[each.id, each.what, both(each.before), both(each.after), both(each.why)] for each in changes]
