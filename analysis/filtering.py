"""The findings that a filter keeps. Verdicts stay as they were: what is left out is not missing for that.

The pages keep the same by the same rules, see viz/page/filters.js.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..schema import NOBODY_LOOKED, Cell, Evidence, Extension, Filter, Findings, Hub, Regions, Source

#: rule of the verdict 上下游关系未载
_LINKS = "links-not-recorded"
#: grade of what has no source
_NO_GRADE = "Z"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Bodies on record that a choice of districts cannot see, by type."""

    #: their seat is not recorded, or only by a region around that of the rules
    unknown: Mapping[str, int]
    #: they are in the region of the rules, their district is not recorded
    wider: Mapping[str, int]


def filtered(findings: Findings, asked: Filter, sources: Mapping[str, Source] | None = None) -> Findings:
    """Return the cells, findings on links and hubs that a filter keeps; ``sources`` are needed for ``source``.

    A cell is kept by what fills it: one piece of evidence that fits region, reliability and source together. Where
    nothing fills it, nothing speaks of reliability, and no region and no source keeps it. A hub is kept by the cells
    that it fills.
    """
    if not asked:
        return findings
    keep = _Keep(asked, findings.regions, _named(asked.source, sources or {}))
    return replace(
        findings,
        cells=tuple(cell for cell in findings.cells if keep.cell(cell)),
        extensions=tuple(each for each in findings.extensions if keep.extension(each)),
        hubs=tuple(hub for hub in findings.hubs if keep.hub(hub, findings.cells)),
    )


def unplaced(findings: Findings) -> Unplaced:
    """Return the bodies that fill a cell and whose seat or district is not recorded."""
    seats = {
        each.id: (each.type, each.region)
        for cell in findings.cells
        for each in cell.evidence
        if each.unit != "thing" and each.bearer in ("", each.id)
    }
    unknown = Counter(type for type, seat in seats.values() if seat == "unknown")
    wider = Counter(
        type for id, (type, seat) in seats.items() if seat == "inside" and not findings.regions.districts(id)
    )
    return Unplaced(unknown, wider)


def fillers(hub: Hub, cells: Iterable[Cell]) -> list[tuple[Cell, Evidence]]:
    """Return what the bodies of a house fill, not counting what a chain lends to its stages."""
    own = {hub.id, *hub.bodies}
    return [
        (cell, each)
        for cell in cells
        for each in cell.evidence
        if not each.inherited and (each.id in own or each.bearer in own)
    ]


def kinds_of(each: Cell | Extension) -> tuple[str, ...]:
    """Return the kinds that a finding is asked for by: its verdict, and ``links`` for 上下游关系未载."""
    if each.verdict is None:
        return ()
    return (each.verdict.kind, "links") if each.verdict.rule == _LINKS else (each.verdict.kind,)


@dataclass(frozen=True, slots=True)
class _Keep:
    asked: Filter
    regions: Regions
    #: ids of the sources that are asked for
    named: frozenset[str]

    def cell(self, cell: Cell) -> bool:
        if not self._judged(cell):
            return False
        found = (*cell.evidence, *(cell.set_aside if self.asked.regions else ()))
        if not found:
            return not self.asked.regions and not self.asked.source
        return any(map(self._holds, found))

    def extension(self, each: Extension) -> bool:
        return self._judged(each) and not self.asked.regions and self._sourced(each.sources)

    def hub(self, hub: Hub, cells: Iterable[Cell]) -> bool:
        found = fillers(hub, cells)
        if not found and self.asked.regions and not (self.asked.methods or self.asked.verdicts or self.asked.source):
            return any(map(self._is_there, (hub.id, *hub.bodies)))
        return any(self._judged(cell) and self._holds(each) for cell, each in found)

    def _judged(self, each: Cell | Extension) -> bool:
        method = each.searches[0].method if each.searches else NOBODY_LOOKED
        if self.asked.methods and method not in self.asked.methods:
            return False
        return not self.asked.verdicts or not set(self.asked.verdicts).isdisjoint(kinds_of(each))

    def _holds(self, each: Evidence) -> bool:
        trusted = self.asked.reliability in ("", "C") or (each.reliability or _NO_GRADE) <= self.asked.reliability
        return trusted and self._sourced(each.sources) and self._is_there(each.bearer or each.id)

    def _sourced(self, sources: Iterable[str]) -> bool:
        return not self.asked.source or not self.named.isdisjoint(sources)

    def _is_there(self, body: str) -> bool:
        return not self.asked.regions or not self.regions.above(body).isdisjoint(self.asked.regions)


def _named(words: str, sources: Mapping[str, Source]) -> frozenset[str]:
    wanted = words.casefold()
    return frozenset(
        id
        for id, source in sources.items()
        if wanted and any(wanted in text.casefold() for text in (id, source.title, source.publisher))
    )
