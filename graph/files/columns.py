"""Which properties each type has in a store, and what their values are: the columns of its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...schema import DataError, shown, shown_zh, vocabulary
from ..stored import Stored

KINDS = {str: "text", bool: "boolean", int: "integer", float: "number", list: "list"}
#: first and last columns of every table
FIRST, LAST = ("id", "from", "to", "name", "name_en"), ("date", "reliability", "sources", "statements")


@dataclass(slots=True)
class Table:
    """One node or relation type."""

    type: str
    relation: bool
    rows: int = 0
    #: property → kinds of its values, of KINDS
    kinds: dict[str, set[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of its file, without suffix."""
        return f"{'relations' if self.relation else 'nodes'}-{self.type}"

    @property
    def columns(self) -> list[str]:
        """Properties in the order of a reader: what it is, what the vocabulary says, the rest, where from."""
        words = vocabulary()
        type = (words.relations if self.relation else words.nodes).get(self.type)
        order = [*FIRST, *(type.properties if type else ()), *sorted(self.kinds.keys() - set(LAST)), *LAST]
        ends = {"from", "to"} if self.relation else set()
        return [name for name in dict.fromkeys(order) if name in self.kinds or name in ends]


def tables(items: Iterable[Stored]) -> Mapping[tuple[bool, str], Table]:
    """Return the tables that hold items, nodes first, by whether it is a relation and type."""
    found: dict[tuple[bool, str], Table] = {}
    for each in items:
        relation = each.from_id != ""
        table = found.get((relation, each.type))
        if table is None:
            table = found[relation, each.type] = Table(each.type, relation)
        table.rows += 1
        for name, value in each.properties.items():
            kind = KINDS.get(type(value))
            if kind is None:
                raise DataError(
                    f"{each.type} {each.id}: {name} is {shown(value)}; no table has a column for it",
                    f"{each.type} {each.id}：{name} 为{shown_zh(value)}，表中没有可存它的列",
                )
            table.kinds.setdefault(name, set()).add(kind)
    return dict(sorted(found.items()))


def row(each: Stored) -> dict[str, object]:
    """Return the values of one row by column."""
    ends = {"from": each.from_id, "to": each.to_id} if each.from_id else {}
    return {**each.properties, **ends}
