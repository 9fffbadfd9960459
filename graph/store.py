"""What a store is, and how one is opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from ..schema import Record, Rows, UsageError
from .py2neo_graphs import is_py2neo, server
from .stored import Stored
from .streaming import Stream

if TYPE_CHECKING:
    import py2neo

Mode = Literal["r", "w"]
#: texts that a store remembers to have looked at
REMEMBERED = 1_000
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, in records and statements."""

    nodes_new: int = 0
    nodes_changed: int = 0
    nodes_same: int = 0
    relations_new: int = 0
    relations_changed: int = 0
    relations_same: int = 0
    #: sources and searches that are new or changed
    sources: int = 0
    searches: int = 0
    #: statements that are new or changed
    statements: int = 0


class Store(Protocol):
    """A place that keeps the graph; closed by `close` or at the end of a ``with`` block."""

    def write(self, records: Iterable[Record]) -> Written:
        """Write records in one transaction: all of them, durably, or none.

        A statement replaces the one with the same dataset and row and is added otherwise; the values
        that show are settled again. Records may come in any order. Writing the same again changes nothing.
        """
        ...

    def run(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a Cypher query that only reads, in plain Python values.

        A node becomes ``{"type", "id", …properties}``, a relation the same with ``from`` and ``to``
        (ids), a path ``{"nodes", "relations"}``; none of them shows ``statements``. Dates, times and
        durations are ISO text. Raises QueryRefused for a query that would do more than read,
        QueryFailed for one that the engine cannot run, QueryTimeout after the store's time limit.
        """
        ...

    def stream(self, query: str, /, **params: Any) -> Stream:
        """Return the same answer in pieces, for one too large to hold; close it, or use it in a ``with`` block.

        The time limit counts until the last row is read. Raises as `run` does, later pieces as well.
        """
        ...

    def run_trusted(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a text of the library: the tests have checked it, so it is sent as it is."""
        ...

    def stream_trusted(self, query: str, /, **params: Any) -> Stream:
        """Return the answer to a text of the library in pieces; see `stream` and `run_trusted`."""
        ...

    def look_up(self, query: str, /, **params: Any) -> Rows:
        """Return the whole answer to a text of ours: sent as it is, and `max_rows`, which is for answers, not kept."""
        ...

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that a node, source or search has; others are left out."""
        ...

    def count(self) -> dict[str, int]:
        """Return how many there are of each node type and relation type that occurs."""
        ...

    def dump(self) -> Iterator[str]:
        """Yield everything in the store as sorted lines of canonical JSON, to compare stores."""
        ...

    def stored(self) -> Iterator[Stored]:
        """Yield every source, then every other node, then every relation as it is kept; memory stays flat."""
        ...

    def close(self) -> None:
        """Let go of the store; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(
    url: str | Path | py2neo.Graph,
    mode: Mode = "r",
    *,
    heap: str | None = None,
    timeout: float | None = None,
    database: str | None = None,
    auth: tuple[str, str] | None = None,
    max_rows: int | None = None,
) -> Store:
    """Open the store at a path, or on a Neo4j server (``bolt://``, ``neo4j://``, ``neo4j+s://`` …).

    ``mode="w"`` makes a store in a folder when there is none and holds its lock; on a server it makes the
    constraints. ``heap`` is the memory of the Java engine (``"512m"``, ``"4g"``; it can be set once a process),
    ``timeout`` the seconds that a query may take. ``database`` names one of a server's, ``auth`` is user and
    password; without it NEO4J_USERNAME and NEO4J_PASSWORD count. A `py2neo.Graph` gives its own address, user and
    database to the driver. Raises StoreMissing, StoreForeign, StoreLocked or
    StoreCrashed, each saying what to do.
    """
    if mode not in ("r", "w"):
        raise UsageError(f"mode is {mode!r}; expected 'r' to read or 'w' to write")
    if is_py2neo(url):
        place = server(url)
        url, database, auth = place.url, database or place.database, auth or place.auth
    scheme = _SCHEME.match(str(url))
    if scheme:
        from .bolt import Bolt

        return Bolt(str(url), mode, database=database, auth=auth, timeout=timeout, max_rows=max_rows)
    from .embedded import Embedded

    return Embedded(Path(str(url)), mode, heap=heap, timeout=timeout, max_rows=max_rows)


def store_exists(path: str | Path) -> bool:
    """Say whether a Chainscape store stands at a path, without starting the engine; a server always counts."""
    from .embedded import MARKER

    if _SCHEME.match(str(path)):
        return True
    return (Path(path) / MARKER).is_file()
