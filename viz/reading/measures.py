"""How much of a hub a body is: five measures, of which the reader chooses the one that orders and labels."""

from __future__ import annotations

from typing import Literal

from ...schema import Hub, Text, UsageError
from ..page import pair

Measure = Literal["stages", "degree", "betweenness", "chains", "sole"]
#: in the order of the panel's choice; the first is the one a page opens with
MEASURES: tuple[Measure, ...] = ("stages", "degree", "betweenness", "chains", "sole")


def measure(name: str) -> Measure:
    """Return a measure by its name; UsageError lists the names.

    >>> measure("degree")
    'degree'
    """
    for each in MEASURES:
        if each == name:
            return each
    raise UsageError(f"no hub measure {name!r}. Choose one of: {', '.join(MEASURES)}")


def amount(hub: Hub, by: Measure) -> float:
    """Return a hub's measure; larger is weightier."""
    if by == "degree":
        return float(hub.degree)
    if by == "betweenness":
        return hub.betweenness
    return float(len({"stages": hub.stages, "chains": hub.chains, "sole": hub.sole}[by]))


def badges(hub: Hub, here: int) -> tuple[Text, ...]:
    """Return what stands after a hub's name for each of `MEASURES`; ``here`` counts its stages on this map.

    A hub of a single stage shows its chains instead, and nothing where it has one of either.
    """
    none = Text("", "")
    chains = pair("badge_chains", n=len(hub.chains)) if len(hub.chains) > 1 else none
    return (
        pair("badge_stages", n=here) if here > 1 else chains,
        pair("badge_degree", n=hub.degree),
        pair("badge_betweenness", n=f"{100 * hub.betweenness:.1f}"),
        chains,
        pair("badge_sole", n=len(hub.sole)) if hub.sole else none,
    )
