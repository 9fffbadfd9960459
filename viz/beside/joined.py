"""What the panel beside two maps tells: the facts and findings of both."""

from __future__ import annotations

from dataclasses import replace

from ...schema import Findings, Hub, Scene, Source, Text
from ..reading import name_of, one_chain, only


def joined(first: Scene, second: Scene) -> Scene:
    """Return what the panel tells of: the second, and of the first what the second has not."""
    import networkx as nx

    one, two = (only(each, one_chain(each, None)) for each in (first, second))
    cells = {cell.id: cell for scene in (one, two) for cell in scene.findings.cells}
    links = {each.id: each for scene in (one, two) for each in scene.findings.extensions}
    sources: dict[str, Source] = {**first.sources, **second.sources}
    findings: Findings = replace(
        two.findings,
        cells=tuple(cells.values()),
        extensions=tuple(links.values()),
        hubs=_hubs(one, two),
        houses={**one.findings.houses, **two.findings.houses},
    )
    network = nx.compose(first.network, second.network) if first.network is not second.network else second.network
    return replace(two, network=network, findings=findings, sources=sources)


def _hubs(one: Scene, two: Scene) -> tuple[Hub, ...]:
    """Return the houses of both; of two chains, what is told of a house names the chain."""
    found: dict[str, Hub] = {}
    for scene in (one, two):
        for hub in scene.findings.hubs:
            house = hub.house or hub.id
            told = hub if one.chain == two.chain else replace(hub, sentence=_of_chain(scene, hub.sentence))
            other = found.get(house)
            found[house] = told if other is None or one.chain == two.chain else _together(other, told)
    return tuple(found.values())


def _of_chain(scene: Scene, sentence: Text) -> Text:
    name = name_of(scene.chain, scene.network.nodes[scene.chain])
    return Text(f"{name.zh}：{sentence.zh}", f"{name.to('en')}: {sentence.to('en')}")


def _together(one: Hub, two: Hub) -> Hub:
    """Return a house of two chains: what is told of it in both, the rest from where more falls without it."""
    weightier = max((one, two), key=lambda each: (each.is_hub, each.falls.weight))
    told = (one.sentence, two.sentence)
    return replace(
        weightier,
        sentence=Text(" ".join(each.zh for each in told), " ".join(each.en for each in told)),
        bodies=tuple(dict.fromkeys((*one.bodies, *two.bodies))),
        sole=tuple(dict.fromkeys((*one.sole, *two.sole))),
    )
