"""Writing to a folder: in a copy of the current version, which the others read when it is complete."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ...schema import Kept, StoreError, Text, file_fault
from ..store import Open, Written
from . import engine, inventory, jvm, readers
from .classes import java_error
from .folder import Folder
from .messages import store_error
from .proof import DATABASE, prove
from .versioning import Versions, bring_up, size
from .writing import Batches, make_types

#: the room that a load may need besides the copy, as a part of it
_GROWTH = 0.25
#: a disk with fewer bytes left is full: what could not be written was more
_FULL = 1_000_000


class Editing:
    """The right to write to a folder, from opening to closing, and the version in the making while there is one."""

    def __init__(
        self,
        folder: Folder,
        heap: str | None = None,
        *,
        wait: float | None = None,
        fresh: bool = False,
        note: str = "",
        spare: int = 0,
        since: int | None = None,
        order: Sequence[str] = (),
    ) -> None:
        #: the store began with this opening: if it comes to nothing there is none
        self._first = folder.make()
        folder.check()
        self._folder = folder
        self._note = note
        self._order = order
        #: versions to keep this once besides those that are kept
        self._spare = spare
        #: the version that the whole command began with: its loads make one version
        self._since = since
        self._lock = folder.write_lock(wait)
        #: what is written, while there is something
        self.database: Any = None
        self._batches: Batches | None = None
        self._changed = False
        #: what is in the making began from nothing: it is a version also without any records
        self._anew = False
        try:
            jvm.start("long", heap)
            if folder.check() == 1:
                self._bring_up()
            Versions.of(folder).tidy()
            if fresh or not Versions.of(folder).current:
                self._begin_empty()
        except BaseException:
            self._let_go()
            raise

    def write(self, records: Iterable[Kept]) -> Written:
        """Write records into the version in the making, all or none; see `Store.write`."""
        return self._done((self._batches or self._begin_copy()).write(records))

    def edit(self, work: Callable[[Open], Written]) -> Written:
        """Do work in the version in the making; see `Store.change`."""
        return self._done((self._batches or self._begin_copy()).edit(work))

    def _done(self, written: Written) -> Written:
        self._changed = self._changed or written != Written(
            nodes_same=written.nodes_same, relations_same=written.relations_same
        )
        return written

    def types_of(self, ids: Iterable[str]) -> dict[str, str] | None:
        """Return types of ids as they are in the making; None while nothing is."""
        return None if self._batches is None else self._batches.types_of(ids)

    def publish(self) -> None:
        """Have what was written read by all from now on; nothing happens where nothing changed."""
        if self._changed:
            self._publish()

    def _publish(self) -> None:
        counts = inventory.every_count(self.database)
        nodes = sum(counts[name] for name in inventory.node_types(self.database))
        relations = sum(counts.values()) - nodes
        new, folder = self._folder.new, self._folder
        try:
            self._close()
            self._check_written()
            prove(new, folder.mode, counts=counts, nodes=nodes, relations=relations, note=self._note)
            Versions.of(folder).publish(spare=self._spare, since=self._since)
        except OSError as error:
            raise self._unwritten(error) from error
        finally:
            # after an error nothing of it may be in the way of the next one
            shutil.rmtree(new, ignore_errors=True)
            self._changed = self._anew = False

    def discard(self) -> None:
        """Take back what was written and not published."""
        self._changed = self._anew = False
        if self.database is not None:
            try:
                self._close()
            finally:
                shutil.rmtree(self._folder.new, ignore_errors=True)

    def close(self) -> None:
        """Publish, then let another writer in."""
        try:
            if self._changed or self._anew:
                self._publish()
            else:
                self.discard()
        finally:
            self._let_go()

    def abandon(self) -> None:
        """Discard, then let another writer in."""
        try:
            self.discard()
        finally:
            self._let_go()

    def _begin_empty(self) -> Batches:
        database = self._folder.new / DATABASE
        database.parent.mkdir(parents=True)
        with self._told():
            batches = self._take(engine.create(database), empty=True)
            # in a transaction the engine writes its schema once, not for each type: 0.1 s for 0.8 s
            self.database.begin()
            make_types(self.database)
            self.database.commit()
        self._anew = True
        return batches

    def _begin_copy(self) -> Batches:
        folder, versions = self._folder, Versions.of(self._folder)
        if not versions.current:
            # the first one was taken back
            return self._begin_empty()
        readers.check(folder, versions)
        needed, free = size(versions.place()), self._free()
        if needed * (1 + _GROWTH) > free:
            raise StoreError(
                f"no room to write to the store at {folder.path}: a copy of it takes {_mb(needed)}, {_mb(free)} are "
                "free. Make room, or keep fewer versions (chainscape versions --keep 0)",
                f"库 {folder.path} 所在磁盘空间不足：写入前要复制一份，需 {_mb(needed)}，剩 {_mb(free)}。"
                "请腾出空间，或少保留版本（chainscape versions --keep 0）",
            )
        folder.new.mkdir()
        try:
            # without times and permissions: they are of the new version's own
            shutil.copytree(versions.database(), folder.new / DATABASE, copy_function=shutil.copyfile)
        except (OSError, shutil.Error) as error:
            shutil.rmtree(folder.new, ignore_errors=True)
            raise self._unwritten(error) from error
        with self._told():
            return self._take(engine.open_for_writing(folder.new / DATABASE))

    def _take(self, database: Any, *, empty: bool = False) -> Batches:
        self.database = database
        self._complaints, self._complaint = engine.Complaints(), ""
        engine.limit(database)
        engine.without_log(database)
        self._batches = Batches(database, self._order, empty=empty)
        return self._batches

    def _check_written(self) -> None:
        if not (complaint := self._complaint):
            return
        self._check_room()
        path = self._folder.path
        raise StoreError(
            f"the store at {path} stays as it was: not all of it could be written to the disk: {complaint}",
            f"库 {path} 保持原样：未能全部写入磁盘：{complaint}",
        )

    def _free(self) -> int:
        return shutil.disk_usage(self._folder.path).free

    def _check_room(self) -> None:
        if self._free() < _FULL:
            raise self._unwritten(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder.new)))

    def _close(self) -> None:
        database, self.database, self._batches = self.database, None, None
        try:
            with self._told():
                database.close()
        finally:
            # whatever becomes of it: who listens on stays on the engine's list for the life of the process
            self._complaint = self._complaints.last()

    def _bring_up(self) -> None:
        if self._folder.only.is_dir():
            with self._told():
                # what a killed writer committed is put in its place by opening and closing
                engine.open_for_writing(self._folder.only).close()
        bring_up(self._folder)

    def _unwritten(self, error: OSError) -> StoreError:
        # copying gathers what went wrong, file by file: the first one says why
        first = error.args[0][0] if isinstance(error, shutil.Error) and error.args and error.args[0] else None
        said = file_fault(error) if first is None else Text(f"{first[0]}：{first[2]}", f"{first[0]}: {first[2]}")
        path = self._folder.path
        return StoreError(f"the store at {path} stays as it was: {said.en}", f"库 {path} 保持原样：{said.zh}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say of what the engine raises which store it is about."""
        try:
            yield
        except java_error() as error:
            self._check_room()
            en, zh = "could not be written and stays as it was", "未能写入，保持原样"
            raise store_error(error, self._folder.path, en, zh) from error

    def _let_go(self) -> None:
        self._folder.forget_writer()
        if self._first and not self._folder.pointer.exists():
            self._folder.unmake()
        self._lock.release()


def _mb(bytes: int) -> str:
    return f"{bytes / 1_000_000:,.0f} MB"
