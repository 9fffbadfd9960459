"""The part of a store that asking needs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from ..schema import Rows

if TYPE_CHECKING:
    from ..graph import Stream


class Reads(Protocol):
    """The part of a store that asking needs."""

    def steady(self) -> AbstractContextManager[None]: ...

    def run(self, query: str, /, **params: Any) -> Rows: ...

    def run_trusted(self, query: str, /, **params: Any) -> Rows: ...

    def look_up(self, query: str, /, **params: Any) -> Rows: ...

    def types_of(self, ids: Iterable[str]) -> dict[str, str]: ...


class Streams(Reads, Protocol):
    """The part of a store that asking for a stream needs."""

    def stream(self, query: str, /, **params: Any) -> Stream: ...

    def stream_trusted(self, query: str, /, **params: Any) -> Stream: ...
