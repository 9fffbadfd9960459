"""PNG files as pixels: what resvg and Chromium write."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image as Pillow
from PIL import ImageChops


@dataclass(frozen=True)
class Image:
    width: int
    height: int
    #: dots an inch; 0 where the file does not say
    dpi: int
    pixels: Pillow.Image

    def colours(self) -> set[bytes]:
        return {bytes(colour) for _, colour in self.pixels.getcolors(maxcolors=1 << 24)}

    def unlike(self, other: Image, much: int = 48) -> float:
        """The share of pixels that differ by much in a channel."""
        assert (self.width, self.height) == (other.width, other.height)
        bands = ImageChops.difference(self.pixels.convert("RGB"), other.pixels.convert("RGB")).split()
        far = [band.point(lambda value: 255 if value > much else 0) for band in bands]
        either = ImageChops.lighter(ImageChops.lighter(far[0], far[1]), far[2])
        return either.histogram()[255] / self.width / self.height


def read(data: bytes) -> Image:
    """Return the pixels of a PNG file."""
    picture = Pillow.open(io.BytesIO(data), formats=["PNG"])
    picture.load()
    dpi = round(float(picture.info["dpi"][0])) if "dpi" in picture.info else 0
    return Image(*picture.size, dpi, picture)
