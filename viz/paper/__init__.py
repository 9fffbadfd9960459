"""Drawings for documents: SVG for other programs, PNG, fonts, sheets of paper."""

from .lists import list_sheets
from .pictures import DPI, document, png, png_sheets, smallest
from .sheets import SMALLEST, Sheet, lay_out, sheets_page

__all__ = [
    "DPI",
    "SMALLEST",
    "Sheet",
    "document",
    "lay_out",
    "list_sheets",
    "png",
    "png_sheets",
    "sheets_page",
    "smallest",
]
