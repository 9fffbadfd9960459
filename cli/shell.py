"""``shell``: one query after another on a store that stays open."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace

from .library import folder_of, folder_option
from .options import Options
from .parser import Commands, max_rows_option
from .session import PRINTED, Shell


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    shell = to.add(
        "shell",
        run_shell,
        title=say("交互查询：提示符、历史、补全", "Ask in a prompt with history and completion"),
        about=say(
            "语句以分号（;）或空行结束；:help 列出命令；Ctrl-C 中断查询，Ctrl-D 离开。也可从管道读入。",
            "A query ends with ; or an empty line; :help lists the commands; Ctrl-C ends a query, Ctrl-D leaves. "
            "A pipe may be read as well.",
        ),
        example="chainscape shell\necho ':ask stages chain=光电' | chainscape shell --format csv",
    )
    folder_option(shell)
    max_rows_option(shell)


def run_shell(parsed: Namespace) -> int:
    """Read and answer until the end; a pipe in which something failed ends with 1."""
    from ..queries import names
    from ..schema import UsageError
    from .prompting import reader

    options = replace(Options.of(parsed), output="")
    if options.format not in PRINTED:
        zh, en = f"{options.format} 只能存文件：用 :save", f"{options.format} is for files only: use :save"
        raise UsageError(en, zh)
    live = sys.stdin.isatty()
    folder = folder_of(parsed)
    names(folder)  # a wrong folder is told before a store is opened
    with options.open(follow=True) as store:
        shell = Shell(store, options, live, folder)
        read = reader(shell)
        while not shell.left:
            try:
                text = read()
            except KeyboardInterrupt:
                if live:
                    continue
                raise
            except EOFError:
                break
            shell.answer(text)
    return int(shell.failed and not live)
