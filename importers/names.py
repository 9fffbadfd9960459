"""Names → ids: whom a cell means that holds a name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable

from ..schema import Node, NodeType, digest

#: (node types, name) → ids of the nodes of a store that bear it
LookUp = Callable[[Collection[str], str], Collection[str]]
#: properties beside the caption that hold names
NAMES = ("name_en", "aliases")


class Names:
    """The names and aliases of a dataset's own nodes."""

    def __init__(self, nodes: Iterable[Node], types: dict[str, NodeType]) -> None:
        self._ids: dict[tuple[str, str], tuple[str, ...]] = {}
        for node in nodes:
            for statement in node.statements:
                for key in (types[node.type].caption, *NAMES):
                    value = statement.properties.get(key, "")
                    for name in value if isinstance(value, list) else [str(value)]:
                        self._add(node.type, name, node.id)

    def _add(self, type_: str, name: str, id_: str) -> None:
        if name:
            key = (type_, name.casefold())
            known = self._ids.get(key, ())
            if id_ not in known:
                self._ids[key] = (*known, id_)

    def ids(self, types: Iterable[str], name: str) -> list[str]:
        """Return the ids of the nodes of these types that bear a cleaned name."""
        folded = name.casefold()
        return sorted({id_ for type_ in types for id_ in self._ids.get((type_, folded), ())})

    def near(self, types: Iterable[str], name: str) -> tuple[str, ...]:
        """Return up to two names like this one; none where there are too many names to compare."""
        wanted = set(types)
        names = [known for type_, known in self._ids if type_ in wanted]
        if len(names) > 5_000:
            return ()
        return tuple(difflib.get_close_matches(name.casefold(), names, n=2))


def made_id(type_: NodeType, values: Iterable[str]) -> str:
    """Return the id of a node without one: the same for the same type and key values, in any file.

    >>> from chainscape.schema import vocabulary
    >>> made_id(vocabulary().nodes["Company"], ["亨通集团"])
    'company:8c923267494511457e99'
    """
    return f"{type_.prefix}:{digest(type_.name, *values)}"
