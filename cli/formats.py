"""Rows as text: table, CSV, JSON, JSON Lines, Markdown. The same on a terminal, in a pipe and in a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from ..schema import formula_safe
from .screen import one_line
from .width import pad, width

if TYPE_CHECKING:
    from ..schema import Rows

_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")


def as_table(rows: Rows, labels: dict[str, str]) -> str:
    """Return aligned columns, two blanks apart; nothing is cut."""
    heads = [visible(labels.get(column, column)) for column in rows.columns]
    lines = [heads, *([visible(value) for value in row] for row in rows.values)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(heads))]
    right = [_numbers(rows, at) for at in range(len(heads))]
    lines.insert(1, ["-" * columns for columns in widths])
    return "".join(
        "  ".join(pad(cell, widths[at], right[at]) for at, cell in enumerate(line)).rstrip() + "\n" for line in lines
    )


def as_csv(rows: Rows) -> str:
    """Return CSV (RFC 4180); a text that a spreadsheet would run as a formula gets a leading ``'``.

    >>> from chainscape.schema import Rows
    >>> as_csv(Rows(("name", "change"), [["=1+1", -3]]))
    "name,change\\r\\n'=1+1,-3\\r\\n"
    """
    return "".join(csv_texts(rows.columns, iter([rows])))


def csv_texts(columns: Sequence[str], pieces: Iterable[Rows]) -> Iterator[str]:
    """Yield the same in pieces: the heads, then some rows at a time."""
    yield _csv_lines([[formula_safe(column) for column in columns]])
    for piece in pieces:
        yield _csv_lines([_safe(value) for value in row] for row in piece.values)


def jsonl_texts(columns: Sequence[str], pieces: Iterable[Rows]) -> Iterator[str]:
    """Yield JSON Lines in pieces: an object a row, a line each, equal to those of `as_json`."""
    for piece in pieces:
        found = (plain(dict(zip(columns, row, strict=True))) for row in piece.values)
        yield "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


def as_json(rows: Rows) -> str:
    """Return a JSON list with an object a row; a number that JSON has no word for becomes null."""
    return json.dumps([plain(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def as_markdown(rows: Rows, labels: dict[str, str]) -> str:
    """Return a Markdown table; what Markdown or HTML would read as markup is escaped."""
    lines = [
        [_escaped(labels.get(column, column)) for column in rows.columns],
        ["---:" if _numbers(rows, at) else "---" for at in range(len(rows.columns))],
        *([_escaped(value) for value in row] for row in rows.values),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def visible(value: Any) -> str:
    """Return a value as one line of text in which a terminal finds nothing to obey."""
    return one_line(_text(value))


def _csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def cell_text(value: Any) -> str:
    """Return a value as the text of a cell, the same in CSV and Excel: a list by ``; ``, nested ones and maps as JSON.

    >>> cell_text(["a", 0.123456, float("nan")]), cell_text([[1]])
    ('a; 0.123456; nan', '[[1]]')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and not any(isinstance(each, list | tuple | dict) for each in value):
        return "; ".join(map(cell_text, value))
    if isinstance(value, dict | list | tuple | bool):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(value)


def _text(value: Any) -> str:
    """Return a value for a reader: the same, but a number with decimals to four digits."""
    if isinstance(value, float) and isfinite(value) and value != int(value):
        return f"{value:.4g}"
    if isinstance(value, list | tuple) and not any(isinstance(each, list | tuple | dict) for each in value):
        return "; ".join(map(_text, value))
    return cell_text(value)


def _safe(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return formula_safe(cell_text(value))


def plain(value: Any) -> Any:
    """Return a value as JSON has words for it: a number that is none becomes null."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _escaped(value: Any) -> str:
    text = visible(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", text)


def _numbers(rows: Rows, at: int) -> bool:
    found = [row[at] for row in rows.values if row[at] is not None]
    return bool(found) and all(isinstance(each, int | float) and not isinstance(each, bool) for each in found)
