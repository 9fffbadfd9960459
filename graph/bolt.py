"""The store on a Neo4j server: one machine, a cluster or Aura, by the official driver."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j

from ..schema import QueryTimeout, Record, Rows, UsageError
from . import bolt_inventory, plans, servers
from .bolt_values import Reader
from .bolt_writing import Batches
from .parameters import check_parameters
from .store import Mode, Written

T = TypeVar("T")
#: rows that are fetched from the server at once
FETCH = 1_000
#: seconds that the server gets to end a query itself before it is left behind
GRACE = 0.5


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
    ) -> None:
        self.url = url
        self._database = database
        self._timeout = timeout
        self._driver: neo4j.Driver | None = servers.driver(url, auth)
        self._batches: Batches | None = None
        try:
            if mode == "w":
                self._batches = Batches(self._driver, url, database)
            else:
                self._read(lambda tx: tx.run("RETURN 1").consume())
        except BaseException:
            self.close()
            raise

    def write(self, records: Iterable[Record]) -> Written:
        """Write records in one transaction; see `Store.write`."""
        self._check_open()
        if self._batches is None:
            raise UsageError(f"the store at {self.url} is open for reading; open it with mode='w' to write")
        return self._batches.write(records)

    def run(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a query that only reads; see `Store.run`."""
        check_parameters(params)
        plans.check_text(query)

        def answer(tx: neo4j.ManagedTransaction) -> Rows:
            summary = tx.run("EXPLAIN " + query, params).consume()
            plans.check(summary.query_type, summary.plan)
            return _rows(tx, query, params)

        return self._read(answer)

    def run_trusted(self, query: str, /, **params: Any) -> Rows:
        """Return the answer to a text of ours, which the tests have checked: it is sent as it is."""
        check_parameters(params)
        return self._read(lambda tx: _rows(tx, query, params))

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the type of each id that is in the store; see `Store.types_of`."""
        wanted = list(ids)
        return self._read(lambda tx: bolt_inventory.types_of(tx, wanted))

    def count(self) -> dict[str, int]:
        """Return how many there are of each type; see `Store.count`."""
        return self._read(bolt_inventory.count)

    def dump(self) -> Iterator[str]:
        """Yield everything as sorted lines; see `Store.dump`."""
        driver = self._check_open()
        with servers.told(self.url, self._database), driver.session(**self._session()) as session:
            with session.begin_transaction() as tx:
                yield from bolt_inventory.dump(tx)

    def close(self) -> None:
        """Let go of the server; a second call does nothing."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_open(self) -> neo4j.Driver:
        if self._driver is None:
            raise UsageError(f"the store at {self.url} was closed; open it again")
        return self._driver

    def _session(self) -> dict[str, Any]:
        return {"database": self._database, "default_access_mode": neo4j.READ_ACCESS, "fetch_size": FETCH}

    def _read(self, what: Callable[[neo4j.ManagedTransaction], T]) -> T:
        driver = self._check_open()
        work = neo4j.unit_of_work(timeout=self._timeout)(what)

        def read() -> T:
            with servers.told(self.url, self._database, self._timeout), driver.session(**self._session()) as session:
                return session.execute_read(work)

        return read() if self._timeout is None else _within(read, self._timeout + GRACE, self._timeout)


def _rows(tx: neo4j.ManagedTransaction, query: str, params: dict[str, Any]) -> Rows:
    result = tx.run(query, params)
    columns = tuple(result.keys())
    records = [record.values() for record in result]

    def look_up(elements: list[str]) -> dict[str, str]:
        found = tx.run("MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n), n.id", {"ids": elements})
        return {element: str(id) for element, id in found.values() if id is not None}

    return Rows(columns, Reader(look_up).rows(records))


def _within(read: Callable[[], T], seconds: float, said: float) -> T:
    """Return what a call returns; QueryTimeout when the server does not end a query that ran too long.

    Neo4j looks at a time limit between rows, never inside one long expression. The call is left behind then.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def call() -> None:
        try:
            done.append(read())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=call, name="chainscape-read", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise QueryTimeout(f"the query took longer than {said:g} seconds and was left to the server to end")
    return done[0]
