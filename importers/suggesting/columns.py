"""What one column of a table may be, by its heading and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...schema import NodeType, Property, Text, lost_digits, read_value
from .coded import coded
from .guesses import SURE, Guess, Sample
from .headings import (
    AS_OF,
    DATES,
    ENDINGS,
    KEPT,
    NUMBERING,
    PRIVATE,
    PROPERTIES,
    RELATION_PROPERTIES,
    SOURCES,
    TIES,
    Heading,
    fits,
)
from .writing import marks, parted

#: properties whose cells a spreadsheet may have taken for numbers
_BODY_CODES = ("credit_code", "stock_code")
_LOST = Text(
    "；有的代码已被电子表格变成数字，须改正后才能载入",
    "; codes that a spreadsheet made numbers of: they must be corrected before they load",
)
_COMMAS = ("，", ",")
#: what a column may be whatever the row is, but for when it held
_KINDS = (("ignored", NUMBERING), ("ignored", PRIVATE), ("source", SOURCES))
UNKNOWN = Text("不知何意", "nobody knows what it is")


def guess_column(sample: Sample, type: NodeType, head: Heading) -> Guess:
    """Return what a column of a table may be whose rows are nodes of a type, the surest guess."""
    if why := next((told for each, told in KEPT.get(type.name, ()) if fits(head, each) > 0.9), None):
        return Guess(head.column, "nothing", "", 0, why)
    known = {name: _words_of(each) for name, each in type.properties.items()}
    # 成立时间 ends as a date does, and is a property by its whole name
    enough = 0.9 if any(fits(head, words) > 0.9 for words in known.values()) else 0.65
    guesses = general(head, enough)
    for tie in TIES.get(type.name, ()):
        sure = fits(head, tie[3])
        # 上游 alone may hold firms as well
        if type.name == "IndustryChain" and any(ending_of(name) for name in _parts(sample.cells(head.column))):
            sure = 0
        if sure:
            guesses.append(Guess(head.column, "tie", tie[0], sure, head.why, tie))
        for name, words in RELATION_PROPERTIES.get(tie[0], {}).items():
            if sure := fits(head, words, shortest=3):
                guesses.append(Guess(head.column, "of a tie", name, sure, head.why, tie))
    guesses += _properties(sample, type, head)
    best = max(guesses, key=lambda each: each.sure, default=None)
    return best or Guess(head.column, "nothing", "", 0, UNKNOWN)


def general(head: Heading, enough: float) -> list[Guess]:
    """Return what a column may be whatever the row is."""
    held = fits(head, DATES)
    found = [
        *((kind, fits(head, words)) for kind, words in _KINDS),
        ("date", held if held > 0.9 else fits(head, AS_OF)),
    ]
    return [Guess(head.column, kind, "", sure, head.why) for kind, sure in found if sure > enough]


def ending_of(name: str) -> str:
    """Return the type of the bodies whose names end as one does, "" where none is known for it."""
    return next((type for type, pattern in ENDINGS if pattern.search(name.strip())), "")


def marks_of_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return what parts several names in the cells of a column: a comma, too, where bodies stand on both its sides.

    >>> marks_of_names(["虚构甲公司、虚构乙厂，虚构大学"]), marks_of_names(["Made-up Cable Co., Ltd; Made-up Lab Ltd"])
    (('、', '，'), (';',))
    """
    by = marks(cells)
    held = [part for cell in cells for part in parted(cell, by) if any(mark in part for mark in _COMMAS)]
    if not held or not {*_COMMAS}.isdisjoint(by):
        return by
    if all(ending_of(name) for part in held for name in parted(part, _COMMAS)):
        return (*by, *(mark for mark in _COMMAS if any(mark in part for part in held)))
    return by


def _parts(cells: Sequence[str]) -> list[str]:
    by = marks_of_names(cells)
    return [part for cell in cells for part in parted(cell, by)]


def _properties(sample: Sample, type: NodeType, head: Heading) -> Iterator[Guess]:
    cells = sample.cells(head.column)
    for name, property in type.properties.items():
        sure = fits(head, _words_of(property))
        if sure and not cells:
            blank = Text("；整列为空", "; the whole column is blank")
            yield Guess(head.column, "property", name, min(sure, SURE), head.why + blank)
        elif sure:
            good = share_of_values(cells, property)
            lost = property.type in _BODY_CODES and any(map(lost_digits, cells))
            # of a column called just so bad cells are told, not hidden
            # 需求类型 is not the kind of a firm
            sure = 0 if name == "kind" and sure < 0.9 else sure
            sure = max(sure * good, SURE if sure > 0.9 and (good >= 0.5 or lost) else 0)
            share = _LOST if lost else Text(f"；{good:.0%} 的值合格", f"; {good:.0%} of the values fit")
            yield Guess(head.column, "property", name, sure, head.why + share)
    code = type.properties.get("credit_code")
    if code is not None and cells and share_of_values(cells, code) == 1:
        told = Text("值都是统一社会信用代码", "all values are credit codes")
        yield Guess(head.column, "property", "credit_code", 0.9, told)


def share_of_values(cells: Sequence[str], property: Property) -> float:
    """Return the share of some cells that are values of a property, 1 where there is none."""
    if not cells or property.type in ("text", "texts"):
        return 1.0
    words, good = coded(property), 0
    for cell in cells:
        try:
            read_value(words.get(cell.strip(), cell), property)
            good += 1
        except ValueError:
            pass
    return good / len(cells)


def _words_of(property: Property) -> tuple[str, ...]:
    return (property.label.zh, property.label.en, property.name, *PROPERTIES.get(property.name, ()))
