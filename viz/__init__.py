"""Graph and findings → pictures: one HTML file each, offline, zh and en; SVG for documents."""

from .book import book_page
from .chainmap import chain_map, chain_map_svg
from .front import front_page
from .large import large_view
from .matrix import coverage_matrix, matrix_svg
from .network import network_svg, network_view, pyvis_network, report_svg, report_view
from .overview import overview_page, overview_svg
from .page import Beside, Page, Png, Shown, Svg, is_page, on_paper, save
from .paper import DPI, document, png
from .reading import EVERYTHING, Choice, chosen, chosen_in, emptied_by, pages_beside

__all__ = [
    "DPI",
    "EVERYTHING",
    "Beside",
    "Choice",
    "Page",
    "Png",
    "Shown",
    "Svg",
    "book_page",
    "chain_map",
    "chain_map_svg",
    "chosen",
    "chosen_in",
    "coverage_matrix",
    "document",
    "emptied_by",
    "front_page",
    "is_page",
    "large_view",
    "matrix_svg",
    "network_svg",
    "network_view",
    "on_paper",
    "overview_page",
    "overview_svg",
    "pages_beside",
    "png",
    "pyvis_network",
    "report_svg",
    "report_view",
    "save",
]
