"""A row → the nodes, relations and sources that it states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..schema import (
    Node,
    NodeType,
    Place,
    Record,
    Relation,
    Source,
    Statement,
    Text,
    Value,
    is_placeholder,
    shown,
    shown_zh,
)
from .cells import Cells
from .entries import made_source_id
from .mapping import Choice, End, NodePlan, NodeRule, RelationPlan, RowPlan, Table
from .names import made_id

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
#: the status of a body whose name names nobody
PLACEHOLDER = "placeholder"
#: what ties a stage to its chain
PART_OF = "PART_OF"


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a word means."""

    ids: tuple[str, ...]
    #: nobody bears the name yet, and a node is to be made
    create: bool = False
    #: nobody bears the name, but others one like it
    near: tuple[str, ...] = ()
    #: where a row stands that bears the name and was refused
    refused: Place | None = None


class Find(Protocol):
    """Says whom a word at an end means."""

    def __call__(self, end: End, word: str, types: tuple[NodeType, ...], chain: str) -> Found:
        """Return whom it means; ``chain`` is the id of the chain that a stage is looked for in, or ""."""


@dataclass(slots=True)
class Ends:
    """Whom the cells of an end mean."""

    ids: list[str] = field(default_factory=list)
    #: nodes to be made for names that nobody bears, and what puts new stages into their chains
    created: list[Node | Relation] = field(default_factory=list)


