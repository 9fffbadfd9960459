"""The shapes that travel from files into a store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .packed import Packed
from .plain import PLAIN, plain_value
from .wordings import Text

#: A property value as a store keeps it: no null, no nested map, no list of mixed types.
Value = str | int | float | bool | list[str]
_KEPT = PLAIN | {list}
#: made once: json.dumps makes one for each call
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    try:
        return plain_value(value)
    except TypeError:
        return value


@dataclass(frozen=True, slots=True)
class Place(Packed):
    """Where in a file a record came from, for messages."""

    file: str = ""
    sheet: str = ""
    #: 1 is the first line of the file, so the first row under a header is 2; 0: no row
    row: int = 0

    def __str__(self) -> str:
        return self.said.en

    @property
    def said(self) -> Text:
        """The place in both languages.

        >>> Place("firms.xlsx", "企业", 17).said
        Text(zh='firms.xlsx，工作表「企业」，第 17 行', en='firms.xlsx, sheet 企业, row 17')
        """
        zh, en = [self.file], [self.file]
        if self.sheet:
            zh.append(f"工作表「{self.sheet}」")
            en.append(f"sheet {self.sheet}")
        if self.row:
            zh.append(f"第 {self.row} 行")
            en.append(f"row {self.row}")
        return Text("，".join(zh), ", ".join(en))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one row (or file), and what to do about it."""

    reason: str
    place: Place = field(default_factory=Place)
    column: str = ""
    value: str = ""
    #: the reason in Chinese
    zh: str = field(default="", kw_only=True)

    @classmethod
    def of(cls, reason: Text, place: Place | None = None, column: str = "", value: str = "") -> Problem:
        """Return the problem for a reason in both languages."""
        return cls(reason.en, place or Place(), column, value, zh=reason.zh)

    def __str__(self) -> str:
        return self.said.en

    @property
    def why(self) -> Text:
        """The reason in both languages."""
        return Text(self.zh or self.reason, self.reason)

    @property
    def said(self) -> Text:
        """Where and why, in both languages.

        >>> Problem("the cell is blank", Place("firms.csv", row=2), "名称", zh="单元格为空").said.zh
        'firms.csv，第 2 行，列「名称」：单元格为空'
        """
        where, why = self.place.said, self.why
        if self.column:
            where += Text("，", ", ") if where.en else where
            where += Text(f"列「{self.column}」", f"column {self.column}")
        return Text(f"{where.zh}：{why.zh}", f"{where.en}: {why.en}") if where.en else why


@dataclass(frozen=True, slots=True)
class Statement(Packed):
    """What one input row says: its reading of the properties, with source and date."""

    #: name of the dataset (mapping) that the row belongs to
    dataset: str
    #: key of the row in its dataset; the same row has the same key at every load
    row: str
    #: ids of Source records
    sources: tuple[str, ...] = ()
    #: when it held, in EDTF (``2023``, ``2023-11``, ``2014/2018``, ``../2019-11``); "" unknown
    date: str = ""
    #: values of other libraries become the plain ones they stand for; one that stands for none is told by `check`
    properties: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # one look at the types: this runs for each statement, several times for a large import
        if not _KEPT.issuperset(map(type, self.properties.values())):
            object.__setattr__(self, "properties", {name: _plain(each) for name, each in self.properties.items()})

    def to_json(self) -> str:
        """Return the statement as canonical JSON, the form a store keeps."""
        # spelt out: dataclasses.asdict copies deeply, 18 µs instead of 5, and this runs twice a record
        fields = {
            "dataset": self.dataset,
            "date": self.date,
            "properties": dict(self.properties),
            "row": self.row,
            "sources": self.sources,
        }
        return _CANONICAL.encode(fields)

    @classmethod
    def from_json(cls, text: str) -> Statement:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        data["sources"] = tuple(data["sources"])
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Node(Packed):
    """A node as one or more rows state it."""

    type: str
    id: str
    statements: tuple[Statement, ...]
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Relation(Packed):
    """A relation as one or more rows state it."""

    type: str
    from_id: str
    to_id: str
    statements: tuple[Statement, ...]
    #: values of the key properties of its type, in the type's order (TESTS_FOR: service)
    key: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)

    @property
    def id(self) -> str:
        """Stable id: a hash of type, ends and key values.

        >>> Relation("LEADS", "company:a", "consortium:b", ()).id
        'r:b43f94071c7f0bc41c1f'
        """
        return relation_id(self.type, self.from_id, self.to_id, self.key)


@dataclass(frozen=True, slots=True)
class Source(Packed):
    """Where a statement was read."""

    id: str
    title: str
    publisher: str = ""
    #: EDTF date of publication; "" unknown
    published: str = ""
    url: str = ""
    language: str = ""
    #: A the body itself, a government body or a trade association; B an established medium;
    #: C a reprint, a copy or an unknown host
    reliability: str = "C"
    #: what is to be known of it: a reprint, a title of our own
    note_zh: str = ""
    note_en: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Search(Packed):
    """A record that somebody looked for what should fill a slot (查证记录)."""

    id: str
    #: id of the chain, stage or body that was searched for; ``stage:a>stage:b`` for a link between two stages
    subject: str
    slot: str
    method: Literal["inventory", "survey", "web"]
    #: complete: these are all; not_stated: something exists, and the pages do not say which
    result: Literal["none_found", "found", "partial", "complete", "not_stated"]
    date: str
    #: who looked; "" not recorded
    by: str = ""
    queries: tuple[str, ...] = ()
    pages_read: int = 0
    note: Text = field(default_factory=lambda: Text("", ""))
    #: dataset that the record came with; "" when recorded by hand
    dataset: str = ""
    place: Place = field(default_factory=Place)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Ids of what was searched for: one, or the two stages of a link.

        >>> Search("q", "stage:a>stage:b", "feeds", "web", "found", "2026").subjects
        ('stage:a', 'stage:b')
        """
        return tuple(self.subject.split(">")) if self.slot == "feeds" else (self.subject,)


@dataclass(frozen=True, slots=True)
class Withdrawn(Packed):
    """What a store no longer says, kept for its history: it counts nowhere."""

    id: str
    #: type and id of the node, relation, source or search that it was said of
    of: str
    subject: str
    #: ``vanished`` from the files, ``changed`` there, ``forgotten`` or ``merged``
    why: str
    #: the date of the statement, "" unknown; and the day on which it was withdrawn
    since: str
    until: str
    dataset: str
    row: str
    #: the statement as canonical JSON; of a source or search its properties
    said: str
    #: ids of the ends of a relation
    from_id: str = ""
    to_id: str = ""
    #: of a merged body the id of the one that it became
    into: str = ""
    place: Place = field(default_factory=Place)


Record = Node | Relation | Source | Search
#: what a store takes and gives back
Kept = Record | Withdrawn


def relation_id(type: str, from_id: str, to_id: str, key: Sequence[str] = ()) -> str:
    """Return the stable id of a relation from what identifies it."""
    return "r:" + digest(type, from_id, to_id, *key)


def digest(*parts: str) -> str:
    """Return 20 hex digits (80 bits) that depend on all parts and their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    text = _CANONICAL.encode(parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]
