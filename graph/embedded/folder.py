"""The folder that an embedded store lives in: our marker and lock, and the versions of the database below.

    chainscape-store/
    ├── chainscape-store.json   our marker: format and the store's own id; also the file that writers lock
    ├── current.json            which versions there are, and which one is read
    ├── writer.json             process id and start of the writer, while there is one
    └── versions/
        ├── 7/                  one version: never changed once it has its name
        │   ├── proof.json      sizes and sums of its files, and how much is in it
        │   └── database/       the engine's own files
        └── new/                a version in the making

Nobody ever writes to a database that somebody may read: a writer works in a copy that gets its number when it is
complete (docs/decisions/0118). So readings take no lock, and a writer that was killed leaves nothing to repair.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...schema import StoreError, StoreForeign, StoreLocked, StoreMissing, Text, file_fault, saving, shown_zh
from .locks import Lock, exclusive

MARKER = "chainscape-store.json"
FORMAT = 2
_WRITER = "writer.json"
#: what the database was called in format 1, where it was the only one
_ONLY = "database"
_UNFINISHED = Text(
    "库 {} 是空的：建库时中断了。请先载入数据（chainscape import FILE）。",
    "the store at {} is empty: making it was cut off. Load something first (chainscape import FILE).",
)
#: seconds that a writer waits for another one
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Folder:
    """A store's folder; the file system is asked, never the engine."""

    path: Path

    @property
    def versions(self) -> Path:
        """Where the versions stand."""
        return self.path / "versions"

    @property
    def new(self) -> Path:
        """Where a version is made."""
        return self.versions / "new"

    @property
    def pointer(self) -> Path:
        """The file that says which version is read."""
        return self.path / "current.json"

    @property
    def only(self) -> Path:
        """Where format 1 kept its database."""
        return self.path / _ONLY

    def check(self) -> int:
        """Return the format of the store that stands here; StoreMissing or StoreForeign if we cannot read it."""
        if not self.path.is_dir() or not any(self.path.iterdir()):
            if self.path.exists() and not self.path.is_dir():
                raise StoreForeign(
                    f"{self.path} is a file; a Chainscape store is a folder. Give another --store.",
                    f"{self.path} 是文件；链景的库是文件夹。请换一个 --store。",
                )
            raise StoreMissing(
                f"there is no store at {self.path}. Load something first (chainscape import FILE, or "
                "chainscape demo), or say where it is with --store PATH or CHAINSCAPE_STORE.",
                f"{self.path} 处没有库。请先载入数据（chainscape import FILE，或 chainscape demo），"
                "或用 --store PATH 或 CHAINSCAPE_STORE 指出库的位置。",
            )
        if not (self.path / MARKER).is_file():
            if (self.path / "schema.json").exists() or any(self.path.glob("*.dict")):
                raise StoreForeign(
                    f"{self.path} is an ArcadeDB database that Chainscape did not make; it was left as it is. "
                    "Give another --store.",
                    f"{self.path} 是 ArcadeDB 数据库，不是链景所建；没有动它。请换一个 --store。",
                )
            raise StoreForeign(
                f"{self.path} is a folder with other files in it, not a Chainscape store; it was left as it is. "
                "Give a new folder as --store.",
                f"{self.path} 是有其他文件的文件夹，不是链景的库；没有动它。请给 --store 一个新文件夹。",
            )
        format = self._marked().get("format")
        if format not in (1, FORMAT):
            raise StoreForeign(
                f"{self.path} has format {format!r}, this version of Chainscape reads format {FORMAT}. "
                "Upgrade Chainscape (pip install -U chainscape), or load the data into a new store.",
                f"{self.path} 的格式是 {shown_zh(format)}，本版链景读格式 {FORMAT}。"
                "请升级链景（pip install -U chainscape），或把数据载入新库。",
            )
        return int(format)

    def id(self) -> str:
        """Return what tells this store from another one at the same place; StoreMissing if it is gone."""
        try:
            return str(self._marked().get("id", ""))
        except FileNotFoundError:
            raise StoreMissing(
                f"the store at {self.path} is gone: it was deleted, moved or renamed. Say where it is with --store.",
                f"库 {self.path} 不在了：已被删除、移走或改名。请用 --store 指出它的位置。",
            ) from None

    def _marked(self) -> dict[str, Any]:
        marker = self.path / MARKER
        text = marker.read_bytes()
        if not text:
            raise self.unfinished()
        try:
            found = json.loads(text.decode())
            found["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreForeign(
                f"{marker} cannot be read as the marker of a Chainscape store: {error}",
                f"{marker} 不能作为链景库的标记读取：{error}",
            ) from error
        return dict(found)

    def unfinished(self) -> StoreMissing:
        """Return what says that nothing is in the store yet."""
        return StoreMissing(_UNFINISHED.en.format(self.path), _UNFINISHED.zh.format(self.path))

    def make(self) -> bool:
        """Make the folder with its marker where there is nothing yet, and say so; the first version comes after."""
        if self.path.exists() and not self.path.is_dir():
            return False
        self.path.mkdir(parents=True, exist_ok=True)
        marker = self.path / MARKER
        # an empty marker: a making that was cut off; a marker is never replaced, others may hold a lock on it
        if any(self.path.iterdir()) and not (marker.is_file() and not marker.stat().st_size):
            return False
        self.mark()
        return True

    def unmake(self) -> None:
        """Take away a store in which there never was a version; its writer still holds the lock."""
        shutil.rmtree(self.versions, ignore_errors=True)
        # on Windows the marker stays: what is locked cannot be taken away
        with suppress(OSError):
            (self.path / MARKER).unlink()
            self.path.rmdir()

    def mark(self) -> None:
        """Write the marker of this format."""
        from ... import __version__

        text = json.dumps({"store": "chainscape", "format": FORMAT, "id": uuid.uuid4().hex, "created_by": __version__})
        (self.path / MARKER).write_text(text + "\n", encoding="utf-8", newline="\n")

    def point(self, said: dict[str, Any]) -> None:
        """Write which version is read: whole or not at all, and on the disk when this returns."""
        with saving(self.pointer) as file:
            file.write(json.dumps(said).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.pointer.chmod(self.mode & 0o666)
        sync_folder(self.path)

    @property
    def mode(self) -> int:
        """Permissions of the folder: its files get the same."""
        return self.path.stat().st_mode & 0o777

    def write_lock(self, wait: float | None = None) -> Lock:
        """Take the lock that only one writer has, and leave a note who holds it; StoreLocked names the other one."""
        until = time.monotonic() + (PATIENCE if wait is None else wait)
        while True:
            try:
                lock = exclusive(self.path / MARKER)
            except OSError as error:
                why = file_fault(error, self.path / MARKER)
                raise StoreError(
                    f"the store at {self.path} cannot be locked for writing: {why.en}",
                    f"库 {self.path} 无法锁定以写入：{why.zh}",
                ) from error
            if lock and (self.path / MARKER).exists():
                break
            if lock:
                # the one before took a store away that came to nothing
                lock.release()
                self.make()
                continue
            if time.monotonic() > until:
                raise StoreLocked.of(self._busy())
            time.sleep(0.02)
        note = {"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}
        (self.path / _WRITER).write_text(json.dumps(note), encoding="utf-8")
        return lock

    def forget_writer(self) -> None:
        """Take the writer's note away."""
        (self.path / _WRITER).unlink(missing_ok=True)

    def _busy(self) -> Text:
        try:
            note = json.loads((self.path / _WRITER).read_text(encoding="utf-8"))
            pid, since = int(note["pid"]), str(note["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return Text(
                f"另一进程正在写入库 {self.path}。请等它写完。",
                f"the store at {self.path} is being written to by another process. Wait until it has finished.",
            )
        if pid == os.getpid():
            return Text(
                f"库 {self.path} 已在本进程中打开写入（自 {since}）。请用那一个，或先关闭它。",
                f"the store at {self.path} is open for writing in this very process (since {since}). "
                "Use that one, or close it first.",
            )
        return Text(
            f"进程 {pid} 正在写入库 {self.path}（自 {since}）。请等它写完（--wait 秒数），或关闭占用它的笔记本或程序。",
            f"the store at {self.path} is being written to by process {pid} (since {since}). "
            "Wait until it has finished (--wait SECONDS), or close the notebook or program that holds it.",
        )


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
