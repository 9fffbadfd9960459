"""What the queries say against a second count of the pack in plain Python: chains, gaps, hubs, bodies, regions."""

from __future__ import annotations

from collections import Counter

import pytest
from pack_tables import bodies, degree, nodes, of_type, out, pairs, relations, rows, split, ties, to

from chainscape import queries

CHAIN_SLOTS = (
    "lead", "metrology", "standard", "testing", "certification", "expert", "association", "research", "patent",
    "quality",
)  # fmt: skip


def name(id: str) -> str:
    return nodes()[id]["name"]


def reach(start: str, ways: dict[str, set[str]]) -> dict[str, int]:
    """The fewest steps to each node that can be reached."""
    found, edge, steps = {start: 0}, {start}, 0
    while edge:
        steps += 1
        edge = {b for a in edge for b in ways.get(a, ())} - found.keys()
        found |= dict.fromkeys(edge, steps)
    return {id: steps for id, steps in found.items() if steps}


def firms(stage: str) -> set[str]:
    return to("operates_in").get(stage, set())


def chains_of_firm(firm: str) -> set[str]:
    return {chain for stage in out("operates_in")[firm] for chain in out("part_of")[stage]}


def without_direct(service: str) -> set[str]:
    given = {row["to"] for row in relations("tests_for") if service in split(row["service"])}
    return of_type("Stage").keys() - given


def lone(group: dict[str, set[str]]) -> list[str]:
    return [next(iter(found)) for found in group.values() if len(found) == 1]


def tied_chains(body: str) -> set[str]:
    kinds = ("operates_in", "tests_for", "researches", "coordinates", "leads", "member_of", "oversees")
    ends = {end for kind in kinds for end in out(kind).get(body, ())}
    return {
        c
        for e in ends
        for c in ({e} | out("part_of").get(e, set()) | out("serves").get(e, set()))
        if c.startswith("chain:")
    }


def shares(body: str, kinds: tuple[str, ...]) -> Counter[str]:
    """How many things each other body shares with one."""
    own = {end for kind in kinds for end in out(kind).get(body, ())}
    theirs = {(b, end) for kind in kinds for end in own for b in to(kind).get(end, ())}
    return Counter(b for b, _ in theirs if b != body)


def triangle_corners() -> set[tuple[str, str, str]]:
    direct = {(a, b) for kind in ("supplies", "parent_of", "member_of", "leads") for a, b in pairs(kind)}
    kinds = ("operates_in", "drafted", "member_of", "leads", "breaks_through", "tests_for", "researches", "coordinates")
    ends = {n: {e for kind in kinds for e in out(kind).get(n, ())} for pair in direct for n in pair}
    return {(a, b, c) for a, b in direct for c in ends[a] & ends[b]}


def seated(region: str) -> set[str]:
    below = {region} | set(
        reach(region, {r: {x for x in found if x.startswith("region:")} for r, found in to("located_in").items()})
    )
    return {b for r in below for b in to("located_in").get(r, ()) if not b.startswith("region:")}


def crossing() -> set[tuple[str, str]]:
    at = out("located_in")
    kinds = ("supplies", "parent_of", "member_of", "leads", "tests_for")
    return {(a, b) for k in kinds for a, b in pairs(k) for x in at.get(a, ()) for y in at.get(b, ()) if x != y}


def outside(stage: str) -> tuple[int, int]:
    homes = [nodes()[f]["home"] == "outside" for f in firms(stage)]
    return sum(homes), len(homes) - sum(homes)


def neighbours(id: str) -> set[str]:
    return {b for _, a, b in ties() if a == id} | {a for _, a, b in ties() if b == id}


