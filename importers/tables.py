"""One table of a dataset: its rows as records, checked for ids that stand twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..schema import Node, NodeType, Place, Problem, Record, Relation, Search, Source, Text, divide, shown, shown_zh
from .cells import Cells
from .contents import content, differing
from .entries import read_search, read_source
from .mapping import End, EntryPlan, NodePlan, RowPlan, Table
from .names import CODES, NAMES, made_id
from .reading import Layout, LeftOut, Row, read_rows
from .rows import PART_OF, Find, Found, RowReader


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
        if isinstance(self.table.plan, EntryPlan):
            return self.table.plan.columns.get("id", "id")
        plan = next(self.table.nodes(), None)
        if plan is not None and plan.id is None:
            return next((f.column for f in plan.fields if f.property.name in plan.type.key), "id")
        return plan.id.column if plan is not None and plan.id else "id"


@dataclass(slots=True)
class Seen:
    """The ids of one reading of a dataset: digests, not records."""

    #: id → what it is and where it stood first
    kinds: dict[int, tuple[str, Place]] = field(default_factory=dict)
    #: table and id → what its row says, as bytes, number of the row
    rows: dict[int, tuple[bytes, int]] = field(default_factory=dict)
    #: table and key, or id and property, of what may stand in many rows → digest of what the first says, its number
    shared: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: a stage that is known by name alone → the one chain that it may be put into, and where
    chains: dict[int, tuple[str, Place]] = field(default_factory=dict)
    #: name of a file → how many of its rows are left out by ``where``
    left_out: Counter[str] = field(default_factory=Counter)

    def new(self, record: Record, file: TableFile, cells: Cells) -> bool:
        """Say whether a record says anything new; something else with its id is a problem of the row."""
        if isinstance(record, Relation):
            return True
        kind = _kind(record)
        before, first = self.kinds.get(_digest(record.id), (kind, record.place))
        if before != kind:
            reason = Text(
                f"编号{shown_zh(record.id)}在别处（{first.said.zh}）是 {before}，在此是 {kind}：一个编号只代表一个事物",
                f"the id {shown(record.id)} is a {before} in {first} and a {kind} here: "
                "an id stands for one thing only",
            )
            cells.wrong(reason, file.id_column, record.id)
            return False
        known, row = self.rows.get(_key(record), (b"", 0))
        now = content(record)
        if known not in (b"", now):
            self._tell_twice(record, row, _differing(known, now, record, file), file, cells)
        return not known

    def _tell_twice(
        self, record: Node | Source | Search, row: int, columns: list[str], file: TableFile, cells: Cells
    ) -> None:
        """Refuse what stands in an earlier row with other values in some columns."""
        zh, en = ("、".join(columns), ", ".join(columns)) if columns else ("值", "values")
        value, name = record.id, _name(record)
        called = Text(f"编号{shown_zh(record.id)}", f"the id {shown(record.id)}")
        advice = Text("请合并两行，或更正编号", "join the rows, or correct the id")
        if name and _is_keyed(record, file):
            # an id that is made of the name stands nowhere in the file
            value, called = name, Text(shown_zh(name), shown(name))
            advice = Text(
                "请合并两行；若是两个，用 id 写明编号所在的列",
                "join the rows; if they are two, say id: with the column of their ids",
            )
        elif name:
            called += Text(f"（{shown_zh(name)}）", f" ({shown(name)})")
        if isinstance(record, Node):
            advice += Text("；若各行互补，写 fold: true", "; if each row adds something, say fold: true")
        where = Text(f"在第 {row} 行已出现，而{zh}不同：", f" stands in row {row} with other {en}: ")
        cells.wrong(called + where + advice, file.id_column, value)

    def keyed(self, cells: Cells, file: TableFile) -> None:
        """Refuse a row whose own key stands in an earlier row with other values."""
        column = file.table.row_key
        key = _digest(file.table.name_in(cells.row.place), "row", cells.clean(column))
        said = _digest(*(cells.clean(c) for c in sorted(file.layout.needed)))
        known, row = self.shared.setdefault(key, (said, cells.row.place.row))
        if known != said:
            own = cells.clean(column)
            reason = Text(
                f"键{shown_zh(own)}在第 {row} 行已出现，而值不同：请给每行各自的键",
                f"the key {shown(own)} stands in row {row} with other values: give each row its own",
            )
            cells.wrong(reason, column, cells.clean(column))

    def folds(self, node: Node, file: TableFile, cells: Cells) -> None:
        """Refuse what many rows state of one node where two of them give a property other values."""
        for name, value in node.statements[0].properties.items():
            if isinstance(value, list):
                continue
            stated = _digest(str(value))
            before, row = self.shared.setdefault(
                _digest(file.table.name, node.id, "\0" + name), (stated, node.place.row)
            )
            if before != stated:
                whose = _name(node) or node.id
                reason = Text(
                    f"{shown_zh(whose)}的 {name} 与第 {row} 行不同：请更正其一",
                    f"{name} of {shown(whose)} is another in row {row}: correct one of them",
                )
                cells.wrong(reason, file.id_column, str(value))

    def one_chain(self, relation: Relation, cells: Cells) -> None:
        """Refuse a second chain for a stage that is known by its name alone: two chains may each have such a stage."""
        chain, place = self.chains.setdefault(_digest(relation.from_id), (relation.to_id, relation.place))
        if chain != relation.to_id:
            reason = Text(
                f"同名的环节在别处（{place.said.zh}）属于产业链{shown_zh(chain)}，在此属于{shown_zh(relation.to_id)}，"
                "只凭名称便是同一个：请用 chain 写明产业链所在的列，或给环节编号",
                f"a stage of this name is in the chain {shown(chain)} ({place}) and in {shown(relation.to_id)} here, "
                "and by name alone they are one: say chain: with the column of the chain, or give stages ids",
            )
            cells.wrong(reason, "", relation.to_id)

    def note(self, record: Record) -> None:
        """Remember a record that is good."""
        if not isinstance(record, Relation):
            self.kinds.setdefault(_digest(record.id), (_kind(record), record.place))
            self.rows[_key(record)] = (content(record), record.place.row)

    def knows(self, record: Node | Source) -> bool:
        """Say whether the id was read before, as the same kind of thing."""
        return self.kinds.get(_digest(record.id), ("",))[0] == _kind(record)


def read_table(file: TableFile, dataset: str, find: Find, seen: Seen) -> Iterator[Record | Problem | LeftOut]:
    """Yield the records of one file; a row with any problem yields all its problems and no record."""
    reader = RowReader(file.table, dataset, find)
    if file.table.source is not None:
        place = Place(file.name)
        cells = Cells(Row(place, {}))
        source = replace(file.table.source, place=place)
        if seen.new(source, file, cells):
            seen.note(source)
            yield source
        yield from cells.problems
    for row in read_rows(file.path, file.name, file.layout):
        if isinstance(row, Problem | LeftOut):
            yield row
            continue
        cells = Cells(row, file.table.values)
        if not cells.fit(file.table.where):
            seen.left_out[file.name] += 1
            continue
        records = list(_records(file.table.plan, reader, cells, dataset))
        _look_at(records, reader, file, seen, cells)
        if not cells.problems:
            fresh = [r for r in records if not _made_before(r, reader, seen) and seen.new(r, file, cells)]
            if not cells.problems:
                for record in fresh:
                    seen.note(record)
                    yield record
        yield from cells.problems


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that names somebody and has no id, or cannot be read."""

    type: str
    names: tuple[str, ...]
    place: Place
    #: its id would be made from its name: another row of that name says it of the same node
    by_name: bool = False


