"""Conditions and lists of which this engine reads a part alone, unless parentheses or a comparison keep it together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .scope import is_optional, names, paths
from .trees import (
    ARITHMETIC,
    BOOLEAN,
    NAMES,
    PASSING,
    Edit,
    Find,
    Query,
    children,
    end,
    free,
    holds,
    inmost,
    leaves,
    own,
    rule,
    start,
    written,
)

#: what a comparison misreads when it stands there without parentheses
_MISREAD = frozenset({"countExpression", "caseExpression", "extendedCaseExpression"})
_CASES = frozenset({"caseExpression", "extendedCaseExpression"})
#: in which the engine sees names wherever they stand
_SEEN = PASSING | {"existsExpression", "patternExpression"}
#: in which the engine sees no names
_HIDING = _CASES | {"reduceExpression", "mapProjection"}
#: what loses the list around it when it is alone there
_LOST = _MISREAD | {"existsExpression", "collectExpression", "listItemsPredicate"}
#: whose WHERE reads a pattern
HEARD = frozenset({"whereClause", "nodePattern", "relationshipPattern", "filterClause"})
#: conditions that a WHERE reads as they are
_READ = frozenset({"listItemsPredicate", "existsExpression", "patternExpression", *PASSING} - {"expression2"})


def compare(query: Query) -> Iterator[Edit]:
    """Yield parentheses around COUNT and CASE.

    COUNT { … } + 1 = 2 is read as COUNT { … } = 2; outside a WHERE, AND and NOT of comparisons are lost as well.
    """
    for name in sorted(_MISREAD & query.used):
        for each in query.find(query.tree, name):
            wide, outer = set(), each.getParent()
            while rule(outer) in PASSING:
                if outer.getChildCount() > 1:
                    wide.add(rule(outer))
                outer = outer.getParent()
            if "expression8" not in wide:
                continue
            while rule(outer) in PASSING or rule(outer) == "parenthesizedExpression":
                outer = outer.getParent()
            if wide & ARITHMETIC or (wide & BOOLEAN and rule(outer) != "whereClause"):
                yield from _enclosed(each)


def keep_whole(query: Query) -> Iterator[Edit]:
    """Yield a comparison around conditions that a WHERE takes any(…) out of: CASE, a function, a list."""
    find = query.find
    for name in sorted(HEARD & query.used):
        for holder in find(query.tree, name):
            if (condition := own(holder, "expression", find)) is not None:
                for leaf in leaves(condition):
                    if rule(leaf) not in _READ and find(leaf, "listItemsPredicate"):
                        yield from _enclosed(leaf, "((", ") = true)")


def wait(query: Query) -> Iterator[Edit]:
    """Yield what makes a condition ask openly for names that only a part of it asks for in which the engine sees none.

    It looks at a condition as soon as all names are found that it sees there: at WHERE any(x IN b.l WHERE …) OR a.n = 1
    before there is a b, and the same with CASE, endNode(r).id, reduce or a condition in parentheses.
    """
    text, find = query.text, query.find
    for clause in find(query.tree, "matchClause"):
        if (where := own(clause, "whereClause", find)) is None:
            continue
        found = set(names(text, own(clause, "patternList", find), find))
        for condition in _conditions(own(where, "expression", find)):
            tied = list(leaves(condition))
            parts = [part for leaf in tied if rule(leaf) not in _CASES for part in _hiding(query, leaf)]
            loose = [leaf for leaf in tied if rule(leaf) not in _SEEN]
            # alone, they are seen; beside others, and so beside what is added here, they are not
            if len(tied) > 1 or _lost(text, condition, parts, found, find):
                parts += loose
            if lost := _lost(text, condition, parts, found, find):
                asked = "".join(f" OR ({name} IS NULL AND {name} IS NOT NULL)" for name in lost)
                yield from _enclosed(condition, "(", f"{asked})")


def wait_for_paths(query: Query) -> Iterator[Edit]:
    """Yield ``WITH *`` before a WHERE with a condition on a path beside other names of its MATCH.

    That is looked at when those are found, before there is a path: WHERE length(p) = 1 OR a.id = 'x' finds nothing.
    """
    text, find = query.text, query.find
    for clause in find(query.tree, "matchClause"):
        if is_optional(clause) or (where := own(clause, "whereClause", find)) is None:
            continue
        pattern = own(clause, "patternList", find)
        ways, found = set(paths(text, pattern, find)), set(names(text, pattern, find))
        for condition in _conditions(own(where, "expression", find)) if ways else ():
            used = {written(text, each) for each in free(condition, find)} & found
            if used & ways and used - ways:
                yield start(where), start(where), "WITH * "
                break


def _lost(text: str, condition: Any, parts: list[Any], found: set[str], find: Find) -> list[str]:
    """Return the names of a pattern that a condition asks for only in some parts of it."""
    hidden: set[str] = set()
    seen: set[str] = set()
    for used in free(condition, find) if parts else []:
        (hidden if any(holds(each, used) for each in parts) else seen).add(written(text, used))
    return sorted((hidden & found) - seen)


def _conditions(whole: Any) -> Iterator[Any]:
    """Yield what AND ties together."""
    if (
        rule(whole) == "parenthesizedExpression"
        or rule(whole) == "expression10"
        or (rule(whole) in BOOLEAN and whole.getChildCount() == 1)
    ):
        for each in children(whole):
            if each.getChildCount():
                yield from _conditions(each)
    else:
        yield whole


def _hiding(query: Query, leaf: Any) -> Iterator[Any]:
    """Yield the parts of a condition in which the engine sees no names."""
    for name in _HIDING & query.used:
        yield from query.find(leaf, name)
    for each in query.find(leaf, "expression2"):
        if each.getChildCount() > 2 or (each.getChildCount() == 2 and rule(inmost(each.getChild(0))) not in NAMES):
            yield each
    for each in query.find(leaf, "parenthesizedExpression"):
        inner = each.getChild(1)
        while rule(inner) in BOOLEAN and inner.getChildCount() == 1:
            inner = inner.getChild(0)
        if rule(inner) in BOOLEAN:
            yield each


def keep_lists(query: Query) -> Iterator[Edit]:
    """Yield parentheses in lists: [any(…)], [COUNT { … }][0] and [CASE … END] + x lose theirs."""
    for found in query.find(query.tree, "listLiteral"):
        if found.getChildCount() != 3:
            continue
        alone = found.getChild(1)
        while alone.getChildCount() == 1:
            alone = alone.getChild(0)
        if rule(alone) in _LOST:
            yield from _enclosed(alone)


def _enclosed(part: Any, before: str = "(", behind: str = ")") -> Iterator[Edit]:
    """Yield what is put around a part; nothing of it is written anew, so that parts may stand in each other."""
    yield start(part), start(part), before
    yield end(part), end(part), behind
