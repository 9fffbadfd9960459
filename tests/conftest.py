"""What several tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

#: start-up caches of the engine, kept between runs: a test that hides the home folder would make one of its own
CACHES = Path(__file__).parents[1] / ".venv" / "jvm-caches"


#: files of few tests that take long each: begun first, else one process goes on with them while the other has ended
LONG = ("test_fresh_clone", "test_docs", "test_export", "test_bolt_broken", "test_bolt", "test_store_quiet")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("CHAINSCAPE_JVM_CACHE", str(CACHES))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, a server or a process of its own; `make test-fast` leaves it out."""
    import kinds

    items.sort(key=lambda item: item.path.stem not in LONG)
    for item in items:
        if isinstance(item, pytest.Function):
            given = item.callspec.params.values() if hasattr(item, "callspec") else ()
            for kind in kinds.kinds(item.function, item.fixturenames, given):
                item.add_marker(kind)


@pytest.fixture
def no_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Run in an empty folder, without a project before and after."""
    from chainscape.schema import use_project

    monkeypatch.chdir(tmp_path)
    for name in ("CHAINSCAPE_PROJECT", "CHAINSCAPE_STORE", "CHAINSCAPE_QUERIES"):
        monkeypatch.delenv(name, raising=False)
    use_project(None)
    yield
    use_project(None)


@pytest.fixture(scope="session")
def pack_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the Suzhou pack in it, this worker's own copy of the one that is built once.

    A test that writes takes `own_store`.
    """
    from neo4j_server import locked

    from chainscape import graph, importers

    here = tmp_path_factory.getbasetemp()
    # the folder above is the same for all workers of a run
    built = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "pack-built"
    with locked(built):
        if not built.exists():
            with graph.open_store(built.with_suffix(".new"), mode="w") as store:
                graph.load(store, importers.pack())
            built.with_suffix(".new").rename(built)
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("pack") / "store"))


@pytest.fixture(scope="session")
def pack_store(pack_path: Path) -> Iterator:
    """The same, open for reading."""
    from chainscape import graph

    with graph.open_store(pack_path) as store:
        yield store


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """A headless Chromium."""
    import browser

    with browser.browser() as started:
        yield started


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Neo4j server that this process of the tests has for itself."""
    import neo4j_server

    if other := os.environ.get("CHAINSCAPE_TEST_NEO4J", ""):
        if int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:
            pytest.fail("CHAINSCAPE_TEST_NEO4J is one server for one process of tests: run pytest without -n")
        yield other
        return
    with neo4j_server.started(tmp_path_factory.mktemp("neo4j")) as server:
        yield server.url


@pytest.fixture(scope="module")
def pack_server(neo4j_url: str) -> str:
    """The same with the Suzhou pack in it; for tests that only read."""
    import neo4j_server

    from chainscape import graph, importers

    with graph.open_store(neo4j_url, mode="w") as store:
        if not neo4j_server.holds_pack(neo4j_url, store.count()):
            neo4j_server.empty(neo4j_url)
            graph.load(store, importers.pack())
            neo4j_server.PACKS[neo4j_url] = store.count()
    return neo4j_url


@pytest.fixture
def theirs(neo4j_url: str) -> str:
    """The address of a server with the made-up graph of another program; for tests that only read."""
    import madeup_graph
    import neo4j_server
    import py2neo

    old = py2neo.Graph(neo4j_url, auth=("neo4j", ""))
    if old.evaluate("MATCH (n) RETURN count(n)") != madeup_graph.NODES or not old.nodes.match("行业").first():
        neo4j_server.empty(neo4j_url)
        madeup_graph.write(old)
    return neo4j_url


@pytest.fixture
def other(neo4j_url: str) -> Iterator[Callable[[str], Any]]:
    """Opens a server that holds what a text creates, and nothing else."""
    import neo4j
    import neo4j_server

    from chainscape import graph

    opened: list[Any] = []

    def make(text: str) -> Any:
        neo4j_server.empty(neo4j_url)
        if text:
            with neo4j.GraphDatabase.driver(neo4j_url) as driver:
                driver.execute_query(text)
        opened.append(graph.open_store(neo4j_url))
        return opened[-1]

    yield make
    for each in opened:
        each.close()
    neo4j_server.empty(neo4j_url)


@pytest.fixture
def server() -> Iterator[list[str]]:
    """A web server on this machine that answers with a secret: its port, then the paths it was asked for."""
    import http.server
    import threading

    from attempts import SECRET

    asked: list[str] = []

    class Reply(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{SECRET},1\n".encode())

        def log_message(self, *args: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Reply)
    asked.append(str(running.server_address[1]))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield asked
    running.shutdown()
    running.server_close()


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Run a command line in this process, in Chinese unless it says otherwise: ``run("gaps", "光电")``."""
    from chainscape.cli import main

    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def own_store(pack_path: Path, tmp_path: Path) -> Path:
    """A copy of the pack's store that a test may write to."""
    return Path(shutil.copytree(pack_path, tmp_path / "own-store"))
