"""What a reading of a graph left out or joined: counted, with a few names, never silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...schema import Place, Text, listed

#: names given as examples
FEW = 5
TEXTS = {
    "no-entry-node": Text("个节点未取：映射里没有这个标签", "left out, no entry in the mapping for this label"),
    "no-entry-relation": Text(
        "条关系未取：映射里没有这个类型", "left out, no entry in the mapping for this relation type"
    ),
    "no-entry-ends": Text("条关系未取：映射里没有一项的两端是这些标签", "left out, no entry has ends of these labels"),
    "no-level": Text("个节点未取：levels 没有写这一层", "left out, at a level that levels: does not name"),
    "above": Text("个节点并入其上一层", "counted for the one above"),
    "above-nothing": Text("个节点未取：其上没有可并入的", "left out, nothing stands above to count for"),
    "end-left-out": Text("条关系未取：有一端未取", "left out, with an end that is left out"),
    "end-bad": Text("条关系未取：有一端有问题", "left out, with an end that has a problem"),
    "inside": Text("条关系未取：两端并入同一个", "left out, both ends count for the same"),
    "joined": Text(
        "个节点与另一个编号相同（没有 id 时即同名），合为一个；用 id 指定能区分它们的属性",
        "with the id of another (without id: the name), made one with it; id: names a property that tells them apart",
    ),
    "same-node": Text("个节点与另一个完全相同", "the same as another"),
    "same-relation": Text("条关系与另一条完全相同", "the same as another"),
    "several": Text(
        "个节点有几个映射中的标签，按其中第一个", "with several labels of the mapping; the first there counts"
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the records do not hold, or hold otherwise than the graph does."""

    #: label or relation type of the graph, or a file
    about: str
    count: int
    text: Text
    #: names, a few
    examples: tuple[str, ...] = ()
    #: of a workbook, whose file is ``about``
    sheet: str = ""

    def to(self, lang: str) -> str:
        """Return it as a line.

        >>> Remark("行业", 12, Text("个节点未取", "left out"), ("综合",)).to("en")
        '行业: 12 left out (综合 …)'
        """
        named = listed(self.examples).to(lang) + (" …" if self.count > len(self.examples) else "")
        said = f"{self.count:,} {self.text.to(lang)}"
        where = Place(self.about, self.sheet).said.to(lang)
        if lang == "zh":
            return f"{where}：{said}" + (f"（{named}）" if self.examples else "")
        return f"{where}: {said}" + (f" ({named})" if self.examples else "")


@dataclass(slots=True)
class Remarks:
    """Counts as a reading goes on."""

    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, about: str, what: str, example: str = "") -> None:
        """Count one more."""
        self._counts[about, what] += 1
        shown = self._examples.setdefault((about, what), [])
        if example and len(shown) < FEW and example not in shown:
            shown.append(example)

    def __iter__(self) -> Iterator[Remark]:
        for (about, what), n in sorted(self._counts.items()):
            yield Remark(about, n, TEXTS[what], tuple(self._examples[about, what]))
