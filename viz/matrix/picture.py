"""The coverage matrix: chains × slots, or the stages of one chain × slots, as an HTML table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...schema import EVERYTHING_ASKED, Filter, Scene, Text, UnknownName
from ..page import (
    AS_IT_IS,
    BY_ITSELF,
    Beside,
    Page,
    Picture,
    Shown,
    View,
    asset,
    data_date,
    foot,
    page,
    spoken,
    touchable,
)
from ..reading import Chain, Coverage, all_lists, both, chain_of, coverages, lists, only, panel_data
from .rows import chain_grid, stage_grid
from .table import WORDS, legend, table


def coverage_matrix(
    scene: Scene,
    chain: str | None = None,
    *,
    lang: str = "zh",
    beside: Beside = BY_ITSELF,
    asked: Filter = EVERYTHING_ASKED,
    touch: View = AS_IT_IS,
) -> Page:
    """Return the page of the coverage matrix: one HTML file, offline, zh and en.

    Rows are all chains of the findings and columns the slots of the template; with ``chain`` (an id or any other of
    its names; without it the scene's own) rows are the stages of that chain. A chain's cell of a slot that only stages
    have (供应企业) adds up those of its stages. ``beside`` are the pages in the same folder, which the page links
    (`viz.pages_beside`), ``asked`` is the filter that it opens with: what it does not keep fades. ``touch`` is a
    reader's title and notes, as `read_view` gives them: a matrix names no body, so it hides none. `UnknownName` when
    the findings know no such chain.
    """
    used = covered(scene, chain)
    if isinstance(used, Coverage):
        own = only(scene, used.view.id)
        data = matrix_data(own, [used])
        data["lists"] = lists(own, used.view.drawn)
        picture, shown = matrix_picture(own, [used], data, lang, used.view.id), Shown("stages", used.view.id)
        picture = replace(picture, shown=shown, beside=beside, opens=asked.address)
        return page(touchable(picture, touch.shown()), lang)
    data = matrix_data(scene, used)
    data["lists"] = all_lists(scene, used)
    picture = matrix_picture(scene, used, data, lang)
    picture = replace(picture, shown=Shown("matrix"), beside=beside, opens=asked.address)
    return page(touchable(picture, touch.shown()), lang)


def covered(scene: Scene, chain: str | None) -> Coverage | list[Coverage]:
    """Return the chain that a matrix shows the stages of, or all chains."""
    used, wanted = coverages(scene), chain_of(scene, chain)
    if not wanted:
        return used
    for each in used:
        if each.view.id == wanted:
            return each
    raise UnknownName(Text("有判断的产业链", "chain with findings"), wanted, [each.view.id for each in used])


def matrix_picture(
    scene: Scene, used: Sequence[Coverage], data: Mapping[str, Any], lang: str, chain: str = ""
) -> Picture:
    """Return what the matrix of all chains, or of one chain's stages (by id), brings to a page.

    ``used`` are the chains of the page, ``data`` what `matrix_data` returned for them.
    """
    own: dict[str, Any] = {
        "notes": [both(note) for note in scene.findings.notes],
        "words": {key: both(text) for key, text in WORDS.items()},
    }
    if not chain:
        view, grid = None, chain_grid(used, scene.template)
    else:
        own["subject"] = chain
        coverage = next(each for each in used if each.view.id == chain)
        view, grid = coverage.view, stage_grid(coverage, scene.template)
    return Picture(
        title=title(view, len(used)),
        canvas=f'<div class="matrix-pane">{table(grid, lang)}</div>',
        legend=legend(lang),
        foot=foot(scene),
        data={**data, **own},
        scripts=(asset("page/cells.js"), asset("matrix/matrix.js")),
        styles=asset("matrix/matrix.css"),
        note=data_date(scene),
        controls=csv_button(lang),
    )


def matrix_data(scene: Scene, used: Sequence[Coverage], drawn: Collection[str] = ()) -> dict[str, Any]:
    """Return the panel's data for some chains: the findings' cells, and those that their stages add up to.

    ``drawn`` are ids that the page shows besides those on the chains' maps.
    """
    known = {cell.id for cell in scene.findings.cells}
    added = [cell for each in used for cell in each.cells if cell.id not in known]
    shown = {id for each in used for id in each.view.drawn} | set(drawn)
    data = panel_data(scene, shown, [*scene.findings.cells, *added])
    for cell in added:
        data["cells"][cell.id]["adds"] = True
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
