"""The cells of one row as values, with a problem for every cell that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..schema import BLANKS, LONGEST, Problem, Value, clean_text, divide, read_date, read_value
from .lines import Row
from .mapping import Cell, Field

#: what Excel makes of 2023-11 when it opens a CSV and saves it again
_EXCEL_DATE = re.compile(r"^(?:[A-Z][a-z]{2}-\d\d|\d{1,2}-[A-Z][a-z]{2}|\d{1,2}月-\d\d)$")
SHOWN = 80


class Cells:
    """One row, read cell by cell."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Problem] = []
        self._clean: dict[str, str] = {}

    def clean(self, column: str) -> str:
        """Return the cleaned text of a cell, "" where it says that nothing is known."""
        if column not in self._clean:
            text = clean_text(self.row.cells[column])
            self._clean[column] = "" if text.casefold() in BLANKS else text
        return self._clean[column]

    def wrong(self, reason: str, column: str = "", value: str = "") -> None:
        """Keep a problem of this row."""
        self.problems.append(Problem(reason, self.row.place, column, value[:SHOWN]))

    def text(self, cell: Cell | None) -> str:
        """Return a cleaned text with its prefix, "" where the cell is blank."""
        if cell is None:
            return ""
        text = self.clean(cell.column) if cell.column else cell.always
        return cell.prefix + text if text else ""

    def parts(self, cell: Cell, separator: str) -> list[str]:
        """Return the several values of a cell, each once, in their order."""
        if not separator or not cell.column:
            text = self.text(cell)
            return [text] if text else []
        if not self.clean(cell.column):
            return []
        return [cell.prefix + part for part in divide(self.row.cells[cell.column], separator)]

    def date(self, cell: Cell | None) -> str:
        """Return a date in EDTF, "" where there is none."""
        text = self.text(cell)
        if not text or cell is None or not cell.column:
            return text
        try:
            return read_date(text)
        except ValueError as error:
            self.wrong(str(error) + _hint(text), cell.column, text)
            return ""

    def properties(self, fields: Sequence[Field], always: Mapping[str, Value]) -> dict[str, Value]:
        """Return the properties that the row gives; those that are split are left to `splits`."""
        values = dict(always)
        for field in fields:
            if field.split:
                continue
            value = self._value(field, self.clean(field.column))
            before = values.get(field.property.name)
            if isinstance(before, list) and isinstance(value, list):
                value = sorted({*before, *value})
            if value is not None:
                values[field.property.name] = value
        return dict(sorted(values.items()))

    def splits(self, fields: Sequence[Field]) -> list[dict[str, Value]]:
        """Return one set of properties for each part of the cells that make several relations."""
        found: list[dict[str, Value]] = [{}]
        for field in fields:
            if field.split:
                parts = divide(self.row.cells[field.column], field.separator) or [""]
                values = [self._value(field, part) for part in parts]
                found = [
                    {**each, **({field.property.name: value} if value is not None else {})}
                    for each in found
                    for value in values
                ]
        return found

    def _value(self, field: Field, clean: str) -> Value | None:
        property, column = field.property, field.column
        if not clean:
            if property.required:
                reason = f"{property.name} ({property.label.zh}) is needed and the cell is blank"
                self.wrong(reason, column, self.row.cells[column])
            return None
        if property.type == "text" and len(clean) <= LONGEST:
            return clean
        # a set may be parted by line breaks, which cleaning takes away
        text = self.row.cells[column] if property.type == "texts" else clean
        try:
            value = read_value(text, property, field.separator)
        except ValueError as error:
            self.wrong(str(error) + (_hint(text) if property.type == "date" else ""), column, text)
            return None
        return value if value != [] else None


def _hint(text: str) -> str:
    if _EXCEL_DATE.match(text.strip()):
        return " (Excel turns 2023-11 into Nov-23 when it saves a CSV: format the column as text first)"
    return ""
