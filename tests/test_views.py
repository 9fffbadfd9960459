"""A reader's view of a picture: the file, what it refuses, and the drawings that are made by it. Notes are made up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from madeup import CHAIN, madeup_chain

from chainscape import viz
from chainscape.schema import SchemaError

HUB, STAGE = "company:hub", "stage:parts"
VIEW = {
    "view": 1,
    "title": "虚构的题目 <b>",
    "hide": ["institute:t"],
    "notes": [{"at": STAGE, "text": "虚构的注记 <script>"}, {"at": HUB, "text": "made-up"}],
    "theme": "dark",
    "address": "view=gap&at=stage%3Aparts",
}


def written(folder: Path, view: object) -> Path:
    file = folder / "made-up-view.json"
    file.write_text(json.dumps(view, ensure_ascii=False, indent=2), encoding="utf-8")
    return file


def test_a_view_file_says_what_it_says(tmp_path: Path):
    view = viz.read_view(written(tmp_path, VIEW))
    assert view.title == VIEW["title"]
    assert view.hide == ("institute:t",)
    assert view.notes == ((STAGE, "虚构的注记 <script>"), (HUB, "made-up"))
    assert [view.number(id) for id in (STAGE, HUB, "stage:raw")] == [1, 2, 0]
    assert view.fragment().endswith("&theme=dark&view=gap&at=stage%3Aparts")
    assert viz.read_view(written(tmp_path, {"view": 1})) == viz.AS_IT_IS


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"view": 2}, "line 2, key view: expected 1"),
        ({"hid": []}, "key hid: expected one of the keys"),
        ({"title": "题" * 201}, "key title: expected at most 200 characters"),
        ({"hide": "company:hub"}, "key hide: expected a list of texts"),
        ({"hide": ["x"] * 501}, "key hide: expected at most 500 entries"),
        ({"notes": [{"at": STAGE}]}, "key notes[0].text: expected a value"),
        ({"notes": [{"at": STAGE, "text": "x" * 501}]}, "key notes[0].text: expected at most 500"),
        ({"notes": [{"at": STAGE, "text": "a"}] * 2}, "key notes[1].at: expected one note a node"),
        ({"theme": "red"}, "key theme: expected one of light, dark, found 'red'"),
        ({"address": "hide=x"}, "key address: expected no part that has a key of its own"),
        ({"address": "at=<b>"}, "key address: expected what stands after #"),
        ({"address": "x" * 4001}, "key address: expected at most 4,000"),
    ],
    ids=lambda each: each if isinstance(each, str) else None,
)
def test_what_is_wrong_in_a_view_file_is_told_by_key(tmp_path: Path, change: dict[str, Any], told: str):
    with pytest.raises(SchemaError, match=re.escape(told)) as caught:
        viz.read_view(written(tmp_path, {**VIEW, **change}))
    assert "made-up-view.json" in str(caught.value)


def test_a_view_file_has_a_limit(tmp_path: Path):
    file = tmp_path / "large.json"
    file.write_text(" " * 4_000_001, encoding="utf-8")
    with pytest.raises(SchemaError, match="4,000,001 bytes"):
        viz.read_view(file)


def rows(drawing: str) -> dict[str, int]:
    """How often each body stands on a drawing of a map."""
    found: dict[str, int] = {}
    for group in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}g"):
        if "row" in group.get("class", "").split():
            found[group.get("data-id", "")] = found.get(group.get("data-id", ""), 0) + 1
    return found


def test_a_map_is_drawn_by_a_view_and_counts_stay(tmp_path: Path):
    made, view = madeup_chain(), viz.read_view(written(tmp_path, VIEW))
    plain = viz.chain_map_svg(made.scene, CHAIN)
    touched = viz.chain_map_svg(made.scene, CHAIN, touch=view)
    before, after = rows(plain), rows(touched)
    assert before["institute:t"]
    assert after == {id: many for id, many in before.items() if id != "institute:t"}
    texts = ["".join(each.itertext()) for each in ET.fromstring(touched).iter("{http://www.w3.org/2000/svg}text")]
    stage = made.network.nodes[STAGE]["properties"]["name"]
    assert f"1  {stage}：虚构的注记 <script>" in texts
    (line,) = [text for text in texts if text.startswith("隐去")]
    assert line == f"隐去 1 个：{made.network.nodes['institute:t']['properties']['name']}｜标题由读者所拟"
    assert any(text.startswith("虚构的题目 <b>｜") for text in texts)
    # a stage once, a body in each of its rows
    assert touched.count('class="pin"') == 1 + after[HUB] - touched.count('class="row hub rail"')
    # what a card or box says it holds is what it said before
    heads = re.compile(r'class="note head"[^>]*>([^<]*)<')
    assert heads.findall(touched) == heads.findall(plain)


def test_a_network_and_a_matrix_are_drawn_by_a_view(tmp_path: Path):
    made, view = madeup_chain(), viz.read_view(written(tmp_path, VIEW))
    names = {id: node["properties"]["name"] for id, node in made.network.nodes(data=True)}
    plain, touched = (viz.network_svg(made.scene, CHAIN, touch=each) for each in (viz.AS_IT_IS, view))
    assert touched.count('class="pin"') == 2
    assert touched.count("<path") < plain.count("<path")
    assert f">{names['institute:t'][:4]}" not in touched.partition('class="foot-line"')[0]
    assert "隐去 1 个" in touched
    matrix = viz.matrix_svg(made.scene, CHAIN, touch=view)
    assert matrix.count('class="pin"') == 1
    assert "虚构的注记 &lt;script&gt;" in matrix
    assert "隐去" not in matrix


def test_commands_draw_by_a_view(run: Any, pack_path: Path, tmp_path: Path):
    hidden, stage = "company:innolight", "stage:optoelectronics/optical-module"
    view = {"view": 1, "hide": [hidden, "company:nobody-made-up"], "notes": [{"at": stage, "text": "虚构的注记"}]}
    file = written(tmp_path, view)
    for words, suffix in (
        (("map", "光电"), "html"),
        (("network", "光电"), "svg"),
        (("matrix", "--chain", "光电"), "svg"),
    ):
        out = tmp_path / f"out.{suffix}"
        answer = run(*words, "--view", file, "-o", out, "--store", pack_path)
        assert answer.code == 0, answer.err
        assert "视图中有 1 个编号库里没有，未起作用：company:nobody-made-up" in answer.err
        assert ("虚构的注记" if suffix == "svg" else '"opens":"') in out.read_text(encoding="utf-8")
    file.write_text('{"view": 1, "titel": "x"}', encoding="utf-8")
    answer = run("map", "光电", "--view", file, "-o", tmp_path / "no.svg", "--store", pack_path)
    assert answer.code in (1, 2)
    assert "titel" in answer.err
    assert not (tmp_path / "no.svg").exists()
