"""An answer as a py2neo Subgraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .elements import Identities, elements, is_relation, properties
from .errors import MissingExtra, UsageError

if TYPE_CHECKING:
    import py2neo


def to_subgraph(values: Sequence[Sequence[Any]]) -> py2neo.Subgraph:
    """Return the nodes, relations and paths of an answer; see `Rows.to_subgraph`."""
    try:
        import py2neo
    except ImportError as error:
        raise MissingExtra(
            "to_subgraph needs py2neo: pip install 'chainscape[py2neo]'",
            "to_subgraph 需要 py2neo：pip install 'chainscape[py2neo]'",
        ) from error
    made = _Made(py2neo)
    for row in values:
        for each in elements(row):
            made.take(each)
    made.tie()
    if not made.nodes and any(value is not None for row in values for value in row):
        raise UsageError(
            "this answer has no node, relation or path: RETURN n, r or p instead of their properties",
            "此结果中没有节点、关系或路径：请 RETURN n、r 或 p，而不是其属性",
        )
    return py2neo.Subgraph(made.nodes.values(), made.relationships)


class _Made:
    """Nodes by what they are known by, so that each is there once; relations are tied when all nodes are known."""

    def __init__(self, py2neo: Any) -> None:
        self._py2neo = py2neo
        self._who = Identities()
        self._relations: dict[tuple[str, str, str], Mapping[str, Any]] = {}
        self.nodes: dict[str, Any] = {}
        self.relationships: list[Any] = []

    def take(self, each: Mapping[str, Any]) -> None:
        """Take in a node or relation."""
        if is_relation(each):
            self._relations.setdefault((*self._who.ends(each), self._who.relation(each)), each)
        else:
            self._node(self._who.node(each), each["type"], each)

    def tie(self) -> None:
        """Make the relations."""
        for (*ends, _), each in self._relations.items():
            tied = [self._node(end, "", {} if end in self._who.engines else {"id": end}) for end in ends]
            kind = self._py2neo.Relationship.type(each["type"])
            self.relationships.append(kind(*tied, **properties(each)))

    def _node(self, known_by: str, type: str, value: Mapping[str, Any]) -> Any:
        if known_by in self.nodes:
            return self.nodes[known_by]
        node = self._py2neo.Node(*([type] if type else []), **properties(value))
        if value.get("id") == known_by:
            # so that graph.merge(…) needs no label and key
            node.__primarylabel__, node.__primarykey__ = type or None, "id"
        self.nodes[known_by] = node
        return node
