"""Where an answer goes: a terminal, a pipe or a file that is there whole or not at all."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .saving import saving
from .wording import Lang, Say, language, speaker

if TYPE_CHECKING:
    from ..graph import Store, Stream
    from ..schema import Rows

SUFFIXES = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "md", ".parquet": "parquet", ".txt": "table",
    ".xlsx": "xlsx",
}  # fmt: skip
#: formats that are written row by row, whatever the size of the answer
STREAMED = ("csv", "jsonl", "parquet", "xlsx")

#: Excel takes a CSV file without the mark for the local code page and shows Chinese as noise
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of every command."""

    store: str
    format: str
    #: "" prints
    output: str
    lang: Lang
    heap: str | None
    timeout: float | None
    #: of a server; None takes the user's own
    database: str | None = None
    #: an answer with more is an error
    max_rows: int | None = None

    @classmethod
    def of(cls, parsed: Namespace) -> Options:
        """Take them from what was parsed; the suffix of ``-o`` names a format that is not given."""
        output = parsed.output if parsed.output != "-" else ""
        format = parsed.format or SUFFIXES.get(Path(output).suffix.lower(), "table")
        lang = language(["--lang", getattr(parsed, "lang", "")])
        most = getattr(parsed, "max_rows", None)
        return cls(parsed.store, format, output, lang, parsed.heap, parsed.timeout, parsed.database, most)

    @property
    def say(self) -> Say:
        return speaker(self.lang)

    def open(self, mode: Literal["r", "w"] = "r") -> Store:
        """Open the store that the options name; who sits at a terminal is asked for a password that is wanted."""
        from ..graph import open_store
        from ..schema import LoginRefused, UsageError

        if self.database and "://" not in self.store:
            zh, en = (
                "是文件夹,只有一个库;--database 用于服务器",
                "is a folder and holds one database; --database is for a server",
            )
            raise UsageError(self.say(f"{self.store} {zh}", f"{self.store} {en}"))
        auth = None
        while True:
            try:
                return open_store(
                    self.store,
                    mode,
                    heap=self.heap,
                    timeout=self.timeout,
                    database=self.database,
                    auth=auth,
                    max_rows=self.max_rows,
                )
            except LoginRefused:
                if auth or os.environ.get("NEO4J_PASSWORD") or not sys.stdin.isatty():
                    raise
            user = os.environ.get("NEO4J_USERNAME") or "neo4j"
            asked = self.say(f"{self.store} 用户 {user} 的密码:", f"password of {user} at {self.store}: ")
            auth = (user, getpass.getpass(asked, sys.stderr))


def show(answer: Rows | Stream, options: Options, brief: Sequence[str] = ()) -> None:
    """Print rows, or write them to the file of ``-o``.

    A terminal too narrow for all columns shows those in `brief` and says what it left out; pipes and files have all.
    """
    if options.format in STREAMED:
        pass_on(answer.columns, answer.pieces(), options)
        return
    rows = answer.all()
    if options.format == "table" and not options.output and sys.stdout.isatty():
        from .terminal import draw

        draw(rows, options, brief)
        return
    write(formatted(rows, options), options)


def pass_on(columns: Sequence[str], pieces: Iterator[Rows], options: Options) -> None:
    """Write rows as they come, in a format of STREAMED."""
    if options.format in ("xlsx", "parquet"):
        _write_binary(columns, pieces, options)
        return
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
    from ..schema import UsageError

    if not options.output:
        zh, en = f"{options.format} 不能打印:用 -o 给出文件", f"{options.format} cannot be printed: give a file with -o"
        raise UsageError(options.say(zh, en))
    if options.format == "xlsx":
        from .excel import write_excel as write_file
    else:
        from .parquet import write_parquet as write_file
    with saving(Path(options.output)) as file:
        cut = write_file(columns, pieces, file)
    _tell_written(options)
    if cut:
        zh, en = f"{cut} 个单元格超过 Excel 的 32,767 字,已截短", f"{cut} texts exceed 32,767 characters and were cut"
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
    with saving(path) as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))


def tell(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(text + "\n")
