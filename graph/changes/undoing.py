"""Taking back the last load or correction and bringing it again: a version in a folder, the journal of a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from ...schema import UsageError
from .. import embedded
from ..store import Mode, Store, Version

if TYPE_CHECKING:
    from ..bolt import Bolt


def versions(path: str | Path | Store) -> list[Version]:
    """Return the versions of a store, oldest first; of one in a folder nothing is opened.

    ``path`` is a folder, the address of a server or a store that is open on one. A server has the version that is
    there, and the one before it or the one that was taken back: `Version.changes` says by how much they differ.
    """
    if _is_folder(path):
        return embedded.versions(path)
    with _server(path, "r") as store:
        return store.versions()


def undo(path: str | Path | Store, *, to: int | None = None, wait: float | None = None) -> Version:
    """Have the version before the current one read again, or the one of a number, and return it.

    What is taken back is kept until something else is written: `redo` brings it again. ``path`` as for `versions`. On
    a server the last load or correction is taken back by its journal, in transactions of 5,000 rows; one that is cut
    off is completed by doing it again, and until then nothing else can be written.
    DataError if there is no such version, StoreDamaged if its files are not what was written, StoreError if another
    program changed on a server what the load wrote: nothing is taken back then.
    """
    if _is_folder(path):
        return embedded.undo(path, to=to, wait=wait)
    if to is not None:
        raise UsageError(
            "a server keeps the version before and no others: undo without a number goes back to it",
            "服务器只保留之前的一个版本：undo 不写版本号，即回到它",
        )
    with _server(path, "w") as store:
        return store.undo()


def redo(path: str | Path | Store, *, wait: float | None = None) -> Version:
    """Have the version read again that an `undo` took back, and return it; errors as for `undo`."""
    if _is_folder(path):
        return embedded.redo(path, wait=wait)
    with _server(path, "w") as store:
        return store.redo()


def keep(path: str | Path, number: int, *, wait: float | None = None) -> list[Version]:
    """Keep so many versions before the current one from now on, and return those that are left.

    UsageError for a server: it keeps the one before.
    """
    if not _is_folder(path):
        raise UsageError(
            f"{path} is a server: it keeps the version before, no more and no fewer; a number is for a store in a "
            "folder",
            f"{path} 是服务器：固定保留之前的一个版本；个数只用于文件夹中的库",
        )
    return embedded.keep(path, number, wait=wait)


def _is_folder(path: str | Path | Store) -> TypeGuard[str | Path]:
    return isinstance(path, str | Path) and "://" not in str(path)


@contextmanager
def _server(path: str | Path | Store, mode: Mode) -> Iterator[Bolt]:
    from ..bolt import Bolt

    if isinstance(path, Bolt):
        yield path
    elif isinstance(path, str | Path):
        with Bolt(str(path), mode) as store:
            yield store
    else:
        raise UsageError(
            "versions of a store in a folder go by its path: give the folder, with no store of it open",
            "文件夹库的版本按路径找：请给出文件夹，且不要同时打开它的库",
        )
