"""What the tests of overview, matrix and book share: the pack's findings, and how to read and open a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import Tab, open_page
from mappages import HEADER

from chainscape import analysis
from chainscape.schema import Scene

CHAIN = "chain:optoelectronics"
SIZES = [(1280, 720), (1920, 1080), (820, 1180)]


def whole(store: Any) -> Scene:
    """Read a store."""
    return analysis.scene(store)


def data_of(page: str) -> dict[str, Any]:
    """Return the JSON of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def squares(page: str) -> dict[str, tuple[str, str]]:
    """Return, by cell id, the classes and the text of each square of the first table."""
    table = page[page.index("<table") : page.index("</table>")]
    found = re.findall(r'<td class="(c [^"]*)"[^>]*data-cell="([^"]*)"[^>]*>([^<]*)</td>', table)
    assert len({cell for _, cell, _ in found}) == len(found), "each cell once"
    return {cell: (classes, text) for classes, cell, text in found}


def opened(chrome: Any, file: Path, **options: Any) -> Iterator[Tab]:
    """Open a page for a test, and see that nothing went wrong in it."""
    with open_page(chrome, file, **options) as tab:
        yield tab
        assert tab.trouble == []


def opens_well(chrome: Any, file: Path, width: int, height: int) -> None:
    """Open a page at a size of the window: nothing cut off, zh and en."""
    sideways = "document.documentElement.scrollWidth - innerWidth"
    box = "(b => [b.width, b.height])(document.querySelector('#picture').getBoundingClientRect())"
    with open_page(chrome, file, width=width, height=height) as tab:
        tab.first_paint()
        assert tab.page.evaluate(sideways) <= 0
        if width > 1060:
            assert tab.page.evaluate(HEADER) == []
        across, down = tab.page.evaluate(box)
        assert across >= 0.6 * min(width, 1000)
        assert down >= 0.5 * height
        if width <= 900:
            tab.page.click("#menu")
        tab.page.click("#language")
        assert tab.page.evaluate("document.documentElement.lang") == "en"
        assert tab.page.evaluate(sideways) <= 0
        assert tab.trouble == []
