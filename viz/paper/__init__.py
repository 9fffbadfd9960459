"""Drawings for documents: SVG for other programs, PNG, fonts."""

from .pictures import DPI, document, png

__all__ = ["DPI", "document", "png"]
