"""``copy`` and ``export``: a store into another, and out as files."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from .choosing import part, part_options
from .options import Options, tell
from .output import show
from .parser import Commands
from .progressing import progress

#: what `export` writes, and the suffixes that say which
EXPORTS = ("neo4j-admin", "graphml", "csv", "jsonl", "parquet")
_SUFFIXES = {".graphml": "graphml", ".jsonl": "jsonl"}


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    copy = to.add(
        "copy",
        copy_store,
        title=say("把一个库整个复制到另一个库", "Copy a whole store into another"),
        about=say(
            "文件夹与 Neo4j 服务器之间任意方向；FROM 也可以是 export 写出的 .jsonl 文件。"
            "最后两边逐类核对数目。重复复制不会改变什么，中断后再复制一次即补全。",
            "Between folders and Neo4j servers, either way; FROM may also be a .jsonl file of export. At the end both "
            "are counted by type. Copying again changes nothing, and completes a copy that was cut off.",
        ),
        example="chainscape copy chainscape-store bolt://localhost:7687\nchainscape copy everything.jsonl new-store",
    )
    copy.add_argument(
        "source",
        metavar="FROM",
        help=say("从哪里：文件夹、地址或 .jsonl 文件", "a folder, an address or a .jsonl file"),
    )
    copy.add_argument("target", metavar="TO", help=say("到哪里：文件夹或地址", "a folder or an address"))
    copy.add_argument(
        "--from-database",
        metavar="NAME",
        help=say(
            "FROM 所在服务器上的数据库；--database 指 TO 的",
            "a database of the server that FROM is; --database is for TO",
        ),
    )

    export = to.add(
        "export",
        export_store,
        title=say("把库或其中一部分写成文件，供其他程序使用", "Write a store, or a part, as files for other programs"),
        about=say(
            "--format neo4j-admin|csv|parquet 写入一个新文件夹，每类一个文件；graphml|jsonl 写成一个新文件。"
            "要么完整写出，要么什么都不留；已有的文件不会被覆盖。部分导出带上所引用的来源和有关的查证记录。",
            "--format neo4j-admin, csv or parquet fills a new folder, one file a type; graphml or jsonl is one file. "
            "All of it is there or nothing; what is there already is never written over. A part brings what it cites "
            "and the searches about it.",
        ),
        example="chainscape export bulk --format neo4j-admin\nchainscape export everything.jsonl\n"
        "chainscape export optics.graphml --chain 光电 --without-sources",
    )
    export.add_argument("target", metavar="TARGET", help=say("新文件夹或新文件", "a new folder or file"))
    export.add_argument(
        "--chain",
        action="append",
        default=[],
        metavar="CHAIN",
        help=say(
            "只要这条产业链和与它相连的；可多次。与 --type、--region 并用时，同时符合的才写出",
            "only this chain and what is tied to it; repeatable. With --type and --region: what fits all of them",
        ),
    )
    part_options(export, say)
    export.add_argument(
        "--without-sources",
        action="store_true",
        help=say("不写来源与查证记录的节点", "without the nodes of sources and searches"),
    )
    # its own formats instead of those of an answer
    (format,) = (action for action in export._actions if action.dest == "format")
    format.choices = EXPORTS
    format.help = say(f"{'|'.join(EXPORTS)}；默认按后缀", f"{', '.join(EXPORTS)}; by default the suffix decides")


def copy_store(parsed: Namespace) -> int:
    """Copy a store."""
    from ..graph import copy
    from ..schema import Rows, UsageError

    options = Options.of(parsed)
    source, target = parsed.source, parsed.target
    if parsed.from_database and "://" not in source:
        zh, en = "不是服务器；--from-database 用于服务器", "is no server; --from-database is for one"
        raise UsageError(f"{source} {en}", f"{source} {zh}")
    if same_store(source, target) and parsed.from_database == options.database:
        raise UsageError("FROM and TO are the same store", "FROM 与 TO 是同一个库")
    at_source = replace(options, store=source, database=parsed.from_database)
    here = nullcontext(Path(source)) if Path(source).is_file() else at_source.open()
    with here as opened, replace(options, store=target).open("w") as to, progress(options.say) as bar:
        copied = copy(opened, to, on_progress=bar.written)
    show(Rows(("type", "count"), list(copied.counts.items())), options)
    zh = f"{source} → {target}：新增或改动 {copied.written} 条，两边数目一致"
    tell(options.say(zh, f"{source} → {target}: {copied.written} new or changed; both count the same"))
    return 0


def export_store(parsed: Namespace) -> int:
    """Write a store as files."""
    from ..graph import export
    from ..schema import UsageError, listed

    options = Options.of(parsed)
    format = parsed.format or _SUFFIXES.get(Path(parsed.target).suffix.lower(), "")
    if not format:
        kinds = listed(EXPORTS)
        raise UsageError(f"give a format with --format: {kinds.en}", f"用 --format 给出格式：{kinds.zh}")
    with options.open() as store:
        only = None
        if parsed.chain or parsed.type or parsed.region:
            from ..graph import network
            from ..viz import chosen_in

            only = chosen_in(network(store), part(parsed, store, parsed.chain))
        with progress(options.say) as bar:
            bar.wait("写出", "writing")
            done = export(store, parsed.target, format, only=only, sources=not parsed.without_sources)
    zh, en = f"{done.nodes} 个节点，{done.relations} 条关系", f"{done.nodes} nodes, {done.relations} relations"
    if not parsed.without_sources:
        zh, en = f"{zh}，含来源与查证记录", f"{en}; sources and searches too"
    tell(options.say(f"已写入 {done.path}（{zh}）", f"wrote {done.path} ({en})"))
    if done.command:
        zh = f"在 {done.path} 中、服务器停着时运行（也在 import.txt）；启动后再运行 cypher-shell -f after.cypher："
        en = f"run this in {done.path} while the server is down (also in import.txt), then start it and run "
        tell(options.say(zh, f"{en}cypher-shell -f after.cypher:"))
        sys.stdout.write(done.command + "\n")
    return 0


def same_store(source: str, target: str) -> bool:
    if source == target:
        return True
    return "://" not in source and "://" not in target and Path(source).resolve() == Path(target).resolve()
