"""Eight readers beside a writer: none is refused, none is wrong, each answer and each command is of one version."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from chainscape import graph
from chainscape.schema import Node, Record, Relation, Statement

READERS = 8
FIRMS = 200
#: asks again and again, by a store that follows and by one that is opened anew, until its input ends
READER = """
import json, select, sys
from chainscape import graph
firms = int(sys.argv[2])
text = "MATCH (c:Company) OPTIONAL MATCH (c)-[r]->() RETURN min(c.note) AS a, max(c.note) AS b, count(r) AS n"
tries, failures, last = 0, [], ""
def ask(store):
    global tries
    tries += 1
    return store.run(text).values[0]
print("ready", flush=True)
with graph.open_store(sys.argv[1]) as kept:
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            low, high, ties = ask(kept)
            if low != high or ties != firms or low < last:
                failures.append(f"kept: {low} to {high}, {ties} relations, after {last}")
            last = low
            with graph.open_store(sys.argv[1], follow=False) as store:
                first, second = ask(store), ask(store)
            if first != second or first[0] != first[1] or first[2] != firms:
                failures.append(f"anew: {first}, {second}")
        except Exception as error:
            failures.append(f"{type(error).__name__}: {error}")
print(json.dumps([tries, failures[:5], len(failures)]))
"""


def state(number: int) -> list[Record]:
    """Return firms that all have a number, in a ring."""
    said = (Statement("madeup", "1", (), "2024", {"name": "虚构", "note": f"{number:09}"}),)
    tie = (Statement("madeup", "1", (), "2024", {"note": f"{number:09}", "product": "x"}),)
    ids = [f"company:madeup_{each}" for each in range(FIRMS)]
    ring = [Relation("SUPPLIES", a, b, tie, ("x",)) for a, b in zip(ids, [*ids[1:], ids[0]], strict=True)]
    return [*(Node("Company", id, said) for id in ids), *ring]


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it; a try is an answer, or a version that was written."""
    with TemporaryDirectory() as home:
        path = Path(home) / "store"
        number = seed
        with graph.open_store(path, "w") as store:
            graph.load(store, iter(state(number)))
        words = [sys.executable, "-c", READER, str(path), str(FIRMS)]
        readers = [
            subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(READERS)
        ]
        for each in readers:
            assert each.stdout is not None
            each.stdout.readline()
        end, written = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            number += 1
            with graph.open_store(path, "w") as store:
                graph.load(store, iter(state(number)))
            written += 1
        tries, failures = written, []
        for each in readers:
            out, _ = each.communicate("\n", timeout=120)
            asked, first, many = json.loads(out)
            tries += asked
            failures += first + [f"… and {many - len(first)} more"] * (many > len(first))
        return tries, failures
