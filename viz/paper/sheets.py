"""Drawings on sheets of paper, every letter 7 pt or more: one sheet where that fits, else cut where least is cut."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..page import FONT, Page, escape, policy, width
from .flat import SVG, TEXT, flat_tree, written

#: pt: no letter on paper is smaller
SMALLEST = 7.0
#: mm: short and long side
_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
#: mm: margin all around, and the line at the foot with title and number
_MARGIN, FOOT = 10.0, 7.0
_PX_A_MM = 96 / 25.4
_PT_A_PX = 0.75
#: a drawing is not blown up beyond this
_LARGEST = 1.35
#: px: steps in which a cut is looked for; what is wider than this is ground, and may be cut
_STEP, _GROUND = 4.0, 420.0
#: px: what a cut goes through stands whole on the next sheet, unless it begins further back
_AGAIN = 200.0
_MOVE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Window:
    """What of a drawing stands on a sheet, in px of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its markup, what its foot says, and whether it lies."""

    inner: str
    title: str
    lying: bool
    #: entry of the contents, "" for a sheet that goes on from the one before; how deep it stands there
    entry: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Shape:
    left: float
    top: float
    right: float
    bottom: float
    is_text: bool = False

    def is_in(self, window: Window) -> bool:
        """Say whether its middle is on a sheet."""
        across, down = (self.left + self.right) / 2 - window.x, (self.top + self.bottom) / 2 - window.y
        return 0 <= across <= window.width and 0 <= down <= window.height


def room(paper: str, *, lying: bool) -> tuple[float, float]:
    """Return width and height that a sheet has for a drawing, in px of 1/96 inch.

    >>> [round(side) for side in room("A4", lying=True)]
    [1047, 692]
    """
    short, long = _PAPERS[paper]
    across, down = (long, short) if lying else (short, long)
    return (across - 2 * _MARGIN) * _PX_A_MM, (down - 2 * _MARGIN - FOOT) * _PX_A_MM


def lay_out(
    svg: str, title: str, paper: str, number: int, *, lying: bool | None = None, entry: str = ""
) -> list[Sheet]:
    """Return the sheets of a drawing; ``number`` tells it from other drawings of the same file.

    ``lying`` says how the sheets lie; None takes what needs fewer, then what shows the drawing larger.
    """
    root = flat_tree(svg)
    _grounds(root)
    x, y, wide, high = map(float, root.get("viewBox", "").split())
    whole = Window(x, y, wide, high)
    sizes = [float(each.get("font-size", "16")) for each in root.iter(TEXT) if "".join(each.itertext()).strip()]
    least = SMALLEST / _PT_A_PX / min(sizes, default=16.0)
    shapes = list(_shapes(root))
    ways = [
        _cut(whole, shapes, room(paper, lying=way), least) for way in ((True, False) if lying is None else (lying,))
    ]
    best = min(range(len(ways)), key=lambda k: (len(ways[k][0]), -ways[k][1]))
    windows, scale = ways[best]
    flat = lying if lying is not None else best == 0
    made = []
    for at, window in enumerate(windows):
        told = title if len(windows) == 1 else f"{title} ({at + 1}/{len(windows)})"
        inside = _inside(root) if not at else f'<use href="#drawing-{number}"/>'
        inner = f'<g id="drawing-{number}">{inside}</g>' if not at and len(windows) > 1 else inside
        box = f"{window.x:.1f} {window.y:.1f} {window.width:.1f} {window.height:.1f}"
        size = f'width="{window.width * scale:.1f}" height="{window.height * scale:.1f}"'
        family = f" font-family='{escape(root.get('font-family', ''))}'"
        made.append(Sheet(f'<svg viewBox="{box}" {size}{family}>{inner}</svg>', told, flat, "" if at else entry))
    return made


def sheets_page(made: Sequence[Sheet], title: str, foot: str, paper: str, lang: str) -> Page:
    """Return sheets as a page to be printed: each with its title, the foot of all and its number at the bottom."""
    short, long = _PAPERS[paper]
    styles = _STYLE.replace("FONT", FONT).replace("PAPER", paper)
    for name, (across, down) in {"lying": (long, short), "upright": (short, long)}.items():
        styles += f".{name}{{page:{name};width:{across - 2 * _MARGIN:g}mm;height:{down - 2 * _MARGIN - 0.2:g}mm}}"
    body = "".join(
        f'<section id="sheet-{at}" class="{"lying" if each.lying else "upright"}"><div>{each.inner}</div>'
        f"<footer><span>{escape(each.title)}</span><span>{escape(foot)}</span><b>{at} / {len(made)}</b></footer>"
        "</section>"
        for at, each in enumerate(made, 1)
    )
    return Page(
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(styles)}"><title>{escape(title)}</title>'
        f"<style>{styles}</style></head><body>{body}</body></html>\n"
    )


_STYLE = (
    "@page{size:PAPER landscape;margin:10mm}@page lying{size:PAPER landscape}@page upright{size:PAPER portrait}"
    "*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "html,body{margin:0;font:9pt/1.45 FONT;color:#1b2430}"
    "section{display:flex;flex-direction:column;break-after:page;overflow:hidden}section:last-child{break-after:auto}"
    "section>div{flex:1;min-height:0;overflow:hidden}section svg{display:block}"
    "footer{flex:none;height:7mm;display:flex;gap:6mm;align-items:flex-end;font-size:7.5pt;line-height:1.2}"
    "footer{color:#5a6675}"
    "footer span{white-space:nowrap;overflow:hidden}footer span:first-child{flex:none}footer span+span{flex:1}"
    "footer b{flex:none;font-weight:400}"
    "h1{font-size:20pt;line-height:1.2;margin:0 0 4mm}h2{font-size:13pt;line-height:1.3;margin:0 0 3mm}"
    ".columns{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:8mm}"
    ".columns p{margin:0 0 5px;overflow-wrap:anywhere}"
    ".columns h3{font-size:9pt;line-height:1.45;margin:0;color:#5a6675}"
    ".contents a{display:flex;color:inherit;text-decoration:none;gap:2mm}.contents .deeper{padding-left:5mm}"
    ".contents i{flex:1;border-bottom:1px dotted #5a6675;margin-bottom:1.2mm}"
    "mark{background:none;border:1px solid #c43d00;border-radius:2px;color:#c43d00;padding:0 1mm;font-size:8pt;"
    "line-height:1.1}mark.hub{border-color:#5b3fc4;color:#5b3fc4}"
    "mark.look_up,mark.single_on_record{border-color:#6c7787;color:#5a6675}"
)


def _cut(
    whole: Window, shapes: Sequence[_Shape], sheet: tuple[float, float], least: float
) -> tuple[list[Window], float]:
    """Return the windows on a drawing, row by row, and the scale at which they stand on paper."""
    scale = min(sheet[0] / whole.width, sheet[1] / whole.height, _LARGEST)
    if scale >= least:
        return [whole], scale
    across = _parts(whole.x, whole.width, [(each.left, each.right) for each in shapes], sheet[0] / least)
    down = _parts(whole.y, whole.height, [(each.top, each.bottom) for each in shapes], sheet[1] / least)
    windows = [Window(x, y, wide, high) for y, high in down for x, wide in across]
    # the rest of a ground, without a word on it, needs no sheet
    windows = [each for each in windows if any(shape.is_text and shape.is_in(each) for shape in shapes)] or [whole]
    widest, tallest = max(each.width for each in windows), max(each.height for each in windows)
    return windows, min(sheet[0] / widest, sheet[1] / tallest, _LARGEST)


def _parts(start: float, length: float, spans: Sequence[tuple[float, float]], most: float) -> list[tuple[float, float]]:
    """Return the pieces of a side, none longer than ``most``, cut where the fewest spans are cut.

    What is cut stands whole on the next piece, unless that takes another sheet.
    """
    end, found = start + length, []
    while end - start > most:
        pieces = -(-(end - start) // most)
        last = start + most
        first = max(start + most / 2, end - most * (pieces - 1))
        places = [last - k * _STEP for k in range(int((last - first) // _STEP) + 1)]
        cut = min(places, key=lambda at: (sum(a + 1 < at < b - 1 for a, b in spans), last - at))
        found.append((start, cut - start))
        again = min((a for a, b in spans if cut - _AGAIN < a and a + 1 < cut < b - 1), default=cut)
        start = max(again, min(cut, end - most * (pieces - 1)))
    return [*found, (start, end - start)]


def _shapes(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[_Shape]:
    """Yield where texts and boxes of a flat drawing stand."""
    if moved := _MOVE.search(element.get("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag == TEXT:
        size = float(element.get("font-size", "16"))
        long = width("".join(element.itertext()), size)
        left = x + float(element.get("x", 0)) - {"middle": long / 2, "end": long}.get(element.get("text-anchor", ""), 0)
        foot = y + float(element.get("y", 0))
        yield _Shape(left, foot - size, left + long, foot + 0.3 * size, bool(long))
    elif element.tag == f"{{{SVG}}}rect":
        left, top = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        wide, high = float(element.get("width", 0)), float(element.get("height", 0))
        if wide < _GROUND and high < _GROUND:
            yield _Shape(left, top, left + wide, top + high)
    for child in element:
        yield from _shapes(child, x, y)


def _grounds(root: ET.Element) -> None:
    """Put light boxes in place of the letters that `flat` draws below others for their edge.

    Chromium writes each of those into the PDF as a path of its own: a book of 87 sheets had 36 MB.
    """
    for parent in list(root.iter()):
        for at, child in enumerate(list(parent)):
            if child.tag == TEXT and child.get("aria-hidden"):
                shape = next(_shapes(child))
                box = {"x": shape.left, "y": shape.top + 1, "width": shape.right - shape.left, "height": 14}
                ground = ET.Element(f"{{{SVG}}}rect", {name: f"{value:.1f}" for name, value in box.items()})
                ground.set("fill", child.get("fill", ""))
                ground.set("fill-opacity", "0.7")
                parent[at] = ground


def _inside(root: ET.Element) -> str:
    text = written(root)
    return text[text.index(">") + 1 : text.rindex("</svg>")]
