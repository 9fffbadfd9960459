"""A temporary file of checked records, so that loading streams whatever the input's size."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")
#: kept in memory up to here; a spreadsheet never touches the disk
_IN_MEMORY = 32 * 1024 * 1024


class Spool(Generic[T]):
    """Records written once and read several times, in order.

    Pickle only ever reads back what this process wrote to its own unnamed file.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 closed by __exit__
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, record: T) -> None:
        """Write one record at the end."""
        pickle.dump(record, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 see the class
        self._file.seek(0, 2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield tuples of `size` items, the last one shorter (`itertools.batched` comes with Python 3.12)."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch
