"""The coverage matrix as an SVG file of its own, for documents: the rows and columns of the page, no browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...schema import Cell, Scene, Slot, Text
from ..chainmap import number, state_of
from ..page import AS_IT_IS, FONT, Svg, View, escape, fixed, pair, say, signed, stand_alone, width, wrap
from ..reading import LINE, Coverage, foot_lines, touch_lines
from .picture import covered, title
from .rows import Grid, Row, chain_grid, stage_grid
from .table import SAMPLES, WORDS, few

_LEFT, _TOP, _HEAD, _FOOT = 16.0, 14.0, 66.0, 34.0
#: of a square
_WIDES = {"zh": 58.0, "en": 80.0}
_HIGH, _GAP = 34.0, 3.0
_LINE = 15.0
_NAMES = {"zh": 150.0, "en": 190.0}
_SIDE = 150.0
_BAR = 66.0
_STATES = ("present", "inherited", "not_found", "unknown")
_BALANCE = Text("已有 · 未见 · 未知", "present · not found · unknown")
#: of a sample of the legend: what its square has besides its colour; and the classes by which it is known in a drawing
_EXTRAS = {
    "one": '<path class="cut" d="M35.6 9v10h-10Z"/>',
    "single": '<path class="hint" d="M34.5 12v6h-6Z"/>',
    "old": '<circle class="age" cx="35" cy="2" r="3"/>',
}
_CORNER = '<path class="corner" d="M1 8V1h7Z"/>'
_SHOWN = {
    "present one": "cut", "present single": "hint", "present old": "age", "not_found": "corner",
    "not_found web": "not_found web !whole",
}  # fmt: skip
_STYLE = f"""
text{{font-family:{FONT};font-size:12px;fill:var(--ink)}}
.group,.note{{fill:var(--muted)}}.group,.name{{font-weight:700}}.centred{{text-anchor:middle}}
.line{{fill:var(--line)}}.mark{{font-size:14px;text-anchor:middle;fill:var(--faint)}}
.foot-line{{font-size:11px;fill:var(--muted)}}
.present>rect{{fill:var(--present);stroke:var(--present)}}
.present>.mark{{fill:var(--present-text);font-weight:700}}
.inherited>rect{{fill:var(--inherited);stroke:var(--present)}}.inherited>.mark{{fill:var(--inherited-text)}}
.not_found>rect{{fill:var(--gap-fill);stroke:var(--gap);stroke-width:2}}
.not_found>.mark{{fill:var(--gap);font-weight:700}}
.not_found.web>rect{{fill:none;stroke-width:1.3}}.not_found.web>.mark{{font-weight:400;font-size:13px}}
.unknown>rect{{fill:none;stroke:var(--unknown);stroke-dasharray:1.5 2}}
.not_expected>rect{{fill:none}}
.not_found.whole>rect{{fill:none;stroke-width:1;stroke-dasharray:2 2}}
.not_found.whole>.mark{{fill:var(--muted);font-weight:400;font-size:13px}}
.hint{{fill:var(--inherited)}}
.pin{{fill:var(--ink)}}.pinned{{font-size:9.5px;font-weight:700;fill:var(--paper);text-anchor:middle}}
.corner{{fill:var(--gap)}}.cut{{fill:var(--canvas)}}.age{{fill:var(--paper);stroke:var(--muted);stroke-width:1.5}}
"""


def matrix_svg(scene: Scene, chain: str | None = None, *, lang: str = "zh", touch: View = AS_IT_IS) -> Svg:
    """Return the coverage matrix of all chains, or of one chain's stages, as an SVG file: light palette, no script.

    For ``chain``, ``touch`` and errors see `coverage_matrix`; notes are listed below.
    """
    touch = touch.shown().among(scene.network)
    used = covered(scene, chain)
    if isinstance(used, Coverage):
        name, grid = title(used.view, 1), stage_grid(used, scene.template)
    else:
        name, grid = title(None, len(used)), chain_grid(used, scene.template)
    rows = ([grid.whole] if grid.whole else []) + list(grid.rows)
    first = _LEFT + _NAMES[lang]
    wide = first + len(grid.slots) * (_WIDES[lang] + _GAP) + _SIDE + 2 * _LEFT
    groups = _groups(grid, lang)
    # a group of one slot may take two lines for its name
    rule = _TOP + 4 + _LINE * max((len(lines) for lines, _ in groups), default=1)
    top = rule + _HEAD - 19
    bottom = top + len(rows) * (_HIGH + _GAP)
    name = Text(touch.title, touch.title) if touch.title else name
    foot = [*touch_lines(scene.network, touch, lang, wide - 2 * _LEFT), signed(name, scene, lang)]
    high = bottom + _FOOT + LINE * (len(foot) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" aria-label="{escape(name.to(lang))}" '
        f'data-names="0 {first - 4:g}" data-heads="0 {top - 4:g}">',
        f'<title>{escape(name.to(lang))}</title><style>{_STYLE}</style><rect width="{wide:.0f}" height="{high:.0f}" '
        'fill="var(--canvas)"/>',
        *_heads(grid, groups, first, rule, lang),
    ]
    for at, row in enumerate(rows):
        y = top + at * (_HIGH + _GAP)
        parts += _row(row, grid.slots, first, y, lang)
        if noted := touch.number(row.id):
            parts.append(f'<circle class="pin" cx="8" cy="{y + 8:g}" r="7"/>{_text(str(noted), 8, y + 11.4, "pinned")}')
    parts += [foot_lines(foot, _LEFT, bottom + 20), "</svg>\n"]
    return stand_alone(fixed("".join(parts)), name.to(lang), _legend(lang), lang)


def _groups(grid: Grid, lang: str) -> list[tuple[list[str], float]]:
    """Return the heads over the groups of slots: their lines, and the width over which they stand."""
    found = []
    for group, slots in groupby(grid.slots, key=lambda slot: slot.group):
        room = len(list(slots)) * (_WIDES[lang] + _GAP) - _GAP
        found.append((wrap(grid.template.groups[group].to(lang), 12, room, bold=True), room))
    return found


def _heads(
    grid: Grid, groups: Sequence[tuple[Sequence[str], float]], first: float, rule: float, lang: str
) -> Iterator[str]:
    x = first
    for lines, room in groups:
        for line, label in enumerate(reversed(lines)):
            yield _text(label, x + room / 2, rule - 7 - _LINE * line, "group centred")
        yield f'<rect class="line" x="{number(x)}" y="{rule:g}" width="{number(room)}" height="2"/>'
        x += room + _GAP
    for at, slot in enumerate(grid.slots):
        middle = first + at * (_WIDES[lang] + _GAP) + _WIDES[lang] / 2
        for line, label in enumerate(wrap(slot.label.to(lang), 12, _WIDES[lang])):
            yield _text(label, middle, rule + 19 + _LINE * line, "centred")
    yield _text(_BALANCE.to(lang), x + 10, rule + 19, "note")


def _row(row: Row, slots: Sequence[Slot], first: float, y: float, lang: str) -> Iterator[str]:
    lines = wrap(row.name.to(lang), 12, _NAMES[lang] - 12, bold=True)
    for at, line in enumerate(lines):
        yield _text(line, _LEFT, y + _HIGH / 2 + 4.5 + _LINE * (at - (len(lines) - 1) / 2), "name")
    for at, (cell, slot) in enumerate(zip(row.cells, slots, strict=True)):
        if cell:
            yield _square(cell, slot, first + at * (_WIDES[lang] + _GAP), y, lang)
    x = first + len(slots) * (_WIDES[lang] + _GAP) + 10
    found = Counter(
        "inherited" if cell.state == "present" and cell.inherited else cell.state for cell in row.cells if cell
    )
    step = _BAR / max(1, sum(found[state] for state in _STATES))
    bar = x
    for state in _STATES:
        if found[state]:
            place = f'x="{number(bar)}" y="{number(y + 12)}" width="{number(found[state] * step)}" height="11"'
            yield f'<g class="{state}"><rect {place}/></g>'
            bar += found[state] * step
    yield _text(" · ".join(map(str, row.counts)), x + _BAR + 8, y + _HIGH / 2 + 4.5, "note")


def _square(cell: Cell, slot: Slot, x: float, y: float, lang: str) -> str:
    state = state_of(cell)
    mark = {"unknown": "?", "not_expected": "–", "present": str(cell.count)}.get(cell.state, "")
    parts = [f'<rect width="{_WIDES[lang]:g}" height="{_HIGH:g}" rx="5"/>']
    if cell.state == "not_found":
        mark = WORDS["matrix_gap" if state == "not_found" else "matrix_unseen"].to(lang)
        if state == "not_found":
            parts.append('<path class="corner" d="M0 9V0h9Z"/>')
    if few(cell) == " one":
        parts.append(f'<path class="cut" d="M{_WIDES[lang] + 1:g} {_HIGH - 13:g}v14h-14Z"/>')
    elif few(cell):
        parts.append(f'<path class="hint" d="M{_WIDES[lang] - 1.5:g} {_HIGH - 9.5:g}v8h-8Z"/>')
    if cell.stale or cell.undated:
        parts.append(f'<circle class="age" cx="{_WIDES[lang] - 1:g}" cy="1" r="3.5"/>')
    told = slot.label.to(lang) + say("colon", lang) + pair(state.replace(" ", "_")).to(lang)
    size = 14 if width(mark, 14, bold=True) < _WIDES[lang] - 4 else 12
    text = f'<text class="mark" x="{_WIDES[lang] / 2:g}" y="{_HIGH / 2 + 0.36 * size:g}">{escape(mark)}</text>'
    return (
        f'<g class="{state}" transform="translate({number(x)} {number(y)})"><title>{escape(told)}</title>'
        f"{''.join(parts)}{text}</g>"
    )


def _legend(lang: str) -> str:
    """Return the legend for `stand_alone`: the samples of the page as small squares."""
    parts = []
    for style, mark, text in SAMPLES:
        more = "".join(shape for name, shape in _EXTRAS.items() if name in style.split())
        corner = _CORNER if style == "not_found" else ""
        state = " ".join(name for name in style.split() if name not in _EXTRAS)
        parts.append(
            f'<span data-if="{_SHOWN.get(style, style)}"><svg width="36" height="19"><g class="{state}">'
            f'<rect x="1" y="1" width="34" height="17" rx="4"/>{corner}{more}'
            f'<text class="mark" x="18" y="14">{escape(mark.to(lang))}</text></g></svg> {escape(text.to(lang))}</span>'
        )
    return "".join(parts)


def _text(text: str, x: float, y: float, style: str) -> str:
    return f'<text class="{style}" x="{number(x)}" y="{number(y)}">{escape(text)}</text>'
