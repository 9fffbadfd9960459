"""Shared and exclusive locks on a file, between processes; the system lets go when a process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class Lock:
    """A lock that is held until it is released."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *exc: object) -> None:
        self.release()


def shared(path: Path) -> Lock | None:
    """Return a lock that others may share, None while somebody holds the file exclusively."""
    # opened for reading only: a store in a folder that one may not write to can be read
    return _locked(os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)), exclusively=False)


def exclusive(path: Path) -> Lock | None:
    """Return a lock that nobody shares, None while somebody holds the file."""
    return _locked(os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0)), exclusively=True)


def _locked(descriptor: int, *, exclusively: bool) -> Lock | None:
    try:
        if _try(descriptor, exclusively=exclusively):
            kept, descriptor = descriptor, -1
            return Lock(kept)
        return None
    finally:
        if descriptor >= 0:
            os.close(descriptor)


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        )

    def _try(descriptor: int, *, exclusively: bool) -> bool:
        # far behind the end of the file: locks are mandatory here and the marker must stay readable
        where = _Overlapped(0, 0, 0, 0x40000000, 0)
        flags = 1 | (2 if exclusively else 0)
        handle = msvcrt.get_osfhandle(descriptor)
        return bool(ctypes.windll.kernel32.LockFileEx(handle, flags, 0, 1, 0, ctypes.byref(where)))

else:
    import fcntl

    def _try(descriptor: int, *, exclusively: bool) -> bool:
        # flock, not lockf: a POSIX record lock is lost when any descriptor of the file is closed
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusively else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
