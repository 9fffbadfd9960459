"""What overview and matrix count: chains in their order, gaps by kind, and what the stages of a chain add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...schema import Cell, Evidence, Scene, Slot, Template, Text, count_of
from .amounts import in_words
from .chain import Chain, read_chain
from .facts import both
from .listing import GAPS, lists
from .names import short_names
from .scenes import only

#: stages that a sentence names before it only counts them
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """A chain as overview and matrix show it."""

    view: Chain
    #: short name
    name: Text
    #: one cell for each slot of the template, in its order
    cells: tuple[Cell, ...]
    #: gaps in cells of the whole chain, in cells of its stages, and ends of the chain (延链)
    whole: int
    of_stages: int
    ends: int
    #: 待查: cells of the chain and its stages, and links
    look_up: int

    @property
    def gaps(self) -> int:
        """All gaps of the chain."""
        return self.whole + self.of_stages + self.ends


def coverages(scene: Scene) -> list[Coverage]:
    """Return every chain of the findings, most gaps first; each is read once."""
    chains = sorted({cell.chain for cell in scene.findings.cells if cell.chain in scene.network})
    names = short_names(scene.network, chains)
    found = []
    for chain in chains:
        view = read_chain(scene, chain)
        cells = [cell for cell in scene.findings.cells if cell.chain == chain]
        kinds: Counter[tuple[bool, str]] = Counter(
            (bool(cell.stage), cell.verdict.kind) for cell in cells if cell.verdict
        )
        links = Counter(each.verdict.kind for each in view.extensions)
        whole, of_stages = (sum(kinds[level, kind] for kind in GAPS) for level in (False, True))
        found.append(
            Coverage(
                view,
                names[chain],
                whole_cells(view, cells, scene.template),
                whole,
                of_stages,
                links["extend"],
                kinds[False, "look_up"] + kinds[True, "look_up"] + links["look_up"],
            )
        )
    return sorted(found, key=lambda each: (-each.gaps, each.view.id))


def whole_cells(view: Chain, cells: Iterable[Cell], template: Template) -> tuple[Cell, ...]:
    """Return a chain's cell of each slot; a slot that only stages have is added up from them."""
    own = {cell.slot: cell for cell in cells if not cell.stage}
    return tuple(own[slot.name] if slot.name in own else gathered(view, slot) for slot in template.slots.values())


def gathered(view: Chain, slot: Slot) -> Cell:
    """Return what the cells of a chain's stages say together about one slot.

    present when a stage has anybody; not_found only when every stage was searched without result; else unknown.
    """
    parts = [(stage.name, cell) for stage in view.stages for cell in stage.cells if cell.slot == slot.name]
    parts = [(name, cell) for name, cell in parts if cell.state != "not_expected"]
    names = {state: [name for name, cell in parts if cell.state == state] for state in ("not_found", "unknown")}
    evidence = _once(each for _, cell in parts for each in cell.evidence)
    present = len(parts) - len(names["not_found"]) - len(names["unknown"])
    count = count_of(evidence)
    state = "present" if present else "not_found" if parts and not names["unknown"] else "unknown"
    if not parts and view.stages:
        state = "not_expected"
    # one stage that was searched on the web alone makes the whole no surer than that
    missing = [cell for _, cell in parts if cell.state == "not_found"]
    searched = [cell for cell in missing if cell.web_only] or missing
    return Cell(
        f"{view.id}/-/{slot.name}", view.id, "", slot.name, state, count, slot.minimum,  # type: ignore[arg-type]
        evidence,
        _once(each for _, cell in parts for each in cell.set_aside),
        things=count_of(each for each in evidence if each.unit == "thing"),
        thin=state == "present" and count < slot.minimum,
        searched_whole=state == "not_found" and all(cell.searched_whole for cell in missing),
        stale=bool(evidence) and all(each.stale for each in evidence),
        undated=bool(evidence) and not any(each.date for each in evidence),
        searches=tuple({each.id: each for cell in searched for each in cell.searches}.values()),
        sentence=_sentence(len(parts), present, in_words(evidence), names, any(cell.web_only for cell in missing)),
    )  # fmt: skip


def manned(template: Template) -> frozenset[str]:
    """Return the slots of a stage that say whether it has anybody at all: those whose lack is 建链, else its firms."""
    slots = template.slots_of(stage=True)
    found = {slot.name for slot in slots if slot.when_missing == "build"}
    return frozenset(found or {slot.name for slot in slots if slot.group == "firms"})


def all_lists(scene: Scene, coverage: Sequence[Coverage]) -> list[Any]:
    """Return the panel's lists over all chains; each entry names its chain."""
    merged: dict[str, list[Any]] = {}
    for each in coverage:
        name = both(each.name)
        for found in lists(only(scene, each.view.id), frozenset()):
            for entry in found["entries"]:
                label = [f"{name[0]}｜{entry['label'][0]}", f"{name[1] or name[0]} | {entry['label'][1]}"]
                merged.setdefault(found["title"], []).append({**entry, "label": label})
    hubs_only = replace(scene, findings=replace(scene.findings, cells=(), extensions=()))
    hubs = lists(hubs_only, {hub.id for hub in scene.findings.hubs})
    for found in hubs:
        merged.setdefault(found["title"], []).extend(found["entries"])
    for entries in merged.values():
        entries.sort(key=lambda entry: GAPS.index(entry["kind"]) if entry["kind"] in GAPS else 0)
    return [{"title": found["title"], "entries": merged[found["title"]]} for found in hubs]


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(each.id, each.relation): each for each in evidence}.values())


def _sentence(stages: int, present: int, count: Text, names: Mapping[str, list[Text]], web: bool) -> Text:
    if not stages:
        return Text("这条链还没有环节记录。", "No stage is recorded for this chain yet.")
    zh, en = (
        [f"{stages} 个环节：{present} 个有，合计 {count.zh}"],
        [f"{stages} stages: {present} have some, {count.en} in all"],
    )
    for state, zh_word, en_word in (
        ("not_found", "尚未查到" if web else "查过，未见", "not found yet" if web else "searched, none seen"),
        ("unknown", "未知", "unknown"),
    ):
        if names[state]:
            some = names[state][:_NAMED]
            more = len(names[state]) > len(some)
            zh.append(f"{len(names[state])} 个{zh_word}（{'、'.join(n.zh for n in some)}{'等' * more}）")
            en.append(f"{len(names[state])} {en_word} ({', '.join(n.to('en') for n in some)}{' …' * more})")
    return Text("；".join(zh) + "。", "; ".join(en) + ".")
