"""JSON from files and words, within bounds: what no store keeps is refused by a sentence (docs/decisions/0115)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from .plain import INTEGERS
from .quoting import shown, shown_zh
from .syntax_faults import syntax_fault
from .wordings import Unreadable

#: levels of lists and maps within one another
DEEPEST = 60


class NotKept(Unreadable):
    """JSON that is well formed, and more than a store keeps: too deep, too large a number, a key twice."""


def read_json(text: str) -> Any:
    """Return what JSON holds; ValueError where it is none, NotKept where no store could keep it.

    >>> read_json('{"a": [1, 2.5, null]}')
    {'a': [1, 2.5, None]}
    """
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        what = syntax_fault(error.msg)
        raise Unreadable(
            f"{what.en} at character {error.pos + 1:,}", f"第 {error.pos + 1:,} 个字符处不合 JSON（{what.zh}）"
        ) from None
    except RecursionError:
        raise _too_deep() from None
    if text.count("[") + text.count("{") > DEEPEST:
        _check_depth(value)
    if "\\ud" in text or "\\uD" in text:
        _check_characters(value)
    return value


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [each for outer in level for each in _inside(outer)]
        if not level:
            return
    raise _too_deep()


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _too_deep() -> NotKept:
    return NotKept(f"lists and maps stand more than {DEEPEST} deep in one another", f"列表与映射嵌套超过 {DEEPEST} 层")


def _check_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.start + 1]
        raise NotKept(
            f"{shown(half)} is half a character, and none of Unicode", f"{shown_zh(half)}是半个字符，不合 Unicode"
        ) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise NotKept(f"the key {shown(twice)} stands twice", f"键{shown_zh(twice)}出现两次")
    return found


def _integer(digits: str) -> int:
    if len(digits) > 20 or int(digits) not in INTEGERS:
        raise NotKept(
            f"{_number(digits)} is larger than 64 bits, the most that a store keeps; give it as text",
            f"{_number(digits)} 超过 64 位，库存不下；请作为文字给出",
        )
    return int(digits)


def _decimal(digits: str) -> float:
    value = float(digits)
    if value - value != 0:
        raise NotKept(
            f"{_number(digits)} is larger than any number that a store keeps", f"{_number(digits)} 大于库能存的任何数字"
        )
    return value


def _number(digits: str) -> str:
    return shown(digits)[1:-1]


def _no_number(word: str) -> NoReturn:
    raise Unreadable(f"{word} is no number of JSON", f"{word} 不是 JSON 的数字")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_decimal, parse_constant=_no_number
)
