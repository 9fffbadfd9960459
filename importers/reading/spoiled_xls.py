"""Errors and months in an old Excel workbook (.xls): its records are looked through, [MS-XLS] 2.4."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from .short_dates import BUILT_IN, shown_by
from .spoiled import Spoiled

_WORDS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BEGIN, _SHEET, _CELL, _FORMULA, _EXTENT, _STRINGS = 0x0809, 0x0085, 0x0205, 0x0006, 0x0200, 0x00FC
#: records that begin with the row and column of a cell
_CELLS = {0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00BD, 0x00BE, 0x0201, 0x00D6, 0x0006, 0x0406, 0x0206}
_FORMAT, _STYLE, _SEVERAL = 0x041E, 0x00E0, 0x00BD
#: records of numbers
_NUMBERS = (0x0203, 0x027E, _SEVERAL)
#: numbers of sectors from here on are marks
_MARKS = 0xFFFFFFFA


def spoiled_xls(path: Path) -> dict[str, Spoiled]:
    """Return what was found in each sheet; zipfile's and struct's errors for a damaged one."""
    return _sheets(_stream(path.read_bytes()))


def _sheets(stream: bytes) -> dict[str, Spoiled]:
    names: dict[int, str] = {}
    found: dict[str, Spoiled] = {}
    here, styles = Spoiled(), _Styles()
    for at, kind, data in _records(stream):
        styles.look_at(kind, data, here)
        if kind == _SHEET:
            length, wide = data[6], data[7] & 1
            names[struct.unpack_from("<I", data)[0]] = data[8 : 8 + length * (1 + wide)].decode(
                "utf-16-le" if wide else "latin-1"
            )
        elif kind == _BEGIN and at in names:
            here = found.setdefault(names[at], Spoiled())
        elif kind == _EXTENT and len(data) >= 12:
            top, rows, left, columns = struct.unpack_from("<IIHH", data)
            if top > rows or left > columns:
                raise ValueError("a sheet ends before it begins")
            here.height, here.width = max(here.height, rows), max(here.width, columns)
        elif kind == _STRINGS and struct.unpack_from("<I", data, 4)[0] > len(stream):
            raise ValueError("more texts than bytes")
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            here.height, here.width = max(here.height, row + 1), max(here.width, column + 1)
        if kind == _CELL and data[7]:
            _keep(here, data, data[6])
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            _keep(here, data, data[8])
    return found


class _Styles:
    """The styles of a workbook that show a month or a year of a date, and the cells that bear one."""

    def __init__(self) -> None:
        self._formats = dict(BUILT_IN)
        #: of each style, how much of a date it shows
        self._shown: list[int] = []

    def look_at(self, kind: int, data: bytes, sheet: Spoiled) -> None:
        """Take in a format or a style, and note a number whose style shows less than all of a date."""
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", data)
            text = data[5 : 5 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
            self._formats[number] = shown_by(text)
        elif kind == _STYLE:
            self._shown.append(self._formats.get(struct.unpack_from("<H", data, 2)[0], 0))
        elif kind in _NUMBERS and any(self._shown):
            row, first = struct.unpack_from("<HH", data)
            for column, style in _styled(kind, data, first):
                if style < len(self._shown) and self._shown[style]:
                    sheet.add_shortened(row, column, self._shown[style])


def _styled(kind: int, data: bytes, first: int) -> Iterator[tuple[int, int]]:
    """Yield column and style of each number of a record."""
    many = (len(data) - 6) // 6 if kind == _SEVERAL else 1
    for at in range(many):
        yield first + at, struct.unpack_from("<H", data, 4 + 6 * at)[0]


def _keep(sheet: Spoiled, data: bytes, error: int) -> None:
    row, column = struct.unpack_from("<HH", data)
    sheet.add_error(row, column, _WORDS.get(error, "#VALUE!"))


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _stream(file: bytes) -> bytes:
    """Return the stream of the workbook from the compound file around it, [MS-CFB]."""
    size = 1 << struct.unpack_from("<H", file, 30)[0]

    def sector(number: int) -> bytes:
        return file[(number + 1) * size : (number + 2) * size]

    tables = [number for number in struct.unpack_from("<109I", file, 76) if number < _MARKS]
    more = struct.unpack_from("<I", file, 68)[0]
    while more < _MARKS and len(tables) < len(file) // size:
        numbers = struct.unpack(f"<{size // 4}I", sector(more))
        tables += [number for number in numbers[:-1] if number < _MARKS]
        more = numbers[-1]
    after = [number for table in tables for number in struct.unpack(f"<{size // 4}I", sector(table))]

    def chain(first: int) -> bytes:
        parts: list[bytes] = []
        while first < len(after) and len(parts) <= len(after):
            parts.append(sector(first))
            first = after[first]
        return b"".join(parts)

    folder = chain(struct.unpack_from("<I", file, 48)[0])
    for at in range(0, len(folder) - 127, 128):
        length = max(0, struct.unpack_from("<H", folder, at + 64)[0] - 2)
        if folder[at : at + length].decode("utf-16-le", "replace") in ("Workbook", "Book"):
            first, bytes_ = struct.unpack_from("<II", folder, at + 116)
            return chain(first)[:bytes_]
    return b""
