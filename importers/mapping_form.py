"""Reading what a mapping says about the form of a file: ``sheet``, ``header``, ``records`` and the like."""

from __future__ import annotations

import codecs

from ..schema import Reading, Text, clean_text
from .reading import Form

#: codecs of Python that are notations, not encodings of a file
_NO_TABLES = (
    "undefined",
    "idna",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "unicode-escape",
)
_LAST_HEADER = 1_000


def form_under(part: Reading) -> Form:
    """Return the form that the entry of a table gives; SchemaError names the key."""
    return Form(
        _delimiter(part),
        _encoding(part),
        _quote(part),
        part.word("sheet") if "sheet" in part.data else "",
        _header(part),
        part.word("records") if "records" in part.data else "",
        frozenset(clean_text(name) for name in part.words("fill")) if "fill" in part.data else frozenset(),
        part.flag("as_is", False),
        _also(part),
        frozenset(clean_text(name) for name in part.words("may_lack")) if "may_lack" in part.data else frozenset(),
    )


def _also(part: Reading) -> dict[str, tuple[str, ...]]:
    if "also" not in part.data:
        return {}
    inner = part.part("also")
    return {clean_text(column): tuple(map(clean_text, inner.words(column))) for column in inner.data}


def _delimiter(part: Reading) -> str:
    mark = part.data.get("delimiter", "")
    if mark == "" and "delimiter" not in part.data:
        return ""
    if not isinstance(mark, str) or len(mark) != 1 or mark in '"\r\n' or not (mark == "\t" or mark.isprintable()):
        wanted = Text('一个字符，如 ";" 或 "\\t"', 'one character, e.g. ";" or "\\t"')
        raise part.wrong("delimiter", wanted, mark)
    return mark


def _encoding(part: Reading) -> str:
    """Return the codec that a table declares, "" where it declares none."""
    if part.data.get("encoding", "") == "":
        return ""
    name = part.word("encoding")
    try:
        "".encode(name)
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = "undefined"
    if codec in _NO_TABLES:
        wanted = Text("表格编码的名称，如 gb18030 或 big5", "the name of an encoding of tables, e.g. gb18030 or big5")
        raise part.wrong("encoding", wanted, name)
    # tables said to be in GB 2312 or GBK hold characters of its later, larger forms as well
    return "gb18030" if codec in ("gb2312", "gbk") else codec


def _quote(part: Reading) -> str:
    mark = part.data.get("quote", '"')
    if mark == "none":
        return ""
    if not isinstance(mark, str) or len(mark) != 1 or not mark.isprintable() or mark.isalnum() or mark.isspace():
        wanted = Text('单元格两边的引号，如 "\'"，或 none', 'the mark around a cell, e.g. "\'", or none')
        raise part.wrong("quote", wanted, mark)
    return mark


def _header(part: Reading) -> tuple[int, ...]:
    if "header" not in part.data:
        return ()
    given = part.data["header"]
    rows = given if isinstance(given, list) else [given]
    good = all(isinstance(row, int) and not isinstance(row, bool) and 0 < row <= _LAST_HEADER for row in rows)
    if not good or not rows or rows[1:] not in ([], [rows[0] + 1]):
        wanted = Text("行号，或相连两行的行号：[2, 3]", "the number of a row, or of two that follow each other: [2, 3]")
        raise part.wrong("header", wanted, given)
    return tuple(rows)
