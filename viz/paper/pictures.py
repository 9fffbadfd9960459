"""Pictures for documents, made without a browser: SVG files that office programs read, and PNG files."""

from __future__ import annotations

import struct
import zlib
from math import ceil
from pathlib import Path

from ...schema import MissingExtra, UsageError
from ..page import Png, Svg
from .flat import flat_tree, written
from .fonts import find
from .outlines import outline as outline_texts
from .sheets import letters, sheet_drawings

#: an SVG's px are CSS px
_PX_AN_INCH = 96
_MM_AN_INCH = 25.4
_PT_AN_INCH = 72
DPI = 300
#: px of a picture; resvg needs 4 bytes for each
_MOST = 250_000_000


def document(svg: str, *, outline: bool = False, font: Path | str | None = None) -> Svg:
    """Return an SVG file that office programs draw as a browser does: attributes in place of a stylesheet.

    Text stays text, and wants a Chinese font on the reader's machine. With ``outline`` it becomes shapes of the
    font that this machine has (or ``font`` names), which every machine shows and nobody can search.
    """
    root = flat_tree(svg)
    if outline:
        outline_texts(root, find(font))
    return Svg(written(root))


def png(svg: str, *, dpi: float = DPI, width_mm: float | None = None, font: Path | str | None = None) -> Png:
    """Return an SVG of ours as a PNG file, its resolution in it.

    A px of the drawing is 1/96 inch, so 12 px letters are 9 pt; with ``width_mm`` the drawing is that wide on paper
    (A3 landscape: 420). ``font``: a font file, or a folder of them. DataError when no font has Chinese.

    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="9" height="9"/></svg>'
    >>> png(svg, dpi=192).size
    (192, 96)
    """
    try:
        import resvg_py
    except ImportError as error:  # a platform without a wheel
        raise MissingExtra(
            "PNG pictures need resvg-py: pip install resvg-py", "PNG 图片需要 resvg-py：pip install resvg-py"
        ) from error
    root = flat_tree(svg)
    family = ""
    files: list[str] = []
    if any(each.text or len(each) for each in root.iter() if each.tag.endswith("}text")):
        fonts = find(font)
        family = fonts.regular.family
        files = sorted({str(fonts.regular.file), str(fonts.bold.file)})
        # one family for all letters: a list would let each machine choose another
        root.set("font-family", f'"{family}",sans-serif')
    width, height = (float(root.get(name, "0").removesuffix("px")) for name in ("width", "height"))
    if not width or not height:
        raise UsageError("an SVG whose width and height are in px is wanted", "SVG 的宽和高须以 px 为单位")
    scale = dpi / _PX_AN_INCH
    if width_mm:
        scale = width_mm / _MM_AN_INCH * dpi / width
    # the height follows, rounded up by resvg
    wide, high = round(width * scale), ceil(height * scale)
    if wide < 1 or high < 1 or wide * high > _MOST:
        raise UsageError(
            f"{wide} × {high} px: a picture has 1 to {_MOST:,} px. Choose another dpi or width",
            f"{wide} × {high} 像素：图片应为 1 到 {_MOST:,} 像素。请换一个 dpi 或宽度",
        )
    drawn = resvg_py.svg_to_bytes(
        svg_string=written(root),
        width=wide,
        font_files=files or None,
        font_family=family or None,
        sans_serif_family=family or None,
    )
    return Png(_with_resolution(bytes(drawn), dpi))


def png_sheets(
    svg: str, paper: str, *, landscape: bool = False, dpi: float = DPI, font: Path | str | None = None
) -> list[Png]:
    """Return an SVG of ours as PNG files for paper, cut into the sheets of its PDF: no letter is below 7 pt.

    Each is as large as it stands on a sheet of that size between its margins. ``paper`` is A4 or A3; ``landscape`` has
    all sheets lie.
    """
    drawings = sheet_drawings(svg, paper, lying=True if landscape else None)
    return [png(each, dpi=dpi, font=font) for each in drawings]


def smallest(svg: str, width_mm: float) -> float:
    """Return how large the smallest letters of an SVG of ours are when it is that wide on paper, in pt."""
    root = flat_tree(svg)
    wide = float(root.get("width", "0").removesuffix("px"))
    return min(letters(root), default=0.0) / wide * width_mm / _MM_AN_INCH * _PT_AN_INCH if wide else 0.0


def _with_resolution(data: bytes, dpi: float) -> bytes:
    """Add the chunk from which Word and InDesign take the size on paper; resvg writes none."""
    a_metre = round(dpi / _MM_AN_INCH * 1000)
    body = b"pHYs" + struct.pack(">IIB", a_metre, a_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    after_header = 8 + 25
    return data[:after_header] + chunk + data[after_header:]
