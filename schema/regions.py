"""Where bodies are: the regions that each lies in, up to the widest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .wordings import Text


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of a store, and what lies directly in each: bodies and smaller regions."""

    #: id of a region → its name
    names: Mapping[str, Text] = field(default_factory=dict)
    #: id of a body or region → ids of the regions that it is recorded to lie in, sorted
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: id of the region of the rules; "" none
    within: str = ""

    def above(self, id: str) -> frozenset[str]:
        """Return every region that a body or region lies in, directly or by way of another."""
        found: set[str] = set()
        todo = list(self.around.get(id, ()))
        while todo:
            region = todo.pop()
            if region not in found:
                found.add(region)
                todo += self.around.get(region, ())
        return frozenset(found)

    def districts(self, id: str) -> tuple[str, ...]:
        """Return the districts of a body, sorted: of the regions that it lies in those directly in that of the rules.

        Without a region of the rules they are those that it is recorded to lie in. Empty: the district is not recorded,
        or the body is elsewhere.

        >>> near = Regions({}, {"a": ("town",), "town": ("east",), "east": ("city",), "b": ("city",)}, "city")
        >>> near.districts("a"), near.districts("b")
        (('east',), ())
        """
        if not self.within:
            return self.around.get(id, ())
        return tuple(sorted(each for each in self.above(id) if self.within in self.around.get(each, ())))
