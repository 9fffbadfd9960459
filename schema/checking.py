"""Checking a record against the vocabulary: every problem of it, not only the first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from .body_codes import read_credit_code, read_stock_code
from .dates import read_date
from .errors import suggest
from .plain import check_numbers
from .quoting import listed, shown, shown_zh
from .records import Kept, Node, Problem, Relation, Search, Source, Statement, Value, Withdrawn
from .vocabularies import CodeList, Property, Vocabulary, vocabulary
from .wordings import Text, told

#: ids longer than this are a broken file
LONGEST_ID = 200
_PYTHON = {
    "text": str, "code": str, "date": str, "integer": int, "number": float, "share": float, "boolean": bool,
    "credit_code": str, "stock_code": str,
}  # fmt: skip
#: types whose values must be readable as well
_READ: Mapping[str, Callable[[str], str]] = {
    "date": read_date,
    "credit_code": read_credit_code,
    "stock_code": read_stock_code,
}


def check(record: Kept, terms: Vocabulary | None = None) -> list[Problem]:
    """Return everything that is wrong with a record, in the order of its fields.

    Ends of relations, cited sources and subjects of searches are only checked for form here;
    whether they exist is known when all records are (``graph.load``).
    """
    terms = terms or vocabulary()
    if isinstance(record, Withdrawn):
        return []
    if isinstance(record, Source):
        found = _source(record, terms)
    elif isinstance(record, Search):
        found = _search(record, terms)
    elif isinstance(record, Node):
        found = _node(record, terms)
    else:
        found = _relation(record, terms)
    return [replace(p, place=record.place) if p.place == type(p.place)() else p for p in found]


def check_ends(relation: Relation, from_type: str, to_type: str, terms: Vocabulary | None = None) -> list[Problem]:
    """Return what is wrong with the types of a relation's two ends."""
    kind = (terms or vocabulary()).relations.get(relation.type)
    if kind is None:
        return []
    problems = []
    for at, end, found, allowed in (
        ("from", relation.from_id, from_type, kind.from_types),
        ("to", relation.to_id, to_type, kind.to_types),
    ):
        if found not in allowed:
            may, side = listed(sorted(allowed)), "起点" if at == "from" else "终点"
            reason = Text(
                f"{relation.type} 的{side}不能是{shown_zh(end)}（{found}）；{side}可为 {may.zh}",
                f"{relation.type} cannot go {at} {shown(end)}, a {found}; it goes {at} {may.en}",
            )
            problems.append(Problem.of(reason, relation.place, at, end))
    return problems


def _id(value: str, column: str = "id") -> Iterator[Problem]:
    if not value:
        yield Problem("the id is empty", column=column, zh="编号为空")
    elif len(value) > LONGEST_ID or value != value.strip() or not value.isprintable():
        reason = Text(
            f"{shown_zh(value)}不能作编号：至多 {LONGEST_ID} 个可见字符，首尾不留空格",
            f"{shown(value)} cannot be an id: at most {LONGEST_ID} visible characters, no blank at either end",
        )
        yield Problem.of(reason, column=column, value=value[:60])


def _source(source: Source, terms: Vocabulary) -> Iterator[Problem]:
    yield from _id(source.id)
    if not source.title:
        yield Problem("a source needs a title", column="title", zh="来源须有标题")
    yield from _code("reliability", source.reliability, terms.codes["reliability"])
    yield from _date("published", source.published)


def _search(search: Search, terms: Vocabulary) -> Iterator[Problem]:
    yield from _id(search.id)
    yield from (problem for each in search.subjects for problem in _id(each, "subject"))
    if len(search.subjects) > 2 or len(set(search.subjects)) < len(search.subjects):
        reason = Text(
            f"{shown_zh(search.subject)}不是供给链：请写起点环节、> 和终点环节",
            f"{shown(search.subject)} is no link: write the stage it comes from, > and the stage it goes to",
        )
        yield Problem.of(reason, column="subject", value=search.subject)
    if not search.slot:
        yield Problem(
            "a search record names the slot that was searched for", column="slot", zh="查证记录须写明查找的支撑"
        )
    yield from _code("method", search.method, terms.codes["search_method"])
    yield from _code("result", search.result, terms.codes["search_result"])
    if not search.date:
        yield Problem(
            "a search record needs a date: when did somebody look?", column="date", zh="查证记录须有日期：何时查找？"
        )
    yield from _date("date", search.date)


