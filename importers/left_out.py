"""What was read of files and is no row of a table, counted for telling: titles, notes, totals, sheets passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..schema import Text
from .graphs import Remark
from .reading import LeftOut

#: examples of each kind
FEW = 5
TEXTS = {
    "title": Text("行在表头之上，未取", "rows above the column names, left out"),
    "note": Text(
        "行是说明，未取（确为数据时写 as_is: true）", "rows that are notes, left out (as_is: true reads them as data)"
    ),
    "total": Text(
        "行是合计，未取（确为数据时写 as_is: true）", "rows that are totals, left out (as_is: true reads them as data)"
    ),
    "header": Text("行重复表头，未取", "rows with the column names again, left out"),
    "short": Text("行末尾缺单元格，读作空白", "rows with cells left off at the end, read as blank"),
    "sheet": Text(
        "张工作表未读：隐藏的，或缺映射要的列（用 sheet 指定）",
        "sheets not read: hidden, or without the columns of the mapping (sheet: names one)",
    ),
    "file": Text(
        "个文件未读：映射的表没有用到（写进 ignore 则不再提示）",
        "files that no table of the mapping names, not read (ignore: keeps this quiet)",
    ),
}


@dataclass(slots=True)
class Counts:
    """Counts as a reading goes on, by file and sheet."""

    #: by file, sheet and what it is
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _examples: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def add(self, each: LeftOut) -> None:
        """Count one more."""
        about = (each.place.file, each.place.sheet if each.what != "sheet" else "", each.what)
        self._counts[about] += 1
        shown = self._examples.setdefault(about, [])
        if len(shown) < FEW:
            shown.append(" ".join(part for part in (str(each.place.row or ""), each.text[:40]) if part))

    def __iter__(self) -> Iterator[Remark]:
        for (file, sheet, what), n in sorted(self._counts.items()):
            yield Remark(file, n, TEXTS[what], tuple(self._examples[file, sheet, what]), sheet)
