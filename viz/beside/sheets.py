"""Two maps as a browser prints their page: zone by zone, those of both together, in letters that can be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import unescape

from ...schema import Scene, Text
from ..chainmap import Drawing, draw_strips
from ..page import escape, quiet
from ..reading import Chain

#: room for the title of a map, in px
HEAD = 40.0
_AIR = 10.0
#: px of an A4 sheet between its margins, upright
_UPRIGHT = 716.0
_CLASSES = re.compile(r'class="([^"]*)" (data-(?:id|cell)="([^"]*)")')


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """One of the two: its scene, what its map shows, and what it is called."""

    scene: Scene
    view: Chain
    title: Text


def marked(markup: str, changed: Collection[str]) -> str:
    """Return a drawing in which what has one of some ids is marked as changed."""

    def classes(found: re.Match[str]) -> str:
        return f'class="{found[1]} changed" {found[2]}' if unescape(found[3]) in changed else found[0]

    return _CLASSES.sub(classes, markup) if changed else markup


def sheets(
    sides: Sequence[OneOfTwo],
    maps: Sequence[Drawing],
    ids: Sequence[str],
    lang: str,
    changed: Collection[str],
) -> str:
    """Return what stands on paper, as windows on the drawings called ``ids``.

    A whole map's letters would be too small on A4, so what serves the whole chain and then each zone stands there, of
    both.
    """
    # all sheets upright: a browser that turns some of them makes the letters of all smaller
    strips = "".join(_strips(side, lang, changed) for side in sides)
    zones = "".join(
        f'<div class="zone-of-both">{_zone(sides, maps, zone, ids, lang)}</div>'
        for zone in range(max(len(each.zones) for each in maps))
    )
    return f'<div class="sheets tall">{strips}{zones}</div>'


def _zone(sides: Sequence[OneOfTwo], maps: Sequence[Drawing], zone: int, ids: Sequence[str], lang: str) -> str:
    return "".join(
        _piece(side, each, zone, id, lang)
        for side, each, id in zip(sides, maps, ids, strict=True)
        if zone < len(each.zones)
    )


def _strips(side: OneOfTwo, lang: str, changed: Collection[str]) -> str:
    found = draw_strips(side.view, side.scene.template, lang, _UPRIGHT)
    return _part(
        side,
        f"0 0 {found.width:.0f} {found.height:.0f}",
        found.width,
        found.height,
        marked(quiet(found.markup), changed),
        lang,
    )


def _piece(side: OneOfTwo, map: Drawing, zone: int, id: str, lang: str) -> str:
    """Return a zone of a map: a window on its drawing, so that no name stands twice."""
    box = map.zones[zone]
    left, wide = max(0.0, box.x - _AIR), box.width + 2 * _AIR
    window = f"{left:.0f} {box.y + HEAD - 2:.0f} {wide:.0f} {box.height + 4:.0f}"
    return _part(side, window, wide, box.height + 4, f'<use href="#{id}"/>', lang)


def _part(side: OneOfTwo, window: str, wide: float, high: float, inner: str, lang: str) -> str:
    return (
        f'<figure><figcaption>{escape(side.title.to(lang))}</figcaption><svg class="part" viewBox="{window}" '
        f'width="{wide:.0f}" height="{high:.0f}" aria-hidden="true">{inner}</svg></figure>'
    )
