"""Cleaning: the text of a cell → a typed value, or a ValueError that says what is expected."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence

from .body_codes import read_credit_code, read_stock_code
from .dates import read_date
from .quoting import listed, shown, shown_zh
from .records import Value
from .vocabularies import CodeList, Property
from .wordings import Unreadable

#: words that a Chinese or English table uses for "nothing known"
BLANKS = frozenset(
    {"", "-", "--", "—", "——", "/", "n/a", "无数据", "不详", "未知", "暂无", "(空)", "(空白)"}
    # what programs write for it
    | {"nan", "none", "null", "nat", "<na>"}
)
#: texts longer than this are a broken file rather than a fact
LONGEST = 100_000
#: Unicode categories that a name never holds: control, format, surrogate, private, unassigned
_MARKS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_UNITS = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_NUMBER = re.compile(
    r"^([+-]?(?:\d{1,40}|\d{1,3}(?:,\d{3}){1,12})(?:\.\d{1,40})?|[+-]?\.\d{1,40})\s*(百万|千万|百|千|万|亿)?$"
)
_YES = frozenset({"true", "yes", "y", "1", "是", "有", "√"})
_NO = frozenset({"false", "no", "n", "0", "否", "无", "×"})


def clean_text(text: str) -> str:
    """Return text in NFKC (full-width forms become half-width), without control marks and doubled blanks.

    >>> clean_text("  亨通\\u3000光电(ABC)\\u200b ")
    '亨通 光电(ABC)'
    """
    text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        kept = (c if unicodedata.category(c) not in _MARKS else " " * c.isspace() for c in text)
        # again: what stood apart, a letter and its accent, may meet once a mark is gone
        text = unicodedata.normalize("NFKC", "".join(kept))
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Say whether a cell says that nothing is known."""
    return clean_text(text).casefold() in BLANKS


def read_integer(text: str) -> int:
    """Return a whole number; 万 and 亿 are units.

    >>> read_integer("1,200"), read_integer("3.5万"), read_integer("2亿")
    (1200, 35000, 200000000)
    """
    above, below = _fraction(text)
    if above % below:
        raise Unreadable(f"{shown(text)} is not a whole number", f"{shown_zh(text)}不是整数")
    return above // below


def read_number(text: str) -> float:
    """Return a number; 万 and 亿 are units."""
    above, below = _fraction(text)
    return above / below


def _fraction(text: str) -> tuple[int, int]:
    """Return a number exactly, so that 0.29亿 is 29000000 and not 28999999.999999996."""
    # 6e-06 is how programs write a small share; 9.1E+17 is a code that a spreadsheet rounded
    number, small, power = clean_text(text).replace("E", "e").partition("e-")
    match = _NUMBER.match(number)
    if not match or (small and not (power.isdecimal() and len(power) < 3)):
        raise Unreadable(
            f"{shown(text)} is not a number; write 1200, 1,200, 3.5万 or 2亿",
            f"{shown_zh(text)}不是数字；请写成 1200、1,200、3.5万 或 2亿",
        )
    digits, _, decimals = match[1].replace(",", "").partition(".")
    above = int((digits if digits.strip("+-") else digits + "0") + decimals) * _UNITS.get(match[2] or "", 1)
    below = 10 ** (len(decimals) + int(power or 0))
    # stores keep whole numbers in 64 bits
    if abs(above) >= 10**18 * below:
        raise Unreadable(
            f"{shown(text)} is larger than any number here should be", f"{shown_zh(text)}大得不合情理，请核对"
        )
    return above, below


def read_share(text: str) -> float:
    """Return a share from 0 to 1 from ``61%`` or ``0.61``.

    >>> read_share("61%"), read_share("0.61")
    (0.61, 0.61)
    """
    word = clean_text(text)
    above, below = _fraction(word.removesuffix("%"))
    if word.endswith("%"):
        below *= 100
    if not 0 <= above <= below:
        raise Unreadable(
            f"{shown(text)} is not a share; write 61% or 0.61", f"{shown_zh(text)}不是份额；请写成 61% 或 0.61"
        )
    return above / below


def read_boolean(text: str) -> bool:
    """Return True for 是/yes/true/1, False for 否/no/false/0."""
    word = clean_text(text).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable(
        f"{shown(text)} is neither yes nor no; write 是/否 or yes/no",
        f"{shown_zh(text)}既不是“是”也不是“否”；请写 是/否 或 yes/no",
    )


def read_code(text: str, codes: CodeList) -> str:
    """Return the code for a code, its Chinese or its English label."""
    word = clean_text(text)
    for code in codes.codes.values():
        if word.casefold() in (code.name.casefold(), code.label.zh.casefold(), code.label.en.casefold()):
            return code.name
    known = listed(f"{code.name} {code.label.zh}" for code in codes.codes.values())
    near = difflib.get_close_matches(word.casefold(), codes.codes, n=1)
    raise Unreadable(
        f"{shown(text)} is not in the list {codes.name}.{f' Did you mean {near[0]}?' if near else ''} "
        f"There are: {known.en}",
        f"{shown_zh(text)}不在代码表 {codes.name} 中。{f'是「{near[0]}」吗？' if near else ''}现有：{known.zh}",
    )


def divide(text: str, separator: str | Sequence[str]) -> list[str]:
    """Return the parts of a cell, cleaned, without blanks, each once, in their order; of several marks each parts.

    >>> divide("计量;检验检测; 计量", ";"), divide("计量;检验、测试", [";", "、"])
    (['计量', '检验检测'], ['计量', '检验', '测试'])
    """
    if not isinstance(separator, str):
        parts = [text]
        # line breaks first: cleaning takes them away
        for each in sorted(separator, key=lambda mark: not mark.isspace()):
            parts = [part for piece in parts for part in divide(piece, each)]
        return list(dict.fromkeys(parts))
    mark = clean_text(separator)
    # cleaned first, so that ; parts where ; is the separator
    pieces = [p.strip() for p in clean_text(text).split(mark)] if mark else map(clean_text, text.split(separator))
    return list(dict.fromkeys(piece for piece in pieces if piece.casefold() not in BLANKS))


def read_value(text: str, property: Property, separator: str | Sequence[str] = ";") -> Value:
    """Return a cell as the value that a property wants; ValueError says what is expected."""
    if len(text) > LONGEST:
        raise Unreadable(
            f"the text has {len(text):,} characters, more than {LONGEST:,}: is a quotation mark missing?",
            f"文字有 {len(text):,} 个字符，超过 {LONGEST:,}：是否漏了引号？",
        )
    if property.type == "texts":
        return sorted(set(divide(text, separator)))
    if property.codes is not None:
        return read_code(text, property.codes)
    value = _READERS[property.type](text)
    check_least(value, property)
    return value


def check_least(value: Value, property: Property) -> None:
    """Raise ValueError for a whole number that is less than the property allows."""
    if property.least is not None and isinstance(value, int) and value < property.least:
        raise Unreadable(
            f"{value} is less than {property.least}: correct it, or clear the cell",
            f"{value} 小于 {property.least}：请更正，或清空单元格",
        )


_READERS: dict[str, Callable[[str], Value]] = {
    "text": clean_text,
    "integer": read_integer,
    "number": read_number,
    "share": read_share,
    "date": read_date,
    "boolean": read_boolean,
    "credit_code": lambda text: read_credit_code(clean_text(text)),
    "stock_code": lambda text: read_stock_code(clean_text(text)),
}
