"""The network view: who is tied to whom."""

from .legend import filters
from .picture import network_picture, network_view, pyvis_network, vis_script
from .report import report_svg, report_view
from .svg import network_svg
from .vis import relation_hue

__all__ = [
    "filters",
    "network_picture",
    "network_svg",
    "network_view",
    "pyvis_network",
    "relation_hue",
    "report_svg",
    "report_view",
    "vis_script",
]
