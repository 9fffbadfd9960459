"""``queries``, ``ask`` and ``cypher``: the query library and own Cypher."""

from __future__ import annotations

import json
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import Options, show, write
from .parser import Commands

if TYPE_CHECKING:
    from ..queries import Query


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    queries = to.add(
        "queries",
        list_queries,
        title=say("列出查询库,或给出一条查询的全文", "List the query library, or print one query"),
        example="chainscape queries\nchainscape queries gap-facts",
    )
    queries.add_argument("name", nargs="?", metavar="NAME", help=say("查询名", "name of a query"))

    ask = to.add(
        "ask",
        ask_query,
        title=say("运行查询库中的一条查询", "Run a query of the library"),
        about=say("参数写成 名=值;queries NAME 列出参数。", "Parameters are name=value; queries NAME lists them."),
        example="chainscape ask stages chain=光电\nchainscape ask infrastructure-coverage -o coverage.csv",
    )
    ask.add_argument("name", metavar="NAME", help=say("查询名", "name of the query"))
    ask.add_argument("values", nargs="*", default=[], metavar="KEY=VALUE", help=say("参数", "parameters"))

    cypher = to.add(
        "cypher",
        run_cypher,
        title=say("运行自己的 Cypher(只读)", "Run Cypher of your own (read only)"),
        about=say(
            "写入、读文件、外部调用、管理命令一律拒绝。-p 的值是 JSON 就按 JSON 读,否则是文本。",
            "Writes, file access, calls to the outside and administration are refused. "
            "A value of -p that is JSON is read as JSON, else it is text.",
        ),
        example="chainscape cypher 'MATCH (c:Company) WHERE c.name CONTAINS $word RETURN c.id, c.name' -p word=亨通",
    )
    cypher.add_argument(
        "text",
        nargs="?",
        metavar="TEXT",
        help=say("Cypher 语句;- 从标准输入读", "Cypher; - reads it from standard input"),
    )
    cypher.add_argument(
        "-p",
        "--param",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=say("参数,可多次", "a parameter; repeatable"),
    )
    cypher.add_argument("-f", "--file", metavar="FILE", help=say("从文件读语句", "read the Cypher from a file"))


def list_queries(parsed: Namespace) -> int:
    """List the library, or print one query's file."""
    from ..queries import LIBRARY, names, query
    from ..schema import Rows

    options = Options.of(parsed)
    if parsed.name:
        name = query(parsed.name).name
        write((LIBRARY / f"{name}.cypher").read_text(encoding="utf-8"), options)
        return 0
    columns = ("name", "title", "params", "example")
    found = [query(name) for name in names()]
    rows = [[q.name, q.title.to(options.lang), " ".join(q.params), example(q)] for q in found]
    show(Rows(columns, rows), options, ("name", "title"))
    return 0


def ask_query(parsed: Namespace) -> int:
    """Run a query of the library."""
    from ..queries import ask, query

    options = Options.of(parsed)
    values = pairs(parsed.values)
    query(parsed.name)  # a wrong name is told before a store is opened
    with options.open() as store:
        show(ask(store, parsed.name, **values), options)
    return 0


def run_cypher(parsed: Namespace) -> int:
    """Run the user's own Cypher; the store refuses what does not only read."""
    from ..schema import UsageError

    options = Options.of(parsed)
    if (parsed.text is None) == (parsed.file is None):
        raise UsageError(
            options.say("cypher 要一条语句,或用 -f 给一个文件", "cypher wants a text, or a file with -f, and only one")
        )
    if parsed.file is not None:
        text = _read(Path(parsed.file))
    else:
        text = sys.stdin.read() if parsed.text == "-" else parsed.text
    params = {name: _value(value) for name, value in pairs(parsed.param).items()}
    with options.open() as store:
        show(store.run(text, **params), options)
    return 0


def example(asked: Query) -> str:
    """Return the command that runs a query's example."""
    values = (f"{name}={value}" for name, value in asked.example.items())
    return " ".join(["chainscape ask", asked.name, *(shlex.quote(v) if " " in v else v for v in values)])


def pairs(words: Iterable[str]) -> dict[str, Any]:
    """Return ``key=value`` words as a mapping; UsageError on anything else."""
    from ..schema import UsageError

    found: dict[str, Any] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key.isidentifier():
            raise UsageError(f"{word!r} is not KEY=VALUE, e.g. chain=光电")
        if key in found:
            raise UsageError(f"{key} is given twice: {found[key]!r} and {value!r}")
        found[key] = value
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _read(path: Path) -> str:
    from ..schema import DataError

    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8: {error.reason} at byte {error.start}; save the file as UTF-8") from error
