"""Which load a transaction belongs to: where one begins and ends, for the journal by which it is taken back.

A load begins with the first thing that is written after a store is opened or published, and ends when it is published
or closed. One that was cut off goes on with the next one: taken back are both, so that, as in a folder, nothing of it
stays.
"""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass, replace

from ...schema import StoreError
from . import journal
from .inventory import Transaction
from .journal import Head, Notes

_COUNTS = """
MATCH (n) RETURN count(n) AS n
UNION ALL MATCH (n:ChainscapeJournal) RETURN count(n) AS n
UNION ALL MATCH ()-[r]->() RETURN count(r) AS n
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a database, the journal left out."""

    nodes: int
    relations: int


def size(tx: Transaction) -> Size:
    """Count nodes and relations."""
    every, noted, relations = (int(row[0]) for row in tx.run(_COUNTS).values())
    return Size(every - noted, relations)


@dataclass(frozen=True, slots=True)
class Begun:
    """What was known of the journal when a transaction began."""

    notes: Notes
    #: what was there before a load; not counted again while it goes on
    size: Size
    #: token of who wrote last; None before anybody did
    writer: str | None
    #: nobody else wrote since this writer did, in the same load
    alone: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return self.writer is None and not self.size.nodes


class WrittenMeanwhile(StoreError):
    """Somebody else wrote what a transaction had looked at: it is done again, and looks anew."""

    def __init__(self) -> None:
        super().__init__(
            "another program wrote the same at the same time, again and again: load again when it is done",
            "另一个程序一再同时写入相同的内容：等它结束后再载入",
        )


class Loads:
    """The loads of one writer, one after the other."""

    def __init__(self, url: str, note: str, since: int | None) -> None:
        self._url = url
        self._note = note
        self._since = since
        #: number of the load that is being written; 0 between two
        self.number = 0
        self._writer = secrets.token_hex(8)

    def begin(self, tx: Transaction) -> Begun:
        """Return what a transaction notes down; StoreError if an undo was cut off before it."""
        head = journal.read_head(tx)
        if head is None:
            before = size(tx)
            return Begun(Notes(keeps=before.nodes > 0 and not self._began_with_nothing), before, None)
        self._check(head)
        goes_on = head.number == self.number
        before = Size(0, 0) if goes_on else size(tx)
        notes = Notes(keeps=not self._of(head, before).first)
        return Begun(notes, before, head.writer, alone=goes_on and head.writer == self._writer)

    def end(self, tx: Transaction, begun: Begun, *, remembered: bool) -> int:
        """Write down what a transaction did, and return the number of the load that it belongs to.

        WrittenMeanwhile if it went by what was ``remembered``, and somebody else wrote since it began.
        """
        notes = begun.notes
        if not notes.touched:
            return self.number
        head = journal.lock_head(tx) if begun.writer is not None else None
        head = head or journal.lock_or_make_head(tx)
        if remembered and begun.writer != (head.writer if head else None):
            raise WrittenMeanwhile
        if head is not None:
            self._check(head)
        load = self._of(head, begun.size)
        if notes.foreign:
            load = replace(load, hindrance=load.hindrance or "foreign")
        if not load.first and not notes.keeps:
            # somebody else ended the first load of this database while it was still being written here
            load = replace(load, hindrance="together")
        if not load.first and notes.pieces:
            changes = load.changes + sum(len(each.rows) for each in notes.pieces)
            load = replace(load, last=journal.write_pieces(tx, load, "undo", notes.pieces), changes=changes)
        journal.save_head(tx, replace(load, writer=self._writer))
        return load.number

    def finish(self, tx: Transaction) -> Head | None:
        """End the load that was being written, and return how it stands."""
        head = journal.lock_head(tx)
        if head is None or head.number != self.number or head.state != "written":
            return None
        if head.first:
            # nothing to go back to: a database just loaded holds the graph and nothing else
            journal.drop_head(tx)
        else:
            journal.save_head(tx, replace(head, open=False))
        return head

    def _check(self, head: Head) -> None:
        if not head.loads():
            raise cut_off(self._url, head)
        if self.number == head.number and head.state == "undone":
            raise StoreError(
                f"{self._url}: what this load wrote was taken back meanwhile (chainscape undo): load again",
                f"{self._url}：这次载入已写的部分被撤回了（chainscape undo）：请重新载入",
            )

    def _of(self, head: Head | None, before: Size) -> Head:
        """Return the load that is written now: a new one, or one that goes on."""
        if head is None:
            # the first load of a database left no head, and made the first version
            first = not before.nodes or self._began_with_nothing
            return self._new(Head(self.number or (1 if first else 2)), before)
        if head.state == "written" and (head.number == self.number or head.open or self._is_step(head)):
            return replace(head, open=True, hindrance=head.hindrance or self._hindrance(head))
        if head.state == "written" and self.number:
            return replace(head, open=True, hindrance=self._hindrance(head))
        undone = head.state == "undone"
        return self._new(
            Head(
                head.number + 1,
                last=head.last,
                written_before=head.written_before if undone else head.written,
                note_before=head.note_before if undone else head.note,
            ),
            before,
        )

    def _new(self, head: Head, before: Size) -> Head:
        now = datetime.datetime.now(tz=datetime.UTC).astimezone().isoformat(timespec="seconds")
        return replace(
            head,
            first=not before.nodes or (head.number == 1 and self._began_with_nothing),
            written=now,
            note=self._note,
            nodes=before.nodes,
            relations=before.relations,
            # where another load came in between, the beginning of this one is not in the journal
            hindrance="together" if self.number and before.nodes else "",
        )

    @property
    def _began_with_nothing(self) -> bool:
        """Whether the command that is at work, in several loads, found the database empty."""
        return self._since == 0

    def _hindrance(self, head: Head) -> str:
        return "together" if self.number not in (0, head.number) else ""

    def _is_step(self, head: Head) -> bool:
        """Say whether the last load is an earlier part of the command that is at work."""
        return self._since is not None and head.number > self._since and head.note == self._note


def cut_off(url: str, head: Head) -> StoreError:
    """Return the error for a database in which an undo or redo was cut off."""
    word, said = ("undo", "an undo") if head.state == "undoing" else ("redo", "a redo")
    return StoreError(
        f"{url}: {said} was cut off: chainscape {word} completes it; nothing can be written before that",
        f"{url}：有一次 {word} 中断：先用 chainscape {word} 做完，才能写入",
    )
