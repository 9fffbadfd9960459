"""The chain map in a real Chromium: silent, legible; languages, themes, windows, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import madeup_chain, madeup_stages
from mappages import SHOWN, illegible, render

from chainscape import viz


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_chain(), tmp_path_factory.mktemp("map") / "链图 one.html")


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    with open_page(chrome, file) as opened:
        yield opened
        assert opened.trouble == []


# silent


def test_it_opens_and_says_and_asks_nothing(chrome: Any, file: Path):
    with open_page(chrome, file) as tab:
        for selector in ("#language", "#theme", "[data-emphasis=gap]", "#language", "#theme", "#fold", "#fold"):
            tab.page.click(selector)
        tab.page.set_viewport_size({"width": 600, "height": 800})
        tab.first_paint()
        assert tab.trouble == []


@pytest.mark.parametrize("count", [0, 1, 60])
def test_any_number_of_stages_opens(chrome: Any, tmp_path: Path, count: int):
    with open_page(chrome, render(madeup_stages(count), tmp_path / "map.html")) as tab:
        tab.first_paint()
        tab.page.click("[data-emphasis=look_up]")
        tab.page.select_option("#grade", "A")
        assert tab.trouble == []


# legible: nothing overlaps, nothing is cut off

COLUMNS = f"new Set([...{SHOWN}.querySelectorAll(':scope > .stage')].map(e => e.getBoundingClientRect().left)).size"
FITS = f"{SHOWN}.getBoundingClientRect().width <= document.querySelector('#picture').clientWidth"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_overlaps_or_is_cut_off(chrome: Any, tmp_path: Path, lang: str):
    with open_page(chrome, render(madeup_chain(), tmp_path / "map.html", lang)) as tab:
        assert illegible(tab) == []
        assert tab.page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "the body never scrolls"


def test_the_measure_of_overlaps_catches_one(chrome: Any, file: Path):
    with open_page(chrome, file) as tab:
        tab.page.evaluate(f"{SHOWN}.querySelector('.title').setAttribute('y', 40)")
        tab.page.evaluate(f"{SHOWN}.querySelector('.stage .name').textContent = '很长的名字'.repeat(9)")
        found = illegible(tab)
    assert any(each.startswith("overlap") for each in found)
    assert any(each.startswith("outside its card") for each in found)


def test_the_suzhou_chains_are_legible_in_both_languages(chrome: Any, pack_store: Any, tmp_path: Path):
    from chainscape import analysis

    suzhou = analysis.scene(pack_store, pack_name="suzhou")
    chains = sorted(id for id, type in suzhou.network.nodes(data="type") if type == "IndustryChain")
    assert len(chains) >= 14
    for chain in chains:
        file = tmp_path / f"{chain.replace(':', '-')}.html"
        viz.save(file, viz.chain_map(suzhou, chain))
        with open_page(chrome, file) as tab:
            for lang in ("zh", "en"):
                assert illegible(tab) == [], (chain, lang)
                # seven columns of readable cards do not fit beside the panel; the picture scrolls then
                assert tab.page.evaluate(COLUMNS) > 6 or tab.page.evaluate(FITS), f"{chain} in {lang} is too wide"
                tab.page.click("#language")
            tab.first_paint()
            assert tab.trouble == []


# language, theme, print, narrow windows


def test_the_language_switch_changes_every_word(tab: Tab):
    tab.page.click("#language")
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    assert tab.page.title() == "Chain map · Made-up chain"
    seen = tab.page.evaluate("document.body.innerText") + tab.page.evaluate(
        "document.querySelector('#query').placeholder"
    )
    han = set(re.findall("[\u4e00-\u9fff]+", seen))
    assert han <= {"中文", "编造企业", "号有限公司"}, "only names without an English one stay Chinese"
    assert tab.page.evaluate("document.querySelector('#panel').ariaLabel") == "Details and evidence"
    tab.page.click("#language")
    assert tab.page.title() == "链图 · 编造产业链"


def test_dark_and_light(chrome: Any, file: Path):
    ground = "getComputedStyle(document.body).backgroundColor"
    with open_page(chrome, file, color_scheme="dark") as tab:
        assert tab.page.evaluate(ground) == "rgb(17, 22, 29)"
        tab.page.click("#theme")
        assert tab.page.evaluate(ground) == "rgb(243, 245, 248)"
    with open_page(chrome, file, color_scheme="light") as tab:
        tab.page.click("#theme")
        assert tab.page.evaluate(ground) == "rgb(17, 22, 29)"
        tab.page.emulate_media(media="print")
        assert tab.page.evaluate("page.colour('ink')") == "#1b2430", "paper is always light"
        assert tab.page.evaluate("getComputedStyle(document.querySelector('#language')).display") == "none"
        assert len(tab.page.pdf(prefer_css_page_size=True)) > 10_000


EXPANDED = "document.querySelector('#fold').ariaExpanded"


@pytest.mark.parametrize("size", [(390, 844), (800, 600), (1920, 1080)])
def test_other_windows(chrome: Any, file: Path, size: tuple[int, int]):
    with open_page(chrome, file, width=size[0], height=size[1]) as tab:
        scale = tab.page.evaluate(f"{SHOWN}.getBoundingClientRect().width / {SHOWN}.viewBox.baseVal.width")
        assert 0.849 < scale < 1.151
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            "the body never scrolls sideways"
        )
        small = size[0] <= 900
        assert tab.page.evaluate(EXPANDED) == ("false" if small else "true"), (
            "on a small screen the picture comes first"
        )
        tab.page.click("#fold")
        assert tab.page.evaluate(EXPANDED) == ("true" if small else "false")


# a map wider than its pane

EDGE = "(side => document.querySelector('.edge.' + side))"
SHOWN_EDGES = f"['left', 'right'].filter(side => !{EDGE}(side).hidden)"


def test_a_map_wider_than_its_pane_names_what_lies_beyond(chrome: Any, pack_store: Any, tmp_path: Path):
    from chainscape import analysis

    viz.save(tmp_path / "map.html", viz.chain_map(analysis.scene(pack_store, "光电")))
    with open_page(chrome, tmp_path / "map.html", width=1180, height=800) as tab:
        assert tab.page.evaluate(SHOWN_EDGES) == ["right"]
        assert tab.page.inner_text(".edge.right") == "下游 ›"
        edge, pane = (
            tab.page.evaluate(f"document.querySelector('{each}').getBoundingClientRect().right")
            for each in (".edge.right", "#picture")
        )
        assert abs(edge - pane) < 20, "at the edge of the pane"
        tab.page.click(".edge.right button")
        tab.until(SHOWN_EDGES + ".join() === 'left'")
        assert tab.page.inner_text(".edge.left") == "‹ 上游"
        tab.page.click("#language")
        assert "stream" in tab.page.inner_text(".edges")
        tab.page.set_viewport_size({"width": 2200, "height": 900})
        tab.until(SHOWN_EDGES + ".length === 0")
        assert tab.trouble == []
