"""What `import` says and asks before files replace what their datasets said."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from .options import Options, tell
from .screen import message

if TYPE_CHECKING:
    from ..graph import Changes, Difference

#: differences of a kind that are told; `history` has what was withdrawn
TOLD = 5
#: in the order in which they are told
_KINDS = {
    "vanished": ("消失", "vanished"),
    "moved": ("移动", "moved"),
    "renamed": ("更名", "renamed"),
    "changed": ("改动", "changed"),
}


def ask_before(parsed: Namespace, options: Options, changes: Changes) -> None:
    """Tell what differs; with anything vanishing ask on a terminal, and raise ImportRefused without a yes."""
    tell_changes(changes, options)
    if not changes.vanished:
        return
    if not (changes.gone or changes.searches):
        zh = "有些行因不合格而略过，看不出什么消失了：这次不撤下；改正后再载入一次"
        en = "bad rows were left out, so nothing counts as vanished this time: mend them and import again"
        tell(options.say(zh, en))
        return
    if not parsed.replace and not _yes(changes, options):
        _refuse(changes)


def tell_changes(changes: Changes, options: Options) -> None:
    """Tell how files differ from what the store has of their datasets; nothing where it has none."""
    if not changes.datasets:
        return
    _tell_counts(changes, options)
    for kind in _KINDS:
        _tell_first(kind, changes, options)
    for table, (gone, had) in changes.tables.items():
        zh, en = f"  表 {table}：{had} 条中消失 {gone} 条", f"  table {table}: {gone} of {had} statements vanish"
        tell(options.say(zh, en))
        if new := changes.called.get(table):
            zh = f"  表 {new} 所说的大半相同：若只是文件改了名，请在映射的该表中写 name: {table}"
            en = f"  table {new} says most of the same: if only the file has another name, write name: {table} there"
            tell(options.say(zh, en))


def _refuse(changes: Changes) -> None:
    from ..schema import ImportRefused

    names = ", ".join(changes.datasets)
    en = (
        f"nothing was loaded: {changes.vanished} statements of {names} are not in these files; --replace withdraws "
        "them, --add keeps them and only adds"
    )
    zh = f"没有载入：{names} 中有 {changes.vanished} 条陈述不在这些文件里；--replace 撤下它们，--add 保留、只作增补"
    raise ImportRefused(en, zh=zh)


def _tell_counts(changes: Changes, options: Options) -> None:
    counts, names = changes.counts, ", ".join(changes.datasets)
    zh = "、".join(f"{word} {counts[kind]}" for kind, (word, _) in reversed(_KINDS.items()))
    en = ", ".join(f"{counts[kind]} {word}" for kind, (_, word) in reversed(_KINDS.items()))
    tell(
        options.say(
            f"{names} 载入过，与之相比：陈述不变 {counts['same']}、新增 {counts['new']}、{zh}",
            f"{names} was loaded before; statements now: {counts['same']} the same, {counts['new']} new, {en}",
        )
    )


def _tell_first(kind: str, changes: Changes, options: Options) -> None:
    total = changes.counts[kind]
    found = [each for each in changes.first if each.what == kind]
    for each in found[:TOLD]:
        tell("  " + _sentence(each, options))
    if total > TOLD:
        tell(options.say(f"  …… 另有 {total - TOLD} 条{_KINDS[kind][0]}", f"  … and {total - TOLD} more {kind}"))


def _sentence(each: Difference, options: Options) -> str:
    from ..schema import cut

    what = options.say(*_KINDS[each.what])
    about, id = f"{each.about.type} {each.name}", each.about.id
    if not each.about.from_id and each.name != id:
        about += options.say(f"（{id}）", f" ({id})")
    differs = f"{cut(each.old)} → {cut(each.new)}" if each.old or each.new else ""
    if each.what == "vanished":
        differs = cut(each.old)
    return f"{what} {about}{options.say('：', ': ') + differs if differs else ''} [{each.row}]"


def _yes(changes: Changes, options: Options) -> bool:
    """Ask on a terminal whether what vanished is to be withdrawn; in a pipe nobody can say yes."""
    if not at_terminal():
        return False
    zh = f"撤下消失的 {changes.vanished} 条（保留历史）？[y/N] "
    sys.stderr.write(
        message(options.say(zh, f"withdraw the {changes.vanished} that vanished (kept as history)? [y/N] "))
    )
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "好")


def at_terminal() -> bool:
    """Say whether somebody can read a question and answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()
