"""One text asked of a store in a folder and of a Neo4j server, and whether both say the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import neo4j

from chainscape.graph import Store
from chainscape.graph.bolt.values import Reader
from chainscape.schema import ChainscapeError, QueryRefused, QueryTimeout

from .grammar import PARAMETERS

#: seconds that a text may take on the server; the folder's store is opened with its own limit
SECONDS = 4.0
#: of numbers with a fraction: docs/cypher.md tells of the last digits
_CLOSE = 1e-9
_IDS = "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS e, n.id AS id"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one of them said: columns and rows, or why there are none."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    #: refused, failed or late; "" where there are rows
    without: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text."""

    #: equal, different, refused, failed both, only server, only folder
    kind: str
    here: Answer
    there: Answer


class Both:
    """The two engines with the same records in them."""

    def __init__(self, folder: Store, driver: neo4j.Driver) -> None:
        self.folder = folder
        self._session = driver.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=-1)
        self._reader = Reader(lambda ids: {r["e"]: r["id"] for r in self._session.run(_IDS, ids=ids)})

    def ask(self, text: str, *, ordered: bool) -> Outcome:
        """Return what both say."""
        return judged(self.ask_folder(text), self.ask_server(text), ordered=ordered)

    def ask_folder(self, text: str) -> Answer:
        return ask_folder(self.folder, text)

    def ask_server(self, text: str) -> Answer:
        try:
            result = self._session.run(neo4j.Query(text, timeout=SECONDS), PARAMETERS)  # type: ignore[arg-type]
            columns, records = tuple(result.keys()), list(result)
        except neo4j.exceptions.Neo4jError as error:
            late = "Timeout" in (error.code or "") or "Terminated" in (error.code or "")
            return Answer(without="late" if late else "failed", reason=str(error.message))
        return Answer(columns, tuple(self._reader.rows(records)))

    def close(self) -> None:
        self._session.close()


def ask_folder(store: Store, text: str) -> Answer:
    """Return what a store in a folder says."""
    try:
        found = store.run(text, **PARAMETERS)
    except QueryRefused as error:
        return Answer(without="refused", reason=str(error))
    except QueryTimeout as error:
        return Answer(without="late", reason=str(error))
    except ChainscapeError as error:
        return Answer(without="failed", reason=str(error))
    return Answer(tuple(found.columns), tuple(tuple(row) for row in found.values))


def judged(here: Answer, there: Answer, *, ordered: bool) -> Outcome:
    """Return how two answers compare: columns, rows, types, and the order where it is known."""
    if here.without or there.without:
        kind = (
            "failed both" if here.without and there.without
            else "only folder" if there.without
            else "refused" if here.without == "refused"
            else "only server"
        )  # fmt: skip
        return Outcome(kind, here, there)
    same = here.columns == there.columns and are_equal(here.rows, there.rows, ordered=ordered)
    return Outcome("equal" if same else "different", here, there)


def are_equal(one: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]], *, ordered: bool) -> bool:
    """Say whether rows are the same; without an order as often as each other."""
    if len(one) != len(other):
        return False
    if not ordered:
        one, other = sorted(one, key=_rank), sorted(other, key=_rank)
    return all(is_same(list(a), list(b)) for a, b in zip(one, other, strict=True))


def is_same(one: Any, other: Any) -> bool:
    """Say whether two values and all their types are the same; numbers with a fraction up to their last digits."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, float):
        return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=_CLOSE, abs_tol=1e-12)
    return bool(one == other)


def sorted_lists(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with its lists sorted: where nobody knows their order."""
    return tuple(sorted(value, key=_rank) if isinstance(value, list) else value for value in row)


def _rank(value: Any) -> Any:
    """Return what sorts values of any types, close numbers alike."""
    if isinstance(value, list | tuple):
        return "list", tuple(_rank(each) for each in value)
    if isinstance(value, dict):
        return "map", tuple((key, _rank(value[key])) for key in sorted(value))
    if isinstance(value, float):
        return "float", (f"{value:.7g}",)
    return type(value).__name__, (str(value),)
