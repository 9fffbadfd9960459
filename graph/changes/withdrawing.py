"""Taking statements back within one transaction: they stay in the history and count nowhere."""

from __future__ import annotations

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...schema import BY_HAND, Source, Statement, Withdrawn, digest, settle, vocabulary
from ..following import About, withdrawn
from ..merging import NAMED, Batch, shown, source_properties
from ..putting import put
from ..store import Open, Row, Written


@dataclass(frozen=True, slots=True)
class Gone:
    """What is not said any more of one node or relation."""

    about: About
    #: dataset and row of each statement
    rows: frozenset[tuple[str, str]]


class Withdrawing:
    """One transaction that takes statements back."""

    def __init__(self, into: Open, why: str, until: str) -> None:
        self._into = into
        self._why = why
        self._until = until
        self._grades = into.reliability()
        self._history: list[Withdrawn] = []
        self._done: Counter[str] = Counter()

    def take(self, gone: Sequence[Gone], source: str = "") -> None:
        """Withdraw statements; the others of the same nodes and relations do without `source`.

        A relation without statements goes. A node without any goes too, unless a relation or search names it: then its
        name stays, and goes with the last of these.
        """
        relations, nodes = [g for g in gone if g.about.from_id], [g for g in gone if not g.about.from_id]
        self._each(relations, source, nodes=False)
        self._each(nodes, source, nodes=True)

    def searches(self, rows: Iterable[Row]) -> None:
        """Withdraw searches."""
        for row in rows:
            self._beside("Search", row, str(row["date"]), str(row["dataset"]))
            self._into.remove("Search", [row["id"]], nodes=True)
            self._left(str(row["subject"]).split(">"))

    def sources(self, ids: Iterable[str]) -> None:
        """Withdraw those of some sources that nothing cites any more."""
        wanted = set(ids)
        unused = sorted(wanted - self._into.cited(wanted)) if wanted else []
        if not unused:
            return
        rows = self._into.beside("Source", {id: source_properties(Source(id, "")) for id in unused})
        for row in rows.values():
            self._beside("Source", row, str(row["published"]), "")
        self._into.remove("Source", sorted(rows), nodes=True)

    def finish(self) -> Written:
        """Write the history, and return what was done."""
        written = put(Batch.of(self._history), self._into)
        done = {name: getattr(written, name) + n for name, n in self._done.items()}
        # what was withdrawn before, with these words on this day, is in the history already, and gone once more
        return replace(written, **done, withdrawn=len({each.id for each in self._history}))

    def _each(self, gone: Sequence[Gone], source: str, *, nodes: bool) -> None:
        by_type: dict[str, dict[str, Gone]] = defaultdict(dict)
        for each in gone:
            by_type[each.about.type][each.about.id] = each
        for type, group in sorted(by_type.items()):
            changed, lost = [], {}
            for id, texts in self._into.statements(type, group, nodes=nodes).items():
                before = [Statement.from_json(text) for text in texts]
                kept = self._without(group[id], before, source)
                if {each.dataset for each in kept} - {BY_HAND, NAMED}:
                    changed.append(self._shown(id, kept))
                    continue
                # a correction is of what others state: alone it holds nothing
                for correction in kept:
                    self._keep(group[id].about, correction)
                lost[id] = before
            self._done["nodes_changed" if nodes else "relations_changed"] += len(changed) + len(lost)
            self._into.change(type, changed, nodes=nodes)
            if nodes:
                self._lose(type, lost)
            else:
                self._into.remove(type, sorted(lost), nodes=False)
                self._left(end for id in lost for end in (group[id].about.from_id, group[id].about.to_id))

    def _without(self, gone: Gone, before: Sequence[Statement], source: str) -> list[Statement]:
        kept = []
        for each in before:
            left = tuple(id for id in each.sources if id != source)
            if (each.dataset, each.row) in gone.rows:
                self._keep(gone.about, each)
            elif left != each.sources:
                self._keep(gone.about, each)
                kept.append(replace(each, sources=left))
            else:
                kept.append(each)
        return kept

    def _keep(self, about: About, said: Statement) -> None:
        self._history.append(withdrawn(about, said, self._why, self._until))

    def _beside(self, type: str, row: Row, since: str, dataset: str) -> None:
        said = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        id = "withdrawn:" + digest(type, said, self._why, self._until)
        about = (type, str(row["id"]), self._why, since, self._until, dataset)
        self._history.append(Withdrawn(id, *about, row="", said=said))

    def _lose(self, type: str, lost: dict[str, list[Statement]]) -> None:
        """Take away nodes that nothing states; of those that something names the name stays."""
        named = self._named(lost)
        kind = vocabulary().nodes[type]
        names = {kind.caption, *(name for name, each in kind.properties.items() if each.required)}
        rows = []
        for id in sorted(named & lost.keys()):
            values = settle(lost[id], self._grades, self._into.order)
            said = {name: values[name] for name in sorted(names & values.keys())}
            rows.append(self._shown(id, [Statement(NAMED, NAMED, (), "", said)]))
        self._into.change(type, rows, nodes=True)
        self._into.remove(type, sorted(lost.keys() - named), nodes=True)

    def _left(self, ids: Iterable[str]) -> None:
        """Take away those of some nodes of which only the name was left, and which nothing names any more."""
        types = self._into.types_of(set(ids))
        by_type: dict[str, list[str]] = defaultdict(list)
        for id, type in types.items():
            by_type[type].append(id)
        for type, group in sorted(by_type.items()):
            stated = self._into.statements(type, group, nodes=True)
            bare = [id for id, texts in stated.items() if {Statement.from_json(t).dataset for t in texts} == {NAMED}]
            self._into.remove(type, sorted(set(bare) - self._named(bare)), nodes=True)

    def _named(self, ids: Iterable[str]) -> set[str]:
        """Return those of some nodes that a relation or search names."""
        given = set(ids)
        ends = {end for each in self._into.relations_at(given) for end in (each.from_id, each.to_id)}
        subjects = {id for row in self._into.searches_about(given) for id in str(row["subject"]).split(">")}
        return given & (ends | subjects)

    def _shown(self, id: str, statements: Sequence[Statement]) -> Row:
        return shown(id, statements, self._grades, self._into.order)


def this_day() -> str:
    """Return the day as a store writes it."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
