"""The small marks of a drawing: coverage cells, verdict seals, rows with glyph and name."""

from __future__ import annotations

from collections.abc import Mapping

from ...schema import Cell, Template
from ..page import WORDS, clip, escape, glyph, say, tongue, width
from ..reading import NO_GRADE, Row

ROW = 18.0
CELL_WIDTH, CELL_HEIGHT = 18.0, 17.0
#: from one cell of a card to the next
CELL_STEP = 20.5
SEAL_OVERHANG = 9.0
BADGE = 10.5
_AFTER_LEAD, _TEXT_AT = 4.0, 15.0


def number(value: float) -> str:
    """Return a coordinate with at most one decimal.

    >>> number(12.0), number(12.34)
    ('12', '12.3')
    """
    return f"{round(value, 1):g}"


def at(x: float, y: float) -> str:
    """Return the transform that moves a group."""
    return f'transform="translate({number(x)} {number(y)})"'


def state_of(cell: Cell) -> str:
    """Return the state as the classes of its mark: inherited and web-only are states of their own here.

    So is what was searched for the whole chain alone: lighter than a search for the stage itself.
    """
    if cell.state == "present":
        return "inherited" if cell.inherited else "present"
    if cell.state == "not_found":
        return "not_found" + " web" * cell.web_only + " whole" * cell.searched_whole
    return cell.state


def state_word(cell: Cell, lang: str) -> str:
    """Return the state in words, e.g. for a tooltip."""
    state = state_of(cell)
    if state == "unknown" and cell.searches:
        return say("unknown_outdated" if cell.outdated else "unknown_searched", lang)
    return say(state.replace(" ", "_"), lang)


def cell_mark(cell: Cell, template: Template, x: float, y: float, lang: str) -> str:
    """Return the mark of a cell with its top left corner at x, y; a click opens the cell's panel."""
    slot = template.slots[cell.slot]
    grade = ""
    if cell.state == "present":
        used = (each.reliability or NO_GRADE for each in cell.evidence if each.inherited == cell.inherited)
        grade = f' data-grade="{min(used, default=NO_GRADE)}"'
    notes = [say(flag, lang, n=cell.minimum) for flag in ("thin", "stale", "undated") if getattr(cell, flag)]
    title = say("semicolon", lang).join([slot.label.to(lang) + say("colon", lang) + state_word(cell, lang), *notes])
    return (
        f'<g class="cell {state_of(cell)}{" old" * (cell.stale or cell.undated)}" data-cell="{escape(cell.id)}"{grade} '
        f"{at(x, y)}><title>{escape(title)}</title>{shape(cell)}{letter(slot.mark.to(lang))}</g>"
    )


def shape(cell: Cell) -> str:
    """Return the box of a cell: every state differs in form, not in colour alone."""
    if cell.state == "not_expected":
        return '<path class="dash" d="M5 8.5h8"/>'
    parts = [f'<rect width="{CELL_WIDTH:g}" height="{CELL_HEIGHT:g}" rx="2.5"/>']
    if cell.state == "not_found" and not cell.searched_whole:
        parts.append('<path class="corner" d="M0 6V0h6Z"/>')
    if cell.thin:
        parts.append('<path class="cut" d="M18.6 10.6V17.6H11.6Z"/>')
    if cell.stale or cell.undated:
        parts.append('<circle class="age" cx="16.5" cy="1" r="2.6"/>')
    return "".join(parts)


def letter(mark: str) -> str:
    """Return the character of a cell; two letters are set smaller."""
    small = ' class="two"' if width(mark, 12) > CELL_WIDTH - 4 else ""
    return f'<text x="9" y="12.8"{small}>{escape(mark)}</text>'


def seal(kind: str, right: float, y: float, lang: str, *, web: bool = False, count: int = 1) -> tuple[str, float]:
    """Return the seal of a verdict, its right edge at ``right``, and its width; "" and 0 without a verdict."""
    if not kind:
        return "", 0.0
    text = WORDS[kind].to(lang) + (f" {count}" if count > 1 else "")
    wide = width(text, 11, bold=True) + 10
    markup = (
        f'<g class="seal {kind}{" web" * web}" {at(right - wide, y)}><rect width="{number(wide)}" height="17" rx="3"/>'
        f'<text x="{number(wide / 2)}" y="12.7">{escape(text)}</text></g>'
    )
    return markup, wide


