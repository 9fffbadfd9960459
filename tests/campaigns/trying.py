"""What campaigns share: a limit of time, a store of the pack, and what a process said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from chainscape import graph, importers


def until(seconds: float) -> Iterator[int]:
    """Yield numbers until the time is over, at least one."""
    end = time.monotonic() + seconds
    number = 0
    while number == 0 or time.monotonic() < end:
        yield number
        number += 1


def pack_store(path: Path) -> Path:
    """Make a store of the pack, with the version before it."""
    for _ in range(2):
        with graph.open_store(path, "w", fresh=True, note="made for a campaign") as store:
            graph.load(store, importers.pack())
    return path


def dump(store: graph.Store) -> list[str]:
    """Return everything in a store, relations by record and as the nodes tell them."""
    return list(store.dump())
