"""The nodes or edges of a GraphML file as rows, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ...schema import Place, Problem, Text
from .records import Table
from .rows import Layout, Row

_KINDS = {"nodes": "node", "edges": "edge"}


def read_graphml(path: Path, file: str, layout: Layout) -> Iterator[Row | Problem]:
    """Yield ``records: nodes`` (columns id and the data's names) or ``records: edges`` (source and target besides)."""
    asked = layout.form.records or "nodes"
    if asked not in _KINDS:
        reason = Text(
            f"records: {asked} 既不是 nodes 也不是 edges，GraphML 文件只有这两种",
            f"records: {asked} is neither nodes nor edges, which a GraphML file has",
        )
        yield Problem.of(reason, Place(file))
        return
    table, row = Table(file, layout), 0
    try:
        for record in _records(path, _KINDS[asked]):
            row += 1
            yield from table.rows(row, record, {})
    except ElementTree.ParseError as error:
        yield Problem(f"the GraphML file is damaged: {error}", Place(file), zh=f"GraphML 文件已损坏：{error}")
        return
    yield from table.end()


def _records(path: Path, kind: str) -> Iterator[dict[str, str]]:
    names: dict[str, str] = {}
    parents: list[Any] = []
    for event, element in ElementTree.iterparse(path, events=("start", "end")):  # noqa: S314
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        if tag == "key":
            names[element.get("id", "")] = element.get("attr.name") or element.get("id", "")
        elif tag == kind:
            told = {names.get(each.get("key", ""), each.get("key", "")): each.text or "" for each in element}
            yield {**told, **{key: element.get(key, "") for key in ("id", "source", "target") if element.get(key)}}
        if tag in _KINDS.values() and parents:
            parents[-1].remove(element)
