"""Cypher made at random, asked of a store in a folder and of a real Neo4j: no answer may differ without a word.

``parts`` is a text as a tree, ``values`` what it may name, ``expressions``, ``patterns`` and ``queries`` write it,
``asking`` runs and compares it, ``shrinking`` makes it small. ``PYTHONPATH=tests python -m differential`` runs a
campaign; the tests run the same few thousand texts every time (docs/decisions/0110).
"""
