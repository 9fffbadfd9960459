"""Records that travel between processes and spools: packed as their fields in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any


class Packed:
    """Pickles the fields in their order: dataclasses with slots look up their names for each, six times as slow."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        kind: Any = type(self)
        return kind, _fields(kind)(self)


@cache
def _fields(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*kind.__slots__)
