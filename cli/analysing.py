"""``gaps`` and ``hubs``: what is missing where, and on whom how much hangs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .choosing import filter_of, filter_options, kept, left_out
from .options import Options, tell
from .output import show
from .parser import Commands, Parser

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Filter, Findings, Rows, Template

#: columns of a terminal that is too narrow for all
BRIEF_GAPS = ("verdict", "chain", "stage", "slot", "sentence")
BRIEF_HUBS = ("name", "type", "stages_emptied", "slots_emptied", "inherited_lost", "sentence")
_WHAT = {
    "cell": "格位", "links": "上下游", "hub": "枢纽", "stages": "环节", "slot": "支撑", "body": "两链都有",
    "verdict": "判断",
}  # fmt: skip
#: one small query: each costs some 10 ms in an engine that has just started
_NAMES = """
MATCH (n:IndustryChain) RETURN n.id AS id, n.name AS name, coalesce(n.name_en, n.name) AS name_en
UNION ALL MATCH (n:Stage) RETURN n.id AS id, n.name AS name, coalesce(n.name_en, n.name) AS name_en
UNION ALL MATCH (n:Region) RETURN n.id AS id, n.name AS name, coalesce(n.name_en, n.name) AS name_en
"""


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    gaps = to.add(
        "gaps",
        list_gaps,
        title=say("列出缺口：哪里缺什么，凭什么这样说", "List the gaps: what is missing where, and on what grounds"),
        about=say(
            "没有人查过的格位是未知，不是缺口；--all 列出每个格位及其状态。",
            "What nobody looked for is unknown, not a gap; --all lists every cell with its state.",
        ),
        example="chainscape gaps 光电\nchainscape gaps 光电 --all --format csv -o gaps.csv",
    )
    gaps.add_argument("chain", nargs="?", metavar="CHAIN", help=_chain(to))
    gaps.add_argument(
        "--all", action="store_true", help=say("列出全部格位", "every cell, not only those with a verdict")
    )
    filter_options(gaps, say)
    template_option(gaps, to)
    known_option(gaps, to)

    hubs = to.add(
        "hubs",
        list_hubs,
        title=say("列出枢纽：少了谁，在录的什么会落空", "List the hubs: without whom what falls on record"),
        about=say(
            "逐家剔除后重算格位，按落空的环节、格位等依次比较，不打分；--all 列出全部各家。",
            "Each house is taken out and the cells are counted again; ordered by what falls, part by part, with no "
            "score. --all lists every house.",
        ),
        example="chainscape hubs 光电\nchainscape hubs --format json",
    )
    hubs.add_argument("chain", nargs="?", metavar="CHAIN", help=_chain(to))
    hubs.add_argument("--all", action="store_true", help=say("列出全部各家", "every house, not only the hubs"))
    filter_options(hubs, say)
    template_option(hubs, to)
    known_option(hubs, to)


def list_gaps(parsed: Namespace) -> int:
    """Print the gaps of a chain, or of all."""
    from ..analysis import find, gap_rows

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        findings = find(store, parsed.chain, rules, with_hubs=False, known_by=known_by_of(parsed))
        asked = filter_of(parsed, store)
        # what is asked for by its verdict is listed, 待查 too
        every = parsed.all or bool({"look_up", "links"}.intersection(asked.verdicts))
        found = gap_rows(kept(findings, asked, store), all=every, lang=options.lang)
        of = len(gap_rows(findings, all=every, lang=options.lang)) if asked else 0
        rows = for_reader(found, options, store, rules)
    show(rows, options, BRIEF_GAPS)
    tell_kept(len(rows), of, findings, asked, options)
    if options.format == "table":
        tell(summary(findings, options))
        tell_notes(findings, options)
    return 0


def list_hubs(parsed: Namespace) -> int:
    """Print the hubs of a chain, or of all."""
    from ..analysis import find, hub_rows

    options = Options.of(parsed)
    rules = template_of(parsed)
    with options.open() as store:
        findings = find(store, parsed.chain, rules, known_by=known_by_of(parsed))
        asked = filter_of(parsed, store)
        every = hub_rows(findings, options.lang, all=parsed.all)
        rows = hub_rows(kept(findings, asked, store), options.lang, all=parsed.all) if asked else every
        show(for_reader(rows, options, store, rules), options, BRIEF_HUBS)
    tell_kept(len(rows), len(every), findings, asked, options)
    if not len(every) and options.format == "table":
        tell(why_no_hub(findings, rules, options))
    return 0


def tell_kept(rows: int, of: int, findings: Findings, asked: Filter, options: Options) -> None:
    """Tell how many rows a filter keeps of how many, and whom it cannot see."""
    if not asked:
        return
    tell(
        options.say(
            f"符合条件 {rows} / {of} 行；其余并不是缺失，判断仍据全部记载",
            f"{rows} of {of} rows fit; the others are not missing: verdicts rest on all that is on record",
        )
    )
    for line in left_out(findings, asked, options):
        tell(line)


def why_no_hub(findings: Findings, rules: Template, options: Options) -> str:
    """Return why no house is a hub: what the weightiest one reaches, and what the template asks for."""
    rule = rules.hubs
    asked = options.say(
        f"模板要求其一：一条链 {rule.stages} 个环节、{rule.chains} 条产业链、{rule.consortia} 个联合体，"
        f"或退出后 {rule.empties} 个环节、{rule.slots} 个格位落空",
        f"the template asks for one of: {rule.stages} stages of a chain, {rule.chains} chains, {rule.consortia} "
        f"consortia, or {rule.empties} stages or {rule.slots} slots that fall empty without it",
    )
    if not findings.hubs:
        return options.say(f"没有枢纽：此处没有在录主体。{asked}", f"no hub: no body is on record here; {asked}")
    first = findings.hubs[0]
    return options.say(
        f"没有枢纽。最重的是 {first.name.zh}：{first.sentence.zh}{asked}；--all 列出全部",
        f"no hub. The weightiest is {first.name.to('en')}: {first.sentence.en} {asked}; --all lists every house",
    )


def tell_notes(findings: Findings, options: Options) -> None:
    """Tell how many bodies were left out because of the template's region, and by which date things were known."""
    for note in findings.about_region:
        tell(note.to(options.lang))
    if findings.known_by:
        tell(
            options.say(
                f"截至 {findings.known_by} 所知：只计本身或来源不晚于此的陈述；无日期者不计",
                f"as known by {findings.known_by}: only statements whose own date or source is not later; undated ones "
                "are left out",
            )
        )


