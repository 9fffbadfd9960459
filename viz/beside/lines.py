"""The list of differences: changes as contrasts, and contrasts as the page's script reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...schema import Change, Contrast, Scene, Side, Text
from ..page import pair
from ..reading import both, name_of


def told_changes(before: Scene, after: Scene, changes: Iterable[Change]) -> tuple[Contrast, ...]:
    """Return what changed between two states of a chain as contrasts, each named by its stage and slot, or its body."""
    found = []
    for change in changes:
        first, second = (
            Side(0, told if told.zh else pair(word), (change.id,))
            for told, word in ((change.before, "was_not_there"), (change.after, "is_not_there"))
        )
        found.append(Contrast(change.what, change.id, _item(before, after, change), first, second, change.why))
    return tuple(found)


def _item(before: Scene, after: Scene, change: Change) -> Text:
    if change.what == "hub":
        return _name(before, after, change.id)
    place = _name(before, after, change.stage) if change.stage else pair("whole_chain")
    slots = after.template.slots
    what = slots[change.slot].label if change.slot in slots else pair("links")
    return Text(f"{place.zh}｜{what.zh}", f"{place.to('en')} | {what.en}")


def _name(before: Scene, after: Scene, id: str) -> Text:
    for scene in (after, before):
        if id in scene.network:
            return name_of(id, scene.network.nodes[id])
    return Text(id, id)


def packed(contrasts: Iterable[Contrast]) -> list[dict[str, Any]]:
    """Return contrasts as the page's script reads them."""
    return [
        {
            "what": each.what,
            "key": each.key,
            "item": both(each.item),
            "told": [both(side.told) for side in (each.first, each.second)],
            "marks": [list(side.marks) for side in (each.first, each.second)],
            **({} if each.differs else {"same": True}),
            **({"why": both(each.why)} if each.why.zh else {}),
        }
        for each in contrasts
    ]
