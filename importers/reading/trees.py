"""JSON, JSON Lines and YAML as rows: records at a path, with values from what stands above them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from ...schema import (
    Place,
    Problem,
    SchemaError,
    Text,
    Unreadable,
    listed,
    read_document,
    read_text,
    shown,
    shown_zh,
    syntax_fault,
    told,
)
from .cell_texts import text_of
from .encodings import find_encoding
from .records import KEY, Table, flat
from .rows import Layout, Row

#: characters of one line, or of one element of a list
LONGEST_RECORD = 16_000_000
#: bytes of a file that is read whole: JSON with records further down than its outermost list
LARGEST_WHOLE = 200_000_000
_CHUNK = 1 << 18
#: a value with its row number, or what is wrong with it
_Values = Iterator[tuple[int, Any] | Problem]


def read_tree(path: Path, file: str, layout: Layout, kind: str) -> Iterator[Row | Problem]:
    """Yield the records of a JSON or YAML file as rows.

    ``records: chains.stages`` walks from key to key, through every element of a list; ``*`` is every key of a map.
    Columns of a record: its keys, ``seat.city`` for keys within keys, ``../name`` for a value one level above,
    ``@key`` for the key that ``*`` stood for, ``@value`` where a record is a single value.
    """
    place = Place(file)
    if kind == "yaml":
        yield from _rows(_yaml(path, place), file, layout)
        return
    encoding = find_encoding(path, place, layout.form.encoding, ())
    if isinstance(encoding, Problem):
        yield encoding
        return
    with path.open(encoding=encoding) as opened:
        yield from _rows(_json(opened, path, place), file, layout)


def _rows(values: _Values, file: str, layout: Layout) -> Iterator[Row | Problem]:
    table = Table(file, layout)
    steps = layout.form.records.split(".") if layout.form.records else []
    walk = _Walk(steps)
    count = 0
    for value in values:
        if isinstance(value, Problem):
            yield value
            continue
        row, whole = value
        for record, around in walk.records(whole):
            count += 1
            # a line of the file where it is known, else the number of the record
            yield from table.rows(getattr(record, "line", row or count), record, around)
    if steps and walk.missed and not count:
        asked = layout.form.records
        reason = Text(f"records: {asked} 找不到记录：", f"records: {asked} leads to nothing: ") + walk.missed
        yield Problem.of(reason, Place(file))
    else:
        yield from table.end()


class _Walk:
    """The way from the outermost value to the records."""

    def __init__(self, steps: list[str]) -> None:
        self.steps = steps
        #: why nothing was found, the last time
        self.missed: Text | None = None

    def records(self, whole: Any) -> Iterator[tuple[Any, dict[str, str]]]:
        """Yield each record with what stands above it: ``../name``, ``../../name``, ``@key``."""
        yield from self._below(whole, 0, {})

    def _below(self, value: Any, at: int, around: dict[str, str]) -> Iterator[tuple[Any, dict[str, str]]]:
        if isinstance(value, list):
            for each in value:
                yield from self._below(each, at, around)
        elif at == len(self.steps):
            yield value, around
        elif not isinstance(value, Mapping):
            step = self.steps[at]
            self.missed = Text(f"{shown_zh(step)}之前是单个值", f"before {shown(step)} stands a single value")
        elif self.steps[at] == "*":
            for key, each in value.items():
                yield from self._below(each, at + 1, {**around, KEY: str(key)})
        elif self.steps[at] in value:
            yield from self._below(value[self.steps[at]], at + 1, _raised(value, around))
        else:
            step, some = self.steps[at], [str(key) for key in itertools.islice(value, 8)]
            zh, en = listed(map(shown_zh, some)).zh, listed(map(shown, some)).en
            self.missed = Text(f"没有键{shown_zh(step)}，只有{zh}", f"there is no key {shown(step)} beside {en}")


def _raised(value: Mapping[str, Any], around: Mapping[str, str]) -> dict[str, str]:
    """Return what is around a record one level further down."""
    raised = {f"../{name}": text for name, text in around.items()}
    own = {f"../{name}": text_of(each) for name, each in flat(value) if not isinstance(each, list)}
    return {**raised, **own}


def _yaml(path: Path, place: Place) -> _Values:
    try:
        yield 0, read_document(path, read_text(path))
    except SchemaError as error:
        said = told(error)
        en, zh = (each.removeprefix(f"{path}").lstrip(":, ：，") for each in (said.en, said.zh))
        yield Problem.of(Text(zh, en), place)


def _json(opened: TextIO, path: Path, place: Place) -> _Values:
    first = _first_line(opened)
    opened.seek(0)
    if path.suffix.casefold() in (".jsonl", ".ndjson") or _is_value(first):
        yield from _lines(opened, place)
    elif first.startswith("["):
        yield from _elements(opened, place)
    else:
        yield from _whole(opened, path, place)


def _first_line(opened: TextIO) -> str:
    while line := opened.readline(LONGEST_RECORD):
        if line.strip():
            return line.strip()
    return ""


def _is_value(line: str) -> bool:
    """Say whether a line is a whole map: the file is JSON Lines, whatever its name ends in."""
    try:
        return line.startswith("{") and isinstance(_decode(line), dict)
    except ValueError:
        return False


def _lines(opened: TextIO, place: Place) -> _Values:
    row = 0
    while line := opened.readline(LONGEST_RECORD + 1):
        row += 1
        if len(line) > LONGEST_RECORD:
            reason = Text(
                f"有一行超过 {LONGEST_RECORD:,} 个字符", f"a line has more than {LONGEST_RECORD:,} characters"
            )
            yield Problem.of(reason, Place(place.file, row=row))
            return
        if not line.strip():
            continue
        try:
            yield row, _decode(line)
        except ValueError as error:
            reason = Text("这一行不是 JSON：", "the line is no JSON: ") + told(error)
            yield Problem.of(reason, Place(place.file, row=row), value=line.strip()[:80])


def _elements(opened: TextIO, place: Place) -> _Values:
    """Yield the elements of the outermost list one after another, never more than one and a piece in memory."""
    text, row, ended = opened.read(_CHUNK), 1, False
    at = text.index("[") + 1
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
        if at < len(text) and text[at] == "]":
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
            # a number may go on in the next piece
            if end < len(text) or ended:
                yield row, value
                row, at = row + 1, end
                continue
        except (ValueError, RecursionError) as error:
            if ended or len(text) - at > LONGEST_RECORD or isinstance(error, RecursionError | _KeyTwice):
                why = _told(error)
                reason = Text(
                    f"列表的第 {row:,} 项不是 JSON：{why.zh}；文件其余部分没有读",
                    f"element {row:,} of the list is no JSON: {why.en}; the rest of the file is not read",
                )
                yield Problem.of(reason, Place(place.file, row=row), value=text[at : at + 80])
                return
        # more each time, so that a long element is not tried again at every piece
        piece = opened.read(max(_CHUNK, len(text) - at))
        ended = not piece
        text, at = text[at:] + piece, 0


def _whole(opened: TextIO, path: Path, place: Place) -> _Values:
    size = path.stat().st_size
    if size > LARGEST_WHOLE:
        reason = Text(
            f"整个文件是一个 {size:,} 字节的映射，须一次读入：请写成 JSON Lines，每行一条记录",
            f"{size:,} bytes in one map, which is read whole: write it as JSON Lines, one record a line",
        )
        yield Problem.of(reason, place)
        return
    try:
        yield 0, _decode(opened.read())
    except ValueError as error:
        yield Problem.of(Text("文件不是 JSON：", "the file is no JSON: ") + told(error), place)


class _KeyTwice(Unreadable):
    """A map that says two things under one key."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _KeyTwice(f"the key {shown(twice)} stands twice", f"键{shown_zh(twice)}出现两次")
    return found


def _decode(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        why = _told(error)
        raise Unreadable(why.en, why.zh) from None


def _told(error: Exception) -> Text:
    if isinstance(error, json.JSONDecodeError):
        what = syntax_fault(error.msg)
        return Text(
            f"第 {error.lineno} 行第 {error.colno} 个字符处有误（{what.zh}）",
            f"{what.en} at line {error.lineno}, character {error.colno}",
        )
    if isinstance(error, RecursionError):
        return Text("列表与映射嵌套过深", "lists and maps stand too deep in one another")
    return told(error)


#: numbers stay the text that stands there: a code of 20 digits, 0.10
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str)
