"""``suggest`` on files of every form: records, two rows of headings, other delimiters, nothing to draft from."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from test_suggest import drafted

from chainscape import importers
from chainscape.schema import DataError, Node

FIRMS = [{"企业": "虚构甲公司", "环节": "虚构铸件"}, {"企业": "虚构乙公司", "环节": "虚构泵体"}]
LINES = "\n".join(json.dumps(each, ensure_ascii=False) for each in FIRMS)


@pytest.mark.parametrize(
    ("name", "text", "records"),
    [
        ("made-up.jsonl", LINES, ""),
        ("made-up.json", json.dumps(FIRMS), ""),
        ("made-up.json", json.dumps({"total": 2, "data": FIRMS}), "records: data"),
        ("made-up.json", json.dumps({"code": 0, "result": {"list": FIRMS}}), "records: result.list"),
        ("made-up.yaml", "- {企业: 虚构甲公司, 环节: 虚构铸件}\n- {企业: 虚构乙公司, 环节: 虚构泵体}\n", ""),
    ],
)
def test_records_are_drafted_from_their_keys_wherever_they_stand(tmp_path: Path, name: str, text: str, records: str):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = drafted(tmp_path, [name])
    assert (found.nodes, found.relations, [str(each) for each in found.problems]) == (4, 2, [])
    draft = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert [line.strip() for line in draft.splitlines() if "records:" in line] == ([records] if records else [])


def test_keys_within_keys_and_lists_of_records_within_records(tmp_path: Path):
    text = json.dumps(
        [
            {"产业链": "虚构泵阀", "环节": [{"环节名称": "虚构铸件", "位置": "上游"}, {"环节名称": "虚构泵体"}]},
            {"产业链": "虚构光电", "环节": [{"环节名称": "虚构镀膜", "地址": {"市": "虚构市"}}]},
        ]
    )
    (tmp_path / "made-up.json").write_text(text, encoding="utf-8")
    found = drafted(tmp_path, ["made-up.json"])
    assert (found.nodes, found.relations, [str(each) for each in found.problems]) == (5, 3, [])
    draft = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "rows: IndustryChain" in draft
    assert '    records: 环节\n    name: "made-up 环节"\n    rows: Stage' in draft


@pytest.mark.parametrize("text", ["[1, 2]", '"a"', "{}"])
def test_of_values_that_are_no_records_it_says_what_a_table_has(tmp_path: Path, text: str):
    (tmp_path / "made-up.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no table in it") as told:
        importers.suggest_mapping([tmp_path / "made-up.json"])
    assert "带键的记录" in told.value.zh


@pytest.mark.parametrize("mark", ["\t", ";", "|", "，", "；"])
def test_what_parts_the_cells_is_found(tmp_path: Path, mark: str):
    text = "企业,环节,来源\n虚构甲公司,虚构铸件,虚构名录\n虚构乙公司,虚构泵体,虚构名录\n".replace(",", mark)
    for name, encoding in (("made-up.csv", "utf-8"), ("made-up.txt", "utf-16")):
        (tmp_path / name).write_text(text, encoding=encoding)
        found = drafted(tmp_path, [name])
        assert (found.nodes, found.relations) == (4, 2)
        (tmp_path / name).unlink()


TWO_ROWS = (
    "企业名称,产值(万元),,环节,产业链\n,2024年,2025年,,\n虚构甲公司,3,4,虚构铸件,虚构泵阀\n"
    "虚构乙公司,3,,虚构铸件,虚构光电\n虚构丙公司,5,6,虚构泵体,虚构泵阀\n合计,11,10,,\n"
)


@pytest.mark.parametrize(("title", "rows"), [("", "[1, 2]"), ("虚构市产值表,,,,\n", "[2, 3]")])
def test_two_rows_of_headings_become_names_of_both(tmp_path: Path, title: str, rows: str):
    (tmp_path / "made-up.csv").write_text(title + TWO_ROWS, encoding="utf-8")
    assert [str(each) for each in drafted(tmp_path, ["made-up.csv"]).problems] == []
    assert f"header: {rows}\n" in (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    nodes = [each for each in importers.open_tables([tmp_path]) if isinstance(each, Node) and each.type == "Company"]
    assert len(nodes) == 3
    assert "产值(万元)/2024年: 3" in nodes[0].statements[0].properties["details"]


def test_two_rows_of_headings_with_merged_cells(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["虚构市企业产值表", None, None, None], ["企业名称", "产值(万元)", None, "所在环节"], [None, 2024, 2025, None],
        ["虚构甲公司", 1, 2, "虚构铸件"], ["虚构乙公司", 3, 4, "虚构泵体"],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A1:D1", "B2:C2", "A2:A3", "D2:D3"):
        sheet.merge_cells(cells)
    for row in (["机构名称", "产业链"], ["虚构检测中心", "虚构泵阀"]):
        beside = book["检测"] if "检测" in book.sheetnames else book.create_sheet("检测")
        beside.append(row)
    book.save(tmp_path / "made-up.xlsx")
    found = drafted(tmp_path, ["made-up.xlsx"])
    assert (found.nodes, found.relations, [str(each) for each in found.problems]) == (6, 3, [])
    draft = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "header: [2, 3]\n" in draft
    assert draft.index("sheet: Sheet") < draft.index("sheet: 检测")
    assert "- 产值(万元)/2025  #" in draft


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("企业名称,所在区\n", "made-up.csv：列名「企业名称」、「所在区」之下没有数据行"),
        ("企业名称,\n虚构甲公司,x\n", "第 2 格上方没有列名"),
    ],
)
def test_of_a_table_without_rows_or_names_it_says_so(tmp_path: Path, text: str, zh: str):
    (tmp_path / "made-up.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as told:
        importers.suggest_mapping([tmp_path / "made-up.csv"])
    assert zh in told.value.zh


def test_a_folder_or_zip_is_drafted_whole(run, tmp_path: Path):
    folder = tmp_path / "made-up"
    (folder / "more").mkdir(parents=True)
    (folder / "企业.csv").write_text("企业名称,环节\n虚构甲公司,虚构铸件\n", encoding="utf-8")
    (folder / "more" / "企业.csv").write_text("企业名称,环节\n虚构乙公司,虚构泵体\n", encoding="utf-8")
    (folder / "坏.csv").write_bytes(b"%PDF-1.4 made up\n")
    (folder / "通知.txt").write_text("这是虚构的通知。\n请各单位报送。\n", encoding="utf-8")
    archive = tmp_path / "made-up.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.rglob("*.*"):
            packed.write(path, path.relative_to(folder))
    for given in (folder, archive):
        answer = run("suggest", given, "--lang", "zh")
        # what is no table is told, left out, and no reason to give up
        assert answer.code == 1
        assert "坏.csv：这是 PDF 文件，不是表格" in answer.err
        assert "通知.txt：没有列名，不像表格" in answer.err
        assert "草稿得 4 个节点、2 条关系，0 处问题" in answer.err
        assert "  - file: more/企业.csv\n    name: more/企业.csv\n" in answer.out
        assert "dataset: made-up\n" in answer.out
    assert run("suggest", folder, "-o", folder / "mapping.yaml").code == 1
    assert run("check", folder).code == 0
    assert run("suggest", folder, folder / "企业.csv").code == 2


@pytest.mark.parametrize("order", [("企业.csv", "供需.csv"), ("供需.csv", "企业.csv")])
def test_a_relation_to_a_row_that_was_refused_tells_its_name_and_that_row(run, tmp_path: Path, order: tuple[str, str]):
    (tmp_path / "企业.csv").write_text("企业名称,成立时间\n虚构甲公司,去年\n虚构乙公司,2001\n", encoding="utf-8")
    text = "供方,需方,占比\n虚构甲公司,虚构乙公司,30%\n虚构乙公司,虚构甲公司,20%\n"
    (tmp_path / "供需.csv").write_text(text, encoding="utf-8")
    answer = run("suggest", *(tmp_path / name for name in order), "--lang", "zh")
    assert answer.code == 1
    firms = f"{tmp_path / '企业.csv'}，第 2 行"
    for row, column in ((2, "供方"), (3, "需方")):
        assert f"第 {row} 行，列「{column}」：「虚构甲公司」的那一行（{firms}）有问题" in answer.err
    assert "company:" not in answer.err
    assert "-SUPPLIES->" not in answer.err
    assert "correct that row first" in run("suggest", *(tmp_path / name for name in order), "--lang", "en").err
