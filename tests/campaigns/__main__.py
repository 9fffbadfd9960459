"""``PYTHONPATH=tests python -m campaigns``: run campaigns and print a table of tries and failures."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

NAMES = sorted(each.stem for each in Path(__file__).parent.glob("[a-z]*.py") if each.stem != "trying")


def main() -> int:
    """Run them."""
    parser = argparse.ArgumentParser(description="Tries to break the program, with a seed and a limit of time each.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(NAMES)}; all without it")
    parser.add_argument("--seconds", type=float, default=60, help="for each; default 60")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if odd := set(given.names) - set(NAMES):
        parser.error(f"no campaign {', '.join(sorted(odd))}. There are: {', '.join(NAMES)}")
    failed = 0
    for name in given.names or NAMES:
        begun = time.monotonic()
        tries, failures = importlib.import_module(f"campaigns.{name}").main(given.seconds, given.seed)
        failed += len(failures)
        print(f"{name:<12}{tries:>8} tries{len(failures):>6} failed{time.monotonic() - begun:>8.0f} s", flush=True)
        for each in failures[:20]:
            print(f"    {each}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
