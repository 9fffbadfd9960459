"""Problems by their cause: how many there are of each, and the first few; memory does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..schema import Problem
from .wording import Say

#: problems of one cause that are told
TOLD = 5
#: causes that are told
CAUSES = 40
#: what differs from row to row: quoted values, numbers, guesses
_DIFFERS = re.compile(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|\b\d[\d,.]*|\b\w+:[\w/.\-]+")
_GUESS = re.compile(r"\s*Did you mean [^?]*\?")


def cause_of(problem: Problem) -> tuple[str, str, str, str]:
    """Return what the problems of one cause have in common: file, sheet, column, and the reason without its values.

    The English reason tells causes apart, so that both languages have the same ones.
    """
    reason = _DIFFERS.sub("…", _GUESS.sub("", problem.reason))
    return problem.place.file, problem.place.sheet, problem.column, reason


@dataclass(slots=True)
class Cause:
    """One cause: the same fault in the same column of one file."""

    count: int = 0
    first: list[Problem] = field(default_factory=list)


class Causes:
    """Counts problems by their cause.

    >>> from chainscape.schema import Place
    >>> causes = Causes()
    >>> for row in range(2, 9):
    ...     causes.add(Problem(f"'{row}x' is not a number", Place("f.csv", "", row), "产量"))
    >>> [(cause.count, len(cause.first)) for cause in causes]
    [(7, 5)]
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], Cause] = {}
        self.total = 0

    def __iter__(self) -> Iterator[Cause]:
        """Yield each cause, that of most problems first, else as they were met."""
        yield from sorted(self._found.values(), key=lambda cause: -cause.count)

    def add(self, problem: Problem) -> None:
        """Count one problem."""
        self.total += 1
        key = cause_of(problem)
        if key not in self._found and len(self._found) >= 10_000:
            # a file in which no fault is like another: the rest is one cause
            key = ("", "", "", "")
        cause = self._found.setdefault(key, Cause())
        cause.count += 1
        if len(cause.first) < TOLD:
            cause.first.append(problem)

    def rename(self, name: Callable[[Sequence[Problem]], list[Problem]]) -> None:
        """Put other problems in the place of those that are told, in one go: naming them may read files again."""
        causes = [cause for cause in self._found.values() if cause.first]
        told = iter(name([problem for cause in causes for problem in cause.first]))
        for cause in causes:
            cause.first = list(islice(told, len(cause.first)))

    def lines(self, say: Say) -> Iterator[str]:
        """Yield what is told of them, a line each."""
        for number, cause in enumerate(self):
            if number == CAUSES:
                rest = len(self._found) - CAUSES
                yield say(f"…… 另有 {rest} 种原因", f"… and {rest} more causes")
                return
            if cause.count > 1:
                yield say(f"同一原因 {cause.count} 处：", f"{cause.count} problems of one cause:")
            indent = "- " if cause.count > 1 else ""
            said = (say(problem.said.zh, problem.said.en) for problem in cause.first)
            yield from (f"{indent}{each}" for each in said)
            if cause.count > len(cause.first):
                rest = cause.count - len(cause.first)
                yield say(f"…… 另有 {rest} 处", f"… and {rest} more")
