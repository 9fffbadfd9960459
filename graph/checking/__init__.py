"""Records on their way into a store: looked at one by one, kept on the disk, then what refers to what."""

from __future__ import annotations

from .collecting import collect_young
from .records import KEPT, Checked, Checking, check
from .spool import Spool, batched

__all__ = ["KEPT", "Checked", "Checking", "Spool", "batched", "check", "collect_young"]
