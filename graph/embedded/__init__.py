"""The store in a folder: ArcadeDB, in this process."""

from .answers import in_order
from .folder import MARKER, Folder
from .inventory import lines
from .store import Embedded

__all__ = ["MARKER", "Embedded", "Folder", "in_order", "lines"]
