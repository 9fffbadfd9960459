"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def saving(path: Path) -> Iterator[IO[bytes]]:
    """Open a file under a temporary name and rename it at the end: whoever reads it never sees half of it."""
    if path.is_dir():
        raise IsADirectoryError(21, "a folder, not a file", str(path))
    mode = (path.stat().st_mode if path.exists() else 0o666 & ~_umask()) & 0o777
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
        os.chmod(name, mode)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
