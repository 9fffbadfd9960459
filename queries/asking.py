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
    shown,
    suggest,
    template,
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
            raise UnknownName(f"parameter of {asked.name}", name, asked.params)
    missing = [p.name for p in asked.params.values() if p.default is None and p.name not in given]
    if missing:
        wanted = "; ".join(f"{p.name}=… ({p}: {p.about.en})" for p in asked.params.values())
        raise UsageError(f"{asked.name} needs {', '.join(missing)}. It takes {wanted}")
    values = {p.name: _value(store, asked.name, p, given.get(p.name, p.default)) for p in asked.params.values()}
    if values.get(REGION) == OF_TEMPLATE and asked.params[REGION].default == OF_TEMPLATE:
        values[REGION] = region_of(store, template())
    return values | filled(store, asked.rule, values.get(REGION, "")) if asked.rule else values


def _value(store: Reads, name: str, parameter: Parameter, value: Any) -> Any:
    text = str(value)
    if not text and parameter.default == "":
        return ""
    where = f"{name}, parameter {parameter.name}: "
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
        raise UsageError(f"{where}{error}") from error
    except (ValueError, KeyError, OverflowError) as error:
        told = f"{shown(text)} is not {parameter.type}; expected {expected}" if parameter.type in _READERS else error
        raise UsageError(f"{where}{told}") from error


def _within(parameter: Parameter, value: Any) -> Any:
    """Return a value that is in the range of its parameter; UsageError says the range."""
    least, most = parameter.least, parameter.most
    if parameter.type == "number" and not isfinite(value):
        raise ValueError(value)
    if (least is not None and value < least) or (most is not None and value > most):
        ends = f"from {least:g} to {most:g}" if least is not None and most is not None else ""
        ends = ends or (f"of {least:g} or more" if least is not None else f"of {most:g} or less")
        raise UsageError(f"{value} is out of range; expected {parameter.type} {ends}")
    return value


def _integer(text: str) -> int:
    if int(text) not in INTEGERS:
        raise OverflowError(text)
    return int(text)


def _boolean(text: str) -> bool:
    return {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}[text.lower()]


#: how a value is read, and what is expected
_READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "text": (str, "text"),
    "integer": (_integer, "a whole number, e.g. 2"),
    "number": (float, "a number, e.g. 0.5"),
    "boolean": (_boolean, "true or false"),
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
    raise UsageError(f"{shown(text)} is no {parameter}.{suggest(text, known)}")
