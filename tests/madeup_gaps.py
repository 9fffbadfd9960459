"""A made-up chain, invented for tests, in which each verdict and each state occurs.

No firm, institute or person in it exists.
"""

from __future__ import annotations

from chainscape.schema import Node, Record, Relation, Search, Source, Statement, Text, Value

CHAIN = "chain:madeup"
_SOURCE = "madeup-source"


def _statement(row: str, date: str, properties: dict[str, Value]) -> tuple[Statement, ...]:
    return (Statement("madeup", row, (_SOURCE,), date, properties),)


def node(type: str, id: str, name: str, **properties: Value) -> Node:
    return Node(type, id, _statement(id, "", {"name": name, "name_en": f"Made-up {id}", **properties}))


def relation(type: str, a: str, b: str, date: str = "2025", key: tuple[str, ...] = (), **properties: Value) -> Relation:
    return Relation(type, a, b, _statement(f"{type}|{a}|{b}|{key}", date, properties), key)


def serves_with(a: str, b: str, service: str, basis: str = "stated", date: str = "2025", **more: Value) -> Relation:
    return relation("TESTS_FOR", a, b, date, (service,), service=service, service_basis=basis, **more)


def supplies(a: str, b: str, share: float) -> Relation:
    return relation("SUPPLIES", a, b, "2025", ("虚构件",), product="虚构件", share=share)


def search(subject: str, slot: str, result: str, method: str, date: str = "2026-01-05") -> Search:
    return Search(
        f"search:madeup/{subject}/{slot}/{method}/{date}", subject, slot, method, result, date,  # type: ignore[arg-type]
        "虚构的查找人", ("虚构查询",), 8, Text("虚构记录", "made-up record"), "madeup",
    )  # fmt: skip


def records() -> list[Record]:
    """Stages: raw → part → assembly (lane that ends midstream), and a lone downstream stage."""
    stages = {
        "raw": ("upstream", 1),
        "part": ("midstream", 2),
        "assembly": ("midstream", 3),
        "service": ("downstream", 4),
    }
    found: list[Record] = [
        Source(_SOURCE, "虚构来源", "虚构出版者", "2026-02-01", "", "zh-Hans", "B"),
        node("Region", "region:suzhou", "苏州市"),
        node("Region", "region:madeup-elsewhere", "虚构外地"),
        node("IndustryChain", CHAIN, "虚构产业链"),
        node("Consortium", "consortium:madeup", "虚构质量创新联合体", kind="quality-innovation", scope="city"),
        node("Consortium", "consortium:madeup-science", "虚构创新联合体", kind="innovation", scope="city"),
        relation("SERVES", "consortium:madeup", CHAIN),
        relation("SERVES", "consortium:madeup-science", CHAIN),
        relation("FEEDS", "stage:madeup/raw", "stage:madeup/part"),
        relation("FEEDS", "stage:madeup/part", "stage:madeup/assembly"),
    ]
    for name, (position, order) in stages.items():
        found += [
            node("Stage", f"stage:madeup/{name}", f"虚构环节{order}"),
            relation("PART_OF", f"stage:madeup/{name}", CHAIN, position=position, order=order, position_stated=True),
        ]
    for name in ("parent", "child", "other", "third", "abroad", "planned", "lead"):
        found.append(
            node(
                "Company",
                f"company:madeup-{name}",
                f"虚构企业{name}",
                **({"home": "outside"} if name == "abroad" else {}),
            )
        )
    found += [
        # assembly: a parent and its child are one group → 强链; the firm from elsewhere does not count
        relation("PARENT_OF", "company:madeup-parent", "company:madeup-child"),
        relation("OPERATES_IN", "company:madeup-parent", "stage:madeup/assembly"),
        relation("OPERATES_IN", "company:madeup-child", "stage:madeup/assembly"),
        relation("OPERATES_IN", "company:madeup-abroad", "stage:madeup/assembly"),
        # part: two groups, one of them planned in addition
        relation("OPERATES_IN", "company:madeup-other", "stage:madeup/part"),
        relation("OPERATES_IN", "company:madeup-third", "stage:madeup/part"),
        relation("OPERATES_IN", "company:madeup-planned", "stage:madeup/part", status="planned"),
        # their supplies to the lead are concentrated: 0.8² + 0.2² = 0.68
        supplies("company:madeup-other", "company:madeup-lead", 0.8),
        supplies("company:madeup-third", "company:madeup-lead", 0.2),
        # lead of the science-bureau consortium does not count
        relation("LEADS", "company:madeup-lead", "consortium:madeup-science"),
        # testing: old evidence for the chain; one stage searched by inventory without result
        node("TestingInstitute", "institute:madeup", "虚构检测院"),
        serves_with("institute:madeup", CHAIN, "testing", date="2012"),
        serves_with("institute:madeup", CHAIN, "certification", basis="unclear"),
        node("Standard", "standard:madeup-draft", "虚构标准草案", status="draft"),
        relation("APPLIES_TO", "standard:madeup-draft", CHAIN),
        # raw: an inventory found nobody → 建链
        search("stage:madeup/raw", "suppliers", "none_found", "inventory"),
        search("stage:madeup/part", "testing", "none_found", "inventory"),
        search(CHAIN, "metrology", "none_found", "survey"),
        search(CHAIN, "lead", "none_found", "web"),
        search(CHAIN, "expert", "partial", "web"),
        # the whole chain was surveyed: that institute is the only one
        search(CHAIN, "testing", "complete", "survey"),
        # somebody looked for what follows the last stage of the lane, in vain
        search("stage:madeup/assembly", "feeds", "none_found", "survey"),
        # looked for in vain, then found: of one method the newest record speaks
        search(CHAIN, "patent", "none_found", "web", "2025-01-05"),
        search(CHAIN, "patent", "partial", "web", "2026-01-05"),
    ]  # fmt: skip
    return found
