"""How much hangs on a hub: six measures, of which the reader chooses the one that orders and labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from ...schema import Hub, Text, UsageError, listed, shown_zh
from ..page import pair

Measure = Literal["falls", "stages", "degree", "betweenness", "chains", "sole"]
#: in the order of the panel's choice; the first is the one a page opens with
MEASURES: tuple[Measure, ...] = ("falls", "stages", "degree", "betweenness", "chains", "sole")
#: parts of `Falls.weight`, in its order: what a badge names is the first of which there is any
FALLS = ("empties", "slots", "inherited", "one", "cut", "routes", "customers")


def measure(name: str) -> Measure:
    """Return a measure by its name; UsageError lists the names.

    >>> measure("degree")
    'degree'
    """
    for each in MEASURES:
        if each == name:
            return each
    known = listed(MEASURES)
    raise UsageError(
        f"no hub measure {name!r}. Choose one of: {known.en}", f"没有名为{shown_zh(name)}的枢纽指标。可选：{known.zh}"
    )


def amount(hub: Hub, by: Measure) -> float:
    """Return a hub's measure; larger is weightier. By what falls hubs stand in the order of the findings: 0 here."""
    if by == "falls":
        return 0.0
    if by == "degree":
        return float(hub.degree)
    if by == "betweenness":
        return hub.betweenness or 0.0
    return float(len({"stages": hub.stages, "chains": hub.chains, "sole": hub.sole}[by]))


def figures(hubs: Sequence[Hub], shown: Collection[str]) -> dict[str, Any]:
    """Return the figures of the hubs among some bodies as the page's scripts read them.

    By what falls a figure is the place from the end of the findings' order, which compares part by part; ``falls``
    holds the first part and how much of it.
    """
    found = [(place, hub) for place, hub in enumerate(hubs) if hub.is_hub and hub.id in shown]
    first = {hub.id: first_fall(hub) for _, hub in found}
    return {
        "hubs": {
            hub.id: [len(hubs) - place if by == "falls" else amount(hub, by) for by in MEASURES] for place, hub in found
        },
        "falls": {id: list(fall) for id, fall in first.items() if fall},
    }


def first_fall(hub: Hub) -> tuple[str, int] | None:
    """Return the first part of what falls of which there is any, and how much; None where nothing falls."""
    return next(((part, n) for part, n in zip(FALLS, hub.falls.weight, strict=True) if n), None)


def badges(hub: Hub, here: int) -> tuple[Text, ...]:
    """Return what stands after a hub's name for each of `MEASURES`; ``here`` counts its stages on this map.

    A hub of a single stage shows its chains instead, and nothing where it has one of either.
    """
    none = Text("", "")
    chains = pair("badge_chains", n=len(hub.chains)) if len(hub.chains) > 1 else none
    fall = first_fall(hub)
    return (
        pair(f"badge_falls_{fall[0]}", n=fall[1]) if fall else none,
        pair("badge_stages", n=here) if here > 1 else chains,
        pair("badge_degree", n=hub.degree),
        pair("badge_betweenness", n=f"{100 * hub.betweenness:.1f}") if hub.betweenness is not None else none,
        chains,
        pair("badge_sole", n=len(hub.sole)) if hub.sole else none,
    )
