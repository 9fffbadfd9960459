"""The cells of one row as values, with a problem for every cell that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..schema import (
    BLANKS,
    LONGEST,
    Problem,
    Property,
    Quantity,
    Text,
    Unreadable,
    Value,
    base_unit,
    check_least,
    clean_text,
    divide,
    error_word,
    lost_digits,
    matching,
    read_date,
    read_quantity,
    read_value,
    shown,
    shown_zh,
    told,
    write_detail,
)
from .mapping import Cell, Choice, Condition, Field, Separator
from .reading import Row

#: what Excel makes of 2023-11 when it opens a CSV and saves it again
_EXCEL_DATE = re.compile(r"^(?:[A-Z][a-z]{2}-\d\d|\d{1,2}-[A-Z][a-z]{2}|\d{1,2}月-\d\d)$")
_OF_EXCEL = Text(
    "（Excel 存 CSV 时会把 2023-11 变成 Nov-23：请先将该列设为文本格式）",
    " (Excel turns 2023-11 into Nov-23 when it saves a CSV: format the column as text first)",
)
#: what to do with a word that is no code
SAID_BY_VALUES = Text("；或在映射的 values 中写明它是哪一种", "; or say under values in the mapping which it is")
_NO_HINT = Text("", "")
SHOWN = 80
#: types of properties that a spreadsheet may have rounded
CODED = ("credit_code", "stock_code")
#: characters of a cell that a regular expression is tried on
_LOOKED_AT = 1_000
_AS_THEY_ARE: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class Cells:
    """One row, read cell by cell; ``values`` says what texts of a column stand for."""

    def __init__(self, row: Row, values: Mapping[str, Mapping[str, str]] = _AS_THEY_ARE) -> None:
        self.row = row
        self.problems: list[Problem] = []
        self._clean: dict[str, str] = {}
        self._values = values
        #: columns whose cell is no value, which is told once
        self._spoiled: set[str] = set()

    def raw(self, column: str) -> str:
        """Return the text of a cell, or what it stands for."""
        text = self.row.cells[column]
        if column in self._values:
            return self._values[column].get(clean_text(text), text)
        return text

    def clean(self, column: str) -> str:
        """Return the cleaned text of a cell, "" where it says that nothing is known."""
        if column not in self._clean:
            text = clean_text(self.raw(column))
            if word := error_word(text):
                reason = Text(
                    f"{word} 是电子表格的错误值：请改正公式，或清空单元格",
                    f"{word} is a spreadsheet's word for an error: correct the formula, or clear it",
                )
                self._spoil(reason, column, text)
                text = ""
            self._clean[column] = "" if text.casefold() in BLANKS else text
        return self._clean[column]

    def _spoil(self, reason: Text, column: str, text: str) -> None:
        """Keep why a cell is no value; nothing else is told of it."""
        self.wrong(reason, column, text)
        self._spoiled.add(column)

    def _code(self, text: str, column: str) -> str:
        """Return an id, name or code, "" for one that a spreadsheet has rounded."""
        if not (reason := lost_digits(text)):
            return text
        self._spoil(reason, column, text)
        return ""

    def wrong(self, reason: Text, column: str = "", value: str = "") -> None:
        """Keep a problem of this row, once: a cell may be read for each node and relation of its row."""
        if column in self._spoiled:
            return
        problem = Problem.of(reason, self.row.place, column, value[:SHOWN])
        if problem not in self.problems:
            self.problems.append(problem)

    def divided(self, column: str, marks: Separator) -> list[str]:
        """Return the several values of a cell, each as what it stands for."""
        parts = divide(self.raw(column), marks)
        if column in self._values:
            given = (self._values[column].get(part, part) for part in parts)
            return list(dict.fromkeys(part for part in given if part.casefold() not in BLANKS))
        return parts

    def text(self, cell: Cell | None) -> str:
        """Return a cleaned text with its prefix, "" where the cell is blank."""
        if cell is None:
            return ""
        if not cell.column:
            text = cell.always
        elif not cell.more:
            text = self._taken(cell, self.clean(cell.column))
        else:
            found = [self._taken(cell, self.clean(column), column) for column in cell.columns]
            several = "/".join(found) if all(found) else ""
            text = next(filter(None, found), "") if cell.first else several
        return cell.prefix + text if text else ""

    def parts(self, cell: Cell, separator: Separator) -> list[str]:
        """Return the several values of a cell, each once, in their order."""
        if not separator or not cell.column or cell.more:
            text = self.text(cell)
            return [text] if text else []
        if not self.clean(cell.column):
            return []
        found = (self._taken(cell, part) for part in self.divided(cell.column, separator))
        return [cell.prefix + part for part in found if part]

    def fit(self, conditions: Sequence[Condition]) -> bool:
        """Say whether the row is as all conditions want it."""
        return all(self._fits(each) for each in conditions)

    def chosen(self, choice: Choice, word: str = "") -> str:
        """Return the type that a column, or one word of it, decides; "" where it is blank or says nothing known."""
        text = word or self.clean(choice.column)
        if not text:
            return choice.otherwise
        by_value = choice.values.get(matching(text))
        by_pattern = (name for pattern, name in choice.patterns if pattern.search(text[:_LOOKED_AT]))
        return by_value or next(by_pattern, choice.otherwise)

    def _fits(self, condition: Condition) -> bool:
        text = self.clean(condition.column)
        if condition.blank is not None:
            return condition.blank is (text == "")
        if condition.pattern is not None:
            return condition.pattern.search(text[:_LOOKED_AT]) is not None
        return (matching(text) in condition.values) is not condition.negated

    def _taken(self, cell: Cell, text: str, column: str = "") -> str:
        """Return what is wanted of an id, name or code."""
        text = self._code(text, column or cell.column)
        if cell.take is None or not text:
            return text
        found = cell.take.search(text[:_LOOKED_AT])
        if found is None:
            reason = Text(
                f"{shown_zh(text)}中没有 take 要取的{shown_zh(cell.take.pattern)}",
                f"{shown(text)} has nothing like {shown(cell.take.pattern)}, which is to be taken",
            )
            self.wrong(reason, cell.column, text)
            return ""
        return found[1] if found.re.groups and found[1] else found[0]

    def date(self, cell: Cell | None) -> str:
        """Return a date in EDTF, "" where there is none."""
        text = self.text(cell)
        if not text or cell is None or not cell.column:
            return text
        try:
            return read_date(text)
        except ValueError as error:
            self.wrong(told(error) + _hint(text, "date"), cell.column, text)
            return ""

    def properties(self, fields: Sequence[Field], always: Mapping[str, Value]) -> dict[str, Value]:
        """Return the properties that the row gives; those that are split are left to `splits`."""
        values = dict(always)
        for field in fields:
            if field.split:
                continue
            value = self._value(field, self.clean(field.column))
            if field.unit is not None and field.unit.into and value is not None:
                value = self._counted(field, values)
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
                parts = (self.divided(field.column, field.separator) if self.clean(field.column) else []) or [""]
                values = [self._value(field, part) for part in parts]
                found = [
                    {**each, **({field.property.name: value} if value is not None else {})}
                    for each in found
                    for value in values
                ]
        return found

    def _value(self, field: Field, clean: str) -> Value | None:
        property, column = field.property, field.column
        if field.detail:
            item = write_detail(column, clean)
            return [item] if item else None
        if not clean:
            if property.required:
                reason = Text(
                    f"{property.name}（{property.label.zh}）必填，而单元格为空",
                    f"{property.name} ({property.label.zh}) is needed and the cell is blank",
                )
                self.wrong(reason, column, self.row.cells[column])
            return None
        if property.type == "text" and len(clean) <= LONGEST:
            return clean if property.both else self._code(clean, column) or None
        if property.type in CODED and not self._code(clean, column):
            return None
        # a set may be parted by line breaks, which cleaning takes away
        text = self.raw(column) if property.type == "texts" else clean
        try:
            if property.type == "texts" and len(text) <= LONGEST:
                value: Value = sorted(self.divided(column, field.separator))
            elif field.unit is not None:
                value = _number(_counted_as(field, text), property)
            else:
                value = read_value(text, property)
        except ValueError as error:
            self.wrong(told(error) + _hint(text, property.type), column, text)
            return None
        return value if value != [] else None

    def _counted(self, field: Field, values: dict[str, Value]) -> Value | None:
        """Return the number of a cell, and note its unit under the property that the mapping names for it."""
        unit = field.unit
        found = read_quantity(self.clean(field.column), unit.given if unit else "")
        if unit and found.unit:
            values[unit.into] = found.unit
        return _number(found, field.property)


def _counted_as(field: Field, text: str) -> Quantity:
    """Return a number with its unit; ValueError where another unit stands in the cell than the mapping says."""
    given, into = (field.unit.given, field.unit.into) if field.unit else ("", "")
    found = read_quantity(text, given)
    if not into and found.unit != base_unit(given):
        raise Unreadable(
            f"{shown(text)} is counted in {shown(found.unit)}, the column in {shown(given)}; write it in {given}, or "
            "name a property for the unit: into",
            f"{shown_zh(text)}的单位是{shown_zh(found.unit)}，该列的单位是{shown_zh(given)}；请换算为{given}，"
            "或用 into 指定存放单位的属性",
        )
    if into and not found.unit:
        raise Unreadable(
            f"{shown(text)} has no unit; write it in the cell, or say unit: in the mapping",
            f"{shown_zh(text)}没有单位；请写在单元格中，或在映射中写 unit:",
        )
    return found


def _number(found: Quantity, property: Property) -> Value:
    above, below = found.above, found.below
    if property.type == "share":
        below *= 100 if found.unit == "%" else 1
        if not 0 <= above <= below:
            raise Unreadable(
                f"{above / below:g} is not a share; write 61% or 0.61",
                f"{above / below:g} 不是份额；请写成 61% 或 0.61",
            )
        return above / below
    if property.type == "integer":
        if above % below:
            raise Unreadable(f"{above / below:g} is not a whole number", f"{above / below:g} 不是整数")
        check_least(above // below, property)
        return above // below
    return above / below


def _hint(text: str, type: str) -> Text:
    if type == "code":
        return SAID_BY_VALUES
    return _OF_EXCEL if type == "date" and _EXCEL_DATE.match(text.strip()) else _NO_HINT
