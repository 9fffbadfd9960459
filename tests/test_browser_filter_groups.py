"""Filters by district, way of searching, source and as-of date, in a real Chromium: on all pictures alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import CHAIN, MadeUp, madeup_chain
from mappages import PANEL, SHOWN, render
from test_browser_panel import two_chains

from chainscape import viz
from chainscape.analysis import filtered
from chainscape.schema import Filter, Regions

KEPT = "[...page.cells.keys()].filter(id => page.filter.any && page.filter.cell(id)).sort()"
LIT = f"[...{SHOWN}.querySelectorAll('.row')].filter(r => !r.closest('.weak, .lift')).map(r => r.dataset.id).sort()"
LINE = "document.querySelector('#filter-line').innerText"
SET = "fragment => { location.hash = fragment; }"


def districts() -> MadeUp:
    """Return the made-up chain with two districts: the hub in one, the lead in a town of the other."""
    made = madeup_chain()
    made.template = replace(made.template, region="region:made-up")
    for id, zh, en in (("made-up", "编造市", "Made-up city"), ("east", "编造东区", "Made-up East"),
                       ("west", "编造西区", "Made-up West"), ("town", "编造镇", "Made-up town")):  # fmt: skip
        made.node("Region", f"region:{id}", zh, en)
    for start, end in (("region:east", "region:made-up"), ("region:west", "region:made-up"),
                       ("region:town", "region:west"), ("company:hub", "region:east"),
                       ("company:lead", "region:town"), ("company:1", "region:made-up")):  # fmt: skip
        made.tie("LOCATED_IN", start, end, "source:a")
    nowhere = {"company:5", "company:6", "institute:t"}
    made.cells = [
        replace(cell, evidence=tuple(replace(e, region="unknown") if e.id in nowhere else e for e in cell.evidence))
        for cell in made.cells
    ]
    return made


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, made = tmp_path_factory.mktemp("filters"), districts()
    viz.save(folder / "network.html", viz.network_view(made.scene, CHAIN))
    viz.save(folder / "matrix.html", viz.coverage_matrix(made.scene, CHAIN))
    return {
        "map": render(made, folder / "map.html"),
        **{name: folder / f"{name}.html" for name in ("network", "matrix")},
    }


def test_a_district_tells_whom_it_cannot_see_and_changes_no_mark(chrome: Any, pages: dict[str, Path]):
    drawing = f"{SHOWN}.innerHTML.replace(/ ?weak/g, '').replaceAll(' class=\"\"', '')"
    with open_page(chrome, pages["map"]) as tab:
        before = tab.page.evaluate(drawing)
        tab.page.click("#filters summary")
        assert tab.page.evaluate("[...document.querySelectorAll('[data-filter=region]')].map(e => e.value)") == [
            "inside", "region:east", "region:west", "wider", "unknown",
        ]  # fmt: skip
        tab.page.click("[data-filter=region][value='region:west']")
        assert set(tab.page.evaluate(LIT)) == {"company:lead"}, "a town lies in its district"
        told = tab.page.evaluate(LINE)
        assert "编造西区" in told
        assert "所在地未载 4 个：企业 2、联合体 1、检测机构 1。" in told
        assert "只载到编造市" in told
        assert f"{len(tab.page.evaluate(KEPT))} / " in told
        assert tab.page.evaluate(drawing) == before, "what is filtered away is drawn as it was, only paler"
        assert "缺口：建链、补链、延链（0 / " in tab.page.evaluate(PANEL)
        tab.page.evaluate(SET, "region=region:town,unknown")
        tab.until("page.filter.chosen.region.has('unknown')")
        assert set(tab.page.evaluate(LIT)) == {"company:lead", "institute:t", "consortium:made-up"}
        assert "个：" in tab.page.evaluate(LINE)
        tab.page.click("#filter-line button")
        assert tab.page.evaluate("[location.hash, document.querySelector('#filter-line').hidden]") == ["", True]
        assert tab.trouble == []


#: address → the cells that it keeps
ASKED = {
    "method=survey": ["stage:parts/certification"],
    "method=inventory": ["-/metrology", "stage:raw/suppliers"],
    "verdict=fill&method=web": ["-/certification", "stage:raw/metrology"],
    "source=made-up%20daily": ["stage:parts/suppliers", "stage:parts/testing"],
    # one by its own date of 2012, one by its source's of 2019
    "until=2023&type=Company": ["stage:early/suppliers", "stage:parts/suppliers"],
}


def ask(tab: Tab, fragment: str) -> None:
    tab.page.evaluate(SET, fragment)
    tab.until("page.filter.any && location.hash === '#" + fragment + "'")


def test_all_pictures_keep_the_same(chrome: Any, pages: dict[str, Path]):
    lit: dict[str, set[str]] = {}
    with open_page(chrome, pages["map"]) as tab:
        for fragment, kept in ASKED.items():
            ask(tab, fragment)
            wanted = [f"{CHAIN}/{each}" for each in kept]
            assert tab.page.evaluate(KEPT) == wanted, fragment
            cells = f"[...{SHOWN}.querySelectorAll('.cell')].filter(e => !e.closest('.weak, .lift'))"
            assert set(tab.page.evaluate(f"{cells}.map(e => e.dataset.cell)")) <= set(wanted), fragment
            stages = f"[...{SHOWN}.querySelectorAll('.stage:not(.weak)')].map(e => e.dataset.id)"
            lit[fragment] = {id for id in tab.page.evaluate(stages) if "/" not in id}
        # what was found in 2026 is not told of 2023: the seal, what it says and the frame fade
        ask(tab, "until=2023")
        faded = "e => !!e.querySelector(':scope > .seal.weak') && !!e.querySelector(':scope > .note.gap.weak')"
        assert set(tab.page.evaluate(f"[...{SHOWN}.querySelectorAll('.stage.build')].map({faded})")) == {True}
        assert tab.trouble == []
    with open_page(chrome, pages["matrix"]) as tab:
        for fragment, kept in ASKED.items():
            ask(tab, fragment)
            squares = {
                is_kept: set(tab.page.evaluate(
                    f"[...document.querySelectorAll('td.c{look}')].map(e => e.dataset.cell)"))
                for is_kept, look in ((True, ":not(.weak)"), (False, ".weak"))
            }  # fmt: skip
            wanted = {f"{CHAIN}/{each}" for each in kept}
            assert wanted & squares[False] == set(), fragment
            # the row above the stages adds them up
            assert {id for id in squares[True] - wanted if "/-/" not in id} == set(), fragment
    with open_page(chrome, pages["network"]) as tab:
        for fragment, kept in ASKED.items():
            ask(tab, fragment)
            assert tab.page.evaluate(KEPT) == [f"{CHAIN}/{each}" for each in kept], fragment
            bright = "page.net.nodes.filter(n => n.type === 'Stage' && n.key && !n.faded).map(n => n.key)"
            # there a stage has statements of its own, and a type of its own to be ticked
            if "method" in fragment:
                assert set(tab.page.evaluate(bright)) == lit[fragment], fragment


FILTERS = (
    Filter(regions=("region:west", "region:east")),
    Filter(regions=("region:made-up",), verdicts=("strengthen",)),
    Filter(methods=("none",), verdicts=("look_up",)),
    Filter(reliability="A", methods=("none",)),
    Filter(source="甲级", reliability="B"),
)


def test_a_page_keeps_what_the_analysis_keeps(chrome: Any, pages: dict[str, Path]):
    made = districts()
    edges = made.network.edges(data="type")
    around = {start: (end,) for start, end, type in edges if type == "LOCATED_IN"}
    findings = replace(made.findings, regions=Regions({}, around, "region:made-up"))
    with open_page(chrome, pages["map"]) as tab:
        for asked in FILTERS:
            kept = filtered(findings, asked, made.sources)
            ask(tab, asked.address)
            assert tab.page.evaluate(KEPT) == sorted(cell.id for cell in kept.cells), asked
            ends = "[...page.extensions.keys()].filter(id => page.filter.extension(id))"
            assert tab.page.evaluate(ends) == [each.id for each in kept.extensions], asked


def test_a_page_made_with_a_filter_opens_with_it_and_can_be_cleared(chrome: Any, tmp_path: Path):
    page = viz.chain_map(districts().scene, CHAIN, asked=Filter(regions=("region:east",), reliability="B"))
    viz.save(tmp_path / "map.html", page)
    with open_page(chrome, tmp_path / "map.html") as tab:
        assert tab.page.evaluate("[location.hash, page.grade]") == ["#grade=B&region=region%3Aeast", "B"]
        assert set(tab.page.evaluate(LIT)) == {"company:hub"}
        tab.page.click("#filter-line button")
        assert tab.page.evaluate("[location.hash, page.filter.any]") == ["#at=", False]
        tab.page.reload()
        tab.ready()
        assert tab.page.evaluate("page.filter.any") is False, "the address says: without"
        assert tab.trouble == []


def test_source_and_date_are_typed_and_what_is_no_date_changes_nothing(chrome: Any, pages: dict[str, Path]):
    with open_page(chrome, pages["map"]) as tab:
        tab.page.click("#filters summary")
        tab.page.fill("#until", "last year")
        tab.page.press("#until", "Enter")
        assert tab.page.evaluate("page.filter.any") is False
        assert tab.page.evaluate("document.querySelector('#until').hasAttribute('aria-invalid')")
        tab.page.fill("#until", "2023-06")
        tab.page.press("#until", "Enter")
        assert "截至 2023-06 所知" in tab.page.evaluate(LINE)
        assert "--known-by" in tab.page.evaluate(LINE)
        tab.page.fill("#source", "甲级")
        tab.page.press("#source", "Enter")
        assert "until=2023-06&source=" in tab.page.evaluate("location.hash")
        assert tab.page.evaluate("document.querySelectorAll('#sources-known option').length") > 2
        grades = tab.page.inner_text("#grades")
        assert all(word in grades for word in ("本单位、政府或行业协会", "正规媒体", "转载或不明来源"))
        assert tab.trouble == []


def test_a_book_counts_what_stands_on_the_open_tab(chrome: Any, tmp_path: Path):
    made = two_chains()
    viz.save(tmp_path / "book.html", viz.book_page(made.scene))
    of_chain = sum(cell.chain == CHAIN for cell in made.cells)
    with open_page(chrome, tmp_path / "book.html", fragment=f"#tab=map/{CHAIN}&method=survey") as tab:
        assert f"1 / {of_chain} 格" in tab.page.evaluate(LINE)
        tab.page.evaluate("page.open('matrix')")
        assert f"2 / {len(made.cells)} 格" in tab.page.evaluate(LINE)
        assert tab.trouble == []


TICKED = "value => Number(document.querySelector(`[data-filter=region][value='${value}']`).parentElement.querySelector('.count').textContent)"  # noqa: E501


@pytest.mark.parametrize("name", ["map", "network"])
def test_a_box_and_the_line_count_the_same_bodies(chrome: Any, pages: dict[str, Path], name: str):
    with open_page(chrome, pages[name]) as tab:
        for seat in ("region:east", "region:west", "unknown", "inside"):
            ask(tab, f"region={seat.replace(':', '%3A')}")
            assert f"主体 {tab.page.evaluate(TICKED, seat)} / " in tab.page.evaluate(LINE), seat
        assert tab.trouble == []


@pytest.mark.parametrize("name", ["map", "network", "matrix"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_line_covers_nothing_of_the_picture(chrome: Any, pages: dict[str, Path], name: str, size: tuple[int, int]):
    with open_page(chrome, pages[name], width=size[0], height=size[1], fragment="#method=survey") as tab:
        picture, line = (
            tab.page.evaluate(f"(b => [b.top, b.bottom])(document.querySelector('{each}').getBoundingClientRect())")
            for each in ("#picture", "#filter-line")
        )
        assert picture[1] <= line[0] + 0.5
        assert line[0] < line[1] <= size[1]
        if name == "network":
            canvas = "(b => b.bottom)(document.querySelector('#network canvas').getBoundingClientRect())"
            tab.until(f"{canvas} <= {line[0]} + 1")
        assert tab.trouble == []


def test_the_table_of_a_picture_opens_with_its_filter(chrome: Any, tmp_path: Path):
    made = districts()
    files = {viz.Shown("map", CHAIN): "map.html", viz.Shown("stages", CHAIN): "stages.html"}
    near = viz.pages_beside(made.scene, files)
    viz.save(tmp_path / "map.html", viz.chain_map(made.scene, CHAIN, beside=near))
    viz.save(tmp_path / "stages.html", viz.coverage_matrix(made.scene, CHAIN, beside=near))
    with open_page(chrome, tmp_path / "map.html", fragment="#region=region%3Awest&source=x&grade=B") as tab:
        told = tab.page.evaluate(LINE)
        tab.page.click("#panel a[href*=stages]")
        tab.page.wait_for_url("**/stages.html**")
        tab.ready()
        assert tab.page.evaluate("[[...page.filter.chosen.region].join(), page.filter.source, page.grade]") == [
            "region:west", "x", "B",
        ]  # fmt: skip
        assert tab.page.evaluate(LINE).split("格位")[1] == told.split("格位")[1], "as many cells of as many"
