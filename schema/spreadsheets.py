"""What spreadsheets make of values: words for errors, and codes that became numbers."""

from __future__ import annotations

import re

from .quoting import shown

_PART = r"[;\uff1b、,\uff0c|\n]"
_ERROR = re.compile(
    rf"(?:^|{_PART})\s*(#N/A(?: N/A)?|#REF!|#VALUE!|#NAME\?|#DIV/0!|#NUM!|#NULL!|#SPILL!|#CALC!|#FIELD!|#BLOCKED!"
    rf"|#CONNECT!|#BUSY!|#UNKNOWN!|#GETTING_DATA|#{{3,}}|Err:\d{{3}})\s*(?:$|{_PART})",
    re.IGNORECASE,
)
_AS_NUMBER = re.compile(r"^\d(?:\.\d+)?E\+?(\d{1,2})$", re.IGNORECASE)
#: digits that a spreadsheet keeps of a number
_KEPT = 15


def error_word(text: str) -> str:
    """Return the spreadsheet's word for an error that a cell, or one of the values in it, is; "" for none.

    >>> error_word("#N/A"), error_word("甲公司;#REF!"), error_word("C#N/A")
    ('#N/A', '#REF!', '')
    """
    match = _ERROR.search(text) if "#" in text or "Err:" in text else None
    return match[1] if match else ""


def lost_digits(text: str) -> str:
    """Return why a text can be no code: a spreadsheet took it for a number and rounded it; "" where it did not.

    >>> lost_digits("9.13205E+17")[:37], lost_digits("913205000000000000")[:20], lost_digits("300931")
    ("'9.13205E+17' is a code of 18 digits ", "'913205000000000000'", '')
    """
    digits = 0
    if match := _AS_NUMBER.match(text):
        digits = int(match[1]) + 1
    elif len(text) >= _KEPT + 2 and text.isdecimal() and not text[_KEPT:].strip("0"):
        digits = len(text)
    if not digits:
        return ""
    return (
        f"{shown(text)} is a code of {digits} digits that a spreadsheet took for a number, and the last are lost: "
        "format the column as text and enter the code again"
    )
