"""What every store keeps to. A new kind of store joins by one more entry in KINDS."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import ALL, FIRM, KINDS, LOOKED, OTHER, SOURCE_A, SOURCE_C, SUPPLY, Opener, answers, dumped, said, value

from chainscape import graph
from chainscape.graph import Store, Written
from chainscape.schema import (
    Node,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    Record,
    Relation,
    Source,
    Statement,
    StoreError,
    UsageError,
    Value,
)


@pytest.fixture(params=KINDS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    return KINDS[request.param](request, tmp_path)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    with opener("w") as opened:
        yield opened


def test_what_is_written_is_there(store: Store):
    assert store.write(ALL) == Written(nodes_new=2, relations_new=1, sources=2, searches=1, statements=3)
    assert store.count() == {"Company": 2, "SUPPLIES": 1, "Search": 1, "Source": 2}
    firm = store.run("MATCH (n:Company {id: 'company:madeup_1'}) RETURN n").column("n")[0]
    assert {k: firm[k] for k in ("type", "id", "name", "aliases", "employees", "listed", "sources")} == {
        "type": "Company",
        "id": "company:madeup_1",
        "name": "虚构企业一",
        "aliases": ["A", "甲"],
        "employees": 5,
        "listed": True,
        "sources": ["source:madeup_a"],
    }
    assert "statements" not in firm
    assert [Statement.from_json(text) for text in value(store, FIRM.id, "statements")] == list(FIRM.statements)
    assert graph.sources(store) == {s.id: s for s in (SOURCE_A, SOURCE_C)}
    assert graph.searches(store) == (LOOKED,)


def test_what_was_written_is_there_after_closing(opener: Opener):
    with opener("w") as store:
        store.write(ALL)
        before = dumped(store)
    with opener() as store:
        assert dumped(store) == before
    with opener("w") as store:
        assert dumped(store) == before


def test_writing_the_same_again_changes_nothing(store: Store):
    store.write(ALL)
    before = dumped(store)
    assert store.write(reversed(ALL)) == Written(nodes_same=2, relations_same=1)
    assert dumped(store) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_batches_does_not_matter(request: pytest.FixtureRequest, tmp_path: Path, kind: str):
    old = replace(FIRM, statements=said("x", "2019", ("source:madeup_c",), name="旧名", aliases=["乙"], city="苏州"))
    batches: list[list[Record]] = [[SOURCE_A, SOURCE_C], [FIRM], [old]]
    seen = []
    for number, order in enumerate(itertools.permutations(batches)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with KINDS[kind](request, folder)("w") as store:
            for batch in order:
                store.write(batch)
            seen.append(dumped(store))
    assert all(each == seen[0] for each in seen)
    assert "虚构企业一" in "".join(seen[0])


def test_a_row_read_again_replaces_its_statement_and_leaves_nothing_stale(store: Store):
    store.write(ALL)
    again = replace(FIRM, statements=said("1", "2024", name="新名"))
    assert store.write([again]) == Written(nodes_changed=1, statements=1)
    assert value(store, FIRM.id, "name") == "新名"
    assert value(store, FIRM.id, "employees") is None
    assert len(value(store, FIRM.id, "statements")) == 1


def test_another_row_adds_its_statement(store: Store):
    store.write(ALL)
    more = replace(FIRM, statements=said("9", "2020", ("source:madeup_c",), name="旧名", city="苏州"))
    assert store.write([more]) == Written(nodes_changed=1, statements=1)
    assert value(store, FIRM.id, "name") == "虚构企业一"
    assert value(store, FIRM.id, "city") == "苏州"
    assert value(store, FIRM.id, "sources") == ["source:madeup_a", "source:madeup_c"]
    assert len(value(store, FIRM.id, "statements")) == 2


def test_the_same_id_twice_in_a_batch_is_one_thing(store: Store):
    more = replace(FIRM, statements=said("9", city="苏州"))
    assert store.write([FIRM, more]) == Written(nodes_new=1, statements=2)
    assert value(store, FIRM.id, "city") == "苏州"
    assert value(store, FIRM.id, "name") == "虚构企业一"


def test_relations_are_changed_like_nodes(store: Store):
    store.write(ALL)
    again = replace(SUPPLY, statements=said("r1", "2024", product="预制棒"))
    assert store.write([again]) == Written(relations_changed=1, statements=1)
    relation = store.run("MATCH ()-[r:SUPPLIES]->() RETURN r").column("r")[0]
    assert "share" not in relation
    assert (relation["from"], relation["to"], relation["date"]) == ("company:madeup_1", "company:madeup_2", "2024")


def test_a_key_makes_two_relations_between_the_same_ends(store: Store):
    store.write(ALL)
    second = replace(SUPPLY, key=("光纤",), statements=said("r2", product="光纤"))
    assert store.write([second]) == Written(relations_new=1, statements=1)
    found = store.run("MATCH (a)-[r:SUPPLIES]->(b) RETURN a.id AS a, b.id AS b, r.product AS p, r.id AS id ORDER BY p")
    assert [(row["a"], row["b"], row["p"], row["id"]) for row in found] == [
        ("company:madeup_1", "company:madeup_2", "光纤", second.id),
        ("company:madeup_1", "company:madeup_2", "预制棒", SUPPLY.id),
    ]


def test_a_relation_may_start_and_end_at_the_same_node(store: Store):
    itself = Relation("SUPPLIES", FIRM.id, FIRM.id, said("r3"), ("x",))
    store.write([FIRM, itself])
    assert store.run("MATCH (a)-[r]->(a) RETURN r.id AS id").column("id") == [itself.id]


@pytest.mark.parametrize("change", ["before", "after"])
def test_reliability_decides_also_when_it_comes_or_changes_later(store: Store, change: str):
    good = replace(FIRM, statements=said("1", "2019", ("source:madeup_a",), name="好"))
    newer = replace(FIRM, statements=said("2", "2024", ("source:madeup_c",), name="新"))
    tie = replace(
        SUPPLY, statements=(*said("r1", "2019", share=0.1), *said("r2", "2024", ("source:madeup_c",), share=0.9))
    )
    if change == "before":
        store.write([replace(SOURCE_A, reliability="C"), SOURCE_C])
    store.write([good, newer, OTHER, tie])
    assert value(store, FIRM.id, "name") == "新"
    done = store.write([SOURCE_A, SOURCE_C])
    # the other firm shows the reliability of its only source, which is another one now
    assert (done.nodes_changed, done.relations_changed) == (2, 1)
    assert value(store, FIRM.id, "name") == "好"
    assert store.run("MATCH ()-[r:SUPPLIES]->() RETURN r.share AS s").column("s") == [0.1]
    assert store.write([SOURCE_A, SOURCE_C]) == Written()


def test_a_batch_is_written_whole_or_not_at_all(store: Store):
    store.write(ALL)
    before = dumped(store)
    nowhere = replace(SUPPLY, to_id="company:madeup_missing", key=("x",))
    changed = replace(FIRM, statements=said("1", name="darf nicht bleiben"))
    for bad in (
        nowhere,
        Node("Region", OTHER.id, said("3")),
        Source(FIRM.id, "x"),
        Node("Region", SOURCE_A.id, said("4")),
    ):
        with pytest.raises(StoreError, match=r"company:madeup_|source:madeup_a"):
            store.write([changed, Node("Company", "company:madeup_new", said("5")), bad])
        assert dumped(store) == before
    assert store.write([changed]).nodes_changed == 1


def test_types_of_few_and_of_many(store: Store):
    store.write(ALL)
    ids = [FIRM.id, SOURCE_A.id, LOOKED.id, SUPPLY.id, "company:madeup_missing", ""]
    expected = {FIRM.id: "Company", SOURCE_A.id: "Source", LOOKED.id: "Search"}
    assert store.types_of(ids) == expected
    assert store.types_of([*ids, *(f"company:madeup_x{n}" for n in range(5_000))]) == expected
    new = Node("Region", "region:madeup", said("7", name="虚构"))
    store.write([new])
    assert store.types_of(["region:madeup", *(f"company:madeup_x{n}" for n in range(5_000))]) == {new.id: "Region"}
    assert store.types_of([]) == {}


def test_types_that_the_vocabulary_does_not_have(store: Store):
    """A planner's own type; checking the name is the loader's task, keeping it the store's."""
    store.write(
        [FIRM, Node("MadeUp", "madeup:1", said("8", name="x")), Relation("MADE_UP", FIRM.id, "madeup:1", said("9"))]
    )
    assert store.run("MATCH (a)-[:MADE_UP]->(b:MadeUp) RETURN b.name AS name").column("name") == ["x"]
    with pytest.raises(StoreError, match="cannot be a type"):
        store.write([Node("Company` DROP", "madeup:2", said("8"))])


