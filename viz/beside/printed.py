"""Two maps on sheets of paper: each as it stands by itself, then what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...schema import Contrast, Scene, Text
from ..page import Page, escape, foot, say
from ..paper import Block, Sheet, column_sheets, column_width, entry, head, lay_out, lines_in, sheets_page
from .picture import NO_NOTE, WORDS, maps_apart, notes_of, sides_of, title_of

#: px: what a line of a side is moved in
_IN = 16.0
_DIFFERENCES = Text("差别", "What differs")
_BETWEEN = Text("｜", " | ")


def printed_pair(
    first: Scene,
    second: Scene,
    contrasts: Iterable[Contrast],
    *,
    lang: str = "zh",
    known: tuple[Text, Text] | None = None,
    paper: str = "A3",
    landscape: bool = False,
    note: Text = NO_NOTE,
) -> Page:
    """Return two maps as a page to be printed: sheets of each as `printed_picture` makes them, then the differences.

    No letter is below 7 pt: a map takes several sheets where it must. ``paper`` is A4 or A3, ``landscape`` has all
    sheets lie; for the rest see `maps_beside`.
    """
    told = tuple(contrasts)
    sides = sides_of(first, second, known)
    title = title_of(sides, known).to(lang)
    made: list[Sheet] = []
    for svg, side in zip(maps_apart(first, second, told, lang=lang, known=known), sides, strict=True):
        name = side.title.to(lang)
        foot_line = f"{title}{_BETWEEN.to(lang)}{name}"
        made += lay_out(svg, foot_line, paper, len(made), lying=True if landscape else None, entry=name)
    # of one chain what tells the two apart is when it was known, or the store
    names = [name.to(lang) for name in known or [side.title for side in sides]]
    listed = list(_blocks(told, names, note, notes_of(sides), lang, column_width(paper)))
    differences = _DIFFERENCES.to(lang)
    for at, sheet in enumerate(column_sheets(listed, title, paper)):
        made.append(Sheet(sheet.inner, sheet.title, sheet.lying, "" if at else differences))
    return sheets_page(made, title, foot(second).to(lang), paper, lang)


def _blocks(
    told: Sequence[Contrast], names: Sequence[str], note: Text, notes: Sequence[Text], lang: str, across: float
) -> Iterator[Block]:
    if note.zh:
        yield _paragraph(note.to(lang), across)
    for what in dict.fromkeys(each.what for each in told):
        own = [each for each in told if each.what == what]
        yield head(WORDS[f"beside_{what}"].to(lang) + say("bracketed", lang).replace("{n}", str(len(own))))
        for each in own:
            yield _difference(each, names, lang, across)
    if not told:
        yield _paragraph(WORDS["beside_none"].to(lang), across)
    if notes:
        yield head(WORDS["beside_notes"].to(lang))
        yield from (_paragraph(each.to(lang), across) for each in notes)


def _difference(each: Contrast, names: Sequence[str], lang: str, across: float) -> Block:
    item, why, alike = each.item.to(lang), each.why.to(lang), "" if each.differs else WORDS["beside_same"].to(lang)
    colon = say("colon", lang)
    sides = [(name + colon, side.told.to(lang)) for name, side in zip(names, (each.first, each.second), strict=True)]
    markup = f"<b>{escape(item)}</b>" + (f" <small>{escape(alike)}</small>" if alike else "")
    markup += "".join(f'<span class="side"><i>{escape(name)}</i>{escape(text)}</span>' for name, text in sides)
    markup += f'<span class="side">{escape(why)}</span>' if why else ""
    lines = lines_in(f"{item} {alike}", across)
    for text in [*("".join(side) for side in sides), *([why] if why else [])]:
        lines += lines_in(text, across - _IN)
    return entry(markup, *lines)


def _paragraph(text: str, across: float) -> Block:
    return entry(escape(text), *lines_in(text, across))
