"""Taking the last load of a database back by its journal, and bringing it again.

Piece by piece, the last one first; each transaction applies some, takes them out of the journal and writes down the
opposite. One that is cut off goes on where it was. Before the first one, all is compared with what the load wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import neo4j

from ...schema import DataError, StoreError, Text, cut
from ..checking import batched
from ..putting import BESIDE
from ..store import Place, Version
from ..typed import typed
from . import journal
from .inventory import Transaction
from .journal import Head, Noted, Notes, Piece, State, Way, mark
from .loads import Size, size
from .writing import Batches, Opened

#: rows a transaction, as in a load
ROWS = 5_000
#: why a load cannot be taken back whole
HINDRANCES = {
    "together": Text("写入时另有一次载入同时写入", "another load was written at the same time"),
    "foreign": Text(
        "它改写了其他程序写下的日期、坐标等值",
        "it wrote over values of another program that a journal cannot keep, such as dates or points",
    ),
}
#: where a load stands while it is taken back or brought again, and then
_STATES: Mapping[Way, tuple[State, State]] = {"undo": ("undoing", "undone"), "redo": ("redoing", "written")}
_NODES = "MATCH (n:<TYPE>) WHERE n.id IN $ids RETURN properties(n) AS p"
_RELATIONS = "MATCH ()-[n:<TYPE>]->() WHERE n.id IN $ids RETURN properties(n) AS p"
_TIED = """
MATCH (n:<TYPE>)-[r]-() WHERE n.id IN $ids RETURN DISTINCT type(r), r.id, startNode(r).id, endNode(r).id
"""


def versions(tx: Transaction) -> list[Version]:
    """Return the version that is there, and the one before it or the one that was taken back."""
    head, now = journal.read_head(tx), size(tx)
    if not now.nodes and head is None:
        return []
    if head is None or head.first:
        return [_version(1, "current", now, head)]
    back = journal.sizes(tx, head, "undo")
    forth = journal.sizes(tx, head, "redo")
    kept = sum(each[2] for each in (*back, *forth))
    before = Version(head.number - 1, "earlier", head.written_before, head.note_before, head.nodes, head.relations, 0)
    if head.state == "undone":
        nodes, relations = journal.gone(tx, head, "redo")
        changes = sum(each[1] for each in forth)
        nodes, relations = now.nodes + nodes, now.relations + relations
        undone = Version(head.number, "undone", head.written, head.note, nodes, relations, kept, changes)
        return [replace(before, place="current", nodes=now.nodes, relations=now.relations), undone]
    current = _version(head.number, "current", now, head)
    if not head.loads():
        current = replace(current, cut_off="undo" if head.state == "undoing" else "redo")
    return [replace(before, bytes=kept, changes=sum(each[1] for each in back)), current]


def _version(number: int, place: Place, now: Size, head: Head | None) -> Version:
    written, note = (head.written, head.note) if head else ("", "")
    return Version(number, place, written, note, now.nodes, now.relations, 0)


def move(batches: Batches, url: str, way: Way) -> Version:
    """Take the last load back, or bring it again, and return the version that is there then.

    DataError if there is nothing to take back or to bring again; StoreError if another program changed what the load
    wrote, or the load cannot be taken back whole: nothing is changed then.
    """
    with batches.session() as session:
        head = _check_way(session.execute_read(journal.read_head), url, way)
        session.execute_read(lambda tx: _Comparing(tx, url, head).check(way))
        while session.execute_write(partial(_step, batches.order, url, head, way)):
            pass
        found = session.execute_read(versions)
    return next(each for each in found if each.place == "current")


def _check_way(head: Head | None, url: str, way: Way) -> Head:
    """Return the head if there is something to do; the error says why there is nothing."""
    if head is not None and head.format > journal.FORMAT:
        raise StoreError(
            f"{url}: the last load was written by a later release of Chainscape, which can take it back",
            f"{url}：最近一次载入由更新的版本写入，请用该版本撤回",
        )
    if head is None or head.first or head.state == _STATES[way][1]:
        said = "no earlier version is kept" if way == "undo" else "nothing was taken back"
        zh = "没有保留更早的版本" if way == "undo" else "没有撤回过什么"
        raise DataError(f"the store at {url}: {said}", zh=f"库 {url}：{zh}")
    if head.hindrance:
        why = HINDRANCES.get(head.hindrance, Text(head.hindrance, head.hindrance))
        raise StoreError(
            f"{url}: the last load ({head.note or head.written}) cannot be taken back whole: {why.en}",
            f"{url}：最近一次载入（{head.note or head.written}）无法整个撤回：{why.zh}",
        )
    return head


def _step(order: Sequence[str], url: str, checked: Head, way: Way, tx: neo4j.ManagedTransaction) -> bool:
    """Apply some pieces in one transaction, and say whether there are more."""
    between, done = _STATES[way]
    head = journal.lock_head(tx)
    if head is None or head.state == done:
        # another process did the rest
        return False
    if head.loads() and head != checked:
        raise StoreError(
            f"{url}: another load was written in this moment; nothing was taken back or brought again",
            f"{url}：此刻另有一次载入正在写入；没有做任何撤回或取回",
        )
    left = journal.sizes(tx, head, way)
    taken = _some(left)
    notes = Notes(keeps=True)
    into = Opened(tx, order, notes)
    for piece in journal.read_pieces(tx, head, taken):
        before = len(notes.pieces)
        _apply(piece, into, url)
        _compare(piece, notes.pieces[before:], url)
    journal.drop_pieces(tx, head, taken)
    last = journal.write_pieces(tx, head, "redo" if way == "undo" else "undo", notes.pieces)
    more = len(left) > len(taken)
    journal.save_head(tx, replace(head, state=between if more else done, last=last, open=False))
    return more


def _some(left: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return the numbers of the pieces that one transaction takes."""
    taken: list[int] = []
    rows = 0
    for sequence, many, _ in left:
        if taken and rows + many > ROWS:
            break
        taken.append(sequence)
        rows += many
    return taken


