"""Every query of the library gives the same rows on both stores, and passes the guard that users' texts pass."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from chainscape import graph, queries
from chainscape.queries import LIBRARY

#: parameters that give more rows than the examples
WIDER = {
    "associations": {}, "awards": {}, "bodies-in-region": {"region": "江苏"}, "bodies-over-chains": {"at_least": 1},
    "chains-by-region": {}, "consortia": {"kind": ""}, "consortia-overlap": {}, "degrees": {"limit": 999},
    "drafters": {"limit": 999}, "experts": {}, "experts-by-field": {}, "find": {"word": "a"}, "founded": {},
    "gap-facts": {}, "hub-facts": {}, "infrastructure-coverage": {}, "institutes-of-service": {"service": "testing"},
    "institutes-over-chains": {"at_least": 1}, "lead-firms": {}, "loosely-tied": {"at_most": 9}, "research": {},
    "search-records": {}, "searches-by-result": {}, "sole-bodies": {"limit": 999}, "source-uses": {"limit": 999},
    "sources": {}, "stages": {}, "stages-with-one-firm": {}, "standards": {}, "supplies": {}, "without-region": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def server(pack_server: str) -> Iterator[graph.Store]:
    with graph.open_store(pack_server) as store:
        yield store


def typed(value: object) -> object:
    """A value with its type: 1, 1.0 and True are equal in Python, and not in an answer."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    return [typed(each) for each in value] if isinstance(value, list) else (type(value).__name__, value)


def rows(store: graph.Store, name: str, params: dict[str, object], folder=None) -> list[object]:
    found = queries.ask(store, name, folder=folder, **params)
    return [found.columns, *([typed(value) for value in row] for row in found.values)]


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The library as a folder of the user's own: its texts are guarded then."""
    return shutil.copytree(LIBRARY, tmp_path_factory.mktemp("copied") / "queries")


#: of what the pack has nothing: tests/test_projects.py asks them of made-up tables
UNFED = ("kinds-of-product", "made-from", "measures", "needs", "patent-citations", "region-shares", "stages-within")


@pytest.mark.parametrize("name", queries.names())
def test_equal_rows_with_the_guard_and_without(pack_store, server, copied, name):
    example = queries.query(name).example
    embedded = rows(pack_store, name, example)
    assert (len(embedded) > 1) is (name not in UNFED)
    assert name in UNFED or any(value != ("NoneType", None) for row in embedded[1:] for value in row)
    assert rows(server, name, example) == embedded
    assert queries.query(name, copied).own
    assert rows(pack_store, name, example, copied) == embedded
    assert rows(server, name, example, copied) == embedded


@pytest.mark.parametrize("name", WIDER)
def test_equal_rows_for_wider_questions(pack_store, server, name):
    embedded = rows(pack_store, name, WIDER[name])
    assert len(embedded) >= len(rows(pack_store, name, queries.query(name).example))
    assert rows(server, name, WIDER[name]) == embedded
