"""Where each body sits against the region that the rules speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...schema import Scene, vocabulary

if TYPE_CHECKING:
    import networkx as nx

_SEATS = frozenset({"inside", "outside", "unknown"})


def seats_of(scene: Scene) -> dict[str, str]:
    """Return inside, outside or unknown for every body; what has no seat by nature (a standard) is left out.

    The analysis has judged all that it used as evidence. The rest follows its rule: the stated ``home``, else
    LOCATED_IN upwards; a seat that only contains the region tells nothing. Without a region there is no inside.
    """
    if not scene.template.region:
        return {}
    judged = {
        each.id: each.region
        for cell in scene.findings.cells
        for each in (*cell.evidence, *cell.set_aside)
        if each.region in _SEATS
    }
    bodies = vocabulary().bodies
    network, region = scene.network, scene.template.region
    around = _above(network, region)
    found: dict[str, str] = {}
    for id, node in network.nodes(data=True):
        if id in judged:
            found[id] = judged[id]
        elif node.get("type") in bodies:
            home = str(node.get("properties", {}).get("home", ""))
            found[id] = home if home in _SEATS else _seat(network, id, region, around)
    return found


def _seat(network: nx.MultiDiGraph, id: str, region: str, around: set[str]) -> str:
    if region in _above(network, id):
        return "inside"
    stated = {end for _, end, type in network.out_edges(id, data="type") if type == "LOCATED_IN"}
    return "unknown" if not stated or stated & around else "outside"


def _above(network: nx.MultiDiGraph, id: str) -> set[str]:
    """Return every region that something lies in."""
    found: set[str] = set()
    todo = [id] if id in network else []
    while todo:
        for _, end, type in network.out_edges(todo.pop(), data="type"):
            if type == "LOCATED_IN" and end not in found:
                found.add(end)
                todo.append(end)
    return found
