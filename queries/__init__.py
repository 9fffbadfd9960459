"""The library of named Cypher queries and how to ask them."""

from .asking import ask, choices, stream
from .counting import region_of
from .headers import FAMILIES, LIBRARY, Parameter, Query, names, query
from .ownership import Houses, houses
from .reads import Reads, Streams
from .resolving import resolve
from .rules import RULE

__all__ = [
    "FAMILIES",
    "LIBRARY",
    "RULE",
    "Houses",
    "Parameter",
    "Query",
    "Reads",
    "Streams",
    "ask",
    "choices",
    "houses",
    "names",
    "query",
    "region_of",
    "resolve",
    "stream",
]
