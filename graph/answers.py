"""From the engine's answer to plain Python values, in one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from ..schema import Rows
from .jvm import java
from .temporal import moment

#: rows that cross from Java to Python at once
_ROWS = 1_000
#: key by which the engine's bridge marks a value that JSON has no word for
_MARK = "\x01"
#: shown to nobody: how a node or relation came to its values
HIDDEN = "statements"


def read(result: Any, columns: Sequence[str] = (), next_rows: Callable[[Any, Any], Any] | None = None) -> Rows:
    """Return an engine's result set as rows, and close it.

    ``columns`` names them where the query says so: an answer without rows does not. ``next_rows`` is for
    a caller who wants the engine's bridge to compute the rows elsewhere.
    """
    try:
        fetch = next_rows or java("com.arcadedb.python.TypedRows").nextRows
        names, values = tuple(columns), []
        last = False
        while not last:
            text, objects, last = fetch(result, java("java.lang.Integer")(_ROWS))
            for row in json.loads(str(text), object_hook=partial(_unmark, objects)):
                names = names or tuple(row)
                values.append(tuple(row.get(name) for name in names))
        return Rows(names, values)
    finally:
        result.close()


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
        (java("com.arcadedb.graph.Vertex"), _node),
        (java("com.arcadedb.graph.Edge"), _relation),
        (java("com.arcadedb.query.opencypher.traversal.TraversalPath"), _path),
        (java("com.arcadedb.query.sql.executor.Result"), lambda v: plain(v.toMap())),
        (java("java.util.Map"), lambda v: {str(k): plain(v.get(k)) for k in v.keySet()}),
        (java("java.util.Collection"), lambda v: [plain(each) for each in v]),
    )


def _properties(record: Any) -> dict[str, Any]:
    # as JSON: one call into Java instead of three for each value
    found: dict[str, Any] = json.loads(str(record.toJSON(False).toString()))
    found.pop(HIDDEN, None)
    return found


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
