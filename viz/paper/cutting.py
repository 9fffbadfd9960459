"""Where a drawing is cut into sheets: into like pieces, where little is cut; names of rows and columns come again."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..page import Rectangle, width
from .flat import SVG, TEXT

#: a drawing is not blown up beyond this
_LARGEST = 1.35
#: px: steps in which a cut is looked for; what is wider than this is ground, and may be cut
_STEP, _GROUND = 4.0, 420.0
#: px: what a cut goes through stands whole on the next sheet, unless it begins further back
_AGAIN = 200.0
#: how far from an equal share a cut is looked for, as a part of the share
_UNEVEN = 0.2
#: px between a drawing and a legend that stands below a part of it
_BETWEEN = 8.0
_ROUNDING = 1e-9
_MOVE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawing and what a sheet needs to know of it."""

    whole: Rectangle
    #: what names the rows at its left, and the columns at its top; width or height 0 where nothing does
    names: Rectangle
    heads: Rectangle
    #: what explains its marks and says where it comes from, below all the rest; height 0 where there is none
    legend: Rectangle


@dataclass(frozen=True, slots=True)
class Piece:
    """One sheet: windows with their places on it, in px of the drawing."""

    windows: tuple[tuple[float, float, Rectangle], ...]
    width: float
    height: float

    def below(self, legend: Rectangle) -> Piece:
        """Return the same with a legend under it."""
        top = self.height + _BETWEEN
        placed = (*self.windows, (0.0, top, legend))
        return Piece(placed, max(self.width, legend.width), top + legend.height)


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a text or box stands in a drawing, in px."""

    left: float
    top: float
    right: float
    bottom: float
    is_text: bool = False

    def is_in(self, window: Rectangle) -> bool:
        """Say whether its middle is on a sheet."""
        across, down = (self.left + self.right) / 2 - window.x, (self.top + self.bottom) / 2 - window.y
        return 0 <= across <= window.width and 0 <= down <= window.height


def cut(plan: Plan, shapes: Sequence[Shape], sheet: tuple[float, float], least: float) -> tuple[list[Piece], float]:
    """Return the sheets of a drawing, row by row, and the scale at which they stand on paper.

    ``sheet`` is the room of one, ``least`` the scale at which its smallest letters can still be read.
    """
    whole = plan.whole
    scale = min(sheet[0] / whole.width, sheet[1] / whole.height, _LARGEST)
    if scale >= least:
        return [Piece(((0.0, 0.0, whole),), whole.width, whole.height)], scale
    legend = plan.legend
    body = Rectangle(whole.x, whole.y, whole.width, whole.height - legend.height)
    inside = [shape for shape in shapes if shape.is_in(body)]
    pieces = _cut_body(plan, body, inside, sheet, least)
    best, scale = _with_legend(pieces, legend, sheet, least)
    if len(best) > len(pieces):
        # no room anywhere: cut as if the legend were the end of the drawing, all parts are smaller then
        longer = replace(body, height=whole.height + _BETWEEN)
        found = _with_legend(_cut_body(plan, longer, inside, sheet, least), legend, sheet, least)
        best, scale = min(((best, scale), found), key=lambda way: (len(way[0]), -way[1]))
    return best, scale


def _cut_body(
    plan: Plan, body: Rectangle, inside: Sequence[Shape], sheet: tuple[float, float], least: float
) -> list[Piece]:
    """Return the sheets of a drawing without its legend."""
    names = plan.names.right - body.x if plan.names.width else 0.0
    spans = [(each.left, each.right) for each in inside]
    across = _parts(body.x, body.width, spans, sheet[0] / least, plan.names.width, names)
    heads = plan.heads.bottom - body.y if plan.heads.height else 0.0
    spans = [(each.top, each.bottom) for each in inside]
    down = _parts(body.y, body.height, spans, sheet[1] / least, plan.heads.height, heads)
    end = plan.whole.bottom - plan.legend.height
    windows = [Rectangle(x, y, wide, min(high, end - y)) for y, high in down if y < end for x, wide in across]
    # the rest of a ground, without a word on it, needs no sheet
    windows = [each for each in windows if any(shape.is_text and shape.is_in(each) for shape in inside)]
    return [_piece(plan, each) for each in windows or [replace(body, height=end - body.y)]]


def _piece(plan: Plan, main: Rectangle) -> Piece:
    """Return a sheet of a part of a drawing; one that is not the first says again what its rows and columns are."""
    names, heads = plan.names, plan.heads
    left = names.width if main.x > plan.whole.x else 0.0
    top = heads.height if main.y > plan.whole.y else 0.0
    placed = [(left, top, main)]
    if left:
        # the title stands above the heads, and once
        down = 0.0 if top else max(0.0, heads.y - main.y)
        placed.append((0.0, top + down, Rectangle(names.x, main.y + down, names.width, main.height - down)))
    if top:
        placed.append((left, 0.0, Rectangle(main.x, heads.y, main.width, heads.height)))
    if left and top:
        placed.append((0.0, 0.0, Rectangle(names.x, heads.y, names.width, heads.height)))
    return Piece(tuple(placed), left + main.width, top + main.height)


def _with_legend(
    pieces: list[Piece], legend: Rectangle, sheet: tuple[float, float], least: float
) -> tuple[list[Piece], float]:
    """Return the sheets with the legend where it has room, on a sheet of its own where it has none; and their scale."""

    def fit(some: Sequence[Piece]) -> float:
        widest, tallest = max(each.width for each in some), max(each.height for each in some)
        return min(sheet[0] / widest, sheet[1] / tallest, _LARGEST)

    if not legend.height:
        return pieces, fit(pieces)
    ways = [[*pieces[:at], each.below(legend), *pieces[at + 1 :]] for at, each in enumerate(pieces)]
    best = max(ways, key=fit)
    # a piece as wide as the sheet allows has the scale itself, but for rounding
    if fit(best) < least - _ROUNDING:
        best = [*pieces, Piece(((0.0, 0.0, legend),), legend.width, legend.height)]
    return best, fit(best)


def _parts(
    start: float, length: float, spans: Sequence[tuple[float, float]], most: float, again: float, first: float
) -> list[tuple[float, float]]:
    """Return the pieces of a side, none longer than ``most``, of like length and cut where the fewest spans are cut.

    Each but the first begins with ``again`` px of what stood in the first ``first`` px. What is cut stands whole on the
    next piece, unless that takes another sheet.
    """
    end = start + length
    found: list[tuple[float, float]] = []
    later = most - again
    if later < most / 3:  # names as wide as the sheet come once
        later, again = most, 0.0
    while end - start > (most if not found else later):
        room = most if not found else later
        pieces = 1 + -(-(end - start - room) // later)
        share = (end - start + again * (pieces - 1)) / pieces if not found else (end - start) / pieces
        low = max(end - later * (pieces - 1), start + share * (1 - _UNEVEN), start + first if not found else 0)
        high = min(start + room, max(low, start + share * (1 + _UNEVEN)))
        places = [high - k * _STEP for k in range(int((high - low) // _STEP) + 1)]
        cut = min(places, key=lambda at: (sum(a + 1 < at < b - 1 for a, b in spans), abs(at - start - share)))
        found.append((start, cut - start))
        back = min((a for a, b in spans if cut - _AGAIN < a and a + 1 < cut < b - 1), default=cut)
        start = max(back, min(cut, end - later * (pieces - 1)))
    return [*found, (start, end - start)]


def shapes_of(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[Shape]:
    """Yield where texts and boxes of a flat drawing stand."""
    if moved := _MOVE.search(element.get("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag == TEXT:
        size = float(element.get("font-size", "16"))
        long = width("".join(element.itertext()), size)
        left = x + float(element.get("x", 0)) - {"middle": long / 2, "end": long}.get(element.get("text-anchor", ""), 0)
        foot = y + float(element.get("y", 0))
        yield Shape(left, foot - size, left + long, foot + 0.3 * size, bool(long))
    elif element.tag == f"{{{SVG}}}rect":
        left, top = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        wide, high = float(element.get("width", 0)), float(element.get("height", 0))
        if wide < _GROUND and high < _GROUND:
            yield Shape(left, top, left + wide, top + high)
    for child in element:
        yield from shapes_of(child, x, y)
