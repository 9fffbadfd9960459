"""``map`` and ``network``: pictures of a chain, each a page, a drawing or an image."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from .analysing import template_option
from .output import Options
from .parser import Commands
from .picture_files import PictureFile, picture_options

if TYPE_CHECKING:
    from ..graph import Store
    from ..schema import Findings, Template

Picture = Literal["map", "network"]
#: above this many nodes a picture that names and bends everything can no longer be read
LARGE_FROM = 10_000


def add(to: Commands) -> None:
    """Add the commands."""
    say = to.say
    for name, run, zh, en in (
        ("map", draw_map, "画链图:环节、支撑、缺口与枢纽", "Draw the chain map: stages, support, gaps and hubs"),
        ("network", draw_network, "画网络图:谁与谁有什么关系", "Draw the network: who is tied to whom"),
    ):
        parser = to.add(
            name,
            run,
            title=say(zh, en),
            about=say(
                "用 -o 指定文件:.html 为离线可用的网页,.svg、.png 供文档使用。",
                "Name the file with -o: .html is a page that needs no network, .svg and .png are for documents.",
            ),
            example=f"chainscape {name} 光电 -o {name}.html\nchainscape {name} 光电 -o {name}.png"
            + ("\nchainscape network --large -o whole.html" if name == "network" else ""),
        )
        parser.add_argument(
            "chain",
            metavar="CHAIN",
            nargs="?" if name == "network" else None,
            help=say("产业链:编号、名称、简称、英文名或别名", "a chain's id, name, English name or alias")
            + (say(";不写则画全网", "; without one the whole network") if name == "network" else ""),
        )
        if name == "network":
            parser.add_argument(
                "--large",
                action="store_true",
                help=say(
                    f"用 WebGL 画大图;超过 {LARGE_FROM:,} 个节点时自动如此",
                    f"draw by WebGL, for large networks; so it is by itself above {LARGE_FROM:,} nodes",
                ),
            )
        if name == "map":
            parser.add_argument(
                "--hub-measure",
                metavar="MEASURE",
                default="stages",
                help=say(
                    "枢纽按什么排序和标注:stages 环节数(默认)、degree 联系数、"
                    "betweenness 中介度、chains 链数、sole 独撑格数",
                    "what orders and labels hubs: stages (default), degree, betweenness, chains, "
                    "sole (cells that it alone fills)",
                ),
            )
        template_option(parser, to)
        picture_options(parser, to)


def draw_map(parsed: Namespace) -> int:
    """Write the chain map."""
    return _draw(parsed, "map")


def draw_network(parsed: Namespace) -> int:
    """Write the network view, of a chain or of everything; a large one by WebGL."""
    from ..analysis import chain_id, find
    from ..graph import network, sources
    from ..schema import Text, template
    from ..viz import large_view, network_svg, network_view

    options = Options.of(parsed)
    lang = options.lang
    file = PictureFile.of(parsed, "network --large", ("html",)) if parsed.large else PictureFile.of(parsed, "network")
    rules = template(parsed.template) if parsed.template else template()
    with options.open() as store:
        chain = chain_id(store, parsed.chain) if parsed.chain else None
        findings, cited = find(store, chain, rules), sources(store)
        graph = network(store, chains=[chain] if chain else None)
    if file.kind != "html":
        text = str(network_svg(graph, findings, template=rules, chain=chain, lang=lang))
    elif parsed.large or len(graph) > LARGE_FROM:
        known = graph.nodes[chain]["properties"] if chain else {}
        title = Text(f"网络 · {known['name']}", f"Network · {known.get('name_en') or known['name']}") if chain else None
        text = large_view(graph, findings, cited, template=rules, lang=lang, title=title)
    else:
        text = network_view(graph, findings, cited, template=rules, chain=chain, lang=lang)
    file.save(text, options)
    return 0


def page(
    store: Store,
    picture: Picture,
    chain: str,
    findings: Findings,
    rules: Template,
    lang: str,
    measure: str = "stages",
) -> str:
    """Return the HTML of a picture of one chain (by id)."""
    return pages(store, (picture,), chain, findings, rules, lang, measure)[picture]


def pages(
    store: Store,
    pictures: Sequence[Picture],
    chain: str,
    findings: Findings,
    rules: Template,
    lang: str,
    measure: str = "stages",
) -> dict[Picture, str]:
    """Return the HTML of several pictures of one chain; the store is read once."""
    from ..graph import network, sources
    from ..viz import chain_map, network_view

    graph, cited = network(store, chains=[chain]), sources(store)
    made: dict[Picture, str] = {}
    if "map" in pictures:
        made["map"] = chain_map(chain, graph, findings, cited, template=rules, lang=lang, hub_measure=measure)
    if "network" in pictures:
        made["network"] = network_view(graph, findings, cited, template=rules, chain=chain, lang=lang)
    return made


def drawing(
    store: Store,
    picture: Picture,
    chain: str,
    findings: Findings,
    rules: Template,
    lang: str,
    measure: str = "stages",
) -> str:
    """Return the SVG of a picture of one chain (by id)."""
    from ..graph import network, sources
    from ..viz import chain_map_svg, network_svg

    graph = network(store, chains=[chain])
    if picture == "map":
        return chain_map_svg(chain, graph, findings, sources(store), template=rules, lang=lang, hub_measure=measure)
    return network_svg(graph, findings, template=rules, chain=chain, lang=lang)


def _draw(parsed: Namespace, picture: Picture) -> int:
    from ..analysis import chain_id, find
    from ..schema import template

    options = Options.of(parsed)
    file = PictureFile.of(parsed, picture)
    rules = template(parsed.template) if parsed.template else template()
    with options.open() as store:
        chain = chain_id(store, parsed.chain)
        make = page if file.kind == "html" else drawing
        by = getattr(parsed, "hub_measure", "stages")
        text = make(store, picture, chain, find(store, chain, rules), rules, options.lang, by)
    file.save(text, options)
    return 0
