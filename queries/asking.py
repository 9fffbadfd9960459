"""Asking a store: named queries with typed parameters, and words that stand for nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph import check_filled
from ..schema import (
    INTEGERS,
    Rows,
    Text,
    UnknownName,
    UsageError,
    clean_text,
    listed,
    shown,
    shown_zh,
    suggest,
    template,
    told,
    vocabulary,
)
from .counting import filled, region_of
from .headers import Parameter, Query, query
from .reads import Reads, Streams
from .resolving import FEW, MANY, resolve
from .rules import OF_TEMPLATE, REGION

if TYPE_CHECKING:
    from ..graph import Stream


def ask(store: Reads, name: str, /, *, folder: Path | str | None = None, **params: Any) -> Rows:
    """Run a named query and return its rows.

    A ``folder`` holds queries of the caller's own; of two with the same name it runs that of the folder.
    A parameter of type chain, stage, region, company, body or node takes an id, a name, an English name or an
    alias; one that is chosen from a list takes the code or its wording in Chinese or English.
    UnknownName: no such query or parameter, or a word that stands for nothing; UsageError: a value
    that does not fit its type, or a word that stands for several nodes. StoreForeign, StoreEmpty: the store holds
    nothing of Chainscape's (`graph.check_filled`); a query of the caller's own is sent all the same.

    >>> ask(store, "stages", chain="光电")  # doctest: +SKIP
    """
    with store.steady():
        asked = _known(store, name, folder)
        send = store.run if asked.own else store.run_trusted
        return send(asked.text, **_bind(store, asked, params))


def stream(store: Streams, name: str, /, *, folder: Path | str | None = None, **params: Any) -> Stream:
    """Run a named query and return its rows one after the other; see `ask` and `Store.stream`."""
    asked = _known(store, name, folder)
    send = store.stream if asked.own else store.stream_trusted
    return send(asked.text, **_bind(store, asked, params))


def _known(store: Reads, name: str, folder: Path | str | None) -> Query:
    """Return a query; one of the library is about what Chainscape keeps, one's own may be about anything."""
    asked = query(name, folder)
    if not asked.own:
        check_filled(store)
    return asked


def _bind(store: Reads, asked: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    for name in given:
        if name not in asked.params:
            raise UnknownName(Text(f" {asked.name} 的参数", f"parameter of {asked.name}"), name, asked.params)
    missing = [p.name for p in asked.params.values() if p.default is None and p.name not in given]
    if missing:
        en = "; ".join(f"{p.name}=… ({p}: {p.about.en})" for p in asked.params.values())
        zh = "；".join(f"{p.name}=…（{p}：{p.about.zh}）" for p in asked.params.values())
        lacks = listed(missing)
        raise UsageError(f"{asked.name} needs {lacks.en}. It takes {en}", f"{asked.name} 须给出 {lacks.zh}。参数：{zh}")
    values = {p.name: _value(store, asked.name, p, given.get(p.name, p.default)) for p in asked.params.values()}
    if values.get(REGION) == OF_TEMPLATE and asked.params[REGION].default == OF_TEMPLATE:
        values[REGION] = region_of(store, template())
    return values | filled(store, asked.rule, values.get(REGION, "")) if asked.rule else values


def _value(store: Reads, name: str, parameter: Parameter, value: Any) -> Any:
    text = str(value)
    if not text and parameter.default == "":
        return ""
    where = Text(f"{name}，参数 {parameter.name}：", f"{name}, parameter {parameter.name}: ")
    try:
        if parameter.type in FEW or parameter.type in MANY:
            return resolve(store, parameter.type, text)
        if parameter.type in _READERS:
            read, expected = _READERS[parameter.type]
            return _within(parameter, read(text))
        return _choose(parameter, text)
    except UnknownName:
        raise  # it names the kind already
    except UsageError as error:
        raise UsageError.of(where + told(error)) from error
    except (ValueError, KeyError, OverflowError) as error:
        why = told(error)
        if parameter.type in _READERS:
            why = Text(
                f"{shown_zh(text)}不对；应为{expected.zh}",
                f"{shown(text)} is not {parameter.type}; expected {expected.en}",
            )
        raise UsageError.of(where + why) from error


def _within(parameter: Parameter, value: Any) -> Any:
    """Return a value that is in the range of its parameter; UsageError says the range."""
    least, most = parameter.least, parameter.most
    if parameter.type == "number" and not isfinite(value):
        raise ValueError(value)
    if (least is not None and value < least) or (most is not None and value > most):
        if least is not None and most is not None:
            ends = Text(f"{least:g} 到 {most:g} ", f"from {least:g} to {most:g}")
        elif least is not None:
            ends = Text(f"{least:g} 以上", f"of {least:g} or more")
        else:
            ends = Text(f"{most:g} 以下", f"of {most:g} or less")
        raise UsageError(
            f"{value} is out of range; expected {parameter.type} {ends.en}",
            f"{value} 超出范围；应为 {ends.zh}的{'整数' if parameter.type == 'integer' else '数字'}",
        )
    return value


def _integer(text: str) -> int:
    if int(text) not in INTEGERS:
        raise OverflowError(text)
    return int(text)


def _boolean(text: str) -> bool:
    return {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}[text.lower()]


#: how a value is read, and what is expected
_READERS: dict[str, tuple[Callable[[str], Any], Text]] = {
    "text": (str, Text("文字", "text")),
    "integer": (_integer, Text("整数，如 2", "a whole number, e.g. 2")),
    "number": (float, Text("数字，如 0.5", "a number, e.g. 0.5")),
    "boolean": (_boolean, Text(" true 或 false", "true or false")),
}


def choices(parameter: Parameter) -> dict[str, Text]:
    """Return the words that a parameter may be, with their wording; empty where it may be anything of its type."""
    terms = vocabulary()
    if parameter.type == "code":
        return {each.name: each.label for each in terms.codes[parameter.choices[0]].codes.values()}
    if parameter.type == "node type":
        return {each.name: each.label for each in terms.nodes.values()}
    if parameter.type == "relation type":
        return {each.name: each.label for each in terms.relations.values()}
    return {each: Text("", "") for each in parameter.choices}


def _choose(parameter: Parameter, text: str) -> str:
    """Return the word of a list that a text stands for: itself, or its wording in Chinese or English."""
    known = choices(parameter)
    folded = clean_text(text).casefold()
    for each, label in known.items():
        if folded and folded in (each.casefold(), label.zh.casefold(), label.en.casefold()):
            return each
    told_no = Text(f"{shown_zh(text)}不是 {parameter}。", f"{shown(text)} is no {parameter}.")
    raise UsageError.of(told_no + suggest(text, known))
