"""Where everything of the overview stands: zones, their widths, what all rows share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...schema import POSITIONS, Findings, Hub, Text, vocabulary
from ..chainmap import UNPLACED, columns
from ..page import broken, width, wrap
from ..reading import Coverage, ShownStage, abbreviated

#: a drawing is made no wider than this as long as boxes can stand in several lines: a window of 1,280 px holds it
#: beside the panel
WIDTH = {"zh": 1176.0, "en": 1176.0}
#: bodies on several chains that get a column
MOST_BODIES = 9
#: px: a box whose name takes two lines, each line more, and what stands between boxes
BOX_HEIGHT, GAP = 40.0, 3.0
NAME_LINE = {"zh": 12.0, "en": 11.0}
#: by language: width of a box, size of its letters, room for the names of chains
BOX = {"zh": 48.0, "en": 68.0}
SIZE = {"zh": 11.0, "en": 10.0}
NAMES = {"zh": 120.0, "en": 150.0}
BETWEEN_ROWS = 8.0
#: width of a body's column: a slanting name has two lines
BODY = {"zh": 19.0, "en": 26.0}
#: px between the two lines of a slanting name
SLANTING_LINE = 11.5
_BETWEEN_ZONES = 18.0
_TOTAL = 54.0
#: a zone is never narrower than this many boxes
_FEWEST = 3
#: lines of a stage's name and of a chain's; what is longer is cut
_NAME_LINES, _CHAIN_LINES = 6, 2
#: room for the name of a body over its column: characters where it is upright, px of a line where it slants
_UPRIGHT, _SLANTING = 12, 150.0
_BODY_SIZE = 11.0


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
    """Return the places; zones give way, where the fewest lines are added, until the drawing is narrow enough."""
    across = [max((len(row[zone]) for row in zones), default=0) for zone in range(UNPLACED + 1)]
    across[:UNPLACED] = [max(1, count) for count in across[:UNPLACED]]
    step = BOX[lang] + GAP
    labels = [label_of(names[hub.id].to(lang), lang) for hub in shared]
    upright = max((len(label[0]) * 13.0 for label in labels), default=0.0)
    slanting = max((width(line, _BODY_SIZE) for label in labels for line in label), default=0.0)
    tall = upright if lang == "zh" else slanting * 0.87
    # slanting names stand out to the right of their columns
    ends = [
        place * BODY[lang] + max(width(line, _BODY_SIZE) for line in label) * 0.5
        for place, label in enumerate(labels, 1)
    ]
    beyond = max(0.0, max(ends, default=0.0) - len(shared) * BODY[lang]) if lang == "en" else 0.0
    fixed = NAMES[lang] + _TOTAL + len(shared) * BODY[lang] + beyond + 12
    while True:
        wide = fixed + sum(count * step + _BETWEEN_ZONES for count in across if count)
        narrower = [zone for zone, count in enumerate(across) if count > _FEWEST]
        if wide <= WIDTH[lang] or not narrower:
            break
        # the zone that needs the fewest lines more, of those alike the widest
        across[min(narrower, key=lambda zone: (_lines(zones, zone, across[zone] - 1), -across[zone]))] -= 1
    x, left = NAMES[lang], []
    for count in across:
        left.append(x)
        x += count * step + _BETWEEN_ZONES if count else 0
    return Frame(lang, tuple(across), tuple(left), x + _TOTAL / 2 - 8, x + _TOTAL, max(44.0, tall + 26), wide)


def _lines(zones: Sequence[Sequence[Sequence[object]]], zone: int, across: int) -> int:
    """Return in how many lines more than one the boxes of a zone stand, over all rows."""
    return sum(max(0, -(-len(row[zone]) // across) - 1) for row in zones)


def heights_of(zones: Sequence[Sequence[ShownStage | str]], frame: Frame) -> list[float]:
    """Return how high the boxes of each line of a row are: as the longest name of the line needs."""
    found: list[float] = [BOX_HEIGHT]
    for zone, count in zip(zones, frame.across, strict=True):
        for place, stage in enumerate(zone):
            line = place // count
            found += [BOX_HEIGHT] * (line + 1 - len(found))
            names = 1 if isinstance(stage, str) else len(name_lines(stage.name.to(frame.lang), frame.lang))
            found[line] = max(found[line], BOX_HEIGHT + NAME_LINE[frame.lang] * max(0, names - 2))
    return found


def name_lines(name: str, lang: str) -> list[str]:
    """Return the name of a stage in the lines of its box; a word that is wider than the box is broken."""
    size, room_ = SIZE[lang], BOX[lang] - 4
    words = " ".join(part for word in name.split(" ") for part in broken(word, size, room_))
    return wrap(words, size, room_, _NAME_LINES)


def chain_lines(name: str, lang: str) -> tuple[list[str], float]:
    """Return the name of a chain in its lines, and the size of its letters: smaller, on two lines, where it is long."""
    room_ = NAMES[lang] - 16
    if width(name, 14, bold=True) <= room_:
        return [name], 14
    return wrap(name, 12, room_, _CHAIN_LINES, bold=True), 12


def label_of(name: str, lang: str) -> list[str]:
    """Return the name of a body over its column: in one line where it is upright, in two where it slants."""
    if lang == "zh":
        return [name if len(name) <= _UPRIGHT else name[: _UPRIGHT - 1] + "…"]
    lines = wrap(name, _BODY_SIZE, _SLANTING, 3)
    return lines if len(lines) < 3 else wrap(abbreviated(name), _BODY_SIZE, _SLANTING, 2)
