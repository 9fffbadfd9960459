"""A disk that takes no more: each command that writes says so in a sentence, and what was there stays."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chainscape import graph, importers

from .trying import dump, pack_store, until

#: no file may grow beyond so many bytes: the system refuses the write, as a full disk does
PROGRAM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from chainscape.cli import main
sys.exit(main(sys.argv[2:]))
"""


def commands(home: Path, store: Path, pack: Path) -> list[list[str]]:
    """Return command lines that write."""
    return [
        ["import", str(pack), "--store", str(home / "new")],
        ["import", str(home / "more"), "--store", str(store)],
        ["export", str(home / "all.jsonl"), "--store", str(store)],
        ["export", str(home / "all.graphml"), "--store", str(store)],
        ["export", str(home / "tables"), "--format", "csv", "--store", str(store)],
        ["map", "光电", "-o", str(home / "map.html"), "--store", str(store)],
        ["book", "-o", str(home / "book.html"), "--store", str(store)],
        ["gaps", "-o", str(home / "gaps.xlsx"), "--store", str(store)],
        ["gaps", "-o", str(home / "gaps.csv"), "--store", str(store)],
        [
            "search",
            "add",
            "光电/计量",
            "--result",
            "none_found",
            "--method",
            "survey",
            "--by",
            "madeup",
            "--store",
            str(store),
        ],
    ]


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it."""
    luck, failures, tries = random.Random(seed), [], 0
    pack = Path(importers.__file__).parents[1] / "data" / "suzhou"
    with TemporaryDirectory() as place:
        home = Path(place)
        store = pack_store(home / "store")
        (home / "more").mkdir()
        (home / "more" / "firms.csv").write_text("id,name\ncompany:madeup,虚构\n", encoding="utf-8")
        (home / "more" / "mapping.yaml").write_text(
            "tables:\n  firms.csv:\n    node: Company\n    columns: {id: id, name: name}\n", encoding="utf-8"
        )
        before = sorted(path.name for path in home.iterdir())
        with graph.open_store(store) as opened:
            whole = dump(opened)
        for number in until(seconds):
            every = commands(home, store, pack)
            words = every[number % len(every)]
            limit = luck.choice([1, 100, 4_096, 20_000, 65_536, 200_000])
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, str(limit), *words], capture_output=True, text=True, timeout=120
            )
            tries += 1
            what = f"{' '.join(words[:2])} with {limit} bytes"
            if "Traceback" in done.stderr or done.returncode not in (0, 1, 2):
                failures.append(f"{what}: {done.returncode} {done.stderr[-300:]}")
            with graph.open_store(store) as opened:
                failures += [f"{what}: {each.name} {each.first}" for each in graph.verify(opened) if each.faults]
            if done.returncode:
                left = sorted(path.name for path in home.iterdir() if path.name not in before)
                if [name for name in left if name != "new"]:
                    failures.append(f"{what}: left {left}")
                with graph.open_store(store) as opened:
                    if dump(opened) != whole:
                        failures.append(f"{what}: the store is another one")
            for path in home.iterdir():
                if path.name not in before:
                    subprocess.run(["rm", "-r", str(path)], check=True)
            with graph.open_store(store) as opened:
                whole = dump(opened)
    return tries, failures
