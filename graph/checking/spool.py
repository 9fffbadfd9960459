"""A temporary file of checked records, so that loading streams whatever the input's size."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from ...schema import naming_file

T = TypeVar("T")


class Spool(Generic[T]):
    """Records written once and read several times, in order; what is dropped is not read again.

    Pickle only ever reads back what this process wrote to its own unnamed file.
    """

    def __init__(self, held: int = 10_000) -> None:
        """Hold so many records at a time; a spreadsheet never touches the disk."""
        self._held = held
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 closed by __exit__
        self._pieces = 0
        self._last: list[T] = []
        self._dropped: set[int] = set()

    def __len__(self) -> int:
        return self._pieces * self._held + len(self._last) - len(self._dropped)

    def add(self, record: T) -> None:
        """Write one record at the end."""
        self._last.append(record)
        if len(self._last) == self._held:
            with naming_file(Path(tempfile.gettempdir())):
                pickle.dump(self._last, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._pieces += 1
            self._last = []

    def drop(self, number: int) -> None:
        """Leave a record out from now on, by the number that `numbered` gave it."""
        self._dropped.add(number)

    def numbered(self) -> Iterator[tuple[int, T]]:
        """Yield every record with its number."""
        return ((number, record) for number, record in enumerate(self._all()) if number not in self._dropped)

    def _all(self) -> Iterator[T]:
        with naming_file(Path(tempfile.gettempdir())):
            self._file.seek(0)
        for _ in range(self._pieces):
            yield from pickle.load(self._file)  # noqa: S301 see the class
        yield from self._last
        self._file.seek(0, 2)

    def __iter__(self) -> Iterator[T]:
        return (record for _, record in self.numbered())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: type[BaseException] | BaseException | TracebackType | None) -> None:
        # what a full disk did not take is not wanted any more
        with suppress(OSError):
            self._file.close()


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield tuples of `size` items, the last one shorter (`itertools.batched` comes with Python 3.12)."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch
