"""The table of a coverage matrix: squares, bars and legend. One table: its words change with the language."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from ...schema import Cell, Text, rank_of, vocabulary
from ..chainmap import state_of
from ..page import escape, pair, say, spoken
from ..reading import NO_GRADE
from .rows import Grid, Row

#: more rows than this are drawn lower
MANY_ROWS = 40
#: what bars count, in their order, and what figures count
_STATES = ("present", "inherited", "not_found", "unknown")
_COUNTED = ("present", "not_found", "unknown")


def _word(state: str) -> Text:
    """Return a state in words where cells are counted: an unknown one may have been looked for without an outcome."""
    return pair("legend_unknown" if state == "unknown" else state)


#: px: a row's bar, from one stage to the next, height of a column's bar
_BAR, _STEP, _HIGH = 66, 6, 33
WORDS = {
    "matrix": Text("覆盖矩阵", "Coverage matrix"),
    # after an inventory or survey; after web searches alone
    "matrix_gap": Text("缺", "gap"),
    "matrix_unseen": Text("未见", "unseen"),
    "csv": Text("CSV 表", "CSV table"),
}
_CHAIN, _STAGE = Text("产业链", "Chain"), Text("环节", "Stage")
_FILLED = Text("有企业的环节", "Stages with firms")
_BALANCE = Text("已有 · 未见 · 未知", "present · not found · unknown")
_POSITION = Text("位置", "Position")
_ALL = Text("合计", "All rows")


def table(grid: Grid, lang: str) -> str:
    """Return the table; ``lang`` is the language that it opens in."""
    dense = " dense" if len(grid.rows) > MANY_ROWS else ""
    whole = f'<tbody class="whole">{_row(grid.whole, grid, lang)}</tbody>' if grid.whole else ""
    body = "".join(_row(row, grid, lang) for row in grid.rows)
    if not grid.rows:
        none = spoken(pair("no_stages" if grid.whole else "nothing"), lang)
        body = f'<tr><td class="none" colspan="{len(grid.slots) + 3}">{none}</td></tr>'
    return (
        f'<table class="matrix{dense}" role="grid" data-say-aria-label="matrix" aria-label="'
        f'{escape(WORDS["matrix"].to(lang))}"><thead>{_head(grid, lang)}</thead>{whole}<tbody>{body}</tbody>'
        f"<tfoot>{_foot(grid, lang)}</tfoot></table>"
    )


#: of the legend: style of a square, what stands in it, what it means
SAMPLES = (
    ("present", Text("3", "3"), pair("present")),
    ("inherited", Text("3", "3"), pair("inherited")),
    ("present one", Text("1", "1"), Text("查全只有这些：强链", "surveyed, these are all: strengthen")),
    ("present single", Text("1", "1"), pair("single_on_record")),
    ("not_found", WORDS["matrix_gap"], pair("not_found")),
    ("not_found web", WORDS["matrix_unseen"], pair("not_found_web")),
    ("not_found web whole", WORDS["matrix_unseen"], pair("legend_whole")),
    ("unknown", Text("?", "?"), Text("未知，不算缺口", "unknown, no gap")),
    ("present old", Text("3", "3"), pair("legend_old")),
)


def legend(lang: str) -> str:
    """Return the markup of the legend line."""
    items = "".join(
        f"<span>{spoken(mark, lang, 'b', class_=f'c sample {style}', aria_hidden='true')} {spoken(text, lang)}</span>"
        for style, mark, text in SAMPLES
    )
    hint = Text("点表头排序 · 方向键移动 · 回车看依据", "click a head to sort · arrows move · Enter: evidence")
    return items + spoken(hint, lang)


def _head(grid: Grid, lang: str) -> str:
    """Return two lines: groups of slots, then the slots, each a button that sorts."""
    first = _STAGE if grid.whole else _CHAIN
    parts = [f'<tr><th class="name" rowspan="2" scope="col">{_sorter("name", first, lang)}</th>']
    for group, slots in groupby(grid.slots, key=lambda slot: slot.group):
        label = grid.template.groups[group]
        parts.append(spoken(label, lang, "th", class_="group", colspan=str(len(list(slots))), scope="colgroup"))
    if grid.whole:
        parts.append(f'<th class="side" rowspan="2" scope="col">{_sorter("position", _POSITION, lang)}</th>')
    else:
        heads = _sorter("filled", _FILLED, lang, (_FILLED, _STAGE))
        parts.append(f'<th class="side" rowspan="2" scope="col">{heads}</th>')
    sorted_by = "" if grid.whole else ' aria-sort="descending"'
    gaps = _sorter("gaps", _BALANCE, lang, tuple(map(_word, _COUNTED)))
    parts.append(f'<th class="side" rowspan="2" scope="col"{sorted_by}>{gaps}</th></tr><tr>')
    for at, slot in enumerate(grid.slots):
        parts.append(f'<th class="slot" scope="col">{_sorter(str(at), slot.label, lang)}</th>')
    return "".join([*parts, "</tr>"])


def _sorter(key: str, label: Text, lang: str, columns: tuple[Text, ...] = ()) -> str:
    """Return the button of a head; ``columns`` are the heads of its columns in the CSV table where they are several."""
    csv = {f"data_csv_{each}": "|".join(text.to(each) for text in columns) for each in ("zh", "en") if columns}
    return spoken(label, lang, "button", type="button", data_sort=key, tabindex="-1", **csv)


def _row(row: Row, grid: Grid, lang: str) -> str:
    title = f' title="{escape(row.full.to(lang))}"' if row.full.to(lang) != row.name.to(lang) else ""
    parts = [
        f'<tr data-id="{escape(row.id)}"><th class="name" scope="row"{title}><button type="button" class="go" '
        f'tabindex="-1">{spoken(row.name, lang, "bdi")}</button></th>'
    ]
    parts += [_square(cell, lang) for cell in row.cells]
    if grid.whole:
        codes = vocabulary().codes["position"].codes
        label = codes[row.position].label if row.position in codes else Text("–", "–")
        text = "" if row is grid.whole else spoken(label, lang)
        parts.append(f'<td class="side" data-value="{rank_of(row.position)}">{text}</td>')
    else:
        filled, count = row.stages.count("present"), len(row.stages)
        bars = "".join(_bar(state, at * _STEP + 0.5, 0.5, _STEP - 2, 11) for at, state in enumerate(row.stages))
        parts.append(
            f'<td class="side" data-value="{filled}" data-csv="{filled}|{count}"><svg width="{max(1, count) * _STEP}" '
            f'height="12" aria-hidden="true">{bars}</svg> {filled}/{count}</td>'
        )
    present, gap, unknown = row.counts
    parts.append(
        f'<td class="side" data-value="{gap}" data-csv="{present}|{gap}|{unknown}">{_balance(row)} {present} · '
        f"{f'<b>{gap}</b>' if gap else gap} · {unknown}</td></tr>"
    )
    return "".join(parts)


def few(cell: Cell) -> str:
    """Return the class of a cell that hangs on few, as its verdict says: 强链, or 单点(在录), the softer mark."""
    kind = cell.verdict.kind if cell.verdict else ""
    return {"strengthen": " one", "single_on_record": " single"}.get(kind, "")


def _square(cell: Cell | None, lang: str) -> str:
    """Return a cell of the grid; the page's script gives it its label from the data."""
    if cell is None:
        return "<td></td>"
    state = state_of(cell)
    style = f"c {state}{few(cell)}{' old' * (cell.stale or cell.undated)}"
    grade, text, say = "", "?" if cell.state == "unknown" else "–", ""
    if cell.state == "present":
        found = (each.reliability or NO_GRADE for each in cell.evidence if each.inherited == cell.inherited)
        grade, text = f' data-grade="{min(found, default=NO_GRADE)}"', str(cell.count)
    elif cell.state == "not_found":
        word = "matrix_gap" if state == "not_found" else "matrix_unseen"
        text, say = WORDS[word].to(lang), f' data-say="{word}"'
    return f'<td class="{style}" tabindex="-1" data-cell="{escape(cell.id)}"{grade}{say}>{text}</td>'


