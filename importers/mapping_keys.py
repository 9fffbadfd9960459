"""The keys of a mapping file, each once: for the reader, for the JSON Schema, for the guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..schema import Text


@dataclass(frozen=True, slots=True)
class Key:
    """A key of one place in a mapping file."""

    about: Text
    #: what may stand under it, each the name of a form (`mapping_schema.FORMS`) or of a place below
    forms: tuple[str, ...]
    needed: bool = False


def _key(zh: str, en: str, *forms: str, needed: bool = False) -> Key:
    return Key(Text(zh, en), forms, needed)


_CELL = {
    "column": _key("列名", "the column", "text"),
    "columns": _key("几列，以 / 相连，有一列空白即为空白", "several columns joined by /; blank where one is", "texts"),
    "first": _key("几列中第一个不空的", "of several columns the first that is not blank", "texts"),
    "always": _key("每行相同的值", "the same value in every row", "scalar"),
    "prefix": _key("加在前面：company:", "put in front: company:", "text"),
    "take": _key("只取匹配此正则表达式的部分", "take what matches this regular expression, or its first group", "text"),
}
_FIELDS = {
    "properties": _key(
        "列名表，或 {列: 属性}", "columns named as their properties, or {column: property}", "texts", "map"
    ),
    "details": _key(
        "照原样存为其他记载（列名=值）的列", "columns kept as further details: name of the column=value", "texts"
    ),
    "always": _key("{属性: 每行相同的值}", "{property: value of every row}", "constants"),
    "separators": _key("{列: 分隔符}，一个或几个", "{column: separator}, one or several", "marks"),
    "separator": _key(
        "一格多值的分隔符，一个或几个", "what parts several values in a cell, one mark or several", "text", "texts"
    ),
    "units": _key("{列: 单位}，或 {列: {unit, into}}", "{column: unit}, or {column: {unit, into}}", "units"),
    "where": _key("只有符合条件的行", "only rows for which this holds", "where"),
}
_STATED = {
    "sources": _key(
        "来源编号列；{column, create: true} 时为来源标题",
        "column of source ids, or of titles: {column, create: true}",
        "text",
        "sources",
    ),
    "source": _key("整表同一来源", "one source for the whole table", "source"),
    "date": _key("何时如此的列，或 {always: 日期}", "column that says when it held, or {always: date}", "text", "cell"),
}
_NODE = {
    "id": _key(
        "编号列；省略时由类型的键（名称）生成",
        "column of the id; without it the id is made from the type's key",
        "text",
        "texts",
        "id",
    ),
    "chain": _key(
        "环节所属的产业链：编号由链与名称生成，并记下属于关系",
        "of a stage: its chain. The id is made of chain and name, and the stage is put into it",
        "text",
        "end",
    ),
    "fold": _key("多行说同一节点，各说一部分", "many rows state the same node, each something more", "flag"),
    **_FIELDS,
}

#: place → key → what it is
PLACES: Mapping[str, Mapping[str, Key]] = {
    "file": {
        "dataset": _key("数据集名称，库按此保存各行", "name under which the store keeps the rows", "text", needed=True),
        "title": _key("标题", "title", "text", "wording"),
        "separator": _FIELDS["separator"],
        "ignore": _key("明确不读的文件", "files that are knowingly left out", "texts"),
        "tables": _key("各表", "the tables", "tables", needed=True),
    },
    "table": {
        "file": _key(
            "文件名，或 企业*.csv 之类的样式", "name of the file, or a pattern such as firms*.csv", "text", needed=True
        ),
        "name": _key(
            "表名，行键的前半；默认取文件名", "first part of its rows' keys; default: the name of the file", "text"
        ),
        "rows": _key(
            "一行是什么：节点类型、关系类型、source 或 search",
            "what a row is: a node type, a relation type, source or search",
            "rows",
            "choice",
        ),
        "nodes": _key(
            "一行有几个节点：{名: {type, properties …}}", "several nodes a row: {name: {type, properties …}}", "nodes"
        ),
        "values": _key(
            "{列: {原文: 代之以}}，先于其他一切", "{column: {text: what it stands for}}, before all else", "values"
        ),
        "ignore": _key("不读的列", "columns that are left out", "texts"),
        "row_key": _key("区分各行的列", "column that tells the rows apart", "text"),
        "relations": _key("此行另外说明的关系", "relations that the row states as well", "relations"),
        "from": _key("关系从何处来", "where the relation comes from", "text", "end"),
        "to": _key("关系到何处去", "where the relation goes to", "text", "end"),
        "split": _key(
            "{列: 分隔符}：一格的每一部分成为一条关系",
            "{column: separator}: each part of the cell makes a relation",
            "marks",
        ),
        "subject": _key("查证的对象", "what was searched for", "text", "end"),
        "delimiter": _key("列之间的符号；通常自行识别", "what parts the columns; mostly found out", "text"),
        "encoding": _key("文件编码；通常自行识别", "encoding of the file; mostly found out", "text"),
        "quote": _key("单元格两侧的引号，或 none", "the mark around a cell, or none", "text"),
        "sheet": _key("工作表名，或 20??年 之类的样式", "name of the sheet, or a pattern such as 20??", "text"),
        "header": _key(
            "表头所在行，或连续两行 [2, 3]", "row of the names, or two that follow: [2, 3]", "number", "numbers"
        ),
        "records": _key(
            "JSON、YAML 中记录所在：chains.stages", "where the records of JSON or YAML stand: chains.stages", "text"
        ),
        "also": _key("{列: [文件中可能的其他列名]}", "{column: [other names that it may bear in a file]}", "headings"),
        "may_lack": _key("文件可以没有的列，没有即为空白", "columns that a file may be without: blank then", "texts"),
        "fill": _key("空白即同上的列", "columns in which a blank means the cell above", "texts"),
        "as_is": _key(
            "表头以下全是数据，不略去注与合计", "all under the header is data: no note or total is left out", "flag"
        ),
        **_NODE,
        **_STATED,
    },
    "node": {
        "type": _key(
            "节点类型，或按列选择", "the node type, or a choice by a column", "node_type", "choice", needed=True
        ),
        "optional": _key("编号或名称空白时即无此节点", "where its id or name is blank there is no such node", "flag"),
        **_NODE,
    },
    "relation": {
        "type": _key("关系类型", "the relation type", "relation_type", needed=True),
        "from": _key(
            "关系从何处来；此行的节点则省略", "where it comes from; left out for the node of the row", "text", "end"
        ),
        "to": _key(
            "关系到何处去；此行的节点则省略", "where it goes to; left out for the node of the row", "text", "end"
        ),
        "optional": _key(
            "一端空白时即无此关系，不论其余",
            "where an end is blank there is no relation, whatever else is said",
            "flag",
        ),
        "split": _key(
            "{列: 分隔符}：一格的每一部分成为一条关系",
            "{column: separator}: each part of the cell makes a relation",
            "marks",
        ),
        **_FIELDS,
    },
    "cell": _CELL,
    "id": {
        **_CELL,
        "else": _key(
            "key：空白时由类型的键生成", "key: where the cell is blank the id is made from the type's key", "key_word"
        ),
    },
    "end": {
        **_CELL,
        "node": _key("同一行的一个节点", "a node of the same row", "text"),
        "type": _key(
            "可能的节点类型，或按列选择",
            "the types that it may have, or a choice by a column",
            "node_type",
            "texts",
            "choice",
        ),
        "match": _key(
            "id、code、name，或依次几种：[code, name]",
            "id, code or name, or several in their order: [code, name]",
            "way",
            "ways",
        ),
        "create": _key("无人有此名称时新建", "make a node for a name that nobody bears", "flag"),
        "separator": _FIELDS["separator"],
        "chain": _key("环节在哪条产业链中", "of a stage: the chain that it is in", "text", "end"),
    },
    "sources": {
        **{name: each for name, each in _CELL.items() if name in ("column", "always", "prefix")},
        "separator": _FIELDS["separator"],
        "create": _key("格内是标题，各成为一个来源", "cells hold titles; each makes a source", "flag"),
        "reliability": _key("这些来源的可靠度", "reliability of these sources", "reliability"),
    },
    "source": {
        "id": _key("编号", "id", "scalar"),
        "title": _key("标题", "title", "text", needed=True),
        "publisher": _key("发布者", "publisher", "scalar"),
        "published": _key("发布日期", "day of publication", "scalar"),
        "url": _key("网址", "address", "scalar"),
        "language": _key("语言", "language", "scalar"),
        "reliability": _key("可靠度", "reliability", "reliability"),
        "note_zh": _key("附注，中文", "note, in Chinese", "scalar"),
        "note_en": _key("附注，英文", "note, in English", "scalar"),
    },
    "choice": {
        "column": _key("看哪一列", "the column that decides", "text", needed=True),
        "values": _key("{原文: 类型}", "{text: type}", "map"),
        "matches": _key("{正则表达式: 类型}，依次看", "{regular expression: type}, in their order", "map"),
        "else": _key(
            "其余的类型；省略时未知即为问题", "the type of all others; without it they are problems", "node_type"
        ),
    },
    "condition": {
        "is": _key("等于此值，或其中之一", "equal to this, or to one of these", "scalar", "scalars"),
        "not": _key("不等于此值，也不是其中之一", "equal to none of these", "scalar", "scalars"),
        "matches": _key("有此正则表达式所述的部分", "has a part that this regular expression describes", "text"),
        "blank": _key("空白（true）或不空白（false）", "blank (true) or not (false)", "flag"),
    },
    "unit": {
        "unit": _key("没有单位的数字以此计：万元", "what numbers without a unit are counted in: 万元", "text"),
        "into": _key("接收单位的属性", "property that gets the unit", "text"),
    },
    "wording": {
        "zh": _key("中文", "in Chinese", "text", needed=True),
        "en": _key("英文", "in English", "text", needed=True),
    },
}

#: keys of a table that is of one kind
#: in which form the file is
_FORM = ("delimiter", "encoding", "quote", "sheet", "header", "records", "fill", "as_is", "also", "may_lack")
_ANY = (
    "file",
    "name",
    "rows",
    "ignore",
    *_FORM,
    "separator",
    "properties",
    "always",
    "where",
    "values",
)
_OF = {
    "node": (*_ANY, *_STATED, "id", "relations", "chain", "fold", "separators", "units", "details"),
    "relation": (*_ANY, *_STATED, "from", "to", "split", "row_key", "separators", "units", "details"),
    "nodes": (
        "file",
        "name",
        "nodes",
        "ignore",
        *_FORM,
        "separator",
        "where",
        "values",
        *_STATED,
        "relations",
        "row_key",
    ),
    "entry": (*_ANY, "subject"),
}


def keys(place: str) -> tuple[str, ...]:
    """Return the keys that one place of a mapping file may have."""
    return tuple(PLACES[place])


def table_keys(kind: str) -> tuple[str, ...]:
    """Return the keys of a table whose rows are a ``node``, a ``relation``, several ``nodes`` or an ``entry``."""
    return _OF[kind]
