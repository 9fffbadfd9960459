"""Drawings on sheets of paper, every letter 7 pt or more: one sheet where that fits, else cut where least is cut."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..page import FONT, LIGHT, Page, Rectangle, escape, policy
from .cutting import Piece, Plan, cut, shapes_of
from .flat import SVG, TEXT, flat_tree, written

#: pt: no letter on paper is smaller
SMALLEST = 7.0
#: mm: short and long side
_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
#: mm: margin all around, and the line at the foot with title and number
_MARGIN, FOOT = 10.0, 7.0
_PX_A_MM = 96 / 25.4
_PT_A_PX = 0.75
#: what the first of several sheets has behind its title
_FIRST = re.compile(r" \(1/\d+\)$")
#: what a drawing says of itself, in px: where its rows (left, right) and columns (top, bottom) are named, its legend
_SAID = re.compile(r' data-(names|heads|legend|wide)="([-\d. ]+)"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its markup, what its foot says, and whether it lies."""

    inner: str
    title: str
    lying: bool
    #: entry of the contents, "" for a sheet that goes on from the one before; how deep it stands there
    entry: str = ""
    level: int = 0


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
    drawing = _laid_out(svg, paper, lying)
    many = len(drawing.pieces)
    return [
        Sheet(
            drawing.svg(at, number, holds=not at),
            title if many == 1 else f"{title} ({at + 1}/{many})",
            drawing.lying,
            "" if at else entry,
        )
        for at in range(many)
    ]


