"""Reading a mapping file; every mistake in it is a SchemaError that names file, key and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from ..schema import (
    NodeType,
    Property,
    Reading,
    RelationType,
    Text,
    Vocabulary,
    clean_text,
    read_date,
    read_yaml,
    shown,
)
from .mapping import Cell, End, EntryPlan, Field, NodePlan, RelationPlan, Sources, Table, TableMapping
from .mapping_parts import (
    SOURCE_FIELDS,
    cell_under,
    check_complete,
    columns_of,
    columns_under,
    constants,
    delimiter,
    encoding,
    file_name,
    fixed_source,
    named_columns,
    scalars_under,
    texts_under,
    words_under,
    wrong_word,
)

SEARCH_FIELDS = (
    "id", "subject", "slot", "method", "result", "date", "by", "queries", "pages_read", "note_zh", "note_en",
)  # fmt: skip
_NEEDED = {"source": ("title",), "search": ("subject", "slot", "method", "result", "date")}
_ANY_TABLE = ("file", "name", "rows", "ignore", "delimiter", "encoding", "separator", "properties", "always")
_STATED = ("separators", "sources", "source", "date")


def read_mapping(path: Path, words: Vocabulary) -> TableMapping:
    """Return a mapping checked against the vocabulary."""
    file = read_yaml(path)
    file.only("dataset", "title", "separator", "ignore", "tables")
    dataset = file.word("dataset")
    if not re.fullmatch(r"[\w.-]{1,80}", dataset):
        raise file.wrong("dataset", "a name of letters, digits, '_', '-' and '.'", dataset)
    title = Text(dataset, dataset)
    if "title" in file.data:
        given = file.data["title"]
        title = Text(given, given) if isinstance(given, str) else file.part("title").text()
    reader = _TableReader(words, file.mark("separator", ";"))
    tables = tuple(reader.table(part) for part in file.parts("tables"))
    if not tables:
        raise file.wrong("tables", "at least one table", [])
    names = [table.name for table in tables if table.name]
    for name in names:
        if names.count(name) > 1:
            raise file.wrong("tables", "tables with names of their own (add name: … to one of them)", name)
    return TableMapping(
        dataset, title, tables, tuple(file_name(file, "ignore", each) for each in words_under(file, "ignore"))
    )


def _name(file: str) -> str:
    """Return the name of a table, "" where it is that of each file that fits a pattern."""
    return "" if set(file) & set("*?") else clean_text(PurePosixPath(file).stem)


class _TableReader:
    """Reads the entries under ``tables``."""

    def __init__(self, words: Vocabulary, separator: str) -> None:
        self.words = words
        self.separator = separator

    def table(self, part: Reading) -> Table:
        file = file_name(part, "file", part.word("file"))
        rows = part.word("rows")
        separator = part.mark("separator", self.separator)
        plan: NodePlan | RelationPlan | EntryPlan
        if rows in ("source", "search"):
            part.only(*_ANY_TABLE, "subject")
            plan = self._entry(part, rows, separator)
            columns = {*plan.columns.values(), *columns_of(plan.subject)}
        elif rows in self.words.nodes:
            part.only(*_ANY_TABLE, *_STATED, "id", "relations")
            plan = self._node(part, self.words.nodes[rows], separator)
            columns = {f.column for f in plan.fields} | ({plan.id.column} if plan.id else set())
            for each in plan.relations:
                columns |= {f.column for f in each.fields} | columns_of(each.from_end, each.to_end)
        elif rows in self.words.relations:
            part.only(*_ANY_TABLE, *_STATED, "from", "to", "split", "row_key")
            plan = self._relation(part, self.words.relations[rows], separator, own_node=None)
            columns = {f.column for f in plan.fields} | columns_of(plan.from_end, plan.to_end)
        else:
            known = ["source", "search", *self.words.nodes, *self.words.relations]
            raise wrong_word(part, "rows", "a node type, a relation type, source or search", rows, known)
        sources, date = self._sources(part, separator), self._date(part)
        row_key = clean_text(part.word("row_key")) if "row_key" in part.data else ""
        columns |= {row_key, sources.cell.column if sources else "", date.column if date else ""}
        return Table(
            part.word("name") if "name" in part.data else _name(file),
            file,
            plan,
            sources,
            fixed_source(part, self.words),
            date,
            row_key,
            frozenset(columns - {""}),
            frozenset(clean_text(name) for name in words_under(part, "ignore")),
            delimiter(part),
            encoding(part),
        )

    def _node(self, part: Reading, type_: NodeType, separator: str) -> NodePlan:
        fields = self._fields(part, type_.properties, separator, type_.name)
        always = constants(part, type_.properties, type_.name)
        id_ = cell_under(part, "id") if "id" in part.data else None
        check_complete(part, type_.properties, fields, always, type_.name)
        if id_ is None:
            for key in type_.key:
                if key not in always and key not in {f.property.name for f in fields}:
                    raise part.wrong("properties", f"the key {shown(key)} of {type_.name}, or an id column")
        relations = []
        for each in part.parts("relations") if "relations" in part.data else []:
            each.only("type", "from", "to", "properties", "always", "separators", "separator", "split")
            name = each.word("type")
            if name not in self.words.relations:
                raise wrong_word(each, "type", "a relation type", name, self.words.relations)
            sep = each.mark("separator", separator)
            relations.append(self._relation(each, self.words.relations[name], sep, type_))
        return NodePlan(type_, id_, fields, always, tuple(relations))

    def _relation(self, part: Reading, type_: RelationType, separator: str, own_node: NodeType | None) -> RelationPlan:
        fields = self._fields(part, type_.properties, separator, type_.name, type_.key)
        always = constants(part, type_.properties, type_.name)
        check_complete(part, type_.properties, fields, always, type_.name)
        if own_node is not None and ("from" in part.data) == ("to" in part.data):
            raise part.wrong("", "either from or to; the other end is the node of the row", sorted(part.data))
        ends: list[End | None] = []
        for key, types in (("from", type_.from_types), ("to", type_.to_types)):
            if own_node is not None and key not in part.data:
                if own_node.name not in types:
                    raise part.wrong(key, f"a type that {type_.name} joins: " + ", ".join(sorted(types)), own_node.name)
                ends.append(None)
            else:
                ends.append(self._end(part, key, types))
        return RelationPlan(type_, ends[0], ends[1], fields, always)

    def _end(self, part: Reading, key: str, allowed: Iterable[str]) -> End:
        if not isinstance(part.value(key), dict):
            return End(cell_under(part, key))
        end = part.part(key)
        end.only("column", "always", "prefix", "type", "match", "create", "separator")
        match = end.one_of("match", ("id", "name")) if "match" in end.data else "id"
        create = end.flag("create", False)
        types = []
        for name in [end.word("type")] if isinstance(end.data.get("type"), str) else words_under(end, "type"):
            if name not in allowed:
                raise wrong_word(end, "type", "a type that this end may have", name, allowed)
            types.append(self.words.nodes[name])
        if match == "name" and not types:
            raise end.wrong("type", "the node type that the names belong to")
        if create and (match != "name" or len(types) != 1):
            raise end.wrong("create", "match: name with a single type, to know what to make", True)
        for each in types:
            if match == "name" and each.key != (each.caption,):
                raise end.wrong("match", f"id: a {each.name} is told apart by {', '.join(each.key)}", "name")
        # "id" or "name", for the type checker
        return End(
            cell_under(part, key), "name" if match == "name" else "id", tuple(types), create,
            end.mark("separator", ""),
        )  # fmt: skip

    def _entry(self, part: Reading, kind: str, separator: str) -> EntryPlan:
        known = SOURCE_FIELDS if kind == "source" else SEARCH_FIELDS
        columns: dict[str, str] = {}
        for column, name in named_columns(part):
            if name not in known or name in columns:
                raise wrong_word(part, "properties", f"each field of a {kind} once", name, known)
            columns[name] = column
        given = scalars_under(part, "always")
        for name in given:
            if name not in known:
                raise wrong_word(part, "always", f"a field of a {kind}", name, known)
        subject = None
        if "subject" in part.data:
            subject = self._end(part, "subject", self.words.nodes)
        elif "subject" in columns:
            subject = End(Cell(columns.pop("subject")))
        for name in _NEEDED[kind]:
            if name not in columns and name not in given and not (name == "subject" and subject):
                raise part.wrong("properties", f"a column for {shown(name)}, which every {kind} has")
        always = {name: clean_text(value) for name, value in given.items()}
        return EntryPlan("source" if kind == "source" else "search", columns, always, subject, separator)

    def _fields(
        self, part: Reading, known: Mapping[str, Property], separator: str, owner: str, key: tuple[str, ...] = ()
    ) -> tuple[Field, ...]:
        separators = {clean_text(c): s for c, s in texts_under(part, "separators").items()}
        split = {clean_text(c): s for c, s in texts_under(part, "split").items()}
        fields: list[Field] = []
        for column, name in named_columns(part):
            if name not in known:
                raise wrong_word(part, "properties", f"a property of {owner}", name, known)
            if known[name].type != "texts" and name in {f.property.name for f in fields}:
                raise part.wrong(
                    "properties", f"one column for {shown(name)}: only a set of texts may have several", column
                )
            if column in split and name not in key:
                raise wrong_word(part, "split", f"a column of a key property of {owner}", column, key)
            mark = split.pop(column, "") or separators.pop(column, separator)
            fields.append(Field(column, known[name], mark, column in columns_under(part, "split")))
        for at, left in (("separators", separators), ("split", split)):
            for column in left:
                raise wrong_word(part, at, "a column under properties", column, [f.column for f in fields])
        return tuple(fields)

    def _sources(self, part: Reading, separator: str) -> Sources | None:
        if "sources" not in part.data:
            return None
        if not isinstance(part.data["sources"], dict):
            return Sources(cell_under(part, "sources"), separator)
        given = part.part("sources")
        given.only("column", "always", "prefix", "separator", "create", "reliability")
        reliability = "C"
        if "reliability" in given.data:
            reliability = given.one_of("reliability", tuple(self.words.codes["reliability"].codes))
        mark = given.mark("separator", separator)
        return Sources(cell_under(part, "sources"), mark, given.flag("create", False), reliability)

    def _date(self, part: Reading) -> Cell | None:
        if "date" not in part.data:
            return None
        cell = cell_under(part, "date")
        if cell.always:
            try:
                return Cell(always=read_date(cell.always))
            except ValueError as error:
                raise part.wrong("date.always", "a date", str(error)) from error
        return cell
