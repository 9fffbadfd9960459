"""Graph and findings → pictures: one HTML file each, offline, zh and en; SVG for documents."""

from .book import book_page
from .chainmap import chain_map, chain_map_svg
from .large import large_view
from .matrix import coverage_matrix, matrix_svg
from .network import network_svg, network_view, pyvis_network
from .overview import overview_page, overview_svg
from .page import Page, Png, Svg, on_paper, save
from .paper import DPI, document, png
from .reading import EVERYTHING, Choice, chosen, chosen_in, emptied_by

__all__ = [
    "DPI",
    "EVERYTHING",
    "Choice",
    "Page",
    "Png",
    "Svg",
    "book_page",
    "chain_map",
    "chain_map_svg",
    "chosen",
    "chosen_in",
    "coverage_matrix",
    "document",
    "emptied_by",
    "large_view",
    "matrix_svg",
    "network_svg",
    "network_view",
    "on_paper",
    "overview_page",
    "overview_svg",
    "png",
    "pyvis_network",
    "save",
]
