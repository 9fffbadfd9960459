"""The parser: argparse with options that mix freely with words, and help in two languages.

argparse and not Typer or Click: docs/decisions/0002.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn

from . import screen
from .width import wrap
from .wording import Say

FORMATS = ("table", "csv", "json", "jsonl", "md", "xlsx", "parquet")
DEFAULT_STORE = "chainscape-store"
#: stands for a command in usage lines
WORD = "COMMAND"


@dataclass(frozen=True, slots=True)
class Command:
    """One command as it is documented: two words where it has a second one (``search add``)."""

    name: str
    title: str
    parser: Parser
    run: Callable[[argparse.Namespace], int]
    example: str


class Help(argparse.HelpFormatter):
    """Help that counts Chinese as two columns and keeps the lines of examples."""

    def __init__(self, say: Say, prog: str) -> None:
        self._say = say
        super().__init__(prog, max_help_position=28, width=min(shutil.get_terminal_size((100, 24)).columns, 110) - 2)

    class _Section(argparse.HelpFormatter._Section):
        """A part of the help, whose heading ends as its language wants it."""

        def format_help(self) -> str:
            mark = self.formatter._say("：", ":")  # type: ignore[attr-defined]  # ours
            return super().format_help().replace(f"{self.heading}:", f"{self.heading}{mark}", 1)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        # argparse lists all options here, six lines of them; what must be given is enough
        if prefix is None:
            given = [a for a in actions if a.required or not a.option_strings]
            parts = [self._format_args_of(a) for a in given if a.help != argparse.SUPPRESS]
            usage = " ".join(["%(prog)s", *parts, self._say("[选项]", "[options]")])
            prefix = self._say("用法：", "usage: ")
        super().add_usage(usage, actions, groups, prefix)

    def _format_args_of(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):
            return str(action.metavar)
        words = self._format_args(action, action.dest.upper())
        return f"{action.option_strings[0]} {words}" if action.option_strings else words

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = [[p] if p.startswith("  ") else wrap(p, width) for p in text.splitlines()]
        return "\n".join(indent + line for lines in paragraphs for line in lines or [""])

    def _format_action(self, action: argparse.Action) -> str:
        # the list of commands: one line each, without a heading of its own
        if isinstance(action, argparse._SubParsersAction):
            return "".join(self._format_action(each) for each in action._get_subactions())
        return super()._format_action(action)


class Parser(argparse.ArgumentParser):
    """A parser of one command; ``words`` and options may come in any order."""

    def __init__(self, *, say: Say, group: bool = False, **options: Any) -> None:
        super().__init__(formatter_class=partial(Help, say), allow_abbrev=False, add_help=False, **options)
        self.say = say
        self._group = group
        self._inside = False
        self._positionals.title = say("参数", "arguments")
        self._optionals.title = say("选项", "options")
        self.add_argument("-h", "--help", action="help", help=say("显示本说明", "show this help"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        # `ask NAME --format csv chain=光电`: plain argparse closes the list of words at the first option
        if self._group or self._inside:
            return super().parse_known_args(args, namespace)
        if not {"-h", "--help"}.isdisjoint(args or ()):
            # inside the next call argparse has hidden the words from its own help
            self.print_help()
            self.exit()
        self._inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._inside = False

    def error(self, message: str) -> NoReturn:
        hint = self.say(f"（用法见 {self.prog} --help）", f" (see {self.prog} --help)")
        sys.stderr.write(f"chainscape: {screen.message(_told(message, self.say))}{hint}\n")
        raise SystemExit(2)


@dataclass(slots=True)
class Commands:
    """All commands, as the modules of this folder add them."""

    say: Say
    top: Parser
    _below: Any
    _groups: dict[str, Any] = field(default_factory=dict)
    all: list[Command] = field(default_factory=list)

    def add(
        self, name: str, run: Callable[[argparse.Namespace], int], *, title: str, about: str = "", example: str
    ) -> Parser:
        """Add a command and return its parser for the options of its own."""
        first, _, second = name.partition(" ")
        place = self._group(first, title) if second else self._below
        text = f"{title}{self.say('。', '.')}" + (f"\n{about}" if about else "")
        parser: Parser = place.add_parser(
            second or first,
            say=self.say,
            help=title,
            description=text,
            epilog=self.say("例：", "example:") + "\n" + "\n".join(f"  {line}" for line in example.splitlines()),
            parents=[_common(self.say)],
        )
        parser.set_defaults(run=run)
        self.all.append(Command(name, title, parser, run, example))
        return parser

    def _group(self, name: str, title: str) -> Any:
        if name not in self._groups:
            group = self._below.add_parser(name, say=self.say, group=True, help=title, description=title)
            self._groups[name] = group.add_subparsers(required=True, dest="part", metavar=WORD, parser_class=Parser)
        return self._groups[name]


def commands(say: Say, version: str) -> Commands:
    """Return the parser of the whole program, still without commands."""
    title = say(
        "链景：产业链与创新链的知识图谱。沿链找缺口、找枢纽，每一句都有出处。",
        "Chainscape: a knowledge graph of the industry–innovation chain. It finds the gaps and the hubs along a "
        "chain, each with its sources.",
    )
    first = say("先试：", "try first:") + "\n  chainscape demo -o out/demo"
    top = Parser(prog="chainscape", say=say, group=True, description=title, epilog=first, parents=[_common(say)])
    top.add_argument("--version", action="version", version=f"chainscape {version}", help=say("版本", "the version"))
    top.set_defaults(
        run=None,
        store="",
        format="",
        output="",
        heap=None,
        timeout=None,
        database=None,
        wait=None,
    )
    below = top.add_subparsers(title=say("命令", "commands"), metavar=WORD, dest="command", parser_class=Parser)
    return Commands(say, top, below)


def _common(say: Say) -> argparse.ArgumentParser:
    """Options of every command; no defaults here, so that they also count before the command's name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group(say("通用选项", "options of every command"))
    group.add_argument(
        "--store",
        metavar="URL",
        help=say(
            "库：文件夹路径，或 Neo4j 服务器 bolt://…、neo4j://…"
            f"（默认取项目文件，再取环境变量 CHAINSCAPE_STORE，否则为 {DEFAULT_STORE}）",
            "the store: a folder, or a Neo4j server bolt://… or neo4j://… "
            f"(default: that of the project, else CHAINSCAPE_STORE, else {DEFAULT_STORE})",
        ),
    )
    group.add_argument(
        "--project",
        metavar="FOLDER",
        help=say(
            "项目文件夹（默认取环境变量 CHAINSCAPE_PROJECT，否则自当前文件夹向上找 project.yaml）",
            "the folder of a project (default: CHAINSCAPE_PROJECT, else the nearest project.yaml upwards from here)",
        ),
    )
    group.add_argument(
        "--database",
        metavar="NAME",
        help=say(
            "服务器上的数据库；用户名和密码取 NEO4J_USERNAME、NEO4J_PASSWORD，在终端上未设密码时会询问",
            "a database of the server; user and password are NEO4J_USERNAME and NEO4J_PASSWORD, "
            "a terminal is asked for a missing password",
        ),
    )
    group.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=say(
            "输出格式 table|csv|json|jsonl|md|xlsx|parquet；默认按 -o 的后缀，否则为 table",
            "table, csv, json, jsonl, md, xlsx or parquet; by default the suffix of -o decides, else table",
        ),
    )
    group.add_argument(
        "-o", "--output", metavar="FILE", help=say("写入文件，不打印", "write to a file instead of printing")
    )
    group.add_argument(
        "--lang",
        choices=("zh", "en"),
        metavar="LANG",
        help=say("语言 zh|en；默认随系统", "zh or en; default: the locale"),
    )
    group.add_argument(
        "--heap",
        metavar="SIZE",
        help=say(
            "引擎的内存上限，如 4g；默认为机器内存的四分之一，最多 2g",
            "memory limit of the engine, e.g. 4g; by default a quarter of the machine's, 2g at most",
        ),
    )
    group.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        help=say(
            "命令最多运行多少秒，其中所有查询合计；在 shell 中为每条查询",
            "seconds that a command may take with all its queries; in the shell, each query",
        ),
    )
    group.add_argument(
        "--wait",
        metavar="SECONDS",
        type=_seconds,
        help=say("别人正在写入时等多少秒，默认 5", "seconds to wait while somebody else writes; default 5"),
    )
    return common


