"""Records of JSON, YAML, Parquet and GraphML → rows: keys within keys become columns such as ``seat.city``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...schema import Place, Problem, Text, Unreadable, clean_text, shown, shown_zh, suggest
from .cell_texts import text_of
from .grids import unexplained
from .rows import SHOWN, Layout, Row

#: columns of a record that is no map, and of one that stands under a key
VALUE, KEY = "@value", "@key"
#: shapes of records that are kept
_SHAPES = 1_000
_SINGLE = (str, int, float, bool, type(None))


@dataclass(slots=True)
class Table:
    """Records that become rows; it knows which columns were met."""

    file: str
    layout: Layout
    _seen: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)
    #: names of a record's keys → what each column is called here and whether it is read; None: knowingly left out
    _shapes: dict[tuple[str, ...], list[tuple[str, bool | None]]] = field(default_factory=dict)
    _count: int = 0

    def rows(self, row: int, record: object, around: Mapping[str, str]) -> Iterator[Row | Problem]:
        """Yield the row of one record, or its problems; ``around`` holds what stands above it."""
        place = Place(self.file, row=row)
        self._count += 1
        cells: dict[str, str] = {}
        wrong = False
        values = list(flat(record))
        shape = self._shape(tuple([name for name, _ in values]))
        for (column, is_read), (_, value) in zip(shape, values, strict=True):
            if is_read is None:
                continue
            if not is_read:
                # null says nothing, so that nothing of it is lost
                if value is not None and column not in self._told:
                    self._told.add(column)
                    yield unexplained(column, place)
                continue
            try:
                cells[column] = self._cell(column, value)
            except Unreadable as error:
                wrong = True
                yield Problem(str(error), place, column, str(value)[:SHOWN], zh=error.zh)
        self._seen |= cells.keys()
        above = {name: text for name, text in around.items() if name in self.layout.needed}
        self._seen |= above.keys()
        if not wrong:
            yield Row(place, {**dict.fromkeys(self.layout.needed, ""), **cells, **above})

    def end(self) -> Iterator[Problem]:
        """Yield what is wrong with the file as a whole: no record, a column that no record has."""
        if not self._count:
            yield Problem("the file holds no record", Place(self.file), zh="文件中没有记录")
            return
        known = self._seen | self._told
        for name in self.layout.demanded:
            if name not in self._seen:
                reason = Text(
                    f"映射要读{shown_zh(name)}，各记录中都没有。",
                    f"the mapping reads {shown(name)} and no record has it.",
                )
                yield Problem.of(reason + suggest(name, known), Place(self.file), name)

    def _shape(self, names: tuple[str, ...]) -> list[tuple[str, bool | None]]:
        """Return how the columns of a record with keys of these names are called, and which are read."""
        if (known := self._shapes.get(names)) is not None:
            return known
        called = self.layout.form.called([clean_text(name) for name in names])
        shape = [(each, None if self._is_ignored(each) else each in self.layout.needed) for each in called]
        # records of one file have few shapes; where each has its own, keeping them is no use
        if len(self._shapes) < _SHAPES:
            self._shapes[names] = shape
        return shape

    def _is_ignored(self, column: str) -> bool:
        """Say whether a column, or one that holds it, is knowingly left out."""
        parts = column.split(".")
        return any(".".join(parts[: at + 1]) in self.layout.ignored for at in range(len(parts)))

    def _cell(self, column: str, value: Any) -> str:
        if not isinstance(value, list):
            return text_of(value)
        if not all(isinstance(each, _SINGLE) for each in value):
            raise Unreadable(
                f"{shown(column)} holds records of its own: read them as a table with records: {column}, "
                "or name it under ignore",
                f"{shown_zh(column)}之中另有记录：请用 records: {column} 另作一表来读，或写进 ignore",
            )
        mark = self.layout.separators.get(column, ";")
        parts = [text_of(each) for each in value]
        for part in parts:
            if mark in part and len(parts) > 1:
                raise Unreadable(
                    f"one of the values of {shown(column)} holds {mark!r}, which parts values: "
                    "name another mark for it under separators",
                    f"{shown_zh(column)}的值中含有分隔符{shown_zh(mark)}：请在 separators 中另定分隔符",
                )
        return mark.join(parts)


def flat(record: object, above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (column, value): maps within maps by their path, lists as they are.

    >>> list(flat({"name": "甲", "seat": {"city": "苏州"}}))
    [('name', '甲'), ('seat.city', '苏州')]
    """
    if not isinstance(record, Mapping):
        yield VALUE, record
        return
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value
