"""Faults of the network, at random: a server that is silent, slow, cut off or another program, at any statement.

Each try opens a store with a limit and asks one query. It must end within the limit and a second with an error of ours
on one line, or with the right answer where nothing was wrong.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from fake_bolt import DOORS, FAULTS, Faulty

from chainscape import graph
from chainscape.schema import ChainscapeError

#: seconds over the limit that a try may take
SLACK = 1.0
#: times that a try may take too long before it counts as failed
ATTEMPTS = 3


@dataclass(frozen=True)
class Try:
    """What goes wrong, where, and how it is asked."""

    door: str
    fault: str
    at: int
    scheme: str
    stream: bool
    limit: float
    garbage: bytes

    def run(self) -> str:
        """Return what is wrong with how it ends, "" for nothing."""
        with Faulty(self.fault, self.at, self.door, garbage=self.garbage) as server:
            url = server.url.replace("bolt", self.scheme, 1)
            begun = time.monotonic()
            said = self._ask(url)
            took = time.monotonic() - begun
        # opening has the limit, and so has the query
        if took > 2 * self.limit + SLACK:
            return f"{self}: took {took:.2f} s: {said}"
        return "" if said == "answered" or _is_one_line(said) else f"{self}: {said}"

    def _ask(self, url: str) -> str:
        try:
            with graph.open_store(url, timeout=self.limit) as store:
                if self.stream:
                    with store.stream("RETURN 1 AS one") as rows:
                        found = rows.all()
                else:
                    found = store.run("RETURN 1 AS one")
        except ChainscapeError as error:
            return str(error)
        except Exception as error:
            return f"no error of ours: {type(error).__name__} {error}\n"
        return "answered" if found.values == [(1,)] else f"a wrong answer: {found}\n"


def _is_one_line(said: str) -> bool:
    return bool(said) and "\n" not in said and len(said) < 1_000


def made(chance: random.Random) -> Try:
    """Return a try."""
    at_the_door = chance.random() < 0.3
    return Try(
        chance.choice(DOORS) if at_the_door else "",
        "" if at_the_door else chance.choice((*FAULTS, "")),
        chance.randint(1, 3),
        chance.choice(("bolt", "bolt", "neo4j", "bolt+s", "bolt+ssc")) if at_the_door else "bolt",
        chance.random() < 0.5,
        chance.choice((0.5, 1.0, 2.0)),
        chance.randbytes(chance.randint(1, 60)),
    )


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Try for so many seconds; return how many tries there were and what failed."""
    chance, until, tried = random.Random(seed), time.monotonic() + seconds, 0
    failures = []
    while time.monotonic() < until or not tried:
        tried += 1
        each = made(chance)
        # on a busy machine one may take longer now and then; a limit that does not hold is too late each time
        if all(wrong := each.run() for _ in range(ATTEMPTS)):
            failures.append(wrong)
    return tried, failures
