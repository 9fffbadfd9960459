"""What loads replaced, kept in nodes of their own in the database: from it `undo` takes the last load back.

One node, the head, says how the last load stands. The others are pieces: each has some thousand rows of one type that
one statement added, changed or removed, in the order in which it was done. They are written in the transaction that
they are about, so they are there whenever what they tell of is. None of them is part of the graph.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from ...schema import digest
from ..store import Row
from .inventory import Transaction

#: of what is written here; a head with a higher one was written by a later release
FORMAT = 1
Did = Literal["added", "changed", "removed"]
#: where the last load stands; between two of them an undo or redo was cut off
State = Literal["written", "undoing", "undone", "redoing"]
#: what a piece is for
Way = Literal["undo", "redo"]

_HEAD = "MATCH (h:ChainscapeJournal {id: 'head'}) RETURN properties(h) AS head"
# setting the id to what it is locks the head: from then on this transaction alone says how the load stands
_LOCK = "MATCH (h:ChainscapeJournal {id: 'head'}) SET h.id = h.id RETURN properties(h) AS head"
# a constraint of its own would show the label where there is no journal (db.labels): an id of another type that nothing
# has is locked by the constraint there, so that of two writers the second finds the head of the first
_LOCK_OR_MAKE = """
MERGE (lock:Withdrawn {id: 'ChainscapeJournal'}) DELETE lock
WITH DISTINCT 1 AS locked
MERGE (h:ChainscapeJournal {id: 'head'}) SET h.id = h.id RETURN properties(h) AS head
"""
_SAVE = "MERGE (h:ChainscapeJournal {id: 'head'}) SET h = $head"
_DROP = "MATCH (h:ChainscapeJournal {id: 'head'}) DELETE h"
_WRITE = "UNWIND $pieces AS piece CREATE (j:ChainscapeJournal) SET j = piece"
_SIZES = """
MATCH (j:ChainscapeJournal) WHERE j.load = $load AND j.way = $way
RETURN j.sequence AS sequence, j.rows AS rows, size(j.body) AS bytes ORDER BY sequence DESC
"""
_GONE = """
MATCH (j:ChainscapeJournal) WHERE j.load = $load AND j.way = $way AND j.did <> 'changed'
RETURN j.nodes AS nodes, sum(CASE j.did WHEN 'removed' THEN j.rows ELSE -j.rows END) AS rows
"""
_READ = """
MATCH (j:ChainscapeJournal) WHERE j.load = $load AND j.sequence IN $sequences
RETURN properties(j) AS piece ORDER BY j.sequence DESC
"""
_APPLIED = "MATCH (j:ChainscapeJournal) WHERE j.load = $load AND j.sequence IN $sequences DELETE j"
_OLD = "MATCH (j:ChainscapeJournal) WHERE j.load <> $load WITH j LIMIT $most DELETE j RETURN count(*) AS n"
#: pieces of earlier loads that one transaction takes away
_MOST = 50


@dataclass(frozen=True, slots=True)
class Head:
    """How the last load of a database stands."""

    #: the version that it made; that before it has the number before
    number: int
    state: State = "written"
    #: it goes on, or was cut off: what is written next belongs to it
    open: bool = True
    #: it began with nothing in the database: there is nothing to go back to, and nothing of it is kept
    first: bool = False
    #: number of the last piece that was written
    last: int = 0
    #: nodes and relations that it added, changed or removed, each time counted
    changes: int = 0
    written: str = ""
    note: str = ""
    #: of the version before
    nodes: int = 0
    relations: int = 0
    written_before: str = ""
    note_before: str = ""
    #: a key of `HINDRANCES` if it cannot be taken back whole
    hindrance: str = ""
    #: who wrote last: a token that each writer makes for itself
    writer: str = ""
    format: int = FORMAT

    def loads(self) -> bool:
        """Say whether no undo or redo of it was cut off."""
        return self.state in ("written", "undone")


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one node or relation."""

    id: str
    #: of the properties that it was given; "" when it was removed
    mark: str = ""
    #: all properties that it had; none when it was added
    was: Mapping[str, Any] | None = None
    #: ids of the ends of a relation that was removed
    from_id: str = ""
    to_id: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one statement did to things of one type."""

    did: Did
    type: str
    nodes: bool
    rows: tuple[Noted, ...]
    #: its number once it is written
    sequence: int = 0


class Notes:
    """What a transaction does, piece by piece; without `keeps` only that it does something."""

    def __init__(self, keeps: bool) -> None:
        self.keeps = keeps
        self.pieces: list[Piece] = []
        self.touched = False
        #: values of other programs were written over that no piece can hold
        self.foreign = False

    def added(self, type: str, rows: Sequence[Row], *, nodes: bool) -> None:
        """Note what is new."""
        self._note("added", type, nodes, bool(rows), (Noted(row["id"], mark(row)) for row in rows))

    def changed(self, type: str, rows: Sequence[Row], before: Iterable[Row], *, nodes: bool) -> None:
        """Note what has other properties now, with those that it had."""
        marks = {row["id"]: mark(row) for row in rows} if self.keeps else {}
        given = (Noted(was["id"], marks[was["id"]], was) for was in before)
        self._note("changed", type, nodes, bool(rows), given)

    def removed(self, type: str, before: Sequence[tuple[Row, str, str]], *, nodes: bool) -> None:
        """Note what is no more: properties, and for a relation the ids of its ends."""
        self._note("removed", type, nodes, bool(before), (Noted(was["id"], "", was, a, b) for was, a, b in before))

    def _note(self, did: Did, type: str, nodes: bool, any: bool, rows: Iterable[Noted]) -> None:
        self.touched = self.touched or any
        if any and self.keeps:
            kept = tuple(rows)
            self.foreign = self.foreign or not all(_plain(each.was) for each in kept)
            self.pieces.append(Piece(did, type, nodes, kept))


def mark(properties: Mapping[str, Any]) -> str:
    """Return what tells whether properties are still those that were written.

    >>> mark({"id": "a", "founded": None}) == mark({"id": "a"}) != mark({"id": "a", "founded": "1990"})
    True
    """
    # a server keeps no property without a value; what other programs wrote may be a date or a point
    given = {name: value for name, value in properties.items() if value is not None}
    return digest(json.dumps(given, ensure_ascii=False, sort_keys=True, default=str))


def read_head(tx: Transaction) -> Head | None:
    """Return the head, None before anything was noted."""
    return _head(tx.run(_HEAD).single())


def lock_head(tx: Transaction) -> Head | None:
    """Return the head, which nobody else changes until the transaction ends."""
    return _head(tx.run(_LOCK).single())


def lock_or_make_head(tx: Transaction) -> Head | None:
    """Return the head, locked; None if it was made just now and has to be saved."""
    return _head(tx.run(_LOCK_OR_MAKE).single())


def save_head(tx: Transaction, head: Head) -> None:
    """Write the head."""
    tx.run(_SAVE, {"head": {"id": "head", **asdict(head)}}).consume()


def drop_head(tx: Transaction) -> None:
    """Take the head away."""
    tx.run(_DROP).consume()


def write_pieces(tx: Transaction, head: Head, way: Way, pieces: Sequence[Piece]) -> int:
    """Write pieces behind those that are there, and return the number of the last one."""
    given = [_as_node(head.number, way, each, head.last + 1 + n) for n, each in enumerate(pieces)]
    tx.run(_WRITE, {"pieces": given}).consume()
    return head.last + len(given)


def sizes(tx: Transaction, head: Head, way: Way) -> list[tuple[int, int, int]]:
    """Return number, rows and bytes of the pieces of a way, the last one first."""
    found = tx.run(_SIZES, {"load": head.number, "way": way})
    return [(row["sequence"], row["rows"], row["bytes"]) for row in found]


def gone(tx: Transaction, head: Head, way: Way) -> tuple[int, int]:
    """Return how many nodes and relations are fewer by what the pieces of a way tell."""
    found = {row["nodes"]: int(row["rows"]) for row in tx.run(_GONE, {"load": head.number, "way": way})}
    return found.get(True, 0), found.get(False, 0)


def read_pieces(tx: Transaction, head: Head, sequences: Sequence[int]) -> Iterator[Piece]:
    """Yield pieces by number, the last one first."""
    for row in tx.run(_READ, {"load": head.number, "sequences": list(sequences)}):
        yield _as_piece(row["piece"])


def drop_pieces(tx: Transaction, head: Head, sequences: Sequence[int]) -> None:
    """Take away the pieces that were applied."""
    tx.run(_APPLIED, {"load": head.number, "sequences": list(sequences)}).consume()


def drop_old(tx: Transaction, head: Head) -> bool:
    """Take away some pieces of earlier loads, and say whether there may be more."""
    return bool(tx.run(_OLD, {"load": head.number, "most": _MOST}).single(strict=True)["n"] == _MOST)


def _head(row: Any) -> Head | None:
    if row is None or "number" not in row["head"]:
        return None
    known = {each.name for each in fields(Head)}
    return Head(**{name: value for name, value in row["head"].items() if name in known})


def _as_node(load: int, way: Way, piece: Piece, sequence: int) -> Row:
    rows = [[each.id, each.mark, each.was, each.from_id, each.to_id] for each in piece.rows]
    said = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=str)
    # a tenth of the text: what the server writes and holds counts, not what packing takes
    body = base64.b64encode(zlib.compress(said.encode(), 1)).decode()
    return {
        "id": f"{load}.{sequence}", "load": load, "sequence": sequence, "way": way, "did": piece.did,
        "type": piece.type, "nodes": piece.nodes, "rows": len(rows), "body": body,
    }  # fmt: skip


def _as_piece(node: Row) -> Piece:
    rows = json.loads(zlib.decompress(base64.b64decode(node["body"])))
    return Piece(node["did"], node["type"], node["nodes"], tuple(Noted(*row) for row in rows), node["sequence"])


def _plain(was: Mapping[str, Any] | None) -> bool:
    """Say whether a piece brings all properties back as they were: dates, points and bytes it does not."""
    texts = (str, int, float, bool)
    return all(
        type(value) in texts or (type(value) is list and all(type(each) in texts for each in value))
        for value in (was or {}).values()
    )