def _apply(piece: Piece, into: Opened, url: str) -> None:
    """Do the opposite of what a piece tells."""
    ids = [each.id for each in piece.rows]
    if piece.did == "removed":
        _put_back(piece, into, url)
        return
    # what is there is locked before it is looked at
    into.statements(piece.type, ids, nodes=piece.nodes)
    if piece.did == "added":
        into.remove(piece.type, ids, nodes=piece.nodes)
    else:
        into.change(piece.type, [dict(each.was or {}) for each in piece.rows], nodes=piece.nodes)


def _put_back(piece: Piece, into: Opened, url: str) -> None:
    rows = [dict(each.was or {}) for each in piece.rows]
    if piece.nodes:
        into.add_nodes(piece.type, rows)
        return
    types = into.types_of({end for each in piece.rows for end in (each.from_id, each.to_id)})
    for each in piece.rows:
        for end in (each.from_id, each.to_id):
            if end not in types:
                raise _changed(url, [f"{piece.type} {each.id} ({end})"])
    into.add_relations(
        piece.type, [(each.from_id, each.to_id, row) for each, row in zip(piece.rows, rows, strict=True)], types
    )


def _compare(piece: Piece, done: Iterable[Piece], url: str) -> None:
    """Raise StoreError unless what was taken away is what the load wrote."""
    if piece.did == "removed":
        return
    found = {each.id: each.was for some in done for each in some.rows}
    if differing := list(_differing(piece, piece.rows, found)):
        raise _changed(url, differing)


def _differing(piece: Piece, rows: Iterable[Noted], found: Mapping[str, Mapping[str, Any] | None]) -> Iterator[str]:
    for each in rows:
        now = found.get(each.id)
        if now is None or mark(now) != each.mark:
            yield f"{piece.type} {each.id}"


def _changed(url: str, what: Sequence[str]) -> StoreError:
    named, more = cut(what[0]), len(what) - 1
    en = f"{named} and {more} more were" if more else f"{named} was"
    zh = f"{named} 等 {more + 1} 处" if more else named
    return StoreError(
        f"{url}: {en} changed by another program since the last load; nothing was taken back or brought again. Put it "
        "back as it was, or correct it by a load of its own (import, forget)",
        f"{url}：{zh} 在最近一次载入之后被其他程序改动过，因此没有做任何撤回或取回。请先改回原样，"
        "或另行载入更正（import、forget）",
    )


@dataclass(slots=True)
class _Comparing:
    """What a database has now against what the journal says that the load left."""

    tx: neo4j.ManagedTransaction
    url: str
    head: Head
    #: ids that the pieces so far tell of; only the last word on each says what is there now
    nodes: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    #: types of nodes that will go → their ids
    going: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ends: set[str] = field(default_factory=set)
    differing: list[str] = field(default_factory=list)

    def check(self, way: Way) -> None:
        """Raise StoreError if something else changed what is to be taken back."""
        left = [sequence for sequence, _, _ in journal.sizes(self.tx, self.head, way)]
        for some in batched(left, 4):
            for piece in journal.read_pieces(self.tx, self.head, some):
                self._take(piece)
        self._look_at_ties()
        if self.differing:
            raise _changed(self.url, self.differing)

    def _take(self, piece: Piece) -> None:
        seen = self.nodes if piece.nodes else self.relations
        fresh = [each for each in piece.rows if each.id not in seen]
        seen.update(each.id for each in fresh)
        if piece.nodes and piece.did == "added":
            self.going[piece.type].update(each.id for each in piece.rows)
        elif piece.nodes and piece.did == "removed":
            self.going[piece.type].difference_update(each.id for each in piece.rows)
        text = typed(_NODES if piece.nodes else _RELATIONS, TYPE=piece.type)
        found = {row["p"]["id"]: row["p"] for row in self.tx.run(text, {"ids": [each.id for each in fresh]})}
        if piece.did != "removed":
            self.differing += _differing(piece, fresh, found)
            return
        self.differing += [f"{piece.type} {id}" for id in found]
        if not piece.nodes:
            self.ends.update(end for each in fresh for end in (each.from_id, each.to_id))

    def _look_at_ties(self) -> None:
        """Look whether what will go is tied to, cited or searched by something that stays."""
        into = Opened(self.tx, (), Notes(keeps=False))
        ends = self.ends - self.nodes
        self.differing += sorted(ends - into.types_of(ends).keys())
        going: set[str] = set()
        for type, ids in self.going.items():
            if type in BESIDE:
                continue
            going |= ids
            for some in batched(sorted(ids), ROWS):
                tied = self.tx.run(typed(_TIED, TYPE=type), {"ids": some}).values()
                self.differing += [f"{a} -{name}-> {b}" for name, id, a, b in tied if id not in self.relations]
        if sources := self.going.get("Source"):
            for nodes, seen in ((True, self.nodes), (False, self.relations)):
                citing = into.citing(sources, nodes=nodes)
                self.differing += [f"{type} {id}" for id, type in citing if id not in seen]
        if going:
            about = into.searches_about(going)
            self.differing += [f"Search {row['id']}" for row in about if row["id"] not in self.nodes]
