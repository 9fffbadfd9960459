"""A reader's view on what a picture reads: rows put away, notes by their numbers, and the lines below a drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..page import View, escape, hidden_line, named_line, wrap
from .chain import Chain, Row
from .facts import name_of

if TYPE_CHECKING:
    import networkx as nx

#: from one line below a drawing to the next, and their letters, in px
LINE, SIZE = 16.0, 11


def touched(chain: Chain, view: View) -> Chain:
    """Return a chain as a reader wants its map: what is hidden keeps its place, and every count stays."""
    if not view.hide and not view.notes:
        return chain
    away = set(view.hide)

    def rows(found: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, hidden=row.id in away, note=view.number(row.id)) for row in found)

    return replace(
        chain,
        stages=tuple(replace(each, rows=rows(each.rows), note=view.number(each.id)) for each in chain.stages),
        panels=tuple(replace(each, rows=rows(each.rows)) for each in chain.panels),
        spans=tuple(span for span in chain.spans if span[0].id not in away),
    )


def touch_lines(network: nx.MultiDiGraph, view: View, lang: str, room: float) -> list[str]:
    """Return what stands below a drawing: each note with its number, what is hidden, that the title is the reader's."""
    names = {id: name_of(id, network.nodes[id]) for id in (*view.hide, *dict(view.notes)) if id in network}
    colon = {"zh": "：", "en": ": "}[lang]
    told = [f"{at}  {names[id].to(lang)}{colon}{text}" for at, (id, text) in enumerate(view.notes, 1) if id in names]
    last = [hidden_line([names[id] for id in view.hide if id in names], lang), named_line(view, lang)]
    told.append("｜".join(filter(None, last)))
    return [line for text in told if text for line in wrap(text, SIZE, room, 99)]


def foot_lines(lines: list[str], x: float, y: float) -> str:
    """Return lines below a drawing, the last of them its origin."""
    return "".join(
        f'<text class="foot-line" x="{x:g}" y="{y + at * LINE:.0f}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