class RowReader:
    """Makes the records of the rows of one table."""

    def __init__(self, table: Table, dataset: str, find: Find) -> None:
        self.table = table
        self.dataset = dataset
        self._find = find
        #: ids of nodes and sources that this row made for a name or a title
        self.made: set[str] = set()
        #: ids of nodes that many rows may state
        self.folded: set[str] = set()
        #: ids of stages that this row knows by name alone, without their chain
        self.chainless: set[str] = set()

    def read(self, cells: Cells) -> Iterator[Record]:
        """Yield what a row states; not to be used when the cells have problems afterwards."""
        plan = self.table.plan
        self.made.clear()
        self.folded.clear()
        self.chainless.clear()
        yield from self._sources(cells)
        if isinstance(plan, NodePlan):
            yield from self._row_node(plan, cells)
        elif isinstance(plan, RelationPlan):
            yield from self._relations(plan, cells, None, {})
        elif isinstance(plan, RowPlan):
            nodes: dict[str, Node | None] = {}
            for name, rule in plan.nodes.items():
                chosen = self.chosen(rule, cells)
                nodes[name] = None
                for record in self._row_node(chosen, cells) if chosen else ():
                    nodes[name] = nodes[name] or (record if isinstance(record, Node) else None)
                    yield record
            for each in plan.relations:
                yield from self._relations(each, cells, None, nodes)

    def chosen(self, rule: NodeRule, cells: Cells) -> NodePlan | None:
        """Return how a row makes a node, by its type; None where the rule is not for this row."""
        plan = next(iter(rule.plans.values()))
        if not cells.fit(plan.where):
            return None
        if rule.choice is None:
            return plan
        name = _type_by(rule.choice, cells, plan.optional)
        plan = rule.plans[name] if name else plan
        for column in plan.unfit:
            if name and cells.clean(column):
                reason = Text(
                    f"{name} 没有与{shown_zh(column)}对应的属性；请清空单元格，或更正类型",
                    f"a {name} has no property for {shown(column)}; leave the cell blank, or correct the type",
                )
                cells.wrong(reason, column, cells.clean(column))
        return plan if name else None

    def node(self, plan: NodePlan, cells: Cells) -> tuple[Node | None, Ends]:
        """Return the node that a row is, with the chain that it is keyed with; no node where one is optional."""
        chain = self.ends(plan.chain, cells) if plan.chain else Ends()
        id_ = cells.text(plan.id)
        if plan.optional and not id_ and not self._has_key(plan, cells):
            return None, Ends()
        properties = cells.properties(plan.fields, plan.always)
        if plan.id is not None and not id_ and not plan.id.else_key:
            cells.wrong(Text("编号为空", "the id is blank"), plan.id.column)
        elif not id_:
            id_ = self._keyed_id(plan, cells, properties, chain)
        named = str(properties.get(plan.type.caption, ""))
        if plan.type.body and is_placeholder(named):
            properties = dict(sorted({**properties, "status": PLACEHOLDER}.items()))
        row = f"{'.' + plan.name if plan.name else ''}#{id_}"
        if plan.fold:
            self.folded.add(id_)
            row += "~" + self._digest([properties, self._source_ids(cells), cells.text(self.table.date)])[:8]
        return Node(plan.type.name, id_, (self._statement(cells, row, properties),), cells.row.place), chain

    def ends(self, end: End, cells: Cells) -> Ends:
        """Return whom a cell means, and what is to be made for names that nobody bears."""
        found = Ends()
        words = cells.parts(end.cell, end.separator)
        types, chains = end.types, Ends()
        # of several names in a cell each has its own type
        each_its_own = end.choice is not None and end.choice.column in end.cell.columns
        if words and end.choice is not None and not each_its_own:
            types = _types_by(end, cells)
        if end.match == ("id",):
            found.ids = words
            return found
        if words and end.chain is not None:
            chains = self.ends(end.chain, cells)
            found.created += chains.created
            if len(chains.ids) != 1:
                reason = Text("环节所属的产业链为空，或不止一条", "the chain of the stage is blank, or not one")
                cells.wrong(reason, end.chain.cell.column)
                return found
        for word in words if types else ():
            if of_word := _types_by(end, cells, word) if each_its_own else types:
                self._end(end, word, of_word, (chains.ids or [""])[0], cells, found)
        return found

    def _end(self, end: End, word: str, types: tuple[NodeType, ...], chain: str, cells: Cells, into: Ends) -> None:
        found = self._find(end, word, types, chain)
        if found.refused is not None:
            en = f"{' or '.join(found.ids[:5])}, or " if found.ids else ""
            zh = f" {'、'.join(found.ids[:5])}，或" if found.ids else ""
            reason = Text(
                f"{shown_zh(word)}可能是{zh}被拒绝的那一行（{found.refused.said.zh}）：请先改正那一行",
                f"{shown(word)} may be {en}the row that was refused in {found.refused}: correct that row first",
            )
            cells.wrong(reason, end.cell.column, word)
        elif not found.ids:
            en = f" Did you mean {' or '.join(found.near)}?" if found.near else ""
            zh = f"是{'或'.join(map(shown_zh, found.near))}吗？" if found.near else ""
            kinds = " or ".join(type_.name for type_ in types) + (" of this chain" if chain else "")
            kinds_zh = ("本链的" if chain else "") + "或".join(type_.label.zh for type_ in types)
            reason = Text(
                f"表中和库中都没有名为{shown_zh(word)}的{kinds_zh}。{zh}请改正，或补上一行，或在映射中写 create: true",
                f"no {kinds} is called {shown(word)}, here or in the store.{en} Correct it, add a row for it, "
                "or say create: true in the mapping",
            )
            cells.wrong(reason, end.cell.column, word)
            return
        elif len(found.ids) > 1:
            reason = Text(
                f"{shown_zh(word)}可能是 {' 或 '.join(found.ids[:5])}：请写编号，或写只有一个才有的名称",
                f"{shown(word)} may be {' or '.join(found.ids[:5])}: write the id, or a name that only one has",
            )
            if end.chain is None and [each.name for each in types] == ["Stage"]:
                reason += Text(
                    "；两条链各有此环节的，请在映射中以 chain 写明产业链所在的列",
                    "; of stages of several chains the mapping says in which to look: chain: COLUMN",
                )
            cells.wrong(reason, end.cell.column, word)
        if not found.ids:
            return
        into.ids.append(found.ids[0])
        if found.create:
            into.created += self._created(types[0], found.ids[0], word, cells, chain)
            self.made.add(found.ids[0])
            if types[0].name == "Stage" and not chain:
                self.chainless.add(found.ids[0])

    def _row_node(self, plan: NodePlan, cells: Cells) -> Iterator[Record]:
        node, chain = self.node(plan, cells)
        if node is None:
            return
        yield node
        yield from chain.created
        stated = any(each.type.name == PART_OF for each in plan.relations)
        for chain_id in [] if stated else chain.ids:
            yield self._belongs(node.id, chain_id, cells)
        for each in plan.relations:
            yield from self._relations(each, cells, node, {})

    def _keyed_id(self, plan: NodePlan, cells: Cells, properties: Mapping[str, Value], chain: Ends) -> str:
        columns = {f.property.name: f.column for f in plan.fields}
        for key in plan.type.key:
            # a blank that is required is a problem already
            if key not in properties and not plan.type.properties[key].required:
                reason = Text(f"编号由 {key} 得出，而单元格为空", f"{key} makes the id and the cell is blank")
                cells.wrong(reason, columns.get(key, key))
        values = [str(properties.get(key, "")) for key in plan.type.key]
        if plan.chain is None:
            id_ = made_id(plan.type, values)
            if plan.type.name == "Stage":
                self.chainless.add(id_)
            return id_
        if len(chain.ids) != 1:
            reason = Text(
                "环节连同产业链编号，而单元格没有写明一条产业链",
                "a stage is keyed with its chain, and the cell does not name one chain",
            )
            cells.wrong(reason, plan.chain.cell.column)
        return made_id(plan.type, [*chain.ids[:1], *values])

    def _has_key(self, plan: NodePlan, cells: Cells) -> bool:
        return all(
            key in plan.always or any(f.property.name == key and cells.clean(f.column) for f in plan.fields)
            for key in (plan.type.key if plan.id is None or plan.id.else_key else ("",))
        )

    def _relations(
        self, plan: RelationPlan, cells: Cells, node: Node | None, nodes: Mapping[str, Node | None]
    ) -> Iterator[Record]:
        if not cells.fit(plan.where):
            return
        ends: list[list[str]] = []
        created: list[Node | Relation] = []
        for end in (plan.from_end, plan.to_end):
            if end is None:
                ends.append([node.id] if node else [])
            elif end.node:
                other = nodes[end.node]
                ends.append([other.id] if other else [])
            else:
                found = self.ends(end, cells)
                ends.append(found.ids)
                created += found.created
        if not all(ends):
            self._blank_end(plan, cells, node is not None or bool(nodes), ends)
            return
        properties, splits = cells.properties(plan.fields, plan.always), cells.splits(plan.fields)
        yield from created
        row = self._row(plan, cells, node, ends, [properties, splits])
        for split in splits:
            stated = dict(sorted({**properties, **split}.items()))
            statement = self._statement(cells, row, stated)
            key = tuple(str(stated.get(name, "")) for name in plan.type.key)
            for from_id in ends[0]:
                for to_id in ends[1]:
                    yield Relation(plan.type.name, from_id, to_id, (statement,), key, cells.row.place)

    def _blank_end(self, plan: RelationPlan, cells: Cells, besides: bool, ends: list[list[str]]) -> None:
        """Tell of a blank end; ``besides`` a node of the row it may be blank where nothing else is said."""
        if plan.optional:
            return
        blank = [end for end, ids in zip((plan.from_end, plan.to_end), ends, strict=True) if end and not ids]
        filled = [f.column for f in plan.fields if cells.row.cells[f.column].strip()]
        for end in blank:
            if any(cells.clean(column) for column in end.cell.columns):
                # whom the cell names is not known, and that is told
                continue
            if not besides:
                column = end.cell.column
                reason = Text(
                    f"{plan.type.name} 的一端为空；如空白表示同上，请写 fill: [{column}]",
                    f"one end of the {plan.type.name} is blank; if a blank means the cell above, say fill: [{column}]",
                )
                cells.wrong(reason, column)
            elif filled:
                reason = Text(
                    f"填了{shown_zh(filled[0])}，而所说的是谁为空",
                    f"{shown(filled[0])} is given, but whom it is about is blank",
                )
                cells.wrong(reason, end.cell.column or filled[0])

    def _row(
        self, plan: RelationPlan, cells: Cells, node: Node | None, ends: list[list[str]], stated: list[object]
    ) -> str:
        """Return the same key for the same row, wherever it stands in the file."""
        if node is not None and node.id not in self.folded:
            return f"#{node.id}"
        if self.table.row_key:
            key = cells.clean(self.table.row_key)
            if not key:
                cells.wrong(Text("本行的键为空", "the key of the row is blank"), self.table.row_key)
            return f"#{key}"
        content = [plan.type.name, ends, stated, self._source_ids(cells), cells.text(self.table.date)]
        return "#" + self._digest(content)

    def _digest(self, content: object) -> str:
        return hashlib.sha256(_JSON.encode(content).encode("utf-8")).hexdigest()[:20]

    def _created(self, type_: NodeType, id_: str, name: str, cells: Cells, chain: str) -> list[Node | Relation]:
        stated: dict[str, Value] = {type_.caption: name}
        if type_.body and is_placeholder(name):
            stated["status"] = PLACEHOLDER
        node = Node(type_.name, id_, (self._statement(cells, f"#{id_}", stated),), cells.row.place)
        return [node, self._belongs(id_, chain, cells)] if chain else [node]

    def _belongs(self, stage: str, chain: str, cells: Cells) -> Relation:
        statement = self._statement(cells, f"#{stage}", {})
        return Relation(PART_OF, stage, chain, (statement,), (), cells.row.place)

    def _statement(self, cells: Cells, row: str, properties: Mapping[str, Value]) -> Statement:
        date = cells.date(self.table.date)
        key = self.table.name_in(cells.row.place) + row
        return Statement(self.dataset, key, self._source_ids(cells), date, properties)

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


def _types_by(end: End, cells: Cells, word: str = "") -> tuple[NodeType, ...]:
    """Return the type of an end that a column decides, none where it tells none."""
    name = _type_by(end.choice, cells, optional=False, word=word) if end.choice else ""
    return tuple(type_ for type_ in end.types if type_.name == name)


def _type_by(choice: Choice, cells: Cells, optional: bool, word: str = "") -> str:
    name = cells.chosen(choice, word)
    if not name and not (optional and not cells.clean(choice.column)):
        text = word or cells.clean(choice.column)
        reason = Text("写明类型的单元格为空", "the cell that tells the type is blank")
        if text:
            reason = Text(f"由{shown_zh(text)}看不出类型", f"{shown(text)} tells no type")
        reason += Text("：请改正，或写进映射，或写 else:", ": correct it, add it to the mapping, or say else:")
        cells.wrong(reason, choice.column, text)
    return name
