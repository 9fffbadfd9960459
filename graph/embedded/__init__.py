"""The store in a folder: ArcadeDB, in this process."""

from .folder import MARKER
from .jvm import make_cache
from .keeping import keep, redo, undo, versions
from .salvage import Restored, look_at_files, restore
from .store import Embedded

__all__ = [
    "MARKER",
    "Embedded",
    "Restored",
    "keep",
    "look_at_files",
    "make_cache",
    "redo",
    "restore",
    "undo",
    "versions",
]
