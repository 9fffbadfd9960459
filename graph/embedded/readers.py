"""Databases open for reading in this process: one for each folder, shared, opened again after a writer.

A database open for reading is never closed by the engine's own ``close()``: measured on ArcadeDB 26.10.2,
that writes ``statistics.json`` and ``last-tx-id.bin`` as they were at opening over what a writer left since
(so that ``count(*)`` is wrong for everybody from then on), and it deletes every ``*.wal`` in the folder,
which are the only copy of what a killed writer had committed. The engine's shutdown hook would do the same.
So it is taken off the engine's list at once, and let go piece by piece.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...schema import StoreCrashed, StoreError
from . import engine
from .classes import java_error
from .folder import Folder
from .messages import message_of


@dataclass(slots=True)
class _Open:
    database: Any
    stamp: int
    users: int


_lock = threading.Lock()
#: the engine refuses to open a folder twice in one process
_open: dict[Path, _Open] = {}


def join(folder: Folder) -> None:
    """Count one more user of a folder's database."""
    with _lock:
        found = _open.setdefault(folder.path.resolve(), _Open(None, 0, 0))
        found.users += 1


def database(folder: Folder) -> Any:
    """Return the database as the last writer left it; the caller holds the folder's read lock."""
    with _lock:
        found = _open[folder.path.resolve()]
        stamp = folder.stamp()
        if found.database is None or found.stamp != stamp:
            _shut(found)
            found.database, found.stamp = _opened(folder), stamp
        return found.database


def leave(folder: Folder) -> None:
    """Count one user less; the last one closes the database."""
    with _lock:
        found = _open.get(folder.path.resolve())
        if found is None:
            return
        found.users -= 1
        if found.users <= 0:
            _shut(found)
            del _open[folder.path.resolve()]


def give_way(folder: Folder) -> None:
    """Close the database for a writer in this process, which holds the write lock; users stay counted."""
    with _lock:
        if found := _open.get(folder.path.resolve()):
            _shut(found)


def _opened(folder: Folder) -> Any:
    try:
        opened = engine.open_for_reading(folder.database)
    except java_error() as error:
        if "recovery" in str(error):
            raise StoreCrashed(
                f"the store at {folder.path} was not closed properly: the program that wrote to it was killed or "
                "lost power. What was committed is safe. Any command that writes repairs it (chainscape import …), "
                "as does chainscape.graph.repair(path) in Python; then this works again."
            ) from error
        raise StoreError(f"the store at {folder.path} cannot be opened: {message_of(error)}") from error
    engine.limit(opened)
    return opened


def _shut(found: _Open) -> None:
    if found.database is None:
        return
    database, found.database = found.database, None
    engine.let_go(database)
