"""The coverage matrix in a real Chromium, on the pack's own chains."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from mappages import PANEL, focused, press
from wholepages import CHAIN, SIZES, opened, opens_well, whole

from chainscape import viz


@pytest.fixture(scope="module")
def file(pack_store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suzhou, folder = whole(pack_store), tmp_path_factory.mktemp("全部 pages")
    viz.save(folder / "matrix.html", viz.coverage_matrix(suzhou))
    near = viz.pages_beside(suzhou, {viz.Shown("matrix"): "matrix.html"})
    viz.save(folder / "map.html", viz.chain_map(suzhou, CHAIN, beside=near))
    viz.save(folder / "network.html", viz.network_view(suzhou, CHAIN, beside=near))
    viz.save(folder / "overview.html", viz.overview_page(suzhou, beside=near))
    return folder / "matrix.html"


@pytest.fixture
def matrix(chrome: Any, file: Path) -> Iterator[Tab]:
    yield from opened(chrome, file)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_opens_at_every_size(chrome: Any, file: Path, width: int, height: int):
    opens_well(chrome, file, width, height)


def column(tab: Tab, number: int) -> list[str]:
    script = f"[...document.querySelectorAll('tbody:last-of-type tr')].map(row => row.cells[{number}].textContent)"
    return list(tab.page.evaluate(script))


def test_a_square_opens_its_cell(matrix: Tab):
    matrix.page.click("td.not_found.web >> nth=0")
    said = matrix.page.evaluate(PANEL)
    for part in ("网上查过，尚未查到", "查证记录", "读"):
        assert part in said, part
    assert matrix.page.evaluate("document.querySelectorAll('td.chosen').length") == 1
    matrix.page.click("td.present >> nth=1")
    assert "由谁提供" in matrix.page.evaluate(PANEL)
    press(matrix, "Escape")
    assert matrix.page.evaluate("document.querySelectorAll('td.chosen').length") == 0


@pytest.mark.parametrize("picture", ["map", "network", "overview"])
def test_the_pictures_beside_it_link_it_as_their_text(chrome: Any, file: Path, picture: str):
    with open_page(chrome, file.with_name(f"{picture}.html")) as tab:
        assert tab.page.get_attribute("#picture", "aria-details") == "panel"
        tab.page.click("#panel a")
        tab.page.wait_for_url("**/matrix.html*")
        tab.ready()
        chosen = tab.page.evaluate("[...document.querySelectorAll('tr.on')].map(row => row.dataset.id)")
        assert chosen == ([] if picture == "overview" else [CHAIN])


def test_suppliers_of_a_chain_say_what_its_stages_say(matrix: Tab):
    matrix.page.click(f"td[data-cell='{CHAIN}/-/suppliers']")
    assert re.search(r"12 个环节：\d+ 个有，合计 \d+ 家", matrix.page.evaluate(PANEL))


def test_a_head_sorts_and_sorts_back(matrix: Tab):
    opens = column(matrix, 0)
    matrix.page.click("[data-sort='2']")
    figures = column(matrix, 3)
    rank = [{"缺": 0, "未见": 0, "?": 1}.get(text, 2) for text in figures]
    assert rank == sorted(rank), "gaps first, then what nobody looked for"
    present = [int(text) for text, at in zip(figures, rank, strict=True) if at == 2]
    assert present == sorted(present)
    assert matrix.page.evaluate("document.querySelector('[aria-sort]').textContent") == "计量"
    matrix.page.click("[data-sort='2']")
    assert [{"缺": 0, "未见": 0, "?": 1}.get(text, 2) for text in column(matrix, 3)] == sorted(rank, reverse=True)
    matrix.page.click("[data-sort=gaps]")
    assert column(matrix, 0) == opens
    matrix.page.click("[data-sort=name]")
    assert column(matrix, 0) != opens


def test_the_order_is_in_the_address(chrome: Any, file: Path, matrix: Tab):
    matrix.page.click("[data-sort=filled]")
    matrix.until("location.hash")
    order, fragment = column(matrix, 0), matrix.page.evaluate("location.hash")
    assert "sort=" in fragment
    with open_page(chrome, file, fragment=fragment) as again:
        assert column(again, 0) == order


def test_the_grid_is_walked_by_keys(matrix: Tab):
    matrix.page.evaluate("document.querySelector('.skip').click()")
    assert matrix.page.evaluate("document.querySelectorAll('table [tabindex=\"0\"]').length") == 1, "one tab stop"
    first = focused(matrix, "dataset.cell")
    assert first
    press(matrix, "ArrowRight", "ArrowDown")
    second = focused(matrix, "dataset.cell")
    assert second.rsplit("/", 1)[1] != first.rsplit("/", 1)[1]
    assert second.split("/")[0] != first.split("/")[0]
    press(matrix, "ArrowLeft", "ArrowLeft")
    assert focused(matrix, "className") == "go"
    press(matrix, "ArrowUp", "ArrowUp", "ArrowUp")
    assert focused(matrix, "dataset.sort") == "name"
    press(matrix, "End", "ArrowDown", "Enter")
    press(matrix, "Home", "ArrowDown", "ArrowRight", "Enter")
    assert matrix.page.evaluate("page.selected") == focused(matrix, "dataset.cell") != ""
    assert focused(matrix, "ariaLabel")


def test_a_body_shows_every_cell_that_it_fills(matrix: Tab):
    matrix.page.evaluate("page.select('institute:suzhou-metrology')")
    chains = {
        cell.split("/")[0]
        for cell in matrix.page.evaluate("[...document.querySelectorAll('td.filled')].map(td => td.dataset.cell)")
    }
    assert len(chains) == 4


def test_the_table_as_csv(matrix: Tab, tmp_path: Path):
    with matrix.page.expect_download() as loading:
        matrix.page.click("[data-save=csv]")
    assert loading.value.suggested_filename.endswith(".csv")
    file = tmp_path / "matrix.csv"
    loading.value.save_as(file)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "else a spreadsheet shows noise"
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0][:4] == ["产业链", "龙头企业", "供应企业", "计量"]
    assert rows[0][-5:] == ["有企业的环节", "环节", "已有", "查过，未见", "未知"]
    assert {len(row) for row in rows} == {17}
    assert [row[1:12] for row in rows[1:]] == [
        [column(matrix, n)[at] for n in range(1, 12)] for at in range(len(rows) - 1)
    ]


def test_emphasis_and_filter_fade_and_keep_the_layout(matrix: Tab):
    boxes = "[...document.querySelectorAll('td.c')].map(td => td.getBoundingClientRect().x).join()"
    before = matrix.page.evaluate(boxes)
    opacity = "selector => getComputedStyle(document.querySelector(selector)).opacity"
    for emphasis, kept, faded in (
        ("gap", ".not_found", ".present"),
        ("look_up", ".unknown", ".present"),
        ("hub", ".hub", ".unknown"),
    ):
        matrix.page.click(f"[data-emphasis={emphasis}]")
        assert matrix.page.evaluate(opacity, f"td.c{kept}") == "1"
        assert float(matrix.page.evaluate(opacity, f"td.c{faded}")) < 0.5
    matrix.page.click("[data-emphasis=all]")
    matrix.page.select_option("#grade", "A")
    assert matrix.page.evaluate("document.querySelectorAll('td.weak').length") > 0
    assert matrix.page.evaluate(boxes) == before
