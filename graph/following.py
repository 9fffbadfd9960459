"""Where a body went that was merged with another: what a file goes on saying of it is said of that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..schema import Kept, Node, Problem, Relation, Search, Statement, Withdrawn, digest
from .store import Store

#: why a body is withdrawn that became another
MERGED = "merged"
_MERGED = "MATCH (w:Withdrawn) WHERE w.why = 'merged' AND w.into <> '' RETURN w.subject AS id, w.into AS into"


@dataclass(frozen=True, slots=True)
class About:
    """The node or relation that a statement is about."""

    type: str
    id: str
    #: ids of the ends of a relation; "" for a node
    from_id: str = ""
    to_id: str = ""

    @classmethod
    def of(cls, record: Node | Relation) -> About:
        """Return it for a record."""
        if isinstance(record, Node):
            return cls(record.type, record.id)
        return cls(record.type, record.id, record.from_id, record.to_id)


def merged(store: Store) -> dict[str, str]:
    """Return the ids of merged bodies, each with that of the body that it became."""
    if "Withdrawn" not in store.count():
        return {}
    return {row["id"]: row["into"] for row in store.look_up(_MERGED)}


def followed(records: Iterable[Kept | Problem], into: Mapping[str, str]) -> Iterator[Kept | Problem]:
    """Yield records with the ids of merged bodies replaced; a relation of a body with itself goes to the history."""
    if not into:
        yield from records
        return
    for record in records:
        if isinstance(record, Node):
            yield _node(record, into)
        elif isinstance(record, Relation):
            yield from relation(record, into)
        elif isinstance(record, Search):
            yield search(record, into)
        else:
            yield record


def now(id: str, into: Mapping[str, str]) -> str:
    """Return the id under which a body is known now."""
    while id in into:
        id = into[id]
    return id


def moved(statements: Iterable[Statement], id: str) -> tuple[Statement, ...]:
    """Return statements about a body as they are about the one that it became.

    A row that told both apart would say two things of one otherwise: so its key tells whom it meant.
    """
    return tuple(replace(each, row=f"{each.row}@{id}") for each in statements)


def relation(given: Relation, into: Mapping[str, str]) -> Iterator[Kept]:
    """Yield a relation between what its ends became; if that is one body, what it said goes to the history."""
    ends = now(given.from_id, into), now(given.to_id, into)
    if ends[0] == ends[1] and given.from_id != given.to_id:
        yield from (withdrawn(About.of(given), each, MERGED, "") for each in given.statements)
    elif ends != (given.from_id, given.to_id):
        yield Relation(given.type, *ends, given.statements, given.key, given.place)
    else:
        yield given


def search(given: Search, into: Mapping[str, str]) -> Search:
    """Return a search about what its subject became."""
    return replace(given, subject=">".join(now(id, into) for id in given.subjects))


def withdrawn(about: About, said: Statement, why: str, until: str, into: str = "") -> Withdrawn:
    """Return what is kept of a statement that counts no more."""
    text = said.to_json()
    return Withdrawn(
        id="withdrawn:" + digest(about.id, said.dataset, said.row, text, why, until, into),
        of=about.type,
        subject=about.id,
        why=why,
        since=said.date,
        until=until,
        dataset=said.dataset,
        row=said.row,
        said=text,
        from_id=about.from_id,
        to_id=about.to_id,
        into=into,
    )


def _node(node: Node, into: Mapping[str, str]) -> Node:
    id, statements = node.id, node.statements
    while id in into:
        statements, id = moved(statements, id), into[id]
    return node if id == node.id else Node(node.type, id, statements, node.place)
