"""A mapping of a graph: which label, relation type and property of another program says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...schema import NodeType, Property, RelationType, Source, Value

#: what the nodes of one level of a tree become: ``above`` lets what is tied to them count for the one above
Level = Literal["IndustryChain", "Stage", "above"]


@dataclass(frozen=True, slots=True)
class Given:
    """Where one text comes from: a property, or the same text everywhere."""

    property: str = ""
    always: str = ""
    #: put in front of what the property holds
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What becomes of the properties of one kind of nodes or relations."""

    #: properties of the type that they become
    known: Mapping[str, Property]
    #: their name → ours
    names: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, Value] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    #: between several values in one text
    separator: str = ";"


@dataclass(frozen=True, slots=True)
class Stated:
    """Who says it, and when."""

    source: Source | None = None
    #: titles, each of which makes a source
    titles: Given | None = None
    reliability: str = "C"
    date: Given | None = None


@dataclass(frozen=True, slots=True)
class NodeRule:
    """What the nodes of a label become."""

    label: str
    type: NodeType
    #: None: the id is made from the type's key
    id: Given | None
    kept: Kept
    stated: Stated


@dataclass(frozen=True, slots=True)
class TreeRule:
    """What the levels of a tree of industries become: chains and their stages."""

    labels: tuple[str, ...]
    #: type of the relations between one and the one above it
    relation: str
    #: they go from the one above to the one below
    reverse: bool
    #: property that tells the level; "": it is counted, or told by the label
    level: str
    #: the labels tell the levels
    by_label: bool
    levels: Mapping[str, Level]
    id: Given | None
    #: of chains and of stages
    kept: Mapping[str, Kept]
    #: of the relation between a stage and its chain; its properties stand at the stage
    part_of: Kept
    stated: Stated


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What the relations of a type become."""

    relation: str
    type: RelationType
    #: labels that its ends must have; none: any that the mapping takes
    from_labels: frozenset[str]
    to_labels: frozenset[str]
    #: what they say goes the other way
    reverse: bool
    kept: Kept
    #: property that tells two relations of the same ends apart where the vocabulary does not
    row_key: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class GraphMapping:
    """A mapping: one dataset, and what becomes of a graph."""

    dataset: str
    nodes: tuple[NodeRule, ...]
    trees: tuple[TreeRule, ...]
    relations: tuple[RelationRule, ...]
    #: labels and relation types that are knowingly left out
    ignore: frozenset[str] = frozenset()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that it takes, those of trees first."""
        return (*(label for tree in self.trees for label in tree.labels), *(rule.label for rule in self.nodes))
