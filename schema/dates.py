"""Dates as sources give them: EDTF (ISO 8601-2) years, months, days, intervals and about when."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .date_spellings import day_of, is_number_of_a_day, plain
from .quoting import shown, shown_zh
from .wordings import Unreadable

_DAY = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_CHINESE = re.compile(r"^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?$")
_SLASHED = re.compile(r"^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: between the ends of a span, where a hyphen would stand within a date
_TO = re.compile(r"\s*(?:[—–―‒−~〜]+|--|至|到)\s*")
#: a hyphen between two ends that have none themselves
_HYPHENED = re.compile(r"^(?:\d{4}-\d{4}|\d{4}年[^-]*-[^-]*[年月日号]|\d{4}[./][\d./]+-\d{4}[./][\d./]+)$")
_MONTHS = re.compile(r"^(\d{4})年(\d{1,2})月?\s*(?:[—–~-]|至|到)\s*(\d{1,2})月$")
_PART_OF_YEAR = re.compile(r"^(\d{4})\s?年?(上半年|下半年|第?[一二三四1-4]季度|Q[1-4])$")
_QUARTER_FIRST = re.compile(r"^(Q[1-4])[\s/-]?(\d{4})$")
_PARTS = {
    "上半年": ("01", "06"), "下半年": ("07", "12"),
    **{f"{first}{n}" + ("" if first == "Q" else "季度"): (f"{3 * at + 1:02d}", f"{3 * at + 3:02d}")
       for first in ("第", "", "Q") for at, two in enumerate(("一1", "二2", "三3", "四4")) for n in two},
}  # fmt: skip
_ABOUT = re.compile(r"^(?:约|大约|c\.|ca\.|circa|about)\s*|(?:左右|前后)$|~$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:before\s|\.\./)|(?:以前|之前)$", re.IGNORECASE)


@lru_cache(4096)
def read_date(text: str) -> str:
    """Return a date in EDTF; ValueError says what is expected, with both readings where there are two.

    Reads ``2023``, ``2023-11``, ``2023-11-23``, ``2023年11月23日``, ``二〇二三年十一月``, ``2023/11/23 0:00``,
    ``20231123``, ``23 Nov 2023``, the number that a spreadsheet keeps for a day (``45253``), ``2014-2018`` and
    ``2020年—2024年`` (from, to), ``before 2019-11`` / ``2019-11以前`` (not after) and ``约2020年`` (about).

    >>> [read_date(t) for t in ("2023年11月", "2014-2018", "before 2019-11", "2023/1/5", "约2020年")]
    ['2023-11', '2014/2018', '../2019-11', '2023-01-05', '2020~']
    """
    whole = unicodedata.normalize("NFKC", text).strip()
    rest = _BEFORE.sub("", whole)
    if rest != whole:
        return "../" + _one(rest, whole)
    rest = _ABOUT.sub("", whole)
    if rest != whole and rest:
        return _one(rest, whole) + "~"
    ends = _ends(whole)
    if len(ends) != 2:
        return _one(whole, whole)
    start, end = _one(ends[0], whole, of_span=True), _one(ends[1], whole, of_span=True)
    if latest(end) < start:
        raise Unreadable(f"{shown(whole)} ends before it begins", f"{shown_zh(whole)}的终点早于起点")
    return f"{start}/{end}"


def latest(date: str) -> str:
    """Return the last day that a date may mean, for comparing; "" stays "".

    >>> latest("2023-11"), latest("2014/2018"), latest("../2019-11"), latest("2020~"), latest("")
    ('2023-11-31', '2018-12-31', '2019-11-31', '2020-12-31', '')
    """
    if not date:
        return ""
    end = date.rsplit("/", 1)[-1].removesuffix("~")
    return end + {4: "-12-31", 7: "-31"}.get(len(end), "")


def _ends(text: str) -> list[str]:
    """Return the two ends of a span, or the text alone."""
    text = _QUARTER_FIRST.sub(r"\2\1", text)
    if (part := _PART_OF_YEAR.match(text)) and (span := _PARTS.get(part[2])):
        return [f"{part[1]}-{month}" for month in span]
    if months := _MONTHS.match(text):
        return [f"{months[1]}-{months[2]}", f"{months[1]}-{months[3]}"]
    if _HYPHENED.match(text):
        ends = text.split("-")
    elif len(ends := _TO.split(text)) != 2 or not all(ends):
        ends = text.split("/")
        return ends if len(ends) == 2 and len(ends[1]) >= 4 and not text.isalpha() else [text]
    # 2023年1月至3月
    if (year := re.match(r"^\d{4}年", ends[0])) and re.match(r"^\d{1,2}月", ends[1]):
        ends[1] = year[0] + ends[1]
    return ends


def _one(text: str, whole: str, of_span: bool = False) -> str:
    """Return one date; ``whole`` is the cell, which a message quotes where the part of it is none."""
    text = text.strip()
    match = _match(plain(text))
    if not match:
        if is_number_of_a_day(text):
            return day_of(text)
        raise Unreadable(
            f"{shown(whole)} is not a date; write 2023, 2023-11, 2023-11-23 or 2023年11月23日",
            f"{shown_zh(whole)}不是日期；请写成 2023、2023-11、2023-11-23 或 2023年11月23日",
        )
    year, month, day = match[1], match[2], match[3]
    if not of_span and re.fullmatch(r"\d{4}\.1", match[0]):
        raise Unreadable(
            f"{shown(text)} is {year}-01, or {year}-10 that lost its 0 as a number: write {year}-01 or {year}-10",
            f"{shown_zh(text)}是 {year}-01，还是当作数字而丢了末尾 0 的 {year}-10：请写明 {year}-01 或 {year}-10",
        )
    if month and not int(year):
        raise Unreadable(
            f"{shown(text)}: there is no year 0: clear the cell, or write the date",
            f"{shown_zh(text)}：没有公元 0 年：请清空单元格，或写明日期",
        )
    if (year, int(month or 1), int(day or 1)) == ("1900", 1, 0):
        raise Unreadable(
            f"{shown(text)} is a spreadsheet's word for no day: clear the cell, or write the date",
            f"{shown_zh(text)}是电子表格对空日期的写法：请清空单元格，或写明日期",
        )
    if month and not 1 <= int(month) <= 12:
        raise Unreadable(
            f"{shown(text)}: there is no month {int(month)}"
            + ("" if int(month) else f"; write {year} where the month is not known"),
            f"{shown_zh(text)}：没有 {int(month)} 月" + ("" if int(month) else f"；月份不详时只写 {year}"),
        )
    if day and not 1 <= int(day) <= _days(int(year), int(month)):
        raise Unreadable(
            f"{shown(text)}: that month has no day {int(day)}", f"{shown_zh(text)}：该月没有 {int(day)} 日"
        )
    return year + "".join(f"-{int(part):02d}" for part in (month, day) if part)


def _match(text: str) -> re.Match[str] | None:
    return _DAY.match(text) or _CHINESE.match(text) or _SLASHED.match(text)


def _days(year: int, month: int) -> int:
    if month == 2 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 28
    return _DAYS[month - 1]
