"""The embedded store: ArcadeDB in this process, in a folder."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ...schema import QueryFailed, QueryTimeout, Record, Rows, StoreError, UsageError
from ..parameters import as_json, plain_parameters, wants
from ..store import REMEMBERED, Mode, Written
from ..stored import Stored
from ..streaming import Stream, at_most
from . import answers, engine, guard, jvm, readers
from .classes import is_java, java_error
from .folder import Folder
from .locks import Lock
from .messages import message_of
from .running import Threads

T = TypeVar("T")
#: reads a text before it runs
Look = Callable[[Any, str], guard.Reading]


class Embedded:
    """A store in a folder.

    Open for reading, it is locked only while a query runs: a notebook may keep it open while an import
    runs in another window, and its next query sees what that brought. Open for writing, it is locked
    from opening to closing.
    """

    def __init__(
        self,
        path: Path,
        mode: Mode = "r",
        *,
        heap: str | None = None,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> None:
        self._folder = Folder(path.absolute())
        self._timeout = timeout
        self._max_rows = max_rows
        self._threads = Threads()
        self._writing: _Writing | None = None
        self._streams: weakref.WeakSet[Stream] = weakref.WeakSet()
        #: what texts ask for, as it was found; it hangs on the text and the engine alone (docs/decisions/0084)
        self._looked_at: dict[tuple[Look, str], guard.Reading] = {}
        #: a database, and the type of every id in it
        self._types: tuple[Any, dict[str, str]] | None = None
        if mode == "w":
            self._writing = _Writing(self._folder, heap)
        else:
            self._folder.check()
            with self._folder.read_lock():
                self._folder.check_readable()
                jvm.start("short", heap)
                readers.join(self._folder)
                try:
                    readers.database(self._folder)
                except BaseException:
                    readers.leave(self._folder)
                    raise
        # also when it is dropped without closing, and at the end of the process
        self._let_go = weakref.finalize(self, _let_go, self._folder, self._threads, self._writing, self._streams)

    def write(self, records: Iterable[Record]) -> Written:
        """Write records in one durable transaction; see `Store.write`."""
        self._check_open()
        if self._writing is None:
            raise UsageError(f"the store at {self._folder.path} is open for reading; open it with mode='w' to write")
        return self._writing.batches.write(records)

    def run(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a query that only reads; see `Store.run`."""
        return self.stream(query, **params).all()

    def look_up(self, query: str, /, **params: Any) -> Rows:
        """Return the whole answer to a text of ours; see `Store.look_up`."""
        return Stream(self._answer(query, params, guard.read)).all()

    def run_trusted(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a text of the library; see `Store.run_trusted`."""
        return self.stream_trusted(query, **params).all()

    def stream(self, query: str, /, **params: Any) -> Stream:
        """Return the answer in pieces; see `Store.stream`."""
        return self._stream(query, params, guard.check)

    def stream_trusted(self, query: str, /, **params: Any) -> Stream:
        """Return the answer to a text of the library in pieces; see `Store.stream_trusted`."""
        return self._stream(query, params, guard.read)

    def _stream(self, query: str, params: dict[str, Any], look: Look) -> Stream:
        # a server takes the semicolon after a statement, the engine does not
        text = query.rstrip().removesuffix(";")
        made = Stream(at_most(self._answer(text, params, look), self._max_rows))
        self._streams.add(made)
        return made

    def _answer(self, query: str, params: dict[str, Any], look: Look) -> Generator[Rows]:
        given = as_json(plain_parameters(params))
        until = None if self._timeout is None else time.monotonic() + self._timeout
        with self._reading() as database:
            asked = self._looked_at.get((look, query)) or self._look(look, database, query)
            if missing := sorted(asked.parameters - params.keys()):
                raise UsageError(wants(missing[0]))
            thread = self._threads.take()
            try:
                found = thread.call(
                    engine.query(), database, "opencypher", asked.text, engine.as_map(given), until=until
                )
                fetch = partial(thread.call, engine.next_rows(), until=until)
                yield from answers.pieces(found, asked.columns, fetch, asked.behind)
            except QueryTimeout:
                raise QueryTimeout(f"the query took longer than {self._timeout:g} seconds and was ended") from None
            except java_error() as error:
                raise QueryFailed(f"the query failed: {message_of(error)}") from error
            finally:
                self._threads.give_back(thread)

    def _look(self, look: Look, database: Any, query: str) -> guard.Reading:
        found = look(database, query)
        if len(self._looked_at) >= REMEMBERED:
            self._looked_at.clear()
        self._looked_at[look, query] = found
        return found

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store; see `Store.types_of`."""
        from . import inventory

        if self._writing is not None:
            return self._writing.batches.types_of(ids)
        wanted = set(ids)

        def look(database: Any) -> dict[str, str]:
            if len(wanted) <= inventory.FEW:
                return inventory.types_of(database, wanted)
            # a check asks for thousands again and again: kept until a writer has been here
            if self._types is None or self._types[0] is not database:
                self._types = (database, inventory.all_types(database))
            everything = self._types[1]
            return {id: everything[id] for id in wanted & everything.keys()}

        return self._read(look)

    def count(self) -> dict[str, int]:
        """Return how many there are of each type; see `Store.count`."""
        from . import inventory

        return self._read(inventory.count)

    def dump(self) -> Iterator[str]:
        """Yield everything as sorted lines; see `Store.dump`."""
        from . import inventory

        with self._reading() as database:
            yield from inventory.dump(database)

    def stored(self) -> Iterator[Stored]:
        """Yield everything as it is kept; see `Store.stored`."""
        from . import inventory

        with self._reading() as database:
            thread = self._threads.take()
            try:
                yield from inventory.stored(thread, database)
            finally:
                self._threads.give_back(thread)

    def close(self) -> None:
        """Let go of the store; a second call does nothing."""
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        self._check_open()
        if self._writing is not None:
            yield self._writing.database
            return
        with self._folder.read_lock():
            yield readers.database(self._folder)

    def _read(self, what: Callable[[Any], T]) -> T:
        with self._reading() as database:
            return what(database)

    def _check_open(self) -> None:
        if not self._let_go.alive:
            raise UsageError(f"the store at {self._folder.path} was closed; open it again")


class _Writing:
    """What a store holds while it is open for writing: the lock, the database, the writer."""

    def __init__(self, folder: Folder, heap: str | None) -> None:
        from .writing import Batches, make_types

        folder.make()
        folder.check()
        self._folder = folder
        self._lock: Lock = folder.write_lock()
        self.database: Any = None
        try:
            jvm.start("long", heap)
            readers.give_way(folder)
            if not folder.database.is_dir():
                folder.drop_unfinished()
                new = engine.create(folder.new_database)
                try:
                    # in a transaction the engine writes its schema once, not for each type: 0.1 s for 0.8 s
                    new.begin()
                    make_types(new)
                    new.commit()
                finally:
                    new.close()
                folder.new_database.rename(folder.database)
            self.database = engine.open_for_writing(folder.database)
            engine.flush(self.database)
            engine.limit(self.database)
            self.batches = Batches(self.database)
        except BaseException as error:
            if self.database is not None:
                self.database.close()
            self._let_go()
            if is_java(error):
                raise StoreError(f"the store at {folder.path} cannot be opened: {message_of(error)}") from error
            raise

    def close(self) -> None:
        """Close the database, then let others in."""
        try:
            self.database.close()
        except java_error() as error:
            raise StoreError(f"the store at {self._folder.path} could not be closed: {message_of(error)}") from error
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._folder.forget_writer()
        self._lock.release()


def _let_go(folder: Folder, threads: Threads, writing: _Writing | None, streams: weakref.WeakSet[Stream]) -> None:
    for each in list(streams):
        each.close()
    threads.close()
    if writing is not None:
        writing.close()
    else:
        readers.leave(folder)
