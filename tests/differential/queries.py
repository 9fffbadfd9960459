"""Whole texts: clauses one after the other, subqueries, UNION."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .columns import Columns
from .expressions import ELEMENTS, Variable
from .parts import Part, maybe, part, several
from .patterns import MOST_ROWS
from .values import values


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and whether the order of its rows is known."""

    tree: Part
    ordered: bool
    #: names of the constructs in it
    made: frozenset[str]

    def __str__(self) -> str:
        return str(self.tree)


def is_ordered(tree: Part) -> bool:
    """Say whether the rows of a text come in an order that is known: no two rows are alike to its ORDER BY."""
    last = tree.pieces[-1]
    return (
        isinstance(last, Part)
        and last.kind == "clause"
        and any(
            isinstance(piece, Part)
            and str(piece)
            and any(isinstance(p, Part) and p.kind == "order by" for p in piece.pieces)
            for piece in last.pieces
        )
    )


def text(seed: int, number: int) -> Text:
    """Return one text of a campaign; the same for the same numbers, on any machine."""
    writer = Queries(Random(f"{seed}/{number}"), values())
    tree, ordered = writer.whole()
    return Text(tree, ordered, frozenset(writer.made))


@dataclass
class Queries(Columns):
    """Writes whole texts."""

    def whole(self) -> tuple[Part, bool]:
        if self.chance(0.1):
            self.made["UNION"] += 1
            wanted = self.wanted()
            word = self.one((" UNION ", " UNION ALL "))
            one, other = self.alone(wanted), self.alone(wanted)
            return part("query", one, word, other), False
        self.scope, self.rows = [], 1
        return self.short() if self.chance(0.35) else self.query(depth=self.one((1, 1, 1, 2, 2, 3)))

    def short(self) -> tuple[Part, bool]:
        """Return one MATCH with a condition, or two: most of what analysts write."""
        clauses = [self.asked("MATCH ")]
        if self.chance(0.3):
            clauses.append(self.asked(self.one(("MATCH ", "OPTIONAL MATCH ", "OPTIONAL MATCH "))))
        last, given = self.projection_clause("RETURN", 1, sorted=False)
        return part("query", several("clauses", clauses, " ", 0), " ", last), given.ordered

    def asked(self, word: str) -> Part:
        self.made[word.strip()] += 1
        self.made["WHERE"] += 1
        patterns, new = self.patterns(0, 2)
        self.scope = [*self.scope, *new]
        return part("clause", word, patterns, maybe(" WHERE ", self.condition(2)))

    def wanted(self) -> tuple[tuple[str, str], ...]:
        """Return names and kinds of columns that several queries shall have."""
        kinds = [
            self.one(("int", "text", "truth", "list text", "float", "date")) for _ in range(self.random.randint(1, 2))
        ]
        return tuple((self.name("u"), kind) for kind in kinds)

    def alone(self, wanted: tuple[tuple[str, str], ...]) -> Part:
        """Return a query that knows nothing of what stands around it."""
        with self.knowing():
            self.scope, rows = [], self.rows
            self.rows = 1
            found, _ = self.query(depth=1, most=2, wanted=wanted)
            self.rows = rows
        return found

    def query(
        self, depth: int, most: int = 4, wanted: tuple[tuple[str, str], ...] = (), *, ordered: bool | None = None
    ) -> tuple[Part, bool]:
        """Return clauses with a RETURN behind them, and whether its order is known."""
        clauses: list[Part] = []
        sorted = False
        for n in range(min(most, self.one((1, 1, 1, 2, 2, 3, 4)))):
            clause, sorted = self.clause(n, depth, sorted=sorted)
            clauses.append(clause)
        last, given = self.projection_clause("RETURN", depth, sorted=sorted, wanted=wanted, order=ordered)
        self.given = given
        return part("query", several("clauses", clauses, " ", 0), " ", last), given.ordered

    def clause(self, n: int, depth: int, *, sorted: bool) -> tuple[Part, bool]:
        """Return one clause, and whether the order of rows is known behind it."""
        options: list[Callable[[int], Part | None]] = [self.match] * 6 + [self.unwind] * 2
        if n:
            options += [self.optional] * 3 + [self.call] * (0 if self.inside else 2) + [self.unwind]
            if sum(each.kind == "node" for each in self.scope) > 1:
                options += [self.shortest_clause] * 2
        if self.scope and self.chance(0.4 if n else 0.1):
            clause, given = self.projection_clause("WITH", depth, sorted=sorted)
            return clause, given.ordered
        while (found := self.one(options)(depth)) is None:
            pass
        return found, False

    # clauses

    def match(self, depth: int) -> Part:
        self.made["MATCH"] += 1
        patterns, new = self.patterns(depth - 1, 3 if self.rows < MOST_ROWS else 1)
        self.scope = [*self.scope, *new]
        return part("clause", "MATCH ", patterns, self.where(depth))

    def optional(self, depth: int) -> Part | None:
        if not self._nodes() and self.chance(0.7):
            return None
        self.made["OPTIONAL MATCH"] += 1
        patterns, new = self.patterns(depth - 1, 2)
        self.scope = [*self.scope, *new]
        return part("clause", "OPTIONAL MATCH ", patterns, self.where(depth, 0.4))

    def shortest_clause(self, depth: int) -> Part | None:
        if (found := self.shortest()) is None:
            return None
        before = list(self.scope)
        patterns, new = found
        ends = [each for each in self.of("node") if f"({each.name})" in str(patterns)]
        names = [each.name for each in ends]
        if self.chance(0.3):
            self.scope = [*before, *new]
            return part("clause", f"WITH * WHERE {names[0]} <> {names[1]} OPTIONAL MATCH ", patterns)
        self.scope = [*before, *new]
        return part("clause", f"WITH * WHERE {names[0]} <> {names[1]} MATCH ", patterns)

    def unwind(self, depth: int) -> Part | None:
        if self.rows > MOST_ROWS:
            return None
        self.made["UNWIND"] += 1
        kind = self.one(
            ("list int", "list text", "list int", "list date", "rows", *(["list node"] if self.of("path") else []))
        )
        if self.scope and self._can("{bag text}") and self.chance(0.3):
            self.made["UNWIND of a pattern"] += 1
            kind = self.one(("bag text", "bag int"))
        name = self.name("i")
        if kind == "rows":
            variable, of = Variable(name, "map", fields=(("k", "text"), ("n", "int"))), part("rows", "$rows")
        else:
            variable, of = Variable(name, ELEMENTS[kind]), self.make(kind, depth)
        self.scope = [*self.scope, variable]
        self.rows *= 3
        return part("clause", "UNWIND ", of, " AS ", name)

    def where(self, depth: int, share: float = 0.6) -> Part | str:
        """Return a WHERE, or nothing."""
        if not self.chance(share):
            return ""
        self.made["WHERE"] += 1
        return maybe(" WHERE ", self.condition(depth))

    def condition(self, depth: int) -> Part:
        test = self.make("truth", depth)
        if self.chance(0.12) and [each for each in self._nodes() if each.name.isalnum()]:
            pattern = self.pattern_predicate()
            if self.chance(0.4):
                pattern = part("truth", "NOT ", pattern)
            if self.chance(0.5):
                return pattern
            return part("truth", pattern, self.one((" AND ", " OR ")), part("truth", "(", test, ")"))
        return test

    def call(self, depth: int) -> Part:
        """Return a subquery as a clause."""
        self.made["CALL"] += 1
        wanted = self.wanted()
        names = [each.name for each in self.scope if each.name.isalnum()]
        way = self.one(("star", "list", "list", "with", "nothing", "union"))
        if not names:
            way = "nothing"
        before, rows = list(self.scope), self.rows
        imported = self.random.sample(names, min(len(names), self.random.randint(1, 2)))
        kept = {"star": names, "nothing": [], "union": imported}.get(way, imported)
        self.inside += 1
        queries = []
        for _ in range(2 if way == "union" else 1):
            self.scope = [each for each in before if each.name in kept]
            self.rows = 1 if kept else 20
            found, _ = self.query(depth=min(depth, 2), most=2, wanted=wanted)
            queries.append(part("query", f"WITH {', '.join(kept)} ", found) if way == "with" else found)
        self.inside -= 1
        self.scope = [*before, *(Variable(name, kind) for name, kind in wanted)]
        self.rows = rows * 3
        head = {"star": "CALL (*) { ", "with": "CALL { ", "nothing": self.one(("CALL { ", "CALL () { "))}.get(
            way, f"CALL ({', '.join(kept)}) {{ "
        )
        held = queries[0]
        if way == "union":
            self.made["UNION"] += 1
            held = part("query", queries[0], self.one((" UNION ", " UNION ALL ")), queries[1])
        return part("clause", head, held, " }")

    # subqueries as expressions

    def queried(self, kind: str) -> list[Callable[[int], Part]]:
        if self.inside > 1 or not [each for each in self._nodes() if each.name.isalnum()]:
            return []
        found: dict[str, list[Callable[[int], Part]]] = {
            "truth": [self.exists, self.exists, self.exists, self.among],
            "int": [self.count, self.count, lambda depth: self.sized(self.pattern_list(depth))],
            "list text": [self.collected] * 3,
            "list int": [self.collected_numbers],
            "bag text": [self.pattern_list, self.pattern_list],
            "bag int": [self.pattern_list_numbers],
        }
        return found.get(kind, [])

    def _inner(self, depth: int) -> tuple[Part, list[Variable]]:
        """Return what a subquery finds: patterns with their WHERE."""
        pattern, new, _ = self.anywhere(depth - 1, named=True)
        with self.knowing(*new):
            where = self.where(depth, 0.5)
        return part("found", pattern, where), new

    def exists(self, depth: int) -> Part:
        self.made["EXISTS"] += 1
        self.inside += 1
        found, new = self._inner(depth)
        if self.chance(0.3):
            with self.knowing(*new):
                last = self.make("text", 1) if self.chance(0.5) else part("text", "1")
            said = part("truth", "EXISTS { MATCH ", found, " RETURN ", last, " AS ", self.name("v"), " }")
        else:
            said = part("truth", "EXISTS { ", "MATCH " if self.chance(0.5) else "", found, " }")
        self.inside -= 1
        return said

    def count(self, depth: int) -> Part:
        self.made["COUNT"] += 1
        self.inside += 1
        found, new = self._inner(depth)
        if self.chance(0.25):
            with self.knowing(*new):
                last = self.make(self.one(("text", "int")), 1)
            said = part("int", "COUNT { MATCH ", found, " RETURN DISTINCT ", last, " AS ", self.name("v"), " }")
        else:
            said = part("int", "COUNT { ", "MATCH " if self.chance(0.4) else "", found, " }")
        self.inside -= 1
        return said

    def collected(self, depth: int, kind: str = "text") -> Part:
        self.made["COLLECT"] += 1
        self.inside += 1
        found, new = self._inner(depth)
        with self.knowing(*new):
            last, name = self.make(kind, 1), self.name("v")
        word = " RETURN DISTINCT " if self.chance(0.2) else " RETURN "
        cut = f" LIMIT {self.random.randint(1, 3)}" if self.chance(0.3) else ""
        if self.chance(0.15):
            cut = " SKIP 1" + cut
        down = " DESC" if self.chance(0.3) else ""
        self.inside -= 1
        return part(f"list {kind}", "COLLECT { MATCH ", found, word, last, f" AS {name} ORDER BY {name}{down}{cut} }}")

    def collected_numbers(self, depth: int) -> Part:
        return self.collected(depth, "int")

    def pattern_list(self, depth: int, kind: str = "text") -> Part:
        if self.chance(0.3):
            self.made["COLLECT"] += 1
            self.inside += 1
            found, new = self._inner(depth)
            with self.knowing(*new):
                last, name = self.make(kind, 1), self.name("v")
            self.inside -= 1
            return part(f"bag {kind}", "COLLECT { MATCH ", found, " RETURN ", last, f" AS {name} }}")
        self.made["pattern comprehension"] += 1
        self.inside += 1
        pattern, new, _ = self.anywhere(0, named=True)
        head: list[str | Part] = []
        if self.chance(0.15):
            name = self.name("p")
            head, new = [name, " = "], [*new, Variable(name, "path")]
        with self.knowing(*new):
            where = self.where(depth, 0.4)
            last = self.make(kind, depth)
        self.inside -= 1
        return part(f"bag {kind}", "[", *head, pattern, where, " | ", last, "]")

    def sized(self, held: Part) -> Part:
        return part("int", "size(", held, ")")

    def among(self, depth: int) -> Part:
        """Return a condition over a list that has no order."""
        return part("truth", self.make("text", 0, tight=True), " IN ", self.pattern_list(depth), loose=True)

    def pattern_list_numbers(self, depth: int) -> Part:
        return self.pattern_list(depth, "int")
