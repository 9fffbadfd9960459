"""Strips of boxes for what serves the whole chain: its organisation above the zones, its support below."""

from __future__ import annotations

from collections.abc import Sequence

from ...schema import Template, vocabulary
from ..page import clip, escape, say, width, wrap
from ..reading import Panel
from .layout import Box
from .marks import (
    ROW,
    SEAL_OVERHANG,
    aside_text,
    at,
    cell_mark,
    more,
    note,
    number,
    row_mark,
    seal,
    state_of,
    state_word,
)

HEIGHT = 86.0
GAP = 10.0
_ROWS_TOP, _ROWS = 27.0, 3
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


def strip(panels: Sequence[Panel], frame: Box, template: Template, lang: str) -> str:
    """Return the boxes of a strip side by side in a frame."""
    total = sum(_SHARES.get(panel.slot, 1.0) for panel in panels)
    free = frame.width - GAP * (len(panels) - 1)
    x, parts = frame.x, []
    for panel in panels:
        wide = free * _SHARES.get(panel.slot, 1.0) / total
        parts.append(_box(panel, Box(x, frame.y, wide, frame.height), template, lang))
        x += wide + GAP
    return "".join(parts)


def heads(panels: Sequence[Panel], frame: Box, template: Template, lang: str) -> str:
    """Return the headings over the groups of a strip."""
    free = frame.width - GAP * (len(panels) - 1)
    parts, seen, x = [], set(), frame.x
    for panel in panels:
        if panel.group not in seen:
            seen.add(panel.group)
            group = template.groups[panel.group].to(lang)
            parts.append(note(say("whole", lang, group=group), x + 6, frame.y - 15, "head"))
        x += free / len(panels) + GAP
    return "".join(parts)


def _box(panel: Panel, box: Box, template: Template, lang: str) -> str:
    cell = panel.cell
    state = state_of(cell) if cell else ("present" if panel.rows else "unknown")
    verdict = cell.verdict.kind if cell and cell.verdict and cell.verdict.kind != "look_up" else ""
    web = bool(cell and cell.verdict and cell.verdict.web_only)
    # the figure of the matrix and the panel; consortia are no cell and stand each for itself
    count = len({row.id for row in panel.rows}) if cell is None else cell.count if panel.rows else 0
    label = panel.label.to(lang) + (f" {count}" if count else "")
    spoken = label + say("listed", lang) + state_word(cell, lang) if cell else label
    target = f'data-cell="{escape(cell.id)}"' if cell else 'data-cell=""'
    parts = [
        f'<g class="box {state}" {target} tabindex="-1" role="group" aria-label="{escape(spoken)}" {at(box.x, box.y)}>'
        f'<rect class="card" width="{number(box.width)}" height="{number(box.height)}" rx="6"/>'
    ]
    left = 9.0
    if cell:
        parts.append(cell_mark(cell, template, 8, 6, lang))
        left = 32.0
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


def _contents(panel: Panel, box: Box, lang: str) -> str:
    columns = 2 if box.width > 300 else 1
    wide = (box.width - 14) / columns
    places = columns * _ROWS
    shown = panel.rows if len(panel.rows) <= places else panel.rows[: places - 1]
    parts = []
    for place, row in enumerate(shown):
        line, column = divmod(place, columns)
        parts.append(row_mark(row, 8 + column * wide, _ROWS_TOP + line * ROW, wide - 4, lang))
    if len(panel.rows) > len(shown):
        bodies = vocabulary().bodies | {"Expert"}
        kind = "bodies" if all(row.type in bodies for row in panel.rows) else "things"
        line, column = divmod(len(shown), columns)
        x, y = 23 + column * wide, _ROWS_TOP + 13 + line * ROW
        parts.append(more(kind, len(panel.rows) - len(shown), len(shown), x, y, lang))
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
