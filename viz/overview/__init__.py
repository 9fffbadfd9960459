"""The overview: all chains on one sheet."""

from .picture import overview_page, overview_picture, overview_svg

__all__ = ["overview_page", "overview_picture", "overview_svg"]
