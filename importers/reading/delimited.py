"""A text table as rows of cells, with bounded memory whatever the file holds."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TextIO

from ...schema import Place, Problem
from .encodings import find_encoding
from .grids import MARKS, Cells, Grid, shown_cells
from .headers import SEARCHED, names_of
from .rows import Form, Layout, LeftOut, Row

#: characters that one row may have; a longer one is a missing quotation mark or no table at all
LONGEST_ROW = 1_000_000
#: lines that one row may run over, with line breaks inside quotation marks
TALLEST_ROW = 1_000
#: characters from the top that are looked at to find what parts the cells
_TOP = 100_000


def read_delimited(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem | LeftOut]:
    """Yield the rows under the header of a text table; row numbers are those that a spreadsheet shows."""
    place = Place(file)
    encoding = find_encoding(path, place, layout.form.encoding, layout.words)
    if isinstance(encoding, Problem):
        yield encoding
        return
    # newline="": the csv module wants to see the line ends that stand inside quotation marks
    with path.open(encoding=encoding, newline="") as opened:
        mark = layout.form.delimiter or _delimiter(opened.read(_TOP), path.suffix, layout)
        opened.seek(0)
        grid = Grid(place, layout, mark)
        yield from grid.read(_records(opened, file, layout.form, grid))


def _delimiter(top: str, suffix: str, layout: Layout) -> str:
    """Return the mark that parts most of the names that the mapping asks for, else the widest row."""
    lines = top.splitlines()[:SEARCHED]

    def fits(mark: str) -> tuple[int, bool, int]:
        rows = list(_loosely(lines, mark, layout.form))
        named = max((_named(row, layout.words) for row in rows), default=0)
        usual = "\t" if suffix.casefold() == ".tsv" else ","
        return named, mark == usual, max(map(len, rows), default=0)

    return max(MARKS, key=fits)


def _named(row: list[str], needed: Collection[str]) -> int:
    return len({*needed}.intersection(names_of(row)))


def _loosely(lines: list[str], mark: str, form: Form) -> Iterator[list[str]]:
    rows = csv.reader(lines, delimiter=mark, **_quoting(form))
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue


def _quoting(form: Form) -> dict[str, Any]:
    return {"quotechar": form.quote} if form.quote else {"quoting": csv.QUOTE_NONE}


def _broken_at(line: str, delimiter: str, header: list[str]) -> str:
    """Return the column in which quotation marks go wrong, "" where that cannot be known."""
    ends = [at for at, character in enumerate(line) if character == delimiter][:1_000]
    for end in [*ends, len(line)]:
        try:
            list(csv.reader([line[:end]], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error) and end < len(line):
                continue
            at = len(next(csv.reader([line[:end]], delimiter=delimiter), [])) - 1
            return header[at] if 0 <= at < len(header) else ""
    return ""


def _records(opened: TextIO, file: str, form: Form, grid: Grid) -> Iterator[Cells | Problem]:
    """Yield (row number, cells); after a broken record go on with the line that follows its first one.

    ``grid`` knows what has been found of the header by then, for saying in which column a record is broken.
    """
    lines = _Lines(opened)
    row = 0
    while True:
        row += 1
        lines.begin()
        try:
            cells = next(csv.reader(lines, delimiter=grid.delimiter, strict=True, **_quoting(form)))
        except StopIteration:
            return
        except (csv.Error, _Overlong) as error:
            first = lines.give_back()
            reason = str(error)
            if "field larger" in reason:
                reason = f"a cell has more than {csv.field_size_limit():,} characters"
            elif "unexpected end" in reason:
                reason = "a quotation mark is opened and never closed"
            elif "expected after" in reason:
                reason = "there is text after a closing quotation mark"
            reason += (
                f' (line {lines.number:,}): is a quotation mark missing, or one too many? Inside quotes write ""; '
            )
            reason += "if quotation marks mean nothing in this file, say quote: none"
            yield Problem(
                reason, Place(file, row=row), _broken_at(first[:10_000], grid.delimiter, grid.header), first[:80]
            )
            continue
        if any("\0" in cell for cell in cells):
            reason = "the row holds NUL bytes: the file is damaged; take them out or export it again"
            yield Problem(reason, Place(file, row=row), value=shown_cells(cells))
            continue
        yield row, cells


class _Overlong(Exception):
    """A record longer than anybody means."""


class _Lines:
    """The lines of a file, handed to the csv module one record at a time, never more than a record in memory."""

    def __init__(self, opened: TextIO) -> None:
        self._opened = opened
        self._waiting: deque[str] = deque()
        self._record: list[str] = []
        self._size = 0
        #: number of the line that the last record began with
        self.number = 0

    def begin(self) -> None:
        self.number += max(1, len(self._record))
        self._record, self._size = [], 0

    def give_back(self) -> str:
        """Put all lines of a broken record back but the first, and return that."""
        first, *rest = self._record
        self._waiting.extendleft(reversed(rest))
        self._record = [first]
        return first

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._opened.readline(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self._size += len(line)
        self._record.append(line)
        if len(line) > LONGEST_ROW:
            self._record[-1] = line[:100]
            while line and not line.endswith(("\n", "\r")):
                line = self._opened.readline(LONGEST_ROW)
            raise _Overlong(f"a line has more than {LONGEST_ROW:,} characters")
        if self._size > LONGEST_ROW or len(self._record) > TALLEST_ROW:
            raise _Overlong(f"a row runs over {len(self._record):,} lines")
        return line
