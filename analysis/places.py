"""Where bodies are, as a store says it."""

from __future__ import annotations

from collections import defaultdict

from ..queries import Reads
from ..schema import Regions, Text, vocabulary

_REGIONS = "MATCH (g:Region) RETURN g.id AS id, g.name AS name, coalesce(g.name_en, '') AS name_en"
_PLACES = "MATCH (a)-[l:LOCATED_IN]->(g:Region) RETURN a.id AS id, g.id AS region, coalesce(l.status, 'fact') AS status"


def regions(store: Reads, within: str) -> Regions:
    """Return which regions everything lies in; ``within`` is that of the rules. Seats that are only planned are none.

    Where something is counts as it is recorded today, whatever date the findings are asked for.
    """
    names = {row["id"]: Text(row["name"], row["name_en"]) for row in store.look_up(_REGIONS)}
    around: dict[str, set[str]] = defaultdict(set)
    for row in store.look_up(_PLACES):
        if vocabulary().counts(row["status"]):
            around[row["id"]].add(row["region"])
    return Regions(names, {id: tuple(sorted(ids)) for id, ids in sorted(around.items())}, within)
