"""What campaigns share: a limit of time, a store of the pack, and what a process said."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from chainscape import graph, importers


def until(seconds: float) -> Iterator[int]:
    """Yield numbers until the time is over, at least one."""
    end = time.monotonic() + seconds
    number = 0
    while number == 0 or time.monotonic() < end:
        yield number
        number += 1


def pack_store(path: Path) -> Path:
    """Make a store of the pack, with the version before it."""
    for _ in range(2):
        with graph.open_store(path, "w", fresh=True, note="made for a campaign") as store:
            graph.load(store, importers.pack())
    return path


def dump(store: graph.Store) -> list[str]:
    """Return everything in a store, relations by record and as the nodes tell them."""
    return list(store.dump())


def command(*words: object, limit: float = 60, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "chainscape.cli", *map(str, words)],
        capture_output=True, text=True, errors="replace", timeout=limit,
        env={**os.environ, "CHAINSCAPE_JVM_CACHE": "off", "PYTHONUTF8": "1", **variables},
    )  # fmt: skip
