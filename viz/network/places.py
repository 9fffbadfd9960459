"""Where everything in the network view stands: lanes (chains) × columns, rows by barycentre sweeps.

Stages stand in a band of their own near the top of a lane, firms below them in the same columns: what feeds what runs
inside the band, and so never through a firm. The row above the band is the chain's: what the whole chain lacks is tied
to it along that row.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ...schema import POSITIONS, Text
from ..page import width
from ..reading import CROSS, LOOSE, ROLES, Role, abbreviated, chains_in, neighbours, node_lanes, node_roles, stage_role
from .ghosts import Ghost

if TYPE_CHECKING:
    import networkx as nx

#: row pitch and mean column width, in px at scale 1: roomy for one chain, dense for many
ONE = (30.0, 150.0)
MANY = (26.0, 160.0)
#: few rows spread over the height of the window, in px at scale 1, up to this row pitch
_PANE, _WIDEST_ROW = 1150.0, 44.0
#: role of stages → column that they share with the firms below them
_BELOW = {stage_role(position): f"{position} firms" for position in POSITIONS} | {stage_role(""): "other firms"}
_HEADS = {
    "upstream firms": Text("上游", "Upstream"),
    "midstream firms": Text("中游", "Midstream"),
    "downstream firms": Text("下游", "Downstream"),
    "other firms": Text("位置未载·其他企业", "Other firms, no position"),
}
#: from left to right
COLUMNS = tuple(Role(role.name, _HEADS.get(role.name, role.label)) for role in ROLES if role.name not in _BELOW)
#: columns that have stages in their band
CHAIN_COLUMNS = frozenset(_BELOW.values())
#: rows of a column with few nodes stand at most so many times as far apart as those of the fullest
_LOOSEST = 2.5
#: px of height beside the panel of a 1,400 × 900 window; px of a row of a name, and the most rows
_TALL, ROW, MOST_ROWS = 700.0, 13.5, 4
#: blank between the band of stages and what stands below it
BAND_GAP = 10.0
#: blank above and below the nodes of a lane, and between lanes
LANE_PADDING, LANE_GAP = 13.0, 6.0
SWEEPS = 6
#: px that a glyph, a hub's ring and the gap to the next column take; the least room for a label
_GLYPH, _LEAST = 34.0, 48.0
#: px of the ground around the name of a gap
_PILL = 12.0
#: px of a long word of a name, and the most that a single name asks for before the others are heard
_WORD, _WHOLE = 90.0, 140.0
#: px of a hub's figure after its name
_BADGE = 26.0
#: px of picture beside the panel of a 1,400 px window
_SCREEN = 1040.0
#: a column is as wide as this part of its labels need
_TYPICAL = 0.85
_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Point:
    """Where a node stands, in px at scale 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """What plays one role, or stages above their firms: the x of its glyphs and the room to the next column."""

    role: Role
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One chain's band; `id` is the chain's, or `CROSS`, or `LOOSE`."""

    id: str
    top: float
    height: float
    #: where its band of stages begins and how high it is with the blank below it; 0 where it has none
    rail: float = 0.0
    band: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole drawing: rows are the same in both languages, columns as wide as each needs."""

    #: name of the column of each node and ghost
    roles: Mapping[str, str]
    #: y of each node and ghost, in px at scale 1
    rows: Mapping[str, float]
    #: language → role → column, from left to right
    columns: Mapping[str, Mapping[str, Column]]
    lanes: tuple[Lane, ...]
    #: row pitch in px at scale 1
    pitch: float
    #: stages, and what is missing among them: they stand in the band of their lane
    stages: frozenset[str] = frozenset()
    #: how far right in its column a node stands, as a part of the column's width; most stand at its left
    aside: Mapping[str, float] = field(default_factory=dict)

    def point(self, node: str, lang: str) -> Point:
        """Return where a node or ghost stands in one language's drawing."""
        column = self.columns[lang][self.roles[node]]
        x = column.x + self.aside.get(node, 0.0) * column.width
        return Point(round(x, 1), self.rows[node])


