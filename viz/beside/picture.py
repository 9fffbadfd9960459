"""Two maps as one drawing, in step: the page and the SVG."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from ...schema import Contrast, Scene, Template, Text
from ..chainmap import Drawing, at, draw, drawing_style, map_legend, order_of
from ..page import (
    BY_ITSELF,
    HATCH,
    Beside,
    Page,
    Picture,
    Shown,
    Svg,
    asset,
    data_date,
    definitions,
    escape,
    fixed,
    foot,
    page,
    signed,
    stand_alone,
    twice,
)
from ..reading import both, one_chain, panel_data, read_chain
from .joined import joined
from .lines import packed
from .sheets import HEAD, OneOfTwo, marked, sheets

#: in the order of `chainmap.SCRIPTS`
SCRIPTS = ("chainmap/map_hubs.js", "beside/beside.js", "chainmap/map.js", "chainmap/map_beyond.js")
#: two chains, each as it is known
_NOT_TWICE = (Text("", ""), Text("", ""))
NO_NOTE = Text("", "")
_BETWEEN = 18.0
_FOOT = 26.0
WORDS = {
    "beside_title": Text("对比 · {first} 与 {second}", "Compared: {first} and {second}"),
    "beside_rest": Text(
        "点一项差别，两幅图上标出其所在；点图上的环节、主体或格位，查看依据。",
        "Select a difference to mark it on both maps; select a stage, a body or a cell to see the evidence.",
    ),
    "beside_stages": Text("环节", "Stages"),
    "beside_slot": Text("应有支撑", "Expected support"),
    "beside_verdict": Text("判断", "Verdicts"),
    "beside_hub": Text("枢纽", "Hubs"),
    "beside_body": Text("两链都有的主体", "Bodies on record in both"),
    "beside_cell": Text("格位", "Cells"),
    "beside_links": Text("上下游关系", "Links"),
    "beside_same": Text("相同", "alike"),
    "beside_notes": Text("说明", "Notes"),
    "beside_changed": Text("有变化", "changed"),
    "beside_none": Text("没有差别。", "Nothing differs."),
    "beside_basis": Text("以下依据按“{side}”。", "What follows is by: {side}."),
}


def maps_beside(
    first: Scene,
    second: Scene,
    contrasts: Iterable[Contrast],
    *,
    lang: str = "zh",
    known: tuple[Text, Text] | None = None,
    note: Text = NO_NOTE,
    beside: Beside = BY_ITSELF,
) -> Page:
    """Return the page of two chain maps one over the other, zones and columns in step, and the list of differences.

    The scenes are those of two chains, with what `analysis.contrast` returned; or of one chain known by two dates or
    in two stores, named by ``known``, with what `told_changes` returned: then what changed is marked on both maps, and
    the panel's evidence is that of the second. Printed by hand it goes zone by zone; for sheets see `printed_pair`.
    ``note`` is what the page says of how the two were taken, ``beside`` are the pages in the same folder,
    which it links (`viz.pages_beside`). Whole HTML, both languages, no outside request. UsageError: a scene of all
    chains.
    """
    known = known or _NOT_TWICE
    sides = sides_of(first, second, known)
    told = tuple(contrasts)
    changed = changed_in(told, known)
    title = title_of(sides, known)
    scene = joined(first, second)
    drawn = sides[0].view.drawn | sides[1].view.drawn
    data: dict[str, Any] = {
        **panel_data(scene, drawn & set(scene.network)),
        "lists": [],
        "notes": [both(text) for text in notes_of(sides)],
        "feeds": sorted({(feed.start, feed.end) for side in sides for feed in side.view.feeds}),
        "differences": packed(told),
        "sides": [both(name if name.zh else side.title) for name, side in zip(known, sides, strict=True)],
        "words": {key: both(text) for key, text in WORDS.items()},
        **({"basis": both(known[1])} if known[1].zh else {}),
        **({"taken": both(note)} if note.zh else {}),
    }
    return page(
        Picture(
            title=title,
            canvas=definitions() + twice(lambda each: _canvas(sides, changed, each, title), lang),
            legend=twice(lambda each: _legend(first.template, each, changes=bool(changed)), lang),
            foot=foot(second),
            data=data,
            scripts=tuple(map(asset, SCRIPTS)),
            styles=drawing_style()
            + asset("chainmap/map.css")
            + asset("beside/drawing.css")
            + asset("beside/beside.css"),
            note=_dates(sides),
            shown=_shown(sides, twice=bool(known[0].zh)),
            beside=beside,
        ),
        lang,
    )


def _shown(sides: Sequence[OneOfTwo], *, twice: bool) -> Shown:
    chains = [side.view.id for side in sides]
    return Shown("changes", chains[1]) if twice else Shown("compare", "\n".join(chains))


def maps_beside_svg(
    first: Scene,
    second: Scene,
    contrasts: Iterable[Contrast],
    *,
    lang: str = "zh",
    known: tuple[Text, Text] | None = None,
) -> Svg:
    """Return the two maps as one SVG file: title, legend, light palette; for the arguments see `maps_beside`."""
    known = known or _NOT_TWICE
    sides = sides_of(first, second, known)
    whole = _stacked(sides, changed_in(tuple(contrasts), known), lang)
    return _file(whole, title_of(sides, known), sides, second, lang)


def maps_apart(
    first: Scene,
    second: Scene,
    contrasts: Iterable[Contrast],
    *,
    lang: str = "zh",
    known: tuple[Text, Text] | None = None,
) -> tuple[Svg, Svg]:
    """Return each of the two maps as an SVG file of its own, for sheets of paper: as wide as it needs, not in step."""
    known = known or _NOT_TWICE
    sides = sides_of(first, second, known)
    changed = changed_in(tuple(contrasts), known)

    def drawn(side: OneOfTwo) -> Svg:
        made = draw(side.view, side.scene.template, lang, whole=True)
        return _file(replace(made, markup=marked(made.markup, changed)), side.title, [side], side.scene, lang)

    return drawn(sides[0]), drawn(sides[1])


def _legend(template: Template, lang: str, *, changes: bool = True) -> str:
    """Return a map's legend, and how what changed is marked."""
    box = '<rect class="mark-of-change" x="2" y="2" width="18" height="13" rx="3"/>'
    mark = f'<svg width="22" height="17" aria-hidden="true">{box}</svg>'
    told = f"<span data-if='changed'>{mark} {escape(WORDS['beside_changed'].to(lang))}</span>"
    return map_legend(template, lang) + (told if changes else "")


