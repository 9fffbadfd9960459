"""The front page of a folder of pages."""

from .picture import front_page

__all__ = ["front_page"]
