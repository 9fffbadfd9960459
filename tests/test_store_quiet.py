"""The Java engine says nothing and leaves nothing behind, whatever its start-up cache is like."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chainscape import graph
from chainscape.graph.embedded import cache as aot
from chainscape.graph.embedded import jvm
from chainscape.schema import Node, Statement

READ = """
import sys
from chainscape import graph
print("mine", file=sys.stderr)
store = graph.open_store(sys.argv[1])
print(store.run("MATCH (n:Company) RETURN n.name AS name").column("name"))
print("mine too", file=sys.stderr)
"""
WRITE = """
import sys
from chainscape import graph
from chainscape.schema import Node, Statement
with graph.open_store(sys.argv[1], "w") as store:
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构"}),)
    print(store.write([Node("Company", "company:madeup", said)]).nodes_new)
with graph.open_store(sys.argv[1]) as store:
    try:
        store.run("MATCH (n) RETURN noSuchFunction(n)")
    except Exception as error:
        print(type(error).__name__)
    print(len(graph.network(store)), store.count())
"""


def run(
    code: str, path: Path, cwd: Path, cache: Path | str = "off", **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, aot.VARIABLE: str(cache), "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=cwd, env=environment, timeout=120
    )


def command(path: Path, cwd: Path, cache: Path | str) -> tuple[str, str, int]:
    """What a command line printed on both streams, and its exit code."""
    words = ["cypher", "MATCH (n) RETURN labels(n)[0] AS type", "--store", str(path), "--format", "csv"]
    code = f"from chainscape.cli import script; sys.argv = ['chainscape', *{words!r}]; script()"
    done = run("import sys; " + code, path, cwd, cache)
    return done.stdout.removeprefix("type\n"), done.stderr, done.returncode


def is_quiet(done: subprocess.CompletedProcess[str], cwd: Path) -> bool:
    assert (done.stdout, done.stderr, done.returncode) == ("['虚构']\n", "mine\nmine too\n", 0)
    return not list(cwd.iterdir())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quiet") / "有 空格 store"
    with graph.open_store(path, "w") as store:
        store.write([Node("Company", "company:madeup", (Statement("madeup", "1", (), "2024", {"name": "虚构"}),))])
    return path


@pytest.fixture
def cwd(tmp_path: Path) -> Path:
    folder = tmp_path / "用户 folder"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def cache(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache as the first command leaves it being made in the background; a library leaves none."""
    folder = tmp_path_factory.mktemp("cache") / "缓存 folder"
    cwd = tmp_path_factory.mktemp("cwd")
    assert is_quiet(run(READ, path, cwd, folder), cwd)
    assert not folder.exists()
    assert command(path, cwd, folder) == ("Company\n", "", 0)
    for _ in range(600):
        if list(folder.glob("*.aot")) and not list(folder.glob("*.making")):
            break
        time.sleep(0.2)
    else:
        pytest.fail("no cache was made")
    assert [file.name.rpartition("-")[0] for file in folder.iterdir()] == [jvm.cache_name()]
    return folder


def test_writing_is_quiet(cwd: Path, tmp_path: Path):
    done = run(WRITE, tmp_path / "new store", cwd)
    assert (done.stdout, done.stderr) == ("1\nQueryFailed\n1 {'Company': 1}\n", "")
    assert not list(cwd.iterdir())


@pytest.mark.parametrize("variable", ["JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"])
def test_options_for_other_java_programs_change_nothing(path: Path, cwd: Path, variable: str):
    assert is_quiet(run(READ, path, cwd, **{variable: "-Dmadeup=1 -Xmx77m"}), cwd)


@pytest.mark.parametrize(
    ("end", "code"),
    [("", 0), ("store.close()", 0), ("sys.exit(3)", 3), ("store.close(); store.close(); sys.exit(4)", 4)],
)
def test_every_end_is_quiet(path: Path, cwd: Path, end: str, code: int):
    done = run(READ + end, path, cwd)
    assert (done.returncode, done.stdout, done.stderr) == (code, "['虚构']\n", "mine\nmine too\n")
    assert not list(cwd.iterdir())


def test_an_error_shows_its_own_trace_only(path: Path, cwd: Path):
    done = run(READ + "raise ValueError('madeup')", path, cwd)
    assert done.returncode == 1
    assert done.stderr.splitlines()[2] == "Traceback (most recent call last):"
    assert done.stderr.splitlines()[-1] == "ValueError: madeup"


def test_with_a_cache(path: Path, cwd: Path, cache: Path):
    before = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert is_quiet(run(READ, path, cwd, cache), cwd)
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == before


