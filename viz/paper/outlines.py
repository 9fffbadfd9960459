"""Text → shapes: an SVG that looks the same on a machine without a single Chinese font."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .flat import SVG, TEXT, TSPAN
from .fonts import Face, Fonts, opened

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_SIZE = 16.0
_BOLD_FROM = 600
#: signs of the pictures that Chinese fonts often lack, and what stands in for them
_LIKE = {"▸": "▶", "◂": "◀", "‧": "·"}
_PLACES = ("x", "y", "dx", "dy")
_HERITABLE = ("font-size", "font-weight", "text-anchor", "letter-spacing", "text-decoration")


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of text with one look."""

    text: str
    #: the element whose fill it has
    element: ET.Element
    look: dict[str, str]
    dx: float
    dy: float


def outline(root: ET.Element, fonts: Fonts) -> None:
    """Put a path in place of each text of a flat tree (see `flat.flat_tree`); letters are set one by one, unkerned.

    Glyphs that the font lacks become its box for missing glyphs: visible, never dropped.
    """
    _below(root, fonts, {})
    root.attrib.pop("font-family", None)


def _below(element: ET.Element, fonts: Fonts, look: dict[str, str]) -> None:
    look = look | {name: element.get(name, "") for name in _HERITABLE if name in element.attrib}
    for at, child in enumerate(list(element)):
        if child.tag == TEXT:
            element[at] = _drawn(child, fonts, look)
            element[at].tail = child.tail
        else:
            _below(child, fonts, look)
    for name in _HERITABLE:
        element.attrib.pop(name, None)


def _drawn(text: ET.Element, fonts: Fonts, look: dict[str, str]) -> ET.Element:
    """Return the group of paths of one text element."""
    runs = list(_runs(text, look))
    kept = {name: value for name, value in text.attrib.items() if name not in (*_HERITABLE, *_PLACES)}
    made = ET.Element(f"{{{SVG}}}g", kept)
    made.extend(each for each in text if each.tag == f"{{{SVG}}}title")
    made.set("aria-label", "".join(run.text for run in runs))
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    for chunk in _chunks(runs):
        # SVG moves and anchors what follows an x of its own as one piece
        first = chunk[0].element
        x, y = float(first.get("x", x)), float(first.get("y", y))
        widths = [run.dx + _Letters.of(fonts, run.look).width(run.text) for run in chunk]
        x -= {"middle": 0.5, "end": 1.0}.get(chunk[0].look.get("text-anchor", ""), 0.0) * sum(widths)
        for run, width in zip(chunk, widths, strict=True):
            y += run.dy
            made.extend(_shapes(run, fonts, text, x, y, width))
            x += width
    return made


def _shapes(run: _Run, fonts: Fonts, text: ET.Element, x: float, y: float, width: float) -> Iterator[ET.Element]:
    letters = _Letters.of(fonts, run.look)
    scale = letters.scale
    shape = {"transform": f"translate({x + run.dx:.5g} {y:.5g}) scale({scale:.4g} {-scale:.4g})"}
    shape["d"] = letters.path(run.text)
    if (fill := run.element.get("fill")) and run.element is not text:
        shape["fill"] = fill
    if stroke := text.get("stroke-width"):
        shape["stroke-width"] = f"{float(stroke) / scale:.4g}"
    yield ET.Element(f"{{{SVG}}}path", shape)
    if "underline" in run.look.get("text-decoration", ""):
        line = {"x": f"{x + run.dx:.5g}", "y": f"{y + 1.5:.5g}", "width": f"{width - run.dx:.4g}", "height": ".7"}
        yield ET.Element(f"{{{SVG}}}rect", line)


def _chunks(runs: list[_Run]) -> list[list[_Run]]:
    chunks: list[list[_Run]] = []
    for run in runs:
        if not chunks or (run.element.tag == TSPAN and ("x" in run.element.attrib or "y" in run.element.attrib)):
            chunks.append([])
        chunks[-1].append(run)
    return chunks


def _runs(text: ET.Element, look: dict[str, str]) -> Iterator[_Run]:
    own = look | {name: text.get(name, "") for name in _HERITABLE if name in text.attrib}
    if text.text:
        yield _Run(text.text, text, own, float(text.get("dx", 0)), float(text.get("dy", 0)))
    for part in text:
        if part.tag == TSPAN and part.text:
            inner = own | {name: part.get(name, "") for name in _HERITABLE if name in part.attrib}
            yield _Run(part.text, part, inner, float(part.get("dx", 0)), float(part.get("dy", 0)))
        if part.tail and part.tail.strip():
            yield _Run(part.tail, text, own, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Letters:
    """A face at a size."""

    face: Face
    size: float

    @classmethod
    def of(cls, fonts: Fonts, look: dict[str, str]) -> _Letters:
        weight = look.get("font-weight", "400").replace("bold", "700").replace("normal", "400")
        return cls(fonts.bold if int(weight) >= _BOLD_FROM else fonts.regular, float(look.get("font-size", _SIZE)))

    @property
    def scale(self) -> float:
        return self.size / _units(self.face)

    def width(self, text: str) -> float:
        return sum(_advance(self.face, each) for each in text) * self.scale

    def path(self, text: str) -> str:
        parts, x = [], 0
        for each in text:
            parts.append(_glyph(self.face, each, x))
            x += _advance(self.face, each)
        return "".join(parts)


@lru_cache(maxsize=4)
def _font(face: Face) -> tuple[TTFont, dict[int, str], Any]:
    font = opened(face)
    return font, font.getBestCmap(), font.getGlyphSet()


def _units(face: Face) -> int:
    return int(_font(face)[0]["head"].unitsPerEm)


@lru_cache(maxsize=20_000)
def _advance(face: Face, character: str) -> int:
    _, names, glyphs = _font(face)
    width: float = glyphs[_name(names, character)].width
    return round(width)


def _name(names: dict[int, str], character: str) -> str:
    return names.get(ord(character)) or names.get(ord(_LIKE.get(character, character)), ".notdef")


@lru_cache(maxsize=20_000)
def _glyph(face: Face, character: str, x: int) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    _, names, glyphs = _font(face)
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
    glyphs[_name(names, character)].draw(TransformPen(pen, (1, 0, 0, 1, x, 0)))
    return str(pen.getCommands())
