"""The library of named Cypher queries and how to ask them."""

from .asking import Reads, ask, resolve
from .headers import LIBRARY, Parameter, Query, names, query

__all__ = ["LIBRARY", "Parameter", "Query", "Reads", "ask", "names", "query", "resolve"]