def _file(drawing: Drawing, title: Text, sides: Sequence[OneOfTwo], scene: Scene, lang: str) -> Svg:
    """Return a drawing of one or both sides as a file: its title above, a legend of its marks and its origin below."""
    name, height = title.to(lang), drawing.height + _FOOT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{drawing.width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {drawing.width:.0f} {height:.0f}" role="img" aria-label="{escape(name)}">'
        f"<title>{escape(name)}</title><style>{fixed(drawing_style() + asset('beside/drawing.css'))}</style>{HATCH}"
        f'<rect class="ground" width="{drawing.width:.0f}" height="{height:.0f}"/>{drawing.markup}'
        f'<text class="foot-line" x="16" y="{drawing.height + 12:.0f}">{escape(signed(title, scene, lang))}'
        "</text></svg>\n"
    )
    lines = [each.rows for side in sides for each in side.view.stages]
    lines += [each.rows for side in sides for each in side.view.panels]
    types = {row.type for rows in lines for row in rows}
    return stand_alone(svg, name, _legend(scene.template, lang), lang, types=types)


def sides_of(first: Scene, second: Scene, known: tuple[Text, Text] | None) -> tuple[OneOfTwo, OneOfTwo]:
    """Return the two, each with what its map shows and what it is called."""
    known = known or _NOT_TWICE

    def side(scene: Scene, known: Text) -> OneOfTwo:
        view = read_chain(scene, one_chain(scene, None))
        name = view.name
        title = Text(f"{name.zh} · {known.zh}", f"{name.to('en')} · {known.en}") if known.zh else name
        return OneOfTwo(scene, view, title)

    return side(first, known[0]), side(second, known[1])


