"""Who does not count changes no answer of the queries that say "without", "only", "sole" or "alone"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from madeup_uncounted import SERVICES, uncounted

from chainscape import graph, importers, queries
from chainscape.schema import Problem

#: each with its parameters; {} where all have a default
WITHOUT: dict[str, list[dict[str, str]]] = {
    "advisers-near-gaps": [{}], "cells": [{}], "chains-sharing-firms": [{}], "concentration": [{}],
    "consortia-without-lead": [{}], "firms-without-stage": [{}], "imported-without-maker": [{"only_without": "false"}],
    "institutes-without-service": [{}], "never-searched": [{}], "once-imported": [{}], "research-without-firm": [{}],
    "sole-bodies": [{"limit": "999"}], "stages-with-one-firm": [{}], "stages-without-firms": [{}],
    "stages-without-service": [{"service": service} for service in SERVICES], "stages-without-testing": [{}],
    "vacant-stages": [{"limit": "999"}], "without-region": [{}],
    "depends-on": [{"body": body} for body in ("company:nata", "company:huguang", "苏州市计量测试院")],
    "substitutes": [{"company": firm} for firm in ("company:huguang", "company:hengtong-optic-electric")],
}  # fmt: skip
#: say "without" or "only" about what is written down, not about who is there
OF_RECORDS = {"missing-english", "undated"}
#: columns that tell who is set aside, or how many relations are recorded
BESIDE = {"set_aside", "planned", "outside_makers", "relations"}
WORDS = re.compile(r"\b(without|only|sole|alone|vacant|nobody)\b")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, pack_store) -> Iterator[tuple[graph.Store, graph.Store]]:
    """The pack, and the pack with who does not count everywhere in it."""
    records = [each for each in importers.pack() if not isinstance(each, Problem)]
    path = tmp_path_factory.mktemp("uncounted") / "store"
    with graph.open_store(path, mode="w") as store:
        store.write([*records, *uncounted(records)])
    with graph.open_store(path) as store:
        yield pack_store, store


def answer(store: graph.Store, name: str, params: dict[str, str], folder: Path | None = None) -> list[tuple]:
    rows = queries.ask(store, name, folder=folder, **params)
    return [tuple(str(row[column]) for column in rows.columns if column not in BESIDE) for row in rows]


def changed(stores: tuple[graph.Store, graph.Store], folder: Path | None = None) -> list[str]:
    """The queries that answer otherwise with who does not count."""
    found = []
    for name, questions in WITHOUT.items():
        for params in questions:
            before, after = (answer(store, name, params, folder) for store in stores)
            if before != after:
                found.append(name)
    return found


def test_who_does_not_count_changes_nothing(stores):
    assert changed(stores) == []


def test_what_is_set_aside_is_told(stores):
    rows = queries.ask(stores[1], "stages-without-firms")
    assert len(rows) > 20
    assert min(rows.column("set_aside")) >= 3


def test_texts_that_count_whoever_is_there_are_told_apart(stores, tmp_path: Path):
    """The test can fail: with the statuses that do not count left out of a text it does."""
    for name in ("stages-without-testing", "sole-bodies"):
        asked = queries.query(name)
        text = re.sub(r"NOT coalesce\(\w+\.status, ''\) IN \$idle", "true", asked.text)
        file = asked.path.read_text(encoding="utf-8").replace(asked.text, text + "\n// $idle")
        (tmp_path / f"{name}.cypher").write_text(file, encoding="utf-8")
    assert set(changed(stores, tmp_path)) == {"stages-without-testing", "sole-bodies"}


def test_every_query_that_says_so_is_among_them():
    saying = {name for name in queries.names() if WORDS.search(f"{name} {queries.query(name).title.en}".casefold())}
    assert len(saying) > 10
    assert saying - WITHOUT.keys() - OF_RECORDS == set()
