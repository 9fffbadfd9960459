"""Where each body sits against the region that the rules speak of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ...schema import Scene, Text, vocabulary

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


def packed_regions(scene: Scene, ids: Collection[str]) -> dict[str, Any]:
    """Return the regions that some bodies lie in and those around them: id → both names, and the ids around it.

    Where each body lies is said by its LOCATED_IN relations, which a page has anyhow. ``region`` is that of the rules:
    what lies directly in it is a district.
    """
    network = scene.network
    around = {region for id in ids for region in _above(network, id)}
    found: dict[str, list[Any]] = {}
    for id in sorted(around):
        properties = network.nodes[id].get("properties", {})
        name = Text(str(properties.get("name", "") or id), str(properties.get("name_en", "") or ""))
        found[id] = [name.zh, name.en, sorted(_directly(network, id))]
    return {"regions": found, "region": scene.template.region} if found else {}


def _seat(network: nx.MultiDiGraph, id: str, region: str, around: set[str]) -> str:
    if region in _above(network, id):
        return "inside"
    stated = _directly(network, id)
    return "unknown" if not stated or stated & around else "outside"


def _above(network: nx.MultiDiGraph, id: str) -> set[str]:
    """Return every region that something lies in."""
    found: set[str] = set()
    todo = [id] if id in network else []
    while todo:
        new = _directly(network, todo.pop()) - found
        found |= new
        todo += new
    return found


def _directly(network: nx.MultiDiGraph, id: str) -> set[str]:
    return {end for _, end, type in network.out_edges(id, data="type") if type == "LOCATED_IN"}
