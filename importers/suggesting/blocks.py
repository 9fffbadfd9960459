"""Blank cells that mean the cell above: a chain, a stage or a region that stands once, at the top of its block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...schema import Text, is_blank
from .guesses import Sample
from .headings import CHAINS, PLACES, STAGES, fits, heading
from .writing import plain

#: what rows are grouped by
_GROUPS = (CHAINS, STAGES, PLACES)
_SURELY = 0.7


def fill_blocks(sample: Sample, named: str, lang: str) -> Sample:
    """Return a table with the blanks below what groups its rows filled, and ``fill`` in its place; else as it is.

    ``named``: the column that names what a row is. A column groups rows that stands left of it and in whose first row
    something stands, each value once, and that is blank as often as not, or has a value wherever one of the columns
    left of it begins a block. What stands beside names may be unknown as well, and stays blank.
    """
    if any(line.startswith("records:") for line in sample.place) or named not in sample.columns:
        return sample
    found: list[str] = []
    for column in sample.columns[: sample.columns.index(named)]:
        if _groups(sample, column, found):
            found.append(column)
    if not found:
        return sample
    told = Text(
        f"{'、'.join(found)} 只写在各段首行，其下空白即同上",
        f"{', '.join(found)}: each value stands once, at the top of its rows; a blank below means the same",
    )
    line = f"fill: [{', '.join(map(plain, found))}]  # {told.to(lang)}"
    return replace(sample, rows=tuple(_filled(sample, found)), place=(*sample.place, line))


def _groups(sample: Sample, column: str, outer: Sequence[str]) -> bool:
    if not any(fits(heading(column), words) >= _SURELY for words in _GROUPS):
        return False
    cells = [row.get(column, "").strip() for row in sample.rows]
    values = [cell for cell in cells if cell]
    if not values or len(values) == len(cells) or not cells[0] or any(map(is_blank, values)):
        return False
    # two chains may each have a stage of one name
    block, blocks = "", []
    for row, cell in zip(sample.rows, cells, strict=True):
        begins = row.get(outer[-1], "").strip() if outer else ""
        block = begins or block
        if begins and not cell:
            return False
        blocks += [(block, cell)] if cell else []
    return len(set(blocks)) == len(blocks) and (bool(outer) or len(cells) >= 2 * len(values))


def _filled(sample: Sample, columns: Sequence[str]) -> list[dict[str, str]]:
    above: dict[str, str] = {}
    filled = []
    for row in sample.rows:
        above |= {column: row[column] for column in columns if row.get(column, "").strip()}
        filled.append({**row, **above})
    return filled
