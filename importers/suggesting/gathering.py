"""The files that a mapping is drafted from: those named, or all tables of a folder or .zip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema import DataError, UsageError
from ..reading import ENDINGS, kind_of
from ..unpacking import Unpacked, unpack

#: no table, whatever it holds
_MAPPING = "mapping.yaml"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files with the names by which a mapping knows them."""

    paths: tuple[Path, ...]
    files: tuple[tuple[Path, str], ...]
    #: all of a folder: some of its files may be no tables
    whole: bool = False
    #: held as long as its files may be read
    unpacked: Unpacked | None = None


def gather(paths: Sequence[Path]) -> Gathered:
    """Return the files to draft from. DataError: no such file; UsageError: a folder or .zip beside others."""
    for path in paths:
        if not path.exists():
            raise DataError(f"{path}: no such file or folder", f"{path}：没有这个文件或文件夹")
    folders = [path for path in paths if path.is_dir() or kind_of(path) == "zip"]
    if not folders:
        return Gathered(tuple(paths), tuple((path, path.name) for path in paths))
    if len(paths) > 1:
        raise UsageError(
            f"{folders[0]} is a folder or .zip: draft from one folder at a time, or from files only",
            f"{folders[0]} 是文件夹或 .zip：一次由一个文件夹起草，或只由文件起草",
        )
    unpacked = None if folders[0].is_dir() else unpack(folders[0])
    folder = unpacked.path if unpacked else folders[0]
    files = [(path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*")) if _may_be_table(path)]
    return Gathered(tuple(paths), tuple(files), True, unpacked)


def _may_be_table(path: Path) -> bool:
    # "~$", ".": what an open Excel or a Mac leaves
    return (
        path.is_file()
        and path.suffix.casefold() in ENDINGS
        and path.name != _MAPPING
        and not path.name.startswith(("~$", "."))
    )
