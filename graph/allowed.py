"""What both engines are told about a query before they look at it, and how their lists of what only reads are made."""

from __future__ import annotations

import re

from ..schema import QueryRefused

ADVICE = "Here a query only reads; data comes in by chainscape import."
# (?>…)*+ never goes back: many comments would take exponential time otherwise
_FIRST_WORD = re.compile(r"(?>\s+|//[^\n]*\n|/\*.*?\*/)*+(explain|profile|cypher)\b", re.IGNORECASE | re.DOTALL)


def check_first_word(query: str) -> None:
    """Refuse a word before a query that changes how it is run; neither a parsed text nor a plan shows it."""
    if first := _FIRST_WORD.match(query):
        raise QueryRefused(
            f"refused: {first[1].upper()} before a query: it changes how a server runs it. Leave it out."
        )


def names(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())
