"""What a store is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from ..schema import Kept, Rows
from .stored import Stored, Walked
from .streaming import Stream

Mode = Literal["r", "w"]
#: texts that a store remembers to have looked at
REMEMBERED = 1_000
Row = dict[str, Any]


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
    #: statements, sources and searches that count no more, kept for the history
    withdrawn: int = 0
    #: nodes and relations, new or changed, that two datasets read differently
    disputed: int = 0


Place = Literal["earlier", "current", "undone"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a store."""

    number: int
    #: where it stands beside the one that is read
    place: Place
    #: when it was written, as ISO text with the writer's time zone; "" where that is not known
    written: str
    #: by what: the command line, or what ``open_store`` was given
    note: str
    nodes: int
    relations: int
    #: its room; on a server that of the journal by which it is reached
    bytes: int
    #: on a server: nodes and relations that going there changes
    changes: int = 0
    #: on a server, of the current one: ``undo`` or ``redo`` that was cut off and has to be completed first
    cut_off: str = ""


class Open(Protocol):
    """What a batch is written through: one open transaction of an engine."""

    #: datasets, the first to be believed first where statements are as strong; see `schema.settle`
    order: Sequence[str]

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store."""
        ...

    def reliability(self) -> dict[str, str]:
        """Return the reliability of every source in the store, by id."""
        ...

    def citing(self, sources: Iterable[str], *, nodes: bool) -> Iterator[tuple[str, str]]:
        """Yield id and type of the nodes, or of the relations, that cite one of some sources."""
        ...

    def statements(self, type: str, ids: Iterable[str], *, nodes: bool) -> dict[str, list[str]]:
        """Return the statements of those of a type's nodes or relations that are in the store, by id."""
        ...

    def beside(self, type: str, given: Mapping[str, Row]) -> dict[str, Row]:
        """Return those of some sources or searches that are in the store, by id."""
        ...

    def add_nodes(self, type: str, rows: list[Row]) -> None:
        """Write new nodes, sources or searches."""
        ...

    def add_relations(self, type: str, rows: list[tuple[str, str, Row]], types: Mapping[str, str]) -> None:
        """Write new relations between two ids each; `types` knows those of the ids."""
        ...

    def change(self, type: str, rows: list[Row], *, nodes: bool) -> None:
        """Give what has an id these properties and no others."""
        ...

    def remove(self, type: str, ids: Iterable[str], *, nodes: bool) -> None:
        """Take away relations, or nodes at which there are none."""
        ...

    def relations_at(self, ids: Iterable[str]) -> list[Stored]:
        """Return the relations that start or end at one of some nodes, each with its id and statements alone."""
        ...

    def searches_about(self, ids: Iterable[str]) -> list[Row]:
        """Return the searches that one of some ids is the subject of."""
        ...

    def cited(self, sources: Iterable[str]) -> set[str]:
        """Return those of some sources that a node or relation cites."""
        ...


class Store(Protocol):
    """A place that keeps the graph; closed by `close` or at the end of a ``with`` block, which an error discards."""

    #: datasets, the first to be believed first where two contradict each other; see `schema.settle`
    @property
    def dataset_order(self) -> tuple[str, ...]: ...

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction: all of them or none.

        A statement replaces the one with the same dataset and row and is added otherwise; the values
        that show are settled again. Records may come in any order. Writing the same again changes nothing.
        """
        ...

    def change(self, work: Callable[[Open], Written]) -> Written:
        """Do in one transaction what `work` does, all of it or nothing; a server may have it do its work again."""
        ...

    def publish(self) -> None:
        """Have all read what was written so far; closing does it too.

        In a folder nobody else sees what is written before. A server shows each write at once; there it ends what
        `undo` takes back as one load.
        """
        ...

    def discard(self) -> bool:
        """Take back what was written since `publish`, and say whether that could be done: a server cannot."""
        ...

    def steady(self) -> AbstractContextManager[None]:
        """Within it, all answers come from one version of the store, whoever writes meanwhile; a server cannot."""
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

    def every_record(self) -> Iterator[Stored]:
        """Yield every node, then every relation, each by its own record, whatever indexes and nodes say of it."""
        ...

    def walk(self) -> Iterator[Walked]:
        """Yield every node with its relations, as the node tells them."""
        ...

    def found(self, type: str, ids: Sequence[str], *, nodes: bool) -> set[str]:
        """Return those of some ids that the index of a type finds, of nodes or of relations."""
        ...

    def close(self) -> None:
        """Let go of the store; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
