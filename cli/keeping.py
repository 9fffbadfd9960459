"""``versions``, ``undo``, ``redo``, ``verify``: the versions that a store keeps, and whether they are whole."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .options import Options, tell
from .output import show
from .parser import Commands
from .progressing import progress

if TYPE_CHECKING:
    from ..graph import Check, Store, Version


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    listed = to.add(
        "versions",
        list_versions,
        title=say("列出库所保留的各版本", "List the versions that a store keeps"),
        about=say(
            "每次载入成一个新版本，读者一直读旧的，直到新的写全。默认保留之前的一个版本；--keep 改变个数。"
            "服务器保留最近一次载入之前的版本，并列出两者相差多少处。",
            "Each load makes a new version; readers go on with the one before until it is whole. The one before is "
            "kept; --keep changes how many. A server keeps what the last load replaced, and its table says by how many "
            "nodes and relations the two differ.",
        ),
        example="chainscape versions\nchainscape versions --keep 5",
    )
    listed.add_argument(
        "--keep",
        type=int,
        metavar="N",
        help=say(
            "文件夹中的库：今后保留之前的几个版本，0 为不保留",
            "of a store in a folder: keep so many earlier versions from now on, 0 for none",
        ),
    )
    back = to.add(
        "undo",
        undo_version,
        title=say("撤回最近一次载入或改正", "Take back the last load or correction"),
        about=say(
            "回到之前的版本；撤回的保留到下次写入，redo 取回。在服务器上中断的，再运行一次即做完；"
            "其他程序在此之后改动过的，不予覆盖，整个拒绝。",
            "Goes back to the version before. What was taken back is kept until something is written: redo brings it. "
            "On a server one that was cut off is completed by running it again, and it is refused whole where another "
            "program changed since what the load wrote.",
        ),
        example="chainscape undo\nchainscape undo --to 7",
    )
    back.add_argument(
        "--to",
        type=int,
        metavar="NUMBER",
        help=say("文件夹中的库：回到这一版本（见 versions）", "of a store in a folder: to this version (see versions)"),
    )
    to.add(
        "redo",
        redo_version,
        title=say("取回 undo 撤回的版本", "Bring back what undo took back"),
        example="chainscape redo",
    )
    verify = to.add(
        "verify",
        verify_store,
        title=say("逐项核对库是否完好", "Look whether a store is whole"),
        about=say(
            "核对各版本的文件、每个节点与每条关系（由两端、由索引、由陈述），有差错时说明由什么可以恢复；退出码为 1。",
            "Looks at the files of each version and at every node and relation: from both ends, by index, against its "
            "statements. Of faults it says what they can be restored from, and the exit code is 1.",
        ),
        example="chainscape verify\nchainscape verify --format csv",
    )
    verify.add_argument(
        "place", nargs="?", metavar="STORE", help=say("库；默认取 --store", "the store; default: --store")
    )
    verify.add_argument(
        "--restore",
        action="store_true",
        help=say(
            "由还读得出的记录建一个新版本；损坏的版本留在它之前",
            "build a new version from the records that can still be read; the damaged one is kept before it",
        ),
    )


def list_versions(parsed: Namespace) -> int:
    """Print the versions."""
    from ..graph import keep, versions
    from ..schema import Rows

    options = Options.of(parsed)
    if parsed.keep is not None:
        found = keep(options.store, parsed.keep, wait=options.wait)
    else:
        with _place(options, "r") as place:
            found = versions(place)
    say = options.say
    place_of = {
        "earlier": say("之前", "earlier"),
        "current": say("现用", "current"),
        "undone": say("已撤回", "taken back"),
    }
    readable = options.format in ("table", "md")
    server = options.on_server
    rows = [
        [
            each.number,
            place_of[each.place] if readable else each.place,
            each.written,
            each.nodes,
            each.relations,
            *([each.changes] if server else []),
            # how much room the graph itself takes a server does not say
            None if server and not each.bytes else _megabytes(each.bytes) if readable else each.bytes,
            each.note,
        ]
        for each in found
    ]
    changes = ("changes",) if server else ()
    # of other tables a place is where a body sits, and written how many records
    place, written = (say("位置", "place"), say("写于", "written")) if readable else ("place", "written")
    show(Rows(("version", place, written, "nodes", "relations", *changes, "size", "note"), rows), options)
    _tell_cut_off(found, options)
    return 0


def undo_version(parsed: Namespace) -> int:
    """Go back to an earlier version."""
    from ..graph import undo

    options = Options.of(parsed)
    with _place(options, "w") as place:
        _tell_moved(undo(place, to=parsed.to, wait=options.wait), options)
    return 0


def redo_version(parsed: Namespace) -> int:
    """Bring back what was taken back."""
    from ..graph import redo

    options = Options.of(parsed)
    with _place(options, "w") as place:
        _tell_moved(redo(place, wait=options.wait), options)
    return 0


def _place(options: Options, mode: Literal["r", "w"]) -> AbstractContextManager[str | Store]:
    """Return the folder of a store, or the store open on its server: by its database, with a password asked for."""
    return options.open(mode) if options.on_server else nullcontext(options.store)


def _tell_moved(now: Version, options: Options) -> None:
    # a server does not know when its first version was written
    zh = f"，写于 {now.written}（{now.note}）" if now.written else ""
    en = f", written {now.written} ({now.note})" if now.written else ""
    tell(
        options.say(
            f"现用版本 {now.number}：{now.nodes} 个节点、{now.relations} 条关系{zh}",
            f"version {now.number} is read now: {now.nodes} nodes, {now.relations} relations{en}",
        )
    )


def _tell_cut_off(found: list[Version], options: Options) -> bool:
    """Say that an undo or redo on a server was cut off, if one was."""
    word = next((each.cut_off for each in found if each.cut_off), "")
    if word:
        tell(
            options.say(
                f"有一次 {word} 中断，库停在半途：chainscape {word} 把它做完；在此之前不能写入",
                f"{'an undo' if word == 'undo' else 'a redo'} was cut off, the store is half-way: chainscape {word} "
                "completes it; nothing can be written before that",
            )
        )
    return bool(word)


def verify_store(parsed: Namespace) -> int:
    """Look at everything in a store; exit code 1 with faults."""
    from ..graph import verify, verify_files, versions
    from ..schema import Rows, StoreDamaged, told

    options = Options.of(parsed)
    if parsed.place:
        options = replace(options, store=parsed.place)
    if parsed.restore:
        return _restore(options)
    kept: list[Version] = []
    found = [] if options.on_server else verify_files(options.store)
    try:
        with options.open() as store, progress(options.say) as bar:
            bar.wait("核对", "verifying")
            found += verify(store)
            if options.on_server:
                kept = versions(store)
    except StoreDamaged as damaged:
        if not any(each.faults for each in found):
            raise
        tell(told(damaged).to(options.lang))
    rows = [[each.name, each.about.to(options.lang), each.looked_at, each.faults] for each in found]
    show(Rows(("check", "about", "looked_at", "faults"), rows), options)
    if _tell_cut_off(kept, options) and not any(each.faults for each in found):
        return 1
    return _tell_faults(found, options)


def _tell_faults(found: list[Check], options: Options) -> int:
    faulty = [each for each in found if each.faults]
    for each in faulty:
        for fault in each.first:
            tell(options.say(f"{each.name}：{fault.zh}", f"{each.name}: {fault.en}"))
        if each.faults > len(each.first):
            more = each.faults - len(each.first)
            tell(options.say(f"{each.name}：…… 另有 {more} 处", f"{each.name}: … and {more} more"))
        tell(options.say(f"→ {each.way.zh}", f"→ {each.way.en}"))
    if not faulty:
        tell(options.say("完好", "whole: no fault was found"))
    return 1 if faulty else 0


def _restore(options: Options) -> int:
    from ..graph import restore
    from ..schema import UsageError

    if options.on_server:
        zh, en = "是服务器；--restore 用于文件夹中的库", "is a server; --restore is for a store in a folder"
        raise UsageError(f"{options.store} {en}", f"{options.store} {zh}")
    done = restore(Path(options.store), heap=options.heap)
    for each in done.lost[:20]:
        tell(each.to(options.lang))
    many = len(done.lost)
    zh = f"由 {done.nodes} 个节点、{done.relations} 条关系建成新版本；读不出的 {many} 处。chainscape verify 再核对"
    en = (
        f"a new version was built from {done.nodes} nodes and {done.relations} relations; {many} things could not be "
        "read. chainscape verify looks again"
    )
    tell(options.say(zh, en))
    return 1 if done.lost else 0


def _megabytes(bytes: int) -> str:
    return f"{bytes / 1_000_000:,.1f} MB"
