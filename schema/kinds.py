"""What the vocabulary is made of: node types, relation types, their properties, and code lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .wordings import Text

#: how a cell of a table is read; ``texts`` is a set of texts
PROPERTY_TYPES = (
    "text", "texts", "integer", "number", "share", "date", "boolean", "code", "credit_code", "stock_code",
)  # fmt: skip
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
    #: of a whole number the least that it may be; None: any
    least: int | None = None


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
