"""Parquet, one file for each type, for pandas, DuckDB, Polars and Spark."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...schema import MissingExtra
from ..stored import Stored
from .columns import Table, row, tables

#: rows that are kept until they are written
GROUP = 5_000


def write(items: Callable[[], Iterable[Stored]], folder: Path) -> None:
    """Write one file for each node and relation type; lists are lists of texts.

    A column with whole and other numbers holds numbers, one with texts and something else holds texts.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs pyarrow: pip install 'chainscape[parquet]'",
            "Parquet 需要 pyarrow：pip install 'chainscape[parquet]'",
        ) from error
    found = tables(items())
    schemas = {key: pa.schema([(n, _type(pa, _kinds(t, n))) for n in t.columns]) for key, t in found.items()}
    waiting: dict[tuple[bool, str], list[dict[str, Any]]] = defaultdict(list)
    with ExitStack() as stack:
        writers = {
            key: stack.enter_context(pq.ParquetWriter(folder / f"{table.name}.parquet", schemas[key]))
            for key, table in found.items()
        }

        def flush(key: tuple[bool, str]) -> None:
            writers[key].write_table(pa.Table.from_pylist(waiting.pop(key), schema=schemas[key]))

        for each in items():
            key = (each.from_id != "", each.type)
            table = found[key]
            waiting[key].append({name: _value(value, _kinds(table, name)) for name, value in row(each).items()})
            if len(waiting[key]) >= GROUP:
                flush(key)
        for key in list(waiting):
            flush(key)


def _kinds(table: Table, name: str) -> set[str]:
    return table.kinds.get(name, {"text"})


def _type(pa: Any, kinds: set[str]) -> Any:
    if len(kinds) == 1:
        (kind,) = kinds
        known = {"boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64(), "list": pa.list_(pa.string())}
        return known.get(kind, pa.string())
    return pa.float64() if kinds == {"integer", "number"} else pa.string()


def _value(value: Any, kinds: set[str]) -> Any:
    if len(kinds) == 1 or isinstance(value, str):
        return value
    return float(value) if kinds == {"integer", "number"} else json.dumps(value, ensure_ascii=False)
