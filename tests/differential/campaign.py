"""A campaign: many texts asked of both engines; what is not equal is kept, by kind, in a folder."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from .asking import Answer, Both, Outcome, judged, sorted_lists
from .columns import UNKNOWN
from .parts import Part
from .queries import Text, is_ordered, text
from .shrinking import shrink

#: texts between two looks at what is done
PIECE = 250


def outcomes(both: Both, texts: Iterable[Text]) -> Iterator[tuple[Text, Outcome]]:
    """Yield what comes of each text; the server answers the ones before while the folder answers the next."""
    with ThreadPoolExecutor(1) as beside:
        for piece in _pieces(texts):
            there = [beside.submit(both.ask_server, str(each)) for each in piece]
            here = [both.ask_folder(str(each)) for each in piece]
            for each, one, other in zip(piece, here, there, strict=True):
                yield each, _judged(each, one, other.result())


def _judged(said: Text, here: Answer, there: Answer) -> Outcome:
    if UNKNOWN in said.made:
        here, there = (replace(each, rows=tuple(map(sorted_lists, each.rows))) for each in (here, there))
    return judged(here, there, ordered=said.ordered)


def _pieces(texts: Iterable[Text]) -> Iterator[list[Text]]:
    piece: list[Text] = []
    for each in texts:
        piece.append(each)
        if len(piece) == PIECE:
            yield piece
            piece = []
    yield piece


def run(both: Both, seed: int, count: int, into: Path, *, longest: int = 0) -> Counter[str]:
    """Ask the first texts of one seed, go on where a run before this one ended, and return how many came out how.

    With ``longest``, texts of more characters are passed over: the server plans a text of 170 characters in a third of
    the time that one of 370 takes. ``into`` gets one line of JSON for each text that was not equal, and the counts.
    """
    into.mkdir(parents=True, exist_ok=True)
    done = into / "counts.json"
    counts: Counter[str] = Counter(json.loads(done.read_text(encoding="utf-8")) if done.exists() else {})
    for start in range(counts["looked at"], count, PIECE):
        numbers = range(start, min(start + PIECE, count))
        made = ((n, text(seed, n)) for n in numbers)
        asked = {n: each for n, each in made if not longest or len(str(each)) <= longest}
        lines = []
        for n, (each, outcome) in zip(asked, outcomes(both, asked.values()), strict=True):
            counts["texts"] += 1
            counts[outcome.kind] += 1
            counts["with rows"] += bool(outcome.there.rows)
            counts["late"] += "late" in (outcome.here.without, outcome.there.without)
            if outcome.kind != "equal":
                lines.append(json.dumps(_line(n, each, outcome), ensure_ascii=False))
        with (into / "texts.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        counts["looked at"] = numbers.stop
        done.write_text(json.dumps(counts), encoding="utf-8")
        print(_said(counts), flush=True)
    return counts


def _line(number: int, each: Text, outcome: Outcome) -> dict[str, Any]:
    return {
        "number": number, "kind": outcome.kind, "text": str(each), "ordered": each.ordered,
        "here": outcome.here.reason or str(outcome.here.rows[:3])[:300],
        "there": outcome.there.reason or str(outcome.there.rows[:3])[:300],
    }  # fmt: skip


def _said(counts: Counter[str]) -> str:
    kinds = ("different", "equal", "refused", "only server", "only folder", "failed both", "late", "with rows")
    answered = sum(counts[kind] for kind in ("different", "equal", "refused", "only server"))
    share = (counts["refused"] + counts["only server"]) / max(answered, 1)
    return f"{counts['texts']} texts: " + ", ".join(f"{counts[k]} {k}" for k in kinds) + f"; not here {share:.2%}"


def smallest(both: Both, seed: int, number: int) -> str:
    """Return the smallest text that comes out as one of a campaign does, and as unexpectedly."""
    whole = text(seed, number)
    first = both.ask(str(whole), ordered=whole.ordered)

    def holds(tree: Part) -> bool:
        found = both.ask(str(tree), ordered=whole.ordered and is_ordered(tree))
        return found.kind == first.kind and _kind(found.here.reason) == _kind(first.here.reason)

    return str(shrink(whole.tree, holds))


def _kind(reason: str) -> str:
    """Return a reason without names, numbers and texts."""
    return re.sub(r"'[^']*'|[0-9]+|[a-z][0-9]+", "…", reason.split(":")[0] + reason.partition(":")[2][:25])


def skeleton(said: str) -> str:
    """Return a text without its names and values: what differs for one reason looks alike."""
    found = re.sub(r"'[^']*'", "'…'", said)
    found = re.sub(r"\b[a-z][0-9]+\b", "x", re.sub(r"\.[a-z_]+\b", ".p", found))
    found = re.sub(r"\b[0-9.]+\b", "1", found)
    return re.sub(r":[A-Z]\w+(\|!?\w+)*", ":L", re.sub(r"\.[a-z_]+\b", ".p", found))
