"""Graphs of other programs → records: a mapping says which label, type and property is what."""

from .adopting import Adoption, open_graph
from .contents import Reads
from .drafting import draft_mapping
from .remarks import Remark

__all__ = ["Adoption", "Reads", "Remark", "draft_mapping", "open_graph"]
