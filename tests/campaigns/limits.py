"""Texts and servers that would take long, with a limit of 1 or 2 s: each must end within it and a second.

In a folder: texts that are long, deep, slow to parse, to plan, to run, to fetch, and that need much memory. On a server
that fails: see `fake_bolt`. Every other try goes by the command line, whose limit counts from its start.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fake_bolt import DOORS, FAULTS, Faulty

from chainscape import graph
from chainscape.schema import ChainscapeError

#: seconds over the limit that a try may take
SLACK = 1.0
#: times that a try may take too long before it counts as failed
ATTEMPTS = 3
#: seconds that a process may take beside: Python and Java are started, and the machine may be busy
START = 2.0
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*) AS n"
TEXTS = {
    "or, 100,000 times": "RETURN " + " OR ".join(["true"] * 100_000),
    "or, as long as allowed": "RETURN " + " OR ".join(["true"] * 12_400),
    "case, 100 deep": "RETURN " + "CASE WHEN true THEN " * 100 + "1" + " END" * 100,
    "case, as deep as allowed": "RETURN " + "CASE WHEN true THEN " * 50 + "1" + " END" * 50,
    "a list of 4 MB": "RETURN [" + "1, " * 1_300_000 + "1]",
    "a list as long as allowed": "RETURN [" + "1, " * 33_000 + "1]",
    "lists in a list": "RETURN [" + "[1], " * 19_000 + "1]",
    "cases in a list": "RETURN [" + ", ".join(["CASE WHEN true THEN 1 END"] * 3_500) + "]",
    "counts": "RETURN [" + ", ".join(["COUNT { MATCH (a) } + 1 = 2"] * 3_000) + "]",
    "patterns": "MATCH (a) RETURN [" + ", ".join(["exists((a)-->())"] * 4_000) + "] AS l",
    "aggregates": "MATCH (a) RETURN " + ", ".join(f"count(a) + {n} AS c{n}" for n in range(2_500)),
    "conditions": "MATCH (a) WHERE " + " AND ".join(f"any(x IN a.l WHERE x = {n})" for n in range(200)) + " RETURN a",
    "clauses": "MATCH (a)-[r]->(b) WHERE r.x = 1 " * 900 + "RETURN a",
    "unions": " UNION ALL ".join(["MATCH (a)-->(b) RETURN count(*) AS n"] * 2_000),
    "brackets": "RETURN " + "(" * 50 + "1" + ")" * 50,
    "many rows": ENDLESS,
    "one expression": "RETURN all(x IN range(1, 6000000) WHERE any(y IN range(1, 600) WHERE y < x + 1)) AS n",
    "a long text": "RETURN size(reduce(s = 'a', x IN range(1, 31) | s + s)) AS n",
    "a long list": "RETURN size(reduce(l = [1], x IN range(1, 31) | l + l)) AS n",
    "groups": "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b "
    "WITH toString(a) + '-' + toString(b) AS t, count(*) AS n RETURN count(t) AS n",
    "sorting": "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a * b AS n ORDER BY n DESC, a",
    "an answer of many rows": "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b, toString(a) AS t",
    "comments": "/*" * 40_000 + "*/ RETURN 1",
    "quotation marks": "RETURN " + "'" * 99_991,
}


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Try for so many seconds, each text and fault once at least; return how many tries there were and what failed."""
    chance, until = random.Random(seed), time.monotonic() + seconds
    tried, failures = 0, []
    with tempfile.TemporaryDirectory(prefix="chainscape-limits-") as work:
        folder = Path(work) / "store"
        graph.open_store(folder, "w").close()
        tries = list(_tries(folder))
        chance.shuffle(tries)
        while tries and (time.monotonic() < until or tried < 20):
            name, ask = tries.pop()
            limit = chance.choice((1.0, 2.0))
            tried += 1
            # on a busy machine one may take longer now and then; a limit that does not hold is too late each time
            if all(wrong := _measured(ask, limit) for _ in range(ATTEMPTS)):
                failures.append(f"{name}, limit {limit:g} s: {wrong}")
            tries = tries or list(_tries(folder))
    return tried, failures


Ask = Callable[[float], tuple[float, str]]


def _measured(ask: Ask, limit: float) -> str:
    """Return what is wrong with how a try ends, "" for nothing."""
    beside, said = 0.0, ""
    begun = time.monotonic()
    beside, said = ask(limit)
    took = time.monotonic() - begun - beside
    if "\n" in said or "Traceback" in said:
        return said
    return f"took {took:.2f} s: {said[:200]}" if took > limit + SLACK else ""


def _tries(folder: Path) -> list[tuple[str, Ask]]:
    tries: list[tuple[str, Ask]] = []
    for name, text in TEXTS.items():
        tries.append((f"run: {name}", _running(folder, text)))
        if len(text) < 100_000:
            tries.append((f"command: {name}", _command(lambda text=text: ["cypher", text, "--store", str(folder)])))
    for door in DOORS:
        tries.append((f"door: {door}", _serving(door=door)))
    for fault in FAULTS:
        for at in (1, 2, 3):
            tries.append((f"fault: {fault} at {at}", _serving(fault=fault, at=at)))
    return tries


def _running(folder: Path, text: str) -> Ask:
    def ask(limit: float) -> tuple[float, str]:
        begun = time.monotonic()
        with graph.open_store(folder, timeout=limit) as store:
            opened = time.monotonic() - begun
            return opened, _said(lambda: store.run(text))

    return ask


def _serving(fault: str = "", at: int = 3, door: str = "") -> Ask:
    def ask(limit: float) -> tuple[float, str]:
        with Faulty(fault, at, door) as server:
            begun = time.monotonic()
            try:
                store = graph.open_store(server.url, timeout=limit)
            except ChainscapeError as error:
                return 0.0, str(error)
            with store:
                return time.monotonic() - begun, _said(lambda: store.run("RETURN 1 AS one"))

    return ask


def _said(what: Callable[[], object]) -> str:
    try:
        what()
    except ChainscapeError as error:
        return str(error)
    except Exception as error:
        return f"Traceback: {type(error).__name__} {error}"
    return "answered"


def _command(words: Callable[[], list[str]]) -> Ask:
    def ask(limit: float) -> tuple[float, str]:
        command = [sys.executable, "-m", "chainscape.cli", *words(), "--timeout", f"{limit:g}", "-o", "-"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60
            )
        except subprocess.TimeoutExpired:
            return 0.0, "Traceback: still running after 60 s"
        return START, done.stderr.strip()

    return ask
