"""What a server answers to the texts of every test run, as a few letters each: to ask takes it minutes.

``PYTHONPATH=tests python -m differential --record`` asks them anew, after a change of the grammar or of the server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .asking import Answer, Both
from .queries import Text, text

#: of the texts that are asked every time
SEED, COUNT = 110, 3000
HERE = Path(__file__).parent / "answers.txt"
#: stands for a text that the server does not answer
NONE = "-"


def texts() -> Iterator[Text]:
    """Yield the texts of every test run."""
    yield from (text(SEED, n) for n in range(COUNT))


def digest(answer: Answer, *, ordered: bool) -> str:
    """Return twelve letters that equal answers have in common; `NONE` for what was not answered."""
    if answer.without:
        return NONE
    rows = [_written(list(row)) for row in answer.rows]
    said = repr((answer.columns, rows if ordered else sorted(rows)))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:12]


def _written(value: Any) -> str:
    """Return a value with its type, a number with a fraction up to nine digits."""
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{key!r}:{_written(value[key])}' for key in sorted(value))}}}"
    # 0.0 and -0.0 are equal
    return f"float {value + 0.0:.9g}" if isinstance(value, float) else f"{type(value).__name__} {value!r}"


def recorded() -> list[str]:
    """Return what was recorded, one entry a text."""
    return HERE.read_text(encoding="utf-8").split()


def record(both: Both) -> None:
    """Ask the server all texts and keep its answers; goes on where it was stopped."""
    done = recorded() if HERE.exists() else []
    for n in range(len(done), COUNT):
        each = text(SEED, n)
        done.append(digest(both.ask_server(str(each)), ordered=each.ordered))
        if len(done) % 100 == 0 or len(done) == COUNT:
            HERE.write_text("\n".join(done) + "\n", encoding="utf-8")
            print(len(done), flush=True)
