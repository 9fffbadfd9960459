"""The rows of a coverage matrix: chains with all slots, or one chain's stages with those of a stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...schema import Cell, Slot, Template, Text, rank_of
from ..page import pair
from ..reading import Coverage, manned


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a chain, or a stage of one."""

    id: str
    name: Text
    full: Text
    #: one a column; None where the template asks for none
    cells: tuple[Cell | None, ...]
    #: chains: the state of each stage's firms, in the order of the chain
    stages: tuple[str, ...] = ()
    #: stages: upstream, midstream, downstream or ""
    position: str = ""

    @property
    def counts(self) -> tuple[int, int, int]:
        """Present, not found, unknown."""
        found = Counter(cell.state for cell in self.cells if cell)
        return found["present"], found["not_found"], found["unknown"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of a matrix."""

    rows: tuple[Row, ...]
    slots: tuple[Slot, ...]
    template: Template
    #: rows are stages, under one of the whole chain
    whole: Row | None = None


def chain_grid(coverage: Sequence[Coverage], template: Template) -> Grid:
    """Return the matrix of all chains, most gaps first."""
    rows = [
        Row(each.view.id, each.name, each.view.name, each.cells, stages=_firms(each, template)) for each in coverage
    ]
    rows.sort(key=lambda row: (-row.counts[1], -row.counts[2], row.id))
    return Grid(tuple(rows), tuple(template.slots.values()), template)


def stage_grid(coverage: Coverage, template: Template) -> Grid:
    """Return the matrix of one chain's stages; the chain itself stands above them."""
    slots = tuple(template.slots_of(stage=True))
    rows = []
    for stage in sorted(coverage.view.stages, key=lambda each: rank_of(each.position)):
        own = {cell.slot: cell for cell in stage.cells}
        cells = tuple(own.get(slot.name) for slot in slots)
        rows.append(Row(stage.id, stage.name, stage.full, cells, position=stage.position))
    of_chain = {cell.slot: cell for cell in coverage.cells}
    cells = tuple(of_chain.get(slot.name) for slot in slots)
    return Grid(tuple(rows), slots, template, Row(coverage.view.id, pair("whole_chain"), coverage.view.name, cells))


def _firms(coverage: Coverage, template: Template) -> tuple[str, ...]:
    """Return the state of each stage's firms, by position, then in the order of the chain."""
    slots = manned(template)
    stages = sorted(coverage.view.stages, key=lambda stage: rank_of(stage.position))
    return tuple(_worst(cell.state for cell in stage.cells if cell.slot in slots) for stage in stages)


def _worst(states: Iterable[str]) -> str:
    found = set(states)
    return next((state for state in ("not_found", "unknown", "present") if state in found), "unknown")
