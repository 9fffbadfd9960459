"""The mapping language beyond the worked examples: mistakes, edges, and what the schema for editors says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tables import folder, mapping, nodes, problems, relations
from worked_examples import examples

from chainscape import importers
from chainscape.importers import Names, made_id, mapping_json_schema
from chainscape.schema import SchemaError, vocabulary

ROOT = Path(__file__).parent.parent
COMPANY, STAGE = vocabulary().nodes["Company"], vocabulary().nodes["Stage"]
FIRMS = "- {file: f.csv, rows: Company, properties: {企业: name}%s}"
NODES = "- {file: f.csv, nodes: {a: {type: Company, properties: {甲: name}}%s}%s}"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (FIRMS % ", wher: {企业: 甲}", "found 'wher'. Did you mean where?"),
        (FIRMS % ", where: {企业: {like: 甲}}", "where.企业.like: expected one of the keys is, not, matches, blank"),
        (FIRMS % ", where: {企业: {}}", "where.企业: expected one of is, not, matches, blank"),
        (FIRMS % ", where: {企业: {matches: '('}}", "where.企业.matches: expected a regular expression"),
        (FIRMS % ", where: {企业: [[甲]]}", "where.企业: expected texts or numbers"),
        (FIRMS % ", values: {行业: {a: b}}", "values: expected a column that the table reads, found '行业'"),
        (FIRMS % ", units: {企业: 万元}", "units: expected a column of a number; name is text"),
        (FIRMS % ", units: {产值: 万元}", "units: expected a column under properties, found '产值'"),
        (FIRMS % ", chain: 链", "chain: expected rows of Stage"),
        (FIRMS % ", separator: []", "separator: expected a mark, or a list of marks"),
        (FIRMS % ", id: {columns: []}", "id.columns: expected a list of columns"),
        (FIRMS % ", id: {column: a, else: name}", "id.else: expected one of key, found 'name'"),
        (FIRMS % ", id: {column: a, take: '['}", "id.take: expected a regular expression"),
        (
            FIRMS % ", relations: [{type: SUPPLIES, to: {column: b, type: Company, match: [nam]}}]",
            "to.match: expected one or more of id, code, name, found 'nam'. Did you mean name?",
        ),
        (
            FIRMS % ", relations: [{type: SUPPLIES, to: {column: b, type: Company, match: name, chain: c}}]",
            "to.chain: expected type: Stage",
        ),
        (FIRMS % ", relations: [{type: SUPPLIES, to: {node: b}}]", "to.node: expected the name of a node"),
        ("- {file: f.csv, rows: {column: a}}", "rows.values: expected {text: type}"),
        ("- {file: f.csv, rows: {column: a, values: {企业: Compny}}}", "found 'Compny'. Did you mean Company?"),
        ("- {file: f.csv, rows: Company, nodes: {}}", "nodes: expected either rows or nodes"),
        ("- {file: f.csv, nodes: {}}", "nodes: expected at least one node"),
        (NODES % (", b: {type: Stag, properties: {乙: name}}", ""), "nodes.b.type: expected a node type, found 'Stag'"),
        (NODES % ("", ", relations: [{type: SUPPLIES, from: {node: a}, to: {node: c}}]"), "found 'c'"),
        (
            NODES
            % (
                ", b: {type: Stage, properties: {乙: name}}",
                ", relations: [{type: SUPPLIES, from: {node: a}, to: {node: b}}]",
            ),
            "to: expected a node of a type that SUPPLIES joins: Company, found 'Stage'",
        ),
        (
            "- {file: f.csv, rows: Stage, chain: 链, id: x, properties: {环节: name}}",
            "chain: expected no id beside it",
        ),
    ],
)
def test_a_mistake_names_line_and_key_and_the_right_word(tmp_path: Path, table: str, said: str):
    (tmp_path / "mapping.yaml").write_text(mapping(table), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"mapping.yaml, line \d+, key tables") as error:
        importers.open_tables([tmp_path])
    assert said in str(error.value)


def test_every_mapping_that_is_read_is_right_for_an_editor_too():
    schema = Draft202012Validator(mapping_json_schema())
    Draft202012Validator.check_schema(mapping_json_schema())
    texts = [example.mapping for example in examples(ROOT / "docs" / "mapping.md")]
    texts.append((ROOT / "data" / "suzhou" / "mapping.yaml").read_text(encoding="utf-8"))
    for text in texts:
        assert [error.message for error in schema.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    "table",
    [{"file": "f.csv", "rows": "Company", "propertys": ["name"]}, {"rows": "Company"}, {"file": "f.csv", "id": 3}],
)
def test_an_editor_is_told_of_mistakes(table: dict):
    schema = Draft202012Validator(json.loads(json.dumps(mapping_json_schema())))
    assert list(schema.iter_errors({"dataset": "a", "tables": [table]}))


BY_NAME = """
    - file: stages.csv
      rows: Stage
      properties: {环节: name}
      relations:
        - {type: PART_OF, to: {column: 产业链, type: IndustryChain, match: name, create: true}}
