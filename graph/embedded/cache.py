"""The start-up cache of the Java engine: classes loaded and linked beforehand (JEP 483, 514).

A whole reading command takes 0.8 s without and 0.4 s with it. The cache is 36 MB in the user's cache
folder and is made once for each engine, by a child process of lowest priority that the first command
without a cache leaves behind: making one costs 4 s, which nobody should wait for. Everything here may
fail, and then the engine only starts as slowly as before. Why so: docs/decisions/0013-start-up-cache.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ...schema import Node, Record, Relation, Search, Source, Statement, digest
from . import jvm

#: ``off``, or another folder for the cache
VARIABLE = "CHAINSCAPE_JVM_CACHE"
#: seconds after which a making that left no cache is tried again
_AGAIN = 3_600
#: caches of other engines that are kept (virtual environments beside each other)
_KEPT = 3


def cache_options() -> list[str]:
    """Return the options that use the cache, none without one; then one is made in the background."""
    try:
        folder = cache_folder()
        if folder is None:
            return []
        name = cache_name()
        for found in folder.glob(f"{name}-*.aot"):
            # the size stands in the name: a file that was cut off is not offered to the engine
            if found.stem.rpartition("-")[2] == str(found.stat().st_size):
                # the engine checks the sum too: it crashes on a cache with damaged pages otherwise
                return [f"-XX:AOTCache={found}", "-XX:+VerifySharedSpaces"]
            found.unlink(missing_ok=True)
        _make_in_background(folder, name)
    except OSError:
        pass
    return []


def cache_folder() -> Path | None:
    """Return the folder for the cache; None when it is off or there is no home."""
    said = os.environ.get(VARIABLE, "")
    if said.lower() == "off":
        return None
    if said:
        return Path(said)
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "chainscape"


def cache_name() -> str:
    """Return what a cache for this engine is called: it depends on all that the engine checks, and more."""
    files = [*jvm.jars(), jvm.library()]
    facts = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    chosen = [option for option in jvm.common_options() if not option.startswith("-XX:ErrorFile=")]
    return "jvm-" + digest(sys.version, *facts, *chosen)


def make(folder: Path, name: str) -> None:
    """Make the cache: run the engine once over what commands do, and let it write down what it loaded."""
    import jpype

    started = folder / f"{name}.making"
    with tempfile.TemporaryDirectory(prefix="chainscape-") as work:
        new = Path(work) / "new.aot"
        jvm.launch([*jvm.options("short"), f"-XX:AOTCacheOutput={new}"])
        _rehearse(Path(work) / "store")
        # the engine writes the cache as the last thing it does, and JPype must let it end for that
        jpype.config.destroy_jvm = True
        jpype.shutdownJVM()
        if not new.stat().st_size:
            return
        # beside its place first: the temporary folder may be on another disk
        near = folder / f"{name}.{os.getpid()}.part"
        try:
            near.write_bytes(new.read_bytes())
            near.replace(folder / f"{name}-{near.stat().st_size}.aot")
        finally:
            near.unlink(missing_ok=True)
    started.unlink(missing_ok=True)
    _tidy(folder)


def _make_in_background(folder: Path, name: str) -> None:
    if getattr(sys, "frozen", False) or not sys.executable:
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    started = folder / f"{name}.making"
    with suppress(FileNotFoundError):
        if time.time() - started.stat().st_mtime < _AGAIN:
            return
        started.unlink()
    with suppress(FileExistsError), started.open("x", encoding="utf-8"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(p).resolve()) for p in sys.path if p)}
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.DETACHED_PROCESS | subprocess.IDLE_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
        subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, "-m", __name__, str(folder), name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
            creationflags=flags,
        )


def _tidy(folder: Path) -> None:
    old = sorted(folder.glob("jvm-*.aot"), key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]
    left = [*folder.glob("jvm-*.making"), *folder.glob("jvm-*.part")]
    old += [file for file in left if time.time() - file.stat().st_mtime > _AGAIN]
    for file in old:
        file.unlink(missing_ok=True)


def _rehearse(path: Path) -> None:
    from ..networks import network, searches, sources
    from .store import Embedded

    with Embedded(path, "w") as store:
        store.write(_madeup())
    with Embedded(path) as store:
        for query in _QUERIES:
            store.run(query, id="company:madeup1", ids=["company:madeup1"])
        network(store), sources(store), searches(store)
        store.count(), list(store.dump())


def _madeup() -> Iterator[Record]:
    said = (Statement("madeup", "1", ("source:madeup",), "2024", {"name": "虚构", "aliases": ["made up"]}),)
    yield Source("source:madeup", "made up", reliability="C")
    yield Node("IndustryChain", "chain:madeup", said)
    yield Node("Stage", "stage:madeup", said)
    yield Relation("PART_OF", "stage:madeup", "chain:madeup", said)
    for number in range(5):
        yield Node("Company", f"company:madeup{number}", said)
        yield Relation("OPERATES_IN", f"company:madeup{number}", "stage:madeup", said)
    yield Relation("SUPPLIES", "company:madeup0", "company:madeup1", said, ("made up",))
    yield Search("search:madeup", "chain:madeup", "testing", "web", "none_found", "2024-01-01")


_QUERIES = (
    "MATCH (c:IndustryChain) OPTIONAL MATCH (s:Stage)-[p:PART_OF]->(c) WHERE s.name CONTAINS '虚' "
    "RETURN c.id AS chain, c.name AS name, collect(s.name) AS stages, count(DISTINCT s) AS many "
    "ORDER BY many DESC, chain",
    "MATCH (s:Stage) WHERE NOT EXISTS { (i:TestingInstitute)-[:TESTS_FOR]->(s) } AND NOT (s)<-[:ADVISES]-() "
    "WITH s, [(b)-[r:OPERATES_IN]->(s) | b.name] AS firms WHERE size(firms) > 0 "
    "RETURN s.id AS id, firms, s{.name} AS s",
    "MATCH p = (a:Company {id: $id})-[:SUPPLIES|OPERATES_IN*1..2]-(b) RETURN p, length(p) AS length LIMIT 5",
    "MATCH (a:Company) WHERE a.id IN $ids MATCH (b:Stage) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN nodes(p) AS n",
    "UNWIND $ids AS id MATCH (n {id: id}) CALL (n) { MATCH (n)-[r]->(m) RETURN count(r) AS out } "
    "RETURN id, labels(n)[0] AS type, CASE WHEN out > 0 THEN 'yes' ELSE toString(out) END AS has, "
    "coalesce(n.x, 0) AS x",
    "MATCH (n) RETURN labels(n)[0] AS type, count(*) AS n, max(n.date) AS latest ORDER BY type "
    "UNION ALL MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n, max(r.date) AS latest",
    "MATCH (n:Company) RETURN n ORDER BY n.name SKIP 1 LIMIT 2",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(19)
    make(Path(sys.argv[1]), sys.argv[2])
