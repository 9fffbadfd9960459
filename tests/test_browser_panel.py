"""The panel's own words in a real Chromium: to whom, of which chain, who fills a cell once, what to do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from browser import open_page
from madeup import CHAIN, MadeUp, madeup_chain
from mappages import PANEL

from chainscape import viz
from chainscape.schema import Text

OTHER = "chain:made-up-other"
QUOTE = "编造的原话：为整机厂检验"
COMMAND = 'chainscape search add "编造产业链/原料/供应企业" --result … --method … --by …'


def two_chains() -> MadeUp:
    """Return the made-up chain and a second one that has a stage of it, too; a tester with two roles and a sister."""
    made = madeup_chain()
    made.node("IndustryChain", OTHER, "编造另一链", "Made-up other chain")
    made.tie("PART_OF", "stage:parts", OTHER, "source:b")
    sister = made.node("TestingInstitute", "institute:t2", "编造检验二院", "Made-up second institute")
    house = {"house": "institute:t"}
    more = [
        replace(made.proof("institute:t", "TESTS_FOR", CHAIN), **house),
        replace(made.proof(sister, "TESTS_FOR", "consortium:made-up"), **house),
    ]
    key = more[0].relation
    made.network.edges["institute:t", CHAIN, key]["properties"]["role"] = QUOTE
    step = Text(f"可询问：编造协会。查后登记：{COMMAND}", f"Could be asked: a made-up one. Then record it: {COMMAND}")
    for cell in list(made.cells):
        at = made.cells.index(cell)
        if cell.id == f"{CHAIN}/stage:parts/testing":
            cell = replace(cell, evidence=(*cell.evidence, *more), count=1)
        if cell.verdict and cell.verdict.kind == "build":
            cell = replace(cell, next_step=step)
        made.cells[at] = cell
        if cell.stage == "stage:parts" or not cell.stage:
            made.cells.append(replace(cell, id=cell.id.replace(CHAIN, OTHER), chain=OTHER))
    return made


def test_the_panel_says_of_whom_to_whom_and_what_next(chrome: Any, tmp_path: Path):
    viz.save(tmp_path / "matrix.html", viz.coverage_matrix(two_chains().scene))
    with open_page(chrome, tmp_path / "matrix.html") as tab:
        show = "id => { page.select(id); return [...document.querySelectorAll('#panel .of-house')].length; }"
        assert tab.page.evaluate(show, f"{CHAIN}/stage:parts/testing") == 1, "one house, once"
        names = "[...document.querySelectorAll('#panel .of-house > ul > li > .go')].map(e => e.innerText)"
        assert tab.page.evaluate(names) == ["编造产品质量检验中心", "编造检验二院"], "each body once"
        told = tab.page.evaluate(PANEL)
        for whom in ("→ 部件(含模具、夹具、检具)", "→ 编造产业链", "→ 苏州市编造产业质量创新联合体"):
            assert whom in told.replace("\n", " "), "a relation says to whom"
        assert QUOTE in told
        assert "编造产业链" in told.split("检验检测")[0], "of several chains: which"
        # the cells of a body, of two chains
        tab.page.evaluate("page.select('institute:t2')")
        fills = tab.page.evaluate(PANEL)
        assert "编造产业链 · 部件" in fills
        assert "编造另一链 · 部件" in fills
        # a stage of two chains: its slots by chain
        tab.page.evaluate("page.select('stage:parts')")
        assert tab.page.evaluate("document.querySelectorAll('#panel .slots').length") == 2
        # what next, in the panel of the stage and of the cell, with the command to copy
        tab.page.evaluate("page.select('stage:raw')")
        assert tab.page.evaluate("document.querySelector('#panel details.step code').textContent") == COMMAND
        tab.page.evaluate("page.select(`${'chain:made-up'}/stage:raw/suppliers`)")
        assert "可询问：编造协会。" in tab.page.evaluate(PANEL)
        tab.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
        tab.page.click("#panel .command + button")
        tab.until("window.copied !== undefined")
        assert tab.page.evaluate("window.copied") == COMMAND
        assert tab.page.inner_text("#panel .command + button") == "已复制"
        assert tab.trouble == []
