"""Reading what a row makes: nodes with their properties, relations, sources and search records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..schema import (
    NodeType,
    Property,
    Reading,
    RelationType,
    Text,
    Vocabulary,
    clean_text,
    listed,
    shown,
    shown_zh,
)
from .mapping import Cell, Choice, End, EntryPlan, Field, NodePlan, NodeRule, RelationPlan, RowPlan, Separator
from .mapping_ends import EndReader, id_under
from .mapping_keys import keys
from .mapping_parts import (
    SOURCE_FIELDS,
    check_complete,
    constants,
    named_columns,
    scalars_under,
    words_under,
    wrong_word,
)
from .mapping_rules import choice, conditions, separator, separators, units

SEARCH_FIELDS = (
    "id", "subject", "slot", "method", "result", "date", "by", "queries", "pages_read", "note_zh", "note_en",
)  # fmt: skip
#: the property of every node and relation for what has no property of its own
DETAILS = "details"
_NEEDED = {"source": ("title",), "search": ("subject", "slot", "method", "result", "date")}


class PlanReader:
    """Reads the plans of one table."""

    def __init__(self, words: Vocabulary, marks: Separator) -> None:
        self.words = words
        self.marks = marks
        self.ends = EndReader(words)

    def node(self, part: Reading, type_: NodeType, only: frozenset[str] | None = None) -> NodePlan:
        """Read the node that a row is; ``only``: the properties that another type of the same rule has as well."""
        known = type_.properties
        columns = named_columns(part)
        unfit = tuple(column for column, name in columns if only is not None and name in only and name not in known)
        fields = self._fields(part, known, type_.name, unfit=unfit)
        always = constants(part, known, type_.name, only or ())
        id_ = id_under(part)
        chain = self._chain(part, type_)
        check_complete(part, known, fields, always, type_.name)
        if id_ is None or id_.else_key:
            for key in type_.key:
                if key not in always and key not in {f.property.name for f in fields}:
                    wanted = Text(
                        f" {type_.name} 的键{shown_zh(key)}，或编号列",
                        f"the key {shown(key)} of {type_.name}, or an id column",
                    )
                    raise part.wrong("properties", wanted)
        if chain is not None and id_ is not None and not id_.else_key:
            wanted = Text(
                "旁边没有 id：这样的环节由产业链和名称编号",
                "no id beside it: the id of such a stage is made of chain and name",
            )
            raise part.wrong("chain", wanted, "chain")
        relations = tuple(self._own_relation(each, type_) for each in self._parts(part, "relations"))
        return NodePlan(type_, id_, fields, always, relations, chain=chain, fold=part.flag("fold", False), unfit=unfit)

    def rows_by_choice(self, part: Reading) -> RowPlan:
        """Read ``rows: {column: …, values: …}``: a row is one node, of a type that a column decides."""
        chosen = choice(part, "rows", self.words.nodes)
        return RowPlan({"": NodeRule(self._by_type(part, chosen), chosen)})

    def several(self, part: Reading) -> RowPlan:
        """Read ``nodes`` and ``relations``: several nodes a row, and what ties them."""
        given = part.part("nodes")
        if not given.data:
            wanted = Text(
                "至少一个节点：{名称: {type: …, properties: …}}", "at least one node: {name: {type: …, properties: …}}"
            )
            raise part.wrong("nodes", wanted, given.data)
        nodes = {name: self._rule(given.part(name), name) for name in given.data}
        self.ends.nodes = tuple(nodes)
        relations = []
        for each in self._parts(part, "relations"):
            each.only(*keys("relation"))
            plan = self.relation(each, self._type(each))
            self._joins(each, plan, nodes)
            relations.append(plan)
        return RowPlan(nodes, tuple(relations))

    def _rule(self, part: Reading, name: str) -> NodeRule:
        part.only(*keys("node"))
        if isinstance(part.value("type"), dict):
            chosen = choice(part, "type", self.words.nodes)
            plans = self._by_type(part, chosen)
        else:
            chosen, word = None, part.word("type")
            if word not in self.words.nodes:
                raise wrong_word(part, "type", Text("节点类型", "a node type"), word, self.words.nodes)
            plans = {word: self.node(part, self.words.nodes[word])}
        where, optional, fold = conditions(part), part.flag("optional", False), part.flag("fold", True)
        plans = {t: replace(p, name=name, where=where, optional=optional, fold=fold) for t, p in plans.items()}
        return NodeRule(plans, chosen)

    def _by_type(self, part: Reading, chosen: Choice) -> dict[str, NodePlan]:
        only = frozenset(name for type_ in chosen.types for name in self.words.nodes[type_].properties)
        return {name: self.node(part, self.words.nodes[name], only) for name in chosen.types}

    def _joins(self, part: Reading, plan: RelationPlan, nodes: Mapping[str, NodeRule]) -> None:
        for key, end, allowed in (
            ("from", plan.from_end, plan.type.from_types),
            ("to", plan.to_end, plan.type.to_types),
        ):
            types = nodes[end.node].plans if end is not None and end.node else {}
            if types and not allowed.intersection(types):
                wanted = Text(
                    f" {plan.type.name} 可连的类型的节点：", f"a node of a type that {plan.type.name} joins: "
                )
                raise part.wrong(key, wanted + listed(sorted(allowed)), ", ".join(types))

    def _own_relation(self, part: Reading, own_node: NodeType) -> RelationPlan:
        part.only(*keys("relation"))
        type_ = self._type(part)
        if ("from" in part.data) == ("to" in part.data):
            wanted = Text(
                " from 与 to 之一；另一端是本行的节点", "either from or to; the other end is the node of the row"
            )
            raise part.wrong("", wanted, sorted(part.data))
        return self.relation(part, type_, own_node)

    def relation(self, part: Reading, type_: RelationType, own_node: NodeType | None = None) -> RelationPlan:
        """Read how a row makes relations; ``own_node`` is the type of the node that the row itself is."""
        fields = self._fields(part, type_.properties, type_.name, type_.key)
        always = constants(part, type_.properties, type_.name)
        check_complete(part, type_.properties, fields, always, type_.name)
        ends: list[End | None] = []
        for key, types in (("from", type_.from_types), ("to", type_.to_types)):
            if own_node is not None and key not in part.data:
                if own_node.name not in types:
                    wanted = Text(f" {type_.name} 可连的类型：", f"a type that {type_.name} joins: ")
                    raise part.wrong(key, wanted + listed(sorted(types)), own_node.name)
                ends.append(None)
            else:
                ends.append(self.ends.end(part, key, types))
        # a table says where for all of its rows
        where = conditions(part) if "type" in part.data else ()
        return RelationPlan(type_, ends[0], ends[1], fields, always, where, part.flag("optional", False))

    def entry(self, part: Reading, kind: str) -> EntryPlan:
        """Read how a row makes a source or a search record."""
        known = SOURCE_FIELDS if kind == "source" else SEARCH_FIELDS
        columns: dict[str, str] = {}
        for column, name in named_columns(part):
            if name not in known or name in columns:
                wanted = Text(f" {kind} 的字段各一次", f"each field of a {kind} once")
                raise wrong_word(part, "properties", wanted, name, known)
            columns[name] = column
        given = scalars_under(part, "always")
        for name in given:
            if name not in known:
                raise wrong_word(part, "always", Text(f" {kind} 的字段", f"a field of a {kind}"), name, known)
        subject = None
        if "subject" in part.data:
            subject = self.ends.end(part, "subject", self.words.nodes)
        elif "subject" in columns:
            subject = End(Cell(columns.pop("subject")))
        for name in _NEEDED[kind]:
            if name not in columns and name not in given and not (name == "subject" and subject):
                wanted = Text(
                    f"{shown_zh(name)}的一列（每个 {kind} 都有）", f"a column for {shown(name)}, which every {kind} has"
                )
                raise part.wrong("properties", wanted)
        always = {name: clean_text(value) for name, value in given.items()}
        marks = separator(part, "separator", self.marks)
        return EntryPlan("source" if kind == "source" else "search", columns, always, subject, marks)

    def _chain(self, part: Reading, type_: NodeType) -> End | None:
        if "chain" not in part.data:
            return None
        if type_.name != "Stage":
            wanted = Text(
                "Stage 的行（只有环节的编号由产业链和名称一起得出）",
                "rows of Stage (only the id of a stage is made of its chain and its name)",
            )
            raise part.wrong("chain", wanted, type_.name)
        return self.ends.chain(part)

    def _type(self, part: Reading) -> RelationType:
        name = part.word("type")
        if name not in self.words.relations:
            raise wrong_word(part, "type", Text("关系类型", "a relation type"), name, self.words.relations)
        return self.words.relations[name]

    def _parts(self, part: Reading, key: str) -> list[Reading]:
        return part.parts(key) if key in part.data else []

    def _fields(
        self,
        part: Reading,
        known: Mapping[str, Property],
        owner: str,
        key: tuple[str, ...] = (),
        unfit: tuple[str, ...] = (),
    ) -> tuple[Field, ...]:
        usual = separator(part, "separator", self.marks)
        marks, split = separators(part, "separators"), separators(part, "split")
        counted = units(part, known, owner)
        fields: list[Field] = []
        for column, name in named_columns(part):
            if column in unfit:
                continue
            if name not in known:
                raise wrong_word(part, "properties", Text(f" {owner} 的属性", f"a property of {owner}"), name, known)
            if known[name].type != "texts" and name in {f.property.name for f in fields}:
                wanted = Text(
                    f"{shown_zh(name)}只有一列：只有文字集合才可有几列",
                    f"one column for {shown(name)}: only a set of texts may have several",
                )
                raise part.wrong("properties", wanted, column)
            if column in split and name not in key:
                wanted = Text(f" {owner} 的键属性的列", f"a column of a key property of {owner}")
                raise wrong_word(part, "split", wanted, column, key)
            unit = counted.pop(column, None)
            if unit is not None and known[name].type not in ("number", "integer", "share"):
                wanted = Text(
                    f"数字的列；{name} 是 {known[name].type}", f"a column of a number; {name} is {known[name].type}"
                )
                raise part.wrong("units", wanted, column)
            is_split = column in split
            mark = split.pop(column, "") or marks.pop(column, usual)
            fields.append(Field(column, known[name], mark, is_split, unit))
        fields += self._details(part, known, [f.column for f in fields])
        for at, left in (("separators", marks), ("split", split), ("units", counted)):
            for column in left:
                if column not in unfit:
                    wanted = Text(" properties 之下的列", "a column under properties")
                    raise wrong_word(part, at, wanted, column, [f.column for f in fields])
        return tuple(fields)

    def _details(self, part: Reading, known: Mapping[str, Property], taken: list[str]) -> list[Field]:
        columns = [clean_text(column) for column in words_under(part, "details")]
        for at, column in enumerate(columns):
            if column in taken or column in columns[:at]:
                wanted = Text(
                    "既不在 properties 之下、也不重复的列", "columns that stand neither under properties nor here twice"
                )
                raise part.wrong("details", wanted, column)
        return [Field(column, known[DETAILS], "", detail=True) for column in columns]
