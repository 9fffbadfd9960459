"""What the panel says of searches, houses, hubs and prose in two languages, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from madeup import CHAIN
from madeup_finds import COMMAND, NOTE, madeup_finds
from mappages import PANEL, SHOWN, illegible, render
from wholepages import whole

from chainscape import viz


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(madeup_finds(), tmp_path_factory.mktemp("finds") / "map.html")


@pytest.fixture
def tab(chrome: Any, file: Path) -> Iterator[Tab]:
    with open_page(chrome, file) as opened:
        yield opened
        assert opened.trouble == []


def panel(tab: Tab, key: str) -> str:
    tab.page.evaluate("key => page.select(key)", key)
    return str(tab.page.evaluate(PANEL))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_is_legible_with_all_seals(chrome: Any, tmp_path: Path, lang: str):
    with open_page(chrome, render(madeup_finds(), tmp_path / "map.html", lang)) as tab:
        assert illegible(tab) == []
        assert tab.trouble == []


def test_a_gap_tells_clue_conflict_known_numbers_and_next_step(tab: Tab):
    said = panel(tab, f"{CHAIN}/stage:whole/metrology")
    for part in (
        NOTE.zh, "查得太少，按“有线索或查得不足”计", "说法不一的查证（1）", "编造的另一人", "已知数", "600 多家",
        "可询问：编造研究院。查后登记：", "下游 2 个环节，全链 19 家、1 个联合体",
    ):  # fmt: skip
        assert part in said, part
    assert NOTE.en not in said
    assert tab.page.inner_text("#panel code.command") == COMMAND
    tab.page.click("#panel code.command")
    assert tab.page.evaluate("getSelection().toString()").strip() == COMMAND, "a click selects it whole"
    tab.page.click("#language")
    said = tab.page.evaluate(PANEL)
    for part in (
        NOTE.en,
        "Searches that say otherwise (1)",
        "over 600",
        "Then record it:",
        "houses 19 and consortia 1",
    ):
        assert part in said, part
    assert NOTE.zh not in said


def test_a_search_of_the_whole_chain_and_an_outdated_one_say_so(tab: Tab):
    said = panel(tab, f"{CHAIN}/stage:nowhere/metrology")
    assert "就全链在网上查过，尚未查到" in said
    assert "以下是就全链查的，不是就本环节。" in said
    assert tab.page.evaluate("document.querySelector('#panel h2 .mark').className") == "mark not_found web whole"
    assert "补链" not in said
    said = panel(tab, f"{CHAIN}/stage:raw/testing")
    assert "未知（查证已过时）" in said
    assert "查证已过时，不再作数" in said
    assert "没人查过" not in said


def test_a_house_stands_once_with_its_bodies(tab: Tab):
    said = panel(tab, f"{CHAIN}/stage:parts/suppliers")
    assert "由谁提供（3 家）" in said
    assert "同一家的主体合计一家" in said
    (house,) = tab.page.evaluate("[...document.querySelectorAll('#panel .of-house')].map(e => e.innerText)")
    assert house.replace("\n", "").startswith("同属一家：江苏编造枢纽集团有限公司")
    assert "编造子公司" in house
    assert tab.page.evaluate("document.querySelectorAll('#panel ul:has(> .of-house) > li').length") == 3


def test_things_are_items(tab: Tab):
    assert "由谁提供（1 家、2 项）" in panel(tab, f"{CHAIN}/stage:parts/standard")
    assert "由谁提供（1 位）" in panel(tab, f"{CHAIN}/-/expert")
    tab.page.click("#language")
    assert "Filled by (1 house, 2 items)" in panel(tab, f"{CHAIN}/stage:parts/standard")


def test_a_body_of_a_hub_shows_house_and_sentence(tab: Tab):
    said = panel(tab, "company:sub")
    assert "同属一家：" in said
    assert "江苏编造枢纽集团有限公司" in said
    assert "横跨 3 个环节。" in said
    marked = f"[...{SHOWN}.querySelectorAll('.lift .stage .row.marked')].map(e => e.dataset.id)"
    assert {"company:hub", "company:sub"} == set(tab.page.evaluate(marked)), "the whole house stands out"


def test_links_open_in_the_panel_and_stand_out_when_to_look_up(tab: Tab):
    said = panel(tab, f"{CHAIN}/stage:alone/links")
    assert "上下游关系" in said
    assert "待查" in said
    assert "延链" not in said
    assert "查证记录（1）" in panel(tab, f"{CHAIN}/stage:nowhere/links")
    ghost = f"{CHAIN}/stage:guessed/extend-downstream"
    lifted = f"[...{SHOWN}.querySelectorAll('.lift .stage')].map(e => e.dataset.id)"
    tab.page.evaluate("page.emphasise('look_up')")
    assert ghost in tab.page.evaluate(lifted)
    tab.page.evaluate("page.emphasise('gap')")
    assert ghost not in tab.page.evaluate(lifted)
    assert "stage:early" not in tab.page.evaluate(lifted), "单点（在录） is no gap"
    said = tab.page.evaluate(PANEL)
    assert "单点（在录）" not in said
    assert "强链（1）" in said


def test_single_houses_can_be_filtered(tab: Tab):
    tab.page.evaluate("document.querySelector('#filters').open = true")
    tab.page.check("[data-filter=verdict][value=single_on_record]")
    assert tab.page.evaluate(f"page.filter.cell('{CHAIN}/stage:early/suppliers')")
    assert not tab.page.evaluate(f"page.filter.cell('{CHAIN}/stage:whole/suppliers')")
    assert "verdict=single_on_record" in tab.page.evaluate("location.hash")


def test_prose_stands_in_the_language_of_the_page(tab: Tab):
    said = panel(tab, "company:sub")
    for part in ("中文备注", "另一备注", "只有中文的存疑", "商户数：>600", "无名一项"):
        assert part in said, part
    assert not re.search("in English|without name|Merchants", said)
    tab.page.click("#language")
    said = tab.page.evaluate(PANEL)
    for part in ("A note in English words", "Another note in English", "只有中文的存疑", "Merchants: >600"):
        assert part in said, part
    assert not re.search("中文备注|另一备注|商户数|无名一项", said)


#: what the panel says of every property of a page's nodes and relations, and of every search
PROSE = """
() => {
  const parts = [...page.nodes.values(), ...page.data.relations];
  const shown = parts.flatMap(part => [...page.evidence.properties(part), ...page.evidence.differing(part)]);
  const values = shown.flatMap(each => [...each.querySelectorAll('bdi')].filter(bdi => !bdi.closest('.evidence')));
  const searches = [...page.cells.values()].flatMap(cell => [...cell.searches || [], ...cell.against || []]);
  const notes = searches.map(search => page.text(search.note));
  const known = [...page.cells.values()].map(cell => page.text(cell.known));
  return [values.map(each => each.textContent), notes, known];
}
"""
ENGLISH = re.compile(r"(?<![\w.-])[A-Za-z][a-z'’-]*(?:[ ,;]+[A-Za-z][a-z'’-]*){3,}")


def is_english_prose(text: str) -> bool:
    """Four words or more in a row, and not all but one of them with a capital as in a name."""
    runs = (re.findall("[A-Za-z]+", run) for run in ENGLISH.findall(text))
    return any(sum(word[0].islower() for word in run) > 1 for run in runs)


def is_chinese_prose(text: str) -> bool:
    """A clause between Chinese marks, or the words that tie a sentence together; names and addresses have neither."""
    return bool(re.search("[\u3400-\u9fff][，。；：、]|[的了是被其该并]|未[载写明见]|说明|页面|来源", text))


@pytest.fixture(scope="module")
def prose(chrome: Any, pack_store: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """What both pages of the whole pack say in prose, by language."""
    file = tmp_path_factory.mktemp("prose") / "all.html"
    viz.save(file, viz.network_view(whole(pack_store)))
    with open_page(chrome, file) as tab:
        found = {"zh": tab.page.evaluate(PROSE)}
        tab.page.click("#language")
        found["en"] = tab.page.evaluate(PROSE)
        assert tab.trouble == []
    return found


def test_the_chinese_pages_of_the_pack_show_no_english_prose(prose: dict[str, list[list[str]]]):
    values, notes, known = prose["zh"]
    assert len(values) > 1000
    assert [text for text in (*values, *notes, *known) if is_english_prose(text)] == []


def test_the_english_pages_of_the_pack_show_no_chinese_prose(prose: dict[str, list[list[str]]]):
    values, notes, known = prose["en"]
    assert len(values) > 1000
    assert [text for text in (*values, *notes, *known) if is_chinese_prose(text)] == []


def test_the_rules_of_prose_catch_prose_and_pass_names(prose: dict[str, list[list[str]]]):
    assert is_english_prose("备注:the page names no seat of the firm")
    assert not is_english_prose("专利权人:Suzhou Lvdi Harmonic Transmission Technology Co Ltd")
    assert is_chinese_prose("An account, 但未载明 its date")
    assert not is_chinese_prose("吴江经济技术开发区湖心西路666号; Chair: 王伟平")
    for lang, other, rule in (("zh", "en", is_english_prose), ("en", "zh", is_chinese_prose)):
        assert sum(map(rule, prose[other][0])) > 100, f"what the {lang} page must not show stands on the other"