def row_mark(row: Row, x: float, y: float, room: float, lang: str) -> str:
    """Return a row of a card or box: shape, name, 龙 for a lead firm, × stages for a hub."""
    if row.hidden:
        return ""
    bold = row.hub or row.lead
    # for the badge that is shown; map_hubs.js, which knows the measure and the font, fits name and badge anew
    badge = width(row.badge.to(lang), BADGE)
    lead = width(say("lead_mark", lang), 11, bold=True) + _AFTER_LEAD if row.lead else 0
    extra = lead + (badge + 5 if badge else 0) + (5 if row.hub else 0)
    name = clip(row.name.to(lang), 12, room - _TEXT_AT - 2 - extra, bold=bold)
    end = _TEXT_AT + width(name, 12, bold=bold) + 3
    parts = [f'<rect class="ground" x="-3" width="{number(room)}" height="17" rx="8"/>']
    if row.hub:
        parts.append(
            f'<rect class="halo" x="-3" y=".2" width="{number(min(room, end + extra + 1))}" height="16.5" rx="8"/>'
        )
    parts.append(glyph(row.type, 6, 8.6))
    whole = f' data-name="{escape(row.name.to(lang))}"' if row.hub and name != row.name.to(lang) else ""
    parts.append(f'<text class="name" x="{_TEXT_AT:g}" y="13"{whole}{tongue(row.full, lang)}>{escape(name)}</text>')
    if row.lead:
        parts.append(f'<text class="lead" x="{number(end)}" y="13">{say("lead_mark", lang)}</text>')
        end += lead
    if row.badges:
        parts.append(f'<text class="times" x="{number(end)}" y="13"{badge_choice(row, lang)}</text>')
    parts.append(pin(row.note, -6, 8.6))
    title = row.full.to(lang)
    classes = "row" + " hub" * row.hub + " lead-firm" * row.lead
    return (
        f'<g class="{classes}" data-id="{escape(row.id)}" data-grade="{row.grade}" {at(x, y)}>'
        f"<title>{escape(title)}</title>{''.join(parts)}</g>"
    )


def pin(number: int, x: float, y: float) -> str:
    """Return the mark of a reader's note, as touch.js draws it; "" for 0."""
    return f'<g class="pin" {at(x, y)}><circle r="7"/><text y="3.4">{number}</text></g>' if number else ""


def badge_choice(row: Row, lang: str) -> str:
    """Return the rest of a badge's tag and its text; the page's script takes another text when asked to."""
    choice = "|".join(each.to(lang) for each in row.badges)
    return f' data-badges="{escape(choice)}">{escape(row.badge.to(lang))}'


def note(text: str, x: float, y: float, style: str = "muted", **attributes: str) -> str:
    """Return one line of 12 px text."""
    extra = "".join(f' data-{name}="{escape(value)}"' for name, value in attributes.items())
    return f'<text class="note {style}" x="{number(x)}" y="{number(y)}"{extra}>{escape(text)}</text>'


def more(kind: str, hidden: int, shown: int, x: float, y: float, lang: str) -> str:
    """Return the line that opens the rows that are not shown: ``bodies`` or ``things``; in a file it says how many."""
    still = say(f"still_{kind}", lang, n=hidden + shown if lang == "zh" else hidden)
    return note(say(f"more_{kind}", lang, n=hidden), x, y, "more-bodies", still=still)


def aside_text(aside: Mapping[str, int], lang: str) -> str:
    """Return what is on record without counting: ``域外 2 · 规划 1``; "" when there is nothing."""
    return " · ".join(f"{aside_word(reason, lang)} {count}" for reason, count in aside.items())


def aside_word(reason: str, lang: str) -> str:
    """Return why evidence does not count, in words."""
    key = f"aside_{reason}"
    return WORDS[key].to(lang) if key in WORDS else reason
