"""``whatif`` and ``compare`` on the command line: names in both languages, and maps for a chain."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

PACK = "--store"


def data_of(file: Path) -> Any:
    text = file.read_text(encoding="utf-8")
    return json.loads(text.split('id="data">', 1)[1].split("</script>", 1)[0])


@pytest.fixture
def ask(run: Any, pack_path: Path) -> Any:
    def ask(*words: str | Path, lang: str = "zh") -> Any:
        return run("--lang", lang, *words, PACK, pack_path)

    return ask


def test_what_falls_is_told_by_name_in_both_languages(ask: Any):
    answer = ask("whatif", "亨通光电", "旭创", "--chain", "光电")
    assert (answer.code, answer.err.count("\n")) == (0, 2)
    assert "剔除：亨通集团有限公司、" in answer.err
    assert "中国移动" in answer.out
    assert "unknown" not in answer.out
    answer = ask("whatif", "亨通光电", "--alone", "--chain", "光电", lang="en")
    assert answer.err.startswith("taken out: Jiangsu Hengtong Optic-Electric")


def test_what_falls_is_drawn_on_the_map_of_its_chain(ask: Any, tmp_path: Path):
    page = tmp_path / "whatif.html"
    answer = ask("whatif", "亨通光电", "旭创", "--chain", "光电", "-o", page)
    assert (answer.code, answer.out) == (0, "")
    found = data_of(page)
    assert found["without"] == ["company:hengtong-optic-electric", "company:innolight"]
    assert found["alone"] is False
    # without --chain: the only chain in which something falls
    assert ask("whatif", "沙钢", "-o", page).code == 0
    assert data_of(page)["subject"] == "chain:metallurgy"
    answer = ask("whatif", "沙钢", "旭创", "-o", tmp_path / "two.html")
    assert answer.code == 2
    assert "--chain" in answer.err
    assert "冶金产业链、" in answer.err
    assert not (tmp_path / "two.html").exists()


def test_what_changed_is_drawn_on_two_maps_or_on_one(ask: Any, tmp_path: Path):
    page, one = tmp_path / "changes.html", tmp_path / "one.html"
    words = ("compare", "2021", "2026-12", "--chain", "光电")
    rows = json.loads(ask(*words, "--format", "json").out)
    assert ask(*words, "-o", page).code == 0
    found = data_of(page)
    assert found["sides"] == [["截至 2021 所知", "known by 2021"], ["截至 2026-12 所知", "known by 2026-12"]]
    assert [each["key"] for each in found["differences"]] == [row["id"] for row in rows]
    assert [each["told"][1][0] for each in found["differences"]] == [row["after"] or "不再有" for row in rows]
    assert ask(*words, "-o", one, "--single").code == 0
    found = data_of(one)
    assert found["compared"] == [
        "变化：截至 2021 所知 → 截至 2026-12 所知",
        "Changes: known by 2021 → known by 2026-12",
    ]
    assert [each[0] for each in found["changes"]] == [row["id"] for row in rows]
    answer = ask("compare", "2021", "2026-12", "-o", tmp_path / "all.html")
    assert answer.code == 2
    assert "--chain" in answer.err


def test_a_comparison_links_the_pages_of_its_folder_and_says_what_dates_leave_out(ask: Any, tmp_path: Path):
    for chain in ("光电", "冶金"):
        assert ask("map", chain, "-o", tmp_path / f"{chain}.html").code == 0
    two, dates = tmp_path / "two.html", tmp_path / "dates.html"
    assert ask("compare", "光电", "冶金", "-o", two).code == 0
    answer = ask("compare", "2021", "2026-12", "--chain", "光电", "-o", dates)
    assert "日期不详的不算" in answer.err
    lines = [
        re.search('<nav id="beside".*?</nav>', page.read_text(encoding="utf-8"), re.DOTALL) for page in (two, dates)
    ]
    linked = [re.findall('href="([^"]*)"', unquote(line[0])) if line else [] for line in lines]
    assert linked == [["光电.html", "冶金.html"], ["光电.html", "冶金.html"]]
    assert [line[0].count('class="of-chain"') for line in lines if line] == [2, 1]
    assert "taken" not in data_of(two)
    assert [part in data_of(dates)["taken"][at] for at, part in enumerate(("日期不详的不算", "without any date"))] == [
        True, True,
    ]  # fmt: skip


def test_two_chains_stand_side_by_side(ask: Any, tmp_path: Path):
    """Each figure is counted again from the answers of gaps and hubs."""
    rows = json.loads(ask("compare", "光电", "冶金产业链", "--format", "json").out)
    at = {(row["what"], row["key"]): row for row in rows}
    for side, chain in (("first", "光电"), ("second", "冶金")):
        cells = json.loads(ask("gaps", chain, "--all", "--format", "json").out)
        stages = json.loads(ask("ask", "stages", f"chain={chain}", "--format", "json").out)
        for position in ("upstream", "midstream", "downstream"):
            counted = sum(row["position"] == position for row in stages)
            assert at["stages", position][f"{side}_count"] == counted, position
        slots = {row["slot"] for row in cells if row["state"]}
        for slot in slots:
            own = [row for row in cells if row["slot"] == slot and row["state"] != "not_expected"]
            row = at["slot", slot]
            assert row[f"{side}_count"] == sum(each["state"] == "present" for each in own), slot
            for word, state in (("查过未见", "not_found"), ("未知", "unknown")):
                many = sum(each["state"] == state for each in own)
                assert (f"{word} {many}" in row[side]) == bool(many), (slot, row)
        for kind in {row["verdict"] for row in cells} - {""}:
            assert at["verdict", kind][f"{side}_count"] == sum(row["verdict"] == kind for row in cells), kind
        hubs = json.loads(ask("hubs", chain, "--format", "json").out)
        named = {key for what, key in at if what == "hub" and "未见" not in at[what, key][side]}
        assert {row["house_head"] or row["id"] for row in hubs} <= named
    # 冶金 was searched for metrology in vain, and for standards by nobody: the one is missing, the other unknown
    assert "查过未见" in at["slot", "metrology"]["second"]
    assert "未知" in at["slot", "standard"]["second"]
    assert "查过未见" not in at["slot", "standard"]["second"]
    # no chain differs from itself, and all that fills it is on record in both
    same = json.loads(ask("compare", "光电", "光电", "--format", "json").out)
    assert all(row["same"] for row in same)
    assert {"stages", "slot", "verdict", "hub", "body"} == {row["what"] for row in same}
    table = ask("compare", "光电", "冶金", lang="en")
    assert "first: Optoelectronics; second: Metallurgy" in table.err
    assert "13 of 13 filled" in table.out
    assert ask("compare", "光电", "冶金", "-o", tmp_path / "two.csv").code == 0
    assert ask("compare", "光电", "冶金", "-o", tmp_path / "two.svg").code == 0
    drawn = (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "对比 · 光电产业链 与 冶金产业链" in drawn
    assert "var(" not in drawn


def test_what_cannot_be_compared_is_told(ask: Any, tmp_path: Path):
    for words, told in (
        (("光电", "2023"), "2023 是日期，光电 不是日期也不是库"),
        (("光电", "冶金", "--chain", "光电"), "--chain 与 --single 用于两个日期或库"),
        (("2021", "2026", "--chain", "光电", "--single"), "--single 要 -o 后缀"),
        (("光电", "没有的链"), "没有的链"),
        (("光电", "冶金", "--paper", "A4", "-o", tmp_path / "x.html"), "--paper"),
    ):
        answer = ask("compare", *words)
        assert (answer.code, answer.out) == (2, ""), words
        assert told in answer.err, answer.err
    assert not list(tmp_path.iterdir())


def test_a_file_holds_what_its_name_says(ask: Any, tmp_path: Path):
    for command in (("whatif", "沙钢"), ("gaps", "光电")):
        answer = ask(*command, "-o", tmp_path / "falls.docx")
        assert (answer.code, answer.out) == (2, "")
        assert ".docx 不是格式" in answer.err
        assert ".xlsx" in answer.err
        assert ask(*command, "--format", "csv", "-o", tmp_path / "falls.data").code == 0
    assert [each.name for each in tmp_path.iterdir()] == ["falls.data"]


def test_two_stores_are_compared(run: Any, ask: Any, pack_path: Path, own_store: Path):
    answer = ask("compare", pack_path, own_store, "--chain", "婚纱", "--format", "json")
    assert (answer.code, json.loads(answer.out)) == (0, [])
    looked = ("--result", "found", "--method", "survey", "--by", "虚构的人", "--note", "虚构")
    assert run("search", "add", "婚纱/计量", *looked, PACK, own_store).code == 0
    answer = run(
        "--lang", "zh", "compare", pack_path, own_store, "--chain", "婚纱", "--format", "json", PACK, pack_path
    )
    (row,) = [row for row in json.loads(answer.out) if row["id"] == "chain:wedding-dress/-/metrology"]
    assert "补链" in row["before"]
    assert "待查" in row["after"]
    assert row["why"] == "新查证 1 次"


def test_a_hub_lists_as_many_bodies_as_its_sentence_counts(ask: Any):
    counted = 0
    for row in json.loads(ask("hubs", "光电", "--all", "--format", "json").out):
        bodies = row["bodies"] if isinstance(row["bodies"], list) else row["bodies"].split("; ")
        if said := re.search(r"共 (\d+) 个主体", row["sentence"]):
            assert len(bodies) == int(said[1]), row["id"]
            counted += 1
        else:
            assert len(bodies) == 1, row["id"]
    assert counted > 3
