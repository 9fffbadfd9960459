"""JSON, JSON Lines and YAML as rows: records at a path, with values from what stands above them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from ...schema import Place, Problem, SchemaError, read_document, read_text, shown
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
        yield Problem(f"records: {layout.form.records} leads to nothing: {walk.missed}", Place(file))
    else:
        yield from table.end()


class _Walk:
    """The way from the outermost value to the records."""

    def __init__(self, steps: list[str]) -> None:
        self.steps = steps
        #: why nothing was found, the last time
        self.missed = ""

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
            self.missed = f"before {shown(self.steps[at])} stands a single value"
        elif self.steps[at] == "*":
            for key, each in value.items():
                yield from self._below(each, at + 1, {**around, KEY: str(key)})
        elif self.steps[at] in value:
            yield from self._below(value[self.steps[at]], at + 1, _raised(value, around))
        else:
            keys = ", ".join(shown(str(key)) for key in itertools.islice(value, 8))
            self.missed = f"there is no key {shown(self.steps[at])} beside {keys}"


def _raised(value: Mapping[str, Any], around: Mapping[str, str]) -> dict[str, str]:
    """Return what is around a record one level further down."""
    raised = {f"../{name}": text for name, text in around.items()}
    own = {f"../{name}": text_of(each) for name, each in flat(value) if not isinstance(each, list)}
    return {**raised, **own}


def _yaml(path: Path, place: Place) -> _Values:
    try:
        yield 0, read_document(path, read_text(path))
    except SchemaError as error:
        yield Problem(str(error).removeprefix(f"{path}").lstrip(":, "), place)


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
        here = Place(place.file, row=row)
        if len(line) > LONGEST_RECORD:
            yield Problem(f"a line has more than {LONGEST_RECORD:,} characters", here)
            return
        if not line.strip():
            continue
        try:
            yield row, _decode(line)
        except ValueError as error:
            yield Problem(f"the line is no JSON: {error}", here, value=line.strip()[:80])


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
                told = f"element {row:,} of the list is no JSON: {_told(error)}; the rest of the file is not read"
                yield Problem(told, Place(place.file, row=row), value=text[at : at + 80])
                return
        # more each time, so that a long element is not tried again at every piece
        piece = opened.read(max(_CHUNK, len(text) - at))
        ended = not piece
        text, at = text[at:] + piece, 0


def _whole(opened: TextIO, path: Path, place: Place) -> _Values:
    size = path.stat().st_size
    if size > LARGEST_WHOLE:
        reason = f"{size:,} bytes in one map, which is read whole: write it as JSON Lines, one record a line"
        yield Problem(reason, place)
        return
    try:
        yield 0, _decode(opened.read())
    except ValueError as error:
        yield Problem(f"the file is no JSON: {error}", place)


class _KeyTwice(ValueError):
    """A map that says two things under one key."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        raise _KeyTwice(f"the key {shown(next(key for key in names if names.count(key) > 1))} stands twice")
    return found


def _decode(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(_told(error)) from None


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, character {error.colno}"
    return "lists and maps stand too deep in one another" if isinstance(error, RecursionError) else str(error)


#: numbers stay the text that stands there: a code of 20 digits, 0.10
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str)
