"""A made-up chain that has everything a map can show. Nothing in it is real: it tests pictures, not rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx

from chainscape.schema import (
    Cell,
    Evidence,
    Extension,
    Falls,
    Findings,
    Hub,
    Scene,
    Search,
    Source,
    Statement,
    Template,
    Text,
    Verdict,
    count_of,
    relation_id,
    template,
)

CHAIN = "chain:made-up"
STAGE_SLOTS = ("suppliers", "metrology", "standard", "testing", "certification", "research")


@dataclass
class MadeUp:
    """A network with findings and sources, put together piece by piece."""

    network: nx.MultiDiGraph = field(default_factory=nx.MultiDiGraph)
    cells: list[Cell] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    template: Template = field(default_factory=template)

    @property
    def findings(self) -> Findings:
        rules = self.template
        return Findings(
            tuple(self.cells), tuple(self.hubs), rules.name, rules.hash, "2026-11-22", tuple(self.extensions)
        )

    @property
    def scene(self) -> Scene:
        return Scene(self.network, self.findings, self.sources, self.template)

    def node(self, type: str, id: str, name: str, name_en: str = "", **properties: Any) -> str:
        known = {"name": name, "name_en": name_en, **properties}
        known = {key: value for key, value in known.items() if value != ""}
        said = Statement("made-up", id, ("source:a",), "", known)
        self.network.add_node(id, type=type, properties=known, statements=(said,))
        return id

    def tie(self, type: str, start: str, end: str, *sources: str, date: str = "2024", **properties: Any) -> str:
        id = relation_id(type, start, end, [str(v) for k, v in properties.items() if k == "service"])
        said = Statement("made-up", id, sources, date, properties)
        self.network.add_edge(start, end, key=id, type=type, properties=properties, statements=(said,))
        return id

    def proof(self, body: str, relation_type: str, end: str, **changes: Any) -> Evidence:
        """Tie a body to a stage or chain, and return the evidence that the relation is."""
        node = self.network.nodes[body]
        sources = changes.pop("sources", ("source:a",))
        date = changes.pop("date", "2024")
        relation = self.tie(relation_type, body, end, *sources, date=date)
        name = Text(node["properties"]["name"], node["properties"].get("name_en", ""))
        grade = min((self.sources[s].reliability for s in sources), default="")
        return Evidence(
            body, name, node["type"], relation, relation_type, date, sources, grade, "inside", body, **changes
        )

    def cell(self, stage: str, slot: str, state: str = "unknown", *evidence: Evidence, **changes: Any) -> Cell:
        kind = changes.pop("verdict", None)
        web = changes.pop("web_only", False)
        rule = self.template.slots[slot]
        told = Text(f"{stage or CHAIN} {slot} {state} 的一句话。", f"A sentence on {stage or CHAIN} {slot} {state}.")
        verdict = Verdict(kind, "made-up-rule", told, web) if kind else None
        if state == "unknown" and kind is None:
            verdict = Verdict("look_up", "nobody-looked", told)
        count, things = count_of(evidence), count_of(e for e in evidence if e.unit == "thing")
        made = Cell(
            f"{CHAIN}/{stage or '-'}/{slot}", CHAIN, stage, slot, state, count, rule.minimum,  # type: ignore[arg-type]
            tuple(evidence), sentence=told, verdict=verdict, things=things, **changes,
        )  # fmt: skip
        self.cells.append(made)
        return made

    def rest_of(self, stage: str) -> None:
        """Leave the other cells of a stage unknown."""
        done = {cell.slot for cell in self.cells if cell.stage == stage}
        for slot in STAGE_SLOTS:
            if slot not in done:
                self.cell(stage, slot)


def looked(subject: str, slot: str, method: str = "web", result: str = "none_found", by: str = "") -> tuple[Search]:
    note = Text("编造的查证说明", "A made-up note on the search")
    queries = ("编造的查询 一", "made-up query two")
    return (Search(f"search:{subject}/{slot}", subject, slot, method, result, "2026-10-08", by, queries, 12, note),)  # type: ignore[arg-type]


def madeup_sources(made: MadeUp) -> None:
    made.sources = {
        s.id: s
        for s in (
            Source("source:a", "甲级来源", "编造的管理局", "2024-03-05", "https://example.org/a?x=1&y=2", "zh", "A"),
            Source("source:b", "Medium of grade B", "Made-up Daily", "2019", "http://example.org/b", "en", "B"),
            Source("source:c", "转载页", "", "", "", "zh", "C"),
            Source("source:script", "坏地址", "", "", "javascript:alert(1)", "zh", "C"),
        )
    }


def madeup_chain() -> MadeUp:
    """Return a chain with every state, verdict, mark and place that a map knows."""
    made = MadeUp()
    made.template = replace(made.template, not_expected={CHAIN: ("patent",)})
    madeup_sources(made)
    made.node("IndustryChain", CHAIN, "编造产业链", "Made-up chain")
    made.node("Consortium", "consortium:made-up", "苏州市编造产业质量创新联合体", "Made-up quality consortium")
    made.tie("SERVES", "consortium:made-up", CHAIN, "source:a")
    hub = made.node(
        "Company",
        "company:hub",
        "江苏编造枢纽集团有限公司",
        "Jiangsu Made-up Hub Group Co., Ltd.",
        aliases=["编造枢纽", "HUB"],
    )
    lead = made.node("Company", "company:lead", "编造龙头股份有限公司", "Made-up Lead Co., Ltd.")
    firms = [made.node("Company", f"company:{n}", f"编造企业{n}号有限公司", f"Made-up Firm {n}") for n in range(1, 16)]
    tester = made.node("TestingInstitute", "institute:t", "编造产品质量检验中心", "Made-up testing centre")
    labs = made.node("ResearchInstitute", "institute:r", "编造研究院", "Made-up research institute")
    away = made.node("Company", "company:away", "域外企业", "Firm elsewhere", home="outside")
    soon = made.node("Company", "company:soon", "规划企业", "Planned firm")

    def stage(name: str, zh: str, en: str, position: str, order: int) -> str:
        id = made.node("Stage", f"stage:{name}", zh, en)
        properties = {"position": position, "order": order} if position else {"order": order}
        made.tie("PART_OF", id, CHAIN, "source:b", **properties)
        return id

    raw = stage("raw", "原料", "Raw materials", "upstream", 1)
    chips = stage("chips", "芯片", "Chips", "upstream", 2)
    parts = stage("parts", "部件(含模具、夹具、检具)", "Parts (moulds, jigs, gauges)", "midstream", 3)
    whole = stage("whole", "整机", "Complete machines", "downstream", 4)
    early = stage("early", "早停环节一", "Early stop one", "upstream", 5)
    early2 = stage("early2", "早停环节二", "Early stop two", "midstream", 6)
    alone = stage("alone", "单列大环节", "A large stage alone", "midstream", 7)
    guessed = stage("guessed", "无位置但有供给", "No position but links", "", 8)
    nowhere = stage("nowhere", "位置与供给皆未载", "Neither position nor links", "", 9)
    for start, end, source in (
        (raw, parts, "source:a"), (chips, parts, "source:c"), (parts, whole, "source:b"),
        (early, early2, "source:a"), (parts, guessed, "source:a"), (whole, raw, "source:c"),
    ):  # fmt: skip
        made.tie("FEEDS", start, end, source)

    proof, cell = made.proof, made.cell
    cell(
        raw, "suppliers", "not_found", searches=looked(raw, "suppliers", "inventory", by="编造园区办"), verdict="build"
    )
    cell(raw, "metrology", "not_found", searches=looked(raw, "metrology"), verdict="fill", web_only=True)
    aside = (
        proof(away, "OPERATES_IN", chips, set_aside="outside"),
        proof(soon, "OPERATES_IN", chips, set_aside="planned", sources=("source:c",)),
    )
    cell(
        chips,
        "suppliers",
        "not_found",
        searches=looked(chips, "suppliers"),
        verdict="build",
        web_only=True,
        set_aside=aside,
    )
    own = [proof(hub, "OPERATES_IN", parts), proof(lead, "OPERATES_IN", parts, sources=("source:b",))]
    own.append(proof(firms[0], "OPERATES_IN", parts, sources=("source:c",)))
    cell(parts, "suppliers", "present", *own)
    cell(parts, "testing", "present", proof(tester, "TESTS_FOR", parts, sources=("source:b",)))
    cell(parts, "certification", "not_found", searches=looked(parts, "certification", "survey"), verdict="fill")
    cell(
        whole,
        "suppliers",
        "present",
        proof(hub, "OPERATES_IN", whole, sources=()),
        thin=True,
        undated=True,
        verdict="strengthen",
    )
    cell(alone, "suppliers", "present", *(proof(f, "OPERATES_IN", alone) for f in (hub, *firms)))
    cell(alone, "metrology", searches=looked(alone, "metrology", result="partial"))
    cell(early, "suppliers", "present", proof(firms[1], "OPERATES_IN", early, date="2012", stale=True), stale=True)
    research = proof(labs, "RESEARCHES", CHAIN)
    cell("", "lead", "present", proof(lead, "LEADS", "consortium:made-up"))
    cell("", "research", "present", research)
    for s in (parts, whole, alone):
        cell(s, "research", "present", replace(research, inherited=True), inherited=True)
    cell("", "certification", "not_found", searches=looked(CHAIN, "certification"), verdict="fill", web_only=True)
    cell("", "metrology", "not_found", searches=looked(CHAIN, "metrology", "inventory"), verdict="fill")
    cell("", "expert", searches=looked(CHAIN, "expert", result="partial"))
    cell("", "patent", "not_expected", verdict=None)
    done = {c.slot for c in made.cells if not c.stage}
    for slot in made.template.slots_of(stage=False):
        if slot.name not in done:
            cell("", slot.name)
    for s in (raw, chips, parts, whole, early, early2, alone, guessed, nowhere):
        made.rest_of(s)
    made.hubs.append(
        Hub(
            hub, Text("江苏编造枢纽集团有限公司", "Made-up Hub"), "Company", 9, 0.25, (CHAIN,), (),
            (alone, parts, whole), (f"{CHAIN}/{whole}/suppliers",), True, Text("横跨 3 个环节。", "works in 3 stages."),
            hub, (hub,), Falls(slots=(f"{CHAIN}/{whole}/suppliers",)),
        )
    )  # fmt: skip
    ends = Verdict("extend", "lane-ends-early", Text("供给链到此为止。", "The lane ends here."))
    made.extensions.append(
        Extension(f"{CHAIN}/{early2}/extend-downstream", CHAIN, early2, "downstream", ends, ("source:a",))
    )
    _differ(made, tester, parts)
    return made


def _differ(made: MadeUp, body: str, stage: str) -> None:
    """Let two rows read the basis of a service differently."""
    key = next(key for key, edge in made.network[body][stage].items() if edge["type"] == "TESTS_FOR")
    edge = made.network.edges[body, stage, key]
    edge["properties"] = {"service": "testing", "service_basis": "stated"}
    edge["statements"] = (
        Statement("one", "1", ("source:a",), "2024", {"service": "testing", "service_basis": "stated"}),
        Statement("two", "2", ("source:script",), "2014/2018", {"service": "testing", "service_basis": "name"}),
    )


def madeup_stages(
    count: int, position: Callable[[int], str] = lambda n: ("upstream", "midstream", "downstream")[n % 3]
) -> MadeUp:
    """Return a chain of so many stages, tied in lanes of five, two firms each."""
    made = MadeUp()
    madeup_sources(made)
    made.node("IndustryChain", CHAIN, "编造产业链", "Made-up chain")
    ids = []
    for n in range(count):
        id = made.node("Stage", f"stage:{n}", f"编造环节{n}", f"Made-up stage {n}")
        where = position(n)
        made.tie("PART_OF", id, CHAIN, "source:a", **({"position": where} if where else {}), order=n)
        bodies = []
        for each in range(2):
            firm = made.node("Company", f"company:{n}-{each}", f"编造企业{n}-{each}", f"Firm {n}-{each}")
            bodies.append(made.proof(firm, "OPERATES_IN", id))
        made.cell(id, "suppliers", "present", *bodies)
        made.rest_of(id)
        if n % 5:
            made.tie("FEEDS", ids[-1], id, "source:a")
        ids.append(id)
    for slot in made.template.slots_of(stage=False):
        made.cell("", slot.name)
    return made
