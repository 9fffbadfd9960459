"""CSV, one table for each type (RFC 4180, UTF-8 with a mark for spreadsheets)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...schema import formula_safe
from ..stored import Stored
from .columns import row, tables


def write(items: Callable[[], Iterable[Stored]], folder: Path) -> None:
    """Write one file for each node and relation type; lists are JSON, formulas stand behind a ``'``."""
    found = tables(items())
    with ExitStack() as stack:
        writers = {}
        for key, table in found.items():
            path = folder / f"{table.name}.csv"
            file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[key] = csv.DictWriter(file, table.columns, restval="")
            writers[key].writer.writerow([formula_safe(name) for name in table.columns])
        for each in items():
            writers[each.from_id != "", each.type].writerow({name: _cell(v) for name, v in row(each).items()})


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return formula_safe(value) if isinstance(value, str) else value
