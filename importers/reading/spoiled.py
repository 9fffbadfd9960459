"""What the reader of workbooks does not tell of a sheet: errors, which it gives as blanks, and how far it reaches."""

from __future__ import annotations

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
