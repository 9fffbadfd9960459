"""The embedded store's folder: missing, foreign, locked, crashed; several processes at once."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chainscape import graph
from chainscape.graph.embedded.classes import java
from chainscape.graph.embedded.folder import MARKER, Folder
from chainscape.graph.embedded.versioning import Versions
from chainscape.schema import (
    Node,
    Statement,
    StoreError,
    StoreForeign,
    StoreLocked,
    StoreMissing,
    UsageError,
)

#: a process that holds a store open for writing until it is killed or told to go on
WRITER = """
import sys
from chainscape import graph
from chainscape.schema import Node, Statement
store = graph.open_store(sys.argv[1], "w", wait=30)
def batch(number):
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构" * 200}),)
    store.write([Node("Company", f"company:madeup_{number}_{i}", said) for i in range(500)])
batch(0)
if sys.argv[2] == "endless":
    batch(1)
print("written", flush=True)
if sys.argv[2] == "endless":
    number = 1
    while True:
        number += 1
        batch(number)
sys.stdin.readline()
store.close()
"""


def firm(number: int) -> Node:
    return Node("Company", f"company:madeup_{number}", (Statement("madeup", "1", (), "2024", {"name": "虚构"}),))


def firms(path: Path) -> int:
    with graph.open_store(path) as store:
        return store.run("MATCH (n:Company) RETURN count(n) AS n").column("n")[0]


def dumped(path: Path) -> list[str]:
    with graph.open_store(path) as store:
        return list(store.dump())


def make(path: Path, number: int = 1) -> Path:
    with graph.open_store(path, "w") as store:
        store.write([firm(i) for i in range(number)])
    return path


class Writer:
    """Another process that has a store open for writing."""

    def __init__(self, path: Path, how: str = "wait") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "written\n"

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.process.poll() is None:
            self.process.communicate("\n", timeout=30)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


@pytest.mark.parametrize("name", ["nothing", "nothing/deeper", "empty"])
def test_missing(tmp_path: Path, name: str):
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreMissing, match=r"chainscape import") as caught:
        graph.open_store(path)
    assert str(path) in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert not graph.store_exists(path)


def test_foreign_folder(tmp_path: Path):
    (tmp_path / "thesis.docx").write_bytes(b"madeup")
    for mode in ("r", "w"):
        with pytest.raises(StoreForeign, match="other files"):
            graph.open_store(tmp_path, mode)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_foreign_file(tmp_path: Path):
    path = tmp_path / "store"
    path.write_bytes(b"madeup")
    for mode in ("r", "w"):
        with pytest.raises(StoreForeign, match="is a file"):
            graph.open_store(path, mode)
    assert path.read_bytes() == b"madeup"


def database(path: Path) -> Path:
    """Return the engine's folder of a store as it is read now."""
    return Versions.of(Folder(path)).database()


def test_foreign_database(tmp_path: Path):
    path = database(make(tmp_path / "store"))
    before = {p.name: p.read_bytes() for p in path.iterdir()}
    for mode in ("r", "w"):
        with pytest.raises(StoreForeign, match="ArcadeDB database that Chainscape did not make"):
            graph.open_store(path, mode)
    assert {p.name: p.read_bytes() for p in path.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [('{"store": "chainscape", "format": 99}', "format 99.*pip install -U"), ("madeup", "marker"), ("[1]", "marker")],
)
def test_foreign_marker(tmp_path: Path, text: str, reason: str):
    path = make(tmp_path / "store")
    (path / MARKER).write_text(text, encoding="utf-8")
    for mode in ("r", "w"):
        with pytest.raises(StoreForeign, match=reason):
            graph.open_store(path, mode)


def test_a_making_that_was_cut_off_can_be_done_again(tmp_path: Path):
    path = make(tmp_path / "store")
    (path / "versions" / "1").rename(path / "versions" / "new")
    (path / "current.json").unlink()
    with pytest.raises(StoreMissing, match="cut off"):
        graph.open_store(path)
    make(path, 2)
    assert firms(path) == 2
    assert sorted(p.name for p in (path / "versions").iterdir()) == ["1"]
    shutil.rmtree(path / "versions")
    (path / "current.json").unlink()
    (path / MARKER).write_text("", encoding="utf-8")
    with pytest.raises(StoreMissing):
        graph.open_store(path)
    make(path, 3)
    assert firms(path) == 3


def test_a_second_writer_waits_for_the_first(tmp_path: Path):
    path = make(tmp_path / "store")
    with Writer(path) as writer:
        with pytest.raises(StoreLocked, match=f"written to by process {writer.process.pid}.*--wait"):
            graph.open_store(path, "w", wait=0.2)
        # readers do not: they go on with what was there
        assert firms(path) == 1
    assert firms(path) == 501


def test_two_writers_in_one_process(tmp_path: Path):
    path = make(tmp_path / "store")
    with graph.open_store(path, "w") as store:
        with pytest.raises(StoreLocked, match="this very process"):
            graph.open_store(path, "w", wait=0.2)
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n") == [1]
        store.write([firm(7)])
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n") == [2]
        assert firms(path) == 1
    assert firms(path) == 2


