"""An answer as an Excel file: written row by row, and no cell is ever a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import isfinite
from typing import IO, Any

from ..schema import DataError, MissingExtra, Rows
from .formats import cell_text
from .width import width

#: what Excel holds: rows of a sheet, characters of a cell, digits of a number
ROWS = 1_048_576
LONGEST = 32_767
EXACT = 10**15
#: rows that decide the widths, and the widest column
_MEASURED = 1_000
_WIDEST = 60
#: kept open: the writer's zip file closes itself when it is thrown away, after what it writes to otherwise
_cut_off: list[BytesIO] = []
#: what XML has no character for
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write_excel(columns: Sequence[str], pieces: Iterator[Rows], file: IO[bytes]) -> int:
    """Write a sheet with bold, frozen, filtered headings; return how many texts were too long for Excel and cut.

    Texts stay texts whatever they begin with, so stay numbers of more than 15 digits, which Excel would round.
    Lists and maps look as they do in CSV.
    """
    # packed before it is written: a zip file that a full disk cut off complains when it is thrown away
    packed = BytesIO()
    with open_book(packed) as book:
        sheet = book.add_worksheet("chainscape")
        cut = 0
        bold = book.add_format({"bold": True, "bottom": 1})
        for at, column in enumerate(columns):
            cut += len(write_cell(sheet, 0, at, column, bold)) > LONGEST
        widths = [width(column) + 3 for column in columns]
        number = 0
        for row in (row for piece in pieces for row in piece.values):
            number += 1
            if number >= ROWS:
                raise DataError(
                    f"more than {ROWS - 1:,} rows, the most that an Excel sheet holds: take csv or parquet",
                    f"超过 {ROWS - 1:,} 行，Excel 工作表放不下：请用 csv 或 parquet",
                )
            for at, value in enumerate(row):
                text = write_cell(sheet, number, at, value)
                cut += len(text) > LONGEST
                if number <= _MEASURED:
                    widths[at] = max(widths[at], width(text.partition("\n")[0][:_WIDEST]) + 2)
        for at, wide in enumerate(widths):
            sheet.set_column(at, at, min(wide, _WIDEST))
        sheet.freeze_panes(1, 0)
        if columns:
            sheet.autofilter(0, 0, number, len(columns) - 1)
    file.write(packed.getbuffer())
    return cut


@contextmanager
def open_book(packed: BytesIO) -> Iterator[Any]:
    """Give a workbook that is written row by row, sheet after sheet."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra(
            "Excel files need XlsxWriter: pip install 'chainscape[excel]'",
            "Excel 文件需要 XlsxWriter：pip install 'chainscape[excel]'",
        ) from error
    with _spoken(packed), xlsxwriter.Workbook(packed, {"constant_memory": True}) as book:
        yield book


@contextmanager
def _spoken(packed: BytesIO) -> Iterator[None]:
    """Raise what the system has against the writer's temporary files as what it is."""
    import xlsxwriter.exceptions

    try:
        yield
    except xlsxwriter.exceptions.FileCreateError as error:
        _cut_off.append(packed)
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))) from error


def write_cell(sheet: Any, row: int, column: int, value: Any, look: Any = None) -> str:
    """Write a cell and return the text that stands for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
        return str(value)
    if isinstance(value, int | float) and isfinite(value) and abs(value) < EXACT:
        sheet.write_number(row, column, value)
        return str(value)
    text = _UNWRITABLE.sub("�", cell_text(value))
    sheet.write_string(row, column, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…", look)
    return text
