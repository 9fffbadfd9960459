"""Bodies taken out on the map: the page counts as the analysis does, marks what falls, and keeps it in the address."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import test_falls
from browser import Tab, open_page
from madeup_random import records, write_template

from chainscape import analysis, graph, viz
from chainscape.graph import Store
from chainscape.schema import Template, Text, UnknownName, UsageError, template

CHAIN = test_falls.CHAIN
LARGEST = 4
RECOUNT = "sets => sets.map(ids => page.fallsWithout(new Set(ids)))"
LIT = (
    "[...document.querySelectorAll('div[data-lang=zh] .lift .falls')].map(each => each.dataset.cell || each.dataset.id)"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with graph.open_store(tmp_path_factory.mktemp("whatif") / "store", mode="w") as made:
        made.write(list(test_falls.records()))
        yield made


@pytest.fixture(scope="module")
def file(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whatif") / "map.html"
    viz.save(path, viz.chain_map(analysis.scene(store, CHAIN)))
    return path


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    with open_page(chrome, file) as opened:
        yield opened
        assert opened.trouble == []


def counted_alike(chrome: Any, store: Store, chain: str, rules: Template, file: Path, seed: int) -> int:
    """Compare the page's recount with the analysis, for each house of a chain and for chance sets; how many fell."""
    used = analysis.scene(store, chain, rules)
    viz.save(file, viz.chain_map(used))
    book = analysis.what_if(store, [chain], rules, chain=chain).ledger
    bodies = sorted({e.bearer for cell in used.findings.cells for e in cell.evidence})
    pick = random.Random(seed)
    sets = [[body] for body in bodies]
    sets += [list(house) for house in used.findings.houses.values()]
    sets += [pick.sample(bodies, min(len(bodies), pick.randint(2, LARGEST))) for _ in range(40)]
    with open_page(chrome, file) as tab:
        # the page knows the supplies of what it draws
        drawn = set(tab.page.evaluate("[...page.nodes].filter(([, node]) => node.drawn).map(([id]) => id)"))
        found = tab.page.evaluate(RECOUNT, sets)
        assert tab.trouble == []
    fallen = 0
    for ids, told in zip(sets, found, strict=True):
        falls = json.loads(json.dumps(asdict(book.falls(ids))))
        if not set(ids) <= drawn:
            for part in ("customers", "lost"):
                del falls[part], told[part]
        assert told == falls, ids
        fallen += any(falls.values())
    return fallen


@pytest.mark.parametrize("chain", ["chain:optoelectronics", "chain:metallurgy"])
def test_the_page_counts_the_pack_as_the_analysis_does(chrome: Any, pack_store: Store, tmp_path: Path, chain: str):
    assert counted_alike(chrome, pack_store, chain, template(), tmp_path / "map.html", 1) > 10


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_page_counts_chance_chains_as_the_analysis_does(chrome: Any, tmp_path: Path, seed: int):
    rules = template(write_template(tmp_path, seed, 3))
    fallen = 0
    with graph.open_store(tmp_path / "store", mode="w") as made:
        made.write(records(seed, 3))
        for number, chain in enumerate(made.run("MATCH (c:IndustryChain) RETURN c.id AS id ORDER BY id").column("id")):
            fallen += counted_alike(chrome, made, chain, rules, tmp_path / f"{number}.html", seed)
    assert fallen > 20


def test_a_body_is_taken_out_and_put_back_in_the_panel(tab: Tab):
    page = tab.page
    page.evaluate("id => page.select(id)", test_falls.firm("a2"))
    page.click("#panel .take-out")
    # a1 and a2 are one house: with both gone nothing reaches what comes after
    assert "without=company%3Amadeup-a2" in page.evaluate("location.hash")
    said = page.inner_text("#panel .whatif")
    for part in ("环节落空（2）", "虚构raw", "虚构tools", "断供的环节（3）", "供给路线中断（2）", "仅据在录"):
        assert part in said, part
    page.evaluate("page.select(null)")
    assert set(page.evaluate(LIT)) >= {test_falls.stage(name) for name in test_falls.STAGES}
    assert page.locator("div[data-lang=zh] .drawing > .stage > .mark-cut").count() == 3
    page.click("#panel .whatif input")
    said = page.inner_text("#panel .whatif")
    assert "环节落空（1）" in said, "a2 alone: raw is still fed by a1"
    assert "断供的环节" not in said
    assert "without=alone:company" in page.evaluate("decodeURIComponent(location.hash)")
    page.click("#panel .whatif button[aria-label^='放回']")
    assert page.locator("#panel .whatif").count() == 0
    assert page.locator(".falls, .mark-fall, .mark-one, .mark-cut").count() == 0
    assert "without" not in page.evaluate("location.hash")


