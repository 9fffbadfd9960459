"""What every command was asked: store, format, file, language; and saying something beside the answer."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .wording import Lang, Say, language, speaker

if TYPE_CHECKING:
    from ..graph import Store

#: suffixes of ``-o`` and the formats that they name
SUFFIXES = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "md", ".parquet": "parquet", ".txt": "table",
    ".xlsx": "xlsx",
}  # fmt: skip


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
    #: the format was named with --format
    stated: bool = False

    @classmethod
    def of(cls, parsed: Namespace) -> Options:
        """Take them from what was parsed; the suffix of ``-o`` names a format that is not given."""
        output = parsed.output if parsed.output != "-" else ""
        format = parsed.format or SUFFIXES.get(Path(output).suffix.lower(), "table")
        lang = language(["--lang", getattr(parsed, "lang", "")])
        most = getattr(parsed, "max_rows", None)
        return cls(
            parsed.store, format, output, lang, parsed.heap, parsed.timeout, parsed.database, most, bool(parsed.format)
        )

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


def tell(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(text + "\n")
