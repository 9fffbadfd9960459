"""Names that may be null in a pattern: this engine finds anything there, Neo4j nothing.

``OPTIONAL MATCH (f)-->(p) MATCH (f)-[r]->(p)`` has p as good as new where it was not found. So a MATCH gets
``WITH * WHERE p IS NOT NULL`` before it, an OPTIONAL MATCH asks for that in its WHERE by a name of its own, as p
itself is something by then, and a pattern in an expression gets its condition around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .scope import Known, after, around, is_optional, names
from .trees import Edit, Find, Query, clauses, end, own, rule, start, written

#: clauses after which a name may be null, besides OPTIONAL MATCH
_GIVING = frozenset({"withClause", "unwindClause", "forUnwindClause", "subqueryClause"})
#: a WHERE that asks for it already
_ASKED = re.compile(r"WHERE _+1\b")
#: where else than at its first name a path may begin; a WHERE in a node is an expression of it
_ELSEWHERE = ("properties", "expression", "parenthesizedPath")
#: what an expression with a pattern is where a name in it is null
_EMPTY = {
    "patternExpression": "",
    "existsExpression": "",
    "countExpression": "0",
    "collectExpression": "[]",
    "patternComprehension": "[]",
}


def rewrite(query: Query) -> Iterator[Edit]:
    """Yield what makes one clause or expression safe from names that are null."""
    text, find = query.text, query.find
    if not _GIVING & query.used and "OPTIONAL" not in text.upper():
        return
    for single in find(query.tree, "singleQuery"):
        known = around(text, single, find)
        for clause in clauses(single):
            if known is None:
                break
            if rule(clause) == "matchClause" and (lost := _lost(query, clause, known)):
                yield from _guarded(query, clause, lost)
                return
            for each, lost in _expressions(query, clause, known):
                yield from _enclosed(text, each, lost)
                return
            known = after(text, clause, known, find)


def _lost(query: Query, clause: Any, known: Known) -> list[str]:
    """Return the names of a MATCH that may be null, unless its only path begins there and can begin nowhere else."""
    text, find = query.text, query.find
    listed, where = own(clause, "patternList", find), own(clause, "whereClause", find)
    if not any(known.values()) or (where is not None and _ASKED.match(written(text, where))):
        return []
    used = names(text, listed, find)
    lost = list(dict.fromkeys(name for name in used if known.get(name)))
    if not lost or where is not None or any(find(listed, name) for name in _ELSEWHERE):
        return lost
    nodes = find(listed, "nodePattern")
    first = own(nodes[0], "variable", find) if len(nodes) > 1 else None
    one = len([each for each in find(listed, "pattern") if each.getParent().equals(listed)]) == 1
    begins = one and first is not None and set(used) & known.keys() == {written(text, first)}
    return [] if begins else lost


def _guarded(query: Query, clause: Any, lost: list[str]) -> Iterator[Edit]:
    text, find = query.text, query.find
    test = " AND ".join(f"{name} IS NOT NULL" for name in lost)
    if not is_optional(clause):
        yield start(clause), start(clause), f"WITH * WHERE {test} "
        return
    name = "_1"
    while name in text:
        name = "_" + name
    yield start(clause), start(clause), f"WITH *, {test} AS {name} "
    if (where := own(clause, "whereClause", find)) is None:
        yield end(clause), end(clause), f" WHERE {name}"
    else:
        held = where.getChild(1)
        yield start(held), end(held), f"{name} AND ({written(text, held)})"


def _expressions(query: Query, clause: Any, known: Known) -> Iterator[tuple[Any, list[str]]]:
    """Yield patterns in the expressions of a clause with names that may be null, the outer ones first."""
    text, find = query.text, query.find
    matched = rule(clause) == "matchClause"
    if not any(known.values()) and not (matched and is_optional(clause)):
        return
    here = after(text, clause, known, find) if matched else known
    if here is None or not any(here.values()):
        return
    for name in (each for each in _EMPTY if each in query.used):
        for each in find(clause, name):
            lost = [used for used in dict.fromkeys(_of(text, each, name, find)) if here.get(used)]
            if lost and not _is_safe(text, each):
                yield each, lost


def _of(text: str, each: Any, name: str, find: Find) -> list[str]:
    """Return the names of a pattern in an expression; a query's clauses are looked at as clauses."""
    if name in ("patternExpression", "patternComprehension"):
        return names(text, each, find)
    listed = None if find(each, "singleQuery") else own(each, "patternList", find)
    return [] if listed is None else names(text, listed, find)


def _is_safe(text: str, each: Any) -> bool:
    """Say whether the condition stands around it already."""
    return text[: start(each)].rstrip().endswith((" IS NOT NULL AND", " IS NULL THEN 0 ELSE", " IS NULL THEN [] ELSE"))


def _enclosed(text: str, each: Any, lost: list[str]) -> Iterator[Edit]:
    said, empty = written(text, each), _EMPTY[rule(each)]
    if not empty:
        yield start(each), end(each), f"({' AND '.join(f'{name} IS NOT NULL' for name in lost)} AND {said})"
        return
    test = " OR ".join(f"{name} IS NULL" for name in lost)
    yield start(each), end(each), f"(CASE WHEN {test} THEN {empty} ELSE {said} END)"
