"""A .zip as a folder, standard input as a file: what has to be read several times is put where it can be."""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ..schema import DataError, file_error, shown, shown_zh

#: name of standard input on the command line
STANDARD_INPUT = "-"
#: the most that a .zip may hold, unpacked: files, bytes
_FILES, _BYTES = 10_000, 4_000_000_000


class Unpacked:
    """A folder of its own that goes when nobody reads from it any more."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chainscape-", ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)


def unpack(path: Path) -> Unpacked:
    """Return a folder with the files of a .zip; names written in GBK, as Windows does, are read so."""
    to = Unpacked()
    try:
        with zipfile.ZipFile(path) as archive:
            files = [each for each in archive.infolist() if not each.is_dir()]
            size = sum(each.file_size for each in files)
            if len(files) > _FILES or size > _BYTES:
                raise DataError(
                    f"{path}: {len(files):,} files of {size:,} bytes unpacked, more than is read",
                    f"{path}：解压后有 {len(files):,} 个文件、{size:,} 字节，超出可读的大小",
                )
            for each in files:
                _extract(archive, each, to.path, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        # RuntimeError: a password is wanted
        raise DataError(f"{path}: cannot be unpacked: {error}", f"{path}：无法解压：{error}") from error
    except OSError as error:
        raise file_error(error, path) from error
    return to


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, path: Path) -> None:
    name = PurePosixPath(_name(entry))
    if name.parts[0] == "__MACOSX":
        return
    if name.is_absolute() or ".." in name.parts or "\\" in str(name):
        raise DataError(
            f"{path}: the file {shown(str(name))} in it would lie outside the folder",
            f"{path}：其中的文件{shown_zh(str(name))}会落在文件夹之外",
        )
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file)


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def standard_input() -> Unpacked:
    """Return a folder with one file, ``-``, that holds what comes in."""
    to = Unpacked()
    with (to.path / STANDARD_INPUT).open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return to
