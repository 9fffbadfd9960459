"""``gaps``, ``hubs`` and ``search add``: the analyses, and the record that somebody looked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .options import Options, tell
from .output import show
from .parser import Commands, Parser

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Findings, Rows, Template

#: columns of a terminal that is too narrow for all
BRIEF_GAPS = ("verdict", "chain", "stage", "slot", "sentence")
BRIEF_HUBS = ("name", "type", "degree", "betweenness", "sentence")
#: one small query: each costs some 10 ms in an engine that has just started
_NAMES = """
MATCH (n:IndustryChain) RETURN n.id AS id, n.name AS name, coalesce(n.name_en, n.name) AS name_en
UNION ALL MATCH (n:Stage) RETURN n.id AS id, n.name AS name, coalesce(n.name_en, n.name) AS name_en
"""


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    gaps = to.add(
        "gaps",
        list_gaps,
        title=say("列出缺口:哪里缺什么,凭什么这样说", "List the gaps: what is missing where, and on what grounds"),
        about=say(
            "没有人查过的格位是未知,不是缺口;--all 列出每个格位及其状态。",
            "What nobody looked for is unknown, not a gap; --all lists every cell with its state.",
        ),
        example="chainscape gaps 光电\nchainscape gaps 光电 --all --format csv -o gaps.csv",
    )
    gaps.add_argument("chain", nargs="?", metavar="CHAIN", help=_chain(to))
    gaps.add_argument(
        "--all", action="store_true", help=say("列出全部格位", "every cell, not only those with a verdict")
    )
    template_option(gaps, to)

    hubs = to.add(
        "hubs",
        list_hubs,
        title=say("列出枢纽:哪些主体承担得最多", "List the hubs: the bodies on which most depends"),
        example="chainscape hubs 光电\nchainscape hubs --format json",
    )
    hubs.add_argument("chain", nargs="?", metavar="CHAIN", help=_chain(to))
    hubs.add_argument("--all", action="store_true", help=say("列出全部主体", "every body, not only the hubs"))
    template_option(hubs, to)

    search = to.add(
        "search add",
        add_record,
        title=say("登记一次查找:谁、何时、怎样查过某个格位", "Record that somebody looked for what should fill a cell"),
        about=say(
            "这是格位由未知变为缺口的唯一途径。CELL 写 gaps --all 给出的格位,或 光电/计量、光电/光模块/计量。",
            "The only way from unknown to gap. CELL is a cell of gaps --all, or words such as 光电/计量.",
        ),
        example="chainscape search add 光电/专家智库 --result none_found --method survey --by 市场监管局",
    )
    search.add_argument("cell", metavar="CELL", help=say("格位", "the cell"))
    search.add_argument(
        "--result",
        required=True,
        metavar="RESULT",
        help=say("结果 none_found|partial|found", "none_found, partial or found"),
    )
    search.add_argument(
        "--method", required=True, metavar="METHOD", help=say("方法 inventory|survey|web", "inventory, survey or web")
    )
    search.add_argument("--by", required=True, metavar="WHO", help=say("查找人或单位", "who looked"))
    search.add_argument("--date", default="", metavar="DATE", help=say("日期,默认今天", "when; default: today"))
    search.add_argument("--note", default="", metavar="TEXT", help=say("备注", "a note"))


def list_gaps(parsed: Namespace) -> int:
    """Print the gaps of a chain, or of all."""
    from ..analysis import find, gap_rows

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        findings = find(store, parsed.chain, rules, with_hubs=False)
        rows = for_reader(gap_rows(findings, all=parsed.all, lang=options.lang), options, store, rules)
    show(rows, options, BRIEF_GAPS)
    if options.format == "table":
        tell(summary(findings, options))
    return 0


def list_hubs(parsed: Namespace) -> int:
    """Print the hubs of a chain, or of all."""
    from ..analysis import find, hub_rows

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        findings = find(store, parsed.chain, rules)
        rows = hub_rows(findings, options.lang, all=parsed.all)
        show(for_reader(rows, options, store, rules), options, BRIEF_HUBS)
    return 0


def add_record(parsed: Namespace) -> int:
    """Write a search record."""
    from ..analysis import add_search
    from ..graph import store_exists

    options = Options.of(parsed)
    if not parsed.by.strip():
        from ..schema import UsageError

        raise UsageError(options.say("--by 不能为空:写明谁查的", "--by is empty: say who looked"))
    if not store_exists(options.store):
        options.open().close()  # says what is wrong; to open it for writing would make one
    with options.open("w") as store:
        made = add_search(
            store,
            parsed.cell,
            result=parsed.result,
            method=parsed.method,
            by=parsed.by,
            date=parsed.date,
            note=parsed.note,
        )
    tell(options.say(f"已登记 {made.id}({made.date})", f"recorded {made.id} ({made.date})"))
    return 0


def for_reader(rows: Rows, options: Options, store: Store, rules: Template) -> Rows:
    """Return rows with names and labels in place of ids and codes for the formats that people read."""
    if options.format not in ("table", "md"):
        return rows
    from ..analysis import VERDICT_LABELS
    from ..schema import POSITIONS, vocabulary

    terms = vocabulary()
    lang = options.lang
    position = terms.codes["position"].codes
    names = {row["id"]: row["name_en" if lang == "en" else "name"] for row in store.look_up(_NAMES)}
    spoken: dict[str, dict[str, str]] = {
        "chain": names,
        "stage": names,
        "slot": {slot.name: slot.label.to(lang) for slot in rules.slots.values()}
        | {name: position[name].label.to(lang) for name in POSITIONS},
        "verdict": {name: label.to(lang) for name, label in VERDICT_LABELS.items()},
        "state": states(lang),
        "type": {kind.name: kind.label.to(lang) for kind in terms.nodes.values()},
    }
    return replace(
        rows,
        values=[
            [_spoken(value, spoken.get(column, {})) for column, value in zip(rows.columns, row, strict=True)]
            for row in rows.values
        ],
    )


def _spoken(value: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(value, bool):
        return "✓" if value else ""
    return labels.get(value, value) if isinstance(value, str) else value


def states(lang: str) -> dict[str, str]:
    """Return the words for the states of a cell."""
    if lang == "zh":
        return {"present": "已有", "not_found": "查过未见", "unknown": "未知", "not_expected": "不适用"}
    return {"present": "present", "not_found": "not found", "unknown": "unknown", "not_expected": "not expected"}


def summary(findings: Findings, options: Options) -> str:
    """Return how many cells are in which state, in a line."""
    count = {state: sum(cell.state == state for cell in findings.cells) for state in states(options.lang)}
    parts = [f"{word} {count[state]}" for state, word in states(options.lang).items()]
    return options.say("格位:", "cells: ") + options.say(",", ", ").join(parts)


def template_of(parsed: Namespace) -> Template:
    """Return the template that ``--template`` names, else the default."""
    from ..schema import template

    found: Template = template(parsed.template) if parsed.template else template()
    return found


def template_option(parser: Parser, to: Commands) -> None:
    """Add ``--template``."""
    parser.add_argument(
        "--template",
        metavar="FILE",
        help=to.say(
            "期望模板 YAML,默认 quality-innovation", "template of expectations (YAML); default: quality-innovation"
        ),
    )


def _chain(to: Commands) -> str:
    return to.say(
        "产业链:编号、名称、简称、英文名或别名;不写为全部", "a chain's id, name, English name or alias; all if left out"
    )
