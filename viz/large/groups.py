"""Which nodes of a large network stand together: by chain where there are chains, else by who is tied to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading import CROSS, LOOSE, PLACING, node_lanes

if TYPE_CHECKING:
    import networkx as nx

#: areas of what is tied to nothing, and of groups too small for an area of their own
ALONE, SMALL = "*alone", "*small"
#: areas that a picture can show apart; the rest go to `SMALL`
MOST_AREAS = 48
_LEAST = 12
_ROUNDS = 12
_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Home:
    """Where a node belongs."""

    area: str
    #: group inside the area, and the smaller group inside that
    group: int
    part: int


def homes(network: nx.MultiDiGraph) -> dict[str, Home]:
    """Return where each node belongs, the same on each run.

    An area is a chain's id, `CROSS` or `LOOSE` (`network_lanes`), the number of a community as text, `ALONE` or
    `SMALL`. Groups are the communities of earlier levels (Louvain, Blondel et al. 2008).
    """
    nodes = sorted(network)
    number = {node: k for k, node in enumerate(nodes)}
    ties: list[dict[int, float]] = [{} for _ in nodes]
    for start, end, type_ in network.edges(data="type"):
        a, b = number[start], number[end]
        if a != b and type_ not in PLACING:
            ties[a][b] = ties[a].get(b, 0) + 1
            ties[b][a] = ties[b].get(a, 0) + 1
    # what a node meets first decides a draw: sorted, so that the order of loading changes nothing
    ties = [dict(sorted(each.items())) for each in ties]
    levels = communities(ties)
    part, group = levels[min(1, len(levels) - 1)], levels[min(2, len(levels) - 1)]
    coarse = _by_size(levels[-1])
    sizes = Counter(coarse)
    least = max(_LEAST, len(nodes) // 500)
    kept = {c for c, size in sizes.most_common(MOST_AREAS) if size >= least}
    has_chains = any(type_ == "IndustryChain" for _, type_ in network.nodes(data="type"))
    lanes = node_lanes(network) if has_chains else {}
    found = {}
    for k, node in enumerate(nodes):
        lane = lanes.get(node, LOOSE)
        area = lane if lane != LOOSE else str(coarse[k]) if coarse[k] in kept else SMALL if ties[k] else ALONE
        found[node] = Home(area, group[k], part[k])
    return found


def is_community(area: str) -> bool:
    """Say whether an area is a community, not a chain or one of the named areas."""
    return area.isdecimal()


def is_chain(area: str) -> bool:
    """Say whether an area is that of a chain."""
    return not is_community(area) and area not in (CROSS, LOOSE, ALONE, SMALL)


def communities(ties: Sequence[dict[int, float]]) -> list[list[int]]:
    """Return the community of each node, level after level (Louvain, Blondel et al. 2008); the last is the coarsest.

    ``ties`` gives for each node the weights of its neighbours, both ways. Plain Python: 100,000 nodes with
    170,000 relations take a few seconds.

    >>> triangles = [{1: 1, 2: 1}, {0: 1, 2: 1}, {0: 1, 1: 1, 3: 1}, {2: 1, 4: 1, 5: 1}, {3: 1, 5: 1}, {3: 1, 4: 1}]
    >>> communities(triangles)[-1]
    [0, 0, 0, 1, 1, 1]
    """
    now = list(range(len(ties)))
    levels = [now]
    loops = [0.0] * len(ties)
    for _ in range(_LEVELS):
        moved = _numbered(_moved(ties, loops))
        now = [moved[c] for c in now]
        levels.append(now)
        count = max(moved, default=-1) + 1
        if count == len(ties):
            break
        ties, loops = _merged(ties, loops, moved, count)
    return levels


def _moved(ties: Sequence[dict[int, float]], loops: Sequence[float]) -> list[int]:
    """Return the communities after moving single nodes for as long as that raises the modularity."""
    own = list(range(len(ties)))
    degrees = [sum(each.values()) + 2 * loop for each, loop in zip(ties, loops, strict=True)]
    totals = list(degrees)
    whole = sum(degrees) or 1.0
    waiting: Iterable[int] = range(len(ties))
    for _ in range(_ROUNDS):
        again: set[int] = set()
        for node in waiting:
            near = ties[node]
            if not near:
                continue
            weights: dict[int, float] = {}
            for other, weight in near.items():
                place = own[other]
                weights[place] = weights.get(place, 0) + weight
            here = own[node]
            share = degrees[node] / whole
            totals[here] -= degrees[node]
            best, best_gain = here, weights.get(here, 0) - totals[here] * share
            for place, weight in weights.items():
                gain = weight - totals[place] * share
                if gain > best_gain + 1e-9:
                    best, best_gain = place, gain
            totals[best] += degrees[node]
            if best != here:
                own[node] = best
                again.update(other for other in near if own[other] != best)
        if len(again) <= len(ties) // 2000:
            break
        waiting = sorted(again)
    return own


def _merged(
    ties: Sequence[dict[int, float]], loops: Sequence[float], moved: Sequence[int], count: int
) -> tuple[list[dict[int, float]], list[float]]:
    """Return the network of the communities."""
    merged: list[dict[int, float]] = [{} for _ in range(count)]
    inside = [0.0] * count
    for node, near in enumerate(ties):
        place = moved[node]
        inside[place] += loops[node]
        row = merged[place]
        for other, weight in near.items():
            there = moved[other]
            if there == place:
                inside[place] += weight / 2
            else:
                row[there] = row.get(there, 0) + weight
    return merged, inside


def _numbered(places: Sequence[int]) -> list[int]:
    """Return the same grouping with numbers from 0, in the order of appearance."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(place, len(numbers)) for place in places]


def _by_size(places: Sequence[int]) -> list[int]:
    """Return the same grouping with the largest group as number 0."""
    numbers = {place: k for k, (place, _) in enumerate(sorted(Counter(places).items(), key=lambda p: (-p[1], p[0])))}
    return [numbers[place] for place in places]
