"""Checking records before they are written: each by itself, then what refers to what.

The input is read once; what passes waits in temporary files until all of it is known: only then can it be said whether
an end of a relation, a cited source or the subject of a search exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ...schema import (
    Kept,
    Nearest,
    Node,
    Place,
    Problem,
    Relation,
    Search,
    Source,
    Text,
    Vocabulary,
    Withdrawn,
    check_ends,
    shown_zh,
    vocabulary,
)
from ...schema import check as check_record
from .collecting import collect_young, seldom_collected
from .spool import Spool, batched

#: problems kept in the result; all are counted, and all go to `on_problem`
KEPT = 1_000
#: records looked up in a store together
_TOGETHER = 5_000
#: records read from one look of Python's collector to the next
_COLLECTED = 50_000
#: what a search of a slot is about: types, and how a message says it
_CELLS = (("IndustryChain", "Stage", "Consortium"), Text("产业链、环节或联合体", "a chain, stage or consortium"))
#: searches for what is no cell: links between stages, stages at a position, seats
_SEARCHED = {
    "feeds": (("Stage",), Text("环节", "a stage")),
    **dict.fromkeys(("upstream", "midstream", "downstream"), (("IndustryChain",), Text("产业链", "a chain"))),
    "seat": (("body",), Text("主体", "a body")),
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    nodes: int
    relations: int
    sources: int
    searches: int
    #: the first KEPT problems
    problems: tuple[Problem, ...]
    problem_count: int


class _Known(Protocol):
    """What the check asks a store for."""

    def types_of(self, ids: Iterable[str]) -> dict[str, str]: ...


class _Nothing:
    """Stands for the store when there is none to check against."""

    def types_of(self, ids: Iterable[str]) -> dict[str, str]:  # noqa: ARG002
        return {}


def check(
    records: Iterable[Kept | Problem],
    store: _Known | None = None,
    *,
    on_problem: Callable[[Problem], None] | None = None,
) -> Checked:
    """Check records as `load` would, against a store too if one is given, and write nothing."""
    with Checking(store or _Nothing(), on_problem) as checking:
        checking.read(records)
        return checking.result()


class Checking:
    """The records of one load on their way from the input to the store."""

    def __init__(self, store: _Known, on_problem: Callable[[Problem], None] | None) -> None:
        self._store = store
        self._on_problem = on_problem
        self._words: Vocabulary = vocabulary()
        self._problems: list[Problem] = []
        self._count = 0
        #: names of the datasets whose statements or searches are good so far
        self.datasets: set[str] = set()
        #: id → type of every node, source and search of this load that is good so far
        self._types: dict[str, str] = {}
        #: whether a node or relation came before something that it refers to
        self._open: dict[type, bool] = {Node: False, Relation: False}
        #: whether something that others may refer to was dropped
        self._lost = False
        #: first part of ids → those that begin so, for saying which is nearest
        self._nearest: dict[str, Nearest] = {}
        self._stack = ExitStack()
        self._sources: Spool[Source] = self._stack.enter_context(Spool())
        self._nodes: Spool[Node] = self._stack.enter_context(Spool())
        self._relations: Spool[Relation] = self._stack.enter_context(Spool())
        self._searches: Spool[Search] = self._stack.enter_context(Spool())
        self._withdrawn: Spool[Withdrawn] = self._stack.enter_context(Spool())

    def __enter__(self) -> Checking:
        self._stack.enter_context(seldom_collected())
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def total(self) -> int:
        return len(self._sources) + len(self._nodes) + len(self._relations) + len(self._searches) + len(self._withdrawn)

    def good(self) -> Iterator[Kept]:
        """Yield what may be written: what is referred to comes before what refers to it."""
        yield from self._sources
        yield from self._nodes
        yield from self._relations
        yield from self._searches
        yield from self._withdrawn

    def sources(self) -> Iterator[Source]:
        """Yield the sources that may be written."""
        return iter(self._sources)

    def result(self) -> Checked:
        return Checked(
            len(self._nodes),
            len(self._relations),
            len(self._sources),
            len(self._searches),
            tuple(self._problems),
            self._count,
        )

    def read(self, records: Iterable[Kept | Problem]) -> None:
        """Take everything in, then look at what refers to what."""
        for number, record in enumerate(records):
            if not number % _COLLECTED:
                collect_young()
            if isinstance(record, Problem):
                self._report(record)
                continue
            problems = check_record(record, self._words)
            problems += self._clash(record)
            for problem in problems:
                self._report(problem)
            if not problems:
                self._keep(record)
        self._sift(self._sources, self._other_type)
        # most files hold first what the others refer to: then it is all looked at already
        if self._open[Node] or self._lost or self._clashes_with_store():
            self._sift(self._nodes, self._node)
        if self._open[Relation] or self._lost:
            self._sift(self._relations, self._relation)
        self._sift(self._searches, self._search)

    def _keep(self, record: Kept) -> None:
        if isinstance(record, Node | Relation):
            self.datasets.update([said.dataset for said in record.statements])
            if not self._open[type(record)]:
                self._open[type(record)] = not self._is_settled(record)
        elif isinstance(record, Search):
            self.datasets.add(record.dataset)
        if isinstance(record, Relation):
            self._relations.add(record)
            return
        if isinstance(record, Withdrawn):
            self._withdrawn.add(record)
            return
        self._types[record.id] = _type(record)
        if isinstance(record, Source):
            self._sources.add(record)
        elif isinstance(record, Node):
            self._nodes.add(record)
        else:
            self._searches.add(record)

    def _report(self, problem: Problem) -> None:
        self._count += 1
        if len(self._problems) < KEPT:
            self._problems.append(problem)
        if self._on_problem:
            self._on_problem(problem)

    def _clash(self, record: Kept) -> list[Problem]:
        if isinstance(record, Relation | Withdrawn):
            return []
        before = self._types.get(record.id)
        if before is None or before == _type(record):
            return []
        return [_clash(record.id, Text(f" {before}", before), _type(record), record.place)]

    def _sift(self, spool: Spool[T], look: Callable[[T, dict[str, str]], list[Problem]]) -> None:
        """Drop the records of a spool against which something is found."""
        for batch in batched(spool.numbered(), _TOGETHER):
            known = self._known({id for _, record in batch for id in _refers_to(record)})
            for number, record in batch:
                problems = look(record, known)
                for problem in problems:
                    self._report(problem)
                if problems:
                    spool.drop(number)
                    if isinstance(record, Node | Source):
                        self._types.pop(record.id, None)
                        self._lost = True

    def _is_settled(self, record: Node | Relation) -> bool:
        """Say whether all that a record refers to is in this load, came before it and fits."""
        types = self._types
        if _missing_sources(record, types):
            return False
        if isinstance(record, Node):
            return True
        ends = types.get(record.from_id, ""), types.get(record.to_id, "")
        return all(end in self._words.nodes for end in ends) and not check_ends(record, *ends, self._words)

    def _clashes_with_store(self) -> bool:
        """Say whether an id of this load is of another type in the store."""
        return any(
            self._types[id] != type
            for ids in batched(self._types, _TOGETHER)
            for id, type in self._store.types_of(ids).items()
        )

    def _known(self, ids: set[str]) -> dict[str, str]:
        stored = self._store.types_of(ids) if ids else {}
        return {id: self._types.get(id) or stored.get(id, "") for id in ids} | {
            f"\0{id}": t for id, t in stored.items()
        }

    def _other_type(self, record: Source | Node | Search, known: dict[str, str]) -> list[Problem]:
        stored = known.get(f"\0{record.id}", "")
        if stored and stored != _type(record):
            before = Text(f"库中的 {stored}", f"{stored} in the store")
            return [_clash(record.id, before, _type(record), record.place)]
        return []

    def _node(self, node: Node, known: dict[str, str]) -> list[Problem]:
        return self._other_type(node, known) + _uncited(node, known)

    def _relation(self, relation: Relation, known: dict[str, str]) -> list[Problem]:
        problems = []
        for at, end in (("from", relation.from_id), ("to", relation.to_id)):
            if known.get(end, "") not in self._words.nodes:
                side = "起点" if at == "from" else "终点"
                reason = Text(
                    f"{relation.type} 的{side}{shown_zh(end)}既不在本次载入中，也不在库中。",
                    f"{relation.type} goes {at} {end!r}, which is neither in this load nor in the store.",
                )
                if near := self._near(end):
                    reason += Text(f"是「{near[0]}」吗？", f" Did you mean {near[0]}?")
                problems.append(Problem.of(reason, relation.place, at, end))
        if not problems:
            problems += check_ends(relation, known[relation.from_id], known[relation.to_id], self._words)
        return problems + _uncited(relation, known)

    def _near(self, end: str) -> tuple[str, ...]:
        """Return the nearest ids of the kind that an end is of, of what is in this load."""
        kind = end.split(":")[0]
        if kind not in self._nearest:
            self._nearest[kind] = Nearest(id for id in self._types if id.split(":")[0] == kind)
        return self._nearest[kind].to(end, most=1)

    def _search(self, search: Search, known: dict[str, str]) -> list[Problem]:
        problems = self._other_type(search, known)
        for subject in search.subjects:
            if known.get(subject, "") not in self._searched(search.slot):
                what = _SEARCHED.get(search.slot, _CELLS)[1]
                reason = Text(
                    f"本次载入和库中都没有{what.zh}{shown_zh(subject)}",
                    f"{subject!r} is not {what.en} in this load or in the store",
                )
                problems.append(Problem.of(reason, search.place, "subject", subject))
        return problems

    def _searched(self, slot: str) -> frozenset[str]:
        """Return the types of what a search of a slot is about."""
        types = _SEARCHED.get(slot, _CELLS)[0]
        return self._words.bodies if "body" in types else frozenset(types)


def _type(record: Node | Source | Search) -> str:
    return record.type if isinstance(record, Node) else type(record).__name__


def _refers_to(record: object) -> Iterator[str]:
    if isinstance(record, Node | Relation):
        for statement in record.statements:
            yield from statement.sources
    if isinstance(record, Relation):
        yield record.from_id
        yield record.to_id
    elif isinstance(record, Node | Source | Search):
        yield record.id
    if isinstance(record, Search):
        yield from record.subjects


def _missing_sources(record: Node | Relation, known: dict[str, str]) -> set[str]:
    return {s for each in record.statements for s in each.sources if known.get(s) != "Source"}


def _uncited(record: Node | Relation, known: dict[str, str]) -> list[Problem]:
    return [
        Problem(
            f"there is no source {id!r} in this load or in the store: add it to the sources",
            record.place,
            "sources",
            id,
            zh=f"本次载入和库中都没有来源{shown_zh(id)}：请在来源中补上",
        )
        for id in sorted(_missing_sources(record, known))
    ]


def _clash(id: str, before: Text, now: str, place: Place) -> Problem:
    reason = Text(
        f"编号{shown_zh(id)}已是{before.zh}，不能又是 {now}：一个编号只代表一个事物",
        f"id {id!r} is a {before.en}; it cannot be a {now} too: an id stands for one thing",
    )
    return Problem.of(reason, place, "id", id)
