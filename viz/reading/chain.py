"""What the chain map draws: stages with their cells and bodies, and the boxes of the whole chain.

Read from the network (order, position, feeds) and from the findings (cells, verdicts, hubs); nothing is judged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...schema import (
    Cell,
    Evidence,
    Extension,
    Findings,
    Hub,
    Source,
    Template,
    Text,
    UnknownName,
    vocabulary,
)
from .facts import grade_of, name_of
from .measures import MEASURES, Measure, amount, badges
from .names import short_names

if TYPE_CHECKING:
    import networkx as nx

#: which verdict of its cells a card shows: the first that fired
SERIOUS = ("build", "fill", "strengthen")
#: what stands for no source at all in the reliability filter
NO_GRADE = "Z"
NOTHING = Text("", "")
_TESTING = frozenset({"TestingInstitute", "ResearchInstitute", "University"})
_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Row:
    """One body or thing in a card or box."""

    id: str
    #: short name for the row, full one for the tooltip
    name: Text
    full: Text
    type: str
    #: best reliability of what ties it here; NO_GRADE without a source
    grade: str
    lead: bool = False
    hub: bool = False
    #: of a hub: what stands after its name, and what would under each of `MEASURES`
    badge: Text = NOTHING
    badges: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with everything that its card shows."""

    id: str
    name: Text
    full: Text
    position: str
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    #: reason → how many bodies are on record here without counting (域外, 规划 …)
    aside: Mapping[str, int]
    #: build, fill, strengthen, look_up or ""
    verdict: str
    web_only: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A stage that feeds another."""

    start: str
    end: str
    grade: str
    #: planned or candidate: drawn thin
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """A box of a strip: one slot of the whole chain, or its consortia (no cell)."""

    slot: str
    label: Text
    mark: Text
    group: str
    cell: Cell | None
    rows: tuple[Row, ...]
    aside: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as its map shows it."""

    id: str
    name: Text
    stages: tuple[Stage, ...]
    feeds: tuple[Feed, ...]
    panels: tuple[Panel, ...]
    extensions: tuple[Extension, ...]
    #: hubs that stand in two or more stages of this chain, widest first, with those stages
    spans: tuple[tuple[Row, tuple[str, ...]], ...]

    @property
    def drawn(self) -> set[str]:
        """Ids of everything that stands on the map."""
        ids = {self.id, *(stage.id for stage in self.stages)}
        for rows in (*(stage.rows for stage in self.stages), *(panel.rows for panel in self.panels)):
            ids.update(row.id for row in rows)
        return ids


def read_chain(
    chain: str,
    network: nx.MultiDiGraph,
    findings: Findings,
    sources: Mapping[str, Source],
    template: Template,
    measure: Measure = "stages",
) -> Chain:
    """Return what the map of a chain draws; UnknownName when the network has no such chain."""
    if chain not in network or network.nodes[chain].get("type") != "IndustryChain":
        known = [id for id, type in network.nodes(data="type") if type == "IndustryChain"]
        raise UnknownName("chain", chain, known)
    grades = {source.id: source.reliability for source in sources.values()}
    hubs = {hub.id: hub for hub in findings.hubs}
    cells = [cell for cell in findings.cells if cell.chain == chain]
    by_owner: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        by_owner.setdefault(cell.stage, {})[cell.slot] = cell
    parts = _parts(chain, network)
    consortia = _ends(network, chain, "SERVES")
    own = {stage: _bodies(by_owner.get(stage, {}).values()) for stage in parts}
    whole = {
        slot.name: _whole(by_owner.get("", {}).get(slot.name), parts, network) for slot in template.slots_of(False)
    }
    leads = {evidence.id for evidence in whole.get("lead", ())}
    shown = {chain, *parts, *consortia, *(e.id for found in (*own.values(), *whole.values()) for e in found)}
    names = short_names(network, sorted(shown))
    times = Counter(id for found in own.values() for id in {e.id for e in found})

    def row(id: str, type: str, grade: str, full: Text) -> Row:
        hub = hubs.get(id)
        is_hub = hub is not None and hub.is_hub
        marks = badges(hub, times[id]) if hub and is_hub else ()
        return Row(
            id, names[id] if id in network else full, full, type, grade or NO_GRADE, id in leads,
            is_hub, marks[MEASURES.index(measure)] if marks else NOTHING, marks,
        )  # fmt: skip

    def rows(evidence: Iterable[Evidence]) -> tuple[Row, ...]:
        best: dict[str, Evidence] = {}
        for each in evidence:
            if each.id not in best or (each.reliability or NO_GRADE) < (best[each.id].reliability or NO_GRADE):
                best[each.id] = each
        return tuple(row(e.id, e.type, e.reliability, e.name) for e in best.values())

    stages = []
    for id, position in parts.items():
        mine = by_owner.get(id, {})
        full = name_of(id, network.nodes[id])
        found = sorted(rows(own[id]), key=lambda r: _weight(r, hubs))
        verdict, web_only = _verdict(mine.values(), bool(found))
        ordered = tuple(mine[slot.name] for slot in template.slots_of(True) if slot.name in mine)
        stages.append(
            Stage(id, names[id], full, position, ordered, tuple(found), _aside(mine.values()), verdict, web_only)
        )
    panels = [
        Panel(
            "consortium", vocabulary().nodes["Consortium"].label, Text("", ""), "", None,
            tuple(
                row(c, "Consortium", grade, name_of(c, network.nodes[c]))
                for c, grade in ((c, grade_of(edge.get("statements", ()), grades)) for c, edge in consortia.items())
            ),
            {},
        )
    ]  # fmt: skip
    for slot in template.slots_of(False):
        mine = by_owner.get("", {})
        panels.append(
            Panel(
                slot.name, slot.label, slot.mark, slot.group, mine.get(slot.name),
                rows(whole[slot.name]), _aside([mine[slot.name]] if slot.name in mine else []),
            )
        )  # fmt: skip
    return Chain(
        chain,
        name_of(chain, network.nodes[chain]),
        tuple(stages),
        _feeds(parts, network, grades),
        tuple(panels),
        tuple(each for each in findings.extensions if each.chain == chain),
        _spans(stages, hubs, measure),
    )


