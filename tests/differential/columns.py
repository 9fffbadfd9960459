"""The columns of a RETURN or WITH, their order, SKIP and LIMIT: cut only where the order of rows is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .expressions import COLUMNS, ORDERED, Variable
from .parts import Part, joined, maybe, part, several
from .patterns import Patterns

#: what a text is said to have when a column of it may be a list whose order nobody knows
UNKNOWN = "list without an order"


@dataclass(frozen=True, slots=True)
class Given:
    """What a RETURN or WITH gives."""

    #: whether the order of its rows is known
    ordered: bool
    variables: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what is written, what it is called, and by what its rows are told apart."""

    said: Part
    variable: Variable
    #: none where its values have no order
    keys: tuple[str, ...]


@dataclass
class Columns(Patterns):
    """Writes RETURN and WITH."""

    given: Given = field(default_factory=lambda: Given(False))

    def where(self, depth: int, share: float = 0.6) -> Part | str:
        raise NotImplementedError

    def projection_clause(
        self,
        word: str,
        depth: int,
        *,
        sorted: bool,
        wanted: tuple[tuple[str, str], ...] = (),
        order: bool | None = None,
    ) -> tuple[Part, Given]:
        """Return a clause with columns, and put what it gives in scope."""
        before = list(self.scope)
        distinct = aggregated = star = False
        if self.scope and self.chance(0.38):
            aggregated = True
            columns = self.aggregated(word, depth, sorted=sorted, wanted=wanted)
        elif not wanted and self.scope and self.chance(0.07):
            star = True
            columns = self.starred(word, depth)
        else:
            columns = self.plain(word, depth, wanted=wanted)
            distinct = self.chance(0.18)
        head = f"{word} DISTINCT " if distinct else f"{word} "
        if distinct:
            self.made["DISTINCT"] += 1
        self.made[word] += 1
        listed = several("columns", [each.said for each in columns])
        if star:
            listed = part(
                "columns",
                "*",
                several("more", [part("comma", ", ", each.said) for each in columns if str(each.said)], "", 0),
            )
        pieces: list[str | Part] = [head, listed]
        sortable = all(each.keys for each in columns)
        ordered = False
        if sortable and self.chance(0.5):
            self.made["ORDER BY"] += 1
            ordered = True
            order = self.order(columns, before if not (distinct or aggregated or star) else [], depth)
            cut = self.cut() if self.chance(0.5) else []
            # what is cut needs its order
            held = part("order by", order, *cut)
            pieces.append(Part("maybe", (held,), "", 0 if word == "RETURN" else 1))
        after = [each.variable for each in columns]
        if any(each.kind.startswith("bag") for each in after):
            self.made[UNKNOWN] += 1
        self.scope = after
        if aggregated:
            self.rows = max(1.0, self.rows / 4)
        if word == "WITH":
            self.scope = [each for each in after if each.name.isalnum()]
            pieces.append(self.where(depth, 0.3))
        return part("clause", *pieces), Given(ordered, tuple(self.scope))

    def order(self, columns: list[Column], before: list[Variable], depth: int) -> Part:
        keys = [key for each in columns for key in each.keys]
        self.random.shuffle(keys)
        said: list[str | Part] = [part("order", key, self._way()) for key in keys]
        if before and self.chance(0.3):
            hidden = {each.variable.name for each in columns}
            with self.knowing():
                # a name that is a column's too would mean something else
                self.scope = [each for each in before if each.name not in hidden]
                first = self.make(self.one(("int", "text", "truth")), min(depth, 1)) if self.scope else part("int", "1")
            said.insert(0, part("order", first, self._way()))
        first, keys = said[: len(said) - len(keys)], said[len(said) - len(keys) :]
        return part(
            "orders", " ORDER BY ", *(Part("maybe", (part("order", each, ", "),), "") for each in first), *joined(keys)
        )

    def _way(self) -> str:
        return self.one(("", "", " DESC", " ASC"))

    def cut(self) -> list[str | Part]:
        """Return SKIP, LIMIT or both."""
        found: list[str | Part] = []
        if self.chance(0.4):
            self.made["SKIP"] += 1
            found.append(maybe(self.one((" SKIP ", " SKIP ", " OFFSET ")), part("number", self.one(("1", "2", "0")))))
        if not found or self.chance(0.7):
            self.made["LIMIT"] += 1
            found.append(maybe(" LIMIT ", part("number", self.one(("1", "2", "3", "5", "10", "$n", "1 + 1", "0")))))
            self.rows = min(self.rows, 10)
        return found

    # columns

    def plain(self, word: str, depth: int, wanted: tuple[tuple[str, str], ...] = ()) -> list[Column]:
        if wanted:
            return [self.column(self.make(kind, depth), kind, name) for name, kind in wanted]
        found: list[Column] = []
        passed: set[str] = set()
        for _ in range(self.one((1, 1, 2, 2, 3))):
            free = [each for each in self.scope if each.name not in passed and each.name.isalnum()]
            if free and self.chance(0.55 if word == "WITH" else 0.25):
                found.append(self.passed(self.one(free)))
                passed.add(found[-1].variable.name)
                continue
            kind = self.one(COLUMNS)
            said = self.make(kind, depth)
            if word == "RETURN" and kind not in ("map", "float") and self.chance(0.1):
                key = str(said)
                if key not in passed:
                    passed.add(key)
                    found.append(
                        Column(
                            part("column", said),
                            Variable(key, kind),
                            (key,) if kind in ORDERED and not self.inside else (),
                        )
                    )
                continue
            found.append(self.column(said, kind, self._name(passed)))
            passed.add(found[-1].variable.name)
        return found or [self.column(part("int", "1"), "int", self.name("c"))]

    def _name(self, passed: set[str]) -> str:
        """Return a new name for a column; now and then one that something before it has."""
        olds = [each.name for each in self.scope if each.name.isalnum() and each.name not in passed]
        return self.one(olds) if olds and not self.inside and self.chance(0.05) else self.name("c")

    def passed(self, variable: Variable) -> Column:
        """A variable as it is, or under another name."""
        if self.chance(0.85):
            return Column(part("column", variable.name), variable, self.keys(variable))
        new = Variable(self.name("w"), variable.kind, variable.types, variable.fields, variable.witness)
        return Column(part("column", variable.name, " AS ", new.name), new, self.keys(new))

    def column(self, said: Part, kind: str, name: str) -> Column:
        variable = Variable(
            name, kind, fields=(("a", "int"),) if kind == "map" and str(said).startswith("{a: ") else ()
        )
        return Column(part("column", said, " AS ", name), variable, self.keys(variable))

    def keys(self, variable: Variable) -> tuple[str, ...]:
        """Return what tells rows apart by a column."""
        name, kind = variable.name, variable.kind
        if kind in ORDERED:
            return (name,)
        if kind in ("node", "relation"):
            return (f"{name}.id",)
        if kind in ("list node", "list relation"):
            return (f"[q IN {name} | q.id]",)
        if kind == "path":
            return (f"[q IN relationships({name}) | q.id]", f"[q IN nodes({name}) | q.id]")
        return ()

    def starred(self, word: str, depth: int) -> list[Column]:
        self.made["*"] += 1
        found = [Column(part("column"), each, self.keys(each)) for each in self.scope]
        if self.chance(0.5):
            # docs/cypher.md: no ORDER BY on a column beside *
            more = self.column(self.make("int", depth), "int", self.name("c"))
            found.append(more if word == "WITH" else Column(more.said, more.variable, ()))
        return found

    # aggregates

    def aggregated(self, word: str, depth: int, *, sorted: bool, wanted: tuple[tuple[str, str], ...]) -> list[Column]:
        self.made["aggregation"] += 1
        groups: list[Column] = []
        stands: list[Variable] = []
        taken: set[str] = set()
        for _ in range(0 if wanted else self.random.choices((0, 1, 2), (3, 6, 2))[0]):
            names = [
                each
                for each in self.scope
                if each.name.isalnum() and each.kind != "shortest" and each.name not in taken
            ]
            if names and self.chance(0.5):
                group = self.one(names)
                taken.add(group.name)
                groups.append(Column(part("column", group.name), group, self.keys(group)))
                stands.append(group)
            else:
                kind = self.one(("text", "int", "truth", "text", "list text"))
                said = self.make(kind, min(depth, 1) if self.chance(0.7) else depth)
                groups.append(self.column(said, kind, self.name("g")))
                # Neo4j takes only names and their properties for a group that is asked for again
                if re.fullmatch(r"\w+\.\w+", str(said)):
                    stands.append(Variable(str(said), kind))
                    self.stands[str(said)] = said
        kinds = [kind for _, kind in wanted] or [
            self.one(self._kinds(sorted)) for _ in range(self.random.randint(1, 2))
        ]
        inner = [self.aggregate(self.one(self._kinds(sorted)), min(depth, 2), sorted=sorted) for _ in range(2)]
        found = []
        for n, kind in enumerate(kinds):
            name = wanted[n][0] if wanted else self.name("a")
            if kind.startswith("bag") or (not wanted and self.chance(0.6)):
                variable = self.aggregate(kind, min(depth, 2), sorted=sorted)
                said = self.stands[variable.name]
            else:
                kind = (
                    kind
                    if wanted
                    else self.one(("int", "int", "text", "truth", "list int", "list text", "map", "float"))
                )
                said = self.around(kind, [*inner, *stands], depth)
            if kind.startswith("bag") and (word == "RETURN" or self.chance(0.5)):
                said, kind = part("int", "size(", said, ")"), "int"
            found.append(self.column(said, kind, name))
        columns = [*groups, *found]
        if not wanted:
            self.random.shuffle(columns)
        return columns

    def around(self, kind: str, known: list[Variable], depth: int) -> Part:
        """Return an expression over groups and aggregates."""
        with self.knowing():
            self.scope, self.bare = known, True
            try:
                return self.make(kind, min(depth, 2))
            finally:
                self.bare = False

    def _kinds(self, sorted: bool) -> tuple[str, ...]:
        lists = ("list text", "list int", "list text") if sorted else ("bag text", "bag int")
        return ("int", "int", "int", "float", "text", "date", *lists)

    def aggregate(self, kind: str, depth: int, *, sorted: bool) -> Variable:
        """Return an aggregate as something that is in scope."""
        one = "DISTINCT " if self.chance(0.25) else ""
        if kind == "int":
            word = self.one(("count", "count", "count", "sum", "max", "min", "percentileDisc"))
            if word == "count":
                names = [each.name for each in self.scope if each.name.isalnum()]
                held = part("any", self.one(names)) if names and self.chance(0.6) else self.make("text", depth)
                said = part(kind, "count(*)") if self.chance(0.4) else part(kind, f"count({one}", held, ")")
            elif word == "percentileDisc":
                said = part(kind, "percentileDisc(", self.make("int", depth), ", 0.5)")
            else:
                said = part(kind, f"{word}({one}", self.make("int", depth), ")")
        elif kind == "float":
            word = self.one(("avg", "stDev", "avg", "stDevP", "sum"))
            of = "float" if word == "sum" or self.chance(0.3) else "int"
            said = part(kind, f"{word}(", self.make(of, depth), ")")
        elif kind in ("text", "date"):
            said = part(kind, self.one(("min(", "max(")), self.make(kind, depth), ")")
        else:
            said = part(kind, f"collect({one}", self.make(kind.split()[1], depth), ")")
        self.stands[str(said)] = said
        return Variable(str(said), kind)
