"""What the engine says is wrong, for a query's author: without names that only it knows or settings out of reach."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...schema import QueryFailed, StoreError, Text, file_fault
from ..streaming import shortened
from .chinese import in_chinese
from .classes import java, java_error

#: errors of the disk that Java tells in the words of the operating system
_DISK = (
    errno.ENOSPC,
    getattr(errno, "EDQUOT", errno.ENOSPC),
    errno.EROFS,
    errno.EMFILE,
    errno.EACCES,
    errno.EFBIG,
    errno.EIO,
)
_MORE_EN = ": ask for less (LIMIT, fewer columns), or give the engine more memory (--heap 4g, open_store(heap='4g'))"
_MORE_ZH = "：请少要一些（LIMIT、更少的列），或给引擎更多内存（--heap 4g 或 open_store(heap='4g')）"
#: what the engine says of a limit that it takes from its memory: half of it for sorting, grouping and collecting
_BUFFERS = re.compile(r"\bin-heap\b|heap budget")
#: a kind of error before what it says: ``UndefinedVariable: Variable 'x' not defined``
_KIND = re.compile(r"^[A-Z][a-z]+(?:[A-Z][a-z]+)+: ")
#: a place as the engine gives it: its columns begin at 0
_PLACE = re.compile(r"\bline (\d+)(?::|, column )(\d+)")
_CHANGES = (
    # words of a grammar that no user knows
    (re.compile(r",? expect(?:ing|ed):? (?:one of )?(?:\{.*\}|[A-Z_0-9, ]+ or \d+ more)$"), ""),
    (re.compile(r"mismatched input '<EOF>'"), "the text ends too early"),
    (re.compile(r"extraneous input"), "unexpected"),
    (re.compile(r" allowed by the setting `arcadedb[^`]*`"), " allowed here"),
    (re.compile(r" or raise the limit(?: \([^)]*\))?"), ""),
    # a mark under a line that is on one line with everything else
    (re.compile(r" \^$"), ""),
)


_FAILED = Text("查询失败", "the query failed")


def store_error(error: Any, path: Path, en: str, zh: str) -> StoreError:
    """Return the error of ours for one of Java about a store's folder: ``the store at … cannot be opened: …``."""
    why = _why(error)
    return StoreError(f"the store at {path} {en}: {why.en}", f"{path} 处的库{zh}：{why.zh}")


def failure(error: Any, what: Text = _FAILED) -> QueryFailed:
    """Return the error of ours that an error of Java stands for; the engine goes on after each of them."""
    if _is_memory(error):
        return QueryFailed(f"the query needs more memory than the engine has{_more().en}", f"查询{_more().zh}")
    if _is(error, "StackOverflowError"):
        return QueryFailed(
            "the query is nested too deep for the engine: write it in smaller steps, with WITH between",
            "查询嵌套过深，引擎无法处理：用 WITH 分成几步写",
        )
    return QueryFailed.of(what + Text("：", ": ") + _why(error))


@contextmanager
def told() -> Iterator[None]:
    """Turn what Java throws into an error of ours, on one line."""
    try:
        yield
    except java_error() as error:
        raise failure(error) from error


def _why(error: Any) -> Text:
    """Return what is behind an error: the memory, the disk, or what the engine says."""
    if _is_memory(error):
        return Text(_more().zh, f"it needs more memory than the engine has{_more().en}")
    for cause in _causes(error):
        said = str(cause.getMessage() or "")
        if str(cause.getClass().getName()).startswith(("java.io.", "java.nio.file.")):
            for number in _DISK:
                if os.strerror(number) in said:
                    return file_fault(OSError(number, os.strerror(number)))
    said = message_of(error)
    return Text(in_chinese(said), said)


def _more() -> Text:
    size = f"{int(java('java.lang.Runtime').getRuntime().maxMemory()) >> 20:,} MB"
    return Text(f"需要的内存超过引擎所有（{size}）{_MORE_ZH}", f" ({size}){_MORE_EN}")


def _is_memory(error: Any) -> bool:
    return _is(error, "OutOfMemoryError") or bool(_BUFFERS.search(said_by(error)))


def _is(error: Any, name: str) -> bool:
    """Say whether an error is of a class, or was caused by one of it."""
    return any(str(each.getClass().getSimpleName()) == name for each in _causes(error))


def _causes(error: Any) -> Iterator[Any]:
    for _ in range(20):
        if error is None:
            return
        yield error
        error = error.getCause()


def message_of(error: Any) -> str:
    """Return what Java says, on one line, without class names and for a reader."""
    return shortened(readable(said_by(error)))


def said_by(error: Any) -> str:
    """Return what Java says, with its own word for what kind of error it is."""
    text = str(error.getMessage() or "")
    while text.startswith("Error executing") and error.getCause() is not None:
        error = error.getCause()
        text = str(error.getMessage() or "")
    return text.strip() or str(error.getClass().getSimpleName())


def readable(text: str) -> str:
    """Return a message on one line, in words that help who wrote the query.

    >>> readable("Syntax error at line 1:7 - extraneous input ')', expected: one of TEXT1, ACCESS or 315 more")
    "Syntax error at line 1, column 8 - unexpected ')'"
    >>> readable("UndefinedVariable: Variable 'x' not defined")
    "Variable 'x' not defined"
    """
    text = _KIND.sub("", re.sub(r"\s+", " ", text).strip())
    for found, instead in _CHANGES:
        text = found.sub(instead, text)
    return _PLACE.sub(lambda place: f"line {place[1]}, column {int(place[2]) + 1}", text)
