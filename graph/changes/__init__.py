"""What changes in a store besides what is added: files that replace older ones, and corrections by hand."""

from .comparing import Changes, Difference, compare
from .correcting import Corrected, merge, rename
from .replacing import Replaced, forget, replace
from .telling import history

__all__ = [
    "Changes",
    "Corrected",
    "Difference",
    "Replaced",
    "compare",
    "forget",
    "history",
    "merge",
    "rename",
    "replace",
]
