"""A mapping: which column of which file says what, read from YAML and checked against the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..schema import NodeType, Place, Property, RelationType, Source, Text, Value
from .names import Way
from .reading import Form

#: what parts the values of a cell: one mark, or several
Separator = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one value of a row comes from: a column or several, or the same value in every row."""

    column: str = ""
    always: str = ""
    #: put in front of what the cell holds: ``company:``
    prefix: str = ""
    #: further columns
    more: tuple[str, ...] = ()
    #: of several columns the first that is not blank, else all of them with / between
    first: bool = False
    #: what of the text is taken
    take: re.Pattern[str] | None = None
    #: of an id: where the cell is blank the id is made from the type's key
    else_key: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (self.column, *self.more) if self.column else ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell must hold for a rule to apply to its row."""

    column: str
    #: in the form of `schema.alike`; empty: whatever it is
    values: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    blank: bool | None = None
    #: turns values and pattern round
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A type by what a column holds."""

    column: str
    #: text in the form of `schema.alike` → name of a type
    values: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    #: "": what is not known is a problem
    otherwise: str = ""

    @property
    def types(self) -> tuple[str, ...]:
        """The names of all types that may be chosen, each once."""
        found = [*self.values.values(), *(name for _, name in self.patterns), self.otherwise]
        return tuple(dict.fromkeys(name for name in found if name))


@dataclass(frozen=True, slots=True)
class Unit:
    """What the numbers of a column are counted in."""

    #: of numbers without one: ``万元``; "": each cell says it
    given: str
    #: property that gets the unit; "": the cells must agree with `given`
    into: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column that gives a property."""

    column: str
    property: Property
    #: between several values in one cell
    separator: Separator
    #: each part of the cell makes a relation of its own
    split: bool = False
    unit: Unit | None = None
    #: kept as a further detail under its own name
    detail: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where one end of a relation comes from."""

    cell: Cell
    #: how the cell names somebody, what is tried first coming first
    match: tuple[Way, ...] = ("id",)
    #: types that a name may belong to
    types: tuple[NodeType, ...] = ()
    #: make a node for a name that no table has
    create: bool = False
    #: "": one end a cell
    separator: Separator = ""
    #: which of the types, by a column
    choice: Choice | None = None
    #: of a stage: the chain that it is looked for in
    chain: End | None = None
    #: name of a node of the same row, in place of a cell
    node: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are read."""
        found = {*self.cell.columns, *(self.chain.columns if self.chain else ())}
        return frozenset(found | ({self.choice.column} if self.choice else set()))


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sources of a row come from."""

    cell: Cell
    separator: Separator
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
    #: all of these must hold
    where: tuple[Condition, ...] = ()
    #: a blank end is no problem, whatever else the row says
    optional: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are read."""
        ends = [end.columns for end in (self.from_end, self.to_end) if end]
        return frozenset({f.column for f in self.fields} | {c.column for c in self.where}).union(*ends)


@dataclass(frozen=True, slots=True)
class NodePlan:
    """How a row makes a node."""

    type: NodeType
    #: None: the id is made from the type's key
    id: Cell | None
    fields: tuple[Field, ...] = ()
    always: Mapping[str, Value] = field(default_factory=dict)
    relations: tuple[RelationPlan, ...] = ()
    #: of several nodes in a row; "" of a row that is one node
    name: str = ""
    where: tuple[Condition, ...] = ()
    #: a row without its id or key has no such node, and that is no problem
    optional: bool = False
    #: of a stage: the chain that it is keyed with
    chain: End | None = None
    #: many rows may state it, each something more
    fold: bool = False
    #: columns that other types of the same rule have a property for and this one has not
    unfit: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are read."""
        own = {f.column for f in self.fields} | {c.column for c in self.where} | set(self.unfit)
        own |= {*(self.id.columns if self.id else ()), *(self.chain.columns if self.chain else ())}
        return frozenset(own).union(*(each.columns for each in self.relations))


@dataclass(frozen=True, slots=True)
class NodeRule:
    """A node of a row whose type is one, or chosen by a column."""

    plans: Mapping[str, NodePlan]
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How a row makes several nodes and the relations between them."""

    nodes: Mapping[str, NodeRule]
    relations: tuple[RelationPlan, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are read."""
        found = {rule.choice.column for rule in self.nodes.values() if rule.choice}
        plans = [plan.columns for rule in self.nodes.values() for plan in rule.plans.values()]
        return frozenset(found).union(*plans, *(each.columns for each in self.relations))


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """How a row makes a source or a search record: field name → column."""

    kind: Literal["source", "search"]
    columns: Mapping[str, str]
    always: Mapping[str, str]
    #: of a search record
    subject: End | None
    separator: Separator


@dataclass(frozen=True, slots=True)
class Table:
    """What the mapping says about one file."""

    #: first part of its rows' keys in the store; "": the name of the file that fits the pattern
    name: str
    #: name of the file, or a pattern such as ``firms*.csv``
    file: str
    plan: NodePlan | RowPlan | RelationPlan | EntryPlan
    sources: Sources | None = None
    #: one source for the whole table
    source: Source | None = None
    date: Cell | None = None
    #: column that tells the rows of a relation table apart
    row_key: str = ""
    #: every column that is read
    columns: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    form: Form = field(default_factory=Form)
    where: tuple[Condition, ...] = ()
    #: column → what a cell says → what it stands for
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name_in(self, place: Place) -> str:
        """Return the first part of a row's key: with the sheet, where a pattern takes several."""
        return f"{self.name}/{place.sheet}" if set(self.form.sheet) & set("*?[") else self.name

    def nodes(self) -> Iterator[NodePlan]:
        """Yield every rule by which a row makes a node."""
        if isinstance(self.plan, NodePlan):
            yield self.plan
        elif isinstance(self.plan, RowPlan):
            for rule in self.plan.nodes.values():
                yield from rule.plans.values()

    def relations(self) -> Iterator[RelationPlan]:
        """Yield every rule by which a row makes relations."""
        if isinstance(self.plan, RelationPlan):
            yield self.plan
        for node in self.nodes():
            yield from node.relations
        if isinstance(self.plan, RowPlan):
            yield from self.plan.relations

    def ends(self) -> Iterator[End]:
        """Yield every end, subject and chain that a row names."""
        found: list[End | None] = [node.chain for node in self.nodes()]
        for relation in self.relations():
            found += [relation.from_end, relation.to_end]
        if isinstance(self.plan, EntryPlan):
            found.append(self.plan.subject)
        for end in found:
            if end is not None:
                yield end
                if end.chain is not None:
                    yield end.chain


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file: one dataset and its tables."""

    dataset: str
    title: Text
    tables: tuple[Table, ...]
    #: files of the folder that are knowingly left out
    ignore: tuple[str, ...] = ()
