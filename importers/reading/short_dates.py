"""Formats of spreadsheets that show a month or a year: who types 2023-11 gets its first day, shown by such a one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

#: characters of ISO dates
YEAR, MONTH = 4, 7
#: formats that every workbook has: mmm-yy, and 2023年11月 of Chinese ones
BUILT_IN = {17: MONTH, 27: MONTH, 36: MONTH, 50: MONTH, 52: MONTH, 57: MONTH}
_MONTH = re.compile(r"\d{4}[-/.年]\d{1,2}月?|[A-Z][a-z]{2}[- ]\d{2,4}")
_YEAR = re.compile(r"\d{4}年?")
#: what of a format is no letter of a date: texts, languages and colours, single characters
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def shown_by(format: str) -> int:
    """Return how many characters of an ISO date a number format shows: 7, 4, or 0 for all of it or no date.

    >>> [shown_by(each) for each in ('yyyy-mm', 'yyyy"年"m"月";@', 'mmm-yy', 'yyyy', 'yyyy-mm-dd', '0.00')]
    [7, 7, 7, 4, 0, 0]
    """
    letters = set(_ASIDE.sub("", format.partition(";")[0]).casefold()) & set("ymdhs")
    return MONTH if letters == {"y", "m"} else YEAR if letters == {"y"} else 0


def shown_in(text: str) -> int:
    """Return how many characters of an ISO date the text of a cell shows.

    >>> shown_in("2023-11"), shown_in("2023年11月"), shown_in("Nov-23"), shown_in("2023"), shown_in("2023-11-01")
    (7, 7, 7, 4, 0)
    """
    return MONTH if _MONTH.fullmatch(text) else YEAR if _YEAR.fullmatch(text) else 0


def short_dates(styles: bytes) -> Mapping[bytes, int]:
    """Return the numbers of the cell styles of an .xlsx that show a month or a year, with how much they show."""
    try:
        root = ElementTree.fromstring(styles)  # noqa: S314
    except ElementTree.ParseError:
        return {}
    formats, found = dict(BUILT_IN), {}
    for each in root.iter():
        if each.tag.endswith("}numFmt"):
            formats[_number(each, "numFmtId")] = shown_by(each.get("formatCode", ""))
    for part in root:
        if part.tag.endswith("}cellXfs"):
            for at, style in enumerate(part):
                if length := formats.get(_number(style, "numFmtId"), 0):
                    found[str(at).encode()] = length
    return found


def shortened(text: str, length: int) -> str:
    """Return a date as its cell shows it; one that is not the first of its month or year stays whole.

    >>> shortened("2023-11-01", MONTH), shortened("2023-11-23", MONTH), shortened("2023-01-01", YEAR)
    ('2023-11', '2023-11-23', '2023')
    """
    return text[:length] if len(text) == 10 and text.endswith("-01-01"[length - 10 :]) else text


def _number(part: ElementTree.Element, name: str) -> int:
    text = part.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1
