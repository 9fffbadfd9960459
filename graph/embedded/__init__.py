"""The store in a folder: ArcadeDB, in this process."""

from .folder import MARKER, Folder
from .jvm import make_cache
from .store import Embedded

__all__ = ["MARKER", "Embedded", "Folder", "make_cache"]
