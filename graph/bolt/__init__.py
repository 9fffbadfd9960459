"""The store on a server, by Bolt."""

from .store import Bolt
from .writing import constraint

__all__ = ["Bolt", "constraint"]
