"""The chain map: zones, cards, links, strips, hub rail as one SVG; and the page that carries it in zh and en."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...schema import EVERYTHING_ASKED, Change, Filter, Scene, Text
from ..page import (
    AS_IT_IS,
    BY_ITSELF,
    HATCH,
    Beside,
    Page,
    Picture,
    Shown,
    Svg,
    View,
    asset,
    data_date,
    definitions,
    escape,
    fixed,
    foot,
    page,
    pair,
    signed,
    stand_alone,
    touchable,
    twice,
)
from ..reading import (
    LINE,
    Chain,
    Measure,
    both,
    foot_lines,
    lists,
    measure,
    one_chain,
    only,
    panel_data,
    read_chain,
    touch_lines,
    touched,
)
from .drawing import Drawing, draw, drawing_style
from .legend import legend
from .whatif import packed_changes, taking_out

__all__ = ["SCRIPTS", "Drawing", "chain_map", "chain_map_svg", "draw", "drawing_style", "map_picture"]

#: map.js after those whose marks it lifts, map_beyond.js after it: it looks at the drawing in its size
SCRIPTS = (
    "chainmap/map_fold.js",
    "chainmap/map_filter.js",
    "chainmap/map_hubs.js",
    "chainmap/map_falls.js",
    "chainmap/map_whatif.js",
    "chainmap/map_changes.js",
    "chainmap/map_spoken.js",
    "chainmap/map.js",
    "chainmap/map_beyond.js",
)
_FOOT = 26.0
NOT_COMPARED = Text("", "")
#: drawings wider than this, against their height, print on landscape paper
LANDSCAPE = 1.25


def chain_map(
    scene: Scene,
    chain: str | None = None,
    *,
    lang: str = "zh",
    hub_measure: str = "falls",
    beside: Beside = BY_ITSELF,
    without: Iterable[str] = (),
    alone: bool = False,
    changes: Iterable[Change] = (),
    compared: Text = NOT_COMPARED,
    asked: Filter = EVERYTHING_ASKED,
    touch: View = AS_IT_IS,
) -> Page:
    """Return the page of one chain's map: whole HTML, both languages, no outside request.

    ``chain`` is an id, a name, an English name or an alias; without it the map is that of the scene's own chain, and
    a scene of all chains needs it. ``hub_measure`` is what labels and orders hubs until the reader chooses another:
    falls (what falls without it, in the order of the findings), stages, degree, betweenness, chains or sole (cells that
    only its house fills). ``beside`` are the pages in the same folder, which the page links (`viz.pages_beside`).
    ``without`` are ids of bodies and things that are taken out as the page opens, each with its house or ``alone``:
    what falls is marked, and the reader goes on from there. ``changes`` are what `analysis.changes` returned, marked
    and listed with their reasons; ``compared`` says between which two. ``asked`` is the filter that the page opens
    with: what it does not keep fades. ``touch`` is what a reader changed, as `read_view` returned it.
    UnknownName if the network has no such chain or node, UsageError if there is no such measure or if a stage or chain
    is to be taken out.
    """
    by = measure(hub_measure)
    view = read_chain(scene, one_chain(scene, chain), by)
    picture = map_picture(scene, view, lang, by)
    data = {**picture.data, **taking_out(scene, view, without, alone)}
    if compared.zh:
        data |= {"changes": packed_changes(changes), "compared": both(compared)}
    shown = Shown("map", view.id)
    picture = replace(picture, data=data, alternative=beside.table(view.id), opens=asked.address)
    return page(touchable(replace(picture, shown=shown, beside=beside), touch), lang)


def map_picture(scene: Scene, view: Chain, lang: str, by: Measure = "falls") -> Picture:
    """Return what the map of a chain brings to a page: `chain_map` makes a page of its own, the book one of its tabs.

    ``view`` is what `read_chain` returned for the measure ``by``.
    """
    own = only(scene, view.id)
    data = panel_data(own, view.drawn)
    data["lists"] = lists(own, view.drawn)
    data["notes"] = [both(text) for text in scene.findings.notes]
    data["feeds"] = [[feed.start, feed.end] for feed in view.feeds]
    data["subject"] = view.id
    data |= taking_out(scene, view)
    return Picture(
        title=_title(view),
        canvas=definitions() + twice(lambda each: _svg(draw(view, scene.template, each), view.name.to(each)), lang),
        legend=twice(lambda each: legend(scene.template, each, by), lang),
        foot=foot(scene),
        data=data,
        scripts=tuple(map(asset, SCRIPTS)),
        styles=drawing_style() + asset("chainmap/map.css"),
        note=data_date(scene),
        measure=by,
    )


def chain_map_svg(
    scene: Scene,
    chain: str | None = None,
    *,
    lang: str = "zh",
    hub_measure: str = "falls",
    touch: View = AS_IT_IS,
) -> Svg:
    """Return one chain's map as an SVG file of its own: light palette, no variables, its origin in the last line.

    For ``chain``, ``hub_measure``, ``touch`` and errors see `chain_map`; notes are listed below the drawing.
    """
    touch = touch.among(scene.network)
    view = touched(read_chain(scene, one_chain(scene, chain), measure(hub_measure)), touch)
    drawing = draw(view, scene.template, lang)
    named = Text(touch.title, touch.title) if touch.title else _title(view)
    title = named.to(lang)
    told = touch_lines(scene.network, touch, lang, drawing.width - 32)
    height = drawing.height + _FOOT + LINE * len(told)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{drawing.width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {drawing.width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><style>{fixed(drawing_style())}</style>{HATCH}"
        f'<rect class="ground" width="{drawing.width:.0f}" height="{height:.0f}"/>{drawing.markup}'
        f"{foot_lines([*told, signed(named, scene, lang)], 16, drawing.height + 12)}</svg>\n"
    )
    lines = [each.rows for each in view.stages] + [each.rows for each in view.panels]
    types = {row.type for rows in lines for row in rows}
    return stand_alone(svg, title, legend(scene.template, lang, measure(hub_measure)), lang, types=types)


def _svg(drawing: Drawing, label: str) -> str:
    return (
        f'<svg class="drawing{on_paper(drawing)}" viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" '
        f'preserveAspectRatio="xMidYMin" width="{drawing.width:.0f}" height="{drawing.height:.0f}" role="group" '
        f'aria-label="{escape(label)}">{drawing.markup}</svg>'
    )


def on_paper(drawing: Drawing) -> str:
    """Return the class that turns the paper upright for a drawing that is not wide; "" for a wide one."""
    return "" if drawing.width > LANDSCAPE * drawing.height else " tall"


def _title(view: Chain) -> Text:
    name = view.name
    return Text(pair("map_title", chain=name.to("zh")).zh, pair("map_title", chain=name.to("en")).en)
