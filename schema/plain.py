"""Values of other libraries as the plain ones they stand for, for parameters and records alike."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

from .quoting import shown, shown_zh
from .wordings import Unreadable

#: types that stay as they are
PLAIN = frozenset({type(None), str, bool, int, float})
#: whole numbers that stores keep
INTEGERS = range(-(2**63), 2**63)


class Unkept(TypeError):
    """A value of a kind that no store keeps; says so in both languages."""

    def __init__(self, message: str, zh: str) -> None:
        super().__init__(message)
        #: the message in Chinese
        self.zh = zh


def plain_value(value: Any) -> Any:
    """Return what a value stands for as None, text, truth, number, list or map; TypeError where it is none of these.

    numpy and pandas values give their Python ones, ``pd.NA`` and ``pd.NaT`` None, a Decimal a number, tuples, arrays
    and Series lists. Dates and times are ISO 8601 text, a midnight without a zone its date: what a store keeps of them.

    >>> plain_value((datetime.date(2023, 11, 1), datetime.datetime(2023, 11, 1), decimal.Decimal("1.5")))
    ['2023-11-01', '2023-11-01', 1.5]
    """
    if type(value) in PLAIN:
        return value
    if isinstance(value, dict):
        return {_key(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime.datetime):
        midnight = value.tzinfo is None and value.time() == datetime.time() and not getattr(value, "nanosecond", 0)
        return (value.date() if midnight else value).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    if hasattr(value, "dtype") and hasattr(value, "tolist"):
        return _array(value)
    for kind in (str, bool, int, float):
        if isinstance(value, kind):
            return kind(value)
    raise Unkept(
        f"{type(value).__name__} {shown(str(value))} is no text, number, list or map",
        f"{type(value).__name__} {shown_zh(str(value))}不是文字、数字、列表或映射",
    )


def check_numbers(value: Any) -> None:
    """Raise ValueError for a number that no store keeps: beyond 64 bits, infinite, or none (NaN)."""
    if isinstance(value, list):
        for each in value:
            check_numbers(each)
    elif isinstance(value, dict):
        for each in value.values():
            check_numbers(each)
    elif type(value) is int and value not in INTEGERS:
        raise Unreadable(
            f"{value} is larger than 64 bits, the most that a store keeps; give it as text: '{value}'",
            f"{value} 超过 64 位，库存不下；请作为文字给出：'{value}'",
        )
    elif type(value) is float and value - value != 0:
        raise Unreadable(
            f"{value} is no number that a store keeps; give None (null) for nothing known",
            f"{value} 不是库能存的数字；不详时请给 None（null）",
        )


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise Unkept(f"the key {shown(key)} of a map is no text", f"映射的键{shown_zh(key)}不是文字")
    return str(key)


def _array(value: Any) -> Any:
    """Return what a numpy or pandas value holds; dates of nanoseconds would become plain numbers by themselves."""
    kind = getattr(value.dtype, "kind", "O")
    if kind == "m":
        raise Unkept(
            f"{type(value).__name__} {shown(str(value))} is a duration: give its number, or ISO text",
            f"{type(value).__name__} {shown_zh(str(value))}是时长：请给出数字，或 ISO 文字",
        )
    found = value.tolist()
    if kind == "M" and not isinstance(found, datetime.date):
        found = value.astype("datetime64[us]").tolist()
    return plain_value(found)
