"""The book and its pictures on sheets of paper: contents, every picture, what is listed beside it; all numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from ...schema import Scene, Text
from ..chainmap import chain_map_svg
from ..matrix import matrix_svg
from ..network import network_svg
from ..overview import overview_svg
from ..page import Page, escape, foot
from ..paper import Sheet, lay_out, list_sheets, sheets_page
from ..reading import Coverage, all_lists, chain_of, coverages, lists, only
from .picture import KINDS

_CONTENTS = Text("目录", "Contents")
_LISTS = Text("缺口、枢纽与待查", "Gaps, hubs, and what to look up")
_TITLE = Text("链景图册", "Book of chain maps")
#: columns and lines of a sheet of contents
_COLUMNS, _LINES = 3, 34


def printed_book(scene: Scene, *, lang: str = "zh", paper: str = "A4", landscape: bool = False) -> Page:
    """Return the book as a page to be printed: all tabs of `book_page`, contents with numbers, letters of 7 pt or more.

    ``paper`` is A4 or A3; ``landscape`` has all sheets lie. A drawing whose letters would be smaller stands on several
    sheets, cut where least is cut.
    """
    lying = True if landscape else None
    used = coverages(scene)
    own: list[Sheet] = []

    def draw(svg: str, title: str, entry: str, level: int) -> None:
        made = lay_out(svg, title, paper, len(own), lying=lying, entry=entry)
        own.extend(replace(each, level=level) for each in made)

    draw(overview_svg(scene, lang=lang), KINDS["overview"].to(lang), KINDS["overview"].to(lang), 0)
    draw(matrix_svg(scene, lang=lang), KINDS["matrix"].to(lang), KINDS["matrix"].to(lang), 0)
    for each in used:
        name = each.view.name.to(lang)
        for level, (kind, svg) in enumerate(_of_chain(scene, each, lang), 1):
            told = KINDS[kind].to(lang)
            draw(svg, f"{told} · {name}", told, level)
        told = _LISTS.to(lang)
        listed = list_sheets(scene, _listed(scene, each), f"{name} · {told}", paper, lang)
        own += [replace(sheet, entry="" if at else told, level=2) for at, sheet in enumerate(listed)]
    whole = [*_contents(own, [each.view.name.to(lang) for each in used], lang), *own]
    return sheets_page(whole, _TITLE.to(lang), foot(scene).to(lang), paper, lang)


def printed_picture(
    scene: Scene,
    svg: str,
    *,
    chain: str | None = None,
    lang: str = "zh",
    paper: str = "A4",
    landscape: bool = False,
) -> Page:
    """Return a drawing of ours, an SVG file, as a page to be printed, and after it what is listed beside it.

    ``chain`` is an id or name: its gaps, hubs and what to look up are listed; "" lists those of all chains, None none.
    For ``paper`` and ``landscape`` see `printed_book`.
    """
    told = unescape(svg.partition("<title>")[2].partition("</title>")[0])
    made = lay_out(svg, told, paper, 0, lying=True if landscape else None, entry=told)
    if chain is not None:
        used, wanted = coverages(scene), chain_of(scene, chain) if chain else ""
        own = next((each for each in used if each.view.id == wanted), None)
        listed = _listed(scene, own) if own else all_lists(scene, used)
        sheets = list_sheets(scene, listed, f"{told} · {_LISTS.to(lang)}", paper, lang)
        made += [replace(sheet, entry="" if at else _LISTS.to(lang)) for at, sheet in enumerate(sheets)]
    return sheets_page(made, told, foot(scene).to(lang), paper, lang)


def _of_chain(scene: Scene, each: Coverage, lang: str) -> Iterator[tuple[str, str]]:
    chain = each.view.id
    yield "map", chain_map_svg(scene, chain, lang=lang)
    yield "network", network_svg(scene, chain, lang=lang)
    yield "stages", matrix_svg(scene, chain, lang=lang)


def _listed(scene: Scene, each: Coverage) -> Sequence[Mapping[str, Any]]:
    return lists(only(scene, each.view.id), each.view.drawn)


def _contents(own: Sequence[Sheet], names: Sequence[str], lang: str) -> list[Sheet]:
    """Return the sheets of contents; they come first, so their number moves all others."""
    chains = iter(names)
    rows: list[tuple[int, str, bool]] = []
    for at, sheet in enumerate(own, 1):
        if sheet.entry and sheet.level == 1:
            rows.append((at, next(chains), False))
        if sheet.entry:
            rows.append((at, sheet.entry, sheet.level > 0))
    per_sheet = _COLUMNS * _LINES
    many = -(-len(rows) // per_sheet)
    made = []
    for sheet_at in range(many):
        part = rows[sheet_at * per_sheet : (sheet_at + 1) * per_sheet]
        columns = [part[at : at + _LINES] for at in range(0, len(part), _LINES)]
        columns += [[] for _ in range(_COLUMNS - len(columns))]
        inner = "".join(f"<div>{''.join(_row(*row, many) for row in column)}</div>" for column in columns)
        head = f'<h1>{escape(_TITLE.to(lang))}</h1><p class="title">{escape(_CONTENTS.to(lang))}</p>'
        made.append(Sheet(f'{head}<div class="columns contents">{inner}</div>', _CONTENTS.to(lang), lying=True))
    return made


def _row(at: int, text: str, deeper: bool, before: int) -> str:
    number, told = at + before, escape(text)
    style, label = (' class="deeper"', told) if deeper else ("", f"<b>{told}</b>")
    return f'<a{style} href="#sheet-{number}">{label}<i></i>{number}</a>'
