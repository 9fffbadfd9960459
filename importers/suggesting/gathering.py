"""The files that a mapping is drafted from: those named, or all tables of a folder or .zip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema import DataError, UsageError
from ..folders import MAPPING, files_in
from ..reading import ENDINGS, kind_of
from ..unpacking import Unpacked, unpack


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
    files = tuple(
        (path, name)
        for name, path in files_in(folder).items()
        if path.suffix.casefold() in ENDINGS and path.name != MAPPING
    )
    return Gathered(tuple(paths), files, True, unpacked)
