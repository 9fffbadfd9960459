"""Graph and findings → pictures: one HTML file each, offline, zh and en; SVG for documents."""

from .beside import maps_apart, maps_beside, maps_beside_svg, printed_pair, told_changes
from .book import book_page, printed_book, printed_picture
from .chainmap import chain_map, chain_map_svg
from .front import front_page
from .large import large_view
from .matrix import coverage_matrix, matrix_svg
from .network import network_svg, network_view, pyvis_network, report_svg, report_view
from .overview import overview_page, overview_svg
from .page import AS_IT_IS, Beside, Page, Png, Shown, Svg, View, is_page, on_paper, read_view, save, strangers
from .paper import DPI, SMALLEST, document, png, png_sheets, smallest
from .reading import EVERYTHING, Choice, chosen, chosen_in, emptied_by, name_of, pages_beside

__all__ = [
    "AS_IT_IS",
    "DPI",
    "EVERYTHING",
    "SMALLEST",
    "Beside",
    "Choice",
    "Page",
    "Png",
    "Shown",
    "Svg",
    "View",
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
    "maps_apart",
    "maps_beside",
    "maps_beside_svg",
    "matrix_svg",
    "name_of",
    "network_svg",
    "network_view",
    "on_paper",
    "overview_page",
    "overview_svg",
    "pages_beside",
    "png",
    "png_sheets",
    "printed_book",
    "printed_pair",
    "printed_picture",
    "pyvis_network",
    "read_view",
    "report_svg",
    "report_view",
    "save",
    "smallest",
    "strangers",
    "told_changes",
]
