"""The page that every picture stands in, and what any of them draws with: words, colours, glyphs."""

from .beside import BY_ITSELF, Beside, Shown, files_in, is_page, mark
from .glyphs import HUES, glyph, hue, path
from .markup import clean, escape, inert, tongue
from .notebook import Page, Png, Svg
from .origin import data_date, foot, signed
from .palette import FONT, HATCH, LIGHT, definitions, fixed, stylesheet
from .sheets import on_paper
from .shell import Picture, asset, page, policy, said, save, spoken, twice
from .words import WORDS, pair, say
from .wrapping import clip, width, wrap

__all__ = [
    "BY_ITSELF",
    "FONT",
    "HATCH",
    "HUES",
    "LIGHT",
    "WORDS",
    "Beside",
    "Page",
    "Picture",
    "Png",
    "Shown",
    "Svg",
    "asset",
    "clean",
    "clip",
    "data_date",
    "definitions",
    "escape",
    "files_in",
    "fixed",
    "foot",
    "glyph",
    "hue",
    "inert",
    "is_page",
    "mark",
    "on_paper",
    "page",
    "pair",
    "path",
    "policy",
    "said",
    "save",
    "say",
    "signed",
    "spoken",
    "stylesheet",
    "tongue",
    "twice",
    "width",
    "wrap",
]
