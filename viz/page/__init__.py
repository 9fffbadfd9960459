"""The page that every picture stands in, and what any of them draws with: words, colours, glyphs."""

from .glyphs import HUES, glyph, hue, path
from .markup import clean, escape, inert, tongue
from .notebook import Page, Png, Svg
from .origin import data_date, foot, signed
from .palette import FONT, HATCH, LIGHT, definitions, fixed
from .sheets import on_paper
from .shell import Picture, asset, is_beside, page, said, save, spoken, text_version, twice
from .words import WORDS, pair, say
from .wrapping import clip, width, wrap

__all__ = [
    "FONT",
    "HATCH",
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
    "data_date",
    "definitions",
    "escape",
    "fixed",
    "foot",
    "glyph",
    "hue",
    "inert",
    "is_beside",
    "on_paper",
    "page",
    "pair",
    "path",
    "said",
    "save",
    "say",
    "signed",
    "spoken",
    "text_version",
    "tongue",
    "twice",
    "width",
    "wrap",
]
