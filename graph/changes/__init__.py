"""What changes in a store besides what is added: files that replace older ones, corrections by hand, and going back."""

from .comparing import Changes, Difference, compare
from .correcting import Corrected, merge, rename
from .replacing import Replaced, forget, replace
from .telling import history
from .undoing import keep, redo, undo, versions

__all__ = [
    "Changes",
    "Corrected",
    "Difference",
    "Replaced",
    "compare",
    "forget",
    "history",
    "keep",
    "merge",
    "redo",
    "rename",
    "replace",
    "undo",
    "versions",
]
