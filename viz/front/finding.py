"""The front page's search: what stands on the pages of the folder, and on which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ...schema import Scene, vocabulary
from ..page import Beside, asset, inert
from ..reading import Coverage, both, found_by
from .words import FIND, FOUND_NONE

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

    Found are chains, and the stages, bodies and experts on their maps, each on the first map on which it stands.
    """
    places: dict[str, str] = {}
    sought = {"IndustryChain", "Stage", "Expert", *vocabulary().bodies}
    for each in used:
        file = next(filter(None, (beside.file(picture, each.view.id) for picture in _PICTURES)), "")
        for id in sorted(each.view.drawn) if file else ():
            if scene.network.nodes[id].get("type") in sought:
                # a chain's own page first: its map opens with it
                places.setdefault(id, f"{file}#at={quote(id, safe='')}")
    if not places:
        return Searching()
    hubs = {body for hub in scene.findings.hubs if hub.is_hub for body in (hub.id, *hub.bodies)}
    nodes: dict[str, Any] = {
        id: {**found_by(id, scene.network.nodes[id]), "drawn": True, **({"hub": True} if id in hubs else {})}
        for id in sorted(places)
    }
    terms = vocabulary().nodes
    data = {
        "lang": lang,
        "nodes": nodes,
        "places": places,
        "types": {type: both(terms[type].label) for type in sorted({node["type"] for node in nodes.values()})},
        "words": {"search_none": both(FOUND_NONE), "front_find": both(FIND)},
    }
    box = (
        '<div id="find" class="search" role="search" hidden><input id="query" type="text" role="combobox" '
        'aria-controls="hits" aria-expanded="false" aria-autocomplete="list" autocomplete="off" spellcheck="false">'
        '<ul id="hits" role="listbox" hidden></ul></div>\n'
    )
    packed = f'<script type="application/json" id="data">{inert(data)}</script>\n'
    return Searching(box, packed, "\n".join(map(asset, _SCRIPTS)))
