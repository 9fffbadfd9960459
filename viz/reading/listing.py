"""The panel's lists at rest: gaps, hubs, 强链, 单点(在录) and 待查."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...schema import Cell, Extension, Scene, Text, Verdict, vocabulary
from ..page import pair
from .facts import both, name_of, packed_verdict

#: verdicts that are gaps, in the order of their list
GAPS = ("build", "fill", "extend")


def lists(scene: Scene, drawn: Collection[str]) -> list[Any]:
    """Return what the panel shows at rest: gaps, hubs, 强链, 单点(在录) and 待查.

    Within gaps 建链 comes before 补链 before 延链, then by what hangs on the cell: stages downstream of it, houses and
    consortia of its chain. All else keeps the order of the findings; 待查 about links come first.
    """
    network, findings, template = scene.network, scene.findings, scene.template

    def place(stage: str) -> Text:
        if stage:
            return name_of(stage, network.nodes[stage] if stage in network else {})
        return pair("whole_chain")

    def label_of(extension: Extension) -> Text:
        if extension.stage:
            at, what = place(extension.stage), pair("links")
            return at if extension.verdict.kind == "extend" else _slot_at(at, what)
        return positions[extension.position].label

    positions = vocabulary().codes["position"].codes
    gaps: list[tuple[tuple[int, ...], dict[str, Any]]] = []
    others: dict[str, list[dict[str, Any]]] = {"strengthen": [], "single_on_record": []}
    waiting: dict[tuple[str, str], list[Cell]] = {}
    for cell in findings.cells:
        if cell.verdict is None:
            continue
        kind = cell.verdict.kind
        if kind == "look_up":
            waiting.setdefault((cell.chain, cell.stage), []).append(cell)
            continue
        at, slot = place(cell.stage), template.slots[cell.slot].label
        label = at if kind == "build" else _slot_at(at, slot)
        entry = {"key": cell.id, "label": both(label), **_seal(cell.verdict)}
        if kind in others:
            others[kind].append(entry)
        else:
            gaps.append(((GAPS.index(kind), -cell.downstream, -cell.houses, -cell.consortia), entry))
    look_up = []
    for extension in findings.extensions:
        entry = {"key": extension.id, "label": both(label_of(extension)), **_seal(extension.verdict)}
        if extension.verdict.kind in GAPS:
            gaps.append(((GAPS.index(extension.verdict.kind),), entry))
        else:
            look_up.append(entry)
    gaps.sort(key=lambda each: each[0])
    hubs = [
        {"key": hub.id, "label": both(hub.name), "sentence": both(hub.sentence), "kind": "hub"}
        for hub in findings.hubs
        if hub.is_hub and not {hub.id, *hub.bodies}.isdisjoint(drawn)
    ]
    for (chain, stage), cells in waiting.items():
        sentence = cells[0].verdict.sentence if cells[0].verdict else Text("", "")
        if len(cells) > 1:
            labels = [template.slots[cell.slot].label for cell in cells]
            sentence = Text(
                f"{len(cells)} 项：" + "、".join(each.zh for each in labels),
                f"{len(cells)} slots: " + ", ".join(each.en for each in labels),
            )
        key = cells[0].id if len(cells) == 1 else stage or chain
        entry = {"key": key, "label": both(place(stage)), "sentence": both(sentence), "kind": "look_up"}
        look_up.append({**entry, "count": len(cells)})
    found = (
        ("list_gap", [entry for _, entry in gaps]),
        ("list_hub", hubs),
        ("list_strengthen", others["strengthen"]),
        ("list_single", others["single_on_record"]),
        ("list_look_up", look_up),
    )
    return [{"title": title, "entries": entries} for title, entries in found]


def _seal(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict without its sentence, which the page finds where the verdict stands."""
    return {key: value for key, value in packed_verdict(verdict).items() if key in ("kind", "web_only")}


def _slot_at(at: Text, what: Text) -> Text:
    return Text(f"{at.zh}｜{what.zh}", f"{at.to('en')} | {what.en}")
