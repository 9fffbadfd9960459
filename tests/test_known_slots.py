"""Searches for what is no slot of the template are told when they are loaded. All data is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainscape.graph.checking import records
from chainscape.schema import SEARCHED_BESIDES

MAPPING = """
dataset: made-up
tables:
  - file: chains.csv
    rows: IndustryChain
    properties: [name]
  - file: looked.csv
    rows: search
    subject: {column: 链, type: IndustryChain, match: name}
    properties: {格位: slot, 方式: method, 结果: result, 日期: date}
"""
LOOKED = "链,格位,方式,结果,日期\n" + "".join(
    f"虚构链,{slot},web,none_found,2026-0{month}\n"
    for month, slot in enumerate(["检测机构", "检测机构", "专家智库", "seat"], 1)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tables"
    place.mkdir()
    (place / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (place / "chains.csv").write_text("name\n虚构链\n", encoding="utf-8")
    (place / "looked.csv").write_text(LOOKED.replace(",seat,", ",expert,"), encoding="utf-8")
    return place


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_search_that_counts_nowhere_is_told_with_the_slots_there_are(run, folder: Path, tmp_path: Path, command: str):
    told = run(command, folder, "--store", tmp_path / "s", "--lang", "en")
    assert told.code == 0
    line = "looked.csv, row 2: the template has no slot '检测机构'; searches that count for no cell: 2\n"
    assert line in told.err
    assert "slots are: lead (Lead firm), suppliers (Suppliers)" in told.err
    assert "专家智库'" not in told.err
    told = run(command, folder, "--store", tmp_path / "s", "--lang", "zh")
    assert "looked.csv，第 2 行：模板中没有名为「检测机构」的支撑，2 条查证不影响任何格位\n" in told.err


def test_what_is_searched_besides_slots_is_known(run, folder: Path, tmp_path: Path):
    assert set(records._SEARCHED) == set(SEARCHED_BESIDES)
    (folder / "looked.csv").write_text(
        LOOKED.replace("检测机构", "计量").replace(",seat,", ",upstream,"), encoding="utf-8"
    )
    assert "slot" not in run("check", folder, "--store", tmp_path / "s", "--lang", "en").err


def test_several_tables_of_one_file_are_read_when_the_file_is_named(run, tmp_path: Path):
    (tmp_path / "f.csv").write_text("企业,类\n虚构甲公司,企业\n虚构大学,高校\n", encoding="utf-8")
    mapping = "dataset: made-up\ntables:\n" + "".join(
        f"  - {{file: f.csv, name: {type}, where: {{类: {word}}}, rows: {type}, properties: {{企业: name}}}}\n"
        for word, type in (("企业", "Company"), ("高校", "University"))
    )
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    told = run("check", tmp_path / "f.csv", "--mapping", tmp_path / "m.yaml", "--store", tmp_path / "s", "--lang", "en")
    assert "2 nodes" in told.err
    assert told.code == 0