def _parts(chain: str, network: nx.MultiDiGraph) -> dict[str, str]:
    """Return the stages of a chain with their positions, in their order."""
    found: dict[str, tuple[int, str]] = {}
    for stage, edge in _ends(network, chain, "PART_OF").items():
        properties = edge.get("properties", {})
        order = properties.get("order")
        known = isinstance(order, int) and not isinstance(order, bool)
        found[stage] = (order if known else _LAST, str(properties.get("position", "") or ""))
    return {stage: found[stage][1] for stage in sorted(found, key=lambda s: (found[s][0], s))}


def _ends(network: nx.MultiDiGraph, node: str, type: str) -> dict[str, Mapping[str, Any]]:
    """Return what points at a node by facts of one relation type, sorted by id."""
    found = {
        start: edge
        for start, _, edge in network.in_edges(node, data=True)
        if edge.get("type") == type and _is_fact(edge) and _is_fact(network.nodes[start])
    }
    return dict(sorted(found.items()))


def _is_fact(part: Mapping[str, Any]) -> bool:
    return bool(part.get("properties", {}).get("status", "fact") in ("fact", ""))


def _bodies(cells: Iterable[Cell]) -> list[Evidence]:
    """Return the bodies that are tied to a stage itself."""
    bodies = vocabulary().bodies
    return [e for cell in cells for e in cell.evidence if not e.inherited and e.type in bodies]


def _whole(cell: Cell | None, stages: Mapping[str, str], network: nx.MultiDiGraph) -> list[Evidence]:
    """Return what fills a slot of the whole chain: tied to the chain itself first, then through its stages."""
    if cell is None:
        return []
    of_stage = {
        str(key)
        for stage in stages
        for _, _, key, edge in network.in_edges(stage, keys=True, data=True)
        if edge.get("type") != "PART_OF"
    }
    return sorted(cell.evidence, key=lambda e: e.relation in of_stage)


def _aside(cells: Iterable[Cell]) -> dict[str, int]:
    found = {(e.set_aside, e.id) for cell in cells for e in cell.set_aside if not e.inherited}
    return dict(sorted(Counter(reason for reason, _ in found).items()))


def _verdict(cells: Iterable[Cell], has_bodies: bool) -> tuple[str, bool]:
    """Return the verdict that a card shows, and whether it rests on web searches alone.

    待查 only where nothing at all is known of a stage: unknown must stay quiet.
    """
    fired = {cell.verdict.kind: cell.verdict for cell in reversed(list(cells)) if cell.verdict}
    for kind in SERIOUS:
        if kind in fired:
            return kind, fired[kind].web_only
    return ("look_up", False) if "look_up" in fired and not has_bodies else ("", False)


def _weight(row: Row, hubs: Mapping[str, Hub]) -> tuple[bool, bool, bool, int, str]:
    """Return the rank of a row in its card: institutes, hubs, lead firms, then by ties."""
    degree = hubs[row.id].degree if row.id in hubs else 0
    return (row.type not in _TESTING, not row.hub, not row.lead, -degree, row.id)


def _feeds(stages: Mapping[str, str], network: nx.MultiDiGraph, grades: Mapping[str, str]) -> tuple[Feed, ...]:
    found: dict[tuple[str, str], Feed] = {}
    for start in stages:
        for _, end, edge in network.out_edges(start, data=True):
            status = edge.get("properties", {}).get("status", "fact")
            if edge.get("type") == "FEEDS" and end in stages and end != start and status != "retired":
                grade = grade_of(edge.get("statements", ()), grades) or NO_GRADE
                found[start, end] = Feed(start, end, grade, _is_fact(edge))
    return tuple(found[key] for key in sorted(found))


def _spans(
    stages: Iterable[Stage], hubs: Mapping[str, Hub], measure: Measure
) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    where: dict[str, tuple[Row, list[str]]] = {}
    for stage in stages:
        for row in stage.rows:
            if row.hub:
                where.setdefault(row.id, (row, []))[1].append(stage.id)
    wide = [(row, tuple(ids)) for row, ids in where.values() if len(ids) > 1]

    def rank(span: tuple[Row, tuple[str, ...]]) -> tuple[float, object]:
        row, ids = span
        most = len(ids) if measure == "stages" else amount(hubs[row.id], measure)
        return (-most, _weight(row, hubs))

    return tuple(sorted(wide, key=rank))
