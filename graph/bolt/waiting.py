"""Waiting for a server so that Ctrl-C and a time limit end the wait.

The driver would go on reading after Ctrl-C until the server is done. So what asks the server runs in a thread of its
own, and whoever waits for it may stop: at Ctrl-C all connections of the store are closed, and a server ends the
transactions of a connection that goes away.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ...schema import QueryTimeout

T = TypeVar("T")
_LOG = logging.getLogger("chainscape")
#: seconds of silence after which a wait without a limit is told
SILENCE = 15.0
#: seconds that the server gets to end a query itself before it is left behind
GRACE = 0.3
#: seconds between two chances for Ctrl-C, which does not wake a waiting thread on every system
_STEP = 0.2


class Wait(Generic[T]):
    """One call to a server, and the wait for it."""

    def __init__(self, call: Callable[[], T], url: str) -> None:
        self._call = call
        self._url = url
        self._done: list[T] = []
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, name="chainscape-read", daemon=True)

    def result(self, seconds: float | None, late: Callable[[], QueryTimeout], stop: Callable[[], None]) -> T:
        """Return what the call returns; `stop` is called when the wait is broken off, as by Ctrl-C or the limit.

        What `late` returns is raised when the server has not ended the query itself after `seconds` and GRACE: it
        looks at its own limit between two rows, never inside one long expression. A wait without a limit is told by
        the logger ``chainscape`` once the server has been silent for long: on standard error unless logging is set up.
        The record has the sentence in Chinese too, as ``zh``.
        """
        try:
            self._thread.start()
            left = None if seconds is None else max(seconds, 0) + GRACE
            self._join(left)
            if not self._done and not self._failed:
                raise late()
        except BaseException:
            stop()
            raise
        if self._failed:
            raise self._failed[0]
        return self._done[0]

    def _join(self, left: float | None) -> None:
        waited = 0.0
        while self._thread.is_alive() and (left is None or waited < left):
            step = _STEP if left is None else min(_STEP, left - waited)
            self._thread.join(step)
            waited += step
            if left is None and waited >= SILENCE > waited - step:
                zh = f"{self._url}：{SILENCE:g} 秒没有回应：Ctrl-C 结束等待，--timeout（timeout=）限定时间"
                _LOG.warning(
                    "%s has been silent for %g seconds: Ctrl-C ends the wait, --timeout (timeout=) limits it",
                    self._url,
                    SILENCE,
                    extra={"zh": zh},
                )

    def _run(self) -> None:
        try:
            self._done.append(self._call())
        except BaseException as error:
            self._failed.append(error)
