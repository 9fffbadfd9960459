"""Damage to each kind of file of a store: it is told, or what is answered is true."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from chainscape import graph
from chainscape.schema import DataError

from .trying import pack_store, until

ASKED = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relations"


def emptied(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def halved(path: Path, _: random.Random) -> None:
    held = path.read_bytes()
    path.write_bytes(held[: len(held) // 2])


def flipped(path: Path, luck: random.Random) -> None:
    held = bytearray(path.read_bytes())
    held[luck.randrange(len(held))] ^= 1 << luck.randrange(8)
    path.write_bytes(held)


def zeroed(path: Path, luck: random.Random) -> None:
    """A stretch that was not zero before becomes it."""
    held = bytearray(path.read_bytes())
    start = luck.randrange(len(held))
    at = next((i % len(held) for i in range(start, start + len(held)) if held[i % len(held)]), None)
    if at is None:
        flipped(path, luck)
        return
    end = min(at + 4_096, len(held))
    held[at:end] = bytes(end - at)
    path.write_bytes(held)


def lengthened(path: Path, luck: random.Random) -> None:
    path.write_bytes(path.read_bytes() + luck.randbytes(luck.randrange(1, 70_000)))


def garbled(path: Path, luck: random.Random) -> None:
    path.write_bytes(luck.randbytes(path.stat().st_size))


def deleted(path: Path, _: random.Random) -> None:
    path.unlink()


def swapped(path: Path, luck: random.Random) -> None:
    others = sorted(each for each in path.parent.iterdir() if each.suffix == path.suffix and each != path)
    differing = [each for each in others if each.read_bytes() != path.read_bytes()]
    if not differing:
        deleted(path, luck)
    else:
        path.write_bytes(luck.choice(differing).read_bytes())


KINDS: tuple[Callable[[Path, random.Random], None], ...] = (
    emptied, halved, flipped, zeroed, lengthened, garbled, deleted, swapped,
)  # fmt: skip


def targets(store: Path) -> dict[str, list[Path]]:
    """Return the files of the version that is read, and what points at it, by kind."""
    found: dict[str, list[Path]] = {}
    current = max((store / "versions").iterdir(), key=lambda each: int(each.name))
    for each in sorted([*(current / "database").iterdir(), current / "proof.json", store / "current.json"]):
        if each.stat().st_size:
            edges = "edges " if "_edges." in each.name else ""
            found.setdefault(edges + (each.suffix if each.suffix != ".json" else each.name), []).append(each)
    return found


def one(home: Path, whole: Path, truth: list[tuple[object, ...]], luck: random.Random, number: int) -> str:
    """Damage a copy and ask it; return what went wrong, "" if nothing did."""
    store, what = home / f"damaged-{number}", ""
    shutil.copytree(whole, store)
    try:
        kinds = targets(store)
        kind = sorted(kinds)[number % len(kinds)]
        damage = KINDS[number // len(kinds) % len(KINDS)]
        path = luck.choice(kinds[kind])
        damage(path, luck)
        what = f"{damage.__name__} {path.name}"
        for mode in ("r", "w"):
            try:
                with graph.open_store(store, mode) as opened:
                    answer = [tuple(row) for row in opened.run(ASKED).values]
                if answer != truth:
                    return f"{what}: answered {answer}, true is {truth}"
            except DataError as error:
                if len(str(error)) > 1_000 or "\n" in str(error):
                    return f"{what}: told in {len(str(error))} characters"
        return ""
    except Exception as error:
        return f"{what}: {type(error).__name__}: {error}"
    finally:
        shutil.rmtree(store, ignore_errors=True)


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it."""
    luck = random.Random(seed)
    failures: list[str] = []
    tries = 0
    with TemporaryDirectory() as home:
        whole = pack_store(Path(home) / "whole")
        with graph.open_store(whole) as store:
            truth = [tuple(row) for row in store.run(ASKED).values]
        for number in until(seconds):
            tries += 1
            failures += filter(None, [one(Path(home), whole, truth, luck, number)])
    return tries, failures
