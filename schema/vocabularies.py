"""The vocabulary: node and relation types and code lists, read from YAML, one type a file.

A planner's new type is a new file in a folder given to `vocabulary`; no code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .errors import SchemaError, UnknownName
from .files import Reading, read_yaml
from .records import Text

FOLDER = Path(__file__).parent
#: how a cell of a table is read; ``texts`` is a set of texts
PROPERTY_TYPES = ("text", "texts", "integer", "number", "share", "date", "boolean", "code")
#: code lists of the property ``status``
STATUSES = ("status", "standard_status", "patent_status")
#: the status of what is no more: it never counts, and pictures leave it out
RETIRED = "retired"
#: names that a type may not declare: a store keeps them for itself
RESERVED = ("id", "sources", "statements", "date", "reliability", "type", "labels")


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list."""

    name: str
    label: Text
    #: False: what carries this code fills no slot (planned, draft, unclear …)
    counts: bool = True


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of values."""

    name: str
    label: Text
    codes: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a type may have."""

    name: str
    label: Text
    #: one of PROPERTY_TYPES
    type: str
    required: bool = False
    codes: CodeList | None = None
    #: prose in two languages: this one holds Chinese, its twin ``<name>_en`` the same in English
    both: bool = False
    #: name of the property whose English this is; "" for all others
    twin_of: str = ""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A node type, e.g. Company."""

    name: str
    label: Text
    about: Text
    #: property shown as the node's name
    caption: str
    #: properties that make the id when a table has no id column
    key: tuple[str, ...]
    #: what made ids begin with: ``company:…``
    prefix: str
    properties: Mapping[str, Property]
    #: Company, institutes, University, Association, Consortium, Agency
    body: bool = False


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation type, e.g. TESTS_FOR."""

    name: str
    label: Text
    about: Text
    #: node types it may start from and end at
    from_types: frozenset[str]
    to_types: frozenset[str]
    #: properties that tell two relations between the same ends apart
    key: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All types by name."""

    nodes: Mapping[str, NodeType]
    relations: Mapping[str, RelationType]
    codes: Mapping[str, CodeList]
    #: statuses of which some list says that they do not count
    idle: frozenset[str]
    #: relation type → its properties of codes, each with those that fill no slot; status left out
    idle_codes: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]

    def counts(self, *statuses: str) -> bool:
        """Say whether statuses let a thing count, in gaps and on pictures: no list of statuses says that it does not.

        >>> vocabulary().counts("fact"), vocabulary().counts("draft"), vocabulary().counts("", "fact")
        (True, False, True)
        """
        return self.idle.isdisjoint(statuses)

    def node(self, name: str) -> NodeType:
        """Return a node type; UnknownName suggests the nearest."""
        if name not in self.nodes:
            raise UnknownName("node type", name, self.nodes)
        return self.nodes[name]

    def relation(self, name: str) -> RelationType:
        """Return a relation type; UnknownName suggests the nearest."""
        if name not in self.relations:
            raise UnknownName("relation type", name, self.relations)
        return self.relations[name]

    def uncounted(self, relation: str, values: Mapping[str, Any]) -> str:
        """Return the first code of a relation's properties that fills no slot (``unclear``); "" where all count."""
        for name, codes in self.idle_codes[relation]:
            if values.get(name) in codes:
                return str(values[name])
        return ""

    @property
    def bodies(self) -> frozenset[str]:
        """Names of the node types that are bodies."""
        return frozenset(n.name for n in self.nodes.values() if n.body)