"""


def test_a_stage_known_by_name_alone_is_not_put_into_two_chains(tmp_path: Path):
    rows = "产业链,环节\n光电,检测\n光电,装配\n医疗器械,检测\n"
    records = list(importers.open_tables([folder(tmp_path, BY_NAME, stages=rows)]))
    (problem,) = problems(records)
    assert problem.place.row == 4
    assert "say chain: with the column of the chain" in problem.reason
    assert len(relations(records)) == 2


KEYED = """
    - file: chains.csv
      rows: IndustryChain
      id: id
      properties: {链: name}
    - file: stages.csv
      rows: Stage
      id: id
      properties: {环节: name}
      relations:
        - {type: PART_OF, to: 链}
    - file: firms.csv
      rows: Company
      properties: {企业: name}
      relations:
        - type: OPERATES_IN
          to: {column: 环节, type: Stage, match: name, chain: 链, create: true}
"""


def test_a_stage_is_looked_for_in_its_chain_and_made_there_where_it_is_new(tmp_path: Path):
    at = folder(
        tmp_path,
        KEYED,
        chains="id,链\nchain:a,光电产业链\nchain:b,医疗器械产业链\n",
        stages="id,环节,链\nstage:a,检测,chain:a\nstage:b,检测,chain:b\n",
        firms="企业,环节,链\n甲,检测,光电\n乙,检测,chain:b\n丙,装配,醫療器械\n丁,检测,\n",
    )
    records = list(importers.open_tables([at]))
    (blank,) = problems(records)
    assert (blank.place.row, blank.column) == (5, "链")
    new = made_id(STAGE, ["chain:b", "装配"])
    ends = [r.to_id for r in relations(records) if r.type == "OPERATES_IN"]
    assert ends == ["stage:a", "stage:b", new]
    assert (new, "chain:b") in [(r.from_id, r.to_id) for r in relations(records) if r.type == "PART_OF"]


def test_a_stage_of_two_chains_is_told_with_the_rule_that_tells_them_apart(tmp_path: Path):
    at = folder(
        tmp_path,
        """
    - file: s.csv
      rows: Stage
      chain: 链
      properties: {环节: name}
    - file: f.csv
      rows: Company
      properties: {企业: name}
      relations:
        - {type: OPERATES_IN, to: {column: 环节, type: Stage, match: name}}
    """,
        s="链,环节\n虚构甲链,检测\n虚构乙链,检测\n",
        f="企业,环节\n虚构公司,检测\n",
    )
    (problem,) = problems(list(importers.open_tables([at])))
    assert problem.reason.endswith("; of stages of several chains the mapping says in which to look: chain: COLUMN")
    assert problem.zh.endswith("请在映射中以 chain 写明产业链所在的列")


def test_an_exact_name_comes_before_one_that_reads_alike():
    names = Names()
    names.add("Company", "c:1", {"name": "WuXi"}, "name")
    names.add("Company", "c:2", {"name": "別", "aliases": ["wuxi"]}, "name")
    names.add("Company", "c:3", {"name": "丙", "stock": "600000"}, "name")
    assert names.ids(["Company"], "WuXi") == ["c:1"]
    assert names.ids(["Company"], "wuxi") == ["c:2"]
    assert names.ids(["Company"], "WUXI") == ["c:1", "c:2"]
    assert names.ids(["Company"], "600000") == []
    assert names.ids(["Company"], "600000", ["code", "name"]) == ["c:3"]
    assert names.ids(["Company"], "c:3", ["id", "name"]) == ["c:3"]
    assert names.ids(["University"], "c:3", ["id", "name"]) == []


def test_a_choice_refuses_what_it_does_not_know_and_cells_that_the_type_has_no_property_for(tmp_path: Path):
    table = """
        - file: f.csv
          rows: {column: 类别, values: {企业: Company, 高校: University}}
          properties: {名称: name, 国家: country}
    """
    rows = "类别,名称,国家\n企业,甲,中国\n高校,乙,\n高校,丙,中国\n协会,丁,\n,戊,\n"
    records = list(importers.open_tables([folder(tmp_path, table, f=rows)]))
    assert [(n.type, n.statements[0].properties["name"]) for n in nodes(records).values()] == [
        ("Company", "甲"),
        ("University", "乙"),
    ]
    assert [(p.place.row, p.column) for p in problems(records)] == [(4, "国家"), (5, "类别"), (6, "类别")]


def test_where_counts_what_it_leaves_out(tmp_path: Path):
    table = "- {file: f.csv, rows: Company, properties: {企业: name}, where: {状态: {not: [注销]}}}"
    dataset = importers.open_tables([folder(tmp_path, table, f="企业,状态\n甲,注销\n乙,在营\n丙,\n丁,注销\n")])
    assert len(nodes(dataset)) == 2
    assert dict(dataset.left_out) == {"f.csv": 2}


def test_an_id_that_falls_back_and_a_text_that_nothing_is_taken_from(tmp_path: Path):
    table = """
        - {file: f.csv, rows: Company, id: [信用代码, 股票], properties: {企业: name}}
        - {file: g.csv, rows: Company, id: {column: 股票, take: "[0-9]{6}"}, properties: {企业: name}}
    """
    at = folder(tmp_path, table, f="信用代码,股票,企业\nA1,6,甲\n,7,乙\n,,丙\n", g="股票,企业\nSH600000,丁\nSH6,戊\n")
    records = list(importers.open_tables([at]))
    assert list(nodes(records)) == ["A1", "7", "600000"]
    assert [(p.place.file, p.place.row) for p in problems(records)] == [("f.csv", 4), ("g.csv", 3), ("g.csv", 3)]


def test_units_go_into_a_property(tmp_path: Path):
    import shutil

    from chainscape.schema.vocabularies import FOLDER

    own = tmp_path / "own"
    shutil.copytree(FOLDER, own, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (own / "types" / "Plant.yaml").write_text(
        "kind: node\nname: Plant\nlabel: {zh: 工厂, en: Plant}\nabout: {zh: 工厂, en: A plant}\ncaption: name\n"
        "key: [name]\nprefix: plant\nproperties:\n  capacity: {type: number, label: {zh: 产能, en: Capacity}}\n"
        "  capacity_unit: {type: text, label: {zh: 单位, en: Unit}}\n",
        encoding="utf-8",
    )
    table = """
        - file: f.csv
          rows: Plant
          properties: {工厂: name, 产能: capacity}
          units: {产能: {into: capacity_unit}}
    """
    at = folder(tmp_path, table, f="工厂,产能\n甲,3.5万吨\n乙,12\n丙,\n")
    records = list(importers.open_tables([at], words=vocabulary(own)))
    assert [dict(n.statements[0].properties) for n in nodes(records).values()] == [
        {"capacity": 35_000.0, "capacity_unit": "吨", "name": "甲"},
        {"name": "丙"},
    ]
    (problem,) = problems(records)
    assert (problem.place.row, problem.column) == (3, "产能")
    assert "has no unit" in problem.reason


def test_a_refused_row_does_not_lend_its_name_to_a_body_of_the_store(tmp_path: Path):
    table = """
        - {file: f.csv, rows: Company, id: id, properties: {企业: name}}
        - {file: s.csv, rows: SUPPLIES, from: {column: a, type: Company, match: name}, to: {always: "company:x"}}
    """
    at = folder(tmp_path, table, f="id,企业\n,示例光学\n", s="a\n示例光学\n")
    dataset = importers.open_tables([at], look_up=lambda types, name: ["company:other"])
    assert relations(dataset) == []
    assert "示例光学' may be the row that was refused in f.csv, row 2" in problems(dataset)[1].reason


def test_a_refused_row_hides_nobody_whose_id_is_made_from_the_same_name(tmp_path: Path):
    tables = """
    - {file: f.csv, rows: Company, properties: {企业: name}}
    - {file: g.csv, rows: Company, properties: {企业: name, 信用: credit_code}}
    - file: s.csv
      rows: SUPPLIES
      from: {column: 供方, type: Company, match: name}
      to: {column: 需方, type: Company, match: name}
    """
    at = folder(
        tmp_path, tables, f="企业\n虚构甲公司\n虚构乙公司\n", g="企业,信用\n虚构甲公司,9.13205E+17\n",
        s="供方,需方\n虚构甲公司,虚构乙公司\n",
    )  # fmt: skip
    records = list(importers.open_tables([at]))
    (problem,) = problems(records)
    assert problem.place.file == "g.csv"
    assert len(relations(records)) == 1


def test_of_several_nodes_a_row_a_property_without_its_optional_end_is_told(tmp_path: Path):
    table = """
        - file: f.csv
          nodes:
            firm: {type: Company, properties: {企业: name}}
            owner: {type: Company, properties: {母公司: name}, optional: true}
          relations:
            - {type: PARENT_OF, from: {node: owner}, to: {node: firm}, properties: {持股: share}}
    """
    at = folder(tmp_path, table, f="企业,母公司,持股\n甲,,\n乙,,20%\n丙,丁,20%\n")
    records = list(importers.open_tables([at]))
    (problem,) = problems(records)
    assert (problem.place.row, problem.column) == (3, "持股")
    assert [r.from_id for r in relations(records)] == [made_id(COMPANY, ["丁"])]