def nodes_of(file: TableFile, dataset: str, find: Find | None = None) -> Iterator[Node | Refused]:
    """Yield what the nodes of a table are called, and the names of rows that were refused.

    Stages that are keyed with their chain come only where ``find`` can tell whom the chain's cell means.
    """
    reader = RowReader(file.table, dataset, find or _nobody)
    for row in read_rows(file.path, file.name, file.layout):
        if isinstance(row, Problem):
            # what can still be read of the row may be the name in it
            names = tuple(divide(row.value, (file.layout.form.delimiter or ",", "\t")))
            yield from (Refused(plan.type.name, names, row.place) for plan in file.table.nodes() if row.place.row)
            continue
        if isinstance(row, LeftOut):
            continue
        cells = Cells(row, file.table.values)
        if not cells.fit(file.table.where):
            continue
        for plan in _plans(file.table.plan, reader, cells):
            if (plan.chain is None) is (find is None):
                cells.problems.clear()
                node, _ = reader.node(_naming(plan), cells)
                if not cells.problems:
                    yield from [] if node is None else [node]
                elif names := _called(plan, cells):
                    yield Refused(plan.type.name, names, cells.row.place, plan.id is None and plan.chain is None)


def made_in(file: TableFile, dataset: str, ends: Sequence[End], find: Find) -> set[str]:
    """Return the ids of the nodes that some ends of a table make for names that nobody bears."""
    reader, made = RowReader(file.table, dataset, find), set[str]()
    for row in read_rows(file.path, file.name, file.layout):
        if isinstance(row, Row):
            cells = Cells(row, file.table.values)
            if cells.fit(file.table.where):
                for end in ends:
                    reader.ends(end, cells)
                made |= reader.made
                reader.made.clear()
    return made


