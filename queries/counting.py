"""What counts, as parameters that `ask` fills: one place for the rule of the gaps (docs/gaps.md), whatever the query.

A text uses `$idle` and the like without declaring them. They are read from the vocabulary and from the template that
is shipped; the house of a body, and the regions, from the store.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..schema import (
    SchemaError,
    Slot,
    Template,
    UnknownName,
    UsageError,
    is_shipped,
    latest,
    project,
    template,
    vocabulary,
)
from .headers import query
from .ownership import houses
from .reads import Reads
from .resolving import resolve
from .rules import placed

#: the strongest first
_METHODS = ("inventory", "survey", "web")
_ABOVE = "MATCH (:Region {id: $region})-[:LOCATED_IN*0..6]->(g:Region) RETURN DISTINCT g.id AS id"
_WITHIN = "MATCH (:Region {id: $region})<-[:LOCATED_IN*1..5]-(g:Region) RETURN DISTINCT g.id AS id"
_REGIONS = "MATCH (g:Region) RETURN g.id AS id"


def filled(store: Reads, names: Collection[str], region: str = "") -> dict[str, Any]:
    """Return the values of some of the parameters of `RULE`; ``region`` is the id of one, or "" for the template's.

    Without a region (`region_of`) nobody is outside. Where the store has no regions at all, a seat says nothing; a
    body's own `home` still does.
    """
    rules = template()
    words = vocabulary()
    found: dict[str, Any] = {}
    if "idle" in names:
        found["idle"] = sorted(words.idle)
    if "unclear" in names:
        found["unclear"] = sorted({code for ways in words.idle_codes.values() for _, codes in ways for code in codes})
    if "roles" in names:
        found["roles"] = _roles(rules)
    if "kinds" in names:
        found["kinds"] = list(rules.consortium_kinds)
    if placed(names):
        region = region or region_of(store, rules)
        places = _regions(store, region)
        found |= {name: places[name] for name in places if name in names}
        if "outside" in names:
            text = query("outside-bodies").text
            rows = store.look_up(text, idle=sorted(words.idle), away=places["away"])
            found["outside"] = dict.fromkeys((row["body"] for row in rows if region), True)
    if "houses" in names:
        found["houses"] = dict(houses(store.look_up(query("house-ties").text)).heads)
    if "fillers" in names:
        found["fillers"] = [each for slot in rules.slots.values() for each in _fillers(slot)]
    if "slots" in names:
        since = _since(store, rules)
        found["slots"] = [
            {
                "slot": slot.name, "of_chain": slot.of_chain, "of_stage": slot.of_stage,
                "methods": [_method(method, rank, slot, rules, since) for rank, method in enumerate(_METHODS)],
            }
            for slot in rules.slots.values()
        ]  # fmt: skip
    return found


def _roles(rules: Template) -> list[str]:
    """Return the roles that fill a slot of firms in a stage."""
    for slot in rules.slots.values():
        for filler in slot.filled_by:
            if filler.relation == "OPERATES_IN" and not filler.via and "role" in filler.where:
                return list(filler.where["role"])
    return ["", *vocabulary().codes["firm_role"].codes]


def region_of(store: Reads, rules: Template) -> str:
    """Return the id of the region that a template names by id or name; "" for none: then every body counts.

    There is none where the template names none, and where it is that of the package and the store is one of another
    city, without its region. In a store without any region the word stands as it is, and leaves nobody out by a seat.
    SchemaError: the store has regions, but not that of a template or project of one's own.
    """
    word = rules.region
    if not word or not len(store.look_up("MATCH (r:Region) RETURN r.id AS id LIMIT 1")):
        return word
    try:
        return resolve(store, "region", word)
    except (UnknownName, UsageError) as error:
        if is_shipped(rules):
            return ""
        used = project()
        where = str(used.file) if used is not None and used.region == word else f"template {rules.name}"
        raise SchemaError(
            f"{where}, key region: {error}; load a row of Region with this name, name one of these, or leave the line "
            "out: then every body counts",
            zh=f"{where}，键 region：{error.zh}；请载入一行同名的 Region，或改写为其中之一，或删去此行"
            "（此时所有主体都计入）",
        ) from error


def _regions(store: Reads, region: str) -> dict[str, list[str]]:
    above = [row["id"] for row in store.look_up(_ABOVE, region=region)]
    if not above:
        return {"away": [], "around": []}
    near = {*above, *(row["id"] for row in store.look_up(_WITHIN, region=region))}
    away = sorted(row["id"] for row in store.look_up(_REGIONS) if row["id"] not in near)
    return {"away": away, "around": sorted(id for id in above if id != region)}


def _fillers(slot: Slot) -> list[dict[str, Any]]:
    """Return the ways to fill a slot as maps, one for each relation by which a thing comes to a chain."""
    return [
        {
            "slot": slot.name, "way": way, "relation": filler.relation, "types": list(filler.types),
            "to": sorted(filler.target_types), "outward": filler.outward, "count": filler.count,
            "where": [{"key": key, "values": list(values)} for key, values in filler.where.items()],
        }
        for filler in slot.filled_by
        for way in filler.via or ("",)
    ]  # fmt: skip


def _since(store: Reads, rules: Template) -> Mapping[str, str]:
    """Return for each method the day from which on its searches speak."""
    newest = max((latest(row["date"]) for row in store.look_up(query("data-date").text) if row["date"]), default="")
    if not newest:
        return dict.fromkeys(_METHODS, "")
    years = rules.searches_stale_after
    return {method: f"{int(newest[:4]) - years.get(method, 0):04d}{newest[4:]}" for method in _METHODS}


def _method(method: str, rank: int, slot: Slot, rules: Template, since: Mapping[str, str]) -> dict[str, Any]:
    queries, pages = slot.effort.get(method) or rules.effort.get(method, (0, 0))
    return {"method": method, "rank": rank, "since": since[method], "queries": queries, "pages": pages}
