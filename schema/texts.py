"""The text of a small file that somebody wrote by hand: a mapping, a template, a query."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from .errors import SchemaError
from .file_errors import file_fault

#: bytes of the largest file that a hand may have written
LARGEST = 4_000_000
#: the begin of a file in another encoding, longest first
_OTHERS = {
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without its mark, line ends as ``\\n``.

    SchemaError: no such file, something else than a file, more than 4 MB, another encoding, control characters.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # a pipe that nobody writes into would be waited for without end
            folder = stat.S_ISDIR(found.st_mode)
            raise SchemaError(
                f"{path}: this is {'a folder' if folder else 'no regular file'}; name a text file",
                f"{path}：{'是文件夹' if folder else '不是普通文件'}；请给出文本文件",
            )
        if found.st_size > LARGEST:
            raise SchemaError(
                f"{path}: {found.st_size:,} bytes, more than the {LARGEST:,} that such a file may have",
                f"{path}：{found.st_size:,} 字节，超过此类文件所允许的 {LARGEST:,} 字节",
            )
        with path.open("rb") as file:
            read = file.read(LARGEST + 1)
    except OSError as error:
        raise SchemaError(
            f"{path}: cannot be read: {error.strerror or error}", f"无法读取 {file_fault(error, path).zh}"
        ) from error
    except ValueError as error:  # a NUL in the name
        raise SchemaError(f"{path}: cannot be read: {error}", f"{path}：无法读取：{error}") from error
    return _decoded(path, read)


def _decoded(path: Path, read: bytes) -> str:
    for mark, name in _OTHERS.items():
        if read.startswith(mark):
            raise SchemaError(
                f"{path}: not UTF-8 text but {name}; save it as UTF-8",
                f"{path}：不是 UTF-8 而是 {name}；请另存为 UTF-8",
            )
    try:
        text = read.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        raise SchemaError(
            f"{path}, line {line}: not UTF-8 text (byte {error.start:,}); save it as UTF-8",
            f"{path}，第 {line} 行：不是 UTF-8（第 {error.start:,} 字节）；请另存为 UTF-8",
        ) from error
    if wrong := _CONTROL.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        raise SchemaError(
            f"{path}, line {line}: holds the control character U+{ord(wrong[0]):04X}; take it out",
            f"{path}，第 {line} 行：含有控制字符 U+{ord(wrong[0]):04X}；请删去",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