def in_use(path: Path, cwd: Path, cache: Path) -> bool:
    """Say whether the engine takes a cache: it maps the file then."""
    done = run(READ + "print('.aot' in open('/proc/self/maps', encoding='utf-8').read())", path, cwd, cache)
    assert done.stderr == "mine\nmine too\n"
    return done.stdout.endswith("True\n")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="looks at mapped files by /proc")
def test_the_cache_is_used(path: Path, cwd: Path, cache: Path):
    assert in_use(path, cwd, cache)
    assert not in_use(path, cwd, "off")


def cut(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(1_000_000)


def flip(at: float) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        with file.open("r+b") as opened:
            opened.seek(int(file.stat().st_size * at))
            opened.write(os.urandom(500_000))

    return damage


def garbage(file: Path) -> None:
    file.write_bytes(os.urandom(file.stat().st_size))


def other_engine(file: Path) -> None:
    file.rename(file.with_name(file.name.replace("jvm-", "jvm-madeup", 1)))


def as_if_of_this_engine(file: Path) -> None:
    """The right name, but made with other options."""
    options = '["-XX:+UseParallelGC", "-XX:-UseCompactObjectHeaders"]'
    code = (
        "from chainscape.graph.embedded import jvm; import jpype, jpype.config\n"
        f"jvm.launch({options} + ['-Xlog:disable', '-XX:AOTCacheOutput={file}.new'])\n"
        "jpype.config.destroy_jvm = True; jpype.shutdownJVM()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=file.parent)
    new = file.with_name(file.name + ".new")
    file.unlink()
    new.rename(file.with_name(f"{jvm.cache_name()}-{new.stat().st_size}.aot"))


@pytest.mark.parametrize(
    "damage", [cut, flip(0.0), flip(0.2), flip(0.5), flip(0.9), garbage, other_engine, as_if_of_this_engine]
)
def test_a_cache_that_is_broken_or_stale_is_harmless(
    path: Path, cwd: Path, cache: Path, tmp_path: Path, damage: Callable[[Path], None]
):
    copy = tmp_path / "cache"
    shutil.copytree(cache, copy)
    # as if a making had just begun: none starts beside this test
    (copy / f"{jvm.cache_name()}.making").touch()
    damage(next(copy.glob("*.aot")))
    assert is_quiet(run(READ, path, cwd, copy), cwd)


@pytest.mark.parametrize("kind", ["off", "a file in its place", "a folder nobody may make"])
def test_no_cache_is_harmless(path: Path, cwd: Path, tmp_path: Path, kind: str):
    (tmp_path / "file").touch()
    place = {"off": "off", "a file in its place": tmp_path / "file", "a folder nobody may make": "/proc/madeup/cache"}
    assert is_quiet(run(READ, path, cwd, place[kind]), cwd)


def test_no_home_is_harmless(path: Path, cwd: Path):
    assert is_quiet(run(READ, path, cwd, "", HOME="/proc/madeup", XDG_CACHE_HOME=""), cwd)


def test_a_library_makes_no_cache_and_a_command_makes_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    started: list[object] = []
    monkeypatch.setattr(aot.subprocess, "Popen", lambda *args, **kwargs: started.append(args))
    monkeypatch.setenv(aot.VARIABLE, str(tmp_path / "cache"))
    assert aot.options_for("jvm-madeup") == []
    assert not started
    for _ in range(3):
        aot.make_in_background("jvm-madeup")
    assert len(started) == 1
    # one that failed is tried again
    marker = aot.marker(tmp_path / "cache", "jvm-madeup")
    os.utime(marker, (time.time() - 4_000,) * 2)
    aot.make_in_background("jvm-madeup")
    assert len(started) == 2
    # and where there is one, none is made
    marker.unlink()
    (tmp_path / "cache" / "jvm-madeup-1.aot").write_bytes(b"x")
    aot.make_in_background("jvm-madeup")
    assert len(started) == 2


def test_nothing_is_made_where_it_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    started: list[object] = []
    monkeypatch.setattr(aot.subprocess, "Popen", lambda *args, **kwargs: started.append(args))
    for off in ("off", "OFF", str(tmp_path / "file" / "below")):
        (tmp_path / "file").touch()
        monkeypatch.setenv(aot.VARIABLE, off)
        aot.make_in_background("jvm-madeup")
    assert not started


def test_one_cache_is_kept(tmp_path: Path):
    for name in ("jvm-mine-1.aot", "jvm-other-1.aot", "jvm-older-1.aot", "jvm-other.making", ".jvm-mine-1.aot.x"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (7, 7))
    (tmp_path / "jvm-another.making").touch()
    aot.tidy(tmp_path, "jvm-mine")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["jvm-another.making", "jvm-mine-1.aot"]


def test_importing_starts_nothing():
    code = "import sys, chainscape.graph"
    code += "; print(sorted({'jpype', 'networkx', 'numpy', 'arcadedb_embedded', 'yaml'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
