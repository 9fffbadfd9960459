"""One door to every kind of file: rows with their place, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...schema import Place, Problem, file_fault
from .delimited import read_delimited
from .kinds import kind_of
from .rows import Layout, LeftOut, Row
from .workbooks import read_workbook


def read_rows(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem | LeftOut]:
    """Yield the rows of a file, a problem for whatever is not a row, and what was left out as not of the table.

    ``file`` is the name that messages show. Rows of texts and sheets are numbered as a spreadsheet shows them,
    records of JSON Lines by lines, of other files by their order.
    """
    place = Place(file)
    try:
        yield from _reader(path, file, layout)
    except FileNotFoundError:
        yield Problem("there is no such file", place)
    except OSError as error:
        yield Problem(f"the file cannot be read: {file_fault(error, path).en}", place)
    except UnicodeDecodeError as error:
        yield Problem(f"the file changed while it was read ({error.reason}); import it again", place)


def _reader(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem | LeftOut]:
    kind = kind_of(path)
    if kind == "workbook":
        return read_workbook(path, file, layout)
    if kind in ("json", "yaml"):
        from .trees import read_tree

        return read_tree(path, file, layout, kind)
    if kind == "parquet":
        from .parquet import read_parquet

        return read_parquet(path, file, layout)
    if kind == "graphml":
        from .graphml import read_graphml

        return read_graphml(path, file, layout)
    if kind == "zip":
        return iter([Problem("a .zip inside another file: unpack it first", Place(file))])
    if kind == "web page":
        reason = "this is a web page, whatever its name ends in: open it in Excel or WPS and save it as .xlsx"
        return iter([Problem(reason, Place(file))])
    return read_delimited(path, file, layout)
