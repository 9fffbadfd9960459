"""The small marks of a drawing: coverage cells, verdict seals, pins, lines of text."""

from __future__ import annotations

from collections.abc import Mapping

from ...schema import Cell, Template
from ..page import WORDS, escape, say, width
from ..reading import NO_GRADE

CELL_WIDTH, CELL_HEIGHT = 18.0, 17.0
#: from one cell of a card to the next
CELL_STEP = 20.5
SEAL_OVERHANG = 9.0


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


def pin(number: int, x: float, y: float) -> str:
    """Return the mark of a reader's note, as touch.js draws it; "" for 0."""
    return f'<g class="pin" {at(x, y)}><circle r="7"/><text y="3.4">{number}</text></g>' if number else ""


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
