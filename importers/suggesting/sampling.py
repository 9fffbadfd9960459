"""Headings and first rows of a file, whichever kind it is and wherever its headings stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from ...schema import Place, Problem, Text, listed, shown, shown_zh
from ..reading import MARKS, Form, Layout, Row, kind_of, read_rows
from .columns import ending_of
from .headings import (
    DATES,
    NUMBERING,
    PAIRS,
    PRIVATE,
    PROPERTIES,
    RELATION_PROPERTIES,
    ROWS,
    SOURCES,
    TIES,
    fits,
    heading,
)
from .searches import SEARCHED

#: rows of a table that are looked at, rows from the top in which its headings may stand, alone or two together
LOOKED_AT = 300
_HIGHEST, _HIGHEST_OF_TWO = 12, 4
#: rows of a file that are read to come to its later sheets; bytes of a text, which is read many times
_MOST, _TOP = 20_000, 1_000_000
_WORDS = (
    *ROWS.values(),
    *PROPERTIES.values(),
    *(tie[3] for ties in TIES.values() for tie in ties),
    *(words for pair in PAIRS.values() for words in pair),
    *(words for each in RELATION_PROPERTIES.values() for words in each.values()),
    *(SOURCES, DATES, NUMBERING, PRIVATE),
    *SEARCHED.values(),
)
#: column of records that are texts or numbers; how many lists deep records are looked for
_VALUE, _DEEPEST = "@value", 3
#: how surely what only ends as a known heading, or holds one, is a heading
_LIKE = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """One table of a file."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    #: "" for that of a file that has none
    sheet: str = ""
    #: both rows of its headings, where one stands above the other
    header: tuple[int, ...] = ()
    #: path of its records in a file of JSON or YAML
    records: str = ""


def samples(path: Path, name: str) -> list[Found]:
    """Return the tables of a file, none where it has no rows under names.

    Of a text or sheet, the row is taken for the headings whose cells are most like headings that are known, or two
    rows where the upper one stands over groups. In the same way is found what parts the cells of a text.
    """
    kind = kind_of(path)
    if kind == "text":
        with _top(path) as top:
            return _text(top, name)
    if kind == "workbook":
        return _likeliest(path, name, Form(sheet="*"))
    return list(_records(path, name, "", (), _DEEPEST))


def fault(path: Path, name: str) -> Problem | None:
    """Return why no table was found in a file, None where nothing is wrong with it but that it holds none."""
    columns = _columns(path, name, Form())
    # with all its columns asked for, what is still told is wrong with the file itself
    read = islice(read_rows(path, name, Layout(columns)), _MOST)
    wrong = next((row for row in read if isinstance(row, Problem)), None)
    if wrong or not set(columns) - {_VALUE}:
        return wrong
    named = Text(listed(map(shown_zh, columns)).zh, listed(map(shown, columns)).en)
    return Problem.of(Text(f"列名{named.zh}之下没有数据行", f"no row of data below the names {named.en}"), Place(name))


def is_prose(tables: Sequence[Found]) -> bool:
    """Say whether what was found in a file are lines of text rather than rows under a heading."""
    return all(len(each.columns) == 1 and not _all_known(each.columns) for each in tables)


@contextmanager
def _top(path: Path) -> Iterator[Path]:
    """Give a file with the first lines of a long text."""
    with path.open("rb") as file:
        head = file.read(_TOP)
    # lines of UTF-16 do not end at a byte
    if len(head) < _TOP or b"\0" in head or b"\n" not in head:
        yield path
        return
    with TemporaryDirectory() as folder:
        top = Path(folder) / path.name
        top.write_bytes(head[: head.rindex(b"\n") + 1])
        yield top


def _text(path: Path, name: str) -> list[Found]:
    usual = _likeliest(path, name, Form(delimiter=MARKS[0]))
    if usual and sum(_known(column) > 0 for column in usual[0].columns) > 1:
        return usual
    others = [_likeliest(path, name, Form(delimiter=mark)) for mark in MARKS[1:]]
    # what parts nothing makes one long name of all headings
    found = [usual, *(each for each in others if each and len(each[0].columns) > 1)]
    return max(found, key=lambda each: (_all_known(each[0].columns), len(each[0].columns)) if each else (-1.0, 0))


