"""Writing one batch: what is new, what changes and what stays as it is, whichever the engine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..schema import StoreError, shown_zh
from .merging import (
    UNKNOWN_RELIABILITY,
    Batch,
    Stated,
    merge,
    search_properties,
    shown,
    source_properties,
    withdrawn_properties,
)
from .store import Open, Row, Written

#: node types that are no part of the network
BESIDE = ("Source", "Search", "Withdrawn")


def put(batch: Batch, into: Open) -> Written:
    """Write a batch; StoreError, before anything is written, if an id has two types or an end is missing."""
    before = into.reliability()
    grades = _Grades(before, before | {s.id: s.reliability for s in batch.sources.values()}, into.order)
    types = _types(batch, into)
    done: Counter[str] = Counter()
    done["sources"] = _put_beside("Source", {s.id: source_properties(s) for s in batch.sources.values()}, into)
    regraded = [id for id in batch.sources if before.get(id, UNKNOWN_RELIABILITY) != grades.after[id]]
    for nodes, stated in ((True, batch.nodes), (False, batch.relations)):
        # what cites a source of another reliability now is settled again, though nothing new is stated about it
        again = dict(into.citing(regraded, nodes=nodes)) if regraded else {}
        by_type: dict[str, dict[str, Stated]] = defaultdict(dict)
        for id, each in ({id: Stated(type) for id, type in again.items()} | stated).items():
            by_type[each.type][id] = each
        for type, group in sorted(by_type.items()):
            old = into.statements(type, group, nodes=nodes)
            new, changed = _sorted_out("nodes" if nodes else "relations", group, old, again, grades, done)
            into.change(type, changed, nodes=nodes)
            if nodes:
                into.add_nodes(type, new)
            else:
                into.add_relations(type, [(group[r["id"]].from_id, group[r["id"]].to_id, r) for r in new], types)
    done["searches"] = _put_beside("Search", {s.id: search_properties(s) for s in batch.searches.values()}, into)
    done["withdrawn"] = _put_beside(
        "Withdrawn", {w.id: withdrawn_properties(w) for w in batch.withdrawn.values()}, into
    )
    return Written(**done)


@dataclass(frozen=True, slots=True)
class _Grades:
    """The reliability of sources by id, before a batch and after it."""

    before: dict[str, str]
    after: dict[str, str]
    order: Sequence[str]


def _types(batch: Batch, into: Open) -> dict[str, str]:
    """Return the types of all ids of a batch."""
    claimed = {id: node.type for id, node in batch.nodes.items()}
    beside = batch.beside()
    ends = {end for r in batch.relations.values() for end in (r.from_id, r.to_id)}
    types = into.types_of(ends | claimed.keys() | beside.keys())
    for id, type in (*claimed.items(), *beside.items()):
        if types.setdefault(id, type) != type:
            raise StoreError(
                f"id {id!r} is a {types[id]} in the store; it cannot be a {type} too",
                f"编号{shown_zh(id)}在库中是 {types[id]}，不能又是 {type}",
            )
    for id, relation in batch.relations.items():
        for end in (relation.from_id, relation.to_id):
            if end not in types:
                raise StoreError(
                    f"{relation.type} {id}: there is no node {end!r} in the store",
                    f"{relation.type} {id}：库中没有节点{shown_zh(end)}",
                )
    return types


def _sorted_out(
    what: str,
    group: Mapping[str, Stated],
    old: Mapping[str, list[str]],
    again: Mapping[str, str],
    grades: _Grades,
    done: Counter[str],
) -> tuple[list[Row], list[Row]]:
    """Return what is new and what changes of one type, with its stored statements `old`, and count it."""
    new: list[Row] = []
    changed: list[Row] = []
    for id, each in group.items():
        merged = merge(old.get(id, ()), each.statements)
        done["statements"] += merged.changed
        row = shown(id, merged.statements, grades.after, grades.order)
        if id not in old:
            new.append(row)
        elif merged.changed or (id in again and row != shown(id, merged.statements, grades.before, grades.order)):
            changed.append(row)
        elif id not in again:
            done[f"{what}_same"] += 1
    done["disputed"] += sum("disputed" in row for row in (*new, *changed))
    done[f"{what}_new"] += len(new)
    done[f"{what}_changed"] += len(changed)
    return new, changed


def _put_beside(type: str, given: dict[str, Row], into: Open) -> int:
    """Write sources or searches; return how many are new or changed."""
    if not given:
        return 0
    old = into.beside(type, given)
    new = [row for id, row in given.items() if id not in old]
    changed = [row for id, row in given.items() if id in old and old[id] != row]
    into.add_nodes(type, new)
    into.change(type, changed, nodes=True)
    return len(new) + len(changed)
