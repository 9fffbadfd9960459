"""The proof of a version: what its files are and how much is in them, kept beside them and asked at every opening.

The engine takes a schema that it cannot read for an empty one, and an emptied file for an empty type: it answers 0.
A version never changes once it is written, so its files can be told from damaged ones by size and sum.
"""

from __future__ import annotations

import datetime
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...schema import StoreDamaged, StoreError, Text

DATABASE = "database"
PROOF = "proof.json"
#: bytes of a version whose sums are taken at every opening: 7 ms for 16 MB. Of a larger one, of those files alone
#: that were touched since (a copy touches all).
SUMMED = 32_000_000
_BLOCK = 1 << 20
#: what systems put into every folder that somebody looks at
_BESIDE = ("thumbs.db", "desktop.ini")
_NODES = "nodes"
_RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class File:
    """What a file was when it was written."""

    bytes: int
    #: last change, in nanoseconds
    changed: int
    #: CRC-32
    sum: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What was written."""

    files: Mapping[str, File]
    #: of each node and relation type of the schema, also where there is none
    counts: Mapping[str, int] | None = None
    #: when, by the clock of the writer, with its zone
    written: str = ""
    #: by what
    note: str = ""
    totalled: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Proof:
        """Read it; StoreDamaged if that cannot be done."""
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            files = {name: File(*map(int, each)) for name, each in said["files"].items()}
            return cls(files, said["counts"], str(said["written"]), str(said["note"]), said["totals"])
        except PermissionError as error:
            raise unreadable(path, error) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreDamaged(f"{path} is missing or damaged: {error}", f"{path} 缺失或损坏：{error}") from error

    def totals(self) -> dict[str, int]:
        """Return how many nodes and relations there are."""
        return {name: int(self.totalled.get(name, 0)) for name in (_NODES, _RELATIONS)}


def prove(
    place: Path, mode: int, *, counts: Mapping[str, int] | None = None, nodes: int = 0, relations: int = 0, note: str
) -> None:
    """Write the proof of a version whose database is closed, and have all of it on the disk when this returns.

    Every file gets the permissions of the store's folder: the engine makes its schema for the user alone.
    """
    files = {}
    for entry in sorted(_entries(place / DATABASE), key=lambda each: each.name):
        os.chmod(entry.path, mode & 0o666)  # noqa: PTH101
        with open(entry.path, "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            files[entry.name] = [found.st_size, found.st_mtime_ns, _summed(file.fileno())]
            _sync(file.fileno())
    said = {
        "files": files,
        "counts": None if counts is None else dict(sorted(counts.items())),
        "totals": {_NODES: nodes, _RELATIONS: relations},
        "written": datetime.datetime.now(tz=datetime.UTC).astimezone().isoformat(timespec="seconds"),
        "note": note,
    }
    with (place / PROOF).open("w", encoding="utf-8", newline="\n") as to:
        json.dump(said, to, ensure_ascii=False)
        to.flush()
        os.fsync(to.fileno())
    for each in (place, place / DATABASE):
        each.chmod(mode)
    (place / PROOF).chmod(mode & 0o666)


def faults(place: Path, proof: Proof, *, whole: bool) -> Iterator[Text]:
    """Yield how the files of a version differ from what was written; ``whole`` takes the sum of every one."""
    database = place / DATABASE
    try:
        there = {entry.name: entry.stat() for entry in _entries(database)}
    except PermissionError as error:
        raise unreadable(database, error) from error
    except OSError as error:
        yield Text(f"{database} 无法读取（{error.strerror}）", f"{database} cannot be read ({error.strerror})")
        return
    small = sum(each.bytes for each in proof.files.values()) <= SUMMED
    for name, file in proof.files.items():
        if (found := there.pop(name, None)) is None:
            yield Text(f"缺 {name}", f"{name} is missing")
        elif found.st_size != file.bytes:
            yield Text(
                f"{name} 有 {found.st_size:,} 字节，应为 {file.bytes:,}",
                f"{name} has {found.st_size:,} of {file.bytes:,} bytes",
            )
        elif (whole or small or found.st_mtime_ns != file.changed) and _sum(database / name) != file.sum:
            yield Text(f"{name} 的内容与写入时不同", f"{name} has other contents than were written")
    for name in there:
        yield Text(f"{name} 不属于它", f"{name} does not belong to it")


def unreadable(path: Path, error: OSError) -> StoreError:
    """Return what says that the user may not read a file of the store."""
    return StoreError(
        f"{path} may not be read by this user ({error.strerror}). Ask who owns the store to let you read all of it "
        "(chmod -R a+rX)",
        f"{path} 当前用户无权读取（{error.strerror}）。请库的所有者放开读取权限（chmod -R a+rX）",
    )


def _entries(database: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(database) as found:
        yield from (each for each in found if not each.name.startswith(".") and each.name.lower() not in _BESIDE)


def _sum(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return _summed(file.fileno())
    except PermissionError as error:
        raise unreadable(path, error) from error


def _summed(descriptor: int) -> int:
    found = 0
    while block := os.read(descriptor, _BLOCK):
        found = zlib.crc32(block, found)
    return found


def _sync(descriptor: int) -> None:
    # Windows syncs only what is open for writing
    if os.name != "nt":
        os.fsync(descriptor)
