"""What may be given to a query: values that JSON has words for, and those of other libraries that stand for one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..schema import Text, UsageError, check_numbers, plain_value, told


def plain_parameters(params: Mapping[str, Any], query: str = "") -> dict[str, Any]:
    """Return parameters as plain values, the same for both stores; see `schema.plain_value`.

    UsageError names the parameter whose value is none that a store keeps: bytes, sets, durations, NaN, numbers beyond
    64 bits, halves of characters; these are refused in the text of the query too.
    """
    try:
        query.encode("utf-8")
    except UnicodeEncodeError as error:
        said = _said(error)
        raise UsageError(f"the query: {said.en}; is it UTF-8?", f"语句：{said.zh}；是 UTF-8 吗？") from error
    found = {}
    for name, value in params.items():
        try:
            found[name] = plain_value(value)
            check_numbers(found[name])
            # text of a command line that is not UTF-8 has halves of characters
            as_json(found[name]).encode("utf-8")
        except (TypeError, ValueError, RecursionError) as error:
            raise UsageError.of(Text(f"参数 {name}：", f"parameter {name}: ") + _said(error)) from error
    return found


def wants(name: str) -> Text:
    """Return what is said of a parameter that a query needs and nobody gave."""
    return Text(
        f"语句要 ${name} 的值：用 -p {name}=… 给出，shell 中是 `:params {name}=…`，Python 中是 {name}=…",
        f"the query needs a value for ${name}: give -p {name}=…, in the shell :params {name}=…, in Python {name}=…",
    )


def as_json(value: Any) -> str:
    """Return plain values as JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _said(error: Exception) -> Text:
    if isinstance(error, UnicodeEncodeError):
        odd = f"{error.object[error.start : error.end]!r}"
        return Text(f"{odd} 不是 Unicode 字符", f"{odd} is no character of Unicode")
    if isinstance(error, RecursionError):
        return Text("嵌套过深", "nested too deeply")
    return told(error)
