"""The folder that an embedded store lives in: our marker and lock, and the engine's files below.

    chainscape-store/
    ├── chainscape-store.json   our marker: format and version; also the file that locks are taken on
    ├── writer.json             process id and start of the writer, while there is one
    └── database/               the engine's own files

Measured on ArcadeDB 26.10.2: a read-only open takes no lock and says "needs recovery" both while a writer
is at work and after a crash, and a writer changes pages under an open reader. So every reading holds a
shared lock on our marker and a writer holds an exclusive one: held means busy, free with the engine's
``database.lck`` left over means crashed.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from ...schema import StoreError, StoreForeign, StoreLocked, StoreMissing
from .locks import Lock, exclusive, shared

MARKER = "chainscape-store.json"
FORMAT = 1
_WRITER = "writer.json"
_DATABASE = "database"
_NEW = "database.new"
_UNFINISHED = "the store at {} is empty: making it was cut off. Load something first (chainscape import FILE)."
#: seconds that a writer waits for readings to end, and a reading for a writer that is just closing
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Folder:
    """A store's folder; the file system is asked, never the engine."""

    path: Path

    @property
    def database(self) -> Path:
        """Where the engine keeps its files."""
        return self.path / _DATABASE

    @property
    def new_database(self) -> Path:
        """Where a database is made before it gets its name, so that half a one is never opened."""
        return self.path / _NEW

    def check(self) -> None:
        """Raise StoreMissing or StoreForeign unless a store that we can read stands here."""
        if not self.path.is_dir() or not any(self.path.iterdir()):
            if self.path.exists() and not self.path.is_dir():
                raise StoreForeign(f"{self.path} is a file; a Chainscape store is a folder. Give another --store.")
            raise StoreMissing(
                f"there is no store at {self.path}. Load something first (chainscape import FILE, or "
                "chainscape demo), or say where it is with --store PATH or CHAINSCAPE_STORE."
            )
        marker = self.path / MARKER
        if not marker.is_file():
            if (self.path / "schema.json").exists() or any(self.path.glob("*.dict")):
                raise StoreForeign(
                    f"{self.path} is an ArcadeDB database that Chainscape did not make; it was left as it is. "
                    "Give another --store."
                )
            raise StoreForeign(
                f"{self.path} is a folder with other files in it, not a Chainscape store; it was left as it is. "
                "Give a new folder as --store."
            )
        text = marker.read_text(encoding="utf-8")
        if not text:
            raise StoreMissing(_UNFINISHED.format(self.path))
        try:
            format = json.loads(text)["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreForeign(f"{marker} cannot be read as the marker of a Chainscape store: {error}") from error
        if format != FORMAT:
            raise StoreForeign(
                f"{self.path} has format {format!r}, this version of Chainscape reads format {FORMAT}. "
                "Upgrade Chainscape (pip install -U chainscape), or load the data into a new store."
            )

    def check_readable(self) -> None:
        """Raise StoreMissing for a store whose making was cut off before anything was in it."""
        if not self.database.is_dir():
            raise StoreMissing(_UNFINISHED.format(self.path))

    def make(self) -> None:
        """Make the folder with its marker where there is nothing yet; the engine's part comes after."""
        from ... import __version__

        if self.path.exists() and not self.path.is_dir():
            return
        self.path.mkdir(parents=True, exist_ok=True)
        marker = self.path / MARKER
        # an empty marker: a making that was cut off; a marker is never replaced, others may hold a lock on it
        if not any(self.path.iterdir()) or (marker.is_file() and not marker.stat().st_size):
            text = json.dumps({"store": "chainscape", "format": FORMAT, "created_by": __version__})
            marker.write_text(text + "\n", encoding="utf-8", newline="\n")

    def drop_unfinished(self) -> None:
        """Take away what a cut-off making left behind; never touches a finished database."""
        if self.new_database.exists():
            shutil.rmtree(self.new_database)

    def stamp(self) -> int:
        """Return a number that every writer changes before it changes anything else."""
        return (self.path / MARKER).stat().st_mtime_ns

    def read_lock(self) -> Lock:
        """Take a shared lock; StoreLocked names the writer in the way."""
        return self._lock(exclusively=False)

    def write_lock(self) -> Lock:
        """Take the exclusive lock and leave a note who holds it."""
        lock = self._lock(exclusively=True)
        os.utime(self.path / MARKER)
        note = {"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}
        (self.path / _WRITER).write_text(json.dumps(note), encoding="utf-8")
        return lock

    def forget_writer(self) -> None:
        """Take the writer's note away."""
        (self.path / _WRITER).unlink(missing_ok=True)

    def _lock(self, *, exclusively: bool) -> Lock:
        take = exclusive if exclusively else shared
        until = time.monotonic() + (PATIENCE if exclusively else PATIENCE / 10)
        while True:
            try:
                lock = take(self.path / MARKER)
            except OSError as error:
                raise StoreError(f"the store at {self.path} cannot be locked: {error}") from error
            if lock:
                return lock
            if time.monotonic() > until:
                raise StoreLocked(self._busy(exclusively=exclusively))
            time.sleep(0.02)

    def _busy(self, *, exclusively: bool) -> str:
        try:
            note = json.loads((self.path / _WRITER).read_text(encoding="utf-8"))
            pid, since = int(note["pid"]), str(note["since"])
        except (OSError, ValueError, KeyError, TypeError):
            pid, since = 0, ""
        if pid == os.getpid():
            return (
                f"the store at {self.path} is open for writing in this very process (since {since}). "
                "Use that one, or close it first."
            )
        if pid:
            return (
                f"the store at {self.path} is being written to by process {pid} (since {since}). "
                "Wait until it has finished, or close the notebook or program that holds it."
            )
        what = "read" if exclusively else "written to"
        return f"the store at {self.path} is being {what} by another process. Wait until it has finished."
