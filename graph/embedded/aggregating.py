"""Aggregates that this engine does not see, or takes the first value of: each gets a WITH of its own.

``RETURN g, f(agg(x)) AS y ORDER BY agg(x) + 1`` becomes ``WITH g, agg(x) AS _1 RETURN g, f(_1) AS y ORDER BY _1 + 1``:
columns without an aggregate are the groups, in both. What cannot surely be written so is refused: where a name would
mean something else behind the WITH, or something that the clause does not give.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ...schema import QueryRefused, Text
from .trees import (
    AGGREGATES,
    LOCAL,
    NAMES,
    SUBQUERIES,
    Edit,
    Find,
    Query,
    aggregates,
    children,
    column,
    edited,
    end,
    free,
    has_star,
    holds,
    inmost,
    items,
    known,
    own,
    quoted,
    rule,
    rule_of,
    short,
    start,
    words,
    written,
)

#: rules of the grammar under which an aggregate is not seen
_BLIND = (
    *(f"expression{n}" for n in ("", 11, 10, 9, 7)),
    "mapProjection",
    "reduceExpression",
)
_ADVICE = Text("请先在 WITH 中让聚合自成一列。", "Give the aggregate a column of its own in a WITH before.")


def rewrite(query: Query) -> str | None:
    """Return the text with one clause's aggregates in a WITH of their own, None if none needs it."""
    text, find = query.text, query.find
    if "countStar" not in query.used and not AGGREGATES & {name.lower() for name in query.called}:
        return None
    for body in find(query.tree, "returnBody"):
        if any(aggregates(item, find) for item in items(body, find)):
            if has_star(body, find):
                raise QueryRefused(
                    "refused: an aggregate beside *: the engine of a folder would count otherwise. Name the columns.",
                    "拒绝：聚合与 * 并列，文件夹库的引擎会数得不同。请写明各列。",
                )
            if query.used & set(LOCAL):
                _check_lists(body, find)
            if _check_maps(body, find) or is_wanted(body, find) or (query.unread and _is_mixed(body, find)):
                clause = body.getParent()
                return edited(text, [(start(clause), end(clause), _Own(text, clause, body, find).written())])
    return None


def is_wanted(body: Any, find: Find) -> bool:
    """Say whether the aggregates of one RETURN or WITH would be misread where they are."""
    listed = items(body, find)
    if any(_is_blind(item, found, find) for item in listed if (found := aggregates(item, find))):
        return True
    order, where = own(body, "orderBy", find), own(body.getParent(), "whereClause", find)
    said = {str(each.getText()) for item in listed for each in (item.getChild(0), column(item))}
    asked = set() if where is None else _names(where, find)
    for item in find(order, "orderItem") if order is not None else []:
        if str(item.getChild(0).getText()) not in said:
            if aggregates(item, find):
                return True
            asked |= _names(item, find)
    asked -= _names_given(listed)
    return bool(asked) and bool(asked & known(body.getParent(), find))


def _is_mixed(body: Any, find: Find) -> bool:
    """Say whether an aggregate of one RETURN or WITH has more around it."""
    found = [(item, each) for item in items(body, find) for each in aggregates(item, find)]
    return any(str(item.getChild(0).getText()) != str(each.getText()) for item, each in found)


def _names(part: Any, find: Find) -> set[str]:
    return {str(each.getText()) for each in free(part, find)}


def _names_given(listed: list[Any]) -> set[str]:
    return {str(column(item).getText()) for item in listed}


def _is_blind(item: Any, found: list[Any], find: Find) -> bool:
    for name in _BLIND:
        for outer in find(item, name):
            if outer.getChildCount() > 1 and any(holds(outer, each) for each in found):
                return True
    for outer in find(item, "expression8"):
        # a < b <= c: the second comparison is not seen where an aggregate stands in the first
        if outer.getChildCount() > 3 and any(holds(outer, each) for each in found):
            return True
    for outer in find(item, "expression2"):
        if outer.getChildCount() > 1 and any(holds(outer, each) for each in found):
            first, parts = str(outer.getText())[:1], [str(part.getText()) for part in children(outer)[1:]]
            if first == "{" or any(part.startswith(".") or ".." in part for part in parts):
                return True
    maps = find(item, "map")
    values = [each.getSourceInterval() for m in maps for each in find(m, "expression") if each.getParent().equals(m)]
    return any(
        any(holds(outer, each) for outer in maps) and not any(each.getSourceInterval().equals(v) for v in values)
        for each in found
    )


