"""Chainscape 链景: a knowledge graph of the industry–innovation chain.

>>> from chainscape import graph, importers, queries, viz  # doctest: +SKIP
"""

__version__ = "0.1.0"
