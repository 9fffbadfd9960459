"""The import report: every problem as a row of a CSV that opens in Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from ..schema import Problem, file_error, formula_safe

COLUMNS = ("file", "sheet", "row", "column", "value", "reason")


def write_report(path: str | Path, problems: Iterable[Problem]) -> int:
    """Write problems as they come and return how many there were."""
    count = 0
    try:
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for p in problems:
                row = (p.place.file, p.place.sheet, p.place.row or "", p.column, p.value, p.reason)
                writer.writerow([formula_safe(str(cell)) for cell in row])
                count += 1
    except OSError as error:
        raise file_error(error, path) from error
    return count
