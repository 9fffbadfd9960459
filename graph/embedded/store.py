"""The embedded store: ArcadeDB in this process, in a folder."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ...schema import Kept, QueryTimeout, Rows, StoreMissing, UsageError
from ..parameters import as_json, plain_parameters, wants
from ..store import REMEMBERED, Mode, Open, Written
from ..stored import Stored, Walked
from ..streaming import Stream, at_most, timed_out
from . import answers, engine, guard, jvm, readers
from .classes import java_error
from .editing import Editing
from .folder import Folder
from .messages import failure, told
from .running import Threads
from .versioning import Versions

T = TypeVar("T")
#: reads a text before it runs
Look = Callable[[Any, str, engine.Call, float | None], guard.Reading]


class Embedded:
    """A store in a folder.

    Readings take no lock: they read a version that nobody changes. A notebook may keep a store open while an import
    runs in another window, and its next query sees what that brought; `steady` keeps it at one version, as does
    ``follow=False``. Open for writing, other writers wait from opening to closing, and what is written becomes the
    version that all read at `publish` or at closing, whole; after an error nothing of it does.
    """

    def __init__(
        self,
        path: Path,
        mode: Mode = "r",
        *,
        heap: str | None = None,
        timeout: float | None = None,
        max_rows: int | None = None,
        follow: bool = True,
        wait: float | None = None,
        fresh: bool = False,
        note: str = "",
        since: int | None = None,
        dataset_order: Sequence[str] = (),
    ) -> None:
        self._folder = Folder(path.absolute())
        self.dataset_order = tuple(dataset_order)
        self._timeout = timeout
        self._max_rows = max_rows
        self._threads = Threads()
        self._editing: Editing | None = None
        self._streams: weakref.WeakSet[Stream] = weakref.WeakSet()
        #: what texts ask for, as it was found; it hangs on the text and the engine alone (docs/decisions/0084)
        self._looked_at: dict[tuple[Look, str], guard.Reading] = {}
        #: a database, and the type of every id in it
        self._types: tuple[Any, dict[str, str]] | None = None
        #: the version that is read, while one is open
        self._held = _Held()
        #: times that it was asked for the same version
        self._steady = 0 if follow else 1
        if mode == "w":
            self._editing = Editing(
                self._folder, heap, wait=wait, fresh=fresh, note=note, since=since, order=self.dataset_order
            )
        else:
            if self._folder.check() == 1:
                # once in a store's life: nobody else can read it before
                Editing(self._folder, heap, wait=wait).close()
            jvm.start("short", heap)
            self._held.opened = readers.take(self._folder)
        # also when it is dropped without closing, and at the end of the process
        self._let_go = weakref.finalize(self, _let_go, self._held, self._threads, self._editing, self._streams)

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        self._check_open()
        return self._writer().write(records)

    def change(self, work: Callable[[Open], Written]) -> Written:
        """Do work in one transaction; see `Store.change`."""
        self._check_open()
        return self._writer().edit(work)

    def publish(self) -> None:
        """Have what was written read by all; see `Store.publish`."""
        self._check_open()
        self._writer().publish()
        # who wrote reads what was written, not the version that was read before
        held, self._held.opened = self._held.opened, None
        if held is not None:
            readers.give_back(held)

    def discard(self) -> bool:
        """Take back what was written and not published; see `Store.discard`."""
        self._check_open()
        self._writer().discard()
        return True

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Answer from one version; see `Store.steady`."""
        self._steady += 1
        try:
            yield
        finally:
            self._steady -= 1

    def _writer(self) -> Editing:
        if self._editing is None:
            raise UsageError(
                f"the store at {self._folder.path} is open for reading; open it with mode='w' to write",
                f"库 {self._folder.path} 以只读打开；要写入请用 mode='w' 打开",
            )
        return self._editing

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
        given = as_json(plain_parameters(params, query))
        until = None if self._timeout is None else time.monotonic() + self._timeout
        with self._reading() as database:
            thread = self._threads.take()
            call = partial(thread.call, until=until)
            try:
                asked = self._looked_at.get((look, query)) or self._look(look, database, query, call, until)
                if missing := sorted(asked.parameters - params.keys()):
                    raise UsageError.of(wants(missing[0]))
                found = call(engine.query(), database, "opencypher", asked.text, engine.as_map(given))
                yield from answers.pieces(found, asked.columns, partial(call, engine.next_rows()), asked.behind)
            except QueryTimeout:
                raise QueryTimeout(*timed_out(self._timeout)) from None
            except java_error() as error:
                raise failure(error) from error
            finally:
                self._threads.give_back(thread)

    def _look(self, look: Look, database: Any, query: str, call: engine.Call, until: float | None) -> guard.Reading:
        found = look(database, query, call, until)
        if len(self._looked_at) >= REMEMBERED:
            self._looked_at.clear()
        self._looked_at[look, query] = found
        return found

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store; see `Store.types_of`."""
        from . import inventory

        wanted = set(ids)
        if self._editing is not None and (found := self._editing.types_of(wanted)) is not None:
            return found

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

        with self._reading() as database, told():
            yield from inventory.dump(database)

    def stored(self) -> Iterator[Stored]:
        """Yield everything as it is kept; see `Store.stored`."""
        from . import inventory

        with self._reading() as database:
            thread = self._threads.take()
            try:
                with told():
                    yield from inventory.stored(thread, database)
            finally:
                self._threads.give_back(thread)

    def every_record(self) -> Iterator[Stored]:
        """Yield everything by its own record; see `Store.every_record`."""
        from . import inventory

        with self._reading() as database, told():
            yield from inventory.every_record(database)

    def walk(self) -> Iterator[Walked]:
        """Yield every node with its relations; see `Store.walk`."""
        from . import inventory

        with self._reading() as database, told():
            yield from inventory.walk(database)

    def found(self, type: str, ids: Sequence[str], *, nodes: bool) -> set[str]:  # noqa: ARG002
        """Return the ids that an index finds; see `Store.found`."""
        from . import inventory

        return self._read(lambda database: inventory.found(database, type, ids))

    def close(self) -> None:
        """Let go of the store; a second call does nothing."""
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._editing is not None and self._let_go.alive:
            # before closing, which would publish
            self._editing.discard()
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        self._check_open()
        if self._editing is not None and self._editing.database is not None:
            yield self._editing.database
            return
        opened = self._current()
        readers.join(opened)
        try:
            yield opened.database
            # what was deleted meanwhile is answered from files without names: not from the store that was asked
            self._check_place(opened)
        finally:
            readers.give_back(opened)

    def _current(self) -> readers.Opened:
        """Return the version to answer from: the newest one, or the one before while it shall stay the same."""
        held = self._held.opened
        if held is not None:
            self._check_place(held)
            if self._steady or Versions.of(self._folder).current == held.number:
                return held
        self._held.opened = readers.take(self._folder)
        if held is not None:
            readers.give_back(held)
        return self._held.opened

    def _check_place(self, opened: readers.Opened) -> None:
        if self._folder.id() != opened.id:
            raise StoreMissing(
                f"the store at {self._folder.path} is not the one that was opened: another one was put in its place. "
                "Open it again.",
                f"库 {self._folder.path} 已换成另一个，不是打开时的那个。请重新打开。",
            )

    def _read(self, what: Callable[[Any], T]) -> T:
        with self._reading() as database, told():
            return what(database)

    def _check_open(self) -> None:
        if not self._let_go.alive:
            raise UsageError(
                f"the store at {self._folder.path} was closed; open it again",
                f"库 {self._folder.path} 已关闭；请重新打开",
            )


@dataclass(slots=True)
class _Held:
    """What a store holds open for reading; apart, so that it can be let go when the store is dropped."""

    opened: readers.Opened | None = None


def _let_go(held: _Held, threads: Threads, editing: Editing | None, streams: weakref.WeakSet[Stream]) -> None:
    for each in list(streams):
        each.close()
    threads.close()
    if held.opened is not None:
        readers.give_back(held.opened)
        held.opened = None
    if editing is not None:
        editing.close()
