"""The command as a process of its own: start, pipes, signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "chainscape.cli"]


def run(*words: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C.UTF-8", **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_comes_without_java():
    assert run("--help").returncode == 0
    asked = (
        "import sys; from chainscape.cli import main; main(['gaps', '--help']); print(*sys.modules, file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stderr.split()
    assert not {"jpype", "yaml", "rich", "chainscape.schema", "chainscape.graph"} & set(loaded)


def test_a_pipe_gets_plain_utf8_and_nothing_else_is_left(pack_path: Path, tmp_path: Path):
    done = run("gaps", "光电", "--store", pack_path, "--lang", "zh", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "单点" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    # how many cells are in which state, and how many bodies are outside the region
    assert done.stderr.count("\n") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_early_is_no_error(pack_path: Path):
    command = [*COMMAND, "ask", "gap-facts", "--store", str(pack_path), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(20) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told():
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run([*COMMAND, "queries"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole groups")
def test_ctrl_c_ends_a_query(pack_path: Path):
    """How soon is in benchmarks/interrupt.py; left alone this query would take many minutes."""
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"
    command = [*COMMAND, "cypher", endless, "--store", str(pack_path)]
    # Ctrl-C reaches the foreground; a process started in the background may have been told to ignore it
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_listen, start_new_session=True
    )
    time.sleep(6)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.count("\n") == 1
    assert run("ask", "chains", "--store", pack_path, "--format", "json").returncode == 0


def test_a_time_limit_ends_a_query(pack_path: Path):
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"
    done = run("cypher", endless, "--store", pack_path, "--timeout", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "longer than 1 second" in done.stderr


def test_heap_is_taken_or_told(pack_path: Path):
    assert run("ask", "data-date", "--store", pack_path, "--heap", "256m").returncode == 0
    done = run("ask", "data-date", "--store", pack_path, "--heap", "lots")
    assert done.returncode == 2
    assert "512m" in done.stderr


def test_on_a_terminal_the_table_fits_and_says_what_it_left_out(pack_path: Path):
    code, shown = on_a_terminal(80, "gaps", "光电", "--store", str(pack_path), "--lang", "en")
    assert code == 0
    assert "\x1b[" in shown
    assert "Suppliers" in shown
    assert "too narrow for" in shown
    # what is said beside the table is no part of it
    plain = [line for line in strip(shown).splitlines() if "too narrow" not in line and "not counted" not in line]
    assert max(map(len, plain)) <= 80
    _, wide = on_a_terminal(400, "ask", "chains", "--store", str(pack_path))
    assert "too narrow" not in wide


def test_readers_work_side_by_side(pack_path: Path):
    words = [*COMMAND, "ask", "chains", "--store", str(pack_path), "--format", "json"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") for _ in range(2)]
    answers = [process.communicate(timeout=60)[0] for process in both]
    assert json.loads(answers[0]) == json.loads(answers[1])


def on_a_terminal(columns: int, *words: str) -> tuple[int, str]:
    """Run a command in a pseudo terminal of a width and return its exit code and what it showed."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.environ.pop("COLUMNS", None)
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        os.execv(COMMAND[0], [*COMMAND, *words])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")


def strip(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def _listen() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
