"""``whatif`` and ``compare``: what falls if somebody goes, and what changed between two dates or two stores."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from .analysing import date_of, for_reader, template_of, template_option
from .options import Options, tell
from .output import show
from .parser import Commands

if TYPE_CHECKING:
    from ..schema import Findings, Template

BRIEF_WHATIF = ("what", "chain", "stage", "slot", "before", "after", "left")
BRIEF_COMPARE = ("what", "chain", "stage", "slot", "before", "after", "why")


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    whatif = to.add(
        "whatif",
        list_falls,
        title=say("如果某些主体退出:在录的什么会落空", "What if some bodies were gone: what falls on record"),
        about=say(
            "NODE 为编号、名称、英文名或别名,可多个;默认连同其一家(控股、依托)一起剔除,--alone 只剔除其本身。",
            "NODE is an id, a name, an English name or an alias; several may be named. Each goes with its house (what "
            "it owns and runs, and who owns it); with --alone by itself.",
        ),
        example="chainscape whatif 亨通光电\nchainscape whatif 沙钢 永钢 --chain 冶金 --format csv -o falls.csv",
    )
    whatif.add_argument("nodes", metavar="NODE", nargs="+", help=say("主体", "a body or thing"))
    whatif.add_argument("--chain", metavar="CHAIN", help=say("只看一条产业链", "look at one chain only"))
    whatif.add_argument("--alone", action="store_true", help=say("只剔除其本身", "by itself, without its house"))
    template_option(whatif, to)

    compare = to.add(
        "compare",
        list_changes,
        title=say("比较两个日期所知,或两个库:什么变了,为何", "Compare what was known by two dates, or two stores"),
        about=say(
            "A、B 各为日期(截至该日所知)或库;变了的格位、判断、上下游和枢纽各一行。",
            "A and B are dates (as known by then) or stores. A row for each cell, verdict, link and hub that changed.",
        ),
        example="chainscape compare 2023 2026-11 --chain 光电",
    )
    compare.add_argument("before", metavar="A", help=say("较早:日期或库", "the earlier: a date or a store"))
    compare.add_argument("after", metavar="B", help=say("较晚:日期或库", "the later: a date or a store"))
    compare.add_argument("--chain", metavar="CHAIN", help=say("只看一条产业链", "one chain only"))
    template_option(compare, to)


def list_falls(parsed: Namespace) -> int:
    """Print what falls without some nodes."""
    from ..analysis import what_if, what_if_rows

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        found = what_if(store, parsed.nodes, rules, chain=parsed.chain, alone=parsed.alone)
        rows = for_reader(what_if_rows(found, options.lang), options, store, rules)
    show(rows, options, BRIEF_WHATIF)
    if options.format == "table":
        tell(options.say(f"剔除:{'、'.join(found.without)}", f"taken out: {', '.join(found.without)}"))
        tell(found.sentence.to(options.lang))
    return 0


def list_changes(parsed: Namespace) -> int:
    """Print what changed between two dates, or two stores."""
    from ..analysis import compare

    options = Options.of(parsed)
    rules = template_of(parsed)
    before, after = (_known(word, parsed.chain, rules, options) for word in (parsed.before, parsed.after))
    rows = compare(before, after, options.lang)
    with options.open() as store:
        show(for_reader(rows, options, store, rules), options, BRIEF_COMPARE)
    return 0


def _known(word: str, chain: str | None, rules: Template, options: Options) -> Findings:
    """Return the findings of a store, or those known by a date in the store at hand."""
    from ..analysis import find
    from ..graph import store_exists

    if "://" in word or store_exists(word):
        with replace(options, store=word).open() as store:
            return find(store, chain, rules)
    date = date_of(word, "A/B", options)
    with options.open() as store:
        return find(store, chain, rules, known_by=date)
