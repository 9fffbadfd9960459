"""The page that every picture stands in, and what any of them draws with: words, colours, glyphs."""

from .glyphs import HUES, glyph, hue, path
from .markup import clean, escape, inert, tongue
from .notebook import Page, Png, Svg
from .palette import FONT, LIGHT, fixed
from .shell import Picture, asset, is_beside, origin, page, said, save, spoken, text_version
from .words import WORDS, pair, say
from .wrapping import clip, width, wrap

__all__ = [
    "FONT",
    "HUES",
    "LIGHT",
    "WORDS",
    "Page",
    "Picture",
    "Png",
    "Svg",
    "asset",
    "clean",
    "clip",
    "escape",
    "fixed",
    "glyph",
    "hue",
    "inert",
    "is_beside",
    "origin",
    "page",
    "pair",
    "path",
    "said",
    "save",
    "say",
    "spoken",
    "text_version",
    "tongue",
    "width",
    "wrap",
]
