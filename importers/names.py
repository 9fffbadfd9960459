"""Names → ids: whom a cell means that holds an id, a code, a name or an alias."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ..schema import Nearest, Node, NodeType, Place, as_kept, digest, matching

Way = Literal["id", "code", "name"]
WAYS: tuple[Way, ...] = ("id", "code", "name")
#: properties beside the caption that hold names
NAMES = ("name_en", "aliases")
#: properties that hold codes, where a type has them
CODES = ("credit_code", "stock", "stock_code", "code", "number")

#: (node types, name) → ids of the nodes of a store that bear it
LookUp = Callable[[Collection[str], str], Collection[str]]


class Bearers(Protocol):
    """What may be asked who bears a word."""

    def ids(self, types: Collection[str], word: str, by: Sequence[Way] = ..., chain: str = ...) -> Collection[str]:
        """Return the ids of the nodes of these types that bear a word; of stages, those of one chain."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A node that bears a word, and how."""

    id: str
    word: str
    #: 0: caption; 1: alias or English name; 2: code
    rank: int


class Names:
    """Who bears which name, alias and code; an exact hit comes first, then what reads the same (`schema.alike`).

    >>> names = Names()
    >>> names.add("Company", "company:wuxi", {"name": "无锡药明", "aliases": ["WuXi"]}, "name")
    >>> names.ids(["Company"], "無錫藥明"), names.ids(["Company"], "wuxi")
    (['company:wuxi'], ['company:wuxi'])
    """

    def __init__(self) -> None:
        self._bearers: dict[tuple[str, str], tuple[_Bearer, ...]] = {}
        self._types: dict[str, str] = {}
        self._chains: dict[str, set[str]] = {}
        #: (type, name) → where a row stands that was refused before it had an id, and the one that its name would make
        self._refused: dict[tuple[str, str], tuple[Place, str]] = {}
        self._near: dict[tuple[str, ...], Nearest] = {}

    def add(self, type_: str, id_: str, properties: Mapping[str, object], caption: str) -> None:
        """Take in what a node is called."""
        self._types[id_] = type_
        for rank, keys in ((0, (caption,)), (1, NAMES), (2, CODES)):
            for key in keys:
                value = properties.get(key)
                for word in value if isinstance(value, list) else [value]:
                    if word:
                        self._add(type_, _Bearer(id_, as_kept(str(word)) if rank == 2 else str(word), rank))

    def add_node(self, node: Node, type_: NodeType) -> None:
        """Take in what the statements of a node call it."""
        for statement in node.statements:
            self.add(node.type, node.id, statement.properties, type_.caption)

    def place(self, stage: str, chain: str) -> None:
        """Note that a stage belongs to a chain."""
        self._chains.setdefault(stage, set()).add(chain)

    def refuse(self, type_: str, name: str, place: Place, made: str = "") -> None:
        """Note that a row names somebody and was refused before it had an id; ``made``: the id its name would make."""
        self._refused.setdefault(_key(type_, name), (place, made))

    def refused(self, types: Iterable[str], word: str, own: Sequence[str] = ()) -> Place | None:
        """Return where a refused row stands that bears a name, None where there is none, or it is of the one in own."""
        keys = [_key(type_, word) for type_ in types]
        found = (self._refused[key] for key in keys if key in self._refused)
        return next((place for place, made in found if not made or [*own] != [made]), None)

    def ids(self, types: Collection[str], word: str, by: Sequence[Way] = ("name",), chain: str = "") -> list[str]:
        """Return the ids of the nodes of these types that bear a cleaned word; of stages, those of one chain."""
        if "id" in by and self._types.get(word) in types:
            return [word]
        found = self._bearing(types, word, chain)
        if not found and "code" in by and (kept := as_kept(word)) != word:
            word, found = kept, [bearer for bearer in self._bearing(types, kept, chain) if bearer.rank == 2]
        exact = [bearer for bearer in found if bearer.word == word]
        for bearers in (exact, found):
            for ranks in _ranks(by, exactly=bearers is exact):
                if ids := {bearer.id for bearer in bearers if bearer.rank in ranks}:
                    return sorted(ids)
        return []

    def _bearing(self, types: Collection[str], word: str, chain: str) -> list[_Bearer]:
        return [
            bearer
            for type_ in types
            for bearer in self._bearers.get(_key(type_, word), ())
            if not chain or chain in self._chains.get(bearer.id, ())
        ]

    def near(self, types: Iterable[str], word: str) -> tuple[str, ...]:
        """Return up to two names like this one."""
        wanted = tuple(sorted(set(types)))
        if wanted not in self._near:
            names = (b.word for (type_, _), bearers in self._bearers.items() if type_ in wanted for b in bearers)
            self._near[wanted] = Nearest(names)
        return self._near[wanted].to(word)

    def namesakes(self, type_: str, name: str) -> set[str]:
        """Return the ids of the nodes of a type that are called so, aliases left aside."""
        return {bearer.id for bearer in self._bearers.get(_key(type_, name), ()) if bearer.rank == 0}

    def _add(self, type_: str, bearer: _Bearer) -> None:
        key = _key(type_, bearer.word)
        known = self._bearers.get(key, ())
        if key[1] and bearer not in known:
            self._bearers[key] = (*known, bearer)


class Asked:
    """A plain function ``(types, name) → ids`` in the place of names; it knows neither codes nor chains."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up

    def ids(self, types: Collection[str], word: str, by: Sequence[Way] = ("name",), chain: str = "") -> Collection[str]:
        """Return what the function says of a name."""
        return self._look_up(types, word) if "name" in by and not chain else ()


def made_id(type_: NodeType, values: Iterable[str]) -> str:
    """Return the id of a node without one: the same for the same type and key values, in any file.

    >>> from chainscape.schema import vocabulary
    >>> made_id(vocabulary().nodes["Company"], ["亨通集团"])
    'company:8c923267494511457e99'
    """
    return f"{type_.prefix}:{digest(type_.name, *values)}"


def _key(type_: str, word: str) -> tuple[str, str]:
    folded = matching(word)
    # 光电 is the chain 光电产业链
    return type_, (folded.removesuffix("产业链") or folded) if type_ == "IndustryChain" else folded


def _ranks(by: Sequence[Way], exactly: bool) -> list[tuple[int, ...]]:
    ranks: list[tuple[int, ...]] = []
    for way in by:
        if way == "code":
            ranks.append((2,))
        elif way == "name":
            ranks += [(0,), (1,)] if exactly else [(0, 1)]
    return ranks
