"""Searches for what is no slot of the template: they are kept, and fill no gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..schema import SEARCHED_BESIDES, Place, Problem, Record, Search, Text, listed, shown, shown_zh, template
from .wording import Say

#: words that are told
TOLD = 5


@dataclass(slots=True)
class _Met:
    """How often a word was met, and where first."""

    first: Place
    count: int = 0


class UnknownSlots:
    """The records of a load, with an eye on searches for what is no slot of the template in use."""

    def __init__(self, records: Iterable[Record | Problem]) -> None:
        self._records = records
        self._met: dict[str, _Met] = {}

    def __iter__(self) -> Iterator[Record | Problem]:
        known = {*template().slots, *SEARCHED_BESIDES}
        self._met = {}
        for record in self._records:
            if isinstance(record, Search) and record.slot not in known:
                self._met.setdefault(record.slot, _Met(record.place)).count += 1
            yield record

    def lines(self, say: Say) -> Iterator[str]:
        """Yield what is told of them, a line for each word, then what there is."""
        for word, met in list(self._met.items())[:TOLD]:
            at = met.first.said
            yield say(
                f"{at.zh}：模板中没有名为{shown_zh(word)}的支撑，{met.count} 条查证不影响任何格位",
                f"{at.en}: the template has no slot {shown(word)}; searches that count for no cell: {met.count}",
            )
        if (rest := len(self._met) - TOLD) > 0:
            yield say(f"…… 另有 {rest} 种", f"… and {rest} more")
        if self._met:
            slots = template().slots.values()
            there = Text(
                listed(f"{slot.label.zh} {slot.name}" for slot in slots).zh,
                listed(f"{slot.name} ({slot.label.en})" for slot in slots).en,
            )
            yield say(
                f"支撑有：{there.zh}。请改写，或在映射的 values 中写明是哪一种",
                f"slots are: {there.en}; write one of these, or say under values which it is",
            )
