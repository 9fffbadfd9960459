"""Gaps and hubs: Cypher finds the facts, Python applies the rules of a template."""

from .cells import cell_id
from .comparing import changes, compare
from .contrasting import contrast, contrast_rows
from .filtering import filtered, unplaced
from .finding import chain_id, find
from .regional import outside
from .scenes import scene
from .searching import add_search, add_searches
from .sentences import reason
from .tables import gap_rows, hub_rows, summary_rows
from .whatif import WhatIf, what_if, what_if_rows

__all__ = [
    "WhatIf",
    "add_search",
    "add_searches",
    "cell_id",
    "chain_id",
    "changes",
    "compare",
    "contrast",
    "contrast_rows",
    "filtered",
    "find",
    "gap_rows",
    "hub_rows",
    "outside",
    "reason",
    "scene",
    "summary_rows",
    "unplaced",
    "what_if",
    "what_if_rows",
]
