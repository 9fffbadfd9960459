"""Which encoding a text is in: UTF-8, UTF-16, GB18030, Big5, or a problem that says what to do."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...schema import Place, Problem, Text, clean_text

SAVE_AS = Text("在 Excel 或 WPS 中另存为“CSV UTF-8”", "save it as 'CSV UTF-8' in Excel or WPS (另存为 → CSV UTF-8)")
_CHUNK = 1 << 20
#: characters outside ASCII that are looked at to tell Chinese from another 8-bit text read as GB18030
_SAMPLE = 50_000
_OTHER_FILES = {
    b"%PDF": Text(" PDF 文件", "a PDF"),
    b"\xff\xfe\x00\x00": Text(" UTF-32 文本", "UTF-32 text"),
    b"\x00\x00\xfe\xff": Text(" UTF-32 文本", "UTF-32 text"),
}
#: PNG, JPEG, GIF
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
#: codecs of Chinese text, each with those that stand for it where it does not read every byte
_CHINESE = (("gb18030",), ("cp950", "big5hkscs"))
#: bytes from the top in which the names of the columns are looked for
_TOP = 100_000
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class _Scan:
    #: text outside ASCII, as far as it was kept
    sample: str
    #: 0: all of the file can be decoded; else the line with the first byte that cannot
    bad_line: int = 0
    bad_byte: int = 0


def find_encoding(path: Path, place: Place, declared: str = "", needed: Collection[str] = ()) -> str | Problem:
    """Return the codec that reads the whole file strictly, or what is wrong with it.

    Streams. UTF-8 and UTF-16 with and without their marks, GB18030 and Big5 are recognised; any other encoding has to
    be declared in the mapping. Of GB18030 and Big5 the one holds in which the names ``needed`` stand at the top, and
    where that leaves both, the one in which the characters are everyday ones.
    """
    with path.open("rb") as file:
        head = file.read(_TOP)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return Problem(
            "the file is empty; a table begins with a row of column names", place, zh="文件为空；表格应以一行列名开头"
        )
    for mark, what in _OTHER_FILES.items():
        if head.startswith(mark):
            reason = Text(
                f"这是{what.zh}，不是表格；请打开后{SAVE_AS.zh}",
                f"this is {what.en}, not a table; open it and {SAVE_AS.en}",
            )
            return Problem.of(reason, place)
    if head.startswith(_PICTURES):
        reason = Text(
            "这是图片，不是表格，无论文件叫什么：请给出表格本身",
            "this is a picture and no table, whatever its name says: give the table itself",
        )
        return Problem.of(reason, place)
    if declared:
        return _declared(path, place, declared)
    for mark, codec in _UTF16.items():
        if head.startswith(mark):
            return _declared(path, place, codec)
    if head.startswith(codecs.BOM_UTF8):
        return _declared(path, place, "utf-8-sig")
    if 0 in head:
        if codec := _unmarked(path, head, needed):
            return codec
        if head.count(0) > len(head) // 10:
            reason = Text(
                f"不是文本表格（含有 NUL 字节）；请{SAVE_AS.zh}", f"not a text table (it holds NUL bytes); {SAVE_AS.en}"
            )
            return Problem.of(reason, place)
    utf8 = _scan(path, "utf-8")
    if not utf8.bad_line:
        return "utf-8"
    # Chinese text is invalid as UTF-8 after one or two characters, so a longer run means a broken UTF-8 file
    if sum(c > "\u07ff" for c in utf8.sample) >= 4:
        return _broken(place, "utf-8", utf8)
    if codec := _chinese(path, head, needed):
        return codec
    reason = Text(
        f"编码不是 UTF-8（第 {utf8.bad_line:,} 行的字节 {utf8.bad_byte:#04x}），也不是中文的 GB18030 或 Big5，"
        f"或文字太少无从判断；请{SAVE_AS.zh}，或在映射中写明编码，如 encoding: big5",
        f"the encoding is neither UTF-8 (byte {utf8.bad_byte:#04x} in line {utf8.bad_line:,}) nor Chinese GB18030 or "
        f"Big5, or too short to tell; {SAVE_AS.en}, or name the encoding in the mapping, e.g. encoding: big5",
    )
    return Problem.of(reason, Place(place.file, row=utf8.bad_line))


def _unmarked(path: Path, head: bytes, needed: Collection[str]) -> str:
    """Return the codec of UTF-16 without its mark, told by the half of each character that holds the zeros."""
    for codec, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        likely = zeros.count(0) > len(zeros) // 5 or _named(head.decode(codec, "ignore"), needed)
        if likely and zeros.count(0) > 3 * others.count(0) and not _scan(path, codec).bad_line:
            return codec
    return ""


def _chinese(path: Path, head: bytes, needed: Collection[str]) -> str:
    """Return the codec of Chinese text, "" where none is likely or two are."""
    fitting: dict[str, _Scan] = {}
    for codecs_of_one in _CHINESE:
        for codec in codecs_of_one:
            if not (scan := _scan(path, codec)).bad_line:
                fitting[codec] = scan
                break
    named = {codec: _named(head.decode(codec, "ignore"), needed) for codec in fitting}
    best = [codec for codec in fitting if named[codec] and named[codec] == max(named.values())]
    if len(best) == 1:
        return best[0]
    if "gb18030" in fitting and _reads_as_chinese(fitting["gb18030"].sample):
        return "gb18030"
    return next((codec for codec in fitting if codec != "gb18030" and _reads_as_big5(fitting[codec].sample)), "")


def _named(top: str, needed: Collection[str]) -> int:
    text = clean_text(top)
    return sum(name in text for name in needed if not name.isascii())


def _declared(path: Path, place: Place, codec: str) -> str | Problem:
    scan = _scan(path, codec)
    return _broken(place, codec, scan) if scan.bad_line else codec


def _broken(place: Place, codec: str, scan: _Scan) -> Problem:
    name = "UTF-8" if codec.startswith("utf-8") else codec
    reason = Text(
        f"第 {scan.bad_line:,} 行无法按 {name} 读取（字节 {scan.bad_byte:#04x}）：文件已损坏，或由两种编码拼成；"
        f"请打开，改好该行，再{SAVE_AS.zh}",
        f"line {scan.bad_line:,} cannot be read as {name} (byte {scan.bad_byte:#04x}): "
        f"the file is damaged or was pasted together from two encodings; open it, mend that line and {SAVE_AS.en}",
    )
    return Problem.of(reason, Place(place.file, row=scan.bad_line))


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
    everyday = _everyday_gb(sample)
    return everyday > 0.4 * len(sample) and everyday > _everyday_big5(_as("gb18030", "big5", sample))


def _reads_as_big5(sample: str) -> bool:
    """Say the same of text decoded as Big5, in which the everyday characters are those of level 1."""
    everyday = _everyday_big5(sample)
    return everyday > 0.9 * len(sample) and everyday > _everyday_gb(_as("cp950", "gb18030", sample))


def _as(written: str, read: str, sample: str) -> str:
    return "".join(_OUTSIDE_ASCII.findall(sample.encode(written, "ignore").decode(read, "ignore")))


def _everyday_gb(sample: str) -> int:
    coded = (each.encode("gb2312", "ignore") for each in sample)
    return sum(len(code) == 2 and (code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7) for code in coded)


def _everyday_big5(sample: str) -> int:
    coded = (each.encode("big5", "ignore") for each in sample)
    return sum(len(code) == 2 and code[0] <= 0xC6 for code in coded)
