"""The tree that the engine's parser makes of a query: what stands where in it, and what its parts are called.

Each step in it is a call into Java: what no rule of the query asks for is not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import engine

#: finds the nodes of a rule in a part of the parsed query, outer ones first
Find = Callable[[Any, str], list[Any]]
#: a part of the text from one character to before another, and what stands there instead
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Query:
    """A text and what the parser made of it."""

    text: str
    tree: Any
    #: names of the grammar's rules in it
    used: set[str]
    #: names of the functions in it
    called: set[str]
    find: Find
    #: whether the engine has something against it that rewriting may mend
    unread: bool = False


def names(text: str) -> frozenset[str]:
    """Return words as a set."""
    return frozenset(text.split())


#: functions of many rows
AGGREGATES = names(
    "avg collect collect_list count max min percentile_cont percentile_disc percentilecont percentiledisc stdev "
    "stdev_pop stdev_samp stdevp sum"
)
LOCAL = ("listComprehension", "reduceExpression", "listItemsPredicate", "patternComprehension")
SUBQUERIES = ("existsExpression", "countExpression", "collectExpression")
#: rules of a name that stands alone
NAMES = frozenset({"unescapedSymbolicNameString_", "escapedSymbolicVariableNameString", "escapedSymbolicNameString"})
#: rules that with one part alone only pass it on
PASSING = frozenset(f"expression{n}" for n in ("", *range(1, 12)))
BOOLEAN = frozenset({"expression", "expression11", "expression10", "expression9"})
ARITHMETIC = frozenset({"expression6", "expression5", "expression4", "expression3"})


def rule(node: Any) -> str:
    """Return the name of a node's rule, "" for none."""
    name = str(node.getClass().getSimpleName()).removesuffix("Context") if node is not None else ""
    return name[:1].lower() + name[1:]


def rule_of(node: Any) -> str:
    """Return the name of a node's rule, not of one of its alternatives: true is a literal, not a keywordLiteral."""
    return engine.rules()[int(node.getRuleIndex())]


def short(node: Any) -> str:
    """Return a part of the query for a message."""
    text = str(node.getText())
    return text if len(text) <= 40 else text[:39] + "…"


def start(node: Any) -> int:
    """Return where a part begins in the text."""
    return int(node.getStart().getStartIndex())


def end(node: Any) -> int:
    """Return the place after a part in the text."""
    return int(node.getStop().getStopIndex()) + 1


def written(text: str, node: Any) -> str:
    """Return a part as it was written."""
    return text[start(node) : end(node)]


def quoted(name: str) -> str:
    """Return any text as a name."""
    return "`" + name.replace("`", "``") + "`"


def unquoted(name: str) -> str:
    """Return the name that is written so."""
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def edited(text: str, edits: Iterable[Edit], node: Any = None) -> str:
    """Return a text, or one part of it, with edits made; they may not overlap."""
    here, stop = (0, len(text)) if node is None else (start(node), end(node))
    parts = []
    for begin, after, new in sorted(edits):
        parts += [text[here:begin], new]
        here = after
    return "".join([*parts, text[here:stop]])


def holds(outer: Any, inner: Any) -> bool:
    """Say whether a part stands in another, or is the same."""
    wide, narrow = outer.getSourceInterval(), inner.getSourceInterval()
    return bool(wide.properlyContains(narrow)) or bool(wide.equals(narrow))


def children(node: Any) -> list[Any]:
    """Return the parts of a node."""
    return [node.getChild(n) for n in range(node.getChildCount())]


def own(node: Any, name: str, find: Find) -> Any:
    """Return the child of a rule, None without."""
    return next((each for each in find(node, name) if each.getParent().equals(node)), None)


def inmost(node: Any) -> Any:
    """Return the part that an expression passes on: itself unless it has one part alone."""
    while node.getChildCount() == 1 and node.getChild(0).getChildCount():
        node = node.getChild(0)
    return node


def words(node: Any) -> tuple[str, ...]:
    """Return the words of a part, for comparing: spaces and the case of functions' names say nothing."""
    if not node.getChildCount():
        return (str(node.getText()),)
    found = tuple(word for each in children(node) for word in words(each))
    return tuple(word.lower() for word in found) if rule(node) == "functionName" else found


