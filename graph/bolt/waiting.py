"""Waiting for a server so that Ctrl-C and a time limit end the wait.

The driver would go on reading after Ctrl-C until the server is done. So what asks the server runs in a thread of its
own, and whoever waits for it may stop: at Ctrl-C all connections of the store are closed, and a server ends the
transactions of a connection that goes away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ...schema import QueryTimeout

T = TypeVar("T")
#: seconds that the server gets to end a query itself before it is left behind
GRACE = 0.5
#: seconds between two chances for Ctrl-C, which does not wake a waiting thread on every system
_STEP = 0.2


class Wait(Generic[T]):
    """One call to a server, and the wait for it."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._done: list[T] = []
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, name="chainscape-read", daemon=True)

    def result(self, seconds: float | None, limit: float | None, stop: Callable[[], None]) -> T:
        """Return what the call returns; `stop` is called when the wait is broken off, as by Ctrl-C.

        QueryTimeout names the `limit` when the server has not ended the query itself after `seconds` and GRACE: it
        looks at its own limit between two rows, never inside one long expression.
        """
        try:
            self._thread.start()
            left = None if seconds is None else max(seconds, 0) + GRACE
            while self._thread.is_alive() and (left is None or left > 0):
                step = _STEP if left is None else min(_STEP, left)
                self._thread.join(step)
                left = None if left is None else left - step
        except BaseException:
            stop()
            raise
        if self._failed:
            raise self._failed[0]
        if not self._done:
            raise QueryTimeout(f"the query took longer than {limit or 0:g} seconds and was left to the server to end")
        return self._done[0]

    def _run(self) -> None:
        try:
            self._done.append(self._call())
        except BaseException as error:
            self._failed.append(error)
