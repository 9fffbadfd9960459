"""How soon the network view can be used, against the page that pyvis writes of the same graph.

    python benchmarks/network.py                     # 200, 500, 1,000, 2,000 and 5,000 nodes
    python benchmarks/network.py --runs 9 1000
    python benchmarks/network.py --cap 60 --keep DIR 1000

pyvis gets the nodes and relations as its guide shows (``add_node``, ``add_edge``) and keeps its physics; its page is
ready when the physics has come to rest and the bar before the picture goes. Ours is ready when its first drawing
stands. Both are counted from the opening of the page in a fresh headless Chromium until two frames later. Each figure
of ``redraw`` is the median of 15 drawings in one page.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx

from chainscape.schema import Cell, Findings, Hub, Scene, Source, Statement, Text, Verdict, template

FLAGS = ("--disable-gpu",)
WIDTH, HEIGHT = 1400, 900
#: nodes of one made-up chain, and stages among them
CHAIN, STAGES = 50, 10
#: from here on pyvis' page takes minutes and is opened once
SLOW = 1000
SOURCE = Source("source:a", "编造的来源", "编造的管理局", "2024-03-05", "https://example.org/a", "zh", "A")
#: pyvis' page says nothing when it is ready
WATCH = """addEventListener('DOMContentLoaded', () => network.once('stabilizationIterationsDone', () =>
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = performance.now().toFixed(0);
  }))));"""
#: a pixel is read after each, else the browser would only note what is to be painted
REDRAW = """net => {
  net.stopSimulation();
  const pen = net.canvas.frame.canvas.getContext('2d');
  const took = [];
  for (let n = 0; n < 15; n += 1) {
    const start = performance.now();
    net.redraw();
    pen.getImageData(0, 0, 1, 1);
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b)[7];
}"""


@dataclass
class Made:
    """A made-up network with what is known about its gaps and hubs."""

    network: nx.MultiDiGraph = field(default_factory=nx.MultiDiGraph)
    cells: list[Cell] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)

    def node(self, id: str, type: str, zh: str, en: str) -> str:
        names = {"name": zh, "name_en": en}
        self.network.add_node(id, type=type, properties=names, statements=(_stated(id, names),))
        return id

    def tie(self, start: str, type: str, end: str, **properties: Any) -> None:
        id = f"{type}:{start}→{end}"
        self.network.add_edge(
            start, end, key=id, type=type, properties=properties, statements=(_stated(id, properties),)
        )

    def lacks(self, chain: str, stage: str, slot: str, *, searched: bool) -> None:
        told = Text("编造的一句话。", "A made-up sentence.")
        verdict = Verdict("fill" if searched else "look_up", "made-up-rule", told, web_only=searched)
        state = "not_found" if searched else "unknown"
        self.cells.append(Cell(f"{chain}/{stage}/{slot}", chain, stage, slot, state, 0, 1, (), verdict=verdict))

    @property
    def findings(self) -> Findings:
        rules = template()
        return Findings(tuple(self.cells), tuple(self.hubs), rules.name, rules.hash, "2026-11-22", ())


def _stated(id: str, properties: dict[str, Any]) -> Statement:
    return Statement("made-up", id, (SOURCE.id,), "2024", properties)


def madeup(size: int, seed: int = 1) -> Made:
    """Return chains of 50 nodes with 1.5 relations a node: stages, firms, institutes, a consortium, a hub each."""
    chance = random.Random(seed)
    made = Made()
    for n in range(max(1, size // CHAIN)):
        chain = made.node(f"chain:{n}", "IndustryChain", f"编造{n}号产业链", f"Made-up chain {n}")
        stages = [made.node(f"stage:{n}/{k}", "Stage", f"编造环节{n}-{k}", f"Stage {n}-{k}") for k in range(STAGES)]
        for k, stage in enumerate(stages):
            made.tie(
                stage, "PART_OF", chain, position=("upstream", "midstream", "downstream")[k * 3 // STAGES], order=k
            )
            if k:
                made.tie(stages[k - 1], "FEEDS", stage)
            made.lacks(chain, stage, "metrology", searched=k % 2 == 0)
            made.lacks(chain, stage, "testing", searched=False)
        made.tie(made.node(f"group:{n}", "Consortium", f"编造{n}号联合体", f"Consortium {n}"), "SERVES", chain)
        made.tie(made.node(f"tests:{n}", "TestingInstitute", f"编造检测院{n}", f"Tester {n}"), "TESTS_FOR", chain)
        made.tie(made.node(f"labs:{n}", "University", f"编造大学{n}", f"University {n}"), "RESEARCHES", chain)
        firms = range(CHAIN - STAGES - 4)
        named = [made.node(f"firm:{n}/{k}", "Company", f"编造{n}-{k}号有限公司", f"Firm {n}-{k} Ltd.") for k in firms]
        for firm in named:
            made.tie(firm, "OPERATES_IN", chance.choice(stages))
        for firm in chance.sample(named[1:], k=CHAIN * 3 // 2 - 2 * STAGES - 2 - len(named)):
            made.tie(firm, "SUPPLIES", named[0])
        told = Text("编造的枢纽。", "A made-up hub.")
        name = Text(f"编造{n}-0号有限公司", f"Firm {n}-0 Ltd.")
        made.hubs.append(Hub(named[0], name, "Company", 17, 0.1, (chain,), (), (), (), True, told))
    return made


def pyvis_page(network: nx.MultiDiGraph, file: Path) -> None:
    """Write what pyvis' ``write_html`` writes, with its default physics and vis-network inside the file."""
    from pyvis.network import Network

    net = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    for id, node in network.nodes(data=True):
        net.add_node(id, label=node["properties"]["name"], title=node["type"], group=node["type"])
    for start, end, type in network.edges(data="type"):
        net.add_edge(start, end, title=type)
    file.write_text(net.generate_html(), encoding="utf-8")


