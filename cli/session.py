"""A session of the shell: what it remembers, and its commands."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .asking import pairs, read_values
from .hinting import tell_hints
from .library import found_query
from .options import SUFFIXES, Options, tell
from .output import Counted, show
from .statements import parts
from .wording import Say

if TYPE_CHECKING:
    from ..graph import Store, Stream

#: rows that a terminal shows of an answer; a pipe gets all
SHOWN = 1_000
#: formats that can be read on a terminal; the others are for :save
PRINTED = ("table", "csv", "json", "jsonl", "md")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the library or of one's own, so that ``:save`` can ask it again."""

    text: str
    params: Mapping[str, Any]
    named: bool = False
    folder: Path | None = None

    def stream(self, store: Store) -> Stream:
        """Ask it."""
        from ..queries import stream

        if self.named:
            return stream(store, self.text, folder=self.folder, **self.params)
        return store.stream(self.text, **self.params)


@dataclass(slots=True)
class Shell:
    """What a session remembers."""

    store: Store
    options: Options
    #: somebody types, as against a pipe
    live: bool
    #: queries of the user's own
    folder: Path | None = None
    params: dict[str, Any] = field(default_factory=dict)
    last: Asked | None = None
    left: bool = False
    failed: bool = False

    @property
    def say(self) -> Say:
        return self.options.say

    def answer(self, text: str) -> None:
        """Run what was typed; an error is told in a line, and the session goes on."""
        from ..schema import ChainscapeError, file_error

        for part in parts(text):
            if self.left:
                return
            try:
                self._run(part)
                sys.stdout.flush()
            except KeyboardInterrupt:
                if not self.live:
                    raise
                tell(self.say("已中断。", "stopped."))
                return
            except BrokenPipeError:
                raise
            except (ChainscapeError, OSError) as error:
                self.failed = True
                known = file_error(error) if isinstance(error, OSError) else error
                tell(self.say(known.zh or str(known), str(known)))

    def _run(self, part: str) -> None:
        from ..schema import Text, UnknownName

        if not part.startswith(":"):
            self._show(Asked(part, dict(self.params)))
            return
        name, _, rest = part[1:].partition(" ")
        if name not in COMMANDS:
            raise UnknownName(Text("命令", "command"), f":{name}", [f":{each}" for each in COMMANDS])
        COMMANDS[name].run(self, rest.strip())

    def _show(self, asked: Asked) -> None:
        from ..schema import Rows

        with asked.stream(self.store) as answer:
            self.last = asked
            counted = Counted(answer)
            if not self.live:
                show(counted, self.options)
            else:
                values = list(islice(answer, SHOWN + 1))
                counted.rows = len(values)
                show(Rows(answer.columns, values[:SHOWN]), self.options)
        if not asked.named:
            tell_hints(self.store, asked.text, asked.params, self.options, counted.rows)
        if not self.live:
            return
        if len(values) > SHOWN:
            zh, en = f"只列前 {SHOWN} 行；:save FILE 存下全部", f"the first {SHOWN:,} rows; :save FILE writes all"
            tell(self.say(zh, en))
        elif self.options.format == "table":
            tell(self.say(f"{len(values)} 行", f"{len(values)} row{'' if len(values) == 1 else 's'}"))

    def help(self, _: str) -> None:
        """Print the commands."""
        for name, command in COMMANDS.items():
            print(f"  {f':{name} {command.takes}':<32}{self.say(command.zh, command.en)}")
        zh = "语句以分号（;）或空行结束。Tab 补全，Ctrl-C 中断，Ctrl-D 离开。"
        print(self.say(zh, "A query ends with ; or an empty line. Tab completes, Ctrl-C ends a query, Ctrl-D leaves."))

    def chains(self, _: str) -> None:
        """Show the chains."""
        self._show(Asked("chains", {}, named=True))

    def queries(self, name: str) -> None:
        """List the library with the user's own queries, or print one."""
        from ..queries import names, query
        from ..schema import Rows

        if name:
            found = found_query(name, self.folder, self.options)
            print(f"// {found.title.to(self.options.lang)}\n{found.text}")
            return
        every = [query(each, self.folder) for each in names(self.folder)]
        show(Rows(("name", "title"), [[q.name, q.title.to(self.options.lang)] for q in every]), self.options)

    def ask(self, rest: str) -> None:
        """Run a query of the library."""
        from ..schema import UsageError

        name, *values = _words(rest) or [""]
        if not name:
            raise UsageError(":ask wants a name; :queries lists them", ":ask 要一个查询名；:queries 列出全部")
        found_query(name, self.folder, self.options)
        self._show(Asked(name, pairs(values), named=True, folder=self.folder))

    def format(self, word: str) -> None:
        """Choose how answers are printed."""
        from ..schema import Text, UnknownName

        if word not in PRINTED:
            raise UnknownName(Text("格式", "format"), word, PRINTED)
        self.options = replace(self.options, format=word)

    def lang(self, word: str) -> None:
        """Choose the language."""
        from ..schema import Text, UnknownName

        if word not in ("zh", "en"):
            raise UnknownName(Text("语言", "language"), word, ("zh", "en"))
        self.options = replace(self.options, lang="zh" if word == "zh" else "en")

    def parameters(self, rest: str) -> None:
        """Set parameters, list them, or forget all."""
        from ..schema import Rows

        if rest == "clear":
            self.params.clear()
        elif rest:
            self.params |= read_values(_words(rest))
        else:
            show(Rows(("name", "value"), [[name, value] for name, value in self.params.items()]), self.options)

    def save(self, file: str) -> None:
        """Ask the last query again and write all of its answer to a file."""
        from ..schema import UsageError

        given = _words(file)
        format = SUFFIXES.get(Path(given[0]).suffix.lower()) if len(given) == 1 else None
        if format is None:
            known = " ".join(SUFFIXES)
            raise UsageError(f":save wants a file that ends in {known}", f":save 要一个文件名，后缀为 {known}")
        if self.last is None:
            raise UsageError("there is no answer to save yet", "还没有可存的结果")
        with self.last.stream(self.store) as answer:
            show(answer, replace(self.options, format=format, output=given[0]))

    def quit(self, _: str) -> None:
        """Leave."""
        self.left = True


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the shell."""

    run: Callable[[Shell, str], None]
    takes: str
    zh: str
    en: str


COMMANDS = {
    "help": Command(Shell.help, "", "本说明", "this help"),
    "chains": Command(Shell.chains, "", "列出产业链", "list the chains"),
    "queries": Command(Shell.queries, "[NAME]", "列出查询库，或给出一条全文", "list the query library, or print one"),
    "ask": Command(Shell.ask, "NAME key=value…", "运行查询库中的一条", "run a query of the library"),
    "format": Command(Shell.format, "|".join(PRINTED[:2]) + "|…", "输出格式", "how answers are printed"),
    "params": Command(
        Shell.parameters,
        "[key=value…|clear]",
        "设定、列出或清除 $参数；是 JSON 的值按 JSON 读",
        "set, list or forget $parameters; a value that is JSON is read as JSON",
    ),
    "save": Command(Shell.save, "FILE", "把上一结果全部存入文件", "write all of the last answer to a file"),
    "lang": Command(Shell.lang, "zh|en", "语言", "language"),
    "quit": Command(Shell.quit, "", "离开", "leave"),
}


def _words(text: str) -> list[str]:
    from ..schema import UsageError

    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{text}: {error}", f"{text}：引号没有关上，或末尾多了反斜杠") from error
