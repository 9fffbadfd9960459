"""What the chain map draws: stages with their cells and bodies, and the boxes of the whole chain.

Read from the network (order, position, feeds) and from the findings (cells, verdicts, hubs); nothing is judged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...schema import (
    RETIRED,
    Cell,
    Evidence,
    Extension,
    Hub,
    Scene,
    Stage,
    Text,
    vocabulary,
)
from .facts import by_body, grade_of, name_of
from .measures import MEASURES, Measure, amount, badges
from .names import short_names
from .stages import pointing_at, stages_of, status_of

if TYPE_CHECKING:
    import networkx as nx

#: which verdict of its cells a card shows: the first that fired
SERIOUS = ("build", "fill", "strengthen", "single_on_record")
#: what stands for no source at all in the reliability filter
NO_GRADE = "Z"
NOTHING = Text("", "")
_TESTING = frozenset({"TestingInstitute", "ResearchInstitute", "University"})


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
    #: the reader has put it away; its place stays empty
    hidden: bool = False
    #: number of the reader's note; 0 without one
    note: int = 0


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A stage with everything that its card shows."""

    id: str
    name: Text
    full: Text
    position: str
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    #: reason → how many bodies are on record here without counting (域外, 规划 …)
    aside: Mapping[str, int]
    #: build, fill, strengthen, single_on_record, look_up or ""
    verdict: str
    web_only: bool
    #: number of the reader's note; 0 without one
    note: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A stage that feeds another."""

    start: str
    end: str
    grade: str
    #: its status counts; else it is drawn thin
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
    stages: tuple[ShownStage, ...]
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


def read_chain(scene: Scene, chain: str, measure: Measure = "falls") -> Chain:
    """Return what the map of a chain of the network (by id) draws."""
    network, findings, template = scene.network, scene.findings, scene.template
    grades = scene.grades
    hubs, order = by_body(findings.hubs), {hub.id: place for place, hub in enumerate(findings.hubs)}
    cells = [cell for cell in findings.cells if cell.chain == chain]
    by_owner: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        by_owner.setdefault(cell.stage, {})[cell.slot] = cell
    parts = {stage.id: stage for stage in stages_of(network, chain)}
    consortia = pointing_at(network, chain, "SERVES")
    own = {stage: _bodies(by_owner.get(stage, {}).values()) for stage in parts}
    whole = {
        slot.name: _whole(by_owner.get("", {}).get(slot.name), parts, network) for slot in template.slots_of(False)
    }
    leads = {evidence.id for evidence in whole.get("lead", ())}
    shown = {chain, *parts, *consortia, *(e.id for found in (*own.values(), *whole.values()) for e in found)}
    names = short_names(network, sorted(shown))
    times = Counter(id for found in own.values() for id in {hubs[e.id].id for e in found if e.id in hubs})

    def row(id: str, type: str, grade: str, full: Text) -> Row:
        hub = hubs.get(id)
        is_hub = hub is not None and hub.is_hub
        marks = badges(hub, times[hub.id]) if hub and is_hub else ()
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
    for id, part in parts.items():
        mine = by_owner.get(id, {})
        found = sorted(rows(own[id]), key=lambda r: _weight(r, hubs, order))
        verdict, web_only = _verdict(mine.values(), bool(found))
        ordered = tuple(mine[slot.name] for slot in template.slots_of(True) if slot.name in mine)
        stages.append(
            ShownStage(
                id, names[id], part.name, part.position, ordered, tuple(found), _aside(mine.values()), verdict, web_only
            )
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
        _spans(stages, hubs, order, measure),
    )


def _bodies(cells: Iterable[Cell]) -> list[Evidence]:
    """Return the bodies that are tied to a stage itself."""
    bodies = vocabulary().bodies
    return [e for cell in cells for e in cell.evidence if not e.inherited and e.type in bodies]


def _whole(cell: Cell | None, stages: Iterable[str], network: nx.MultiDiGraph) -> list[Evidence]:
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


def _weight(row: Row, hubs: Mapping[str, Hub], order: Mapping[str, int]) -> tuple[bool, bool, bool, int, str]:
    """Return the rank of a row in its card: institutes, hubs, lead firms, then in the order of the findings' houses."""
    place = order[hubs[row.id].id] if row.id in hubs else len(order)
    return (row.type not in _TESTING, not row.hub, not row.lead, place, row.id)


def _feeds(stages: Mapping[str, Stage], network: nx.MultiDiGraph, grades: Mapping[str, str]) -> tuple[Feed, ...]:
    """Return the links to draw: those that count, and thin those that may come."""
    found: dict[tuple[str, str], Feed] = {}
    for start, stage in stages.items():
        for _, end, edge in network.out_edges(start, data=True):
            if edge.get("type") == "FEEDS" and end in stages and end != start and status_of(edge) != RETIRED:
                grade = grade_of(edge.get("statements", ()), grades) or NO_GRADE
                found[start, end] = Feed(start, end, grade, end in stage.feeds)
    return tuple(found[key] for key in sorted(found))


def _spans(
    stages: Iterable[ShownStage], hubs: Mapping[str, Hub], order: Mapping[str, int], measure: Measure
) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """Return the houses of several stages, each by the row of the body that stands for it, else by its first."""
    first: dict[str, Row] = {}
    where: dict[str, dict[str, None]] = {}
    for stage in stages:
        for row in stage.rows:
            if row.hub:
                house = hubs[row.id].id
                where.setdefault(house, {})[stage.id] = None
                if row.id == house or house not in first:
                    first[house] = row
    wide = [(first[house], tuple(ids)) for house, ids in where.items() if len(ids) > 1]

    def rank(span: tuple[Row, tuple[str, ...]]) -> tuple[float, object]:
        row, ids = span
        hub = hubs[row.id]
        if measure == "falls":
            return (order[hub.id], _weight(row, hubs, order))
        most = len(ids) if measure == "stages" else amount(hub, measure)
        return (-most, _weight(row, hubs, order))

    return tuple(sorted(wide, key=rank))
