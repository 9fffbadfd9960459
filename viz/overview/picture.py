"""The overview: where over all chains it is thin, and who serves several of them; page and SVG file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...schema import Findings, Source, Template, Text
from ..chainmap import HATCH, drawing_style, on_paper
from ..matrix import date, matrix_data
from ..network import foot
from ..page import Page, Picture, Svg, asset, escape, fixed, is_beside, page, spoken, text_version
from ..reading import Coverage, all_lists, coverages, pack
from .boxes import legend
from .drawing import draw

if TYPE_CHECKING:
    import networkx as nx

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


def overview_page(
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
    maps: Mapping[str, str] | None = None,
    matrix: str = "",
) -> Page:
    """Return the page of the overview: one HTML file, offline, zh and en.

    ``maps`` names, by chain id, the file beside this page that holds the chain's map: a click on a row opens it.
    Without one a click shows the chain in the panel. ``matrix`` names the file beside it with the same as a table.
    """
    used = coverages(network, findings, sources, template)
    data = matrix_data(used, network, findings, sources, template)
    data["lists"] = all_lists(used, network, findings, template)
    picture = overview_picture(used, data, network, findings, template, lang, pack_name, maps)
    return page(replace(picture, alternative=text_version(matrix)), lang)


def overview_picture(
    used: Sequence[Coverage],
    data: Mapping[str, Any],
    network: nx.MultiDiGraph,
    findings: Findings,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
    maps: Mapping[str, str] | None = None,
) -> Picture:
    """Return what the overview brings to a page; ``data`` is what `matrix_data` returned for its chains."""
    own = {
        "notes": [pack(note) for note in findings.notes],
        "words": {key: pack(text) for key, text in WORDS.items()},
        "maps": {chain: file for chain, file in (maps or {}).items() if is_beside(file)},
    }

    def drawing(each: str) -> str:
        drawn = draw(used, findings, network, template, each)
        return (
            f'<svg class="drawing overview{on_paper(drawn)}" viewBox="0 0 {drawn.width:.0f} {drawn.height:.0f}" '
            f'preserveAspectRatio="xMidYMin" width="{drawn.width:.0f}" height="{drawn.height:.0f}" role="group" '
            f'aria-label="{escape(title(len(used)).to(each))}">'
            f"{drawn.markup}</svg>"
        )

    return Picture(
        title=title(len(used)),
        canvas=f'<svg class="definitions" aria-hidden="true">{HATCH}</svg>{both(drawing, lang)}',
        legend=both(lambda each: legend(template, each), lang),
        foot=foot(findings, template, pack_name),
        data={**data, **own},
        scripts=(asset("page/cells.js"), asset("overview/overview.js")),
        styles=overview_style() + asset("overview/overview_use.css"),
        note=date(findings),
        controls=controls(lang),
    )


def overview_svg(
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
) -> Svg:
    """Return the overview as an SVG file of its own: light palette, no variables, its origin in the last line."""
    used = coverages(network, findings, sources, template)
    drawing = draw(used, findings, network, template, lang)
    name, height = title(len(used)).to(lang), drawing.height + _FOOT
    origin = f"{name}｜{foot(findings, template, pack_name).to(lang)}"
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing overview" width="{drawing.width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {drawing.width:.0f} {height:.0f}" role="img" aria-label="{escape(name)}">'
        f"<title>{escape(name)}</title><style>{fixed(overview_style())}</style>{HATCH}"
        f'<rect class="ground" width="{drawing.width:.0f}" height="{height:.0f}"/>{drawing.markup}'
        f'<text class="foot-line" x="16" y="{drawing.height + 12:.0f}">{escape(origin)}</text></svg>\n'
    )


def both(make: Callable[[str], str], lang: str) -> str:
    """Return markup in both languages; the page shows one."""
    return "".join(
        f'<div data-lang="{each}"{"" if each == lang else " hidden"}>{make(each)}</div>' for each in ("zh", "en")
    )


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
