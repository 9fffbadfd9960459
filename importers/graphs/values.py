"""From the values of a graph to those of the vocabulary: the rules of tables, for values that have types already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ...schema import (
    BLANKS,
    Place,
    Problem,
    Property,
    Text,
    Value,
    clean_text,
    divide,
    read_date,
    read_value,
    told,
    write_detail,
)
from .mapping import Given, Kept

#: a moment as ISO text; the vocabulary keeps days
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T")
#: between the values of a list where a text is wanted
JOINED = "; "
SHOWN = 80
DETAILS = "details"


class Properties:
    """The properties of one node or relation, read one after the other; its problems are kept."""

    def __init__(self, found: Mapping[str, Any], place: Place) -> None:
        self.found = found
        self.place = place
        self.problems: list[Problem] = []

    def kept(self, kept: Kept, *, named_only: bool = False) -> dict[str, Value]:
        """Return them by our names; what has none goes into ``details``, or with `named_only` is left to others."""
        values = dict(kept.always)
        others: list[str] = []
        taken = {*kept.names.values(), *kept.always}
        for name, value in self.found.items():
            if name in kept.ignore or value is None:
                continue
            ours = kept.names.get(name, "")
            if not ours and not named_only and name in kept.known and name not in taken:
                ours = name
            if ours and ours != DETAILS:
                self._take(values, name, value, kept.known[ours], kept.separator)
            elif name == DETAILS and isinstance(value, list):
                others += map(known_text, value)
            elif ours or not named_only:
                others += detail(name, value)
        if others:
            before = values.get(DETAILS)
            values[DETAILS] = sorted({*(before if isinstance(before, list) else []), *others})
        return dict(sorted(values.items()))

    def text(self, given: Given | None) -> str:
        """Return a cleaned text with its prefix, "" where there is none."""
        if given is None:
            return ""
        text = known_text(self.found.get(given.property)) if given.property else given.always
        return given.prefix + text if text else ""

    def titles(self, given: Given | None) -> list[str]:
        """Return the titles of sources, each once."""
        if given is None or not given.property:
            return list(filter(None, [self.text(given)]))
        value = self.found.get(given.property)
        parts = value if isinstance(value, list) else [value]
        return list(dict.fromkeys(given.prefix + text for text in map(known_text, parts) if text))

    def date(self, given: Given | None) -> str:
        """Return a date in EDTF, "" where there is none."""
        text = self.text(given)
        if not text or given is None or not given.property:
            return text
        try:
            return read_date(_day(text))
        except ValueError as error:
            self.wrong(told(error), given.property, text)
            return ""

    def wrong(self, reason: Text, name: str = "", value: str = "") -> None:
        """Keep a problem."""
        self.problems.append(Problem.of(reason, self.place, name, value[:SHOWN]))

    def _take(self, values: dict[str, Value], name: str, value: Any, property: Property, separator: str) -> None:
        text = as_text(value)
        if clean_text(text).casefold() in BLANKS:
            return
        try:
            if property.type == "texts":
                listed = value if isinstance(value, list | tuple) else divide(text, separator)
                before = values.get(property.name)
                parts = {known_text(each) for each in listed} | set(before if isinstance(before, list) else [])
                read: Value = sorted(parts - {""})
            else:
                read = read_value(_day(text) if property.type == "date" else text, property, separator)
        except ValueError as error:
            self.wrong(told(error), name, text)
            return
        if read != []:
            values[property.name] = read


def detail(name: str, value: Any) -> list[str]:
    """Return one further detail as ``name=value``, none where nothing is known.

    >>> detail("股票代码", "000063"), detail("标签", ["a", "b"]), detail("占比", " - ")
    (['股票代码=000063'], ['标签=a; b'], [])
    """
    item = write_detail(clean_text(name), known_text(value))
    return [item] if item else []


def known_text(value: Any) -> str:
    """Return a value as cleaned text, "" where it says that nothing is known."""
    text = clean_text(as_text(value))
    return "" if text.casefold() in BLANKS else text


def as_text(value: Any) -> str:
    """Return a value of a graph as a reader would write it: lists joined, points by their coordinates.

    >>> as_text(["a", 1]), as_text(0.00003), as_text({"x": 120.6, "y": 31.3, "crs": "WGS-84", "srid": 4326})
    ('a; 1', '0.00003', '120.6, 31.3 (WGS-84)')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # 6e-06 is no number that a table would hold
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, list | tuple):
        return JOINED.join(filter(None, map(as_text, value)))
    if isinstance(value, Mapping):
        if "crs" in value and "srid" in value:
            axes = ", ".join(as_text(value[axis]) for axis in "xyz" if axis in value)
            return f"{axes} ({value['crs']})"
        return JOINED.join(f"{name}: {as_text(each)}" for name, each in value.items())
    return str(value)


def _day(text: str) -> str:
    moment = _MOMENT.match(text)
    return moment[1] if moment else text
