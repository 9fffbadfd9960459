"""How long the page of a large network takes to make and to open, and how smoothly it moves.

    python benchmarks/large.py                      # made-up networks of 10,000 and 100,000 nodes
    python benchmarks/large.py 30000                # of another size
    python benchmarks/large.py FOLDER               # the chain knowledge graph (company.json, product.json …)
    python benchmarks/large.py --runs 5 --keep DIR FOLDER 10000

The folder's files are read for measuring only: their licence forbids shipping them. Drawing is by SwiftShader, in
software, so that a machine with a graphics processor can only be faster.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx

#: no graphics processor: WebGL by SwiftShader, the page put together in software
FLAGS = ("--disable-gpu", "--enable-unsafe-swiftshader")
WIDTH, HEIGHT = 1400, 900
MOVES = """(kind) => new Promise(done => {
  const camera = page.big.sigma.getCamera();
  const start = performance.now();
  const frames = [];
  const step = now => {
    frames.push(now);
    const t = (now - start) / 1000;
    if (t > 3) {
      const gaps = frames.slice(1).map((each, k) => each - frames[k]).sort((a, b) => a - b);
      done([1000 * (frames.length - 1) / (frames.at(-1) - frames[0]), gaps[Math.floor(gaps.length * 0.95)]]);
      return;
    }
    const [x, y] = [0.5 + 0.25 * Math.sin(2 * t), 0.5 + 0.2 * Math.sin(3 * t)];
    if (kind === 'pan') camera.setState({ x, y, ratio: 0.5 });
    else camera.setState({ x: 0.4, y: 0.5, ratio: Math.exp(-2.2 * (1 - Math.cos(2 * t))) });
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def madeup(size: int, seed: int = 1) -> nx.MultiDiGraph:
    """Return a made-up network: chains with stages, firms and institutes, and products that a few firms make."""
    chance = random.Random(seed)
    network = nx.MultiDiGraph()

    def node(id: str, type: str, name: str) -> str:
        network.add_node(id, type=type, properties={"name": name}, statements=())
        return id

    numbers = itertools.count()  # not network.number_of_edges(), which counts anew each time

    def tie(start: str, end: str, type: str, **properties: Any) -> None:
        network.add_edge(start, end, key=str(next(numbers)), type=type, properties=properties, statements=())

    chains = max(3, min(40, size // 1_000))
    stages = []
    for n in range(chains):
        chain = node(f"chain:{n}", "IndustryChain", f"编造{n}号产业链")
        for k in range(12):
            stage = node(f"stage:{n}/{k}", "Stage", f"编造环节{n}-{k}")
            tie(stage, chain, "PART_OF", position=("upstream", "midstream", "downstream")[k // 4])
            if k:
                tie(stages[-1], stage, "FEEDS")
            stages.append(stage)
        node(f"institute:{n}", "TestingInstitute", f"编造检测院{n}")
        tie(f"institute:{n}", chain, "TESTS_FOR", service="testing")
    firms = [node(f"company:{n}", "Company", f"编造企业{n}号有限公司") for n in range(size // 4)]
    for firm in firms:
        home = min(len(stages) - 1, int(chance.expovariate(1) * len(stages) / 4))
        for stage in {stages[home], stages[min(len(stages) - 1, home + chance.choice((0, 0, 1, 12)))]}:
            tie(firm, stage, "OPERATES_IN")
    n = 0
    while len(network) < size:
        product = node(f"product:{n}", "Product", f"编造产品{n}")
        first = int(len(firms) * chance.random() ** 2)
        for k in range(chance.choice((1, 1, 2, 3))):
            tie(firms[(first + 7 * k) % len(firms)], product, "PRODUCES", share=round(chance.random(), 3))
        n += 1
    return network


def chain_kg(folder: Path) -> nx.MultiDiGraph:
    """Return the chain knowledge graph of a folder of JSON lines."""
    network = nx.MultiDiGraph()
    numbers = itertools.count()

    def rows(name: str) -> Iterator[dict[str, Any]]:
        found = sorted(folder.glob(f"{name}.*json*")) or sorted(folder.glob(f"{name}.json*"))
        with found[0].open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())

    def node(id: str, type: str, name: str, **properties: Any) -> None:
        if id not in network:
            network.add_node(id, type=type, properties={"name": name, **properties}, statements=())

    def tie(start: str, end: str, type: str, **properties: Any) -> None:
        if start in network and end in network:
            network.add_edge(start, end, key=str(next(numbers)), type=type, properties=properties, statements=())

    def company(code: str) -> str:
        return next((c for c in (f"company:{code}", f"company:{code.partition('.')[0]}") if c in network), "")

    for row in rows("company"):
        node(f"company:{row['code']}", "Company", row["fullname"], aliases=[row["name"]])
    for row in rows("industry"):
        node(f"industry:{row['code']}", "Industry", row["name"])
    for row in rows("product"):
        node(f"product:{row['name']}", "Product", row["name"])
    for row in rows("company_industry"):
        tie(company(row["company_code"]), f"industry:{row['industry_code']}", "OPERATES_IN")
    for row in rows("industry_industry"):
        tie(f"industry:{row['from_code']}", f"industry:{row['to_code']}", "PART_OF")
    for row in rows("company_product"):
        node(f"product:{row['product_name']}", "Product", row["product_name"])
        share = float(row["rel_weight"])
        tie(company(row["company_code"]), f"product:{row['product_name']}", "PRODUCES", share=share)
    for row in rows("product_product"):
        for end in ("from_entity", "to_entity"):
            node(f"product:{row[end]}", "Product", row[end])
        tie(f"product:{row['from_entity']}", f"product:{row['to_entity']}", row["rel"])
    return network


def opened(file: Path, runs: int) -> dict[str, list[float]]:
    """Open the page in fresh browsers, and return what was measured."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {}
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    flags = [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        for _ in range(runs):
            browser = playwright.chromium.launch(executable_path=path, args=flags)
            found.setdefault("version", [browser.version])  # type: ignore[list-item]
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(file.resolve().as_uri())
            while not (ready := page.evaluate("document.documentElement.dataset.ready")):
                page.wait_for_timeout(20)
            read = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
            figures = {"read": read, "ready": float(ready) - read}
            for kind in ("pan", "zoom"):
                figures[f"{kind}, frames/s"], figures[f"{kind}, 95 % of frames under ms"] = page.evaluate(MOVES, kind)
            start = time.perf_counter()
            page.evaluate("page.search('qi')")
            figures["first search"] = 1000 * (time.perf_counter() - start)
            for name, figure in figures.items():
                found.setdefault(name, []).append(figure)
            browser.close()
    return found


def measure(name: str, network: nx.MultiDiGraph, runs: int, folder: Path) -> None:
    """Make the page, open it, print the medians."""
    from chainscape.schema import Scene
    from chainscape.viz import large_view, save

    took = []
    for _ in range(runs):
        start = time.perf_counter()
        text = large_view(Scene(network))
        took.append(time.perf_counter() - start)
    file = folder / f"{name}.html"
    save(file, text)
    print(f"\n{name}: {len(network):,} nodes, {network.number_of_edges():,} relations")
    print(told("page made, s", took))
    print(f"  {'file, MB':<32} {file.stat().st_size / 1e6:9.2f}")
    for what, figures in opened(file, runs).items():
        if what == "version":
            print(f"  {'Chromium':<32} {figures[0]}, SwiftShader, {WIDTH}×{HEIGHT}")
        else:
            print(told(what if "," in what else f"{what}, ms", figures))


def told(what: str, figures: list[float]) -> str:
    """Name, median and range in a line."""
    return f"  {what:<32} {statistics.median(figures):9.2f}  ({min(figures):.2f} to {max(figures):.2f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["10000", "100000"], help="numbers of nodes, or a folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the pages here")
    parsed = parser.parse_args()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{parsed.runs} runs each, {os.cpu_count()} processors{load}, Python {sys.version.split()[0]}")
    folder = parsed.keep or Path(tempfile.mkdtemp(prefix="chainscape-bench-"))
    try:
        for what in parsed.what:
            size = int(what) if what.isdecimal() else 0
            name = f"madeup-{size}" if size else "chain-knowledge-graph"
            measure(name, madeup(size) if size else chain_kg(Path(what)), parsed.runs, folder)
    finally:
        if not parsed.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
