"""A drawing that stands alone in a document: its title above, a legend of the marks that it uses below."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from ...schema import vocabulary
from .glyphs import HUES, glyph, path
from .markup import escape
from .notebook import Svg
from .palette import fixed
from .wrapping import width, wrap

#: px: the title's band, a line of the legend, between two of its entries, at both sides
_HEAD, _LINE, _APART, _EDGE = 38.0, 23.0, 18.0, 16.0
_TITLE, _TEXT, _FOOT_SIZE = 18.0, 12.0, 11.0
#: px: a legend is no wider, so that it stays whole where a wide drawing is cut into sheets
_ROOM = 730.0
_BOX = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="(-?[\d.]+) (-?[\d.]+) [\d.]+ [\d.]+"')
_FOOT = re.compile(r'(<text class="foot-line" x="-?[\d.]+" y=")(-?[\d.]+)(">)([^<]*)')
_CLASSES = re.compile(r'class="([^"]*)"')
_STILL = re.compile(r'<text class="([^"]*?) more-bodies"([^>]*?) data-still="([^"]*)">[^<]*</text>')
_TURN = re.compile(r'<text class="turn"[^>]*>[^<]*</text>')
_STYLE = (
    f".standing-title{{font-size:{_TITLE:g}px;font-weight:700;fill:var(--ink);dominant-baseline:auto}}"
    f".standing-text{{font-size:{_TEXT:g}px;fill:var(--muted);dominant-baseline:auto}}"
    + "".join(f".g-{hue}{{fill:var(--{hue})}}" for hue in sorted(set(HUES.values())))
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mark, as markup, with what it means; no mark for words alone."""

    text: str
    mark: str = ""
    #: of the mark
    wide: float = 0.0

    @property
    def width(self) -> float:
        return self.wide + (6 if self.wide else 0) + width(self.text, _TEXT)


def stand_alone(
    svg: str,
    title: str,
    legend: str,
    lang: str,
    *,
    types: Collection[str] = (),
    style: str = "",
) -> Svg:
    """Return an SVG file with its title above and a legend below, and without what only a page can do.

    ``legend`` is the page's legend line in one language: an entry's ``data-if`` names the classes that an element of
    the drawing must have, or with ``!`` must not (``feed !weak-source``), for it to be shown. Entries without a mark or
    ``data-if`` are hints for a reader at a screen, and stay out. Of ``types`` those are shown whose shape is drawn.
    ``style``: the CSS of the legend's marks.
    """
    svg = quiet(svg)
    box = _BOX.search(svg)
    if box is None:
        raise ValueError("an SVG with width, height and viewBox is wanted")
    wide, high, left, top = map(float, box.groups())
    known = [set(each.split()) for each in (_CLASSES.findall(svg))]
    entries = [*_entries(legend, known), *_shapes(svg, types, lang)]
    feet = _FOOT.findall(svg)
    widest = max((*(width(each[3], _FOOT_SIZE) for each in feet), *(each.width for each in entries)), default=0)
    wide = max(wide, widest + 2 * _EDGE)
    heading = wrap(title, _TITLE, wide - 2 * _EDGE, 2, bold=True)
    head = _HEAD + 24 * (len(heading) - 1)
    at = min((float(each[1]) for each in feet), default=top + high) - 14
    rows, down = _rows(entries, left + _EDGE, at, min(_ROOM, wide - 2 * _EDGE))
    top, high = top - head, high + head + down
    first = [f'<rect x="{left:g}" y="{top:g}" width="{wide:.0f}" height="{high:.0f}" fill="var(--canvas)"/>']
    for number, line in enumerate(heading):
        y = top + 26 + 24 * number
        first.append(f'<text class="standing-title" x="{left + _EDGE:g}" y="{y:g}">{escape(line)}</text>')
    svg = _FOOT.sub(lambda each: f"{each[1]}{float(each[2]) + down:g}{each[3]}{each[4]}", svg)
    size = f'width="{wide:.0f}" height="{high:.0f}" viewBox="{left:g} {top:g} {wide:.0f} {high:.0f}"'
    # for who lays it out on paper (paper/sheets.py): from where on it is legend, and how wide that is
    size += f' data-legend="{at - 6:g}" data-wide="{min(wide, max(_ROOM, widest) + 1.5 * _EDGE):.0f}"'
    svg = _BOX.sub(size, svg, count=1).replace("</style>", f"{_STYLE}{style}</style>{''.join(first)}", 1)
    body, end, _ = svg.rpartition("</svg>")
    return Svg(fixed(f"{body}{rows}{end}\n"))


def quiet(svg: str) -> str:
    """Return a drawing without buttons: what opens more says how many there are in all, lanes have no sign to open."""
    svg = _STILL.sub(r'<text class="\1"\2>\3</text>', svg)
    return _TURN.sub("", svg).replace(" ▸</text>", "</text>")


def _entries(legend: str, known: Collection[set[str]]) -> Iterator[_Entry]:
    """Yield the entries of a page's legend line whose marks are known."""
    for span in ET.fromstring(f"<p>{legend}</p>"):  # noqa: S314 — written by this package
        asked = span.get("data-if")
        mark = span.find("svg")
        if asked is not None and not any(_fits(asked.split(), each) for each in known):
            continue
        if mark is None:
            if asked is not None:
                yield _Entry("".join(span.itertext()).strip())
            continue
        wide = float(mark.get("width") or mark.get("viewBox", "0 0 26 16").split()[2])
        inner = "".join(ET.tostring(child, encoding="unicode") for child in mark)
        said = "".join([mark.tail or "", *("".join(each.itertext()) + (each.tail or "") for each in list(span)[1:])])
        yield _Entry(said.strip(), inner, wide)


def _fits(asked: list[str], classes: set[str]) -> bool:
    return all((name[1:] not in classes) if name[0] == "!" else (name in classes) for name in asked)


def _shapes(svg: str, types: Collection[str], lang: str) -> Iterator[_Entry]:
    """Yield the shapes of types that are drawn; types of one shape stand together."""
    order = list(HUES)
    drawn = sorted(
        (t for t in types if f'd="{path(t)}"' in svg), key=lambda t: (order.index(t) if t in order else len(order), t)
    )
    terms = vocabulary().nodes
    for _, group in groupby(drawn, key=path):
        same = list(group)
        labels = [terms[each].label.to(lang) if each in terms else each for each in same]
        yield _Entry(("、" if lang == "zh" else ", ").join(labels), glyph(same[0], 8, 8.5, 5), 16)


def _rows(entries: Collection[_Entry], left: float, top: float, room: float) -> tuple[str, float]:
    """Return entries in rows, and how high they are."""
    x, row, parts = 0.0, 0, []
    for each in entries:
        if x and x + each.width > room:
            x, row = 0.0, row + 1
        y = top + row * _LINE
        if each.mark:
            parts.append(f'<g transform="translate({left + x:.1f} {y:.1f})">{each.mark}</g>')
        text = left + x + each.wide + (6 if each.wide else 0)
        parts.append(f'<text class="standing-text" x="{text:.1f}" y="{y + 13:.1f}">{escape(each.text)}</text>')
        x += each.width + _APART
    return "".join(parts), (row + 1) * _LINE + 4 if entries else 0.0
