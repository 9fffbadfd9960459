"""The picture of a large network: 10,000 to 100,000 nodes on one page, drawn by WebGL.

Chains, or communities where there are no chains, are areas of a map; a dot is a node, the more tied the larger.
Lines appear as one comes near, and at once for what is selected: 170,000 lines at a time say nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...schema import Scene, Text
from ..network import filters, relation_hue
from ..page import BY_ITSELF, Beside, Page, Picture, asset, escape, foot, page
from ..reading import (
    CROSS,
    EVERYTHING,
    LOOSE,
    PLACING,
    ROLES,
    Choice,
    both,
    by_body,
    choice_title,
    is_house,
    labels,
    lists,
    name_of,
    narrowed,
    network_shown,
    packed_houses,
    packed_source,
    panel_data,
    settled,
)
from .data import Columns, columns
from .groups import ALONE, SMALL, homes, is_community
from .legend import area_chooser, legend
from .places import Area, Places, places

if TYPE_CHECKING:
    import networkx as nx

_SCRIPTS = (
    "large/large_data.js",
    "large/large_search.js",
    "large/large_programs.js",
    "large/large_paint.js",
    "large/large.js",
    "large/large_use.js",
)
_WORDS = {
    "large_about": Text("大图：方向键移动，加减号缩放", "Large network: arrows move, plus and minus zoom"),
    "large_area": Text("跳到片区", "Go to an area"),
    "large_closer": Text("放大", "Zoom in"),
    "large_further": Text("缩小", "Zoom out"),
    "large_fit": Text("适合窗口", "Fit"),
    "large_nodes": Text("{n} 个节点", "{n} nodes"),
    "large_ties": Text("{n} 条关系", "{n} relations"),
    "list_tied": Text("联系最多", "Most tied"),
    "large_no_webgl": Text(
        "这个浏览器没有 WebGL，画不出大图。搜索、说明栏和列表仍可使用；"
        "或换用新版 Edge、Chrome、Firefox，并在设置中打开“硬件加速”。",
        "This browser has no WebGL, so the picture cannot be drawn. Search, panel and lists still work; or open the "
        "file in a current Edge, Chrome or Firefox with hardware acceleration switched on.",
    ),
}
_NAMED = {
    CROSS: Text("跨链机构", "Across chains"),
    LOOSE: Text("未归链", "No chain"),
    SMALL: Text("零散小组", "Small groups"),
    ALONE: Text("没有关系", "No relations"),
}
#: bodies in the list of the most tied
_MOST_TIED = 60
_GAPS = ("build", "fill", "extend")


def large_view(
    scene: Scene, chain: str | None = None, *, choice: Choice = EVERYTHING, lang: str = "zh", beside: Beside = BY_ITSELF
) -> Page:
    """Return the page of a large network: one HTML file, offline, zh and en, drawn by WebGL (sigma.js).

    The scene's network has up to some 100,000 nodes; ``chain`` (by any of its names) or ``choice`` draws a part of it.
    Every relation within is kept, parallel ones too. Without findings (``Scene(network)``) the page knows no gaps;
    hubs are then only what is tied most. ``beside`` are the pages in the same folder (`viz.pages_beside`).
    """
    heads = Text("全网", "Whole network")
    shown = network_shown(scene, chain, choice)
    choice = settled(scene, chain, choice)
    if choice != EVERYTHING:
        heads, part = choice_title(scene.network, choice), narrowed(scene, choice)
        scene = replace(part, network=part.network.copy())
    network = scene.network
    importance = _importance(scene)
    plan = places(network, homes(network), importance)
    packed = columns(scene, plan, importance)
    data = _data(scene, packed)
    data["large"] = {**packed.data, **_drawn(scene, packed, plan)}
    return page(
        Picture(
            title=heads,
            canvas='<div id="large" tabindex="0" role="application" data-say-aria-label="large_about"'
            f' aria-label="{escape(_WORDS["large_about"].to(lang))}"></div>',
            legend=legend(lang),
            foot=foot(scene),
            data=data,
            scripts=(asset("large/sigma.min.js"), *map(asset, _SCRIPTS)),
            styles=asset("network/network.css") + asset("large/large.css"),
            note=Text(
                f"{len(network):,} 个节点，{network.number_of_edges():,} 条关系",
                f"{len(network):,} nodes, {network.number_of_edges():,} relations",
            ),
            controls=area_chooser([_area_name(area, network) for area in plan.areas], _WORDS["large_area"], lang),
            filters=filters(network, lang, asked=choice.types),
            alternative=beside.table(shown.chain),
            shown=shown,
            beside=beside,
        ),
        lang,
    )


def _importance(scene: Scene) -> dict[str, float]:
    """Return how much hangs on each node: its neighbours, regions aside; hubs of the findings come first."""
    network = scene.network
    near: dict[str, set[str]] = {node: set() for node in network}
    for start, end, type_ in network.edges(data="type"):
        if start != end and type_ not in PLACING:
            near[start].add(end)
            near[end].add(start)
    most = max(map(len, near.values()), default=0) + 1
    hubs = {hub.id for hub in scene.findings.hubs if hub.is_hub}
    first = {node for node, type_ in network.nodes(data="type") if type_ == "IndustryChain"}
    return {n: len(each) + most * (n in hubs) + 2 * most * (n in first) for n, each in near.items()}


def _data(scene: Scene, packed: Columns) -> dict[str, Any]:
    """Return what the shell's panel reads; nodes and relations come from the columns instead."""
    network, findings, sources = scene.network, scene.findings, scene.sources
    data = panel_data(scene, ())
    data |= labels(set(packed.types), set(packed.relation_types)) | packed_houses(scene, set(network))
    cited = {id: packed_source(sources[id]) for id in sorted(packed.cited) if id in sources}
    data["sources"] = {**data["sources"], **cited}
    data["lists"] = lists(scene, set(network)) if findings.cells or findings.hubs else []
    data["lists"].append({"title": "list_tied", "entries": _most_tied(network, packed)})
    data["notes"] = [both(note) for note in findings.notes]
    data["words"] = {key: both(text) for key, text in _WORDS.items()}
    data["relation_hues"] = {type_: relation_hue(type_) for type_ in packed.relation_types}
    return data


