"""Nodes and relations that other programs wrote, such as old scripts on py2neo, as records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..importers import Adoption, open_graph
from ..schema import UsageError
from .store import Store


def adopt(
    store: Store,
    mapping: str | Path | Mapping[str, Any],
    relations: Mapping[str, str] | None = None,
    *,
    dataset: str = "",
) -> Adoption:
    """Return a graph of another program as records; nothing is written.

    ``mapping`` is a YAML file, or the same as a dict, that says which label, relation type and property is what
    (docs/adopting.md). For a graph that needs no more, two dicts do: labels → node types, and with ``relations``
    relation types → relation types, and ``dataset``. Give the result to `load` with another store, which checks it
    like any import; its ``remarks`` then say what was left out or joined. Adopting again changes nothing.
    SchemaError: a label, type or property that the graph or the vocabulary does not have, with the nearest.

    >>> graph.load(target, graph.adopt(old, "mapping.yaml"))  # doctest: +SKIP
    >>> graph.load(target, graph.adopt(old, {"Firm": "Company"}, {"DELIVERS": "SUPPLIES"}, dataset="old"))
    ... # doctest: +SKIP
    """
    if relations is None and not dataset:
        return open_graph(store, mapping)
    if not isinstance(mapping, Mapping) or not dataset:
        raise UsageError(
            "adopt takes a mapping (a YAML file or a dict), or {label: type}, {type: type} and dataset=…",
            "adopt 要一个映射（YAML 文件或 dict），或 {标签: 类型}、{类型: 类型} 和 dataset=…",
        )
    entries = {
        "dataset": dataset,
        "nodes": [{"label": label, "type": type} for label, type in mapping.items()],
        "relations": [{"relation": old, "type": type} for old, type in (relations or {}).items()],
    }
    return open_graph(store, entries)
