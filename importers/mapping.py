"""A mapping: which column of which file says what, read from YAML and checked against the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..schema import NodeType, Property, RelationType, Source, Text, Value


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one value of a row comes from: a column, or the same value in every row."""

    column: str = ""
    always: str = ""
    #: put in front of what the cell holds: ``company:``
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that gives a property."""

    column: str
    property: Property
    #: between several values in one cell
    separator: str
    #: each part of the cell makes a relation of its own
    split: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where one end of a relation comes from."""

    cell: Cell
    match: Literal["id", "name"] = "id"
    #: types that a name may belong to
    types: tuple[NodeType, ...] = ()
    #: make a node for a name that no table has
    create: bool = False
    #: "": one end a cell
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sources of a row come from."""

    cell: Cell
    separator: str
    #: cells hold titles rather than ids; each title makes a source
    create: bool = False
    reliability: str = "C"


@dataclass(frozen=True, slots=True)
class RelationPlan:
    """How a row makes relations."""

    type: RelationType
    #: None: the node that the row itself is
    from_end: End | None
    to_end: End | None
    fields: tuple[Field, ...] = ()
    always: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodePlan:
    """How a row makes a node."""

    type: NodeType
    #: None: the id is made from the type's key
    id: Cell | None
    fields: tuple[Field, ...] = ()
    always: Mapping[str, Value] = field(default_factory=dict)
    relations: tuple[RelationPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """How a row makes a source or a search record: field name → column."""

    kind: Literal["source", "search"]
    columns: Mapping[str, str]
    always: Mapping[str, str]
    #: of a search record
    subject: End | None
    separator: str


@dataclass(frozen=True, slots=True)
class Table:
    """What the mapping says about one file."""

    #: first part of its rows' keys in the store; "": the name of the file that fits the pattern
    name: str
    #: name of the file, or a pattern such as ``firms*.csv``
    file: str
    plan: NodePlan | RelationPlan | EntryPlan
    sources: Sources | None = None
    #: one source for the whole table
    source: Source | None = None
    date: Cell | None = None
    #: column that tells the rows of a relation table apart
    row_key: str = ""
    #: every column that is read
    columns: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    delimiter: str = ","
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file: one dataset and its tables."""

    dataset: str
    title: Text
    tables: tuple[Table, ...]
    #: files of the folder that are knowingly left out
    ignore: tuple[str, ...] = ()
