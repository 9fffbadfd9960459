"""``search add``: the record that somebody looked, the only way from unknown to gap."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from .analysing import template_of, template_option
from .options import Options, tell
from .parser import Commands


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    search = to.add(
        "search add",
        add_record,
        title=say(
            "登记一次查找：谁、何时、怎样查过某个格位", "Record that somebody looked for what should fill a cell"
        ),
        about=say(
            "这是格位由未知变为缺口的唯一途径。CELL 写 gaps --all 给出的格位，或 光电/计量、光电/光模块/计量；"
            "上下游写 光电/光模块/上下游，一条联系写 光电/光模块>系统设备，位置写 光电/下游。"
            "可写多个；--from 读入一张表。"
            "查询次数、阅读页数低于模板所定下限的网上查找只算线索。",
            "The only way from unknown to gap. CELL is a cell of gaps --all, or words such as 光电/计量; "
            "CHAIN/STAGE/links for what a stage feeds, CHAIN/STAGE>STAGE for one link, CHAIN/downstream for a "
            "position. Several may be named; --from reads a table. A web search with fewer queries or pages than the "
            "template asks for counts as partial.",
        ),
        example="chainscape search add 光电/专家智库 --result none_found --method survey --by 市场监管局\n"
        "chainscape search add 光电/标准 光电/计量 --result partial --method web --by 市场监管局 "
        "--query 光纤 标准 --pages 12",
    )
    search.add_argument("cells", metavar="CELL", nargs="*", default=[], help=say("格位", "cells"))
    search.add_argument(
        "--result",
        metavar="RESULT",
        help=say(
            "结果 none_found|partial|found|complete|not_stated", "none_found, partial, found, complete or not_stated"
        ),
    )
    search.add_argument("--method", metavar="METHOD", help=say("方法 inventory|survey|web", "inventory, survey or web"))
    search.add_argument("--by", metavar="WHO", help=say("查找人或单位", "who looked"))
    search.add_argument("--date", default="", metavar="DATE", help=say("日期，默认今天", "when; default: today"))
    search.add_argument("--note", default="", metavar="TEXT", help=say("备注", "a note"))
    search.add_argument(
        "--query",
        action="append",
        nargs="+",
        default=[],
        metavar="WORD",
        help=say("查询词；每次查询写一次 --query", "words of a query; once for each query"),
    )
    search.add_argument("--pages", default="0", metavar="N", help=say("读了多少页", "how many pages were read"))
    search.add_argument(
        "--from",
        dest="table",
        metavar="FILE.csv",
        help=say(
            "从 CSV 读入，列 cell,result,method,by,date,note,queries,pages",
            "read a CSV with the columns cell,result,method,by,date,note,queries,pages",
        ),
    )
    template_option(search, to)


def add_record(parsed: Namespace) -> int:
    """Write search records."""
    from ..analysis import add_search, add_searches
    from ..graph import check_filled, store_exists
    from ..schema import UsageError

    options = Options.of(parsed)
    say = options.say
    rules = template_of(parsed)
    if bool(parsed.table) == bool(parsed.cells):
        raise UsageError("name cells, or a table with --from", "写出格位，或用 --from 指定一张表")
    if not parsed.table:
        for option in ("result", "method", "by"):
            if not (getattr(parsed, option) or "").strip():
                raise UsageError(
                    f"--{option} is missing: say result, method and who looked",
                    f"缺 --{option}：结果、方法、查找人都要写明",
                )
    if not parsed.pages.isdecimal():
        raise UsageError(
            f"--pages wants a whole number, found {parsed.pages!r}", f"--pages 要整数，得到「{parsed.pages}」"
        )
    if options.on_server or not store_exists(options.store):
        # says what is wrong; to open it for writing would make a store, or constraints on a server of other programs
        with options.open() as reading:
            check_filled(reading)
    with options.open("w") as store:
        if parsed.table:
            made = add_searches(store, Path(parsed.table), rules)
        else:
            made = add_search(
                store,
                parsed.cells,
                result=parsed.result,
                method=parsed.method,
                by=parsed.by,
                date=parsed.date,
                note=parsed.note,
                queries=tuple(" ".join(words) for words in parsed.query),
                pages_read=int(parsed.pages),
                rules=rules,
            )
    for each in made:
        tell(
            say(
                f"已登记 {each.id}（{each.subject} {each.slot}，{each.date}）",
                f"recorded {each.id} ({each.subject} {each.slot}, {each.date})",
            )
        )
    return 0