def _check_lists(body: Any, find: Find) -> None:
    """An aggregate for each element of a list: Neo4j refuses it, this engine takes none of its rows."""
    for each in (each for item in items(body, find) for each in aggregates(item, find)):
        inner, outer = each, each.getParent()
        while rule(outer) != "returnItem":
            parts = children(outer) if rule(outer) in LOCAL else []
            before = [str(part.getText()).upper() for part, after in pairwise(parts) if after.equals(inner)]
            if parts and before not in (["IN"], ["="]):
                raise QueryRefused(
                    f"refused: an aggregate for each element of a list, {short(outer)}: the engine of a folder would "
                    f"count otherwise, and Neo4j takes none. {_ADVICE.en}",
                    f"拒绝：对列表的每个元素聚合（{short(outer)}），文件夹库的引擎会数得不同，"
                    f"Neo4j 也不接受。{_ADVICE.zh}",
                )
            inner, outer = outer, outer.getParent()


def _check_maps(body: Any, find: Find) -> bool:
    """A map with an aggregate and something else that is no group: Neo4j says so, this engine takes the first.

    Says whether one has properties of a group, which this engine would find only in some places.
    """
    wanted, listed = False, items(body, find)
    for item in listed:
        found = aggregates(item, find)
        if not found or not find(item, "map"):
            continue
        groups = {str(part.getText()) for other in listed if not other.equals(item) for part in _ends(other)}
        grouped = [each for each in find(item, "expression2") if str(each.getText()) in groups]
        inner = {str(each.getText()) for each in find(item, "variable") if rule(each.getParent()) in LOCAL}
        for used in find(item.getChild(0), "variable"):
            if any(holds(each, used) for each in (*found, *grouped)) or str(used.getText()) in inner:
                continue
            if any(str(used.getText()) == str(other.getChild(0).getText()) for other in listed):
                wanted = True
                continue
            if not any(holds(each, used) for name in SUBQUERIES for each in find(item, name)):
                beside = short(used.getParent().getParent())
                raise QueryRefused(
                    f"refused: {beside} beside an aggregate is no group of its own: the answer would have one row with "
                    "the first value. Return it as a column too, or aggregate in a WITH before.",
                    f"拒绝：{beside} 与聚合并列，自身不成组：结果会只有一行，取第一个值。请把它也返回为一列，"
                    "或先在 WITH 中聚合。",
                )
    return wanted


def _ends(item: Any) -> tuple[Any, Any]:
    return item.getChild(0), column(item)


