"""Errors in an .xlsx workbook: its sheets are looked through once, as text."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from .short_dates import short_dates
from .spoiled import Spoiled

#: what a damaged archive is told by
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
_CHUNK = 1 << 20
#: columns after Z; those before are no matter for the extent
_FAR = re.compile(rb'\br="([A-Z]{2,3})\d')
_ROW = re.compile(rb'\br="[A-Z]{0,3}(\d{1,7})"')
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_WORD = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})")
_IS_ERROR = b't="e"'
_STYLES = "xl/styles.xml"
_STYLED = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})" s="(\d{1,5})"')


def unpacked_size(path: Path) -> int:
    """Return the bytes of all parts of a packed file, 0 for one that is not packed."""
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        return sum(each.file_size for each in archive.infolist())


def spoiled_xlsx(path: Path) -> dict[str, Spoiled]:
    """Return what was found in each sheet of an .xlsx workbook, nothing for other packed files."""
    with zipfile.ZipFile(path) as archive:
        names = {*archive.namelist()}
        styles = short_dates(archive.read(_STYLES)) if _STYLES in names else {}
        return {sheet: _scan(archive, part, styles) for sheet, part in _parts(archive) if part in names}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with the part of the archive that holds it."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for each in book.iter():
        if each.tag.endswith("}sheet"):
            id = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            yield each.get("name", ""), posixpath.normpath(posixpath.join("/xl", targets.get(id, ""))).lstrip("/")


def _scan(archive: zipfile.ZipFile, part: str, styles: Mapping[bytes, int]) -> Spoiled:
    found, kept, widest = Spoiled(), b"", b"Z"
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = kept + chunk
            # a cell may begin in this chunk and end in the next
            end = max(text.rfind(b"</c>"), text.rfind(b"</row>"), text.rfind(b":c>"))
            text, kept = (text[:end], text[end:]) if end > 0 else (text, b"")
            widest = max([widest, *{*_FAR.findall(text)}], key=lambda each: (len(each), each))
            if row := text.rfind(b' r="') + 1:
                found.height = max(found.height, int(at[1]) if (at := _ROW.match(text, row)) else 0)
            for number, column, word in _errors(text):
                found.add_error(number, column, word)
            for cell in _STYLED.finditer(text) if styles else ():
                if length := styles.get(cell[3]):
                    found.add_shortened(int(cell[2]) - 1, _number(cell[1]) - 1, length)
    found.width = _number(widest)
    return found


def _errors(text: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and word of each cell that holds an error."""
    found = text.find(_IS_ERROR)
    while found >= 0:
        cell = _AT.search(text, text.rfind(b"<", 0, found), text.find(b">", found))
        word = _WORD.search(text, found)
        if cell and word:
            yield int(cell[2]) - 1, _number(cell[1]) - 1, word[1].decode("ascii", "replace").strip()
        found = text.find(_IS_ERROR, found + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
