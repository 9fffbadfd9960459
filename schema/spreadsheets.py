"""What spreadsheets make of values: words for errors, and codes that became numbers."""

from __future__ import annotations

import re

from .quoting import shown, shown_zh
from .wordings import Text

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


def lost_digits(text: str) -> Text | None:
    """Return why a text can be no code: a spreadsheet took it for a number and rounded it; None where it did not.

    >>> lost_digits("9.13205E+17").en[:37], lost_digits("913205000000000000").zh[:33], lost_digits("300931")
    ("'9.13205E+17' is a code of 18 digits ", '「913205000000000000」是 18 位代码，被电子表', None)
    """
    digits = 0
    if match := _AS_NUMBER.match(text):
        digits = int(match[1]) + 1
    elif len(text) >= _KEPT + 2 and text.isdecimal() and not text[_KEPT:].strip("0"):
        digits = len(text)
    if not digits:
        return None
    return Text(
        f"{shown_zh(text)}是 {digits} 位代码，被电子表格当成数字，末几位已丢失：请将该列设为文本格式，再重新填写",
        f"{shown(text)} is a code of {digits} digits that a spreadsheet took for a number, and the last are lost: "
        "format the column as text and enter the code again",
    )
