"""``adopt``: a graph that another program wrote into a store, by a mapping; and a mapping to start from."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from .loading import add_report, collecting, outside_of, show_checked, show_loaded
from .moving import same_store
from .options import Options, tell
from .output import write
from .parser import Commands
from .progressing import progress


def add(to: Commands) -> None:
    """Add the command."""
    say = to.say
    adopt = to.add(
        "adopt",
        adopt_graph,
        title=say("把其他程序写下的图接收到库中", "Take in a graph that another program wrote"),
        about=say(
            "映射说明哪个标签、关系类型、属性是什么；只给 FROM 时按图中所载起草一份。FROM 只读不写。"
            "有一处不合格就整体拒绝；映射没有写到的报出数目。重复接收不会改变什么。",
            "A mapping says which label, relation type and property is what; with FROM alone one is drafted from what "
            "the graph holds. FROM is only read. One problem refuses the whole; what the mapping leaves out is counted "
            "and told. Adopting again changes nothing.",
        ),
        example="chainscape adopt bolt://localhost:7687 -o mapping.yaml\n"
        "chainscape adopt bolt://localhost:7687 chainscape-store --mapping mapping.yaml",
    )
    adopt.add_argument(
        "source",
        metavar="FROM",
        help=say("其他程序的图：服务器地址", "the graph of another program: a server's address"),
    )
    adopt.add_argument(
        "target", metavar="TO", nargs="?", help=say("到哪个库：文件夹或地址", "the store: a folder or an address")
    )
    adopt.add_argument(
        "--mapping",
        metavar="FILE",
        help=say("映射 YAML：什么是什么", "mapping (YAML): what is what"),
    )
    adopt.add_argument("--dry-run", action="store_true", help=say("只检查，不写入", "check only, write nothing"))
    adopt.add_argument(
        "--skip-bad", action="store_true", help=say("跳过不合格的，载入其余", "leave out what is bad and load the rest")
    )
    add_report(adopt, say)
    adopt.add_argument(
        "--from-database",
        metavar="NAME",
        help=say(
            "FROM 所在服务器上的数据库；--database 指 TO 的",
            "a database of the server that FROM is; --database is for TO",
        ),
    )


def adopt_graph(parsed: Namespace) -> int:
    """Adopt a graph, check it only, or draft a mapping of it."""
    from ..graph import adopt, load
    from ..schema import ImportRefused

    options = Options.of(parsed)
    source = _source(parsed, options)
    if not parsed.mapping:
        return _draft(source, options)
    target = replace(options, store=parsed.target) if parsed.target else None
    if parsed.dry_run:
        return _check(source, target, parsed, options)
    if target is None:
        raise _usage("给出 TO：接收到哪个库；或用 --dry-run 只检查", "name TO, the store; or only check: --dry-run")
    with source.open() as graph, collecting(parsed, options) as problems:
        adoption = adopt(graph, parsed.mapping)
        on_problem = problems.append
        try:
            with target.open("w") as store, progress(options.say) as bar:
                loaded = load(
                    store,
                    bar.reading(adoption),
                    skip_bad=parsed.skip_bad,
                    on_problem=on_problem,
                    on_progress=bar.written,
                )
                outside = outside_of(store)
        except ImportRefused:
            problems.tell(options)
            raise
        finally:
            for remark in adoption.remarks:
                tell(remark.to(options.lang))
    problems.tell(options)
    show_loaded(loaded, options, outside)
    return 0


def _source(parsed: Namespace, options: Options) -> Options:
    if parsed.from_database and "://" not in parsed.source:
        zh, en = "不是服务器；--from-database 用于服务器", "is no server; --from-database is for one"
        raise _usage(f"{parsed.source} {zh}", f"{parsed.source} {en}")
    if parsed.target and not parsed.mapping:
        raise _usage(
            f"用 --mapping FILE 给出映射；chainscape adopt {parsed.source} 起草一份",
            f"give a mapping with --mapping FILE; chainscape adopt {parsed.source} drafts one",
        )
    if parsed.target and same_store(parsed.source, parsed.target) and parsed.from_database == options.database:
        raise _usage("FROM 与 TO 是同一个库", "FROM and TO are the same store")
    return replace(options, store=parsed.source, database=parsed.from_database)


def _draft(source: Options, options: Options) -> int:
    from ..importers import draft_mapping

    if options.output and Path(options.output).exists():
        zh, en = "已有；草稿不覆盖它，请另取名", "is there already; a draft never writes over it: name another file"
        raise _usage(f"{options.output} {zh}", f"{options.output} {en}")
    with source.open() as graph:
        text: str = draft_mapping(graph, options.lang)
    write(text, options)
    return 0


def _check(source: Options, target: Options | None, parsed: Namespace, options: Options) -> int:
    from ..graph import adopt, check, store_exists

    known = target.open() if target and store_exists(target.store) else nullcontext()
    with source.open() as graph, known as store, collecting(parsed, options, options.format != "table") as problems:
        adoption = adopt(graph, parsed.mapping)
        with progress(options.say) as bar:
            found = check(bar.reading(adoption), store, on_problem=problems.append)
    for remark in adoption.remarks:
        tell(remark.to(options.lang))
    return show_checked(found, problems, options)


def _usage(zh: str, en: str) -> Exception:
    from ..schema import UsageError

    return UsageError(en, zh)