def plan(
    network: nx.MultiDiGraph,
    ghosts: Sequence[Ghost],
    labels: Mapping[str, Text],
    weights: Mapping[str, float],
    home: nx.MultiDiGraph | None = None,
) -> Plan:
    """Return the places of all nodes and ghosts: no two at one point, the same input the same places.

    ``labels`` sets how wide a column is; ``weights`` (hubs) break draws, the heavier above. ``home`` is what the
    network is a part of: lanes and columns are those that a node has there.
    """
    home = network if home is None else home
    lanes, roles = ({n: of[n] for n in network} for of in (node_lanes(home), node_roles(home)))
    types = dict(network.nodes(data="type"))
    ties = {node: list(others) for node, others in neighbours(network).items()}
    for ghost in ghosts:
        lanes[ghost.id], roles[ghost.id] = ghost.chain, ghost.role
        ties[ghost.id] = list(ghost.lacking)
        if ghost.kind != "look_up":
            for node in ghost.lacking:
                ties[node].append(ghost.id)
    quiet = {ghost.id for ghost in ghosts if ghost.kind == "look_up"}
    chains = chains_in(home)
    least, mean = ONE if len(set(lanes.values()) - {CROSS, LOOSE}) <= 1 else MANY
    stands = Counter((lanes[node], roles[node]) for node in lanes if node not in quiet)
    depths = _depths(stands, types)
    tallest = [depth.rows for depth in depths.values()]
    pitch = max(least, min(_WIDEST_ROW, _PANE / (sum(tallest) + 2 * max(1, len(tallest)))))
    members: dict[str, list[str]] = {}
    for node in sorted(lanes):
        members.setdefault(lanes[node], []).append(node)
    rows: dict[str, float] = {}
    bands: list[Lane] = []
    top = 0.0
    for lane in (CROSS, *chains, LOOSE):
        if lane not in members:
            continue
        stacks: dict[str, list[str]] = {}
        waiting: dict[str, list[str]] = {}
        for node in members[lane]:
            if node in quiet:
                waiting.setdefault(_BELOW.get(roles[node], roles[node]), []).append(node)
            else:
                stacks.setdefault(roles[node], []).append(node)
        _sweep(stacks, ties, types, weights)
        room = depths.get(lane, _Depth()).room(top + LANE_PADDING, pitch)
        bottom = max(_rows(rows, stacks, waiting, room))
        height = bottom + LANE_PADDING - top
        bands.append(Lane(lane, round(top, 1), round(height, 1), round(room.rail, 1), round(room.band, 1)))
        top = bottom + LANE_PADDING + LANE_GAP
    columns = {node: _BELOW.get(role, role) for node, role in roles.items()}
    whole = dict.fromkeys(weights, _BADGE) | {ghost.id: _PILL for ghost in ghosts if ghost.id not in quiet}
    drawn = max((y for node, y in rows.items() if node not in quiet), default=0.0)
    lines = _lines(gaps(columns, rows), drawn if len(bands) == 1 else 0.0)
    placed = {lang: _columns(columns, labels, lines, whole, mean, lang) for lang in ("zh", "en")}
    stages = frozenset(node for node, role in roles.items() if role in _BELOW and node not in quiet)
    return Plan(columns, rows, placed, tuple(bands), pitch, stages)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where rows may stand in a lane, in px at scale 1."""

    start: float
    #: heights of the chain's row, of the band below it, and of all that is always drawn
    rail: float
    band: float
    height: float
    pitch: float


@dataclass(frozen=True, slots=True)
class _Depth:
    """How many rows a lane has: for the chain (0 or 1), for its stages, and in all."""

    rail: int = 0
    band: int = 0
    rows: int = 0

    def room(self, start: float, pitch: float) -> _Room:
        """Return the same in px."""
        band = self.band * pitch + BAND_GAP if self.band else 0.0
        return _Room(start, self.rail * pitch, band, self.rows * pitch + (BAND_GAP if band else 0.0), pitch)


def _depths(stands: Mapping[tuple[str, str], int], types: Mapping[str, str]) -> dict[str, _Depth]:
    """Return the rows of each lane, from how many nodes stand in each lane and role."""
    band: dict[str, int] = {}
    for (lane, role), n in stands.items():
        band[lane] = max(band.get(lane, 0), n if role in _BELOW else 0)
    depths = {lane: _Depth(int(n > 0 and types.get(lane) == "IndustryChain"), n, n) for lane, n in band.items()}
    for (lane, role), n in stands.items():
        depth = depths[lane]
        above = depth.rail + depth.band if role in CHAIN_COLUMNS else depth.rail if role in _BELOW else 0
        depths[lane] = replace(depth, rows=max(depth.rows, above + n))
    return depths


def _lines(apart: Mapping[str, float], height: float) -> dict[str, int]:
    """Return how many rows a name may have where nodes are so far apart, in a window of usual size; 0: as they are."""
    down = min(1.0, _TALL / height) if height else 1.0
    return {node: max(1, min(MOST_ROWS, int(gap * down / ROW))) for node, gap in apart.items()}


def _rows(
    rows: dict[str, float], stacks: Mapping[str, Sequence[str]], waiting: Mapping[str, Sequence[str]], room: _Room
) -> list[float]:
    """Set the rows of a lane's nodes: firms below the band, few spread apart; return where the columns end."""
    ends: dict[str, float] = {}

    def put(column: str, stack: Sequence[str], first: float, end: float) -> None:
        # what is apart has room for a name of several rows
        step = (end - first - room.pitch) / max(1, len(stack) - 1)
        step = max(room.pitch, min(_LOOSEST * room.pitch, step))
        rows.update({node: round(first + room.pitch / 2 + k * step, 1) for k, node in enumerate(stack)})
        ends[column] = first + (len(stack) - 1) * step + room.pitch

    below = room.start + room.rail + room.band
    for role, stack in stacks.items():
        column = _BELOW.get(role, role)
        if role in _BELOW:
            put(role, stack, room.start + room.rail, below - (BAND_GAP if room.band else 0.0))
            continue
        end = room.start + room.height - len(waiting.get(column, ())) * room.pitch
        put(column, stack, below if column in CHAIN_COLUMNS else room.start, end)
    for column, stack in waiting.items():
        # unknown slots wait below what is always drawn, so that showing them moves nothing
        first = max(ends.get(column, 0.0), below if column in CHAIN_COLUMNS else room.start)
        put(column, stack, first, first)
    return [*ends.values(), below]


