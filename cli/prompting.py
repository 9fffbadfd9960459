"""Reading what is typed: prompt_toolkit where there is one and a terminal, else line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .completing import Words, completions
from .options import tell
from .screen import harmless, terminal
from .statements import complete

if TYPE_CHECKING:
    from prompt_toolkit.history import History

    from .session import Shell

_MORE = "  … "


def reader(shell: Shell) -> Callable[[], str]:
    """Return what reads the next entry of a session; EOFError at the end."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return lambda: _lines(shell)
    tell(shell.say(":help 列出命令，Ctrl-D 离开", ":help lists the commands, Ctrl-D leaves"))
    try:
        return _prompt(shell)
    except ImportError:
        with suppress(ImportError):
            import readline  # noqa: F401 lines can be edited from here on
        tell(shell.say("补全与历史：", "for completion and history: ") + "pip install 'chainscape[shell]'")
        return lambda: _lines(shell)


def history_path() -> Path:
    """Return where the history is kept, for the user alone."""
    import platformdirs

    return platformdirs.user_state_path("chainscape", appauthor=False) / "shell-history"


def _lines(shell: Shell) -> str:
    text = ""
    while True:
        try:
            line = _line(shell, _MORE if text else _name(shell))
        except EOFError:
            if text.strip():
                return text
            raise
        text += line
        if complete(text):
            return text
        text += "\n"


def _line(shell: Shell, prompt: str) -> str:
    if shell.live and sys.stdout.isatty():
        return input(prompt)
    if shell.live:
        sys.stderr.write(prompt)
        sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removeprefix("﻿").rstrip("\r\n")


def _name(shell: Shell) -> str:
    return shell.say("链景> ", "chainscape> ")


def _prompt(shell: Shell) -> Callable[[], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import get_app
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.output import create_output

    words = _words(shell)

    class Names(Completer):
        def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
            for each in completions(document.text_before_cursor, words, shell.params):
                # a name that the terminal cannot show as it is would change what is typed
                if harmless(each.text) == each.text:
                    yield Completion(each.text, -each.replaces, display_meta=harmless(each.about))

    session: PromptSession[str] = PromptSession(
        output=create_output(terminal(sys.stdout)),
        history=_history(),
        completer=Names(),
        complete_while_typing=False,
        multiline=Condition(lambda: not complete(get_app().current_buffer.text)),
        prompt_continuation=_MORE,
    )
    return lambda: session.prompt(_name(shell))


def _history() -> History:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    path = history_path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        path.chmod(0o600)
    except OSError:
        return InMemoryHistory()  # nowhere to write: it lasts as long as the session
    return FileHistory(path)


def _words(shell: Shell) -> Words:
    from ..queries import ask, names, query
    from ..schema import ChainscapeError, vocabulary
    from .session import COMMANDS, PRINTED

    lang = shell.options.lang
    known = vocabulary()
    every = [query(name, shell.folder) for name in names(shell.folder)]
    chains: list[str] = []
    with suppress(ChainscapeError):
        chains = [str(row["name"]) for row in ask(shell.store, "chains")]
    every_property = [
        *(p for kind in known.nodes.values() for p in kind.properties.values()),
        *(p for kind in known.relations.values() for p in kind.properties.values()),
    ]
    return Words(
        commands={name: shell.say(each.zh, each.en) for name, each in COMMANDS.items()},
        choices={"format": PRINTED, "lang": ("zh", "en"), "params": ("clear",)},
        queries={each.name: each.title.to(lang) for each in every},
        takes={each.name: {p.name: p.type for p in each.params.values()} for each in every},
        chains=chains,
        labels={kind.name: kind.label.to(lang) for kind in known.nodes.values()}
        | {"Source": "", "Search": "", "Withdrawn": ""},
        relations={kind.name: kind.label.to(lang) for kind in known.relations.values()},
        properties={p.name: p.label.to(lang) for p in every_property} | {"id": ""},
    )
