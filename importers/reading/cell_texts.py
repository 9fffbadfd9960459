"""Typed values of workbooks and records as the texts that a table in CSV would hold."""

from __future__ import annotations

from datetime import date, datetime, time

#: decimals of a spreadsheet from here on have lost digits: it keeps 15
ROUNDED = 10**15


def text_of(value: object) -> str:
    """Return a single value as text; whole decimals as whole numbers, midnight as a day.

    >>> [text_of(each) for each in (2023.0, 0.61, True, None, datetime(2023, 11, 23), 9.1320500123456e17)]
    ['2023', '0.61', 'true', '', '2023-11-23', '9.13205E+17']
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if abs(value) >= ROUNDED or value - value != 0:
            return f"{value:.5E}" if value - value == 0 else ""
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
