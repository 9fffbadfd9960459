"""Recording that somebody looked: the only way from unknown to gap."""

from __future__ import annotations

import datetime
from typing import Any

from ..queries import ask, resolve
from ..schema import (
    Search,
    Template,
    Text,
    UnknownName,
    UsageError,
    check,
    digest,
    read_date,
    template,
)
from .cells import WHOLE, cell_id


def add_search(
    store: Any,
    cell: str,
    *,
    result: str,
    method: str,
    by: str = "",
    date: str = "",
    note: str = "",
    queries: tuple[str, ...] = (),
    pages_read: int = 0,
    rules: Template | None = None,
) -> Search:
    """Write a search record about a cell and return it.

    `cell` is a cell's id (``chain:optoelectronics/-/metrology``) or words: ``光电/计量``,
    ``光电/光纤预制棒/计量``. `date` defaults to today. Recording the same again changes nothing.
    """
    used = rules or template()
    chain, stage, slot = _find_cell(store, cell, used)
    when = read_date(date) if date else datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
    subject = stage or chain
    id = f"search:{digest(subject, slot, method, result, when, by)}"
    search = Search(id, subject, slot, method, result, when, by, queries, pages_read, Text(note, note))  # type: ignore[arg-type]
    if problems := check(search):
        raise UsageError("; ".join(str(problem) for problem in problems))
    store.write([search])
    return search


def _find_cell(store: Any, word: str, template: Template) -> tuple[str, str, str]:
    """Return chain id, stage id ("" for the whole chain) and slot."""
    stages = list(ask(store, "stages"))
    chains = list(ask(store, "chains"))
    for chain in chains:
        for stage in ["", *(s["stage"] for s in stages if s["chain"] == chain["id"])]:
            for slot in template.slots_of(stage=bool(stage)):
                if word == cell_id(chain["id"], stage, slot.name):
                    return chain["id"], stage, slot.name
    first, *middle, last = word.split("/") if "/" in word else ("", "")
    if not first:
        raise UsageError(
            f"{word!r} is not a cell; write chain/slot or chain/stage/slot, e.g. 光电/计量 or 光电/光纤预制棒/计量"
        )
    chain_id = resolve(store, "chain", first)
    stage_id = ""
    name = "/".join(middle)
    if name not in ("", WHOLE):
        found = [s["stage"] for s in stages if s["chain"] == chain_id and name in (s["stage"], s["name"], s["name_en"])]
        if len(found) != 1:
            raise UnknownName("stage of that chain", name, [s["name"] for s in stages if s["chain"] == chain_id])
        stage_id = found[0]
    slots = template.slots_of(stage=bool(stage_id))
    for slot in slots:
        if last.casefold() in (slot.name, slot.label.zh, slot.label.en.casefold()):
            return chain_id, stage_id, slot.name
    raise UnknownName("slot", last, [s.name for s in slots])
