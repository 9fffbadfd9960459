"""The rows of the network view: what belongs to a chain, and which chain each node is drawn with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...schema import own_nodes, vocabulary

if TYPE_CHECKING:
    import networkx as nx


#: lane of the bodies that are tied to several chains, and of what no chain claims
CROSS, LOOSE = "*cross", "*loose"
#: relations that say where a body sits, not what it does: no vote, no pull
PLACING = frozenset({"LOCATED_IN"})
#: chains from which a body stands in the cross lane; where only two are drawn, both
MANY = 3
ROUNDS = 4
_FIXED = frozenset({"IndustryChain", "Stage", "Consortium"})
#: kinds of neighbour that a body brings into the view of one chain
_BROUGHT = frozenset(
    {
        "Technology", "Product", "Standard", "Patent", "Award", "Project", "Expert", "Company", "Region", "Measure",
        "Need",
    }
)  # fmt: skip
#: kinds that bring nothing: an agency, a region or a measure would bring the whole city
_ENDS = frozenset(
    {
        "Agency", "Region", "IndustryChain", "Stage", "Technology", "Product", "Standard", "Award", "Measure", "Need",
    }
)  # fmt: skip


def neighbours(network: nx.MultiDiGraph, skip: Iterable[str] = PLACING) -> dict[str, list[str]]:
    """Return the nodes tied to each node, sorted, once each, whatever the direction."""
    skipped = frozenset(skip)
    ties: dict[str, set[str]] = {node: set() for node in network}
    for start, end, type_ in network.edges(data="type"):
        if type_ not in skipped and start != end:
            ties[start].add(end)
            ties[end].add(start)
    return {node: sorted(ties[node]) for node in sorted(ties)}


def around(network: nx.MultiDiGraph, chain: str) -> nx.MultiDiGraph:
    """Return the part of a network that one chain's view shows.

    That is the chain, its stages and those within them, its consortia, what is tied to these, and what those bodies
    make, hold, received or employ, and what a project adds to these; other chains and their stages stay out.
    """
    types = dict(network.nodes(data="type"))
    if chain not in types:
        return network.subgraph(())
    own = {chain}
    for start, end, type_ in network.edges(data="type"):
        if end == chain and type_ in ("PART_OF", "SERVES"):
            own.add(start)
    own |= _inside(network, own)
    foreign = {node for node, type_ in types.items() if type_ in ("IndustryChain", "Stage")} - own
    ties = neighbours(network, ())
    near = {other for node in own for other in ties[node]} | own
    own_kinds = own_nodes()
    brought = {
        other
        for node in near - foreign
        if types[node] not in _ENDS | own_kinds
        for other in ties[node]
        if types[other] in _BROUGHT | own_kinds
    }
    return network.subgraph((near | brought) - foreign)


def _inside(network: nx.MultiDiGraph, stages: Iterable[str]) -> set[str]:
    """Return the stages within some stages, to any depth."""
    within = [(start, end) for start, end, type_ in network.edges(data="type") if type_ == "WITHIN"]
    found, wider = set[str](), set(stages)
    while inner := {start for start, end in within if end in wider} - found:
        found |= inner
        wider = inner
    return found


def chains_in(network: nx.MultiDiGraph) -> list[str]:
    """Return the chains of a network, the one with most stages first."""
    stages = Counter(end for _, end, type_ in network.edges(data="type") if type_ == "PART_OF")
    chains = [node for node, type_ in network.nodes(data="type") if type_ == "IndustryChain"]
    return sorted(chains, key=lambda c: (-stages[c], c))


def node_lanes(network: nx.MultiDiGraph) -> dict[str, str]:
    """Return the lane of each node: the id of its home chain, `CROSS` or `LOOSE`.

    Chains, stages and consortia know their chain; every other node takes the one that most of its neighbours
    have, in four rounds. A body that is itself tied to three chains or more, their stages or consortia, stands in
    the cross lane; so does one tied to both, where there are two.
    """
    types: Mapping[str, str] = dict(network.nodes(data="type"))
    chains = chains_in(network)
    home = {chain: chain for chain in chains}
    for start, end, type_ in sorted(network.edges(data="type")):
        if type_ in ("PART_OF", "SERVES") and types[end] == "IndustryChain" and types[start] in _FIXED:
            home.setdefault(start, end)
    ties = neighbours(network)
    sited = neighbours(network, ())
    # a region is tied by LOCATED_IN alone: it stands where most of its bodies are
    ties.update({node: sited[node] for node in ties if types[node] == "Region"})
    voters = [node for node in ties if node not in home]
    for _ in range(ROUNDS):
        found = {}
        for node in voters:
            votes = Counter(home[other] for other in ties[node] if other in home)
            if votes:
                found[node] = max(votes, key=lambda c: (votes[c], c))
        home.update(found)
    lanes = {node: home.get(node, LOOSE) for node in ties}
    bodies = vocabulary().bodies
    for node in voters if len(chains) > 1 else ():
        tied = {home[other] for other in ties[node] if types[other] in _FIXED and other in home}
        if types[node] in bodies and len(tied) >= min(MANY, len(chains)):
            lanes[node] = CROSS
    return lanes
