"""Dates as sources give them: EDTF (ISO 8601-2) years, months, days and intervals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .quoting import shown

_DAY = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_CHINESE = re.compile(r"^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?$")
_SLASHED = re.compile(r"^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(4096)
def read_date(text: str) -> str:
    """Return a date in EDTF; ValueError says what is expected.

    Reads ``2023``, ``2023-11``, ``2023-11-23``, ``2023年11月23日``, ``2023/11/23``,
    ``2014-2018`` (from, to) and ``before 2019-11`` / ``2019-11以前`` (not after).

    >>> [read_date(t) for t in ("2023年11月", "2014-2018", "before 2019-11", "2023/1/5")]
    ['2023-11', '2014/2018', '../2019-11', '2023-01-05']
    """
    text = unicodedata.normalize("NFKC", text).strip()
    for before in ("before ", "Before ", "../"):
        if text.startswith(before):
            return "../" + _one(text[len(before) :])
    for before in ("以前", "之前"):
        if text.endswith(before):
            return "../" + _one(text[: -len(before)])
    years = re.match(r"^(\d{4})-(\d{4})$", text)
    ends = [years[1], years[2]] if years else text.split("/")
    if len(ends) == 2 and (years or len(ends[1]) >= 4):
        start, end = _one(ends[0]), _one(ends[1])
        if latest(end) < start:
            raise ValueError(f"{shown(text)} ends before it begins")
        return f"{start}/{end}"
    return _one(text)


def latest(date: str) -> str:
    """Return the last day that a date may mean, for comparing; "" stays "".

    >>> latest("2023-11"), latest("2014/2018"), latest("../2019-11"), latest("")
    ('2023-11-31', '2018-12-31', '2019-11-31', '')
    """
    if not date:
        return ""
    end = date.rsplit("/", 1)[-1]
    return end + {4: "-12-31", 7: "-31"}.get(len(end), "")


def _one(text: str) -> str:
    text = text.strip()
    match = _DAY.match(text) or _CHINESE.match(text) or _SLASHED.match(text)
    if not match:
        raise ValueError(f"{shown(text)} is not a date; write 2023, 2023-11, 2023-11-23 or 2023年11月23日")
    year, month, day = match[1], match[2], match[3]
    if month and not 1 <= int(month) <= 12:
        raise ValueError(f"{shown(text)}: there is no month {int(month)}")
    if day and not 1 <= int(day) <= _days(int(year), int(month)):
        raise ValueError(f"{shown(text)}: that month has no day {int(day)}")
    return year + "".join(f"-{int(part):02d}" for part in (month, day) if part)


def _days(year: int, month: int) -> int:
    if month == 2 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 28
    return _DAYS[month - 1]
