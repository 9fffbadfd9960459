"""What a writer wrote in a load and need not ask the server for, as long as nobody else writes.

A load into an empty database knows all that is there: it asks for nothing. `Loads` says whether somebody else wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..merging import Batch


@dataclass(slots=True)
class Memory:
    """Types of the nodes, ids of the relations and reliability of the sources that one writer wrote."""

    #: the database was empty: what is not here is not there
    whole: bool = False
    types: dict[str, str] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)
    reliability: dict[str, str] = field(default_factory=dict)

    def learn(self, batch: Batch) -> None:
        """Take in what was committed."""
        self.types |= {id: node.type for id, node in batch.nodes.items()} | batch.beside()
        if self.whole:
            self.relations |= batch.relations.keys()
            self.reliability |= {source.id: source.reliability for source in batch.sources.values()}

    def may_be_there(self, ids: Iterable[str], *, nodes: bool) -> list[str]:
        """Return those of some ids that have to be looked up."""
        if not self.whole:
            return list(ids)
        among = self.types if nodes else self.relations
        return [id for id in ids if id in among]
