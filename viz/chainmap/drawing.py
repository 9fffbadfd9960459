"""The chain map's drawing: zones, cards, links, strips and hub rail, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ...schema import POSITIONS, Template, vocabulary
from ..page import FONT, asset, escape, say
from ..reading import Chain
from .cards import Cards
from .folding import folds, stack
from .layout import COLUMN_GAP, MARGIN, ZONE_GAP, Box, Ghost, Grid, Layout, arrange
from .links import ghost_links, links
from .marks import note, number
from .rail import rail, rail_height
from .strips import above, below, heads, height_of, strip
from .zones import UNPLACED, Columns, columns

#: a drawing is at least this wide, the room beside the panel on a 1,400 px screen
WIDTH = 1060.0
NARROWEST = {"zh": 144.0, "en": 156.0}
WIDEST = 300.0
FOLD, FOLD_TIGHT = 5, 3
#: more stages than this, and cards fold at FOLD_TIGHT
MANY_STAGES = 30
_LEFT = 24.0
_STRIP_TOP = 12.0
#: head of the zones, above their cards
_ZONE_HEAD = 38.0
_TIP = 14.0
_EMPTY_ZONES = 104.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of an SVG and its size in px."""

    markup: str
    width: float
    height: float
    #: where each zone stands, with what is in it; none where lanes fold
    zones: tuple[Box, ...] = ()
    #: attributes of its SVG that say what names its rows and columns, for sheets of paper (paper/sheets.py)
    repeated: str = ""


def order_of(view: Chain, least: Sequence[int] = ()) -> Columns:
    """Return zone and column of a chain's stages; for ``least`` see `columns`."""
    return columns(
        [stage.id for stage in view.stages],
        {stage.id: stage.position for stage in view.stages},
        [(feed.start, feed.end) for feed in view.feeds if feed.certain],
        least,
    )


def draw(view: Chain, template: Template, lang: str, *, least: Sequence[int] = (), whole: bool = False) -> Drawing:
    """Return the drawing of a chain in one language.

    ``least`` columns stand in each zone, so that two maps are in step; a ``whole`` one folds no lane.
    """
    order = order_of(view, least)
    stages = {stage.id: stage for stage in view.stages}
    fold = FOLD_TIGHT if len(stages) > MANY_STAGES else FOLD
    looked = frozenset(each.stage for each in view.extensions if each.verdict.kind == "extend")
    cards = Cards(template, lang, _card_width(order, lang), fold, frozenset(order.lone), order.inferred, looked)
    # a stage that stands alone says so on its card
    ghosts = [
        Ghost(each.id, each.stage, POSITIONS.index(each.position) if order.zoned else 0)
        for each in view.extensions
        if each.position and (not each.stage or each.stage in stages)
    ]
    grid = Grid(order, cards.width, _LEFT, 0)
    across = max(WIDTH, grid.across(0, sum(order.zone_columns)) + _LEFT + MARGIN + _TIP)
    upper = height_of(above(view.panels), across - 20, lang)
    grid = replace(grid, top=_STRIP_TOP + upper + 8 + _ZONE_HEAD)
    if not whole and folds(view, order):
        return _folded(view, template, cards, grid, ghosts)
    layout = arrange(
        grid,
        lambda stage, width: cards.plan(stages[stage], width).height,
        span=lambda stage: cards.span(stages[stage]),
        ghosts=ghosts,
    )
    wide = max(WIDTH, layout.right + _TIP)
    zone_top = grid.top - _ZONE_HEAD
    bottom = max(layout.bottom + 14, zone_top + _EMPTY_ZONES)
    names = {stage.id: stage.name for stage in view.stages}
    parts = [_upper(view, template, wide, lang, upper), _zones(order, layout, zone_top, bottom, lang)]
    if not stages:
        text = note(say("no_stages", lang), wide / 2, zone_top + 64, "empty")
        parts.append(text)
    parts.append(links(view.feeds, layout.boxes, names, lang))
    parts.append(ghost_links(view.extensions, layout.boxes, layout.ghosts))

    # the order of the document is the order of reading: by column, then downwards; ghosts last
    def reading(id: str) -> tuple[bool, float, float]:
        return (order.zone[id] == UNPLACED, layout.boxes[id].x, layout.boxes[id].y)

    for id in sorted(stages, key=reading):
        box = layout.boxes[id]
        parts.append(cards.draw(cards.plan(stages[id], box.width), box))
    parts += [cards.ghost(each, layout.ghosts[each.id]) for each in view.extensions if each.id in layout.ghosts]
    under, end = _lower(view, template, layout.boxes, wide, bottom, lang)
    return Drawing("".join((*parts, under)), wide, end, tuple(_filled(layout, grid.top)))


def _filled(layout: Layout, top: float) -> Iterator[Box]:
    """Yield each zone down to its lowest card, and the strip of stages without position."""
    cards = [box for box in (*layout.boxes.values(), *layout.ghosts.values()) if box.y < layout.strip.y]
    for band in layout.zones:
        low = max((box.bottom for box in cards if band.x < box.right and box.x < band.right), default=top)
        yield Box(band.x, top - _ZONE_HEAD, band.width + _TIP, low + 16 - top + _ZONE_HEAD)
    if layout.strip.height:
        yield layout.strip


