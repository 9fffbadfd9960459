"""Stores, loading records into them, and a store as a networkx graph.

Nothing heavy is imported here: the Java engine starts at the first open, networkx at the first `network`.
"""

from .adopting import adopt
from .copying import Copied, copy
from .embedded import make_cache
from .files import FORMATS, Exported, export, read_records
from .filled import check_filled
from .loading import Checked, Loaded, check, load
from .networks import network, searches, sources
from .opening import open_store, store_exists
from .repairing import repair
from .spool import Spool, batched
from .store import Mode, Store, Written
from .streaming import Stream

__all__ = [
    "FORMATS",
    "Checked",
    "Copied",
    "Exported",
    "Loaded",
    "Mode",
    "Spool",
    "Store",
    "Stream",
    "Written",
    "adopt",
    "batched",
    "check",
    "check_filled",
    "copy",
    "export",
    "load",
    "make_cache",
    "network",
    "open_store",
    "read_records",
    "repair",
    "searches",
    "sources",
    "store_exists",
]
