"""Repairing a store that was not closed properly."""

from __future__ import annotations

from pathlib import Path

from .embedded import Folder
from .opening import open_store, store_exists


def repair(path: str | Path) -> None:
    """Open a store once for writing, which replays what was committed but not yet in its place.

    StoreMissing and StoreForeign as for any opening; a store is never made.
    """
    if not store_exists(path):
        Folder(Path(path)).check()
    open_store(path, "w").close()
