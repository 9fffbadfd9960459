"""The network view: who is tied to whom along a chain, what is missing, and on whom much hangs.

A pyvis `Network` holds nodes and relations, pyvis' vis-network draws them, and our own page carries them: pyvis'
HTML calls outside addresses, escapes nothing and is written without an encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...schema import EVERYTHING_ASKED, Filter, Scene, Text
from ..page import (
    AS_IT_IS,
    BY_ITSELF,
    FONT,
    LIGHT,
    Beside,
    Page,
    Picture,
    View,
    asset,
    escape,
    foot,
    hue,
    page,
    path,
    touchable,
)
from ..reading import EVERYTHING, Choice, abbreviated, both, lists, network_shown, panel_data
from .drawing import Drawing, draw, lane_label
from .folds import Cluster, entries, fold, folded_note, member_sizes
from .legend import GO_TO_LANE, controls, filters, legend
from .places import BAND_GAP, CHAIN_COLUMNS, LANE_PADDING, Lane
from .vis import STRAIGHT_FROM, fill, relation_hue

if TYPE_CHECKING:
    from pyvis.network import Network

_SCRIPTS = (
    "network/network_letters.js",
    "network/network_paint.js",
    "network/network_labels.js",
    "network/network_folds.js",
    "network/network_room.js",
    "network/network.js",
    "network/network_paths.js",
    "network/network_explore.js",
    "network/network_use.js",
    "network/network_tools.js",
    "network/network_svg.js",
    "network/network_touch.js",
)
_WORDS = {
    "network_about": Text("网络图：方向键走到相邻节点", "Network: the arrow keys walk to the next node"),
    "network_lane": GO_TO_LANE,
    "network_lacks": Text("缺", "lacks"),
    "network_look_up": Text("这些地方还不知道有没有：", "It is not known whether there is any here:"),
    "network_closer": Text("放大", "Zoom in"),
    "network_further": Text("缩小", "Zoom out"),
    "network_fit": Text("适合窗口", "Fit"),
    "network_around": Text("只看周围", "Only its surroundings (steps)"),
    "network_steps": Text("{n} 步", "{n}"),
    "network_steps_about": Text("只看 {n} 步以内，其余收起", "Only what is within {n} steps; the rest is hidden"),
    "network_expand": Text("展开 +{n}", "Expand +{n}"),
    "network_collapse": Text("收起 −{n}", "Collapse −{n}"),
    "network_show_all": Text("显示全部", "Show all"),
    "network_only": Text("只看“{name}”周围 {n} 步", "Only the surroundings of {name}, steps: {n}"),
    "network_shown": Text("显示 {n} / {all} 个节点", "{n} of {all} nodes shown"),
    "network_put_away": Text("现在不在画面上（只看周围）。", "Hidden now: only some surroundings are shown."),
    "network_path_to": Text("到…的路径", "Path to…"),
    "network_pick": Text(
        "从“{name}”出发：在图上点另一端，或用搜索选它。",
        "From {name}: click on the other end in the picture, or choose it by the search.",
    ),
    "network_pick_body": Text("请选图上的一个节点。", "Choose a node that stands on the picture."),
    "network_leave": Text("离开（Esc）", "Leave (Esc)"),
    "network_path": Text("路径", "Path"),
    "network_paths": Text(
        "最短路径 {n} 条，各 {steps} 步（一步是一条关系，方向不限）。",
        "Shortest paths: {n}; relations in each: {steps}, in either direction.",
    ),
    "network_paths_cut": Text("只列前 {n} 条。", "The first {n} are listed."),
    "network_no_path": Text(
        "在现在显示的关系里，“{a}”与“{b}”之间没有路径。",
        "Over the relations that are shown there is no path between {a} and {b}.",
    ),
    "network_path_rule": Text(
        "只走看得见的关系；“位于”和地区未勾选时不计。",
        "Only relations that are shown count; places and regions only when ticked in Filter.",
    ),
    "network_path_back": Text("返回路径", "Back to the path"),
    "network_open_all": Text("全部展开", "Open all"),
    "network_fold_all": Text("折起", "Fold"),
    "network_open": Text("展开这一组", "Open this group"),
    "network_fold": Text("折起这一组", "Fold this group"),
    "network_group_hint": Text("点击展开", "click to open"),
    "network_sum": Text("{n} 条关系：{types}", "{n} relations: {types}"),
}
#: what the page takes over from the nodes and edges of pyvis; the rest is for those who draw without our page
_NODE = (
    "type", "size", "hub", "mark", "ghost", "cells", "like", "web_only", "hidden", "outside", "uncounted", "stages",
)  # fmt: skip
_EDGE = ("type", "ghost", "status", "width", "arrows", "dashes", "hidden")
_VERSION = re.compile(r"\d+")


def pyvis_network(scene: Scene, chain: str | None = None, *, choice: Choice = EVERYTHING, lang: str = "zh") -> Network:
    """Return the network as a pyvis `Network`: places set, gaps as ghost nodes, hubs ringed.

    For a notebook, or for a picture of one's own; node ids are ours, relations keep their ids. pyvis' own
    ``write_html`` escapes nothing and loads scripts from outside: for a page use `network_view`.
    """
    return fill(draw(scene, chain, choice), lang)


def network_view(
    scene: Scene,
    chain: str | None = None,
    *,
    choice: Choice = EVERYTHING,
    lang: str = "zh",
    beside: Beside = BY_ITSELF,
    asked: Filter = EVERYTHING_ASKED,
    touch: View = AS_IT_IS,
) -> Page:
    """Return the page of the network view: one HTML file, offline, zh and en.

    With ``chain`` (an id, a name, an English name or an alias; without it the scene's own) only that chain and what
    is tied to it is drawn, with ``choice`` what it leaves, else every chain of the network, a lane each. The panel
    tells all relations of what is drawn, those to what is left out as well. `UnknownName` when the network has not
    what is chosen, `UsageError` when nothing is left. ``beside`` are the pages in the same folder, which the page
    links (`viz.pages_beside`), ``asked`` is the filter that it opens with: what it does not keep fades.
    ``touch`` is what a reader changed, as `read_view` returned it: the page opens so.
    """
    picture = network_picture(scene, lang, chain, choice)
    shown = network_shown(scene, chain, choice)
    picture = replace(picture, alternative=beside.table(shown.chain), opens=asked.address)
    return page(touchable(replace(picture, shown=shown, beside=beside), touch), lang)


def network_picture(scene: Scene, lang: str, chain: str | None = None, choice: Choice = EVERYTHING) -> Picture:
    """Return what the network view brings to a page: `network_view` makes one of its own, the book one of its tabs."""
    drawing, clusters = fold(draw(scene, chain, choice))
    drawn = set(drawing.network)
    told = replace(scene, findings=drawing.findings)
    data = panel_data(told, drawn)
    data["lists"] = lists(told, drawn)
    data["notes"] = [both(note) for note in drawing.findings.notes]
    if clusters:
        data["notes"].append(both(folded_note(clusters)))
    data["words"] = {key: both(text) for key, text in _WORDS.items()}
    data["network"] = _page_network(drawing, clusters, lang)
    return Picture(
        title=drawing.title,
        canvas='<div id="network" tabindex="0" role="application" data-say-aria-label="network_about"'
        f' aria-label="{escape(_WORDS["network_about"].to(lang))}"></div>',
        legend=legend(lang),
        foot=foot(scene),
        data=data,
        scripts=(vis_script(), *map(asset, _SCRIPTS)),
        styles=asset("network/network.css"),
        note=_note(drawing),
        controls=controls(drawing, lang, folds=bool(clusters)),
        filters=filters(drawing.network, lang, asked=drawing.asked),
    )


@cache
def vis_script() -> str:
    """Return the vis-network that pyvis brings, with its licence comment."""
    import pyvis

    found = sorted(
        (Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js"),
        key=lambda path: [int(part) for part in _VERSION.findall(path.parent.name)],
    )
    text = found[-1].read_text(encoding="utf-8")
    # a map that is not beside the page would be asked for by the browser's tools
    text = "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))
    return text.replace("</script", "<\\/script")


def _page_network(drawing: Drawing, clusters: Sequence[Cluster], lang: str) -> dict[str, Any]:
    """Return the pyvis Network as the page's script reads it: ids are numbers, what only pyvis needs is left out.

    Two node ids that differ in a character no page can hold would fall together, hence the numbers.
    """
    net = fill(drawing, lang)
    plan = drawing.plan
    numbers = {node["id"]: number for number, node in enumerate(net.nodes)}
    roles = list(plan.columns[lang])
    close = member_sizes(clusters, drawing)
    nodes = []
    for node in net.nodes:
        id = node["id"]
        entry = {"id": numbers[id], "column": roles.index(plan.roles[id]), "names": both(drawing.labels[id])}
        entry |= _unusual(node, _NODE)
        name = drawing.labels[id].to("en")
        if (brief := abbreviated(name)) != name:
            entry["brief"] = brief
        if id in drawing.network:
            entry["key"] = id
        if id in close:
            entry["size"] = close[id]
        nodes.append({**entry, "x": node["x"], "y": node["y"]})
    nodes += entries(clusters, drawing, numbers, lang)
    edges = []
    for number, edge in enumerate(net.edges):
        entry = {"id": number, "from": numbers[edge["from"]], "to": numbers[edge["to"]]}
        entry |= _unusual(edge, _EDGE)
        if smooth := edge.get("smooth"):
            # a number stands for three: most lines of a page are bent
            entry["bend"] = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
        if "ghost" not in edge:
            entry["hue"] = relation_hue(edge["type"])
            entry["relation"] = edge["id"]
        edges.append(entry)
    return {
        "nodes": nodes,
        "edges": edges,
        "options": net.options,
        "columns": {
            tongue: [{"x": c.x, "width": c.width, "label": c.role.label.to(tongue)} for c in columns.values()]
            for tongue, columns in plan.columns.items()
        },
        "lanes": [
            {"label": both(lane_label(lane.id, drawing)), "top": lane.top, "height": lane.height, **_band(lane)}
            for lane in plan.lanes
        ],
        "band": [at for at, column in enumerate(plan.columns[lang]) if column in CHAIN_COLUMNS],
        "pitch": plan.pitch,
        # shapes of what is missing may be of a type that nothing drawn has
        "shapes": {type_: [hue(type_), path(type_)] for type_ in ("", *sorted({g.like for g in drawing.ghosts}))},
        "font": FONT,
        "light": LIGHT,
        "most": STRAIGHT_FROM,
    }


def _band(lane: Lane) -> dict[str, list[float]]:
    """Return where the frame of a lane's stages begins and ends, below the top of the lane."""
    if not lane.band:
        return {}
    first = LANE_PADDING + lane.rail
    return {"band": [round(first - BAND_GAP / 2, 1), round(first + lane.band - BAND_GAP / 2, 1)]}


def _unusual(item: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return what the page does not take for granted: lines are 1 px wide and state a fact."""
    usual = {"width": 1, "status": "fact"}
    return {name: item[name] for name in names if item.get(name) and item[name] != usual.get(name)}


def _note(drawing: Drawing) -> Text:
    nodes, relations = len(drawing.network), drawing.network.number_of_edges()
    counts = [(nodes, "个节点", "node"), (relations, "条关系", "relation")]
    # without a chain or stage no gap can be drawn: a 0 would say that there is none
    if {"IndustryChain", "Stage"} & set(dict(drawing.network.nodes(data="type")).values()):
        counts.append((sum(ghost.kind != "look_up" for ghost in drawing.ghosts), "个缺口", "gap"))
    en = " · ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, _, word in counts)
    return Text(" · ".join(f"{count} {zh}" for count, zh, _ in counts), en)
