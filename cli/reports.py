"""The report of ``check``, ``import`` and ``adopt``: CSV, JSON by cause, or Excel with the bad cells marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..importers import REPORT_COLUMNS, report_row
from .causes import cause_of
from .excel import LONGEST, ROWS, open_book, write_cell
from .labels import labels
from .options import Options, tell
from .output import save

if TYPE_CHECKING:
    from ..importers import Dataset
    from ..schema import Place, Problem

SUFFIXES = ("", ".csv", ".json", ".xlsx")
#: bad rows that the copies hold; more make a workbook that nobody can work through
COPIED = 5_000
#: what the name of a sheet may not hold, and how long it may be
_BARRED = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31
_COMMENT = {"x_scale": 3, "y_scale": 2, "author": "chainscape"}


def check_name(name: str) -> None:
    """Refuse a report whose ending is none of SUFFIXES, or that needs a package that is not there."""
    from ..schema import UsageError

    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(SUFFIXES[1:])
        raise UsageError(
            f"--report: {suffix} is no form of a report; there are {', '.join(SUFFIXES[1:])}",
            f"--report 的后缀 {suffix} 不可用；可用 {known}",
        )
    if suffix == ".xlsx":
        with open_book(BytesIO()):
            pass


def write_problems(path: Path, problems: Sequence[Problem], dataset: Dataset | None, options: Options) -> None:
    """Write problems in the form that the ending of the file says; of a dataset, Excel gets the bad rows as well."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        save(path, json.dumps(_by_cause(problems, options.lang), ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".xlsx":
        packed = BytesIO()
        _write_book(packed, problems, dataset, options)
        save(path, packed.getvalue())
    else:
        from ..importers import write_report

        write_report(path, problems, options.lang)


def _by_cause(problems: Sequence[Problem], lang: str) -> dict[str, Any]:
    causes = [
        {"count": len(found), "problems": [dict(zip(REPORT_COLUMNS, report_row(p, lang), strict=True)) for p in found]}
        for found in _causes(problems)
    ]
    return {"problems": len(problems), "causes": causes}


def _causes(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Return the problems of each cause, most first."""
    found: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        found.setdefault(cause_of(problem), []).append(problem)
    return sorted(found.values(), key=lambda each: -len(each))


def _write_book(packed: BytesIO, problems: Sequence[Problem], dataset: Dataset | None, options: Options) -> None:
    told: dict[Place, list[Problem]] = {}
    for problem in problems:
        if problem.place.row and (problem.place in told or len(told) < COPIED):
            told.setdefault(problem.place, []).append(problem)
    if dataset and len(told) == COPIED:
        zh, en = f"只抄录前 {COPIED} 行", f"only the first {COPIED:,} bad rows are copied"
        tell(options.say(f"{zh}；全部问题在“问题”表", f"{en}; all problems stand on the first sheet"))
    name, row = options.say("问题", "problems"), options.say("行", "row")
    with open_book(packed) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        bad = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True})
        _write_causes(book.add_worksheet(name), problems, bold, options.lang)
        taken = {name}
        rows = dataset.rows_at(told) if dataset else iter(())
        for (file, sheet), found in groupby(rows, lambda each: (each[0].file, each[0].sheet)):
            copy = _Copy(book.add_worksheet(_free(f"{file} {sheet}", taken)), bold, bad, row, options.lang)
            copy.write(found, told)


def _write_causes(sheet: Any, problems: Sequence[Problem], bold: Any, lang: str) -> None:
    columns, words = ("count", *REPORT_COLUMNS), labels(lang)
    for at, column in enumerate(columns):
        write_cell(sheet, 0, at, words.get(column, column), bold)
    line = 0
    for found in _causes(problems):
        for number, problem in enumerate(found):
            if line == ROWS - 1:
                break
            line += 1
            for at, value in enumerate([len(found) if number == 0 else None, *report_row(problem, lang)]):
                write_cell(sheet, line, at, value or None)
    for at, wide in enumerate((8, 24, 14, 8, 20, 24, 90)):
        sheet.set_column(at, at, wide)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(columns) - 1)


class _Copy:
    """A sheet with the bad rows of one table: the bad cell marked, what is wrong with it as its comment."""

    def __init__(self, sheet: Any, bold: Any, bad: Any, row: str, lang: str) -> None:
        self.sheet, self.bold, self.bad, self.lang = sheet, bold, bad, lang
        self.columns: tuple[str, ...] = ()
        self._row = row
        sheet.freeze_panes(1, 1)

    def write(self, rows: Iterable[tuple[Place, Mapping[str, str]]], told: Mapping[Place, Sequence[Problem]]) -> None:
        """Write the rows below their headings."""
        for line, (place, cells) in enumerate(rows, 1):
            if line == 1:
                self.columns = tuple(filter(None, cells))
                for at, column in enumerate((self._row, *self.columns)):
                    write_cell(self.sheet, 0, at, column, self.bold)
                    self.sheet.set_column(at, at, 20 if at else 8)
            wrong: dict[str, list[str]] = {}
            for problem in told[place]:
                # what is wrong with a row as a whole stands at its number
                wrong.setdefault(problem.column if problem.column in cells else "", []).append(
                    problem.why.to(self.lang)
                )
            for at, column in enumerate(("", *self.columns)):
                value = cells.get(column, "") if column else str(place.row)
                if column not in wrong:
                    write_cell(self.sheet, line, at, value or None)
                else:
                    write_cell(self.sheet, line, at, value, self.bad)
                    self.sheet.write_comment(line, at, "\n".join(wrong[column])[:LONGEST], _COMMENT)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and none has yet."""
    plain = " ".join(name.translate(_BARRED).split())
    found, number = plain[:_LONGEST_NAME].strip(), 1
    while found.casefold() in taken or not found:
        number += 1
        found = f"{plain[: _LONGEST_NAME - 5].strip()} ({number})".strip()
    taken.add(found.casefold())
    return found
