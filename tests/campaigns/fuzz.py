"""Broken input for each reader of files: good ones with bytes and parts changed are read or told in a sentence.

Tables with their mapping, records as JSON Lines, searches as a table. Configuration files: `campaigns.config`.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from chainscape import graph, importers
from chainscape.schema import ChainscapeError

from .trying import until

PIECES = [
    b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28",
    b"\x1b[2J", b"=1+1", "，".encode(), "、".encode(), "　".encode(), "\u202e".encode(), b"9" * 400, b"1e999", b"NaN",
    b"null", b"{}", b"[", b"]" * 50, b"\\", b"\\ud800", "企".encode("gb18030"), b"-",
    b"2024-13-45", b"source:nowhere", b"#N/A",
]  # fmt: skip


def changed(text: bytes, luck: random.Random) -> bytes:
    """Return a file with one to four changes."""
    held = bytearray(text)
    for _ in range(luck.randrange(1, 5)):
        at = luck.randrange(len(held) + 1)
        match luck.randrange(7):
            case 0:
                del held[at : at + luck.randrange(1, 200)]
            case 1 | 2:
                held[at:at] = luck.choice(PIECES)
            case 3:
                held[at : at + 1] = luck.randbytes(1)
            case 4:
                del held[at:]
            case 5:
                lines = bytes(held).split(b"\n")
                one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                held = bytearray(b"\n".join(lines))
            case _:
                held = bytearray(
                    bytes(held).decode("utf-8", "replace").encode(luck.choice(["utf-16", "gb18030"]), "replace")
                )
        held = held or bytearray(b"\n")
    return bytes(held)


def told(call: Callable[[], object]) -> str:
    """Return what went wrong, "" where the input was read or refused in a sentence."""
    try:
        call()
    except ChainscapeError as error:
        said = str(error)
        if "Traceback" in said or len(said) > 2_000:
            return f"told in {len(said)} characters: {said[:200]}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def tables(folder: Path, luck: random.Random) -> Callable[[], object]:
    """Change a table of the pack, and check the folder."""
    files = sorted(folder.rglob("*.csv"))
    path = luck.choice(files)
    path.write_bytes(changed(path.read_bytes(), luck))
    return lambda: graph.check(importers.open_tables([folder]))


def lines(path: Path, whole: bytes, luck: random.Random) -> Callable[[], object]:
    """Change a file of records, and read it to its end."""
    start = luck.randrange(len(whole))
    path.write_bytes(changed(whole[max(0, start - 3_000) : start + 3_000].partition(b"\n")[2], luck))
    return lambda: list(graph.read_records(path))


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Run it."""
    luck, failures, tries = random.Random(seed), [], 0
    pack = Path(importers.__file__).parents[1] / "data" / "suzhou"
    with TemporaryDirectory() as home:
        with graph.open_store(Path(home) / "store", "w") as store:
            graph.load(store, importers.pack())
            graph.export(store, Path(home) / "all.jsonl", "jsonl")
        whole = (Path(home) / "all.jsonl").read_bytes()
        assert json.loads(whole.partition(b"\n")[0])
        for number in until(seconds):
            tries += 1
            if number % 10:
                call, what = lines(Path(home) / "some.jsonl", whole, luck), "records"
            else:
                shutil.rmtree(Path(home) / "tables", ignore_errors=True)
                shutil.copytree(pack, Path(home) / "tables")
                call, what = tables(Path(home) / "tables", luck), "tables"
            if fault := told(call):
                failures.append(f"{what} {seed}/{number}: {fault}")
    return tries, failures
