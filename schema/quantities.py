"""Numbers with units as tables write them: ``3.5万吨``, ``1,200万元``, ``61%``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .quoting import shown, shown_zh
from .values import clean_text
from .wordings import Unreadable

_MANY = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4,
    "千": 1000, "百": 100,
}  # fmt: skip
_UNIT = re.compile(r"^(万亿|千亿|百亿|亿|千万|百万|万|千|百(?!分))?\s*(.*)$")
_NUMBER = re.compile(
    r"^([+-]?(?:\d{1,40}|\d{1,3}(?:,\d{3}){1,12})(?:\.\d{1,40})?|[+-]?\.\d{1,40})\s*((?![\d,.]|[eE][+-]?\d).{0,20})$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, exact as a fraction, and its unit without 万 and 亿."""

    above: int
    below: int
    unit: str

    @property
    def number(self) -> float:
        return self.above / self.below


def read_quantity(text: str, unit: str = "") -> Quantity:
    """Return a number and its unit; ``unit`` is what a number without one is counted in.

    >>> read_quantity("3.5万吨").number, read_quantity("3.5万吨").unit
    (35000.0, '吨')
    >>> read_quantity("1,200", "万元").number, read_quantity("1,200", "万元").unit
    (12000000.0, '元')
    """
    match = _NUMBER.match(clean_text(text))
    if not match:
        raise Unreadable(
            f"{shown(text)} is not a number with a unit; write 1200, 3.5万吨, 2亿元 or 61%",
            f"{shown_zh(text)}不是带单位的数字；请写成 1200、3.5万吨、2亿元 或 61%",
        )
    digits, _, decimals = match[1].replace(",", "").partition(".")
    times, named = _parted(match[2])
    if not named:
        more, named = _parted(unit)
        # 3.5万 in a column of 万元 is 3.5万元: nobody writes 万万元
        times = more if times == 1 or more == times else times * more
    above = int((digits if digits.strip("+-") else digits + "0") + decimals) * times
    below = 10 ** len(decimals)
    if abs(above) >= 10**18 * below:
        raise Unreadable(
            f"{shown(text)} is larger than any number here should be", f"{shown_zh(text)}大得不合情理，请核对"
        )
    return Quantity(above, below, named)


def base_unit(unit: str) -> str:
    """Return a unit without 万 and 亿.

    >>> base_unit("万元"), base_unit("%"), base_unit("吨/年")
    ('元', '%', '吨/年')
    """
    return _parted(unit)[1]


def _parted(unit: str) -> tuple[int, str]:
    match = _UNIT.match(clean_text(unit))
    return (_MANY[match[1]] if match[1] else 1, match[2]) if match else (1, "")
