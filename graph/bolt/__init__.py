"""The store on a server, by Bolt."""

from .store import Bolt

__all__ = ["Bolt"]
