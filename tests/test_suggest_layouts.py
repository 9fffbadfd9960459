"""``suggest``: blocks, cross tables, stages by columns, searches, words of status; every name is invented (虚构)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_suggest import drafted
from test_suggest_meanings import draft_of, ties_of

from chainscape import graph, importers, queries
from chainscape.schema import Node, Search

BLOCKS = """产业链,环节,企业名称,区域
虚构医药,虚构原料药,虚构甲公司,虚构区
,,虚构乙公司,虚构区
,虚构制剂,虚构丙公司,虚构市
,,虚构丁公司,
虚构物联,虚构传感器,虚构戊公司,
,虚构平台,虚构己公司,虚构市
"""


def test_blanks_below_a_chain_and_a_stage_mean_the_cell_above(tmp_path: Path):
    draft = draft_of(tmp_path, BLOCKS)
    assert "    fill: [产业链, 环节]  # 产业链、环节 只写在各段首行，其下空白即同上\n" in draft
    works = {
        ("虚构甲公司", "虚构原料药"), ("虚构乙公司", "虚构原料药"), ("虚构丙公司", "虚构制剂"),
        ("虚构丁公司", "虚构制剂"), ("虚构戊公司", "虚构传感器"), ("虚构己公司", "虚构平台"),
    }  # fmt: skip
    assert ties_of(tmp_path, "OPERATES_IN") == works
    assert ("虚构制剂", "虚构医药") in ties_of(tmp_path, "PART_OF")
    # a seat that is not said is not that of the row above
    assert "虚构丁公司" not in {firm for firm, _ in ties_of(tmp_path, "LOCATED_IN")}


def test_two_chains_with_a_stage_of_one_name_are_two_blocks(tmp_path: Path):
    text = "产业链,环节,企业\n虚构A,检测,虚构甲公司\n,,虚构乙公司\n虚构B,装配,虚构丙公司\n,检测,虚构丁公司\n"
    assert "fill: [产业链, 环节]" in draft_of(tmp_path, text)
    assert len(ties_of(tmp_path, "PART_OF")) == 3


@pytest.mark.parametrize(
    "text",
    [
        # what stands right of the name may be unknown
        "企业名称,所属环节\n虚构甲公司,虚构拉丝\n虚构乙公司,\n",
        # a value that comes again does not stand for its block
        "环节,企业名称\n虚构拉丝,虚构甲公司\n,虚构乙公司\n虚构拉丝,虚构丙公司\n,虚构丁公司\n",
        # one blank among many values is a cell that somebody forgot
        "环节,企业名称\n虚构拉丝,虚构甲公司\n虚构成缆,虚构乙公司\n虚构护套,虚构丙公司\n,虚构丁公司\n",
        # what is said to be unknown is not the cell above
        "环节,企业名称\n虚构拉丝,虚构甲公司\n,虚构乙公司\n不详,虚构丙公司\n,虚构丁公司\n",
        # nothing above to mean
        "环节,企业名称\n,虚构甲公司\n虚构拉丝,虚构乙公司\n,虚构丙公司\n",
    ],
)
def test_other_blanks_stay_blank(tmp_path: Path, text: str):
    assert "fill:" not in draft_of(tmp_path, text)


def test_a_chain_that_the_stages_of_a_row_are_looked_for_in_is_not_asked_for(tmp_path: Path):
    (tmp_path / "made-up.csv").write_text("企业名称,产业链,环节\n虚构甲公司,虚构泵阀,虚构铸件\n", encoding="utf-8")
    asked = []

    def answer(question: importers.Question) -> str:
        asked.append(question.asked.en)
        return question.choices[0]

    assert "chain: 产业链," in importers.suggest_mapping([tmp_path / "made-up.csv"], ask=answer)
    assert asked == []


def test_a_chain_that_is_blank_in_some_rows_is_told_with_what_to_write(tmp_path: Path):
    draft = draft_of(tmp_path, "企业名称,产业链,环节\n虚构甲公司,,虚构铸件\n虚构乙公司,虚构泵阀,虚构泵体\n")
    assert "- 产业链  # 0.00: 1 行的环节没有写明产业链；如空白即同上，请写 fill: [产业链]" in draft


def test_columns_of_stages_beside_their_chain(tmp_path: Path):
    draft = draft_of(tmp_path, "产业链,上游环节,中游环节\n虚构光伏,虚构硅料、虚构硅片,虚构电池片\n虚构医药,虚构原料,\n")
    assert "always: {position: upstream}" in draft
    assert ties_of(tmp_path, "PART_OF") == {
        ("虚构硅料", "虚构光伏"), ("虚构硅片", "虚构光伏"), ("虚构电池片", "虚构光伏"), ("虚构原料", "虚构医药"),
    }  # fmt: skip


def test_columns_called_by_a_position_alone_hold_stages_where_no_cell_names_a_body(tmp_path: Path):
    draft_of(tmp_path, "产业链,上游,下游\n虚构光伏,虚构硅料、虚构硅片,虚构组件\n")
    assert len(ties_of(tmp_path, "PART_OF")) == 3
    assert "PART_OF" not in draft_of(tmp_path, "产业链,上游,下游\n虚构光伏,虚构甲公司,虚构乙公司\n")


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        # a share of the parent's, not of what a customer takes
        (
            "企业,控股股东,股东持股比例,主要客户\n虚构甲公司,虚构集团,60%,虚构乙公司\n",
            "{股东持股比例: share}\n      - type: S",
        ),
        # the kind of a need is not that of the firm, the date of something is not when the row held
        ("企业名称,需求类型,提出时间\n虚构甲公司,政策,2026-10\n", "    details:\n      - 需求类型"),
        ("企业名称,投产日期\n虚构甲公司,2026-10\n", "    details:\n      - 投产日期"),
        ("企业名称,更新时间\n虚构甲公司,2026-10\n", "    date: 更新时间"),
        ("院校名称,联系人\n虚构大学,某某\n", "rows: University"),
        ("上游企业,下游企业\n虚构甲公司,虚构乙公司\n", "rows: SUPPLIES"),
        ("专利名称,状态\n虚构法,有效\n虚构器,实审\n", "values: {状态: {有效: granted, 实审: filed}}"),
        ("标准名称,状态\n虚构标准,现行\n虚构规范,征求意见\n", "values: {状态: {现行: issued, 征求意见: draft}}"),
    ],
)
def test_what_a_heading_ends_with_is_not_always_what_it_means(tmp_path: Path, text: str, draft: str):
    assert draft in draft_of(tmp_path, text)


def test_natural_persons_who_hold_two_firms_are_no_house(tmp_path: Path):
    text = "企业名称,控股股东\n虚构甲公司,自然人\n虚构乙公司,自然人\n"
    draft_of(tmp_path, text)
    with graph.open_store(tmp_path / "store", "w") as store:
        graph.load(store, importers.open_tables([tmp_path]))
        assert queries.houses(queries.ask(store, "house-ties")).heads == {}


TICKS = "环节,虚构甲公司,虚构乙公司\n虚构设计,√,\n虚构制造,√,是\n虚构封测,否,\n"
WORKS = {("虚构甲公司", "虚构设计"), ("虚构甲公司", "虚构制造"), ("虚构乙公司", "虚构制造")}


def test_ticks_tie_the_firm_that_a_column_is_called_after_to_stages_by_their_names(tmp_path: Path):
    (tmp_path / "环节.csv").write_text("产业链,环节\n虚构芯片,虚构设计\n虚构芯片,虚构制造\n", encoding="utf-8")
    (tmp_path / "交叉.csv").write_text(TICKS, encoding="utf-8")
    assert drafted(tmp_path, ["环节.csv", "交叉.csv"]).problem_count == 0
    assert ties_of(tmp_path, "OPERATES_IN") == WORKS
    # no second stage beside that of the chain
    stages = {each.id for each in importers.open_tables([tmp_path]) if isinstance(each, Node) and each.type == "Stage"}
    assert len(stages) == 2


def test_ticks_in_a_table_that_says_more_of_its_stages(tmp_path: Path):
    text = "产业链," + TICKS.replace("\n", "\n虚构芯片,", 3)
    draft = draft_of(tmp_path, text)
    assert "chain: 产业链" in draft
    assert ties_of(tmp_path, "OPERATES_IN") == WORKS
    # words are no ticks
    assert "OPERATES_IN" not in draft_of(tmp_path, TICKS.replace("是", "供货"))


LOOKED = """产业链,环节,查找内容,查找方式,结果,日期,查找人
虚构芯片,虚构设计,检测机构,实地走访,未发现,2026年10月,虚构张三
虚构芯片,,专家,问卷调查,有,2026-10-12,虚构李四
"""


def test_a_table_of_searches(tmp_path: Path):
    (tmp_path / "stages.csv").write_text("产业链,环节\n虚构芯片,虚构设计\n", encoding="utf-8")
    (tmp_path / "looked.csv").write_text(LOOKED, encoding="utf-8")
    assert [str(each) for each in drafted(tmp_path, ["stages.csv", "looked.csv"]).problems] == []
    records = list(importers.open_tables([tmp_path]))
    ids = {each.statements[0].properties["name"]: each.id for each in records if isinstance(each, Node)}
    assert {(s.subject, s.slot, s.method, s.result, s.date) for s in records if isinstance(s, Search)} == {
        (ids["虚构设计"], "testing", "survey", "none_found", "2026-10"),
        (ids["虚构芯片"], "expert", "survey", "found", "2026-10-12"),
    }
    # the chain is made by the column of another table: an import finds it as the check does
    with graph.open_store(tmp_path / "store", "w") as store:
        names = importers.Names()
        loaded = graph.load(store, importers.open_tables([tmp_path], look_up=names))
    assert loaded.checked.searches == 2


def test_a_table_of_searches_in_english(tmp_path: Path):
    (tmp_path / "stages.csv").write_text("Chain,Stage\nMade-up optics,Lasers\n", encoding="utf-8")
    looked = (
        "Chain,Stage,What,Method,Result,Date,By\nMade-up optics,Lasers,testing,Interview,None found,2026-10,Clerk\n"
    )
    (tmp_path / "looked.csv").write_text(looked, encoding="utf-8")
    assert drafted(tmp_path, ["stages.csv", "looked.csv"], "en").problem_count == 0
    (search,) = (each for each in importers.open_tables([tmp_path]) if isinstance(each, Search))
    assert (search.slot, search.method, search.result, search.by) == ("testing", "survey", "none_found", "Clerk")


def test_searches_by_ids_as_an_example_project_has_them(tmp_path: Path):
    (tmp_path / "a.csv").write_text("编号,环节\nstage:madeup/a,虚构设计\n", encoding="utf-8")
    head = "对象,格位,方式,结果,日期,何人\n"
    (tmp_path / "b.csv").write_text(head + "stage:madeup/a,计量,web,查过未见,2026,虚构甲\n", encoding="utf-8")
    draft = importers.suggest_mapping([tmp_path / "b.csv"])
    assert "rows: search" in draft
    assert "subject: {column: 对象, type: [IndustryChain, Stage, Consortium], match: [id, name]}" in draft


STATES = "企业名称,状态\n" + "".join(
    f"虚构{number}公司,{word}\n"
    for number, word in enumerate(["投产", "在产", "量产", "在建", "注销", "吊销", "关停", "停产", "试生产"])
)


def test_plain_words_of_status_are_mapped_and_others_are_left_to_decide(tmp_path: Path):
    (tmp_path / "made-up.csv").write_text(STATES, encoding="utf-8")
    found = drafted(tmp_path, ["made-up.csv"])
    draft = (tmp_path / "mapping.yaml").read_text("utf-8")
    said = re.search(r"values: \{状态: \{(.*)\}\}", draft)
    assert said is not None
    assert dict(pair.split(": ") for pair in said[1].split(", ")) == {
        "投产": "fact", "在产": "fact", "量产": "fact", "在建": "planned", "注销": "retired", "吊销": "retired",
        "关停": "retired",
    }  # fmt: skip
    assert '# 状态：状态中没有与 停产、试生产 明确对应的代码；请在 values 中写明，"" 为不详' in draft
    assert [each.value for each in found.problems] == ["停产", "试生产"]
    assert found.problems[0].why.en.endswith("; or say under values in the mapping which it is")
    assert found.problems[0].why.zh.endswith("；或在映射的 values 中写明它是哪一种")


def test_words_of_status_that_no_code_says_are_asked(tmp_path: Path):
    (tmp_path / "made-up.csv").write_text(STATES, encoding="utf-8")
    asked = {}

    def answer(question: importers.Question) -> str:
        asked[question.values[0]] = question.choices
        return "retired" if question.values == ("停产",) else question.choices[0]

    text = importers.suggest_mapping([tmp_path / "made-up.csv"], ask=answer)
    assert asked["停产"] == ("unknown", "fact", "planned", "candidate", "retired", "placeholder")
    assert "停产: retired" in text
    assert '试生产: ""' in text


def test_a_comma_parts_names_where_bodies_stand_on_both_sides(tmp_path: Path):
    members = '"虚构甲公司、虚构乙厂，虚构大学"'
    draft_of(tmp_path, f"联合体名称,成员单位\n虚构联合体,{members}\n虚构第二联合体,虚构丙公司\n")
    names = {member for member, _ in ties_of(tmp_path, "MEMBER_OF")}
    assert names == {"虚构甲公司", "虚构乙厂", "虚构大学", "虚构丙公司"}


def test_codes_that_became_numbers_are_told_and_not_kept_as_details(tmp_path: Path):
    text = "企业名称,统一社会信用代码\n虚构甲公司,9.13205E+17\n虚构乙公司,\n"
    (tmp_path / "made-up.csv").write_text(text, encoding="utf-8")
    found = drafted(tmp_path, ["made-up.csv"])
    assert "credit_code  # 0.60: 表头 统一社会信用代码；有的代码已被电子表格变成数字" in (
        tmp_path / "mapping.yaml"
    ).read_text("utf-8")
    assert [each.value for each in found.problems] == ["9.13205E+17"]


def test_a_service_that_the_table_states_counts_and_a_guessed_one_is_said_not_to(tmp_path: Path):
    stated = draft_of(tmp_path, "机构名称,服务类别,服务环节\n虚构计量院,计量,虚构拉丝\n虚构质检所,认证,虚构成缆\n")
    assert "always: {service_basis: stated}  # 请核对\n" in stated
    guessed = draft_of(tmp_path, "机构名称,服务环节\n虚构计量院,虚构拉丝\n")
    assert "always: {service: testing, service_basis: unclear}  # 请核对：依据不明的服务不填补格位\n" in guessed
