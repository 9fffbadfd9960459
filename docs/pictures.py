"""Draw the pictures of the README from the Suzhou pack into docs/images: `.venv/bin/python docs/pictures.py`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from chainscape import analysis, graph, importers, viz
from chainscape.schema import template

IMAGES = Path(__file__).parent / "images"
#: px an inch: the size of the drawing itself; twice as many are three times as heavy
DPI = 96
#: what is drawn, and of which chain
MAP, NETWORK = "chain:optoelectronics", "chain:metallurgy"


def draw(folder: Path = IMAGES) -> None:
    """Write a chain map and a network view in each language."""
    rules = template()
    with tempfile.TemporaryDirectory() as place:
        store_at = Path(place) / "store"
        with graph.open_store(store_at, mode="w") as store:
            graph.load(store, importers.pack())
        with graph.open_store(store_at) as store:
            findings, sources = analysis.find(store), graph.sources(store)
            parts = {chain: graph.network(store, chains=[chain]) for chain in (MAP, NETWORK)}
    for lang in ("zh", "en"):
        pictures = {
            "chain-map": viz.chain_map_svg(MAP, parts[MAP], findings, sources, template=rules, lang=lang),
            "network": viz.network_svg(parts[NETWORK], findings, template=rules, chain=NETWORK, lang=lang),
        }
        for name, svg in pictures.items():
            viz.save(folder / f"{name}.{lang}.png", viz.png(svg, dpi=DPI))


if __name__ == "__main__":
    draw()
