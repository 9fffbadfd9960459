"""Where an answer goes: a terminal, a pipe or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .options import SUFFIXES, Options, tell

if TYPE_CHECKING:
    from ..graph import Stream
    from ..schema import Rows

#: formats that are written row by row, whatever the size of the answer
STREAMED = ("csv", "jsonl", "parquet", "xlsx")

#: Excel takes a CSV file without the mark for the local code page and shows Chinese as noise
BOM = b"\xef\xbb\xbf"


class Counted:
    """An answer that counts the rows it hands out."""

    def __init__(self, answer: Rows | Stream) -> None:
        self.columns = answer.columns
        self.rows = 0
        self._answer = answer

    def pieces(self) -> Iterator[Rows]:
        for piece in self._answer.pieces():
            self.rows += len(piece)
            yield piece

    def all(self) -> Rows:
        found = self._answer.all()
        self.rows += len(found)
        return found


def show(answer: Rows | Stream | Counted, options: Options, brief: Sequence[str] = ()) -> None:
    """Print rows, or write them to the file of ``-o``.

    A terminal too narrow for all columns shows those in `brief` and says what it left out; pipes and files have all.
    """
    _check_suffix(options)
    if options.format in STREAMED:
        pass_on(answer.columns, answer.pieces(), options)
        return
    rows = answer.all()
    if options.format == "table" and not options.output and sys.stdout.isatty():
        from .terminal import draw

        draw(rows, options, brief)
        return
    write(formatted(rows, options), options)


def _check_suffix(options: Options) -> None:
    """Refuse a file whose suffix names no format: it would hold another than it says."""
    from ..schema import UsageError

    suffix = Path(options.output).suffix.lower()
    if suffix and suffix not in SUFFIXES and not options.stated:
        known = " ".join(SUFFIXES)
        zh, en = (
            f"-o 的后缀 {suffix} 不是格式；可用 {known}，或用 --format",
            f"-o: {suffix} is no format; there are {known}",
        )
        raise UsageError(f"{en}, or say --format", zh)


def pass_on(columns: Sequence[str], pieces: Iterator[Rows], options: Options) -> None:
    """Write rows as they come, in a format of STREAMED."""
    if options.format in ("xlsx", "parquet"):
        _write_binary(columns, pieces, options)
        return
    from ..schema import saving
    from .formats import csv_texts, jsonl_texts

    texts = (csv_texts if options.format == "csv" else jsonl_texts)(columns, pieces)
    if not options.output:
        for text in texts:
            sys.stdout.write(text)
        return
    with saving(Path(options.output)) as file:
        if options.format == "csv":
            file.write(BOM)
        for text in texts:
            file.write(text.encode("utf-8", "replace"))
    _tell_written(options)


def _write_binary(columns: Sequence[str], pieces: Iterator[Rows], options: Options) -> None:
    from ..schema import UsageError, saving

    if not options.output:
        zh, en = (
            f"{options.format} 不能打印：用 -o 给出文件",
            f"{options.format} cannot be printed: give a file with -o",
        )
        raise UsageError(en, zh)
    if options.format == "xlsx":
        from .excel import write_excel as write_file
    else:
        from .parquet import write_parquet as write_file
    with saving(Path(options.output)) as file:
        cut = write_file(columns, pieces, file)
    _tell_written(options)
    if cut:
        zh, en = f"{cut} 个单元格超过 Excel 的 32,767 字，已截短", f"{cut} texts exceed 32,767 characters and were cut"
        tell(options.say(zh, en))


def _tell_written(options: Options) -> None:
    tell(options.say(f"已写入 {options.output}", f"wrote {options.output}"))


def formatted(rows: Rows, options: Options) -> str:
    """Return rows in the format of the options."""
    from .formats import as_json, as_markdown, as_table
    from .labels import labels

    if options.format == "json":
        return as_json(rows)
    render = as_markdown if options.format == "md" else as_table
    return render(rows, labels(options.lang))


def write(text: str, options: Options) -> None:
    """Print text, or write it to the file of ``-o`` and say so."""
    if not options.output:
        sys.stdout.write(text)
        return
    save(Path(options.output), text)
    _tell_written(options)


def save(path: Path, content: str | bytes) -> None:
    """Write a file that is there whole or not at all."""
    from ..schema import saving

    with saving(path) as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
