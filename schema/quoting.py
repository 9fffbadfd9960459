"""How a value stands in a message: short, on one line, and never in the notation of Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .wordings import Text

#: characters of a value that a message quotes, and values of a list that it names
LONGEST = 80
_NAMED = 5


def shown(value: Any) -> str:
    """Return a value as a message quotes it, at most some 80 characters.

    >>> shown("a" * 100) == repr("a" * 79 + "…"), shown(None), shown(True), shown([]), shown(["a", [1], {"b": 2}])
    (True, 'nothing', 'true', 'an empty list', '[a, […], {…}]')
    """
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return repr(cut(str(value)))
    if isinstance(value, dict):
        return _listed("{", map(_brief, value), len(value), "}") if value else "an empty mapping"
    if isinstance(value, list | tuple | set | frozenset):
        return _listed("[", map(_brief, value), len(value), "]") if value else "an empty list"
    return _brief(value)


def shown_zh(value: Any) -> str:
    """Return a value as a Chinese message quotes it, at most some 80 characters.

    >>> shown_zh("亨通"), shown_zh("a\\nb"), shown_zh(None), shown_zh(True), shown_zh([]), shown_zh(["a", [1]])
    ('「亨通」', '「a\\\\nb」', '空', 'true', '空列表', '[a, […]]')
    """
    if value is None:
        return "空"
    if isinstance(value, str):
        text = cut(str(value))
        return f"「{text if text.isprintable() else repr(text)[1:-1]}」"
    if isinstance(value, list | tuple | set | frozenset | dict) and not value:
        return "空映射" if isinstance(value, dict) else "空列表"
    if isinstance(value, int) and abs(value) >= 10**LONGEST:
        return f"{LONGEST} 位以上的数"
    return shown(value)


def listed(names: Iterable[str]) -> Text:
    """Return names as each language lists them.

    >>> listed(["a", "b"])
    Text(zh='a、b', en='a, b')
    """
    names = list(names)
    return Text("、".join(names), ", ".join(names))


def cut(text: str, most: int = LONGEST) -> str:
    """Return text of at most so many characters; ``…`` stands for what is left out.

    >>> cut("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def _listed(begin: str, parts: Any, many: int, end: str) -> str:
    named = [part for part, _ in zip(parts, range(_NAMED), strict=False)]
    inside = ", ".join([*named, "…"] if many > _NAMED else named)
    return f"{begin}{cut(inside)}{end}"


def _brief(value: Any) -> str:
    if isinstance(value, str):
        text = cut(value, LONGEST // 2)
        return text if text.isprintable() else repr(text)[1:-1]
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple | set | frozenset):
        return "[…]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**LONGEST:
        return f"a number of more than {LONGEST} digits"
    return "nothing" if value is None else cut(str(value))
