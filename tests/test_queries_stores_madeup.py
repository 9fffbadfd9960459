"""The queries that count give the same rows on both stores for random made-up records, where much is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import madeup_random
import neo4j_server
import pytest
from second_world import World
from test_queries_counting import CASES, Asked, innovations
from test_queries_near_duplicates import records as names
from test_queries_stores import rows

from chainscape import graph
from chainscape.schema import template

#: with what all of them have as a default
WHOLE = [
    ("cells", {}), ("cells", {"chain": "chain:x1", "state": "unknown"}), ("advisers-near-gaps", {}),
    ("advisers-near-gaps", {"slot": "suppliers"}), ("near-duplicates", {}), ("near-duplicates", {"only_place": "true"}),
    ("experts", {}), ("consortia", {"kind": ""}), ("planned-firms", {"status": "retired"}),
    ("stages-without-firms", {"region": "region:province"}), ("outside-bodies", {"region": "region:far"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def both(neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[graph.Store, graph.Store, Asked]]:
    records = [*madeup_random.records(5, 10), *innovations(10), *names()]
    neo4j_server.empty(neo4j_url)
    neo4j_server.PACKS.pop(neo4j_url, None)
    path = tmp_path_factory.mktemp("both") / "store"
    for place in (path, neo4j_url):
        with graph.open_store(place, mode="w") as store:
            store.write(records)
    with graph.open_store(path) as embedded, graph.open_store(neo4j_url) as server:
        yield embedded, server, Asked("both", embedded, World(records, template()))


@pytest.mark.parametrize(("query", "questions"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_equal_rows_of_the_queries_that_count(both, query, questions):
    embedded, server, asked = both
    for params, _ in islice(questions(asked), 0, 60, 5):
        assert rows(embedded, query, params) == rows(server, query, params), params


@pytest.mark.parametrize(("query", "params"), WHOLE)
def test_equal_rows_of_others(both, query, params):
    embedded, server, _ = both
    assert rows(embedded, query, params) == rows(server, query, params)