def test_any_number_read_at_once(tmp_path: Path):
    path = make(tmp_path / "store", 3)
    one, two = graph.open_store(path), graph.open_store(path)
    query = "MATCH (n:Company) RETURN count(n) AS n"
    read = f"from chainscape import graph; print(graph.open_store({str(path)!r}).run({query!r}).column('n'))"
    others = [subprocess.Popen([sys.executable, "-c", read], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert one.run(query).column("n") == two.run(query).column("n") == [3]
    assert [other.communicate(timeout=60)[0] for other in others] == ["[3]\n", "[3]\n"]
    one.close()
    assert two.run(query).column("n") == [3]
    two.close()


@pytest.mark.parametrize("name", ["数据 文件夹/我的 store", "a'b", "with.dot", "ünïcode"])
def test_any_name_of_a_folder(tmp_path: Path, name: str):
    path = make(tmp_path / name, 2)
    assert graph.store_exists(path)
    assert firms(path) == 2
    assert firms(path.parent / ".." / path.parent.name / path.name) == 2


def test_a_relative_path_means_the_folder_it_meant_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    make(Path("store"), 2)
    with graph.open_store("store") as store:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert store.run("MATCH (n:Company) RETURN count(n) AS n").column("n") == [2]
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_store_that_one_may_not_write_to_can_be_read(tmp_path: Path):
    path = make(tmp_path / "store", 2)
    for each in [path, *path.rglob("*")]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        assert firms(path) == 2
        with pytest.raises(StoreError, match="cannot be locked"):
            graph.open_store(path, "w")
    finally:
        for each in [path, *path.rglob("*")]:
            each.chmod(0o755)


def state(path: Path) -> dict[str, tuple[int, int, bytes]]:
    return {p.name: (p.stat().st_mtime_ns, p.stat().st_ino, p.read_bytes()) for p in path.rglob("*") if p.is_file()}


def test_reading_leaves_every_file_as_it_was(tmp_path: Path):
    path = make(tmp_path / "store", 3)
    before = state(path)
    for _ in range(2):
        assert firms(path) == 3
    read = f"from chainscape import graph; store = graph.open_store({str(path)!r}); print(store.count())"
    for end in ("", "; store.close()", "; import os, signal; os.kill(os.getpid(), signal.SIGTERM)"):
        subprocess.run([sys.executable, "-c", read + end], stdout=subprocess.PIPE, check=False)
    assert state(path) == before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files by /proc")
def test_a_closed_store_leaves_no_open_files(tmp_path: Path):
    path = make(tmp_path / "store")

    def open_files() -> int:
        links = [p for p in Path("/proc/self/fd").iterdir() if p.is_symlink()]
        return sum(path in link.readlink().parents for link in links)

    for mode in ("r", "w"):
        with graph.open_store(path, mode) as store:
            if mode == "w":
                store.write([firm(7)])
            assert open_files() > 10
        assert open_files() == 0


def test_wrong_options(tmp_path: Path):
    path = make(tmp_path / "store")
    with pytest.raises(UsageError, match="mode is 'x'"):
        graph.open_store(path, "x")  # type: ignore[arg-type]
    for heap in ("much", "4", "-1g", "1g -version", "0m"):
        with pytest.raises(UsageError, match="512m or 4g"):
            graph.open_store(path, heap=heap)
    with pytest.raises(UsageError, match="already runs"):
        graph.open_store(path, heap="333m")
    assert firms(path) == 1


def test_a_store_that_was_dropped_is_closed(tmp_path: Path):
    path = tmp_path / "store"
    graph.open_store(path, "w").write([firm(1)])
    gc.collect()
    assert firms(path) == 1
    code = f"""
import sys
from chainscape import graph
from chainscape.schema import Node
graph.open_store({str(path)!r}, "w").write([Node("Company", "company:madeup_2", ())])
kept = graph.open_store({str(path)!r}, "w")
kept.write([Node("Company", "company:madeup_3", ())])
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert firms(path) == 3
    assert not (path / "writer.json").exists()


def test_java_that_somebody_else_started(tmp_path: Path):
    path = make(tmp_path / "store", 2)
    ask = f"print(graph.open_store({str(path)!r}).run('MATCH (n:Company) RETURN count(n) AS n').column('n'))"
    ours = f"import arcadedb_embedded as a; a.create_database({str(tmp_path / 'other')!r}).close()"
    theirs = "import jpype; from chainscape.graph.embedded.jvm import library; jpype.startJVM(str(library()))"
    for start, answer in ((ours, "[2]"), (theirs, "another library has started Java")):
        code = f"{start}\nfrom chainscape import graph\ntry:\n    {ask}\nexcept Exception as e:\n    print(e)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
        assert done.stdout.startswith(answer), done.stderr


def fail(path: Path) -> None:
    with graph.open_store(path, "w") as store:
        store.write([firm(7)])
        raise ZeroDivisionError


def test_a_store_that_came_to_nothing_is_not_there(tmp_path: Path):
    path = tmp_path / "store"
    with pytest.raises(ZeroDivisionError):
        fail(path)
    assert list(tmp_path.iterdir()) == []
    # one that was there stays
    make(path)
    before = dumped(path)
    with pytest.raises(ZeroDivisionError):
        fail(path)
    assert dumped(path) == before


def test_after_the_first_load_was_taken_back_another_one_can_follow(tmp_path: Path):
    with graph.open_store(tmp_path / "store", "w") as store:
        store.write([firm(1)])
        store.discard()
        # what was taken back is listened to no more
        assert len(java("java.util.logging.Logger").getLogger("").getHandlers()) == 0
        store.write([firm(2)])
    assert firms(tmp_path / "store") == 1
