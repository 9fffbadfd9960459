"""The book: overview, matrix, every chain's map, network and stages in one file; one shell, one copy of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...schema import Scene, Text
from ..chainmap import map_picture
from ..matrix import csv_button, matrix_data, matrix_picture
from ..network import network_picture, vis_script
from ..overview import overview_picture
from ..page import BY_ITSELF, HATCH, Beside, Page, Picture, Shown, asset, definitions, escape, inert, page
from ..reading import Coverage, all_lists, both, coverages

KINDS = {
    "overview": Text("全景", "Overview"),
    "matrix": Text("覆盖矩阵", "Matrix"),
    "map": Text("链图", "Map"),
    "network": Text("网络", "Network"),
    "stages": Text("环节矩阵", "Stages"),
}
#: kinds that each chain has
OF_CHAIN = ("map", "network", "stages")
_WORDS = {
    "book_tabs": Text("图与产业链", "Pictures and chains"),
    "book_kinds": Text("这条链的图", "Pictures of this chain"),
    "book_shown": Text("在图上", "Shown on"),
    **{f"book_{kind}": label for kind, label in KINDS.items()},
}


def book_page(scene: Scene, *, lang: str = "zh", beside: Beside = BY_ITSELF) -> Page:
    """Return all pictures of a network in one HTML file: offline, zh and en, the facts written once.

    The overview opens; each other picture lies in a ``<template>`` until its tab is opened. The address keeps tab,
    chain and what is chosen: ``#tab=map/chain:x&at=…``. It links no other page, ``beside`` is how they find it.
    """
    used = coverages(scene)
    maps = {each.view.id: map_picture(scene, each.view, lang) for each in used}
    networks = {chain: network_picture(scene, lang, chain) for chain in maps}
    drawn = {chain: _drawn(maps[chain]) | _drawn(networks[chain]) for chain in maps}
    data = matrix_data(scene, used, set().union(*drawn.values()))
    data["lists"] = all_lists(scene, used)
    first = overview_picture(scene, used, data, lang)
    first = replace(first, alternative="#tab=matrix")
    tabs = {"overview": first, "matrix": matrix_picture(scene, used, data, lang)}
    for chain in maps:
        table = f"#tab=stages/{chain}"
        tabs[f"map/{chain}"] = replace(maps[chain], alternative=table)
        tabs[f"network/{chain}"] = replace(networks[chain], alternative=table)
        tabs[f"stages/{chain}"] = matrix_picture(scene, used, data, lang, chain)
    _share(scene, data, used, tabs, drawn)
    return page(
        Picture(
            title=first.title,
            canvas=_canvas(used, tabs, data, lang),
            legend='<span id="tab-legend"></span>',
            foot=first.foot,
            data=data,
            scripts=(_scripts(tabs), asset("book/book.js")),
            styles="".join(dict.fromkeys(each.styles for each in tabs.values())) + asset("book/book.css"),
            note=first.note,
            controls=f'{csv_button(lang)}<span id="tab-controls"></span>',
            filters='<div id="tab-filters"></div>',
            shown=Shown("book"),
            beside=replace(beside, files={}, chains={}),
        ),
        lang,
    )


def _drawn(picture: Picture) -> set[str]:
    return {id for id, node in picture.data["nodes"].items() if node.get("drawn")}


def _share(
    scene: Scene,
    data: dict[str, Any],
    used: Sequence[Coverage],
    tabs: Mapping[str, Picture],
    drawn: Mapping[str, set[str]],
) -> None:
    """Add to the data of all chains what only a book needs; each part stands where it does on a page of its own."""
    chains = [each.view.id for each in used]
    places: dict[str, list[int]] = {}
    for number, chain in enumerate(chains):
        for id in sorted(drawn[chain]):
            places.setdefault(id, []).append(number)
    data["words"] = {key: both(text) for key, text in _WORDS.items()}
    for picture in tabs.values():
        data["words"] |= picture.data.get("words", {})
    data["notes"] = [both(note) for note in scene.findings.notes]
    data["book"] = {
        "chains": chains,
        "names": [both(each.name) for each in used],
        "places": places,
    }


def _canvas(used: Sequence[Coverage], tabs: Mapping[str, Picture], shared: Mapping[str, Any], lang: str) -> str:
    tab = 'type="button" role="tab" aria-controls="tab" tabindex="-1" aria-selected="false"'
    parts = [
        f'{definitions()}<nav id="tabs" data-say-aria-label="book_tabs" '
        f'aria-label="{escape(_WORDS["book_tabs"].to(lang))}"><div role="tablist">'
        '<span class="tops" role="presentation">'
    ]
    for kind in ("overview", "matrix"):
        parts.append(f'<button {tab} data-tab="{kind}" data-say="book_{kind}">{escape(KINDS[kind].to(lang))}</button>')
    parts.append('</span><span class="chains" role="presentation">')
    for each in used:
        names = f'data-zh="{escape(each.name.zh)}" data-en="{escape(each.name.to("en"))}"'
        parts.append(f'<button {tab} data-chain="{escape(each.view.id)}" {names}>{escape(each.name.to(lang))}</button>')
    kinds = "".join(
        f'<button type="button" data-kind="{kind}" aria-pressed="false" data-say="book_{kind}">'
        f"{escape(KINDS[kind].to(lang))}</button>"
        for kind in OF_CHAIN
    )
    parts.append(
        f'</span></div><div id="kinds" class="segments" role="group" data-say-aria-label="book_kinds" hidden '
        f'aria-label="{escape(_WORDS["book_kinds"].to(lang))}">{kinds}</div></nav>'
        '<div id="tab" role="tabpanel" tabindex="-1"></div>'
    )
    legends: dict[str, str] = {}
    for key, picture in tabs.items():
        kind = key.partition("/")[0]
        legends.setdefault(kind, picture.legend)
        parts.append(_template(key, picture, shared))
    parts += [f'<template data-legend="{kind}">{legend}</template>' for kind, legend in legends.items()]
    return "".join(parts)


def _template(key: str, picture: Picture, shared: Mapping[str, Any]) -> str:
    """Return a picture as an inert part of the page, with the data that are its own."""
    own = {name: value for name, value in picture.data.items() if name not in shared}
    # the lists of a chain stand with its map, those of all chains in the page's own data
    if key.startswith("map/"):
        own["lists"] = picture.data["lists"]
    own["title"] = both(picture.title)
    # the button for CSV stands in the book's own header
    controls = "" if "data-save" in picture.controls else picture.controls
    own["alternative"] = picture.alternative
    return (
        f'<template data-tab="{escape(key)}"><div class="picture">{picture.canvas.replace(HATCH, "")}</div>'
        f'<div class="controls">{controls}</div><div class="filters">{picture.filters}</div>'
        f'<script type="application/json">{inert(own)}</script></template>'
    )


def _scripts(tabs: Mapping[str, Picture]) -> str:
    """Return each kind's scripts as a function: of the ``page`` they run in, and of what listens for it."""
    kinds: dict[str, str] = {}
    vis = vis_script()
    for key, picture in tabs.items():
        kinds.setdefault(key.partition("/")[0], "\n".join(script for script in picture.scripts if script != vis))
    parts = [f"{kind}(page, addEventListener) {{\n{own}\n}}" for kind, own in kinds.items()]
    if any(vis in picture.scripts for picture in tabs.values()):
        parts.append(f"vis() {{\n{vis}\n}}")
    return "const pictures = {\n" + ",\n".join(parts) + "\n};"
