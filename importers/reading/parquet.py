"""Parquet files as rows, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...schema import MissingExtra, Place, Problem, Text
from .records import Table
from .rows import Layout, Row

_BATCH = 1_000


def read_parquet(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the rows of a Parquet file; columns within columns are ``seat.city``."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra(
            "reading Parquet needs pyarrow: pip install 'chainscape[parquet]'",
            "读取 Parquet 需要 pyarrow：pip install 'chainscape[parquet]'",
        ) from error
    table, row = Table(file, layout), 0
    try:
        with parquet.ParquetFile(path) as opened:
            for batch in opened.iter_batches(batch_size=_BATCH):
                for record in batch.to_pylist():
                    row += 1
                    yield from table.rows(row, record, {})
    except pyarrow.ArrowException as error:
        said = " ".join(str(error).split())[:200]
        yield Problem.of(Text(f"Parquet 文件无法读取：{said}", f"the Parquet file cannot be read: {said}"), Place(file))
        return
    yield from table.end()
