"""The JSON Schema of a mapping file, for editors: from `mapping_keys` and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..schema import Vocabulary, vocabulary
from .mapping_keys import PLACES, Key

_TEXT = {"type": "string", "minLength": 1}
_SCALAR = {"type": ["string", "number", "boolean"]}
_SCALARS = {"type": "array", "items": _SCALAR}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_MARKS = {"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]}


def mapping_json_schema(words: Vocabulary | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a mapping file.

    Types and properties are offered, and others allowed: a vocabulary of one's own may have them.

    >>> mapping_json_schema()["required"]
    ['dataset', 'tables']
    """
    forms = _forms(words or vocabulary())
    places = {name: _place(keys, forms) for name, keys in PLACES.items()}
    top = places.pop("file")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Chainscape mapping 映射",
        **top,
        "$defs": places | _words(words or vocabulary()),
    }


def _place(keys: Any, forms: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _key(key, forms) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.needed],
        "additionalProperties": False,
    }


def _key(key: Key, forms: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = [forms[form] for form in key.forms]
    return {
        "description": f"{key.about.en}\n{key.about.zh}",
        **(found[0] if len(found) == 1 else {"anyOf": found}),
    }


def _words(words: Vocabulary) -> dict[str, dict[str, Any]]:
    """Return the words of the vocabulary, each list once."""
    properties = {name for node in words.nodes.values() for name in node.properties}
    properties |= {name for relation in words.relations.values() for name in relation.properties}
    return {
        "property": _offered(properties),
        "rows": _offered(["source", "search", *words.nodes, *words.relations]),
        "node_type": _offered(words.nodes),
        "relation_type": _offered(words.relations),
    }


def _forms(words: Vocabulary) -> dict[str, dict[str, Any]]:
    """Return what may stand under a key, by the name that `mapping_keys` has for it."""
    there = {name: {"$ref": f"#/$defs/{name}"} for name in (*PLACES, *_words(words))}
    return there | {
        "text": _TEXT,
        "texts": _TEXTS,
        "scalar": _SCALAR,
        "scalars": _SCALARS,
        "flag": {"type": "boolean"},
        "number": {"type": "integer", "minimum": 1},
        "numbers": {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1, "maxItems": 2},
        "map": _map(there["property"]),
        "constants": {
            **_map({"anyOf": [_SCALAR, _TEXTS]}),
            "propertyNames": there["property"],
        },
        "marks": _map(_MARKS),
        "units": _map({"anyOf": [_TEXT, there["unit"]]}),
        "headings": _map({**_TEXTS, "minItems": 1}),
        "where": _map({"anyOf": [_SCALAR, _SCALARS, there["condition"]]}),
        "values": _map(_map(_SCALAR)),
        "tables": {"type": "array", "items": there["table"], "minItems": 1},
        "nodes": {**_map(there["node"]), "minProperties": 1},
        "relations": {"type": "array", "items": there["relation"]},
        "reliability": {"enum": sorted(words.codes["reliability"].codes)},
        "key_word": {"const": "key"},
        "way": {"enum": ["id", "code", "name"]},
        "ways": {"type": "array", "items": {"enum": ["id", "code", "name"]}, "minItems": 1, "uniqueItems": True},
    }


def _offered(names: Iterable[str]) -> dict[str, Any]:
    return {"anyOf": [{"enum": sorted(names)}, _TEXT]}


def _map(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": of}
