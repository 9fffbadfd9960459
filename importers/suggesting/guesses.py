"""What the columns of a table may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schema import Text, is_blank
from .headings import Tie

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
