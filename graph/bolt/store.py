"""The store on a Neo4j server: one machine, a cluster or Aura, by the official driver."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j

from ...schema import Kept, QueryTimeout, Rows, StoreError, UsageError
from ..parameters import plain_parameters
from ..store import REMEMBERED, Mode, Open, Version, Written
from ..stored import Stored, Walked
from ..streaming import PIECE, Stream, at_most, timed_out
from ..typed import explained
from . import inventory as bolt_inventory
from . import plans, servers, undoing
from .inventory import Transaction
from .values import Reader
from .waiting import Wait
from .writing import Batches

T = TypeVar("T")
#: looks at a query before it runs
Look = Callable[[Transaction, str, dict[str, Any]], None]


class Bolt:
    """A store in a database of a Neo4j server.

    Reads go through managed transactions in sessions for reading: in a cluster to a server that serves reads, and
    again when one falls away. Open for writing, the constraints of the vocabulary are made first.
    """

    def __init__(
        self,
        url: str,
        mode: Mode = "r",
        *,
        database: str | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        max_rows: int | None = None,
        note: str = "",
        since: int | None = None,
        dataset_order: Sequence[str] = (),
    ) -> None:
        self.url = url
        self.dataset_order = tuple(dataset_order)
        self._database = database
        self._timeout = timeout
        self._max_rows = max_rows
        self._auth = servers.credentials(auth)
        self._driver: neo4j.Driver | None = servers.driver(url, self._auth)
        self._batches: Batches | None = None
        #: plans of these only read: EXPLAIN is asked once a text (docs/decisions/0071)
        self._looked_at: set[str] = set()
        self._streams: weakref.WeakSet[Stream] = weakref.WeakSet()
        try:
            version = self._apart(lambda: servers.greet(self._check_open(), url, database, self._auth), timeout)
            if mode == "w":
                # indexes may take their time: the limit is for questions
                self._batches = self._apart(
                    lambda: Batches(self._check_open, url, database, version, self.dataset_order, note, since)
                )
        except BaseException:
            self.close()
            raise

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        batches, given = self._writer(), list(records)
        return self._apart(lambda: batches.write(given))

    def change(self, work: Callable[[Open], Written]) -> Written:
        """Do work in one transaction; see `Store.change`."""
        batches = self._writer()
        return self._apart(lambda: batches.edit(work))

    def _writer(self) -> Batches:
        self._check_open()
        if self._batches is None:
            raise UsageError(
                f"the store at {self.url} is open for reading; open it with mode='w' to write",
                f"库 {self.url} 以只读打开；要写入请用 mode='w' 打开",
            )
        return self._batches

    def publish(self) -> None:
        """End the load: what is written is there for all; see `Store.publish`."""
        self._check_open()
        if self._batches is not None:
            self._apart(self._batches.finish)

    def versions(self) -> list[Version]:
        """Return what is there and what `undo` or `redo` would bring."""
        return self._read(undoing.versions)

    def undo(self) -> Version:
        """Take the last load back; see `graph.undo`."""
        batches = self._writer()
        self.publish()
        return self._apart(lambda: undoing.move(batches, self.url, "undo"))

    def redo(self) -> Version:
        """Bring the last load again; see `graph.redo`."""
        batches = self._writer()
        self.publish()
        return self._apart(lambda: undoing.move(batches, self.url, "redo"))

    def discard(self) -> bool:
        """Say that nothing was taken back, and leave the load open: the next one completes it; see `Store.discard`."""
        if self._batches is not None:
            self._batches.leave()
        return False

    def steady(self) -> AbstractContextManager[None]:
        """Do nothing: a server's transactions read what is there at each moment; see `Store.steady`."""
        return nullcontext()

    def run(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a query that only reads; see `Store.run`."""
        given = plain_parameters(params, query)
        plans.check_text(query)

        def answer(tx: neo4j.ManagedTransaction) -> Rows:
            self._look_at_plan(tx, query, given)
            return self._all(tx, query, given, self._max_rows)

        return self._read(answer)

    def look_up(self, query: str, /, **params: Any) -> Rows:
        """Return the whole answer to a text of ours; see `Store.look_up`."""
        return self._read(lambda tx: self._all(tx, query, params, None))

    def run_trusted(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a text of the library; see `Store.run_trusted`."""
        given = plain_parameters(params, query)
        return self._read(lambda tx: self._all(tx, query, given, self._max_rows))

    def stream(self, query: str, /, **params: Any) -> Stream:
        """Return the answer in pieces; see `Store.stream`.

        Up to the first piece it is tried again like any read; after that never: what was read cannot be unread.
        """
        plans.check_text(query)
        return self._stream(query, params, self._look_at_plan)

    def stream_trusted(self, query: str, /, **params: Any) -> Stream:
        """Return the answer to a text of the library in pieces; see `Store.stream_trusted`."""
        return self._stream(query, params)

    def _stream(self, query: str, params: dict[str, Any], look: Look | None = None) -> Stream:
        found = self._answer(query, plain_parameters(params, query), look)
        made = Stream(self._step_by_step(at_most(found, self._max_rows)))
        self._streams.add(made)
        return made

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store; see `Store.types_of`."""
        wanted = list(ids)
        return self._read(lambda tx: bolt_inventory.types_of(tx, wanted))

    def count(self) -> dict[str, int]:
        """Return how many there are of each type; see `Store.count`."""
        return self._read(bolt_inventory.count)

    def dump(self) -> Iterator[str]:
        """Yield everything as sorted lines; see `Store.dump`."""
        return self._passed_on(bolt_inventory.dump)

    def stored(self) -> Iterator[Stored]:
        """Yield everything as it is kept; see `Store.stored`."""
        return self._passed_on(bolt_inventory.stored)

    def every_record(self) -> Iterator[Stored]:
        """Yield everything by its own record; see `Store.every_record`."""
        return self._passed_on(bolt_inventory.stored)

    def walk(self) -> Iterator[Walked]:
        """Yield every node with its relations; see `Store.walk`."""
        return self._passed_on(bolt_inventory.walk)

    def found(self, type: str, ids: Sequence[str], *, nodes: bool) -> set[str]:
        """Return the ids that an index finds; see `Store.found`."""
        return self._read(lambda tx: bolt_inventory.found(tx, type, ids, nodes=nodes))

    def _passed_on(self, what: Callable[[Transaction], Iterator[T]]) -> Iterator[T]:
        """Yield what is found in one transaction; each piece is waited for apart."""
        driver = self._check_open()

        def found() -> Generator[T]:
            told, session = servers.told(self.url, self._database), driver.session(**self._session())
            with told, session, session.begin_transaction() as tx:
                yield from what(tx)

        pieces = found()
        try:
            while piece := self._apart(lambda: list(islice(pieces, PIECE))):
                yield from piece
        finally:
            # one that was left behind is still running; its session ends with it
            with suppress(ValueError):
                pieces.close()

    def close(self) -> None:
        """Let go of the server; a second call does nothing."""
        for each in list(self._streams):
            each.close()
        if self._driver is not None and self._batches is not None:
            # without it what is written next would be taken back with this load: no reason to fail here
            with suppress(StoreError):
                self._apart(self._batches.finish)
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._batches is not None:
            self._batches.leave()
        self.close()

    def _check_open(self) -> neo4j.Driver:
        if self._driver is None:
            raise UsageError(f"the store at {self.url} was closed; open it again", f"库 {self.url} 已关闭；请重新打开")
        return self._driver

    def _session(self) -> dict[str, Any]:
        return {"database": self._database, "default_access_mode": neo4j.READ_ACCESS, "fetch_size": PIECE}

    def _answer(self, query: str, params: dict[str, Any], look: Look | None) -> Generator[Rows]:
        driver = self._check_open()
        until, pause = time.monotonic() + servers.RETRY, 1.0
        with servers.told(self.url, self._database, self._timeout):
            while True:
                with closing(self._once(driver, query, params, look)) as pieces:
                    try:
                        first = next(pieces)
                    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
                        # a managed transaction could not hand out a piece before it has read them all
                        again = error.is_retryable() and not servers.too_large(error) and driver is self._driver
                        if not again or time.monotonic() + pause > until:
                            raise
                    else:
                        yield first
                        yield from pieces
                        return
                time.sleep(pause)
                pause *= 2

    def _once(self, driver: neo4j.Driver, query: str, params: dict[str, Any], look: Look | None) -> Generator[Rows]:
        """Yield one piece at least."""
        with driver.session(**self._session()) as session, session.begin_transaction(timeout=self._timeout) as tx:
            if look:
                look(tx, query, params)
            result = tx.run(query, params)
            yield from _pieces(tx, result, tuple(result.keys()))

    def _all(self, tx: Transaction, query: str, params: dict[str, Any], most: int | None) -> Rows:
        result = tx.run(query, params)
        columns = tuple(result.keys())
        pieces = at_most(_pieces(tx, result, columns), most)
        return Rows(columns, [row for piece in pieces for row in piece.values])

    def _look_at_plan(self, tx: Transaction, query: str, params: dict[str, Any]) -> None:
        if query in self._looked_at:
            return
        try:
            summary = tx.run(explained(query), params).consume()
        except neo4j.exceptions.ClientError as error:
            meant = servers.meaning(error, self.url, self._database, self._timeout)
            raise type(meant)(servers.as_asked(str(meant))) from error
        plans.check(summary.query_type, summary.plan)
        if len(self._looked_at) >= REMEMBERED:
            self._looked_at.clear()
        self._looked_at.add(query)

    def _read(self, what: Callable[[neo4j.ManagedTransaction], T]) -> T:
        driver = self._check_open()

        @neo4j.unit_of_work(timeout=self._timeout)
        def work(tx: neo4j.ManagedTransaction) -> T:
            if driver is not self._driver:
                # the driver tries again when its connection goes away, also when Ctrl-C closed it
                raise UsageError("the query was stopped", "查询已中止")
            try:
                return what(tx)
            except neo4j.exceptions.Neo4jError as error:
                if servers.too_large(error):
                    # in our words at once: the driver would try it again for half a minute
                    raise servers.meaning(error, self.url, self._database, self._timeout) from error
                raise

        def read() -> T:
            with servers.told(self.url, self._database, self._timeout), driver.session(**self._session()) as session:
                return session.execute_read(work)

        return self._apart(read, self._timeout)

    def _apart(self, call: Callable[[], T], seconds: float | None = None) -> T:
        return Wait(call, self.url).result(seconds, self._late, self._hang_up)

    def _late(self) -> QueryTimeout:
        limit = f"{self._timeout or 0:g}"
        return QueryTimeout(
            f"{self.url} took longer than {limit} seconds to answer (--timeout, timeout=): the connection was closed, "
            "which ends a query there",
            f"{self.url} 在 {limit} 秒内没有答完（--timeout、timeout=）：连接已关闭，服务器随之结束查询",
        )

    def _hang_up(self) -> None:
        """Close all connections, so that the server ends what runs on them; the next query makes new ones."""
        if self._driver is not None:
            old, self._driver = self._driver, servers.driver(self.url, self._auth)
            # a connection that its thread is writing to in this very moment cannot say goodbye (BufferError): its query
            # then ends with the process, or by itself; what broke the wait off is what the caller must see
            with suppress(Exception):
                old.close()

    def _step_by_step(self, pieces: Generator[Rows]) -> Generator[Rows]:
        until = None if self._timeout is None else time.monotonic() + self._timeout
        left = None
        try:
            while True:
                if until is not None and (left := until - time.monotonic()) < 0:
                    raise QueryTimeout(*timed_out(self._timeout))
                piece = self._apart(lambda: next(pieces, None), left)
                if piece is None:
                    return
                yield piece
        finally:
            # a piece that was left behind is still running; its session ends with it
            with suppress(ValueError):
                pieces.close()


def _pieces(tx: Transaction, result: neo4j.Result, columns: tuple[str, ...]) -> Generator[Rows]:
    def look_up(elements: list[str]) -> dict[str, Any]:
        found = tx.run("MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n), n.id", {"ids": elements})
        return {element: id for element, id in found.values() if id is not None}

    reader = Reader(look_up)
    last = False
    while not last:
        records = [record.values() for record in islice(result, PIECE)]
        last = len(records) < PIECE
        yield Rows(columns, reader.rows(records))
