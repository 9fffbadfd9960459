"""One table of a dataset: its rows as records, checked for ids that stand twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ..schema import Node, Place, Problem, Record, Relation, Search, Source, shown
from .cells import Cells
from .entries import read_search, read_source
from .lines import Layout, Row, read_rows
from .mapping import End, EntryPlan, NodePlan, Table
from .names import NAMES, made_id
from .rows import Found, RowReader

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that a table of the mapping is about."""

    table: Table
    path: Path
    #: as messages show it
    name: str
    layout: Layout

    @property
    def id_column(self) -> str:
        """Column that the id comes from, or is made from."""
        plan = self.table.plan
        if isinstance(plan, EntryPlan):
            return plan.columns.get("id", "id")
        if isinstance(plan, NodePlan) and plan.id is None:
            return next((f.column for f in plan.fields if f.property.name in plan.type.key), "id")
        return plan.id.column if isinstance(plan, NodePlan) and plan.id else "id"


@dataclass(slots=True)
class Seen:
    """The ids of one reading of a dataset: digests, not records."""

    #: id → what it is and where it stood first
    kinds: dict[int, tuple[str, Place]] = field(default_factory=dict)
    #: table and id → digest of what its row says, number of the row
    rows: dict[int, tuple[int, int]] = field(default_factory=dict)

    def new(self, record: Record, file: TableFile, cells: Cells) -> bool:
        """Say whether a record says anything new; something else with its id is a problem of the row."""
        if isinstance(record, Relation):
            return True
        kind = _kind(record)
        before, first = self.kinds.get(_digest(record.id), (kind, record.place))
        if before != kind:
            reason = (
                f"the id {shown(record.id)} is a {before} in {first} and a {kind} here: an id stands for one thing only"
            )
            cells.wrong(reason, file.id_column, record.id)
            return False
        known, row = self.rows.get(_key(record, file), (0, 0))
        content = _content(record)
        if known not in (0, content):
            told = f"{shown(record.id)} {_name(record)}".strip()
            reason = f"the id {told} stands in row {row} with other values: join the rows, or correct the id"
            cells.wrong(reason, file.id_column, record.id)
        return not known

    def keyed(self, cells: Cells, file: TableFile) -> None:
        """Refuse a row whose own key stands in an earlier row with other values."""
        column = file.table.row_key
        key = _digest(file.table.name, "row", cells.clean(column))
        content = _digest(*(cells.clean(c) for c in sorted(file.layout.needed)))
        known, row = self.rows.setdefault(key, (content, cells.row.place.row))
        if known != content:
            reason = (
                f"the key {shown(cells.clean(column))} stands in row {row} with other values: give each row its own"
            )
            cells.wrong(reason, column, cells.clean(column))

    def note(self, record: Record, file: TableFile) -> None:
        """Remember a record that is good."""
        if not isinstance(record, Relation):
            self.kinds.setdefault(_digest(record.id), (_kind(record), record.place))
            self.rows[_key(record, file)] = (_content(record), record.place.row)

    def knows(self, record: Node | Source) -> bool:
        """Say whether the id was read before, as the same kind of thing."""
        return self.kinds.get(_digest(record.id), ("",))[0] == _kind(record)


def read_table(
    file: TableFile, dataset: str, find: Callable[[End, str], Found], seen: Seen
) -> Iterator[Record | Problem]:
    """Yield the records of one file; a row with any problem yields all its problems and no record."""
    reader = RowReader(file.table, dataset, find)
    if file.table.source is not None:
        place = Place(file.name)
        cells = Cells(Row(place, {}))
        source = replace(file.table.source, place=place)
        if seen.new(source, file, cells):
            seen.note(source, file)
            yield source
        yield from cells.problems
    for row in read_rows(file.path, file.name, file.layout):
        if isinstance(row, Problem):
            yield row
            continue
        cells = Cells(row)
        records = list(_records(file.table.plan, reader, cells, dataset))
        if not cells.problems and file.table.row_key:
            seen.keyed(cells, file)
        if not cells.problems:
            fresh = [r for r in records if not _made_before(r, reader, seen) and seen.new(r, file, cells)]
            if not cells.problems:
                for record in fresh:
                    seen.note(record, file)
                    yield record
        yield from cells.problems


def nodes_of(file: TableFile, dataset: str) -> Iterator[Node]:
    """Yield the nodes that the rows of a table are, leaving bad rows aside: for their names."""
    if isinstance(file.table.plan, NodePlan):
        plan = file.table.plan
        named = {plan.type.caption, *plan.type.key, *NAMES}
        plan = replace(plan, fields=tuple(f for f in plan.fields if f.property.name in named))
        reader = RowReader(file.table, dataset, _nobody)
        for row in read_rows(file.path, file.name, file.layout):
            if isinstance(row, Row):
                cells = Cells(row)
                node = reader.node(plan, cells)
                if not cells.problems:
                    yield node


def _records(plan: object, reader: RowReader, cells: Cells, dataset: str) -> Iterator[Record]:
    if not isinstance(plan, EntryPlan):
        yield from reader.read(cells)
    elif plan.kind == "source":
        yield read_source(plan, cells)
    else:
        subjects = reader.ends(plan.subject, cells)[0] if plan.subject else [plan.always.get("subject", "")]
        yield read_search(plan, cells, dataset, subjects[0] if subjects else "")


def _made_before(record: Record, reader: RowReader, seen: Seen) -> bool:
    """Say whether a node or source was made for a name or title: the first row that has it makes it."""
    return isinstance(record, Node | Source) and record.id in reader.made and seen.knows(record)


def _nobody(end: End, name: str) -> Found:
    return Found((made_id(end.types[0], [name]),))


def _key(record: Node | Source | Search, file: TableFile) -> int:
    # two tables may each state something of a node; a source or a search record is one row
    return _digest(file.table.name, record.id) if isinstance(record, Node) else _digest(record.id)


def _kind(record: Node | Source | Search) -> str:
    return record.type if isinstance(record, Node) else type(record).__name__.casefold()


def _name(record: Node | Source | Search) -> str:
    return str(record.statements[0].properties.get("name", "")) if isinstance(record, Node) else ""


def _content(record: Node | Source | Search) -> int:
    if isinstance(record, Node):
        said: object = [(s.sources, s.date, dict(s.properties)) for s in record.statements]
    else:
        said = asdict(replace(record, place=Place()))
    return _digest(_JSON.encode(said))


def _digest(*parts: str) -> int:
    """Return 64 bits: for a million ids the odds of a clash are 1 in 37 million."""
    return int.from_bytes(hashlib.blake2b("\0".join(parts).encode("utf-8"), digest_size=8).digest())
