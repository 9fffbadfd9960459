"""Ghosts: what a chain lacks, as nodes of the network view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...schema import Cell, Extension, Scene, Slot, Text, vocabulary
from ..reading import chains_in, slot_role, stage_positions, stage_role

if TYPE_CHECKING:
    import networkx as nx

_LIKE = {
    "lead": "Company",
    "suppliers": "Company",
    "standard": "Standard",
    "patent": "Patent",
    "expert": "Expert",
    "association": "Association",
    "research": "ResearchInstitute",
    "quality": "Award",
}
GhostKind = Literal["gap", "extend", "look_up"]


@dataclass(frozen=True, slots=True)
class Ghost:
    """A node that stands for something missing, or for something that nobody has looked for."""

    id: str
    kind: GhostKind
    label: Text
    #: name of the column that it stands in
    role: str
    chain: str
    #: nodes that lack it; a dashed line runs to each
    lacking: tuple[str, ...]
    #: ids of the cells or of the extension that it stands for
    cells: tuple[str, ...]
    #: node type of what is missing: the ghost has its shape
    like: str
    #: rests on web searches alone: 未见, lighter mark
    web_only: bool = False


def ghosts(scene: Scene) -> list[Ghost]:
    """Return a ghost for each gap and each extension of the network's chains, and one for each unknown slot.

    A gap is a cell that was itself searched and not found, or that has a 建链 or 补链 verdict: one ghost each. An
    extension that nobody looked for is as quiet as an unknown slot. Unknown cells are too
    many for that (most, at the start): one ghost stands for a slot in a column of a chain, tied to every stage
    where nobody looked. A cell whose chain is not in the network has none.
    """
    network, slots = scene.network, scene.template.slots
    positions, chains = stage_positions(network), set(chains_in(network))
    found: list[Ghost] = []
    unknown: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in scene.findings.cells:
        if cell.chain not in chains:
            continue
        role = slot_role(cell.slot, slots, positions.get(cell.stage, ""))
        if is_gap(cell):
            found.append(_gap(cell, role, slots, network))
        elif cell.state == "unknown":
            unknown.setdefault((cell.chain, cell.slot, role), []).append(cell)
    for (chain, slot, role), cells in unknown.items():
        label = _label(slot, slots)
        times = f" ×{len(cells)}" if len(cells) > 1 else ""
        text = Text(f"待查 {label.zh}{times}", f"look up {label.en}{times}")
        lacking = _present((cell.stage or chain for cell in cells), chain, network)
        ids = tuple(cell.id for cell in cells)
        found.append(Ghost(f"look_up/{chain}/{slot}/{role}", "look_up", text, role, chain, lacking, ids, _like(slot)))
    found += [_extension(e, network, positions) for e in scene.findings.extensions if e.chain in chains]
    return sorted(found, key=lambda g: g.id)


def is_gap(cell: Cell) -> bool:
    """Return whether a cell is a gap: itself searched and not found, or with a verdict to build or to fill."""
    searched = cell.state == "not_found" and not cell.searched_whole
    return searched or (cell.verdict is not None and cell.verdict.kind in ("build", "fill"))


def _gap(cell: Cell, role: str, slots: Mapping[str, Slot], network: nx.MultiDiGraph) -> Ghost:
    web = cell.web_only
    label = _label(cell.slot, slots)
    zh, en = ("未见", " found") if web else ("缺", "")
    lacking = _present([cell.stage or cell.chain], cell.chain, network)
    text = Text(f"{zh} {label.zh}", f"no {label.en}{en}")
    return Ghost(f"gap/{cell.id}", "gap", text, role, cell.chain, lacking, (cell.id,), _like(cell.slot), web)


def _extension(extension: Extension, network: nx.MultiDiGraph, positions: Mapping[str, str]) -> Ghost:
    codes = vocabulary().codes["position"].codes
    label = codes[extension.position].label if extension.position else Text("", "")
    # it is not there on record, which is all that can be said
    text = Text(f"无 {label.zh}环节记录", f"no {label.en} stage on record")
    quiet = extension.verdict.kind == "look_up"
    if extension.stage:
        text = Text("待查 上下游关系", "look up links") if quiet else Text("链到此为止", "ends here")
    lacking = _present([extension.stage or extension.chain], extension.chain, network)
    role = stage_role(extension.position or positions.get(extension.stage, ""))
    kind: GhostKind = "look_up" if quiet else "extend"
    return Ghost(
        f"{kind}/{extension.id}", kind, text, role, extension.chain, lacking,
        (extension.id,), "Stage", extension.verdict.web_only,
    )  # fmt: skip


def _like(slot: str) -> str:
    return _LIKE.get(slot, "TestingInstitute")


def _label(slot: str, slots: Mapping[str, Slot]) -> Text:
    if slot not in slots:
        return Text(slot, slot)
    return Text(slots[slot].label.to("zh"), slots[slot].label.to("en").lower())


def _present(nodes: Iterable[str], chain: str, network: nx.MultiDiGraph) -> tuple[str, ...]:
    """Return the nodes that the network has, once each; the chain where it has none of them."""
    return tuple(dict.fromkeys(node for node in nodes if node in network)) or (chain,)
