"""A text table as rows of cells, with bounded memory whatever the file holds."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TextIO

from ...schema import Place, Problem, Text, told
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
            reason = _broken(error) + Text(
                f'（第 {lines.number:,} 行）：是否漏了或多了引号？引号内的引号写作 ""；'
                "如本文件中引号并无含义，请写 quote: none",
                f' (line {lines.number:,}): is a quotation mark missing, or one too many? Inside quotes write ""; '
                "if quotation marks mean nothing in this file, say quote: none",
            )
            column = _broken_at(first[:10_000], grid.delimiter, grid.header)
            yield Problem.of(reason, Place(file, row=row), column, first[:80])
            continue
        if any("\0" in cell for cell in cells):
            yield Problem(
                "the row holds NUL bytes: the file is damaged; take them out or export it again",
                Place(file, row=row),
                value=shown_cells(cells),
                zh="这一行含有 NUL 字节：文件已损坏；请删去它们，或重新导出",
            )
            continue
        yield row, cells


def _broken(error: Exception) -> Text:
    """Return what the csv module found wrong with a record."""
    said = str(error)
    if "field larger" in said:
        most = csv.field_size_limit()
        return Text(f"有单元格超过 {most:,} 个字符", f"a cell has more than {most:,} characters")
    if "unexpected end" in said:
        return Text("引号开了没有关", "a quotation mark is opened and never closed")
    if "expected after" in said:
        return Text("后引号之后还有文字", "there is text after a closing quotation mark")
    return told(error)


class _Overlong(Exception):
    """A record longer than anybody means."""

    def __init__(self, message: str, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


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
            raise _Overlong(f"a line has more than {LONGEST_ROW:,} characters", f"有一行超过 {LONGEST_ROW:,} 个字符")
        if self._size > LONGEST_ROW or len(self._record) > TALLEST_ROW:
            many = len(self._record)
            raise _Overlong(f"a row runs over {many:,} lines", f"表中一行跨了文件的 {many:,} 行")
        return line
