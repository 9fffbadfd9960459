"""A mapping drafted from the tables themselves: headings and samples say what a column may be."""

from .drafting import Sample, draft_tables, suggest_mapping

__all__ = ["Sample", "draft_tables", "suggest_mapping"]
