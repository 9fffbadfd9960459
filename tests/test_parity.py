"""The same answers from both stores: values, types and, where a query orders, the order.

The library is compared in test_queries_stores.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainscape import analysis, graph
from chainscape.graph import Store
from chainscape.schema import Rows

TEXTS = yaml.safe_load((Path(__file__).parent / "parity.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def server_store(pack_server: str) -> Iterator[Store]:
    with graph.open_store(pack_server) as store:
        yield store


def typed(value: Any) -> Any:
    """A value that is equal to another only if all types in it are equal too; keys of maps have no order."""
    if isinstance(value, dict):
        return "dict", tuple((key, typed(value[key])) for key in sorted(value))
    if isinstance(value, list):
        return "list", tuple(typed(each) for each in value)
    # repr tells -0.0 from 0.0 and makes NaN equal to itself
    return type(value).__name__, repr(value)


def rows_of(rows: Rows, *, ordered: bool) -> list[Any]:
    found = [tuple(typed(value) for value in row) for row in rows.values]
    return found if ordered else sorted(found)


def is_ordered(text: str) -> bool:
    """ORDER BY behind the last RETURN."""
    return "ORDER BY" in text.rpartition("RETURN")[2]


def assert_equal(one: Rows, other: Rows, *, ordered: bool) -> None:
    assert tuple(one.columns) == tuple(other.columns)
    assert len(one) > 0
    assert any(value is not None for row in one.values for value in row)
    assert rows_of(one, ordered=ordered) == rows_of(other, ordered=ordered)


def test_the_comparison_sees_types_and_order():
    assert typed(1) != typed(1.0) != typed(True)
    assert typed([0.0, {"a": None}]) != typed([-0.0, {"a": None}])
    assert typed({"a": 1, "b": 2}) == typed({"b": 2, "a": 1})
    assert typed(float("nan")) == typed(float("nan"))
    rows, turned = Rows(("x",), [(1,), (2,)]), Rows(("x",), [(2,), (1,)])
    assert rows_of(rows, ordered=True) != rows_of(turned, ordered=True)
    assert rows_of(rows, ordered=False) == rows_of(turned, ordered=False)
    assert is_ordered("MATCH (n) RETURN n ORDER BY n.id")
    assert not is_ordered("MATCH (n) WITH n ORDER BY n.id RETURN collect(n)")


def test_most_texts_come_from_elsewhere():
    assert len(TEXTS) >= 120
    assert len({each["text"] for each in TEXTS}) == len(TEXTS)
    assert sum(not each["idea"].startswith("own") for each in TEXTS) * 2 > len(TEXTS)


@pytest.mark.parametrize("each", TEXTS, ids=lambda each: f"{each['kind']}: {each['idea']}")
def test_texts_of_analysts(pack_store: Store, server_store: Store, each: dict[str, Any]):
    given = each.get("given", {})
    here, there = (store.run(each["text"], **given) for store in (pack_store, server_store))
    assert_equal(here, there, ordered=is_ordered(each["text"]))


def test_networks_sources_and_searches(pack_store: Store, server_store: Store):
    one, other = (graph.network(store) for store in (pack_store, server_store))
    assert one.number_of_nodes() > 500
    assert one.number_of_edges() > 1000
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert typed([p for _, p in one.nodes(data="properties")]) == typed([p for _, p in other.nodes(data="properties")])
    assert graph.sources(pack_store) == graph.sources(server_store) != {}
    assert graph.searches(pack_store) == graph.searches(server_store) != ()
    assert pack_store.count() == server_store.count()


def test_gaps_and_hubs(pack_store: Store, server_store: Store):
    one, other = (analysis.find(store) for store in (pack_store, server_store))
    assert one == other


def test_records_show_type_and_id_first(pack_store: Store, server_store: Store):
    text = "MATCH p = (:Company {id: 'company:huguang'})-[r:SUPPLIES]->(:Company {id: 'company:audi'}) RETURN p, r"
    (here,), (there,) = (store.run(text).values for store in (pack_store, server_store))
    assert keys(here) == keys(there)
    (path, relation) = here
    assert list(path["nodes"][0])[:2] == ["type", "id"]
    assert list(relation)[:4] == ["type", "from", "to", "id"]


def keys(value: Any) -> Any:
    if isinstance(value, dict):
        return [(name, keys(each)) for name, each in value.items()]
    return [keys(each) for each in value] if isinstance(value, Sequence) and not isinstance(value, str) else None


#: no surrogates: no store and no file takes them
WORDS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ["光电产业链", "😀", "a\x01b", "\u2028", "$x", "'\""]
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_values_come_back_as_they_were_given(pack_store: Store, server_store: Store, value: Any):
    for store in (pack_store, server_store):
        (row,) = store.run("RETURN $x AS x, [$x] AS list, {key: $x} AS map", x=value).values
        assert typed(list(row)) == typed([value, [value], {"key": value}])


@pytest.mark.parametrize(
    "value",
    [2**63 - 1, -(2**63), 2**53 + 1, 0.1, -0.0, 5e-324, 1.7976931348623157e308, 1e16, 1.0, [], {}, [[], {}], "", [None],
     {"a": None}, {"\x01": ["i", "5"]}, {"\x01": "a"}, {"a": [{"b": [1, 1.0, "1", True]}]}, "光电😀é"],
    ids=repr,
)  # fmt: skip
def test_values_at_the_edge_come_back(pack_store: Store, server_store: Store, value: Any):
    for store in (pack_store, server_store):
        assert typed(store.run("RETURN $x AS x", x=value).values[0][0]) == typed(value)
