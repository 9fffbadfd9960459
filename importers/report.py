"""The import report: every problem as a row of a CSV that opens in Excel, and the rows that have problems."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..schema import Place, Problem, file_error, formula_safe
from .reading import Row, read_rows
from .tables import TableFile

REPORT_COLUMNS = ("file", "sheet", "row", "column", "value", "reason")
#: the same for a reader of Chinese
_HEADINGS = ("文件", "工作表", "行", "列", "值", "原因")


def report_row(problem: Problem, lang: str = "en") -> list[str | int | None]:
    """Return a problem as the values of REPORT_COLUMNS, the reason in a language."""
    place = problem.place
    return [place.file, place.sheet, place.row or None, problem.column, problem.value, problem.why.to(lang)]


def write_report(path: str | Path, problems: Iterable[Problem], lang: str = "en") -> int:
    """Write problems as they come, headings and reasons in a language, and return how many there were."""
    count = 0
    try:
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADINGS if lang == "zh" else REPORT_COLUMNS)
            for problem in problems:
                writer.writerow([formula_safe("" if each is None else str(each)) for each in report_row(problem, lang)])
                count += 1
    except OSError as error:
        raise file_error(error, path) from error
    return count


def rows_at(files: Iterable[TableFile], places: Iterable[Place]) -> Iterator[Row]:
    """Yield the rows at some places, each once, file by file; the files are read again."""
    wanted = {place for place in places if place.row}
    names = {place.file for place in wanted}
    for file in files:
        if file.name not in names:
            continue
        left = {place for place in wanted if place.file == file.name}
        for row in read_rows(file.path, file.name, file.layout):
            if isinstance(row, Row) and row.place in left:
                left.discard(row.place)
                wanted.discard(row.place)
                yield row
                if not left:
                    break
