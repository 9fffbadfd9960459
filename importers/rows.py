"""A row → the nodes, relations and sources that it states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..schema import Node, NodeType, Record, Relation, Source, Statement, Value, shown
from .cells import Cells
from .entries import made_source_id
from .mapping import End, NodePlan, RelationPlan, Table
from .names import made_id

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a name means."""

    ids: tuple[str, ...]
    #: nobody bears the name yet, and a node is to be made
    create: bool = False
    #: nobody bears the name, but others one like it
    near: tuple[str, ...] = ()


class RowReader:
    """Makes the records of the rows of one table."""

    def __init__(self, table: Table, dataset: str, find: Callable[[End, str], Found]) -> None:
        self.table = table
        self.dataset = dataset
        self._find = find
        #: ids of nodes and sources that this row made for a name or a title
        self.made: set[str] = set()

    def read(self, cells: Cells) -> Iterator[Record]:
        """Yield what a row states; not to be used when the cells have problems afterwards."""
        plan = self.table.plan
        self.made.clear()
        yield from self._sources(cells)
        if isinstance(plan, NodePlan):
            node = self.node(plan, cells)
            yield node
            for each in plan.relations:
                yield from self._relations(each, cells, node)
        elif isinstance(plan, RelationPlan):
            yield from self._relations(plan, cells, None)

    def node(self, plan: NodePlan, cells: Cells) -> Node:
        """Return the node that a row is."""
        properties = cells.properties(plan.fields, plan.always)
        id_ = cells.text(plan.id)
        if plan.id is not None and not id_:
            cells.wrong("the id is blank", plan.id.column)
        elif plan.id is None:
            columns = {f.property.name: f.column for f in plan.fields}
            for key in plan.type.key:
                # a blank that is required is a problem already
                if key not in properties and not plan.type.properties[key].required:
                    cells.wrong(f"{key} makes the id and the cell is blank", columns.get(key, key))
            id_ = made_id(plan.type, [str(properties.get(key, "")) for key in plan.type.key])
        return Node(plan.type.name, id_, (self._statement(cells, f"#{id_}", properties),), cells.row.place)

    def ends(self, end: End, cells: Cells) -> tuple[list[str], list[Node]]:
        """Return the ids that a cell means, and the nodes to be made for names that nobody bears."""
        named = cells.parts(end.cell, end.separator)
        if end.match == "id":
            return named, []
        ids, created = [], []
        for name in named:
            found = self._find(end, name)
            if not found.ids:
                guess = f" Did you mean {' or '.join(found.near)}?" if found.near else ""
                types = " or ".join(type_.name for type_ in end.types)
                reason = (
                    f"no {types} is called {shown(name)}, here or in the store.{guess} Correct it, add a row for it, "
                    "or say create: true in the mapping"
                )
                cells.wrong(reason, end.cell.column, name)
                continue
            if len(found.ids) > 1:
                reason = f"{shown(name)} may be {' or '.join(found.ids[:5])}: write the id, or a name that only one has"
                cells.wrong(reason, end.cell.column, name)
            ids.append(found.ids[0])
            if found.create:
                created.append(self._created(end.types[0], found.ids[0], name, cells))
                self.made.add(found.ids[0])
        return ids, created

    def _relations(self, plan: RelationPlan, cells: Cells, node: Node | None) -> Iterator[Record]:
        ends: list[list[str]] = []
        created: list[Node] = []
        for end in (plan.from_end, plan.to_end):
            if end is None:
                ends.append([node.id] if node else [])
                continue
            ids, new = self.ends(end, cells)
            ends.append(ids)
            created += new
        if not all(ends):
            self._blank_end(plan, cells, node, ends)
            return
        properties, splits = cells.properties(plan.fields, plan.always), cells.splits(plan.fields)
        yield from created
        row = f"#{node.id}" if node else self._row_key(plan, cells, ends, [properties, splits])
        for split in splits:
            stated = dict(sorted({**properties, **split}.items()))
            statement = self._statement(cells, row, stated)
            key = tuple(str(stated.get(name, "")) for name in plan.type.key)
            for from_id in ends[0]:
                for to_id in ends[1]:
                    yield Relation(plan.type.name, from_id, to_id, (statement,), key, cells.row.place)

    def _blank_end(self, plan: RelationPlan, cells: Cells, node: Node | None, ends: list[list[str]]) -> None:
        blank = [end for end, ids in zip((plan.from_end, plan.to_end), ends, strict=True) if end and not ids]
        filled = [f.column for f in plan.fields if cells.row.cells[f.column].strip()]
        for end in blank:
            if node is None:
                cells.wrong(f"one end of the {plan.type.name} is blank", end.cell.column)
            elif filled:
                cells.wrong(f"{shown(filled[0])} is given, but whom it is about is blank", end.cell.column)

    def _row_key(self, plan: RelationPlan, cells: Cells, ends: list[list[str]], stated: list[object]) -> str:
        """Return the same key for the same row, wherever it stands in the file."""
        if self.table.row_key:
            key = cells.clean(self.table.row_key)
            if not key:
                cells.wrong("the key of the row is blank", self.table.row_key)
            return f"#{key}"
        content = [plan.type.name, ends, stated, self._source_ids(cells), cells.text(self.table.date)]
        return "#" + hashlib.sha256(_JSON.encode(content).encode("utf-8")).hexdigest()[:20]

    def _created(self, type_: NodeType, id_: str, name: str, cells: Cells) -> Node:
        statement = self._statement(cells, f"#{id_}", {type_.caption: name})
        return Node(type_.name, id_, (statement,), cells.row.place)

    def _statement(self, cells: Cells, row: str, properties: Mapping[str, Value]) -> Statement:
        date = cells.date(self.table.date)
        return Statement(self.dataset, self.table.name + row, self._source_ids(cells), date, properties)

    def _source_ids(self, cells: Cells) -> tuple[str, ...]:
        plan = self.table.sources
        named = cells.parts(plan.cell, plan.separator) if plan else []
        if plan and plan.create:
            named = [made_source_id(title) for title in named]
        if not named and self.table.source is not None:
            named = [self.table.source.id]
        return tuple(sorted(named))

    def _sources(self, cells: Cells) -> list[Source]:
        plan = self.table.sources
        if plan is None or not plan.create:
            return []
        place, grade = cells.row.place, plan.reliability
        titles = {made_source_id(title): title for title in cells.parts(plan.cell, plan.separator)}
        self.made.update(titles)
        return [Source(id_, title, reliability=grade, place=place) for id_, title in titles.items()]
