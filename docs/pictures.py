"""Draw the pictures of the README from the Suzhou pack into docs/images: `.venv/bin/python docs/pictures.py`."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from chainscape import analysis, graph, importers, viz

IMAGES = Path(__file__).parent / "images"
#: px an inch: the size of the drawing itself; twice as many are three times as heavy
DPI = 96
#: of the palette: areas are flat, and letters keep their edges
COLOURS = 255
#: the chains that are drawn
MAP, NETWORK = "光电", "冶金"


def draw(folder: Path = IMAGES) -> None:
    """Write a chain map and a network view in each language."""
    with tempfile.TemporaryDirectory() as place:
        store_at = Path(place) / "store"
        with graph.open_store(store_at, mode="w") as store:
            graph.load(store, importers.pack())
        with graph.open_store(store_at) as store:
            scene = analysis.scene(store)
    for lang in ("zh", "en"):
        pictures = {
            "chain-map": viz.chain_map_svg(scene, MAP, lang=lang),
            "network": viz.network_svg(scene, NETWORK, lang=lang),
        }
        for name, svg in pictures.items():
            image = Image.open(BytesIO(viz.png(svg, dpi=DPI))).convert("RGB")
            image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                folder / f"{name}.{lang}.png", optimize=True
            )


if __name__ == "__main__":
    draw()
