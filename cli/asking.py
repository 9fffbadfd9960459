"""``cypher``: own Cypher."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .hinting import tell_hints
from .options import Options
from .output import STREAMED, Counted, show
from .parser import Commands, max_rows_option


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    cypher = to.add(
        "cypher",
        run_cypher,
        title=say("运行自己的 Cypher（只读）", "Run Cypher of your own (read only)"),
        about=say(
            "写入、读文件、外部调用、管理命令一律拒绝。-p 的值是 JSON 就按 JSON 读，否则是文本。",
            "Writes, file access, calls to the outside and administration are refused. "
            "A value of -p that is JSON is read as JSON, else it is text.",
        ),
        example="chainscape cypher 'MATCH (c:Company) WHERE c.name CONTAINS $word RETURN c.id, c.name' -p word=亨通",
    )
    cypher.add_argument(
        "text",
        nargs="?",
        metavar="TEXT",
        help=say("Cypher 语句；- 从标准输入读", "Cypher; - reads it from standard input"),
    )
    cypher.add_argument(
        "-p",
        "--param",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=say("参数，可多次", "a parameter; repeatable"),
    )
    cypher.add_argument("-f", "--file", metavar="FILE", help=say("从文件读语句", "read the Cypher from a file"))
    max_rows_option(cypher)


def run_cypher(parsed: Namespace) -> int:
    """Run the user's own Cypher; the store refuses what does not only read."""
    from ..schema import UsageError

    options = Options.of(parsed)
    if (parsed.text is None) == (parsed.file is None):
        raise UsageError(
            "cypher wants a text, or a file with -f, and only one", "cypher 要一条语句，或用 -f 给一个文件"
        )
    if parsed.file is not None:
        text = _read(Path(parsed.file))
    else:
        text = sys.stdin.read() if parsed.text == "-" else parsed.text
    params = read_values(parsed.param)
    with options.open() as store:
        if options.format in STREAMED:
            with store.stream(text, **params) as answer:
                counted = Counted(answer)
                show(counted, options)
        else:
            counted = Counted(store.run(text, **params))
            show(counted, options)
        tell_hints(store, text, params, options, counted.rows)
    return 0


def pairs(words: Iterable[str]) -> dict[str, Any]:
    """Return ``key=value`` words as a mapping; UsageError on anything else."""
    from ..schema import UsageError, shown, shown_zh

    found: dict[str, Any] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key.isidentifier():
            raise UsageError(
                f"{shown(word)} is not KEY=VALUE, e.g. chain=光电", f"{shown_zh(word)}不是 KEY=VALUE，如 chain=光电"
            )
        if key in found:
            raise UsageError(
                f"{key} is given twice: {shown(found[key])} and {shown(value)}",
                f"{key} 给了两次：{shown_zh(found[key])}和{shown_zh(value)}",
            )
        found[key] = value
    return found


def read_values(words: Iterable[str]) -> dict[str, Any]:
    """Return ``key=value`` words as parameters: a value that is JSON is read as JSON, any other is text.

    >>> read_values(["n=3", "word=亨通", 'text="3"', "none=null"])
    {'n': 3, 'word': '亨通', 'text': '3', 'none': None}
    """
    return {name: _value(name, text) for name, text in pairs(words).items()}


def _value(name: str, text: str) -> Any:
    from ..schema import NotKept, UsageError, read_json

    try:
        return read_json(text)
    except NotKept as error:
        raise UsageError(f"parameter {name}: {error}", f"参数 {name}：{error.zh}") from error
    except ValueError:  # NaN and Infinity too: no JSON, and somebody may look for the word
        return text


def _read(path: Path) -> str:
    from ..schema import DataError, read_text

    if not path.is_fifo():
        return read_text(path)
    try:
        return path.read_text(encoding="utf-8-sig")  # cypher -f <(…)
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path}: not UTF-8: {error.reason} at byte {error.start}; save the file as UTF-8",
            f"{path}：不是 UTF-8（第 {error.start} 字节，{error.reason}）；请另存为 UTF-8",
        ) from error
