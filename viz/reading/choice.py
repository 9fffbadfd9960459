"""What a network picture shows: some chains, what is around a node, regions, node types; or all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...schema import Cell, Extension, Scene, Text, UnknownName, UsageError, listed, vocabulary
from .facts import name_of
from .lanes import PLACING, around, chains_in, neighbours
from .names import short_names
from .scenes import chain_of, find_chain

if TYPE_CHECKING:
    import networkx as nx

#: chains, regions or types that a title names before it counts them
_NAMED = 3
_PART = Text(
    "只画了全网的一部分。缺口与枢纽按全库判断；未画出的环节和产业链，其缺口不在此列。",
    "Only a part of the network is drawn. Gaps and hubs are judged on the whole store; gaps of stages and chains that "
    "are not drawn are not listed.",
)
_COUNTED = {"chains": ("条链", "chains"), "regions": ("个地区", "regions"), "types": ("类节点", "types of node")}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a network to draw. What is given must all hold; what is left empty leaves nothing out.

    A choice hides, it does not judge: lanes, columns, gaps and hubs stay those of the whole network.
    """

    #: chains by id or any other of their names: what belongs to one of them, a lane each
    chains: tuple[str, ...] = ()
    #: id of a node: what ``hops`` steps reach from it
    around: str = ""
    #: steps lead through the whole network, over every relation but LOCATED_IN: a region would tie all to all
    hops: int = 1
    #: ids of regions: the bodies there or in a region inside, and what these are tied to that is no body
    regions: tuple[str, ...] = ()
    #: node types
    types: tuple[str, ...] = ()


EVERYTHING = Choice()


#: fields of a choice, as a message calls them
_FIELDS = {"chains": "产业链", "around": "周围", "regions": "地区", "types": "类型"}


def chosen(scene: Scene, choice: Choice) -> set[str]:
    """Return the ids of the nodes that a choice leaves.

    `UnknownName` for an id that the network has not, `UsageError` where nothing is left.
    """
    return chosen_in(scene.network, settled(scene, None, choice))


def chosen_in(network: nx.MultiDiGraph, choice: Choice) -> set[str]:
    """Return the same for a network alone, and a choice whose chains are ids."""
    kept, emptied = _narrowed(network, choice)
    if emptied:
        given = getattr(choice, emptied)
        named = listed([given] if isinstance(given, str) else given)
        raise UsageError(
            f"nothing is left: with what else was chosen, {emptied} {named.en} fits no node",
            f"没有留下节点：在其他选择之下，{_FIELDS[emptied]} {named.zh} 不合任何节点",
        )
    return kept


def emptied_by(scene: Scene, choice: Choice) -> str:
    """Return the name of the first field of a choice after which nothing is left; "" where something is."""
    return _narrowed(scene.network, settled(scene, None, choice))[1]


def settled(scene: Scene, chain: str | None, choice: Choice) -> Choice:
    """Return a choice with the ids of its chains; ``chain``, else the scene's own where it chooses none, is one."""
    if choice.chains and not chain:
        return replace(choice, chains=tuple(find_chain(scene.network, word) for word in choice.chains))
    own = chain_of(scene, chain)
    return replace(choice, chains=(own,)) if own else choice


def home_of(network: nx.MultiDiGraph, choice: Choice) -> nx.MultiDiGraph:
    """Return the part of a network that says where a node stands: that of the chosen chains, or all of it."""
    if not choice.chains:
        return network
    return network.subgraph(set().union(*(around(network, chain) for chain in choice.chains)))


def narrowed(scene: Scene, choice: Choice) -> Scene:
    """Return the scene of what a settled choice leaves: that part of the network, and the findings about it.

    These are its hubs, and the cells and extensions of the stages and chains that are drawn.
    """
    network, findings = scene.network, scene.findings
    part = network if choice == EVERYTHING else network.subgraph(chosen(scene, choice))
    home = home_of(network, choice)

    def is_drawn(each: Cell | Extension) -> bool:
        return each.chain in home and (each.stage or each.chain) in part

    found = replace(
        findings,
        cells=tuple(cell for cell in findings.cells if is_drawn(cell)),
        extensions=tuple(each for each in findings.extensions if is_drawn(each)),
        hubs=tuple(hub for hub in findings.hubs if hub.id in part),
        notes=(*findings.notes, _PART) if choice.around or choice.regions or choice.types else findings.notes,
    )
    return replace(scene, network=part, findings=found)


