"""Where the names of the columns stand: in the first row, under a title, or in two rows one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema import clean_text
from .rows import Layout

#: rows from the top among which the names are looked for
SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and where they were found among the rows looked at."""

    names: list[str]
    first: int
    last: int


def names_of(*rows: Sequence[str]) -> list[str]:
    """Return the names of the columns; of two rows, ``upper/lower``, where the upper stands once over several.

    >>> names_of(["企业", "产值", "", "备注"], ["", "2022", "2023", ""])
    ['企业', '产值/2022', '产值/2023', '备注']
    """
    cleaned = [[clean_text(cell) for cell in row] for row in rows]
    width = max(map(len, cleaned))
    upper, lower = (row + [""] * (width - len(row)) for row in (cleaned[0], cleaned[-1]))
    if len(rows) == 1:
        while upper and not upper[-1]:
            upper.pop()
        return upper
    names, over = [], ""
    for above, below in zip(upper, lower, strict=True):
        over = above or (over if below else "")
        names.append("/".join(dict.fromkeys(part for part in (over, below) if part)))
    while names and not names[-1]:
        names.pop()
    return names


def whole_header(rows: Sequence[Sequence[str]], layout: Layout) -> Header | None:
    """Return the header if the last of some rows completes one: with every column that is demanded."""
    at = len(rows) - 1
    wanted = layout.demanded
    if wanted and wanted <= set(names := layout.form.called(names_of(rows[at]))):
        return Header(names, at, at)
    if at and wanted and wanted <= set(names := layout.form.called(names_of(rows[at - 1], rows[at]))):
        return Header(names, at - 1, at)
    return None


def likeliest_header(rows: Sequence[Sequence[str]], layout: Layout) -> Header:
    """Return the row with most of the columns that are asked for, the first one where no row has half of them."""
    named = [layout.form.called(names_of(row)) for row in rows]
    found = [len(set(layout.needed) & set(names)) for names in named]
    at = found.index(max(found))
    at = at if 2 * found[at] >= max(2, len(layout.demanded)) else 0
    return Header(named[at], at, at)
