"""The hub rail: under the zones, a line for each hub with a dot under every stage that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...schema import Text
from ..page import escape, say, tongue, width
from ..reading import Row
from .layout import Box
from .marks import at
from .rows import badge_choice

#: lines shown, and kept for another measure
MOST, SPARE = 5, 20
LINE = 19.0
HEAD = 20.0


def rail_height(spans: Sequence[object]) -> float:
    """Return the height of the rail; 0 without hubs."""
    return HEAD + LINE * min(MOST, len(spans)) if spans else 0.0


def rail(
    spans: Sequence[tuple[Row, tuple[str, ...]]],
    boxes: Mapping[str, Box],
    names: Mapping[str, Text],
    y: float,
    lang: str,
) -> str:
    """Return the rail of the widest hubs, from y downwards."""
    if not spans:
        return ""
    parts = [f'<text class="note head" x="16" y="{y + 13:.1f}">{escape(say("rail", lang))}</text>']
    parts.append('<g class="rails">')
    for place, (row, stages) in enumerate(spans[:SPARE]):
        # lines beyond MOST wait unseen: another measure may put them first
        shown = "" if place < MOST else ' display="none"'
        top = y + HEAD + LINE * min(place, MOST - 1)
        dots: dict[float, list[str]] = {}
        for stage in stages:
            dots.setdefault(boxes[stage].x + boxes[stage].width / 2, []).append(names[stage].to(lang))
        left, right = min(dots), max(dots)
        label = row.name.to(lang)
        badge = max(width(each.to(lang), 12, bold=True) for each in row.badges)
        fits = left - 12 - width(label + " ", 12, bold=True) - badge > 10
        x, anchor = (left - 12, "end") if fits else (right + 12, "start")
        circles = "".join(
            f'<circle class="dot" cx="{x_dot:.1f}" cy="9" r="5.5">'
            f"<title>{escape(say('listed', lang).join(found))}</title></circle>"
            for x_dot, found in sorted(dots.items())
        )
        parts.append(
            f'<g class="row hub rail" data-id="{escape(row.id)}" data-grade="{row.grade}" '
            f'data-spans="{len(stages)}"{shown} {at(0, top)}>'
            f"<title>{escape(row.full.to(lang))}</title>"
            f'<path class="rail-line" d="M{left:.1f} 9H{right:.1f}"/>{circles}'
            f'<text class="name" x="{x:.1f}" y="13" text-anchor="{anchor}"{tongue(row.full, lang)}>{escape(label)} '
            f"<tspan{badge_choice(row, lang)}</tspan></text></g>"
        )
    return "".join((*parts, "</g>"))