def chains_of(file: TableFile, dataset: str, find: Find) -> Iterator[Relation]:
    """Yield what the rows of a table say of the chains that stages belong to."""
    plans = [each for each in file.table.relations() if each.type.name == PART_OF]
    if not plans and not any(each.chain for each in file.table.nodes()):
        return
    reader = RowReader(file.table, dataset, find)
    for row in read_rows(file.path, file.name, file.layout):
        if isinstance(row, Row):
            cells = Cells(row, file.table.values)
            if cells.fit(file.table.where):
                for record in reader.read(cells):
                    if isinstance(record, Relation) and record.type == PART_OF:
                        yield record


def _plans(plan: object, reader: RowReader, cells: Cells) -> Iterator[NodePlan]:
    if isinstance(plan, NodePlan):
        yield plan
    elif isinstance(plan, RowPlan):
        for rule in plan.nodes.values():
            if (chosen := reader.chosen(rule, cells)) is not None:
                yield chosen


def _naming(plan: NodePlan) -> NodePlan:
    """Return a plan that reads of a node no more than what it is called."""
    named = {plan.type.caption, *plan.type.key, *NAMES, *CODES}
    return replace(plan, fields=tuple(f for f in plan.fields if f.property.name in named), fold=False)


def _called(plan: NodePlan, cells: Cells) -> tuple[str, ...]:
    named = (plan.type.caption, *NAMES)
    columns = [(f.column, f.separator) for f in plan.fields if f.property.name in named]
    return tuple(name for column, marks in columns for name in cells.divided(column, marks))


def _look_at(records: list[Record], reader: RowReader, file: TableFile, seen: Seen, cells: Cells) -> None:
    """Look at what one row alone cannot tell."""
    if cells.problems:
        return
    if file.table.row_key:
        seen.keyed(cells, file)
    for record in records:
        if isinstance(record, Node) and record.id in reader.folded:
            seen.folds(record, file, cells)
        elif isinstance(record, Relation) and record.type == PART_OF and record.from_id in reader.chainless:
            seen.one_chain(record, cells)


def _records(plan: object, reader: RowReader, cells: Cells, dataset: str) -> Iterator[Record]:
    if not isinstance(plan, EntryPlan):
        yield from reader.read(cells)
    elif plan.kind == "source":
        yield read_source(plan, cells)
    else:
        subjects = reader.ends(plan.subject, cells).ids if plan.subject else [plan.always.get("subject", "")]
        yield read_search(plan, cells, dataset, subjects[0] if subjects else "")


def _made_before(record: Record, reader: RowReader, seen: Seen) -> bool:
    """Say whether a node or source was made for a name or title: the first row that has it makes it."""
    return isinstance(record, Node | Source) and record.id in reader.made and seen.knows(record)


def _nobody(end: End, word: str, types: tuple[NodeType, ...], chain: str) -> Found:  # noqa: ARG001
    return Found((made_id(types[0], [word]),))


def _key(record: Node | Source | Search) -> int:
    # two tables may each state something of a node; a source or a search record is one row
    return _digest(record.statements[0].row) if isinstance(record, Node) else _digest(record.id)


def _kind(record: Node | Source | Search) -> str:
    return record.type if isinstance(record, Node) else type(record).__name__.casefold()


def _name(record: Node | Source | Search) -> str:
    return str(record.statements[0].properties.get("name", "")) if isinstance(record, Node) else ""


def _differing(before: bytes, now: bytes, record: Node | Source | Search, file: TableFile) -> list[str]:
    """Return the columns in which two rows of a node differ."""
    fields = [f for plan in file.table.nodes() if plan.type.name == _kind(record) for f in plan.fields]
    properties = set(differing(before, now, {f.property.name for f in fields}))
    return list(dict.fromkeys(f.column for f in fields if f.property.name in properties))


def _is_keyed(record: Node | Source | Search, file: TableFile) -> bool:
    """Say whether the id of a node is made of its key, and stands nowhere in its table."""
    plans = [plan for plan in file.table.nodes() if plan.type.name == _kind(record)]
    return bool(plans) and all(plan.id is None or plan.id.else_key for plan in plans)


def _digest(*parts: str) -> int:
    """Return 64 bits: for a million ids the odds of a clash are 1 in 37 million."""
    return int.from_bytes(hashlib.blake2b("\0".join(parts).encode("utf-8"), digest_size=8).digest())
