"""One store into another: embedded to a server, back, or out of a file of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..schema import Kept, Node, Relation, StoreError, Text, UsageError
from .checking import batched
from .files import read_records
from .loading import BATCH
from .store import Store
from .stored import records

_STATED = """
MATCH (n) WHERE n.statements IS NOT NULL RETURN sum(size(n.statements)) AS statements
UNION ALL
MATCH ()-[r]->() WHERE r.statements IS NOT NULL RETURN sum(size(r.statements)) AS statements
"""
#: what a count of statements is called beside the types
STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy brought over; everything was counted again in the target."""

    #: of each node and relation type, and of ``statements``
    counts: Mapping[str, int]
    #: records that were not in the target yet, or differed
    written: int


def copy(source: Store | str | Path, target: Store, *, on_progress: Callable[[int, int], None] | None = None) -> Copied:
    """Copy everything of a store, or of a file that `export` wrote as JSON Lines, into another store.

    Records stream in transactions of 5,000, so memory stays flat; a copy that is cut off leaves whole
    transactions, and copying again completes it. The second time nothing changes. At the end both are counted:
    StoreError names the difference. A target that holds more of something than the source is refused before
    anything is written. ``on_progress`` gets the records written so far and in all.
    """
    if source is target:
        raise UsageError("a store cannot be copied onto itself; name two stores", "库不能复制到自身；请给出两个库")
    here = _counts(source)
    before = _counts(target)
    if more := {name: n for name, n in before.items() if n > here.get(name, 0)}:
        differ = _difference(here, {**here, **more})
        raise StoreError(
            f"the target holds what the source does not: {differ.en}. "
            "Nothing was copied; give an empty store, or an older copy of the same",
            f"目标库有来源库所没有的：{differ.zh}。什么也没有复制；请给一个空库，或同一库较早的副本",
        )
    # a statement makes no record of its own
    total = sum(n for name, n in here.items() if name != STATEMENTS)
    done = written = 0
    for batch in batched(_records(source), BATCH):
        did = target.write(batch)
        written += did.nodes_new + did.nodes_changed + did.relations_new + did.relations_changed
        written += did.sources + did.searches
        done += len(batch)
        if on_progress:
            on_progress(done, total)
    there = _counts(target)
    if there != here:
        differ = _difference(here, there)
        raise StoreError(
            f"the copy is not complete: {differ.en}. Copy again, with nobody else writing",
            f"副本不完整：{differ.zh}。请在无人写入时再复制一次",
        )
    return Copied(here, written)


def _records(source: Store | str | Path) -> Iterator[Kept]:
    return read_records(source) if isinstance(source, str | Path) else records(source)


def _counts(source: Store | str | Path) -> dict[str, int]:
    if not isinstance(source, str | Path):
        stated = sum(source.run(_STATED).column("statements"))
        return {**source.count(), **({STATEMENTS: stated} if stated else {})}
    # a file is read to its end before anything is written
    counted: Counter[str] = Counter()
    for record in read_records(source):
        counted[record.type if isinstance(record, Node | Relation) else type(record).__name__] += 1
        if isinstance(record, Node | Relation):
            counted[STATEMENTS] += len(record.statements)
    return dict(counted)


def _difference(source: Mapping[str, int], target: Mapping[str, int]) -> Text:
    names = sorted(name for name in {*source, *target} if source.get(name, 0) != target.get(name, 0))
    return Text(
        "、".join(f"{name} 来源 {source.get(name, 0)} 目标 {target.get(name, 0)}" for name in names),
        ", ".join(f"{name} {source.get(name, 0)} in the source, {target.get(name, 0)} in the target" for name in names),
    )
