"""The front page's search: everything that acts, and the page of the folder that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ...schema import Scene, vocabulary
from ..page import Beside, asset, inert
from ..reading import Choice, Coverage, both, chosen_in, found_by
from .words import FIND, FOUND_ELSEWHERE, FOUND_NONE, FOUND_NOWHERE

_SCRIPTS = ("front/front.js", "page/search.js")
_PICTURES = ("map", "network", "stages")


@dataclass(frozen=True, slots=True)
class Searching:
    """The search of a front page: its box, its data and its script; all "" where no page can be led to."""

    box: str = ""
    data: str = ""
    script: str = ""


def searching(scene: Scene, used: Sequence[Coverage], beside: Beside, lang: str) -> Searching:
    """Return the search of the front page of a folder.

    Found are all chains, stages, bodies and experts, each where it stands best: on the first map that draws it, else on
    the network of a chain or of all, else where the panel of another page tells of it. Of what is on no page the
    search says how to draw it.
    """
    sought = {"IndustryChain", "Stage", "Expert", *vocabulary().bodies}
    wanted = sorted(id for id, type in scene.network.nodes(data="type") if type in sought)
    mapped, others = _places(scene, used, beside)
    places = {id: mapped.get(id) or others.get(id, "") for id in wanted}
    if not any(places.values()):
        return Searching()
    hubs = {body for hub in scene.findings.hubs if hub.is_hub for body in (hub.id, *hub.bodies)}
    nodes: dict[str, Any] = {
        id: {
            **found_by(id, scene.network.nodes[id]),
            **({"drawn": True} if id in mapped else {}),
            **({"hub": True} if id in hubs else {}),
        }
        for id in wanted
    }
    terms = vocabulary().nodes
    data = {
        "lang": lang,
        "nodes": nodes,
        "places": places,
        "types": {type: both(terms[type].label) for type in sorted({node["type"] for node in nodes.values()})},
        "words": {
            "search_none": both(FOUND_NONE),
            "front_find": both(FIND),
            "not_drawn": both(FOUND_ELSEWHERE),
            "front_nowhere": both(FOUND_NOWHERE),
        },
    }
    box = (
        '<div id="find" class="search" role="search" hidden><input id="query" type="text" role="combobox" '
        'aria-controls="hits" aria-expanded="false" aria-autocomplete="list" autocomplete="off" spellcheck="false">'
        '<ul id="hits" role="listbox" hidden></ul><p id="nowhere" role="status" hidden></p></div>\n'
    )
    packed = f'<script type="application/json" id="data">{inert(data)}</script>\n'
    return Searching(box, packed, "\n".join(map(asset, _SCRIPTS)))


def _places(scene: Scene, used: Sequence[Coverage], beside: Beside) -> tuple[dict[str, str], dict[str, str]]:
    """Return addresses by id: of what stands on a map (or what a chain has instead), and of what is elsewhere."""
    mapped: dict[str, str] = {}
    others: dict[str, str] = {}

    def put(places: dict[str, str], file: str, ids: Iterable[str]) -> None:
        for id in sorted(ids) if file else ():
            # a chain's own page first: its map opens with it
            places.setdefault(id, f"{file}#at={quote(id, safe='')}")

    drawn: list[tuple[str, set[str]]] = []
    for each in used:
        file = next(filter(None, (beside.file(picture, each.view.id) for picture in _PICTURES)), "")
        put(mapped, file, each.view.drawn)
        drawn.append((file, set(each.view.drawn)))
        if file := beside.file("network", each.view.id):
            ids = chosen_in(scene.network, Choice(chains=(each.view.id,)))
            put(others, file, ids)
            drawn.append((file, ids))
    put(others, beside.file("network"), scene.network)
    # a panel tells the relations of what is drawn, and so knows what is at their other ends
    all_drawn = {id for each in used for id in each.view.drawn}
    for file, ids in [(beside.file(picture), all_drawn) for picture in ("overview", "matrix")] + drawn:
        put(others, file, (id for pair in scene.network.edges() if not ids.isdisjoint(pair) for id in pair))
    return mapped, others
