"""A scene: what every picture is drawn from, out of an open store."""

from __future__ import annotations

from pathlib import Path

from ..graph import Store, network, sources
from ..schema import Scene, Template, template
from .finding import chain_id, find


def scene(
    store: Store,
    chain: str | None = None,
    rules: Template | str | Path = "quality-innovation",
    *,
    pack_name: str = "",
    known_by: str = "",
) -> Scene:
    """Return what pictures are drawn from: the network, its gaps and hubs, its sources, and the template.

    The network is that of the whole store. With ``chain`` (its id, name, English name or an alias) gaps and hubs are
    those of that chain, which the pictures then draw: hubs are measured among what is tied to it. ``pack_name`` goes
    into the foot of each page. With ``known_by`` the findings are those known by a date; the network is whole.
    `UnknownName` where the store has no such chain.

    >>> viz.chain_map(analysis.scene(store, "光电"))  # doctest: +SKIP
    """
    used = rules if isinstance(rules, Template) else template(rules)
    own = chain_id(store, chain) if chain else ""
    return Scene(network(store), find(store, own, used, known_by=known_by), sources(store), used, own, pack_name)
