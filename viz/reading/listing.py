"""The panel's lists at rest: gaps, hubs, 强链 and 待查."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...schema import Cell, Scene, Text, vocabulary
from ..page import pair
from .facts import both, name_of, packed_verdict


def lists(scene: Scene, drawn: Collection[str]) -> list[Any]:
    """Return what the panel shows at rest: gaps, hubs, 强链 and 待查, each with a sentence.

    Cells keep the order of the findings; within gaps 建链 comes before 补链 before 延链.
    """
    network, findings, template = scene.network, scene.findings, scene.template

    def place(stage: str) -> Text:
        if stage:
            return name_of(stage, network.nodes[stage] if stage in network else {})
        return pair("whole_chain")

    positions = vocabulary().codes["position"].codes
    gaps: list[dict[str, Any]] = []
    strengthen: list[dict[str, Any]] = []
    waiting: dict[tuple[str, str], list[Cell]] = {}
    for cell in findings.cells:
        if cell.verdict is None:
            continue
        if cell.verdict.kind == "look_up":
            waiting.setdefault((cell.chain, cell.stage), []).append(cell)
            continue
        at, slot = place(cell.stage), template.slots[cell.slot].label
        label = at if cell.verdict.kind == "build" else Text(f"{at.zh}｜{slot.zh}", f"{at.to('en')} | {slot.en}")
        entry = {"key": cell.id, "label": both(label), **packed_verdict(cell.verdict)}
        (strengthen if cell.verdict.kind == "strengthen" else gaps).append(entry)
    for extension in findings.extensions:
        label = place(extension.stage) if extension.stage else positions[extension.position].label
        gaps.append({"key": extension.id, "label": both(label), **packed_verdict(extension.verdict)})
    order = ("build", "fill", "extend")
    gaps.sort(key=lambda entry: order.index(entry["kind"]))
    hubs = [
        {"key": hub.id, "label": both(hub.name), "sentence": both(hub.sentence), "kind": "hub"}
        for hub in findings.hubs
        if hub.is_hub and hub.id in drawn
    ]
    look_up = []
    for (chain, stage), cells in waiting.items():
        sentence = cells[0].verdict.sentence if cells[0].verdict else Text("", "")
        if len(cells) > 1:
            labels = [template.slots[cell.slot].label for cell in cells]
            sentence = Text(
                f"{len(cells)} 项:" + "、".join(each.zh for each in labels),
                f"{len(cells)} slots: " + ", ".join(each.en for each in labels),
            )
        key = cells[0].id if len(cells) == 1 else stage or chain
        entry = {"key": key, "label": both(place(stage)), "sentence": both(sentence), "kind": "look_up"}
        look_up.append({**entry, "count": len(cells)})
    found = (("list_gap", gaps), ("list_hub", hubs), ("list_strengthen", strengthen), ("list_look_up", look_up))
    return [{"title": title, "entries": entries} for title, entries in found]
