"""An answer as a pandas frame, a networkx graph and a notebook's table; and an answer that comes in pieces."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice

import networkx as nx
import pandas as pd
import pytest
from stores import answers

from chainscape import graph, viz
from chainscape.analysis import find
from chainscape.graph import Store
from chainscape.schema import Node, QueryFailed, QueryRefused, QueryTimeout, Rows, Scene, UsageError

COMPANY = {"type": "Company", "id": "company:a", "name": "甲"}
LEADS = {"type": "LEADS", "from": "company:a", "to": "consortium:b", "id": "r:1", "date": "2023"}


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The pack on each engine."""
    name = "pack_path" if request.param == "embedded" else "pack_server"
    with graph.open_store(request.getfixturevalue(name)) as opened:
        yield opened


# pandas


def test_columns_keep_their_types_whether_or_not_a_value_is_missing():
    columns = ("whole", "part", "yes", "text", "list", "map", "mixed", "nothing", "big", "both")
    full = [3, 0.5, True, "光电", ["a"], {"a": 1}, 1, None, 2**70, 1]
    other = [4, 1.5, False, "b", [], {}, "x", None, 1, 0.5]
    types = ["Int64", "Float64", "boolean", "string", *["object"] * 5, "Float64"]
    for values in ([full, other], [full, [None] * 10, other]):
        frame = Rows(columns, values).to_pandas()
        assert [str(dtype) for dtype in frame.dtypes] == types
        assert list(frame.columns) == list(columns)
    assert frame["whole"][1] is pd.NA
    assert frame["list"][1] is None
    assert frame["whole"].sum() == 7
    assert isinstance(frame["whole"][0].item(), int)
    assert frame["big"][0] == 2**70


def test_a_whole_number_beyond_exact_fractions_is_not_rounded():
    frame = Rows(("n",), [[2**53 + 1], [0.5]]).to_pandas()
    assert list(frame["n"]) == [2**53 + 1, 0.5]
    assert list(Rows(("n",), [[2**63 - 1], [None]]).to_pandas()["n"]) == [2**63 - 1, pd.NA]


def test_an_answer_without_rows_is_an_empty_frame():
    frame = Rows(("a", "b"), []).to_pandas()
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)
    assert Rows((), []).to_pandas().shape == (0, 0)


def test_pandas_that_is_missing_is_told_with_the_extra():
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "from chainscape.schema import Rows, MissingExtra\n"
        "try: Rows(('a',), [[1]]).to_pandas()\n"
        "except MissingExtra as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'chainscape[pandas]'" in done.stdout


# networkx


def test_nodes_relations_and_paths_become_a_graph():
    path = {"nodes": [COMPANY, {"type": "Consortium", "id": "consortium:b"}], "relations": [LEADS]}
    for values in ([[path]], [[LEADS, COMPANY]], [[[COMPANY], {"in a map": [LEADS]}]], [[LEADS], [LEADS]]):
        made = Rows(tuple("abc"[: len(values[0])]), values).to_networkx()
        assert isinstance(made, nx.MultiDiGraph)
        assert set(made) == {"company:a", "consortium:b"}
        assert made.nodes["consortium:b"]["type"] == "Consortium"
        ((start, end, key, data),) = made.edges(keys=True, data=True)
        assert (start, end, key, data["type"]) == ("company:a", "consortium:b", "r:1", "LEADS")
        assert data["properties"] == {"id": "r:1", "date": "2023"}


def test_what_a_relation_only_names_does_not_hide_the_node_itself():
    for row in ([COMPANY, LEADS], [LEADS, COMPANY]):
        made = Rows(("a", "b"), [row]).to_networkx()
        assert made.nodes["company:a"]["properties"]["name"] == "甲"


def test_an_answer_without_anything_of_a_graph_says_so():
    with pytest.raises(UsageError, match="RETURN n"):
        Rows(("name",), [["甲"]]).to_networkx()
    assert len(Rows(("n",), []).to_networkx()) == 0
    assert len(Rows(("n",), [[None]]).to_networkx()) == 0


def test_the_graph_of_an_answer_is_the_stores(store: Store):
    answer = store.run("MATCH p = (:Company)-[:OPERATES_IN]->(:Stage)-[:PART_OF]->(:IndustryChain) RETURN p")
    made = answer.to_networkx()
    whole = graph.network(store)
    assert made.number_of_edges() > 100
    assert set(made.edges(keys=True)) <= set(whole.edges(keys=True))
    for id, data in made.nodes(data=True):
        assert data["type"] == whole.nodes[id]["type"]
        assert data["properties"] == whole.nodes[id]["properties"]


def test_the_graph_of_an_answer_can_be_drawn(pack_store: Store):
    made = pack_store.run(
        "MATCH p = (:Company)-[:OPERATES_IN]->(:Stage)-[:PART_OF]->(:IndustryChain) RETURN p LIMIT 30"
    )
    svg = viz.network_svg(Scene(made.to_networkx(), find(pack_store, with_hubs=False)))
    assert "<svg" in svg


# a notebook


