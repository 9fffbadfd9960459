"""Running a query so that Ctrl-C and a time limit end it.

Python acts on Ctrl-C between two of its own steps, and a query is one long call into Java. So the query
runs in a Java thread while the caller waits in Python. To end it, the engine is told to terminate the
query (it looks every 1,024 rows). A query inside one long expression (``all(x IN range(…) WHERE …)``) does
not look: it is left behind, and its thread dies with the process.

The thread is Java's own and runs nothing of Python: one that enters Python while the process ends makes the
C library abort it.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from ...schema import QueryTimeout
from . import engine
from .classes import java

#: seconds that a query gets to notice that it was ended before it is left behind
GRACE = 0.15
#: bytes of a thread's stack: the parser goes some 14 calls down for each bracket
STACK = 16 << 20
#: seconds between two looks at whether it is done: a thirtieth of what has passed, up to this
_LONGEST_WAIT = 0.02


def check_time(until: float | None) -> None:
    """Raise QueryTimeout when the time of a query is over."""
    if until is not None and time.monotonic() > until:
        raise QueryTimeout("the query took longer than it may and was ended", "查询超时，已中止")


class Threads:
    """Java threads that run calls, one call at a time each; used again afterwards."""

    def __init__(self) -> None:
        self._idle: list[Thread] = []
        self._lock = threading.Lock()

    def take(self) -> Thread:
        """Return a thread for the caller alone."""
        with self._lock:
            return self._idle.pop() if self._idle else Thread()

    def give_back(self, thread: Thread) -> None:
        """Take a thread back, unless what it ran was ended."""
        if thread.ended:
            thread.close()
            return
        with self._lock:
            self._idle.append(thread)

    def close(self) -> None:
        """Let idle threads end."""
        with self._lock:
            for thread in self._idle:
                thread.close()
            self._idle.clear()


class Thread:
    """One Java thread, with the engine's handle for ending what it runs."""

    def __init__(self) -> None:
        factory = java("java.lang.Thread").ofPlatform().daemon().name("chainscape").stackSize(STACK).factory()
        self._executor = java("java.util.concurrent.Executors").newSingleThreadExecutor(factory)
        self._query = engine.running_query()
        self.ended = False
        # once: what is bound to a thread stays bound to it
        self.call(engine.bind(), self._query)

    def call(self, method: Any, *arguments: Any, until: float | None = None) -> Any:
        """Return what a Java method returns; KeyboardInterrupt and QueryTimeout end it."""
        return self.wait(self.begin(method, *arguments), until)

    def begin(self, method: Any, *arguments: Any) -> Any:
        """Have a Java method called and go on; `wait` returns what it returns."""
        given = java("java.lang.Object[]")(arguments)
        bound = java("java.lang.invoke.MethodHandles").insertArguments(method, 0, given)
        proxies = java("java.lang.invoke.MethodHandleProxies")
        task = java("java.util.concurrent.FutureTask")(
            proxies.asInterfaceInstance(java("java.util.concurrent.Callable").class_, bound)
        )
        self._executor.execute(task)
        return task

    def wait(self, task: Any, until: float | None = None) -> Any:
        """Return what a call that was begun returns; KeyboardInterrupt and QueryTimeout end it."""
        begun = time.monotonic()
        try:
            # not task.get(seconds): Ctrl-C wakes Java from it in ways that JPype reports late or as RuntimeError
            while not task.isDone():
                check_time(until)
                time.sleep(min(_LONGEST_WAIT, 0.00005 + (time.monotonic() - begun) / 30))
        except BaseException:
            self.end(task)
            raise
        try:
            return task.get()
        except java("java.util.concurrent.ExecutionException") as error:
            raise (error.getCause() or error) from None

    def close(self) -> None:
        """Let the thread end after what it runs."""
        self._executor.shutdown()

    def end(self, task: Any) -> None:
        """End a call that was begun; the thread runs no other."""
        self.ended = True
        self._query.terminate("chainscape")
        until = time.monotonic() + GRACE
        while not task.isDone() and time.monotonic() < until:
            time.sleep(0.005)
