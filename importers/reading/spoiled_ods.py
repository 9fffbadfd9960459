"""Errors, merged cells and months in an OpenDocument workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .short_dates import shown_in
from .spoiled import Spoiled

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
#: a sheet has no more rows or columns than this; more is blank filling
_MOST = 1_048_576


def spoiled_ods(path: Path) -> dict[str, Spoiled]:
    """Return what was found in each sheet; ValueError for a damaged file."""
    found: dict[str, Spoiled] = {}
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        try:
            sheet, row = Spoiled(), 0
            for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314
                if event == "start" and element.tag == f"{_TABLE}table":
                    sheet, row = Spoiled(), 0
                    found[element.get(f"{_TABLE}name", "")] = sheet
                elif event == "end" and element.tag == f"{_TABLE}table-row":
                    _look(element, row, sheet)
                    row = min(_MOST, row + _count(element, "number-rows-repeated"))
                    element.clear()
        except ElementTree.ParseError as error:
            # the reader of workbooks would look for the end of such a file for ever
            raise ValueError(str(error)) from error
    return found


def _look(element: Any, row: int, sheet: Spoiled) -> None:
    column = 0
    for cell in element:
        if cell.get(_KIND) == "error":
            sheet.add_error(row, column, "".join(cell.itertext()).strip() or "#VALUE!")
        if cell.get(_VALUE) == "date" and (length := shown_in("".join(cell.itertext()).strip())):
            sheet.add_shortened(row, column, length)
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            sheet.merged.append(((row, column), (row + down - 1, column + across - 1)))
        if len(cell):
            sheet.height = max(sheet.height, row + _count(element, "number-rows-repeated"))
            sheet.width = max(sheet.width, column + _count(cell, "number-columns-repeated"))
        column = min(_MOST, column + _count(cell, "number-columns-repeated"))


def _count(element: Any, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1
