"""What goes wrong with a server, each told on one line with the next step; and what the store makes there."""

from __future__ import annotations

import getpass
import http.server
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import fake_bolt
import neo4j
import neo4j_server
import pytest

from chainscape import graph
from chainscape.graph.bolt import servers
from chainscape.graph.bolt.store import Bolt
from chainscape.graph.store import Mode
from chainscape.graph.typed import constraint
from chainscape.schema import (
    LoginRefused,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
    StoreError,
    StoreMissing,
    UsageError,
    vocabulary,
)

SECRET = "madeup-secret-8"
SLOW = "UNWIND range(1, 6000000) AS x UNWIND range(1, 6000) AS y RETURN sum(x * y) AS s"


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch):
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def locked_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that wants a password."""
    with neo4j_server.started(tmp_path_factory.mktemp("locked"), password=SECRET) as server:
        yield server.url


@pytest.fixture
def web_page() -> Iterator[str]:
    """A server that speaks HTTP."""

    class Quiet(http.server.BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"bolt://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def one_line(error: BaseException) -> str:
    assert "\n" not in str(error)
    return str(error)


def test_no_password_and_a_wrong_one(locked_url: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(LoginRefused, match="are needed; set NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        graph.open_store(locked_url)
    one_line(caught.value)
    monkeypatch.setenv("NEO4J_PASSWORD", "madeup-wrong-7")
    with pytest.raises(LoginRefused, match="were refused") as caught:
        graph.open_store(locked_url)
    assert "madeup-wrong-7" not in repr(caught.value) + repr(caught.value.__cause__)


@pytest.mark.parametrize("given", ["environment", "auth"])
def test_a_password_opens_and_is_never_shown(
    locked_url: str, given: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    auth = ("neo4j", SECRET) if given == "auth" else None
    if given == "environment":
        monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with graph.open_store(locked_url, auth=auth) as store:
        assert store.run("RETURN 1 AS one").column("one") == [1]
        assert SECRET not in repr(store) + repr(vars(store)) + str(store)
        with pytest.raises(QueryFailed) as caught:
            store.run("RETURN x")
    assert SECRET not in repr(caught.value)
    assert caplog.text
    assert SECRET not in caplog.text


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(UsageError, match=r"bolt://127\.0\.0\.1:7687 alone, and set") as caught:
        graph.open_store(f"bolt://neo4j:{SECRET}@127.0.0.1:7687")
    assert SECRET not in repr(caught.value)


def test_a_database_that_is_not_there(neo4j_url: str):
    for url in (neo4j_url, neo4j_url.replace("bolt", "neo4j")):
        for mode in ("r", "w"):
            with pytest.raises(StoreMissing, match=r"no database 'madeup'.*SHOW DATABASES") as caught:
                graph.open_store(url, mode, database="madeup")
            one_line(caught.value)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc"])
def test_a_secure_connection_that_the_server_does_not_offer(neo4j_url: str, scheme: str):
    plain = neo4j_url.replace("bolt", scheme.partition("+")[0])
    with pytest.raises(StoreError, match=f"no secure connection; {plain} is for a server without TLS") as caught:
        graph.open_store(neo4j_url.replace("bolt", scheme))
    one_line(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "neo4j+s"])
def test_nobody_listens(scheme: str):
    with pytest.raises(StoreMissing, match=r"no Neo4j server answers at .*: start it, or check") as caught:
        graph.open_store(f"{scheme}://127.0.0.1:{neo4j_server.free_port()}")
    one_line(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_such_machine(scheme: str):
    with pytest.raises(StoreMissing, match=r"there is no machine madeup\.invalid") as caught:
        graph.open_store(f"{scheme}://madeup.invalid:7687")
    one_line(caught.value)


def test_something_else_listens(web_page: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(servers, "PATIENCE", 0.5)
    with pytest.raises(StoreError, match=r"is silent: it does not speak Bolt.* on port 7687") as caught:
        graph.open_store(web_page)
    one_line(caught.value)


def test_a_server_that_is_too_old_or_no_neo4j():
    with (
        fake_bolt.greeting("Neo4j/4.4.12") as url,
        pytest.raises(StoreError, match=r"is Neo4j 4\.4; Neo4j 5\.6 or newer"),
    ):
        graph.open_store(url)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Neo5k/5.26.0", "no Neo4j"),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "ArcadeDB"),
        ("Neo4j/v5.11.0 compatible graph database server - Memgraph", "Memgraph"),
        # one that calls itself Neo4j and nothing else, and has no plans
        ("Neo4j/5.13.0", "no Neo4j"),
    ],
)
@pytest.mark.parametrize("mode", ["r", "w"])
def test_another_engine_is_refused_by_name(agent: str, name: str, mode: Mode):
    with fake_bolt.greeting(agent) as url, pytest.raises(StoreError) as caught:
        graph.open_store(url, mode)
    assert str(caught.value).startswith(f"{url} is {name} (it says {agent!r}). It gives no plan")
    one_line(caught.value)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.28", "Neo4j/2026.09.0", "Neo4j/5.27-aura", "Neo4j/2025.11.0-SNAPSHOT"])
def test_what_neo4j_calls_itself(agent: str):
    assert servers.check_version("bolt://x", agent) >= (5, 26)


@pytest.mark.parametrize("address", ["http://127.0.0.1", "bolt+x://127.0.0.1", "bolt://127.0.0.1:port", "bolt://[::1"])
def test_what_is_no_address(address: str):
    with pytest.raises(UsageError) as caught:
        graph.open_store(address)
    one_line(caught.value)


def test_too_much_memory_says_what_to_do():
    error = neo4j.exceptions.Neo4jError._hydrate_neo4j(
        code="Neo.TransientError.General.MemoryPoolOutOfMemoryError", message="The allocation of 1 MiB\nwould exceed …"
    )
    told = servers.meaning(error, "bolt://x", None, None)
    assert isinstance(told, QueryFailed)
    assert "ask for less (LIMIT, fewer columns), or raise db.memory.transaction.max" in one_line(told)


def test_a_server_that_gives_a_query_little_memory(run, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG", "neo4j.io")
    text = "UNWIND range(1, 3000000) AS x WITH collect(toString(x)) AS many RETURN size(many) AS n"
    with neo4j_server.started(tmp_path / "small", megabytes=8) as server:
        with graph.open_store(server.url) as store:
            for ask in (store.run, store.stream):
                caplog.clear()
                with pytest.raises(
                    QueryFailed, match=r"needs more memory .* raise db\.memory\.transaction\.max"
                ) as caught:
                    ask(text)
                one_line(caught.value)
                # the driver would try it again and again for 30 seconds
                sent = [each for each in caplog.messages if "C: RUN" in each and text in each]
                assert len([each for each in sent if "EXPLAIN" not in each]) == 1, sent
            assert store.run("RETURN 1 AS one").column("one") == [1]
        answer = run("cypher", text, "--store", server.url)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("kind", ["embedded", "neo4j"])
def test_an_answer_with_too_many_rows(kind: str, pack_path: Path, request: pytest.FixtureRequest):
    place = pack_path if kind == "embedded" else request.getfixturevalue("neo4j_url")
    with graph.open_store(place, max_rows=1_500) as store:
        assert len(store.run("UNWIND range(1, 1500) AS x RETURN x")) == 1_500
        for ask in (store.run, lambda query: store.stream(query).all()):
            with pytest.raises(QueryTooLarge, match="more than 1,500 rows: add LIMIT"):
                ask("UNWIND range(1, 1501) AS x RETURN x")


def test_a_server_named_with_neo4j_reads_as_a_reader(neo4j_url: str):
    """The server itself says so: it refuses to write in what was opened for reading."""
    with graph.open_store(neo4j_url.replace("bolt", "neo4j")) as store:
        assert isinstance(store, Bolt)
        assert store.run("RETURN 1 AS one").column("one") == [1]
        assert store.stream("RETURN 1 AS one").all().column("one") == [1]
        with pytest.raises(QueryRefused, match="refused by the server"):
            store.run_trusted("CREATE (:MadeUp)")


def test_a_query_that_takes_too_long(neo4j_url: str):
    with graph.open_store(neo4j_url, timeout=0.5) as store:
        for ask in (store.run, store.stream):
            with pytest.raises(QueryTimeout, match=r"longer than 0\.5 seconds") as caught:
                ask(SLOW)
            one_line(caught.value)


def told(run: Callable[..., object], *words: str) -> tuple[int, str]:
    answer = run("cypher", "RETURN 1 AS one", "--lang", "en", "--store", *words)
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("chainscape: ")
    return answer.code, answer.err


def test_the_command_line_says_each_on_one_line(run, neo4j_url: str, locked_url: str, monkeypatch: pytest.MonkeyPatch):
    assert told(run, neo4j_url, "--database", "madeup") == (
        1,
        f"chainscape: {neo4j_url} has no database 'madeup'; name another one: SHOW DATABASES lists them\n",
    )
    assert told(run, locked_url)[0] == 1
    assert told(run, neo4j_url.replace("bolt", "neo4j+s"))[0] == 1
    assert told(run, f"bolt://127.0.0.1:{neo4j_server.free_port()}")[0] == 1
    assert told(run, f"neo4j://127.0.0.1:{neo4j_server.free_port()}")[0] == 1
    assert told(run, "bolt://madeup.invalid")[0] == 1
    with fake_bolt.greeting("Neo4j/4.4.12") as url:
        assert told(run, url)[0] == 1
    code, text = told(run, f"bolt://neo4j:{SECRET}@127.0.0.1")
    assert (code, SECRET in text) == (2, False)
    monkeypatch.setenv("NEO4J_PASSWORD", "madeup-wrong-6")
    code, text = told(run, locked_url)
    assert (code, "madeup-wrong-6" in text) == (1, False)
    answer = run("cypher", SLOW, "--timeout", "0.5", "--store", neo4j_url)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_a_terminal_is_asked_for_a_missing_password(run, locked_url: str, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def answer(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return SECRET

    monkeypatch.setattr(getpass, "getpass", answer)
    assert run("cypher", "RETURN 1 AS one", "--store", locked_url).code == 1
    assert not asked
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    done = run("cypher", "RETURN 1 AS one", "--format", "csv", "--lang", "en", "--store", locked_url)
    assert (done.code, done.out.split()) == (0, ["one", "1"])
    assert asked == [f"password of neo4j at {locked_url}: "]
    assert SECRET not in done.err
    monkeypatch.setenv("NEO4J_PASSWORD", "madeup-wrong-5")
    assert run("cypher", "RETURN 1 AS one", "--store", locked_url).code == 1
    assert len(asked) == 1


def test_ids_of_every_type_are_unique_and_names_are_indexed(neo4j_url: str):
    neo4j_server.empty(neo4j_url)
    graph.open_store(neo4j_url, "w").close()
    with neo4j.GraphDatabase.driver(neo4j_url) as driver, driver.session() as session:
        found = session.run("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties").values()
        unique = {labels[0] for type, labels, properties in found if "UNIQUE" in type and properties == ["id"]}
        indexed = session.run("SHOW FULLTEXT INDEXES YIELD labelsOrTypes, properties").values()
    words = vocabulary()
    assert unique >= {*words.nodes, *words.relations, "Source", "Search"}
    assert [[set(labels), properties] for labels, properties in indexed] == [
        [set(words.bodies), ["name", "name_en", "aliases"]]
    ]
    names = "CALL db.index.fulltext.queryNodes('chainscape_names', $words) YIELD node RETURN node.id AS id"
    with graph.open_store(neo4j_url, "w") as store:
        from test_store_contract import FIRM, SOURCE_A

        store.write([SOURCE_A, FIRM])
        assert store.run(names, words="虚构企业").column("id") == [FIRM.id]


def test_before_5_7_relations_have_an_index_instead():
    node, relation = (constraint("SUPPLIES", node=node, version=(5, 6)) for node in (True, False))
    assert node.endswith("REQUIRE n.id IS UNIQUE")
    assert relation == "CREATE INDEX `chainscape_relation_SUPPLIES` IF NOT EXISTS FOR ()-[n:`SUPPLIES`]-() ON (n.id)"
    for version in ((5, 7), (5, 26), (2025, 1)):
        assert "IS UNIQUE" in constraint("SUPPLIES", node=False, version=version)


def test_ids_that_are_there_twice_are_told(tmp_path: Path):
    with neo4j_server.started(tmp_path / "twice") as server:
        with neo4j.GraphDatabase.driver(server.url) as driver, driver.session() as session:
            session.run("UNWIND [1, 2] AS n CREATE (:Company {id: 'company:madeup'})").consume()
        with pytest.raises(StoreError, match=r"ids must be unique .*Company.*company:madeup") as caught:
            graph.open_store(server.url, "w")
        one_line(caught.value)
