"""Codes of bodies: the unified social credit code (GB 32100-2015) and the code of a listed share."""

from __future__ import annotations

import re

from .quoting import shown, shown_zh
from .spreadsheets import lost_digits
from .wordings import Unreadable

#: letters I, O, S, V and Z are in no credit code
_CREDIT = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$")
#: shares of Shanghai, Shenzhen and Beijing: six digits, with or without the exchange
_LISTED = re.compile(r"^(?:(SH|SZ|BJ)[.: ]?)?(\d{6})(?:[. ](SH|SZ|BJ))?$")
#: first digits that each exchange gives to shares (A and B)
_FIRST = {"SH": ("6", "900"), "SZ": ("0", "2", "3"), "BJ": ("4", "8", "92")}
#: what is left of 000063 when a spreadsheet takes it for a number
_SHORT = re.compile(r"^\d{1,4}$")


def read_credit_code(text: str) -> str:
    """Return a unified social credit code in capitals, without blanks and hyphens; ValueError says what is wrong.

    18 characters, the last of which is a check digit over the others. It is looked at whether it can be a code, never
    whose it is.

    >>> read_credit_code("91000000 MADEUP00 1m")
    '91000000MADEUP001M'
    """
    code = re.sub(r"[\s\-]", "", text).upper()
    if reason := lost_digits(code):
        raise Unreadable(reason.en, reason.zh)
    if not _CREDIT.match(code):
        raise Unreadable(
            f"{shown(text)} is no unified social credit code (统一社会信用代码): those have 18 characters, this has "
            f"{len(code)}; digits and capitals without I, O, S, V and Z, digits from the third to the eighth. "
            "Correct it from the licence, or clear the cell",
            f"{shown_zh(text)}不是统一社会信用代码：应为 18 位，现为 {len(code)} 位；"
            "由数字和大写字母组成，不含 I、O、S、V、Z，第三至第八位为数字。请按执照更正，或清空单元格",
        )
    # it brings ssl along, a tenth of a second
    from stdnum.cn.uscc import calc_check_digit

    if code[-1] != (wanted := calc_check_digit(code[:-1])):
        raise Unreadable(
            f"{shown(text)} has a wrong check digit: the last character follows from the 17 before it (GB 32100-2015) "
            f"and would be {wanted}, so one or more are mistyped. Correct it from the licence, or clear the cell",
            f"{shown_zh(text)}的校验码不对：末位由前 17 位算出（GB 32100-2015），应为 {wanted}，可见至少有一位写错。"
            "请按执照更正，或清空单元格",
        )
    return code


def read_stock_code(text: str) -> str:
    """Return the six digits of a share listed in Shanghai, Shenzhen or Beijing, any other code as it stands.

    ValueError where the exchange contradicts the digits, and where a spreadsheet took zeros from the front.

    >>> read_stock_code("600487.SH"), read_stock_code("sz002491"), read_stock_code("00700.HK")
    ('600487', '002491', '00700.HK')
    """
    code = re.sub(r"\.0+$", "", text.strip())
    if reason := lost_digits(code):
        raise Unreadable(reason.en, reason.zh)
    if _SHORT.match(code):
        raise Unreadable(
            f"{shown(text)} is {code.zfill(6)} whose zeros a spreadsheet took, or a code of another exchange: write "
            f"{code.zfill(6)} (format the column as text first), or the exchange with it: 0700.HK",
            f"{shown_zh(text)}是被电子表格去掉前导 0 的 {code.zfill(6)}，还是其他交易所的代码：请写 {code.zfill(6)}"
            "（先将该列设为文本格式），或连交易所一起写：0700.HK",
        )
    found = _LISTED.match(code.upper())
    if not found:
        return code
    digits = found[2]
    for exchange in filter(None, (found[1], found[3])):
        others = [name for name, first in _FIRST.items() if digits.startswith(first) and name != exchange]
        if others and not digits.startswith(_FIRST[exchange]):
            raise Unreadable(
                f"{shown(text)}: shares that begin so are listed at {others[0]}, not at {exchange}: correct the digits "
                f"or the exchange ({digits}.{others[0]})",
                f"{shown_zh(text)}：这样开头的股票在 {others[0]} 上市，不在 {exchange}：请更正代码，"
                f"或更正交易所（{digits}.{others[0]}）",
            )
    return digits


def as_kept(word: str) -> str:
    """Return a code as a body bears it, any other word as it is.

    >>> as_kept("600487.SH"), as_kept("亨通光电")
    ('600487', '亨通光电')
    """
    for read in (read_credit_code, read_stock_code):
        try:
            if (kept := read(word)) != word:
                return kept
        except ValueError:
            pass
    return word
