"""``PYTHONPATH=tests python -m differential --seed 1 --count 5000``: a campaign; --smallest makes its texts small."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import neo4j
import neo4j_server

from chainscape import graph

from .asking import SECONDS, Both
from .campaign import run, skeleton, smallest
from .recording import record
from .values import small_records

#: a compiler that takes its time, for long lives
LONG = ("-XX:+UseSerialGC", "-Xmx4g")


@contextmanager
def both(url: str = "") -> Iterator[Both]:
    """Give a new folder and a new server with the small graph in them; a server at an address is filled anew."""
    with TemporaryDirectory() as home:
        place = Path(home)
        if not url:
            with neo4j_server.started(place / "neo4j", options=LONG) as server, both(server.url) as found:
                yield found
            return
        neo4j_server.empty(url)
        for target in (url, str(place / "folder")):
            with graph.open_store(target, mode="w") as store:
                graph.load(store, iter(small_records()))
        driver = neo4j.GraphDatabase.driver(url, notifications_min_severity="OFF")
        with driver, graph.open_store(place / "folder", timeout=SECONDS) as folder:
            found = Both(folder, driver)
            yield found
            found.close()


def main() -> None:
    """Run a campaign."""
    parser = argparse.ArgumentParser(description="Texts made at random, asked of a folder and of a Neo4j server.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--longest", type=int, default=0, help="pass over texts of more characters")
    parser.add_argument("--url", default="", help="a server that may be emptied; a new one without it")
    parser.add_argument("--kind", default="different", help="which texts to make small")
    parser.add_argument(
        "--smallest", type=int, default=0, help="make so many of the texts small that were found before"
    )
    parser.add_argument("--record", action="store_true", help="record the server's answers for the tests")
    given = parser.parse_args()
    into = Path("out") / "differential" / f"seed-{given.seed}{f'-{given.longest}' if given.longest else ''}"
    with both(given.url) as found:
        if given.record:
            record(found)
            return
        if not given.smallest:
            run(found, given.seed, given.count, into, longest=given.longest)
            return
        lines = [json.loads(line) for line in (into / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
        kept = [each for each in lines if each["kind"] == given.kind][: given.smallest]
        groups: dict[str, list[str]] = defaultdict(list)
        for each in kept:
            said = smallest(found, given.seed, each["number"])
            groups[skeleton(said)].append(said)
            print(each["number"], said, sep="\t", flush=True)
        print()
        for _, texts in sorted(groups.items(), key=lambda item: -len(item[1])):
            print(len(texts), min(texts, key=len), sep="\t")
        print(Counter(each["kind"] for each in lines))


if __name__ == "__main__":
    main()