def _balance(row: Row) -> str:
    found = Counter(_bar_of(cell) for cell in row.cells if cell)
    step = min(6.0, _BAR / max(1, sum(found[state] for state in _STATES)))
    x, parts = 0.5, []
    for state in _STATES:
        if found[state]:
            parts.append(_bar(state, x, 0.5, found[state] * step, 11))
        x += found[state] * step
    return f'<svg width="{_BAR + 1}" height="12" aria-hidden="true">{"".join(parts)}</svg>'


def _foot(grid: Grid, lang: str) -> str:
    """Return a bar a slot: how many rows have it, have it from the chain, lack it, or are unknown."""
    parts = [f'<tr><th class="name" scope="row">{spoken(_ALL, lang)}</th>']
    for at in range(len(grid.slots)):
        found = Counter(_bar_of(cell) for cell in (row.cells[at] for row in grid.rows) if cell)
        total, y, bars = max(1, sum(found[state] for state in _STATES)), 0.5, []
        for state in _STATES:
            height = _HIGH * found[state] / total
            if height:
                bars.append(_bar(state, 0.5, y, 29, height))
            y += height
        told = [(_word(state), found[state]) for state in _STATES if found[state]]
        label = Text(
            *(say("listed", each).join(f"{text.to(each)} {count}" for text, count in told) for each in ("zh", "en"))
        )
        titled = spoken(label, lang, "title") if told else ""
        parts.append(f'<td><svg width="30" height="34"{" role=img" * bool(told)}>{titled}{"".join(bars)}</svg></td>')
    return "".join([*parts, "<td></td><td></td></tr>"])


def _bar(state: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="bar {state}" x="{x:g}" y="{y:.4g}" width="{width:g}" height="{height:.4g}"/>'


def _bar_of(cell: Cell) -> str:
    return "inherited" if cell.state == "present" and cell.inherited else cell.state
