"""What kind of file something is: told by its content, and by its name where content leaves it open."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

Kind = Literal["text", "workbook", "json", "yaml", "parquet", "graphml", "zip", "web page"]

#: ending → kind, for files whose content may be several things
_BY_NAME: dict[str, Kind] = {
    ".csv": "text", ".tsv": "text", ".txt": "text",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xlsb": "workbook", ".xls": "workbook", ".et": "workbook",
    ".ods": "workbook",
    ".json": "json", ".jsonl": "json", ".ndjson": "json", ".geojson": "json",
    ".yaml": "yaml", ".yml": "yaml",
    ".parquet": "parquet", ".graphml": "graphml", ".zip": "zip",
}  # fmt: skip
#: endings of files that can be tables
ENDINGS = tuple(ending for ending, kind in _BY_NAME.items() if kind != "zip")
_BEGINNINGS: dict[bytes, Kind] = {b"\xd0\xcf\x11\xe0": "workbook", b"PAR1": "parquet"}

#: bytes of a row in a workbook, about
_PACKED_ROW = 45
#: pictures and documents; most others hold NUL bytes
_NO_TEXTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


def kind_of(path: Path) -> Kind:
    """Return the kind of a file: a workbook that is called .csv is a workbook, a text called .xls a text."""
    by_name = _BY_NAME.get(path.suffix.casefold(), "text")
    with path.open("rb") as file:
        head = file.read(2_000)
    for mark, kind in _BEGINNINGS.items():
        if head.startswith(mark):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return "web page"
    if b"<graphml" in start:
        return "graphml"
    return by_name if by_name in ("json", "yaml") else "text"


def may_be_table(path: Path) -> bool:
    """Say whether a file may be read: not one with another ending and binary content, such as a picture."""
    if path.suffix.casefold() in _BY_NAME or kind_of(path) != "text":
        return True
    with path.open("rb") as file:
        head = file.read(2_000)
    return 0 not in head and not head.startswith(_NO_TEXTS)


def length_of(path: Path) -> int:
    """Return about how many rows a file has: its lines, of one that is packed what its size says."""
    packed = kind_of(path) in ("workbook", "parquet", "zip")
    with path.open("rb") as file:
        pieces = iter(lambda: file.read(1 << 20), b"")
        return path.stat().st_size // _PACKED_ROW if packed else sum(piece.count(b"\n") for piece in pieces)


def _packed(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {*archive.namelist()}
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return "workbook"
    inside = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
    return "workbook" if any(name in names for name in inside) else "zip"
