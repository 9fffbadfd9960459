"""Rows of cells → rows of a table: the header is found, what is for people is left out and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...schema import Place, Problem, Text, clean_text, cut, listed, shown, shown_zh, suggest
from .headers import SEARCHED, Header, likeliest_header, names_of, whole_header
from .office import told_apart
from .rows import SHOWN, Layout, LeftOut, Row

#: row number as a spreadsheet shows it, cells
Cells = tuple[int, list[str]]
#: characters of a list of columns in a message
_LISTED = 300
#: what may part cells; the last two: full-width comma and semicolon
MARKS = (",", "\t", ";", "|", "\uff0c", "\uff1b")


@dataclass(slots=True)
class Grid:
    """One sheet or text table that is being read."""

    #: file and sheet
    place: Place
    layout: Layout
    #: between cells, for messages; "": they are no text
    delimiter: str = ""
    header: list[str] = field(default_factory=list)
    _above: dict[str, str] = field(default_factory=dict)
    _row_of_names: list[str] = field(default_factory=list)

    def read(self, records: Iterator[Cells | Problem]) -> Iterator[Row | Problem | LeftOut]:
        """Yield the rows under the header, and a problem for whatever is not a row."""
        if (found := self._find_header(records)) is None:
            yield Problem(
                "the table holds blank rows only; a table begins with a row of column names",
                self.place,
                zh="表中只有空行；表格应以一行列名开头",
            )
            return
        if isinstance(found, Problem):
            yield found
            return
        header, waiting = found
        yield from (self._left_out("title", row, cells) for row, cells in waiting[: header.first])
        self.header, self._row_of_names = header.names, waiting[header.last][1]
        place = self._at(waiting[header.last][0])
        if other := self._other_table(place):
            yield other
            return
        unusable = list(self._unusable(place))
        yield from unusable
        yield from [] if unusable and len(self.header) == 1 else self._unexplained(place)
        if unusable:
            return
        for row, cells in waiting[header.last + 1 :]:
            yield from self._row(row, cells)
        for record in records:
            if isinstance(record, Problem):
                yield record
            else:
                yield from self._row(*record)

    def _find_header(self, records: Iterator[Cells | Problem]) -> tuple[Header, list[Cells]] | Problem | None:
        """Return the header with the rows read by then, the problem that stands above it, or None in a blank table."""
        given = self.layout.form.header
        waiting: list[Cells] = []
        for record in records:
            if isinstance(record, Problem):
                return record
            row, cells = record
            if given and row >= given[-1]:
                waiting.append(record)
                return self._given(waiting, given)
            if not any(cell.strip() for cell in cells):
                continue
            waiting.append(record)
            if not given and (header := whole_header([cells for _, cells in waiting[-2:]], self.layout)):
                before = max(0, len(waiting) - 2)
                return Header(header.names, header.first + before, header.last + before), waiting
            if not given and len(waiting) == SEARCHED:
                break
        if given and waiting:
            reason = Text(
                f"映射写明 header: {given[-1]}，而表格不到这一行就结束了",
                f"the mapping says header: {given[-1]}, and the table ends before that row",
            )
            return Problem.of(reason, self.place)
        if not waiting:
            return None
        return likeliest_header([cells for _, cells in waiting], self.layout), waiting

    def _given(self, waiting: list[Cells], given: tuple[int, ...]) -> tuple[Header, list[Cells]]:
        rows = [cells for row, cells in waiting if row in given]
        last = len(waiting) - 1
        return Header(
            self.layout.form.called(names_of(*rows or [waiting[-1][1]])), last - max(0, len(rows) - 1), last
        ), waiting

    def _row(self, row: int, cells: list[str]) -> Iterator[Row | Problem | LeftOut]:
        place = self._at(row)
        if not any(cell.strip() for cell in cells):
            return
        if not self.layout.form.as_is and (what := told_apart(cells)):
            yield self._left_out(what, row, cells)
            return
        if cells == self._row_of_names:
            yield self._left_out("header", row, cells)
            return
        if len(cells) < len(self.header):
            if wrong := self._otherwise_parted(cells):
                yield Problem.of(wrong, place, self.header[len(cells)], shown_cells(cells))
                return
            yield self._left_out("short", row, cells)
            cells = cells + [""] * (len(self.header) - len(cells))
        for at, cell in enumerate(cells):
            if (at >= len(self.header) or not self.header[at]) and cell.strip():
                yield self._unnamed(at, cells, place)
                return
        found = dict(zip(self.header, cells, strict=False))
        if lacking := self.layout.form.may_lack.difference(found):
            found |= dict.fromkeys(lacking, "")
        yield Row(place, self._filled(found))

    def _filled(self, cells: dict[str, str]) -> dict[str, str]:
        for column in self.layout.form.fill:
            if column in cells:
                if cells[column].strip():
                    self._above[column] = cells[column]
                cells[column] = self._above.get(column, "")
        return cells

    def _otherwise_parted(self, cells: list[str]) -> Text | None:
        """Return what is wrong with a row that another mark parts than the header, None where none does."""
        for mark in MARKS:
            if len(cells) == 1 and self.delimiter not in ("", mark) and cells[0].count(mark) == len(self.header) - 1:
                return Text(
                    f"这一行用{shown_zh(mark)}分列，表头用{shown_zh(self.delimiter)}：请与其他各行一致",
                    f"the row is parted by {mark!r}, the header by {self.delimiter!r}: write it as the other rows",
                )
        return None

    def _unnamed(self, at: int, cells: list[str], place: Place) -> Problem:
        column = self._parted(cells) if self.delimiter and len(cells) > len(self.header) else ""
        reason = Text(
            f"第 {at + 1} 格上方没有列名：请补上列名", f"cell {at + 1} has no column name above it: name the column"
        )
        if self.delimiter:
            reason += Text("，或给含逗号的单元格加引号", ", or quote a cell that holds commas")
        if column:
            reason += Text(f"；此处「{column}」似被逗号隔开", f"; here {column!r} seems to be parted by one")
        elif at >= len(self.header):
            many, named = len(cells), len(self.header)
            reason = (
                Text(f"这一行有 {many} 格，表头有 {named} 格：", f"the row has {many} cells, the header {named}: ")
                + reason
            )
        return Problem.of(reason, place, column, cells[at][:SHOWN])

    def _parted(self, cells: list[str]) -> str:
        """Return the column whose text holds a delimiter without quotation marks: what follows begins with a space."""
        found = [at for at, cell in enumerate(cells[1:]) if cell[:1] == " " and cell.strip() and cells[at].strip()]
        return self.header[found[0]] if len(found) == 1 and found[0] < len(self.header) else ""

    def _other_table(self, place: Place) -> Problem | None:
        """Return one problem for a table that is none of the mapping's: it lacks columns, and knows hardly one."""
        names = list(dict.fromkeys(name for name in self.header if name))
        lacking = sorted(name for name in self.layout.demanded.difference(names) if name)
        strange = [name for name in names if name not in self.layout.needed and name not in self.layout.ignored]
        if not lacking or len(names) < 2 or len(strange) < 2 or 2 * len(strange) <= len(names):
            return None
        # the names as the file has them, not as the mapping calls them
        own = [name for name in map(clean_text, self._row_of_names) if name]
        has, lacks = listed(own if len(own) == len(names) else names), listed(lacking)
        reason = Text(
            f"这不是映射所指的表：它有 {cut(has.zh, _LISTED)}，缺 {cut(lacks.zh, _LISTED)}；"
            "请给出它自己的映射，或用 header 写明列名在第几行",
            f"this is another table than the mapping is for: it has {cut(has.en, _LISTED)}, and lacks "
            f"{cut(lacks.en, _LISTED)}; give its own mapping, or say header: with the row of names",
        )
        return Problem.of(reason, place)

    def _unusable(self, place: Place) -> Iterator[Problem]:
        """Yield what makes every row unreadable."""
        names = [name for name in self.header if name]
        for name, times in Counter(names).items():
            if times > 1 and name not in self.layout.ignored:
                reason = Text(
                    f"有 {times} 列同名{shown_zh(name)}：请改名，使每个列名只出现一次",
                    f"{times} columns are named {shown(name)}: rename them, so that each name stands once",
                )
                yield Problem.of(reason, place, name, name)
        for name in sorted(self.layout.demanded.difference(names)):
            if name:
                reason = Text(
                    f"映射要读列{shown_zh(name)}，文件中没有；如列名在另一行，请用 header 写明行号。",
                    f"the mapping reads a column {shown(name)} that the file does not have; if the names stand in "
                    "another row, say header: with its number.",
                )
                yield Problem.of(reason + suggest(name, names), place, name)

    def _unexplained(self, place: Place) -> Iterator[Problem]:
        """Yield the columns that the mapping is silent about; the others can be read."""
        for name in dict.fromkeys(self.header):
            if name and name not in self.layout.needed and name not in self.layout.ignored:
                yield unexplained(name, place)

    def _at(self, row: int) -> Place:
        return Place(self.place.file, self.place.sheet, row)

    def _left_out(self, what: str, row: int, cells: list[str]) -> LeftOut:
        text = next((clean_text(cell) for cell in cells if cell.strip()), "")
        return LeftOut(self._at(row), what, text[:SHOWN])  # type: ignore[arg-type]  # the words of What


def unexplained(name: str, place: Place) -> Problem:
    """Return the problem of a column that the mapping is silent about."""
    reason = Text(
        f"映射没有说明列{shown_zh(name)}是什么：请写进 properties，或写进 ignore",
        f"the mapping does not say what column {shown(name)} is: add it to properties, or to ignore",
    )
    return Problem.of(reason, place, name, name)


def shown_cells(cells: list[str]) -> str:
    """Return a row for a message."""
    return ",".join(cells).replace("\0", "\\0")[:SHOWN]
