"""From the engine's answer to plain Python values, in one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from ...schema import Rows
from ..stored import in_order
from ..streaming import PIECE
from ..temporal import moment
from . import engine
from .classes import java
from .running import Thread

#: key by which the engine's bridge marks a value that JSON has no word for
_MARK = "\x01"


def pieces(
    result: Any,
    columns: Sequence[str] = (),
    next_rows: Callable[[Any, Any], Any] | None = None,
    behind: Sequence[str] | None = None,
) -> Iterator[Rows]:
    """Yield an engine's result set in pieces, at least one, and close it.

    ``columns`` names them where the query says so: an answer without rows does not. ``next_rows`` is for
    a caller who wants the engine's bridge to compute the rows elsewhere. ``behind`` is for a RETURN *: its columns
    come by their names, as on a server, and these behind them.
    """
    try:
        fetch = next_rows or engine.bridge().nextRows
        names = tuple(columns)
        last = False
        while not last:
            text, objects, last = fetch(result, java("java.lang.Integer")(PIECE))
            found = _parsed(text, objects)
            if not names and found:
                names = tuple(found[0]) if behind is None else (*sorted(found[0].keys() - set(behind)), *behind)
            yield Rows(names, [tuple(row.get(name) for name in names) for row in found])
    finally:
        result.close()


def read(result: Any, columns: Sequence[str] = ()) -> Rows:
    """Return an engine's result set as rows, and close it."""
    found = list(pieces(result, columns))
    return Rows(found[-1].columns, [row for piece in found for row in piece.values])


def dicts(result: Any) -> Iterator[dict[str, Any]]:
    """Yield an engine's result set row by row, each with the columns of its own, and close it."""
    try:
        last = False
        while not last:
            text, objects, last = engine.bridge().nextRows(result, java("java.lang.Integer")(PIECE))
            yield from _parsed(text, objects)
    finally:
        result.close()


def stream(thread: Thread, database: Any, text: str) -> Iterator[list[Any]]:
    """Yield the rows of a query as the engine finds them; it looks for the next ones while these are worked on."""
    many = java("java.lang.Integer")(PIECE)
    result = thread.call(engine.query(), database, "opencypher", text, java("java.util.HashMap")())
    task = thread.begin(engine.next_rows(), result, many)
    try:
        last = False
        while not last:
            found, objects, last = thread.wait(task)
            if not last:
                task = thread.begin(engine.next_rows(), result, many)
            for row in _parsed(found, objects):
                yield list(row.values())
    finally:
        if not task.isDone():
            thread.end(task)
        result.close()


def _parsed(text: Any, objects: Any) -> list[dict[str, Any]]:
    # as bytes: 0.7 µs a row for 5 by str()
    known = bytes(memoryview(text.getBytes(java("java.nio.charset.StandardCharsets").UTF_8)))
    # a call for each object of the JSON doubles the time, and marks are rare
    marked = _MARK.encode() in known or b"\\u0001" in known
    rows: list[dict[str, Any]] = json.loads(known, object_hook=partial(_unmark, objects) if marked else None)
    return rows


def _unmark(objects: Any, found: dict[str, Any]) -> Any:
    marked = found.get(_MARK)
    if marked is None:
        return found
    kind, value = marked
    if kind == "x":
        return plain(objects[value])
    if kind == "r":
        names, values = objects[value]
        return {str(n): plain(v) for n, v in zip(names, values, strict=True)}
    if kind == "i":
        return int(value)
    if kind == "n":
        return float(value)
    return value


def plain(value: Any) -> Any:
    """Return a Java value as a plain Python value."""
    if value is None:
        return None
    for kind, convert in _kinds():
        if isinstance(value, kind):
            return convert(value)
    return moment(str(value.toString()))


@cache
def _kinds() -> tuple[tuple[Any, Callable[[Any], Any]], ...]:
    return (
        (java("java.lang.String"), str),
        (java("java.lang.Boolean"), bool),
        (java("java.lang.Double"), float),
        (java("java.lang.Float"), float),
        (java("java.math.BigDecimal"), lambda v: float(str(v.toString()))),
        (java("java.lang.Number"), lambda v: int(str(v.toString()))),
        (engine.vertex(), _node),
        (engine.edge(), _relation),
        (engine.path(), _path),
        (engine.result(), lambda v: plain(v.toMap())),
        (java("java.util.Map"), lambda v: {str(k): plain(v.get(k)) for k in v.keySet()}),
        (java("java.util.Collection"), lambda v: [plain(each) for each in v]),
    )


def _properties(record: Any) -> dict[str, Any]:
    # as JSON: one call into Java instead of three for each value
    found: dict[str, Any] = json.loads(str(record.toJSON(False).toString()))
    return in_order(found)


def _node(vertex: Any) -> dict[str, Any]:
    return {"type": str(vertex.getTypeName()), **_properties(vertex)}


def _relation(edge: Any) -> dict[str, Any]:
    return {
        "type": str(edge.getTypeName()),
        "from": str(edge.getOutVertex().get("id")),
        "to": str(edge.getInVertex().get("id")),
        **_properties(edge),
    }


def _path(path: Any) -> dict[str, Any]:
    return {
        "nodes": [_node(each) for each in path.getVertices()],
        "relations": [_relation(each) for each in path.getEdges()],
    }
