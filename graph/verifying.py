"""Looking at everything in a store from every side: records, indexes, relations from both ends, values, statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..schema import Statement, Text, listed, vocabulary
from .checking import Spool, batched
from .embedded import look_at_files
from .merging import shown
from .putting import BESIDE
from .store import Store
from .stored import HIDDEN, Stored

#: faults that a check names; all are counted
NAMED = 5
_PIECE = 1_000


@dataclass(frozen=True, slots=True)
class Check:
    """What one kind of looking found."""

    #: its short name
    name: str
    #: what it compares
    about: Text
    #: how much was looked at
    looked_at: int
    faults: int
    #: the first faults, a sentence each
    first: tuple[Text, ...]
    #: what brings back what is faulty
    way: Text


_STARTS, _ENDS = Text("起点", "starts"), Text("终点", "ends")
_AGAIN = Text("重新载入原来的文件", "load the files again that it came from")
_RECORDS = Text(
    "记录本身完好：chainscape verify --restore 由记录重建",
    "the records are whole: chainscape verify --restore builds it anew from them",
)
_ABOUT = {
    "ids": (Text("标识不重复，类型在词表中", "ids are there once, types are in the vocabulary"), _AGAIN),
    "ends": (Text("关系两端的节点都在", "both ends of a relation are there"), _AGAIN),
    "walk": (Text("由节点走到的关系，与关系记录一致", "relations as nodes tell them are those on record"), _RECORDS),
    "index": (Text("按标识查得到每条记录", "each record is found by its id"), _RECORDS),
    "values": (
        Text("显示的值由陈述得出，关系标识由其内容得出", "values follow from the statements, a relation's id from it"),
        Text(
            "陈述完好：复制到新库即重算（chainscape copy）",
            "the statements are whole: a copy settles them anew (chainscape copy)",
        ),
    ),
    "sources": (
        Text("引用的来源与查证的对象都在", "sources that are cited and subjects of searches are there"),
        _AGAIN,
    ),
}


class _Look:
    """One check while it runs."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.looked_at = self.faults = 0
        self.first: list[Text] = []

    def see(self, fault: Text | None) -> None:
        """Count one thing that was looked at, and what is wrong with it, if anything."""
        self.looked_at += 1
        if fault is not None:
            self.faults += 1
            self.first += [fault] if len(self.first) < NAMED else []

    def done(self) -> Check:
        about, way = _ABOUT[self.name]
        return Check(self.name, about, self.looked_at, self.faults, tuple(self.first), way)


def verify(store: Store) -> list[Check]:
    """Look at every node and relation of an open store and return what was found, check by check; nothing is changed.

    Records against indexes, relations from both ends, ids, values against the statements that they follow from, cited
    sources. Memory: the ids, some 200 bytes for each node and relation.
    """
    with Spool[Stored]() as stated:
        seen = _Seen({name: _Look(name) for name in _ABOUT}, stated, store.dataset_order)
        for each in store.every_record():
            seen.record(each)
        seen.walked(store)
        seen.indexed(store)
        seen.settled()
        return [look.done() for look in seen.looks.values()]


def verify_files(path: str | Path) -> list[Check]:
    """Return what the files of each version of a store in a folder say of themselves, without opening it."""
    return [
        Check(
            f"files {found.number}" + (" *" if found.current else ""),
            Text(
                f"版本 {found.number}{'（现用）' if found.current else ''}的文件与写入时一致",
                f"the files of version {found.number}{' (in use)' if found.current else ''} are what was written",
            ),
            found.files,
            len(found.faults),
            found.faults[:NAMED],
            found.way,
        )
        for found in look_at_files(Path(path))
    ]


