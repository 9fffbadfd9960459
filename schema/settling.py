"""From many statements to the one value of each property that a store shows.

Each property takes the value of the best statement that gives one: what was corrected by hand, then the reliability
of its sources, then the later date, then the order of datasets that was asked for (those that it does not name come
after, by name), then the key of the row. Sets are united. So no fact disappears behind a newer, poorer row, and neither
the order of loading nor the wording of a value matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .dates import latest
from .records import Statement, Value

#: what counts as the reliability of a statement without a source
NO_SOURCE = "Z"
#: the dataset of what was corrected by hand: it stands above all others
BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a property, with the statement that gives it."""

    value: Value
    statement: Statement


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property that statements read differently; all readings are kept, the shown one first."""

    property: str
    readings: tuple[Reading, ...]


def best(statements: Iterable[Statement], reliability: Mapping[str, str], order: Sequence[str] = ()) -> list[Statement]:
    """Return the statements with the best first; ``order`` are datasets, the first to be believed first."""
    given = list(statements)
    if len(given) == 1:
        return given
    given.sort(key=lambda s: _turn(s, order))
    # what is as strong stays in this order: sorting is stable, also from the highest down
    return sorted(given, key=lambda s: _strength(s, reliability), reverse=True)


def settle(
    statements: Sequence[Statement], reliability: Mapping[str, str], order: Sequence[str] = ()
) -> dict[str, Value]:
    """Return the value to show for each property, with the latest date and the best reliability.

    ``reliability`` maps source id to A, B or C; a source that is not in it counts as C. ``order`` are datasets, the
    first to be believed first. ``date`` is "" where no statement has one, ``reliability`` "" where none has a source.

    >>> old = Statement("d", "1", ("s1",), "2019", {"founded": "1990", "aliases": ["甲"]})
    >>> new = Statement("d", "2", ("s2",), "2023", {"founded": "1991", "aliases": ["乙"]})
    >>> settle([old, new], {"s1": "A", "s2": "C"})
    {'aliases': ['乙', '甲'], 'date': '2023', 'founded': '1990', 'reliability': 'A'}
    """
    shown: dict[str, Value] = {"date": dated(statements), "reliability": grade(statements, reliability)}
    for statement in best(statements, reliability, order):
        for name, value in statement.properties.items():
            if isinstance(value, list):
                before = shown.get(name, [])
                known = before if isinstance(before, list) else [str(before)]
                shown[name] = sorted({*known, *value})
            else:
                shown.setdefault(name, value)
    return dict(sorted(shown.items()))


def dated(statements: Sequence[Statement]) -> str:
    """Return the latest date among statements, "" where none has one."""
    if len(statements) == 1:
        return statements[0].date
    # 2018 and 2014/2018 end on the same day: the text decides, not the order of loading
    return max((s.date for s in statements), key=lambda date: (latest(date), date), default="")


def grade(statements: Iterable[Statement], reliability: Mapping[str, str]) -> str:
    """Return the best reliability among the sources of statements: A, B, C; "" without a source."""
    return min((reliability.get(s, "C") for each in statements for s in each.sources), default="")


def conflicts(statements: Sequence[Statement], reliability: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Return the properties that statements read differently (sets never conflict)."""
    readings: dict[str, dict[str, Reading]] = {}
    for statement in best(statements, reliability):
        for name, value in statement.properties.items():
            if not isinstance(value, list):
                readings.setdefault(name, {}).setdefault(_json(value), Reading(value, statement))
    return tuple(Conflict(name, tuple(found.values())) for name, found in sorted(readings.items()) if len(found) > 1)


def disputed(statements: Sequence[Statement]) -> list[str]:
    """Return the properties that two datasets read differently, unless somebody settled them by hand.

    >>> a = Statement("a", "1", (), "", {"founded": "1990", "aliases": ["甲"]})
    >>> b = Statement("b", "1", (), "", {"founded": "1991", "aliases": ["乙"]})
    >>> disputed([a, b]), disputed([a, b, Statement(BY_HAND, "1", (), "", {"founded": "1991"})])
    (['founded'], [])
    """
    if len({statement.dataset for statement in statements}) == 1:
        return []
    readings: dict[str, dict[str, set[str]]] = {}
    for each in statements:
        for name, value in each.properties.items():
            if not isinstance(value, list):
                readings.setdefault(name, {}).setdefault(each.dataset, set()).add(_json(value))
    return sorted(
        name
        for name, by_dataset in readings.items()
        if BY_HAND not in by_dataset and any(a != b for a in by_dataset.values() for b in by_dataset.values())
    )


def _strength(statement: Statement, reliability: Mapping[str, str]) -> tuple[bool, int, str]:
    grade_ = grade([statement], reliability) or NO_SOURCE
    return (statement.dataset == BY_HAND, -ord(grade_), latest(statement.date))


def _turn(statement: Statement, order: Sequence[str]) -> tuple[int, str, str]:
    """Return what decides between statements of equal strength; the lowest is believed."""
    at = order.index(statement.dataset) if statement.dataset in order else len(order)
    return (at, statement.dataset, statement.row)


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
