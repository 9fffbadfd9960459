"""``map`` and ``network``: pictures of a chain or of a choice, each a page, a drawing or an image."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from .analysing import known_by_of, known_option, template_of, template_option
from .choosing import filter_of, filter_options, on_a_page, part, part_options
from .options import Options
from .parser import Commands, Parser
from .picture_files import PictureFile, picture_options
from .viewing import tell_strangers, view_of, view_option

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Scene
    from ..viz import Choice

#: above this many nodes a picture that names and bends everything can no longer be read
LARGE_FROM = 10_000
_CHOICE = (
    "产业链、--type、--region、--around 可以并用：同时符合的才画。缺口与枢纽按全库判断；"
    "缺口只画在缺它的环节或产业链旁。",
    "Chains, --type, --region and --around combine: what fits all of them is drawn. Gaps and hubs are judged on the "
    "whole store; a gap stands only beside the stage or chain that lacks it.",
)
_NETWORK_EXAMPLES = """
chainscape network 光电 冶金 -o two.html
chainscape network --around 亨通 --hops 2 -o hengtong.html
chainscape network --region 吴江 --type Company,TestingInstitute -o wujiang.svg
chainscape network --large -o whole.html
chainscape network 光电 --layout report -o report.pdf --paper A4"""


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    for name, run, zh, en in (
        ("map", draw_map, "画链图：环节、支撑、缺口与枢纽", "Draw the chain map: stages, support, gaps and hubs"),
        ("network", draw_network, "画网络图：谁与谁有什么关系", "Draw the network: who is tied to whom"),
    ):
        parser = to.add(
            name,
            run,
            title=say(zh, en),
            about=say(
                "用 -o 指定文件：.html 为离线可用的网页，.svg、.png 供文档使用。",
                "Name the file with -o: .html is a page that needs no network, .svg and .png are for documents.",
            )
            + ("\n" + say(*_CHOICE) if name == "network" else ""),
            example=f"chainscape {name} 光电 -o {name}.html\nchainscape {name} 光电 -o {name}.png"
            + (_NETWORK_EXAMPLES if name == "network" else ""),
        )
        chain = say("产业链：编号、名称、简称、英文名或别名", "a chain's id, name, English name or alias")
        if name == "network":
            more = say("；可多条，不写则画全网", "; several, or none for the whole network")
            parser.add_argument("chains", metavar="CHAIN", nargs="*", default=[], help=chain + more)
            _choice_options(parser, to)
            parser.add_argument(
                "--layout",
                choices=("full", "report"),
                metavar="NAME",
                default="full",
                help=say(
                    "full（默认）：全部主体与关系；report：一条产业链的缺口、枢纽、龙头、环节与供给，"
                    "供打印，A4 上不小于 7 磅",
                    "full (default): all bodies and relations; report: one chain's gaps, hubs, lead firms, stages and "
                    "feeds, for a sheet of paper: no letters below 7 pt on A4",
                ),
            )
        else:
            parser.add_argument("chain", metavar="CHAIN", help=chain)
            parser.add_argument(
                "--hub-measure",
                metavar="MEASURE",
                default="falls",
                help=say(
                    "枢纽按什么排序和标注：falls 退出后落空的（默认）、stages 环节数、degree 联系数、"
                    "betweenness 中介度、chains 链数、sole 独撑格数",
                    "what orders and labels hubs: falls (what falls without it, default), stages, degree, betweenness, "
                    "chains, sole (cells that it alone fills)",
                ),
            )
        # of a network only what is in the regions is drawn; on a map the rest fades
        filter_options(parser, say, regions=name == "map")
        template_option(parser, to)
        known_option(parser, to)
        view_option(parser, to)
        picture_options(parser, to)


def draw_map(parsed: Namespace) -> int:
    """Write the chain map."""
    from ..analysis import scene
    from ..viz import chain_map, chain_map_svg, pages_beside

    options = Options.of(parsed)
    file = PictureFile.of(parsed, "map")
    rules, touch = template_of(parsed), view_of(parsed)
    with options.open() as store:
        asked = filter_of(parsed, store)
        shown = scene(store, parsed.chain, rules, known_by=known_by_of(parsed))
    on_a_page(asked, file)
    tell_strangers(touch, shown.network, options)
    lang, by = options.lang, parsed.hub_measure
    # what a filter keeps is told on a page alone, also on paper
    if file.is_drawing and not asked.address:
        drawing = chain_map_svg(shown, lang=lang, hub_measure=by, touch=touch)
        text: str = file.on_sheets(drawing, shown, options, parsed.chain)
    else:
        near = pages_beside(shown, file.path.parent)
        text = chain_map(shown, lang=lang, hub_measure=by, beside=near, asked=asked, touch=touch)
    file.save(text, options)
    return 0


def draw_network(parsed: Namespace) -> int:
    """Write the network view, of a choice or of everything; a large one by WebGL."""
    from ..analysis import scene
    from ..schema import UsageError
    from ..viz import Choice, chosen, large_view, network_svg, network_view, pages_beside, report_svg, report_view

    options = Options.of(parsed)
    lang = options.lang
    file = PictureFile.of(parsed, "network --large", ("html",)) if parsed.large else PictureFile.of(parsed, "network")
    rules, touch = template_of(parsed), view_of(parsed)
    hops = _hops(parsed)
    with options.open() as store:
        choice, asked = _choice(parsed, store, hops), filter_of(parsed, store, regions=False)
        # a whole chain has hubs of its own, as on its map; of any other part they are those of the store
        of_chain = len(choice.chains) == 1 and choice == Choice(choice.chains)
        own = choice.chains[0] if of_chain else None
        if parsed.layout == "report" and (own is None or parsed.large):
            zh = "--layout report 画一条完整的产业链：写明一条，不带 --type、--region、--around、--large"
            en = "--layout report draws one whole chain: name one, without --type, --region, --around or --large"
            raise UsageError(en, zh)
        shown = scene(store, own, rules, known_by=known_by_of(parsed))
    _check(choice, shown, parsed)
    report = parsed.layout == "report"
    is_large = file.is_page and not report and (parsed.large or len(chosen(shown, choice)) > LARGE_FROM)
    on_a_page(asked, file, large=is_large)
    if report or is_large:
        _no_view(parsed)
    tell_strangers(touch, shown.network, options)
    if report and not file.is_page:
        file.save(str(report_svg(shown, own, lang=lang)), options)
        return 0
    if file.is_drawing and not (report or is_large or asked.address):
        listed = own or ("" if choice == Choice() else None)
        drawing = network_svg(shown, choice=choice, lang=lang, touch=touch)
        file.save(file.on_sheets(drawing, shown, options, listed), options)
        return 0
    near = pages_beside(shown, file.path.parent)
    if is_large:
        text = large_view(shown, choice=choice, lang=lang, beside=near)
    elif report:
        text = report_view(shown, own, lang=lang, beside=near)
    else:
        text = network_view(shown, choice=choice, lang=lang, beside=near, asked=asked, touch=touch)
    file.save(text, options)
    return 0


def _no_view(parsed: Namespace) -> None:
    from ..schema import UsageError

    if parsed.view:
        raise UsageError("--view is not for a large network or the report layout", "--view 不用于大图和报告版")


def _choice_options(parser: Parser, to: Commands) -> None:
    say = to.say
    part_options(parser, say)
    parser.add_argument(
        "--around",
        metavar="NODE",
        help=say(
            "只画一个节点周围的：编号、名称、英文名或别名",
            "only what is around a node, given by id, name, English name or alias",
        ),
    )
    parser.add_argument(
        "--hops",
        metavar="N",
        help=say(
            "与 --around 连用：走几步，默认 1；沿全网的一切关系走，“位于”除外（同在一地不算联系）",
            "with --around: how many steps, default 1; over all relations of the whole network but LOCATED_IN, "
            "for a region would tie all to all",
        ),
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help=say(
            f"用 WebGL 画大图；超过 {LARGE_FROM:,} 个节点时自动如此",
            f"draw by WebGL, for large networks; so it is by itself above {LARGE_FROM:,} nodes",
        ),
    )


def _choice(parsed: Namespace, store: Store, hops: int) -> Choice:
    from ..queries import resolve

    around = resolve(store, "node", parsed.around) if parsed.around is not None else ""
    return replace(part(parsed, store, parsed.chains), around=around, hops=hops)


def _hops(parsed: Namespace) -> int:
    from ..schema import UsageError

    if parsed.hops is None:
        return 1
    if parsed.around is None:
        raise UsageError("--hops goes with --around", "--hops 要与 --around 连用")
    if not (parsed.hops.isdecimal() and int(parsed.hops) > 0):
        zh, en = f"--hops 要 1 以上的整数，得到「{parsed.hops}」", f"--hops wants 1 or more, found {parsed.hops!r}"
        raise UsageError(en, zh)
    return int(parsed.hops)


def _check(choice: Choice, shown: Scene, parsed: Namespace) -> None:
    """Say which option leaves nothing to draw."""
    from ..schema import UsageError
    from ..viz import emptied_by

    field = emptied_by(shown, choice)
    if not field:
        return
    given = {
        "chains": " ".join(parsed.chains),
        "around": f"--around {parsed.around}",
        "regions": f"--region {','.join(parsed.region)}",
        "types": f"--type {','.join(parsed.type)}",
    }
    zh, en = f"没有可画的：加上 {given[field]} 就什么也不剩", f"nothing to draw: {given[field]} leaves nothing"
    if field == "around" and shown.network.nodes[choice.around]["type"] == "Region":
        zh, en = f"{zh}；地区用 --region", f"{en}; for a region use --region"
    raise UsageError(en, zh)
