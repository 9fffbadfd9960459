"""Slots of a template: what a chain or a stage should have, and by which relations it is filled.

A slot is data. Its `filled_by` lists the relations that fill it; nothing in the program knows a slot by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .files import Reading, any_of
from .quoting import listed
from .vocabularies import RelationType, Vocabulary, vocabulary
from .wordings import Text

#: what a relation may end at; a chain's slot is also filled by what its stages and consortia have
TARGETS: Mapping[str, str] = {"chain": "IndustryChain", "stage": "Stage", "consortium": "Consortium"}
#: what is counted: each body, the houses behind the bodies, or the things themselves (standards, patents, awards)
UNITS = ("house", "body", "thing")
#: a consortium's own award or patent: the consortium itself is the bearer
ITSELF = "itself"
#: what searches are for that are for no slot: links between stages, stages at a position, seats
SEARCHED_BESIDES = ("feeds", "upstream", "midstream", "downstream", "seat")
#: what a searched and empty slot means: the stage has nobody (建链), or something is missing (补链)
WHEN_MISSING = ("build", "fill")


@dataclass(frozen=True, slots=True)
class Filler:
    """One way to fill a slot: a relation into the chain, or of a body that has one (`via`)."""

    relation: str
    #: node types of what fills the slot
    types: tuple[str, ...]
    #: words of `TARGETS` that count as its place
    to: tuple[str, ...]
    #: property → values of which it must have one; "" stands for not recorded
    where: Mapping[str, tuple[str, ...]]
    #: relation types by which the bearer belongs to the place, or `ITSELF`; empty: the relation itself ends there
    via: tuple[str, ...]
    #: one of `UNITS`
    count: str
    #: with `via`: whether the relation starts at the bearer
    outward: bool = True

    @property
    def target_types(self) -> frozenset[str]:
        """Node types of the places."""
        return frozenset(TARGETS[each] for each in self.to)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a chain or a stage should have."""

    name: str
    label: Text
    #: one character (zh) or one or two letters (en) for the small cells of a map
    mark: Text
    #: heading that it stands under: firms, infrastructure, advice, innovation
    group: str
    #: whether a chain as a whole, and each of its stages, should have it
    of_chain: bool
    of_stage: bool
    #: how many houses, bodies and things together should fill it
    minimum: int
    #: True: hanging on one house it is worth a verdict
    strengthen: bool
    #: one of `WHEN_MISSING`
    when_missing: str
    filled_by: tuple[Filler, ...]
    #: method → the least (queries, pages read) of a search that may find nobody; in place of the template's own
    effort: Mapping[str, tuple[int, int]]

    @property
    def types(self) -> tuple[str, ...]:
        """Node types that may fill it, in the file's order, once each."""
        return tuple(dict.fromkeys(type for filler in self.filled_by for type in filler.types))


def read_slot(name: str, part: Reading, groups: Mapping[str, Text]) -> Slot:
    """Read a slot of a template and check every word of it against the vocabulary; SchemaError otherwise."""
    part.only("label", "mark", "group", "of", "minimum", "strengthen", "when_missing", "filled_by", "effort")
    of = part.words("of")
    if not of or set(of) - {"chain", "stage"}:
        raise part.wrong("of", Text(" chain、stage 的列表", "a list of chain, stage"), of)
    minimum = part.integer("minimum", 1)
    if minimum < 1:
        raise part.wrong("minimum", Text(" 1 以上", "1 or more"), minimum)
    fillers = tuple(_filler(each) for each in part.parts("filled_by"))
    if not fillers:
        raise part.wrong("filled_by", Text("至少一种关系", "at least one relation"), [])
    return Slot(
        name,
        part.part("label").text(),
        part.part("mark").text(),
        part.one_of("group", tuple(groups)),
        "chain" in of,
        "stage" in of,
        minimum,
        part.flag("strengthen", True),
        part.one_of("when_missing", WHEN_MISSING) if "when_missing" in part.data else "fill",
        fillers,
        read_effort(part.part("effort")) if "effort" in part.data else {},
    )


def read_effort(part: Reading) -> dict[str, tuple[int, int]]:
    """Read ``{web: {queries: 2, pages: 8}}``."""
    methods = vocabulary().codes["search_method"].codes
    found = {}
    for method in part.data:
        if method not in methods:
            raise part.wrong(method, any_of(methods), method, methods)
        each = part.part(method)
        each.only("queries", "pages")
        found[method] = (each.integer("queries", 0), each.integer("pages", 0))
    return found


