"""The page that every picture stands in, and what any of them draws with: words, colours, glyphs."""

from .beside import BY_ITSELF, COMPARED, Beside, Shown, files_in, is_page, mark, papers_in
from .glyphs import HUES, glyph, hue, path
from .markup import clean, escape, inert, tongue
from .notebook import Page, Png, Svg
from .origin import data_date, foot, signed
from .palette import FONT, HATCH, LIGHT, definitions, fixed, stylesheet
from .rectangles import Rectangle
from .sheets import on_paper
from .shell import Picture, asset, page, policy, said, save, spoken, twice
from .standing import quiet, stand_alone
from .views import AS_IT_IS, View, hidden_line, named_line, read_view, strangers, touchable
from .words import WORDS, pair, say
from .wrapping import broken, clip, clip_middle, rejoined, width, wrap

__all__ = [
    "AS_IT_IS",
    "BY_ITSELF",
    "COMPARED",
    "FONT",
    "HATCH",
    "HUES",
    "LIGHT",
    "WORDS",
    "Beside",
    "Page",
    "Picture",
    "Png",
    "Rectangle",
    "Shown",
    "Svg",
    "View",
    "asset",
    "broken",
    "clean",
    "clip",
    "clip_middle",
    "data_date",
    "definitions",
    "escape",
    "files_in",
    "fixed",
    "foot",
    "glyph",
    "hidden_line",
    "hue",
    "inert",
    "is_page",
    "mark",
    "named_line",
    "on_paper",
    "page",
    "pair",
    "papers_in",
    "path",
    "policy",
    "quiet",
    "read_view",
    "rejoined",
    "said",
    "save",
    "say",
    "signed",
    "spoken",
    "stand_alone",
    "strangers",
    "stylesheet",
    "tongue",
    "touchable",
    "twice",
    "width",
    "wrap",
]