class _Own:
    """One RETURN or WITH, written as two."""

    def __init__(self, text: str, clause: Any, body: Any, find: Find) -> None:
        self._text, self._clause, self._body, self._find = text, clause, body, find
        self._hidden: list[str] = []
        #: by the words of an expression: what stands for it behind the WITH
        self._stands: dict[tuple[str, ...], str] = {}
        #: rules of those expressions, so that only their like are looked at
        self._rules: set[str] = set()
        self._known = known(clause, find)
        #: names that the WITH passes on as they are
        self._passed: set[str] = set()
        self._mark = "_"
        while f"{self._mark}1" in text:
            self._mark += "_"

    def written(self) -> str:
        """Return both clauses."""
        listed = items(self._body, self._find)
        found = {n: aggregates(item, self._find) for n, item in enumerate(listed)}
        for n, item in enumerate(listed):
            if not found[n]:
                self._pass_on(item.getChild(0))
        for each in (each for several in found.values() for each in several):
            self._take(each, each)
        columns = [self._column(item, bool(found[n])) for n, item in enumerate(listed)]
        shadows = {
            str(column(item).getText())
            for item in listed
            if str(item.getChild(0).getText()) != str(column(item).getText())
        }
        given = self._passed | _names_given(listed)
        rest = []
        for holder, name in (
            (self._body, "orderBy"),
            (self._body, "skip"),
            (self._body, "limit"),
            (self._clause, "whereClause"),
        ):
            if (part := own(holder, name, self._find)) is not None:
                # SKIP and LIMIT know no names: a 1 there is no group, though `1 AS one` is
                cut = name in {"skip", "limit"}
                rest.append(written(self._text, part) if cut else self._rendered(part, shadows, given))
        word = written(self._text, self._clause).split(None, 1)[0]
        # DISTINCT says nothing here: the groups are among the columns
        return " ".join([f"WITH {', '.join(self._hidden)} {word} {', '.join(columns)}", *rest])

    def _pass_on(self, expression: Any) -> None:
        """A group: a variable as it is, all else under a name of its own."""
        kernel = inmost(expression)
        if rule(kernel) in NAMES:
            name = written(self._text, expression)
            if str(expression.getText()) not in self._passed:
                self._hidden.append(name)
            self._passed.add(str(expression.getText()))
            return
        self._take(expression, kernel)

    def _take(self, part: Any, kernel: Any) -> None:
        key = words(part)
        if key not in self._stands:
            name = f"{self._mark}{len(self._stands) + 1}"
            self._stands[key] = name
            self._hidden.append(f"{written(self._text, part)} AS {name}")
        self._rules.add(rule_of(kernel))

    def _column(self, item: Any, aggregated: bool) -> str:
        expression = item.getChild(0)
        if aggregated:
            said = self._rendered(expression, set(), self._passed)
        else:
            said = self._stands.get(words(expression)) or written(self._text, expression)
        if item.getChildCount() > 1:
            name = written(self._text, column(item))
        elif said == (name := written(self._text, expression)):
            return said
        else:
            name = quoted(name)
        return f"{said} AS {name}"

    def _rendered(self, part: Any, shadows: set[str], given: set[str]) -> str:
        """Return a part as it is said behind the WITH; QueryRefused if it asks for more than that gives."""
        edits: set[Edit] = set()
        replaced: list[Any] = []
        for name in sorted(self._rules):
            for each in self._find(part, name):
                stands = self._stands.get(words(each))
                if stands and not _asked(each, self._find) & shadows:
                    replaced.append(each)
                    edits.add((start(each), end(each), stands))
        outer = [edit for edit in edits if not any(_within(edit, other) for other in edits)]
        for used in free(part, self._find):
            if str(used.getText()) in self._known - given and not any(holds(each, used) for each in replaced):
                name = str(used.getText())
                raise _refusal(part, Text(f"{name} 不是与之并列的列", f"{name} is no column beside it"))
        if any(_asked(each, self._find) & _around(each, part) for each in replaced) or _left(
            part, replaced, self._find
        ):
            raise _refusal(part, Text("其中的名称有两种含义", "names in it mean two things"))
        return edited(self._text, outer, part)


def _left(part: Any, replaced: list[Any], find: Find) -> bool:
    """Say whether a part has aggregates besides those that were taken out."""
    return any(not any(holds(each, left) for each in replaced) for left in aggregates(part, find))


def _asked(part: Any, find: Find) -> set[str]:
    """Return the names that a part asks for from around it."""
    return {str(each.getText()) for each in free(part, find)}


def _around(part: Any, whole: Any) -> set[str]:
    """Return the names that lists and reduce around a part declare."""
    found: set[str] = set()
    while not part.equals(whole):
        part = part.getParent()
        if rule(part) in LOCAL:
            found |= {str(each.getText()) for each in children(part) if rule(each) == "variable"}
    return found


def _within(edit: Edit, other: Edit) -> bool:
    return other[:2] != edit[:2] and other[0] <= edit[0] and edit[1] <= other[1]


def _refusal(part: Any, why: Text) -> QueryRefused:
    return QueryRefused(
        f"refused: an aggregate with more around it, {short(part)}, and {why.en}: the engine of a folder would answer "
        f"otherwise. {_ADVICE.en}",
        f"拒绝：聚合外还有运算（{short(part)}），且{why.zh}：文件夹库的引擎会答得不同。{_ADVICE.zh}",
    )