@cache
def vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Read and cross-check the vocabulary; SchemaError names file, key and what was expected.

    >>> vocabulary().nodes["Company"].label.zh
    '企业'
    """
    codes = {path.stem: _code_list(read_yaml(path)) for path in sorted((folder / "codes").glob("*.yaml"))}
    common = read_yaml(folder / "common.yaml")
    shared = {kind: _properties(common.part(kind), codes) for kind in ("node", "relation")}
    files = [read_yaml(path) for path in sorted((folder / "types").glob("*.yaml"))]
    kinds = [(file, file.one_of("kind", ("node", "relation"))) for file in files]
    # first pass: every node type; second: relations, whose ends name node types
    nodes = {n.name: n for file, kind in kinds if kind == "node" for n in [_node_type(file, codes, shared["node"])]}
    relations = {
        r.name: r for file, kind in kinds if kind == "relation" for r in [_relation_type(file, codes, shared, nodes)]
    }
    if clash := nodes.keys() & relations.keys():
        raise SchemaError(f"{folder / 'types'}: {sorted(clash)[0]} is both a node and a relation type")
    for name in STATUSES:
        if name not in codes:
            raise SchemaError(f"{folder / 'codes' / name}.yaml: there is no such code list; every vocabulary has it")
    idle = {code.name for name in STATUSES for code in codes[name].codes.values() if not code.counts}
    idle_codes = {name: tuple(_idle_codes(kind)) for name, kind in relations.items()}
    return Vocabulary(nodes, relations, codes, frozenset(idle), idle_codes)


def _idle_codes(kind: RelationType) -> Iterator[tuple[str, frozenset[str]]]:
    for name, property in kind.properties.items():
        if name != "status" and property.codes is not None:
            found = frozenset(code.name for code in property.codes.codes.values() if not code.counts)
            if found:
                yield name, found


def _code_list(file: Reading) -> CodeList:
    file.only("name", "label", "codes")
    file.named()
    codes = {}
    for name in file.part("codes").data:
        part = file.part("codes").part(name)
        part.only("zh", "en", "counts")
        codes[name] = Code(name, part.text(), part.flag("counts", True))
    return CodeList(file.word("name"), file.part("label").text(), codes)


def _properties(part: Reading, codes: Mapping[str, CodeList]) -> dict[str, Property]:
    found = {}
    for name in part.data:
        each = part.part(name)
        each.only("type", "codes", "required", "label", "both")
        if name in RESERVED or not name.isidentifier():
            raise each.wrong("", "a name of letters, digits and _ that is not one of " + ", ".join(RESERVED), name)
        type_ = each.one_of("type", PROPERTY_TYPES)
        code_list = None
        if type_ == "code":
            code_list = codes[each.one_of("codes", tuple(codes))]
        label, both = each.part("label").text(), each.flag("both", False)
        if both and type_ not in ("text", "texts"):
            raise each.wrong("both", "text or texts in two languages", type_)
        found[name] = Property(name, label, type_, each.flag("required", False), code_list, both)
        if both:
            if _twin(name) in part.data:
                raise part.wrong(_twin(name), f"no such property: {name} is both and makes it")
            found[_twin(name)] = Property(_twin(name), label, type_, twin_of=name)
    return found


def _twin(name: str) -> str:
    return f"{name}_en"


def _with_common(common: Mapping[str, Property], own: Mapping[str, Property]) -> dict[str, Property]:
    """Return all properties of a type; where its own replaces a common one, the common one's twin goes as well."""
    return {name: each for name, each in common.items() if each.twin_of not in own} | dict(own)


def _node_type(file: Reading, codes: Mapping[str, CodeList], common: Mapping[str, Property]) -> NodeType:
    file.only("kind", "name", "label", "about", "caption", "key", "prefix", "body", "properties")
    name = file.named()
    properties = _with_common(common, _properties(file.part("properties"), codes))
    caption, key = file.word("caption"), tuple(file.words("key"))
    for at, wanted in [("caption", caption), *(("key", k) for k in key)]:
        if wanted not in properties:
            raise file.wrong(at, "a property of this type: " + ", ".join(properties), wanted)
    return NodeType(
        name,
        file.part("label").text(),
        file.part("about").text(),
        caption,
        key,
        file.word("prefix"),
        properties,
        file.flag("body", False),
    )


def _relation_type(
    file: Reading, codes: Mapping[str, CodeList], shared: Mapping[str, Any], nodes: Mapping[str, NodeType]
) -> RelationType:
    file.only("kind", "name", "label", "about", "from", "to", "key", "properties")
    name = file.named()
    properties = _with_common(shared["relation"], _properties(file.part("properties"), codes))
    key = tuple(file.words("key"))
    for wanted in key:
        if wanted not in properties:
            raise file.wrong("key", "a property of this type: " + ", ".join(properties), wanted)
    ends = []
    for at in ("from", "to"):
        types: set[str] = set()
        for word in file.words(at):
            if word == "body":
                types |= {n.name for n in nodes.values() if n.body}
            elif word in nodes:
                types.add(word)
            else:
                raise file.wrong(at, "a node type or 'body'", word)
        ends.append(frozenset(types))
    label, about = file.part("label").text(), file.part("about").text()
    return RelationType(name, label, about, ends[0], ends[1], key, properties)


@cache
def property_types() -> dict[str, frozenset[str]]:
    """Return the types that each property has, over all node and relation types.

    >>> sorted(property_types()["stock"])
    ['text']
    """
    found: dict[str, set[str]] = {}
    words = vocabulary()
    for types in (words.nodes, words.relations):
        for kind in types.values():
            for each in kind.properties.values():
                found.setdefault(each.name, set()).add(each.type)
    return {name: frozenset(kinds) for name, kinds in found.items()}
