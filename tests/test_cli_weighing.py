"""``whatif`` and ``compare`` on the command line: names in both languages, and maps for a chain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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


def test_what_changed_is_drawn_on_the_map(ask: Any, tmp_path: Path):
    page = tmp_path / "changes.html"
    assert ask("compare", "2021", "2026-12", "--chain", "光电", "-o", page).code == 0
    found = data_of(page)
    assert found["compared"] == [
        "变化：截至 2021 所知 → 截至 2026-12 所知",
        "Changes: known by 2021 → known by 2026-12",
    ]
    rows = ask("compare", "2021", "2026-12", "--chain", "光电", "--format", "json")
    assert [each[0] for each in found["changes"]] == [row["id"] for row in json.loads(rows.out)]
    answer = ask("compare", "2021", "2026-12", "-o", tmp_path / "all.html")
    assert answer.code == 2
    assert "--chain" in answer.err


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
