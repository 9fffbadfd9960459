"""A mapping drafted from the tables themselves: headings and samples say what a column may be."""

from .asking import Ask, Question
from .drafting import Sample, draft_tables, suggest_mapping

__all__ = ["Ask", "Question", "Sample", "draft_tables", "suggest_mapping"]
