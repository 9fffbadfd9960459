"""Texts that this engine answers otherwise than Neo4j without saying so: refused, with the reason and a way out.

Each was found by comparison, ArcadeDB 26.10.2 against Neo4j 5.26 (tests/test_parity_known.py shows them on the
unguarded engine). What both engines say differently in plain sight is in docs/cypher.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...schema import QueryRefused

#: finds the nodes of a rule in a part of the parsed query, outer ones first
Find = Callable[[Any, str], list[Any]]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: functions of many rows
_AGGREGATES = _names(
    "avg collect collect_list count max min percentile_cont percentile_disc percentilecont percentiledisc stdev "
    "stdev_pop stdev_samp stdevp sum"
)
_LOCAL = ("listComprehension", "reduceExpression", "listItemsPredicate", "patternComprehension")
_SUBQUERIES = ("existsExpression", "countExpression", "collectExpression")
#: rules of the grammar under which an aggregate is not seen, and what they are called
_BLIND = {
    "expression": "OR",
    "expression11": "XOR",
    "expression10": "AND",
    "expression9": "NOT",
    "expression7": "IN, IS NULL, =~, CONTAINS and their like",
    "mapProjection": "a map projection",
    "reduceExpression": "reduce",
}
#: rules that with one part alone only pass it on
_PASSING = frozenset(f"expression{n}" for n in ("", *range(1, 12)))
_BOOLEAN = frozenset({"expression", "expression11", "expression10", "expression9"})
_ARITHMETIC = frozenset({"expression6", "expression5", "expression4", "expression3"})
#: what a comparison misreads when it stands there without parentheses
_MISREAD = frozenset({"countExpression", "caseExpression", "extendedCaseExpression"})
#: what loses the list around it when it is alone there and the list is taken apart again
_LOST = _MISREAD | {"existsExpression", "collectExpression"}
#: procedures that answer otherwise, and what to write instead
PROCEDURES = {
    "db.propertykeys": "it names indexed properties only here; write MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k",
    "db.schema.visualization": "it has other columns here; write "
    "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), labels(b)",
}


def check(tree: Any, used: set[str], called: set[str], find: Find) -> None:
    """Raise QueryRefused for a query whose answer would differ.

    ``used`` are the grammar's rules in it and ``called`` its functions: what no rule or function asks for is not
    looked for, as each step in the tree is a call into Java.
    """
    if "shortestPathPattern" in used and "whereClause" in used:
        _check_shortest(tree, find)
    if "orderBy" in used:
        _check_order(tree, find)
    for rule in sorted(_MISREAD & used):
        for each in find(tree, rule):
            _check_compared(each, rule)
    if "map" in used and "mapProjection" in used:
        for outer in find(tree, "map"):
            for projection in find(outer, "mapProjection"):
                raise QueryRefused(
                    f"refused: a map projection inside a map, {_short(projection)}: the engine of a folder would leave "
                    "the outer map away. Make it in a WITH before, or write its properties out."
                )
    if "listLiteral" in used and (_LOST | {"listItemsPredicate"}) & used:
        for each in find(tree, "listLiteral"):
            _check_list(each)
    if "countStar" in used or _AGGREGATES & {name.lower() for name in called}:
        for item in find(tree, "returnItem"):
            if aggregates := _aggregates(item, find):
                _check_item(item, aggregates, find)


def _check_shortest(tree: Any, find: Find) -> None:
    """Neo4j looks for the shortest path that fits a WHERE on it, this engine filters the shortest one."""
    for clause in find(tree, "matchClause"):
        patterns = [each for each in find(clause, "pattern") if find(each, "shortestPathPattern")]
        named = {
            str(each.getText())
            for pattern in patterns
            for each in find(pattern, "variable")
            if each.getParent().equals(pattern) or _is_relation(each)
        }
        for where in find(clause, "whereClause"):
            if not where.getParent().equals(clause):
                continue
            for name in sorted(named & {str(each.getText()) for each in find(where, "variable")}):
                raise QueryRefused(
                    f"refused: WHERE on {name} of a shortest path: Neo4j looks for the shortest path that fits, the "
                    "engine of a folder would drop the shortest ones that do not. Name the relation types in the "
                    "pattern, or write MATCH p = (a)-[*..6]-(b) WHERE … RETURN p ORDER BY length(p) LIMIT 1."
                )


def _is_relation(variable: Any) -> bool:
    return _rule(variable.getParent()) == "relationshipPattern"


def _check_compared(found: Any, rule: str) -> None:
    """COUNT { … } + 1 = 2 is read as COUNT { … } = 2; outside a WHERE, AND and NOT of comparisons are lost as well."""
    wide, outer = set(), found.getParent()
    while _rule(outer) in _PASSING:
        if outer.getChildCount() > 1:
            wide.add(_rule(outer))
        outer = outer.getParent()
    if "expression8" not in wide:
        return
    what = "COUNT { … }" if rule == "countExpression" else "CASE … END"
    while _rule(outer) in _PASSING or _rule(outer) == "parenthesizedExpression":
        outer = outer.getParent()
    lost = wide & _BOOLEAN and _rule(outer) != "whereClause"
    if lost or wide & _ARITHMETIC:
        raise QueryRefused(
            f"refused: {what} in a comparison with more around it: the engine of a folder would misread it. "
            f"Put it in parentheses: ({what})."
        )


def _check_list(found: Any) -> None:
    if found.getChildCount() != 3:
        return
    alone = found.getChild(1)
    while alone.getChildCount() == 1:
        alone = alone.getChild(0)
    taken = found.getParent()
    while taken.getChildCount() == 1 and _rule(taken) in {"literal", "expression1"}:
        taken = taken.getParent()
    if _rule(alone) == "listItemsPredicate" or (_rule(alone) in _LOST and taken.getChildCount() > 1):
        raise QueryRefused(
            f"refused: {_short(found)}: the engine of a folder would leave the list away. Put what is in it in "
            "parentheses."
        )


def _check_order(tree: Any, find: Find) -> None:
    """ORDER BY a.id where `a` is also a column: Neo4j sorts by the node's id, this engine by the column's."""
    for body in find(tree, "returnBody"):
        columns = dict(_columns(body, find))
        for order in (each for each in find(body, "orderBy") if each.getParent().equals(body)):
            for used in find(order, "expression2"):
                name, text = str(used.getChild(0).getText()), str(used.getText())
                if used.getChildCount() > 1 and columns.get(name, name) != name and text in columns.values():
                    column = next(each for each, value in columns.items() if value == text)
                    raise QueryRefused(
                        f"refused: ORDER BY {text}: {name} is the name of a column here as well as of a node. "
                        + ("Give the column another name." if column == name else f"Write ORDER BY {column}.")
                    )


def _columns(body: Any, find: Find) -> Iterator[tuple[str, str]]:
    """Yield name and expression of the columns of one RETURN or WITH, not of those inside them."""
    own = find(body, "returnItems")[0]
    for item in find(own, "returnItem"):
        if item.getParent().equals(own):
            yield str(item.getChild(item.getChildCount() - 1).getText()), str(item.getChild(0).getText())


def _aggregates(item: Any, find: Find) -> list[Any]:
    """Return the aggregates of a column, without those of a subquery inside it."""
    inner = [each for rule in _SUBQUERIES for each in find(item, rule)]
    called = [each for each in find(item, "functionInvocation") if _name(each, find) in _AGGREGATES]
    return [each for each in (*find(item, "countStar"), *called) if not any(_holds(outer, each) for outer in inner)]


def _name(called: Any, find: Find) -> str:
    return str(find(called, "functionName")[0].getText()).lower()


def _check_item(item: Any, aggregates: list[Any], find: Find) -> None:
    """Under some expressions this engine does not see an aggregate: a row for each row found, or the first value."""
    for rule in _BLIND:
        for outer in find(item, rule):
            if (outer.getChildCount() > 1) and any(_holds(outer, each) for each in aggregates):
                raise QueryRefused(
                    f"refused: an aggregate under {_BLIND[rule]}, {_short(outer)}: the engine of a folder would count "
                    "otherwise. Give the aggregate a column of its own in a WITH before."
                )
    for outer in find(item, "expression2"):
        first, last = str(outer.getText())[:1], str(outer.getChild(outer.getChildCount() - 1).getText())
        blind = outer.getChildCount() > 1 and (first == "{" or ".." in last)
        if blind and any(_holds(outer, each) for each in aggregates):
            raise QueryRefused(
                f"refused: an aggregate in {_short(outer)}: the engine of a folder would count only the first row. "
                "Give the aggregate a column of its own in a WITH before."
            )
    maps = find(item, "map")
    values = [each.getSourceInterval() for m in maps for each in find(m, "expression") if each.getParent().equals(m)]
    for each in aggregates:
        if any(_holds(outer, each) for outer in maps) and not any(each.getSourceInterval().equals(v) for v in values):
            raise QueryRefused(
                f"refused: {_short(each)} in a map with more around it: the engine of a folder would count otherwise. "
                "Give the aggregate a column of its own in a WITH before."
            )
    if maps:
        _check_groups(item, aggregates, find)


def _check_groups(item: Any, aggregates: list[Any], find: Find) -> None:
    groups = {
        text for other in find(item.getParent(), "returnItem") if not other.equals(item) for text in _spelled(other)
    }
    grouped = [each for each in find(item, "expression2") if str(each.getText()) in groups]
    inner = {str(each.getText()) for each in find(item, "variable") if _is_local(each)}
    for used in find(item.getChild(0), "variable"):
        if any(_holds(each, used) for each in (*aggregates, *grouped)) or str(used.getText()) in inner:
            continue
        if not any(_holds(each, used) for rule in _SUBQUERIES for each in find(item, rule)):
            raise QueryRefused(
                f"refused: {_short(used.getParent().getParent())} beside an aggregate is no group of its own: the "
                "answer would have one row with the first value. Return it as a column too, or aggregate in a WITH "
                "before."
            )


def _spelled(item: Any) -> tuple[str, str]:
    return str(item.getChild(0).getText()), str(item.getChild(item.getChildCount() - 1).getText())


def _is_local(variable: Any) -> bool:
    return _rule(variable.getParent()) in _LOCAL


def _holds(outer: Any, inner: Any) -> bool:
    return bool(outer.getSourceInterval().properlyContains(inner.getSourceInterval())) or bool(
        outer.getSourceInterval().equals(inner.getSourceInterval())
    )


def _rule(node: Any) -> str:
    name = str(node.getClass().getSimpleName()).removesuffix("Context") if node is not None else ""
    return name[:1].lower() + name[1:]


def _short(node: Any) -> str:
    text = str(node.getText())
    return text if len(text) <= 40 else text[:39] + "…"
