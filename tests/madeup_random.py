"""Random made-up records and templates by a seed: many small chains in one store, some bodies shared among them.

No firm, institute or person in them exists; every name begins with 虚构.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from chainscape.schema import Node, Record, Relation, Search, Source, Statement, Text, templates

REGION = "region:suzhou"
DATES = (
    "",
    "2012",
    "2016",
    "2018-05",
    "2019",
    "2020/2022",
    "2021-03-01",
    "2022",
    "2023",
    "2023-06",
    "2024-02-29",
    "2025",
)
DAYS = ("2018-03-01", "2020-06-30", "2021", "2022-05", "2023-02-01", "2024-01-15", "2024", "2025-02-01", "2025-08-20")
STATUSES = ("planned", "candidate", "retired")
METHODS = ("inventory", "survey", "web")
RESULTS = ("none_found", "none_found", "complete", "found", "partial", "not_stated")
POSITIONS = ("upstream", "midstream", "downstream")


class Maker:
    """Makes the records of one store."""

    def __init__(self, seed: int, chains: int) -> None:
        self.pick = random.Random(seed)
        self.found: dict[Any, Record] = {}
        self.searches: list[Search] = []
        self.sources = [f"source:x{i}" for i in range(6)]
        for i, id in enumerate(self.sources):
            published = self.pick.choice(("", "2019-04", "2021", "2022-07-01", "2024-05", "2025-10-01"))
            self.keep(id, Source(id, f"虚构来源{i}", "虚构出版者", published, "", "zh", self.pick.choice("ABC")))
        self.regions()
        self.shared = self.bodies("s", 1)
        for number in range(chains):
            self.chain(number)
        self.houses()
        self.supplies()

    def records(self) -> list[Record]:
        return [*self.found.values(), *self.searches]

    def maybe(self, chance: float) -> bool:
        return self.pick.random() < chance

    def keep(self, key: Any, record: Record) -> None:
        self.found.setdefault(key, record)

    # ------------------------------------------------------------------------------------------ statements

    def statements(
        self, row: str, said: dict[str, Any], status: float, codes: tuple[str, ...]
    ) -> tuple[Statement, ...]:
        found = []
        for turn in range(2 if self.maybe(0.12) else 1):
            properties = dict(said)
            if self.maybe(status):
                properties["status"] = self.pick.choice(codes)
            sources = tuple(sorted(self.pick.sample(self.sources, self.pick.choice((0, 1, 1, 2)))))
            found.append(Statement("madeup", f"{row}#{turn}", sources, self.pick.choice(DATES), properties))
        return tuple(found)

    def node(self, type: str, id: str, *, status: float = 0.05, codes: tuple[str, ...] = STATUSES, **said: Any) -> str:
        said = {name: value for name, value in said.items() if value is not None}
        said = {"name": f"虚构{type}{id}", "name_en": f"Made-up {id}", **said}
        self.keep(id, Node(type, id, self.statements(id, said, status, codes)))
        return id

    def tie(self, type: str, a: str, b: str, *, key: tuple[str, ...] = (), status: float = 0.08, **said: Any) -> None:
        if a == b:
            return
        said = {name: value for name, value in said.items() if value is not None}
        row = f"{type}|{a}|{b}|{'|'.join(key)}"
        self.keep(row, Relation(type, a, b, self.statements(row, said, status, STATUSES), key))

    # ------------------------------------------------------------------------------------------ parts

    def regions(self) -> None:
        for name in ("suzhou", "inside", "park", "province", "country", "elsewhere", "far", "loop"):
            self.node("Region", f"region:{name}", status=0)
        for a, b in (
            ("inside", "suzhou"), ("park", "inside"), ("suzhou", "province"), ("province", "country"),
            ("elsewhere", "country"), ("far", "elsewhere"), ("loop", "far"), ("far", "loop"),
        ):  # fmt: skip
            self.tie("LOCATED_IN", f"region:{a}", f"region:{b}", status=0)

    def bodies(self, name: str, size: int) -> dict[str, list[str]]:
        pick = self.pick
        found: dict[str, list[str]] = {}
        for type, prefix, number in (
            ("Company", "company", pick.randint(2, 5) * size),
            ("TestingInstitute", "institute", pick.randint(0, 2)),
            ("ResearchInstitute", "research", pick.randint(0, 1)),
            ("University", "university", pick.randint(0, 1)),
            ("Association", "association", pick.randint(0, 1)),
            ("Agency", "agency", pick.randint(0, 1)),
        ):
            home = {"home": pick.choice(("inside", "outside"))} if type == "Company" and self.maybe(0.15) else {}
            found[type] = [self.node(type, f"{prefix}:{name}-{i}", **home) for i in range(number)]
            for each in found[type]:
                for _ in range(pick.choice((0, 0, 1, 1, 2))):
                    place = pick.choice(("suzhou", "inside", "park", "province", "elsewhere", "far", "loop"))
                    self.tie("LOCATED_IN", each, f"region:{place}")
        found["Expert"] = [self.node("Expert", f"expert:{name}-{i}") for i in range(pick.randint(0, 2))]
        for expert in found["Expert"]:
            if self.maybe(0.6):
                self.tie("AFFILIATED_WITH", expert, pick.choice(self.all(found)))
        return found

    def all(self, found: dict[str, list[str]]) -> list[str]:
        return [each for type, ids in found.items() if type != "Expert" for each in ids]

    def chain(self, number: int) -> None:
        pick, name = self.pick, f"x{number}"
        own = self.bodies(name, 1)
        local = {
            type: ids + [e for e in self.shared[type] if self.maybe(0.08 if type == "Company" else 0.2)]
            for type, ids in own.items()
        }
        known = pick.choice((None, None, None, 1, 2, 40))
        chain = self.node("IndustryChain", f"chain:{name}", status=0.03, **self.known(known))
        stages = []
        for i in range(pick.randint(1, 6)):
            known = pick.choice((None, None, None, 1, 2, 30))
            stage = self.node("Stage", f"stage:{name}-{i}", status=0.08, **self.known(known))
            position = pick.choice((*POSITIONS, POSITIONS[min(i // 2, 2)], POSITIONS[min(i // 2, 2)], None))
            self.tie("PART_OF", stage, chain, status=0.03, position=position, order=i, position_stated=True)
            stages.append(stage)
        self.links(stages)
        if number and self.maybe(0.1):
            # a stage of another chain, too
            other = f"stage:x{pick.randrange(number)}-0"
            self.tie("PART_OF", other, chain, status=0, position=pick.choice(POSITIONS), order=9)
            if self.maybe(0.5):
                self.tie("FEEDS", stages[0], other)
        consortia = []
        for i in range(pick.choice((0, 1, 1, 2))):
            kind = pick.choice(("quality-innovation", "quality-innovation", "innovation", "programme"))
            one = self.node("Consortium", f"consortium:{name}-{i}", kind=kind, scope=pick.choice(("city", "district")))
            self.tie("SERVES", one, chain, status=0.04)
            consortia.append(one)
            if self.maybe(0.15):
                self.tie("HOSTED_BY", one, pick.choice(self.all(local)))
            if self.maybe(0.1):
                self.tie("LOCATED_IN", one, pick.choice(("region:far", "region:park")))
        if number and self.maybe(0.1) and f"consortium:x{number - 1}-0" in self.found:
            self.tie("SERVES", f"consortium:x{number - 1}-0", chain, status=0)
            consortia.append(f"consortium:x{number - 1}-0")
        self.fill(name, chain, stages, consortia, local)
        self.owned(local)
        self.looked(chain, stages)

    def known(self, number: int | None) -> dict[str, Any]:
        if number is None:
            return {}
        stated = {"known_firms_stated": f"虚构{number}家", "known_firms_stated_en": f"{number} made-up firms"}
        return {"known_firms": number, **(stated if self.maybe(0.8) else {})}

    def links(self, stages: list[str]) -> None:
        for i, a in enumerate(stages):
            for b in stages[i + 1 :]:
                if self.maybe(0.9 / (stages.index(b) - i) / 1.6):
                    self.tie("FEEDS", a, b)
            if i and self.maybe(0.08):
                self.tie("FEEDS", a, self.pick.choice(stages[:i]))

    def fill(self, name: str, chain: str, stages: list[str], consortia: list[str], local: dict[str, list[str]]) -> None:
        pick = self.pick
        places = [chain, *stages, *consortia]
        for firm in local["Company"]:
            for stage in pick.sample(stages, min(len(stages), pick.choice((0, 1, 1, 1, 2)))):
                role = pick.choice((None, None, "maker", "maker", "user", "service"))
                self.tie("OPERATES_IN", firm, stage, role=role)
        for type in ("TestingInstitute", "ResearchInstitute", "University", "Company"):
            for body in local[type]:
                for _ in range(pick.choice((0, 1, 2)) if type == "TestingInstitute" else int(self.maybe(0.2))):
                    service = pick.choice(("metrology", "standard", "testing", "certification"))
                    basis = pick.choice(("stated", "stated", "name", "unclear"))
                    self.tie(
                        "TESTS_FOR", body, pick.choice(places), key=(service,), service=service, service_basis=basis
                    )
        for body in local["ResearchInstitute"] + local["University"]:
            for _ in range(pick.choice((0, 1, 2))):
                self.tie("RESEARCHES", body, pick.choice([chain, *stages]))
        for body in local["Association"]:
            if self.maybe(0.7):
                self.tie("COORDINATES", body, pick.choice([chain, *consortia]))
        for expert in local["Expert"]:
            for _ in range(pick.choice((0, 1, 1, 2))):
                self.tie("ADVISES", expert, pick.choice(places))
        for each in consortia:
            for body in pick.sample(self.all(local), min(2, pick.choice((0, 1, 1, 2)))):
                self.tie("LEADS", body, each)
            for body in pick.sample(self.all(local), min(2, len(self.all(local)))):
                self.tie("MEMBER_OF", body, each)
        self.things(name, [chain, *stages], self.all(local) + consortia)

    def things(self, name: str, places: list[str], bearers: list[str]) -> None:
        pick = self.pick
        codes = ("draft", "issued", "planned", "retired", "fact")
        for i in range(pick.choice((0, 1, 2))):
            one = self.node("Standard", f"standard:{name}-{i}", status=0.6, codes=codes)
            for place in pick.sample(places, min(len(places), pick.choice((0, 1, 2)))):
                self.tie("APPLIES_TO", one, place)
            self.tie("DRAFTED", pick.choice(bearers), one)
        for i in range(pick.choice((0, 1, 2))):
            one = self.node("Patent", f"patent:{name}-{i}", status=0.6, codes=("granted", "filed", "retired", "fact"))
            if self.maybe(0.3):
                self.tie("APPLIES_TO", one, pick.choice(places))
            for bearer in pick.sample(bearers, min(len(bearers), pick.choice((0, 1, 1, 2)))):
                self.tie("HOLDS", bearer, one)
        for i in range(pick.choice((0, 1, 2))):
            kind = pick.choice(("quality", "quality", "quality-candidate", "honour", "certification"))
            one = self.node("Award", f"award:{name}-{i}", kind=kind)
            for bearer in pick.sample(bearers, min(len(bearers), pick.choice((1, 1, 2)))):
                year = pick.choice(("", "2021", "2023"))
                said = {"year": int(year)} if year else {}
                self.tie("RECEIVED", bearer, one, key=(year,), **said)
        if self.maybe(0.2):
            self.tie("APPLIES_TO", self.node("Project", f"project:{name}"), pick.choice(places))
        for firm in [b for b in bearers if b.startswith("company:")]:
            if self.maybe(0.1):
                self.tie("PRODUCES", firm, self.node("Product", f"product:{name}"))

    # ------------------------------------------------------------------------------------------ houses

    def own(self, a: str, b: str) -> None:
        kind = self.pick.choice((None, None, "owner", "subsidiary", "joint venture", "investor"))
        share = self.pick.choice((None, None, None, 0.2, 0.49, 0.5, 0.51, 1.0))
        if self.maybe(0.25) and not a.startswith("agency:"):
            if not a.startswith("agency:"):
                self.tie("HOSTED_BY", b if not b.startswith("agency:") else a, a if not b.startswith("agency:") else b)
        else:
            self.tie("PARENT_OF", a, b, kind=kind, share=share)

    def owned(self, local: dict[str, list[str]]) -> None:
        bodies = self.all(local)
        for _ in range(self.pick.choice((0, 1, 2, 3))):
            self.own(*self.pick.choices(bodies, k=2))
        if self.maybe(0.1) and len(bodies) > 2:
            # in a circle
            a, b, c = self.pick.sample(bodies, 3)
            for x, y in ((a, b), (b, c), (c, a)):
                self.tie("PARENT_OF", x, y)

    def houses(self) -> None:
        bodies = self.all(self.shared)
        for _ in range(2):
            self.own(*self.pick.choices(bodies, k=2))

    def supplies(self) -> None:
        firms = [id for id in self.found if isinstance(id, str) and id.startswith("company:")]
        by: dict[str, list[str]] = {}
        for firm in firms:
            by.setdefault(firm.split("-")[0], []).append(firm)
        for near in by.values():
            for _ in range(self.pick.choice((0, 1, 2, 4))):
                a, b = self.pick.choice(near), self.pick.choice(near if self.maybe(0.8) else firms)
                product = self.pick.choice(("", "虚构件", "虚构件", "虚构料"))
                share = self.pick.choice((None, 0.1, 0.2, 0.3, 0.4, 0.5, 0.8))
                self.tie("SUPPLIES", a, b, key=(product,), share=share, product=product or None)

    # ------------------------------------------------------------------------------------------ searches

    def search(self, subject: str, slot: str) -> None:
        pick = self.pick
        method, result, day = pick.choice(METHODS), pick.choice(RESULTS), pick.choice(DAYS)
        queries = tuple(f"虚构查询{i}" for i in range(pick.choice((0, 1, 2, 3))))
        pages = pick.choice((0, 3, 5, 8, 20))
        id = f"search:madeup/{len(self.searches)}"
        self.searches.append(
            Search(id, subject, slot, method, result, day, "虚构的查找人", queries, pages, Text("", ""), "madeup")  # type: ignore[arg-type]
        )

    def looked(self, chain: str, stages: list[str]) -> None:
        slots = ("lead", "suppliers", "metrology", "standard", "testing", "certification", "expert", "association",
                 "research", "patent", "quality", "product", "talent", "funding")  # fmt: skip
        for subject in (chain, *stages):
            for slot in slots:
                if self.maybe(0.35):
                    for _ in range(self.pick.choice((1, 1, 2, 3))):
                        self.search(subject, slot)
            if self.maybe(0.3):
                self.search(subject, "feeds")
        for position in POSITIONS:
            if self.maybe(0.4):
                self.search(chain, position)
        if len(stages) > 1 and self.maybe(0.4):
            self.search(">".join(self.pick.sample(stages, 2)), "feeds")


def records(seed: int, chains: int = 50) -> list[Record]:
    """Return the records of one store."""
    return Maker(seed, chains).records()


# ------------------------------------------------------------------------------------------------ templates

EXTRA: dict[str, dict[str, Any]] = {
    "product": {
        "label": {"zh": "产品", "en": "Products"}, "mark": {"zh": "品", "en": "Pr"}, "group": "firms", "of": ["stage"],
        "filled_by": [
            {"relation": "PRODUCES", "types": ["Product"], "to": ["stage"], "via": ["OPERATES_IN"], "count": "thing"}
        ],
    },
    "talent": {
        "label": {"zh": "人才", "en": "Talent"}, "mark": {"zh": "才", "en": "Ta"}, "group": "advice",
        "of": ["chain", "stage"],
        "filled_by": [
            {"relation": "AFFILIATED_WITH", "types": ["Expert"], "to": ["stage"], "via": ["OPERATES_IN"],
             "count": "body"},
            {"relation": "AFFILIATED_WITH", "types": ["Expert"], "to": ["consortium"], "via": ["LEADS"],
             "count": "body"},
        ],
    },
    "funding": {
        "label": {"zh": "融资", "en": "Funding"}, "mark": {"zh": "资", "en": "F"}, "group": "firms", "of": ["stage"],
        "filled_by": [
            {"relation": "PARENT_OF", "types": ["Company"], "to": ["stage"], "via": ["OPERATES_IN"],
             "direction": "in", "where": {"kind": ["investor", ""]}}
        ],
    },
}  # fmt: skip


def template(seed: int, chains: int = 50) -> str:
    """Return the text of a template: the one that is shipped, varied."""
    text = (templates.FOLDER / "quality-innovation.yaml").read_text("utf-8")
    if seed == 0:
        return text
    pick = random.Random(f"template {seed}")
    data = yaml.safe_load(text)
    data["region"] = pick.choice((REGION, REGION, "region:province", "region:inside", ""))
    if not data["region"]:
        del data["region"]
    data["stale_after"] = pick.choice((2, 5, 10))
    data["searches"] = {
        "stale_after": {method: pick.choice((1, 2, 3, 5, 8)) for method in METHODS},
        "effort": pick.choice(
            ({}, {"web": {"queries": 1, "pages": 5}}, {"web": {"queries": 2}, "survey": {"pages": 4}})
        ),
    }
    data["consortium_kinds"] = pick.sample(["quality-innovation", "innovation", "programme"], pick.randint(1, 2))
    data["concentration"] = pick.choice((0.05, 0.25, 0.25, 0.6))
    if pick.random() < 0.4:
        data["verdicts"] = [each for each in data["verdicts"] if pick.random() < 0.7]
    if pick.random() < 0.2:
        data["positions"] = pick.choice((["upstream", "downstream"], ["midstream", "downstream"], ["upstream"]))
    slots = data["slots"]
    for name in [name for name in slots if pick.random() < 0.12 and name != "suppliers"]:
        del slots[name]
    for name, slot in EXTRA.items():
        if pick.random() < 0.5:
            slots[name] = slot
    for slot in slots.values():
        if pick.random() < 0.25:
            slot["minimum"] = pick.choice((1, 2, 3, 4))
        if pick.random() < 0.1:
            slot["when_missing"] = pick.choice(("build", "fill"))
        if pick.random() < 0.1:
            slot["strengthen"] = pick.random() < 0.5
        if pick.random() < 0.1:
            slot["effort"] = {pick.choice(METHODS): {"queries": pick.randint(0, 2), "pages": pick.randint(0, 6)}}
        for filler in slot["filled_by"]:
            if pick.random() < 0.06 and not {"Standard", "Patent", "Award", "Project"} & set(filler.get("types", ())):
                filler["count"] = pick.choice(("body", "house"))
    if pick.random() < 0.3:
        where = pick.choice((["maker", "service", ""], ["maker"], ["maker", "user", ""]))
        slots["suppliers"]["filled_by"][0]["where"] = {"role": where}
    if pick.random() < 0.5:
        data["not_expected"] = {
            f"chain:x{number}": pick.sample(list(slots), 2)
            for number in sorted(pick.sample(range(chains), min(chains, max(1, chains // 8))))
        }
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def write_template(folder: Path, seed: int, chains: int = 50) -> Path:
    """Write the template of a seed into a folder."""
    path = folder / f"template-{seed}.yaml"
    path.write_text(template(seed, chains), encoding="utf-8")
    return path
