"""Headings and first rows of a file, whichever kind it is and wherever its headings stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ...schema import Problem
from ..reading import Form, Layout, Row, kind_of, read_rows
from .headings import PROPERTIES, ROWS, SOURCES, TIES, fits, heading

#: rows of a table that are looked at, and rows from the top in which its headings may stand
LOOKED_AT = 300
_HIGHEST = 12
#: rows of a file that are read to come to its later sheets
_MOST = 20_000
_WORDS = (*ROWS.values(), *PROPERTIES.values(), *(tie[3] for ties in TIES.values() for tie in ties), SOURCES)


def samples(path: Path, name: str) -> list[tuple[str, tuple[str, ...], tuple[dict[str, str], ...]]]:
    """Return sheet, headings and first rows of each table in a file; "" is the sheet of a file that has none.

    Of a text or sheet, the row is taken for the headings whose cells are most like headings that are known.
    """
    if kind_of(path) not in ("text", "workbook"):
        return list(_tables(path, name, Form()))
    every = "*" if kind_of(path) == "workbook" else ""
    best: dict[str, tuple[float, tuple[str, ...], tuple[dict[str, str], ...]]] = {}
    for number in range(1, _HIGHEST + 1):
        for sheet, columns, rows in _tables(path, name, Form(header=(number,), sheet=every)):
            known = sum(max(fits(heading(column), words) for words in _WORDS) for column in columns if column)
            # of two as good the upper one: what is below is a row of the table
            if rows and known > best.get(sheet, (0.0, (), ()))[0]:
                best[sheet] = (known, columns, rows)
    if not best:
        return list(_tables(path, name, Form()))
    return [(sheet, columns, rows) for sheet, (_, columns, rows) in best.items()]


def fault(path: Path, name: str) -> Problem | None:
    """Return the first thing that is wrong with a file in which no table was found, None where it is only blank."""
    return next((row for row in read_rows(path, name, Layout(())) if isinstance(row, Problem)), None)


def _tables(path: Path, name: str, form: Form) -> Iterator[tuple[str, tuple[str, ...], tuple[dict[str, str], ...]]]:
    found: dict[str, list[dict[str, str]]] = {}
    rows = (row for row in read_rows(path, name, Layout((), form=form)) if isinstance(row, Row))
    for row in islice(rows, _MOST):
        held = found.setdefault(row.place.sheet, [])
        if len(held) < LOOKED_AT:
            held.append(dict(row.cells))
    for sheet, held in found.items():
        columns = tuple(dict.fromkeys(column for row in held for column in row if column))
        yield sheet, columns, tuple(held)