def draw_strips(view: Chain, template: Template, lang: str, wide: float) -> Drawing:
    """Return what serves the whole chain alone, at a width: a strip a group of the template."""
    high = height_of(above(view.panels), wide - 20, lang)
    parts, y = [_upper(view, template, wide, lang, high)], _STRIP_TOP + high
    for _, group in groupby(below(view.panels), key=lambda panel: panel.group):
        panels = list(group)
        frame = Box(10, y + 34, wide - 20, height_of(panels, wide - 20, lang))
        parts += [heads(panels, frame, template, lang), strip(panels, frame, template, lang)]
        y = frame.bottom
    return Drawing("".join(parts), wide, y + 12)


def _folded(view: Chain, template: Template, cards: Cards, grid: Grid, ghosts: Sequence[Ghost]) -> Drawing:
    """Return the drawing of a very long chain: its lanes as lines."""
    order, lang = grid.columns, cards.lang
    wide = max(WIDTH, grid.across(0, sum(order.zone_columns)) + 2 * _LEFT + _TIP)
    found = stack(view, cards, grid, ghosts, wide - 2 * _LEFT)
    wide = max(wide, found.right + _TIP)
    bottom = found.bottom + 8
    zones = [grid.x(order.first_column(zone)) - 12 for zone in range(len(order.zone_columns))]
    bands = tuple(Box(left, 0, right - left - 4, 0) for left, right in zip(zones, [*zones[1:], wide - 8], strict=True))
    empty = Box(0, bottom, 0, 0)
    layout = Layout(found.boxes, {}, bands, empty, found.right, bottom)
    under, end = _lower(view, template, found.boxes, wide, bottom, lang)
    zone_top = grid.top - _ZONE_HEAD
    upper = _upper(view, template, wide, lang, zone_top - 8 - _STRIP_TOP)
    behind = _zones(order, layout, zone_top, bottom, lang, folded=True)
    markup = f'{upper}{behind}{found.markup}<g class="below-lanes">{under}</g>'
    return Drawing(markup, wide, end)


def _upper(view: Chain, template: Template, wide: float, lang: str, high: float) -> str:
    return strip(above(view.panels), Box(10, _STRIP_TOP, wide - 20, high), template, lang)


def _lower(
    view: Chain, template: Template, boxes: Mapping[str, Box], wide: float, bottom: float, lang: str
) -> tuple[str, float]:
    """Return hub rail and lower strip, and where the drawing ends."""
    names = {stage.id: stage.name for stage in view.stages}
    y = bottom + 8
    parts = [rail(view.spans, boxes, names, y, lang)]
    y += rail_height(view.spans) + 6
    lower = below(view.panels)
    if lower:
        frame = Box(10, y + 30, wide - 20, height_of(lower, wide - 20, lang))
        parts += [heads(lower, frame, template, lang), strip(lower, frame, template, lang)]
        y = frame.bottom
    return "".join(parts), y + 12


def drawing_style() -> str:
    """Return the CSS of a drawing, in the palette's variables."""
    return asset("chainmap/drawing.css").replace("FONT", FONT)


def _card_width(order: Columns, lang: str) -> float:
    count, zones = sum(order.zone_columns), len(order.zone_columns)
    fitting = (WIDTH - 2 * _LEFT - 4 - (count - 1) * COLUMN_GAP - (zones - 1) * ZONE_GAP) / count
    return max(NARROWEST[lang], min(WIDEST, fitting))


def _zones(order: Columns, layout: Layout, top: float, bottom: float, lang: str, *, folded: bool = False) -> str:
    """Return the bands behind the cards: chevrons for positions, a plain band where there is none."""
    end = layout.strip.y - 14 if layout.strip.height else bottom
    positions = vocabulary().codes["position"].codes
    counts = [0] * (UNPLACED + 1)
    for zone in order.zone.values():
        counts[zone] += 1
    parts = []
    for zone, band in enumerate(layout.zones):
        x, right, half = band.x, band.right, (end - top) / 2
        notch = f"l{_TIP:g} {-half:.1f}" if zone else ""
        outline = (
            f"M{x:.1f} {top:g}H{right:.1f}l{_TIP:g} {half:.1f}l{-_TIP:g} {half:.1f}H{x:.1f}{notch}Z"
            if order.zoned
            else f"M{x:.1f} {top:g}H{right:.1f}V{end:.1f}H{x:.1f}Z"
        )
        label = positions[POSITIONS[zone]].label.to(lang) if order.zoned else say("no_position", lang)
        if folded:
            # lanes that open make it taller, a chevron would have to be drawn anew
            parts.append(f'<rect class="zone" x="{x:.1f}" y="{top:g}" width="{right - x:.1f}" height="{end - top:g}"/>')
        else:
            parts.append(f'<path class="zone" d="{outline}"/>')
        parts.append(_zone_head(label, counts[zone], x + (22 if zone and not folded else 12), top + 21, lang))
    if layout.strip.height:
        box = layout.strip
        parts.append(
            f'<rect class="zone" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
            f'height="{number(box.height)}"/>'
        )
        parts.append(_zone_head(say("no_position", lang), counts[UNPLACED], box.x + 12, box.y + 20, lang))
    return "".join(parts)


def _zone_head(label: str, count: int, x: float, y: float, lang: str) -> str:
    many = say("one_stage", lang) if count == 1 else say("stages", lang, n=count)
    text = label[:1].upper() + label[1:]
    return (
        f'<text class="zone-head" x="{x:.1f}" y="{y:.1f}">{escape(text)}'
        f'<tspan class="zone-count" dx="12">{escape(many)}</tspan></text>'
    )