def test_dump_is_sorted_canonical_json(store: Store):
    store.write(ALL)
    lines = dumped(store)
    assert len(lines) == 6
    assert all(
        line == json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for line in lines
    )
    keys = [(each[""], each["type"], each["id"]) for each in map(json.loads, lines)]
    assert keys == sorted(keys)


def test_answers_are_plain_python_values(store: Store):
    store.write(ALL)
    rows = store.run(
        "MATCH p = (a:Company)-[r:SUPPLIES]->(b) RETURN p, r, a, nodes(p) AS ns, {x: r, l: [b]} AS m, 1 AS i, "
        "1.5 AS f, true AS t, null AS n, 'x' AS s, [1, 'a', null, [2]] AS l, date('2024-01-02') AS d, "
        "duration('P1D') AS du, datetime('2024-01-02T03:04:05Z') AS dt, localtime('10:00') AS lt, "
        "1.0 / 0.0 AS inf, 2 ^ 3 AS pow, a.x AS none"
    )
    row = next(iter(rows))
    firm, other, tie = row["p"]["nodes"][0], row["p"]["nodes"][1], row["p"]["relations"][0]
    assert (firm["id"], other["id"], tie["id"]) == (FIRM.id, OTHER.id, SUPPLY.id)
    assert (tie["from"], tie["to"], tie["type"], tie["share"]) == (FIRM.id, OTHER.id, "SUPPLIES", 0.5)
    assert row["a"] == firm
    assert row["r"] == tie
    assert row["ns"] == [firm, other]
    assert row["m"] == {"x": tie, "l": [other]}
    assert "statements" not in json.dumps(row["p"])
    plain = {k: row[k] for k in ("i", "f", "t", "n", "s", "l", "pow", "none")}
    expected = {"i": 1, "f": 1.5, "t": True, "n": None, "s": "x", "l": [1, "a", None, [2]], "pow": 8.0, "none": None}
    assert plain == expected
    assert {type(v) for v in plain.values()} == {int, float, bool, type(None), str, list}
    assert (row["d"], row["du"], row["inf"]) == ("2024-01-02", "P1D", float("inf"))
    assert row["dt"].startswith("2024-01-02T03:04")
    assert row["lt"].startswith("10:00")


