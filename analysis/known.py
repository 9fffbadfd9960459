"""What was known by a date: statements whose own date, or whose source's date, is not later.

"Known by", never "the state of": what a source of today says about 2019 was not known in 2019. It is asked of
relations: who is tied to what. What a node says of itself (its name, its status, its seat) is taken as it is recorded
today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..queries import Reads
from ..schema import latest

_SOURCES = "MATCH (s:Source) RETURN s.id AS id, coalesce(s.published, '') AS published"
_STATEMENTS = (
    "MATCH (a)-[r]->(b) RETURN r.id AS id, type(r) AS type, a.id AS start, b.id AS stop, r.statements AS statements"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Relations that at least one statement known by then supports."""

    until: str
    relations: frozenset[str]
    #: ends of FEEDS and SERVES that were known
    links: frozenset[tuple[str, str]]

    def has(self, relation: str) -> bool:
        """Say whether a relation was known."""
        return relation in self.relations

    def serves(self, consortium: str, chain: str) -> bool:
        """Say whether it was known that a consortium serves a chain."""
        return (consortium, chain) in self.links

    def feeds(self, start: str, stop: str) -> bool:
        """Say whether it was known that a stage feeds another."""
        return (start, stop) in self.links

    def rows(self, rows: Iterable[Mapping[str, Any]], column: str) -> Iterator[Mapping[str, Any]]:
        """Yield the rows whose relation was known."""
        return (row for row in rows if row[column] in self.relations)


def known_by(store: Reads, until: str) -> Known:
    """Read which relations of a store were known by a date (EDTF; its last day counts).

    A statement without a date of its own is as old as its oldest source; without any date it is left out: nothing says
    that it was known.
    """
    published = {row["id"]: row["published"] for row in store.look_up(_SOURCES)}
    end = latest(until)
    relations, links = set(), set()
    for row in store.look_up(_STATEMENTS):
        if any(_known(json.loads(each), published, end) for each in row["statements"] or ()):
            relations.add(row["id"])
            if row["type"] in ("FEEDS", "SERVES"):
                links.add((row["start"], row["stop"]))
    return Known(until, frozenset(relations), frozenset(links))


def _known(statement: Mapping[str, Any], published: Mapping[str, str], end: str) -> bool:
    dates = [latest(statement.get("date", ""))]
    dates += [latest(published.get(source, "")) for source in statement.get("sources", ())]
    return any(date and date <= end for date in dates)
