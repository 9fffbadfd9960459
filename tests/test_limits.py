"""Limits that hold: the length and depth of a text, the time of a query and of a command, the engine's memory.

How soon each ends is measured by `campaigns.limits`; here it is that it ends, and by which error.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from differential.queries import text
from differential.recording import COUNT, SEED

from chainscape import graph
from chainscape.cli import library
from chainscape.cli.ending import ended_after
from chainscape.graph import Store, allowed
from chainscape.graph.allowed import DEEPEST, LONGEST, check_size
from chainscape.graph.embedded import classes, jvm, messages
from chainscape.graph.streaming import shortened
from chainscape.schema import QueryFailed, QueryRefused, QueryTimeout, Text, UsageError

ROOT = Path(__file__).parent.parent
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"
DEEP = "CASE WHEN true THEN "


def one_line(error: BaseException) -> str:
    said = str(error)
    assert "\n" not in said
    assert len(said) < 1_000
    return said


def nested(opening: str, closing: str, many: int, inside: str = "1") -> str:
    return "RETURN " + opening * many + inside + closing * many


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("[", "]"), ("{a: ", "}"), ("abs(", ")"), (DEEP, " END"), ("case 1 when ", " then 2 end")],
)
def test_a_text_is_as_deep_as_it_may_be(opening: str, closing: str):
    check_size(nested(opening, closing, DEEPEST))
    with pytest.raises(QueryRefused, match=f"{DEEPEST + 1} brackets and CASE stand in each other") as caught:
        check_size(nested(opening, closing, DEEPEST + 1))
    assert "WITH" in one_line(caught.value)
    assert str(DEEPEST) in caught.value.zh


@pytest.mark.parametrize(
    "around",
    ["'%s'", '"%s"', "`%s`", "// %s\n1", "/* %s */ 1", r"'\'%s'", "'it''s %s'", "'%s", "/* %s"],
)
def test_texts_names_and_comments_are_not_deep(around: str):
    check_size("RETURN " + around % ("(" * 99 + " case" * 99))


def test_names_are_no_words():
    check_size("RETURN " + " + ".join(f"n.case + $case + m.`case` + casein{n} + {{case: 1}}.case" for n in range(99)))
    check_size("MATCH (n:case) RETURN " + ", ".join(["CASE WHEN n.end THEN n.end ELSE 1 END"] * 99))


def test_a_text_is_as_long_as_it_may_be():
    check_size("x" * LONGEST)
    with pytest.raises(QueryRefused, match="parameters") as caught:
        check_size("x" * 400_000)
    assert "400,000" in one_line(caught.value)
    assert "参数" in caught.value.zh


def test_real_texts_are_far_from_both_limits(monkeypatch: pytest.MonkeyPatch):
    """Half of the depth and a tenth of the length would be enough for all texts that we know."""
    monkeypatch.setattr(allowed, "DEEPEST", DEEPEST // 2)
    monkeypatch.setattr(allowed, "LONGEST", LONGEST // 10)
    known = [path.read_text(encoding="utf-8") for path in (ROOT / "queries").rglob("*.cypher")]
    assert len(known) > 50
    for each in (*known, *(str(text(SEED, n)) for n in range(0, COUNT, 5))):
        check_size(each)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("RETURN " + " OR ".join(["true"] * 100_000), QueryRefused),
        (nested(DEEP, " END", 100), QueryRefused),
        ("RETURN [" + "1, " * 1_000_000 + "1]", QueryRefused),
        ("RETURN " + " OR ".join(["true"] * 12_000), QueryTimeout),
        ("RETURN [" + "[1], " * 19_000 + "1]", QueryTimeout),
        ("RETURN [" + ", ".join(["CASE WHEN true THEN 1 END"] * 3_500) + "]", QueryTimeout),
        (ENDLESS, QueryTimeout),
        ("RETURN all(x IN range(1, 6000000) WHERE any(y IN range(1, 600) WHERE y < x + 1)) AS n", QueryTimeout),
    ],
    ids=["or", "case", "list", "long or", "lists", "cases", "rows", "expression"],
)
def test_parsing_and_planning_count_into_the_limit(pack_path: Path, query: str, limit: type[Exception]):
    with graph.open_store(pack_path, timeout=0.4) as store:
        for ask in (store.run, store.stream):
            with pytest.raises(limit) as caught:
                ask(query)
            one_line(caught.value)
            assert caught.value.zh  # type: ignore[attr-defined]
    with graph.open_store(pack_path) as store:
        assert store.run("RETURN 1 AS one").column("one") == [1]


@pytest.mark.parametrize(
    "query",
    [
        "RETURN size(reduce(s = 'a', x IN range(1, 31) | s + s)) AS n",
        "RETURN reduce(l = [1], x IN range(1, 31) | l + l) AS l",
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN collect(toString(a) + toString(b)) AS l",
    ],
    ids=["a text", "a list", "collect"],
)
def test_a_query_that_needs_too_much_memory_names_it(pack_path: Path, query: str):
    """In a process of its own: the heap can be set once."""
    words = ("cypher", query, "--store", str(pack_path), "--heap", "256m", "--lang")
    for lang, named in (("en", "memory"), ("zh", "内存")):
        done = subprocess.run(
            [sys.executable, "-m", "chainscape.cli", *words, lang],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=200,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert named in done.stderr
        assert "--heap" in done.stderr


def test_a_store_goes_on_after_its_memory_was_full(pack_store: Store):
    with pytest.raises(QueryFailed, match="--heap"):
        pack_store.run("RETURN size(reduce(s = 'a', x IN range(1, 31) | s + s)) AS n")
    assert pack_store.run("MATCH (c:IndustryChain) RETURN count(c) AS n").column("n") == [14]


def test_the_heap_is_a_quarter_of_the_memory_and_two_gigabytes_at_most():
    assert "-XX:MaxRAM=8g" in jvm.options("short")
    given = jvm.options("long", "4g")
    assert "-Xmx4g" in given
    assert not [each for each in given if "MaxRAM" in each]


def thrown(name: str, message: str, *cause: Any) -> Any:
    """An error of Java, of a class that it has."""
    return classes.java(name)(message, *cause)


def test_a_stack_that_is_full_is_told(pack_store: Store):
    said = messages.failure(
        thrown("java.lang.RuntimeException", "Error executing", thrown("java.lang.StackOverflowError", ""))
    )
    assert "nested too deep" in one_line(said)
    assert "嵌套过深" in said.zh


def test_a_full_disk_behind_an_error_of_the_engine_is_told(pack_store: Store):
    full = thrown("java.io.IOException", "No space left on device")
    failed = thrown("com.arcadedb.exception.TransactionException", "Transaction error on commit", full)
    said = messages.store_error(failed, Path("store"), "cannot be opened", "无法打开")
    assert "No space left on the disk" in one_line(said)
    assert "磁盘已满" in said.zh


def test_a_message_of_several_lines_that_quotes_a_long_text_is_one_line_and_short(pack_store: Store):
    long = "Syntax error at line 1:7\n\tat 'RETURN " + "x" * 90_000 + "'\nhint: look there"
    said = one_line(
        messages.failure(thrown("java.lang.RuntimeException", long), Text("不是 Cypher 语句", "not a Cypher query"))
    )
    assert "line 1, column 8" in said
    assert said.endswith("look there")
    assert len(said) < 700


def test_a_long_text_with_a_mistake_is_not_quoted_whole(pack_store: Store):
    for wrong in (
        "RETURN [" + "1, " * 30_000 + "]",
        "RETURN '" + "x" * 90_000,
        "RETURN nobody('" + "x" * 90_000 + "')",
    ):
        with pytest.raises((QueryFailed, QueryRefused)) as caught:
            pack_store.run(wrong)
        one_line(caught.value)
    assert shortened("x" * 601).count("…") == 1


@pytest.mark.parametrize("command", [["gaps"], ["hubs"], ["ask", "hub-facts"], ["map", "光电", "-o", "map.html"]])
def test_a_command_ends_with_all_its_queries(
    run: Any, pack_path: Path, tmp_path: Path, monkeypatch: Any, command: list[str]
):
    monkeypatch.chdir(tmp_path)
    answer = run(*command, "--store", str(pack_path), "--timeout", "0.001", "--lang", "en")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "chainscape: the command took longer than 0.001 seconds (--timeout) and was ended\n"
    assert list(tmp_path.iterdir()) == []


def test_what_is_drawn_counts_too(run: Any, monkeypatch: pytest.MonkeyPatch):
    """Not only queries: whatever Python does for a command."""

    def forever(_: object) -> int:
        while True:
            pass

    monkeypatch.setattr(library, "list_queries", forever)
    answer = run("queries", "--timeout", "0.2", "--lang", "zh")
    assert (answer.code, answer.err) == (1, "chainscape: 命令超过 0.2 秒（--timeout），已中止\n")


def run_on(seconds: float = 60) -> None:
    for _ in range(int(seconds * 100)):
        time.sleep(0.01)


def test_an_end_that_is_lost_comes_again():
    """What is raised while garbage is collected, or by Java's own callbacks, is lost."""
    lost = []

    def lose_one() -> None:
        try:
            run_on()
        except KeyboardInterrupt:
            lost.append(1)
        run_on()

    with pytest.raises(QueryTimeout), ended_after(0.05):
        lose_one()
    assert lost == [1]


def test_what_cleans_up_is_not_ended_again():
    cleaned = []

    def clean_up_long() -> None:
        try:
            run_on()
        finally:
            run_on(0.7)
            cleaned.append(1)

    with pytest.raises(QueryTimeout), ended_after(0.05):
        clean_up_long()
    assert cleaned == [1]


def test_ctrl_c_within_a_limit_is_ctrl_c():
    with pytest.raises(KeyboardInterrupt), ended_after(60):
        raise KeyboardInterrupt


def test_memory_of_python_that_runs_out_is_told(run: Any, monkeypatch: pytest.MonkeyPatch):
    def full(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(library, "list_queries", full)
    answer = run("queries", "--lang", "en")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "--max-rows" in answer.err


def test_a_heap_too_small_for_java_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="8m") as caught:
        graph.open_store(tmp_path / "store", "w", heap="2m")
    assert "32m" in caught.value.zh
