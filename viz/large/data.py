"""A large network as columns: numbers as base64, texts joined, what repeats once; the page unpacks what it shows.

100,000 nodes as JSON objects take 60 MB and seconds to parse; as columns some 10 MB and a tenth of a second.
"""

from __future__ import annotations

import base64
import json
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...schema import Scene
from ..page import clean
from ..reading import counts, grade_of, initials, name_of, stated, status_of
from .places import Places

#: statuses by the number that the page's shader knows; another is drawn as a fact if it counts, else as a candidate
STATUSES = ("fact", "planned", "candidate", "retired")
GRADES = ("C", "B", "A")
#: steps of a coordinate
_STEPS = 65_535
_BREAKS = str.maketrans({"\n": " ", "\r": " "})


@dataclass(slots=True)
class Columns:
    """The network in columns, and what it cites."""

    #: node ids; a node's number is its place here, the most important first
    ids: list[str]
    data: dict[str, Any]
    types: list[str]
    relation_types: list[str]
    cited: set[str] = field(default_factory=set)


def columns(scene: Scene, places: Places, importance: Mapping[str, float]) -> Columns:
    """Return the network in columns; the order of loading changes nothing in them."""
    network, grades = scene.network, scene.grades
    ids = sorted(network, key=lambda n: (-importance[n], n))
    number = {id: k for k, id in enumerate(ids)}
    types = _common(network.nodes[id].get("type", "") for id in ids)
    relation_types = _common(type_ for _, _, type_ in network.edges(data="type"))
    kind = {type_: k for k, type_ in enumerate(types)}
    tie = {type_: k for k, type_ in enumerate(relation_types)}
    pools = _Pools()
    points = [places.points[id] for id in ids]
    area_of = {node: k for k, area in enumerate(places.areas) for node in area.nodes}
    names = [name_of(id, network.nodes[id]) for id in ids]
    aliases = {
        k: [_line(str(each)) for each in found]
        for k, id in enumerate(ids)
        if (found := network.nodes[id].get("properties", {}).get("aliases"))
    }
    data: dict[str, Any] = {
        "count": len(ids),
        "size": [round(places.width, 3), round(places.height, 3)],
        "keys": "\n".join(_unique(ids)),
        "names": "\n".join(_line(name.zh) for name in names),
        "names_en": _sparse((k, _line(name.en)) for k, name in enumerate(names) if name.en),
        "aliases": _sparse((k, "\t".join(each)) for k, each in aliases.items()),
        "kind": _packed("H", (kind[network.nodes[id].get("type", "")] for id in ids)),
        "x": _packed("H", (_step(x, places.width) for x, _ in points)),
        "y": _packed("H", (_step(y, places.height) for _, y in points)),
        "area": _packed("H", (area_of[id] for id in ids)),
        "facts": _packed("I", (pools.add(stated(network.nodes[id], grades)) for id in ids)),
        "letters": _letters([name.zh for name in names], aliases),
    }
    rows = sorted(
        (
            (number[a], number[b], tie[edge["type"]], str(key), edge)
            for a, b, key, edge in network.edges(keys=True, data=True)
        ),
        key=lambda row: row[:4],
    )
    out = Counter(row[0] for row in rows)
    data["out"] = _packed("I", (out[k] for k in range(len(ids))))
    data["to"] = _packed("I", (row[1] for row in rows))
    data["tie"] = _packed("H", (row[2] for row in rows))
    data["standing"] = _packed("B", (_standing(row[4], grades) for row in rows))
    data["relation_facts"] = _packed("I", (pools.add(stated(row[4], grades)) for row in rows))
    data["types"], data["relation_types"] = types, relation_types
    data["pools"] = pools.packed()
    return Columns(ids, data, types, relation_types, pools.cited)


def _step(at: float, size: float) -> int:
    """Return a coordinate in steps; what rounding puts outside comes back to the edge."""
    return min(_STEPS, max(0, round(at / size * _STEPS)))


def _common(types: Iterable[str]) -> list[str]:
    """Return types, the most common first: the page's shader tells the first 63 apart."""
    return [type_ for type_, _ in sorted(Counter(types).items(), key=lambda p: (-p[1], p[0]))]


def _standing(edge: Mapping[str, Any], grades: Mapping[str, str]) -> int:
    """Return status and best reliability of a relation in one number."""
    status = status_of(edge)
    if status not in STATUSES:
        status = "fact" if counts(edge) else "candidate"
    grade = grade_of(edge.get("statements", ()), grades)
    return STATUSES.index(status) * len(GRADES) + (GRADES.index(grade) if grade in GRADES else 0)


class _Pools:
    """Properties, evidence and differing readings: each once, a node or relation holds one number for all three."""

    def __init__(self) -> None:
        self.cited: set[str] = set()
        self._parts: list[str] = []
        self._places: dict[str, int] = {}
        self._sets: dict[tuple[int, ...], int] = {(0, 0, 0): 0}

    def add(self, said: Mapping[str, Any]) -> int:
        """Return the number of what is said about a part; 0 where nothing is."""
        if not said:
            return 0
        for _, sources in said.get("evidence", ()):
            self.cited.update(sources)
        for _, readings in said.get("differ", ()):
            self.cited.update(source for reading in readings for source in reading[1])
        key = tuple(self._part(said.get(name)) for name in ("properties", "evidence", "differ"))
        return self._sets.setdefault(key, len(self._sets))

    def packed(self) -> dict[str, Any]:
        """Return the pools as the page reads them: JSON texts, a line each, parsed when shown."""
        return {"parts": "\n".join(self._parts), "sets": _packed("I", (p for each in self._sets for p in each))}

    def _part(self, value: Any) -> int:
        if not value:
            return 0
        # dumps writes line breaks as \n: a text is one line
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
        place = self._places.get(text)
        if place is None:
            self._parts.append(text)
            place = self._places[text] = len(self._parts)
        return place


def _unique(ids: Sequence[str]) -> list[str]:
    """Return ids as lines; two that differ only in what no page can hold are told apart by a number."""
    taken: set[str] = set()
    found = []
    for id in ids:
        line = _line(id)
        wanted, n = line, 2
        while line in taken:
            line, n = f"{wanted}~{n}", n + 1
        taken.add(line)
        found.append(line)
    return found


def _line(text: str) -> str:
    return clean(text.translate(_BREAKS))


def _sparse(entries: Iterable[tuple[int, str]]) -> dict[str, str]:
    """Return numbers and texts of those that have one."""
    found = list(entries)
    return {"at": _packed("I", (k for k, _ in found)), "text": "\n".join(text for _, text in found)}


def _letters(names: Sequence[str], aliases: Mapping[int, Sequence[str]]) -> dict[str, str]:
    """Return the initials of every character in names and aliases; ASCII speaks for itself."""
    seen = set().union(*names, *(each for found in aliases.values() for each in found)) if names else set()
    found = {character: initials(character) for character in sorted(seen) if not character.isascii()}
    return {character: letters for character, letters in found.items() if letters}


def _packed(code: str, numbers: Iterable[int]) -> str:
    """Return numbers as base64 of little-endian H (2 bytes), I (4) or B (1)."""
    made = array(code, numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return base64.b64encode(made.tobytes()).decode("ascii")