def _likeliest(path: Path, name: str, form: Form) -> list[Found]:
    """Return the table of each sheet, with the headings that are most like known ones."""
    # a sheet with a title alone in its first row stands in its order, too
    best: dict[str, tuple[float, Found]] = {}

    def weigh(found: Found) -> None:
        known = _all_known(found.columns) if found.rows else -1.0
        before, kept = best.setdefault(found.sheet, (known, found))
        # of two as good the upper one: what is below is a row of the table, or the lower half of the same headings
        if known > before or (known == before >= 0 and found.header[:1] == kept.header[:1]):
            best[found.sheet] = (known, found)

    for number in range(1, _HIGHEST + 1):
        for each in _tables(path, name, replace(form, header=(number,))):
            weigh(each)
        if number <= _HIGHEST_OF_TWO:
            for each in _tables(path, name, replace(form, header=(number, number + 1))):
                if _are_groups(each.columns):
                    weigh(each)
    known = [found for _, found in best.values() if found.rows]
    return [each if len(each.header) > 1 else replace(each, header=()) for each in known]


def _are_groups(columns: Sequence[str]) -> bool:
    """Say whether names of two rows are as tables have them: ``产值/2023``, ``产值/2024``, ``备注``."""
    groups = Counter(column.partition("/")[0] for column in columns if "/" in column)
    return max(groups.values(), default=0) > 1 and any("/" not in column for column in columns)


def _known(column: str) -> float:
    """Return how surely a text is a heading: the name of a body ends as headings do, and is none."""
    head = heading(column)
    surely = max(fits(head, words) for words in _WORDS)
    return surely if surely > _LIKE or not ending_of(head.word) else 0.0


def _all_known(columns: Sequence[str]) -> float:
    return sum(map(_known, columns))


def _tables(path: Path, name: str, form: Form) -> Iterator[Found]:
    """Yield each sheet in its order, also one without a row under such headings."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in islice(read_rows(path, name, Layout((), form=form)), _MOST if form.sheet else LOOKED_AT):
        held = found.setdefault(row.place.sheet, [])
        if isinstance(row, Row) and len(held) < LOOKED_AT:
            held.append(dict(row.cells))
    for sheet, held in found.items():
        columns = tuple(dict.fromkeys(column for row in held for column in row if column))
        yield Found(columns, tuple(held), sheet, form.header)


def _records(path: Path, name: str, at: str, above: Sequence[str], deepest: int) -> Iterator[Found]:
    """Yield the tables of records at a path and further down; ``above``: columns of what they stand in."""
    form = Form(records=at)
    own = _columns(path, name, form)
    holding = {
        row.column
        for row in islice(read_rows(path, name, Layout(own, form=form)), _MOST)
        if isinstance(row, Problem) and row.column in own
    }
    columns = [*(each for each in own if each not in holding), *above]
    layout = Layout(columns, tuple(holding), form)
    read = (row for row in read_rows(path, name, layout) if isinstance(row, Row))
    rows = [{column: row.cells[column] for column in columns} for row in islice(read, LOOKED_AT)]
    # what stands around all records alike says nothing of each
    around = [f"../{column}" for column in columns] if len(rows) > 1 else []
    below: list[Found] = []
    for column in sorted(holding) if deepest else ():
        below += _records(path, name, f"{at}.{column}" if at else column, around, deepest - 1)
    if rows and set(own) - holding - {_VALUE} and (len(rows) > 1 or not below):
        yield Found(tuple(columns), tuple(rows), records=at)
    yield from below


def _columns(path: Path, name: str, form: Form) -> Collection[str]:
    """Return the names of the columns that a file has: those that a mapping without any is silent about."""
    read = islice(read_rows(path, name, Layout((), form=form)), _MOST)
    told = (row for row in read if isinstance(row, Problem))
    return dict.fromkeys(row.column for row in told if row.column and row.column == row.value)
