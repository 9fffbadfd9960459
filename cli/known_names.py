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


class _Pairs:
    """Pairs of bodies that may be one, and what is told of the first few."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()
        self._told: list[str] = []

    def __len__(self) -> int:
        return len(self._known)

    def add(self, word: str, node: Node, others: Iterable[str]) -> None:
        """Take in that a node has a word in common with others."""
        for other in sorted({*others} - {node.id}):
            pair = (min(node.id, other), max(node.id, other))
            if pair not in self._known:
                self._known.add(pair)
                if len(self._told) < TOLD:
                    self._told.append(f"{shown(word)}: {node.id} ({node.place}), {other}")

    def lines(self, say: Say, zh: str, en: str) -> Iterator[str]:
        """Yield the heading and the first few, a line each; nothing where there are none."""
        if not self._known:
            return
        yield say(f"{len(self)} {zh}", f"{len(self)} {en}")
        yield from (f"- {line}" for line in self._told)
        if rest := len(self) - len(self._told):
            yield say(f"…… 另有 {rest} 对", f"… and {rest} more")


class Namesakes:
    """The records of a load, with an eye on bodies that share a name, or a credit code: in the store or among them."""

    def __init__(self, records: Iterable[Record | Problem], names: KnownNames) -> None:
        self._records = records
        self._names = names
        self._named = _Pairs()
        self._coded = _Pairs()

    def __iter__(self) -> Iterator[Record | Problem]:
        words, seen, codes = vocabulary(), dict[tuple[str, str], str](), dict[str, str]()
        self._named, self._coded = _Pairs(), _Pairs()
        for record in self._records:
            if isinstance(record, Node) and record.type in words.bodies:
                caption = words.nodes[record.type].caption
                for statement in record.statements:
                    if name := str(statement.properties.get(caption, "")):
                        first = seen.setdefault((record.type, matching(name)), record.id)
                        known = self._names.names().namesakes(record.type, name)
                        self._named.add(name, record, (first, *known))
                    if code := str(statement.properties.get("credit_code", "")):
                        first = codes.setdefault(code, record.id)
                        self._coded.add(code, record, (first, *self._names.ids(words.bodies, code, ("code",))))
            yield record

    def lines(self, say: Say) -> Iterator[str]:
        """Yield what is told of them, a line each."""
        yield from self._named.lines(
            say,
            "对主体同名，分作两个；若是同一个，请在映射中用同一编号：",
            "pair(s) of bodies of one name, kept apart; if two are one, give them one id:",
        )
        yield from self._coded.lines(
            say,
            "对主体的统一社会信用代码相同，分作两个；若是同一个，请用同一编号或 chainscape merge 合并：",
            "pair(s) of bodies of one credit code, kept apart; if two are one, give them one id or merge them "
            "(chainscape merge):",
        )
