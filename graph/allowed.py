"""What both engines are told about a query before they look at it, and how their lists of what only reads are made."""

from __future__ import annotations

import re

from ..schema import QueryRefused, Text

#: characters of a text: the library's longest has 8,000; the folder's engine takes 2 to 3 s to parse so many
LONGEST = 100_000
#: brackets and CASE that stand in each other: the library's deepest text has 5; of CASE the folder's engine parses
#: 50 in 0.5 s, and more than 20 s long where 100 stand in each other
DEEPEST = 50
ADVICE = Text(
    "这里的查询只读取；数据用 chainscape import 载入。", "Here a query only reads; data comes in by chainscape import."
)
# (?>…)*+ never goes back: many comments would take exponential time otherwise
_FIRST_WORD = re.compile(r"(?>\s+|//[^\n]*\n|/\*.*?\*/)*+(explain|profile|cypher)\b", re.IGNORECASE | re.DOTALL)


#: quoted texts and names, comments, also those that nothing ends; what opens and closes; names that are no words
_NESTING = re.compile(
    r"""'[^'\\]*+(?:\\.[^'\\]*+)*+'?|"[^"\\]*+(?:\\.[^"\\]*+)*+"?|`[^`]*+`?|//[^\n]*+|/\*.*?(?:\*/|\Z)"""
    r"""|(?P<open>[(\[{]|\bcase\b(?!\s*[:.,)]))|(?P<close>[)\]}]|\bend\b(?!\s*:))|[.:$]?\w++""",
    re.IGNORECASE | re.DOTALL,
)


def check_size(query: str) -> None:
    """Refuse a text that is too long or too deep to be read in time, before an engine's parser sees it.

    >>> check_size("RETURN " + "[" * 60 + "]" * 60)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    chainscape.schema.errors.QueryRefused: refused: at line 1, column 58, 51 brackets and CASE stand in each other, ...
    """
    if len(query) > LONGEST:
        raise QueryRefused(
            f"refused: the query has {len(query):,} characters, and at most {LONGEST:,} are read: give long values as "
            "parameters ($name; -p name=… on the command line), or ask in several queries.",
            f"拒绝：语句有 {len(query):,} 个字符，最多读 {LONGEST:,} 个："
            "长的值用参数给出（$name；命令行用 -p name=…），或分成几条语句",
        )
    depth = 0
    for found in _NESTING.finditer(query):
        if found["close"]:
            depth = max(depth - 1, 0)
        elif found["open"] and (depth := depth + 1) > DEEPEST:
            line, column = query.count("\n", 0, found.start()) + 1, found.start() - query.rfind("\n", 0, found.start())
            raise QueryRefused(
                f"refused: at line {line}, column {column}, {depth} brackets and CASE stand in each other, and at most "
                f"{DEEPEST} may: write it in smaller steps, with WITH between.",
                f"拒绝：第 {line} 行第 {column} 列，括号和 CASE 嵌套了 {depth} 层，最多 {DEEPEST} 层："
                "用 WITH 分成几步写",
            )


def check_first_word(query: str) -> None:
    """Refuse a word before a query that changes how it is run; neither a parsed text nor a plan shows it."""
    if first := _FIRST_WORD.match(query):
        raise QueryRefused(
            f"refused: {first[1].upper()} before a query: it changes how a server runs it. Leave it out.",
            f"拒绝：查询之前有 {first[1].upper()}，它会改变服务器的执行方式。请去掉。",
        )


def names(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())