def choice_title(network: nx.MultiDiGraph, choice: Choice) -> Text:
    """Return the title of a choice, such as 网络 · 亨通集团 周围 2 步; of the whole network its chains."""
    parts = [Text("网络", "Network")]
    whole = not (choice.around or choice.regions or choice.types)
    chains = choice.chains or (chains_in(network) if whole else ())
    if len(chains) == 1:
        parts.append(name_of(chains[0], network.nodes[chains[0]]))
    elif chains:
        parts.append(_listed("chains", _names(network, chains)))
    if choice.around:
        (name,) = _names(network, [choice.around])
        steps = f"{choice.hops} step{'' if choice.hops == 1 else 's'}"
        parts.append(Text(f"{name.zh} 周围 {choice.hops} 步", f"{steps} around {name.to('en')}"))
    if choice.regions:
        parts.append(_listed("regions", _names(network, choice.regions)))
    if choice.types:
        known = vocabulary().nodes
        parts.append(_listed("types", [known[t].label if t in known else Text(t, t) for t in choice.types]))
    return Text(" · ".join(part.zh for part in parts), " · ".join(part.to("en") for part in parts))


def _names(network: nx.MultiDiGraph, ids: Sequence[str]) -> list[Text]:
    names = short_names(network, ids)
    return [names[id] for id in ids]


def _listed(field: str, names: Sequence[Text]) -> Text:
    if len(names) > _NAMED:
        zh, en = _COUNTED[field]
        return Text(f"{len(names)} {zh}", f"{len(names)} {en}")
    return Text("、".join(name.zh for name in names), ", ".join(name.to("en") for name in names))


def _narrowed(network: nx.MultiDiGraph, choice: Choice) -> tuple[set[str], str]:
    kept = set(network)
    for field, part in _parts(network, choice):
        kept &= part
        # regions wait until asked for: a picture of them alone would be blank
        if not any("Region" in choice.types or network.nodes[node]["type"] != "Region" for node in kept):
            return set(), field
    return kept, ""


def _parts(network: nx.MultiDiGraph, choice: Choice) -> Iterator[tuple[str, set[str]]]:
    """Yield the nodes that each field lets through, by the name of the field."""
    if choice.chains:
        yield "chains", set(home_of(network, choice))
    if choice.around:
        _check(network, choice.around, Text("节点", "node"))
        yield "around", _reached(network, choice.around, choice.hops)
    if choice.regions:
        for region in choice.regions:
            _check(network, region, Text("地区", "region"), "Region")
        yield "regions", _located(network, choice.regions)
    if choice.types:
        wanted = set(choice.types)
        yield "types", {node for node, type_ in network.nodes(data="type") if type_ in wanted}


def _check(network: nx.MultiDiGraph, id: str, what: Text, type: str = "") -> None:
    if id not in network or (type and network.nodes[id]["type"] != type):
        raise UnknownName(what, id, (node for node, t in network.nodes(data="type") if not type or t == type))


def _reached(network: nx.MultiDiGraph, start: str, hops: int) -> set[str]:
    """Return what some steps reach, and the regions where the bodies among it are."""
    if hops < 1:
        raise UsageError(f"hops is {hops}; give 1 or more", f"hops 为 {hops}；应为 1 以上")
    ties = neighbours(network)
    found = edge = {start}
    for _ in range(hops):
        edge = {other for node in edge for other in ties[node]} - found
        found = found | edge
    return found | _seats(network, found)


def _located(network: nx.MultiDiGraph, regions: Iterable[str]) -> set[str]:
    """Return the bodies in some regions, their seats, and what they are tied to that is no body."""
    inside, bodies = set(regions), vocabulary().bodies
    types = dict(network.nodes(data="type"))
    todo = list(inside)
    while todo:
        for start, _, type_ in network.in_edges(todo.pop(), data="type"):
            if type_ in PLACING and start not in inside:
                inside.add(start)
                todo.append(start)
    there = {node for node in inside if types[node] in bodies}
    ties = neighbours(network)
    tied = {other for node in there for other in ties[node] if types[other] not in bodies}
    return there | tied | (_seats(network, there) & inside)


def _seats(network: nx.MultiDiGraph, nodes: Iterable[str]) -> set[str]:
    return {end for _, end, type_ in network.out_edges(nodes, data="type") if type_ in PLACING}
