"""Where everything stands in the picture of a large network: areas as a treemap, nodes as a field of dots inside.

One node takes about one unit, so that the size of an area is the number of its nodes. Inside, the nodes follow a
curve that fills the plane, group after group: what is tied to each other stands together, without gaps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading import CROSS, LOOSE, ROLES, node_roles
from .groups import ALONE, SMALL, Home, is_chain

if TYPE_CHECKING:
    import networkx as nx

#: width to height of the whole picture
_SHAPE = 1.4
#: gaps around an area and a column, in units
_AREA_GAP, _COLUMN_GAP = 1.4, 0.7
#: height of an area's head as a share of the picture's width
_HEAD = 0.013
#: an area takes at least this part of the picture, else its name finds no room
_MOST = 300
_LAST = {CROSS: 1, LOOSE: 2, SMALL: 3, ALONE: 4}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left upper corner, width, height; y grows downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A field of dots: a whole area, or a column of a chain's; ``role`` names the column."""

    box: Box
    role: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its fields of dots."""

    id: str
    box: Box
    strips: tuple[Strip, ...]

    @property
    def nodes(self) -> list[str]:
        """Return the nodes of the area."""
        return [node for strip in self.strips for node in strip.nodes]


@dataclass(frozen=True, slots=True)
class Places:
    """The whole picture."""

    width: float
    height: float
    areas: tuple[Area, ...]
    points: Mapping[str, tuple[float, float]]


def places(network: nx.MultiDiGraph, home: Mapping[str, Home], importance: Mapping[str, float]) -> Places:
    """Return a place for every node: chains with their roles from left to right, communities as one field."""
    members: dict[str, list[str]] = {}
    for node in sorted(home):
        members.setdefault(home[node].area, []).append(node)
    order = sorted(members, key=lambda a: (_LAST.get(a, 0), -len(members[a]), a))
    roles = node_roles(network) if any(map(is_chain, order)) else {}
    rooms = [float(len(members[a])) for a in order]
    width = math.sqrt(sum(rooms) * _SHAPE) or 1.0
    head = width * _HEAD
    # the head of an area takes room as well
    least = sum(rooms) / _MOST
    rooms = [max(least, room + (head + 2 * _AREA_GAP) * math.sqrt(room * _SHAPE) * 1.1 + 12) for room in rooms]
    width = math.sqrt(sum(rooms) * _SHAPE) or 1.0
    height = sum(rooms) / width
    boxes = treemap(rooms, Box(0, 0, width, height))
    points: dict[str, tuple[float, float]] = {}
    found = []
    for area, box in zip(order, boxes, strict=True):
        fields = _fields(area, members[area], home, roles, importance)
        # a chain's columns have heads of their own
        above = min(head * (1.9 if is_chain(area) else 1), box.height / 3)
        inner = Box(
            box.x + _AREA_GAP / 2,
            box.y + _AREA_GAP / 2 + above,
            max(0.5, box.width - _AREA_GAP),
            max(0.5, box.height - _AREA_GAP - above),
        )
        parts = _columns([float(len(nodes)) for _, nodes in fields], inner)
        strips = tuple(Strip(part, role, tuple(nodes)) for part, (role, nodes) in zip(parts, fields, strict=True))
        for strip in strips:
            points.update(_dots(strip))
        outer = Box(box.x + _AREA_GAP / 4, box.y + _AREA_GAP / 4, box.width - _AREA_GAP / 2, box.height - _AREA_GAP / 2)
        found.append(Area(area, outer, strips))
    return Places(width, height, tuple(found), points)


def treemap(sizes: Sequence[float], box: Box) -> list[Box]:
    """Return a rectangle for each size, as square as can be (Bruls, Huizing, van Wijk 2000); largest first is best.

    >>> [(b.x, b.width, b.height) for b in treemap([2, 1, 1], Box(0, 0, 2, 2))]
    [(0, 1.0, 2.0), (1.0, 1.0, 1.0), (1.0, 1.0, 1.0)]
    """
    found: list[Box] = []
    whole = sum(sizes)
    if not whole:
        return [Box(box.x, box.y, box.width / max(1, len(sizes)), box.height) for _ in sizes]
    scale = box.width * box.height / whole
    at = 0
    while at < len(sizes):
        side = min(box.width, box.height)
        end, total = at + 1, sizes[at] * scale
        worst = _worst(sizes[at] * scale, sizes[at] * scale, total, side)
        while end < len(sizes):
            more = total + sizes[end] * scale
            next_worst = _worst(sizes[at] * scale, sizes[end] * scale, more, side)
            if next_worst > worst:
                break
            end, total, worst = end + 1, more, next_worst
        box = _row([size * scale for size in sizes[at:end]], total, box, found)
        at = end
    return found


def _worst(largest: float, smallest: float, total: float, side: float) -> float:
    if not total or not smallest or not side:
        return math.inf
    return max(side * side * largest / (total * total), total * total / (side * side * smallest))


def _row(sizes: Sequence[float], total: float, box: Box, found: list[Box]) -> Box:
    """Lay a row along the shorter side; return what is left of the box."""
    if box.width >= box.height:
        thick = total / box.height if box.height else 0.0
        y = box.y
        for size in sizes:
            tall = size / thick if thick else 0.0
            found.append(Box(box.x, y, thick, tall))
            y += tall
        return Box(box.x + thick, box.y, max(0.0, box.width - thick), box.height)
    thick = total / box.width if box.width else 0.0
    x = box.x
    for size in sizes:
        wide = size / thick if thick else 0.0
        found.append(Box(x, box.y, wide, thick))
        x += wide
    return Box(box.x, box.y + thick, box.width, max(0.0, box.height - thick))


def _columns(sizes: Sequence[float], box: Box) -> list[Box]:
    """Return columns from left to right, none narrower than two nodes where there is room for that."""
    least = min(box.height * 2, sum(sizes) / max(1, len(sizes)))
    wide = [max(size, least) for size in sizes]
    found, x = [], box.x
    for size in wide:
        width = box.width * size / sum(wide)
        found.append(Box(x, box.y, width, box.height))
        x += width
    return found


def _fields(
    area: str,
    nodes: Sequence[str],
    home: Mapping[str, Home],
    roles: Mapping[str, str],
    importance: Mapping[str, float],
) -> list[tuple[str, list[str]]]:
    """Return the columns of a chain, or the one field of a community, each in the order of its groups."""
    top: dict[tuple[int, int], float] = {}
    for node in nodes:
        place = home[node]
        # a group stands where its most important node says
        for key in ((place.group, -1), (place.group, place.part)):
            top[key] = max(top.get(key, 0), importance[node])

    def order(node: str) -> tuple[float, int, float, int, float, str]:
        group, part = home[node].group, home[node].part
        return (-top[group, -1], group, -top[group, part], part, -importance[node], node)

    if not is_chain(area):
        return [("", sorted(nodes, key=order))]
    columns: dict[str, list[str]] = {}
    for node in sorted(nodes, key=order):
        columns.setdefault(roles[node], []).append(node)
    return [(role.name, columns[role.name]) for role in ROLES if role.name in columns]


def _dots(strip: Strip) -> dict[str, tuple[float, float]]:
    """Return the nodes of a field along a curve that fills it."""
    box, count = strip.box, len(strip.nodes)
    gap = _COLUMN_GAP if strip.role else 0.0
    width, height = max(0.4, box.width - gap), max(0.4, box.height)
    across = max(1, min(count, round(math.sqrt(count * width / height))))
    down = math.ceil(count / across)
    # a column with few nodes stays dense, from the top
    step = (min(width / across, 1.6), min(height / down, 1.6))
    return {
        node: (box.x + gap / 2 + (x + 0.5) * step[0], box.y + (y + 0.5) * step[1])
        for node, (x, y) in zip(strip.nodes, curve(across, down), strict=False)
    }


def curve(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Walk every cell of a grid so that cells near on the way are near on the grid.

    A Hilbert curve for any rectangle, after J. Červený's "gilbert" (2018, BSD 2-clause; written anew).

    >>> list(curve(2, 2))
    [(0, 0), (0, 1), (1, 1), (1, 0)]
    """
    if width >= height:
        yield from _walk(0, 0, width, 0, 0, height)
    else:
        yield from _walk(0, 0, 0, height, width, 0)


