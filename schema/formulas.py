"""Texts that a spreadsheet would run."""

from __future__ import annotations

import re

#: what a spreadsheet takes for the begin of a formula, half and full width, behind whatever shows nothing: blanks, line
#: breaks, tabs, controls, marks of no width (OWASP, CSV injection). A tab or line break alone is marked too
_FORMULA = re.compile(
    "[\\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠].|[\t\r\n].",
    re.DOTALL,
)


def formula_safe(text: str) -> str:
    """Return text that no spreadsheet runs as a formula, with ``'`` before it where one would (docs/decisions/0004).

    >>> formula_safe("=1+1"), formula_safe("\\n =1+1"), formula_safe("-")
    ("'=1+1", "'\\n =1+1", '-')
    """
    # a lone sign is no formula, and "-" is a usual word for nothing
    return f"'{text}" if _FORMULA.match(text) else text
