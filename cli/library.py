"""``queries`` and ``ask``: the query library, and a folder of the user's own queries beside it."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .asking import pairs
from .labels import labels
from .options import Options, tell
from .output import STREAMED, show, write
from .parser import Commands, Parser, max_rows_option

if TYPE_CHECKING:
    from ..queries import Parameter, Query


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    queries = to.add(
        "queries",
        list_queries,
        title=say("列出查询库，或说明一条查询", "List the query library, or explain one query"),
        about=say(
            "NAME 给出参数、各列、示例与全文；-o FILE.cypher 只写全文，可改成自己的查询。",
            "NAME gives parameters, columns, an example and the text; -o FILE.cypher writes the text alone, "
            "to make a query of your own from.",
        ),
        example="chainscape queries\nchainscape queries gap-facts",
    )
    queries.add_argument("name", nargs="?", metavar="NAME", help=say("查询名", "name of a query"))
    folder_option(queries)

    ask = to.add(
        "ask",
        ask_query,
        title=say("运行查询库中的一条查询", "Run a query of the library"),
        about=say("参数写成 名=值；queries NAME 列出参数。", "Parameters are name=value; queries NAME lists them."),
        example="chainscape ask stages chain=光电\nchainscape ask infrastructure-coverage -o coverage.csv",
    )
    ask.add_argument("name", metavar="NAME", help=say("查询名", "name of the query"))
    ask.add_argument("values", nargs="*", default=[], metavar="KEY=VALUE", help=say("参数", "parameters"))
    folder_option(ask)
    max_rows_option(ask)


def folder_option(parser: Parser) -> None:
    """Add the option that names a folder of the user's own queries."""
    parser.add_argument(
        "--queries",
        metavar="DIR",
        default=None,
        help=parser.say(
            "自有查询的文件夹，每条一个 NAME.cypher（默认取项目的，再取 CHAINSCAPE_QUERIES）；同名时以它为准",
            "a folder of your own queries, one NAME.cypher each (default: that of the project, else "
            "CHAINSCAPE_QUERIES); of two with the same name it has the say",
        ),
    )


def list_queries(parsed: Namespace) -> int:
    """List the library by family, or explain one query."""
    from ..queries import FAMILIES, names, query
    from ..schema import Rows, read_text

    options = Options.of(parsed)
    folder = folder_of(parsed)
    if parsed.name:
        asked = found_query(parsed.name, folder, options)
        if options.format == "table":
            file = read_text(asked.path)
            write(file if options.output else "\n".join([*_explained(asked, options), "", file]), options)
            return 0
        found = [asked]
    else:
        order = list(FAMILIES)
        found = sorted((query(name, folder) for name in names(folder)), key=lambda q: (order.index(q.family), q.name))
    columns = ("family", "name", "title", "params", "example")
    rows = [
        [FAMILIES[q.family].to(options.lang), q.name, q.title.to(options.lang), " ".join(q.params), example(q)]
        for q in found
    ]
    show(Rows(columns, rows), options, ("family", "name", "title"))
    return 0


def ask_query(parsed: Namespace) -> int:
    """Run a query of the library or of the user's folder."""
    from ..queries import ask, stream

    options = Options.of(parsed)
    values = pairs(parsed.values)
    folder = folder_of(parsed)
    found_query(parsed.name, folder, options)  # a wrong name is told before a store is opened
    with options.open() as store:
        if options.format in STREAMED:
            with stream(store, parsed.name, folder=folder, **values) as answer:
                show(answer, options)
        else:
            show(ask(store, parsed.name, folder=folder, **values), options)
    return 0


def example(asked: Query) -> str:
    """Return the command that runs a query's example."""
    values = (f"{name}={value}" for name, value in asked.example.items())
    return " ".join(["chainscape ask", asked.name, *(shlex.quote(v) if " " in v else v for v in values)])


def folder_of(parsed: Namespace) -> Path | None:
    """Return the folder of the user's own queries, if there is one."""
    from ..schema import project

    used = project()
    found = parsed.queries or (used.queries if used is not None else None) or os.environ.get("CHAINSCAPE_QUERIES")
    return Path(found) if found else None


def found_query(name: str, folder: Path | None, options: Options) -> Query:
    """Return a query; say so where it stands in place of one of the library."""
    from ..queries import names, query

    asked = query(name, folder)
    if asked.own and name in names():
        tell(
            options.say(
                f"{name}：用 {asked.path}，不用查询库中的同名查询", f"{name}: {asked.path}, not the one of the library"
            )
        )
    return asked


def _ranged(parameter: Parameter) -> str:
    """Return the type of a parameter, of a number with its range."""
    return parameter.type if parameter.choices else str(parameter)


def _explained(asked: Query, options: Options) -> Iterator[str]:
    """Yield what a reader wants to know before the text."""
    from ..queries import FAMILIES, RULE

    say, lang = options.say, options.lang
    yield f"{asked.name}: {asked.title.to(lang)} ({FAMILIES[asked.family].to(lang)})"
    yield asked.about.to(lang)
    if asked.params:
        yield ""
        yield say("参数", "parameters")
        yield from (f"  {each.name}: {_parameter(each, options)}" for each in asked.params.values())
    if asked.rule:
        yield ""
        yield say("由程序填入（计数规则）", "filled by the program (what counts)")
        yield from (f"  ${name}: {RULE[name].to(lang)}" for name in asked.rule)
    words = labels(lang)
    named = (f"{column} {words[column]}" if column in words else column for column in asked.returns)
    yield ""
    yield say("各列：", "columns: ") + say("、", ", ").join(named)
    yield say("示例：", "example: ") + example(asked)


def _parameter(each: Parameter, options: Options) -> str:
    from ..queries import choices

    say = options.say
    given = (
        say("必填", "required")
        if each.default is None
        else f"{say('默认', 'default')} {each.default or each.empty.to(options.lang)}"
    )
    listed = choices(each)
    words = (
        f" [{', '.join(f'{word} {text.to(options.lang)}'.strip() for word, text in listed.items())}]" if listed else ""
    )
    return f"{each.about.to(options.lang)} ({_ranged(each)}, {given}){words}"
