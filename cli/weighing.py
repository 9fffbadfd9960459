"""``whatif``: what falls if somebody goes."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from .analysing import for_reader, template_of, template_option
from .options import Options, tell
from .output import save, show
from .parser import Commands

if TYPE_CHECKING:
    from ..analysis import WhatIf
    from ..graph import Store
    from ..schema import Template

BRIEF_WHATIF = ("what", "name", "chain", "stage", "slot", "before", "after", "left")


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    whatif = to.add(
        "whatif",
        list_falls,
        title=say("如果某些主体退出：在录的什么会落空", "What if some bodies were gone: what falls on record"),
        about=say(
            "NODE 为编号、名称、英文名或别名，可多个；默认连同其一家（控股、依托）一起剔除，--alone 只剔除其本身。"
            "-o 后缀 .html 画成链图：落空的标出，图上可继续剔除、放回。",
            "NODE is an id, a name, an English name or an alias; several may be named. Each goes with its house (what "
            "it owns and runs, and who owns it); with --alone by itself. -o with the suffix .html draws the chain map: "
            "what falls is marked, and more can be taken out or put back there.",
        ),
        example="chainscape whatif 亨通光电\nchainscape whatif 沙钢 永钢 --chain 冶金 --format csv -o falls.csv\n"
        "chainscape whatif 沙钢 永钢 --chain 冶金 -o whatif.html",
    )
    whatif.add_argument("nodes", metavar="NODE", nargs="+", help=say("主体", "a body or thing"))
    whatif.add_argument("--chain", metavar="CHAIN", help=say("只看一条产业链", "look at one chain only"))
    whatif.add_argument("--alone", action="store_true", help=say("只剔除其本身", "by itself, without its house"))
    template_option(whatif, to)


def list_falls(parsed: Namespace) -> int:
    """Print what falls without some nodes, or draw it on the map of a chain."""
    from ..analysis import what_if, what_if_rows
    from ..schema import Text

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        found = what_if(store, parsed.nodes, rules, chain=parsed.chain, alone=parsed.alone)
        if _is_page(options):
            _draw_falls(found, store, rules, parsed, options)
            return 0
        rows = for_reader(what_if_rows(found, options.lang), options, store, rules)
    show(rows, options, BRIEF_WHATIF)
    if options.format == "table":
        gone = [found.names.get(id, Text(id, "")).to(options.lang) for id in found.without]
        tell(options.say(f"剔除：{'、'.join(gone)}", f"taken out: {', '.join(gone)}"))
        tell(found.sentence.to(options.lang))
    return 0


def _draw_falls(found: WhatIf, store: Store, rules: Template, parsed: Namespace, options: Options) -> None:
    """Write the map of the chain that was asked for, else of the only one in which something falls."""
    from ..analysis import scene
    from ..queries import resolve
    from ..viz import chain_map

    chains = sorted(found.chains)
    named = [found.facts.chains[chain].to(options.lang) for chain in chains]
    needs_chain(parsed.chain or (len(chains) == 1), named)
    shown = scene(store, parsed.chain or chains[0], rules)
    ids = [resolve(store, "node", word) for word in parsed.nodes]
    _save(chain_map(shown, lang=options.lang, without=ids, alone=parsed.alone), options)


def _is_page(options: Options) -> bool:
    return options.output.lower().endswith((".html", ".htm"))


def needs_chain(given: object, chains: list[str]) -> None:
    """Refuse a map of no chain; ``chains`` are named as those that it could be of."""
    from ..schema import UsageError

    if not given:
        zh, en = "、".join(chains), ", ".join(chains)
        raise UsageError(
            "a map is that of one chain: name it with --chain" + (f"; something falls in {en}" if en else ""),
            "链图是一条链的：用 --chain 指定" + (f"；落空的在 {zh}" if zh else ""),
        )


def _save(picture: str, options: Options) -> None:
    from pathlib import Path

    save(Path(options.output), picture)
    tell(options.say(f"已写入 {options.output}，用浏览器打开", f"wrote {options.output}; open it in a browser"))
