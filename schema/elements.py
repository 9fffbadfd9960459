"""Nodes and relations in an answer, and who is who: by our ids, or by the engine's where another program wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import UsageError
from .quoting import shown, shown_zh
from .wordings import Text


class Foreign(dict[str, Any]):
    """A node or relation without an id of text, or a relation that ends at such a node.

    It shows as any other and knows the engine's ids besides; a copy of it as a plain dict does not.
    """

    __slots__ = ("element", "ends")

    def __init__(self, shown: Mapping[str, Any], element: str, ends: tuple[str, str] = ("", "")) -> None:
        super().__init__(shown)
        #: the engine's id
        self.element = element
        #: the engine's ids of a relation's ends, "" for one that has an id of text
        self.ends = ends

    def __reduce__(self) -> tuple[Any, ...]:
        return Foreign, (dict(self), self.element, self.ends)


def is_node(value: Any) -> bool:
    """Say whether a value of an answer is a node."""
    if isinstance(value, Foreign):
        return not is_relation(value)
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("type", "id"))


def is_relation(value: Any) -> bool:
    """Say whether a value of an answer is a relation."""
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("type", "from", "to"))


def elements(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes and relations in a value, however deep."""
    if is_relation(value) or is_node(value):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from elements(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from elements(each)


def ends(relation: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the two ends of a relation are known by: their ids, else the engine's, "" where neither is known."""
    elements = relation.ends if isinstance(relation, Foreign) else ("", "")
    return str(elements[0] or relation["from"]), str(elements[1] or relation["to"])


class Identities:
    """Who is who in one answer; two that share an id are never taken for one."""

    def __init__(self) -> None:
        self._types: dict[str, str] = {}
        #: what is known by the engine's id
        self.engines: set[str] = set()

    def node(self, node: Mapping[str, Any]) -> str:
        """Return what a node is known by; UsageError where its id is that of a node of another type."""
        id = node.get("id")
        if not isinstance(id, str) or not id:
            if not isinstance(node, Foreign):
                raise self._nameless(Text(f"节点 {node['type']}", f"a node {node['type']}"))
            self.engines.add(node.element)
            return node.element
        known = self._types.setdefault(id, node["type"])
        if known != node["type"]:
            raise UsageError(
                f"a {known} and a {node['type']} of this answer have the same id {shown(id)}, so they cannot be told "
                "apart: adopt the graph, which makes ids (docs/adopting.md)",
                f"此结果中一个 {known} 与一个 {node['type']} 编号同为{shown_zh(id)}，无从区分：请用 adopt 纳入此图，"
                "由它编号（docs/adopting.zh-CN.md）",
            )
        return id

    def ends(self, relation: Mapping[str, Any]) -> tuple[str, str]:
        """Return what the two ends of a relation are known by."""
        known_by = ends(relation)
        if not all(known_by):
            what = Text(f"关系 {relation['type']} 的端点", f"a relation {relation['type']} that ends at a node")
            raise self._nameless(what)
        self.engines.update(relation.ends if isinstance(relation, Foreign) else ())
        return known_by

    def relation(self, relation: Mapping[str, Any]) -> str:
        """Return what a relation is known by; its type between its ends, where nothing else is known of it."""
        id = relation.get("id")
        if isinstance(id, str) and id:
            return id
        return str(relation.element) if isinstance(relation, Foreign) else str(relation["type"])

    def _nameless(self, what: Text) -> UsageError:
        return UsageError(
            f"{what.en} without id, and the engine's ids are not known here, so nodes cannot be told apart: take the "
            "answer as store.run(…) gives it, or adopt the graph (docs/adopting.md)",
            f"{what.zh}没有编号，此处也不知道引擎的编号，节点无从区分：请直接用 store.run(…) 的结果，"
            "或用 adopt 纳入此图（docs/adopting.zh-CN.md）",
        )


def properties(element: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a node or relation."""
    return {name: value for name, value in element.items() if name not in ("type", "from", "to")}
