"""The versions that a store in a folder keeps: listing them, going back to one, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...schema import StoreDamaged, UsageError, listed
from ..store import Place, Version
from .folder import Folder
from .proof import faults
from .versioning import Versions, proof_of, size


def versions(path: str | Path) -> list[Version]:
    """Return the versions of a store in a folder, oldest first; nothing is opened."""
    found = Versions.of(_folder(path))
    return [_version(found, number) for number in found.numbers]


def undo(path: str | Path, *, to: int | None = None, wait: float | None = None) -> Version:
    """Have the version before the current one read again, or the one of a number, and return it.

    What is taken back is kept until something else is written: `redo` brings it again. DataError if there is no such
    version, StoreDamaged if its files are not what was written.
    """
    with _locked(path, wait, to) as found:
        if to is None:
            return _moved(found, found.neighbour(-1))
        if to not in found.numbers:
            kept = listed(map(str, found.numbers))
            raise UsageError(
                f"no version {to} is kept in {path}. There are: {kept.en}", f"{path} 没有保留版本 {to}。现有：{kept.zh}"
            )
        return _moved(found, to)


def redo(path: str | Path, *, wait: float | None = None) -> Version:
    """Have the version read again that an `undo` took back, and return it."""
    with _locked(path, wait) as found:
        return _moved(found, found.neighbour(1))


def keep(path: str | Path, number: int, *, wait: float | None = None) -> list[Version]:
    """Keep so many versions before the current one from now on, and return those that are left."""
    if number < 0:
        raise UsageError(
            f"{number} versions cannot be kept; give 0 or more", f"不能保留 {number} 个版本；请给 0 以上的数"
        )
    with _locked(path, wait) as found:
        found = found.keeping(number)
        return [_version(found, each) for each in found.numbers]


def _moved(found: Versions, number: int) -> Version:
    place = found.place(number)
    for fault in faults(place, proof_of(place), whole=True):
        raise StoreDamaged(
            f"version {number} of the store at {found.folder.path} is damaged: {fault.en}; nothing changed",
            f"库 {found.folder.path} 的版本 {number} 已损坏：{fault.zh}；没有任何改动",
        )
    return _version(found.at(number), number)


def _version(found: Versions, number: int) -> Version:
    place: Place = "current" if number == found.current else "earlier" if number < found.current else "undone"
    try:
        proof = proof_of(found.place(number))
        many = size(found.place(number))
    except (StoreDamaged, FileNotFoundError):
        return Version(number, place, "", "?", 0, 0, 0)
    return Version(number, place, proof.written, proof.note, proof.totals()["nodes"], proof.totals()["relations"], many)


def _folder(path: str | Path) -> Folder:
    folder = Folder(Path(path).absolute())
    if folder.check() == 1:
        from .editing import Editing

        Editing(folder).close()
    return folder


@contextmanager
def _locked(path: str | Path, wait: float | None, number: int | None = None) -> Iterator[Versions]:
    folder = _folder(path)
    with folder.write_lock(wait):
        try:
            try:
                found = Versions.of(folder)
            except StoreDamaged:
                if number is None:
                    raise
                found = Versions.among(folder, number)
            yield found
        finally:
            folder.forget_writer()
