"""Expressions of every kind, from the grammar and from what stands in scope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TypeVar

from .grammar import CLOSED, LOOSE, PLAIN
from .parts import Part, part, several
from .values import Property, Values

T = TypeVar("T")
_HOLE = re.compile(r"\{(\w[\w :]*?)(!?)\}")
#: kinds whose values have an order on both engines
ORDERED = frozenset({"int", "float", "text", "truth", "date", "datetime", "list int", "list text", "list date"})
#: kinds that a column may be of
COLUMNS = ("int", "int", "int", "text", "text", "text", "truth", "truth", "float", "date", "list int", "list text",
           "map", "map", "datetime", "duration", "list date")  # fmt: skip
#: of which a list may be taken apart
ELEMENTS = {"list int": "int", "list text": "text", "list date": "date", "list truth": "truth", "list node": "node",
            "list relation": "relation", "bag int": "int", "bag text": "text"}  # fmt: skip
_ANYWHERE = (Property("id", "text", ()), Property("name", "text", ()), Property("name_en", "text", ()),
             Property("sources", "list text", ()), Property("aliases", "list text", ()))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variable:
    """A name in scope, or a text that stands for one."""

    name: str
    kind: str
    #: of a node or relation: its types, none where anything may come
    types: tuple[str, ...] = ()
    #: of a map: its keys with their kinds
    fields: tuple[tuple[str, str], ...] = ()
    #: of a node: one that its pattern finds, so that what follows finds something too
    witness: str = ""


@cache
def holes(template: str) -> tuple[str | tuple[str, bool], ...]:
    """Return a template's text and holes in their order: a hole is a kind and whether it is bound tightly.

    >>> holes("f(<<a: {int!}>>)")
    ('f({a: ', ('int', True), '})')
    """
    found: list[str | tuple[str, bool]] = []
    here = 0
    for hole in _HOLE.finditer(template):
        found += [_braced(template[here : hole.start()]), (hole[1], bool(hole[2]))]
        here = hole.end()
    return (*found, _braced(template[here:]))


def _braced(text: str) -> str:
    return text.replace("<<", "{").replace(">>", "}")


def quoted(value: object) -> str:
    """Return a value as Cypher writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(quoted(each) for each in value)}]"
    return (
        repr(value)
        if isinstance(value, int | float)
        else "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"
    )


