"""The same for quality infrastructure, innovation, evidence and data quality."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from pack_tables import (
    TYPES,
    degree,
    facts,
    nodes,
    of_type,
    out,
    pairs,
    rows,
    sources,
    split,
    ties,
    to,
)

from chainscape import queries

GRADE = {row["id"]: row["reliability"] for row in rows("sources.csv")}
SUPPLIES, COORDINATES = "SUPPLIES", "COORDINATES"


def grade(row: list[dict[str, str]]) -> str:
    return min(GRADE[s] for s in sources(row))


def of_relation(type: str) -> list[tuple[str, str, list[dict[str, str]]]]:
    return [(a, b, found) for (t, a, b, _), found in facts().items() if t == type]


def undated(found: list[dict[str, str]]) -> bool:
    return not any(row["as_of"] for row in found)


def awarded() -> Counter[str]:
    kinds = [(b, nodes()[a]["kind"]) for _, b, a in (t for t in ties() if t[0] == "RECEIVED")]
    return Counter(b for b, kind in kinds if kind != "quality-candidate")


def uses() -> dict[str, tuple[int, int]]:
    on_nodes = Counter(s for row in nodes().values() for s in split(row["sources"]))
    on_ties = Counter(s for found in facts().values() for s in sources(found))
    return {s: (on_nodes[s], on_ties[s]) for s in GRADE}


def words() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id, row in nodes().items():
        for word in {row["name"], *split(row.get("aliases", ""))}:
            found[word.lower()].add(id)
    return found


def innovators(chain: str) -> set[tuple[str, int]]:
    places = {chain} | to("part_of").get(chain, set()) | to("serves").get(chain, set())
    kinds = ("operates_in", "tests_for", "researches", "coordinates", "leads", "member_of", "serves")
    found = {b for kind in kinds for place in places for b in to(kind).get(place, ())}
    return {
        (b, n)
        for b in found
        if (n := len(out("holds").get(b, ()))) or any(b in out(k) for k in ("drafted", "breaks_through", "received"))
    }


def infrastructure() -> set[tuple[str, str, int]]:
    given = {(b, s.strip()) for (t, b, _, s) in facts() if t == "TESTS_FOR"}
    counted = Counter((place, s) for b, s in given for place in out("located_in").get(b, ()))
    return {(*place, n) for place, n in counted.items()}


def stage_patents() -> Counter[str]:
    held = {(s, p) for kind in ("operates_in", "researches") for b, s in pairs(kind) for p in out("holds").get(b, ())}
    return Counter(s for s, _ in held if s.startswith("stage:"))


def levels(level: str) -> set[tuple[str, int]]:
    return {(s, len(to("drafted").get(s, ()))) for s, row in of_type("Standard").items() if row["kind"] == level}


#: each: query, its parameters, columns, and the rows that these columns must hold, in any order
CASES = [
    (
        "institutes-accredited",
        {},
        ("institute", "accreditation"),
        lambda: {(i, r["accreditation"]) for i, r in of_type("TestingInstitute").items() if r["accreditation"]},
    ),
    ("standards", {"level": "团体标准"}, ("standard", "drafters"), lambda: levels("团体标准")),
    ("patents", {}, ("patent", "status"), lambda: {(p, r["status"] or "fact") for p, r in of_type("Patent").items()}),
    (
        "research",
        {"chain": "医疗器械"},
        ("body",),
        lambda: {b for b, t in pairs("researches") if "medical-device" in t and not t.startswith("technology")},
    ),
    (
        "awards-by-kind",
        {"kind": "荣誉"},
        ("award", "winners"),
        lambda: {(a, len(to("received").get(a, ()))) for a, r in of_type("Award").items() if r["kind"] == "honour"},
    ),
    ("projects", {}, ("project", "kind"), lambda: {(p, r["kind"]) for p, r in of_type("Project").items()}),
    ("sources", {"reliability": "A"}, ("source",), lambda: {s for s, g in GRADE.items() if g == "A"}),
    ("source-uses", {"limit": 999}, ("source", "nodes", "relations"), lambda: {(s, *n) for s, n in uses().items()}),
    (
        "said-by-source",
        {"source": "seed-suzhou-2023"},
        ("from", "to"),
        lambda: [(a, b) for (_, a, b, _), found in facts().items() if "seed-suzhou-2023" in sources(found)],
    ),
    (
        "weak-relations",
        {"relation": "供应"},
        ("from", "to"),
        lambda: {(a, b) for a, b, found in of_relation(SUPPLIES) if grade(found) == "C" and len(sources(found)) == 1},
    ),
    (
        "evidence-by-relation",
        {},
        ("relation", "relation_count", "undated", "grade_a"),
        lambda: {
            (
                t,
                len(of_relation(t)),
                sum(undated(f) for *_, f in of_relation(t)),
                sum(grade(f) == "A" for *_, f in of_relation(t)),
            )
            for t in {t for t, *_ in facts()}
        },
    ),
    (
        "oldest-facts",
        {"before": "2008", "limit": 999},
        ("from", "to"),
        lambda: [
            (a, b)
            for (_, a, b, _), found in facts().items()
            if any(r["as_of"] for r in found) and all("0" < r["as_of"] < "2008" for r in found if r["as_of"])
        ],
    ),
    (
        "undated",
        {"relation": COORDINATES},
        ("from", "to"),
        lambda: [(a, b) for a, b, found in of_relation(COORDINATES) if undated(found)],
    ),
    ("doubts", {}, ("node",), lambda: {i for i, r in nodes().items() if r.get("doubt") or r.get("conflict")}),
    ("datasets", {}, ("type", "nodes"), lambda: {(t, len(of_type(t))) for t in TYPES.values()}),
    ("node-counts", {}, ("type", "nodes"), lambda: {(t, len(of_type(t))) for t in TYPES.values()}),
    (
        "relation-counts",
        {},
        ("from", "relation", "to", "relation_count"),
        lambda: {
            (*k, n) for k, n in Counter((nodes()[a]["type"], t, nodes()[b]["type"]) for t, a, b in ties()).items()
        },
    ),
    (
        "coverage",
        {"type": "检测机构"},
        ("property", "filled"),
        lambda: {
            (c, n)
            for c in set().union(*of_type("TestingInstitute").values()) - {"id", "type", "sources", "as_of"}
            if (n := sum(bool(r[c]) for r in of_type("TestingInstitute").values()))
        },
    ),
    (
        "loosely-tied",
        {"at_most": 1, "type": "Company"},
        ("node",),
        lambda: {i for i in of_type("Company") if degree()[i] < 2},
    ),
    (
        "thin-sources",
        {"type": "Award"},
        ("node",),
        lambda: {i for i, r in of_type("Award").items() if len(split(r["sources"])) < 2},
    ),
    ("alias-clashes", {}, ("word",), lambda: {w for w, ids in words().items() if len(ids) > 1}),
    (
        "missing-english",
        {"type": "Company", "limit": 999},
        ("node", "relations"),
        lambda: {(i, degree()[i]) for i, r in of_type("Company").items() if not r["name_en"]},
    ),
]


@pytest.mark.parametrize(("query", "params", "columns", "expected"), CASES, ids=[case[0] for case in CASES])
def test_recounted(pack_store, query, params, columns, expected):
    found = queries.ask(pack_store, query, **params)
    wanted = [row if isinstance(row, tuple) else (row,) for row in expected()]
    assert wanted
    assert {tuple(row[column] for column in columns) for row in found} == set(wanted)
