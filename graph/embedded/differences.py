"""Texts that this engine answers otherwise than Neo4j without saying so: refused, with the reason and a way out.

What can surely be written so that it is answered alike is written so (`rewriting`, `aggregating`). Each was found by
comparison, ArcadeDB 26.10.2 against Neo4j 5.26 (tests/test_parity_known.py shows them on the unguarded
engine). What both engines say differently in plain sight is in docs/cypher.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...schema import QueryRefused, Text, property_types
from .trees import (
    Find,
    Query,
    aggregates,
    clauses,
    column,
    free,
    has_star,
    hidden,
    holds,
    inmost,
    is_distinct,
    items,
    leaves,
    own,
    rule,
    short,
    words,
    written,
)

#: rules that hold a condition
_CONDITIONED = frozenset({"whereClause", "nodePattern", "relationshipPattern", "filterClause", "caseAlternative"})
#: subqueries that give a value, and how a condition on it begins
_NUMBERS = {"countExpression": "COUNT { … } > 0", "collectExpression": "size(COLLECT { … }) > 0"}
#: properties of every node and relation, and their types
_EVERYWHERE = {name: frozenset({"text"}) for name in ("id", "date", "reliability")} | {"sources": frozenset({"texts"})}
_PROPERTY = re.compile(r"(?:\w+|`[^`]+`)\.(\w+|`[^`]+`)")
_VALUE = Text("值", "a value")
#: procedures that answer otherwise, and what to write instead
PROCEDURES = {
    "db.propertykeys": Text(
        "这里只列出有索引的属性；请写 MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k",
        "it names indexed properties only here; write MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k",
    ),
    "db.schema.visualization": Text(
        "这里的列不同；请写 MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), labels(b)",
        "it has other columns here; write MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), labels(b)",
    ),
}


def check(query: Query) -> None:
    """Raise QueryRefused for a query whose answer would differ and that `rewriting` does not mend."""
    tree, used, find = query.tree, query.used, query.find
    if "shortestPathPattern" in used and "whereClause" in used:
        _check_shortest(tree, find)
    if "orderBy" in used:
        _check_order(tree, find)
    if "map" in used and "mapProjection" in used:
        for outer in find(tree, "map"):
            for projection in find(outer, "mapProjection"):
                raise QueryRefused(
                    f"refused: a map projection inside a map, {short(projection)}: the engine of a folder would leave "
                    "the outer map away. Make it in a WITH before, or write its properties out.",
                    f"拒绝：映射之内的映射投影（{short(projection)}），文件夹库的引擎会丢掉外层映射。"
                    "请先在 WITH 中做好，或逐个写出属性。",
                )
    _check_conditions(query)
    if "withClause" in used:
        if "whereClause" in used:
            _check_distinct(tree, find)
        if "subqueryClause" in used:
            _check_imports(tree, find)


def _check_conditions(query: Query) -> None:
    """Refuse a value as a condition: this engine takes a text for true in one place and for false in another."""
    for name in sorted(_CONDITIONED & query.used):
        for holder in query.find(query.tree, name):
            if (condition := own(holder, "expression", query.find)) is None:
                continue
            for leaf in leaves(condition):
                said = written(query.text, leaf)
                if rule(inmost(leaf)) in _NUMBERS:
                    raise _no_condition(short(leaf), _VALUE, _NUMBERS[rule(inmost(leaf))], " or EXISTS { … }")
                if found := _PROPERTY.fullmatch(said):
                    kinds = (_EVERYWHERE | property_types()).get(found[1].strip("`"), frozenset({"boolean"}))
                    if kinds == {"texts"}:
                        raise _no_condition(said, Text("列表", "a list"), f"size({said}) > 0")
                    if "boolean" not in kinds:
                        raise _no_condition(said, _VALUE, f"{said} IS NOT NULL")


def _no_condition(said: str, what: Text, instead: str, other: str = "") -> QueryRefused:
    return QueryRefused(
        f"refused: {said} is {what.en} and no condition. Write {instead}{other}.",
        f"拒绝：{said} 是{what.zh}，不是条件。请写 {instead}{other.replace(' or ', ' 或 ')}。",
    )


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
                    "pattern, or write MATCH p = (a)-[*..6]-(b) WHERE … RETURN p ORDER BY length(p) LIMIT 1.",
                    f"拒绝：对最短路径的 {name} 用 WHERE：Neo4j 找合条件的最短路径，"
                    "文件夹库的引擎会把不合条件的最短路径丢掉。请在模式中写明关系类型，或写 "
                    "MATCH p = (a)-[*..6]-(b) WHERE … RETURN p ORDER BY length(p) LIMIT 1。",
                )


def _is_relation(variable: Any) -> bool:
    return rule(variable.getParent()) == "relationshipPattern"


def _check_order(tree: Any, find: Find) -> None:
    """ORDER BY a.id where `a` is also a column: Neo4j sorts by the node's id, this engine by the column's."""
    for body in find(tree, "returnBody"):
        columns = dict(_columns(body, find))
        for order in (each for each in find(body, "orderBy") if each.getParent().equals(body)):
            for used in find(order, "expression2"):
                name, text = str(used.getChild(0).getText()), str(used.getText())
                # a column without a name of its own is called by its text, and found so
                if text in columns or used.getChildCount() == 1 or columns.get(name, name) == name:
                    continue
                if text in columns.values():
                    known = next(each for each, value in columns.items() if value == text)
                    way = Text("请给该列另取名。", "Give the column another name.")
                    if known != name:
                        way = Text(f"请写 ORDER BY {known}。", f"Write ORDER BY {known}.")
                    raise QueryRefused(
                        f"refused: ORDER BY {text}: {name} is the name of a column here as well as of a node. {way.en}",
                        f"拒绝：ORDER BY {text}：{name} 在此既是列名又是节点名。{way.zh}",
                    )
            if is_distinct(body) or any(aggregates(item, find) for item in items(body, find)):
                _check_order_of_groups(order, columns, find)


def _check_order_of_groups(order: Any, columns: dict[str, str], find: Find) -> None:
    """ORDER BY i beside `i AS a, f(i) AS i`: of groups this engine sorts by the first `i`, Neo4j by the second."""
    for used in free(order, find):
        name = str(used.getText())
        if columns.get(name, name) != name and name in columns.values():
            known = next(each for each, value in columns.items() if value == name)
            raise QueryRefused(
                f"refused: ORDER BY {name}: {name} is the name of a column here as well as of a value, which is a "
                f"column too ({known}). Give the column another name.",
                f"拒绝：ORDER BY {name}：{name} 在此既是列名又是值的名称，而该值也是一列（{known}）。请给该列另取名。",
            )


def _columns(body: Any, find: Find) -> Iterator[tuple[str, str]]:
    """Yield name and expression of the columns of one RETURN or WITH, not of those inside them."""
    for item in items(body, find):
        yield str(column(item).getText()), str(item.getChild(0).getText())


def _check_distinct(tree: Any, find: Find) -> None:
    for clause in find(tree, "withClause"):
        body, where = own(clause, "returnBody", find), own(clause, "whereClause", find)
        if where is None or not is_distinct(body) or not (names := hidden(clause, where, find)):
            continue
        said = {words(item.getChild(0)) for item in items(body, find)}
        parts = [each for each in find(where, "expression2") if words(each) in said]
        for each in free(where, find):
            if str(each.getText()) in names and not any(holds(part, each) for part in parts):
                raise distinct(str(each.getText()))


def distinct(name: str) -> QueryRefused:
    """Return the refusal of a WHERE on what a WITH DISTINCT does not give."""
    return QueryRefused(
        f"refused: WHERE on {name}, which this WITH DISTINCT does not give: the engine of a folder would answer, Neo4j "
        "refuses it. Let the WITH give it too, or put the WHERE before.",
        f"拒绝：WHERE 用到 {name}，而这个 WITH DISTINCT 没有给出它：文件夹库的引擎会作答，Neo4j 则拒绝。"
        "请让 WITH 也给出它，或把 WHERE 放在前面。",
    )


def _check_imports(tree: Any, find: Find) -> None:
    for clause in find(tree, "subqueryClause"):
        if own(clause, "subqueryScope", find) is None and (queries := find(clause, "singleQuery")):
            first = clauses(queries[0])[:1]
            if first and rule(first[0]) == "withClause" and has_star(own(first[0], "returnBody", find), find):
                raise QueryRefused(
                    "refused: CALL { WITH * … }: the engine of a folder would give nothing to it. "
                    "Write CALL (*) { … }.",
                    "拒绝：CALL { WITH * … }：文件夹库的引擎不会传入任何值。请写 CALL (*) { … }。",
                )
