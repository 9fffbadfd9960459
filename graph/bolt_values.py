"""From the driver's values to plain Python, the same as the embedded store gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import neo4j.time
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point

from .answers import HIDDEN
from .temporal import duration, moment

#: element id → our id
Ids = dict[str, str]


class Reader:
    """Converts values; a relation names its ends by our ids, which the driver may not have brought."""

    def __init__(self, look_up: Callable[[list[str]], Ids]) -> None:
        self._look_up = look_up
        self._ids: Ids = {}

    def rows(self, records: Iterable[Iterable[Any]]) -> list[tuple[Any, ...]]:
        """Return records as rows of plain values."""
        kept = [tuple(record) for record in records]
        ends: set[str] = set()
        for row in kept:
            for value in row:
                self._ends(value, ends)
        if missing := sorted(ends - self._ids.keys()):
            self._ids |= self._look_up(missing)
        return [tuple(self.plain(value) for value in row) for row in kept]

    def plain(self, value: Any) -> Any:
        """Return a value of the driver as plain Python."""
        if value is None or isinstance(value, str | bool | int | float):
            return value
        for kind, convert in self._kinds():
            if isinstance(value, kind):
                return convert(value)
        return str(value)

    def _kinds(self) -> tuple[tuple[Any, Callable[[Any], Any]], ...]:
        return (
            (list, lambda v: [self.plain(each) for each in v]),
            (dict, lambda v: {key: self.plain(each) for key, each in v.items()}),
            (Node, self._node),
            (Relationship, self._relation),
            (Path, self._path),
            (neo4j.time.Duration, lambda v: duration(v.months, v.days, v.seconds, v.nanoseconds)),
            ((neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time), lambda v: moment(v.iso_format())),
            (Point, _point),
            ((bytes, bytearray), lambda v: list(v)),
        )

    def _node(self, node: Node) -> dict[str, Any]:
        return {"type": next(iter(sorted(node.labels)), ""), **self._properties(node)}

    def _relation(self, relation: Relationship) -> dict[str, Any]:
        start, end = relation.nodes
        ends = {"from": self._id(start), "to": self._id(end)}
        return {"type": relation.type, **ends, **self._properties(relation)}

    def _path(self, path: Path) -> dict[str, Any]:
        return {
            "nodes": [self._node(n) for n in path.nodes],
            "relations": [self._relation(r) for r in path.relationships],
        }

    def _properties(self, item: Node | Relationship) -> dict[str, Any]:
        return {name: self.plain(value) for name, value in item.items() if name != HIDDEN}

    def _id(self, node: Node | None) -> str:
        if node is None:
            return ""
        return str(node.get("id") or self._ids.get(node.element_id, ""))

    def _ends(self, value: Any, found: set[str]) -> None:
        if isinstance(value, Relationship):
            found.update(n.element_id for n in value.nodes if n is not None and "id" not in n)
        elif isinstance(value, list):
            for each in value:
                self._ends(each, found)
        elif isinstance(value, dict):
            for each in value.values():
                self._ends(each, found)


def _point(point: Point) -> dict[str, Any]:
    names = ("longitude", "latitude", "height") if point.srid in (4326, 4979) else ("x", "y", "z")
    return {"srid": point.srid, **dict(zip(names, point, strict=False))}
