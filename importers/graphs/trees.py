"""The levels of a tree of industries as chains and stages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...schema import DataError
from .mapping import Level, TreeRule
from .values import known_text


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One node of a tree as the graph has it."""

    element: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        return known_text(self.properties.get("name")) or self.element


@dataclass(slots=True)
class Tree:
    """Who stands above whom."""

    rule: TreeRule
    nodes: dict[str, TreeNode]
    above: dict[str, list[str]]
    #: what is called what, by the property that gives the name
    names: dict[str, str]
    _depths: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rule: TreeRule, nodes: Iterable[TreeNode], ties: Iterable[tuple[str, str]], name: str) -> Tree:
        """Return a tree from its nodes and ``(below, above)`` pairs; DataError where they run in a circle."""
        found = {node.element: node for node in nodes}
        above: dict[str, list[str]] = defaultdict(list)
        for below, over in dict.fromkeys(ties):
            if below in found and over in found:
                above[below].append(over)
        names = {each.element: known_text(each.properties.get(name)) or each.name for each in found.values()}
        tree = cls(rule, found, {at: sorted(over, key=names.__getitem__) for at, over in above.items()}, names)
        tree._count()
        return tree

    def _count(self) -> None:
        """Count the levels from those that nothing is above, each before what is below it."""
        below: dict[str, list[str]] = defaultdict(list)
        waiting = {element: len(self.above.get(element, ())) for element in self.nodes}
        for element, over in self.above.items():
            for each in over:
                below[each].append(element)
        ready = [element for element, n in waiting.items() if not n]
        self._depths = {element: {1} for element in ready}
        while ready:
            element = ready.pop()
            for each in below[element]:
                self._depths.setdefault(each, set()).update(depth + 1 for depth in self._depths[element])
                waiting[each] -= 1
                if not waiting[each]:
                    ready.append(each)
        left = {element for element, n in waiting.items() if n}
        if left:
            circle = " → ".join(self._circle(left))
            raise DataError(
                f"{self.rule.relation} runs in a circle: {circle}; nothing was read: take one of these relations "
                "out of the graph, they should lead to the industry above",
                f"{self.rule.relation} 绕成一圈：{circle}；什么也没有读：请从图中去掉其中一条关系，"
                "它们应逐级指向上级行业",
            )

    def _circle(self, left: set[str]) -> list[str]:
        """Return the names along one circle among what could not be counted."""
        way = [min(left, key=self.names.__getitem__)]
        while True:
            after = next(each for each in self.above[way[-1]] if each in left)
            if after in way:
                return [self.names[each] for each in (*way[way.index(after) :], after)]
            way.append(after)

    @property
    def counted(self) -> bool:
        """Whether the levels are counted, and not told by a property or the labels."""
        return not self.rule.level and not self.rule.by_label

    def depths(self, element: str) -> set[int]:
        """Return the levels at which a node stands, from 1; several where it stands below several."""
        return self._depths[element]

    def level(self, element: str) -> str:
        """Return the level of a node as the mapping names it."""
        node = self.nodes[element]
        if self.rule.level:
            return known_text(node.properties.get(self.rule.level))
        if self.rule.by_label:
            return next((label for label in self.rule.levels if label in node.labels), "")
        return str(min(self.depths(element)))

    def becomes(self, element: str) -> Level | None:
        """Return what a node becomes; None: the mapping does not say."""
        return self.rule.levels.get(self.level(element))

    def nearest(self, element: str, *levels: Level) -> list[str]:
        """Return the nodes of some levels that are first met on the ways up."""
        found: list[str] = []
        for over in self.above.get(element, ()):
            found += [over] if self.becomes(over) in levels else self.nearest(over, *levels)
        return list(dict.fromkeys(found))

    def path(self, element: str) -> list[str]:
        """Return the names from the chain of a stage down to it: what its id is made from."""
        way = [element]
        while self.becomes(way[-1]) != "IndustryChain" and self.above.get(way[-1]):
            way.append(self.above[way[-1]][0])
        return [self.names[each] for each in reversed(way)]
