"""A real Neo4j for the tests, from Maven Central: nothing to install but Java and Maven.

``CHAINSCAPE_TEST_RELEASE=2026.09.0`` takes another release, ``CHAINSCAPE_TEST_CYPHER=25`` another version of Cypher as
its default language; ``CHAINSCAPE_TEST_NEO4J=bolt://…`` another server, whose data the tests delete.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "neo4j"
#: jars are fetched once; where they are is kept beside the environment
KEPT = Path(__file__).parents[1] / ".venv"
#: the line that is kept up for long, and the newest
LONG_TERM, NEWEST = "5.26.28", "2026.09.0"
RELEASE = os.environ.get("CHAINSCAPE_TEST_RELEASE") or LONG_TERM
#: the version of Cypher that a text without one is read as
CYPHER = os.environ.get("CHAINSCAPE_TEST_CYPHER") or "5"
OPEN = ("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
#: for short lives: starting and a first load take half the processor time
SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


#: servers that the pack was loaded into and nothing was written to since, with what they count then
PACKS: dict[str, dict[str, int]] = {}


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[str] | None = None

    def stop(self) -> None:
        """End it at once, as when a machine is lost."""
        if self.process:
            self.process.kill()
            self.process.wait()


def java_for(release: str) -> str:
    """Return a Java that a release of Neo4j runs on, "" where there is none."""
    year = int(release.partition(".")[0])
    least = 25 if year >= 2026 else 21 if year >= 2025 else 17
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    found = [shutil.which("java"), *(shutil.which("java", path=f"{home}/bin") for home in homes if home)]
    return next((each for each in found if each and version_of(each) >= least), "")


@cache
def version_of(java: str) -> int:
    """Return the version of a Java, 0 where it does not say one."""
    said = subprocess.run([java, "--version"], capture_output=True, text=True).stdout
    version = re.search(r"\b(\d+)", said)
    return int(version[1]) if version else 0


def missing(release: str) -> str:
    """Return what a release cannot be run without here, "" where nothing is missing."""
    if java_for(release) and shutil.which("mvn"):
        return ""
    return f"no Java and Maven for a real Neo4j {release}: install them, or set CHAINSCAPE_TEST_NEO4J"


def classpath(release: str = RELEASE) -> str:
    """Return the class path of Neo4j; without Java or Maven skip with the reason, but fail under CI."""
    if hint := missing(release):
        if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
            pytest.fail(hint)
        pytest.skip(hint)
    kept = KEPT / f"neo4j-classpath-{release}.txt"
    newest = (HERE / "pom.xml").stat().st_mtime
    with locked(kept):
        if not kept.exists() or kept.stat().st_mtime < newest:
            made = kept.with_suffix(".new")
            command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={release}"]
            words = [*command, "dependency:build-classpath", f"-Dmdep.outputFile={made.resolve()}"]
            subprocess.run(words, check=True, capture_output=True, timeout=280)
            made.replace(kept)
    return kept.read_text(encoding="utf-8").strip()


@contextmanager
def locked(beside: Path) -> Iterator[None]:
    """Let one process at a time fetch."""
    beside.parent.mkdir(exist_ok=True)
    with beside.with_suffix(".lock").open("w") as file:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def started(
    home: Path, *, password: str = "", port: int = 0, megabytes: int = 0, options: tuple[str, ...] = SHORT
) -> Iterator[Server]:
    """Start a server of our own in a folder; it ends with the block. One transaction may use so many megabytes."""
    port = port or free_port()
    jars = classpath()
    language = ("-Dlanguage=" + CYPHER,) if CYPHER != "5" else ()
    words = [java_for(RELEASE), "-Xmx1g", *options, *language, *OPEN, "-cp", jars]
    words += [str(HERE / "Server.java"), str(home), str(port)]
    process = subprocess.Popen(
        [*words, password, *([str(megabytes)] if megabytes else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        while (line := process.stdout.readline()) and line.strip() != "ready":
            pass
        assert line, "Neo4j did not start"
        yield Server(f"bolt://127.0.0.1:{port}", process)
    finally:
        # its own way of ending takes ten seconds, and nobody reads the folder after this
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def holds_pack(url: str, counted: dict[str, int]) -> bool:
    """Say whether a module before this one left the pack as it was: every test that writes calls `empty` first."""
    return bool(counted) and PACKS.get(url) == counted


def empty(url: str) -> None:
    """Delete all nodes of a server's database; constraints stay, they say nothing wrong."""
    import neo4j

    PACKS.pop(url, None)
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
