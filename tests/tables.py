"""Small tables written for a test, and what comes of reading them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from chainscape import importers
from chainscape.schema import Node, Problem, Relation, Search, Source

FIRMS = """
    - file: firms.csv
      rows: Company
      properties: {企业: name, 别名: aliases, 成立: founded, 本外地: home}
"""
HEADER = "企业,别名,成立,本外地\n"


def mapping(tables: str, **top: str) -> str:
    head = {"dataset": "试点", **top}
    return "\n".join(f"{key}: {value}" for key, value in head.items()) + "\ntables:\n" + textwrap.dedent(tables)


def folder(at: Path, tables: str = FIRMS, **files: str | bytes) -> Path:
    """Write a mapping and tables; a double underscore in a keyword stands for a folder, all are .csv."""
    (at / "mapping.yaml").write_text(mapping(tables), encoding="utf-8")
    for name, content in files.items():
        path = at / (name.replace("__", "/") + ".csv")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return at


def firms(at: Path, content: str | bytes) -> list:
    """Read one table of companies under HEADER's mapping."""
    return list(importers.open_tables([folder(at, firms=content)]))


def problems(records) -> list[Problem]:
    return [r for r in records if isinstance(r, Problem)]


def nodes(records) -> dict[str, Node]:
    return {r.id: r for r in records if isinstance(r, Node)}


def relations(records) -> list[Relation]:
    return [r for r in records if isinstance(r, Relation)]


def sources(records) -> dict[str, Source]:
    return {r.id: r for r in records if isinstance(r, Source)}


def searches(records) -> list[Search]:
    return [r for r in records if isinstance(r, Search)]


def names(records) -> list[str]:
    return [str(node.statements[0].properties["name"]) for node in nodes(records).values()]
