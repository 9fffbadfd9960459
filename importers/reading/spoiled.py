"""What the reader of workbooks does not tell of a sheet: errors, which it gives as blanks, and how far it reaches."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

#: cells within the corners of a sheet; more are stray ones, and would all be held in memory
OUT_OF_BOUNDS = 40_000_000


@dataclass(slots=True)
class Spoiled:
    """What was found in one sheet; rows and columns count from 0."""

    height: int = 0
    width: int = 0
    #: row → column → #N/A
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    #: ((top, left), (bottom, right)); only where the reader does not know it
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    #: column → first and last rows of its cells whose format shows a month or a year, with how much of ISO it shows
    shortened: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """Cells within the corners."""
        return self.height * self.width

    @property
    def is_endless(self) -> bool:
        """Say whether it reaches further than any spreadsheet lets it: the file is damaged."""
        return self.height > 1_048_576 or self.width > 16_384 or self.cells > 16 * OUT_OF_BOUNDS

    def add_error(self, row: int, column: int, word: str) -> None:
        """Keep the word of a cell."""
        self.errors.setdefault(row, {})[column] = word

    def add_shortened(self, row: int, column: int, length: int) -> None:
        """Keep that a cell shows so many characters of its date: 7 of a month, 4 of a year."""
        rows = self.shortened.setdefault(column, [])
        if rows and rows[-1][1:] == (row - 1, length):
            rows[-1] = (rows[-1][0], row, length)
        else:
            rows.append((row, row, length))

    def shown_in(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield the columns of a row that show less than all of a date, with how many characters they show."""
        for column, rows in self.shortened.items():
            at = bisect(rows, row, key=lambda each: each[0]) - 1
            if at >= 0 and row <= rows[at][1]:
                yield column, rows[at][2]
