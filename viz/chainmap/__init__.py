"""The chain map: stages, support, gaps and hubs of one chain."""

from .marks import at, number, state_of, state_word
from .picture import Drawing, chain_map, chain_map_svg, drawing_style, map_picture, on_paper
from .zones import UNPLACED, columns

__all__ = [
    "UNPLACED",
    "Drawing",
    "at",
    "chain_map",
    "chain_map_svg",
    "columns",
    "drawing_style",
    "map_picture",
    "number",
    "on_paper",
    "state_of",
    "state_word",
]