def variables(node: Any, find: Find) -> set[str]:
    """Return the names of variables in a part."""
    return {str(each.getText()) for each in find(node, "variable")}


def free(node: Any, find: Find) -> Iterator[Any]:
    """Yield the variables in a part that no list or reduce in it declares."""
    for each in find(node, "variable"):
        outer, name = each.getParent(), str(each.getText())
        while not outer.equals(node) and not _declares(outer, name):
            outer = outer.getParent()
        if not _declares(outer, name):
            yield each


def _declares(node: Any, name: str) -> bool:
    return rule(node) in LOCAL and any(rule(c) == "variable" and str(c.getText()) == name for c in children(node))


def known(clause: Any, find: Find) -> set[str]:
    """Return the names that a clause may know from before it, those of the queries around it too."""
    found: set[str] = set()
    here = clause
    while here is not None:
        query = here.getParent().getParent()
        for each in reversed([part.getChild(0) for part in children(query) if start(part) < start(here)]):
            if rule(each) == "withClause" and not has_star(body := own(each, "returnBody", find), find):
                found |= {str(column(item).getText()) for item in items(body, find)}
                break
            found |= {str(v.getText()) for v in find(each, "variable") if not _is_inside(v, each)}
        outer = query.getParent()
        while outer is not None and rule(outer) != "clause":
            outer = outer.getParent()
        here = None if outer is None else outer.getChild(0)
        if here is not None:
            found |= {str(v.getText()) for v in find(here, "variable") if not _is_inside(v, here)}
    return found


def _is_inside(variable: Any, clause: Any) -> bool:
    outer = variable.getParent()
    while not outer.equals(clause):
        if rule(outer) in SUBQUERIES or rule(outer) == "patternComprehension":
            return True
        outer = outer.getParent()
    return False


def hidden(clause: Any, where: Any, find: Find) -> list[str]:
    """Return what a part of a WITH asks for that it does not give, though it is there before."""
    body = own(clause, "returnBody", find)
    if has_star(body, find):
        return []
    asked = {str(each.getText()) for each in free(where, find)}
    given = {str(column(item).getText()) for item in items(body, find)}
    return sorted((asked - given) & known(clause, find))


def clauses(single: Any) -> list[Any]:
    """Return the clauses of one query, of a UNION or a subquery for example."""
    return [each.getChild(0) for each in children(single) if rule(each) == "clause"]


def items(body: Any, find: Find) -> list[Any]:
    """Return the columns of one RETURN or WITH, not of those inside them; without its ``*``."""
    listed = own(body, "returnItems", find)
    return [each for each in find(listed, "returnItem") if each.getParent().equals(listed)]


def has_star(body: Any, find: Find) -> bool:
    """Say whether one RETURN or WITH begins with ``*``."""
    return str(own(body, "returnItems", find).getChild(0).getText()) == "*"


def is_distinct(body: Any) -> bool:
    """Say whether one RETURN or WITH says DISTINCT."""
    return str(body.getChild(0).getText()).upper() == "DISTINCT"


def column(item: Any) -> Any:
    """Return what a column is called: its name, or the expression itself."""
    return item.getChild(item.getChildCount() - 1)


def aggregates(part: Any, find: Find) -> list[Any]:
    """Return the aggregates of a column, without those of a subquery inside it."""
    called = [each for each in find(part, "functionInvocation") if _name(each, find) in AGGREGATES]
    if not (found := [*find(part, "countStar"), *called]):
        return []
    inner = [each for name in SUBQUERIES for each in find(part, name)]
    return [each for each in found if not any(holds(outer, each) for outer in inner)]


def _name(called: Any, find: Find) -> str:
    return str(find(called, "functionName")[0].getText()).lower()


def leaves(condition: Any) -> Iterator[Any]:
    """Yield what AND, OR, XOR and NOT tie together."""
    name = rule(condition)
    if name == "parenthesizedExpression" or name in BOOLEAN or (name in PASSING and condition.getChildCount() == 1):
        for each in children(condition):
            if each.getChildCount():
                yield from leaves(each)
    else:
        yield condition
