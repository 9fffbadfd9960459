"""The book: all pictures in one file, on a screen or on paper."""

from .picture import book_page
from .printed import printed_book, printed_picture

__all__ = ["book_page", "printed_book", "printed_picture"]
