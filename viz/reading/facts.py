"""What panel and search of a page need: names, relations, cells, sources; plain values for JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from ...schema import (
    Cell,
    Evidence,
    Hub,
    Scene,
    Search,
    Source,
    Statement,
    Text,
    Verdict,
    Vocabulary,
    best,
    conflicts,
    read_detail,
    vocabulary,
)
from ..page import HUES, hue, path
from .amounts import shared_out
from .measures import MEASURES, figures
from .seats import packed_regions, seats_of
from .spelling import spelled

#: what the head of the panel shows already
_HEAD = frozenset({"name", "name_en", "aliases"})
#: a body's evidence beyond this many statements is left out of a page
MOST_STATEMENTS = 200
_FULL_WIDTH = str.maketrans({",": "，", ";": "；"})
_LINKS = ("http://", "https://")
#: how the command in a next step begins
_COMMAND = "chainscape search add"


def found_by(id: str, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node as a page's search reads it: type, name, aliases, and how they are typed."""
    entry: dict[str, Any] = {"type": node["type"], "name": both(name_of(id, node))}
    aliases = node.get("properties", {}).get("aliases", [])
    if aliases:
        entry["aliases"] = [str(each) for each in aliases]
    names = (entry["name"][0], *(each for each in entry.get("aliases", ()) if not each.isascii()))
    entry["spelled"] = list(dict.fromkeys(filter(None, map(spelled, names))))
    return entry


def panel_data(scene: Scene, drawn: Collection[str], cells: Iterable[Cell] | None = None) -> dict[str, Any]:
    """Return the data of a page's panel and search.

    ``drawn`` are the ids that stand on the picture; their neighbours are named, can be searched for and are marked
    不在本图. ``cells`` are those that the panel can show (default: all findings).
    """
    network, findings, sources = scene.network, scene.findings, scene.sources
    drawn = set(drawn)
    shown = list(findings.cells if cells is None else cells)
    grades = scene.grades
    relations, ids = [], set(drawn & set(network))
    for start, end, key, edge in network.edges(keys=True, data=True):
        if start in drawn or end in drawn:
            ids |= {start, end}
            relations.append({"id": str(key), "type": edge["type"], "from": start, "to": end, **stated(edge, grades)})
    hubs = by_body(findings.hubs)
    known_cells = {cell.id for cell in shown}
    seats = seats_of(scene)
    nodes = {}
    for id in sorted(ids):
        node = network.nodes[id]
        entry = {**found_by(id, node), **stated(node, grades)}
        if id in drawn:
            entry["drawn"] = True
        if id in seats:
            entry["seat"] = seats[id]
        if id in hubs:
            entry |= _of_hub(hubs[id], known_cells)
        nodes[id] = entry
    pool = _Pool({id for id, type in network.nodes(data="type") if type == "Consortium"})
    data: dict[str, Any] = {
        "nodes": nodes,
        "relations": sorted(relations, key=lambda r: (r["type"], r["from"], r["to"], r["id"])),
        "cells": {cell.id: _cell(cell, pool) for cell in shown},
        "extensions": {
            each.id: {
                "chain": each.chain,
                "stage": each.stage,
                "position": each.position,
                "verdict": packed_verdict(each.verdict),
                "sources": list(each.sources),
                **({"searches": [pool.search(search) for search in each.searches]} if each.searches else {}),
                **({"next": [both(text) for text in _step(each.next_step)]} if each.next_step.zh else {}),
            }
            for each in findings.extensions
        },
        "evidence": pool.entries,
        "date": findings.data_date,
        "measures": list(MEASURES),
        **figures(findings.hubs, nodes),
        "slots": {
            name: {
                "label": both(slot.label),
                "mark": both(slot.mark),
                "minimum": slot.minimum,
                **({"builds": True} if slot.when_missing == "build" else {}),
            }
            for name, slot in scene.template.slots.items()
        },
        **labels({node["type"] for node in nodes.values()}, {r["type"] for r in relations}),
    }
    data |= packed_houses(scene, nodes, pool.houses) | {"searches": pool.searches}
    data |= packed_regions(scene, [id for id, node in nodes.items() if "seat" in node])
    pool.prove(data["relations"])
    cited = {source for each in (*nodes.values(), *relations) for _, ids in each.get("evidence", ()) for source in ids}
    cited |= {source for each in pool.entries for source in each["sources"]}
    cited |= {source for each in findings.extensions for source in each.sources}
    cited |= {s for r in (*nodes.values(), *relations) for d in r.get("differ", ()) for v in d[1] for s in v[1]}
    data["sources"] = {id: packed_source(sources[id]) for id in sorted(cited) if id in sources}
    return data


def name_of(id: str, node: Mapping[str, Any]) -> Text:
    """Return the name of a network's node in both languages; its id where it has none."""
    properties = node.get("properties", {})
    return Text(str(properties.get("name", "") or id), str(properties.get("name_en", "") or ""))


def both(text: Text) -> list[str]:
    """Return a text as the pair zh, en that the page's scripts read."""
    return [text.zh, text.en]


