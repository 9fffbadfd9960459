"""One door to every kind of file: rows with their place, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...schema import Place, Problem, Text, file_fault
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
        yield Problem("there is no such file", place, zh="没有这个文件")
    except OSError as error:
        yield Problem.of(Text("文件无法读取：", "the file cannot be read: ") + file_fault(error, path), place)
    except UnicodeDecodeError as error:
        reason = Text(
            f"读取时文件有改动（{error.reason}）；请重新载入",
            f"the file changed while it was read ({error.reason}); import it again",
        )
        yield Problem.of(reason, place)


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
        reason = Text("文件中另有 .zip：请先解压", "a .zip inside another file: unpack it first")
        return iter([Problem.of(reason, Place(file))])
    if kind == "web page":
        reason = Text(
            "文件名虽像表格，内容却是网页：请用 Excel 或 WPS 打开，另存为 .xlsx",
            "this is a web page, whatever its name ends in: open it in Excel or WPS and save it as .xlsx",
        )
        return iter([Problem.of(reason, Place(file))])
    return read_delimited(path, file, layout)
