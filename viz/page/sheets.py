"""Pages on paper of a size that is asked for."""

from __future__ import annotations

import base64
import hashlib
import re

_STYLES = re.compile("<style>(.*?)</style>", re.DOTALL)
#: what a page says of its sheets: most pictures are wider than tall, a tall one says so
_SHEETS = re.compile(r"(@page\{size:)landscape|(@page tall\{size:)portrait")


def on_paper(page: str, paper: str, *, landscape: bool = False) -> str:
    """Return a page that prints on sheets of a size (``A4``), upright where that fits it better.

    ``landscape`` has all sheets lie. The page's policy names its styles by their sum, which is made anew.

    >>> on_paper("<style>@page{size:landscape}</style>", "A4")
    '<style>@page{size:A4 landscape}</style>'
    """
    found = _STYLES.search(page)
    if found is None:
        return page
    upright = "landscape" if landscape else "portrait"
    styles = _SHEETS.sub(
        lambda each: f"{each[1]}{paper} landscape" if each[1] else f"{each[2]}{paper} {upright}", found[1]
    )
    head = page[: found.start()].replace(_sum(found[1]), _sum(styles))
    return f"{head}<style>{styles}</style>{page[found.end() :]}"


def _sum(styles: str) -> str:
    return base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
