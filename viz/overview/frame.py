"""Where everything of the overview stands: zones, their widths, what all rows share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...schema import POSITIONS, Findings, Hub, Text, vocabulary
from ..chainmap import UNPLACED, columns
from ..page import clip, width
from ..reading import Coverage, ShownStage

#: a drawing is made no wider than this as long as boxes can stand in two lines
WIDTH = {"zh": 1180.0, "en": 1260.0}
#: bodies on several chains that get a column
MOST_BODIES = 9
BOX_HEIGHT, GAP = 40.0, 3.0
#: by language: width of a box, size of its letters, room for the names of chains
BOX = {"zh": 42.0, "en": 64.0}
SIZE = {"zh": 11.0, "en": 10.0}
NAMES = {"zh": 124.0, "en": 162.0}
LINE = BOX_HEIGHT + GAP
BETWEEN_ROWS = 10.0
BODY = 19.0
_BETWEEN_ZONES = 18.0
_TOTAL = 54.0
#: a zone is never narrower than this many boxes
_FEWEST = 3
_NAME_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Places that all rows share."""

    lang: str
    #: most boxes in a line of each zone; a zone that nobody needs has none
    across: tuple[int, ...]
    #: left edge of each zone, then of the totals and of the bodies
    zones: tuple[float, ...]
    totals: float
    bodies: float
    top: float
    width: float


def shared_bodies(coverage: Sequence[Coverage], findings: Findings) -> list[Hub]:
    """Return the bodies on two or more of these chains, widest first."""
    here = {each.view.id for each in coverage}
    found = [
        hub
        for hub in findings.hubs
        if hub.type in vocabulary().bodies and hub.type != "Agency" and len(here & set(hub.chains)) > 1
    ]
    return sorted(found, key=lambda hub: (-len(here & set(hub.chains)), -hub.degree, hub.id))[:MOST_BODIES]


def zones_of(each: Coverage) -> list[list[ShownStage | str]]:
    """Return the stages of each zone, in the order of the chain; the id of a 延链 after them."""
    stages = each.view.stages
    order = columns(
        [stage.id for stage in stages],
        {stage.id: stage.position for stage in stages},
        [(feed.start, feed.end) for feed in each.view.feeds if feed.certain],
    )
    zones: list[list[ShownStage | str]] = [[] for _ in range(UNPLACED + 1)]
    for stage in stages:
        zones[order.zone[stage.id] if order.zoned else UNPLACED].append(stage)
    for extension in each.view.extensions:
        if extension.verdict.kind == "extend":
            # a stage that stands alone has the end beside it
            alone = order.zone.get(extension.stage, UNPLACED) if order.zoned else UNPLACED
            zone = POSITIONS.index(extension.position) if extension.position else alone
            zones[zone].append(extension.id)
    return zones


def frame_of(
    zones: Sequence[Sequence[Sequence[object]]], shared: Sequence[Hub], names: Mapping[str, Text], lang: str
) -> Frame:
    """Return the places; zones give way, widest first, until the drawing is narrow enough."""
    across = [max((len(row[zone]) for row in zones), default=0) for zone in range(UNPLACED + 1)]
    across[:UNPLACED] = [max(1, count) for count in across[:UNPLACED]]
    step = BOX[lang] + GAP
    labels = [label_of(names[hub.id].to(lang), lang) for hub in shared]
    upright = max((len(label) * 13.0 for label in labels), default=0.0)
    slanting = max((width(label, 11) * 0.87 for label in labels), default=0.0)
    tall = upright if lang == "zh" else slanting
    # a slanting name stands out to the right of its column
    fixed = NAMES[lang] + _TOTAL + len(shared) * BODY + (slanting * 0.58 if lang == "en" else 0) + 12
    while True:
        wide = fixed + sum(count * step + _BETWEEN_ZONES for count in across if count)
        widest = max(range(len(across)), key=lambda zone: across[zone])
        if wide <= WIDTH[lang] or across[widest] <= _FEWEST:
            break
        across[widest] -= 1
    x, left = NAMES[lang], []
    for count in across:
        left.append(x)
        x += count * step + _BETWEEN_ZONES if count else 0
    return Frame(lang, tuple(across), tuple(left), x + _TOTAL / 2 - 8, x + _TOTAL, max(44.0, tall + 26), wide)


def lines_of(zones: Sequence[Sequence[object]], frame: Frame) -> int:
    """Return how many lines of boxes a row has."""
    return max([1, *(-(-len(zone) // count) for zone, count in zip(zones, frame.across, strict=True) if count)])


def label_of(name: str, lang: str) -> str:
    """Return the name of a body over its column."""
    if lang == "en":
        return clip(name, 11, 118)
    return name if len(name) <= _NAME_CHARACTERS else name[: _NAME_CHARACTERS - 1] + "…"
