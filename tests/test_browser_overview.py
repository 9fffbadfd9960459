"""The overview in a real Chromium, on the pack's own chains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup_finds import madeup_finds
from mappages import PANEL, focused, press
from wholepages import CHAIN, SIZES, opened, opens_well, whole

from chainscape import viz

ROWS = """
name => [...document.querySelectorAll('div[data-lang=zh] .o-row')]
  .map(row => [row.getBoundingClientRect().top, Number(row.dataset[name]), row.dataset.id])
"""
SPANS = """
[...document.querySelectorAll('div[data-lang=zh] .overview .o-span')].map(span => {
  const box = span.getBoundingClientRect();
  const middles = [...document.querySelectorAll('div[data-lang=zh] .o-tie')]
    .filter(tie => tie.dataset.id === span.dataset.id)
    .map(tie => tie.getBoundingClientRect())
    .map(tie => tie.top + tie.height / 2);
  return Math.abs(box.top - Math.min(...middles)) + Math.abs(box.bottom - Math.max(...middles));
})
"""
OVERLAPS = """
lang => {
  const texts = [...document.querySelectorAll(`div[data-lang=${lang}] .overview text`)];
  const boxes = texts.filter(text => !text.closest('.o-body')).map(text => {
    const b = text.getBoundingClientRect();
    const air = b.height * 0.26; // the line box of a text is taller than its letters
    return { text: text.textContent, left: b.left + 1, right: b.right - 1, top: b.top + air, bottom: b.bottom - air };
  });
  const found = [];
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1)) {
      const apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
      if (!apart) found.push(a.text + ' / ' + b.text);
    }
  });
  return found;
}
"""
FADED = "[...document.querySelectorAll('.o-box:not(.o-faded)')].filter(box => !box.closest('[hidden]')).length"


@pytest.fixture(scope="module")
def file(pack_store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suzhou, folder = whole(pack_store), tmp_path_factory.mktemp("全部 pages")
    near = viz.pages_beside(suzhou, {viz.Shown("map", CHAIN): "map-optics.html"})
    viz.save(folder / "overview.html", viz.overview_page(suzhou, beside=near))
    viz.save(folder / "map-optics.html", viz.chain_map(suzhou, CHAIN))
    return folder / "overview.html"


@pytest.fixture
def overview(chrome: Any, file: Path) -> Iterator[Tab]:
    yield from opened(chrome, file)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_opens_at_every_size(chrome: Any, file: Path, width: int, height: int):
    opens_well(chrome, file, width, height)


def test_a_box_opens_its_stage_and_a_row_its_map(overview: Tab):
    overview.page.click("div[data-lang=zh] .o-box.build >> nth=0")
    assert "建链" in overview.page.evaluate(PANEL)
    assert overview.page.evaluate("document.querySelectorAll('div[data-lang=zh] .o-box.on').length") == 1
    overview.page.click("div[data-lang=zh] .o-chain[data-id='chain:elevator']")
    assert overview.page.evaluate("page.selected") == "chain:elevator", "no map beside the page: the panel"
    overview.requests.clear()
    overview.page.click(f"div[data-lang=zh] .o-chain[data-id='{CHAIN}']")
    overview.page.wait_for_url("**/map-optics.html#lang=zh")
    overview.requests.clear()


def test_the_end_of_a_chain_opens_and_what_is_to_look_up_is_no_end(chrome: Any, tmp_path: Path):
    viz.save(tmp_path / "overview.html", viz.overview_page(madeup_finds().scene))
    with open_page(chrome, tmp_path / "overview.html") as tab:
        ends = "[...document.querySelectorAll('div[data-lang=zh] .o-box.extend')].map(e => e.dataset.id.split('/')[1])"
        assert tab.page.evaluate(ends) == ["stage:early2", "stage:nowhere"]
        tab.page.click("div[data-lang=zh] .o-box.extend >> nth=0")
        assert "延链" in tab.page.evaluate(PANEL)
        assert tab.trouble == []


@pytest.mark.parametrize("order", ["name", "stages", "gaps"])
def test_rows_take_the_order_that_is_chosen(overview: Tab, order: str):
    overview.page.select_option("#order", "stages" if order == "gaps" else "gaps")
    overview.page.select_option("#order", order)
    rows = overview.page.evaluate(ROWS, "gaps" if order == "name" else order)
    tops = [top for top, _, _ in rows]
    assert tops == sorted(tops)
    if order != "name":
        assert [n for _, n, _ in rows] == sorted((n for _, n, _ in rows), reverse=True)
    assert max(overview.page.evaluate(SPANS)) < 6, "lines go from their first dot to their last"


def test_no_text_of_the_overview_is_over_another(overview: Tab):
    assert overview.page.evaluate(OVERLAPS, "zh") == []
    overview.page.click("#language")
    assert overview.page.evaluate(OVERLAPS, "en") == []


def test_a_large_screen_is_used_as_long_as_all_rows_stay_in_sight(overview: Tab):
    # the page draws anew a moment after its size has changed
    share = """([across, down]) => [...document.querySelectorAll('#picture svg.overview')].filter(e => e.clientWidth)
      .map(e => [e, e.parentNode.closest('#picture')].map(one => one.getBoundingClientRect()))
      .some(([own, pane]) => [[own.width / pane.width, across], [own.height / pane.height, down]]
        .every(([is, least]) => is > least && (is <= 1 || !least)))"""
    overview.page.set_viewport_size({"width": 2560, "height": 1440})
    overview.until(f"({share})([0.7, 0.9])")
    overview.page.set_viewport_size({"width": 1280, "height": 720})
    overview.until(f"({share})([0.9, 0])")


def test_a_body_on_several_chains_shows_where(overview: Tab):
    everything = overview.page.evaluate(FADED)
    overview.page.click("div[data-lang=zh] .o-body[data-id='company:lanyue-uav'] .o-body-name")
    assert "蓝悦" in overview.page.evaluate(PANEL)
    assert 0 < overview.page.evaluate(FADED) < everything
    press(overview, "Escape")
    assert overview.page.evaluate(FADED) == everything
    for emphasis in ("gap", "hub", "look_up"):
        overview.page.click(f"[data-emphasis={emphasis}]")
        assert 0 < overview.page.evaluate(FADED) < everything


def test_the_overview_is_walked_by_keys(overview: Tab):
    overview.page.evaluate("document.querySelector('.skip').click()")
    first = focused(overview)
    assert first.startswith("chain:")
    press(overview, "ArrowDown")
    assert focused(overview) != first
    press(overview, "ArrowRight", "Enter")
    assert overview.page.evaluate("page.selected") == focused(overview)
    assert (
        overview.page.evaluate("document.querySelectorAll('div[data-lang=zh] .overview [tabindex=\"0\"]').length") == 1
    )


def test_the_overview_as_svg(overview: Tab, tmp_path: Path):
    overview.page.click("#save summary")
    with overview.page.expect_download() as loading:
        overview.page.click("[data-save=svg]")
    loading.value.save_as(tmp_path / "overview.svg")
    text = (tmp_path / "overview.svg").read_text(encoding="utf-8")
    assert "var(--" not in text
    assert "光电" in text
