"""What a word stands for: an id, a name, an English name or an alias. One rule, for stores and for pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .alike import matching
from .errors import UnknownName, UsageError, guess
from .quoting import listed, shown, shown_zh
from .values import clean_text
from .wordings import Text

#: what the name of a kind may be said without
ENDINGS = {"chain": ("产业链",), "region": ("省", "市", "区", "县", "镇", "街道")}
_KINDS = {
    "chain": "产业链", "stage": "环节", "region": "地区", "company": "企业", "body": "主体", "node": "节点",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a word may stand for."""

    id: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()


def stands_for(word: str, kind: str, among: Iterable[Named]) -> str:
    """Return the id of the node that a word stands for, "" where it stands for none; UsageError where for several.

    An id wins over a name, a name over an alias or English name, and what is written so over what reads the same in
    the other script, letter case or marks (`matching`). ``kind`` is chain, stage, region, company …: the
    name of a chain may be said without 产业链, that of a region without 市 and the like.

    >>> stands_for("光电", "chain", [Named("chain:optoelectronics", "光电产业链", "Optoelectronics")])
    'chain:optoelectronics'
    """
    wanted, nodes = clean_text(word), list(among)
    for found in (
        [each.id for each in nodes if each.id == word],
        [each.id for each in nodes if wanted in (each.name, _spoken(each.name, kind))],
        [each.id for each in nodes if wanted in each.aliases or _same(wanted, each.name_en)],
        _read_alike(wanted, kind, nodes),
    ):
        if len(found) == 1:
            return found[0]
        if found:
            several = listed(sorted(found))
            raise UsageError(
                f"{shown(word)} stands for several: {several.en}. Give the id.",
                f"{shown_zh(word)}不止一个：{several.zh}。请给出编号。",
            )
    return ""


def nothing_called(word: str, kind: str, among: Iterable[Named]) -> UsageError:
    """Return the error for a word that stands for nothing; it suggests the nearest names."""
    what = Text(_KINDS.get(kind, kind), kind)
    near = [_spoken(each.name, kind) if kind == "chain" else each.name for each in among]
    if kind in ENDINGS:
        return UnknownName(what, word, near)
    told = Text(f"库中没有名为{shown_zh(word)}的{what.zh}。", f"no {what.en} {shown(word)} in this store.")
    return UsageError.of(told + guess(clean_text(word), near))


def _spoken(name: str, kind: str) -> str:
    ending = next((each for each in ENDINGS.get(kind, ()) if name.endswith(each)), "")
    return name.removesuffix(ending)


def _read_alike(word: str, kind: str, among: Iterable[Named]) -> list[str]:
    wanted = matching(word)
    return [
        each.id
        for each in among
        if wanted and wanted in map(matching, (each.name, _spoken(each.name, kind), each.name_en, *each.aliases))
    ]


def _same(word: str, english: str) -> bool:
    return bool(english) and word.casefold() == english.casefold()
