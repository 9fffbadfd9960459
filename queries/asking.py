"""Asking a store: named queries with typed parameters, and words that stand for nodes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ..schema import ChainscapeError, Rows, UnknownName, UsageError, clean_text, suggest
from .headers import LIBRARY, Parameter, Query, query

_NODES = {
    "chain": "MATCH (n:IndustryChain) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
    "stage": "MATCH (n:Stage) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
    "region": "MATCH (n:Region) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
    "node": (
        "MATCH (n) WHERE n.name IS NOT NULL "
        "RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases"
    ),
}
#: what a name may be said without
_ENDINGS = {"chain": ("产业链",), "region": ("省", "市", "区", "县", "镇", "街道")}


class Reads(Protocol):
    """The part of a store that asking needs."""

    def run(self, query: str, /, **params: Any) -> Rows: ...


def ask(store: Reads, name: str, /, *, folder: Path = LIBRARY, **params: Any) -> Rows:
    """Run a named query and return its rows.

    A parameter of type chain, stage or node takes an id, a name, an English name or an alias.
    UnknownName: no such query or parameter, or a word that stands for nothing; UsageError: a value
    that does not fit its type, or a word that stands for several nodes.

    >>> ask(store, "stages", chain="光电")  # doctest: +SKIP
    """
    asked = query(name, folder)
    return store.run(asked.text, **_bind(store, asked, params))


def resolve(store: Reads, kind: str, word: str) -> str:
    """Return the id that a word stands for; `kind` is chain, stage, region or node.

    An id wins over a name, a name over an alias or English name.
    """
    wanted = clean_text(word)
    rows = list(store.run(_NODES[kind]))
    for row in rows:
        if row["id"] == word:
            return word
    for found in (
        [r["id"] for r in rows if wanted in (r["name"], _spoken(str(r["name"]), kind))],
        [r["id"] for r in rows if wanted in (r["aliases"] or []) or _same(wanted, r["name_en"])],
    ):
        if len(found) == 1:
            return str(found[0])
        if found:
            raise UsageError(f"{word!r} stands for several: {', '.join(sorted(found))}. Give the id.")
    near = [_spoken(str(r["name"]), kind) if kind == "chain" else str(r["name"]) for r in rows]
    if kind in _ENDINGS:
        raise UnknownName(kind, word, near)
    raise UsageError(f"no {kind} {word!r} in this store.{suggest(wanted, near).split(' There are')[0]}")


def _spoken(name: str, kind: str) -> str:
    ending = next((each for each in _ENDINGS.get(kind, ()) if name.endswith(each)), "")
    return name.removesuffix(ending)


def _same(word: str, english: object) -> bool:
    return bool(english) and word.casefold() == str(english).casefold()


def _bind(store: Reads, asked: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    for name in given:
        if name not in asked.params:
            raise UnknownName(f"parameter of {asked.name}", name, asked.params)
    missing = [p.name for p in asked.params.values() if p.default is None and p.name not in given]
    if missing:
        wanted = "; ".join(f"{p.name}=… ({p.type}: {p.about.en})" for p in asked.params.values())
        raise UsageError(f"{asked.name} needs {', '.join(missing)}. It takes {wanted}")
    return {p.name: _value(store, asked.name, p, given.get(p.name, p.default)) for p in asked.params.values()}


def _value(store: Reads, name: str, parameter: Parameter, value: Any) -> Any:
    text = str(value)
    try:
        if parameter.type in _NODES:
            return resolve(store, parameter.type, text) if text else ""
        if parameter.type == "integer":
            return int(text)
        if parameter.type == "number":
            return float(text)
        if parameter.type == "boolean":
            return {"true": True, "yes": True, "false": False, "no": False}[text.lower()]
    except (ValueError, KeyError) as error:
        if isinstance(error, ChainscapeError):
            raise
        raise UsageError(f"{name}, parameter {parameter.name}: {text!r} is not {parameter.type}") from error
    return text