def changed_in(contrasts: Iterable[Contrast], known: tuple[Text, Text]) -> frozenset[str]:
    """Return what is marked as it opens: all that changed in one chain; of two chains nothing, for all differs."""
    if not known[0].zh:
        return frozenset()
    return frozenset(id for each in contrasts for side in (each.first, each.second) for id in side.marks)


def _maps(sides: Sequence[OneOfTwo], changed: Collection[str], lang: str) -> list[Drawing]:
    """Return both drawings under their titles, with the same columns in each zone and so the same cards."""
    orders = [order_of(side.view).zone_columns for side in sides]
    least = [max(pair) for pair in zip(*orders, strict=True)] if len({*map(len, orders)}) == 1 else []
    found = [draw(side.view, side.scene.template, lang, least=least, whole=True) for side in sides]
    wide = max(each.width for each in found)
    return [
        Drawing(
            f'<text class="map-title" x="12" y="28">{escape(side.title.to(lang))}</text>'
            f"<g {at(0, HEAD)}>{marked(each.markup, changed)}</g>",
            wide,
            each.height + HEAD,
            each.zones,
        )
        for side, each in zip(sides, found, strict=True)
    ]


def _stacked(sides: Sequence[OneOfTwo], changed: Collection[str], lang: str, ids: Sequence[str] = ("", "")) -> Drawing:
    upper, lower = _maps(sides, changed, lang)
    down = upper.height + _BETWEEN
    parts = [
        f'<g class="side"{f" id={chr(34)}{id}{chr(34)}" if id else ""} data-side="{place}">{each.markup}</g>'
        for place, (each, id) in enumerate(zip((upper, lower), ids, strict=True))
    ]
    line = f'<path class="between" d="M12 {upper.height + _BETWEEN / 2:.0f}H{upper.width - 12:.0f}"/>'
    return Drawing(f"{parts[0]}{line}<g {at(0, down)}>{parts[1]}</g>", upper.width, down + lower.height)


def _canvas(sides: Sequence[OneOfTwo], changed: Collection[str], lang: str, title: Text) -> str:
    """Return the drawing for the screen, and what a browser prints of it."""
    ids = (f"first-{lang}", f"second-{lang}")
    whole = _stacked(sides, changed, lang, ids)
    return (
        f'<svg class="drawing" viewBox="0 0 {whole.width:.0f} {whole.height:.0f}" preserveAspectRatio="xMidYMin" '
        f'width="{whole.width:.0f}" height="{whole.height:.0f}" role="group" '
        f'aria-label="{escape(title.to(lang))}">{whole.markup}</svg>'
        + sheets(sides, _maps(sides, (), lang), ids, lang, changed)
    )


def title_of(sides: Sequence[OneOfTwo], known: tuple[Text, Text] | None) -> Text:
    """Return the title of both together."""
    known = known or _NOT_TWICE
    first, second = (side.title for side in sides)
    if known[0].zh:
        name = sides[1].view.name
        first, second = (Text(f"{name.zh} {known[0].zh}", f"{name.to('en')} {known[0].en}"), known[1])
    words = WORDS["beside_title"]
    zh, en = (
        words.to(lang).replace("{first}", first.to(lang)).replace("{second}", second.to(lang)) for lang in ("zh", "en")
    )
    return Text(zh, en)


def _dates(sides: Sequence[OneOfTwo]) -> Text:
    found = list(dict.fromkeys(data_date(side.scene) for side in sides))
    return Text("｜".join(each.zh for each in found), " | ".join(each.en for each in found))


def notes_of(sides: Sequence[OneOfTwo]) -> list[Text]:
    """Return what the rules could not say: of both once, of one with its name."""
    one, two = (side.scene.findings.notes for side in sides)
    named = [
        Text(f"{side.title.zh}：{note.zh}", f"{side.title.to('en')}: {note.to('en')}")
        for side, notes, others in ((sides[0], one, two), (sides[1], two, one))
        for note in notes
        if note not in others
    ]
    return [*(note for note in one if note in two), *named]
