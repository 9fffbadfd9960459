"""What every reader of files gives: rows with their place, and what it was told about the form of a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...schema import Place

#: how much of a value a message shows
SHOWN = 80
#: what a reader may leave out without a problem: each is told (docs/decisions/0119)
What = Literal["title", "note", "total", "header", "short", "sheet", "file"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: cleaned column name → cell as it stands in the file."""

    place: Place
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is no row of the table and that a spreadsheet often has, or a row read in a way to be told."""

    place: Place
    what: What
    #: as much of it as helps to find it
    text: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a mapping says about the form of one table's file; every key may be missing."""

    #: "": found by the names that the mapping asks for
    delimiter: str = ""
    #: "": found out
    encoding: str = ""
    #: around a cell that holds a delimiter; "": quotation marks mean nothing
    quote: str = '"'
    #: name of a sheet, or a pattern such as ``20??年``; "": every sheet that has the columns
    sheet: str = ""
    #: numbers of the rows that hold the names, one or two; none: found by the names
    header: tuple[int, ...] = ()
    #: where the records of a JSON or YAML file stand: ``chains.stages``
    records: str = ""
    #: columns in which a blank means the cell above
    fill: frozenset[str] = frozenset()
    #: every row under the header is data: no note, no total is left out
    as_is: bool = False
    #: column → other names that it may bear in a file
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: columns that a file may be without: they are blank then
    may_lack: frozenset[str] = frozenset()

    def called(self, names: Sequence[str]) -> list[str]:
        """Return names of columns as the mapping calls them: of one that is not there, the first other name."""
        if not self.also:
            return list(names)
        found = list(names)
        for column, others in self.also.items():
            if column not in found and (there := [other for other in others if other in found]):
                found[found.index(there[0])] = column
        return found


@dataclass(frozen=True, slots=True)
class Layout:
    """What is read of one file, and in which form it is."""

    #: columns that are read; a file without one of them cannot be used
    needed: Collection[str]
    #: columns that are knowingly left out
    ignored: Collection[str] = ()
    form: Form = field(default_factory=Form)
    #: column → what parts several values in its cell, for files that hold lists
    separators: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """The names of columns by which a table is known, with their other names."""
        return frozenset(self.needed).union(*self.form.also.values())

    @property
    def demanded(self) -> frozenset[str]:
        """The columns without which a file cannot be used."""
        return frozenset(self.needed) - self.form.may_lack
