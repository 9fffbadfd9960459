"""What a network view draws: the chosen part of the network, its ghosts, hubs and marks, each at its place."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ... import __version__
from ...schema import Findings, Hub, Template, Text
from ..page import origin
from ..reading import (
    CROSS,
    EVERYTHING,
    LOOSE,
    PLACING,
    Choice,
    chains_in,
    choice_title,
    chosen,
    findings_about,
    home_of,
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
_LONGEST = 60


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


def draw(
    network: nx.MultiDiGraph,
    findings: Findings,
    template: Template,
    chain: str | None = None,
    choice: Choice = EVERYTHING,
) -> Drawing:
    """Return what the view of one chain, of a choice, or of a whole network draws.

    `UnknownName` when the network has not what is chosen, `UsageError` when a choice leaves nothing.
    """
    if chain is not None:
        choice = replace(choice, chains=(chain,))
    part = network if choice == EVERYTHING else network.subgraph(chosen(network, choice))
    home = home_of(network, choice)
    findings = findings_about(part, home, findings, choice)
    missing = tuple(ghosts(home, findings, template))
    # a lane is named by its chain, drawn or not
    names = short_names(home, sorted({*part, *chains_in(home)}))
    labels = {id: Text(_plain(name.zh), _plain(name.en)) for id, name in names.items()}
    labels |= {ghost.id: ghost.label for ghost in missing}
    hubs = {hub.id: hub for hub in findings.hubs if hub.is_hub}
    weights = {hub.id: float(hub.degree) for hub in hubs.values()}
    places = plan(part, missing, labels, weights, home)
    title = choice_title(network, choice)
    asked = frozenset(choice.types) | (PLACING if "Region" in choice.types else frozenset())
    return Drawing(part, title, asked, findings, missing, places, labels, hubs, _marks(findings, template))


def radius(drawing: Drawing, node: str) -> float:
    """Return the radius of a node's glyph, in px at scale 1: hubs by the root of their degree, chains large."""
    if node in drawing.hubs:
        return 5 + min(5.0, math.sqrt(max(0, drawing.hubs[node].degree)))
    return 9.0 if drawing.network.nodes.get(node, {}).get("type") == "IndustryChain" else 5.0


def foot(findings: Findings, template: Template, pack_name: str) -> Text:
    """Return what a view rests on: data date, pack, template and its hash, program version."""
    return origin(
        data_date=findings.data_date,
        pack=pack_name,
        template=template.label,
        template_hash=findings.template_hash or template.hash,
        version=__version__,
    )


def lane_label(lane: str, drawing: Drawing) -> Text:
    """Return the name of a lane: its chain's, or 跨链机构 or 未归链."""
    return _LANES[lane] if lane in _LANES else drawing.labels[lane]


def _plain(name: str) -> str:
    """Return a name without controls and marks that turn the writing direction, and no longer than a label may be."""
    kept = "".join(c for c in name[: 2 * _LONGEST] if unicodedata.category(c) not in _UNSEEN)
    return (kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…") or "\ufffd"


def _marks(findings: Findings, template: Template) -> dict[str, str]:
    marks: dict[str, str] = {}
    for cell in findings.cells:
        if not cell.stage:
            continue
        if cell.verdict is not None and cell.verdict.kind == "build":
            marks[cell.stage] = "build"
        elif cell.state == "unknown" and cell.slot in template.slots and template.slots[cell.slot].group == "firms":
            marks.setdefault(cell.stage, "look_up")
    return marks
