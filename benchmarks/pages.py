"""How soon something is to be seen on each page of the demo, in a headless Chromium.

    python benchmarks/pages.py [FOLDER] [RUNS]

Opens every page of `chainscape demo` at 1280×720 and prints the median of its first contentful paint and of the first
drawing of its picture, the slowest pages first.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from browser import browser, open_page


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    files = sorted(file for file in folder.glob("*.html") if file.name != "index.html")
    if not files:
        sys.exit(f"no pages in {folder}: run `chainscape demo` first")
    found: dict[str, tuple[float, float]] = {}
    with browser() as started:
        for file in files:
            figures = []
            for _ in range(runs):
                with open_page(started, file) as tab:
                    figures.append((tab.first_paint(), tab.ready()))
            found[file.name] = (statistics.median(p for p, _ in figures), statistics.median(r for _, r in figures))
    for name, (paint, ready) in sorted(found.items(), key=lambda each: -each[1][0]):
        print(f"{name:<44} paint {paint:6.0f} ms   picture {ready:6.0f} ms")
    print(f"median of {runs}, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors; no more than 1,000 ms wanted")


if __name__ == "__main__":
    main()