def _walk(x: int, y: int, ax: int, ay: int, bx: int, by: int) -> Iterator[tuple[int, int]]:
    """Walk the parallelogram from x, y along a (the long side) and b."""
    long, wide = abs(ax + ay), abs(bx + by)
    dax, day, dbx, dby = (_sign(each) for each in (ax, ay, bx, by))
    if wide == 1 or long == 1:
        dx, dy = (dax, day) if wide == 1 else (dbx, dby)
        for k in range(long if wide == 1 else wide):
            yield x + k * dx, y + k * dy
        return
    ax2, ay2, bx2, by2 = ax // 2, ay // 2, bx // 2, by // 2
    if 2 * long > 3 * wide:
        if abs(ax2 + ay2) % 2 and long > 2:
            ax2, ay2 = ax2 + dax, ay2 + day
        yield from _walk(x, y, ax2, ay2, bx, by)
        yield from _walk(x + ax2, y + ay2, ax - ax2, ay - ay2, bx, by)
        return
    if abs(bx2 + by2) % 2 and wide > 2:
        bx2, by2 = bx2 + dbx, by2 + dby
    yield from _walk(x, y, bx2, by2, ax2, ay2)
    yield from _walk(x + bx2, y + by2, ax, ay, bx - bx2, by - by2)
    yield from _walk(x + ax - dax + bx2 - dbx, y + ay - day + by2 - dby, -bx2, -by2, ax2 - ax, ay2 - ay)


def _sign(n: int) -> int:
    return (n > 0) - (n < 0)
