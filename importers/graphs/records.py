"""Making the records of a graph: ids, statements with their sources, and whom a node of the graph became."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...schema import Node, NodeType, Problem, Record, Relation, RelationType, Source, Statement, Text, Value, digest
from ..entries import made_source_id
from ..names import made_id
from .mapping import Given, Kept, Stated
from .remarks import Remarks
from .values import DETAILS, Properties, detail

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """Whom a node of the graph became."""

    id: str
    name: str
    #: what it is, where it counts for the one above it: ``行业=光棒``
    instead: tuple[str, ...] = ()


class Maker:
    """Makes records; the same row of the same reading is stated once."""

    def __init__(self, dataset: str, remarks: Remarks) -> None:
        self._dataset = dataset
        self._remarks = remarks
        self._sources: set[str] = set()
        #: row of a statement → the contents that it has come with
        self._rows: dict[str, tuple[int, ...]] = {}

    def id(self, read: Properties, given: Given | None, type: NodeType, parts: Iterable[str]) -> str:
        """Return the id of a node: of a property, behind the prefix of its type, else made from its key."""
        parts = list(parts)
        if given is None:
            return made_id(type, parts) if all(parts) else ""
        text = read.text(given)
        if not text:
            read.wrong(Text("编号为空", "the id is blank"), given.property)
        return text if given.prefix or text.startswith(f"{type.prefix}:") else f"{type.prefix}:{text}"

    def node(
        self, read: Properties, type: NodeType, id: str, properties: Mapping[str, Value], label: str, stated: Stated
    ) -> Iterator[Record | Problem]:
        """Yield a node, and its source where that is new; or its problems."""
        if type.caption not in properties and not read.problems:
            label_zh = type.properties[type.caption].label.zh
            reason = Text(
                f"{type.name} 须有 {type.caption}（{label_zh}）：请在 properties 之下写明是哪个属性",
                f"{type.name} needs {type.caption} ({label_zh}): say under properties which one that is",
            )
            read.wrong(reason, type.caption)
        yield from self._new_sources(read, stated)
        statement = self._statement(read, stated, f"{label}#{id}", properties)
        if read.problems:
            yield from read.problems
            return
        name = str(properties.get(type.caption, id))
        if statement is None:
            self._remarks.add(label, "same-node", name)
            return
        if not statement.row.endswith(f"#{id}"):
            self._remarks.add(label, "joined", name)
        yield Node(type.name, id, (statement,), read.place)

    def relation(
        self,
        read: Properties,
        type: RelationType,
        ends: tuple[Taken, Taken],
        properties: Mapping[str, Value],
        old: str,
        stated: Stated,
        row_key: str = "",
    ) -> Iterator[Record | Problem]:
        """Yield a relation, and its source where that is new; or its problems."""
        yield from self._new_sources(read, stated)
        a, b = ends
        if instead := [*a.instead, *b.instead]:
            before = properties.get(DETAILS)
            properties = {**properties, DETAILS: sorted({*(before if isinstance(before, list) else []), *instead})}
        key = tuple(str(properties.get(name, "")) for name in type.key)
        row = digest(type.name, a.id, b.id, *key, *filter(None, (row_key,)))
        statement = self._statement(read, stated, f"{old}#{row}", properties)
        if read.problems:
            yield from read.problems
        elif statement is None:
            self._remarks.add(old, "same-relation", f"{a.name} → {b.name}")
        else:
            yield Relation(type.name, a.id, b.id, (statement,), key, read.place)

    def _statement(
        self, read: Properties, stated: Stated, row: str, properties: Mapping[str, Value]
    ) -> Statement | None:
        """Return the statement of a row; None where the reading has it already, word for word."""
        date = read.date(stated.date)
        sources = tuple(sorted(made_source_id(title) for title in read.titles(stated.titles)))
        if not sources and stated.source is not None:
            sources = (stated.source.id,)
        if read.problems:
            return None
        content = hash(_JSON.encode([properties, sources, date]))
        met = self._rows.get(row, ())
        if content in met:
            return None
        self._rows[row] = (*met, content)
        return Statement(self._dataset, f"{row}#{len(met) + 1}" if met else row, sources, date, properties)

    def _new_sources(self, read: Properties, stated: Stated) -> Iterator[Source]:
        titles = read.titles(stated.titles)
        found = [Source(made_source_id(title), title, reliability=stated.reliability) for title in titles]
        if not found and stated.source is not None:
            found = [stated.source]
        for source in found:
            if source.id not in self._sources:
                self._sources.add(source.id)
                yield source


def with_labels(properties: dict[str, Value], labels: Iterable[str]) -> dict[str, Value]:
    """Return properties with the further labels of a node among its details."""
    others = sorted(labels)
    if not others:
        return properties
    before = properties.get(DETAILS)
    details = {*(before if isinstance(before, list) else []), *detail("labels", others)}
    return dict(sorted({**properties, DETAILS: sorted(details)}.items()))


def name_of(kept: Kept, caption: str = "name") -> str:
    """Return the property of the graph that gives the name."""
    return next((theirs for theirs, ours in kept.names.items() if ours == caption), caption)