def test_columns_are_there_without_rows(store: Store):
    assert store.run("MATCH (n:Company) RETURN n.id AS id, n.name").columns == ("id", "n.name")
    assert store.run("MATCH (n:NoSuchType) RETURN n.id AS id UNION MATCH (n:Region) RETURN n.id AS id").columns == (
        "id",
    )
    assert len(store.run("MATCH (n:NoSuchType) RETURN n.id AS id")) == 0


def test_many_rows(store: Store):
    rows = store.run("UNWIND range(1, 12345) AS x RETURN x, toString(x) AS text")
    assert len(rows) == 12_345
    assert rows.values[-1] == (12_345, "12345")


def test_parameters(store: Store):
    values = {
        "text": "'\"`\\ 中文\n\u2028🜁",
        "number": 1.5,
        "whole": 2**53,
        "list": ["a", "b"],
        "map": {"a": [1, None]},
    }
    query = "RETURN $text AS text, $number AS number, $whole AS whole, $list AS list, $map AS map"
    assert next(iter(store.run(query, **values))) == values
    with pytest.raises(UsageError, match=r"\$text"):
        store.run("RETURN $text AS x", other=1)
    with pytest.raises(UsageError, match="parameter"):
        store.run("RETURN $x AS x", x=object())
    with pytest.raises(UsageError, match="parameter"):
        store.run("RETURN $x AS x", x=float("nan"))


@pytest.mark.parametrize(
    "query", ["MATCH (n RETURN n", "", "   ", "RETURN noSuchFunction(1)", "RETURN x", "MATCH (n) RETURN"]
)
def test_a_query_that_cannot_run_says_so(store: Store, query: str):
    with pytest.raises((QueryFailed, QueryRefused)) as caught:
        store.run(query)
    assert "com.arcadedb" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_run_never_writes(opener: Opener):
    with opener("w") as store:
        store.write(ALL)
        before = dumped(store)
        with pytest.raises(QueryRefused, match="DELETE"):
            store.run("MATCH (n) DETACH DELETE n")
        assert dumped(store) == before
    with opener() as store:
        with pytest.raises(QueryRefused, match="SET"):
            store.run("MATCH (n) SET n.x = 1")
        with pytest.raises(UsageError, match="mode='w'"):
            store.write(ALL)
        assert dumped(store) == before