def our_page(made: Made, file: Path) -> None:
    """Write the page of the network view."""
    from chainscape.viz import network_view, save

    save(file, network_view(Scene(made.network, made.findings, {SOURCE.id: SOURCE})))


@dataclass
class Opened:
    """What was measured of one page; no figures where it was not ready within the cap."""

    ready: list[float] = field(default_factory=list)
    redraw: list[float] = field(default_factory=list)


def started(playwright: Any) -> Any:
    """Return a fresh browser."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    flags = [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=path, args=flags)


def open_once(playwright: Any, file: Path, net: str, cap: float, found: Opened) -> None:
    """Open the page in a fresh browser and add what was measured; ``net`` is the script's name of vis' network."""
    browser = started(playwright)
    try:
        # offline, for pyvis' page asks for Bootstrap from outside, whatever it was told
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, offline=True)
        if net == "network":
            page.add_init_script(WATCH)
        # a browser just started is still busy with itself
        page.wait_for_timeout(500)
        end = time.monotonic() + cap
        page.goto(file.resolve().as_uri(), wait_until="commit")
        while time.monotonic() < end:
            # once in a while: each question takes time from the page
            page.wait_for_timeout(250)
            if ready := page.evaluate("document.documentElement?.dataset.ready"):
                found.ready.append(float(ready))
                found.redraw.append(page.evaluate(f"({REDRAW})({net})"))
                break
    finally:
        browser.close()


def row(size: int, runs: int, cap: float, folder: Path, playwright: Any) -> str:
    """Measure one size, and return its line of the table."""
    made = madeup(size)
    nodes, relations = len(made.network), made.network.number_of_edges()
    theirs, ours = folder / f"pyvis-{size}.html", folder / f"ours-{size}.html"
    pyvis_page(made.network, theirs)
    our_page(made, ours)
    of_theirs, of_ours = Opened(), Opened()
    their_runs = runs if size < SLOW else 1
    # in turns, so that whatever else the machine does hits both
    for run in range(runs):
        if run < their_runs:
            open_once(playwright, theirs, "network", cap, of_theirs)
        open_once(playwright, ours, "page.net.net", cap, of_ours)
    if not of_ours.ready:
        sys.exit(f"our page of {size} nodes was not ready within {cap:.0f} s")
    kilobytes = " / ".join(f"{file.stat().st_size / 1024:,.0f}" for file in (theirs, ours))
    its, mine = _median(of_theirs.ready) or 1000 * cap, _median(of_ours.ready)
    over = "" if len(of_theirs.ready) == their_runs else "> "
    spread = f"{min(of_ours.ready):,.0f} to {max(of_ours.ready):,.0f}"
    redraws = " / ".join(f"{_median(each.redraw):.1f}" if each.redraw else "–" for each in (of_theirs, of_ours))
    return (
        f"| {nodes:,} | {relations:,} | {kilobytes} | {over}{its:,.0f} ({their_runs}) | {mine:,.0f} ({spread}) "
        f"| {over}{its / mine:.0f}× | {redraws} | {_load()} |"
    )


def _median(figures: list[float]) -> float:
    return statistics.median(figures) if figures else 0.0


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "–"


def machine(version: str) -> str:
    """Return what the figures were measured on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    python = sys.version.split()[0]
    return f"{os.cpu_count()} × {model}; Chromium {version}, drawn in software, {WIDTH}×{HEIGHT}; Python {python}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 500, 1000, 2000, 5000], help="numbers of nodes")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cap", type=float, default=180, help="seconds after which a page is given up")
    parser.add_argument("--keep", type=Path, help="keep the pages here")
    parsed = parser.parse_args()
    from playwright.sync_api import sync_playwright

    folder = parsed.keep or Path(tempfile.mkdtemp(prefix="chainscape-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            browser = started(playwright)
            print(machine(browser.version))
            browser.close()
            print(f"medians; ours: {parsed.runs} runs (range), pyvis: (runs); pyvis / ours where two figures stand\n")
            print("| nodes | relations | file, KB | pyvis ready, ms | ours ready, ms | ratio | redraw, ms | load |")
            print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
            for size in parsed.sizes:
                print(row(size, parsed.runs, parsed.cap, folder, playwright), flush=True)
    finally:
        if not parsed.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
