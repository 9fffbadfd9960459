"""``suggest``: mappings drafted from tables as offices send them, and what they load."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from office_tables import TABLES

from chainscape import graph, importers
from chainscape.schema import DataError, Node, Relation


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


UNSURE = (
    "序号,本市成员企业,统一代码,员工情况,参股证券代码,联系电话\n"
    "1,虚构光纤有限公司,91000000MADEUP001M,约200人,600001,000\n2,虚构光缆有限公司,,不详,,000\n"
)


def test_what_nobody_knows_is_kept_as_details_and_phones_are_not(tmp_path: Path):
    (tmp_path / "made-up.csv").write_text(UNSURE, encoding="utf-8")
    assert drafted(tmp_path, ["made-up.csv"]).problem_count == 0
    text = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "统一代码: credit_code  # 0.90: 值都是统一社会信用代码" in text
    assert "    details:\n      - 员工情况  # 0.00: 不知何意\n" in text
    assert text.endswith("    ignore:\n      - 序号  # 0.95: 表头 序号\n      - 联系电话  # 0.95: 表头 联系电话\n")
    firm = next(iter(importers.open_tables([tmp_path])))
    assert firm.statements[0].properties == {
        "credit_code": "91000000MADEUP001M", "details": ["员工情况=约200人"], "name": "虚构光纤有限公司",
        "stock": "600001",
    }  # fmt: skip


def test_what_is_not_sure_is_asked_and_the_answers_stand(tmp_path: Path):
    (tmp_path / "made-up.csv").write_text(UNSURE, encoding="utf-8")
    asked = {}

    def answer(question: importers.Question) -> str:
        asked[question.asked.en] = (question.choices[0], question.values)
        return "TestingInstitute" if "一行是什么" in question.asked.zh else "details"

    text = importers.suggest_mapping([tmp_path / "made-up.csv"], ask=answer)
    assert asked == {
        "made-up.csv: what is a row? (本市成员企业 names it)": ("Company", ("虚构光纤有限公司", "虚构光缆有限公司")),
        "made-up.csv: what is the column 员工情况?": ("details", ("约200人",)),
        "made-up.csv: what is the column 参股证券代码?": ("stock", ("600001",)),
    }
    assert "rows: TestingInstitute  # 1.00: as answered" in text
    assert "- 参股证券代码  # 1.00: as answered" in text


def test_the_command_asks_on_a_terminal_alone(run, tmp_path: Path, monkeypatch):
    (tmp_path / "made-up.csv").write_text(UNSURE, encoding="utf-8")
    words = ["suggest", tmp_path / "made-up.csv", "--lang", "en"]
    assert "answers:" not in run(*words).err
    monkeypatch.setattr("chainscape.cli.suggesting.at_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\nstok\nIGNORE\n"))
    answer = run(*words)
    assert "'stok' is no answer; did you mean stock?" in answer.err
    assert "rows: Company  # 1.00: as answered" in answer.out
    assert "- 参股证券代码  # 1.00: as answered" in answer.out.partition("ignore:")[2]
    assert "answers:" not in run(*words, "--no-ask").err


def test_a_list_of_members_gives_bodies_of_several_kinds(tmp_path: Path):
    text = (
        "联合体名称,成员单位,成立时间\n虚构光电质量创新联合体,虚构光缆有限公司、虚构大学、虚构电缆检测中心,2023年11月\n"
        "虚构泵阀质量创新联合体,虚构泵业,去年\n"
    )
    (tmp_path / "made-up.csv").write_text(text, encoding="utf-8")
    found = drafted(tmp_path, ["made-up.csv"])
    # what is called a founding date is one, whatever stands in some cells
    assert [(each.column, each.value) for each in found.problems] == [("成立时间", "去年")]
    firms = [each for each in importers.open_tables([tmp_path]) if isinstance(each, Node)]
    assert [(each.type, each.statements[0].properties["name"]) for each in firms] == [
        ("Consortium", "虚构光电质量创新联合体"), ("Company", "虚构光缆有限公司"), ("University", "虚构大学"),
        ("TestingInstitute", "虚构电缆检测中心"),
    ]  # fmt: skip


def test_rows_that_part_values_by_marks_of_their_own(tmp_path: Path):
    text = (
        "联合体名称,成员单位\n虚构甲质量创新联合体,虚构一公司；虚构二公司\n虚构乙质量创新联合体,虚构三公司、虚构大学\n"
    )
    (tmp_path / "made-up.csv").write_text(text, encoding="utf-8")
    assert drafted(tmp_path, ["made-up.csv"]).problem_count == 0
    bodies = {n.statements[0].properties["name"] for n in importers.open_tables([tmp_path]) if isinstance(n, Node)}
    assert {"虚构一公司", "虚构二公司", "虚构三公司", "虚构大学"} < bodies


def test_a_table_of_relations_between_two_columns(tmp_path: Path):
    (tmp_path / "供需.csv").write_text(TABLES["供需.csv"], encoding="utf-8")
    assert drafted(tmp_path, ["供需.csv"]).problem_count == 0
    ties = [each for each in importers.open_tables([tmp_path]) if isinstance(each, Relation)]
    assert [(each.type, dict(each.statements[0].properties)) for each in ties] == [
        ("SUPPLIES", {"product": "虚构品", "share": 0.4, "year": "2023"}),
        ("SUPPLIES", {"product": "虚构品", "share": 0.25, "year": "2023"}),
        ("SUPPLIES", {"product": "虚构件", "share": 0.05, "year": "2023"}),
    ]


def test_where_one_column_names_the_row_it_is_no_table_of_pairs(tmp_path: Path):
    (tmp_path / "firms.csv").write_text("企业名称,供应商,客户\n虚构甲,虚构乙,虚构丙\n", encoding="utf-8")
    assert "rows: Company" in importers.suggest_mapping([tmp_path / "firms.csv"])


def test_a_column_of_states_is_read_and_a_remark_is_not(tmp_path: Path):
    for name, text in (
        ("状态.csv", TABLES["状态.csv"]),
        ("备注.csv", "企业名称,备注\n虚构丙有限公司,拟建\n虚构丁有限公司,说明\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert drafted(tmp_path, ["状态.csv", "备注.csv"]).problem_count == 0
    text = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "# 备注 列有 1 行像是尚未运作" in text
    stated = {
        node.statements[0].properties["name"]: node.statements[0].properties.get("status")
        for node in importers.open_tables([tmp_path])
        if isinstance(node, Node) and node.type == "Company"
    }
    assert stated == {
        "虚构甲有限公司": "planned", "虚构乙有限公司": "fact", "虚构丙有限公司": None, "虚构丁有限公司": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4\n", "this is a PDF"),
        ("企业名称,企业名称\n甲,乙\n".encode(), "2 columns are named '企业名称'"),
        (b"\x00\x01\x02" * 200, "NUL bytes"),
    ],
)
def test_of_a_file_that_cannot_be_read_it_says_why(tmp_path: Path, content: bytes, told: str):
    (tmp_path / "made-up.csv").write_bytes(content)
    with pytest.raises(DataError, match=told):
        importers.suggest_mapping([tmp_path / "made-up.csv"])
