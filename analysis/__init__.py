"""Gaps and hubs: Cypher finds the facts, Python applies the rules of a template."""

from .cells import cell_id, count_groups
from .finding import chain_id, find
from .scenes import scene
from .searching import add_search
from .sentences import reason
from .tables import gap_rows, hub_rows, summary_rows
from .verdicts import VERDICT_LABELS

__all__ = [
    "VERDICT_LABELS",
    "add_search",
    "cell_id",
    "chain_id",
    "count_groups",
    "find",
    "gap_rows",
    "hub_rows",
    "reason",
    "scene",
    "summary_rows",
]
