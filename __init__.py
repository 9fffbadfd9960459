"""Chainscape 链景: a knowledge graph of the industry–innovation chain.

Each folder's door opens when it is first asked for:

>>> import chainscape
>>> chainscape.queries.query("chains").title.en
'Chains'
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "analysis", "graph", "importers", "queries", "schema", "viz"]


def __getattr__(name: str) -> Any:
    """Import a door when it is asked for (PEP 562)."""
    if name in __all__:
        from importlib import import_module

        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
