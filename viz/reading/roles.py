"""The columns of the network view: which role each node, and each missing thing, plays along a chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...schema import POSITIONS, Slot, Text

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Role:
    """One column: its name and the head that stands over it."""

    name: str
    label: Text


#: from left to right: who steers, then the chain from upstream to downstream, then what supports it
ROLES = (
    Role("advisers", Text("专家·主管", "Experts, agencies")),
    Role("organisers", Text("协会·联合体", "Associations, consortia")),
    Role("upstream stages", Text("上游环节", "Upstream")),
    Role("upstream firms", Text("上游企业", "Upstream firms")),
    Role("midstream stages", Text("中游环节", "Midstream")),
    Role("midstream firms", Text("中游企业", "Midstream firms")),
    Role("downstream stages", Text("下游环节", "Downstream")),
    Role("downstream firms", Text("下游企业", "Downstream firms")),
    Role("loose stages", Text("位置未载环节", "Stages, no position")),
    Role("other firms", Text("其他企业", "Other firms")),
    Role("support", Text("检测·研究", "Testing, research")),
    Role("products", Text("技术·产品", "Technology, products")),
    Role("things", Text("标准·专利·奖项", "Standards, patents, awards")),
    Role("regions", Text("地区", "Regions")),
)
_OF_TYPE = {
    "Expert": "advisers",
    "Agency": "advisers",
    "Association": "organisers",
    "Consortium": "organisers",
    "IndustryChain": "organisers",
    "Company": "other firms",
    "TestingInstitute": "support",
    "ResearchInstitute": "support",
    "University": "support",
    "Technology": "products",
    "Product": "products",
    "Region": "regions",
}
_OF_SLOT = {
    "lead": "other firms",
    "metrology": "support",
    "testing": "support",
    "certification": "support",
    "research": "support",
    "standard": "things",
    "patent": "things",
    "quality": "things",
    "expert": "advisers",
    "association": "organisers",
}
#: for the slots of a planner's own template
_OF_GROUP = {"infrastructure": "support", "advice": "advisers", "innovation": "things"}


def stage_positions(network: nx.MultiDiGraph) -> dict[str, str]:
    """Return upstream, midstream or downstream for each stage; "" where nothing says.

    A stage without a stated position takes the furthest of the stages that feed it, else the nearest of
    those that it feeds.

    >>> import networkx as nx
    >>> net = nx.MultiDiGraph()
    >>> net.add_node("s1", type="Stage"); net.add_node("s2", type="Stage")
    >>> _ = net.add_edge("s1", "c", type="PART_OF", properties={"position": "midstream"})
    >>> _ = net.add_edge("s1", "s2", type="FEEDS", properties={})
    >>> stage_positions(net)
    {'s1': 'midstream', 's2': 'midstream'}
    """
    found = {node: "" for node, type_ in sorted(network.nodes(data="type")) if type_ == "Stage"}
    feeders: dict[str, list[str]] = {stage: [] for stage in found}
    fed: dict[str, list[str]] = {stage: [] for stage in found}
    for start, end, _, data in sorted(network.edges(keys=True, data=True), key=lambda e: e[:3]):
        position = (data.get("properties") or {}).get("position")
        if data.get("type") == "PART_OF" and position in POSITIONS and start in found:
            found[start] = found[start] or position
        elif data.get("type") == "FEEDS" and start in found and end in found:
            feeders[end].append(start)
            fed[start].append(end)
    open_ = [stage for stage in found if not found[stage]]
    while open_:
        # a round reads what the round before found, so that the order of the stages does not matter
        told = {stage: found[stage] for stage in found if found[stage]}
        for stage in open_:
            before = [POSITIONS.index(told[s]) for s in feeders[stage] if s in told]
            after = [POSITIONS.index(told[s]) for s in fed[stage] if s in told]
            if before or after:
                found[stage] = POSITIONS[max(before) if before else min(after)]
        left = [stage for stage in open_ if not found[stage]]
        if len(left) == len(open_):
            break
        open_ = left
    return found


def node_roles(network: nx.MultiDiGraph) -> dict[str, str]:
    """Return the name of the column for each node; a type that nobody foresaw stands among the things."""
    positions = stage_positions(network)
    stages_of_firm: dict[str, list[str]] = {}
    for firm, stage, kind in network.edges(data="type"):
        if kind == "OPERATES_IN":
            stages_of_firm.setdefault(firm, []).append(stage)
    roles = {}
    for node, type_ in sorted(network.nodes(data="type")):
        if type_ == "Stage":
            roles[node] = stage_role(positions[node])
        elif type_ == "Company":
            roles[node] = firm_role(positions.get(s, "") for s in stages_of_firm.get(node, ()))
        else:
            roles[node] = _OF_TYPE.get(type_ or "", "things")
    return roles


def stage_role(position: str) -> str:
    """Return the column of a stage."""
    return f"{position} stages" if position else "loose stages"


def firm_role(positions: Iterable[str]) -> str:
    """Return the column of a firm: where most of its stages are, the earlier on a draw.

    >>> firm_role(["downstream", "midstream", "midstream"])
    'midstream firms'
    """
    votes = Counter(p for p in positions if p)
    if not votes:
        return "other firms"
    return max(POSITIONS, key=lambda p: (votes[p], -POSITIONS.index(p))) + " firms"


def slot_role(slot: str, slots: Mapping[str, Slot], position: str) -> str:
    """Return the column where what fills a slot would stand; ``position`` is that of the stage, if any."""
    if slot in _OF_SLOT:
        return _OF_SLOT[slot]
    group = slots[slot].group if slot in slots else ""
    if slot == "suppliers" or group == "firms":
        return firm_role([position])
    return _OF_GROUP.get(group, "things")
