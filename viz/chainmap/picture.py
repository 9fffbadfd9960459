"""The chain map: zones, cards, links, strips, hub rail as one SVG; and the page that carries it in zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ... import __version__
from ...schema import Findings, Source, Template, Text
from ..page import WORDS, Page, Picture, Svg, asset, escape, fixed, origin, page, say, text_version
from ..reading import Chain, lists, measure, pack, panel_data, read_chain
from .drawing import Drawing, draw, drawing_style
from .legend import legend

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["HATCH", "SCRIPTS", "Drawing", "chain_map", "chain_map_svg", "draw", "drawing_style", "map_picture"]

#: map.js last: it lifts what the others have set
SCRIPTS = ("chainmap/map_fold.js", "chainmap/map_filter.js", "chainmap/map_hubs.js", "chainmap/map.js")
_FOOT = 26.0
#: drawings wider than this, against their height, print on landscape paper
LANDSCAPE = 1.25
#: slanting lines, and no turned pattern: LibreOffice draws one upright
HATCH = (
    '<defs><pattern id="hatch" width="11" height="11" patternUnits="userSpaceOnUse"><rect class="hatch-ground" '
    'width="11" height="11"/><path class="hatch-line" d="M-1 1L1 -1M0 11L11 0M10 12L12 10"/></pattern></defs>'
)


def chain_map(
    chain: str,
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
    hub_measure: str = "stages",
    matrix: str = "",
) -> Page:
    """Return the page of one chain's map: whole HTML, both languages, no outside request.

    ``network`` has nodes with ``type``, ``properties``, ``statements`` and relations keyed by their ids;
    ``findings`` may cover more chains than this one. ``hub_measure`` is what labels and orders hubs until the
    reader chooses another: stages, degree, betweenness, chains or sole (cells that it alone fills). ``matrix`` names
    the file beside this page with the coverage matrix: the same as a table, which the panel links.
    UnknownName if the network has no such chain, UsageError if there is no such measure.
    """
    picture = map_picture(
        chain, network, findings, sources, template=template, lang=lang, pack_name=pack_name, hub_measure=hub_measure
    )
    return page(replace(picture, alternative=text_version(matrix, chain)), lang)


def map_picture(
    chain: str,
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
    hub_measure: str = "stages",
) -> Picture:
    """Return what the map brings to a page: `chain_map` makes a page of its own, the book one of its tabs."""
    view = read_chain(chain, network, findings, sources, template, measure(hub_measure))
    drawings = {each: draw(view, template, each) for each in ("zh", "en")}
    by = measure(hub_measure)
    own = _only(findings, chain)
    data = panel_data(network, own, sources, template=template, drawn=view.drawn)
    data["lists"] = lists(own, network, template, view.drawn)
    data["notes"] = [pack(text) for text in findings.notes]
    data["feeds"] = [[feed.start, feed.end] for feed in view.feeds]
    data["subject"] = chain
    canvas = f'<svg class="definitions" aria-hidden="true">{HATCH}</svg>' + "".join(
        f'<div data-lang="{each}"{"" if each == lang else " hidden"}>{_svg(drawing, view.name.to(each))}</div>'
        for each, drawing in drawings.items()
    )
    legends = "".join(
        f'<div data-lang="{each}"{"" if each == lang else " hidden"}>{legend(template, each, by)}</div>'
        for each in drawings
    )
    return Picture(
        title=_title(view),
        canvas=canvas,
        legend=legends,
        foot=_foot(findings, template, pack_name),
        data=data,
        scripts=tuple(map(asset, SCRIPTS)),
        styles=drawing_style() + asset("chainmap/map.css"),
        note=_date(findings),
        measure=by,
    )


def chain_map_svg(
    chain: str,
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    lang: str = "zh",
    pack_name: str = "",
    hub_measure: str = "stages",
) -> Svg:
    """Return one chain's map as an SVG file of its own: light palette, no variables, its origin in the last line."""
    view = read_chain(chain, network, findings, sources, template, measure(hub_measure))
    drawing = draw(view, template, lang)
    title = _title(view).to(lang)
    height = drawing.height + _FOOT
    origin_line = f"{title}｜{_foot(findings, template, pack_name).to(lang)}"
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{drawing.width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {drawing.width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><style>{fixed(drawing_style())}</style>{HATCH}"
        f'<rect class="ground" width="{drawing.width:.0f}" height="{height:.0f}"/>{drawing.markup}'
        f'<text class="foot-line" x="16" y="{drawing.height + 12:.0f}">{escape(origin_line)}</text></svg>\n'
    )


def _svg(drawing: Drawing, label: str) -> str:
    return (
        f'<svg class="drawing{on_paper(drawing)}" viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" '
        f'preserveAspectRatio="xMidYMin" width="{drawing.width:.0f}" height="{drawing.height:.0f}" role="group" '
        f'aria-label="{escape(label)}">{drawing.markup}</svg>'
    )


def on_paper(drawing: Drawing) -> str:
    """Return the class that turns the paper upright for a drawing that is not wide; "" for a wide one."""
    return "" if drawing.width > LANDSCAPE * drawing.height else " tall"


def _only(findings: Findings, chain: str) -> Findings:
    return replace(
        findings,
        cells=tuple(cell for cell in findings.cells if cell.chain == chain),
        extensions=tuple(each for each in findings.extensions if each.chain == chain),
    )


def _title(view: Chain) -> Text:
    name = view.name
    return Text(say("map_title", "zh", chain=name.to("zh")), say("map_title", "en", chain=name.to("en")))


def _date(findings: Findings) -> Text:
    if not findings.data_date:
        return WORDS["no_data_date"]
    return Text(*(say("data_date", lang, date=findings.data_date) for lang in ("zh", "en")))


def _foot(findings: Findings, template: Template, pack_name: str) -> Text:
    return origin(
        data_date=findings.data_date,
        pack=pack_name,
        template=template.label,
        template_hash=findings.template_hash or template.hash,
        version=__version__,
    )
