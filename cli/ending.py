"""Ending a command when its time is over, as Ctrl-C ends it."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: seconds after which a command that goes on is ended again
_AGAIN = 0.2


class _Over(KeyboardInterrupt):
    """The time of a command is over: whatever ends at Ctrl-C ends at this."""


@contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """Have what runs in the ``with`` block end after so many seconds: all that is asked and all that is made of it.

    QueryTimeout then. What Python hands to a library in one call, such as drawing a PNG, ends first. Outside the main
    thread, where no signal arrives, the store's own limit counts alone.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    over = threading.Event()
    stop = _by_signal(seconds) if hasattr(signal, "setitimer") else _by_thread(seconds, over)
    try:
        with stop:
            yield
    except KeyboardInterrupt as stopped:
        if not isinstance(stopped, _Over) and not over.is_set():
            raise
        from ..schema import QueryTimeout

        raise QueryTimeout(
            f"the command took longer than {seconds:g} seconds (--timeout) and was ended",
            f"命令超过 {seconds:g} 秒（--timeout），已中止",
        ) from None


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def end(*_: object) -> None:
        # what is ending already may end in peace
        if not _is_ending():
            raise _Over

    before = signal.signal(signal.SIGALRM, end)
    # again and again: an exception that comes while Java is called or garbage is collected may be lost
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_ending() -> bool:
    """Say whether the code that was interrupted is cleaning up after it was ended."""
    handled = sys.exc_info()[1]
    while handled is not None:
        if isinstance(handled, _Over):
            return True
        handled = handled.__context__
    return False


@contextmanager
def _by_thread(seconds: float, over: threading.Event) -> Iterator[None]:
    """Do the same where there is no such signal, on Windows."""

    def end() -> None:
        over.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
