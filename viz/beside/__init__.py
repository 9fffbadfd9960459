"""Two chain maps one over the other, in step, with the list of what differs."""

from .lines import told_changes
from .picture import maps_apart, maps_beside, maps_beside_svg
from .printed import printed_pair

__all__ = ["maps_apart", "maps_beside", "maps_beside_svg", "printed_pair", "told_changes"]
