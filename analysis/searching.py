"""Recording that somebody looked: the only way from unknown to gap."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..queries import ask, resolve
from ..schema import (
    POSITIONS,
    DataError,
    Search,
    Slot,
    Template,
    Text,
    UnknownName,
    UsageError,
    check,
    digest,
    file_error,
    listed,
    read_code,
    read_date,
    shown,
    shown_zh,
    suggest,
    template,
    told,
    vocabulary,
)
from .cells import WHOLE, cell_id
from .links import LINKS

#: columns of a table of searches
COLUMNS = ("cell", "result", "method", "by", "date", "note", "queries", "pages")
_LINK_WORDS = (LINKS, "links", "上下游", "上下游关系")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a search is about."""

    id: str
    slot: str


def add_search(
    store: Any,
    cell: str | Iterable[str],
    *,
    result: str,
    method: str,
    by: str = "",
    date: str = "",
    note: str = "",
    queries: tuple[str, ...] = (),
    pages_read: int = 0,
    rules: Template | None = None,
) -> tuple[Search, ...]:
    """Write a search record about one cell or several and return the records.

    `cell` is a cell's id (``chain:optoelectronics/-/metrology``) or words: ``光电/计量``,
    ``光电/光纤预制棒/计量``; ``光电/光模块/上下游`` for what a stage feeds, ``光电/光模块>系统设备`` for one link,
    ``光电/下游`` for a position of a chain. `date` defaults to today. Recording the same again changes nothing; all are
    written or none. UsageError, UnknownName: a word that stands for nothing.
    """
    given = [cell] if isinstance(cell, str) else list(cell)
    used = rules or template()
    row = {"result": result, "method": method, "by": by, "date": date, "note": note}
    found = [_search(store, each, row, queries, pages_read, used) for each in given]
    store.write(found)
    return tuple(found)


def add_searches(store: Any, path: Path, rules: Template | None = None) -> tuple[Search, ...]:
    """Write the searches of a CSV table with the columns of `COLUMNS` and return the records.

    ``cell``, ``result``, ``method`` and ``by`` are needed; ``queries`` are parted by ``;``. DataError names file, row
    and column of everything that is wrong; then nothing is written.
    """
    used = rules or template()
    found: list[Search] = []
    wrong: list[Text] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header = reader.fieldnames or []
            if unknown := [name for name in header if name not in COLUMNS]:
                none = Text(
                    f"{path.name}，第 1 行：没有名为{shown_zh(unknown[0])}的列。",
                    f"{path.name}, row 1: no column {shown(unknown[0])}.",
                )
                raise DataError.of(none + suggest(unknown[0], COLUMNS))
            if missing := [name for name in COLUMNS[:4] if name not in header]:
                has = listed(header)
                raise DataError(
                    f"{path.name}, row 1: needs a column {shown(missing[0])}; it has {has.en}",
                    f"{path.name}，第 1 行：须有列{shown_zh(missing[0])}；现有 {has.zh}",
                )
            for number, row in enumerate(reader, 2):
                queries = tuple(part.strip() for part in (row.get("queries") or "").split(";") if part.strip())
                pages = (row.get("pages") or "0").strip() or "0"
                try:
                    if not pages.isdecimal():
                        raise UsageError(
                            f"pages wants a whole number, found {shown(pages)}",
                            f"pages 应为整数，现为{shown_zh(pages)}",
                        )
                    found.append(_search(store, row["cell"] or "", row, queries, int(pages), used))
                except (UsageError, UnknownName, ValueError) as error:
                    cell = row.get("cell")
                    where = Text(
                        f"{path.name}，第 {number} 行，格位{shown_zh(cell)}：",
                        f"{path.name}, row {number}, cell {shown(cell)}: ",
                    )
                    wrong.append(where + told(error))
    except OSError as error:
        raise file_error(error, path) from error
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}: not UTF-8 text; save it as CSV UTF-8", f"{path.name}：不是 UTF-8；请另存为 CSV UTF-8"
        ) from error
    if wrong:
        raise DataError(
            "nothing was recorded. " + "; ".join(each.en for each in wrong),
            "什么也没有记录。" + "；".join(each.zh for each in wrong),
        )
    store.write(found)
    return tuple(found)