def grade_of(statements: Sequence[Statement], grades: Mapping[str, str]) -> str:
    """Return the best reliability among the sources of statements; "" where there is none."""
    return min((grades.get(source, "C") for s in statements for source in s.sources), default="")


class _Pool:
    """Evidence and searches once each: what a chain lends, or was searched for, stands in the cells of its stages."""

    def __init__(self, consortia: set[str]) -> None:
        self._consortia = consortia
        self.entries: list[dict[str, Any]] = []
        #: heads of houses that stand behind another body
        self.houses: set[str] = set()
        self.searches: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}
        self._searched: dict[str, int] = {}

    def add(self, evidence: Evidence) -> int:
        """Return the place of an evidence, adding it where it is new."""
        entry: dict[str, Any] = {
            "id": evidence.id,
            "name": both(evidence.name),
            "type": evidence.type,
            "relation": evidence.relation_type,
            "date": evidence.date,
            "sources": list(evidence.sources),
            "region": evidence.region,
        }
        for flag in ("inherited", "stale", "set_aside"):
            if getattr(evidence, flag):
                entry[flag] = getattr(evidence, flag)
        entry["proof"] = evidence.relation
        if evidence.through.to("zh"):
            entry["through"] = both(evidence.through)
        if evidence.bearer not in ("", evidence.id):
            entry["bearer"] = evidence.bearer
        if evidence.places and self._consortia.issuperset(evidence.places):
            entry["places"] = list(evidence.places)
        if evidence.unit != "house":
            entry["unit"] = evidence.unit
        elif evidence.house and evidence.house != evidence.id:
            entry["house"] = evidence.house
            self.houses.add(evidence.house)
        key = repr(entry)
        if key not in self._places:
            self._places[key] = len(self.entries)
            self.entries.append(entry)
        return self._places[key]

    def prove(self, relations: Sequence[Mapping[str, Any]]) -> None:
        """Put the place of the relation that proves it into each evidence; none where the page has not that one."""
        places = {relation["id"]: at for at, relation in enumerate(relations)}
        for entry in self.entries:
            proof = entry.pop("proof")
            if proof in places:
                entry["proof"] = places[proof]

    def search(self, search: Search) -> int:
        """Return the place of a search, adding it where it is new."""
        entry = _search(search)
        key = repr(entry)
        if key not in self._searched:
            self._searched[key] = len(self.searches)
            self.searches.append(entry)
        return self._searched[key]


def _cell(cell: Cell, pool: _Pool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "chain": cell.chain,
        "stage": cell.stage,
        "slot": cell.slot,
        "state": cell.state,
        "count": cell.count,
        "minimum": cell.minimum,
        "sentence": both(cell.sentence),
    }
    for flag in ("inherited", "thin", "stale", "undated", "searched_whole", "outdated"):
        if getattr(cell, flag):
            data[flag] = True
    houses, persons, things = shared_out(cell)
    if persons or things:
        data["units"] = [houses, persons, things]
    if cell.state == "not_found" and cell.web_only:
        data["web_only"] = True
    if cell.verdict:
        data["verdict"] = packed_verdict(cell.verdict)
    for part in ("evidence", "set_aside"):
        if getattr(cell, part):
            data[part] = [pool.add(evidence) for evidence in getattr(cell, part)]
    for part in ("searches", "against"):
        if getattr(cell, part):
            data[part] = [pool.search(search) for search in getattr(cell, part)]
    if cell.searches and cell.result and cell.result != cell.searches[0].result:
        data["result"] = cell.result
    if cell.known.to("zh"):
        data["known"] = both(cell.known)
    if cell.next_step.to("zh"):
        data["next"] = [both(text) for text in _step(cell.next_step)]
        data["hangs"] = [cell.downstream, cell.houses, cell.consortia]
    return data


def _step(told: Text) -> tuple[Text, Text]:
    """Return a next step and its command apart, so that the command can be copied."""
    words, commands = zip(*(each.partition(_COMMAND)[::2] for each in (told.zh, told.en)), strict=True)
    return Text(*(each.rstrip() for each in words)), Text(*(_COMMAND + each if each else "" for each in commands))


def _search(search: Search) -> dict[str, Any]:
    return {
        "method": search.method,
        "result": search.result,
        "date": search.date,
        "by": search.by,
        "queries": list(search.queries),
        "pages": search.pages_read,
        "note": both(search.note),
    }


def by_body(hubs: Iterable[Hub]) -> dict[str, Hub]:
    """Return the house of each body that takes part in one, those that are hubs and those that are not."""
    found: dict[str, Hub] = {}
    for hub in hubs:
        for body in (hub.id, *hub.bodies):
            found.setdefault(body, hub)
    return found


def packed_houses(scene: Scene, shown: Collection[str], more: Collection[str] = ()) -> dict[str, Any]:
    """Return the names of the houses of some bodies (and of ``more``, by their heads), and who takes part in each."""
    members = {
        hub.house: [body for body in hub.bodies if body in shown]
        for hub in scene.findings.hubs
        if is_house(hub) and not set(hub.bodies).isdisjoint(shown)
    }
    network = scene.network
    named = sorted({*members, *more} & set(network))
    return {"houses": {id: both(name_of(id, network.nodes[id])) for id in named}, "members": members}


