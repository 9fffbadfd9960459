"""``suggest``: what headings of tables as offices send them are taken for; every name is invented (虚构)."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_suggest import drafted

from chainscape import importers
from chainscape.schema import Node, Relation


def draft_of(tmp_path: Path, text: str) -> str:
    """Return the draft of one table, which must load without a problem."""
    (tmp_path / "made-up.csv").write_text(text, encoding="utf-8")
    assert [str(each) for each in drafted(tmp_path, ["made-up.csv"]).problems] == []
    return (tmp_path / "mapping.yaml").read_text(encoding="utf-8")


def ties_of(tmp_path: Path, type: str) -> set[tuple[str, str]]:
    """Return who is tied to whom by a relation, by their names."""
    records = list(importers.open_tables([tmp_path]))
    names = {each.id: str(each.statements[0].properties["name"]) for each in records if isinstance(each, Node)}
    ties = (each for each in records if isinstance(each, Relation) and each.type == type)
    return {(names[each.from_id], names[each.to_id]) for each in ties}


@pytest.mark.parametrize(
    "head", ["产业链,环节,企业名称", "产业链,所在环节,企业", "所属产业链,环节,公司名称", "产业链名称,产业环节,企业全称"]
)
def test_firms_with_chain_and_stage_are_firms_in_the_stages_of_each_chain(tmp_path: Path, head: str):
    rows = "虚构泵阀,虚构铸件,虚构甲公司\n虚构泵阀,虚构泵体,虚构乙公司\n虚构光电,虚构铸件,虚构丙公司\n"
    draft = draft_of(tmp_path, f"{head}\n{rows}")
    assert "rows: Company" in draft
    assert f"chain: {head.partition(',')[0]}," in draft
    assert len(ties_of(tmp_path, "PART_OF")) == 3
    assert ("虚构铸件", "虚构光电") in ties_of(tmp_path, "PART_OF")
    assert ("虚构丙公司", "虚构铸件") in ties_of(tmp_path, "OPERATES_IN")


def test_one_stage_in_two_chains_is_two_stages(tmp_path: Path):
    text = (
        "环节,产业链,位置,上游环节\n虚构铸件,虚构泵阀,上游,\n虚构铸件,虚构光电,中游,\n虚构泵体,虚构泵阀,中游,虚构铸件\n"
    )
    draft = draft_of(tmp_path, text)
    assert "rows: Stage  # 0.95: 表头 环节\n    chain: 产业链\n" in draft
    stages = [each for each in importers.open_tables([tmp_path]) if isinstance(each, Node) and each.type == "Stage"]
    assert len(stages) == 3
    assert "properties: {位置: position}" in draft


def test_where_a_chain_is_blank_or_several_stages_do_without_it(tmp_path: Path):
    for text in (
        "企业名称,产业链,环节\n虚构甲公司,,虚构铸件\n虚构乙公司,虚构泵阀,虚构泵体\n",
        "企业名称,产业链,环节\n虚构甲公司,虚构泵阀、虚构光电,虚构铸件\n",
    ):
        assert "chain:" not in draft_of(tmp_path, text)


def test_a_firm_in_several_rows_is_one(tmp_path: Path):
    text = "企业名称,环节,地址\n虚构甲公司,虚构铸件,虚构路\n虚构甲公司,虚构泵体,\n"
    assert "    fold: true  # 同名的各行合为一个\n" in draft_of(tmp_path, text)


def test_stages_that_list_firms_are_stages(tmp_path: Path):
    draft_of(tmp_path, "环节,代表企业\n虚构铸件,虚构甲公司、虚构乙公司\n虚构泵体,虚构丙公司\n")
    assert ("虚构乙公司", "虚构铸件") in ties_of(tmp_path, "OPERATES_IN")
    draft_of(tmp_path, "环节,企业\n虚构铸件,虚构甲公司、虚构乙公司\n虚构泵体,虚构丙公司\n")
    assert ("虚构乙公司", "虚构铸件") in ties_of(tmp_path, "OPERATES_IN")


@pytest.mark.parametrize("head", ["区县,所属市", "行政区划,上级地区", "所在区,所属市", "District,City"])
def test_a_table_of_districts_ties_them_to_their_region(tmp_path: Path, head: str):
    assert "rows: Region" in draft_of(tmp_path, f"{head}\n虚构市,\n虚构区,虚构市\n虚构县,虚构市\n")
    assert ties_of(tmp_path, "LOCATED_IN") == {("虚构区", "虚构市"), ("虚构县", "虚构市")}


@pytest.mark.parametrize(
    ("text", "type", "share"),
    [
        ("供应商名称,采购方,采购占比\n虚构甲公司,虚构乙公司,25%\n", "SUPPLIES", 0.25),
        ("股东,被投资企业,出资比例,认缴出资额(万元)\n虚构甲公司,虚构乙公司,51%,100\n", "PARENT_OF", 0.51),
    ],
)
def test_pairs_by_other_names(tmp_path: Path, text: str, type: str, share: float):
    draft_of(tmp_path, text)
    assert ties_of(tmp_path, type) == {("虚构甲公司", "虚构乙公司")}
    (tie,) = (each for each in importers.open_tables([tmp_path]) if isinstance(each, Relation))
    assert tie.statements[0].properties["share"] == share


def test_pairs_have_a_status_and_are_remarked_on(tmp_path: Path):
    draft = draft_of(tmp_path, "供应商,客户,占比,备注\n虚构甲公司,虚构乙公司,30%,拟建\n")
    assert "# 备注 列有 1 行像是尚未运作" in draft
    draft_of(tmp_path, "供应商,客户,占比,状态\n虚构甲公司,虚构乙公司,30%,筹建\n")
    (tie,) = (each for each in importers.open_tables([tmp_path]) if isinstance(each, Relation))
    assert tie.statements[0].properties["status"] == "planned"


def test_what_has_no_property_says_so_and_persons_are_left_out(tmp_path: Path):
    draft = draft_of(tmp_path, "项目名称,建设单位,所在区\n虚构厂房,虚构甲公司,虚构区\n")
    assert "- 建设单位  # 0.00: 没有把项目与企业相连的关系" in draft
    assert "- 所在区  # 0.00: 没有把项目与地点相连的关系" in draft
    draft = draft_of(tmp_path, "姓名,单位,研究方向\n虚构某,虚构大学,虚构密封\n")
    assert "role_kind" not in draft
    assert "- 研究方向  # 0.00: 没有存放专家专业方向的属性" in draft
    draft = draft_of(tmp_path, "企业名称,法定代表人,地址\n虚构甲公司,虚构某,\n")
    assert draft.endswith("    ignore:\n      - 法定代表人  # 0.95: 表头 法定代表人\n")
    assert "地址: address  # 0.60: 表头 地址；整列为空" in draft


@pytest.mark.parametrize("text", ["这是虚构的通知。\n请各单位报送。\n特此通知。\n", "1,2\n3,4\n5,6\n"])
def test_where_nothing_says_what_a_row_is_the_command_says_so(run, tmp_path: Path, text: str):
    (tmp_path / "made-up.txt").write_text(text, encoding="utf-8")
    answer = run("suggest", tmp_path / "made-up.txt", "--lang", "zh")
    assert answer.code == 1
    assert "made-up.txt：没有列名表明一行是什么，暂作企业；请核对 rows，或先补上列名" in answer.err
    assert "Company is a mere guess" in run("suggest", tmp_path / "made-up.txt", "--lang", "en").err


def test_stages_of_one_table_are_found_by_their_names_from_others(tmp_path: Path):
    for name, text in (
        ("环节.csv", "环节,产业链\n虚构铸件,虚构泵阀\n虚构泵体,虚构泵阀\n"),
        ("企业.csv", "企业,环节\n虚构甲公司,虚构铸件\n"),
        ("机构.csv", "机构,服务,环节\n虚构计量院,计量,虚构泵体\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = drafted(tmp_path, ["环节.csv", "企业.csv", "机构.csv"])
    assert [str(each) for each in found.problems] == []
    stages = [each for each in importers.open_tables([tmp_path]) if isinstance(each, Node) and each.type == "Stage"]
    assert len(stages) == 2
    assert ties_of(tmp_path, "TESTS_FOR") == {("虚构计量院", "虚构泵体")}
