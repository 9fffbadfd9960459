"""What every picture is drawn from, as one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .findings import Findings
from .records import Source
from .templates import Template, template

if TYPE_CHECKING:
    import networkx as nx

#: findings of a network that nobody analysed: its pictures show no gap and no hub
NOTHING_FOUND = Findings((), (), "", "", "")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A network, what was found in it, and by which rules; `analysis.scene` makes one from an open store.

    A network alone makes one too, without gaps and hubs: ``Scene(rows.to_networkx())``.
    """

    #: nodes with ``type``, ``properties``, ``statements``; relations have their ids as keys, as `graph.network` gives
    network: nx.MultiDiGraph
    findings: Findings = NOTHING_FOUND
    #: by id
    sources: Mapping[str, Source] = field(default_factory=dict)
    template: Template = field(default_factory=template)
    #: id of the chain that the findings are about, and that is drawn unless another is named; "" for all
    chain: str = ""
    #: name of the data pack, for the foot of a page; "" leaves it out
    pack_name: str = ""

    @property
    def grades(self) -> dict[str, str]:
        """Source id → reliability."""
        return {source.id: source.reliability for source in self.sources.values()}
