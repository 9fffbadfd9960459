"""Pages and pictures that show themselves in a notebook, and are plain text or bytes everywhere else."""

from __future__ import annotations

import html
import struct
from typing import Any

#: a notebook keeps every output in its file; larger pages are saved and opened instead
LARGEST = 8_000_000
_HEIGHT = 640


class Page(str):
    """The HTML of a whole page.

    In Jupyter and VS Code it shows itself in a frame of its own: scripts run there without the notebook's cookies,
    storage or page, and the page's Content-Security-Policy stays in force.
    """

    __slots__ = ()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        # a notebook also keeps the plain text of every output: without this the whole page once more
        printer.text(_told(self))

    def _repr_html_(self) -> str:
        if len(self) > LARGEST:
            return (
                f"<p>{len(self) / 1e6:.0f} MB: too large for a notebook. "
                "<code>viz.save('page.html', …)</code> writes it to a file.</p>"
            )
        return (
            '<iframe sandbox="allow-scripts allow-downloads allow-modals" '
            f'style="width:100%;height:{_HEIGHT}px;border:1px solid #c5cdd8" srcdoc="{html.escape(self)}"></iframe>'
        )


class Svg(str):
    """The text of an SVG file; a notebook shows the picture."""

    __slots__ = ()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(_told(self))

    def _repr_svg_(self) -> str:
        return str(self)


class Png(bytes):
    """The bytes of a PNG file; a notebook shows the picture."""

    __slots__ = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px."""
        width, height = struct.unpack(">II", self[16:24])
        return width, height

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(_told(self))

    def _repr_png_(self) -> bytes:
        return bytes(self)


def _told(picture: Page | Svg | Png) -> str:
    return f"<{type(picture).__name__}, {len(picture):,} {'bytes' if isinstance(picture, bytes) else 'characters'}>"
