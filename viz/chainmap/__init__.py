"""The chain map: stages, support, gaps and hubs of one chain."""

from .drawing import draw, draw_strips, order_of
from .legend import legend as map_legend
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
    "draw",
    "draw_strips",
    "drawing_style",
    "map_legend",
    "map_picture",
    "number",
    "on_paper",
    "order_of",
    "state_of",
    "state_word",
]
