"""What the engine says is wrong, for a query's author: without names that only it knows or settings out of reach."""

from __future__ import annotations

import re
from typing import Any

#: a kind of error before what it says: ``UndefinedVariable: Variable 'x' not defined``
_KIND = re.compile(r"^[A-Z][a-z]+(?:[A-Z][a-z]+)+: ")
#: a place as the engine gives it: its columns begin at 0
_PLACE = re.compile(r"\bline (\d+)(?::|, column )(\d+)")
_CHANGES = (
    # words of a grammar that no user knows
    (re.compile(r",? expect(?:ing|ed):? (?:one of )?(?:\{.*\}|[A-Z_0-9, ]+ or \d+ more)$"), ""),
    (re.compile(r"mismatched input '<EOF>'"), "the text ends too early"),
    (re.compile(r"extraneous input"), "unexpected"),
    (re.compile(r" allowed by the setting `arcadedb[^`]*`"), " allowed here"),
    (re.compile(r" or raise the limit(?: \([^)]*\))?"), ""),
    # a mark under a line that is on one line with everything else
    (re.compile(r" \^$"), ""),
)


def message_of(error: Any) -> str:
    """Return what Java says, on one line, without class names and for a reader."""
    return readable(said_by(error))


def said_by(error: Any) -> str:
    """Return what Java says, with its own word for what kind of error it is."""
    text = str(error.getMessage() or "")
    while text.startswith("Error executing") and error.getCause() is not None:
        error = error.getCause()
        text = str(error.getMessage() or "")
    return text.strip() or str(error.getClass().getSimpleName())


def readable(text: str) -> str:
    """Return a message on one line, in words that help who wrote the query.

    >>> readable("Syntax error at line 1:7 - extraneous input ')', expected: one of TEXT1, ACCESS or 315 more")
    "Syntax error at line 1, column 8 - unexpected ')'"
    >>> readable("UndefinedVariable: Variable 'x' not defined")
    "Variable 'x' not defined"
    """
    text = _KIND.sub("", re.sub(r"\s+", " ", text).strip())
    for found, instead in _CHANGES:
        text = found.sub(instead, text)
    return _PLACE.sub(lambda place: f"line {place[1]}, column {int(place[2]) + 1}", text)
