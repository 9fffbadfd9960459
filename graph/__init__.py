"""Stores, loading records into them, and a store as a networkx graph.

Nothing heavy is imported here: the Java engine starts at the first open, networkx at the first `network`.
"""

from .adopting import adopt
from .changes import (
    Changes,
    Corrected,
    Difference,
    Replaced,
    compare,
    forget,
    history,
    keep,
    merge,
    redo,
    rename,
    replace,
    undo,
    versions,
)
from .checking import Checked, Spool, batched, check
from .copying import Copied, copy
from .embedded import Restored, make_cache, restore
from .files import FORMATS, Exported, export, read_records
from .filled import check_filled
from .loading import Loaded, load
from .networks import network, searches, sources
from .opening import open_store, store_exists
from .store import Mode, Store, Version, Written
from .streaming import Stream
from .verifying import Check, verify, verify_files

__all__ = [
    "FORMATS",
    "Changes",
    "Check",
    "Checked",
    "Copied",
    "Corrected",
    "Difference",
    "Exported",
    "Loaded",
    "Mode",
    "Replaced",
    "Restored",
    "Spool",
    "Store",
    "Stream",
    "Version",
    "Written",
    "adopt",
    "batched",
    "check",
    "check_filled",
    "compare",
    "copy",
    "export",
    "forget",
    "history",
    "keep",
    "load",
    "make_cache",
    "merge",
    "network",
    "open_store",
    "read_records",
    "redo",
    "rename",
    "replace",
    "restore",
    "searches",
    "sources",
    "store_exists",
    "undo",
    "verify",
    "verify_files",
    "versions",
]