def is_house(hub: Hub) -> bool:
    """Say whether a house is more than one body that nobody owns."""
    return len(hub.bodies) > 1 or hub.house not in ("", hub.id)


def _of_hub(hub: Hub, cells: Collection[str]) -> dict[str, Any]:
    """Return what the panel says of each body of a house."""
    data: dict[str, Any] = {}
    if hub.sentence.zh:
        data["role"] = both(hub.sentence)
        if hub.is_hub:
            data["hub"] = True
    sole = [cell for cell in hub.sole if cell in cells]
    if sole:
        data["sole"] = sole
    if is_house(hub):
        data["house"] = hub.house
    return data


def packed_verdict(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as the page's scripts read it."""
    data: dict[str, Any] = {"kind": verdict.kind, "rule": verdict.rule, "sentence": both(verdict.sentence)}
    return {**data, "web_only": True} if verdict.web_only else data


def stated(part: Mapping[str, Any], grades: Mapping[str, str]) -> dict[str, Any]:
    """Return properties, evidence and differing readings of a node or relation."""
    known = _known(part["type"], vocabulary())
    data: dict[str, Any] = {}
    properties = {
        name: value
        for name, value in part.get("properties", {}).items()
        if name in known and value not in ("", [], None) and not (name == "status" and value == "fact")
    }
    for name in ("details", "details_en"):
        if isinstance(properties.get(name), list):
            properties[name] = [_detail(str(each)) for each in properties[name]]
    if properties:
        data["properties"] = properties
    statements = best(part.get("statements", ()), grades)[:MOST_STATEMENTS]
    evidence = dict.fromkeys((s.date, s.sources) for s in statements)
    if evidence:
        data["evidence"] = [[date, list(sources)] for date, sources in evidence]
    if len(statements) > 1 and (differing := conflicts(statements, grades)):
        data["differ"] = [
            [
                each.property,
                [[r.value, list(r.statement.sources), r.statement.date] for r in each.readings],
            ]
            for each in differing
        ]
    return data


def _detail(item: str) -> str | list[str]:
    """Return an item of ``details`` with its label in both languages; one without a name as it stands."""
    label, value = read_detail(item)
    return [*both(label), value] if label.zh else value


@cache
def _known(type: str, terms: Vocabulary) -> frozenset[str]:
    """Return the properties of a type that the panel lists; a store adds some for its own use."""
    properties = terms.nodes[type].properties if type in terms.nodes else {}
    if type in terms.relations:
        properties = terms.relations[type].properties
    return frozenset(properties) - _HEAD


def packed_source(source: Source) -> dict[str, Any]:
    """Return a source as the page's scripts read it."""
    data: dict[str, Any] = {"title": source.title, "publisher": source.publisher, "published": source.published}
    data["reliability"] = source.reliability
    if source.note_zh or source.note_en:
        # texts are kept with half-width marks; beside Chinese they are full-width
        data["note"] = [(source.note_zh or source.note_en).translate(_FULL_WIDTH), source.note_en]
    # a javascript: or data: address never becomes a link
    if source.url.lower().startswith(_LINKS):
        data["url"] = source.url
    return data


def _ordered(types: Iterable[str]) -> list[str]:
    """Return types as the legend names them: by family, a planner's own last."""
    order = list(HUES)
    return sorted(types, key=lambda t: (order.index(t) if t in order else len(order), t))


def labels(types: set[str], relation_types: set[str]) -> dict[str, Any]:
    """Return the labels of types, properties and codes that a page uses."""
    terms = vocabulary()
    properties: dict[str, list[str]] = {}
    codes: dict[str, dict[str, list[str]]] = {}
    twins: dict[str, str] = {}
    kinds = [terms.nodes[t] for t in sorted(types) if t in terms.nodes]
    ties = [terms.relations[t] for t in sorted(relation_types) if t in terms.relations]
    for each in (*(kind.properties for kind in kinds), *(tie.properties for tie in ties)):
        for property in each.values():
            properties[property.name] = both(property.label)
            if property.twin_of:
                twins[property.twin_of] = property.name
            if property.codes is not None:
                found = {code.name: both(code.label) for code in property.codes.codes.values()}
                codes[property.name] = {**found, **codes.get(property.name, {})}
    listed = {"methods": "search_method", "results": "search_result", "grades": "reliability"}
    return {
        "types": {t: both(terms.nodes[t].label) if t in terms.nodes else [t, t] for t in _ordered(types)},
        "relation_types": {
            t: both(terms.relations[t].label) if t in terms.relations else [t, t] for t in sorted(relation_types)
        },
        "glyphs": {t: [hue(t), path(t)] for t in sorted(types)},
        "properties": properties,
        "codes": codes,
        "twins": twins,
        **{key: {c.name: both(c.label) for c in terms.codes[name].codes.values()} for key, name in listed.items()},
    }