def for_reader(rows: Rows, options: Options, store: Store, rules: Template) -> Rows:
    """Return rows with names and labels in place of ids and codes for the formats that people read."""
    if options.format not in ("table", "md"):
        return rows
    from ..schema import POSITIONS, VERDICT_LABELS, vocabulary

    terms = vocabulary()
    lang = options.lang
    position = terms.codes["position"].codes
    names = {row["id"]: row["name_en" if lang == "en" else "name"] for row in store.look_up(_NAMES)}
    spoken: dict[str, dict[str, str]] = {
        "chain": names,
        "stage": names,
        "districts": names,
        "slot": {slot.name: slot.label.to(lang) for slot in rules.slots.values()}
        | {name: position[name].label.to(lang) for name in POSITIONS}
        | {"feeds": "上下游" if lang == "zh" else "links"},
        "what": _WHAT if lang == "zh" else {},
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
    if isinstance(value, list):
        return [labels.get(each, each) for each in value]
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
    return options.say("格位：", "cells: ") + options.say("，", ", ").join(parts)


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
            "期望模板 YAML，默认为项目的，否则为 quality-innovation",
            "template of expectations (YAML); default: that of the project, else quality-innovation",
        ),
    )


def known_option(parser: Parser, to: Commands) -> None:
    """Add ``--known-by``."""
    parser.add_argument(
        "--known-by",
        metavar="DATE",
        default="",
        help=to.say(
            "只计截至该日所知的陈述与查找，如 2023-06", "only statements and searches known by then, e.g. 2023-06"
        ),
    )


def known_by_of(parsed: Namespace) -> str:
    """Return the date of ``--known-by`` in EDTF, "" without one; UsageError for what is no date."""
    return date_of(parsed.known_by, "--known-by") if parsed.known_by else ""


def date_of(word: str, option: str) -> str:
    """Return a date in EDTF; UsageError for what is no date."""
    from ..schema import Text, UsageError, read_date, told

    try:
        return read_date(word)
    except ValueError as error:
        raise UsageError.of(Text(f"{option} 要日期：", f"{option} wants a date: ") + told(error)) from error


def _chain(to: Commands) -> str:
    return to.say(
        "产业链：编号、名称、简称、英文名或别名；不写为全部",
        "a chain's id, name, English name or alias; all if left out",
    )
