"""Strips of boxes for what serves the whole chain: its organisation above the zones, its support below."""

from __future__ import annotations

from collections.abc import Sequence

from ...schema import Template, vocabulary
from ..page import clip, escape, say, width, wrap
from ..reading import Panel
from .layout import Box
from .marks import (
    SEAL_OVERHANG,
    aside_text,
    at,
    cell_mark,
    more,
    note,
    number,
    seal,
    state_of,
    state_word,
)
from .rows import ROW, Line, row_mark, set_row

GAP = 10.0
_ROWS_TOP, _ROWS = 27.0, 3
_ROWS_END = 5.0
#: what the mark of a box's cell takes, left of its heading
_MARK = 23.0
#: boxes wider than this have two columns of rows
_TWO_COLUMNS = 300.0
#: share of a strip's width; 1 where a slot is not named here
_SHARES = {"consortium": 1.3, "lead": 1.1, "association": 2.3, "expert": 1.1}
#: groups of the template that stand above the zones, with the consortia; all others stand below
_ABOVE = frozenset({"", "firms", "advice"})


def above(panels: Sequence[Panel]) -> list[Panel]:
    """Return the boxes of the upper strip, the chain's organisation: consortia, lead firms, associations, experts."""
    order = list(_SHARES)
    found = [panel for panel in panels if panel.group in _ABOVE]
    return sorted(found, key=lambda p: order.index(p.slot) if p.slot in order else len(order))


def below(panels: Sequence[Panel]) -> list[Panel]:
    """Return the boxes of the lower strip."""
    return [panel for panel in panels if panel.group not in _ABOVE]


def height_of(panels: Sequence[Panel], wide: float, lang: str) -> float:
    """Return how high a strip of that width is: three lines, more where names take several."""
    depths = (_rows_depth(panel, across, lang) for panel, across in _shared(panels, wide, lang))
    return _ROWS_TOP + max([_ROWS * ROW, *depths]) + _ROWS_END


def strip(panels: Sequence[Panel], frame: Box, template: Template, lang: str) -> str:
    """Return the boxes of a strip side by side in a frame."""
    x, parts = frame.x, []
    for panel, wide in _shared(panels, frame.width, lang):
        parts.append(_box(panel, Box(x, frame.y, wide, frame.height), template, lang))
        x += wide + GAP
    return "".join(parts)


def _shared(panels: Sequence[Panel], wide: float, lang: str) -> list[tuple[Panel, float]]:
    """Return boxes with the width that each has in a strip: by its share, and as much as its heading needs."""
    shares = {panel.slot: _SHARES.get(panel.slot, 1.0) for panel in panels}
    free = wide - GAP * (len(panels) - 1)
    found: dict[str, float] = {}
    waiting = list(panels)
    while waiting:
        unit = (free - sum(found.values())) / sum(shares[panel.slot] for panel in waiting)
        more = {p.slot: need for p in waiting if (need := _head_width(p, lang)) > unit * shares[p.slot]}
        if not more or len(more) == len(waiting):
            found |= {panel.slot: unit * shares[panel.slot] for panel in waiting}
            break
        found |= more
        waiting = [panel for panel in waiting if panel.slot not in more]
    return [(panel, found[panel.slot]) for panel in panels]


def _head_width(panel: Panel, lang: str) -> float:
    return _MARK * bool(panel.cell) + 9 + width(_head(panel, lang), 12, bold=True) + 6


def _head(panel: Panel, lang: str) -> str:
    """Return the heading of a box: its label, and the figure of the matrix and the panel."""
    # consortia are no cell and stand each for itself
    count = len({row.id for row in panel.rows}) if panel.cell is None else panel.cell.count if panel.rows else 0
    return panel.label.to(lang) + (f" {count}" if count else "")


def heads(panels: Sequence[Panel], frame: Box, template: Template, lang: str) -> str:
    """Return the headings over the groups of a strip."""
    parts, seen, x = [], set(), frame.x
    for panel, wide in _shared(panels, frame.width, lang):
        if panel.group not in seen:
            seen.add(panel.group)
            group = template.groups[panel.group].to(lang)
            parts.append(note(say("whole", lang, group=group), x + 6, frame.y - 15, "head"))
        x += wide + GAP
    return "".join(parts)


