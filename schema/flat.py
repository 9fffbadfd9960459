"""A graph with plain attributes only, which every program that takes a networkx graph can draw or write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def flat_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are texts, numbers and truths.

    A node has ``label`` (its name), ``type`` and its properties, a relation ``label`` (its type: GEXF means something
    else by ``type``) and its properties. Lists are texts joined by ``; ``, what is unknown is left out, and so are
    the statements.
    """
    import networkx as nx

    flat = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        properties = data.get("properties", {})
        flat.add_node(node, label=caption(node, properties), type=data.get("type", ""), **_plain(properties))
    for start, end, key, data in graph.edges(keys=True, data=True):
        flat.add_edge(start, end, key=key, label=data.get("type", ""), **_plain(data.get("properties", {})))
    return flat


def caption(id: str, properties: Mapping[str, Any]) -> str:
    """Return what a node is called: its name, of a source its title, else its id."""
    return str(properties.get("name") or properties.get("title") or id)


def _plain(properties: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    # an id is the node's or the key's already, and several formats have one of their own
    return {
        name: _scalar(value)
        for name, value in properties.items()
        if value is not None and name not in ("id", "type", "label")
    }


def _scalar(value: Any) -> str | int | float | bool:
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and not any(isinstance(each, list | tuple | Mapping) for each in value):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)
