"""JSON Lines, one record a line: nothing is lost, and it is read back without guessing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from ...schema import DataError, Record, StoreError
from ..stored import Stored, known, record

#: what a line may hold beside its properties
_OWN = ("kind", "type", "id", "from", "to", "properties", "statements")


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


def read_records(path: str | Path) -> Iterator[Record]:
    """Read the records of a file that `export` wrote as JSON Lines, in the file's order, for `load` and `copy`.

    DataError names the first line that is something else.
    """
    with Path(path).open(encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            try:
                yield record(_read(text))
            except (ValueError, KeyError, TypeError, AttributeError, StoreError) as error:
                raise DataError(
                    f"{path}, line {number}: not a record as `chainscape export --format jsonl` writes it: {error}"
                ) from error


def _read(text: str) -> Stored:
    found = json.loads(text)
    if wrong := found.keys() - set(_OWN):
        raise ValueError(f"there is no {sorted(wrong)[0]!r}")
    if (found["kind"] == "relation") != ("from" in found and "to" in found):
        raise ValueError("a relation, and only a relation, has from and to")
    properties = {**found["properties"], "id": found["id"]}
    if "statements" in found:
        statements = found["statements"]
        properties["statements"] = [
            json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for each in statements
        ]
    return known(Stored(found["type"], properties, found.get("from", ""), found.get("to", "")))