def _box(panel: Panel, box: Box, template: Template, lang: str) -> str:
    cell = panel.cell
    state = state_of(cell) if cell else ("present" if panel.rows else "unknown")
    verdict = cell.verdict.kind if cell and cell.verdict and cell.verdict.kind != "look_up" else ""
    web = bool(cell and cell.verdict and cell.verdict.web_only)
    label = _head(panel, lang)
    spoken = label + say("listed", lang) + state_word(cell, lang) if cell else label
    target = f'data-cell="{escape(cell.id)}"' if cell else 'data-cell=""'
    parts = [
        f'<g class="box {state}" {target} tabindex="-1" role="group" aria-label="{escape(spoken)}" {at(box.x, box.y)}>'
        f'<rect class="card" width="{number(box.width)}" height="{number(box.height)}" rx="6"/>'
    ]
    left = 9.0
    if cell:
        parts.append(cell_mark(cell, template, 8, 6, lang))
        left += _MARK
    head = clip(label, 12, box.width - left - 6, bold=True)
    parts.append(note(head, left, 19, "head"))
    if head != label:
        parts.insert(1, f"<title>{escape(label)}</title>")
    aside = aside_text(panel.aside, lang)
    end = left + width(head, 12, bold=True) + 8
    if aside and panel.rows and width(aside, 11) < box.width - end - 6:
        parts.append(note(aside, end, 19, "small-note"))
    parts.append(_contents(panel, box, lang) if panel.rows else _absence(panel, state, box, aside, lang))
    parts.append(seal(verdict, box.width - 8, -SEAL_OVERHANG, lang, web=web)[0])
    return "".join((*parts, "</g>"))


def _columns(wide: float, many: int) -> int:
    """Return the columns of a box: what has room below each other keeps the whole width."""
    return 2 if wide > _TWO_COLUMNS and many > _ROWS else 1


def _lines(panel: Panel, wide: float, lang: str) -> list[list[Line]]:
    """Return the rows that a box of that width shows, line by line."""
    columns = _columns(wide, len(panel.rows))
    places = columns * _ROWS
    shown = panel.rows if len(panel.rows) <= places else panel.rows[: places - 1]
    rows = [set_row(row, (wide - 14) / columns - 4, lang) for row in shown]
    return [rows[at : at + columns] for at in range(0, len(rows), columns)]


def _depth(line: Sequence[Line]) -> float:
    return max(row.height for row in line)


def _rows_depth(panel: Panel, wide: float, lang: str) -> float:
    lines = _lines(panel, wide, lang)
    # what opens the rest stands beside the last row, or below it
    below = len(panel.rows) > sum(map(len, lines)) and len(lines[-1]) == _columns(wide, len(panel.rows))
    return sum(map(_depth, lines)) + (ROW if below else 0)


def _contents(panel: Panel, box: Box, lang: str) -> str:
    columns, lines = _columns(box.width, len(panel.rows)), _lines(panel, box.width, lang)
    wide = (box.width - 14) / columns
    parts, y = [], _ROWS_TOP
    for line in lines:
        parts += [row_mark(row, 8 + k * wide, y, wide - 4, lang) for k, row in enumerate(line)]
        y += _depth(line)
    shown = sum(map(len, lines))
    if len(panel.rows) > shown:
        bodies = vocabulary().bodies | {"Expert"}
        kind = "bodies" if all(row.type in bodies for row in panel.rows) else "things"
        column = len(lines[-1]) % columns
        top = y - _depth(lines[-1]) if column else y
        parts.append(more(kind, len(panel.rows) - shown, shown, 23 + column * wide, top + 13, lang))
    return "".join(parts)


def _absence(panel: Panel, state: str, box: Box, aside: str, lang: str) -> str:
    cell = panel.cell
    if cell is None:
        text = say("no_record", lang)
    elif state == "not_expected":
        text = say("not_expected", lang)
    elif cell.state == "not_found":
        text = say("box_not_found_web" if "web" in state else "box_not_found", lang)
    else:
        looked = "box_unknown_outdated" if cell.outdated else "box_unknown_searched"
        text = say(looked if cell.searches else "box_unknown", lang)
    style = "gap" if cell and cell.state == "not_found" else "muted"
    lines = [(line, style) for line in wrap(text, 12, box.width - 20)]
    if cell and cell.searches:
        looked = say("looked", lang, date=cell.searches[0].date[:7])
        lines.append((clip(looked, 12, box.width - 20), "muted"))
    if aside:
        lines.append((clip(aside + " ▸", 12, box.width - 20), "muted"))
    return "".join(note(line, 10, 41 + 16 * place, kind) for place, (line, kind) in enumerate(lines[:_ROWS]))
