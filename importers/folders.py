"""The files of a folder that somebody put there."""

from __future__ import annotations

from pathlib import Path

#: says what the tables beside it are
MAPPING = "mapping.yaml"


def files_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder and those below it by their paths within it, in order.

    What an open Excel or a Mac leaves there (``~$…``, ``.…``) is left out.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("~$", "."))
    }