def _most_tied(network: nx.MultiDiGraph, packed: Columns) -> list[dict[str, Any]]:
    """Return the list of the nodes with most relations; chains come first on the picture, not here."""
    keys = dict(zip(packed.ids, packed.data["keys"].split("\n"), strict=True)) if packed.ids else {}
    ties = dict(network.degree())
    return [
        {
            "key": keys[id],
            "label": both(name_of(id, network.nodes[id])),
            "sentence": both(Text(f"{ties[id]:,} 条关系", f"{ties[id]:,} relations")),
            "kind": "hub",
        }
        for id in sorted(packed.ids, key=lambda n: (-ties[n], n))[:_MOST_TIED]
        if ties[id]
    ]


def _drawn(scene: Scene, packed: Columns, plan: Places) -> dict[str, Any]:
    """Return areas, hubs and gaps as the painter reads them."""
    network, findings = scene.network, scene.findings
    number = {id: k for k, id in enumerate(packed.ids)}
    roles = {role.name: both(role.label) for role in ROLES}
    hubs = {id: hub for id, hub in by_body(findings.hubs).items() if id in number}
    marks: dict[str, set[int]] = {"gap": set(), "look_up": set()}
    for owner, kind in [
        *((cell.stage or cell.chain, cell.verdict.kind) for cell in findings.cells if cell.verdict),
        *((each.stage or each.chain, each.verdict.kind) for each in findings.extensions),
    ]:
        if owner in number and (kind in _GAPS or kind == "look_up"):
            marks["gap" if kind in _GAPS else "look_up"].add(number[owner])
    return {
        "areas": [
            {
                "name": both(_area_name(area, network)),
                "box": _box(area.box),
                "count": len(area.nodes),
                "strips": [[*_box(s.box), roles.get(s.role, "")] for s in area.strips if s.role],
            }
            for area in plan.areas
        ],
        "hubs": sorted(number[hub.id] for hub in findings.hubs if hub.is_hub and hub.id in number),
        "roles": {number[id]: both(hub.sentence) for id, hub in hubs.items() if hub.sentence.zh},
        "sole": {number[id]: list(hub.sole) for id, hub in hubs.items() if hub.sole},
        "house": {number[id]: hub.house for id, hub in hubs.items() if is_house(hub)},
        "gaps": sorted(marks["gap"]),
        "look_up": sorted(marks["look_up"]),
        "has_findings": bool(findings.cells or findings.hubs),
    }


def _box(box: Any) -> list[float]:
    return [round(each, 2) for each in (box.x, box.y, box.width, box.height)]


def _area_name(area: Area, network: nx.MultiDiGraph) -> Text:
    """Return the name of an area: its chain, or the two most tied nodes of a community."""
    if area.id in _NAMED:
        return _NAMED[area.id]
    if not is_community(area.id):
        return name_of(area.id, network.nodes[area.id])
    first = sorted(area.nodes, key=lambda n: (-network.degree(n), n))[:2]
    names = [name_of(node, network.nodes[node]) for node in first]
    return Text(" · ".join(_cut(n.zh) for n in names), " · ".join(_cut(n.to("en")) for n in names))


def _cut(name: str, longest: int = 16) -> str:
    return name if len(name) <= longest else name[: longest - 1] + "…"
