"""The guard against everything but reading. Each attempt is first shown to work on an unguarded engine."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from attempts import CALL_OUT, FILES, READS, SECRET, WRITES, listed
from engine_attempts import FILES_HERE, INVALID, SLEEPS, TELLING, WRITES_HERE

from chainscape import graph
from chainscape.graph.embedded import answers, classes, inventory
from chainscape.graph.embedded.allowed import FUNCTIONS, PROCEDURES, RULES
from chainscape.graph.embedded.folder import Folder
from chainscape.graph.embedded.store import Embedded
from chainscape.graph.embedded.versioning import Versions
from chainscape.schema import Node, QueryFailed, QueryRefused, Relation, Statement

#: all that the unguarded engine does
CHANGES = [*listed(WRITES), *listed(WRITES_HERE)]
READ_FILES = [*listed(FILES), *listed(FILES_HERE)]
ATTEMPTS = [*CHANGES, *TELLING, *READ_FILES, *CALL_OUT, *listed(SLEEPS)]


@dataclass
class Ground:
    """A store and an unguarded engine on copies of it."""

    path: Path
    folder: Path

    def unguarded(self, query: str) -> tuple[str, bool]:
        """Return what a query gives without a guard, and whether it changed anything."""
        copy = self.folder / "copy"
        shutil.copytree(Versions.of(Folder(self.path)).database(), copy)
        database = classes.java("com.arcadedb.database.DatabaseFactory")(str(copy)).open()
        settings = classes.java("com.arcadedb.GlobalConfiguration")
        database.getConfiguration().setValue(settings.OPENCYPHER_LOAD_CSV_BLOCKED_IP_RANGES, "")
        try:
            before = everything(database)
            found = str(answers.read(database.command("opencypher", query)).values)
            if database.isTransactionActive():
                database.commit()
            return found, everything(database) != before
        finally:
            database.close()
            shutil.rmtree(copy)

    def refuse(self, query: str) -> None:
        """Show that a store refuses a query and stays as it is."""
        with graph.open_store(self.path) as store:
            before = everything(raw(store))
            with pytest.raises(QueryRefused):
                store.run(query)
            assert everything(raw(store)) == before


def raw(store: graph.Store) -> Any:
    assert isinstance(store, Embedded)
    return store._read(lambda database: database)


def everything(database: Any) -> list[str]:
    schema = database.getSchema()
    return [
        *inventory.dump(database),
        *sorted(str(type.getName()) for type in schema.getTypes()),
        *sorted(str(index.getName()) for index in schema.getIndexes()),
    ]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp("guard")
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构"}),)
    with graph.open_store(folder / "store", "w") as store:
        store.write(
            [
                *(Node("Company", f"company:{number}", said) for number in (1, 2, 3)),
                Node("Region", "region:1", said),
                Relation("SUPPLIES", "company:1", "company:2", said, ("madeup",)),
            ]
        )
    return Ground(folder / "store", folder)


@pytest.fixture(scope="module")
def secret(ground: Ground) -> Path:
    path = ground.folder / "madeup_secret.csv"
    path.write_text(f"{SECRET},1\n{SECRET},2\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("query", CHANGES)
def test_no_write(ground: Ground, query: str):
    _, changed = ground.unguarded(query)
    assert changed
    ground.refuse(query)


@pytest.mark.parametrize(("query", "sign"), TELLING.items())
def test_no_administration(ground: Ground, query: str, sign: str):
    found, _ = ground.unguarded(query)
    assert sign in found
    ground.refuse(query)


@pytest.mark.parametrize("query", READ_FILES)
def test_no_file(ground: Ground, secret: Path, query: str):
    query = query.replace("FILE", f"file://{secret}").replace("PATH", str(secret))
    found, _ = ground.unguarded(query)
    assert SECRET in found
    ground.refuse(query)


@pytest.mark.parametrize("query", CALL_OUT)
def test_no_call_out(ground: Ground, server: list[str], query: str):
    port = server[0]
    query = query.replace("URL", f"http://127.0.0.1:{port}/x").replace("REST", f"://127.0.0.1:{port}/x")
    found, _ = ground.unguarded(query)
    assert SECRET in found
    asked = len(server)
    ground.refuse(query)
    assert len(server) == asked


@pytest.mark.parametrize("query", listed(SLEEPS))
def test_no_sleep(ground: Ground, query: str):
    assert "sleep" in query.lower()
    # without the guard it runs
    ground.unguarded(query)
    ground.refuse(query)


@pytest.mark.parametrize("query", listed(INVALID))
def test_what_this_engine_does_not_take_is_an_error_too(ground: Ground, query: str):
    with graph.open_store(ground.path) as store:
        before = everything(raw(store))
        with pytest.raises((QueryRefused, QueryFailed)):
            store.run(query)
        assert everything(raw(store)) == before


@pytest.mark.parametrize("query", listed(READS))
def test_reading_is_not_refused(ground: Ground, query: str):
    with graph.open_store(ground.path) as store:
        assert len(store.run(query))


def test_there_are_many_attempts():
    """200 or more on this engine alone, no two alike."""
    assert len(set(ATTEMPTS)) == len(ATTEMPTS) >= 200


def test_a_store_open_for_writing_refuses_the_same(ground: Ground, secret: Path):
    with graph.open_store(ground.path, "w") as store:
        before = everything(raw(store))
        for query in ATTEMPTS:
            with pytest.raises(QueryRefused):
                store.run(query.replace("FILE", secret.as_uri()).replace("PATH", str(secret)))
        for query in listed(INVALID):
            with pytest.raises((QueryRefused, QueryFailed)):
                store.run(query)
        assert everything(raw(store)) == before


def test_many_comments_are_read_once(ground: Ground):
    """A pattern that tries their divisions one after the other would not come to an end."""
    with graph.open_store(ground.path) as store:
        assert store.run("/* x */ /* y */ " * 200 + "RETURN 1 AS one").column("one") == [1]


def test_the_engine_itself_refuses_too(ground: Ground, secret: Path):
    """Without the guard a store's own database still writes nothing and reads no file."""
    with graph.open_store(ground.path) as store:
        with pytest.raises(classes.java_error(), match="idempotent"):
            raw(store).query("opencypher", "CREATE (:Company {id:'n'})")
        with pytest.raises(classes.java_error(), match=r"READ ONLY|read only|ReadOnly"):
            raw(store).command("opencypher", "CREATE (:Company {id:'n'})")
        with pytest.raises(classes.java_error(), match="disabled"):
            answers.read(raw(store).query("opencypher", f"LOAD CSV FROM '{secret.as_uri()}' AS l RETURN l"))


def test_each_allowed_name_is_one_the_engine_knows(ground: Ground):
    """A list that names what is not there hides a slip of the pen."""
    parser = classes.java("com.arcadedb.query.opencypher.grammar.Cypher25Parser")
    assert {str(name) for name in parser.ruleNames} >= RULES
    procedures = classes.java("com.arcadedb.query.opencypher.procedures.CypherProcedureRegistry")
    assert {str(name) for name in procedures.getProcedureNames()} >= PROCEDURES
    functions = classes.java("com.arcadedb.function.CypherFunctionRegistry")
    namespaced = {name for name in FUNCTIONS if name.split(".")[0] in ("agg", "coll", "convert", "map", "text", "util")}
    assert {str(name) for name in functions.getFunctionNames()} >= namespaced
