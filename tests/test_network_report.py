"""The report layout of a chain's network: what stands on it, and how large its letters are on paper."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import chromium
import pypdfium2
import pytest
from madeup import CHAIN, madeup_chain, madeup_stages
from madeup_network import HOSTILE, madeup_hostile
from pypdfium2 import raw

from chainscape import viz

#: pt: nothing on the sheet is smaller
LEAST = 7.0


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_it_holds_gaps_hubs_stages_and_feeds_and_no_other_body():
    made = madeup_chain()
    svg = viz.report_svg(made.scene, CHAIN)
    said = texts(svg)
    assert {"未见 认证认可", "缺 计量", "部件", "整机"} <= {text.split("　")[0] for text in said}
    numbers = dict(re.findall(r'aria-label="(\d+) ([^"]+)"', svg))
    hub = next(text for text in said if text.startswith("编造枢纽"))
    assert hub.startswith("编造枢纽　环节 ")
    stages = {numbers[number] for number in hub.split("环节 ")[1].split("、")}
    assert stages == {"部件", "单列大环节", "整机"}, "the hub is told with the numbers of its stages"
    assert not any("编造企业" in text for text in said)
    feeds = sum(kind == "FEEDS" for _, _, kind in made.network.edges(data="type"))
    assert svg.count('class="r-feed"') == feeds
    assert "var(--" not in svg


def test_both_languages_say_the_same_and_nothing_leaves_the_data():
    scene = madeup_chain().scene
    zh, en = (viz.report_svg(scene, CHAIN, lang=lang) for lang in ("zh", "en"))
    assert zh.count("<g ") == en.count("<g ")
    assert "Hubs: what falls first, on record" in en
    hostile = madeup_hostile().scene
    chain = next(node for node, type_ in hostile.network.nodes(data="type") if type_ == "IndustryChain")
    page = viz.report_view(hostile, chain)
    assert all(name not in page for name in HOSTILE[:2])


def test_a_planned_stage_is_none_of_a_bodys():
    made = madeup_chain()
    before = viz.report_svg(made.scene, CHAIN)
    network = made.scene.network.copy()
    for _, _, data in network.out_edges("company:hub", data=True):
        data["properties"]["status"] = "planned"
    after = viz.report_svg(replace(made.scene, network=network), CHAIN)
    named = [text for text in texts(before) if text.startswith("编造枢纽") and "环节" in text]
    assert named
    assert not [text for text in texts(after) if text.startswith("编造枢纽") and "环节" in text]


def test_a_chain_of_many_stages_runs_on_over_sheets_and_few_stand_on_one():
    few, many = viz.report_view(madeup_chain().scene, CHAIN), viz.report_view(madeup_stages(60).scene, CHAIN)
    assert 'class="drawing report"' in few
    assert 'class="drawing report tall long"' in many


@pytest.mark.parametrize("paper", [("--paper", "A4"), ("--paper", "A4", "--landscape")], ids=["A4", "A4 landscape"])
def test_no_letter_on_a4_is_below_seven_points(
    run, pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: tuple[str, ...]
):
    if not (found := chromium.chromium()):
        pytest.skip(chromium.HINT)
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", found)
    path = tmp_path / "report.pdf"
    answer = run("network", "光电", "--layout", "report", "-o", path, *paper, "--store", pack_path, "--lang", "zh")
    assert answer.code == 0, answer.err
    document = pypdfium2.PdfDocument(path.read_bytes())
    sizes, words = [], document[0].get_textpage().get_text_bounded()
    for sheet in document:
        for letters in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(letters, size)
            sizes.append(size.value * abs(letters.get_matrix().d))
    document.close()
    assert min(sizes) >= LEAST
    assert all(word in words for word in ("海底光缆系统", "亨通集团", "龙头企业", "2026"))


@pytest.mark.parametrize("words", [(), ("光电", "冶金"), ("光电", "--type", "Company"), ("光电", "--large")])
def test_it_is_of_one_whole_chain(run, pack_path: Path, tmp_path: Path, words: tuple[str, ...]):
    answer = run("network", *words, "--layout", "report", "-o", tmp_path / "x.html", "--store", pack_path)
    assert answer.code == 2
    assert "--layout" in answer.err
    assert not (tmp_path / "x.html").exists()
