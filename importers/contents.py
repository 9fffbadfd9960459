"""What a record says as a few bytes: two that say different things are told apart, and by what, without being kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from ..schema import Node, Place, Search, Source

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
#: bytes for all that a record says, then for the name and for the value of each property
_WHOLE, _PART = 8, 2


def content(record: Node | Source | Search) -> bytes:
    """Return all that a record says, whatever its place: 8 bytes, and of a node 4 for each property."""
    if not isinstance(record, Node):
        return _digest(asdict(replace(record, place=Place())), _WHOLE)
    said = [(s.sources, s.date, dict(s.properties)) for s in record.statements]
    parts = (_name(name) + _digest(value, _PART) for s in record.statements for name, value in s.properties.items())
    return _digest(said, _WHOLE) + b"".join(parts)


def differing(before: bytes, now: bytes, properties: Iterable[str]) -> Iterator[str]:
    """Yield those of some properties that two contents of a node give otherwise, or that one has and one has not."""
    old, new = _parts(before), _parts(now)
    for property in properties:
        if old.get(_name(property)) != new.get(_name(property)):
            yield property


def _parts(said: bytes) -> dict[bytes, bytes]:
    width = 2 * _PART
    return {said[at : at + _PART]: said[at + _PART : at + width] for at in range(_WHOLE, len(said), width)}


def _name(property: str) -> bytes:
    return _digest(property, _PART)


def _digest(said: object, size: int) -> bytes:
    return hashlib.blake2b(_JSON.encode(said).encode("utf-8"), digest_size=size).digest()
