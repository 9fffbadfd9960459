"""Texts that a spreadsheet would run."""

from __future__ import annotations

#: what a spreadsheet takes for the begin of a formula, half and full width (OWASP, CSV injection)
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def formula_safe(text: str) -> str:
    """Return text that no spreadsheet runs as a formula, with ``'`` before it where one would (docs/decisions/0004).

    >>> formula_safe("=1+1"), formula_safe("-")
    ("'=1+1", '-')
    """
    # a lone sign is no formula, and "-" is a usual word for nothing
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA) else text
