"""Files and folders that are there whole or not at all: whoever looks never sees half of one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .file_errors import naming_file


@contextmanager
def saving(path: Path) -> Iterator[IO[bytes]]:
    """Open a file under a temporary name beside its place and rename it at the end; one that is there keeps its mode.

    >>> with saving(Path("report.csv")) as file:  # doctest: +SKIP
    ...     file.write(b"chain,gaps")
    """
    if path.is_dir():
        raise IsADirectoryError(21, "a folder, not a file", str(path))
    _check_folder(path)
    # mkstemp makes the file for the user alone; ours are for sharing unless the one before was not
    mode = (path.stat().st_mode if path.exists() else 0o666 & ~_umask()) & 0o777
    with _in_its_folder(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path))
    try:
        with naming_file(path):
            with os.fdopen(handle, "w+b") as file:
                yield file
            os.chmod(name, mode)  # noqa: PTH101
            os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Yield a place beside, for a new file or folder; what was made there gets its name at the end.

    An empty folder in its place is replaced. Unlike with `saving`, a library may open the place by its path.
    """
    _check_folder(path)
    with _in_its_folder(path):
        work = Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path)))
    try:
        made = work / "made"
        with naming_file(path):
            yield made
        if path.is_dir():
            path.rmdir()
        made.rename(path)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _in_its_folder(path: Path) -> Iterator[None]:
    """Have an error about a temporary name be one about the folder in which it was to be made."""
    try:
        yield
    except OSError as error:
        error.filename = str(path if error.errno == errno.ENAMETOOLONG else path.parent)
        raise


def _check_folder(path: Path) -> None:
    if path.parent.exists() and not path.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "there is no such folder; make it first", str(path.parent))


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