class _Seen:
    """What the records say, by id."""

    def __init__(self, looks: Mapping[str, _Look], stated: Spool[Stored], order: Sequence[str]) -> None:
        self.looks = looks
        self._order = order
        self._nodes: dict[str, str] = {}
        self._relations: dict[str, tuple[str, str, str]] = {}
        self._reliability: dict[str, str] = {}
        #: what is settled when all sources are known
        self._stated = stated
        self._subjects: list[tuple[str, str]] = []
        self._words = vocabulary()

    def record(self, each: Stored) -> None:
        id = each.properties.get("id")
        known: Mapping[str, object] = self._relations if each.from_id else self._nodes
        self.looks["ids"].see(self._id_fault(id, each, known))
        if not isinstance(id, str):
            return
        if each.from_id:
            self._relations[id] = (each.type, each.from_id, each.to_id)
        else:
            self._nodes[id] = each.type
        if each.type == "Source":
            self._reliability[id] = str(each.properties.get("reliability"))
        elif each.type == "Withdrawn":
            pass
        elif each.type == "Search":
            self._subjects.append((id, str(each.properties.get("subject"))))
        else:
            self._stated.add(each)

    def _id_fault(self, id: object, each: Stored, known: Mapping[str, object]) -> Text | None:
        types = self._words.relations if each.from_id else {*self._words.nodes, *BESIDE}
        if not isinstance(id, str):
            return Text(f"有一个 {each.type} 没有编号", f"a {each.type} has no id")
        if id in known:
            return Text(f"{each.type} {id} 出现两次", f"{each.type} {id} is there twice")
        if each.type in types:
            return None
        return Text(f"{id}：词汇表没有类型 {each.type}", f"{id}: the vocabulary has no type {each.type}")

    def walked(self, store: Store) -> None:
        for id, (type, *ends) in self._relations.items():
            gone = listed(end for end in ends if end not in self._nodes)
            self.looks["ends"].see(
                Text(f"{type} {id}：没有节点 {gone.zh}", f"{type} {id}: no node {gone.en}") if gone.en else None
            )
        starting = {id: start for id, (_, start, _) in self._relations.items()}
        ending = {id: end for id, (*_, end) in self._relations.items()}
        see = self.looks["walk"].see
        for node in store.walk():
            for ids, left, how in ((node.starting, starting, _STARTS), (node.ending, ending, _ENDS)):
                for id in ids:
                    # each is told once by the node that its record names, and not looked for any more
                    fine = left.get(id) == node.id
                    if fine:
                        see(None)
                        del left[id]
                        continue
                    en = f"{node.id} says that {id} {how.en} there; no record does"
                    see(Text(f"{node.id} 称 {id} 以它为{how.zh}，记录中没有", en))
        for left, how in ((starting, _STARTS), (ending, _ENDS)):
            for id, end in left.items():
                see(Text(f"{end} 不知道 {id} 以它为{how.zh}", f"{end} does not know that {id} {how.en} there"))

    def indexed(self, store: Store) -> None:
        relations = {id: type for id, (type, *_) in self._relations.items()}
        for known, nodes in ((self._nodes, True), (relations, False)):
            by_type: dict[str, list[str]] = defaultdict(list)
            for id, type in known.items():
                by_type[type].append(id)
            for type, ids in sorted(by_type.items()):
                for piece in batched(ids, _PIECE):
                    found = store.found(type, piece, nodes=nodes)
                    for id in piece:
                        lost = Text(f"按编号查不到 {type} {id}", f"{type} {id} is not found by its id")
                        self.looks["index"].see(None if id in found else lost)

    def settled(self) -> None:
        for each in self._stated:
            self.looks["values"].see(self._value_fault(each))
            gone = listed(sorted(set(each.properties.get("sources") or ()) - self._reliability.keys()))
            cites = Text(f"{each.type} {each.id} 引用 {gone.zh}", f"{each.type} {each.id} cites {gone.en}")
            self.looks["sources"].see(cites if gone.en else None)
        for id, subject in self._subjects:
            about = Text(f"{id} 查的是 {subject}", f"{id} is about {subject}")
            self.looks["sources"].see(None if subject in self._nodes else about)

    def _value_fault(self, each: Stored) -> Text | None:
        try:
            statements = tuple(map(Statement.from_json, each.properties[HIDDEN]))
            wanted = shown(each.id, statements, self._reliability, self._order)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return Text(
                f"{each.type} {each.id}：陈述读不出（{error}）",
                f"{each.type} {each.id}: its statements cannot be read ({error})",
            )
        odd = sorted(n for n in wanted.keys() | each.properties.keys() if wanted.get(n) != each.properties.get(n))
        names = listed(odd)
        return Text(f"{each.type} {each.id}：{names.zh}", f"{each.type} {each.id}: {names.en}") if odd else None
