"""A text table as rows, with bounded memory whatever the file holds."""

from __future__ import annotations

import csv
import json
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..schema import Place, Problem, clean_text, file_fault, shown, suggest
from .encodings import find_encoding

#: characters that one row may have; a longer one is a missing quotation mark or no table at all
LONGEST_ROW = 1_000_000
#: lines that one row may run over, with line breaks inside quotation marks
TALLEST_ROW = 1_000


#: what may part cells; the last two: full-width comma and semicolon
_MARKS = ("\t", ";", "|", ",", "\uff0c", "\uff1b")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: cleaned column name → cell as it stands in the file."""

    place: Place
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the mapping says about the form of one file."""

    #: columns that are read; a file without one of them cannot be used
    needed: Collection[str]
    #: columns that are knowingly left out
    ignored: Collection[str] = ()
    delimiter: str = ","
    #: "": found out
    encoding: str = ""


def read_rows(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the rows under the header of a CSV file, and a problem for whatever is not a row.

    ``file`` is the name that messages show. Row numbers are those that a spreadsheet shows.
    """
    place = Place(file)
    try:
        encoding = find_encoding(path, place, layout.encoding)
        if isinstance(encoding, Problem):
            yield encoding
            return
        # newline="": the csv module wants to see the line ends that stand inside quotation marks
        with path.open(encoding=encoding, newline="") as opened:
            yield from _rows(opened, file, layout)
    except FileNotFoundError:
        yield Problem("there is no such file", place)
    except OSError as error:
        yield Problem(f"the file cannot be read: {file_fault(error, path).en}", place)
    except UnicodeDecodeError as error:
        yield Problem(f"the file changed while it was read ({error.reason}); import it again", place)


def _rows(opened: TextIO, file: str, layout: Layout) -> Iterator[Row | Problem]:
    header: list[str] = []
    records = _records(opened, file, layout.delimiter, header)
    for record in records:
        if isinstance(record, Problem):
            yield record
            if not header:
                return
            continue
        row, cells = record
        place = Place(file, row=row)
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header += [clean_text(cell) for cell in cells]
            unusable = [*_wrong_delimiter(cells, place, layout)] or [*_unusable(header, place, layout)]
            yield from unusable
            yield from [] if unusable and len(header) == 1 else _unexplained(header, place, layout)
            if unusable:
                return
            continue
        yield from _row(header, cells, place, layout.delimiter)
    if not header:
        yield Problem("the file holds blank rows only; a table begins with a row of column names", Place(file))


def _row(header: list[str], cells: list[str], place: Place, delimiter: str) -> Iterator[Row | Problem]:
    if len(cells) == len(header) and "" not in header:
        yield Row(place, dict(zip(header, cells, strict=True)))
        return
    if len(cells) < len(header):
        yield Problem(_too_few(header, cells, delimiter), place, header[len(cells)], _shown(cells))
        return
    for at, cell in enumerate(cells):
        if (at >= len(header) or not header[at]) and cell.strip():
            column = _parted(header, cells) if len(cells) > len(header) else ""
            reason = f"cell {at + 1} has no column name above it: name the column, or quote a cell that holds commas"
            if column:
                reason += f"; here {column!r} seems to be parted by one"
            elif at >= len(header):
                reason = f"the row has {len(cells)} cells, the header {len(header)}: {reason}"
            yield Problem(reason, place, column, _shown([cell]))
            return
    yield Row(place, dict(zip(header, cells, strict=False)))


def _too_few(header: list[str], cells: list[str], delimiter: str) -> str:
    """Return what is wrong with a row of too few cells: which columns have none, or which mark parts it instead."""
    whole = cells[0] if len(cells) == 1 else ""
    for mark in _MARKS:
        if mark != delimiter and whole.count(mark) == len(header) - 1:
            return f"the row is parted by {mark!r}, the header by {delimiter!r}: write it as the other rows"
    empty = ", ".join(repr(name) for name in header[len(cells) :][:3]) + (" …" if len(header) > len(cells) + 3 else "")
    return (
        f"the row has {len(cells)} cells, the header {len(header)}, so that {empty} has none: "
        "are commas or quotation marks missing?"
    )


def _parted(header: list[str], cells: list[str]) -> str:
    """Return the column whose text holds a delimiter without quotation marks: what follows one begins with a space."""
    found = [at for at, cell in enumerate(cells[1:]) if cell[:1] == " " and cell.strip() and cells[at].strip()]
    return header[found[0]] if len(found) == 1 and found[0] < len(header) else ""


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


def _wrong_delimiter(cells: list[str], place: Place, layout: Layout) -> Iterator[Problem]:
    header = cells[0]
    if len(cells) == 1 and len(layout.needed) > 1:
        for mark in _MARKS:
            if mark in header:
                shown = json.dumps(mark, ensure_ascii=False)
                reason = f"the column names are parted by {shown}; say so in the mapping: delimiter: {shown}"
                yield Problem(reason, place, value=_shown(cells))
                return


def _unusable(header: list[str], place: Place, layout: Layout) -> Iterator[Problem]:
    """Yield what makes every row of the file unreadable."""
    names = [name for name in header if name]
    for name, times in Counter(names).items():
        if times > 1:
            reason = f"{times} columns are named {shown(name)}: rename them, so that each name stands once"
            yield Problem(reason, place, name, name)
    for name in layout.needed:
        if name not in names:
            reason = f"the mapping reads a column {shown(name)} that the file does not have.{suggest(name, names)}"
            yield Problem(reason, place, name)


def _unexplained(header: list[str], place: Place, layout: Layout) -> Iterator[Problem]:
    """Yield the columns that the mapping is silent about; the others can be read."""
    for name in dict.fromkeys(header):
        if name and name not in layout.needed and name not in layout.ignored:
            reason = f"the mapping does not say what column {shown(name)} is: add it to properties, or to ignore"
            yield Problem(reason, place, name, name)


def _records(opened: TextIO, file: str, delimiter: str, header: list[str]) -> Iterator[tuple[int, list[str]] | Problem]:
    """Yield (row number, cells); after a broken record go on with the line that follows its first one.

    ``header`` is what the caller has found of it by then, for saying in which column a record is broken.
    """
    lines = _Lines(opened)
    row = 0
    while True:
        row += 1
        lines.begin()
        try:
            cells = next(csv.reader(lines, delimiter=delimiter, strict=True))
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
            reason += f' (line {lines.number:,}): is a quotation mark missing, or one too many? Inside quotes write ""'
            yield Problem(reason, Place(file, row=row), _broken_at(first[:10_000], delimiter, header), first[:80])
            continue
        if any("\0" in cell for cell in cells):
            reason = "the row holds NUL bytes: the file is damaged; take them out or export it again"
            yield Problem(reason, Place(file, row=row), value=_shown(cells))
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


def _shown(cells: list[str]) -> str:
    return ",".join(cells).replace("\0", "\\0")[:80]
