"""Progress on a terminal: how many, how fast, how long still; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING

from .wording import Say

if TYPE_CHECKING:
    from ..importers import Dataset
    from ..schema import Problem, Record
    from .terminal import Bars

#: records between two moves of the bar
_STEP = 100


class Progress:
    """A bar on standard error that appears with the first move and is gone with the last; without bars nothing."""

    def __init__(self, say: Say, bars: Bars | None = None) -> None:
        self._say = say
        self._bars = bars
        self._writing = False

    def reading(
        self, records: Iterable[Record | Problem], dataset: Dataset | None = None
    ) -> Iterable[Record | Problem]:
        """Return records that move the bar as they are read; of a dataset how long it takes still is known, about."""
        return _Read(records, dataset, self._read) if self._bars else records

    def written(self, done: int, total: int) -> None:
        """Take in how many records are written."""
        if self._bars:
            self._writing = True
            self._bars.move(self._say("载入", "loading"), done, total)

    def wait(self, zh: str, en: str) -> None:
        """Show that something goes on of which nobody knows how long it takes."""
        if self._bars:
            self._bars.move(self._say(zh, en), 0, 0)

    def pause(self) -> None:
        """Take the bar away, for what is to be told or asked; the next move brings it back."""
        if self._bars:
            self._bars.stop()

    def _read(self, done: int, total: int) -> None:
        # what is written is read once more, and the bar shows the writing then
        if self._bars and not self._writing:
            self._bars.move(self._say("读取并检查", "reading and checking"), done, total)


@contextmanager
def progress(say: Say) -> Iterator[Progress]:
    """Give what shows how far a command is, on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield Progress(say)
        return
    from .terminal import Bars

    bars = Bars(say)
    try:
        yield Progress(say, bars)
    finally:
        bars.stop()


class _Read:
    """Records that tell how far they are: in rows of the files, or where those are not known in records."""

    def __init__(
        self, records: Iterable[Record | Problem], dataset: Dataset | None, move: Callable[[int, int], None]
    ) -> None:
        self._records, self._dataset, self._move = records, dataset, move

    def __iter__(self) -> Iterator[Record | Problem]:
        self._move(0, 0)
        lengths = [*self._dataset.lengths(), 0] if self._dataset else [0]
        ends = [0, *accumulate(lengths)]
        for number, record in enumerate(self._records):
            if number % _STEP == 0:
                at = self._dataset.finished if self._dataset else 0
                row = min(record.place.row, lengths[at])
                self._move(ends[at] + row if ends[-1] else number, ends[-1])
            yield record
