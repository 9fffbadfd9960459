"""The network view as an SVG file of its own, for documents: the same places, light palette, no browser."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from ...schema import Scene
from ..page import FONT, Svg, clip, escape, fixed, hue, path, signed, wrap
from ..reading import EVERYTHING, Choice
from .drawing import Drawing, draw, lane_label
from .places import Point
from .vis import fill, relation_hue

_LEFT, _TOP, _BOTTOM, _RIGHT = 116.0, 44.0, 34.0, 14.0
_SIZE = 12.0
_STYLE = f"""
text{{font-family:{FONT};font-size:12px;fill:var(--ink);dominant-baseline:central}}
.name{{paint-order:stroke;stroke:var(--canvas);stroke-width:3px;stroke-linejoin:round}}
.bold{{font-weight:700}}.head,.lane{{font-weight:700;fill:var(--muted)}}.gap{{fill:var(--gap)}}.quiet{{fill:var(--muted)}}
.foot-line{{font-size:11px;fill:var(--muted)}}
.ring{{fill:var(--hub-fill);stroke:var(--hub);stroke-width:2}}
.missing{{fill:var(--gap-fill);stroke:var(--gap);stroke-width:1.8;stroke-dasharray:3 2}}
.missing.web{{fill:var(--canvas);stroke-width:1.3}}
.missing.look_up{{fill:var(--canvas);stroke:var(--unknown);stroke-width:1;stroke-dasharray:1.5 2}}
.relation{{fill:none;stroke-opacity:.28}}.feed{{stroke:var(--ink);stroke-opacity:.8;stroke-width:1.6}}
.arrow{{fill:var(--ink)}}.lack{{fill:none;stroke:var(--gap);stroke-dasharray:5 4;stroke-opacity:.75}}
"""


def network_svg(scene: Scene, chain: str | None = None, *, choice: Choice = EVERYTHING, lang: str = "zh") -> Svg:
    """Return the network view of a chain, a choice or all as an SVG file; see `network_view`.

    Regions, unknown slots and 已撤 relations stay out, as on the page.
    """
    drawing = draw(scene, chain, choice)
    columns = drawing.plan.columns[lang].values()
    bottom = max((lane.top + lane.height for lane in drawing.plan.lanes), default=60.0)
    shown = [node for node in fill(drawing, lang).nodes if not node["hidden"]]
    roles = {drawing.plan.roles[node["id"]] for node in shown}
    right = max((c.x + c.width for c in columns if c.role.name in roles), default=300.0)
    width, height = _LEFT + right + _RIGHT, _TOP + bottom + _BOTTOM
    name = drawing.title.to(lang)
    last = signed(drawing.title, scene, lang)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="{-_LEFT:g} {-_TOP:g} {width:.0f} {height:.0f}" role="img" aria-label="{escape(name)}">',
        f"<title>{escape(name)}</title><style>{_STYLE}</style>",
        f'<rect x="{-_LEFT:g}" y="{-_TOP:g}" width="{width:.0f}" height="{height:.0f}" fill="var(--canvas)"/>',
        *_lanes(drawing, width, lang),
        *_lines(drawing, lang),
        *(_glyph(node) for node in shown),
        *_names(drawing, shown, lang),
    ]
    for column in columns:
        if column.role.name in roles:
            label = clip(column.role.label.to(lang), _SIZE, column.width - 8, bold=True)
            parts.append(f'<text class="head" x="{column.x - 6:.1f}" y="{14 - _TOP:g}">{escape(label)}</text>')
    line = f'<text class="foot-line" x="{10 - _LEFT:g}" y="{bottom + 18:.1f}">{escape(last)}</text></svg>\n'
    return Svg(fixed("".join([*parts, line])))


def _lanes(drawing: Drawing, width: float, lang: str) -> Iterator[str]:
    for k, lane in enumerate(drawing.plan.lanes):
        if k % 2 == 0:
            yield (
                f'<rect x="{-_LEFT:g}" y="{lane.top:g}" width="{width:.0f}" height="{lane.height:g}"'
                ' fill="var(--zone)"/>'
            )
        rows = wrap(lane_label(lane.id, drawing).to(lang), _SIZE, _LEFT - 24, 3, bold=True)
        middle = lane.top + lane.height / 2
        for at, row in enumerate(rows):
            y = middle + (at - (len(rows) - 1) / 2) * 15
            yield f'<text class="lane" x="{10 - _LEFT:g}" y="{y:.1f}">{escape(row)}</text>'


def _lines(drawing: Drawing, lang: str) -> Iterator[str]:
    net = fill(drawing, lang)
    sizes = {node["id"]: node["size"] for node in net.nodes}
    hidden = {node["id"] for node in net.nodes if node["hidden"]}
    for edge in net.edges:
        if edge["hidden"] or edge["from"] in hidden or edge["to"] in hidden or edge["from"] == edge["to"]:
            continue
        a, b = drawing.plan.point(edge["from"], lang), drawing.plan.point(edge["to"], lang)
        d, last = _curve(a, b, edge.get("smooth"))
        if "ghost" in edge:
            yield f'<path class="lack" d="{d}"/>'
            continue
        dashes = ' stroke-dasharray="6 4"' if edge["dashes"] else ""
        if not edge["arrows"]:
            yield f'<path class="relation" stroke="var(--{relation_hue(edge["type"])})" d="{d}"{dashes}/>'
            continue
        angle = math.atan2(b.y - last.y, b.x - last.x)
        tip = 1.3 * sizes[edge["to"]]
        x, y = b.x - tip * math.cos(angle), b.y - tip * math.sin(angle)
        yield f'<path class="relation feed" d="{d}"{dashes}/>'
        yield (
            f'<path class="arrow" transform="translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.1f})"'
            ' d="M0 0L-7 -3.2L-7 3.2Z"/>'
        )


def _curve(a: Point, b: Point, smooth: Mapping[str, Any] | None) -> tuple[str, Point]:
    """Return the path that vis draws between two points, and where its last stretch comes from."""
    if smooth:
        side = 1 if smooth["type"] == "curvedCW" else -1
        half = smooth["roundness"] / 2
        angle = math.atan2(a.y - b.y, b.x - a.x) + (side * half + 0.5) * math.pi
        far = (half + 0.5) * math.dist((a.x, a.y), (b.x, b.y))
        via = Point(a.x + far * math.sin(angle), a.y + far * math.cos(angle))
        return f"M{a.x:.1f} {a.y:.1f}Q{via.x:.1f} {via.y:.1f} {b.x:.1f} {b.y:.1f}", via
    pull = 0.45 * (b.x - a.x)
    last = Point(b.x - pull, b.y)
    return f"M{a.x:.1f} {a.y:.1f}C{a.x + pull:.1f} {a.y:.1f} {last.x:.1f} {last.y:.1f} {b.x:.1f} {b.y:.1f}", last


def _glyph(node: Mapping[str, Any]) -> str:
    size, x, y = node["size"], node["x"], node["y"]
    ring = f'<circle class="ring" cx="{x:g}" cy="{y:g}" r="{size + 3.5:g}"/>' if node.get("hub") else ""
    kind = node.get("ghost") or node.get("mark")
    look = f'fill="var(--{hue(node.get("type", ""))})"'
    if kind:
        look = f'class="missing{" web" if node.get("web_only") else ""} {kind}" vector-effect="non-scaling-stroke"'
    shape = path(node.get("like") or node.get("type", ""))
    return f'{ring}<path {look} transform="translate({x:g} {y:g}) scale({size:g})" d="{shape}"/>'


def _names(drawing: Drawing, shown: list[dict[str, Any]], lang: str) -> Iterator[str]:
    for node in shown:
        column = drawing.plan.columns[lang][drawing.plan.roles[node["id"]]]
        bold = bool(node.get("hub") or node.get("type") in ("Stage", "IndustryChain"))
        gap = 6 + node["size"] * (1.4 if bold else 1.1) + (3.5 if node.get("hub") else 0)
        label = clip(drawing.labels[node["id"]].to(lang), _SIZE, column.width - gap - 12, bold=bold)
        classes = ["name"] + ["bold"] * bold
        if node.get("ghost") or node.get("mark") == "build":
            classes.append("gap")
        elif node.get("mark"):
            classes.append("quiet")
        yield f'<text class="{" ".join(classes)}" x="{node["x"] + gap:.1f}" y="{node["y"]:g}">{escape(label)}</text>'
