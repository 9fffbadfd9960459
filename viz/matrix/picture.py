"""The coverage matrix: chains × slots, or the stages of one chain × slots, as an HTML table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...schema import Findings, Source, Template, Text, UnknownName
from ..network import foot
from ..page import Page, Picture, asset, page, pair, spoken
from ..reading import Chain, Coverage, all_lists, coverages, lists, only, pack, panel_data
from .rows import chain_grid, stage_grid
from .table import WORDS, legend, table

if TYPE_CHECKING:
    import networkx as nx


def coverage_matrix(
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    template: Template,
    chain: str | None = None,
    lang: str = "zh",
    pack_name: str = "",
) -> Page:
    """Return the page of the coverage matrix: one HTML file, offline, zh and en.

    Rows are all chains of the findings and columns the slots of the template; with ``chain`` rows are the stages
    of that chain. A chain's cell of a slot that only stages have (供应企业) adds up those of its stages.
    `UnknownName` when the findings know no such chain.
    """
    used = coverages(network, findings, sources, template)
    if chain is not None:
        known = {each.view.id: each for each in used}
        if chain not in known:
            raise UnknownName("chain", chain, list(known))
        used, findings = [known[chain]], only(findings, chain)
    data = matrix_data(used, network, findings, sources, template)
    if chain is None:
        data["lists"] = all_lists(used, network, findings, template)
    else:
        data["lists"] = lists(findings, network, template, used[0].view.drawn)
    return page(matrix_picture(used, data, findings, template, chain, lang, pack_name), lang)


def matrix_picture(
    used: Sequence[Coverage],
    data: Mapping[str, Any],
    findings: Findings,
    template: Template,
    chain: str | None = None,
    lang: str = "zh",
    pack_name: str = "",
) -> Picture:
    """Return what the matrix of all chains, or of one chain's stages, brings to a page.

    ``used`` are the chains of the page, ``data`` what `matrix_data` returned for them.
    """
    own = {"notes": [pack(note) for note in findings.notes], "words": {key: pack(text) for key, text in WORDS.items()}}
    if chain is None:
        view, grid = None, chain_grid(used, template)
    else:
        own["subject"] = chain
        coverage = next(each for each in used if each.view.id == chain)
        view, grid = coverage.view, stage_grid(coverage, template)
    return Picture(
        title=title(view, len(used)),
        canvas=f'<div class="matrix-pane">{table(grid, lang)}</div>',
        legend=legend(lang),
        foot=foot(findings, template, pack_name),
        data={**data, **own},
        scripts=(asset("page/cells.js"), asset("matrix/matrix.js")),
        styles=asset("matrix/matrix.css"),
        note=date(findings),
        controls=csv_button(lang),
    )


def matrix_data(
    used: Sequence[Coverage],
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    template: Template,
    *,
    drawn: Collection[str] = (),
) -> dict[str, Any]:
    """Return the panel's data for some chains: the findings' cells, and those that their stages add up to.

    ``drawn`` are ids that the page shows besides those on the chains' maps.
    """
    known = {cell.id for cell in findings.cells}
    added = [cell for each in used for cell in each.cells if cell.id not in known]
    shown = {id for each in used for id in each.view.drawn} | set(drawn)
    data = panel_data(network, findings, sources, template=template, drawn=shown, cells=[*findings.cells, *added])
    # a verdict mostly says what its cell says; cells.js puts the sentence back. It was a tenth of the page
    for cell in data["cells"].values():
        if "verdict" in cell and cell["verdict"]["sentence"] == cell["sentence"]:
            cell["verdict"] = {key: value for key, value in cell["verdict"].items() if key != "sentence"}
    return data


def csv_button(lang: str) -> str:
    """Return the header's button for the CSV table."""
    return spoken(WORDS["csv"], lang, "button", type="button", data_save="csv")


def title(view: Chain | None, chains: int) -> Text:
    """Return the title: of all chains, or of the stages of one."""
    if view is None:
        many = "" if chains == 1 else "s"
        return Text(f"覆盖矩阵 · {chains} 条产业链", f"Coverage matrix · {chains} chain{many}")
    return Text(f"环节矩阵 · {view.name.zh}", f"Stage matrix · {view.name.to('en')}")


def date(findings: Findings) -> Text:
    """Return the data date for the small print beside a title."""
    return pair("data_date", date=findings.data_date) if findings.data_date else pair("no_data_date")