def test_printing_leaves_everything_as_it_is(tab: Tab):
    page = tab.page
    page.evaluate("id => page.select(id)", test_falls.firm("c1"))
    page.click("#panel .take-out")
    before = page.inner_text("#panel"), page.evaluate("location.hash"), page.locator(".mark-fall").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (page.inner_text("#panel"), page.evaluate("location.hash"), page.locator(".mark-fall").count()) == before


def test_a_saved_drawing_says_who_is_out(tab: Tab):
    drawing = "page.drawingText(page.find('svg.drawing'))"
    assert "若这些退出" not in tab.page.evaluate(drawing)
    tab.page.evaluate("id => page.select(id)", test_falls.firm("c1"))
    tab.page.click("#panel .take-out")
    assert "若这些退出：虚构c1。仅据在录" in tab.page.evaluate(drawing)


def test_routes_and_products_are_named(tab: Tab):
    tab.page.evaluate("id => page.select(id)", test_falls.firm("c1"))
    tab.page.click("#panel .take-out")
    said = tab.page.inner_text("#panel .whatif")
    assert "虚构raw → 虚构service" in said
    assert "虚构e1：虚构件" in said


def test_what_is_taken_out_stands_in_the_address(chrome: Any, file: Path):
    b1, b2 = test_falls.firm("b1"), test_falls.firm("b2")
    with open_page(chrome, file, fragment=f"#without={b1},{b2}") as tab:
        assert tab.page.evaluate("[...document.querySelectorAll('.whatif > ul:first-of-type .go')].length") == 2
        assert tab.page.locator(".whatif h4", has_text="失去唯一在录供应方（1）").count() == 1
        tab.page.click("#language")
        assert "Stages without anybody (1)" in tab.page.inner_text("#panel .whatif")
        tab.page.go_back()
    with open_page(chrome, file, fragment=f"#without={b1}") as tab:
        assert "只剩一个（1）" in tab.page.inner_text("#panel .whatif")
        assert tab.page.locator("div[data-lang=zh] .drawing > .stage .mark-one").count() == 1
    with open_page(chrome, file, fragment="#without=company:nobody-knows") as tab:
        assert tab.page.locator("#panel .whatif").count() == 0
        assert tab.trouble == []


def test_a_page_may_open_with_somebody_taken_out(chrome: Any, store: Store, tmp_path: Path):
    used = analysis.scene(store, CHAIN)
    viz.save(tmp_path / "map.html", viz.chain_map(used, without=[test_falls.firm("c1")], alone=True))
    with open_page(chrome, tmp_path / "map.html") as tab:
        assert tab.page.evaluate("location.hash") == ""
        assert "虚构assembly" in tab.page.inner_text("#panel .whatif")
        tab.page.click("#panel .whatif p:last-child button")
        assert tab.page.evaluate("location.hash") == "#without=nobody"
        tab.page.reload()
        assert tab.page.locator("#panel .whatif").count() == 0
        assert tab.trouble == []
    with pytest.raises(UnknownName, match="madeup-nobody"):
        viz.chain_map(used, without=["company:madeup-nobody"])
    with pytest.raises(UsageError, match="no body or thing"):
        viz.chain_map(used, without=[test_falls.stage("raw")])


def test_changes_are_marked_and_listed_with_their_reasons(chrome: Any, store: Store, tmp_path: Path):
    now, then = analysis.scene(store, CHAIN), analysis.scene(store, CHAIN, known_by="2000")
    found = analysis.changes(then.findings, now.findings)
    assert found
    compared = Text("变化：截至 2000 所知 → 今", "Changes: known by 2000 → today")
    viz.save(tmp_path / "map.html", viz.chain_map(now, changes=found, compared=compared))
    with open_page(chrome, tmp_path / "map.html") as tab:
        said = tab.page.inner_text("#panel .changes")
        assert f"{compared.zh}（{len(found)}）" in said
        assert "未载 → 已有 1 家" in said
        marked = set(
            tab.page.evaluate("[...document.querySelectorAll('.changed')].map(e => e.dataset.cell || e.dataset.id)")
        )
        cells = {each.id for each in found if each.what == "cell"}
        assert cells <= marked
        key = next(each for each in found if each.what == "cell" and each.after.zh)
        tab.page.evaluate("key => page.select(key)", key.id)
        assert key.why.zh in tab.page.inner_text("#panel .changes")
        assert tab.trouble == []
    viz.save(tmp_path / "same.html", viz.chain_map(now, compared=compared))
    with open_page(chrome, tmp_path / "same.html") as tab:
        assert "本链没有变化" in tab.page.inner_text("#panel .changes")
