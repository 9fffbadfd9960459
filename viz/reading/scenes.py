"""One chain of a scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...schema import Named, Scene, UsageError, listed, nothing_called, stands_for

if TYPE_CHECKING:
    import networkx as nx


def find_chain(network: nx.MultiDiGraph, word: str) -> str:
    """Return the id of the chain that an id, name, short name, English name or alias stands for, as a store does.

    `UnknownName` where the network has no such chain, UsageError where the word stands for several.
    """
    chains = list(_chains(network))
    found = stands_for(word, "chain", chains)
    if not found:
        raise nothing_called(word, "chain", chains)
    return found


def chain_of(scene: Scene, chain: str | None) -> str:
    """Return the id of the chain to draw: what a word stands for, else the scene's own; "" for all."""
    word = chain or scene.chain
    return find_chain(scene.network, word) if word else ""


def one_chain(scene: Scene, chain: str | None) -> str:
    """Return the id of the chain to draw, for a picture that shows one alone."""
    found = chain_of(scene, chain)
    if not found:
        names = listed(sorted(each.name for each in _chains(scene.network)))
        raise UsageError(
            f"this scene is of all chains: name the one to draw. There are: {names.en}",
            f"此场景含所有产业链：请指定要画的一条。现有：{names.zh}",
        )
    return found


def only(scene: Scene, chain: str) -> Scene:
    """Return the scene with the cells and extensions of one chain (by id); hubs and network stay whole."""
    findings = replace(
        scene.findings,
        cells=tuple(cell for cell in scene.findings.cells if cell.chain == chain),
        extensions=tuple(each for each in scene.findings.extensions if each.chain == chain),
    )
    return replace(scene, findings=findings, chain=chain)


def _chains(network: nx.MultiDiGraph) -> Iterator[Named]:
    for id, node in network.nodes(data=True):
        if node.get("type") == "IndustryChain":
            known: Mapping[str, Any] = node.get("properties", {})
            name, name_en = str(known.get("name", "") or id), str(known.get("name_en", "") or "")
            yield Named(id, name, name_en, tuple(map(str, known.get("aliases", ()) or ())))
