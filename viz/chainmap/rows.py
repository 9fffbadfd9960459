"""Rows of cards and boxes: shape, name, 龙 for a lead firm, what a hub is measured by; a long name takes more lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema import Text
from ..page import clip_middle, escape, glyph, rejoined, say, tongue, width, wrap
from ..reading import Row, abbreviated
from .marks import at, number, pin

#: px: a row of one line, and each more line of its name
ROW, LINE = 18.0, 13.5
#: a name takes so many lines, abbreviated up to so many
USUAL_LINES, MOST_LINES = 3, 5
_SIZE = 12.0
_BADGE, _LEAD = 10.5, 11.0
_AFTER_LEAD, _TEXT_AT = 4.0, 15.0
#: px: in less room Chinese would stand letter under letter
_NARROW = 48.0


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in some width: its name in lines, the last one with room for what follows it."""

    row: Row
    lines: tuple[str, ...]
    #: what the last line would say if it had the room
    last: str

    @property
    def height(self) -> float:
        """Px down to the next row."""
        return ROW + (len(self.lines) - 1) * LINE


def set_row(row: Row, room: float, lang: str) -> Line:
    """Return a row in a width: its whole name in `USUAL_LINES` at most, else abbreviated, else beginning and end of it.

    Room is kept for the widest badge, whatever a reader chooses to measure hubs by, unless that would cut the name.
    """
    name, bold = row.name.to(lang), row.hub or row.lead
    room -= _TEXT_AT + 2
    widest, shown = (_after(row, badges, lang) for badges in (row.badges, (row.badge,)))
    for text, most, after in (
        (name, USUAL_LINES, widest),
        (abbreviated(name), MOST_LINES, widest),
        (abbreviated(name), MOST_LINES, shown),
    ):
        lines = _lines(text, room, after, bold=bold)
        if len(lines) <= most:
            return Line(row, tuple(lines), lines[-1])
    rest = rejoined(lines[MOST_LINES - 1 :])
    end = clip_middle(rest, _SIZE, room - shown, bold=bold)
    return Line(row, (*lines[: MOST_LINES - 1], end), rest)


def _after(row: Row, badges: Sequence[Text], lang: str) -> float:
    """Return the room behind a name, for the widest of some badges."""
    lead = width(say("lead_mark", lang), _LEAD, bold=True) + _AFTER_LEAD if row.lead else 0
    badge = max((width(each.to(lang), _BADGE) for each in badges), default=0)
    return lead + (badge + 5 if badge else 0) + (5 if row.hub else 0)


def _lines(text: str, room: float, after: float, *, bold: bool) -> list[str]:
    """Return a text in as many lines as it takes, with so much room behind the last."""
    if width(text, _SIZE, bold=bold) + after <= room:
        return [text]
    lines = wrap(text, _SIZE, room, len(text), bold=bold)
    last = lines[-1]
    if width(last, _SIZE, bold=bold) + after <= room:
        return lines
    # its last word goes down together with what follows, or that alone; Chinese parts anywhere
    begins, _, word = last.rpartition(" ")
    if begins and width(word, _SIZE, bold=bold) + after <= room:
        return [*lines[:-1], begins, word]
    if last.isascii() or room - after < _NARROW:
        return [*lines, ""]
    return [*lines[:-1], *wrap(last, _SIZE, room - after, len(last), bold=bold)]


def row_mark(line: Line, x: float, y: float, room: float, lang: str) -> str:
    """Return the markup of a row in its place."""
    row = line.row
    if row.hidden:
        return ""
    bold = row.hub or row.lead
    lead = width(say("lead_mark", lang), _LEAD, bold=True) + _AFTER_LEAD if row.lead else 0
    # for the badge that is shown; map_hubs.js, which knows the measure and the font, fits name and badge anew
    badge = width(row.badge.to(lang), _BADGE)
    extra = lead + (badge + 5 if badge else 0) + (5 if row.hub else 0)
    down = (len(line.lines) - 1) * LINE
    ends = [_TEXT_AT + width(text, _SIZE, bold=bold) + 3 for text in line.lines]
    parts = [f'<rect class="ground" x="-3" width="{number(room)}" height="{number(17 + down)}" rx="8"/>']
    if row.hub:
        widest = max(ends[-1] + extra, *(end + 2 for end in ends)) + 1
        parts.append(
            f'<rect class="halo" x="-3" y=".2" width="{number(min(room, widest))}" height="{number(16.5 + down)}" '
            f'rx="8"/>'
        )
    parts.append(glyph(row.type, 6, 8.6))
    for place, text in enumerate(line.lines):
        is_last = place == len(line.lines) - 1
        whole = f' data-name="{escape(line.last)}"' if is_last and row.hub and text != line.last else ""
        parts.append(
            f'<text class="name" x="{_TEXT_AT:g}" y="{number(13 + place * LINE)}"{whole}{tongue(row.full, lang)}>'
            f"{escape(text)}</text>"
        )
    end = ends[-1]
    if row.lead:
        parts.append(f'<text class="lead" x="{number(end)}" y="{number(13 + down)}">{say("lead_mark", lang)}</text>')
        end += lead
    if row.badges:
        parts.append(f'<text class="times" x="{number(end)}" y="{number(13 + down)}"{badge_choice(row, lang)}</text>')
    parts.append(pin(row.note, -6, 8.6))
    title = row.full.to(lang)
    classes = "row" + " hub" * row.hub + " lead-firm" * row.lead
    return (
        f'<g class="{classes}" data-id="{escape(row.id)}" data-grade="{row.grade}" {at(x, y)}>'
        f"<title>{escape(title)}</title>{''.join(parts)}</g>"
    )


def badge_choice(row: Row, lang: str) -> str:
    """Return the rest of a badge's tag and its text; the page's script takes another text when asked to."""
    choice = "|".join(each.to(lang) for each in row.badges)
    return f' data-badges="{escape(choice)}">{escape(row.badge.to(lang))}'
