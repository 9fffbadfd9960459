"""Where an answer goes: a terminal, a pipe or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .wording import Lang, Say, language, speaker

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Rows

_SUFFIXES = {".csv": "csv", ".json": "json", ".md": "md", ".txt": "table"}


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

    @classmethod
    def of(cls, parsed: Namespace) -> Options:
        """Take them from what was parsed; the suffix of ``-o`` names a format that is not given."""
        output = parsed.output if parsed.output != "-" else ""
        format = parsed.format or _SUFFIXES.get(Path(output).suffix.lower(), "table")
        lang = language(["--lang", getattr(parsed, "lang", "")])
        return cls(parsed.store, format, output, lang, parsed.heap, parsed.timeout)

    @property
    def say(self) -> Say:
        return speaker(self.lang)

    def open(self, mode: Literal["r", "w"] = "r") -> Store:
        """Open the store that the options name."""
        from ..graph import open_store

        return open_store(self.store, mode, heap=self.heap, timeout=self.timeout)


def show(rows: Rows, options: Options, brief: Sequence[str] = ()) -> None:
    """Print rows, or write them to the file of ``-o``.

    A terminal too narrow for all columns shows those in `brief` and says what it left out; pipes and files have all.
    """
    if options.format == "table" and not options.output and sys.stdout.isatty():
        from .terminal import draw

        draw(rows, options, brief)
        return
    write(formatted(rows, options), options)


def formatted(rows: Rows, options: Options) -> str:
    """Return rows in the format of the options."""
    from .formats import as_csv, as_json, as_markdown, as_table
    from .labels import labels

    if options.format == "csv":
        return as_csv(rows)
    if options.format == "json":
        return as_json(rows)
    render = as_markdown if options.format == "md" else as_table
    return render(rows, labels(options.lang))


def write(text: str, options: Options) -> None:
    """Print text, or write it to the file of ``-o`` and say so."""
    if not options.output:
        sys.stdout.write(text)
        return
    # Excel takes a CSV file without the mark for the local code page and shows Chinese as noise
    save(Path(options.output), text, bom=options.format == "csv")
    tell(options.say(f"已写入 {options.output}", f"wrote {options.output}"))


def save(path: Path, content: str | bytes, bom: bool = False) -> None:
    """Write a file under a temporary name, then rename it: whoever reads it never sees half of it."""
    if path.is_dir():
        raise IsADirectoryError(21, "a folder, not a file", str(path))
    mode = (path.stat().st_mode if path.exists() else 0o666 & ~_umask()) & 0o777
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            known = "utf-8-sig" if bom else "utf-8"
            file.write(content if isinstance(content, bytes) else content.encode(known, "replace"))
        os.chmod(name, mode)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tell(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(text + "\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
