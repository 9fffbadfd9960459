"""Pages of the network view for browser tests, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import Tab, open_page
from madeup import CHAIN, MadeUp, madeup_chain
from madeup_network import madeup_chains, madeup_hostile

from chainscape import viz

CHAINS = 8
SEEN = "page.net.sets.nodes.getIds().map(id => page.net.nodes[id])"
BODIES = f"{SEEN}.filter(node => node.key !== undefined).map(node => node.key)"


#: pixels of a square of the picture; from a copy, for Chromium warns of a canvas that is read often
COPY = """
const copy = (x, y, side) => {
  const made = document.createElement('canvas');
  made.width = made.height = side;
  const c = made.getContext('2d', { willReadFrequently: true });
  c.drawImage(page.find('#network canvas'), x, y, side, side, 0, 0, side, side);
  return c.getImageData(0, 0, side, side).data;
};
"""


def write(folder: Path) -> dict[str, Path]:
    """Write a page of each made-up network."""
    one = MadeUp()
    one.node("Company", "company:one", "唯一企业", "The only firm")
    made = {
        "chain": madeup_chain(),
        "chains": madeup_chains(CHAINS),
        "thousand": madeup_chains(20, 10, 4),
        "hostile": madeup_hostile(),
        "one": one,
        "empty": MadeUp(),
    }
    for name, each in made.items():
        chain = CHAIN if name == "chain" else None
        text = viz.network_view(each.scene, chain=chain)
        viz.save(folder / f"{name}.html", text)
    return {name: folder / f"{name}.html" for name in made}


def drawn(tab: Tab) -> None:
    """Wait for two frames: what was asked for has been drawn."""
    tab.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")


def spot(tab: Tab, name: str) -> dict[str, float]:
    """Where on the screen the glyph of a node or ghost is, by its Chinese label."""
    script = """name => {
      const node = page.net.nodes.find(each => each.names[0] === name);
      const box = page.net.box.getBoundingClientRect();
      const point = page.net.net.canvasToDOM({ x: node.x, y: node.y });
      return { x: box.left + point.x, y: box.top + point.y };
    }"""
    return dict(tab.page.evaluate(script, name))


def click(tab: Tab, name: str) -> None:
    place = spot(tab, name)
    tab.page.mouse.click(place["x"], place["y"])
    # vis waits for a second click before it tells of the first
    tab.until("page.selected !== null || page.net.state.group !== null")
    drawn(tab)


def panel(tab: Tab) -> str:
    return str(tab.page.inner_text("#panel"))


def lifted(tab: Tab) -> set[str]:
    return set(tab.page.evaluate("(page.net.state.lifted || []).map(node => node.names[0])"))


def overlaps(tab: Tab) -> list[Any]:
    """Pairs of names that were drawn over each other in the last frame, above the veil or all of them without one."""
    drawn(tab)
    return list(
        tab.page.evaluate(
            """() => {
              const { state, view } = page.net;
              const upper = state.lifted ? state.boxes.slice(0, state.upper) : state.boxes;
              const found = [];
              upper.forEach((a, k) => upper.slice(k + 1).forEach(b => {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                const over = wide * view.scale > 1 && high * view.scale > 1.5;
                if (over) found.push([a.node.names[0], b.node.names[0], wide, high]);
              }));
              return found;
            }"""
        )
    )


def explored(chromium: Any, file: Path, fragment: str = "") -> Iterator[Tab]:
    """Open a page for a test, and see that nothing went wrong in it."""
    with open_page(chromium, file, width=1400, height=900, fragment=fragment) as tab:
        yield tab
        assert tab.trouble == []


def select(tab: Tab, key: str) -> None:
    tab.page.evaluate("key => page.select(key)", key)
    drawn(tab)


def do(tab: Tab, deed: str) -> None:
    tab.page.click(f"#panel [data-do={deed}]")
    drawn(tab)


def only(tab: Tab, key: str, steps: int) -> None:
    select(tab, key)
    tab.page.click(f"#panel [data-steps='{steps}']")
    drawn(tab)


def shown(tab: Tab) -> set[str]:
    return set(tab.page.evaluate(BODIES))
