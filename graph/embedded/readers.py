"""Databases open for reading in this process: one for each version of a store, shared by all who read it.

A database open for reading is never closed by the engine's own ``close()``: measured on ArcadeDB 26.10.2, that writes
``statistics.json`` and ``last-tx-id.bin`` into the folder. The engine's shutdown hook would do the same. So it is taken
off the engine's list at once, and let go piece by piece.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...schema import StoreDamaged, StoreError, Text
from . import engine, inventory
from .classes import java_error
from .folder import Folder
from .messages import store_error
from .proof import DATABASE, Proof, faults
from .versioning import Versions, proof_of

#: times that opening begins anew because a writer took the version away in that moment
_AGAIN = 5

_lock = threading.Lock()
#: the engine refuses to open a folder twice in one process
_open: dict[Path, Opened] = {}


@dataclass(slots=True, eq=False)
class Opened:
    """A version that is open for reading."""

    #: of the store that it belongs to
    id: str
    number: int
    place: Path
    database: Any
    users: int = 0


def take(folder: Folder) -> Opened:
    """Return the current version, open; `give_back` it. StoreMissing without one, StoreDamaged unless it is whole."""
    for left in reversed(range(_AGAIN)):
        id, versions = folder.id(), Versions.of(folder)
        if not versions.current:
            raise folder.unfinished()
        place = versions.place().resolve()
        with _lock:
            found = _open.get(place)
            if found is not None and found.id == id:
                found.users += 1
                return found
            try:
                made = _opened(id, versions, place)
            except (OSError, StoreError):
                # a writer may have taken it away meanwhile: then there is another one
                if not left or Versions.of(folder).current == versions.current:
                    raise
                continue
            made.users = 1
            if found is None:
                _open[place] = made
            return made
    raise AssertionError("the last time raises")  # pragma: no cover


def join(opened: Opened) -> None:
    """Count one more user."""
    with _lock:
        opened.users += 1


def give_back(opened: Opened) -> None:
    """Count one user less; the last one closes the database."""
    with _lock:
        opened.users -= 1
        if opened.users:
            return
        if _open.get(opened.place) is opened:
            del _open[opened.place]
    engine.let_go(opened.database)


def check(folder: Folder, versions: Versions) -> Proof:
    """Return the proof of the current version; StoreDamaged unless its files are what was written."""
    place = versions.place()
    proof = proof_of(place)
    for fault in faults(place, proof, whole=False):
        raise damaged(folder, versions, fault)
    return proof


def damaged(folder: Folder, versions: Versions, fault: Text) -> StoreDamaged:
    """Return what says that a version is damaged, and the way out."""
    if earlier := versions.earlier():
        way = f"chainscape undo goes back to the version before it ({earlier[-1]})"
        zh = f"chainscape undo 回到它之前的版本（{earlier[-1]}）"
    else:
        way = "no earlier version is kept: put back a copy of the folder, or load the data into a new store"
        zh = "没有保留更早的版本：请放回文件夹的备份，或把数据载入新库"
    return StoreDamaged(
        f"the store at {folder.path} is damaged: {fault.en} in version {versions.current}. "
        f"Nothing was answered from it. chainscape verify says what is left; {way}",
        f"库 {folder.path} 已损坏：版本 {versions.current}：{fault.zh}。未据此作答。"
        f"chainscape verify 列出还剩什么；{zh}",
    )


def _opened(id: str, versions: Versions, place: Path) -> Opened:
    folder = versions.folder
    proof = check(folder, versions)
    try:
        database = engine.open_for_reading(place / DATABASE)
    except java_error() as error:
        if "recovery" in str(error):
            log = Text("有未写完的日志", "the log of an unfinished write is")
            raise damaged(folder, versions, log) from error
        raise store_error(error, folder.path, "cannot be opened", "无法打开") from error
    try:
        engine.limit(database)
        _compare(folder, versions, proof.counts, database)
    except BaseException:
        engine.let_go(database)
        raise
    return Opened(id, versions.current, place, database)


def _compare(folder: Folder, versions: Versions, counts: Mapping[str, int] | None, database: Any) -> None:
    """Raise StoreDamaged unless a database has the types and as much of each as was written."""
    if counts is None:
        return
    found = inventory.every_count(database)
    for name in sorted({*counts, *found}):
        if counts.get(name) != found.get(name):
            there, written = Text("没有了", "is not there"), Text("并未写入", "was not written")
            if name in found:
                there = Text(f"现有 {found[name]:,} 条", f"has {found[name]:,} records")
            if name in counts:
                written = Text(f"写入过 {counts[name]:,} 条", f"{counts[name]:,} were written")
            fault = Text(f"{name} 类{there.zh}，{written.zh}", f"type {name} {there.en}, {written.en},")
            raise damaged(folder, versions, fault)
