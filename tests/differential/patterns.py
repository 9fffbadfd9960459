"""Patterns of nodes and relations, most of which are found in the small graph."""

from __future__ import annotations

from dataclasses import dataclass

from .expressions import Expressions, Variable, quoted
from .parts import Part, maybe, part, several

#: rows that a text may find before it is narrowed down
MOST_ROWS = 300
#: relations a node has, about
_EACH = 3.0


@dataclass
class Patterns(Expressions):
    """Writes patterns."""

    #: rows found so far, about
    rows: float = 1.0

    def labels(self, types: tuple[str, ...]) -> str:
        """Return what is said of a node's types."""
        if not types or self.chance(0.12):
            return ":!Source" if self.chance(0.1) else ""
        label = self.one(types)
        if self.chance(0.08):
            return f":{label}|{self.one(list(self.values.counts))}"
        return f":{label}" if self.chance(0.96) else f":{label}|!{label}"

    def node(
        self, witness: str, types: tuple[str, ...], depth: int, *, named: bool, anchored: bool = False
    ) -> tuple[Part, Variable]:
        """Return a node of a pattern, with a new name or none."""
        said = self.labels(types)
        known = (said[1:],) if said[1:] in self.values.counts else ()
        variable = Variable(self.name("n") if named else "", "node", known, witness=witness)
        pieces: list[str | Part] = [variable.name, said]
        if anchored or self.chance(0.04):
            ids = self.values.ids[known[0] if known else self.one(list(self.values.counts))]
            id = witness if witness and self.chance(0.9) else self.one(ids)
            pieces.append(maybe(" {id: ", part("text", quoted(id) if self.chance(0.9) else "$ids[0]"), "}"))
            self.made["properties in a pattern"] += 1
        elif named and self.chance(0.06):
            self.made["WHERE in a pattern"] += 1
            with self.knowing(variable):
                pieces.append(maybe(" WHERE ", self.make("truth", min(depth, 1))))
        return part("node pattern", "(", *pieces, ")"), variable

    def relation(
        self, types: tuple[str, ...], depth: int, *, way: int, named: bool, long: bool
    ) -> tuple[Part, Variable, bool]:
        """Return a relation of a pattern, way 1 or -1 or 0 for either, and whether one step is too short for it."""
        kinds = tuple(dict.fromkeys(types))
        said = "" if not kinds or self.chance(0.06) else ":" + "|".join(kinds)
        variable = Variable(
            self.name("r") if named else "", "list relation" if long else "relation", kinds if said else ()
        )
        pieces: list[str | Part] = [variable.name, said]
        exact = False
        if long:
            self.made["variable length"] += 1
            length = self.one(("*1..2", "*..2", "*2", "*0..1", "*1..3", "*0..2"))
            pieces.append(length)
            exact = length == "*2"
        elif named and kinds and said and self.chance(0.08):
            with self.knowing(variable):
                pieces.append(maybe(" WHERE ", self.make("truth", depth)))
            self.made["WHERE in a pattern"] += 1
        elif said and self.chance(0.05):
            pieces.append(maybe(" {reliability: ", part("text", self.one(("'A'", "'B'", "'C'"))), "}"))
        before, after = {1: ("-", "->"), -1: ("<-", "-"), 0: ("-", "-")}[way]
        inner = [] if not any(str(piece) for piece in pieces) else ["[", *pieces, "]"]
        return part("relation pattern", before, *inner, after), variable, exact

    def path(
        self, depth: int, *, start: Variable | None = None, most: int = 2, named: bool = True
    ) -> tuple[Part, list[Variable], Variable]:
        """Return one pattern, the names that are new in it, and the node at its end."""
        new: list[Variable] = []
        steps = self.random.choices((0, 1, 2), (0 if start else 3, 8, 3 if most > 1 else 0))[0]
        if start is None:
            type = self.one(list(self.values.counts))
            witness = self.one([id for id in self.values.ids[type] if id in self.values.beside] or ("",))
            types = (type,) if self.chance(0.9) else ()
            count = self.values.counts[type] if types else 218
            anchored = self.rows * count > MOST_ROWS or self.chance(0.1)
            self.rows *= 1 if anchored else count
            first, start = self.node(witness, types, depth, named=named or self.chance(0.5), anchored=anchored)
            if start.name:
                new.append(start)
        else:
            first = part("node pattern", "(", start.name, self.labels(start.types) if self.chance(0.1) else "", ")")
        pieces: list[Part] = [first]
        here = start
        seen = {start.name}
        for _ in range(steps):
            step, here = self._step(here, depth, new, seen, named)
            pieces += step
        return part("pattern", *pieces), new, here

    def ways(self, here: Variable) -> list[tuple[str, str, int]]:
        """Return relations of a node: type, the other end, and which way; ends without a witness are "" ."""
        if found := self.values.beside.get(here.witness):
            return list(found)
        found = [(t, "", 1) for t, s, _ in self.values.ties if not here.types or s in here.types]
        return found + [(t, "", -1) for t, _, e in self.values.ties if not here.types or e in here.types] or [
            ("LEADS", "", 1)
        ]

    def _step(
        self, here: Variable, depth: int, new: list[Variable], seen: set[str], named: bool
    ) -> tuple[list[Part], Variable]:
        ways = self.ways(here)
        others = [v for v in self._nodes() if v.name.isalnum() and v.name not in seen]
        back = {v.witness: v for v in others if v.witness}
        met = [way for way in ways if way[1] in back]
        type, end, way = self.one(met) if met and self.chance(0.4) else self.one(ways)
        types: tuple[str, ...] = (type,)
        if self.chance(0.12):
            types = (type, self.one(ways)[0])
        elif self.chance(0.12):
            types = ()
        long = self.chance(0.16) and (len(set(types)) == 1 or self.rows < 60)
        relation, r, exact = self.relation(
            types, depth, way=0 if self.chance(0.15) else way, named=named and self.chance(0.4), long=long
        )
        self.rows *= 4 if long else 2 if types else _EACH
        if end in back or (others and self.chance(0.04)):
            after = back.get(end) or self.one(others)
            node = part("node pattern", "(", after.name, ")")
            self.rows *= 0.3
        else:
            end = "" if exact else end
            label = (self.values.types[end],) if end and self.chance(0.5) else ()
            node, after = self.node(end, label, depth, named=named or self.chance(0.3))
            if after.name:
                new.append(after)
        seen.add(after.name)
        if r.name:
            new.append(r)
        return [relation, node], after

    def patterns(self, depth: int, most: int) -> tuple[Part, list[Variable]]:
        """Return the patterns of a MATCH and their names."""
        many = self.random.choices((1, 2, 3)[:most], (6, 3, 1)[:most])[0]
        self.made[f"patterns: {many}"] += 1
        said, new = [], []
        bound = [each for each in self._nodes() if each.name.isalnum()]
        for _ in range(many):
            starts = bound + [each for each in new if each.kind == "node"]
            start = self.one(starts) if starts and self.chance(0.75) else None
            with self.knowing(*new):
                pattern, found, _ = self.path(depth, start=start)
            if self.chance(0.15) and "-" in str(pattern):
                name = self.name("p")
                pattern = part("pattern", name, " = ", pattern)
                found.append(Variable(name, "path"))
                self.made["named path"] += 1
            said.append(pattern)
            new += found
        return several("patterns", said), new

    def shortest(self) -> tuple[Part, list[Variable]] | None:
        """Return a shortest path between two nodes that are known, None without them."""
        ends = [each for each in self.of("node") if each.name.isalnum()]
        if len(ends) < 2:
            return None
        self.made["shortest path"] += 1
        one, other = self.random.sample(ends, 2)
        name = self.name("p")
        all = self.chance(0.5)
        types = self.one(("", ":FEEDS", ":OPERATES_IN|LOCATED_IN", ":PART_OF|FEEDS|OPERATES_IN", ":SUPPLIES|PARENT_OF"))
        way = self.one(("-", "-", "->"))
        word = "allShortestPaths" if all else "shortestPath"
        said = f"{name} = {word}(({one.name})-[{types}*..{self.random.randint(2, 4)}]{way}({other.name}))"
        return part("patterns", said), [Variable(name, "path" if all else "shortest")]

    def anywhere(self, depth: int, *, named: bool) -> tuple[Part, list[Variable], Variable]:
        """Return a pattern for a subquery: from a node in scope, mostly."""
        bound = [each for each in self._nodes() if each.name.isalnum()]
        start = self.one(bound) if bound and self.chance(0.92) else None
        before = self.rows
        self.rows = MOST_ROWS if start is None else 1
        try:
            pattern, new, end = self.path(depth, start=start, most=1 if self.inside else 2, named=named)
            if start is not None and "-" not in str(pattern):
                pattern, new, end = self.path(depth, start=start, named=named)
        finally:
            self.rows = before
        return pattern, new, end

    def pattern_predicate(self) -> Part:
        """Return a pattern as a condition."""
        self.made["pattern as a condition"] += 1
        bound = [each for each in self._nodes() if each.name.isalnum()]
        here = self.one(bound)
        type, end, way = self.one(self.ways(here))
        said = self.one((f"[:{type}]", f"[:{type}]", "", "[:FEEDS|SUPPLIES]"))
        before, after = ("-", "->") if way > 0 else ("<-", "-")
        last = self.one(("()", f"(:{self.values.types[end]})" if end else "()"))
        return part("truth", f"({here.name}){before}{said}{after}{last}")
