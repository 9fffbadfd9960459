"""Cards of stages, and ghosts for what is missing after them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...schema import Extension, Template, Text, vocabulary
from ..page import WORDS, escape, say, tongue, wrap
from ..reading import ShownStage
from .layout import COLUMN_GAP, Box
from .marks import (
    CELL_STEP,
    SEAL_OVERHANG,
    aside_text,
    at,
    cell_mark,
    more,
    note,
    number,
    pin,
    seal,
)
from .rows import ROW, Line, row_mark, set_row

PADDING = 9.0
TITLE, TITLE_LINE, TITLE_LINES = 14, 18.0, 3
NOTE_LINE = 16.0
#: most columns that the card of a lone stage takes
WIDEST = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in a card of some width, and how high that makes it."""

    stage: ShownStage
    title: list[str]
    cells_a_line: int
    #: bodies shown, column by column
    columns: tuple[tuple[Line, ...], ...]
    hidden: int
    #: text and style of each closing line
    notes: list[tuple[str, str]]
    height: float


@dataclass(frozen=True, slots=True)
class Cards:
    """Plans and draws the cards of one map: its language, rules and widths."""

    template: Template
    lang: str
    #: width of a card that takes one column
    width: float
    #: bodies shown in each column of a card
    fold: int
    #: stages without FEEDS, and those whose zone came from their neighbours
    lone: frozenset[str]
    inferred: frozenset[str]
    #: lone stages whose links somebody looked for in vain
    looked: frozenset[str] = frozenset()

    def span(self, stage: ShownStage) -> int:
        """Return how many columns a lone stage would like for its bodies."""
        return max(1, min(WIDEST, math.ceil(len(stage.rows) / self.fold)))

    def plan(self, stage: ShownStage, width: float) -> Card:
        """Return what a card of that width shows."""
        room = width - 2 * PADDING
        title = wrap(stage.name.to(self.lang), TITLE, room, TITLE_LINES, bold=True)
        a_line = max(1, int((room + CELL_STEP - 18) // CELL_STEP))
        columns = max(1, round((width + COLUMN_GAP) / (self.width + COLUMN_GAP)))
        shown = min(len(stage.rows), self.fold * columns)
        if len(stage.rows) == shown + 1:
            shown += 1  # one more name takes no more room than "1 more"
        deep = math.ceil(shown / columns)
        across = _row_room(width, columns)
        rows = [set_row(row, across, self.lang) for row in stage.rows[:shown]]
        by_column = tuple(tuple(rows[k * deep : (k + 1) * deep]) for k in range(columns)) if rows else ()
        notes = self._notes(stage, room)
        hidden = len(stage.rows) - shown
        height = (
            PADDING
            + len(title) * TITLE_LINE
            + 2
            + math.ceil(len(stage.cells) / a_line) * CELL_STEP
            + (_depth(by_column) + 4 if rows else 0)
            + (ROW if hidden else 0)
            + len(notes) * NOTE_LINE
            + PADDING
            - 2
        )
        return Card(stage, title, a_line, by_column, hidden, notes, height)

    def _notes(self, stage: ShownStage, room: float) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        if stage.verdict == "build":
            cell = next(c for c in stage.cells if c.verdict and c.verdict.kind == "build")
            when = cell.searches[0].date[:7] if cell.searches else ""
            text = say("build_note_web" if stage.web_only else "build_note", self.lang, date=when)
            found += [(line, "gap") for line in wrap(text, 12, room)]
        if stage.aside:
            found += [(line, "muted") for line in wrap(aside_text(stage.aside, self.lang) + " ▸", 12, room)]
        if stage.id in self.inferred:
            found += [(line, "small-note") for line in wrap(say("inferred", self.lang), 11, room)]
        if stage.id in self.lone:
            word = "lone_looked" if stage.id in self.looked else "lone"
            found += [(line, "small-note") for line in wrap(say(word, self.lang), 11, room)]
        return found

    def draw(self, card: Card, box: Box) -> str:
        """Return the markup of a card in its place."""
        stage, lang = card.stage, self.lang
        classes = f"stage {stage.verdict}" + " web" * stage.web_only
        parts = [
            f'<g class="{classes.strip()}" data-id="{escape(stage.id)}" tabindex="-1" role="group" '
            f'aria-label="{escape(self._spoken(stage))}" {at(box.x, box.y)}>'
            f'<rect class="card" width="{number(box.width)}" height="{number(box.height)}" rx="7"/>'
        ]
        if " ".join(card.title) != stage.full.to(lang):
            parts.append(f"<title>{escape(stage.full.to(lang))}</title>")
        for line, text in enumerate(card.title):
            parts.append(
                f'<text class="title" x="{PADDING:g}" y="{PADDING + 13 + line * TITLE_LINE:g}"'
                f"{tongue(stage.full, lang)}>{escape(text)}</text>"
            )
        parts.append(seal(stage.verdict, box.width - 8, -SEAL_OVERHANG, lang, web=stage.web_only)[0])
        y = PADDING + len(card.title) * TITLE_LINE + 2
        for place, cell in enumerate(stage.cells):
            line, column = divmod(place, card.cells_a_line)
            parts.append(cell_mark(cell, self.template, PADDING + column * CELL_STEP, y + line * CELL_STEP, lang))
        y += math.ceil(len(stage.cells) / card.cells_a_line) * CELL_STEP + 2
        if card.columns:
            wide, room = _across(box.width, len(card.columns)), _row_room(box.width, len(card.columns))
            for place, rows in enumerate(card.columns):
                down = y
                for row in rows:
                    parts.append(row_mark(row, PADDING - 1 + place * wide, down, room, lang))
                    down += row.height
            y += _depth(card.columns) + 2
        if card.hidden:
            shown = sum(map(len, card.columns))
            parts.append(more("bodies", card.hidden, shown, PADDING + 14, y + 12, lang))
            y += ROW
        aside = next((cell.id for cell in stage.cells if cell.set_aside), "")
        for text, style in card.notes:
            link = {"cell": aside} if style == "muted" and aside else {}
            parts.append(note(text, PADDING, y + 12, style, **link))
            y += NOTE_LINE
        return "".join((*parts, pin(stage.note, 0, 0), "</g>"))

    def ghost(self, extension: Extension, box: Box) -> str:
        """Return the dotted ghost of a 延链 verdict, or the light one of what nobody looked for."""
        label = vocabulary().codes["position"].codes[extension.position].label
        kind = extension.verdict.kind
        ends = "links_open" if kind == "look_up" else "ends_here"
        first = say(ends if extension.stage else "position_missing", self.lang, position=label.to(self.lang))
        second = say("no_stage_after" if extension.stage else "no_stage_there", self.lang, position=label.to(self.lang))
        room = box.width - 2 * PADDING
        lines = [*wrap(first, 13, room, 1), *wrap(second, 12, room, 1)]
        text = "".join(note(line, PADDING, 22 + 20 * place, "muted") for place, line in enumerate(lines))
        spoken = f"{WORDS[kind].to(self.lang)}{say('colon', self.lang)}{extension.verdict.sentence.to(self.lang)}"
        return (
            f'<g class="stage {kind}" data-id="{escape(extension.id)}" tabindex="-1" role="group" '
            f'aria-label="{escape(spoken)}" {at(box.x, box.y)}>'
            f"<title>{escape(extension.verdict.sentence.to(self.lang))}</title>"
            f'<rect class="card" width="{number(box.width)}" height="{number(box.height)}" rx="7"/>'
            f"{text}{seal(kind, box.width - 8, -SEAL_OVERHANG, self.lang)[0]}</g>"
        )

    def _spoken(self, stage: ShownStage) -> str:
        """Return the label for screen readers: ``光模块，中游，2 个主体，补链``."""
        codes = vocabulary().codes["position"].codes
        place = codes[stage.position].label if stage.position in codes else Text("位置未载", "position not recorded")
        parts = [stage.full.to(self.lang), place.to(self.lang), say("bodies", self.lang, n=len(stage.rows))]
        if stage.verdict:
            parts.append(WORDS[stage.verdict].to(self.lang))
        if stage.web_only:
            parts.append(WORDS["web_only"].to(self.lang))
        return say("listed", self.lang).join(parts)


def _across(width: float, columns: int) -> float:
    """Return the width of a column of rows in a card."""
    return (width - 2 * PADDING + 4) / columns


def _row_room(width: float, columns: int) -> float:
    return _across(width, columns) + (6 if columns == 1 else -2)


def _depth(columns: Sequence[Sequence[Line]]) -> float:
    """Return how high the rows of a card are."""
    return max((sum(line.height for line in column) for column in columns), default=0.0)
