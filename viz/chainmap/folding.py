"""Chains of very many stages: each lane is one line that opens on a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema import POSITIONS, Text, vocabulary
from ..page import WORDS, clip, escape, say, width
from ..reading import Chain, ShownStage
from .cards import Cards
from .layout import Box, Ghost, Grid, Layout, arrange
from .links import ghost_links, links
from .marks import at, number, seal
from .zones import UNPLACED, Columns

#: more stages than this, and lanes fold
FOLD_LANES = 60
_LINE, _STEP, _AIR = 32.0, 42.0, 14.0
_KINDS = ("build", "fill", "extend", "strengthen", "single_on_record", "look_up")


@dataclass(frozen=True, slots=True)
class Stack:
    """The lines of a folded chain, one under the other."""

    markup: str
    #: places of the stages, as far as their columns go; heights are within each lane
    boxes: Mapping[str, Box]
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Group:
    """What opens together: a lane, or the stages of a zone that have no links."""

    label: Text
    stages: tuple[str, ...]
    order: Columns


def folds(view: Chain, order: Columns) -> bool:
    """Say whether a chain is so long that its lanes fold; a single lane would leave nothing to see."""
    return len(view.stages) > FOLD_LANES and len(_groups(view, order)) > 1


def stack(view: Chain, cards: Cards, grid: Grid, ghosts: Sequence[Ghost], wide: float) -> Stack:
    """Return the lines of a chain, closed; cards and links of each lane lie under its line, unseen."""
    stages = {stage.id: stage for stage in view.stages}
    lang = cards.lang
    boxes: dict[str, Box] = {}
    parts: list[str] = []
    nowhere = replace(grid.columns, lanes=(), lone=())
    first = arrange(replace(grid, columns=nowhere), lambda *_: 0, span=lambda _: 1, ghosts=_of(ghosts, ("",)))
    parts += [cards.ghost(each, first.ghosts[each.id]) for each in view.extensions if each.id in first.ghosts]
    y = first.bottom + _AIR if first.ghosts else grid.top
    right = first.right
    for place, group in enumerate(_groups(view, grid.columns)):
        layout = arrange(
            Grid(group.order, grid.card, grid.left, _AIR),
            lambda stage, width: cards.plan(stages[stage], width).height,
            span=lambda stage: cards.span(stages[stage]),
            ghosts=_of(ghosts, group.stages),
        )
        boxes.update(layout.boxes)
        right = max(right, layout.right)
        own = [stages[each] for each in group.stages]
        inside = _inside(view, stages, cards, layout)
        parts.append(
            f'<g class="lane-block" data-top="{number(y)}" {at(0, y)}>'
            f"{_line(view, own, group, place, Box(grid.left, 0, wide, _LINE), lang)}"
            f'<g class="lane-body" data-height="{number(layout.bottom + _AIR)}" display="none" {at(0, _LINE)}>'
            f"{inside}</g></g>"
        )
        y += _STEP
    return Stack("".join(parts), boxes, right, y)


def _of(ghosts: Sequence[Ghost], stages: Sequence[str]) -> list[Ghost]:
    return [ghost for ghost in ghosts if ghost.stage in stages]


def _groups(view: Chain, order: Columns) -> list[_Group]:
    """Return lanes first, in their order, then the lone stages by zone; what has no position comes last."""
    names = {stage.id: stage.name for stage in view.stages}
    positions = vocabulary().codes["position"].codes
    zones = [positions[position].label if order.zoned else Text("", "") for position in POSITIONS]
    zones.append(WORDS["no_position"])
    found: list[tuple[bool, int, _Group]] = []
    for lane in order.lanes:
        by_column = sorted(lane, key=lambda s: order.column[s])
        start, end = names[by_column[0]], names[by_column[-1]]
        label = Text(f"{start.zh} → {end.zh}", f"{start.to('en')} → {end.to('en')}")
        found.append((order.zone[lane[0]] == UNPLACED, 0, _Group(label, lane, _only(order, lane, (lane,)))))
    for zone, name in enumerate(zones):
        lone = tuple(stage for stage in order.lone if order.zone[stage] == zone)
        if lone:
            label = Text(*("｜".join(filter(None, (name.to(each), say("lone", each)))) for each in ("zh", "en")))
            found.append((zone == UNPLACED, 1, _Group(label, lone, _only(order, lone, ()))))
    return [each for _, _, each in sorted(found, key=lambda item: item[:2])]


def _only(order: Columns, stages: tuple[str, ...], lanes: tuple[tuple[str, ...], ...]) -> Columns:
    """Return the order of some stages alone; those without position stand in columns of their own."""
    own = replace(order, lanes=lanes, lone=() if lanes else stages)
    if order.zone[stages[0]] != UNPLACED:
        return own
    count = max(sum(order.zone_columns), *(order.column[s] + 1 for s in stages))
    return replace(own, zone=dict.fromkeys(order.zone, 0), zone_columns=(count,))


def _inside(view: Chain, stages: Mapping[str, ShownStage], cards: Cards, layout: Layout) -> str:
    names = {stage.id: stage.name for stage in view.stages}
    boxes = layout.boxes
    parts = [
        links([feed for feed in view.feeds if feed.start in boxes and feed.end in boxes], boxes, names, cards.lang),
        ghost_links(view.extensions, boxes, layout.ghosts),
    ]
    for id in sorted(boxes, key=lambda s: (boxes[s].x, boxes[s].y)):
        parts.append(cards.draw(cards.plan(stages[id], boxes[id].width), boxes[id]))
    parts += [cards.ghost(each, layout.ghosts[each.id]) for each in view.extensions if each.id in layout.ghosts]
    return "".join(parts)


def _line(view: Chain, stages: Sequence[ShownStage], group: _Group, place: int, box: Box, lang: str) -> str:
    """Return the line of a lane: first → last stage, counts, verdicts."""
    bodies = len({row.id for stage in stages for row in stage.rows})
    many = say("one_stage", lang) if len(stages) == 1 else say("stages", lang, n=len(stages))
    counts = f"{many} · {say('bodies', lang, n=bodies)}"
    kinds = Counter(stage.verdict for stage in stages if stage.verdict)
    kinds.update(each.verdict.kind for each in view.extensions if each.stage in group.stages)
    right = box.width - 8
    seals: list[str] = []
    spoken: list[str] = []
    for kind in reversed(_KINDS):
        if kinds[kind]:
            judged = [stage.web_only for stage in stages if stage.verdict == kind]
            web = kind != "look_up" and bool(judged) and all(judged)
            mark, wide = seal(kind, right, 7.5, lang, web=web, count=kinds[kind])
            seals.append(mark)
            spoken.insert(0, f"{WORDS[kind].to(lang)} {kinds[kind]}")
            right -= wide + 6
    room = right - 40 - width(counts, 12) - 24
    label = clip(group.label.to(lang), 14, room, bold=True)
    said = say("listed", lang).join([group.label.to(lang), counts, *spoken])
    return (
        f'<g class="lane" data-lane="{place}" tabindex="-1" role="button" aria-expanded="false" '
        f'aria-label="{escape(said)}" {at(box.x, 0)}><title>{escape(group.label.to(lang))}</title>'
        f'<rect class="card" width="{number(box.width)}" height="{_LINE:g}" rx="7"/>'
        f'<text class="turn" x="12" y="20.5">▸</text>'
        f'<text class="title" x="30" y="21">{escape(label)}</text>'
        f'<text class="note" x="{number(30 + width(label, 14, bold=True) + 14)}" y="20.5">{escape(counts)}</text>'
        f"{''.join(seals)}</g>"
    )