def test_a_notebook_shows_what_a_reader_looks_for():
    path = {"nodes": [COMPANY, {"type": "Consortium", "id": "consortium:b"}], "relations": [LEADS]}
    back = {"nodes": path["nodes"][::-1], "relations": [LEADS]}
    nasty = "<script>alert(1)</script>"
    table = Rows(tuple("abcdefgh"), [[COMPANY, LEADS, path, back, None, ["a", 1], nasty, {"a": nasty}]])._repr_html_()
    cells = table.partition("<tbody>")[2]
    for shown in ("甲 (Company)", "company:a –LEADS→ consortium:b", "甲 –LEADS→ consortium:b", "a; 1", "<td></td>"):
        assert shown in cells
    assert "consortium:b ←LEADS– 甲" in cells
    assert "<script" not in table
    assert "None" not in table


def test_a_long_text_is_short_and_whole_under_the_pointer():
    long = "光" * 500 + '"<b>'
    table = Rows(("a",), [[long]])._repr_html_()
    assert "光" * 199 + "…" in table
    assert "光" * 500 + "&quot;&lt;b&gt;" in table
    assert "<b>" not in table


# in pieces


def test_a_stream_gives_what_run_gives(store: Store):
    text = "MATCH (n) WHERE n.name IS NOT NULL RETURN n, n.id AS id ORDER BY id"
    whole = store.run(text)
    assert len(whole) > 300
    with store.stream(text) as rows:
        assert rows.columns == whole.columns
        assert list(rows) == list(map(tuple, whole.values))
        assert list(rows) == []
    many = "UNWIND range(1, 2500) AS n RETURN n"
    with store.stream(many) as rows:
        first = list(islice(rows, 3))
        pieces = list(rows.pieces())
    assert first == [(1,), (2,), (3,)]
    assert [len(piece) for piece in pieces] == [997, 1000, 500]
    with store.stream("MATCH (n:Company {id: 'nobody'}) RETURN n.id AS id") as rows:
        assert (rows.columns, list(rows)) == (("id",), [])
    with store.stream("UNWIND range(1, 1000) AS n RETURN n") as rows:
        assert len(rows.all()) == 1000


def test_relations_in_a_stream_name_their_ends(store: Store):
    text = "MATCH (:Company)-[r:OPERATES_IN]->(:Stage) RETURN r ORDER BY r.id"
    with store.stream(text) as rows:
        assert [r["from"] for (r,) in rows] == [r["from"] for r in store.run(text).column("r")]


def test_a_stream_that_is_left_early_lets_go(store: Store):
    with store.stream("UNWIND range(1, 9000000) AS n RETURN n") as rows:
        assert next(rows) == (1,)
    with pytest.raises(UsageError, match="closed before its end"):
        next(rows)
    rows.close()
    assert store.run("RETURN 1 AS one").column("one") == [1]


def test_a_stream_ends_with_its_store(store: Store):
    rows = store.stream("UNWIND range(1, 5000) AS n RETURN n")
    next(rows)
    store.close()
    with pytest.raises(UsageError, match="closed"):
        list(rows)


def test_a_stream_goes_on_beside_a_writer(own_store):
    with graph.open_store(own_store) as reading:
        rows = reading.stream("MATCH (n) RETURN n.id AS id")
        first = next(rows)
        with graph.open_store(own_store, "w") as writing:
            writing.write([Node("Company", "company:madeup", ())])
        ids = [first, *rows]
        assert len(ids) == 1139
        assert reading.run("MATCH (n) RETURN count(n) AS n").column("n") == [1140]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("CREATE (n:Company) RETURN n", QueryRefused),
        ("LOAD CSV FROM 'file:///x' AS row RETURN row", QueryRefused),
        ("RETURN nothing", QueryFailed),
        ("RETURN $missing AS x", UsageError),
    ],
)
def test_a_stream_is_guarded_like_run(store: Store, text: str, error: type[Exception]):
    with pytest.raises(error) as streamed:
        store.stream(text)
    with pytest.raises(error) as ran:
        store.run(text)
    assert str(streamed.value) == str(ran.value)


def test_an_error_in_a_later_piece_is_told_as_ours(store: Store):
    with store.stream("UNWIND range(1, 5000) AS n RETURN 1 / (4000 - n) AS x") as rows:
        with pytest.raises(QueryFailed):
            list(rows)
        with pytest.raises(UsageError):
            next(rows)
    assert store.run("RETURN 1 AS one").column("one") == [1]


def test_the_time_limit_counts_until_the_last_row(pack_path, pack_server: str):
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b"
    silent = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a < 0 RETURN a"
    expression = "RETURN size([x IN range(1, 60000) WHERE size([y IN range(1, 1000) WHERE y % 7 = 8]) = 1]) AS n"
    for place in (pack_path, pack_server):
        with graph.open_store(place, timeout=1) as store:
            for text in (endless, silent, expression):
                with pytest.raises(QueryTimeout, match="1 second"), store.stream(text) as rows:
                    for _ in rows:
                        pass
            assert answers(store) == [1]


def test_numbers_that_json_has_no_word_for_stay_numbers(pack_store: Store):
    with pack_store.stream("RETURN 0.0 / 0.0 AS nan, 1 AS one, '\\u0001' AS mark, date('2024-02-01') AS day") as rows:
        ((nan, one, mark, day),) = rows
    assert math.isnan(nan)
    assert (one, mark, day) == (1, "\x01", "2024-02-01")
