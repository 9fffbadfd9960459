"""Two chains side by side: stages by position, slots, verdicts, hubs, and the houses that stand in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..queries import Reads
from ..schema import (
    POSITIONS,
    VERDICT_LABELS,
    VERDICTS,
    Cell,
    Contrast,
    Evidence,
    Hub,
    Rows,
    Scene,
    Side,
    Slot,
    Stage,
    Template,
    Text,
    UsageError,
    vocabulary,
)
from .comparing import weighed
from .facts import stages_of
from .sentences import NOTHING, STATE_WORDS, spoken

COLUMNS = ("what", "key", "item", "first_count", "first", "second_count", "second", "same")
#: names told before "and n more"
_NAMED = 4
_WHOLE = Text("全链", "whole chain")
_NO_STAGE = Text("未见环节记录", "no stage on record")
_NO_CELL = Text("本链没有这样的格位", "no such cell in this chain")
_NOT_HERE = Text("在本链未见记录", "not on record in this chain")
_NO_HUB = Text("有记录，不是枢纽", "on record, no hub")
_NONE = Text("没有这样的判断", "no such verdict")


@dataclass(frozen=True, slots=True)
class _Chain:
    """What one side is told from."""

    stages: Sequence[Stage]
    cells: Sequence[Cell]
    scene: Scene
    #: house → the cells that it fills by itself
    filled: Mapping[str, tuple[Cell, ...]]
    #: house → its bodies that fill them, with their names
    bodies: Mapping[str, Mapping[str, Text]]
    #: houses on record in any way, also those that fill nothing
    recorded: frozenset[str]

    def place(self, stage: str) -> Text:
        """Return the name of a stage, or that it is the whole chain."""
        return next((spoken(each.name) for each in self.stages if each.id == stage), _WHOLE)

    def hubs(self) -> dict[str, Hub]:
        return {hub.house or hub.id: hub for hub in self.scene.findings.hubs if hub.is_hub}


def contrast(store: Reads, first: Scene, second: Scene) -> tuple[Contrast, ...]:
    """Return how two chains stand side by side: each scene is that of one chain of the store.

    In this order: stages by position; the cells of each slot by state, with their verdicts; verdicts by kind; hubs,
    those of both first; houses on record in both. What nobody looked for is told as unknown, never as missing, and a
    house that one chain does not record is not said to be absent. UsageError: a scene of all chains.

    >>> contrast(store, scene(store, "光电"), scene(store, "冶金"))  # doctest: +SKIP
    """
    sides = (_read(store, first), _read(store, second))
    template = first.template
    return (*_stages(sides), *_slots(sides, template), *_verdicts(sides, template), *_houses(sides, template))


def contrast_rows(contrasts: Iterable[Contrast], lang: str = "zh") -> Rows:
    """Return a row a contrast, those in which the two stand alike too."""
    return Rows(
        COLUMNS,
        [
            [
                each.what, each.key, each.item.to(lang), each.first.count, each.first.told.to(lang),
                each.second.count, each.second.told.to(lang), not each.differs,
            ]
            for each in contrasts
        ],
    )  # fmt: skip


def _read(store: Reads, scene: Scene) -> _Chain:
    if not scene.chain:
        raise UsageError(
            "a scene of all chains has no other to stand beside: make one of each chain",
            "所有产业链合成的场景没有可与并列的：请每条链各做一个",
        )
    cells = [cell for cell in scene.findings.cells if cell.chain == scene.chain]
    filled: dict[str, dict[str, Cell]] = {}
    bodies: dict[str, dict[str, Text]] = {}
    known = vocabulary().bodies
    for cell in cells:
        for each in cell.evidence:
            if not each.inherited and each.type in known:
                house = _house(each)
                filled.setdefault(house, {})[cell.id] = cell
                bodies.setdefault(house, {})[each.id] = each.name
    of_house = {house: tuple(found.values()) for house, found in filled.items()}
    recorded = frozenset(_house(each) for cell in cells for each in (*cell.evidence, *cell.set_aside))
    return _Chain(stages_of(store, scene.chain), cells, scene, of_house, bodies, recorded)


def _house(evidence: Evidence) -> str:
    return evidence.house or evidence.id


def _stages(sides: tuple[_Chain, _Chain]) -> Iterator[Contrast]:
    codes = vocabulary().codes["position"].codes
    for position in (*POSITIONS, ""):
        found = [[stage for stage in side.stages if stage.position == position] for side in sides]
        if not position and not any(found):
            continue
        item = codes[position].label if position else Text("位置未载", "position not recorded")
        first, second = (
            Side(len(each), _listed(spoken(s.name) for s in each) if each else _NO_STAGE, tuple(s.id for s in each))
            for each in found
        )
        yield Contrast("stages", position, item, first, second)


def _slots(sides: tuple[_Chain, _Chain], template: Template) -> Iterator[Contrast]:
    for slot in template.slots.values():
        first, second = (_of_slot(side, slot) for side in sides)
        yield Contrast("slot", slot.name, slot.label, first, second)


def _of_slot(side: _Chain, slot: Slot) -> Side:
    """Return how many cells of a slot are filled, how the others stand, and their verdicts."""
    cells = [cell for cell in side.cells if cell.slot == slot.name and cell.state != "not_expected"]
    marks = tuple(cell.id for cell in cells)
    states = Counter("inherited" if cell.inherited else cell.state for cell in cells)
    present = states["present"] + states["inherited"]
    if not cells:
        return Side(0, _NO_CELL)
    zh, en = [f"{len(cells)} 格中已有 {present}"], [f"{present} of {len(cells)} filled"]
    for state in ("inherited", "not_found", "unknown"):
        if states[state]:
            zh.append(f"{STATE_WORDS[state].zh} {states[state]}")
            en.append(f"{STATE_WORDS[state].en} {states[state]}")
    kinds: Counter[str] = Counter(cell.verdict.kind for cell in cells if cell.verdict)
    labels = [(VERDICT_LABELS[kind], kinds[kind]) for kind in VERDICTS if kinds[kind]]
    told = Text("，".join(zh), ", ".join(en))
    if labels:
        verdicts = _counted(labels)
        told = Text(f"{told.zh}；{verdicts.zh}", f"{told.en}; {verdicts.en}")
    return Side(present, told, marks)


def _verdicts(sides: tuple[_Chain, _Chain], template: Template) -> Iterator[Contrast]:
    for kind in VERDICTS:
        first, second = (_of_verdict(side, kind, template) for side in sides)
        if first.count or second.count:
            yield Contrast("verdict", kind, VERDICT_LABELS[kind], first, second)


def _of_verdict(side: _Chain, kind: str, template: Template) -> Side:
    """Return where a verdict stands: by slot, and on links."""
    cells = [cell for cell in side.cells if cell.verdict and cell.verdict.kind == kind]
    links = [each for each in side.scene.findings.extensions if each.verdict.kind == kind]
    if not cells and not links:
        return Side(0, _NONE)
    by_slot = Counter(cell.slot for cell in cells)
    labels = [(slot.label, by_slot[name]) for name, slot in template.slots.items() if by_slot[name]]
    if links:
        labels.append((Text("上下游关系", "links"), len(links)))
    marks = (*(cell.id for cell in cells), *(each.id for each in links))
    return Side(len(marks), _counted(labels), marks)


def _houses(sides: tuple[_Chain, _Chain], template: Template) -> Iterator[Contrast]:
    """Yield hubs, those of both chains first, then the other houses that both have on record."""
    hubs = [side.hubs() for side in sides]
    order = {house: (house not in hubs[0] or house not in hubs[1]) for each in hubs for house in each}
    for house in sorted(order, key=lambda each: order[each]):
        name = next(each[house].name for each in hubs if house in each)
        first, second = (_of_hub(side, house, own.get(house)) for side, own in zip(sides, hubs, strict=True))
        yield Contrast("hub", house, spoken(name), first, second)
    for house in sorted((sides[0].filled.keys() & sides[1].filled.keys()) - order.keys()):
        bodies = sides[0].bodies[house]
        first, second = (_of_body(side, house, template) for side in sides)
        yield Contrast("body", house, spoken(bodies.get(house) or next(iter(bodies.values()))), first, second)


def _of_hub(side: _Chain, house: str, hub: Hub | None) -> Side:
    marks = tuple(sorted({*side.bodies.get(house, ()), *((hub.id, *hub.bodies) if hub else ())}))
    if hub:
        return Side(len(hub.stages), weighed(hub.falls), marks)
    return Side(0, _NO_HUB if house in side.recorded else _NOT_HERE, marks)


def _of_body(side: _Chain, house: str, template: Template) -> Side:
    """Return what a house fills in a chain, with its bodies there where they are not one."""
    cells, bodies = side.filled[house], side.bodies[house]
    where = []
    for cell in cells:
        at, slot = side.place(cell.stage), template.slots[cell.slot].label
        where.append(Text(f"{at.zh}｜{slot.zh}", f"{at.en} | {slot.en}"))
    told = _listed(where)
    if len(bodies) > 1:
        inside = _listed(spoken(name) for name in bodies.values())
        told = Text(f"{told.zh}（{inside.zh}）", f"{told.en} ({inside.en})")
    return Side(len(cells), told, tuple(sorted(bodies)))


def _listed(texts: Iterable[Text]) -> Text:
    found = list(texts)
    more = len(found) - _NAMED
    shown = found if more < 2 else found[:_NAMED]
    zh, en = "、".join(each.zh for each in shown), ", ".join(each.en for each in shown)
    return Text(zh, en) if len(shown) == len(found) else Text(f"{zh}等 {len(found)} 个", f"{en} and {more} more")


def _counted(labels: Iterable[tuple[Text, int]]) -> Text:
    found = list(labels)
    if not found:
        return NOTHING
    return Text("、".join(f"{each.zh} {n}" for each, n in found), ", ".join(f"{each.en} {n}" for each, n in found))