def _search(
    store: Any, cell: str, row: Mapping[str, Any], queries: tuple[str, ...], pages: int, rules: Template
) -> Search:
    by, note = (row.get("by") or "").strip(), (row.get("note") or "").strip()
    if not by:
        raise UsageError("by is empty: say who looked", "by 为空：请写明由谁查找")
    if not by.strip("….。 "):
        raise UsageError(f"by is {by!r}: write who looked in its place", f"by 是{shown_zh(by)}：请换成由谁查找")
    subject = _subject(store, cell.strip(), rules)
    date = (row.get("date") or "").strip()
    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
    when = read_date(date) if date else today
    first = when.removeprefix("../").split("/")[0]
    if first > today[: len(first)]:
        raise UsageError(
            f"date {shown(date)} is later than today: nobody has looked then, and all else would grow old by it",
            f"日期{shown_zh(date)}晚于今天：那时还没有人查过，其余记录也会因它显得陈旧",
        )
    method, result = (_code(row, name) for name in ("method", "result"))
    id = f"search:{digest(subject.id, subject.slot, method, result, when, by)}"
    search = Search(
        id, subject.id, subject.slot, method, result, when, by, queries, pages, Text(note, note),  # type: ignore[arg-type]
    )  # fmt: skip
    if problems := check(search):
        said = [problem.said for problem in problems]
        raise UsageError("; ".join(each.en for each in said), "；".join(each.zh for each in said))
    return search


def _code(row: Mapping[str, Any], name: str) -> str:
    """Return the code for a code or its label; what is neither stays, and is told with all else that is wrong."""
    text = (row[name] or "").strip()
    try:
        return read_code(text, vocabulary().codes[f"search_{name}"])
    except ValueError:
        return text


def _subject(store: Any, word: str, rules: Template) -> Subject:
    """Return what the words of a cell, a link or a position stand for."""
    stages = list(ask(store, "stages"))
    for chain in ask(store, "chains"):
        for stage in ["", *(s["stage"] for s in stages if s["chain"] == chain["id"])]:
            for slot in rules.slots_of(stage=bool(stage)):
                if word == cell_id(chain["id"], stage, slot.name):
                    return Subject(stage or chain["id"], slot.name)
    first, *middle, last = word.split("/") if "/" in word else ("", "")
    if not first:
        raise UsageError(
            f"{shown(word)} is not a cell; write chain/slot or chain/stage/slot, "
            "e.g. 光电/计量 or 光电/光纤预制棒/计量",
            f"{shown_zh(word)}不是格位；请写 产业链/支撑 或 产业链/环节/支撑，如 光电/计量 或 光电/光纤预制棒/计量",
        )
    chain_id = resolve(store, "chain", first)
    mine = [stage for stage in stages if stage["chain"] == chain_id]
    if not middle and ">" in last:
        ends = [_stage(part.strip(), mine) for part in last.split(">", 1)]
        return Subject(">".join(ends), LINKS)
    name = "/".join(middle)
    stage_id = _stage(name, mine) if name not in ("", WHOLE) else ""
    if stage_id and last.casefold() in _LINK_WORDS:
        return Subject(stage_id, LINKS)
    positions = vocabulary().codes["position"].codes
    if not stage_id:
        for position in POSITIONS:
            label = positions[position].label
            if last.casefold() in (position, label.zh, label.en.casefold()):
                return Subject(chain_id, position)
    slots = rules.slots_of(stage=bool(stage_id))
    if own := _called(last, slots):
        return Subject(stage_id or chain_id, own.name)
    if _called(last, rules.slots_of(stage=not stage_id)):
        right = first if stage_id else f"{first}/…"
        raise UsageError(
            f"{shown(last)} is a slot of {'chains' if stage_id else 'stages'}: write {right}/{last}",
            f"{shown_zh(last)}是{'整条产业链' if stage_id else '环节'}的支撑：请写 {right}/{last}",
        )
    known = [f"{s.name} {s.label.zh}" for s in slots]
    raise UnknownName(Text("支撑", "slot"), last, [*known, *(_LINK_WORDS[:1] if stage_id else POSITIONS)])


def _called(word: str, slots: Iterable[Slot]) -> Slot | None:
    """Return the slot of this name or label, None where none is."""
    names = ((slot, (slot.name, slot.label.zh, slot.label.en.casefold())) for slot in slots)
    return next((slot for slot, each in names if word.casefold() in each), None)


def _stage(name: str, stages: Sequence[Mapping[str, Any]]) -> str:
    found = [s["stage"] for s in stages if name in (s["stage"], s["name"], s["name_en"])]
    if len(found) != 1:
        raise UnknownName(Text("该产业链的环节", "stage of that chain"), name, [s["name"] for s in stages])
    return str(found[0])
