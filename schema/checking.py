"""Checking a record against the vocabulary: every problem of it, not only the first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from .body_codes import read_credit_code, read_stock_code
from .dates import read_date
from .errors import suggest
from .plain import check_numbers
from .quoting import shown
from .records import Kept, Node, Problem, Relation, Search, Source, Statement, Value, Withdrawn
from .vocabularies import CodeList, Property, Vocabulary, vocabulary

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
    return [Problem(p.reason, record.place, p.column, p.value) if p.place == type(p.place)() else p for p in found]


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
            reason = (
                f"{relation.type} cannot go {at} {shown(end)}, a {found}; it goes {at} {', '.join(sorted(allowed))}"
            )
            problems.append(Problem(reason, relation.place, at, end))
    return problems


def _id(value: str, column: str = "id") -> Iterator[Problem]:
    if not value:
        yield Problem("the id is empty", column=column)
    elif len(value) > LONGEST_ID or value != value.strip() or not value.isprintable():
        reason = f"{shown(value)} cannot be an id: at most {LONGEST_ID} visible characters, no blank at either end"
        yield Problem(reason, column=column, value=value[:60])


def _source(source: Source, terms: Vocabulary) -> Iterator[Problem]:
    yield from _id(source.id)
    if not source.title:
        yield Problem("a source needs a title", column="title")
    yield from _code("reliability", source.reliability, terms.codes["reliability"])
    yield from _date("published", source.published)


def _search(search: Search, terms: Vocabulary) -> Iterator[Problem]:
    yield from _id(search.id)
    yield from (problem for each in search.subjects for problem in _id(each, "subject"))
    if len(search.subjects) > 2 or len(set(search.subjects)) < len(search.subjects):
        reason = f"{shown(search.subject)} is no link: write the stage it comes from, > and the stage it goes to"
        yield Problem(reason, column="subject", value=search.subject)
    if not search.slot:
        yield Problem("a search record names the slot that was searched for", column="slot")
    yield from _code("method", search.method, terms.codes["search_method"])
    yield from _code("result", search.result, terms.codes["search_result"])
    if not search.date:
        yield Problem("a search record needs a date: when did somebody look?", column="date")
    yield from _date("date", search.date)


def _node(node: Node, terms: Vocabulary) -> Iterator[Problem]:
    if node.type not in terms.nodes:
        yield Problem(
            f"no node type {shown(node.type)}.{suggest(node.type, terms.nodes)}", column="type", value=node.type
        )
        return
    yield from _id(node.id)
    for statement in node.statements:
        yield from _statement(statement, terms.nodes[node.type].properties, node.type)


def _relation(relation: Relation, terms: Vocabulary) -> Iterator[Problem]:
    if relation.type not in terms.relations:
        reason = f"no relation type {shown(relation.type)}.{suggest(relation.type, terms.relations)}"
        yield Problem(reason, column="type", value=relation.type)
        return
    yield from _id(relation.from_id, "from")
    yield from _id(relation.to_id, "to")
    kind = terms.relations[relation.type]
    if relation.from_id == relation.to_id:
        yield Problem(f"{relation.type} from {shown(relation.from_id)} to itself", column="to", value=relation.to_id)
    if len(relation.key) != len(kind.key):
        yield Problem(f"{relation.type} is told apart by {', '.join(kind.key) or 'its ends alone'}", column="key")
    for statement in relation.statements:
        yield from _statement(statement, kind.properties, relation.type)


def _statement(statement: Statement, properties: Mapping[str, Property], type_: str) -> Iterator[Problem]:
    yield from _date("date", statement.date)
    for name, value in statement.properties.items():
        if name not in properties:
            yield Problem(f"{type_} has no property {shown(name)}.{suggest(name, properties)}", column=name)
        else:
            yield from _value(value, properties[name])
    for name, property in properties.items():
        if property.required and statement.properties.get(name) in (None, "", []):
            yield Problem(f"{type_} needs {name} ({property.label.zh})", column=name)


def _value(value: Value, property: Property) -> Iterator[Problem]:
    if property.type == "texts":
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        wanted = _PYTHON[property.type]
        good = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
    if not good:
        yield _unfit(f"{property.name} wants {property.type}", value, property)
    elif wrong := _no_number(value):
        yield Problem(f"{property.name}: {wrong}", column=property.name, value=str(value))
    elif property.codes is not None:
        yield from _code(property.name, str(value), property.codes)
    elif property.type in _READ:
        yield from _readable(property.name, str(value), property.type)
    elif property.type == "share" and not 0 <= float(str(value)) <= 1:
        yield _unfit(f"{property.name} is a share from 0 to 1", value, property)


def _no_number(value: Value) -> str:
    try:
        check_numbers(value)
    except ValueError as error:
        return str(error)
    return ""


def _unfit(reason: str, value: Value, property: Property) -> Problem:
    told = json.dumps(value, ensure_ascii=False, default=str)[:80]
    return Problem(f"{reason}, found {told}", column=property.name, value=told)


def _code(column: str, value: str, codes: CodeList) -> Iterator[Problem]:
    if value not in codes.codes:
        reason = f"{shown(value)} is not in the list {codes.name}.{suggest(value, codes.codes)}"
        yield Problem(reason, column=column, value=value)


def _date(column: str, value: str) -> Iterator[Problem]:
    yield from _readable(column, value, "date")


def _readable(column: str, value: str, type_: str) -> Iterator[Problem]:
    if value:
        try:
            _READ[type_](value)
        except ValueError as error:
            yield Problem(str(error), column=column, value=value)
