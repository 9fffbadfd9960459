"""Excel and OpenDocument workbooks as rows of cells: sheets by name, merged cells filled, error cells kept as words."""

from __future__ import annotations

import fnmatch
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...schema import Place, Problem, Text, suggest
from .cell_texts import text_of
from .grids import Cells, Grid
from .headers import SEARCHED, likeliest_header
from .rows import Layout, LeftOut, Row
from .short_dates import shortened
from .spoiled import OUT_OF_BOUNDS, Spoiled
from .spoiled_ods import spoiled_ods
from .spoiled_xls import spoiled_xls
from .spoiled_xlsx import BROKEN_ARCHIVE, spoiled_xlsx, unpacked_size

#: bytes of all parts of a workbook, unpacked
_LARGEST = 2_000_000_000


def read_workbook(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem | LeftOut]:
    """Yield the rows of the sheets that a mapping means, in their order, each with its sheet.

    ``sheet:`` names one or is a pattern. Without it those that are not hidden and have the columns are read, and the
    others told. A sheet is in memory while it is read: about 0.75 KB a row of eight columns.
    """
    import python_calamine as calamine

    try:
        if (size := unpacked_size(path)) > _LARGEST:
            reason = Text(
                f"工作簿解压后有 {size:,} 字节，超出可读的大小；请拆分",
                f"unpacked the workbook has {size:,} bytes, more than is read; divide it",
            )
            yield Problem.of(reason, Place(file))
            return
        if (last := max(_spoiled(path).values(), key=lambda each: each.cells, default=None)) and last.is_endless:
            # an .xls is read whole when it is opened, and such a one would end the process
            yield Problem.of(_too_wide(last), Place(file))
            return
        # by its content: the ending may be that of another kind
        with path.open("rb") as opened, calamine.CalamineWorkbook.from_filelike(opened) as book:
            yield from _sheets(book, path, file, layout)
    except calamine.PasswordError:
        yield Problem(
            "the workbook is locked by a password; save it without one",
            Place(file),
            zh="工作簿有密码保护；请去掉密码后另存",
        )
    except BaseException as error:
        if not _is_damage(error):
            raise
        # what a reader says of it (a number too long, a buffer too short) helps nobody who has only the file
        reason = Text(
            "工作簿无法读取，已损坏或不完整：请用 Excel 或 WPS 打开，另存为 .xlsx；打不开则重新取得文件",
            "the workbook cannot be read, it is damaged or not whole: open it in Excel or WPS and save it as .xlsx; "
            "if they cannot, get the file again",
        )
        yield Problem.of(reason, Place(file))


def _is_damage(error: BaseException) -> bool:
    import python_calamine as calamine

    kinds = (calamine.CalamineError, calamine.ZipError, calamine.XmlError, *BROKEN_ARCHIVE)
    # what the reader's Rust panics with is no Exception, and has no name to import
    return isinstance(error, kinds) or type(error).__name__ == "PanicException"


def _sheets(book: Any, path: Path, file: str, layout: Layout) -> Iterator[Row | Problem | LeftOut]:
    from python_calamine import SheetVisibleEnum

    shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    wanted = layout.form.sheet
    chosen = [name for name in (book.sheet_names if wanted else shown) if not wanted or _fits(name, wanted)]
    if not chosen:
        reason = Text("没有工作表", "no sheet")
        if wanted:
            reason = Text(f"工作簿中没有工作表「{wanted}」。", f"the workbook has no sheet {wanted!r}.")
            reason += suggest(wanted, book.sheet_names)
        yield Problem.of(reason, Place(file))
        return
    spoiled = _spoiled(path)
    read = _with_columns(book, chosen, layout, spoiled) if not wanted and len(chosen) > 1 else chosen
    for name in read:
        place = Place(file, name)
        if name in spoiled and spoiled[name].cells > OUT_OF_BOUNDS:
            yield Problem.of(_too_wide(spoiled[name]), place)
            continue
        yield from Grid(place, layout).read(_rows(book.get_sheet_by_name(name), spoiled.get(name)))
    yield from (LeftOut(Place(file, name), "sheet", name) for name in book.sheet_names if name not in read)


def _spoiled(path: Path) -> Mapping[str, Spoiled]:
    found = path.stat()
    return _found_in(path, found.st_mtime_ns, found.st_size)


# a dataset is read several times; time and size tell a file that has changed
@lru_cache(maxsize=4)
def _found_in(path: Path, time: int, size: int) -> Mapping[str, Spoiled]:  # noqa: ARG001
    if not zipfile.is_zipfile(path):
        return spoiled_xls(path)
    with zipfile.ZipFile(path) as archive:
        is_open_document = "content.xml" in archive.namelist()
    return spoiled_ods(path) if is_open_document else spoiled_xlsx(path)


def _fits(name: str, wanted: str) -> bool:
    return name == wanted or name.strip() == wanted or fnmatch.fnmatchcase(name, wanted)


def _with_columns(book: Any, names: list[str], layout: Layout, spoiled: Mapping[str, Spoiled]) -> list[str]:
    """Return the sheets with most of the columns that the mapping asks for; the first where none has any."""
    counts = {}
    for name in names:
        if name in spoiled and spoiled[name].cells > OUT_OF_BOUNDS:
            counts[name] = 0
            continue
        top = []
        for _, cells in _rows(book.get_sheet_by_name(name), None):
            top.append(cells)
            if len(top) == SEARCHED:
                break
        header = likeliest_header(top, layout) if top else None
        counts[name] = len({*layout.needed}.intersection(header.names)) if header else 0
    most = max(counts.values())
    return [name for name in names if counts[name] == most] if most else names[:1]


def _too_wide(spoiled: Spoiled) -> Text:
    return Text(
        f"工作表延伸到第 {spoiled.height:,} 行、第 {spoiled.width:,} 列：请删去表格以外的零散单元格",
        f"the sheet reaches to row {spoiled.height:,}, column {spoiled.width:,}: "
        "delete the stray cells outside the table",
    )


def _rows(sheet: Any, spoiled: Spoiled | None) -> Iterator[Cells]:
    """Yield (row number, cells as text); merged cells all hold what the first does."""
    left = sheet.start[1] if sheet.start else 0
    fills = _Merged(sheet.merged_cell_ranges or (spoiled.merged if spoiled else ()), left)
    errors = spoiled.errors if spoiled else {}
    for at, values in enumerate(sheet.iter_rows()):
        cells = [text_of(value) for value in values]
        for column, word in errors.get(at, {}).items():
            if 0 <= column - left < len(cells):
                cells[column - left] = word
        for column, length in spoiled.shown_in(at) if spoiled else ():
            if 0 <= column - left < len(cells):
                cells[column - left] = shortened(cells[column - left], length)
        yield at + 1, fills.fill(at, cells)


class _Merged:
    """The merged cells of a sheet, by the row they begin in."""

    def __init__(self, ranges: Any, left: int) -> None:
        self._begin: dict[int, list[tuple[int, int, int]]] = {}
        for (top, first), (bottom, last) in ranges:
            self._begin.setdefault(top, []).append((bottom, first - left, last - left))
        #: last row, first and last column, text
        self._open: list[tuple[int, int, int, str]] = []

    def fill(self, row: int, cells: list[str]) -> list[str]:
        self._open = [each for each in self._open if each[0] >= row]
        for bottom, first, last in self._begin.pop(row, ()):
            if 0 <= first < len(cells) and cells[first]:
                self._open.append((bottom, first, last, cells[first]))
        for _, first, last, text in self._open:
            for column in range(first, min(last + 1, len(cells))):
                cells[column] = text
        return cells