def _sweep(
    stacks: Mapping[str, list[str]],
    ties: Mapping[str, Sequence[str]],
    types: Mapping[str, str],
    weights: Mapping[str, float],
) -> None:
    """Sort each stack of a lane by the mean row of what its nodes are tied to (Sugiyama 1981), in place."""
    order = [role.name for role in ROLES if role.name in stacks]
    rows: dict[str, float] = {}
    for sweep in range(SWEEPS):
        for name in order if sweep % 2 == 0 else reversed(order):
            stack = stacks[name]

            def rank(node: str, first: bool = sweep == 0) -> tuple[int, float, float, str]:
                known = [rows[other] for other in ties[node] if other in rows]
                mean = sum(known) / len(known) if known and not first else (0.0 if first else float("inf"))
                # the chain first, then what is missing
                above = 1 if node not in types else 0 if types[node] == "IndustryChain" else 2
                return above, mean, -weights.get(node, 0.0), node

            stack.sort(key=rank)
            rows.update({node: float(k) for k, node in enumerate(stack)})


def gaps(columns: Mapping[str, str], rows: Mapping[str, float]) -> dict[str, float]:
    """Return how far the nearest node above or below in its column is from each node, in px at scale 1."""
    found = dict.fromkeys(rows, math.inf)
    stacks: dict[str, list[str]] = {}
    for node in sorted(rows, key=lambda n: rows[n]):
        stacks.setdefault(columns[node], []).append(node)
    for stack in stacks.values():
        for above, below in pairwise(stack):
            gap = rows[below] - rows[above]
            found[above], found[below] = min(found[above], gap), min(found[below], gap)
    return {node: min(gap, _TALL) for node, gap in found.items()}


def _columns(
    roles: Mapping[str, str],
    labels: Mapping[str, Text],
    lines: Mapping[str, int],
    whole: Mapping[str, float],
    mean: float,
    lang: str,
) -> dict[str, Column]:
    """Return the columns that hold something, ``mean`` px wide on average.

    What a column needs is room for each of ``whole`` (hubs, gaps) with so many px more, and then for most of its
    labels, each in as many rows as ``lines`` says. Room is shared as on a screen of usual width: no column gets more
    than it needs while another has less (max-min fair), so short names stay whole.
    """
    first: dict[str, float] = {}
    widths: dict[str, list[float]] = {}
    for node, name in roles.items():
        # where room is short a name is abbreviated
        text = abbreviated(labels[node].to(lang))
        needed = width(text, _SIZE)
        if lines[node] > 1:
            # rows are seldom full, and a word is broken only where there is no other way
            word = min(_WORD, max(width(each, _SIZE) for each in text.split() or [""]))
            needed = min(needed, max(1.15 * needed / lines[node] + _SIZE, word))
        widths.setdefault(name, []).append(needed)
        if node in whole:
            first[name] = max(first.get(name, _LEAST), min(needed + whole[node], _WHOLE))
    most = {name: sorted(found)[int((len(found) - 1) * _TYPICAL)] for name, found in widths.items()}
    shown = [role for role in COLUMNS if role.name in widths]
    if not shown:
        return {}
    shares = {role.name: max(_GLYPH + _LEAST, _head(role.label.to(lang))) for role in shown}
    # regions are seen when asked for: the screen is shared without them
    room = _SCREEN + shares.get("regions", 0.0)
    for needs in (first, most):
        lacking = {name: max(0.0, _GLYPH + needs.get(name, 0.0) - share) for name, share in shares.items()}
        given = _share(lacking, max(0.0, room - sum(shares.values())))
        shares = {name: share + given[name] for name, share in shares.items()}
    factor = mean * len(shown) / sum(shares.values())
    x = 0.0
    columns = {}
    for role in shown:
        room = round(shares[role.name] * factor, 1)
        columns[role.name] = Column(role, round(x, 1), room)
        x += room
    return columns


def _head(label: str) -> float:
    """Return how wide the longest word of a column's head is; Chinese may be broken anywhere."""
    return _SIZE + max(width(word, _SIZE, bold=True) for word in label.split()) if label.isascii() else 0.0


def _share(needs: Mapping[str, float], room: float) -> dict[str, float]:
    """Return how much each gets: its need, or an equal part of what the smaller needs leave."""
    shares = {}
    for left, name in zip(range(len(needs), 0, -1), sorted(needs, key=lambda n: (needs[n], n)), strict=True):
        shares[name] = min(needs[name], room / left)
        room -= shares[name]
    return shares
