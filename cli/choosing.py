"""Options that say which part of a store is meant: of chains, regions and types; and which findings are asked for."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .parser import Parser
from .wording import Say

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Filter, Findings
    from ..viz import Choice
    from .options import Options
    from .picture_files import PictureFile


def filter_options(parser: Parser, say: Say, *, regions: bool = True) -> None:
    """Add the options of a filter: ``--region`` (unless the command has its own), ``--method``, ``--verdict`` …"""
    if regions:
        _listing(
            parser,
            "--region",
            "REGION",
            say(
                "只取这些地区（含下辖地区）的主体所填的；所在地未载的另计家数",
                "only what bodies in these regions fill, or in a region inside; those whose seat is not recorded are "
                "counted",
            ),
            say,
        )
    methods = say(
        "只取这样查证的：inventory 普查、survey 调查、web 网上、none 没有查证记录",
        "only what was looked for so: inventory, survey, web; none for no search record",
    )
    _listing(parser, "--method", "METHOD", methods, say)
    verdicts = say(
        "只取这些判断：build 建链、fill 补链、extend 延链、strengthen 强链、single_on_record 单点、look_up 待查、"
        "links 上下游关系未载",
        "only these verdicts: build, fill, extend, strengthen, single_on_record, look_up, links (not recorded)",
    )
    _listing(parser, "--verdict", "VERDICT", verdicts, say)
    parser.add_argument(
        "--reliability",
        metavar="A|B|C",
        default="",
        help=say(
            "依据至少要这样可靠：A 本单位、政府或行业协会，B 正规媒体，C 转载或不明来源（即不限）",
            "evidence of at least: A the body itself, government or trade association; B established medium; C reprint "
            "or unknown host (that is, any)",
        ),
    )
    parser.add_argument(
        "--source",
        metavar="TEXT",
        default="",
        help=say(
            "只取依据某来源的：其编号、题名或发布者中的字样",
            "only what rests on a source: part of its id, title or publisher",
        ),
    )


def _listing(parser: Parser, option: str, metavar: str, help: str, say: Say) -> None:
    more = say("；可多次，也可用逗号隔开", "; repeatable, or with commas")
    parser.add_argument(option, action="append", default=[], metavar=metavar, help=help + more)


def filter_of(parsed: Namespace, store: Store, *, regions: bool = True) -> Filter:
    """Return what those options ask for; UnknownName for a region, method or verdict that there is not."""
    from ..queries import resolve
    from ..schema import ASKED, METHODS, Filter, Text, UnknownName, UsageError

    def known(words: Iterable[str], what: Text, words_of: Iterable[str]) -> tuple[str, ...]:
        for word in words:
            if word not in words_of:
                raise UnknownName(what, word, words_of)
        return _once(words)

    grade = parsed.reliability.strip().upper()
    if grade not in ("", "A", "B", "C"):
        raise UsageError(
            f"--reliability wants A, B or C, found {parsed.reliability!r}",
            f"--reliability 要 A、B 或 C，得到「{parsed.reliability}」",
        )
    return Filter(
        regions=_once(resolve(store, "region", word) for word in _words(parsed.region)) if regions else (),
        methods=known(_words(parsed.method), Text("查证方式", "method"), METHODS),
        verdicts=known(_words(parsed.verdict), Text("判断", "verdict"), ASKED),
        reliability=grade,
        source=parsed.source.strip(),
    )


def on_a_page(asked: Filter, file: PictureFile, *, large: bool = False) -> None:
    """Refuse a filter where there is no page that could tell how many it keeps."""
    from ..schema import UsageError

    if asked and (large or not file.is_page):
        raise UsageError(
            "a filter is for a .html page, which fades the rest and says how many of how many; .svg, .png and the "
            "large page have none",
            "筛选用于 .html 网页：那里其余淡化，并写明留下几个、共几个；.svg、.png 和大图不筛选",
        )


def kept(findings: Findings, asked: Filter, store: Store) -> Findings:
    """Return the findings that a filter keeps."""
    from ..analysis import filtered
    from ..graph import sources

    return filtered(findings, asked, sources(store) if asked.source else None)


def left_out(findings: Findings, asked: Filter, options: Options) -> Iterable[str]:
    """Yield whom a choice of regions cannot see: bodies whose seat or district is not recorded, by type."""
    from ..analysis import unplaced

    if not asked.regions:
        return
    left = unplaced(findings)
    for counts, zh, en in (
        (left.unknown, "所在地未载", "seat not recorded"),
        (left.wider, "区县未载", "district not recorded"),
    ):
        if counts:
            yield options.say(
                f"{zh} {sum(counts.values())} 家（{_kinds(counts, options)}），未列入所选地区，不等于不在那里",
                f"{en}: {sum(counts.values())} ({_kinds(counts, options)}); left out of the regions asked for, which "
                "does not mean that they are not there",
            )


def _kinds(counts: Mapping[str, int], options: Options) -> str:
    from ..schema import vocabulary

    known = vocabulary().nodes
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return options.say("、", ", ").join(
        f"{known[kind].label.to(options.lang) if kind in known else kind} {n}" for kind, n in ordered
    )


def part_options(parser: Parser, say: Say) -> None:
    """Add ``--type`` and ``--region``."""
    parser.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="TYPE",
        help=say(
            "只取这些类型的节点，如 Company 或 企业；可多次，也可用逗号隔开",
            "only nodes of these types, such as Company; repeatable, or with commas",
        ),
    )
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="REGION",
        help=say(
            "只取位于这些地区（含下辖地区）的主体，及与其直接相连的环节、产品等；可多次，也可用逗号隔开",
            "only bodies in these regions or a region inside them, and the stages, products and so on tied to these; "
            "repeatable, or with commas",
        ),
    )


def part(parsed: Namespace, store: Store, chains: Iterable[str]) -> Choice:
    """Return what chains and those options choose, names read as ids."""
    from ..analysis import chain_id
    from ..queries import resolve
    from ..viz import Choice

    return Choice(
        chains=_once(chain_id(store, word) for word in chains),
        regions=_once(resolve(store, "region", word) for word in _words(parsed.region)),
        types=_once(map(_type, _words(parsed.type))),
    )


def _words(given: Iterable[str]) -> list[str]:
    return [word for each in given for word in re.split("[,，、]", each)]


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _type(word: str) -> str:
    from ..schema import Text, UnknownName, clean_text, vocabulary

    wanted, known = clean_text(word).casefold(), vocabulary().nodes
    for kind in known.values():
        if wanted in (kind.name.casefold(), kind.label.zh, kind.label.en.casefold()):
            return kind.name
    raise UnknownName(Text("类型", "type"), word, [*known, *(kind.label.zh for kind in known.values())])
