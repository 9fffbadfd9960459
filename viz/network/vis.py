"""A pyvis `Network` of a chain: its nodes and relations at their places, ghosts and hubs among them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...schema import RETIRED, vocabulary
from ..page import FONT, LIGHT, hue
from ..reading import counts, name_of, status_of
from .drawing import Drawing, radius
from .ghosts import Ghost

if TYPE_CHECKING:
    from pyvis.network import Network

_RELATION_HUES = {
    "FEEDS": "ink",
    "PART_OF": "link",
    "OPERATES_IN": "firm",
    "SUPPLIES": "firm",
    "PARENT_OF": "firm",
    "TESTS_FOR": "infrastructure",
    "RESEARCHES": "knowledge",
    "BREAKS_THROUGH": "knowledge",
    "COORDINATES": "organisation",
    "LEADS": "organisation",
    "MEMBER_OF": "organisation",
    "SERVES": "organisation",
    "OVERSEES": "organisation",
    "ADVISES": "organisation",
    "AFFILIATED_WITH": "organisation",
    "LOCATED_IN": "unknown",
}
#: vis shapes nearest to ours, for those who draw the object without our page
_SHAPES = {
    "TestingInstitute": "square",
    "ResearchInstitute": "triangle",
    "University": "triangle",
    "Technology": "diamond",
    "Association": "hexagon",
    "Consortium": "star",
    "Award": "star",
    "Project": "triangleDown",
    "Standard": "square",
    "Patent": "square",
    "Product": "square",
}
#: what would tie everything to everything: shown when asked
HIDDEN_TYPES = frozenset({"Region"})
HIDDEN_RELATIONS = frozenset({"LOCATED_IN"})
_MARK_HUES = {"build": "gap", "look_up": "unknown"}
#: beyond this many nodes lines are straight and rest while the view moves
STRAIGHT_FROM = 1500
#: how far, in px, a line between two nodes of one column swings out, and each further one between the same two
_SWING, _STEP = 30.0, 12.0


def fill(drawing: Drawing, lang: str) -> Network:
    """Return the drawing as a pyvis Network: fixed places, no physics, one edge for each relation."""
    from pyvis.network import Network

    # undirected, pyvis would drop the second relation between two nodes
    net = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    # `set_options` deletes every blank ("Noto Sans CJK SC"), and pyvis' own options do not serialise
    net.options = options(len(drawing.plan.rows), len(drawing.network.edges))
    for node in sorted(drawing.network):
        net.add_node(node, **_node(drawing, node, lang))
    for ghost in drawing.ghosts:
        net.add_node(ghost.id, **_ghost(drawing, ghost, lang))
    together: Counter[frozenset[str]] = Counter()
    for start, end, key, data in sorted(drawing.network.edges(keys=True, data=True), key=lambda e: str(e[2])):
        between = frozenset((start, end))
        line = _relation(data, lang, drawing.asked) | bend(drawing, start, end, lang, together[between])
        _add_edge(net, start, end, id=str(key), **line)
        together[between] += 1
    for ghost in drawing.ghosts:
        for k, node in enumerate(ghost.lacking):
            line = _lack(ghost) | bend(drawing, node, ghost.id, lang)
            _add_edge(net, node, ghost.id, id=f"{ghost.id}/{k}", **line)
    return net


def relation_hue(type: str) -> str:
    """Return the palette name of the colour of a relation's line."""
    return _RELATION_HUES.get(type, "thing")


def options(nodes: int, relations: int) -> dict[str, Any]:
    """Return the vis-network options: no physics, nothing to drag, lines that leave and arrive level."""
    many = nodes > STRAIGHT_FROM or relations > 3 * STRAIGHT_FROM
    smooth: dict[str, Any] = {"enabled": False}
    if not many:
        smooth = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "dragNodes": False,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
        "nodes": {"font": {"face": FONT, "size": 12}},
        "edges": {
            "smooth": smooth,
            "arrows": {"to": {"scaleFactor": 0.5}},
            "chosen": False,
            "selfReference": {"size": 9, "angle": 0.785},
            "color": {"inherit": False},
            "selectionWidth": 0,
            "hoverWidth": 0,
        },
    }


def _add_edge(net: Network, start: str, end: str, **line: Any) -> None:
    """Do what pyvis' ``add_edge`` does, without its two walks over all nodes (3.4 s for 14,640 edges)."""
    from pyvis.edge import Edge

    net.edges.append(Edge(start, end, net.directed, **line).options)


