"""What the columns of a table may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schema import Text, is_blank
from .headings import Tie
from .writing import plain

#: from here on a guess is written; below it stands as a comment
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Sample:
    """A table's headings and its first rows."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    #: keys of the mapping that say where it stands in the file (sheet, header), as YAML lines
    place: tuple[str, ...] = ()

    def part(self, word: str, *, first: bool) -> list[str]:
        """Return the lines that begin one of several tables of a mapping for this one, the first or a further one."""
        where = [line for line in self.place if not line.startswith("name:")]
        again = [] if first else [f"  - file: {plain(self.file)}", *(f"    {line}" for line in where)]
        if first and len(where) < len(self.place):
            return again
        sheet = next((f" {line.partition(': ')[2].strip(chr(34))}" for line in where if line.startswith("sheet:")), "")
        name = f"{self.file.rpartition('.')[0]}{sheet} {word}"
        return [*again, f"    name: {plain(name)}"]

    def cells(self, column: str) -> list[str]:
        """Return the cells of a column that hold something."""
        return [text for row in self.rows if not is_blank(text := row.get(column, ""))]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may be."""

    column: str
    #: ``property``, ``tie``, ``of a tie``, ``source``, ``date``, ``ignored``, or ``nothing``: kept as a detail
    kind: str
    #: a property, or of a tie the relation
    name: str
    sure: float
    why: Text
    tie: Tie | None = None


@dataclass(slots=True, kw_only=True)
class Guesses:
    """What all columns of a table may be."""

    guesses: list[Guess] = field(default_factory=list)

    def of(self, kind: str) -> list[Guess]:
        """Return the guesses of a kind that are sure enough to be written."""
        return [each for each in self.guesses if each.kind == kind and each.sure >= SURE]