def test_a_text_of_the_library_is_sent_as_it_is_and_opens_no_door_for_users(store: Store):
    store.write(ALL)
    query = "MATCH (c:Company) WHERE c.id = $id RETURN c.id AS id, c.name"
    for id in (FIRM.id, "company:madeup_none"):
        asked = store.run(query, id=id)
        assert store.run_trusted(query, id=id) == asked
        assert store.stream_trusted(query, id=id).all() == asked
    guarded = {"Embedded": "CALL db.propertyKeys()", "Bolt": "CALL dbms.components()"}[type(store).__name__]
    # what was trusted, and what was refused before, is looked at for the user as if nobody had asked
    for _ in range(2):
        assert len(store.run_trusted(guarded)) > 0
        for ask in (store.run, store.stream):
            with pytest.raises(QueryRefused, match="refused: "):
                ask(guarded)


SLOW = {
    "rows": "UNWIND range(1, 6000000) AS x UNWIND range(1, 6000) AS y RETURN sum(x * y) AS s",
    # it cannot be ended: short enough to end by itself soon, else it takes a core from all tests that follow
    "one long expression": "RETURN all(x IN range(1, LONG) WHERE any(y IN range(1, LONG + 1) WHERE y = x + 1)) AS s",
}


@pytest.mark.parametrize("query", SLOW.values(), ids=SLOW)
def test_a_time_limit_ends_a_query_and_the_store_goes_on(opener: Opener, query: str, request: pytest.FixtureRequest):
    query = query.replace("LONG", {"embedded": "12000", "neo4j": "20000"}[request.node.callspec.params["opener"]])
    with opener("w") as store:
        store.write(ALL)
    with opener(timeout=2) as store:
        with pytest.raises(QueryTimeout, match=r"2 seconds"):
            store.run(query)
        assert answers(store, "MATCH (n:Company) RETURN count(n) AS n") == [2]


def test_a_semicolon_may_end_a_query(opener: Opener):
    with opener("w") as store:
        store.write(ALL)
    with opener() as store:
        for text in ("RETURN ';' AS mark;", "RETURN ';' AS mark ;\n"):
            assert store.run(text).column("mark") == [";"]
        for text in ("RETURN 1 AS one; RETURN 2 AS two", "RETURN 1 AS one;; ", "MATCH (n) DETACH DELETE n;"):
            with pytest.raises((QueryFailed, QueryRefused)):
                store.run(text)
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n") == [2]


def test_threads_may_ask_at_once(opener: Opener):
    with opener("w") as store:
        store.write(ALL)
    answers: list[int] = []
    with opener() as store:

        def ask() -> None:
            for _ in range(10):
                answers.extend(store.run("MATCH (n:Company) RETURN count(n) AS n").column("n"))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [2] * 40


def test_a_closed_store_says_so(opener: Opener):
    store = opener("w")
    store.close()
    store.close()
    for use in (lambda: store.run("RETURN 1"), lambda: store.write([]), store.count, lambda: list(store.dump())):
        with pytest.raises(UsageError, match="closed"):
            use()


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=5), max_size=3, unique=True).map(sorted),
)


PROPERTIES = st.dictionaries(st.sampled_from(["name", "a", "b", "属性"]), VALUES, max_size=4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.lists(PROPERTIES, min_size=4, max_size=8))
def test_any_value_comes_back_as_it_was(store: Store, many: list[dict[str, Value]]):
    """Several firms a write, and the same ones again with other values: each write waits for the disk."""
    firms = {f"company:madeup_{number}": properties for number, properties in enumerate(many)}
    store.write([replace(FIRM, id=id, statements=said("1", **properties)) for id, properties in firms.items()])
    rows = store.run("MATCH (n:Company) WHERE n.id IN $ids RETURN n.id AS id, properties(n) AS p", ids=list(firms))
    stored = dict(rows.values)
    assert stored.keys() == firms.keys()
    for id, properties in firms.items():
        kept = {name: stored[id][name] for name in properties}
        assert kept == properties
        assert {name: type(v) for name, v in kept.items()} == {name: type(v) for name, v in properties.items()}
        assert Statement.from_json(stored[id]["statements"][0]).properties == properties
