"""The worked examples of docs/mapping.md: a mapping, its files and what comes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chainscape import importers
from chainscape.schema import Node, Problem, Relation, Search, Source

#: a heading, then blocks: yaml, csv with the file's name in its first line, text with what comes of it
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example."""

    name: str
    mapping: str
    files: dict[str, str]
    result: str


def examples(page: Path) -> Iterator[Example]:
    """Yield the examples of a page: those of its sections that have a mapping with tables."""
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        blocks = _BLOCK.findall(section)
        mappings = [text for kind, _, text in blocks if kind == "yaml" and "tables:" in text]
        results = [text for kind, _, text in blocks if kind == "text"]
        if mappings and results:
            files = {name: text for kind, name, text in blocks if kind == "csv"}
            yield Example(section.split("\n", 1)[0], mappings[0], files, results[0])


def run(example: Example, folder: Path, lang: str = "en") -> str:
    """Return what comes of an example, a line each; problems are told in a language."""
    for name, text in {"mapping.yaml": example.mapping, **example.files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    records = list(importers.open_tables([folder]))
    return "".join(f"{line}\n" for line in lines(records, lang))


def lines(records: list, lang: str = "en") -> Iterator[str]:
    """Yield records as a page shows them: made ids are left out, and nodes called by their name."""
    called: dict[str, str] = {}
    for record in records:
        if isinstance(record, Node):
            called.setdefault(record.id, str(record.statements[0].properties.get("name", record.id)))
    for record in records:
        if isinstance(record, Problem):
            yield ("问题：" if lang == "zh" else "problem: ") + record.said.to(lang)
        elif isinstance(record, Source):
            yield f"source {record.title} ({record.reliability})"
        elif isinstance(record, Node):
            id_ = "" if re.fullmatch(r"\w+:[0-9a-f]{20}", record.id) else f" [{record.id}]"
            yield f"{record.type} {called[record.id]}{id_}{_said(record)}"
        elif isinstance(record, Relation):
            ends = [called.get(end, end) for end in (record.from_id, record.to_id)]
            yield f"{ends[0]} -{record.type}-> {ends[1]}{_said(record)}"
        elif isinstance(record, Search):
            of = called.get(record.subject, record.subject)
            yield f"search {record.slot} of {of}: {record.method}, {record.result}, {record.date}"


def _said(record: Node | Relation) -> str:
    (statement,) = record.statements
    said = [f"{key}={value}" for key, value in statement.properties.items() if key != "name"]
    said += [f"date={statement.date}"] if statement.date else []
    return f": {', '.join(said)}" if said else ""
