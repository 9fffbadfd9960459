"""Stores, loading records into them, and a store as a networkx graph.

Nothing heavy is imported here: the Java engine starts at the first open, networkx at the first `network`.
"""

from .loading import Checked, Loaded, check, load
from .network import network, searches, sources
from .repair import repair
from .store import Mode, Store, Written, open_store, store_exists

__all__ = [
    "Checked",
    "Loaded",
    "Mode",
    "Store",
    "Written",
    "check",
    "load",
    "network",
    "open_store",
    "repair",
    "searches",
    "sources",
    "store_exists",
]
