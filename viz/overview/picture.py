"""The overview: where over all chains it is thin, and who serves several of them; page and SVG file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...schema import Scene, Text
from ..chainmap import drawing_style, on_paper
from ..matrix import matrix_data
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
    spoken,
    stand_alone,
    twice,
)
from ..reading import Coverage, all_lists, both, coverages
from .boxes import legend
from .drawing import draw
from .frame import shared_bodies

_FOOT = 26.0
WORDS = {
    "overview_sort": Text("排序", "Sort by"),
    "overview_map": Text("打开链图 ▸", "Open the chain map ▸"),
}
_ORDERS = {
    "gaps": Text("按缺口", "by gaps"),
    "name": Text("按名称", "by name"),
    "stages": Text("按环节数", "by stages"),
}


def overview_page(scene: Scene, *, lang: str = "zh", beside: Beside = BY_ITSELF) -> Page:
    """Return the page of the overview: one HTML file, offline, zh and en.

    ``beside`` are the pages in the same folder (`viz.pages_beside`): a click on a row opens the chain's map. Without
    one it shows the chain in the panel.
    """
    used = coverages(scene)
    data = matrix_data(scene, used)
    data["lists"] = all_lists(scene, used)
    picture = overview_picture(scene, used, data, lang, beside)
    return page(replace(picture, alternative=beside.table(), shown=Shown("overview"), beside=beside), lang)


def overview_picture(
    scene: Scene,
    used: Sequence[Coverage],
    data: Mapping[str, Any],
    lang: str,
    beside: Beside = BY_ITSELF,
) -> Picture:
    """Return what the overview brings to a page; ``data`` is what `matrix_data` returned for its chains."""
    own = {
        "notes": [both(note) for note in scene.findings.notes],
        "words": {key: both(text) for key, text in WORDS.items()},
        "maps": {chain: file for chain in beside.chains if (file := beside.file("map", chain))},
    }

    def drawing(each: str) -> str:
        drawn = draw(scene, used, each)
        return (
            f'<svg class="drawing overview{on_paper(drawn)}" viewBox="0 0 {drawn.width:.0f} {drawn.height:.0f}" '
            f'preserveAspectRatio="xMidYMin" width="{drawn.width:.0f}" height="{drawn.height:.0f}" role="group" '
            f'aria-label="{escape(title(len(used)).to(each))}">'
            f"{drawn.markup}</svg>"
        )

    return Picture(
        title=title(len(used)),
        canvas=definitions() + twice(drawing, lang),
        legend=twice(lambda each: legend(scene.template, used, each), lang),
        foot=foot(scene),
        data={**data, **own},
        scripts=(asset("page/cells.js"), asset("overview/overview.js")),
        styles=overview_style() + asset("overview/overview_use.css"),
        note=data_date(scene),
        controls=controls(lang),
    )


def overview_svg(scene: Scene, *, lang: str = "zh") -> Svg:
    """Return the overview as an SVG file of its own: light palette, no variables, its origin in the last line."""
    used = coverages(scene)
    drawing = draw(scene, used, lang)
    name, height = title(len(used)).to(lang), drawing.height + _FOOT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing overview" width="{drawing.width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {drawing.width:.0f} {height:.0f}" role="img" aria-label="{escape(name)}" '
        f"{drawing.repeated}>"
        f"<title>{escape(name)}</title><style>{fixed(overview_style())}</style>{HATCH}"
        f'<rect class="ground" width="{drawing.width:.0f}" height="{height:.0f}"/>{drawing.markup}'
        f'<text class="foot-line" x="16" y="{drawing.height + 12:.0f}">'
        f"{escape(signed(title(len(used)), scene, lang))}</text></svg>\n"
    )
    types = {hub.type for hub in shared_bodies(used, scene.findings)}
    return stand_alone(svg, name, legend(scene.template, used, lang), lang, types=types)


def overview_style() -> str:
    """Return the CSS of the drawing, in the palette's variables."""
    return drawing_style() + asset("overview/overview.css")


def controls(lang: str) -> str:
    """Return the header's choice of the order of rows."""
    options = "".join(spoken(text, lang, "option", value=name) for name, text in _ORDERS.items())
    label = WORDS["overview_sort"].to(lang)
    return f'<select id="order" data-say-aria-label="overview_sort" aria-label="{escape(label)}">{options}</select>'


def title(chains: int) -> Text:
    """Return the title."""
    many = "" if chains == 1 else "s"
    return Text(f"全景 · {chains} 条产业链", f"Overview · {chains} chain{many}")
