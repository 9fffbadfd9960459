"""``suggest``: mappings drafted from tables as offices send them, and what they load."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from office_tables import TABLES

from chainscape import graph, importers


def drafted(folder: Path, names: list[str], lang: str = "zh") -> graph.Checked:
    """Return what the draft of some files of a folder loads."""
    text = importers.suggest_mapping([folder / name for name in names], dataset="madeup", lang=lang)
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return graph.check(importers.open_tables([folder]))


@pytest.mark.parametrize("name", TABLES)
def test_the_draft_of_a_table_passes_the_check_without_edits(tmp_path: Path, name: str):
    (tmp_path / name).write_text(TABLES[name], encoding="utf-8")
    found = drafted(tmp_path, [name])
    assert [str(each) for each in found.problems] == []
    assert found.nodes >= len(TABLES[name].splitlines()) - 1 - TABLES[name].count('"拉丝\n')


def test_what_stands_in_a_table_comes_out(tmp_path: Path):
    for name in ("企业名单.csv", "环节.csv", "联合体.csv"):
        (tmp_path / name).write_text(TABLES[name], encoding="utf-8")
    assert drafted(tmp_path, ["企业名单.csv", "环节.csv", "联合体.csv"]).problem_count == 0
    with graph.open_store(tmp_path / "store", "w") as store:
        graph.load(store, importers.open_tables([tmp_path]))
        ask = store.run
        assert ask("MATCH (s:Stage)-[p:PART_OF]->() RETURN s.name, p.position, p.order ORDER BY p.order").values == [
            ("预制棒", "upstream", 1), ("拉丝", "midstream", 2), ("成缆", "downstream", 3),
        ]  # fmt: skip
        assert ask("MATCH (a)-[:LEADS]->(b) RETURN a.name, b.name").values == [
            ("虚构光纤有限公司", "虚构光电质量创新联合体")
        ]
        assert ask("MATCH (a)-[:MEMBER_OF]->(:Consortium) RETURN count(a) AS n").column("n") == [2]
        assert ask("MATCH (f:Company {name: '虚构光纤有限公司'}) RETURN f.founded AS x").column("x") == ["2001-05"]


def test_a_workbook_with_titles_totals_and_sheets(tmp_path: Path):
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "企业"
    for row in (
        ["虚构市企业名单(2024)"], [], ["序号", "企业名称", "所属环节", "来源"],
        [1, "虚构一有限公司", "拉丝", "虚构名录"], [2, "虚构二有限公司", "成缆", "虚构名录"], ["合计", 2],
    ):  # fmt: skip
        first.append(row)
    second = book.create_sheet("检测")
    for row in (["机构名称", "服务类别", "服务环节"], ["虚构计量院", "校准", "拉丝"]):
        second.append(row)
    book.save(tmp_path / "名单.xlsx")
    found = drafted(tmp_path, ["名单.xlsx"])
    assert (found.nodes, found.relations, [str(each) for each in found.problems]) == (5, 3, [])


def test_the_command_drafts_shows_and_never_overwrites(run, tmp_path: Path):
    table = tmp_path / "企业名单.csv"
    table.write_text(TABLES["企业名单.csv"], encoding="gb18030")
    answer = run("suggest", table, "--lang", "en", "--name", "wuxi")
    assert answer.code == 0
    assert "dataset: wuxi\n" in answer.out
    assert "企业名称: name  # 0.95: heading 企业名称" in answer.out
    assert "Company 虚构光纤有限公司 (founded: 2001-05)" in answer.err
    assert "with 0 problems" in answer.err
    target = tmp_path / "mapping.yaml"
    assert run("suggest", table, "-o", target).code == 0
    text = target.read_text(encoding="utf-8")
    answer = run("suggest", table, "-o", target)
    assert answer.code == 2
    assert target.read_text(encoding="utf-8") == text
    assert run("check", tmp_path).code == 0
    assert run("suggest", tmp_path / "nothing.csv").code == 1
    (tmp_path / "blank.csv").write_text("\n\n", encoding="utf-8")
    assert run("suggest", tmp_path / "blank.csv").code == 1
