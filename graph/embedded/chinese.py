"""What the engine says of a query most often, in Chinese; what is not known here stays in its own words."""

from __future__ import annotations

import re

_PLACE = r"line (\d+), column (\d+)"
_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (rf"Syntax error at {_PLACE} - the text ends too early(?:, expected: an expression)?",
         r"第 \1 行第 \2 列：语句过早结束"),
        (rf"Syntax error at {_PLACE} - (?:unexpected|mismatched input) (.*?)(?:, expected: an expression)?",
         r"第 \1 行第 \2 列：此处不应是 \3"),
        (rf"Syntax error at {_PLACE} - no viable alternative at input (.*)", r"第 \1 行第 \2 列：看不懂 \3"),
        (rf"Syntax error at {_PLACE} - missing (.*) at (.*)", r"第 \1 行第 \2 列：\4 之前缺 \3"),
        (rf"Unexpected input (.*?) at {_PLACE}\b.*", r"第 \2 行第 \3 列：此处不应是 \1"),
        (r"Variable (.*) not defined", r"变量 \1 没有定义"),
        (r"Unknown function (.*)", r"没有函数 \1"),
        (r"Column name (.*) is defined more than once", r"列名 \1 用了不止一次"),
        (r"LIMIT value cannot be negative: (.*)", r"LIMIT 不能为负：\1"),
        (r"/ by zero", r"除数为 0"),
        (r"Function (.*) expects (.*) arguments? but got (.*)", r"函数 \1 要 \2 个参数，给了 \3 个"),
        (r"Type mismatch: (.*) expects (?:an?|the) (.*) argument but got (.*)", r"类型不合：\1 要 \2，给了 \3"),
        (r"Nested aggregation functions are not allowed", r"聚合函数不能嵌套"),
        (r"(.*) cannot parse (.*) as a date or timezone", r"\1 不能把 \2 读作日期或时区"),
        (r"(.*) requires numeric input, but received a value of type (.*)", r"\1 要数字，给了 \2"),
    )
)  # fmt: skip


def in_chinese(message: str) -> str:
    """Return a message of the engine in Chinese where it is one of the usual ones, else the message itself.

    >>> in_chinese("Syntax error at line 1, column 8 - unexpected ')'"), in_chinese("Variable 'm' not defined")
    ("第 1 行第 8 列：此处不应是 ')'", "变量 'm' 没有定义")
    """
    for pattern, chinese in _SENTENCES:
        if match := pattern.fullmatch(message):
            return match.expand(chinese)
    return message
