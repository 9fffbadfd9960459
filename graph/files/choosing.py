"""A part of a store, one node or relation after another like the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..stored import Stored, Streams


def chosen(store: Streams, only: Collection[str] | None, sources: bool) -> Streams:
    """Return what an export of a choice reads: see `export`."""
    return store if only is None and sources else _Part(store, only, sources)


@dataclass(frozen=True, slots=True)
class _Part:
    store: Streams
    #: ids of the nodes; None for all
    only: Collection[str] | None
    #: sources and searches too
    sources: bool

    def stored(self) -> Iterator[Stored]:
        cited = self._cited() if self.sources and self.only is not None else set()
        for each in self.store.stored():
            if each.type == "Source" and not each.from_id:
                if self.sources and (self.only is None or each.id in cited):
                    yield each
            elif self._is_in(each):
                yield each

    def _is_in(self, each: Stored) -> bool:
        only = self.only
        if each.from_id:
            return only is None or (each.from_id in only and each.to_id in only)
        if each.type == "Withdrawn":
            return self.sources and (only is None or each.properties["subject"] in only)
        if each.type == "Search":
            return self.sources and (only is None or all(id in only for id in each.properties["subject"].split(">")))
        return only is None or each.id in only

    def _cited(self) -> set[str]:
        """Return the sources of what is chosen; a reading of its own, as they come first."""
        return {
            source
            for each in self.store.stored()
            if each.type != "Source" and self._is_in(each)
            for source in each.properties.get("sources", ())
        }
