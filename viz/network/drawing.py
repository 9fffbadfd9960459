"""What a network view draws: the chosen part of the network, its ghosts, hubs and marks, each at its place."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...schema import Findings, Hub, Scene, Text
from ..reading import (
    CROSS,
    EVERYTHING,
    LOOSE,
    PLACING,
    Choice,
    chains_in,
    choice_title,
    counts,
    home_of,
    manned,
    narrowed,
    seats_of,
    settled,
    short_names,
)
from .ghosts import Ghost, ghosts
from .places import Plan, plan

if TYPE_CHECKING:
    import networkx as nx

_LANES = {CROSS: Text("跨链机构", "Across chains"), LOOSE: Text("未归链", "No chain")}
#: Unicode categories of what a label cannot show, or what would turn its direction
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: characters of a label; the panel shows the whole name
_LONGEST = 96


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that stands on one network view."""

    network: nx.MultiDiGraph
    title: Text
    #: types of nodes and relations that the choice names: these are not hidden
    asked: frozenset[str]
    #: the findings about the stages and chains that are drawn
    findings: Findings
    ghosts: tuple[Ghost, ...]
    plan: Plan
    #: names short enough for a picture
    labels: Mapping[str, Text]
    #: bodies to ring, by id
    hubs: Mapping[str, Hub]
    #: stage id → build (no firm, searched) or look_up (no firm, not searched)
    marks: Mapping[str, str]
    #: bodies from outside the template's region, drawn hollow, and nodes that do not count (planned …), drawn dashed
    outside: frozenset[str]
    uncounted: frozenset[str]
    #: firm → in how many of the drawn stages it works, where that is more than one
    spans: Mapping[str, int]


def draw(scene: Scene, chain: str | None = None, choice: Choice = EVERYTHING) -> Drawing:
    """Return what the view of one chain, of a choice, or of a whole network draws.

    `UnknownName` when the network has not what is chosen, `UsageError` when a choice leaves nothing.
    """
    choice = settled(scene, chain, choice)
    home = home_of(scene.network, choice)
    part = narrowed(scene, choice)
    missing = tuple(ghosts(replace(part, network=home)))
    # a lane is named by its chain, drawn or not
    names = short_names(home, sorted({*part.network, *chains_in(home)}))
    labels = {id: Text(_plain(name.zh), _plain(name.en)) for id, name in names.items()}
    labels |= {ghost.id: ghost.label for ghost in missing}
    # a house by the body that stands for it, else by one that is drawn
    hubs = {
        next((body for body in (hub.id, *hub.bodies) if body in part.network), hub.id): hub
        for hub in reversed(part.findings.hubs)
        if hub.is_hub
    }
    weights = {hub.id: float(hub.degree) for hub in hubs.values()}
    places = plan(part.network, missing, labels, weights, home)
    title = choice_title(scene.network, choice)
    asked = frozenset(choice.types) | (PLACING if "Region" in choice.types else frozenset())
    seats = seats_of(scene)
    outside = frozenset(node for node in part.network if seats.get(node) == "outside")
    uncounted = frozenset(node for node, data in part.network.nodes(data=True) if not counts(data))
    marks, spans = _marks(part), _spans(part.network)
    return Drawing(
        part.network, title, asked, part.findings, missing, places, labels, hubs, marks, outside, uncounted, spans
    )


def radius(drawing: Drawing, node: str) -> float:
    """Return the radius of a node's glyph, in px at scale 1: hubs by the root of their degree, chains large."""
    if node in drawing.hubs:
        return 5 + min(5.0, math.sqrt(max(0, drawing.hubs[node].degree)))
    return 9.0 if drawing.network.nodes.get(node, {}).get("type") == "IndustryChain" else 5.0


def lane_label(lane: str, drawing: Drawing) -> Text:
    """Return the name of a lane: its chain's, or 跨链机构 or 未归链."""
    return _LANES[lane] if lane in _LANES else drawing.labels[lane]


def _plain(name: str) -> str:
    """Return a name without controls and marks that turn the writing direction, and no longer than a label may be."""
    kept = "".join(c for c in name[: 2 * _LONGEST] if unicodedata.category(c) not in _UNSEEN)
    return (kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…") or "\ufffd"


def _spans(network: nx.MultiDiGraph) -> dict[str, int]:
    stages: dict[str, set[str]] = {}
    for firm, stage, data in network.edges(data=True):
        if data.get("type") == "OPERATES_IN" and counts(data):
            stages.setdefault(firm, set()).add(stage)
    return {firm: len(found) for firm, found in stages.items() if len(found) > 1}


def _marks(scene: Scene) -> dict[str, str]:
    marks: dict[str, str] = {}
    slots = manned(scene.template)
    for cell in scene.findings.cells:
        if not cell.stage:
            continue
        if cell.verdict is not None and cell.verdict.kind == "build":
            marks[cell.stage] = "build"
        elif cell.state == "unknown" and cell.slot in slots:
            marks.setdefault(cell.stage, "look_up")
    return marks
