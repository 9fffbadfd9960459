"""What the guard makes of a plan and of the word before a query, without a store."""

from __future__ import annotations

from typing import Any

import pytest

from chainscape.graph.allowed import check_first_word
from chainscape.graph.bolt import plans
from chainscape.schema import QueryRefused


def plan(details: str, operator: str = "Projection@neo4j") -> dict[str, Any]:
    return {"operatorType": operator, "args": {"Details": details}, "children": []}


@pytest.mark.parametrize(
    "details",
    [
        "evil.fn(a.x) AS y",
        "`evil`.fn(a.x) AS y",
        "date.evil.fn(a.x) AS y",
        "`my-evil`.`fn`(a.x) AS y",
        # a quote in a name, as the server prints it
        'cache[a.x] AS `q"`, evil.fn(cache[a.y]) AS y, cache[a.z] AS `r"`',
        "toUpper(coll.sort(apoc.text.clean(a.x)))",
    ],
)
def test_functions_of_plug_ins_are_refused(details: str):
    plans.check("r", plan('a.x AS `q"`, date.truncate($autostring_0, date(a.x)) AS y, count(a.`r"`) AS z'))
    with pytest.raises(QueryRefused, match=r"function .* is not among"):
        plans.check("r", plan(details))


def test_a_new_operator_is_refused_until_it_was_looked_at():
    with pytest.raises(QueryRefused, match="Teleport"):
        plans.check("r", {**plan("x"), "children": [plan("x", "Teleport@neo4j")]})
    for query_type, found in (("rw", plan("x")), (None, plan("x")), ("r", None)):
        with pytest.raises(QueryRefused, match="more than read"):
            plans.check(query_type, found)


@pytest.mark.parametrize("text", ["PROFILE RETURN 1", " // x\n/* y */explain\nRETURN 1", "Cypher 25 RETURN 1"])
def test_a_word_before_a_query_is_refused_on_both_stores(text: str):
    with pytest.raises(QueryRefused, match=r"(PROFILE|EXPLAIN|CYPHER) before a query"):
        check_first_word(text)


def test_such_a_word_elsewhere_is_not():
    for text in ("RETURN 1 AS profile", "// explain", "/* cypher */ RETURN 1", "MATCH (cypher) RETURN cypher", ""):
        check_first_word(text)
