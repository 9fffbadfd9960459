"""``forget``, ``rename``, ``merge``, ``history``: corrections that stick, and what was said before."""

from __future__ import annotations

from argparse import Namespace

from .options import Options, tell
from .output import show
from .parser import Commands

#: what became of a statement, for a reader
_STATUS_ZH = {"counts": "现有", "vanished": "消失", "changed": "改动", "forgotten": "撤下", "merged": "合并"}


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    forget = to.add(
        "forget",
        forget_what,
        title=say("撤下一个数据集或一个来源的全部陈述", "Withdraw all that a dataset or a source says"),
        about=say(
            "撤下的不再计入任何地方，history 仍可查。还引用其他来源的陈述保留，只去掉这一来源。",
            "What is withdrawn counts nowhere; history goes on showing it. Statements that cite other sources too "
            "stay, without this one.",
        ),
        example="chainscape forget 021cf-suzhou-aero\nchainscape forget suzhou",
    )
    forget.add_argument(
        "what",
        metavar="DATASET|SOURCE",
        help=say("数据集名，或来源的编号、标题", "name of a dataset, or id or title of a source"),
    )
    rename = to.add(
        "rename",
        rename_node,
        title=say("改正一个节点的名称", "Correct the name of a node"),
        about=say(
            "新名称高于任何文件所写，以后的载入也不改回；原名成为别名。",
            "The new name stands above what any file says, also later; the old one becomes an alias.",
        ),
        example="chainscape rename company:hengtong-optic-electric 亨通光电\n"
        "chainscape rename 亨通光电 --en 'Hengtong Optic-Electric'",
    )
    rename.add_argument("node", metavar="NODE", help=say("编号、名称或别名", "id, name or alias"))
    rename.add_argument("name", metavar="NAME", nargs="?", default="", help=say("新名称", "the new name"))
    rename.add_argument("--en", default="", metavar="NAME", help=say("新英文名", "the new English name"))
    merge = to.add(
        "merge",
        merge_bodies,
        title=say("把两个主体并为一个", "Make one body of two"),
        about=say(
            "前者的陈述、关系与查证归入后者，名称成为别名；以后的文件再写前者，也读作后者。",
            "All that is said of the first is said of the second, and its names become aliases. Files that go on "
            "naming the first are read as naming the second.",
        ),
        example="chainscape merge company:ofs-hengtong company:ofs",
    )
    merge.add_argument("node", metavar="NODE", help=say("并入的主体", "the body that is merged"))
    merge.add_argument("into", metavar="INTO", help=say("保留的主体", "the body that stays"))
    told = to.add(
        "history",
        show_history,
        title=say("列出撤下与现有的陈述", "List what counts and what was withdrawn"),
        about=say(
            "NODE 是编号、名称或别名，也可以是已不在的节点；不写则按日期、数据集、缘由列出撤下了多少。",
            "NODE is an id, name or alias, also of a node that is no more; without it: how much was withdrawn, by day, "
            "dataset and reason.",
        ),
        example="chainscape history\nchainscape history company:hengtong-optic-electric --format csv",
    )
    told.add_argument(
        "what", metavar="NODE|DATASET", nargs="?", default="", help=say("节点或数据集", "a node or a dataset")
    )


def forget_what(parsed: Namespace) -> int:
    """Withdraw what a dataset or source says."""
    from ..graph import forget

    options = _reaching(parsed)
    from .progressing import progress

    with options.open("w") as store, progress(options.say) as bar:
        done = forget(store, parsed.what, on_progress=bar.written)
    zh = f"已撤下 {done.withdrawn} 条；chainscape history {parsed.what} 可查"
    tell(
        options.say(
            zh, f"{done.withdrawn} statements, searches and sources were withdrawn: chainscape history shows them"
        )
    )
    return 0


def rename_node(parsed: Namespace) -> int:
    """Give a node another name."""
    from ..graph import rename

    options = _reaching(parsed)
    with options.open("w") as store:
        done = rename(store, parsed.node, parsed.name, parsed.en)
    now = parsed.name or parsed.en
    tell(
        options.say(
            f"{done.id}：{done.before} → {now}，原名成为别名",
            f"{done.id}: {done.before} → {now}; the old name is an alias",
        )
    )
    for id, name in done.namesakes:
        tell(
            options.say(
                f"{name}（{id}）也叫此名：若是同一个，用 chainscape merge {done.id} {id} 并为一个",
                f"{name} ({id}) is called so too: if they are one, chainscape merge {done.id} {id}",
            )
        )
    return 0


def merge_bodies(parsed: Namespace) -> int:
    """Make one body of two."""
    from ..graph import merge

    options = _reaching(parsed)
    with options.open("w") as store:
        done = merge(store, parsed.node, parsed.into)
    zh = f"{done.before}（{done.gone}）并入 {done.name}（{done.id}）；原名成为别名"
    tell(options.say(zh, f"{done.before} ({done.gone}) is {done.name} ({done.id}) now; its names are aliases"))
    for label, two in done.differing:
        tell(
            options.say(
                f"两者的{label.zh}不同：{two[0]}、{two[1]}。若并非同一个，请撤回（chainscape undo）",
                f"they differ in {label.en}: {two[0]}, {two[1]}. If they are not one, take it back (chainscape undo)",
            )
        )
    return 0


def show_history(parsed: Namespace) -> int:
    """Print the history."""
    from ..graph import history
    from ..schema import Rows

    options = Options.of(parsed)
    with options.open() as store:
        found = history(store, parsed.what)
        if options.format == "table" and options.lang == "zh":
            # other formats are read by scripts
            at = found.columns.index("status")
            rows = [[*row[:at], _STATUS_ZH.get(row[at], row[at]), *row[at + 1 :]] for row in found.values]
            found = Rows(found.columns, rows)
        show(found, options, ("subject", "relation", "status", "until", "said"))
    return 0


def _reaching(parsed: Namespace) -> Options:
    """Return the options for a store that is there: to correct makes none."""
    from ..graph import check_filled

    options = Options.of(parsed)
    with options.open() as reading:
        check_filled(reading)
    return options
