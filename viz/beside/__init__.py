"""Two chain maps one over the other, in step, with the list of what differs."""

from .lines import told_changes
from .picture import maps_beside, maps_beside_svg

__all__ = ["maps_beside", "maps_beside_svg", "told_changes"]
