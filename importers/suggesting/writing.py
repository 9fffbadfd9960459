"""Texts as they stand in a mapping (YAML), and what parts several values in a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_MARKS = ("；", ";", "、", "\n")
#: names and phrases hold these, too
_LOOSE = ("，", "|", "/", ",")
_WORD = re.compile(r"[^\s:#,\[\]{}&*!|>'\"%@`?-][^\s:#,\[\]{}]*")


def quoted(text: str | Sequence[str]) -> str:
    """Return a text, or several, as YAML; one alone stands without brackets."""
    if not isinstance(text, str) and len(text) == 1:
        text = text[0]
    return json.dumps(text, ensure_ascii=False)


def plain(text: str) -> str:
    """Return a text as YAML: as it is where that is a plain word, else in quotes."""
    if _WORD.fullmatch(text) and not re.fullmatch(r"(true|false|null|yes|no|on|off|~|[0-9.]+)", text, re.IGNORECASE):
        return text
    return quoted(text)


def marks(cells: Sequence[str]) -> tuple[str, ...]:
    """Return what parts several values in the cells of a column, none where each holds one.

    Rows part by marks of their own; one that names and phrases hold too counts only where there is no other.
    """
    most = max(1, len(cells) // 10)
    if found := tuple(mark for mark in _MARKS if any(mark in cell.strip() for cell in cells)):
        return found
    return next(((mark,) for mark in _LOOSE if sum(mark in cell.strip() for cell in cells) >= most), ())


def parted(cell: str, by: Sequence[str]) -> list[str]:
    """Return the values in a cell that some marks part."""
    return re.split("|".join(map(re.escape, by)), cell) if by else [cell]