def _node(node: Node, terms: Vocabulary) -> Iterator[Problem]:
    if node.type not in terms.nodes:
        reason = Text(f"没有节点类型{shown_zh(node.type)}。", f"no node type {shown(node.type)}.")
        yield Problem.of(reason + suggest(node.type, terms.nodes), column="type", value=node.type)
        return
    yield from _id(node.id)
    for statement in node.statements:
        yield from _statement(statement, terms.nodes[node.type].properties, node.type)


def _relation(relation: Relation, terms: Vocabulary) -> Iterator[Problem]:
    if relation.type not in terms.relations:
        reason = Text(f"没有关系类型{shown_zh(relation.type)}。", f"no relation type {shown(relation.type)}.")
        yield Problem.of(reason + suggest(relation.type, terms.relations), column="type", value=relation.type)
        return
    yield from _id(relation.from_id, "from")
    yield from _id(relation.to_id, "to")
    kind = terms.relations[relation.type]
    if relation.from_id == relation.to_id:
        reason = Text(
            f"{relation.type} 由{shown_zh(relation.from_id)}指向自身",
            f"{relation.type} from {shown(relation.from_id)} to itself",
        )
        yield Problem.of(reason, column="to", value=relation.to_id)
    if len(relation.key) != len(kind.key):
        key = listed(kind.key)
        reason = Text(
            f"{relation.type} 只按{key.zh or '两端'}区分",
            f"{relation.type} is told apart by {key.en or 'its ends alone'}",
        )
        yield Problem.of(reason, column="key")
    for statement in relation.statements:
        yield from _statement(statement, kind.properties, relation.type)


def _statement(statement: Statement, properties: Mapping[str, Property], type_: str) -> Iterator[Problem]:
    yield from _date("date", statement.date)
    for name, value in statement.properties.items():
        if name not in properties:
            reason = Text(f"{type_} 没有属性{shown_zh(name)}。", f"{type_} has no property {shown(name)}.")
            yield Problem.of(reason + suggest(name, properties), column=name)
        else:
            yield from _value(value, properties[name])
    for name, property in properties.items():
        if property.required and statement.properties.get(name) in (None, "", []):
            reason = Text(f"{type_} 须有 {name}（{property.label.zh}）", f"{type_} needs {name} ({property.label.zh})")
            yield Problem.of(reason, column=name)


def _value(value: Value, property: Property) -> Iterator[Problem]:
    if property.type == "texts":
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        wanted = _PYTHON[property.type]
        good = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
    if not good:
        yield _unfit(
            Text(f"{property.name} 须为 {property.type}", f"{property.name} wants {property.type}"), value, property
        )
    elif wrong := _no_number(value):
        reason = Text(f"{property.name}：", f"{property.name}: ") + wrong
        yield Problem.of(reason, column=property.name, value=str(value))
    elif property.codes is not None:
        yield from _code(property.name, str(value), property.codes)
    elif property.type in _READ:
        yield from _readable(property.name, str(value), property.type)
    elif property.type == "share" and not 0 <= float(str(value)) <= 1:
        reason = Text(f"{property.name} 是 0 到 1 的份额", f"{property.name} is a share from 0 to 1")
        yield _unfit(reason, value, property)


def _no_number(value: Value) -> Text | None:
    try:
        check_numbers(value)
    except ValueError as error:
        return told(error)
    return None


def _unfit(reason: Text, value: Value, property: Property) -> Problem:
    found = json.dumps(value, ensure_ascii=False, default=str)[:80]
    return Problem.of(reason + Text(f"，现为 {found}", f", found {found}"), column=property.name, value=found)


def _code(column: str, value: str, codes: CodeList) -> Iterator[Problem]:
    if value not in codes.codes:
        reason = Text(
            f"{shown_zh(value)}不在代码表 {codes.name} 中。", f"{shown(value)} is not in the list {codes.name}."
        )
        yield Problem.of(reason + suggest(value, codes.codes), column=column, value=value)


def _date(column: str, value: str) -> Iterator[Problem]:
    yield from _readable(column, value, "date")


def _readable(column: str, value: str, type_: str) -> Iterator[Problem]:
    if value:
        try:
            _READ[type_](value)
        except ValueError as error:
            yield Problem.of(told(error), column=column, value=value)
