"""The names that a clause knows, and which of them may be null."""

from __future__ import annotations

from typing import Any

from .trees import Find, clauses, column, has_star, holds, items, own, rule, written

#: rules of a pattern in which a name is a node, a relation or a path
_DECLARING = frozenset({"nodePattern", "relationshipPattern", "pattern"})
_INNER = ("existsExpression", "countExpression", "collectExpression", "patternComprehension")
#: a name as it is written, and whether it may be null
Known = dict[str, bool]


def before(text: str, single: Any, last: Any, find: Find) -> Known | None:
    """Return the names that a clause of one query knows; None where nobody can be sure."""
    known: Known | None = around(text, single, find)
    for clause in clauses(single):
        if known is None or clause.equals(last):
            return known
        known = after(text, clause, known, find)
    return None


def around(text: str, single: Any, find: Find) -> Known | None:
    """Return the names that a query inside another knows from there; none for one that stands alone."""
    outer = single.getParent()
    while outer is not None and rule(outer) != "clause":
        outer = outer.getParent()
    return {} if outer is None else before(text, outer.getParent(), outer.getChild(0), find)


def after(text: str, clause: Any, known: Known, find: Find) -> Known | None:
    """Return the names behind a clause; None where nobody can be sure."""
    kind = rule(clause)
    if kind == "matchClause":
        named = names(text, own(clause, "patternList", find), find)
        if is_optional(clause):
            return known | {name: known.get(name, True) for name in named}
        found = known | dict.fromkeys(named, False)
        return found | _surely(text, clause, found, find)
    if kind == "withClause":
        body = own(clause, "returnBody", find)
        found = dict(known) if has_star(body, find) else {}
        for item in items(body, find):
            found[written(text, column(item))] = known.get(written(text, item.getChild(0)), True)
        return found | _surely(text, clause, found, find)
    if kind in ("unwindClause", "forUnwindClause"):
        return {**known, written(text, own(clause, "variable", find)): True}
    if kind == "subqueryClause":
        return _returned(text, clause, known, find)
    return known if kind == "orderBySkipLimitClause" else None


def is_optional(clause: Any) -> bool:
    """Say whether a MATCH is an OPTIONAL MATCH."""
    return str(clause.getChild(0).getText()).upper() == "OPTIONAL"


def names(text: str, part: Any, find: Find) -> list[str]:
    """Return the names of nodes, relations and paths in a pattern, not those of queries inside it."""
    inner = [each for name in _INNER for each in find(part, name) if not each.equals(part)]
    return [
        written(text, each)
        for each in find(part, "variable")
        if rule(each.getParent()) in _DECLARING and not any(holds(outer, each) for outer in inner)
    ]


def paths(text: str, part: Any, find: Find) -> list[str]:
    """Return the names of paths in a pattern."""
    return [written(text, each) for each in find(part, "variable") if rule(each.getParent()) == "pattern"]


def _surely(text: str, clause: Any, known: Known, find: Find) -> Known:
    """Return the names of which a WHERE says that they are not null."""
    where = own(clause, "whereClause", find)
    said = [] if where is None else written(text, where)[len("WHERE") :].split(" AND ")
    # an OR in it, or parentheses around it, and what is left is no name
    if any(" OR " in each or " XOR " in each for each in said):
        return {}
    sure = (each.strip().removesuffix(" IS NOT NULL") for each in said if each.strip().endswith(" IS NOT NULL"))
    # of a property, or of what is no name, it says nothing here
    return {name: False for name in sure if name in known}


def _returned(text: str, clause: Any, known: Known, find: Find) -> Known | None:
    queries = find(clause, "singleQuery")
    last = clauses(queries[0])[-1:] if queries else []
    if not last or rule(last[0]) != "returnClause":
        return None
    body = own(last[0], "returnBody", find)
    if has_star(body, find):
        return None
    return known | {written(text, column(item)): True for item in items(body, find)}
