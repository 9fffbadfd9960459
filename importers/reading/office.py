"""Rows of a spreadsheet that are for people: notes and totals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...schema import clean_text
from .rows import What

_NOTE = re.compile(
    r"^[((【\[*※]?\s*(?:附?注|备注|说明|附注|注意|(?:资料|数据|信息)?来源|填[表报]\w{0,6}|制表\w{0,4}|审[核批]\w{0,4}|"
    r"负责人|联系(?:人|电话)|单位|截[至止]\w{0,12}|notes?|sources?|remarks?)\s*\d{0,2}\s*[))】\]]?\s*(?:[::]|$)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:.{0,12}(?:合\s?计|小\s?计|总\s?计)|共\s?计|(?:grand |sub-?)?totals?)\s*(?:[::(].{0,40}|[\d,. ]+\S{0,2})?$",
    re.IGNORECASE,
)


def told_apart(cells: Sequence[str]) -> What | None:
    """Say what a row is that is no row of the table; None: it is one.

    A note is a row all of whose filled cells begin with a word such as 注: or 资料来源:; a total one whose first
    filled cell is 合计, 小计, total or the like.

    >>> told_apart(["合计:2家", "", ""]), told_apart(["注:含筹建单位。", ""]), told_apart(["甲公司", "合计"])
    ('total', 'note', None)
    """
    first = next((text for cell in cells if cell and (text := clean_text(cell))), "")
    if _TOTAL.match(first):
        return "total"
    if not _NOTE.match(first):
        return None
    return "note" if all(_NOTE.match(text) for cell in cells if (text := clean_text(cell))) else None
