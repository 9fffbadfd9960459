"""What files say now against what a store has of the same datasets."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ...schema import Kept, Node, Problem, Relation, Search, Statement, Withdrawn, vocabulary
from ..checking import KEPT
from ..following import About, followed, merged, withdrawn
from ..store import Row, Store
from .withdrawing import Gone

What = Literal["new", "changed", "renamed", "moved", "vanished"]
_STATED = """
MATCH (n) WHERE any(said IN n.statements WHERE said STARTS WITH $mark)
RETURN labels(n)[0] AS type, n.id AS id, '' AS from_id, '' AS to_id, n.statements AS statements
UNION ALL
MATCH (a)-[r]->(b) WHERE any(said IN r.statements WHERE said STARTS WITH $mark)
RETURN type(r) AS type, r.id AS id, a.id AS from_id, b.id AS to_id, r.statements AS statements
"""
_SEARCHES = "MATCH (s:Search) WHERE s.dataset = $dataset RETURN properties(s) AS search ORDER BY s.id"
_CALLED = "MATCH (n) WHERE n.id IN $ids AND n.name IS NOT NULL RETURN n.id AS id, n.name AS name"


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement that is another now, or is no more."""

    what: What
    about: About
    dataset: str
    row: str
    #: what differs, as texts: ``name: 甲`` and ``name: 乙``; of what moved the ends of before and now
    old: str = ""
    new: str = ""
    #: what the node, or the ends of the relation, are called
    name: str = ""


@dataclass(slots=True)
class Changes:
    """How files differ from what a store has of their datasets."""

    #: the datasets that were loaded before; without any there is nothing to compare
    datasets: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    #: how many statements of each table vanished, and how many it had
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: tables of which all vanished → the new one that says most of the same: the file has another name, most likely
    called: dict[str, str] = field(default_factory=dict)
    #: the first differences of each kind, at most ``loading.KEPT`` of one: what vanishes is found last
    first: list[Difference] = field(default_factory=list)
    #: what is to be withdrawn, by why
    gone: dict[str, list[Gone]] = field(default_factory=dict)
    #: searches that the files no longer hold
    searches: list[Row] = field(default_factory=list)
    #: sources that were cited by what was said before
    sources: set[str] = field(default_factory=set)
    #: earlier readings of rows that say something else now
    history: list[Withdrawn] = field(default_factory=list)

    @property
    def vanished(self) -> int:
        """How many statements and searches the files no longer hold."""
        return self.counts["vanished"]


def stated(store: Store, dataset: str) -> Iterator[tuple[About, Statement]]:
    """Yield every statement of a dataset in a store."""
    # how the texts of its statements begin
    mark = Statement(dataset, "").to_json().partition(',"date":')[0]
    with store.stream_trusted(_STATED, mark=mark) as rows:
        for type, id, from_id, to_id, statements in rows:
            about = About(type, id, from_id, to_id)
            for each in map(Statement.from_json, statements):
                if each.dataset == dataset:
                    yield about, each


def searches_of(store: Store, dataset: str) -> list[Row]:
    """Return the searches of a dataset."""
    return store.look_up(_SEARCHES, dataset=dataset).column("search")


def compare(store: Store, records: Callable[[], Iterable[Kept]], datasets: Collection[str], until: str = "") -> Changes:
    """Compare records of some datasets, given anew at each call, with what a store has of these; nothing is written.

    ``until`` is the day for the history. Without any of the datasets in the store there is nothing to compare, and the
    records are not read. Memory: some 150 bytes for each statement of the files, and what differs.
    """
    if not any(_is_there(store, each) for each in datasets):
        return Changes()
    into = merged(store)
    comparing = _Comparing(until)
    comparing.read(followed(records(), into))
    comparing.against(store)
    if comparing.old or comparing.lost:
        comparing.pair(followed(records(), into))
    return comparing.result(store)


def _is_there(store: Store, dataset: str) -> bool:
    """Say whether a store has anything of a dataset."""
    if not dataset or not store.count():
        return False
    return next(stated(store, dataset), None) is not None or bool(searches_of(store, dataset))


