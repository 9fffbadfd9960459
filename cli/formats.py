"""Rows as text: table, CSV, JSON, Markdown. The same text on a terminal, in a pipe and in a file, but for colour."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from .width import pad, width

if TYPE_CHECKING:
    from ..schema import Rows

#: what a spreadsheet takes for the begin of a formula, half and full width (OWASP, CSV injection)
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")


def as_table(rows: Rows, labels: dict[str, str]) -> str:
    """Return aligned columns, two blanks apart; nothing is cut."""
    heads = [labels.get(column, column) for column in rows.columns]
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
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows([_safe(value) for value in row] for row in rows.values)
    return out.getvalue()


def as_json(rows: Rows) -> str:
    """Return a JSON list with an object a row; a number that JSON has no word for becomes null."""
    return json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def as_markdown(rows: Rows, labels: dict[str, str]) -> str:
    """Return a Markdown table; what Markdown or HTML would read as markup is escaped."""
    lines = [
        [labels.get(column, column) for column in rows.columns],
        ["---:" if _numbers(rows, at) else "---" for at in range(len(rows.columns))],
        *([_escaped(value) for value in row] for row in rows.values),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def visible(value: Any) -> str:
    """Return a value as one line of text without control characters, which a terminal would obey."""
    text = " ".join(_text(value).split())
    if text.isprintable():
        return text
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and not any(isinstance(each, list | tuple | dict) for each in value):
        return "; ".join(_text(each) for each in value)
    if isinstance(value, dict | list | tuple | bool):
        return json.dumps(_plain(value), ensure_ascii=False)
    return f"{value:.4g}" if isinstance(value, float) and value != int(value) else str(value)


def _safe(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _text(value)
    # a lone sign is no formula, and "-" is a usual word for nothing
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _escaped(value: Any) -> str:
    text = visible(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", text)


def _numbers(rows: Rows, at: int) -> bool:
    found = [row[at] for row in rows.values if row[at] is not None]
    return bool(found) and all(isinstance(each, int | float) and not isinstance(each, bool) for each in found)
