"""Loading records into a store: check everything, then write; by default all or nothing.

The input is read once and checked row by row; what passes waits in temporary files until all of it is
known: only then can it be said whether an end of a relation, a cited source or the subject of a search
exists. Nothing is written before that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from ..schema import (
    ImportRefused,
    Kept,
    LoadStopped,
    Problem,
    StoreError,
    Text,
    told,
)
from .checking import Checked, Checking, batched, collect_young
from .following import followed, merged
from .store import Store, Written

#: records a transaction; see docs/decisions on the store for the measured sizes
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    checked: Checked
    written: Written


def load(
    store: Store,
    records: Iterable[Kept | Problem],
    *,
    skip_bad: bool = False,
    on_problem: Callable[[Problem], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Check records and write them; loading the same again changes nothing.

    With any problem the whole load is refused with ImportRefused and the store stays as it was;
    with `skip_bad` the good records are loaded and the problems returned. `on_problem` gets each
    problem as it is found (the result keeps the first 1,000), `on_progress` the number of records
    written and in all, after each transaction. Records are written in transactions of 5,000. In a folder the load
    becomes the version that all read at its end, and what stops it leaves the one before; on a server a load that is
    cut off leaves whole transactions, and loading again completes it. LoadStopped says which.
    """
    with Checking(store, on_problem) as checking:
        checking.read(followed(records, merged(store)))
        found = checking.result()
        refuse(found, skip_bad=skip_bad)
        with whole(store, checking.total(), on_progress) as writing:
            writing.write(checking.good())
        return Loaded(found, writing.written)


def refuse(found: Checked, *, skip_bad: bool) -> None:
    """Raise ImportRefused if something is wrong, unless bad records are to be left out."""
    if found.problem_count and not skip_bad:
        raise ImportRefused.by(found.problems, found.problem_count)


class Writing:
    """A load on its way into a store."""

    def __init__(self, store: Store, total: int, on_progress: Callable[[int, int], None] | None) -> None:
        self._store = store
        self._on_progress = on_progress
        self.total = total
        self.done = 0
        self.written = Written()

    def write(self, records: Iterable[Kept]) -> None:
        """Write records in transactions of 5,000."""
        for batch in batched(records, BATCH):
            self.take(self._store.write(batch), len(batch))
            collect_young()

    def take(self, written: Written, many: int) -> None:
        """Count what a transaction did."""
        self.written = _sum(self.written, written)
        self.done += many
        if self._on_progress:
            self._on_progress(self.done, self.total)


@contextmanager
def whole(store: Store, total: int, on_progress: Callable[[int, int], None] | None = None) -> Iterator[Writing]:
    """Publish at the end what is written within; after an error take it back if that can be, and say so."""
    # what was written before is not this load's to take back
    store.publish()
    writing = Writing(store, total, on_progress)
    try:
        yield writing
        store.publish()
    except BaseException as error:
        gone = store.discard()
        if not isinstance(error, StoreError):
            raise
        kept = Text("什么也没有载入，库保持原样", "nothing was loaded, the store is as it was")
        if writing.done and not gone:
            kept = Text(
                f"已写入 {total:,} 条中的 {writing.done:,} 条，予以保留：再载入一次即可补全",
                f"{writing.done:,} of {total:,} records were written and stay: load again to complete it",
            )
        said = told(error) + Text("；", "; ") + kept
        raise LoadStopped(said.en, 0 if gone else writing.done, total, zh=said.zh) from error


def _sum(a: Written, b: Written) -> Written:
    return replace(a, **{f.name: getattr(a, f.name) + getattr(b, f.name) for f in fields(Written)})