class _Comparing:
    def __init__(self, until: str) -> None:
        self._until = until
        #: dataset → what it says now: key of each statement → what it says, as digests
        self._now: dict[str, dict[bytes, bytes]] = defaultdict(dict)
        self._searches: dict[str, set[str]] = defaultdict(set)
        self._cited: set[str] = set()
        #: statements of rows that say something else now
        self.old: dict[bytes, tuple[About, Statement]] = {}
        self.lost: list[tuple[About, Statement]] = []
        self._replaced: dict[bytes, Difference] = {}
        self._had: Counter[str] = Counter()
        self._again: Counter[tuple[str, str]] = Counter()
        self._changes = Changes()

    def read(self, records: Iterable[Kept | Problem]) -> None:
        for about, said in _each_statement(records, self._searches):
            self._now[said.dataset][_key(about, said)] = _digest(said.to_json())

    def against(self, store: Store) -> None:
        counts = self._changes.counts
        for dataset in sorted({*self._now, *self._searches} - {""}):
            now, before = self._now[dataset], 0
            for about, said in stated(store, dataset):
                before += 1
                self._had[_table(said)] += 1
                key = _key(about, said)
                content = now.pop(key, None)
                if content is None:
                    self.lost.append((about, said))
                elif content != _digest(said.to_json()):
                    self.old[key] = (about, said)
                else:
                    counts["same"] += 1
            found = searches_of(store, dataset)
            gone = [row for row in found if row["id"] not in self._searches[dataset]]
            self._changes.searches += gone
            if before or found:
                self._changes.datasets += (dataset,)
            counts["new"] += len(now)

    def pair(self, records: Iterable[Kept | Problem]) -> None:
        """Find what the files say now in place of what they said before.

        What the same table says of the same relation is changed. What the same row says is moved, where there is one
        before and one now: of several nothing says which stands for which. A row that only its content tells from
        others is another row with other content: all the rest has vanished, and is new.
        """
        of_relation: dict[tuple[str, ...], deque[Statement]] = defaultdict(deque)
        for about, said in self.lost:
            of_relation[_table(said), said.dataset, about.id].append(said)
        in_row = {_row(about, said) for about, said in self.lost if about.from_id}
        now: dict[tuple[str, ...], list[tuple[About, Statement]]] = defaultdict(list)
        elsewhere: dict[bytes, set[str]] = defaultdict(set)
        for about, said in self.lost:
            elsewhere[_in_any(about, said)].add(_table(said))
        for about, said in _each_statement(records, defaultdict(set)):
            key = _key(about, said)
            if key in self.old:
                self._changed(about, self.old[key][1], said)
            elif about.from_id and key in self._now[said.dataset]:
                if waiting := of_relation.get((_table(said), said.dataset, about.id)):
                    self._replaces(about, waiting.popleft(), about, said)
                elif _row(about, said) in in_row:
                    now[_row(about, said)].append((about, said))
            if _table(said) not in self._had:
                self._again.update((table, _table(said)) for table in elsewhere.get(_in_any(about, said), ()))
        before: dict[tuple[str, ...], list[tuple[About, Statement]]] = defaultdict(list)
        for about, said in self.lost:
            if _key(about, said) not in self._replaced:
                before[_row(about, said)].append((about, said))
        for place, new in now.items():
            if len(new) == len(before[place]) == 1:
                self._replaces(*before[place][0], *new[0])

    def result(self, store: Store) -> Changes:
        changes, until = self._changes, self._until
        gone: dict[str, dict[About, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        vanished: Counter[str] = Counter()
        for about, said in self.lost:
            instead = self._replaced.get(_key(about, said))
            # the same whatever stands in for it: after a load that was cut off that is there already, and no longer new
            gone["vanished"][about].add((said.dataset, said.row))
            self._count(instead or Difference("vanished", about, said.dataset, said.row, _told(said.properties)))
            if not instead:
                vanished[_table(said)] += 1
        changes.counts["vanished"] += len(changes.searches)
        changes.gone = {
            why: [Gone(about, frozenset(rows)) for about, rows in by_about.items()] for why, by_about in gone.items()
        }
        changes.tables = {table: (many, self._had[table]) for table, many in sorted(vanished.items())}
        for (old, new), many in self._again.most_common():
            if changes.tables.get(old, (0, 1)) == (self._had[old], self._had[old]) and 2 * many > self._had[old]:
                changes.called.setdefault(old, new)
        changes.history = [withdrawn(about, said, "changed", until) for about, said in self.old.values()]
        before = (*self.old.values(), *self.lost)
        changes.sources = {source for _, said in before for source in said.sources}
        changes.first = _named(changes.first, store)
        return changes

    def _changed(self, about: About, old: Statement, new: Statement) -> None:
        kind = vocabulary().nodes.get(about.type)
        caption = kind.caption if kind else ""
        renamed = caption and old.properties.get(caption) != new.properties.get(caption)
        before, after = _differing(old, new)
        self._count(Difference("renamed" if renamed else "changed", about, new.dataset, new.row, before, after))

    def _replaces(self, old_about: About, old: Statement, about: About, new: Statement) -> None:
        """Note that a new statement stands in for one that is no more."""
        moved = old_about.to_id != about.to_id
        before, after = (old_about.to_id, about.to_id) if moved else _differing(old, new)
        what: What = "moved" if moved else "changed"
        self._replaced[_key(old_about, old)] = Difference(what, about, new.dataset, new.row, before, after)
        self._changes.counts["new"] -= 1

    def _count(self, difference: Difference) -> None:
        counts = self._changes.counts
        counts[difference.what] += 1
        if counts[difference.what] <= KEPT:
            self._changes.first.append(difference)


def _each_statement(
    records: Iterable[Kept | Problem], searches: dict[str, set[str]]
) -> Iterator[tuple[About, Statement]]:
    """Yield what records say, and note the searches of each dataset."""
    for record in records:
        if isinstance(record, Search):
            searches[record.dataset].add(record.id)
        elif isinstance(record, Node | Relation):
            about = About.of(record)
            for said in record.statements:
                yield about, said


def _row(about: About, said: Statement) -> tuple[str, ...]:
    """Return which row says which kind of relation of whom."""
    return said.dataset, said.row, about.type, about.from_id


def _in_any(about: About, said: Statement) -> bytes:
    """Return what a statement is about and in which row, whichever table it stands in."""
    return _digest(f"{said.dataset}\0{about.id}\0{said.row.partition('#')[2]}")


def _table(said: Statement) -> str:
    return said.row.split("#", 1)[0]


def _key(about: About, said: Statement) -> bytes:
    return _digest(f"{said.dataset}\0{about.id}\0{said.row}")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).digest()


def _differing(old: Statement, new: Statement) -> tuple[str, str]:
    """Return what two statements read differently, as a text each."""
    sides = []
    for one, other in ((old, new), (new, old)):
        told: dict[str, object] = {
            name: value for name, value in one.properties.items() if other.properties.get(name) != value
        }
        if one.date != other.date:
            told["date"] = one.date
        if one.sources != other.sources:
            told["sources"] = list(one.sources)
        sides.append(_told(told))
    return sides[0], sides[1]


def _told(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}: {'; '.join(v) if isinstance(v, list) else v}" for name, v in sorted(values.items()))


def _named(differences: list[Difference], store: Store) -> list[Difference]:
    """Return differences with the names of what they are about, as the store has them."""
    ids = {id for d in differences for id in (d.about.id, d.about.from_id, d.about.to_id, d.old, d.new)}
    names = {str(row["id"]): str(row["name"]) for row in store.look_up(_CALLED, ids=sorted(ids))} if ids else {}

    def called(id: str) -> str:
        return names.get(id, id)

    named = []
    for each in differences:
        about = each.about
        moved = each.what == "moved"
        name = called(about.from_id) if moved else f"{called(about.from_id)} → {called(about.to_id)}"
        each = replace(each, name=name if about.from_id else called(about.id))
        named.append(replace(each, old=called(each.old), new=called(each.new)) if moved else each)
    return named
