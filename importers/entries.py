"""Rows that are sources or search records."""

from __future__ import annotations

from ..schema import (
    Search,
    Source,
    Text,
    clean_text,
    digest,
    divide,
    is_blank,
    read_code,
    read_date,
    read_integer,
    shown,
    shown_zh,
    template,
    told,
    vocabulary,
)
from .cells import SAID_BY_VALUES, Cells
from .mapping import EntryPlan


def read_source(plan: EntryPlan, cells: Cells) -> Source:
    """Return the source that a row is; its problems stay with the cells."""
    title = _needed(plan, cells, "title")
    return Source(
        _text(plan, cells, "id") or made_source_id(title),
        title,
        _text(plan, cells, "publisher"),
        _date(plan, cells, "published"),
        _address(plan, cells),
        _text(plan, cells, "language"),
        _code(plan, cells, "reliability", "reliability") or "C",
        _text(plan, cells, "note_zh"),
        _text(plan, cells, "note_en"),
        cells.row.place,
    )


def read_search(plan: EntryPlan, cells: Cells, dataset: str, subject: str) -> Search:
    """Return the search record that a row is; its problems stay with the cells."""
    if not subject and plan.subject is not None:
        cells.wrong(Text("查找对象为空", "what was searched for is blank"), plan.subject.cell.column)
    slot = _slot(_needed(plan, cells, "slot"))
    method = _code(plan, cells, "method", "search_method", needed=True)
    date = _needed(plan, cells, "date") and _date(plan, cells, "date")
    by = _text(plan, cells, "by")
    queries = plan.always.get("queries") or _raw(plan, cells, "queries")
    return Search(
        _text(plan, cells, "id") or "search:" + digest("search", subject, slot, method, date, by),
        subject,
        slot,
        method,  # type: ignore[arg-type]  # a code of search_method
        _code(plan, cells, "result", "search_result", needed=True),  # type: ignore[arg-type]
        date,
        by,
        tuple(divide(queries, plan.separator)),
        _count(plan, cells, "pages_read"),
        Text(_text(plan, cells, "note_zh"), _text(plan, cells, "note_en")),
        dataset,
        cells.row.place,
    )


def made_source_id(title: str) -> str:
    """Return the id of a source that is known by its title alone."""
    return "source:" + digest("source", title)


def is_web_address(text: str) -> bool:
    """Say whether a page may make a link of it: no ``javascript:``, no path on this machine."""
    return text.casefold().startswith(("http://", "https://"))


def _raw(plan: EntryPlan, cells: Cells, name: str) -> str:
    if (column := plan.columns.get(name)) is not None:
        return cells.raw(column) if cells.clean(column) else ""
    return plan.always.get(name, "")


def _text(plan: EntryPlan, cells: Cells, name: str) -> str:
    text = _raw(plan, cells, name)
    return "" if is_blank(text) else clean_text(text)


def _needed(plan: EntryPlan, cells: Cells, name: str) -> str:
    text = _text(plan, cells, name)
    if not text:
        reason = Text(
            f"每条 {plan.kind} 须有 {name}，而单元格为空", f"every {plan.kind} needs {name} and the cell is blank"
        )
        cells.wrong(reason, plan.columns.get(name, name))
    return text


def _date(plan: EntryPlan, cells: Cells, name: str) -> str:
    text = _text(plan, cells, name)
    try:
        return read_date(text) if text else ""
    except ValueError as error:
        cells.wrong(told(error), plan.columns.get(name, name), text)
        return ""


def _code(plan: EntryPlan, cells: Cells, name: str, codes: str, needed: bool = False) -> str:
    text = _needed(plan, cells, name) if needed else _text(plan, cells, name)
    try:
        return read_code(text, vocabulary().codes[codes]) if text else ""
    except ValueError as error:
        cells.wrong(told(error) + SAID_BY_VALUES, plan.columns.get(name, name), text)
        return ""


def _count(plan: EntryPlan, cells: Cells, name: str) -> int:
    text = _text(plan, cells, name)
    try:
        count = read_integer(text) if text else 0
    except ValueError as error:
        cells.wrong(told(error), plan.columns.get(name, name), text)
        return 0
    if count < 0:
        cells.wrong(Text(f"{name} 不能小于 0", f"{name} cannot be less than 0"), plan.columns.get(name, name), text)
    return count


def _address(plan: EntryPlan, cells: Cells) -> str:
    text = _text(plan, cells, "url")
    if text and not is_web_address(text):
        reason = Text(
            f"{shown_zh(text)}不是网址；网址以 http:// 或 https:// 开头",
            f"{shown(text)} is not a web address; it begins with http:// or https://",
        )
        cells.wrong(reason, plan.columns.get("url", "url"), text)
        return ""
    return text


def _slot(text: str) -> str:
    """Return the name of a slot for its name or label; a slot of a planner's own template stays as it is."""
    for slot in template().slots.values():
        if text.casefold() in (slot.name.casefold(), slot.label.zh, slot.label.en.casefold()):
            return slot.name
    return text
