"""Which zone, column and lane each stage of a chain stands in: position first, then FEEDS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...schema import POSITIONS

#: the zone of stages of which neither position nor neighbours tell where they stand
UNPLACED = len(POSITIONS)
Links = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The order of a chain from left to right."""

    #: stage → 0 upstream, 1 midstream, 2 downstream, UNPLACED; all 0 when no stage has a position
    zone: Mapping[str, int]
    #: stage → column over the whole drawing (of its own strip when UNPLACED)
    column: Mapping[str, int]
    #: columns of each zone; a single zone when no stage has a position
    zone_columns: tuple[int, ...]
    #: stages tied by FEEDS, in the order of their first stage
    lanes: tuple[tuple[str, ...], ...]
    #: stages without FEEDS
    lone: tuple[str, ...]
    #: stages whose zone was taken from their neighbours
    inferred: frozenset[str]
    #: pairs from → to, once each
    links: tuple[tuple[str, str], ...]

    @property
    def zoned(self) -> bool:
        """Say whether any stage has a position, so that the zones are drawn."""
        return len(self.zone_columns) > 1

    def first_column(self, zone: int) -> int:
        """Return the first column of a zone."""
        return 0 if zone == UNPLACED else sum(self.zone_columns[:zone])


def columns(
    stages: Sequence[str],
    positions: Mapping[str, str],
    feeds: Iterable[tuple[str, str]],
    least: Sequence[int] = (),
) -> Columns:
    """Return zone, column and lane of each stage.

    ``stages`` in the order that breaks ties, ``positions`` the recorded ones ("" or missing: none),
    ``feeds`` pairs from → to. Circles are cut where a walk in the given order meets itself. ``least`` columns of each
    zone are kept free for another chain that is drawn in step.
    """
    rank = {stage: at for at, stage in enumerate(stages)}
    known = {(a, b) for a, b in feeds if a in rank and b in rank and a != b}
    pairs = sorted(known, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    after: dict[str, list[str]] = {stage: [] for stage in stages}
    before: dict[str, list[str]] = {stage: [] for stage in stages}
    for start, end in pairs:
        after[start].append(end)
        before[end].append(start)
    zone, inferred = _zones(stages, positions, after, before)
    depth = _depths(stages, zone, after)
    zones = range(UNPLACED + 1)
    width = [max((depth[s] + 1 for s in stages if zone[s] == z), default=0) for z in zones]
    zoned = any(positions.get(s) in POSITIONS for s in stages) or not stages
    if zoned:
        # an empty zone is information, so it keeps a column
        width = [max(1, w) for w in width[:UNPLACED]] + width[UNPLACED:]
    if len(least) == (UNPLACED if zoned else 1):
        width[: len(least)] = [max(pair) for pair in zip(width, least, strict=False)]
    for stage in stages:
        ahead = after[stage]
        if ahead and not before[stage] and not any(zone[n] == zone[stage] for n in ahead):
            depth[stage] = width[zone[stage]] - 1
    first = {z: sum(width[:z]) if z < UNPLACED else 0 for z in zones}
    lanes, lone = _lanes(stages, after, before)
    return Columns(
        zone,
        {s: first[zone[s]] + depth[s] for s in stages},
        tuple(width[:UNPLACED]) if zoned else (max(1, width[0]),),
        lanes,
        lone,
        frozenset(inferred),
        tuple(pairs),
    )


def _zones(
    stages: Sequence[str], positions: Mapping[str, str], after: Links, before: Links
) -> tuple[dict[str, int], set[str]]:
    """Return the zone of each stage, and those whose zone comes from the neighbours."""
    zone = {s: POSITIONS.index(positions[s]) for s in stages if positions.get(s) in POSITIONS}
    inferred: set[str] = set()
    if not zone:
        return dict.fromkeys(stages, 0), inferred
    changed = True
    while changed:
        changed = False
        for stage in stages:
            if stage in zone:
                continue
            behind = [zone[n] for n in before[stage] if n in zone]
            ahead = [zone[n] for n in after[stage] if n in zone]
            if behind or ahead:
                zone[stage] = max(behind) if behind else min(ahead)
                inferred.add(stage)
                changed = True
    return {s: zone.get(s, UNPLACED) for s in stages}, inferred


def _depths(stages: Sequence[str], zone: Mapping[str, int], after: Links) -> dict[str, int]:
    """Return the longest path over FEEDS that stays inside the zone; sources stand next to their consumer."""
    inside = {s: [n for n in after[s] if zone[n] == zone[s]] for s in stages}
    order, cut = _walk(stages, inside)
    forward = {s: [n for n in inside[s] if (s, n) not in cut] for s in stages}
    depth = dict.fromkeys(stages, 0)
    for stage in order:
        for follower in forward[stage]:
            depth[follower] = max(depth[follower], depth[stage] + 1)
    fed = {n for s in stages for n in forward[s]}
    for stage in stages:
        if forward[stage] and stage not in fed:
            depth[stage] = min(depth[n] for n in forward[stage]) - 1
    return depth


def _walk(stages: Sequence[str], after: Links) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the stages so that each comes before what it feeds, and the links cut to make that possible."""
    finished: list[str] = []
    state: dict[str, int] = {}
    cut: set[tuple[str, str]] = set()
    for root in stages:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(after[root]))]
        while stack:
            stage, rest = stack[-1]
            follower = next(rest, None)
            if follower is None:
                state[stage] = 2
                finished.append(stage)
                stack.pop()
            elif state.get(follower) == 1:
                cut.add((stage, follower))
            elif follower not in state:
                state[follower] = 1
                stack.append((follower, iter(after[follower])))
    return finished[::-1], cut


def _lanes(stages: Sequence[str], after: Links, before: Links) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the weakly connected components with more than one stage, and the stages that stand alone."""
    rank = {stage: at for at, stage in enumerate(stages)}
    seen: set[str] = set()
    lanes, lone = [], []
    for root in stages:
        if root in seen:
            continue
        seen.add(root)
        lane, todo = [], [root]
        while todo:
            stage = todo.pop()
            lane.append(stage)
            for near in (*after[stage], *before[stage]):
                if near not in seen:
                    seen.add(near)
                    todo.append(near)
        if len(lane) > 1:
            lanes.append(tuple(sorted(lane, key=rank.__getitem__)))
        else:
            lone.append(root)
    return tuple(lanes), tuple(lone)