@dataclass
class Expressions:
    """Writes expressions over what is in scope."""

    random: Random
    values: Values
    scope: list[Variable] = field(default_factory=list)
    #: which constructs were written
    made: Counter[str] = field(default_factory=Counter)
    names: int = 0
    #: expressions that are in scope by what they are: groups and aggregates
    stands: dict[str, Part] = field(default_factory=dict)
    #: around aggregates: nothing with names or queries of its own
    bare: bool = False
    #: subqueries around what is written
    inside: int = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, options: Sequence[T]) -> T:
        return options[int(self.random.random() * len(options))]

    def name(self, letter: str) -> str:
        """Return a name that no other part of the text has."""
        self.names += 1
        return f"{letter}{self.names}"

    @contextmanager
    def knowing(self, *more: Variable) -> Iterator[None]:
        """Let more be in scope for a while."""
        before = list(self.scope)
        self.scope += more
        try:
            yield
        finally:
            self.scope = before

    def of(self, *kinds: str) -> list[Variable]:
        return [each for each in self.scope if each.kind in kinds]

    def make(self, kind: str, depth: int, *, tight: bool = False) -> Part:
        """Return an expression of a kind; ``tight`` where something binds tighter."""
        found = self._make(kind, depth)
        if found.loose and (tight or self.chance(0.5)):
            return part(found.kind, "(", found, ")")
        return found

    def _make(self, kind: str, depth: int) -> Part:
        if kind == "any":
            kind = self.one([*COLUMNS, "list truth"])
        if kind in PLAIN and kind not in CLOSED:
            return part(kind, self.one(PLAIN[kind]))
        known = self._known(kind)
        if kind == "truth" and self.chance(0.2) and (seen := [v for v in self.of("node") if v.witness]):
            return self.seen(self.one(seen))
        if kind == "truth" and depth <= 0 and self.scope and self.chance(0.85):
            ways = [each for each in LOOSE["truth"] if "{truth" not in each and self._can(each)]
            return self._filled(kind, self.one(ways), True, 0)
        if depth <= 0 or self.chance(0.07):
            return self.one(known)() if known and (kind not in PLAIN or self.chance(0.75)) else self._plain(kind)
        if known and self.chance(0.45):
            return self.one(known)()
        if self.chance(0.3) and (special := self._special(kind)):
            return self.one(special)(depth - 1)
        ways = [(each, False) for each in CLOSED.get(kind, ())] + [(each, True) for each in LOOSE.get(kind, ())]
        ways = [way for way in ways if self._can(way[0])]
        if not ways:
            return self.one(known)() if known else self._plain(kind)
        loose = [way for way in ways if way[1]]
        return self._filled(kind, *self.one(loose if loose and self.chance(0.5) else ways), depth)

    def _can(self, template: str) -> bool:
        """Say whether there is something for each hole that only a name can fill."""
        nodes = bool(self._nodes())
        lists = bool(self.of("path", "list node")) and not self.bare
        asked = {hole[0] for hole in holes(template) if not isinstance(hole, str)}
        bags = nodes and not self.bare
        return not (
            ("node" in asked and not nodes)
            or ("named" in asked and not any(v.name.isalnum() for v in self._nodes()))
            or ("list node" in asked and not lists)
            or (asked & {"bag int", "bag text"} and not (bags or self.of("bag int")))
        )

    def _nodes(self) -> list[Variable]:
        return self.of("node")

    def _filled(self, kind: str, template: str, loose: bool, depth: int) -> Part:
        pieces: list[str | Part] = []
        for hole in holes(template):
            if isinstance(hole, str):
                pieces.append(hole)
            elif " XOR " in template or " OR " in template:
                # a server's planner multiplies what stands in them
                pieces.append(self.make(hole[0], 0, tight=True))
            elif hole[0] == "named":
                # a server's planner multiplies a label's node with all that is in it
                pieces.append(self.one([v.name for v in self._nodes() if v.name.isalnum()]))
            elif hole[0] == "label":
                pieces.append(self.one(list(self.values.counts)))
            else:
                pieces.append(self.make(hole[0], depth - 1, tight=hole[1]))
        return part(kind, *pieces, loose=loose)

    def _plain(self, kind: str) -> Part:
        if kind == "text":
            return part("text", self.text())
        if kind.startswith("bag"):
            return self.make(kind.replace("bag", "list"), 0)
        return part(kind, self.one(PLAIN.get(kind, ("null",))))

    def text(self) -> str:
        """Return a text of the pack, or a piece of one."""
        if self.chance(0.3):
            return self.one(("'a'", "''", "'光'", "null", "'e'", "'company:'", "$t[0]", "$m.b", "'it\\'s'", "'x-y'"))
        all = self.values.properties[self.one(list(self.values.properties))]
        value = self.one([*(v for each in all for v in each.values if isinstance(v, str)), "B"])
        if self.chance(0.4) and len(value) > 3:
            start = self.random.randrange(len(value) - 2)
            value = value[start : start + self.random.randint(1, 4)].strip() or "a"
        return quoted(value)

    def seen(self, variable: Variable) -> Part:
        """Return a condition that one node that was found meets."""
        name, value = self.one(list(self.values.texts[variable.witness].items()))
        said = part("text", variable.name, ".", name)
        way = self.one((" = ", " = ", " STARTS WITH ", " CONTAINS ", " >= ", " <> ", " IN "))
        if way == " IN ":
            return part("truth", said, " IN ", part("list text", quoted([value, "a"])), loose=True)
        if way.strip().isalpha() or " " in way.strip():
            value = value[: self.random.randint(1, 3)].strip() or value
        return part("truth", said, way, part("text", quoted(value)), loose=True)

    # what is in scope

    def said(self, variable: Variable) -> str | Part:
        """Return a name, or what stands for it."""
        return self.stands.get(variable.name, variable.name)

    def _known(self, kind: str) -> list[Callable[[], Part]]:
        found: list[Callable[[], Part]] = []
        for each in self.scope:
            if each.kind == kind:
                found += [lambda v=each: part(kind, self.said(v))] * 2
            if each.kind == "map" and any(k == kind for _, k in each.fields):
                found.append(
                    lambda v=each: part(kind, self.said(v), ".", self.one([n for n, k in v.fields if k == kind]))
                )
            if each.kind in ("node", "relation") and kind in ("int", "text", "truth", "float", "list text"):
                named = [p for p in self.properties(each) if p.kind == kind]
                if named:
                    found += [lambda v=each, n=named: part(kind, self.said(v), ".", self.one(n).name)] * 2
            if each.kind == "node" and kind == "int":
                found.append(lambda v=each: part(kind, "size(", self.said(v), ".name)"))
            if each.kind == "relation" and kind == "text":
                found.append(lambda v=each: part(kind, "type(", self.said(v), ")"))
            if each.kind in ("path", "shortest") and kind == "int":
                found.append(lambda v=each: part(kind, "length(", self.said(v), ")"))
            if each.kind == "list relation" and kind == "int":
                found.append(lambda v=each: part(kind, "size(", self.said(v), ")"))
            if each.kind == "path" and kind == "list node":
                found.append(lambda v=each: part(kind, "nodes(", self.said(v), ")"))
            if each.kind == "path" and kind == "list relation":
                found.append(lambda v=each: part(kind, "relationships(", self.said(v), ")"))
            if each.kind == "path" and kind == "node":
                found.append(lambda v=each: part(kind, "last(nodes(", self.said(v), "))"))
            if each.kind == "relation" and kind == "node" and not self.bare:
                found.append(lambda v=each: part(kind, self.one(("startNode", "endNode")), "(", self.said(v), ")"))
        return found

    def properties(self, variable: Variable) -> list[Property]:
        """Return the properties that a node or relation may have."""
        if not variable.types:
            return list(_ANYWHERE if variable.kind == "node" else _ANYWHERE[:1])
        return list(self.values.properties[self.one(variable.types)])

    # what needs a name of its own, a query or several kinds

    def _special(self, kind: str) -> list[Callable[[int], Part]]:
        found: list[Callable[[int], Part]] = [lambda depth: self.case(kind, depth)] * 2
        if kind == "map":
            found = [self.map, self.map, lambda depth: self.case(kind, depth)]
            if self._nodes():
                found += [self.projection] * 3
        if self.bare:
            return found
        if kind in ("int", "text"):
            found.append(lambda depth: self.reduced(kind, depth))
        if kind == "truth":
            found += [self.quantified] * 3
        if kind in ("list int", "list text", "list date", "list truth"):
            found += [lambda depth: self.comprehension(kind, depth)] * 4
        return found + self.queried(kind)

    def queried(self, kind: str) -> list[Callable[[int], Part]]:
        """Return what makes an expression out of a query; `queries` knows some."""
        return []

    def case(self, kind: str, depth: int) -> Part:
        self.made["case"] += 1
        if kind.startswith("bag"):
            return self.make(kind, 0)
        if self.chance(0.35):
            of = self.one(("int", "text", "truth"))
            tests = [
                part("when", " WHEN ", self.make(of, 1), " THEN ", self.make(kind, depth))
                for _ in range(self.random.randint(1, 2))
            ]
            head: list[str | Part] = ["CASE ", self.make(of, depth)]
        else:
            tests = [
                part("when", " WHEN ", self.make("truth", depth), " THEN ", self.make(kind, depth))
                for _ in range(self.random.randint(1, 2))
            ]
            head = ["CASE"]
        last: list[str | Part] = [" ELSE ", self.make(kind, depth)] if self.chance(0.7) else []
        return part(kind, *head, several("whens", tests, ""), *last, " END")

    def map(self, depth: int) -> Part:
        self.made["map"] += 1
        held = [
            part("entry", name, ": ", self.make(self.one(("int", "text", "truth", "list int")), depth))
            for name in ("a", "b", "c")[: self.random.randint(1, 3)]
        ]
        return part("map", "{", several("entries", held), "}")

    def projection(self, depth: int) -> Part:
        self.made["map projection"] += 1
        node = self.one(self._nodes())
        held = [part("entry", ".", self.one(self.properties(node)).name) for _ in range(self.random.randint(1, 2))]
        if self.chance(0.5):
            held.append(part("entry", "x: ", self.make(self.one(("int", "text", "truth")), depth)))
        if self.chance(0.15):
            held = [part("entry", ".*"), *held[1:]]
        return part("map", node.name, " {", several("entries", held), "}")

    def reduced(self, kind: str, depth: int) -> Part:
        self.made["reduce"] += 1
        lists = "list int" if kind == "int" else "list text"
        total, each = self.name("t"), self.name("e")
        of = self.make(lists, depth)
        start = self.make(kind, 0)
        with self.knowing(Variable(total, kind), Variable(each, kind)):
            step = (
                part(kind, total, " + ", self.make(kind, depth, tight=True))
                if self.chance(0.6)
                else self.make(kind, depth)
            )
        return part(kind, "reduce(", total, " = ", start, ", ", each, " IN ", of, " | ", step, ")")

    def element(self, lists: str) -> Variable:
        """Return a name for each element of a list; now and then one that is known already."""
        kind = ELEMENTS[lists]
        if self.scope and self.chance(0.06):
            return Variable(self.one(self.scope).name, kind) if self._named() else Variable(self.name("x"), kind)
        return Variable(self.name("x"), kind)

    def _named(self) -> bool:
        return all(each.name.isalnum() for each in self.scope)

    def some_list(self) -> str:
        options = ["list int", "list text", "list text", "list date"]
        if self.of("path", "list node"):
            options += ["list node"] * 4
        if self.of("path", "list relation"):
            options += ["list relation"] * 2
        return self.one(options)

    def quantified(self, depth: int) -> Part:
        self.made["list predicate"] += 1
        lists = self.some_list()
        if self.chance(0.2) and self._can("{bag text}"):
            lists = "bag text"
        of = self.make(lists, depth)
        each = self.element(lists)
        with self.knowing(each):
            test = self.make("truth", depth)
        word = self.one(("any", "all", "none", "single"))
        return part("truth", word, "(", each.name, " IN ", of, " WHERE ", test, ")")

    def comprehension(self, kind: str, depth: int) -> Part:
        self.made["list comprehension"] += 1
        lists = self.some_list()
        of = self.make(lists, depth)
        each = self.element(lists)
        with self.knowing(each):
            where: list[str | Part] = []
            if self.chance(0.6):
                where = [part("maybe", " WHERE ", self.make("truth", depth))]
            inner = self.make(ELEMENTS[kind], depth)
        return part(kind, "[", each.name, " IN ", of, several("filter", where, "", 0), " | ", inner, "]")  # type: ignore[arg-type]
