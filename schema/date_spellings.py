"""Other spellings of one date → ``2023-11-23``: midnight, 20231123, 二〇二三年, 23 Nov 2023, numbers of spreadsheets.

Only what can be read in one way is; what can be read in two is an Unreadable with both readings.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from .quoting import shown, shown_zh
from .wordings import Unreadable

_TIME = re.compile(
    r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}[日号])(?:\s+|T)(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?"
    r"\s*(Z|UTC|[+-]\d\d:?\d\d)?$"
)
_PACKED = re.compile(r"^(\d{4})(\d\d)(\d\d)?$")
_YEAR_AS_NUMBER = re.compile(r"^(\d{4})\.0$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {**{name[:3]: at for at, name in enumerate(_NAMES, 1)}, **{name: at for at, name in enumerate(_NAMES, 1)}}
_DAY_MONTH_YEAR = re.compile(r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})$")
_MONTH_DAY_YEAR = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_SHORT = re.compile(r"^(?:([A-Za-z]{3})-(\d\d)|(\d{1,2})-([A-Za-z]{3}))$")
_REPUBLIC = re.compile(r"^民国(\d{1,3})年")
_DIGITS = {each: str(at % 10) for at, each in enumerate("〇一二三四五六七八九零")} | {"○": "0", "两": "2"}
_IN_WORDS = re.compile(
    r"^([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?$"
)
_NUMBER_OF_A_DAY = re.compile(r"^(\d{5})(?:\.\d+)?$")
#: days from 1982-09-14 to 2064-04-08, as spreadsheets count them
_FIRST, _LAST = 30_208, 60_000


def plain(text: str) -> str:
    """Return a date in one of the usual forms, the text itself where it is none of those known here.

    >>> [plain(t) for t in ("20231123", "2023-11-23T00:00:00Z", "二〇二三年十一月", "Nov 23, 2023", "23/11/2023")]
    ['2023-11-23', '2023-11-23', '2023年11月', '2023-11-23', '2023-11-23']
    """
    if match := _TIME.match(text):
        return _without_time(text, match)
    if match := _YEAR_AS_NUMBER.match(text):
        return match[1]
    if match := _PACKED.match(text):
        return _packed(text, match)
    if match := _DAY_FIRST.match(text):
        return _day_first(text, match)
    if match := _DAY_MONTH_YEAR.match(text):
        return _with_month(text, match[3], match[2], match[1])
    if match := _MONTH_DAY_YEAR.match(text):
        return _with_month(text, match[3], match[1], match[2])
    if match := _SHORT.match(text):
        _refuse_short(text, match)
    if re.match(r"^\d{1,2}月\d{1,2}[日号]?$", text):
        raise Unreadable(
            f"{shown(text)} has no year; write it with one, e.g. 2023年{text}",
            f"{shown_zh(text)}缺年份；请写上年份，如 2023年{text}",
        )
    if match := _IN_WORDS.match(text):
        year = "".join(_DIGITS[each] for each in match[1])
        return f"{year}年" + "".join(
            f"{_small(part)}{unit}" for part, unit in ((match[2], "月"), (match[3], "日")) if part
        )
    text = re.sub(r"\s+", "", text) if "年" in text else text
    if match := _REPUBLIC.match(text):
        return f"{int(match[1]) + 1911}年{text[match.end() :]}"
    return text


def is_number_of_a_day(text: str) -> bool:
    """Say whether a text is the number that a spreadsheet keeps for a day of 1982 to 2064."""
    match = _NUMBER_OF_A_DAY.match(text)
    return bool(match) and _FIRST <= int(text[:5]) <= _LAST


def day_of(text: str) -> str:
    """Return the day of such a number.

    >>> day_of("45253"), day_of("45253.5")
    ('2023-11-23', '2023-11-23')
    """
    return (date(1899, 12, 30) + timedelta(days=int(text[:5]))).isoformat()


def _without_time(text: str, match: re.Match[str]) -> str:
    hour, minute, zone = int(match[2]), int(match[3]), match[4] or ""
    if hour > 24 or minute > 59:
        raise Unreadable(f"{shown(text)}: there is no such time of day", f"{shown_zh(text)}：没有这个时刻")
    if hour >= 16 and zone in ("Z", "UTC", "+00:00", "+0000"):
        day = match[1]
        raise Unreadable(
            f"{shown(text)} is {day} in London and the day after in China: write the day alone",
            f"{shown_zh(text)}在伦敦是 {day}，在中国是次日：请只写日期",
        )
    return match[1]


def _packed(text: str, match: re.Match[str]) -> str:
    year, month, day = match[1], match[2], match[3]
    if day is None and 1 <= int(month) <= 31 and 1 <= int(year[2:]) <= 12 and 1 <= int(month) <= 12:
        other = f"20{year[:2]}-{year[2:]}-{month}"
        raise Unreadable(
            f"{shown(text)} is {year}-{month} or {other}: write one of these",
            f"{shown_zh(text)}是 {year}-{month} 还是 {other}：请写明其一",
        )
    return "-".join(part for part in (year, month, day) if part)


def _day_first(text: str, match: re.Match[str]) -> str:
    first, second, year = int(match[1]), int(match[2]), match[3]
    day_first, month_first = f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}"
    if first <= 12 and second <= 12 and first != second:
        raise Unreadable(
            f"{shown(text)} is {day_first} or {month_first}: write one of these",
            f"{shown_zh(text)}是 {day_first} 还是 {month_first}：请写明其一",
        )
    return month_first if second > 12 else day_first


def _with_month(text: str, year: str, month: str, day: str | None) -> str:
    at = _MONTHS.get(month.casefold().replace("sept", "sep") if len(month) == 4 else month.casefold())
    if at is None:
        return text
    return f"{year}-{at:02d}" + (f"-{int(day):02d}" if day else "")


def _refuse_short(text: str, match: re.Match[str]) -> None:
    month, number = match[1] or match[4], match[2] or match[3]
    if month.casefold() in _MONTHS:
        at = _MONTHS[month.casefold()]
        raise Unreadable(
            f"{shown(text)} is not a date that can be read in one way: it is 20{int(number):02d}-{at:02d}, or the "
            f"{int(number)}. of month {at} in a year that is not there; write 2023-11",
            f"{shown_zh(text)}不止一种读法：20{int(number):02d}-{at:02d}，"
            f"或未写年份的 {at} 月 {int(number)} 日；请写成 2023-11",
        )


def _small(text: str) -> int:
    """Return a number below 40 in Chinese words."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(_DIGITS[each] for each in text))
    return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
