"""A mapping drafted from the tables themselves: headings and samples say what a column may be."""

from .asking import Ask, Question
from .drafting import draft_tables, suggest_mapping
from .guesses import Sample

__all__ = ["Ask", "Question", "Sample", "draft_tables", "suggest_mapping"]
