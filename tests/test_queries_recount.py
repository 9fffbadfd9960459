"""What the queries say against a second count of the pack in plain Python: chains, gaps, hubs, bodies, regions."""

from __future__ import annotations

from collections import Counter

import pytest
from pack_tables import bodies, degree, nodes, of_type, out, pairs, rows, ties, to

from chainscape import queries


def name(id: str) -> str:
    return nodes()[id]["name"]


def firms(stage: str) -> set[str]:
    return to("operates_in").get(stage, set())


def shares(body: str, kinds: tuple[str, ...]) -> Counter[str]:
    """How many things each other body shares with one."""
    own = {end for kind in kinds for end in out(kind).get(body, ())}
    theirs = {(b, end) for kind in kinds for end in own for b in to(kind).get(end, ())}
    return Counter(b for b, _ in theirs if b != body)


def outside(stage: str) -> tuple[int, int]:
    homes = [nodes()[f]["home"] == "outside" for f in firms(stage)]
    return sum(homes), len(homes) - sum(homes)


#: each: query, its parameters, columns, and the rows that these columns must hold, in any order
CASES = [
    (
        "searches-by-result",
        {},
        ("slot", "method", "result", "records"),
        lambda: {
            (*k, n) for k, n in Counter((q["slot"], q["method"], q["result"]) for q in rows("searches.csv")).items()
        },
    ),
    ("degrees", {"limit": 999}, ("body", "degree"), lambda: {(b, degree()[b]) for b in bodies()}),
    (
        "degree-distribution",
        {"type": "专家"},
        ("degree", "nodes"),
        lambda: Counter(degree()[e] for e in of_type("Expert")).items(),
    ),
    ("capital-ties", {}, ("parent", "child"), lambda: pairs("parent_of")),
    (
        "ties",
        {"node": "company:yonggang"},
        ("relation", "other"),
        lambda: [(t, b if a == "company:yonggang" else a) for t, a, b in ties() if "company:yonggang" in (a, b)],
    ),
    (
        "find",
        {"word": "亨通", "type": "企业"},
        ("id",),
        lambda: {c for c, r in of_type("Company").items() if "亨通" in r["name"] + r["aliases"] + r["name_en"]},
    ),
    (
        "experts-by-field",
        {"field": "standards"},
        ("expert",),
        lambda: [
            e
            for e, r in of_type("Expert").items()
            if "standards" in r["role_kind_en"] + r["title_en"]
            for _ in out("affiliated_with")[e]
        ],
    ),
    ("agencies", {}, ("agency", "target"), lambda: pairs("oversees")),
    (
        "founded",
        {"since": "2015"},
        ("body", "founded"),
        lambda: {(b, nodes()[b]["founded"]) for b in bodies() if nodes()[b].get("founded", "") >= "2015"},
    ),
]


@pytest.mark.parametrize(("query", "params", "columns", "expected"), CASES, ids=[case[0] for case in CASES])
def test_recounted(pack_store, query, params, columns, expected):
    found = queries.ask(pack_store, query, **params)
    wanted = [row if isinstance(row, tuple) else (row,) for row in expected()]
    assert wanted
    assert {tuple(row[column] for column in columns) for row in found} == set(wanted)
