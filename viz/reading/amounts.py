"""How many fill a cell, in the measure word of each: houses 家, persons 位, things 项."""

from __future__ import annotations

from collections.abc import Iterable

from ...schema import Cell, Evidence, Text, count_of
from ..page import pair


def shared_out(cell: Cell) -> tuple[int, int, int]:
    """Return how many of a cell's count are houses, persons (counted body by body) and things."""
    used = [each for each in cell.evidence if each.inherited == cell.inherited]
    persons = count_of(each for each in used if each.unit == "body")
    return max(0, cell.count - cell.things - persons), persons, cell.things


def in_words(evidence: Iterable[Evidence]) -> Text:
    """Return how many stand behind evidence: ``2 家、3 项``; 0 家 for nobody.

    A standard, a patent or an award is a thing, and never said to be a house.
    """
    used = list(evidence)
    counts = [count_of(each for each in used if each.unit == unit) for unit in ("house", "body", "thing")]
    told = [
        pair(f"one_{word}" if count == 1 else f"{word}s", n=count)
        for word, count in zip(("house", "person", "thing"), counts, strict=True)
        if count
    ] or [pair("houses", n=0)]
    return Text("、".join(each.zh for each in told), ", ".join(each.en for each in told))
