"""The vocabulary: node and relation types and code lists, read from YAML, one type a file.

A planner's new type is a new file in the project's folder of types; no code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .errors import SchemaError, UnknownName
from .files import Reading, read_yaml
from .kinds import Code, CodeList, NodeType, Property, RelationType
from .own_types import OwnTypes, own_types
from .projects import Project, project
from .type_files import read_codes, read_node_type, read_properties, read_relation_type
from .wordings import Text

FOLDER = Path(__file__).parent
#: code lists of the property ``status``
STATUSES = ("status", "standard_status", "patent_status")
#: the status of what is no more: it never counts, and pictures leave it out
RETIRED = "retired"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All types by name; each reading of the files is one of its own."""

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
            raise UnknownName(Text("节点类型", "node type"), name, self.nodes)
        return self.nodes[name]

    def relation(self, name: str) -> RelationType:
        """Return a relation type; UnknownName suggests the nearest."""
        if name not in self.relations:
            raise UnknownName(Text("关系类型", "relation type"), name, self.relations)
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


def vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary in use: that of the package, and the types of the project in use (`use_project`).

    With a ``folder`` it is what stands there alone. SchemaError names file, key and what was expected.

    >>> vocabulary().nodes["Company"].label.zh
    '企业'
    """
    return _read(folder, OwnTypes()) if folder is not None else _of_project(project())


@cache
def shipped() -> Vocabulary:
    """Return the vocabulary of the package, without the types of a project."""
    return _read(FOLDER, OwnTypes())


@cache
def _of_project(used: Project | None) -> Vocabulary:
    if used is None or used.vocabulary is None:
        return shipped()
    return _read(FOLDER, own_types(used.vocabulary))


def _read(folder: Path, own: OwnTypes) -> Vocabulary:
    codes = own.codes({path.stem: read_codes(read_yaml(path)) for path in sorted((folder / "codes").glob("*.yaml"))})
    common = read_yaml(folder / "common.yaml")
    shared = {kind: read_properties(common.part(kind), codes) for kind in ("node", "body", "relation")}
    files = [read_yaml(path) for path in sorted((folder / "types").glob("*.yaml"))]
    kinds = [*((file, file.one_of("kind", ("node", "relation"))) for file in files), *own.types()]
    # first pass: every node type; second: relations, whose ends name node types
    nodes: dict[str, NodeType] = {}
    for file, kind in kinds:
        if kind == "node":
            _add(nodes, read_node_type(file, codes, shared), file)
    for name, node in sorted(nodes.items()):
        if others := [other.name for other in nodes.values() if other.prefix == node.prefix and other.name != name]:
            raise SchemaError(
                f"{name}.yaml, key prefix: {others[0]} makes ids that begin with {node.prefix!r}, too",
                f"{name}.yaml，键 prefix：{others[0]} 的编号也以「{node.prefix}」开头",
            )
    relations: dict[str, RelationType] = {}
    for file, kind in kinds:
        if kind == "relation":
            _add(relations, read_relation_type(file, codes, shared, nodes), file)
    own.complete(nodes, relations, codes)
    if clash := nodes.keys() & relations.keys():
        raise SchemaError(
            f"{folder / 'types'}: {sorted(clash)[0]} is both a node and a relation type",
            f"{folder / 'types'}：{sorted(clash)[0]} 既是节点类型又是关系类型",
        )
    return _whole(nodes, relations, codes, folder)


def _add(known: dict[str, Any], found: NodeType | RelationType, file: Reading) -> None:
    if found.name in known:
        wanted = Text(
            f"尚无的类型；要给 {found.name} 增补请用 kind: addition",
            f"no type that is there already; kind: addition adds to {found.name}",
        )
        raise file.wrong("name", wanted, found.name)
    known[found.name] = found


def _whole(
    nodes: Mapping[str, NodeType], relations: Mapping[str, RelationType], codes: Mapping[str, CodeList], folder: Path
) -> Vocabulary:
    for name in STATUSES:
        if name not in codes:
            raise SchemaError(
                f"{folder / 'codes' / name}.yaml: there is no such code list; every vocabulary has it",
                f"{folder / 'codes' / name}.yaml：没有这个代码表；词汇表必须有它",
            )
    idle = {code.name for name in STATUSES for code in codes[name].codes.values() if not code.counts}
    idle_codes = {name: tuple(_idle_codes(kind)) for name, kind in relations.items()}
    return Vocabulary(dict(sorted(nodes.items())), dict(sorted(relations.items())), codes, frozenset(idle), idle_codes)


def _idle_codes(kind: RelationType) -> Iterator[tuple[str, frozenset[str]]]:
    for name, property in kind.properties.items():
        if name != "status" and property.codes is not None:
            found = frozenset(code.name for code in property.codes.codes.values() if not code.counts)
            if found:
                yield name, found


def own_nodes() -> frozenset[str]:
    """Return the node types that the project in use adds to those of the package."""
    return frozenset(vocabulary().nodes.keys() - shipped().nodes.keys())


def property_types() -> dict[str, frozenset[str]]:
    """Return the types that each property has, over all node and relation types.

    >>> sorted(property_types()["stock"])
    ['stock_code']
    """
    return _property_types(vocabulary())


@cache
def _property_types(words: Vocabulary) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for types in (words.nodes, words.relations):
        for kind in types.values():
            for each in kind.properties.values():
                found.setdefault(each.name, set()).add(each.type)
    return {name: frozenset(kinds) for name, kinds in found.items()}


__all__ = [
    "RETIRED", "Code", "CodeList", "NodeType", "Property", "RelationType", "Vocabulary", "own_nodes", "property_types",
    "shipped", "vocabulary",
]  # fmt: skip
