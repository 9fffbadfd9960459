"""Errors that a caller may catch.

ChainscapeError
├── UsageError            wrong word or option: the command line exits with 2
│   └── UnknownName       no such query, parameter, chain, cell …; lists what there is
└── DataError             the data or the store is at fault: the command line exits with 1
    ├── SchemaError       a vocabulary or template file is wrong: file, key, what was expected
    ├── ImportRefused     a load was refused whole; carries its problems
    ├── MissingExtra      an optional package is not installed
    └── StoreError        a store cannot be used as asked
        ├── StoreMissing  nothing there
        ├── StoreForeign  something there that is not Chainscape's
        ├── StoreEmpty    a store in which there is nothing yet
        ├── StoreLocked   another process holds it
        ├── StoreDamaged  its files are not what was written
        ├── LoadStopped   it failed in the middle of a load; counts what was written
        ├── LoginRefused  the server wants a user and password, or other ones
        ├── QueryRefused  the query would write, read files, call out or administer
        ├── QueryFailed   the engine could not run the query
        ├── QueryTimeout  it ran longer than allowed
        └── QueryTooLarge its answer has more rows than allowed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from .quoting import LONGEST, cut, listed, shown, shown_zh
from .wordings import Text

if TYPE_CHECKING:
    from .records import Problem

#: characters of a list of names
_LISTED = 1_000


class ChainscapeError(Exception):
    """Anything that went wrong for a reason the user can act on."""

    def __init__(self, message: str = "", zh: str = "") -> None:
        super().__init__(message)
        #: the message in Chinese
        self.zh = zh

    @classmethod
    def of(cls, message: Text) -> Self:
        """Return the error for a message in both languages, of a kind that is made of a message alone."""
        return cls(message.en, zh=message.zh)


class UsageError(ChainscapeError):
    """A word or option that the program does not understand."""


class UnknownName(UsageError):
    """A name that is not there; the message suggests the nearest ones.

    >>> unknown = UnknownName(Text("查询", "query"), "gap-fact", ["gap-facts", "chains"])
    >>> print(unknown)
    no query 'gap-fact'. Did you mean gap-facts? There are: chains, gap-facts
    >>> print(unknown.zh)
    没有名为「gap-fact」的查询。是「gap-facts」吗？现有：chains、gap-facts
    """

    def __init__(self, what: Text, name: str, known: Iterable[str]) -> None:
        near = suggest(name, known)
        super().__init__(f"no {what.en} {shown(name)}.{near.en}", f"没有名为{shown_zh(name)}的{what.zh}。{near.zh}")


class DataError(ChainscapeError):
    """Data or a store that cannot be used as it is."""


class SchemaError(DataError):
    """A vocabulary, code-list or template file that says something impossible."""


class ImportRefused(DataError):
    """A load that was refused whole; the store is as it was before."""

    def __init__(
        self, message: str, problems: Sequence[Problem] = (), total: int | None = None, *, zh: str = ""
    ) -> None:
        super().__init__(message, zh)
        #: the first problems met, at most ``loading.KEPT``
        self.problems = tuple(problems)
        #: how many there were
        self.total = len(self.problems) if total is None else total

    @classmethod
    def by(cls, problems: Sequence[Problem], total: int) -> ImportRefused:
        """Return the refusal for problems, of which the message tells the first."""
        many, first = f"{total} problem{'s' if total > 1 else ''}", problems[0].said
        return cls(
            f"refused: {many}, nothing was loaded. First: {first.en}",
            problems,
            total,
            zh=f"整体拒绝：{total} 处问题，什么也没有载入。第一处：{first.zh}",
        )


class MissingExtra(DataError):
    """An optional package is missing; the message names the extra to install."""


class StoreError(DataError):
    """A store that cannot be used as asked."""


class StoreMissing(StoreError):
    """There is no store at that place; reading never makes one."""


class StoreForeign(StoreError):
    """There is something at that place, but it is not a Chainscape store, or holds nodes of other programs only."""


class StoreEmpty(StoreError):
    """There is a store, and nothing in it yet to answer from."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class StoreDamaged(StoreError):
    """The files of the store are not what was written; nothing is answered from them."""


class LoadStopped(StoreError):
    """A store that failed in the middle of a load; whole transactions stay, and loading again completes it."""

    def __init__(self, message: str, done: int, total: int, *, zh: str = "") -> None:
        super().__init__(message, zh)
        #: records written
        self.done = done
        #: records to write in all
        self.total = total


class LoginRefused(StoreError):
    """A server wants a user and password, or refuses those given."""


class QueryRefused(StoreError):
    """A query that would do more than read the graph."""


class QueryFailed(StoreError):
    """A query that the engine could not run."""


class QueryTimeout(StoreError):
    """A query that ran longer than it was allowed to."""


class QueryTooLarge(StoreError):
    """A query whose answer has more rows than it was allowed to."""


def suggest(name: str, known: Iterable[str]) -> Text:
    """Return `` Did you mean …? There are: …`` for a name that is not known.

    >>> suggest("SUPLIES", ["SUPPLIES", "LEADS"]).en
    ' Did you mean SUPPLIES? There are: LEADS, SUPPLIES'
    """
    names = sorted(set(known))
    if not names:
        return Text("", "")
    some, more = listed(cut(each) for each in names[:40]), " …" if len(names) > 40 else ""
    zh, en = cut(some.zh + more, _LISTED), cut(some.en + more, _LISTED)
    return guess(name, names) + Text(f"现有：{zh}", f" There are: {en}")


def guess(name: str, known: Iterable[str]) -> Text:
    """Return `` Did you mean …?`` for a name that is near a known one, else nothing.

    >>> guess("Produkt", ["Product", "Company"]), guess("x", ["Product"])
    (Text(zh='是「Product」吗？', en=' Did you mean Product?'), Text(zh='', en=''))
    """
    near = closest(name, known)
    return Text(f"是「{cut(near)}」吗？", f" Did you mean {cut(near)}?") if near else Text("", "")


def closest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest, "" where none is near."""
    # comparing takes the square of the length, and no name that is meant is as long
    if len(name) > 2 * LONGEST:
        return ""
    folded = {each.casefold(): each for each in sorted(set(known))}
    near = [each for each in folded if each.startswith(name.casefold())] if name else []
    # of two Chinese characters one may be wrong
    near = near or difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6 if len(name) > 2 else 0.5)
    return folded[near[0]] if near else ""