def sheet_drawings(svg: str, paper: str, *, lying: bool | None = None) -> list[str]:
    """Return what `lay_out` puts on each sheet as an SVG file of its own, as large as it stands on paper."""
    drawing = _laid_out(svg, paper, lying)
    return [drawing.svg(at, 0, holds=True) for at in range(len(drawing.pieces))]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A flat drawing, and the pieces of it that stand on sheets."""

    root: ET.Element
    pieces: Sequence[Piece]
    scale: float
    lying: bool

    def svg(self, at: int, number: int, *, holds: bool) -> str:
        """Return a piece; one that ``holds`` the drawing itself is what the others refer to."""
        piece, parts = self.pieces[at], []
        for place, (x, y, window) in enumerate(piece.windows):
            box = f"{window.x:.1f} {window.y:.1f} {window.width:.1f} {window.height:.1f}"
            inner = f'<use href="#drawing-{number}"/>'
            if holds and not place:
                inner = f'<g id="drawing-{number}">{_inside(self.root)}</g>'
            parts.append(
                f'<svg x="{x:.1f}" y="{y:.1f}" width="{window.width:.1f}" height="{window.height:.1f}" '
                f'viewBox="{box}">{inner}</svg>'
            )
        size = f'width="{piece.width * self.scale:.1f}" height="{piece.height * self.scale:.1f}"'
        family = f"font-family='{escape(self.root.get('font-family', ''))}'"
        ground = f'<rect width="{piece.width:.1f}" height="{piece.height:.1f}" fill="{LIGHT["canvas"]}"/>'
        return (
            f'<svg xmlns="{SVG}" viewBox="0 0 {piece.width:.1f} {piece.height:.1f}" {size} {family}>'
            f"{ground}{''.join(parts)}</svg>"
        )


def _laid_out(svg: str, paper: str, lying: bool | None) -> _Drawing:
    root = flat_tree(svg)
    _grounds(root)
    plan = _plan(svg, root)
    least = SMALLEST / _PT_A_PX / min(letters(root), default=16.0)
    shapes = list(shapes_of(root))
    ways = [cut(plan, shapes, room(paper, lying=way), least) for way in ((True, False) if lying is None else (lying,))]
    best = min(range(len(ways)), key=lambda k: (len(ways[k][0]), -ways[k][1]))
    return _Drawing(root, *ways[best], lying if lying is not None else best == 0)


def letters(root: ET.Element) -> Iterator[float]:
    """Yield the size of each text of a flat drawing, in px."""
    for each in root.iter(TEXT):
        if "".join(each.itertext()).strip():
            yield float(each.get("font-size", "16"))


def sheets_page(made: Sequence[Sheet], title: str, foot: str, paper: str, lang: str) -> Page:
    """Return sheets as a page to be printed: each with its title, the foot of all and its number at the bottom."""
    short, long = _PAPERS[paper]
    styles = _STYLE.replace("FONT", FONT).replace("PAPER", paper)
    for name, (across, down) in {"lying": (long, short), "upright": (short, long)}.items():
        styles += f".{name}{{page:{name};width:{across - 2 * _MARGIN:g}mm;height:{down - 2 * _MARGIN - 0.2:g}mm}}"
    body = "".join(
        f'<section id="sheet-{at}" class="{"lying" if each.lying else "upright"}">{_bookmark(each)}'
        f"<div>{each.inner}</div>"
        f"<footer><span>{escape(each.title)}</span><span>{escape(foot)}</span><b>{at} / {len(made)}</b></footer>"
        "</section>"
        for at, each in enumerate(made, 1)
    )
    return Page(
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(styles)}"><title>{escape(title)}</title>'
        f"<style>{styles}</style></head><body>{body}</body></html>\n"
    )


def _bookmark(sheet: Sheet) -> str:
    """Return the heading by which a browser lists a sheet in the outline of a PDF: white, behind what stands there."""
    level = 1 if sheet.level < 2 else 2
    told = escape(_FIRST.sub("", sheet.title))
    return f'<h{level} class="bookmark">{told}</h{level}>' if sheet.entry else ""


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
    "h1{font-size:20pt;line-height:1.2;margin:0 0 4mm}.title{font-size:13pt;line-height:1.3;margin:0 0 3mm}"
    ".title{font-weight:700}section{position:relative}section>div{position:relative}"
    ".bookmark{position:absolute;top:0;left:0;margin:0;font-size:8pt;font-weight:400;color:#fff;white-space:nowrap}"
    ".columns{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:8mm}"
    ".columns p{margin:0 0 5px;overflow-wrap:anywhere}"
    ".columns .side{display:block;padding-left:4mm}.columns .side i{font-style:normal;color:#5a6675}"
    ".columns small{font-size:8pt;color:#5a6675;border:1px solid #c5cdd8;border-radius:2px;padding:0 1mm}"
    ".columns h3{font-size:9pt;line-height:1.45;margin:0;color:#5a6675}"
    ".contents a{display:flex;color:inherit;text-decoration:none;gap:2mm}.contents .deeper{padding-left:5mm}"
    ".contents i{flex:1;border-bottom:1px dotted #5a6675;margin-bottom:1.2mm}"
    "mark{background:none;border:1px solid #c43d00;border-radius:2px;color:#c43d00;padding:0 1mm;font-size:8pt;"
    "line-height:1.1}mark.hub{border-color:#5b3fc4;color:#5b3fc4}"
    "mark.look_up,mark.single_on_record{border-color:#6c7787;color:#5a6675}"
)


def _plan(svg: str, root: ET.Element) -> Plan:
    """Return what a drawing says of itself: where its rows and columns are named, and where its legend begins."""
    x, y, wide, high = map(float, root.get("viewBox", "").split())
    said = {name: [float(part) for part in text.split()] for name, text in _SAID.findall(svg.partition(">")[0])}
    left, right = said.get("names", (x, x))
    top, bottom = said.get("heads", (y, y))
    below = said.get("legend", (y + high,))[0]
    return Plan(
        Rectangle(x, y, wide, high),
        Rectangle(left, y, right - left, high),
        Rectangle(x, top, wide, bottom - top),
        # explanations are no wider than `stand_alone` makes them
        Rectangle(x, below, min(wide, said.get("wide", (wide,))[0]), y + high - below),
    )


def _grounds(root: ET.Element) -> None:
    """Put light boxes in place of the letters that `flat` draws below others for their edge.

    Chromium writes each of those into the PDF as a path of its own: a book of 87 sheets had 36 MB.
    """
    for parent in list(root.iter()):
        for at, child in enumerate(list(parent)):
            if child.tag == TEXT and child.get("aria-hidden"):
                shape = next(shapes_of(child))
                box = {"x": shape.left, "y": shape.top + 1, "width": shape.right - shape.left, "height": 14}
                ground = ET.Element(f"{{{SVG}}}rect", {name: f"{value:.1f}" for name, value in box.items()})
                ground.set("fill", child.get("fill", ""))
                ground.set("fill-opacity", "0.7")
                parent[at] = ground


def _inside(root: ET.Element) -> str:
    text = written(root)
    return text[text.index(">") + 1 : text.rindex("</svg>")]
