"""Where everything in the network view stands: lanes (chains) × columns (roles), rows by barycentre sweeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...schema import Text
from ..page import width
from ..reading import CROSS, LOOSE, ROLES, Role, chains_in, neighbours, node_lanes, node_roles
from .ghosts import Ghost

if TYPE_CHECKING:
    import networkx as nx

#: row pitch and mean column width, in px at scale 1: roomy for one chain, dense for many
ONE = (30.0, 150.0)
MANY = (26.0, 160.0)
#: few rows spread over the height of the window, in px at scale 1, up to this row pitch
_PANE, _WIDEST_ROW = 1150.0, 44.0
#: blank above and below the nodes of a lane, and between lanes
LANE_PADDING, LANE_GAP = 13.0, 6.0
SWEEPS = 6
#: px that a glyph, a hub's ring and the gap to the next column take; the least room for a label
_GLYPH, _LEAST = 34.0, 48.0
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
    """One role: the x of its glyphs and the room to the next column."""

    role: Role
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One chain's band; `id` is the chain's, or `CROSS`, or `LOOSE`."""

    id: str
    top: float
    height: float


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
    tallest = {lane: max(n for (at, _), n in stands.items() if at == lane) for lane, _ in stands}
    pitch = max(least, min(_WIDEST_ROW, _PANE / (sum(tallest.values()) + 2 * max(1, len(tallest)))))
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
            (waiting if node in quiet else stacks).setdefault(roles[node], []).append(node)
        _sweep(stacks, ties, types, weights)
        height = tallest.get(lane, 0) * pitch
        middle = top + LANE_PADDING + height / 2
        bottom = middle + height / 2
        for role in dict.fromkeys([*stacks, *waiting]):
            # unknown slots wait below what is always drawn, so that showing them moves nothing
            stack = [*stacks.get(role, ()), *waiting.get(role, ())]
            first = middle - (len(stacks.get(role, ())) - 1) * pitch / 2
            rows.update({node: round(first + k * pitch, 1) for k, node in enumerate(stack)})
            bottom = max(bottom, first + (len(stack) - 0.5) * pitch)
        bands.append(Lane(lane, round(top, 1), round(bottom + LANE_PADDING - top, 1)))
        top = bottom + LANE_PADDING + LANE_GAP
    whole = dict.fromkeys(weights, _BADGE) | {ghost.id: 0.0 for ghost in ghosts if ghost.id not in quiet}
    columns = {lang: _columns(roles, labels, whole, mean, lang) for lang in ("zh", "en")}
    return Plan(roles, rows, columns, tuple(bands), pitch)


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

            def rank(node: str, first: bool = sweep == 0) -> tuple[bool, float, float, str]:
                known = [rows[other] for other in ties[node] if other in rows]
                mean = sum(known) / len(known) if known and not first else (0.0 if first else float("inf"))
                return types.get(node) != "IndustryChain", mean, -weights.get(node, 0.0), node

            stack.sort(key=rank)
            rows.update({node: k - (len(stack) - 1) / 2 for k, node in enumerate(stack)})


def _columns(
    roles: Mapping[str, str], labels: Mapping[str, Text], whole: Mapping[str, float], mean: float, lang: str
) -> dict[str, Column]:
    """Return the columns that hold something, ``mean`` px wide on average.

    A column needs room for most of its labels, and for each of ``whole`` (hubs, gaps) with so many px more.
    Room is shared as on a screen of usual width: no column gets more than it needs while another has less
    (max-min fair), so short names stay whole and long ones are cut.
    """
    used: dict[str, list[float]] = {}
    longest: dict[str, float] = {}
    for node, name in roles.items():
        needed = width(labels[node].to(lang), _SIZE)
        used.setdefault(name, []).append(needed)
        if node in whole:
            longest[name] = max(longest.get(name, _LEAST), needed + whole[node])
    shown = [role for role in ROLES if role.name in used]
    if not shown:
        return {}
    needs = {}
    for role in shown:
        widths = sorted(used[role.name])
        needs[role.name] = _GLYPH + max(widths[int((len(widths) - 1) * _TYPICAL)], longest.get(role.name, _LEAST))
    shares = _share(needs, _SCREEN)
    factor = mean * len(shown) / sum(shares.values())
    x = 0.0
    columns = {}
    for role in shown:
        room = round(shares[role.name] * factor, 1)
        columns[role.name] = Column(role, round(x, 1), room)
        x += room
    return columns


def _share(needs: Mapping[str, float], room: float) -> dict[str, float]:
    """Return how much each gets: its need, or an equal part of what the smaller needs leave."""
    shares = {}
    for left, name in zip(range(len(needs), 0, -1), sorted(needs, key=lambda n: (needs[n], n)), strict=True):
        shares[name] = min(needs[name], room / left)
        room -= shares[name]
    return shares
