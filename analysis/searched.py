"""What the search records about one slot say together: which one speaks, and what it says.

The strongest method that is still fresh speaks (inventory > survey > web); of equal strength the newest; of the same
date found > complete > partial > not_stated > none_found, told as a conflict. A search below the template's least
effort speaks only where there is no better one, and cannot say that there is nobody: it is partial.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..schema import Search, Slot, Template, latest
from .ages import is_stale

#: how much a method says
STRENGTH = {"web": 0, "survey": 1, "inventory": 2}
#: of two results of one day and method the first speaks
_BEFORE = ("found", "complete", "partial", "not_stated", "none_found")
#: methods that cover whom they ask about, so that they can say "these are all"
COVERING = ("survey", "inventory")


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked for, as it stands on the date of the data."""

    #: the record that speaks; None where nobody looked or every record is too old
    speaks: Search | None
    #: its result, "" without one; below the least effort a none_found is partial
    result: str
    #: the record is below the least effort of its method
    slight: bool
    #: records of the same method and date, or of a weaker method that found more, that say otherwise
    against: tuple[Search, ...]
    #: the newest record of all, however old
    last: Search | None
    #: all records, newest first
    records: tuple[Search, ...]
    #: the records are about the whole chain, not about this stage
    of_chain: bool = False


NOBODY_LOOKED = Searched(None, "", False, (), None, ())


def searched(
    records: Iterable[Search], slot: Slot | None, template: Template, data_date: str, *, of_chain: bool = False
) -> Searched:
    """Return which of some search records about one subject and slot speaks, and what it says."""
    all_ = tuple(sorted(records, key=lambda s: (latest(s.date), STRENGTH.get(s.method, 0), s.id), reverse=True))
    if not all_:
        return NOBODY_LOOKED
    fresh = [s for s in all_ if not is_stale(s.date, data_date, template.searches_stale_after.get(s.method, 0))]
    if not fresh:
        return Searched(None, "", False, (), all_[0], all_, of_chain)
    results = {s.id: _result(s, slot, template) for s in fresh}
    # a record below the least effort speaks only where there is no better one
    thorough = [s for s in fresh if not _slight(s, slot, template)] or fresh
    top = max(STRENGTH.get(s.method, 0) for s in thorough)
    strongest = [s for s in thorough if STRENGTH.get(s.method, 0) == top]
    newest = max(latest(s.date) for s in strongest)
    tied = sorted(
        (s for s in strongest if latest(s.date) == newest), key=lambda s: (_BEFORE.index(results[s.id]), s.id)
    )
    speaks = tied[0]
    said = results[speaks.id]
    against = [s for s in tied[1:] if results[s.id] != said]
    if said == "none_found":
        against += [s for s in fresh if STRENGTH.get(s.method, 0) < top and results[s.id] in ("found", "complete")]
    return Searched(speaks, said, said != speaks.result, tuple(against), all_[0], all_, of_chain)


def _result(search: Search, slot: Slot | None, template: Template) -> str:
    slight = search.result in ("none_found", "complete") and _slight(search, slot, template)
    return "partial" if slight else search.result


def _slight(search: Search, slot: Slot | None, template: Template) -> bool:
    queries, pages = (slot.effort if slot else {}).get(search.method) or template.effort.get(search.method, (0, 0))
    return len(search.queries) < queries or search.pages_read < pages
