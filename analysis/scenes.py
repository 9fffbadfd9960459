"""A scene: what every picture is drawn from, out of an open store."""

from __future__ import annotations

from pathlib import Path

from ..graph import Store, network, sources
from ..schema import Scene, Template, template
from .finding import chain_id, find, fitted
from .known import known_by as known_relations


def scene(
    store: Store,
    chain: str | None = None,
    rules: Template | str | Path = "",
    *,
    pack_name: str = "",
    known_by: str = "",
) -> Scene:
    """Return what pictures are drawn from: the network, its gaps and hubs, its sources, and the template.

    The network is that of the whole store. With ``chain`` (its id, name, English name or an alias) gaps and hubs are
    those of that chain, which the pictures then draw: hubs are measured among what is tied to it. ``pack_name`` goes
    into the foot of each page. With ``known_by``, a date, findings and relations are those known by then.
    `UnknownName` where the store has no such chain.

    >>> viz.chain_map(analysis.scene(store, "光电"))  # doctest: +SKIP
    """
    used = rules if isinstance(rules, Template) else template(rules)
    with store.steady():
        own = chain_id(store, chain) if chain else ""
        findings, tied = find(store, own, used, known_by=known_by), network(store)
        if findings.known_by:
            known = known_relations(store, findings.known_by)
            tied.remove_edges_from([each for each in tied.edges(keys=True) if not known.has(str(each[2]))])
        return Scene(tied, findings, sources(store), fitted(store, used), own, pack_name)
