"""The network view as an SVG file of its own, for documents: the same places, light palette, no browser."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from ...schema import Scene, Text
from ..page import AS_IT_IS, FONT, Svg, View, asset, escape, fixed, hue, path, signed, stand_alone, width, wrap
from ..reading import EVERYTHING, LINE, Choice, abbreviated, foot_lines, touch_lines
from .drawing import Drawing, draw, lane_label
from .legend import legend
from .places import BAND_GAP, CHAIN_COLUMNS, LANE_PADDING, MOST_ROWS, ROW, Point, gaps
from .vis import fill, relation_hue

_LEFT, _ALONE, _TOP, _BOTTOM, _RIGHT = 116.0, 28.0, 44.0, 34.0, 14.0
_SIZE = 12.0
_STYLE = f"""
text{{font-family:{FONT};font-size:12px;fill:var(--ink);dominant-baseline:central}}
.name{{paint-order:stroke;stroke:var(--canvas);stroke-width:3px;stroke-linejoin:round}}
.on-pill{{stroke:none}}.bold{{font-weight:700}}.head,.lane{{font-weight:700;fill:var(--muted)}}.gap{{fill:var(--gap)}}.quiet{{fill:var(--muted)}}
.foot-line{{font-size:11px;fill:var(--muted)}}
.ring{{fill:var(--hub-fill);stroke:var(--hub);stroke-width:2}}
.missing{{fill:var(--gap-fill);stroke:var(--gap);stroke-width:1.8;stroke-dasharray:3 2}}
.missing.web{{fill:var(--canvas);stroke-width:1.3}}
.missing.look_up{{fill:var(--canvas);stroke:var(--unknown);stroke-width:1;stroke-dasharray:1.5 2}}
.relation{{fill:none;stroke-opacity:.2}}.feed{{stroke:var(--ink);stroke-opacity:.8;stroke-width:1.6}}
.pin{{fill:var(--ink)}}.pinned{{font-size:9.5px;font-weight:700;fill:var(--paper);text-anchor:middle}}
.band{{fill:var(--paper);stroke:var(--line)}}.hollow{{fill:var(--paper);stroke-width:1.6}}
.uncounted{{stroke-width:1.4;stroke-dasharray:2.5 2}}
.pill.hub{{fill:var(--hub-fill)}}.pill.gap{{fill:var(--gap-fill);stroke:var(--gap);stroke-width:1.5}}
.pill.web{{fill:var(--canvas);stroke-width:1}}
.arrow{{fill:var(--ink)}}.lack{{fill:none;stroke:var(--gap);stroke-dasharray:5 4;stroke-opacity:.75}}
"""


def network_svg(
    scene: Scene,
    chain: str | None = None,
    *,
    choice: Choice = EVERYTHING,
    lang: str = "zh",
    touch: View = AS_IT_IS,
) -> Svg:
    """Return the network view of a chain, a choice or all as an SVG file; see `network_view`.

    Regions, unknown slots and 已撤 relations stay out, as on the page; so does what ``touch`` hides, and its notes are
    listed below.
    """
    touch = touch.among(scene.network)
    drawing = draw(scene, chain, choice)
    columns = drawing.plan.columns[lang].values()
    bottom = max((lane.top + lane.height for lane in drawing.plan.lanes), default=60.0)
    shown = [node for node in fill(drawing, lang).nodes if not node["hidden"] and node["id"] not in touch.hide]
    roles = {drawing.plan.roles[node["id"]] for node in shown}
    right = max((c.x + c.width for c in columns if c.role.name in roles), default=300.0)
    # a single lane is named by the title
    left = _LEFT if len(drawing.plan.lanes) > 1 else _ALONE
    across = left + right + _RIGHT
    title = Text(touch.title, touch.title) if touch.title else drawing.title
    name = title.to(lang)
    last = [*touch_lines(scene.network, touch, lang, across - 20), signed(title, scene, lang)]
    height = _TOP + bottom + _BOTTOM + LINE * (len(last) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:.0f}" height="{height:.0f}" '
        f'viewBox="{-left:g} {-_TOP:g} {across:.0f} {height:.0f}" role="img" aria-label="{escape(name)}" '
        f'data-names="{-left:g} {-12 if left > _ALONE else -left:g}" data-heads="{-_TOP:g} -6">',
        f"<title>{escape(name)}</title><style>{_STYLE}</style>",
        f'<rect x="{-left:g}" y="{-_TOP:g}" width="{across:.0f}" height="{height:.0f}" fill="var(--canvas)"/>',
        *_lanes(drawing, left, across, lang),
        *_lines(drawing, lang, touch),
        *(_glyph(node) for node in shown),
        *_names(drawing, shown, lang),
        *_pins(shown, touch),
    ]
    for column in columns:
        if column.role.name in roles:
            head = wrap(column.role.label.to(lang), _SIZE, column.width - 8, 2, bold=True)
            parts += (
                f'<text class="head" x="{column.x - 6:.1f}" y="{14 - _TOP + 14 * k:g}">{escape(row)}</text>'
                for k, row in enumerate(head)
            )
    types = {node.get("like") or node.get("type", "") for node in shown}
    style = "".join(each for each in asset("network/network.css").splitlines() if each.startswith(".key-"))
    svg = fixed("".join([*parts, foot_lines(last, 10 - left, bottom + 18), "</svg>\n"]))
    return stand_alone(svg, name, legend(lang), lang, types=types, style=style)


def _lanes(drawing: Drawing, margin: float, across: float, lang: str) -> Iterator[str]:
    for k, lane in enumerate(drawing.plan.lanes):
        if k % 2 == 0:
            yield (
                f'<rect x="{-margin:g}" y="{lane.top:g}" width="{across:.0f}" height="{lane.height:g}"'
                ' fill="var(--zone)"/>'
            )
        if lane.band:
            framed = [column for role, column in drawing.plan.columns[lang].items() if role in CHAIN_COLUMNS]
            left, right = framed[0].x - 26, framed[-1].x + framed[-1].width - 18
            top = lane.top + LANE_PADDING + lane.rail - BAND_GAP / 2
            yield (
                f'<rect class="band" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{lane.band:g}"'
                ' rx="7"/>'
            )
        if margin < _LEFT:
            continue
        rows = wrap(lane_label(lane.id, drawing).to(lang), _SIZE, _LEFT - 24, 3, bold=True)
        middle = lane.top + lane.height / 2
        for at, row in enumerate(rows):
            y = middle + (at - (len(rows) - 1) / 2) * 15
            yield f'<text class="lane" x="{10 - margin:g}" y="{y:.1f}">{escape(row)}</text>'


def _pins(shown: list[dict[str, Any]], touch: View) -> Iterator[str]:
    for node in shown:
        number = touch.number(node["id"])
        if number:
            x, y = node["x"] - node["size"] - 7, node["y"] - node["size"]
            at = f"translate({x:g} {y:g})"
            yield f'<g transform="{at}"><circle class="pin" r="7"/><text class="pinned">{number}</text></g>'


def _lines(drawing: Drawing, lang: str, touch: View) -> Iterator[str]:
    net = fill(drawing, lang)
    sizes = {node["id"]: node["size"] for node in net.nodes}
    hidden = {node["id"] for node in net.nodes if node["hidden"]} | set(touch.hide)
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
            family = relation_hue(edge["type"])
            yield f'<path class="relation {family}" stroke="var(--{family})" d="{d}"{dashes}/>'
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
    if node.get("outside") or node.get("uncounted"):
        classes = "hollow uncounted" if node.get("uncounted") else "hollow"
        stroke = f'stroke="var(--{hue(node.get("type", ""))})"'
        look = f'class="{classes}" {stroke} vector-effect="non-scaling-stroke"'
    if kind:
        look = f'class="missing{" web" if node.get("web_only") else ""} {kind}" vector-effect="non-scaling-stroke"'
    shape = path(node.get("like") or node.get("type", ""))
    return f'{ring}<path {look} transform="translate({x:g} {y:g}) scale({size:g})" d="{shape}"/>'


def _names(drawing: Drawing, shown: list[dict[str, Any]], lang: str) -> Iterator[str]:
    """Yield the names: in their column, else in what is free to the right, in rows as far as the next name."""
    roles = {node["id"]: drawing.plan.roles[node["id"]] for node in shown}
    apart = gaps(roles, {node["id"]: node["y"] for node in shown})
    lines = {node: max(1, min(MOST_ROWS, int(gap / ROW))) for node, gap in apart.items()}
    right = max((drawing.plan.columns[lang][role] for role in roles.values()), key=lambda c: c.x, default=None)
    edge = right.x + right.width if right else 0.0
    written: set[str] = set()
    for node in shown:
        column = drawing.plan.columns[lang][roles[node["id"]]]
        bold = bool(node.get("hub") or node.get("type") in ("Stage", "IndustryChain"))
        kind = "hub" if node.get("hub") else "gap" if node.get("ghost") or node.get("mark") == "build" else ""
        gap = 6 + node["size"] * (1.4 if bold else 1.1) + (3.5 if node.get("hub") else 0) + (4 if kind else 0)
        name = drawing.labels[node["id"]].to(lang) + (f" ×{node['stages']}" if node.get("stages") else "")
        most = lines[node["id"]]
        rooms = (column.width - gap - 12, _free(node, shown, lines, edge) - node["x"] - gap - 12)
        for text, room in product((name, abbreviated(name)), rooms):
            rows = wrap(text, _SIZE, room, most, bold=bold)
            if not rows[-1].endswith("…"):
                break
        if "".join(rows) in written and rows[-1].endswith("…"):
            # what is cut alike is told apart by its end
            kept = max(4, len("".join(rows)) - 1)
            rows = wrap(f"{name[: kept // 2]}…{name[-(kept // 2 - 1) :]}", _SIZE, column.width - gap, most, bold=bold)
        written.add("".join(rows))
        yield from _rows(node, rows, kind, bold, node["x"] + gap)


def _free(node: Mapping[str, Any], shown: list[dict[str, Any]], lines: Mapping[str, int], right: float) -> float:
    """Return where the first glyph right of a node stands whose name is in the way of the node's."""
    own = lines[node["id"]]
    in_way = (
        other["x"]
        for other in shown
        if other["x"] > node["x"] and abs(other["y"] - node["y"]) < (own + lines[other["id"]]) * ROW / 2
    )
    return min(in_way, default=right)


def _rows(node: Mapping[str, Any], rows: list[str], kind: str, bold: bool, x: float) -> Iterator[str]:
    classes = ["name"] + ["bold"] * bold + ["times"] * bool(node.get("stages"))
    if kind == "gap":
        classes.append("gap")
    elif node.get("mark"):
        classes.append("quiet")
    if kind:
        wide = max(width(row, _SIZE, bold=bold) for row in rows) + 8
        web = " web" if node.get("web_only") else ""
        yield (
            f'<rect class="pill {kind}{web}" x="{x - 4:.1f}" y="{node["y"] - len(rows) * ROW / 2 - 0.5:.1f}" '
            f'width="{wide:.1f}" height="{len(rows) * ROW + 1:.1f}" rx="6"/>'
        )
        classes.append("on-pill")
    for k, row in enumerate(rows):
        y = node["y"] + (k - (len(rows) - 1) / 2) * ROW
        yield f'<text class="{" ".join(classes)}" x="{x:.1f}" y="{y:g}">{escape(row)}</text>'
