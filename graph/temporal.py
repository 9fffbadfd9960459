"""Dates, times and durations as ISO 8601 text, written one way whatever engine they come from."""

from __future__ import annotations

import re

_DAY = re.compile(r"[-+]?\d+-\d{2}-\d{2}T")
_CLOCK = re.compile(r"(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?")


def moment(text: str) -> str:
    """Return a date or time with seconds, no idle zeros behind them, and UTC as ``Z``.

    >>> moment("2020-01-01T10:00:00.000000000+00:00"), moment("10:00"), moment("2020-01-01")
    ('2020-01-01T10:00:00Z', '10:00:00', '2020-01-01')
    >>> moment("2020-01-01T10:00Z[UTC]"), moment("2020-01-01T10:00+00:00[Etc/UTC]")
    ('2020-01-01T10:00:00Z', '2020-01-01T10:00:00Z[Etc/UTC]')
    >>> moment("2020-01-01T10:00:00.250+08:00[Asia/Shanghai]")
    '2020-01-01T10:00:00.25+08:00[Asia/Shanghai]'
    """
    day, between, clock = text.partition("T") if _DAY.match(text) else ("", "", text)
    found = _CLOCK.match(clock)
    if not found:
        return text
    rest = clock[found.end() :]
    fraction = (found[3] or "").rstrip("0")
    if rest.startswith(("+00:00", "Z")):
        rest = "Z" + rest.removeprefix("Z").removeprefix("+00:00").removeprefix("[UTC]")
    return f"{day}{between}{found[1]}:{found[2] or '00'}" + (f".{fraction}" if fraction else "") + rest


def duration(months: int, days: int, seconds: int, nanoseconds: int = 0) -> str:
    """Return a duration as ISO 8601 text.

    >>> duration(14, 3, 14_400), duration(0, 0, 0), duration(0, -1, 90, 500_000_000)
    ('P1Y2M3DT4H', 'PT0S', 'P-1DT1M30.5S')
    """
    total = seconds * 1_000_000_000 + nanoseconds
    sign = -1 if total < 0 else 1
    whole, part = divmod(abs(total), 1_000_000_000)
    years, left = divmod(abs(months), 12)
    turn = -1 if months < 0 else 1
    day = "".join(f"{v * t}{u}" for v, t, u in ((years, turn, "Y"), (left, turn, "M"), (days, 1, "D")) if v)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    last = f"{rest}.{part:09d}".rstrip("0").rstrip(".") if part else str(rest)
    clock = "".join(
        f"{'-' if sign < 0 else ''}{v}{u}" for v, u in ((hours, "H"), (minutes, "M"), (last, "S")) if v not in (0, "0")
    )
    return "P" + day + ("T" + clock if clock else "") if day or clock else "PT0S"
