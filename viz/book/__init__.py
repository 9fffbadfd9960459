"""The book: all pictures in one file."""

from .picture import book_page

__all__ = ["book_page"]
