"""Mappings that ship for public layouts, on made-up files of the same shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tables import folder
from worked_examples import lines

from chainscape import graph, importers
from chainscape.schema import Problem, UnknownName

ETO = {
    "stages.csv": "stage_id,stage_name,description,market_share_chart_global_market_size_info,"
    "market_share_chart_caption,market_share_chart_source\nS1,Made-up design,made up,,,\n",
    "inputs.csv": "input_name,input_id,type,stage_name,stage_id,description,market_share_chart_global_market_size_info,"
    "market_share_chart_caption,market_share_chart_source\nMade-up tool,N1,tool_resource,,,made up,,,\n"
    "Made-up step,N2,process,Made-up design,S1,made up,,,\nMade-up fine tool,N3,tool_resource,,,made up,,,\n",
    "providers.csv": "provider_name,provider_id,provider_type,country\nUSA,P1,country,\nVarious,P2,country,\n"
    "Made-up Corp,P3,organization,USA\n",
    "provision.csv": "provider_name,provider_id,provided_name,provided_id,share_provided,negligible_market_share\n"
    "USA,P1,Made-up tool,N1,61%,\nVarious,P2,Made-up tool,N1,9%,\nMade-up Corp,P3,Made-up tool,N1,,negligible\n",
    "sequence.csv": "input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id\n"
    "Made-up tool,N1,Made-up step,N2,,\nMade-up fine tool,N3,,,Made-up tool,N1\n",
}
SHARES: dict[str, list[dict[str, object]]] = {
    "company.json": [
        {
            "name": "虚构光纤",
            "fullname": "虚构光纤股份有限公司",
            "code": "600001",
            "location": "虚构",
            "time": "2021-10-19",
        },
        {
            "name": "虚构光缆",
            "fullname": "虚构光缆股份有限公司",
            "code": "600003",
            "location": "虚构",
            "time": "虚构交易所",
        },
    ],
    "industry.json": [{"code": c, "name": f"虚构行业{c}"} for c in ("110000", "110100", "110101", "110102")],
    "product.json": [{"name": name} for name in ("虚构光纤", "虚构预制棒", "虚构特种光纤")],
    "company_industry.json": [
        {
            "company_code": "600001.SH",
            "industry_code": "110101",
            "industry_name": "",
            "company_name": "",
            "rel": "所属行业",
        },
        {
            "company_code": "600002.SH",
            "industry_code": "110101",
            "industry_name": "",
            "company_name": "",
            "rel": "所属行业",
        },
    ],
    "industry_industry.json": [
        {"from_code": a, "from_industry": "", "rel": "上级行业", "to_industry": "", "to_code": b}
        for a, b in (("110100", "110000"), ("110101", "110100"), ("110102", "110100"))
    ],
    "company_product.jsonl": [
        {"company_code": "600001.SH", "product_name": "虚构光纤", "rel": "主营产品", "rel_weight": "0.51"},
        {"company_code": "600001.SH", "product_name": "虚构预制棒", "rel": "主营产品", "rel_weight": "-1.3"},
    ],
    "product_product.jsonl": [
        {"from_entity": "虚构光纤", "rel": "上游材料", "to_entity": "虚构预制棒"},
        {"from_entity": "虚构光纤", "rel": "产品小类", "to_entity": "虚构特种光纤"},
        {"from_entity": "虚构预制棒", "rel": "下游产品", "to_entity": "虚构特种光纤"},
        {"from_entity": "虚构光纤", "rel": "下游产品", "to_entity": "虚构光纤"},
    ],
    "industry_up.json": [{"industry": "虚构行业110101", "ups": {"虚构行业110102": 4, "虚构无名业": 1}}],
}


def ties(store: graph.Store) -> dict[str, int]:
    return {row["type"]: row["n"] for row in store.run("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS n")}


def test_supply_chain_tables_of_eto(tmp_path: Path):
    for name, text in ETO.items():
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    with graph.open_store(tmp_path / "store", "w") as store:
        graph.load(store, importers.open_tables([tmp_path], "preset:eto"))
        assert store.run("MATCH (c:Company) RETURN c.name AS name").column("name") == ["Made-up Corp"]
        assert ties(store) == {"PART_OF": 4, "WITHIN": 2, "PROVIDES": 1, "OPERATES_IN": 1, "FEEDS": 1}
        assert store.run("MATCH (:Region)-[p:PROVIDES]->() RETURN p.share AS s").column("s") == [0.61]


def test_chains_of_listed_companies(tmp_path: Path):
    for name, records in SHARES.items():
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with graph.open_store(tmp_path / "store", "w") as store:
        found = graph.load(store, importers.open_tables([tmp_path], "preset:a-share"), skip_bad=True).checked
        assert sorted((each.place.file, each.place.row) for each in found.problems) == [
            ("company.json", 2),
            ("company_industry.json", 2),
            ("company_product.jsonl", 2),
            ("industry_up.json", 1),
            ("product_product.jsonl", 4),
        ]
        assert ties(store) == {
            "PART_OF": 1, "WITHIN": 2, "OPERATES_IN": 1, "PRODUCES": 1, "MADE_FROM": 2, "KIND_OF": 1, "FEEDS": 1,
        }  # fmt: skip
        assert store.count()["IndustryChain"] == 1
        kind = store.run("MATCH (a)-[:KIND_OF]->(b) RETURN a.name, b.name").values
        assert kind == [("虚构特种光纤", "虚构光纤")]
        used = store.run("MATCH (a)-[:MADE_FROM]->(b) RETURN a.name, b.name ORDER BY a.name").values
        assert used == [("虚构光纤", "虚构预制棒"), ("虚构特种光纤", "虚构预制棒")]
        fed = store.run("MATCH (a)-[r:FEEDS]->(b) RETURN a.name, b.name, r.details").values
        assert fed == [("虚构行业110102", "虚构行业110101", ["上游计数=4"])]
        assert store.run("MATCH (f:Company) RETURN f.listed_on AS day").column("day") == ["2021-10-19"]


#: preset → file, text as an office may send it, what comes of it
OFFICES = {
    "consortia": (
        "虚构市质量创新联合体名单,,,,,\n序号,联合体名称,牵头企业,成员单位,产业链,依据文件\n"
        "1,虚构光电质量创新联合体,虚构光纤有限公司,虚构光缆有限公司、虚构大学；虚构计量测试院,虚构光电,虚构办〔2023〕1号\n"
        "2,虚构泵阀质量创新联合体,,,,\n",
        """
        Consortium 虚构光电质量创新联合体: kind=quality-innovation, scope=city
        Consortium 虚构泵阀质量创新联合体: kind=quality-innovation, scope=city
        Company 虚构光纤有限公司
        Company 虚构光缆有限公司
        University 虚构大学
        TestingInstitute 虚构计量测试院
        IndustryChain 虚构光电
        虚构光电质量创新联合体 -SERVES-> 虚构光电
        虚构光纤有限公司 -LEADS-> 虚构光电质量创新联合体
        虚构光缆有限公司 -MEMBER_OF-> 虚构光电质量创新联合体
        虚构大学 -MEMBER_OF-> 虚构光电质量创新联合体
        虚构计量测试院 -MEMBER_OF-> 虚构光电质量创新联合体
        source 虚构办〔2023〕1号 (C)
        """,
    ),
    "experts": (
        "专家姓名,工作单位,职称,研究方向,联系电话,产业链\n虚构甲,虚构大学,教授,光学,000,虚构光电\n虚构甲,虚构光纤有限公司,,,,\n",
        """
        Expert 虚构甲 [expert:虚构甲/虚构大学]: role_kind=光学, title=教授
        Expert 虚构甲 [expert:虚构甲/虚构光纤有限公司]
        University 虚构大学
        Company 虚构光纤有限公司
        IndustryChain 虚构光电
        虚构甲 -AFFILIATED_WITH-> 虚构大学
        虚构甲 -AFFILIATED_WITH-> 虚构光纤有限公司
        虚构甲 -ADVISES-> 虚构光电
        """,
    ),
    "institutes": (
        "检验检测机构名称,检测能力,资质认定,服务,产业链,环节,信用代码\n"
        "虚构计量院,光学;电缆,CMA,校准、检测,虚构光电,,91000000MADEUP001M\n"
        "虚构电缆检测中心,电缆,CMA,,虚构光电,虚构拉丝,91000000MADEUP002M\n",
        """
        TestingInstitute 虚构计量院: accreditation=CMA, credit_code=91000000MADEUP001M, fields=['光学', '电缆']
        problem: 统一社会信用代码 91000000MADEUP002M
        IndustryChain 虚构光电
        虚构计量院 -TESTS_FOR-> 虚构光电: service=metrology, service_basis=stated
        虚构计量院 -TESTS_FOR-> 虚构光电: service=testing, service_basis=stated
        """,
    ),
    "members": (
        "协会,会员名称,会员级别,主营产品,电话\n虚构市光电协会,虚构光纤有限公司,副会长单位,光纤,000\n,虚构大学,会员,,\n",
        """
        Company 虚构光纤有限公司: details=['主营业务=光纤']
        University 虚构大学
        Association 虚构市光电协会
        虚构光纤有限公司 -MEMBER_OF-> 虚构市光电协会: role=副会长单位
        虚构大学 -MEMBER_OF-> 虚构市光电协会: role=会员
        """,
    ),
}


@pytest.mark.parametrize("name", OFFICES)
def test_lists_of_offices_whatever_their_columns_are_called(tmp_path: Path, name: str):
    text, wanted = OFFICES[name]
    (tmp_path / "虚构名单.csv").write_text(text, encoding="gb18030")
    records = list(importers.open_tables([tmp_path / "虚构名单.csv"], f"preset:{name}"))
    found = [
        f"problem: {each.column} {each.value}" if isinstance(each, Problem) else line
        for each, line in zip(records, lines(records), strict=True)
    ]
    expected = [line.strip() for line in wanted.strip().splitlines()]
    assert sorted(found) == sorted(expected)


def test_a_type_by_the_cell_itself_is_told_for_each_name_in_it(tmp_path: Path):
    ends = (
        "{column: 成员, match: name, create: true, separator: ；, type: {column: 成员, matches: {大学$: University}}}"
    )
    mapping = f"- {{file: members.csv, rows: MEMBER_OF, from: {ends}, to: 联合体}}"
    text = "成员,联合体\n虚构大学；虚构某某,consortium:x\n"
    found = list(importers.open_tables([folder(tmp_path, mapping, members=text)]))
    assert [str(each) for each in found if isinstance(each, Problem)] == [
        "members.csv, row 2, column 成员: '虚构某某' tells no type: correct it, add it to the mapping, or say else:"
    ]


def test_a_preset_that_does_not_exist(tmp_path: Path):
    assert importers.presets() == ("a-share", "consortia", "eto", "experts", "institutes", "members")
    (tmp_path / "x.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(UnknownName, match=r"no preset 'etto'. Did you mean eto"):
        importers.open_tables([tmp_path], "preset:etto")


def test_a_table_of_another_layout_is_one_problem_and_the_preset_that_fits_is_named(run, tmp_path: Path):
    table = tmp_path / "made-up.csv"
    table.write_text("会员单位,协会,地址,主营业务\n虚构甲有限公司,虚构协会,虚构路1号,虚构品\n", encoding="utf-8")
    for name in ("consortia", "experts", "institutes"):
        (problem,) = [p for p in importers.open_tables([table], f"preset:{name}") if isinstance(p, Problem)]
        assert "another table than the mapping is for: it has 会员单位, 协会, 地址, 主营业务" in problem.reason
        answer = run("check", table, "--mapping", f"preset:{name}", "--lang", "en")
        assert "these files fit --mapping preset:members\n" in answer.err
    assert importers.fitting_presets([table]) == ("members",)
    assert "fit --mapping" not in run("check", table, "--mapping", "preset:members", "--lang", "en").err


def test_the_names_of_the_file_are_told_and_presets_whose_tables_have_other_names_lead_to_the_one_that_fits(
    run, tmp_path: Path
):
    table = tmp_path / "虚构名单.csv"
    table.write_text("姓名,单位,职务,专业\n虚构某人,虚构大学,教授,流体\n", encoding="utf-8")
    (problem,) = [p for p in importers.open_tables([table], "preset:members") if isinstance(p, Problem)]
    # members calls a column of this name 会员类别
    assert "它有 姓名、单位、职务、专业，" in problem.zh
    for name in ("eto", "a-share"):
        answer = run("check", table, "--mapping", f"preset:{name}", "--store", "none", "--lang", "zh")
        assert answer.code == 1
        assert "这些文件合于 --mapping preset:experts" in answer.err
    answer = run("check", table, "--store", "none", "--lang", "zh")
    assert "chainscape suggest 可起草" in answer.err
    assert "preset:experts" in answer.err
