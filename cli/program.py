"""The program: one command, one exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from .. import __version__
from . import (
    adopting,
    analysing,
    asking,
    comparing,
    correcting,
    demo,
    drawing,
    folders,
    keeping,
    library,
    loading,
    moving,
    overviews,
    projecting,
    searching,
    shell,
    suggesting,
    weighing,
)
from .ending import ended_after
from .parser import Commands, commands
from .screen import guard, message
from .wording import Lang, language, speaker

#: exit codes: the answer was given / data or store at fault / wrong usage / stopped by Ctrl-C
DONE, DATA, USAGE, STOPPED, TERMINATED = 0, 1, 2, 130, 143


def build(lang: Lang) -> Commands:
    """Return the parser with all commands, in the order in which a reader meets them."""
    found = commands(speaker(lang), __version__)
    for module in (
        demo,
        projecting,
        loading,
        suggesting,
        library,
        asking,
        shell,
        analysing,
        weighing,
        comparing,
        searching,
        drawing,
        overviews,
        folders,
        moving,
        correcting,
        keeping,
        adopting,
    ):
        module.add(found)
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; only bugs leave a traceback."""
    words = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        _prepare(stream)
    # what is not UTF-8 is told where it is read as a query; a stream that was read from before stays as it is
    with suppress(AttributeError, OSError):
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    guard()
    lang = language(words)
    say = speaker(lang)
    if odd := next((word for word in words if _is_cut(word)), ""):
        shown = odd.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        return _failed(say(f"参数 {shown} 不是 UTF-8", f"the argument {shown} is not UTF-8"), USAGE)
    try:
        parser = build(lang).top
        parsed = parser.parse_args(words)
        if parsed.run is None:
            parser.print_help()
            return DONE
        projecting.use(parsed)
        parsed.lang = lang = getattr(parsed, "lang", lang)
        say = speaker(lang)
        parsed.words = words
        # in the shell each query has this time
        with ended_after(None if parsed.command == "shell" else parsed.timeout):
            code = int(parsed.run(parsed))
        sys.stdout.flush()
    except SystemExit as stop:  # argparse, after --help or a wrong option
        return int(stop.code or 0)
    except BrokenPipeError:
        # `chainscape ask … | head`: the reader has all it wants; nothing may be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write(say("已中断。\n", "stopped.\n"))
        return STOPPED
    except MemoryError:
        zh = "内存不足：用 --max-rows 或 LIMIT 少取一些，或用 --format csv、jsonl 逐行写出"
        en = "out of memory: ask for less (--max-rows, LIMIT), or take --format csv or jsonl, which go row by row"
        return _failed(say(zh, en), DATA)
    except OSError as error:
        if error.errno is None:
            raise
        from ..schema import file_fault

        said = file_fault(error)
        return _failed(say(said.zh, said.en), DATA)
    except Exception as error:
        from ..schema import ChainscapeError, UsageError

        if not isinstance(error, ChainscapeError):
            raise
        return _failed((lang == "zh" and error.zh) or str(error), USAGE if isinstance(error, UsageError) else DATA)
    return code


def script() -> NoReturn:
    """Run as the installed command, and end at once.

    Answer and store are safe by now. An orderly end of Python costs time, and a query that is still
    running in a thread of its own (stopped by Ctrl-C or a time limit) can make it abort.
    """
    # `kill` ends an import like Ctrl-C does: what it wrote is discarded at once, not by the next writer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # one that opened a store; the others have not even loaded this
    if graph := sys.modules.get("chainscape.graph"):
        graph.make_cache()
    os._exit(code)


def _is_cut(word: str) -> bool:
    """Say whether an argument was not UTF-8: Python keeps such bytes as halves of characters."""
    return any("\ud800" <= character <= "\udfff" for character in word)


def _failed(what: str, code: int) -> int:
    sys.stderr.write(f"chainscape: {message(what)}\n")
    return code


def _prepare(stream: TextIO) -> None:
    """Write UTF-8 into pipes and files on every system, and never fail on a character that a terminal lacks."""
    if hasattr(stream, "reconfigure"):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")
        else:
            stream.reconfigure(errors="replace")
