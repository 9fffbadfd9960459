"""A stage of a chain, the same record for gaps and for pictures."""

from __future__ import annotations

from dataclasses import dataclass

from .templates import POSITIONS
from .wordings import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that counts as a part of its chain: neither it nor its place there is planned, candidate or retired."""

    id: str
    chain: str
    name: Text
    #: upstream, midstream, downstream; "" not recorded
    position: str
    #: place in the chain; None not recorded
    order: int | None
    #: ids of the stages that it feeds, by relations that count
    feeds: tuple[str, ...]
    #: ids of the sources of its place in the chain
    sources: tuple[str, ...]

    @property
    def place(self) -> tuple[bool, int, str]:
        """The key by which the stages of a chain stand in their order."""
        return self.order is None, self.order or 0, self.id

    @property
    def rank(self) -> int:
        """The rank of its position; without one a stage comes last."""
        return rank_of(self.position)


def rank_of(position: str) -> int:
    """Return the rank of a position, from upstream; what is none comes last.

    >>> rank_of("midstream"), rank_of("")
    (1, 3)
    """
    return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)