def _filler(part: Reading) -> Filler:
    part.only("relation", "types", "to", "where", "via", "count", "direction")
    known = vocabulary()
    relation = known.relations[part.one_of("relation", tuple(known.relations))]
    via = tuple(part.words("via")) if "via" in part.data else ()
    for word in via:
        if word != ITSELF and word not in known.relations:
            wanted = Text(f"关系类型或 {ITSELF}", f"relation types or {ITSELF}")
            raise part.wrong("via", wanted, word, (ITSELF, *known.relations))
    to = tuple(part.words("to"))
    if not to or set(to) - set(TARGETS):
        wanted = Text(f"以下各项的列表：{'、'.join(TARGETS)}", f"a list of {', '.join(TARGETS)}")
        raise part.wrong("to", wanted, ", ".join(sorted(set(to) - set(TARGETS))), TARGETS)
    types = _types(part, relation, via, known)
    places = {TARGETS[each] for each in to}
    if not via and (amiss := places - relation.to_types):
        wanted = Text(f" {relation.name} 可以到达之处", f"where {relation.name} may end")
        raise part.wrong("to", wanted, ", ".join(sorted(amiss)))
    for word in via:
        ends = {TARGETS["consortium"]} if word == ITSELF else known.relations[word].to_types
        if not places & ends:
            there = listed(sorted(places))
            wanted = Text(f"终点可为 {there.zh} 的关系类型", f"relation types that may end at {there.en}")
            raise part.wrong("via", wanted, word)
    count = part.one_of("count", UNITS) if "count" in part.data else "house"
    # from the bearer to the thing, unless the thing can only stand where the relation starts
    outward = bool(relation.to_types & set(types))
    if "direction" in part.data:
        outward = part.one_of("direction", ("out", "in")) == "out"
    return Filler(relation.name, types, to, _where(part, relation, types, known), via, count, outward)


def _types(part: Reading, relation: RelationType, via: tuple[str, ...], known: Vocabulary) -> tuple[str, ...]:
    may = relation.from_types if not via else relation.from_types | relation.to_types
    if "types" not in part.data:
        return tuple(sorted(relation.from_types if not via else relation.to_types))
    found: list[str] = []
    for word in part.words("types"):
        several = sorted(known.bodies) if word == "body" else [word]
        for each in several:
            if each not in known.nodes:
                wanted = Text("节点类型或 body", "node types or 'body'")
                raise part.wrong("types", wanted, word, ("body", *known.nodes))
            if each not in may and word != "body":
                wanted = Text(f" {relation.name} 的端点类型：", f"ends of {relation.name}: ") + listed(sorted(may))
                raise part.wrong("types", wanted, word, may)
        found += [each for each in several if each in may]
    return tuple(found)


def _where(
    part: Reading, relation: RelationType, types: tuple[str, ...], known: Vocabulary
) -> dict[str, tuple[str, ...]]:
    if "where" not in part.data:
        return {}
    found = {}
    where = part.part("where")
    for name in where.data:
        holders = [relation.properties, *(known.nodes[type].properties for type in types)]
        property = next((each[name] for each in holders if name in each), None)
        if property is None:
            names = sorted({name for each in holders for name in each})
            owners = Text(f" {relation.name} 或 ", f"a property of {relation.name} or ") + listed(types)
            raise where.wrong(name, owners + Text(" 的属性：", ": ") + listed(names), name, names)
        values = tuple(where.words(name))
        for value in values:
            if value and property.codes is not None and value not in property.codes.codes:
                wanted = Text("代码：", "codes of ") + listed(property.codes.codes)
                raise where.wrong(name, wanted, value, property.codes.codes)
        found[name] = values
    return found


def mismatch(filler: Filler, relation: Mapping[str, Any], thing: Mapping[str, Any]) -> str | None:
    """Return "" where the values are those that a filler asks for, else why not.

    A value is that of the relation, else of what fills the slot. Where the filler also takes what is not recorded
    (""), another value is a reason to set the body aside, and is returned: a user is no supplier. Where it does not,
    the row is about something else, another service say: None.
    """
    reason = ""
    for name, allowed in filler.where.items():
        value = relation.get(name)
        if value is None:
            value = thing.get(name)
        word = "" if value is None else str(value)
        if word in allowed:
            continue
        if "" not in allowed:
            return None
        reason = reason or word
    return reason


__all__ = [
    "ITSELF",
    "SEARCHED_BESIDES",
    "TARGETS",
    "UNITS",
    "WHEN_MISSING",
    "Filler",
    "Slot",
    "mismatch",
    "read_effort",
    "read_slot",
]
