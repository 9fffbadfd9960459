"""Files that replace what their datasets said before, and datasets and sources that are to be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ...schema import BY_HAND, Kept, Problem, Statement, Text, UnknownName
from ..checking import Checking, batched
from ..following import About, followed, merged
from ..loading import BATCH, Loaded, Writing, refuse, whole
from ..merging import NAMED
from ..store import Open, Row, Store, Written
from .comparing import Changes, compare, searches_of, stated
from .withdrawing import Gone, Withdrawing, this_day

_SOURCES = "MATCH (s:Source) RETURN s.id AS id, s.title AS title"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a load did that replaced what its datasets said before."""

    loaded: Loaded
    changes: Changes


def replace(
    store: Store,
    records: Iterable[Kept | Problem],
    *,
    agree: Callable[[Changes], None] | None = None,
    skip_bad: bool = False,
    today: str = "",
    on_problem: Callable[[Problem], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Replaced:
    """Load records as all that their datasets say: what a dataset said before and does not say now is withdrawn.

    What differs is told to ``agree`` before anything is written; what it raises leaves the store as it was. What is
    withdrawn counts nowhere and stays in the history with the day ``today``. With bad records left out (``skip_bad``)
    nothing is taken for vanished: it may stand in one of them. In a folder it is done whole or not at all; a server
    takes it in transactions of 5,000, what is new first, and doing it again completes it. See `load` for the rest.
    """
    with Checking(store, on_problem) as checking:
        checking.read(followed(records, merged(store)))
        found = checking.result()
        refuse(found, skip_bad=skip_bad)
        day = today or this_day()
        changes = compare(store, checking.good, checking.datasets, day)
        if found.problem_count:
            changes.gone, changes.searches = {}, []
        if agree:
            agree(changes)
        named = {source.id for source in checking.sources()}
        gone = sum(map(len, changes.gone.values())) + len(changes.searches) + len(changes.history)
        with whole(store, checking.total() + gone, on_progress) as writing:
            # what a row said before is kept first: a load that is cut off would not find it again
            writing.write(changes.history)
            writing.write(checking.good())
            for why, each in changes.gone.items():
                _withdraw(store, writing, each, why, day)
            _withdraw_rest(store, writing, changes.searches, changes.sources - named, "vanished", day)
        return Replaced(Loaded(found, writing.written), changes)


def forget(
    store: Store, word: str, *, today: str = "", on_progress: Callable[[int, int], None] | None = None
) -> Written:
    """Withdraw all that a dataset says, or that rests on one source alone; ``word`` is its name, or the id or title.

    What cites other sources too stays, without this one. UnknownName: there is no such dataset or source.
    """
    day = today or this_day()
    by_about: dict[About, set[tuple[str, str]]] = {}
    sources: set[str] = set()
    for about, said in stated(store, word):
        by_about.setdefault(about, set()).add((said.dataset, said.row))
        sources.update(said.sources)
    searches = searches_of(store, word) if word else []
    source = ""
    if not by_about and not searches:
        source = _source(store, word)
        sources = {source}
        for about, rows in _citing(store, source):
            by_about[about] = rows
    gone = [Gone(about, frozenset(rows)) for about, rows in by_about.items()]
    with whole(store, len(gone) + len(searches), on_progress) as writing:
        _withdraw(store, writing, gone, "forgotten", day, source)
        _withdraw_rest(store, writing, searches, sources, "forgotten", day)
    return writing.written


def _withdraw(store: Store, writing: Writing, gone: list[Gone], why: str, day: str, source: str = "") -> None:
    # relations first: a node goes when nothing is tied to it
    for some in batched(sorted(gone, key=lambda each: not each.about.from_id), BATCH):
        writing.take(store.change(partial(_take, some, why, day, source)), len(some))


def _take(gone: tuple[Gone, ...], why: str, day: str, source: str, into: Open) -> Written:
    withdrawing = Withdrawing(into, why, day)
    withdrawing.take(gone, source)
    return withdrawing.finish()


def _withdraw_rest(store: Store, writing: Writing, searches: list[Row], sources: set[str], why: str, day: str) -> None:
    def rest(into: Open) -> Written:
        withdrawing = Withdrawing(into, why, day)
        withdrawing.searches(searches)
        withdrawing.sources(sources)
        return withdrawing.finish()

    if searches or sources:
        writing.take(store.change(rest), len(searches))


def _citing(store: Store, source: str) -> Iterator[tuple[About, set[tuple[str, str]]]]:
    """Yield what cites a source, with the statements that rest on it alone."""
    for each in store.stored():
        if source in each.properties.get("sources", ()):
            said = map(Statement.from_json, each.properties["statements"])
            rows = {(s.dataset, s.row) for s in said if s.sources == (source,)}
            yield About(each.type, each.id, each.from_id, each.to_id), rows


def _source(store: Store, word: str) -> str:
    """Return the id of the source that a word stands for."""
    known = {str(row["id"]): str(row["title"]) for row in store.look_up(_SOURCES)}
    if word in known:
        return word
    called = [id for id, title in known.items() if title == word]
    if len(called) == 1:
        return called[0]
    datasets = {
        Statement.from_json(text).dataset for each in store.stored() for text in each.properties.get("statements", ())
    }
    # not the names under which the store keeps what no file says
    raise UnknownName(Text("数据集或来源", "dataset or source"), word, [*called, *datasets - {BY_HAND, NAMED}])
