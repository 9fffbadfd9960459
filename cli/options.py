"""What every command was asked: store, format, file, language; and saying something beside the answer."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .screen import message
from .wording import Lang, Say, language, speaker

if TYPE_CHECKING:
    from ..graph import Store

#: suffixes of ``-o`` and the formats that they name
SUFFIXES = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "md", ".parquet": "parquet", ".txt": "table",
    ".xlsx": "xlsx",
}  # fmt: skip

#: characters of a command line that a version is called by
_NOTE = 200


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
    #: seconds to wait for another writer; None is the usual time
    wait: float | None = None
    #: what a version that is written is called: the command line
    note: str = ""
    #: version with which a command began that loads more than once: all of it is one version
    since: int | None = None

    @property
    def on_server(self) -> bool:
        """Whether the store is a server's, not a folder."""
        return "://" in self.store

    @classmethod
    def of(cls, parsed: Namespace) -> Options:
        """Take them from what was parsed; the suffix of ``-o`` names a format that is not given."""
        output = parsed.output if parsed.output != "-" else ""
        format = parsed.format or SUFFIXES.get(Path(output).suffix.lower(), "table")
        lang = language(["--lang", getattr(parsed, "lang", "")])
        most = getattr(parsed, "max_rows", None)
        return cls(
            store=parsed.store,
            format=format,
            output=output,
            lang=lang,
            heap=parsed.heap,
            timeout=parsed.timeout,
            database=parsed.database,
            max_rows=most,
            stated=bool(parsed.format),
            wait=parsed.wait,
            note=" ".join(getattr(parsed, "words", ()))[:_NOTE],
            since=getattr(parsed, "since", None),
        )

    @property
    def say(self) -> Say:
        return speaker(self.lang)

    def open(self, mode: Literal["r", "w"] = "r", *, follow: bool = False, fresh: bool = False) -> Store:
        """Open the store that the options name; who sits at a terminal is asked for a password that is wanted.

        All that a command reads comes from one version, unless it shall ``follow`` those that others write.
        """
        from ..graph import open_store
        from ..schema import LoginRefused, UsageError

        if self.database and not self.on_server:
            zh, en = (
                "是文件夹，只有一个库；--database 用于服务器",
                "is a folder and holds one database; --database is for a server",
            )
            raise UsageError(f"{self.store} {en}", f"{self.store} {zh}")
        if self.on_server:
            from .waiting import tell_what_is_logged

            tell_what_is_logged(self.lang)
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
                    follow=follow,
                    wait=self.wait,
                    fresh=fresh,
                    note=self.note,
                    since=self.since,
                    dataset_order=_dataset_order() if mode == "w" else (),
                )
            except LoginRefused:
                if auth or os.environ.get("NEO4J_PASSWORD") or not sys.stdin.isatty():
                    raise
            user = os.environ.get("NEO4J_USERNAME") or "neo4j"
            asked = self.say(f"{self.store} 用户 {user} 的密码：", f"password of {user} at {self.store}: ")
            auth = (user, getpass.getpass(asked, sys.stderr))


def _dataset_order() -> list[str]:
    """Return the datasets of the project, the one to be believed first in front."""
    from ..schema import project

    used = project()
    if used is None or not used.datasets:
        return []
    from ..importers import dataset_name

    return [name for folder in used.datasets if (name := dataset_name(folder))]


def tell(text: str) -> None:
    """Say something beside the answer, in a line on standard error."""
    sys.stderr.write(message(text) + "\n")
