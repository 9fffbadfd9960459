"""Names of hubs on the cards, in a real Chromium: cut no more than the badge of the shown measure asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab
from mappages import SHOWN, illegible
from wholepages import opened, whole

from chainscape import viz
from chainscape.viz.reading.measures import MEASURES

#: px that a cut name leaves free, besides what its next letter takes
LOOSE = """
(() => {
  const ruler = document.createElement('canvas').getContext('2d');
  ruler.font = '700 12px ' + getComputedStyle(document.body).fontFamily;
  const found = [];
  for (const name of SHOWN.querySelectorAll('.row.hub > .name[data-name]')) {
    const row = name.parentNode;
    const width = part => Number(row.querySelector(part).getAttribute('width'));
    const shown = name.textContent.replace('…', '');
    if (shown === name.textContent) continue;
    const more = ruler.measureText(name.dataset.name.slice(0, shown.length + 2)).width - ruler.measureText(shown).width;
    found.push([name.textContent, width('.ground') - width('.halo') - more]);
  }
  return found;
})()
""".replace("SHOWN", SHOWN)


@pytest.fixture(scope="module", params=["chain:metallurgy", "chain:optoelectronics"])
def file(request: pytest.FixtureRequest, pack_store: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    suzhou, folder = whole(pack_store), tmp_path_factory.mktemp("hubs")
    viz.save(folder / "map.html", viz.chain_map(suzhou, request.param, lang="en"))
    return folder / "map.html"


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    yield from opened(chrome, file)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_name_takes_the_room_that_is_there(tab: Tab, measure: str):
    tab.page.evaluate("measure => page.measureBy(measure)", measure)
    for _ in ("en", "zh"):
        assert illegible(tab) == []
        assert [each for each in tab.page.evaluate(LOOSE) if each[1] > 3] == []
        tab.page.click("#language")


def test_another_measure_and_back_leaves_all_as_it_was(tab: Tab):
    written = f"{SHOWN}.outerHTML"
    before = tab.page.evaluate(written)
    tab.page.evaluate("page.measureBy('betweenness')")
    assert tab.page.evaluate(written) != before
    tab.page.evaluate("page.measureBy('falls')")
    names = f"[...{SHOWN}.querySelectorAll('.row.hub')].map(each => each.outerHTML).sort()"
    after = tab.page.evaluate(names)
    tab.page.reload()
    tab.ready()
    assert tab.page.evaluate(names) == after


def test_a_name_with_room_is_whole(tab: Tab):
    lines = "[...row.querySelectorAll(':scope > .name')].map(each => each.textContent).join(' ').trim()"
    shown = tab.page.evaluate(f"[...{SHOWN}.querySelectorAll('.row.hub')].map(row => {lines})")
    short = {"Shagang Group", "Hengtong Group"} & set(shown)
    assert short, shown
    assert not [each for each in shown if each.startswith(("Shagang", "Hengtong G")) and each.endswith("…")]
