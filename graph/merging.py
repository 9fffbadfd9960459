"""What a batch of records says, and what a node or relation shows when it is added to what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema import Kept, Node, Relation, Search, Source, Statement, StoreError, Withdrawn, disputed, settle, shown_zh

#: what a source that nobody described counts as
UNKNOWN_RELIABILITY = "C"
#: dataset of the one statement of a node that nothing states any more and that relations or searches still name
NAMED = "named by others"


@dataclass(slots=True)
class Stated:
    """One node or relation of a batch with all that the batch states about it."""

    type: str
    #: ids of the ends; "" for a node
    from_id: str = ""
    to_id: str = ""
    #: by dataset and row: the last one given stands
    statements: dict[tuple[str, str], Statement] = field(default_factory=dict)

    def add(self, statements: Iterable[Statement]) -> None:
        """Take statements in."""
        self.statements.update(((s.dataset, s.row), s) for s in statements)


@dataclass(slots=True)
class Batch:
    """The records of one write, sorted out by id."""

    sources: dict[str, Source] = field(default_factory=dict)
    nodes: dict[str, Stated] = field(default_factory=dict)
    relations: dict[str, Stated] = field(default_factory=dict)
    searches: dict[str, Search] = field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)

    def beside(self) -> dict[str, str]:
        """Return the types of what is no part of the network, by id."""
        return (
            dict.fromkeys(self.sources, "Source")
            | dict.fromkeys(self.searches, "Search")
            | dict.fromkeys(self.withdrawn, "Withdrawn")
        )

    @classmethod
    def of(cls, records: Iterable[Kept]) -> Batch:
        """Sort records out; the same id twice is one thing with the statements of both."""
        batch = cls()
        for record in records:
            match record:
                case Source():
                    batch.sources[record.id] = record
                case Search():
                    batch.searches[record.id] = record
                case Withdrawn():
                    batch.withdrawn[record.id] = record
                case Node():
                    node = batch.nodes.setdefault(record.id, Stated(record.type))
                    if node.type != record.type:
                        raise StoreError(
                            f"id {record.id!r} is both a {node.type} and a {record.type}",
                            f"编号{shown_zh(record.id)}既是 {node.type} 又是 {record.type}",
                        )
                    node.add(record.statements)
                case Relation():
                    new = Stated(record.type, record.from_id, record.to_id)
                    batch.relations.setdefault(record.id, new).add(record.statements)
        return batch


@dataclass(frozen=True, slots=True)
class Merged:
    """The statements of a node or relation after a batch."""

    statements: tuple[Statement, ...]
    #: how many of them are new or changed
    changed: int


def merge(before: Sequence[str], given: Mapping[tuple[str, str], Statement]) -> Merged:
    """Return what is stated when a batch's statements join those that a store keeps.

    >>> old = Statement("d", "1", (), "2020").to_json()
    >>> merge([old], {("d", "1"): Statement("d", "1", (), "2021")}).statements[0].date
    '2021'
    """
    kept = {(s.dataset, s.row): s for s in map(Statement.from_json, before)}
    changed = 0
    for identity, statement in given.items():
        # compared as text: True and 1 are equal in Python but not in a store
        if identity not in kept or kept[identity].to_json() != statement.to_json():
            changed += 1
            kept[identity] = statement
    if len(kept) > 1:
        kept = {identity: statement for identity, statement in kept.items() if statement.dataset != NAMED}
    return Merged(tuple(kept.values()), changed)


def shown(
    id: str, statements: Sequence[Statement], reliability: Mapping[str, str], order: Sequence[str] = ()
) -> dict[str, Any]:
    """Return all properties that a store keeps for a node or relation; ``order``: see `schema.settle`."""
    differing = disputed(statements)
    return {
        **settle(statements, reliability, order),
        **({"disputed": differing} if differing else {}),
        "id": id,
        "sources": sorted({source for s in statements for source in s.sources}),
        "statements": sorted(s.to_json() for s in statements),
    }


def source_properties(source: Source) -> dict[str, Any]:
    """Return all properties that a store keeps for a source."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "language": source.language,
        "reliability": source.reliability,
        "note_zh": source.note_zh,
        "note_en": source.note_en,
    }


def search_properties(search: Search) -> dict[str, Any]:
    """Return all properties that a store keeps for a search."""
    return {
        "id": search.id,
        "subject": search.subject,
        "slot": search.slot,
        "method": search.method,
        "result": search.result,
        "date": search.date,
        "by": search.by,
        "queries": list(search.queries),
        "pages_read": search.pages_read,
        "note_zh": search.note.zh,
        "note_en": search.note.en,
        "dataset": search.dataset,
    }


def withdrawn_properties(withdrawn: Withdrawn) -> dict[str, Any]:
    """Return all properties that a store keeps for what was withdrawn."""
    return {
        "id": withdrawn.id,
        "of": withdrawn.of,
        "subject": withdrawn.subject,
        "why": withdrawn.why,
        "since": withdrawn.since,
        "until": withdrawn.until,
        "dataset": withdrawn.dataset,
        "row": withdrawn.row,
        "said": withdrawn.said,
        "from_id": withdrawn.from_id,
        "to_id": withdrawn.to_id,
        "into": withdrawn.into,
    }
