"""An answer as a Parquet file: each column has the type of its values, and memory does not grow with rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from ..graph import Spool, batched
from ..schema import DataError, MissingExtra, Rows
from .formats import plain

if TYPE_CHECKING:
    import pyarrow as pa

#: rows of a row group
GROUP = 65_536


def write_parquet(columns: Sequence[str], pieces: Iterator[Rows], file: IO[bytes]) -> int:
    """Write the rows: int64, double, bool, string, lists of these, maps and nodes as structs with all their keys.

    A column whose values are of different kinds is text: texts as they are, everything else as JSON. Rows wait in a
    temporary file until the types of all are known. Returns 0, the number of values cut.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "Parquet files need pyarrow: pip install 'chainscape[parquet]'",
            "Parquet 文件需要 pyarrow：pip install 'chainscape[parquet]'",
        ) from error
    kinds: list[pa.DataType | None] = [pa.null() for _ in columns]
    with Spool[Sequence[Sequence[Any]]](held=1) as spool:
        for piece in pieces:
            spool.add(piece.values)
            for at, values in enumerate(zip(*piece.values, strict=True)):
                kinds[at] = _joined(kinds[at], values)
        found = [None if kind is None else _writable(kind) for kind in kinds]
        schema = pa.schema([(name, kind or pa.string()) for name, kind in zip(columns, found, strict=True)])
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in batched(chain.from_iterable(spool), GROUP):
                arrays = [
                    _array(values, kind, name)
                    for values, kind, name in zip(zip(*group, strict=True), found, columns, strict=True)
                ]
                writer.write_table(pa.table(arrays, schema=schema))
    return 0


def _joined(kind: pa.DataType | None, values: Sequence[Any]) -> pa.DataType | None:
    """Return the type that holds a type and more values; None where only text does."""
    import pyarrow as pa

    if kind is None:
        return None
    try:
        more = pa.array(values).type
        both = [pa.schema([("x", each)]) for each in (kind, more)]
        joined: pa.DataType = pa.unify_schemas(both, promote_options="permissive").field(0).type
    except (pa.ArrowException, OverflowError, UnicodeError):
        return None
    return joined


def _writable(kind: pa.DataType) -> pa.DataType | None:
    """Return a type that every reader of Parquet knows; None where there is none."""
    import pyarrow as pa

    if pa.types.is_null(kind):
        return pa.string()
    if pa.types.is_list(kind):
        inner = _writable(kind.value_type)
        return None if inner is None else pa.list_(inner)
    if pa.types.is_struct(kind):
        fields = [(field.name, _writable(field.type)) for field in kind]
        return pa.struct(fields) if fields and all(type is not None for _, type in fields) else None
    return kind


def _array(values: Sequence[Any], kind: pa.DataType | None, name: str) -> pa.Array:
    import pyarrow as pa

    if kind is None:
        return pa.array([_text(value) for value in values], pa.string())
    if pa.types.is_floating(kind):
        values = [None if value is None else float(value) for value in values]
    try:
        return pa.array(values, kind)
    except (pa.ArrowException, OverflowError, UnicodeError) as error:
        raise DataError(
            f"column {name} fits no Parquet type: {error}; take jsonl",
            f"列 {name} 不合任何 Parquet 类型：{error}；请用 jsonl",
        ) from error


def _text(value: Any) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")
