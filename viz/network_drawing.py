"""What a network view draws: the chosen part of the network, its ghosts, hubs and marks, each at its place."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import __version__
from ..schema import Findings, Hub, Template, Text, UnknownName
from .facts import name_of
from .names import short_names
from .network_ghosts import Ghost, ghosts
from .network_lanes import CROSS, LOOSE, around, chains_in
from .network_places import Plan, plan
from .page import origin

if TYPE_CHECKING:
    import networkx as nx

_LANES = {CROSS: Text("跨链机构", "Across chains"), LOOSE: Text("未归链", "No chain")}
#: chains that a title names before it counts them
_NAMED = 3
#: Unicode categories of what a label cannot show, or what would turn its direction
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: characters of a label; the panel shows the whole name
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that stands on one network view."""

    network: nx.MultiDiGraph
    #: the findings about the chains that are drawn
    findings: Findings
    ghosts: tuple[Ghost, ...]
    plan: Plan
    #: names short enough for a picture
    labels: Mapping[str, Text]
    #: bodies to ring, by id
    hubs: Mapping[str, Hub]
    #: stage id → build (no firm, searched) or look_up (no firm, not searched)
    marks: Mapping[str, str]


def draw(network: nx.MultiDiGraph, findings: Findings, template: Template, chain: str | None = None) -> Drawing:
    """Return what the view of one chain, or of all chains of a network, draws.

    `UnknownName` when the network has no such chain.
    """
    if chain is not None and network.nodes.get(chain, {}).get("type") != "IndustryChain":
        raise UnknownName("chain", chain, [id for id, type_ in network.nodes(data="type") if type_ == "IndustryChain"])
    part = network if chain is None else around(network, chain)
    chains = set(chains_in(part))
    findings = replace(
        findings,
        cells=tuple(cell for cell in findings.cells if cell.chain in chains),
        extensions=tuple(each for each in findings.extensions if each.chain in chains),
        hubs=tuple(hub for hub in findings.hubs if hub.id in part),
    )
    missing = tuple(ghosts(part, findings, template))
    labels = {id: Text(_plain(name.zh), _plain(name.en)) for id, name in short_names(part, sorted(part)).items()}
    labels |= {ghost.id: ghost.label for ghost in missing}
    hubs = {hub.id: hub for hub in findings.hubs if hub.is_hub}
    weights = {hub.id: float(hub.degree) for hub in hubs.values()}
    places = plan(part, missing, labels, weights)
    return Drawing(part, findings, missing, places, labels, hubs, _marks(findings, template))


def radius(drawing: Drawing, node: str) -> float:
    """Return the radius of a node's glyph, in px at scale 1: hubs by the root of their degree, chains large."""
    if node in drawing.hubs:
        return 5 + min(5.0, math.sqrt(max(0, drawing.hubs[node].degree)))
    return 9.0 if drawing.network.nodes.get(node, {}).get("type") == "IndustryChain" else 5.0


def title(drawing: Drawing, chain: str | None) -> Text:
    """Return the title of a view: its chain, a few chains by name, or how many."""
    if chain is not None:
        name = name_of(chain, drawing.network.nodes[chain])
        return Text(f"网络 · {name.zh}", f"Network · {name.to('en')}")
    chains = [lane.id for lane in drawing.plan.lanes if lane.id not in _LANES]
    if not chains:
        return Text("网络", "Network")
    if len(chains) > _NAMED:
        return Text(f"网络 · {len(chains)} 条链", f"Network · {len(chains)} chains")
    names = [drawing.labels[each] for each in chains]
    return Text("网络 · " + "、".join(n.zh for n in names), "Network · " + ", ".join(n.to("en") for n in names))


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
