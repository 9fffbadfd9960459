"""Tables whose rows are relations: who supplies whom, who owns whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...schema import RelationType, Text, Vocabulary
from .columns import share_of_values
from .guesses import Guess
from .headings import PAIRS, PROPERTIES, RELATION_PROPERTIES, ROWS, Heading, fits, heading
from .writing import marks, plain, quoted

#: a heading that is one of the words
_SAME = 0.9
#: properties of every relation that a column may give
_OF_ALL = ("status", "note")


@dataclass(frozen=True, slots=True)
class Pair:
    """A relation between the names in two columns."""

    type: RelationType
    #: type of the bodies at both ends
    end: str
    from_column: str
    to_column: str
    why: Text

    def lines(self, because: str, cells: Sequence[Sequence[str]]) -> Iterator[str]:
        """Yield the lines of a mapping that say what a row is; ``cells``: those of both columns."""
        yield f"    rows: {self.type.name}  # {because}"
        for key, column, held in (("from", self.from_column, cells[0]), ("to", self.to_column, cells[1])):
            by = f", separator: {quoted(marks(held))}" if marks(held) else ""
            yield f"    {key}: {{column: {plain(column)}, type: {self.end}, match: name, create: true{by}}}"

    def guess(self, head: Heading) -> Guess | None:
        """Return which property of the relation a column is, if any."""
        words = {**{name: PROPERTIES[name] for name in _OF_ALL}, **RELATION_PROPERTIES.get(self.type.name, {})}
        surely, name = max(((fits(head, each), name) for name, each in words.items()), default=(0.0, ""))
        if not surely or name not in self.type.properties:
            return None
        return Guess(head.column, "property", name, surely, head.why)


def pair_of(columns: Sequence[str], words: Vocabulary) -> Pair | None:
    """Return the relation that the rows of a table are, None where one column names what a row is."""
    heads = [heading(column) for column in columns]
    for name, (froms, tos) in PAIRS.items():
        start = next((head for head in heads if fits(head, froms) > _SAME), None)
        end = next((head for head in heads if fits(head, tos) > _SAME), None)
        if start is None or end is None or any(fits(head, ROWS["Company"]) > _SAME for head in heads):
            continue
        why = Text(f"表头 {start.column} 与 {end.column}", f"headings {start.column} and {end.column}")
        return Pair(words.relations[name], "Company", start.column, end.column, why)
    return None


def in_percent(cells: Sequence[str], property: str, type: RelationType) -> bool:
    """Say whether the shares in a column are counted in hundredths though no cell says so: 40 for 0.4."""
    if type.properties[property].type != "share":
        return False
    try:
        values = [float(cell) for cell in cells if not cell.strip().endswith(("%", "％"))]
    except ValueError:
        return False
    return any(value > 1 for value in values) and all(0 <= value <= 100 for value in values)


def fit(cells: Sequence[str], property: str, type: RelationType) -> bool:
    """Say whether at least half of some cells are values of a property."""
    return in_percent(cells, property, type) or share_of_values(cells, type.properties[property]) >= 0.5
