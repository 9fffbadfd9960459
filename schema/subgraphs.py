"""An answer as a py2neo Subgraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .errors import MissingExtra, UsageError

if TYPE_CHECKING:
    import py2neo


def to_subgraph(values: Sequence[Sequence[Any]]) -> py2neo.Subgraph:
    """Return the nodes, relations and paths of an answer; see `Rows.to_subgraph`."""
    try:
        import py2neo
    except ImportError as error:
        raise MissingExtra("to_subgraph needs py2neo: pip install 'chainscape[py2neo]'") from error
    made = _Made(py2neo)
    for row in values:
        for value in row:
            made.take(value)
    made.tie()
    if not made.nodes and any(value is not None for row in values for value in row):
        raise UsageError("this answer has no node, relation or path: RETURN n, r or p instead of their properties")
    return py2neo.Subgraph(made.nodes, made.relationships)


class _Made:
    """Nodes by id, so that each is there once; relations are tied when all nodes are known."""

    def __init__(self, py2neo: Any) -> None:
        self._py2neo = py2neo
        self._by_id: dict[str, Any] = {}
        self._relations: dict[str, Mapping[str, Any]] = {}
        self.nodes: list[Any] = []
        self.relationships: list[Any] = []

    def take(self, value: Any) -> None:
        """Take in a value, however deep."""
        if isinstance(value, list | tuple):
            for each in value:
                self.take(each)
        elif isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("type", "from", "to")):
            if not (value["from"] and value["to"]):
                raise UsageError(
                    f"a relation {value['type']} ends at a node without id, so its ends are not known here; "
                    "use graph.run(…).to_subgraph() of py2neo for old data, or adopt it (docs/from-py2neo.md)"
                )
            key = value.get("id") or f"{value['type']}\0{value['from']}\0{value['to']}"
            self._relations.setdefault(key, value)
        elif isinstance(value, Mapping) and isinstance(value.get("type"), str) and "nodes" not in value:
            self._node(value.get("id") or "", value["type"], value)
        elif isinstance(value, Mapping):
            for each in value.values():
                self.take(each)

    def tie(self) -> None:
        """Make the relations."""
        for each in self._relations.values():
            ends = [self._by_id.get(each[at]) or self._node(each[at], "", {"id": each[at]}) for at in ("from", "to")]
            kind = self._py2neo.Relationship.type(each["type"])
            self.relationships.append(kind(*ends, **_properties(each)))

    def _node(self, id: str, type: str, value: Mapping[str, Any]) -> Any:
        if id in self._by_id:
            return self._by_id[id]
        node = self._py2neo.Node(*([type] if type else []), **_properties(value))
        if id:
            # so that graph.merge(…) needs no label and key
            node.__primarylabel__, node.__primarykey__ = type or None, "id"
            self._by_id[id] = node
        self.nodes.append(node)
        return node


def _properties(element: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in element.items() if name not in ("type", "from", "to")}
