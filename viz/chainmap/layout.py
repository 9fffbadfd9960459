"""Where cards stand: lanes as straight lines, lone stages in the first free place, the rest reserved for links.

Everything is computed here, in px of the drawing, from the order that `columns` gives; the same input gives
the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..page import Rectangle
from .zones import UNPLACED, Columns

COLUMN_GAP = 26.0
ZONE_GAP = 24.0
ROW_GAP = 18.0
LANE_GAP = 26.0
#: y, from a card's top, where links end: lanes line up on it
ANCHOR = 26.0
GHOST_HEIGHT = 58.0
#: a zone reaches this far beyond its cards
MARGIN = 12.0
#: head of the strip of stages without position
STRIP_HEAD = 38.0
_SWEEPS = 8
_AIR = 8.0


@dataclass(frozen=True, slots=True)
class Box(Rectangle):
    """A rectangle of the map, most often a card; links end at its anchor."""

    @property
    def anchor(self) -> float:
        """Height at which links end."""
        return self.y + ANCHOR

    def near(self, other: Box, gap: float) -> bool:
        """Say whether another box is closer than ``gap`` above or below, in shared columns."""
        beside = self.x >= other.right + _AIR or other.x >= self.right + _AIR
        apart = self.y >= other.bottom + gap - 1 or other.y >= self.bottom + gap - 1
        return not (beside or apart)


@dataclass(frozen=True, slots=True)
class Ghost:
    """A place for what is missing: after a stage (延链), or a whole position when ``stage`` is empty."""

    id: str
    stage: str
    zone: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of cards and ghosts, and the bands behind them."""

    boxes: Mapping[str, Box]
    ghosts: Mapping[str, Box]
    #: x and width of each zone, over its cards' margins; y and height are the drawing's
    zones: tuple[Box, ...]
    #: the strip of stages without position; height 0 when there is none
    strip: Box
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns in px."""

    columns: Columns
    card: float
    left: float
    top: float

    def x(self, column: int) -> float:
        """Return the left edge of a column."""
        ends, zones_before = 0, 0
        for count in self.columns.zone_columns[:-1]:
            ends += count
            zones_before += column >= ends
        return self.left + column * (self.card + COLUMN_GAP) + zones_before * ZONE_GAP

    def across(self, first: int, count: int) -> float:
        """Return the width of some columns together."""
        return self.x(first + count - 1) + self.card - self.x(first)


def arrange(
    grid: Grid,
    height: Callable[[str, float], float],
    *,
    span: Callable[[str], int],
    ghosts: Sequence[Ghost] = (),
) -> Layout:
    """Return the place of every stage and ghost.

    ``height`` gives a card's height at a width, ``span`` how many columns a lone stage would like.
    """
    order = grid.columns
    placed: dict[str, Box] = {}
    shadows: dict[str, Box] = {}
    taken: list[Box] = []
    for lane in order.lanes:
        if order.zone[lane[0]] != UNPLACED:
            after = [g for g in ghosts if g.stage in lane]
            _place_lane(grid, lane, after, height, grid.top, placed, shadows, taken)
    for ghost in ghosts:
        if not ghost.stage:
            box = Box(grid.x(order.first_column(ghost.zone)), grid.top, grid.card, GHOST_HEIGHT)
            shadows[ghost.id] = _lower(box, taken, grid.top)
            taken.append(shadows[ghost.id])
    for stage in order.lone:
        if order.zone[stage] != UNPLACED:
            zone = order.zone[stage]
            first, count = order.first_column(zone), order.zone_columns[zone]
            placed[stage] = _free(grid, first, count, min(count, span(stage)), stage, height, grid.top, taken)
            taken.append(placed[stage])
    zones = []
    for zone, count in enumerate(order.zone_columns):
        first = order.first_column(zone)
        zones.append(Box(grid.x(first) - MARGIN, 0, grid.across(first, count) + 2 * MARGIN, 0))
    bottom = max((box.bottom for box in taken), default=grid.top)
    strip = _place_strip(grid, height, span, bottom, zones, placed, taken)
    right = max([*(zone.right for zone in zones), *(box.right + MARGIN for box in taken)])
    return Layout(placed, shadows, tuple(zones), strip, right, max(bottom, strip.bottom))


def _place_lane(
    grid: Grid,
    lane: Sequence[str],
    ghosts: Sequence[Ghost],
    height: Callable[[str, float], float],
    top: float,
    placed: dict[str, Box],
    shadows: dict[str, Box],
    taken: list[Box],
) -> None:
    """Place a lane, with the ghosts at its end, in the first free height; nothing else gets into its rectangle."""
    order = grid.columns
    tall = {stage: height(stage, grid.card) for stage in lane}
    tops = _lane_tops(order, lane, tall)
    own = {s: Box(grid.x(order.column[s]), tops[s], grid.card, tall[s]) for s in lane}
    left, right = min(b.x for b in own.values()), max(b.right for b in own.values())
    hull = [Box(left, 0, right - left, max(b.bottom for b in own.values()))]
    after: dict[str, Box] = {}
    for ghost in ghosts:
        end = own[ghost.stage]
        column = max(order.first_column(ghost.zone) if order.zoned else 0, order.column[ghost.stage] + 1)
        box = Box(grid.x(column), end.y, grid.card, GHOST_HEIGHT)
        while any(box.near(other, ROW_GAP) for other in (*own.values(), *after.values())):
            box = Box(box.x, box.y + ROW_GAP, box.width, box.height)
        after[ghost.id] = box
        # the corridor of its dotted line is kept free as well
        hull.append(Box(end.x, box.y, box.right - end.x, box.height))
    heights = sorted({top, *(b.bottom + LANE_GAP for b in taken if b.bottom + LANE_GAP > top)})
    y = next(
        y
        for y in heights
        if not any(Box(h.x, h.y + y, h.width, h.height).near(t, LANE_GAP) for h in hull for t in taken)
    )
    placed.update({s: Box(b.x, b.y + y, b.width, b.height) for s, b in own.items()})
    shadows.update({g: Box(b.x, b.y + y, b.width, b.height) for g, b in after.items()})
    taken.extend(Box(h.x, h.y + y, h.width, h.height) for h in hull)


def _lane_tops(order: Columns, lane: Sequence[str], tall: Mapping[str, float]) -> dict[str, float]:
    """Return the tops of a lane's cards, from 0: barycentre sweeps on the anchor, then the least shift.

    Sugiyama, Tagawa, Toda 1981 for the sweeps; neighbours that would overlap are moved as one block.
    """
    near: dict[str, list[str]] = {stage: [] for stage in lane}
    for start, end in order.links:
        if start in near:
            near[start].append(end)
            near[end].append(start)
    rank = {stage: at for at, stage in enumerate(lane)}
    stacks: dict[int, list[str]] = {}
    for stage in lane:
        stacks.setdefault(order.column[stage], []).append(stage)
    top: dict[str, float] = {}
    for stack in stacks.values():
        y = 0.0
        for stage in stack:
            top[stage] = y
            y += tall[stage] + ROW_GAP
    for sweep in range(_SWEEPS):
        for column in sorted(stacks, reverse=sweep % 2 == 1):
            wanted = {s: sum(top[n] for n in near[s]) / len(near[s]) if near[s] else top[s] for s in stacks[column]}
            stacks[column].sort(key=lambda s: (wanted[s], rank[s]))
            top.update(_pooled(stacks[column], wanted, tall))
    least = min(top.values())
    return {stage: y - least for stage, y in top.items()}


def _pooled(stack: Sequence[str], wanted: Mapping[str, float], tall: Mapping[str, float]) -> dict[str, float]:
    """Return tops as near as possible to those wanted, in this order, without overlap (pool adjacent violators)."""
    blocks: list[tuple[list[str], float, float]] = []
    for stage in stack:
        block = ([stage], wanted[stage], tall[stage])
        while blocks and blocks[-1][1] + blocks[-1][2] + ROW_GAP > block[1]:
            above, at, high = blocks.pop()
            many, few = len(above), len(block[0])
            mean = (at * many + (block[1] - high - ROW_GAP) * few) / (many + few)
            block = (above + block[0], mean, high + ROW_GAP + block[2])
        blocks.append(block)
    tops = {}
    for stages, y, _ in blocks:
        for stage in stages:
            tops[stage] = y
            y += tall[stage] + ROW_GAP
    return tops


def _lower(box: Box, taken: Sequence[Box], top: float) -> Box:
    """Return the box at the first free height."""
    for y in sorted({top, *(b.bottom + ROW_GAP for b in taken if b.bottom + ROW_GAP > top)}):
        moved = Box(box.x, y, box.width, box.height)
        if not any(moved.near(other, ROW_GAP) for other in taken):
            return moved
    return box


def _free(
    grid: Grid,
    first: int,
    count: int,
    span: int,
    stage: str,
    height: Callable[[str, float], float],
    top: float,
    taken: Sequence[Box],
) -> Box:
    """Return the highest, then leftmost, free place for a lone stage among some columns."""
    found = []
    for column in range(first, first + count - span + 1):
        wide = grid.across(column, span)
        found.append(_lower(Box(grid.x(column), top, wide, height(stage, wide)), taken, top))
    return min(found, key=lambda box: (box.y, box.x))


def _place_strip(
    grid: Grid,
    height: Callable[[str, float], float],
    span: Callable[[str], int],
    bottom: float,
    zones: Sequence[Box],
    placed: dict[str, Box],
    taken: list[Box],
) -> Box:
    """Place the stages without position in a strip as wide as the zones, under them."""
    order = grid.columns
    left, right = zones[0].x, zones[-1].right
    lanes = [lane for lane in order.lanes if order.zone[lane[0]] == UNPLACED]
    lone = [stage for stage in order.lone if order.zone[stage] == UNPLACED]
    if not lanes and not lone:
        return Box(left, bottom, right - left, 0)
    head = bottom + MARGIN + 16
    top = head + STRIP_HEAD
    own: list[Box] = []
    for lane in lanes:
        _place_lane(grid, lane, (), height, top, placed, {}, own)
    count = sum(order.zone_columns)
    for stage in lone:
        placed[stage] = _free(grid, 0, count, min(count, span(stage)), stage, height, top, own)
        own.append(placed[stage])
    taken.extend(own)
    return Box(
        left, head, max(right, *(b.right + MARGIN for b in own)) - left, max(b.bottom for b in own) + MARGIN - head
    )
