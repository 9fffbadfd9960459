"""Loading records into a store: check everything, then write; by default all or nothing.

The input is read once and checked row by row; what passes waits in temporary files until all of it is
known: only then can it be said whether an end of a relation, a cited source or the subject of a search
exists. Nothing is written before that.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from typing import Protocol, TypeVar

from ..schema import (
    ImportRefused,
    Kept,
    LoadStopped,
    Nearest,
    Node,
    Place,
    Problem,
    Relation,
    Search,
    Source,
    StoreError,
    Text,
    Vocabulary,
    Withdrawn,
    check_ends,
    shown_zh,
    told,
    vocabulary,
)
from ..schema import check as check_record
from .following import followed, merged
from .spool import Spool, batched
from .store import Store, Written

#: problems kept in the result; all are counted, and all go to `on_problem`
KEPT = 1_000
#: records a transaction; see docs/decisions on the store for the measured sizes
BATCH = 5_000
#: records read from one look of Python's collector at young objects to the next, and which these are
_COLLECTED, _YOUNG = 50_000, 1
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


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    checked: Checked
    written: Written


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


def load(
    store: Store,
    records: Iterable[Kept | Problem],
    *,
    skip_bad: bool = False,
    on_problem: Callable[[Problem], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Check records and write them; loading the same again changes nothing.

    With any problem the whole load is refused with ImportRefused and the store stays as it was;
    with `skip_bad` the good records are loaded and the problems returned. `on_problem` gets each
    problem as it is found (the result keeps the first 1,000), `on_progress` the number of records
    written and in all, after each transaction. Records are written in transactions of 5,000. In a folder the load
    becomes the version that all read at its end, and what stops it leaves the one before; on a server a load that is
    cut off leaves whole transactions, and loading again completes it. LoadStopped says which.
    """
    with Checking(store, on_problem) as checking:
        checking.read(followed(records, merged(store)))
        found = checking.result()
        refuse(found, skip_bad=skip_bad)
        with whole(store, checking.total(), on_progress) as writing:
            writing.write(checking.good())
        return Loaded(found, writing.written)


def refuse(found: Checked, *, skip_bad: bool) -> None:
    """Raise ImportRefused if something is wrong, unless bad records are to be left out."""
    if found.problem_count and not skip_bad:
        many = f"{found.problem_count} problem{'s' if found.problem_count > 1 else ''}"
        first = found.problems[0].said
        raise ImportRefused(
            f"refused: {many}, nothing was loaded. First: {first.en}",
            found.problems,
            found.problem_count,
            zh=f"整体拒绝：{found.problem_count} 处问题，什么也没有载入。第一处：{first.zh}",
        )


class Writing:
    """A load on its way into a store."""

    def __init__(self, store: Store, total: int, on_progress: Callable[[int, int], None] | None) -> None:
        self._store = store
        self._on_progress = on_progress
        self.total = total
        self.done = 0
        self.written = Written()

    def write(self, records: Iterable[Kept]) -> None:
        """Write records in transactions of 5,000."""
        for batch in batched(records, BATCH):
            self.take(self._store.write(batch), len(batch))
            gc.collect(_YOUNG)

    def take(self, written: Written, many: int) -> None:
        """Count what a transaction did."""
        self.written = _sum(self.written, written)
        self.done += many
        if self._on_progress:
            self._on_progress(self.done, self.total)


@contextmanager
def whole(store: Store, total: int, on_progress: Callable[[int, int], None] | None = None) -> Iterator[Writing]:
    """Publish at the end what is written within; after an error take it back if that can be, and say so."""
    # what was written before is not this load's to take back
    store.publish()
    writing = Writing(store, total, on_progress)
    try:
        yield writing
        store.publish()
    except BaseException as error:
        gone = store.discard()
        if not isinstance(error, StoreError):
            raise
        kept = Text("什么也没有载入，库保持原样", "nothing was loaded, the store is as it was")
        if writing.done and not gone:
            kept = Text(
                f"已写入 {total:,} 条中的 {writing.done:,} 条，予以保留：再载入一次即可补全",
                f"{writing.done:,} of {total:,} records were written and stay: load again to complete it",
            )
        said = told(error) + Text("；", "; ") + kept
        raise LoadStopped(said.en, 0 if gone else writing.done, total, zh=said.zh) from error


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Have Python's collector look at new objects alone, when a load tells it to.

    It would look at all of them again and again while they become more, and the bridge to an embedded engine has it do
    so each time that Java collects: a quarter of a load's time (docs/decisions/0145).
    """
    rests = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()


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
        #: first part of ids → those that begin so, for saying which is nearest
        self._nearest: dict[str, Nearest] = {}
        self._stack = ExitStack()
        self._sources: Spool[Source] = self._stack.enter_context(Spool())
        self._nodes: Spool[Node] = self._stack.enter_context(Spool())
        self._relations: Spool[Relation] = self._stack.enter_context(Spool())
        self._searches: Spool[Search] = self._stack.enter_context(Spool())
        self._withdrawn: Spool[Withdrawn] = self._stack.enter_context(Spool())

    def __enter__(self) -> Checking:
        self._stack.enter_context(_seldom_collected())
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
                gc.collect(_YOUNG)
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
        self._sift(self._nodes, self._node)
        self._sift(self._relations, self._relation)
        self._sift(self._searches, self._search)

    def _keep(self, record: Kept) -> None:
        if isinstance(record, Node | Relation):
            self.datasets.update([said.dataset for said in record.statements])
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
        for batch in batched(spool.numbered(), BATCH):
            known = self._known({id for _, record in batch for id in _refers_to(record)})
            for number, record in batch:
                problems = look(record, known)
                for problem in problems:
                    self._report(problem)
                if problems:
                    spool.drop(number)
                    if isinstance(record, Node | Source):
                        self._types.pop(record.id, None)

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


def _uncited(record: Node | Relation, known: dict[str, str]) -> list[Problem]:
    missing = sorted({s for each in record.statements for s in each.sources if known.get(s) != "Source"})
    return [
        Problem(
            f"there is no source {id!r} in this load or in the store: add it to the sources",
            record.place,
            "sources",
            id,
            zh=f"本次载入和库中都没有来源{shown_zh(id)}：请在来源中补上",
        )
        for id in missing
    ]


def _clash(id: str, before: Text, now: str, place: Place) -> Problem:
    reason = Text(
        f"编号{shown_zh(id)}已是{before.zh}，不能又是 {now}：一个编号只代表一个事物",
        f"id {id!r} is a {before.en}; it cannot be a {now} too: an id stands for one thing",
    )
    return Problem.of(reason, place, "id", id)


def _sum(a: Written, b: Written) -> Written:
    return replace(a, **{f.name: getattr(a, f.name) + getattr(b, f.name) for f in fields(Written)})
