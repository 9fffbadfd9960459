"""Texts that this engine answers wrongly without a word, written so that it answers them rightly.

Each rewriting says the same in Cypher, and was compared: ArcadeDB 26.10.2 with it, Neo4j 5.26 without
(tests/test_silent_faults.py). One step is made at a time, on the tree of the text as it then is, until none is needed:

- ``MATCH … UNWIND … MATCH`` runs both MATCH first: a ``WITH *`` before the second ends that.
- A relation that only an ORDER BY before RETURN, the properties of another pattern or a procedure's argument asks for
  is not kept: ``WHERE r IS NOT NULL`` in its MATCH, which is true of all that is found, asks for it.
- The WHERE of a WITH runs before its ORDER BY, SKIP and LIMIT, and beside aggregates SKIP and LIMIT without ORDER BY
  do nothing: each gets a WITH of its own.
- A pattern as a condition, and ``exists(…)`` of one under NOT, are read only in the WHERE of a clause, not in a list's,
  in CASE or in a function: ``EXISTS { … }`` is.
- A condition is looked at before all names in it are found, those in a CASE for example: it asks for them openly.
- A condition on a path beside other names of its MATCH is looked at before there is a path: ``WITH *`` before it.
- ``COUNT { … }`` and ``CASE … END`` in a comparison, and alone in a list, are misread without parentheses around them.
- A name that may be null in a pattern: see `missing`.
- ``RETURN *, e AS x`` loses x: ``WITH *, e AS x RETURN *``, and `starred` says which columns there are.
- Aggregates under much else: see `aggregating`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ...schema import QueryRefused
from . import aggregating, conditions, differences, missing
from .conditions import HEARD
from .scope import before, is_optional
from .trees import (
    ARITHMETIC,
    BOOLEAN,
    NAMES,
    PASSING,
    SUBQUERIES,
    Edit,
    Find,
    Query,
    aggregates,
    children,
    clauses,
    column,
    edited,
    end,
    has_star,
    hidden,
    holds,
    inmost,
    is_distinct,
    items,
    own,
    quoted,
    rule,
    short,
    start,
    unquoted,
    variables,
    written,
)

#: what the engine says of texts that can be written so that it reads them
MENDED = ("UnexpectedSyntax: Pattern expressions", "UndefinedVariable", "AmbiguousAggregation", "InvalidAggregation")
#: what a pattern is no condition under, but a value
_VALUE = ARITHMETIC | {"expression8", "expression7", "expression2"}
#: whose WHERE, or WHEN, does not
_DEAF = frozenset({"listComprehension", "listItemsPredicate", "patternComprehension", "caseAlternative"})


def rewrite(query: Query) -> str | None:
    """Return the text with the next step made, None if none is needed; QueryRefused where it cannot surely be made."""
    for needs, step in _STEPS:
        if needs <= query.used and (edits := list(step(query))):
            return edited(query.text, [*edits, *_named(query, edits)])
    return aggregating.rewrite(query)


def _named(query: Query, edits: list[Edit]) -> Iterator[Edit]:
    """Yield names for columns that are called what is written in them, which is about to be another text."""
    text, find = query.text, query.find
    for clause in find(query.tree, "returnClause"):
        for item in items(own(clause, "returnBody", find), find):
            inside = any(start(item) <= begin and after <= end(item) for begin, after, _ in edits)
            if inside and item.getChildCount() == 1 and (end(item), end(item)) not in {edit[:2] for edit in edits}:
                yield end(item), end(item), f" AS {quoted(written(text, item))}"


def _unwound(query: Query) -> Iterator[Edit]:
    find = query.find
    for single in find(query.tree, "singleQuery"):
        matched = unwound = False
        found = clauses(single)
        # one OPTIONAL MATCH, and the engine takes the clauses in their order
        if any(map(is_optional, found)):
            continue
        for clause in found:
            kind = rule(clause)
            if kind == "withClause":
                break
            if kind == "matchClause" and unwound:
                yield start(clause), start(clause), "WITH * "
                break
            matched = matched or kind == "matchClause"
            unwound = unwound or (matched and kind in {"unwindClause", "forUnwindClause"})


def _relations(query: Query) -> Iterator[Edit]:
    text, tree, find = query.text, query.tree, query.find
    parts = [part for name in ("properties", "procedureArgument") if name in query.used for part in find(tree, name)]
    wanted = {name for part in parts for name in variables(part, find)}
    for order in find(tree, "orderBy") if {"withClause", "orderBySkipLimitClause"} & query.used else []:
        body = order.getParent()
        if rule(body) == "orderBySkipLimitClause":
            wanted |= variables(order, find)
        elif rule(body.getParent()) == "withClause":
            wanted |= variables(order, find) - {str(column(item).getText()) for item in items(body, find)}
    if not wanted:
        return
    shortest = find(tree, "shortestPathPattern") if "shortestPathPattern" in query.used else []
    for clause in find(tree, "matchClause"):
        where, found = own(clause, "whereClause", find), {}
        for pattern in find(own(clause, "patternList", find), "relationshipPattern"):
            name = own(pattern, "variable", find)
            if any(holds(path, pattern) for path in shortest):
                continue
            if name is not None and str(name.getText()) in wanted and own(pattern, "pathLength", find) is None:
                found[written(text, name)] = f"{written(text, name)} IS NOT NULL"
        asked = set() if where is None else variables(where, find)
        if lost := [test for name, test in found.items() if name not in asked]:
            if where is None:
                yield end(clause), end(clause), f" WHERE {' AND '.join(lost)}"
            else:
                held = where.getChild(1)
                loose = held.getChildCount() > 1 or held.getChild(0).getChildCount() > 1
                said = written(text, held)
                yield start(held), end(held), " AND ".join([*lost, f"({said})" if loose else said])


def _limited(query: Query) -> Iterator[Edit]:
    text, find = query.text, query.find
    for clause in find(query.tree, "withClause") if query.used & {"skip", "limit"} else []:
        body, where = own(clause, "returnBody", find), own(clause, "whereClause", find)
        cut = own(body, "skip", find) or own(body, "limit", find)
        grouped = any(aggregates(item, find) for item in items(body, find))
        if cut is None or (grouped and aggregating.is_wanted(body, find)):
            continue
        if grouped and own(body, "orderBy", find) is None:
            yield start(cut), start(cut), f"WITH {_given(text, body, find)} "
        elif where is not None:
            if more := hidden(clause, where, find):
                if is_distinct(body):
                    raise differences.distinct(more[0])
                listed = end(own(body, "returnItems", find))
                yield listed, listed, f", {', '.join(more)}"
            yield start(where), start(where), f"WITH {_given(text, body, find)} "


def _starred(query: Query) -> Iterator[Edit]:
    text, find = query.text, query.find
    for clause in find(query.tree, "returnClause") if "*" in text else []:
        body = own(clause, "returnBody", find)
        if has_star(body, find) and (more := items(body, find)):
            if any(aggregates(item, find) for item in more):
                continue
            yield start(clause), start(clause) + len("RETURN"), "WITH"
            for item in more:
                if item.getChildCount() == 1 and rule(inmost(item)) not in NAMES:
                    yield end(item), end(item), f" AS {quoted(written(text, item))}"
            yield end(clause), end(clause), " RETURN *"


@dataclass(frozen=True, slots=True)
class Starred:
    """The columns of a RETURN *."""

    #: those that it names behind the star
    behind: tuple[str, ...]
    #: all of them, by their names as on a server; empty where only the rows tell
    columns: tuple[str, ...]


def starred(query: Query) -> Starred | None:
    """Return the columns of a query whose RETURN has a ``*``; None if it has none."""
    text, find = query.text, query.find
    for single in find(query.tree, "singleQuery")[:1] if "*" in text else []:
        clause = clauses(single)[-1:]
        if clause and rule(clause[0]) == "returnClause" and has_star(body := own(clause[0], "returnBody", find), find):
            more = tuple(unquoted(written(text, column(item))) for item in items(body, find))
            known = {unquoted(name) for name in before(text, single, clause[0], find) or ()}
            return Starred(more, (*sorted(known - set(more)), *more) if known else ())
    return None


def _given(text: str, body: Any, find: Find) -> str:
    """Return what a WITH gives to the next one."""
    return "*" if has_star(body, find) else ", ".join(written(text, column(item)) for item in items(body, find))


def _patterns(query: Query) -> Iterator[Edit]:
    for pattern in query.find(query.tree, "patternExpression"):
        inner, outer, value = _around(pattern)
        name, replaced = rule(outer), pattern
        if name == "functionArgument" and not value:
            called = outer.getParent()
            value = str(called.getChild(0).getText()).lower() != "exists"
            replaced = None if rule(_around(called)[1]) in HEARD else called
        elif value or not _is_unheard(pattern, inner, outer, query.unread):
            value, replaced = value or name not in HEARD, None
        if value:
            raise QueryRefused(
                f"refused: a pattern as a value, {short(pattern)}: the engine of a folder would misread it, and Neo4j "
                "takes none. Write COUNT { … } = 0 or NOT EXISTS { … } with the pattern inside.",
                f"拒绝：把模式当作值（{short(pattern)}）：文件夹库的引擎会误读，Neo4j 也不接受。"
                "请把模式写进 COUNT { … } = 0 或 NOT EXISTS { … }。",
            )
        if replaced is not None:
            yield start(replaced), end(replaced), f"EXISTS {{ {written(query.text, pattern)} }}"


def _around(part: Any) -> tuple[Any, Any, bool]:
    """Return the whole expression that a part belongs to, what that stands in, and whether it makes a value of it."""
    inner, outer, value = part, part.getParent(), False
    while rule(outer) in PASSING or rule(outer) == "parenthesizedExpression":
        value = value or (rule(outer) in _VALUE and outer.getChildCount() > 1)
        inner, outer = outer, outer.getParent()
    return inner, outer, value


def _is_unheard(pattern: Any, inner: Any, outer: Any, unread: bool) -> bool:
    """Say whether a pattern is a condition that the engine does not read as one where it stands."""
    if rule(outer) in _DEAF:
        return _is_condition(outer, inner) or _is_tested(pattern)
    if rule(outer) in HEARD:
        return rule(outer) == "whereClause" and _is_apart(outer, unread)
    return _is_tested(pattern)


def _is_tested(part: Any) -> bool:
    """Say whether a part is true or false to what it stands in: NOT, AND, OR, XOR."""
    outer = part.getParent()
    while rule(outer) in PASSING or rule(outer) == "parenthesizedExpression":
        if rule(outer) in BOOLEAN and outer.getChildCount() > 1:
            return True
        outer = outer.getParent()
    return False


def _is_apart(part: Any, unread: bool) -> bool:
    """Say whether a part stands in a query that is no condition of a MATCH by itself: inside one, or in a RETURN."""
    while part is not None:
        if rule(part) in SUBQUERIES:
            part = part.getParent()
            while rule(part) in PASSING or rule(part) == "parenthesizedExpression":
                part = part.getParent()
            if unread or rule(part) not in HEARD:
                return True
        part = part.getParent()
    return False


def _is_condition(outer: Any, inner: Any) -> bool:
    parts = children(outer)
    before = parts[next(n for n, part in enumerate(parts) if part.equals(inner)) - 1]
    return str(before.getText()).upper() in {"WHERE", "WHEN"}


#: each step, and the rules that must all be in a text that needs it
_STEPS: tuple[tuple[frozenset[str], Callable[[Query], Iterator[Edit]]], ...] = (
    (frozenset({"patternExpression"}), _patterns),
    (frozenset({"countExpression"}), conditions.compare),
    (frozenset({"caseExpression"}), conditions.compare),
    (frozenset({"extendedCaseExpression"}), conditions.compare),
    (frozenset({"listLiteral"}), conditions.keep_lists),
    (frozenset({"listItemsPredicate"}), conditions.keep_whole),
    (frozenset({"matchClause", "whereClause"}), conditions.wait_for_paths),
    (frozenset({"matchClause", "whereClause"}), conditions.wait),
    (frozenset({"unwindClause", "matchClause"}), _unwound),
    (frozenset({"forUnwindClause", "matchClause"}), _unwound),
    (frozenset({"relationshipPattern", "matchClause"}), _relations),
    (frozenset({"matchClause"}), missing.rewrite),
    (frozenset({"withClause"}), _limited),
    (frozenset({"returnClause"}), _starred),
)
