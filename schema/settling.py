"""From many statements to the one value of each property that a store shows.

Each property takes the value of the best statement that gives one: reliability of its sources first,
then the later date, then source ids, then canonical JSON. Sets are united. So no fact disappears behind
a newer, poorer row, and the order of loading does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .dates import latest
from .records import Statement, Value

#: what counts as the reliability of a statement without a source
NO_SOURCE = "Z"


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


def best(statements: Iterable[Statement], reliability: Mapping[str, str]) -> list[Statement]:
    """Return the statements with the best first."""
    given = list(statements)
    return given if len(given) == 1 else sorted(given, key=lambda s: _rank(s, reliability), reverse=True)


def settle(statements: Sequence[Statement], reliability: Mapping[str, str]) -> dict[str, Value]:
    """Return the value to show for each property, with the latest date and the best reliability.

    ``reliability`` maps source id to A, B or C; a source that is not in it counts as C. ``date`` is ""
    where no statement has one, ``reliability`` "" where no statement has a source.

    >>> old = Statement("d", "1", ("s1",), "2019", {"founded": "1990", "aliases": ["甲"]})
    >>> new = Statement("d", "2", ("s2",), "2023", {"founded": "1991", "aliases": ["乙"]})
    >>> settle([old, new], {"s1": "A", "s2": "C"})
    {'aliases': ['乙', '甲'], 'date': '2023', 'founded': '1990', 'reliability': 'A'}
    """
    shown: dict[str, Value] = {"date": dated(statements), "reliability": grade(statements, reliability)}
    for statement in best(statements, reliability):
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


def _rank(statement: Statement, reliability: Mapping[str, str]) -> tuple[int, str, str, str]:
    return (
        -ord(grade([statement], reliability) or NO_SOURCE),
        latest(statement.date),
        ";".join(statement.sources),
        statement.to_json(),
    )


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
