"""How long a running query takes to end at Ctrl-C, as a process of its own.

    python benchmarks/interrupt.py [STORE] [RUNS]

Each of the slow queries of tests/test_store_interrupt.py runs on the store of `chainscape demo` and gets SIGINT 0.7 s
after its start; measured is from the signal to the end of the process.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from test_store_interrupt import PROGRAM, SLOW


def seconds(store: Path, query: str) -> float:
    """Return the seconds from the signal to the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(store), "r", query],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    if process.stdout.readline() != "running\n":
        sys.exit("the process did not start")
    time.sleep(0.7)
    begun = time.perf_counter()
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=600)
    if process.returncode != 130:
        sys.exit(f"ended with {process.returncode}, not by Ctrl-C")
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    store = Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo/store").resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for name, query in SLOW.items():
        figures = [seconds(store, query) for _ in range(runs)]
        print(f"{name:<24} {statistics.median(figures):6.2f} s  ({min(figures):.2f} to {max(figures):.2f})", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors; no more than 1 s wanted")


if __name__ == "__main__":
    main()
