"""The library of named Cypher queries and how to ask them."""

from .asking import Reads, Streams, ask, choices, resolve, stream
from .headers import FAMILIES, LIBRARY, Parameter, Query, names, query

__all__ = [
    "FAMILIES",
    "LIBRARY",
    "Parameter",
    "Query",
    "Reads",
    "Streams",
    "ask",
    "choices",
    "names",
    "query",
    "resolve",
    "stream",
]
