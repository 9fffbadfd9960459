"""Names that a store knows: whom a cell means where the tables do not say, and bodies that bear one name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..schema import Node, Problem, Record, matching, shown, vocabulary
from .wording import Say

if TYPE_CHECKING:
    from ..graph import Store
    from ..importers import Names, Way

#: pairs of bodies of one name that are told
TOLD = 5
_NAMES = """
MATCH (n) WHERE n.name IS NOT NULL
RETURN labels(n)[0] AS type, n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases,
  n.stock AS stock, n.number AS number, n.credit_code AS credit_code
"""
_CHAINS = "MATCH (s:Stage)-[:PART_OF]->(c:IndustryChain) RETURN s.id AS stage, c.id AS chain"


class KnownNames:
    """Whom a name, alias, code or id means in a store; read once, when first asked."""

    def __init__(self) -> None:
        self.store: Store | None = None
        self._names: Names | None = None

    def ids(self, types: Collection[str], word: str, by: Sequence[Way] = ("name",), chain: str = "") -> Collection[str]:
        """Return the ids of the nodes of these types that bear a word; of stages, those of one chain."""
        return self.names().ids(types, word, by, chain) if self.store is not None else ()

    def names(self) -> Names:
        """Return all names of the store."""
        from ..importers import Names

        if self._names is None:
            self._names = Names()
            if self.store is not None:
                for row in self.store.look_up(_NAMES):
                    self._names.add(row["type"], row["id"], row, "name")
                for row in self.store.look_up(_CHAINS):
                    self._names.place(row["stage"], row["chain"])
        return self._names


class Namesakes:
    """The records of a load, with an eye on bodies that bear the name of another: in the store or among themselves."""

    def __init__(self, records: Iterable[Record | Problem], names: KnownNames) -> None:
        self._records = records
        self._names = names
        #: (id, other id) → what is told of them
        self._found: dict[tuple[str, str], str] = {}
        self.count = 0
        #: the same for bodies of one credit code, which are one body
        self._coded: dict[tuple[str, str], str] = {}

    def __iter__(self) -> Iterator[Record | Problem]:
        words, seen, codes = vocabulary(), dict[tuple[str, str], str](), dict[str, str]()
        self._found.clear()
        self._coded.clear()
        self.count = 0
        for record in self._records:
            if isinstance(record, Node) and record.type in words.bodies:
                self._look_at(record, words.nodes[record.type].caption, seen)
                self._look_at_code(record, codes)
            yield record

    def lines(self, say: Say) -> Iterator[str]:
        """Yield what is told of them, a line each."""
        if self.count:
            yield say(
                f"{self.count} 对主体同名，分作两个；若是同一个，请在映射中用同一编号：",
                f"{self.count} pair(s) of bodies of one name, kept apart; if two are one, give them one id:",
            )
            yield from (f"- {line}" for line in self._found.values())
            if self.count > len(self._found):
                rest = self.count - len(self._found)
                yield say(f"…… 另有 {rest} 对", f"… and {rest} more")

        if self._coded:
            many = len(self._coded)
            yield say(
                f"{many} 对主体的统一社会信用代码相同，分作两个；若是同一个，请用同一编号或 chainscape merge 合并：",
                f"{many} pair(s) of bodies of one credit code, kept apart; if two are one, give them one id or merge "
                "them (chainscape merge):",
            )
            yield from (f"- {line}" for line in list(self._coded.values())[:TOLD])
            if many > TOLD:
                yield say(f"…… 另有 {many - TOLD} 对", f"… and {many - TOLD} more")

    def _look_at_code(self, node: Node, seen: dict[str, str]) -> None:
        for statement in node.statements:
            code = str(statement.properties.get("credit_code", ""))
            if not code:
                continue
            first = seen.setdefault(code, node.id)
            known = self._names.ids(vocabulary().bodies, code, ("code",))
            for other in sorted({first, *known} - {node.id}):
                pair = (min(node.id, other), max(node.id, other))
                self._coded.setdefault(pair, f"{shown(code)}: {node.id} ({node.place}), {other}")

    def _look_at(self, node: Node, caption: str, seen: dict[tuple[str, str], str]) -> None:
        for statement in node.statements:
            name = str(statement.properties.get(caption, ""))
            if not name:
                continue
            first = seen.setdefault((node.type, matching(name)), node.id)
            others = {first, *self._names.names().namesakes(node.type, name)} - {node.id}
            for other in sorted(others):
                pair = (min(node.id, other), max(node.id, other))
                if pair not in self._found:
                    self.count += 1
                    if len(self._found) < TOLD:
                        self._found[pair] = f"{shown(name)}: {node.id} ({node.place}), {other}"
