"""Folding of a large network view: which bodies are drawn as one node until they are asked for, and where they stand.

The bodies of one type in one lane and column are a cluster. Its block is reserved in the plan, with a place for each
member, so that opening it moves nothing else.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...schema import Text, vocabulary
from ..reading import both
from .drawing import Drawing
from .places import CHAIN_COLUMNS, LANE_GAP, LANE_PADDING, Column, Lane, Plan
from .vis import HIDDEN_TYPES, STRAIGHT_FROM

#: fewer than these stay single: a cluster of two saves nothing
LEAST = 3
#: never folded: the frame of a chain
_FRAME = frozenset({"IndustryChain", "Stage"})
#: px at scale 1: side of a member's place where they stand close, tallest block, blank around a cluster
_PLACE, _TALLEST, _AROUND = 16.0, 480.0, 4.0
#: radius of a member's glyph, and the part of its place that it may fill
_GLYPH, _FILLED = 5.0, 0.4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Bodies of one type in one lane and column; lengths in px at scale 1."""

    #: lane, column and type: the same for the same data, for links
    id: str
    #: how they are counted, with ``{n}`` for the number
    label: Text
    type: str
    role: str
    #: in the order of their places: rows from the top, each from left to right
    members: tuple[str, ...]
    #: its block in the lane
    top: float
    height: float
    #: members stand in so many columns of the block
    across: int

    @property
    def radius(self) -> float:
        """Radius of its glyph: by the root of the number."""
        return _radius(len(self.members))

    @property
    def y(self) -> float:
        """Middle of its block."""
        return round(self.top + self.height / 2, 1)

    @property
    def step(self) -> float:
        """Height of a member's place."""
        return self.height / math.ceil(len(self.members) / self.across)

    @property
    def rows(self) -> dict[str, float]:
        """The y of each member's place."""
        return {node: round(self.top + (k // self.across + 0.5) * self.step, 1) for k, node in enumerate(self.members)}

    @property
    def aside(self) -> dict[str, float]:
        """How far right in its column each member stands, as a part of the column's width."""
        return {node: round(k % self.across / self.across, 4) for k, node in enumerate(self.members)}


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands together in a column: one node, or a cluster to be."""

    y: float
    nodes: tuple[str, ...]


def fold(drawing: Drawing, beyond: int = STRAIGHT_FROM) -> tuple[Drawing, tuple[Cluster, ...]]:
    """Return the drawing with the places of a folded view, and its clusters.

    A drawing of ``beyond`` visible nodes or fewer is returned as it is, without clusters. Hubs, chains, stages and
    ghosts stay single.
    """
    types = dict(drawing.network.nodes(data="type"))
    quiet = {ghost.id for ghost in drawing.ghosts if ghost.kind == "look_up"}
    hidden = HIDDEN_TYPES - drawing.asked
    visible = sum(type_ not in hidden for type_ in types.values()) + len(drawing.ghosts) - len(quiet)
    if visible <= beyond:
        return drawing, ()
    plan = drawing.plan
    rows: dict[str, float] = {}
    aside: dict[str, float] = {}
    lanes: list[Lane] = []
    clusters: list[Cluster] = []
    top = 0.0
    for lane, stacks in zip(plan.lanes, _stacks(drawing, types, quiet), strict=True):
        # the chain's row and the band of stages stay as they are
        starts = {role: LANE_PADDING + (lane.rail + lane.band if role in CHAIN_COLUMNS else 0.0) for role in stacks}
        widths = {role: _width(plan.columns, role) for role in stacks}
        ends = {
            role: starts[role] + sum(_need(b, widths[role], plan.pitch) for b in blocks if b.nodes[0] not in quiet)
            for role, blocks in stacks.items()
        }
        bottom = max([LANE_PADDING + lane.rail + lane.band, *ends.values()])
        below = bottom
        for role, blocks in stacks.items():
            y = starts[role]
            for block, height in zip(
                blocks, _heights(blocks, widths[role], plan.pitch, bottom - ends[role]), strict=True
            ):
                if len(block.nodes) == 1:
                    rows[block.nodes[0]] = round(top + y + height / 2, 1)
                else:
                    made = _cluster(lane.id, role, block, types, top + y, height, widths[role])
                    clusters.append(made)
                    rows |= made.rows
                    aside |= made.aside
                y += height
            below = max(below, y)
        rows |= {node: round(top + plan.rows[node] - lane.top, 1) for node in plan.stages if _inside(plan, node, lane)}
        lanes.append(replace(lane, top=round(top, 1), height=round(below + LANE_PADDING, 1)))
        top += below + LANE_PADDING + LANE_GAP
    return replace(drawing, plan=replace(plan, rows=rows, aside=aside, lanes=tuple(lanes))), tuple(clusters)


def _inside(plan: Plan, node: str, lane: Lane) -> bool:
    return lane.top <= plan.rows[node] <= lane.top + lane.height


def entries(
    clusters: Sequence[Cluster], drawing: Drawing, numbers: Mapping[str, int], lang: str
) -> list[dict[str, Any]]:
    """Return the clusters as nodes of the page, numbered after ``numbers``."""
    columns = drawing.plan.columns[lang]
    places = {role: at for at, role in enumerate(columns)}
    return [
        {
            "id": len(numbers) + k,
            "column": places[each.role],
            "names": both(each.label),
            "type": each.type,
            "size": each.radius,
            "fold": each.id,
            "members": [numbers[node] for node in each.members],
            "block": [round(each.top, 1), round(each.height, 1), each.across],
            "x": round(columns[each.role].x + each.radius - _GLYPH, 1),
            "y": each.y,
        }
        for k, each in enumerate(clusters)
    ]


def folded_note(clusters: Sequence[Cluster]) -> Text:
    """Return the sentence that says what is folded."""
    bodies, groups = sum(len(each.members) for each in clusters), len(clusters)
    return Text(
        f"图大：{bodies} 个节点按产业链、列和类型折成 {groups} 组；点一组即展开，别处不动。",
        f"A large picture: {bodies} nodes are folded into {groups} groups by chain, column and type. "
        "A click opens a group; nothing else moves.",
    )


def member_sizes(clusters: Sequence[Cluster], drawing: Drawing) -> dict[str, float]:
    """Return the radius of the glyphs of members that stand so close that the usual one is too large."""
    sizes: dict[str, float] = {}
    for each in clusters:
        place = min(each.step, _width(drawing.plan.columns, each.role) / each.across)
        if _FILLED * place < _GLYPH:
            sizes |= dict.fromkeys(each.members, round(_FILLED * place, 1))
    return sizes


def _stacks(drawing: Drawing, types: Mapping[str, str], quiet: set[str]) -> list[dict[str, list[_Block]]]:
    """Return the blocks of each column of each lane below its stages, from the top, unknown slots last."""
    plan = drawing.plan
    tops = [lane.top for lane in plan.lanes]
    single: list[dict[str, list[_Block]]] = [{} for _ in plan.lanes]
    together: list[dict[tuple[str, str], list[str]]] = [{} for _ in plan.lanes]
    for node in sorted(plan.rows.keys() - plan.stages, key=lambda n: (plan.rows[n], n)):
        at = bisect_right(tops, plan.rows[node]) - 1
        if node not in types or types[node] in _FRAME or node in drawing.hubs:
            single[at].setdefault(plan.roles[node], []).append(_Block(plan.rows[node], (node,)))
        else:
            together[at].setdefault((plan.roles[node], types[node]), []).append(node)
    for blocks, groups in zip(single, together, strict=True):
        for (role, _), nodes in sorted(groups.items()):
            ys = [plan.rows[node] for node in nodes]
            found = [_Block(sum(ys) / len(ys), tuple(nodes))]
            if len(nodes) < LEAST:
                found = [_Block(y, (node,)) for y, node in zip(ys, nodes, strict=True)]
            blocks.setdefault(role, []).extend(found)
        for stack in blocks.values():
            stack.sort(key=lambda b: (b.nodes[0] in quiet, types.get(b.nodes[0]) != "IndustryChain", b.y, b.nodes[0]))
    return single


def _radius(number: int) -> float:
    return round(min(26.0, 4 + 1.5 * math.sqrt(number)), 1)


def _width(columns: Mapping[str, Mapping[str, Column]], role: str) -> float:
    return min(each[role].width for each in columns.values())


def _need(block: _Block, width: float, pitch: float) -> float:
    """Return the least height of a block: its members as close as they may stand."""
    number = len(block.nodes)
    if number == 1:
        return pitch
    rows = math.ceil(number / max(1, int(width // _PLACE)))
    return max(min(rows * _PLACE, _TALLEST), 2 * (_radius(number) + _AROUND), pitch)


def _heights(blocks: Sequence[_Block], width: float, pitch: float, spare: float) -> list[float]:
    """Return the height of each block: clusters share what is to spare, up to a row of its own for each member."""
    heights = [_need(block, width, pitch) for block in blocks]
    wanted = [max(0.0, len(b.nodes) * pitch - h) for b, h in zip(blocks, heights, strict=True)]
    part = min(1.0, spare / sum(wanted)) if sum(wanted) else 0.0
    return [height + part * more for height, more in zip(heights, wanted, strict=True)]


def _cluster(
    lane: str, role: str, block: _Block, types: Mapping[str, str], top: float, height: float, width: float
) -> Cluster:
    number = len(block.nodes)
    top, height = top + _AROUND / 2, height - _AROUND
    # as few columns as the height allows: the wider a place, the more of a name it holds
    across = max(1, math.ceil(number / max(1, int(height // (_PLACE - 2)))))
    if across > width // _PLACE:
        across = max(1, round(math.sqrt(number * width / height)))
    type_ = types[block.nodes[0]]
    return Cluster(f"{lane}/{role}/{type_}", _counted(type_), type_, role, block.nodes, top, height, across)


def _counted(type_: str) -> Text:
    known = vocabulary().nodes
    if type_ not in known:
        return Text(f"{type_} {{n}} 项", f"{type_} ×{{n}}")
    word = "位" if type_ == "Expert" else "家" if known[type_].body else "项"
    return Text(f"{known[type_].label.zh} {{n}} {word}", f"{known[type_].label.to('en')} ×{{n}}")