def max_rows_option(parser: Parser) -> None:
    """Add the option of commands whose answer may have any number of rows."""
    parser.add_argument(
        "--max-rows",
        metavar="N",
        type=_rows,
        help=parser.say("一次回答最多多少行，超出即报错", "an answer with more rows is an error"),
    )


def _rows(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e7:
        raise ValueError(text)
    return value


#: what argparse says in English only: pattern, Chinese, English
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"缺少 \1", r"missing: \1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1", r"unknown: \1"),
    (
        r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)",
        r"\1 不能是 \2；可选：\3",
        r"\1 cannot be \2; choose from \3",
    ),
    (r"argument (\S+): expected one argument", r"\1 后面要有一个值", r"\1 wants a value"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 不带值，多了 \2", r"\1 takes no value, found \2"),
    (r"argument (\S+): expected at least one argument", r"\1 后面至少要有一个值", r"\1 wants a value or more"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 连用", r"\1 does not go with \2"),
    (r"one of the arguments (.*) is required", r"缺少其一：\1", r"one of these is missing: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 可指 \2：请写全", r"\1 may be \2: write it out"),
    (r"argument (\S+): invalid int value: (.*)", r"\1 要一个整数，得到 \2", r"\1 wants a whole number, found \2"),
    (r"argument (\S+): invalid float value: (.*)", r"\1 要一个数，得到 \2", r"\1 wants a number, found \2"),
    (
        r"argument (\S+): invalid _seconds value: (.*)",
        r"\1 要一个正的秒数，得到 \2",
        r"\1 wants a number of seconds, found \2",
    ),
    (
        r"argument (\S+): invalid _rows value: (.*)",
        r"\1 要一个正整数，得到 \2",
        r"\1 wants a whole number above 0, found \2",
    ),
)


def _told(message: str, say: Say) -> str:
    wrong = re.fullmatch(rf"argument {WORD}: invalid choice: '(.*?)' \(choose from (.*)\)", message)
    if wrong:
        from ..schema import suggest

        near = suggest(wrong[1], re.findall(r"[\w-]+", wrong[2]))
        return say(f"没有命令「{wrong[1]}」。{near.zh}", f"no command {wrong[1]!r}.{near.en}")
    for pattern, zh, en in _MESSAGES:
        if match := re.fullmatch(pattern, message):
            said = re.sub(r"\\(\d)", lambda found: _quoted_zh(match[int(found[1])]), zh).replace(" 「", "「")
            return say(said, match.expand(en))
    return message


def _quoted_zh(given: str) -> str:
    """Return what argparse quotes in the marks of Chinese: a value in 「」, several one after another.

    >>> _quoted_zh("'a b'"), _quoted_zh("'csv', 'json'"), _quoted_zh("--add")
    ('「a b」', 'csv、json', '--add')
    """
    several = given.split(", ")
    if len(several) > 1:
        return "、".join(each.strip("'") for each in several)
    return re.sub(r"^'(.*)'$", r"「\1」", given)
