"""JSON Lines, one record a line: nothing is lost, and it is read back without guessing."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TextIO

from ...schema import DataError, Kept, NotKept, StoreError, check, read_json, shown, suggest
from ..stored import Stored, known, record

#: bytes of the longest line: a node with some 50,000 statements
LONGEST = 16_000_000
#: what a line holds that is no text
_OWN = {"properties": dict, "statements": list}
_STATEMENT = ("dataset", "date", "properties", "row", "sources")
_KINDS = {"properties": dict, "sources": list, "queries": list, "pages_read": int}
#: lists of texts
_TEXTS = ("sources", "queries")
_SPOKEN = {str: "a text", int: "a whole number", list: "a list", dict: "a map"}
#: properties of nodes that are no bodies, in the order of the record: those of a Search stand in each
_NAMES = {
    "Source": ("title", "publisher", "published", "url", "language", "reliability"),
    "Search": (
        "subject", "slot", "method", "result", "date", "by", "queries", "pages_read", "note_zh", "note_en", "dataset",
    ),
    "Withdrawn": (
        "of", "subject", "why", "since", "until", "dataset", "row", "said", "from_id", "to_id", "into",
    ),
}  # fmt: skip


def line(each: Stored) -> str:
    """Return what a store keeps of one node or relation as a line of JSON.

    >>> line(Stored("Source", {"id": "source:a", "title": "甲"}))
    '{"kind":"node","type":"Source","id":"source:a","properties":{"title":"甲"}}'
    """
    properties = dict(each.properties)
    found: dict[str, Any] = {
        "kind": "relation" if each.from_id else "node",
        "type": each.type,
        "id": properties.pop("id"),
    }
    if each.from_id:
        found |= {"from": each.from_id, "to": each.to_id}
    statements = properties.pop("statements", None)
    found["properties"] = properties
    if statements is not None:
        found["statements"] = [json.loads(text) for text in statements]
    return json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def write_lines(items: Iterable[Stored], file: TextIO) -> None:
    """Write one line for each."""
    file.writelines(line(each) + "\n" for each in items)


def read_records(path: str | Path) -> Iterator[Kept]:
    """Read the records of a file that `export` wrote as JSON Lines, in the file's order, for `load` and `copy`.

    Each is checked against the vocabulary. DataError names the first line that is something else.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            yield from _records(path, file)
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from error


def _records(path: Path, file: IO[bytes]) -> Iterator[Kept]:
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        where = f"{path}, line {number}"
        if number == 1:
            if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise DataError(f"{where}: not UTF-8 text but UTF-16; save the file as UTF-8, or export it again")
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if len(raw) > LONGEST:
            raise DataError(f"{where}: more than {LONGEST:,} bytes, longer than any record; is a line end missing?")
        yield _record(where, raw)


def _record(where: str, raw: bytes) -> Kept:
    """Return the record of a line, checked; DataError says what is wrong with it."""
    what, found = "", None
    try:
        found = read_json(raw.decode("utf-8"))
    except NotKept as error:
        what = str(error)
    except ValueError as error:
        if not raw.endswith(b"\n"):
            raise DataError(f"{where}: the file ends within this line, so it was cut off; export it again") from error
        what = f"not UTF-8 text (byte {error.start + 1})" if isinstance(error, UnicodeDecodeError) else str(error)
    if not what:
        try:
            made = record(_stored(found))
            what = next((problem.reason for problem in check(made)), "")
        except (ValueError, StoreError) as error:
            what = str(error)
    if what:
        raise DataError(f"{where}: not a record as `chainscape export --format jsonl` writes it: {what}")
    return made


def _stored(found: Any) -> Stored:
    _check_shape(found)
    properties = {**found["properties"], "id": found["id"]}
    if "statements" in found:
        statements = found["statements"]
        properties["statements"] = [
            json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for each in statements
        ]
    return known(Stored(found["type"], properties, found.get("from", ""), found.get("to", "")))


def _check_shape(found: Any) -> None:
    """Raise ValueError for a line that has other keys than a record, or values of another kind."""
    _check_keys(found, ("kind", "type", "id", "properties"), ("from", "to", "statements"), _OWN, "a record")
    if found["kind"] not in ("node", "relation"):
        raise ValueError(f"kind is node or relation, found {shown(found['kind'])}")
    if [key for key in ("from", "to") if key in found] != (["from", "to"] if found["kind"] == "relation" else []):
        raise ValueError("a relation, and only a relation, has from and to")
    if "" in (found["type"], found["id"], found.get("from"), found.get("to")):
        raise ValueError("type, id, from and to are never empty")
    if found["type"] in _NAMES:
        names = _NAMES[found["type"]]
        if found["kind"] == "relation" or "statements" in found:
            raise ValueError(f"a {found['type']} is a node without statements")
        needed = names[:1] if found["type"] == "Source" else names
        _check_keys(found["properties"], needed, names, _KINDS, f"a {found['type']}")
        return
    for each in found.get("statements", ()):
        _check_keys(each, _STATEMENT, (), _KINDS, "a statement")
        for name, value in each["properties"].items():
            if not _is_value(value):
                raise ValueError(
                    f"{shown(name)} wants a text, number, true, false or list of texts, found {shown(value)}"
                )


def _check_keys(found: Any, needed: Iterable[str], others: Iterable[str], kinds: Mapping[str, type], what: str) -> None:
    if not isinstance(found, dict):
        raise ValueError(f"{what} is a map, found {shown(found)}")
    for name, value in found.items():
        if name not in (*needed, *others):
            raise ValueError(f"there is no {shown(name)} in {what}.{suggest(name, (*needed, *others))}")
        kind: Any = kinds.get(name, str)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ValueError(f"{name} of {what} is {_SPOKEN[kind]}, found {shown(value)}")
        if name in _TEXTS and not all(isinstance(each, str) for each in value):
            raise ValueError(f"{name} of {what} is a list of texts, found {shown(value)}")
    for name in needed:
        if name not in found:
            raise ValueError(f"{what} has no {name}")


def _is_value(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )
