"""Which encoding a text table is in: UTF-8, UTF-16 with its mark, GB18030, or a problem that says what to do."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..schema import Place, Problem

SAVE_AS = "save it as 'CSV UTF-8' in Excel or WPS (另存为 → CSV UTF-8)"
_CHUNK = 1 << 20
#: characters outside ASCII that are looked at to tell Chinese from another 8-bit text read as GB18030
_SAMPLE = 50_000
_OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook (.xlsx) or other archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"%PDF": "a PDF",
    b"\xff\xfe\x00\x00": "UTF-32 text",
    b"\x00\x00\xfe\xff": "UTF-32 text",
}
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class _Scan:
    #: text outside ASCII, as far as it was kept
    sample: str
    #: 0: all of the file can be decoded; else the line with the first byte that cannot
    bad_line: int = 0
    bad_byte: int = 0


def find_encoding(path: Path, place: Place, declared: str = "") -> str | Problem:
    """Return the codec that reads the whole file strictly, or what is wrong with it.

    Streams. UTF-8 with and without its mark, UTF-16 with its mark and GB18030 are recognised;
    any other encoding has to be declared in the mapping.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return Problem("the file is empty; a table begins with a row of column names", place)
    for mark, what in _OTHER_FILES.items():
        if head.startswith(mark):
            reason = f"this is {what}, not a text table; this version reads CSV only: open it and {SAVE_AS}"
            return Problem(reason, place)
    if declared:
        return _declared(path, place, declared)
    for mark, codec in _UTF16.items():
        if head.startswith(mark):
            return _declared(path, place, codec)
    if head.count(0) > len(head) // 10:
        return Problem(f"not a text table (it holds NUL bytes; UTF-16 without its mark?); {SAVE_AS}", place)
    if head.startswith(codecs.BOM_UTF8):
        return _declared(path, place, "utf-8-sig")
    utf8 = _scan(path, "utf-8")
    if not utf8.bad_line:
        return "utf-8"
    # GB18030 text is invalid as UTF-8 after one or two characters, so a longer run means a broken UTF-8 file
    if sum(c > "\u07ff" for c in utf8.sample) >= 4:
        return _broken(place, "utf-8", utf8)
    chinese = _scan(path, "gb18030")
    if not chinese.bad_line and _reads_as_chinese(chinese.sample):
        return "gb18030"
    reason = (
        f"the encoding is neither UTF-8 (byte {utf8.bad_byte:#04x} in line {utf8.bad_line:,}) nor Chinese GB18030; "
        f"{SAVE_AS}, or name the encoding in the mapping, e.g. encoding: big5"
    )
    return Problem(reason, Place(place.file, row=utf8.bad_line))


def _declared(path: Path, place: Place, codec: str) -> str | Problem:
    scan = _scan(path, codec)
    return _broken(place, codec, scan) if scan.bad_line else codec


def _broken(place: Place, codec: str, scan: _Scan) -> Problem:
    name = "UTF-8" if codec.startswith("utf-8") else codec
    reason = (
        f"line {scan.bad_line:,} cannot be read as {name} (byte {scan.bad_byte:#04x}): "
        f"the file is damaged or was pasted together from two encodings; open it, mend that line and {SAVE_AS}"
    )
    return Problem(reason, Place(place.file, row=scan.bad_line))


def _scan(path: Path, codec: str) -> _Scan:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    sample, lines = "", 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start]
                sample += "".join(_OUTSIDE_ASCII.findall(before.decode(codec, "ignore")))[:_SAMPLE]
                return _Scan(sample, lines + before.count(b"\n"), error.object[error.start])
            if len(sample) < _SAMPLE:
                sample += "".join(_OUTSIDE_ASCII.findall(text))[:_SAMPLE]
            lines += text.count("\n")
            if not chunk:
                return _Scan(sample)


def _reads_as_chinese(sample: str) -> bool:
    """Say whether text decoded as GB18030 was written so: by the share of everyday characters.

    GB 2312 level 1 and punctuation, measured: simplified Chinese 0.98, traditional Chinese in GB18030 0.43
    to 0.51, Big5 read by mistake 0.37, Shift JIS and Latin-1 0. The same bytes as Big5: 0.38 to 0.55 where
    they are GB18030, 1.0 where they are Big5. EUC-KR cannot be told apart and reads as Chinese.
    """
    everyday = 0
    for each in sample:
        code = each.encode("gb2312", "ignore")
        everyday += len(code) == 2 and (code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)
    as_big5 = (c.encode("big5") for c in sample.encode("gb18030").decode("big5", "ignore") if c > "\x7f")
    big5 = sum(code[0] <= 0xC6 for code in as_big5)
    return everyday > 0.4 * len(sample) and everyday > big5
