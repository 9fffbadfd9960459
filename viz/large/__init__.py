"""The picture of a large network, drawn by WebGL."""

from .picture import large_view

__all__ = ["large_view"]
