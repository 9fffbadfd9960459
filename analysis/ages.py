"""How old something is on the date of the data."""

from __future__ import annotations

from ..schema import latest


def is_stale(date: str, data_date: str, years: int) -> bool:
    """Say whether a date lies more than some years before the date of the data; what has no date is not stale.

    >>> is_stale("2020-03", "2026-11-22", 5), is_stale("2021-12", "2026-11-22", 5), is_stale("", "2026", 5)
    (True, False, False)
    """
    if not date or not data_date:
        return False
    end = latest(data_date)
    return latest(date) < f"{int(end[:4]) - years:04d}{end[4:]}"
