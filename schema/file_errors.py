"""What the operating system refuses, told so that the reader knows what to do: a full disk, a folder that is barred."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import DataError
from .wordings import Text

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
#: characters of a path in a message
_LONGEST = 200


def file_error(error: OSError, path: Path | str = "") -> DataError:
    """Return the error of ours for one of the operating system: which file or folder, what is wrong, what to do."""
    said = file_fault(error, path)
    return DataError(said.en, said.zh)


def file_fault(error: OSError, path: Path | str = "") -> Text:
    """Return in both languages what an error of the operating system means and what to do.

    >>> print(file_fault(OSError(24, "Too many open files", "a.csv")).en)
    a.csv: too many open files: close other programs, or allow more (ulimit -n)
    """
    place = str(error.filename or path or "")
    why = _meaning(error, place)
    shown = place if len(place) <= _LONGEST else f"{place[:_LONGEST]}…"
    return Text(f"{shown}：{why.zh}", f"{shown}: {why.en}") if shown else why


@contextmanager
def naming_file(path: Path) -> Iterator[None]:
    """Give the errors of writing, which name no file, the name of what is written."""
    try:
        yield
    except OSError as error:
        if error.filename is None and not isinstance(error, ConnectionError):
            error.filename = str(path)
        raise


def _meaning(error: OSError, place: str) -> Text:
    number, said = error.errno, error.strerror or str(error)
    if number in _FULL:
        free = _free(place)
        return Text(
            f"磁盘已满{f'（剩 {free}）' if free else ''}：请腾出空间，或写到别处（临时文件用 TMPDIR）",
            f"No space left on the disk{f' ({free} free)' if free else ''}: make room, or write elsewhere "
            "(TMPDIR says where temporary files go)",
        )
    if number in (errno.EACCES, errno.EPERM):
        barred = _barred(place)
        return Text(
            f"没有权限{f'（{barred}）' if barred else ''}：请其所有者放开，或换一个位置",
            f"Permission denied{f' ({barred})' if barred else ''}: have its owner allow it, or take another place",
        )
    if number == errno.ENOTDIR:
        file = next((each for each in [*reversed(Path(place).parents), Path(place)] if each.is_file()), Path(place))
        return Text(f"{file} 是文件，不是文件夹：请核对路径", f"{file} is a file, not a folder: check the path")
    if number == errno.ENAMETOOLONG:
        longest = max((len(os.fsencode(part)) for part in Path(place).parts), default=0)
        return Text(
            f"名称过长（{longest} 字节，多数系统最多 255）：请换短的",
            f"a name in it is too long ({longest} bytes, and most systems take 255): give a shorter one",
        )
    if number in _OTHERS and said == os.strerror(number or 0):
        return _OTHERS[number]
    return _OURS.get(said, Text(said, said))


#: errors that need no more than words
_OTHERS: dict[int | None, Text] = {
    errno.ENOENT: Text("没有这个文件或文件夹：请核对路径", "No such file or folder: check the path"),
    errno.EISDIR: Text("是文件夹，不是文件", "a folder, not a file"),
    errno.EROFS: Text("文件系统只读：请写到别处", "the file system is read-only: write elsewhere"),
    errno.EMFILE: Text(
        "打开的文件过多：请关闭其他程序，或放宽 ulimit -n",
        "too many open files: close other programs, or allow more (ulimit -n)",
    ),
    errno.ENFILE: Text(
        "整个系统打开的文件过多：请关闭其他程序", "too many files are open on this machine: close other programs"
    ),
    errno.EFBIG: Text(
        "文件超过允许的大小：请放宽 ulimit -f，或写到别处",
        "the file would be larger than is allowed: raise the limit (ulimit -f), or write elsewhere",
    ),
    errno.EIO: Text("磁盘读写出错：请检查磁盘", "the disk could not read or write it: check the disk"),
    errno.ELOOP: Text("符号链接绕成一圈", "its symbolic links go in a circle"),
}

#: what we say ourselves before the operating system does
_OURS = {
    each.en: each
    for each in (
        Text("没有这个文件夹：请先建立", "there is no such folder; make it first"),
        Text("是文件夹，不是文件", "a folder, not a file"),
        Text("没有这个文件或文件夹", "no such file or folder"),
    )
}


def _free(place: str) -> str:
    """Return how much room there is where a file was to be written, "" where that cannot be known."""
    here = Path(place or tempfile.gettempdir()).absolute()
    while not here.exists() and here != here.parent:
        here = here.parent
    with suppress(OSError):
        return f"{shutil.disk_usage(here).free / 1e6:,.1f} MB" if place else ""
    return ""


def _barred(place: str) -> str:
    """Return the folder or file that bars the way, with its mode and owner: ``/data: drwx------ root``."""
    if not place:
        return ""
    whole = Path(place).absolute()
    here = whole
    with suppress(OSError):
        for each in [*reversed(whole.parents), whole]:
            try:
                each.lstat()
            except FileNotFoundError:
                break
            except PermissionError:
                break
            here = each
        found = here.stat()
        return f"{here}: {stat.filemode(found.st_mode)}{_owner(found.st_uid)}"
    return ""


def _owner(number: int) -> str:
    if sys.platform == "win32":
        return ""
    import pwd

    with suppress(KeyError):
        return f" {pwd.getpwuid(number).pw_name}"
    return f" {number}"
