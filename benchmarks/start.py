"""How long a whole command takes, against a bare script that asks the engine the same question.

    make bench        # or: python benchmarks/start.py [STORE] [PAIRS]

The bare script opens the store of `chainscape demo` read-only in the engine as an analyst without
Chainscape would (serial collector, first compiler, no start-up cache) and runs the text of `gap-facts`.
Each pair runs both one after the other, so that whatever else the machine does hits both.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

CHAIN = "光电"
CHAIN_ID = "chain:optoelectronics"
BARE = """
import sys
import arcadedb_embedded as arcadedb
from arcadedb_embedded.jvm import start_jvm
folder, text, options = sys.argv[1], open(sys.argv[2], encoding="utf-8").read(), sys.argv[3].split("|")
start_jvm(jvm_args=options)
import jpype
factory = jpype.JClass("com.arcadedb.database.DatabaseFactory")(folder)
mode = jpype.JClass("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
with arcadedb.Database(factory.open(mode)) as database:
    rows = database.query("opencypher", text, {"chain": sys.argv[4], "region": "region:suzhou"}).to_list()
print(len(rows))
"""


def command() -> list[str]:
    """The installed command beside this Python."""
    found = shutil.which("chainscape", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "chainscape.cli"]


def seconds(words: list[str], folder: Path) -> float:
    """Run a process to its end and return how long it took; its failure ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    took = time.perf_counter() - start
    if done.returncode or not done.stdout.strip():
        sys.exit(f"{words[:4]} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return took


def told(name: str, figures: list[float]) -> str:
    """Name, median and range in a line."""
    return f"{name:<44} {statistics.median(figures):7.3f} s  ({min(figures):.3f} to {max(figures):.3f})"


def main() -> None:
    """Measure and print."""
    import tempfile

    store = Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo/store").resolve()
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    if not store.is_dir():
        sys.exit(f"no store at {store}: run `chainscape demo` first")
    from chainscape.queries import query
    from chainscape.schema import vocabulary

    work = Path(tempfile.mkdtemp(prefix="chainscape-bench-"))
    try:
        text = query("gap-facts").text.replace("$idle", str(sorted(vocabulary().idle)))
        (work / "gap-facts.cypher").write_text(text, encoding="utf-8")
        bare = [sys.executable, "-c", BARE, str(database(store)), "gap-facts.cypher", "|".join(options()), CHAIN_ID]
        ours = [*command(), "gaps", CHAIN, "--store", str(store)]
        warm_up(bare, ours, work)
        both = [(seconds(bare, work), seconds(ours, work)) for _ in range(pairs)]
        helps = [seconds([*command(), "--help"], work) for _ in range(pairs)]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    ratios = [mine / theirs for theirs, mine in both]
    print(f"{pairs} pairs in one run, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(told("bare script, gap-facts", [theirs for theirs, _ in both]))
    print(told(f"chainscape gaps {CHAIN}", [mine for _, mine in both]))
    print(told("chainscape --help", helps))
    print(f"{'gaps to bare script, median of pairs':<44} {statistics.median(ratios):7.2f}×  (no more than 1.0 wanted)")


def database(store: Path) -> Path:
    """The engine's own folder inside a store."""
    from chainscape.graph.embedded.folder import Folder
    from chainscape.graph.embedded.versioning import Versions

    return Versions.of(Folder(store)).database()


def options() -> list[str]:
    """The options of the bare start: as the engine comes, with the serial collector and the first compiler."""
    return ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Djava.util.logging.config.file={os.devnull}"]


def warm_up(bare: list[str], ours: list[str], work: Path) -> None:
    """Fill the disk's cache and wait until the start-up cache, which the first command makes, is there."""
    from chainscape.graph.embedded import cache, jvm

    seconds(bare, work)
    for _ in range(60):
        seconds(ours, work)
        if cache.options_for(jvm.cache_name()):
            return
        time.sleep(1)
    print("no start-up cache after a minute: measured without it", file=sys.stderr)


if __name__ == "__main__":
    main()
