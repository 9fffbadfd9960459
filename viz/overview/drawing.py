"""The drawing of the overview: a row a chain, boxes of stages by zone, gap totals, bodies on several chains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...schema import POSITIONS, Hub, Scene, Template, Text, vocabulary
from ..chainmap import UNPLACED, Drawing, at, number
from ..page import escape, glyph, say
from ..reading import Coverage, ShownStage, short_names
from .boxes import end_box, stage_box, support_line
from .frame import (
    BETWEEN_ROWS,
    BODY,
    BOX,
    BOX_HEIGHT,
    GAP,
    NAMES,
    SLANTING_LINE,
    Frame,
    chain_lines,
    frame_of,
    heights_of,
    label_of,
    shared_bodies,
    zones_of,
)

_GAPS = Text("缺口", "gaps")
_TOTAL = Text(
    "{name}：缺口 {gaps} = 全链 {whole} + 环节 {stages} + 延链 {ends}；待查 {look_up}",
    "{name}: {gaps} gaps = {whole} of the whole chain + {stages} of stages + {ends} ends; {look_up} to look up",
)
_OF_CHAINS = Text("{name}：服务 {n} 条产业链", "{name}: serves {n} chains")


def draw(scene: Scene, coverage: Sequence[Coverage], lang: str) -> Drawing:
    """Return the drawing in one language; rows stand in the order of ``coverage``."""
    shared = shared_bodies(coverage, scene.findings)
    zones = {each.view.id: zones_of(each) for each in coverage}
    names = short_names(scene.network, [hub.id for hub in shared])
    frame = frame_of(list(zones.values()), shared, names, lang)
    y, parts, places = frame.top, [], {}
    for each in coverage:
        places[each.view.id] = y + BOX_HEIGHT / 2
        heights = heights_of(zones[each.view.id], frame)
        parts.append(_row(each, zones[each.view.id], heights, shared, frame, scene.template, y))
        y += sum(heights) + GAP * (len(heights) - 1) + BETWEEN_ROWS
    bottom = max(y, frame.top + BOX_HEIGHT + GAP)
    spans = _spans(shared, places, frame)
    if not coverage:
        nothing = escape(say("nothing", lang))
        parts.append(f'<text class="note empty" x="{frame.width / 2:g}" y="{frame.top + 26:g}">{nothing}</text>')
    rows = f'<g class="o-rows">{"".join(parts)}</g>'
    return Drawing(
        "".join([*_bands(frame, bottom), *spans, rows, *_heads(shared, names, frame)]), frame.width, bottom + 6,
        repeated=f'data-names="0 {NAMES[lang]:g}" data-heads="0 {frame.top - 8:g}"',
    )  # fmt: skip


def _row(
    each: Coverage,
    zones: Sequence[Sequence[ShownStage | str]],
    heights: Sequence[float],
    shared: Sequence[Hub],
    frame: Frame,
    template: Template,
    y: float,
) -> str:
    """Return the row of a chain; ``heights`` are those of the boxes in each of its lines."""
    lang, view = frame.lang, each.view
    tops = [sum(heights[:line]) + GAP * line for line in range(len(heights))]
    tall = tops[-1] + heights[-1]
    counts = {
        "gaps": each.gaps,
        "whole": each.whole,
        "stages": each.of_stages,
        "ends": each.ends,
        "look_up": each.look_up,
    }
    total = _TOTAL.to(lang).replace("{name}", view.name.to(lang))
    for name, value in counts.items():
        total = total.replace("{" + name + "}", str(value))
    names, size = chain_lines(each.name.to(lang), lang)
    # two lines begin higher; what stands below them keeps its place
    first = 17 - 6 * (len(names) - 1)
    name = "".join(
        f'<text class="title{" small" * (size < 14)}" x="10" y="{first + 13 * line}">{escape(part)}</text>'
        for line, part in enumerate(names)
    )
    parts = [
        f'<rect class="o-ground" x="4" y="-5" width="{number(frame.width - 8)}" height="{number(tall + 10)}" rx="6"/>'
        f'<g class="o-chain" data-id="{escape(view.id)}" role="group" aria-label="{escape(total)}">'
        f"<title>{escape(view.name.to(lang))}</title>"
        f'<rect class="o-hit" x="6" y="-3" width="{number(NAMES[lang] - 14)}" height="46" rx="5"/>'
        f"{name}{support_line(each.cells, template, lang, 35 if len(names) == 1 else 39)}</g>"
    ]
    for zone, stages in enumerate(zones):
        for place, stage in enumerate(stages):
            line, column = divmod(place, frame.across[zone])
            x = frame.zones[zone] + column * (BOX[lang] + GAP)
            if isinstance(stage, str):
                box = end_box(stage, lang, heights[line])
            else:
                box = stage_box(stage, each.name, template, lang, heights[line])
            parts.append(f"<g {at(x, tops[line])}>{box}</g>")
    some = "some" if each.gaps else "none"
    parts.append(
        f'<text class="o-total {some}" x="{number(frame.totals)}" y="26">{each.gaps or "–"}'
        f"<title>{escape(total)}</title></text>"
    )
    for place, hub in enumerate(shared):
        x = frame.bodies + (place + 0.5) * BODY[frame.lang]
        if view.id in hub.chains:
            parts.append(
                f'<circle class="dot o-tie" data-id="{escape(hub.id)}" cx="{number(x)}" cy="{BOX_HEIGHT / 2:g}" '
                f'r="5.5"><title>{escape(hub.name.to(lang))} · {escape(each.name.to(lang))}</title></circle>'
            )
        else:
            parts.append(f'<circle class="o-no" cx="{number(x)}" cy="{BOX_HEIGHT / 2:g}" r="1.8"/>')
    return (
        f'<g class="o-row" data-id="{escape(view.id)}" data-gaps="{each.gaps}" data-stages="{len(view.stages)}" '
        f'data-height="{number(tall + BETWEEN_ROWS)}" {at(0, y)}>{"".join(parts)}</g>'
    )


def _bands(frame: Frame, bottom: float) -> list[str]:
    codes = vocabulary().codes["position"].codes
    parts = []
    for zone, count in enumerate(frame.across):
        if not count:
            continue
        label = codes[POSITIONS[zone]].label.to(frame.lang) if zone < UNPLACED else say("no_position", frame.lang)
        wide = count * (BOX[frame.lang] + GAP) - GAP
        x = frame.zones[zone]
        parts.append(
            f'<rect class="zone" x="{number(x - 6)}" y="{number(frame.top - 28)}" width="{number(wide + 12)}" '
            f'height="{number(bottom - frame.top + 26)}" rx="8"/><text class="zone-head" x="{number(x)}" '
            f'y="{number(frame.top - 11)}">{escape(label[:1].upper() + label[1:])}</text>'
        )
    head = escape(_GAPS.to(frame.lang))
    parts.append(f'<text class="note o-head" x="{number(frame.totals)}" y="{number(frame.top - 11)}">{head}</text>')
    return parts


def _spans(shared: Sequence[Hub], places: Mapping[str, float], frame: Frame) -> list[str]:
    """Return the lines of the bodies on several chains; their dots stand in the rows."""
    parts = []
    for place, hub in enumerate(shared):
        x = number(frame.bodies + (place + 0.5) * BODY[frame.lang])
        ys = sorted(places[chain] for chain in hub.chains if chain in places)
        parts.append(f'<path class="o-span" data-id="{escape(hub.id)}" d="M{x} {number(ys[0])}V{number(ys[-1])}"/>')
    return parts


def _heads(shared: Sequence[Hub], names: Mapping[str, Text], frame: Frame) -> list[str]:
    """Return the names over the lines: upright where they are Chinese, else slanting."""
    parts, lang = [], frame.lang
    for place, hub in enumerate(shared):
        x, base = frame.bodies + (place + 0.5) * BODY[frame.lang], frame.top - 10
        label = label_of(names[hub.id].to(lang), lang)
        if lang == "zh":
            (upright,) = label
            top = base - (len(upright) - 1) * 13
            text = "".join(
                f'<tspan x="{number(x)}" y="{number(top + row * 13)}">{escape(character)}</tspan>'
                for row, character in enumerate(upright)
            )
            name = f'<text class="o-body-name">{text}</text>'
        else:
            turn = f'transform="translate({number(x + 3)} {number(base)}) rotate(-60)"'
            # a single line stands in the middle of the column, where two begin to either side of it
            first = -SLANTING_LINE / 2 * (len(label) - 1)
            lines = "".join(
                f'<text class="o-body-name slanting" x="0" y="{first + SLANTING_LINE * at_:g}">{escape(line)}</text>'
                for at_, line in enumerate(label)
            )
            name = f"<g {turn}>{lines}</g>"
        told = _OF_CHAINS.to(lang).replace("{name}", hub.name.to(lang)).replace("{n}", str(len(hub.chains)))
        parts.append(
            f'<g class="o-body" data-id="{escape(hub.id)}" role="group" aria-label="{escape(told)}">'
            f"<title>{escape(told)}</title>{name}{glyph(hub.type, x, frame.top - 1, 4.5)}</g>"
        )
    return parts