def _node(drawing: Drawing, node: str, lang: str) -> dict[str, Any]:
    data = drawing.network.nodes[node]
    type_ = data.get("type", "")
    hub, mark = drawing.hubs.get(node), drawing.marks.get(node, "")
    title = name_of(node, data).to(lang) + (f"\n{hub.sentence.to(lang)}" if hub else "")
    colour: dict[str, str] | str = LIGHT[hue(type_)]
    if mark:
        colour = {"background": LIGHT["gap-fill" if mark == "build" else "paper"], "border": LIGHT[_MARK_HUES[mark]]}
    elif node in drawing.outside or node in drawing.uncounted:
        colour = {"background": LIGHT["paper"], "border": LIGHT["hub" if hub else hue(type_)]}
    elif hub:
        colour = {"background": LIGHT[hue(type_)], "border": LIGHT["hub"]}
    return {
        "label": drawing.labels[node].to(lang) or node,
        "title": title,
        "type": type_,
        "hub": hub is not None,
        "mark": mark,
        "outside": node in drawing.outside,
        "uncounted": node in drawing.uncounted,
        "stages": drawing.spans.get(node, 0),
        "shape": _SHAPES.get(type_, "dot"),
        **({"shapeProperties": {"borderDashes": [3, 2]}} if node in drawing.uncounted else {}),
        "size": round(radius(drawing, node), 1),
        "color": colour,
        "borderWidth": 3 if hub else 1,
        "hidden": type_ in HIDDEN_TYPES - drawing.asked,
        **_point(drawing, node, lang),
    }


def _ghost(drawing: Drawing, ghost: Ghost, lang: str) -> dict[str, Any]:
    quiet = ghost.kind == "look_up"
    return {
        "label": ghost.label.to(lang),
        "title": ghost.label.to(lang),
        "ghost": ghost.kind,
        "cells": list(ghost.cells),
        "like": ghost.like,
        "web_only": ghost.web_only,
        "shape": "dot",
        "size": 5 if quiet else 6.5,
        "color": {"background": LIGHT["paper" if quiet or ghost.web_only else "gap-fill"], "border": _colour(ghost)},
        "borderWidth": 1 if quiet or ghost.web_only else 2,
        "shapeProperties": {"borderDashes": [1, 3] if quiet else [4, 3]},
        "hidden": quiet,
        **_point(drawing, ghost.id, lang),
    }


def _point(drawing: Drawing, node: str, lang: str) -> dict[str, Any]:
    point = drawing.plan.point(node, lang)
    return {"x": point.x, "y": point.y, "physics": False}


def _relation(data: Mapping[str, Any], lang: str, asked: frozenset[str]) -> dict[str, Any]:
    type_ = data.get("type", "")
    status = status_of(data)
    known = vocabulary().relations
    return {
        "type": type_,
        "title": known[type_].label.to(lang) if type_ in known else type_,
        "status": status,
        "color": {"color": LIGHT[relation_hue(type_)], "opacity": 0.8 if type_ == "FEEDS" else 0.14},
        "arrows": "to" if type_ == "FEEDS" else "",
        "width": 1.6 if type_ == "FEEDS" else 1,
        "dashes": status != RETIRED and not counts(data),
        "hidden": type_ in HIDDEN_RELATIONS - asked or status == RETIRED,
    }


def _lack(ghost: Ghost) -> dict[str, Any]:
    quiet = ghost.kind == "look_up"
    return {
        "ghost": ghost.kind,
        "color": _colour(ghost),
        "arrows": "",
        "width": 1,
        "dashes": [1, 4] if quiet else [5, 4],
        "hidden": quiet,
    }


def _colour(ghost: Ghost) -> str:
    return LIGHT["unknown" if ghost.kind == "look_up" else "gap"]


def bend(drawing: Drawing, start: str, end: str, lang: str, before: int = 0) -> dict[str, Any]:
    """Return how a line leaves the straight way: inside a column to the left, and apart from those ``before`` it."""
    a, b = drawing.plan.point(start, lang), drawing.plan.point(end, lang)
    length = math.dist((a.x, a.y), (b.x, b.y))
    level = a.x != b.x
    if length == 0 or (level and before == 0):
        return {}
    if level:
        swing, clockwise = _STEP * ((before + 1) // 2), (before % 2 == 0) == (a.x < b.x)
    else:
        # labels stand to the right of the glyphs
        swing, clockwise = _SWING + _STEP * before, a.y > b.y
    # a curve of vis swings out by about .39 × length × roundness (measured)
    roundness = round(min(0.6, swing / (0.39 * length)), 3)
    return {"smooth": {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": roundness}}
