"""Versions of a store's database: which there are, which is read, and how a new one takes its place."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from ...schema import DataError, StoreDamaged
from .folder import MARKER, Folder, sync_folder
from .proof import DATABASE, PROOF, Proof, prove, unreadable

#: earlier versions that a store keeps until somebody says otherwise
KEPT = 1


@dataclass(frozen=True, slots=True)
class Versions:
    """What ``current.json`` says."""

    folder: Folder
    #: numbers, oldest first; those behind the current one were taken back
    numbers: tuple[int, ...] = ()
    #: the one that is read; 0 before there is any
    current: int = 0
    #: the highest number that was ever given
    last: int = 0
    #: earlier versions to keep
    keep: int = KEPT

    @classmethod
    def of(cls, folder: Folder) -> Versions:
        """Read them; without the file and without versions there is none yet."""
        try:
            text = folder.pointer.read_bytes()
        except FileNotFoundError as error:
            if cls._numbers(folder):
                raise cls._lost(folder, error) from error
            return cls(folder)
        except PermissionError as error:
            raise unreadable(folder.pointer, error) from error
        try:
            said = json.loads(text.decode())
            found = cls(
                folder, tuple(map(int, said["versions"])), int(said["current"]), int(said["last"]), int(said["keep"])
            )
        except (ValueError, KeyError, TypeError) as error:
            raise cls._lost(folder, error) from error
        return found

    @classmethod
    def among(cls, folder: Folder, number: int) -> Versions:
        """Return what there is by the folders alone, where the file that says so is lost; a number is read."""
        found = cls._numbers(folder)
        return cls(folder, found, number if number in found else 0, max(found, default=0), KEPT)

    @staticmethod
    def _numbers(folder: Folder) -> tuple[int, ...]:
        return tuple(sorted(int(each.name) for each in folder.versions.glob("*") if each.name.isdecimal()))

    @classmethod
    def _lost(cls, folder: Folder, error: Exception) -> StoreDamaged:
        numbers = ", ".join(map(str, cls._numbers(folder))) or "none"
        return StoreDamaged(
            f"{folder.pointer} is missing or damaged ({error}): nothing says which version is read. There are: "
            f"{numbers}; chainscape undo --to NUMBER has one of them read",
            f"{folder.pointer} 缺失或损坏（{error}），不知现用哪个版本。现有：{numbers}；"
            "chainscape undo --to 版本号 指定一个",
        )

    def place(self, number: int | None = None) -> Path:
        """Return the folder of a version, the current one without a number."""
        return self.folder.versions / str(self.current if number is None else number)

    def database(self) -> Path:
        """Return the current version's database."""
        return self.place() / DATABASE

    def earlier(self) -> tuple[int, ...]:
        """Return the numbers before the current one, oldest first."""
        return tuple(n for n in self.numbers if n < self.current)

    def undone(self) -> tuple[int, ...]:
        """Return the numbers that were taken back, oldest first."""
        return tuple(n for n in self.numbers if n > self.current)

    def publish(self, *, spare: int = 0, since: int | None = None) -> Versions:
        """Give what was made its number and have it read from now on; versions beyond those to keep go away.

        ``spare`` more stay until the next time. Versions ``since`` a number that are called as this one is make one
        with it.
        """
        number = self.last + 1
        steps = [] if since is None else self._steps(since)
        self.folder.new.rename(self.place(number))
        sync_folder(self.folder.versions)
        kept = tuple(n for n in self.numbers if n <= self.current and n not in steps)
        found = replace(self, numbers=(*kept, number), current=number, last=number)
        return found._settled(found.keep + spare)

    def _steps(self, since: int) -> list[int]:
        """Return the versions after a number that are called as the one in the making."""
        note = proof_of(self.folder.new).note
        return [n for n in self.numbers if since < n <= self.current and proof_of(self.place(n)).note == note]

    def neighbour(self, steps: int) -> int:
        """Return the number of the version before (-1), or of one that was taken back (+1); DataError without one."""
        at = self.numbers.index(self.current) + steps if self.current else -1
        if not 0 <= at < len(self.numbers):
            said = "no earlier version is kept" if steps < 0 else "nothing was taken back"
            zh = "没有保留更早的版本" if steps < 0 else "没有撤回过什么"
            raise DataError(f"the store at {self.folder.path}: {said}", zh=f"库 {self.folder.path}：{zh}")
        return self.numbers[at]

    def at(self, number: int) -> Versions:
        """Read the version of a number."""
        found = replace(self, current=number)
        found._write()
        return found

    def keeping(self, number: int) -> Versions:
        """Keep so many earlier versions from now on."""
        return replace(self, keep=number)._settled(number)

    def _settled(self, keep: int) -> Versions:
        earlier = self.earlier()
        gone = earlier[: len(earlier) - keep] if len(earlier) > keep else ()
        found = replace(self, numbers=tuple(n for n in self.numbers if n not in gone))
        found._write()
        found.tidy()
        return found

    def _write(self) -> None:
        self.folder.point(
            {"versions": list(self.numbers), "current": self.current, "last": self.last, "keep": self.keep}
        )

    def tidy(self) -> None:
        """Take away what no version is: what killed writers left, and versions that are kept no longer.

        The folder is renamed first: who opens it in this moment finds all of it or nothing. On Windows one that is
        being read stays until the next time.
        """
        known = {str(n) for n in self.numbers}
        for each in self.folder.versions.glob("*"):
            if each.name in known or not each.is_dir():
                continue
            gone = each.with_name(f"{each.name.removesuffix('.gone')}.gone")
            try:
                each.rename(gone)
            except OSError:
                continue
            shutil.rmtree(gone, ignore_errors=True)


def bring_up(folder: Folder) -> None:
    """Bring a store of format 1, whose only database stood beside the marker, to this format.

    The caller holds the write lock and knows that the database was closed properly.
    """
    # one after the other, so that a kill between two of them leaves what the next one goes on with
    if folder.only.is_dir():
        folder.new.mkdir(parents=True, exist_ok=True)
        folder.only.rename(folder.new / DATABASE)
    if not folder.pointer.exists() and (folder.new / DATABASE).is_dir():
        prove(folder.new, folder.mode, note=MARKER)
        Versions(folder).publish()
    folder.mark()


def proof_of(place: Path) -> Proof:
    """Return the proof of a version; StoreDamaged if it is not there or cannot be read."""
    return Proof.read(place / PROOF)


def size(place: Path) -> int:
    """Return the bytes of a version."""
    return sum(each.stat().st_size for each in os.scandir(place / DATABASE))
