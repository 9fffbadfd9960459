"""From the driver's values to plain Python, the same as the embedded store gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import neo4j.time
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point

from ...schema import PLAIN, Foreign
from ..stored import in_order
from ..temporal import duration, moment

#: element id → the id that another program or we gave it
Ids = dict[str, Any]


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
                if type(value) not in PLAIN:
                    self._ends(value, ends)
        if missing := sorted(ends - self._ids.keys()):
            self._ids |= self._look_up(missing)
        # most values are plain: a call for each of them would cost as much as the driver does
        return [tuple([v if type(v) in PLAIN else self.plain(v) for v in row]) for row in kept]

    def plain(self, value: Any) -> Any:
        """Return a value of the driver as plain Python."""
        if type(value) in PLAIN:
            return value
        if isinstance(value, list):
            return [v if type(v) in PLAIN else self.plain(v) for v in value]
        for kind, convert in self._kinds():
            if isinstance(value, kind):
                return convert(value)
        return str(value)

    def _kinds(self) -> tuple[tuple[Any, Callable[[Any], Any]], ...]:
        return (
            (dict, lambda v: {key: self.plain(each) for key, each in v.items()}),
            (Node, self._node),
            (Relationship, self._relation),
            (Path, self._path),
            (neo4j.time.Duration, lambda v: duration(v.months, v.days, v.seconds, v.nanoseconds)),
            (neo4j.time.DateTime, lambda v: moment(v.iso_format() + _zone(v))),
            ((neo4j.time.Date, neo4j.time.Time), lambda v: moment(v.iso_format())),
            (Point, _point),
            ((bytes, bytearray), lambda v: list(v)),
        )

    def _node(self, node: Node) -> dict[str, Any]:
        shown = {"type": next(iter(sorted(node.labels)), ""), **self._properties(node)}
        return shown if isinstance(shown.get("id"), str) else Foreign(shown, node.element_id)

    def _relation(self, relation: Relationship) -> dict[str, Any]:
        ids = [self._id(end) for end in relation.nodes]
        shown = {"type": relation.type, "from": str(ids[0]), "to": str(ids[1]), **self._properties(relation)}
        if isinstance(shown.get("id"), str) and all(isinstance(id, str) and id for id in ids):
            return shown
        ends = [
            "" if (isinstance(id, str) and id) or end is None else end.element_id
            for id, end in zip(ids, relation.nodes, strict=True)
        ]
        return Foreign(shown, relation.element_id, (ends[0], ends[1]))

    def _path(self, path: Path) -> dict[str, Any]:
        return {
            "nodes": [self._node(n) for n in path.nodes],
            "relations": [self._relation(r) for r in path.relationships],
        }

    def _properties(self, item: Node | Relationship) -> dict[str, Any]:
        return in_order({name: self.plain(value) for name, value in item.items()})

    def _id(self, node: Node | None) -> Any:
        if node is None:
            return ""
        return node.get("id") or self._ids.get(node.element_id, "")

    def _ends(self, value: Any, found: set[str]) -> None:
        if isinstance(value, Relationship):
            found.update(n.element_id for n in value.nodes if n is not None and "id" not in n)
        elif isinstance(value, list):
            for each in value:
                if type(each) not in PLAIN:
                    self._ends(each, found)
        elif isinstance(value, dict):
            for each in value.values():
                self._ends(each, found)


def _zone(moment: neo4j.time.DateTime) -> str:
    # the driver's ISO text leaves the name out; zones of an offset alone have none
    name = getattr(moment.tzinfo, "key", None) or getattr(moment.tzinfo, "zone", None)
    return f"[{name}]" if name and name != "UTC" else ""


#: what the embedded engine calls the coordinate systems and their axes
_CRS = {
    7203: ("cartesian", "x", "y"),
    9157: ("cartesian-3D", "x", "y", "z"),
    4326: ("WGS-84", "longitude", "latitude"),
    4979: ("WGS-84-3D", "longitude", "latitude", "height"),
}


def _point(point: Point) -> dict[str, Any]:
    crs, *names = _CRS[point.srid or 0]
    return {
        **dict(zip(names, point, strict=True)),
        **dict(zip("xyz", point, strict=False)),
        "crs": crs,
        "srid": point.srid,
    }
