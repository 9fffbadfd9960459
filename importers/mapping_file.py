"""Reading a mapping file; every mistake in it is a SchemaError that names file, key and what was expected."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from ..schema import Reading, Text, Vocabulary, clean_text, read_date, read_yaml, told
from .mapping import Cell, EntryPlan, NodePlan, RelationPlan, RowPlan, Separator, Table, TableMapping
from .mapping_ends import cell_under, sources_under
from .mapping_form import form_under
from .mapping_keys import keys, table_keys
from .mapping_parts import file_name, fixed_source, words_under, wrong_word
from .mapping_plans import PlanReader
from .mapping_rules import conditions, separator, values

#: how a dataset may be called, for messages
DATASET_NAMES = Text("由字母、数字、_、- 和 . 组成的名称", "a name of letters, digits, '_', '-' and '.'")
_READ = Text("表中要读的列", "a column that the table reads")


def is_dataset_name(name: str) -> bool:
    """Say whether a dataset may be called so."""
    return re.fullmatch(r"[\w.-]{1,80}", name) is not None


def read_mapping(path: Path, words: Vocabulary) -> TableMapping:
    """Return a mapping checked against the vocabulary."""
    file = read_yaml(path)
    file.only(*keys("file"))
    dataset = file.word("dataset")
    if not is_dataset_name(dataset):
        raise file.wrong("dataset", DATASET_NAMES, dataset)
    title = Text(dataset, dataset)
    if "title" in file.data:
        given = file.data["title"]
        title = Text(given, given) if isinstance(given, str) else file.part("title").text()
    reader = _TableReader(words, separator(file, "separator", ";"))
    tables = tuple(reader.table(part) for part in file.parts("tables"))
    if not tables:
        raise file.wrong("tables", Text("至少一张表", "at least one table"), [])
    names = [table.name for table in tables if table.name]
    for name in names:
        if names.count(name) > 1:
            wanted = Text(
                "名称各不相同的表（给其一加上 name: …）", "tables with names of their own (add name: … to one of them)"
            )
            raise file.wrong("tables", wanted, name)
    return TableMapping(
        dataset, title, tables, tuple(file_name(file, "ignore", each) for each in words_under(file, "ignore"))
    )


def _name(file: str) -> str:
    """Return the name of a table, "" where it is that of each file that fits a pattern."""
    return "" if set(file) & set("*?") else clean_text(PurePosixPath(file).stem)


class _TableReader:
    """Reads the entries under ``tables``."""

    def __init__(self, words: Vocabulary, marks: Separator) -> None:
        self.words = words
        self.marks = marks

    def table(self, part: Reading) -> Table:
        file = file_name(part, "file", part.word("file"))
        plan = self._plan(part)
        marks = separator(part, "separator", self.marks)
        sources, date, where = sources_under(part, marks, self.words), _date(part), conditions(part)
        row_key = clean_text(part.word("row_key")) if "row_key" in part.data else ""
        columns = _columns(plan) | {row_key, *(c.column for c in where)}
        columns |= {*(sources.cell.columns if sources else ()), *(date.columns if date else ())}
        given = values(part)
        for column in given:
            if column not in columns:
                raise wrong_word(part, "values", _READ, column, columns - {""})
        form = form_under(part)
        for key, named in (("fill", form.fill), ("also", frozenset(form.also)), ("may_lack", form.may_lack)):
            for column in sorted(named - columns):
                raise wrong_word(part, key, _READ, column, columns - {""})
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
            form,
            where,
            given,
        )

    def _plan(self, part: Reading) -> NodePlan | RowPlan | RelationPlan | EntryPlan:
        reader = PlanReader(self.words, separator(part, "separator", self.marks))
        if "nodes" in part.data:
            if "rows" in part.data:
                raise part.wrong("nodes", Text("rows 与 nodes 之一", "either rows or nodes"), "both")
            part.only(*table_keys("nodes"))
            return reader.several(part)
        if isinstance(part.data.get("rows"), dict):
            part.only(*table_keys("node"))
            return reader.rows_by_choice(part)
        rows = part.word("rows")
        if rows in ("source", "search"):
            part.only(*table_keys("entry"))
            return reader.entry(part, rows)
        if rows in self.words.nodes:
            part.only(*table_keys("node"))
            return reader.node(part, self.words.nodes[rows])
        if rows in self.words.relations:
            part.only(*table_keys("relation"))
            return reader.relation(part, self.words.relations[rows])
        known = ["source", "search", *self.words.nodes, *self.words.relations]
        wanted = Text("节点类型、关系类型、source 或 search", "a node type, a relation type, source or search")
        raise wrong_word(part, "rows", wanted, rows, known)


def _columns(plan: NodePlan | RowPlan | RelationPlan | EntryPlan) -> frozenset[str]:
    if isinstance(plan, EntryPlan):
        return frozenset(plan.columns.values()) | (plan.subject.columns if plan.subject else frozenset())
    return plan.columns


def _date(part: Reading) -> Cell | None:
    if "date" not in part.data:
        return None
    cell = cell_under(part, "date")
    if cell.always:
        try:
            return Cell(always=read_date(cell.always))
        except ValueError as error:
            said = told(error)
            raise part.wrong("date.always", Text(f"日期（{said.zh}）", f"a date ({said.en})"), cell.always) from error
    return cell
