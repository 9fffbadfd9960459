"""Python's collector of garbage while a load goes on: what it looks at, and when (docs/decisions/0145)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have Python's collector look at new objects alone, when a load tells it to.

    It would look at all of them again and again while they become more, and the bridge to an embedded engine has it do
    so each time that Java collects: a quarter of a load's time.
    """
    rests = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()


def collect_young() -> None:
    """Have it look at the objects that are new since it last did."""
    gc.collect(1)