GROUP = ("member_of", "leads", "drafted", "breaks_through", "holds")
OVERLAP = ("leads", "member_of", "oversees", "coordinates", "tests_for")
#: each: query, its parameters, columns, and the rows that these columns must hold, in any order
CASES = [
    ("feeds", {}, ("from", "to"), lambda: pairs("feeds")),
    (
        "stage-upstream",
        {"stage": "stage:aerospace/final-assembly"},
        ("stage", "steps"),
        lambda: reach("stage:aerospace/final-assembly", to("feeds")).items(),
    ),
    (
        "stage-downstream",
        {"stage": "stage:aerospace/design-rd"},
        ("stage", "steps"),
        lambda: reach("stage:aerospace/design-rd", out("feeds")).items(),
    ),
    (
        "firms-of-stage",
        {"stage": "stage:optoelectronics/cable"},
        ("company",),
        lambda: firms("stage:optoelectronics/cable"),
    ),
    (
        "firms-over-stages",
        {"at_least": 2},
        ("company", "stage_count"),
        lambda: {(b, len(s)) for b, s in out("operates_in").items() if len(s) > 1},
    ),
    (
        "products-of-chain",
        {"chain": "光电"},
        ("product", "makers"),
        lambda: {
            (p, len(f))
            for p, f in to("produces").items()
            if any("chain:optoelectronics" in chains_of_firm(b) for b in f)
        },
    ),
    (
        "chains-sharing-firms",
        {},
        ("firm_count",),
        lambda: [sum({"chain:aerospace", "chain:low-altitude"} <= chains_of_firm(b) for b in out("operates_in"))],
    ),
    (
        "suppliers-of",
        {"company": "company:shagang"},
        ("supplier", "tier"),
        lambda: reach("company:shagang", to("supplies")).items(),
    ),
    (
        "customers-of",
        {"company": "沪光"},
        ("customer", "tier"),
        lambda: reach("company:huguang", out("supplies")).items(),
    ),
    ("firms-without-stage", {}, ("company",), lambda: of_type("Company").keys() - out("operates_in").keys()),
    ("stages-without-firms", {}, ("stage",), lambda: {s for s in of_type("Stage") if not firms(s)}),
    (
        "stages-with-one-firm",
        {},
        ("stage", "company"),
        lambda: {(s, *firms(s)) for s in of_type("Stage") if len(firms(s)) == 1},
    ),
    ("stages-without-service", {"service": "检验检测"}, ("stage",), lambda: without_direct("testing")),
    ("consortia-without-lead", {}, ("consortium",), lambda: of_type("Consortium").keys() - to("leads").keys()),
    (
        "never-searched",
        {},
        ("chain", "slot"),
        lambda: (
            {(c, s) for c in of_type("IndustryChain") for s in CHAIN_SLOTS}
            - {(q["subject"], q["slot"]) for q in rows("searches.csv")}
        ),
    ),
    (
        "searches-by-result",
        {},
        ("slot", "method", "result", "records"),
        lambda: {
            (*k, n) for k, n in Counter((q["slot"], q["method"], q["result"]) for q in rows("searches.csv")).items()
        },
    ),
    (
        "once-imported",
        {},
        ("id",),
        lambda: [n["id"] for n in nodes().values() if n.get("formerly_held_by") or n.get("was_imported") == "true"],
    ),
    (
        "depends-on",
        {"body": "company:nata"},
        ("id", "others"),
        lambda: {
            (i, len(g[i] - {"company:nata"}))
            for g in (to("operates_in"), to("produces"))
            for i in g
            if "company:nata" in g[i]
        },
    ),
    (
        "sole-bodies",
        {"limit": 999},
        ("body", "sole_count"),
        lambda: Counter(
            b for k in ("operates_in", "produces", "breaks_through", "supplies") for b in lone(to(k))
        ).items(),
    ),
    ("degrees", {"limit": 999}, ("body", "degree"), lambda: {(b, degree()[b]) for b in bodies()}),
    (
        "degree-distribution",
        {"type": "专家"},
        ("degree", "nodes"),
        lambda: Counter(degree()[e] for e in of_type("Expert")).items(),
    ),
    (
        "bodies-over-chains",
        {"at_least": 2},
        ("body", "chain_count"),
        lambda: {(b, len(tied_chains(b))) for b in bodies() if len(tied_chains(b)) > 1},
    ),
    (
        "common-neighbours",
        {"from": "沙钢集团", "to": "永钢集团"},
        ("node",),
        lambda: neighbours("company:shagang") & neighbours("company:yonggang"),
    ),
    ("triangles", {}, ("from", "to", "third"), triangle_corners),
    (
        "partners",
        {"body": "亨通光电"},
        ("partner", "shared_count"),
        lambda: shares("company:hengtong-optic-electric", GROUP).items(),
    ),
    (
        "consortia-overlap",
        {"consortium": "consortium:optoelectronics"},
        ("body_count",),
        lambda: [n for b, n in shares_of_consortium("consortium:optoelectronics").items()],
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
    ("bodies-in-region", {"region": "吴江"}, ("body",), lambda: seated("region:wujiang")),
    (
        "regions",
        {},
        ("region", "companies"),
        lambda: {(r, sum(b.startswith("company:") for b in to("located_in").get(r, ()))) for r in of_type("Region")},
    ),
    (
        "chains-by-region",
        {"chain": "冶金"},
        ("region", "firms"),
        lambda: Counter(
            r
            for f in out("operates_in")
            if "chain:metallurgy" in chains_of_firm(f)
            for r in out("located_in").get(f, ())
        ).items(),
    ),
    ("cross-region", {}, ("from", "to"), crossing),
    ("without-region", {}, ("body",), lambda: bodies() - out("located_in").keys()),
    (
        "outside-firms",
        {},
        ("stage", "outside_firms", "inside_firms"),
        lambda: {(s, *outside(s)) for s in of_type("Stage") if outside(s)[0]},
    ),
]


def shares_of_consortium(consortium: str) -> Counter[str]:
    own = {b for kind in OVERLAP for b in to(kind).get(consortium, ())}
    theirs = {(k, b) for b in own for kind in OVERLAP for k in out(kind).get(b, ()) if k.startswith("consortium:")}
    return Counter(k for k, _ in theirs if k != consortium)


@pytest.mark.parametrize(("query", "params", "columns", "expected"), CASES, ids=[case[0] for case in CASES])
def test_recounted(pack_store, query, params, columns, expected):
    found = queries.ask(pack_store, query, **params)
    wanted = [row if isinstance(row, tuple) else (row,) for row in expected()]
    assert wanted
    assert {tuple(row[column] for column in columns) for row in found} == set(wanted)
