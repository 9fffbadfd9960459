"""Drawings for documents: SVG for other programs, PNG, fonts, sheets of paper."""

from .lists import Block, column_sheets, column_width, entry, head, lines_in, list_sheets
from .pictures import DPI, document, png, png_sheets, smallest
from .sheets import SMALLEST, Sheet, lay_out, sheets_page

__all__ = [
    "DPI",
    "SMALLEST",
    "Block",
    "Sheet",
    "column_sheets",
    "column_width",
    "document",
    "entry",
    "head",
    "lay_out",
    "lines_in",
    "list_sheets",
    "png",
    "png_sheets",
    "sheets_page",
    "smallest",
]
