"""Graphs that other programs wrote, adopted by a mapping: what comes out by hand, trees, mistakes, what is told."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import madeup_graph
import pytest
import yaml

from chainscape import graph, importers, queries
from chainscape.graph import Store
from chainscape.schema import DataError, Problem, SchemaError, UsageError, vocabulary

py2neo = pytest.importorskip("py2neo")
READER = Path(importers.__file__).parent / "graphs" / "mapping_file.py"
MAPPING: dict[str, Any] = yaml.safe_load(madeup_graph.MAPPING)


@pytest.fixture
def store(theirs: str) -> Iterator[Store]:
    """The made-up graph, open for reading."""
    with graph.open_store(theirs) as opened:
        yield opened


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    mapping = copy.deepcopy(MAPPING)
    change(mapping)
    return mapping


def read(store: Store, mapping: Any) -> tuple[list[Any], list[Problem], list[str]]:
    adoption = graph.adopt(store, mapping)
    every = list(adoption)
    problems = [each for each in every if isinstance(each, Problem)]
    return [e for e in every if not isinstance(e, Problem)], problems, [r.to("en") for r in adoption.remarks]


# what comes out, by hand


def test_chains_stages_firms_and_products_come_out(store: Store, tmp_path: Path):
    with graph.open_store(tmp_path / "new", "w") as new:
        for _ in range(2):
            adoption = graph.adopt(store, MAPPING)
            loaded = graph.load(new, adoption)
        assert loaded.written.nodes_same == 12
        assert loaded.written.statements == 0
        assert new.count() == {
            "IndustryChain": 2, "Stage": 3, "Company": 4, "Product": 3, "Source": 1, "PART_OF": 3, "OPERATES_IN": 5,
            "FEEDS": 1, "PRODUCES": 2, "MADE_FROM": 2, "SUPPLIES": 2,
        }  # fmt: skip
        stages = queries.ask(new, "stages", chain="虚构光通信")
        assert [(row["position"], row["name"], row["companies"]) for row in stages] == [
            ("upstream", "虚构光棒", 1), ("midstream", "虚构光缆", 3),
        ]  # fmt: skip
        (firm,) = new.run("MATCH (f:Company {stock: 'F1'}) RETURN f AS f").column("f")
        assert firm == {
            "type": "Company", "id": "company:F1", "name": "虚构甲光电", "aliases": ["虚构甲光电股份有限公司"],
            "stock": "F1", "founded": "2001-05-06", "country": "中国", "sources": firm["sources"], "date": "2021-10",
            "reliability": "C",
            "details": ["labels=上市", "坐标=120.5, 31.25 (WGS-84)", "标签=高新; 专精特新", "注册资本=5000"],
        }  # fmt: skip
        ties = new.run(
            "MATCH (f:Company {stock: 'F1'})-[r:OPERATES_IN]->(s) RETURN s.name AS stage, r.details AS d ORDER BY d"
        )
        assert sorted(map(tuple, ties.values), key=str) == [
            ("虚构光棒", None), ("虚构光缆", ["行业=虚构海底光缆"]),
        ]  # fmt: skip
        supplied = new.run("MATCH (:Company)-[r:SUPPLIES]->(b) RETURN r.product AS p, r.share AS s, r.details AS d")
        assert sorted(map(tuple, supplied.values)) == [
            ("虚构光纤", None, None), ("虚构预制棒", 0.3, ["合同=第一份"]),
        ]  # fmt: skip
        made = new.run("MATCH (a:Product)-[:MADE_FROM]->(b) RETURN a.name AS a, b.name AS b ORDER BY a")
        assert sorted(map(tuple, made.values)) == [("虚构光纤", "虚构预制棒"), ("虚构光缆", "虚构光纤")]
        (fed,) = new.run("MATCH (a)-[:FEEDS]->(b) RETURN a.name AS a, b.name AS b")
        assert (fed["a"], fed["b"]) == ("虚构光棒", "虚构光缆")
        (source,) = graph.sources(new).values()
        assert (source.title, source.published) == ("虚构图谱", "2021-10")
    assert [each.to("en") for each in adoption.remarks] == [
        "新闻: 1 left out, no entry in the mapping for this label",
        "提及: 1 left out, no entry in the mapping for this relation type",
        "行业: 2 counted for the one above (虚构室内光缆, 虚构海底光缆)",
    ]


# mistakes in a mapping


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda m: m["nodes"][0].update(label="公词"),
            r"nodes\[0\].label: expected a label .*'公词'.*Did you mean 公司\?",
        ),
        (lambda m: m["nodes"][0].update(type="Compny"), r"nodes\[0\].type: .*'Compny'.*Did you mean Company\?"),
        (lambda m: m["nodes"][0]["properties"].update(股票代吗="stock"), r"'股票代吗'.*Did you mean 股票代码\?"),
        (lambda m: m["nodes"][0]["properties"].update(注册资本="capital"), "a property of Company, found 'capital'"),
        (lambda m: m["nodes"][0].update(id="股票代"), "Did you mean 股票代码"),
        (lambda m: m["nodes"][0].update(key="名称"), "expected one of the keys label, type, id"),
        (lambda m: m["nodes"][0]["always"].update(home="moon"), "always.home: expected a value of home"),
        (lambda m: m["nodes"].append({"label": "公司", "type": "Company"}), "one entry for each label, found '公司'"),
        (lambda m: m["relations"][0].update(relation="所属行"), r"relations\[0\].relation: .*Did you mean 所属行业\?"),
        (lambda m: m["relations"][0].update(type="OPERATE_IN"), "Did you mean OPERATES_IN"),
        (lambda m: m["relations"][0].update({"from": "新闻"}), r"relations\[0\].from: .* has an entry under nodes"),
        (
            lambda m: m["relations"][0].update(type="PRODUCES"),
            "Company → Product, as PRODUCES goes.*公司 .Company. → 行业",
        ),
        (lambda m: m["relations"][0].update(reverse=True), "without reverse they would fit"),
        (lambda m: m["trees"][0].update(relation="上级"), r"trees\[0\].relation: .*Did you mean 上级行业\?"),
        (lambda m: m["trees"][0].update(levels={1: "Chain"}), "levels.1: expected what a level becomes, found 'Chain'"),
        (lambda m: m["trees"][0].update(levels={1: "Stage"}), "a level that is an IndustryChain"),
        (lambda m: m["trees"][0].update(levels={"一": "IndustryChain"}), "1 for those that nothing is above"),
        (lambda m: m["trees"][0].update(level="层级"), "a property that there is in the graph, found '层级'"),
        (lambda m: m.update(ignore=["新文"]), "Did you mean 新闻"),
        (lambda m: m.update(source={"title": "t", "url": "ftp://x"}), "source.url: expected an address"),
        (lambda m: m.update(date={"always": "soon"}), "date.always: expected a date"),
        (lambda m: m.pop("nodes") and m.pop("trees"), "at least one entry under nodes or trees"),
        (lambda m: m.update(dataset="a b"), "a name of letters"),
    ],
)
def test_a_mistake_in_a_mapping_is_told_with_key_and_nearest_name(store: Store, change: Any, told: str):
    mapping = changed(change)
    with pytest.raises(SchemaError, match=rf"^mapping, key .*{told}"):
        graph.adopt(store, mapping)


def test_a_relation_that_goes_the_other_way_is_told(other):
    store = other("CREATE (:行业 {name: '虚构环节'})-[:有企业]->(:公司 {name: '虚构甲'})")
    nodes = [{"label": "行业", "type": "Stage"}, {"label": "公司", "type": "Company"}]
    mapping = {"dataset": "d", "nodes": nodes, "relations": [{"relation": "有企业", "type": "OPERATES_IN"}]}
    with pytest.raises(SchemaError, match=r"with reverse: true they would fit.*行业 .Stage. → 公司 .Company."):
        graph.adopt(store, mapping)
    mapping["relations"][0]["reverse"] = True  # type: ignore[index]
    assert len(list(graph.adopt(store, mapping))) == 3


def test_both_forms_of_the_call(store: Store):
    with pytest.raises(UsageError, match="dataset="):
        graph.adopt(store, {"公司": "Company"}, {})
    found = list(graph.adopt(store, {"产品": "Product"}, dataset="d"))
    # without a property called name nothing gives one
    assert [str(each.reason) for each in found] == [
        "Product needs name (名称): say under properties which one that is"
    ] * 3


def test_the_guides_have_the_mapping_of_these_tests():
    for name in ("adopting.md", "adopting.zh-CN.md"):
        text = (Path(__file__).parent.parent / "docs" / name).read_text(encoding="utf-8")
        (shown,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        assert yaml.safe_load(shown) == MAPPING
        rows = "".join(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE))
        lists = re.findall(r"(?:only|_STATED =|_KEPT =) ?\((.*?)\)", READER.read_text(encoding="utf-8"))
        read = set(re.findall(r'"(\w+)"', "".join(lists)))
        assert {"label", "levels", "row_key", "sources"} <= read
        assert read - set(re.findall(r"`(\w+)", rows)) == {
            "dataset", "nodes", "trees", "relations", "property", "prefix", "reliability",
        }  # fmt: skip


# trees

TREE = """
CREATE (a:行业 {name: '虚构甲链', 层级: '一'}), (b:行业 {name: '虚构乙', 层级: '二'}),
  (c:行业 {name: '虚构丙', 层级: '三'}), (d:行业 {name: '虚构丁', 层级: '四'}), (e:行业 {name: '虚构乙', 层级: '二'}),
  (f:行业 {name: '虚构戊链', 层级: '一'}),
  (b)-[:上级]->(a), (c)-[:上级]->(b), (d)-[:上级]->(c), (e)-[:上级]->(f),
  (x:公司 {name: '虚构公司'})-[:属于]->(c), (x)-[:属于]->(d), (x)-[:属于]->(b)
"""


def tree(**entry: Any) -> dict[str, Any]:
    return {
        "dataset": "d",
        "trees": [{"label": "行业", "relation": "上级", "levels": {1: "IndustryChain", 2: "Stage"}, **entry}],
        "nodes": [{"label": "公司", "type": "Company"}],
        "relations": [{"relation": "属于", "type": "OPERATES_IN"}],
    }


def stages(records: list[Any]) -> list[list[str]]:
    """Names of the chains of each stage."""
    names = {r.id: r.statements[0].properties["name"] for r in records if type(r).__name__ == "Node"}
    types = {r.id: r.type for r in records if type(r).__name__ == "Node"}
    found: dict[str, set[str]] = {id: set() for id, type in types.items() if type == "Stage"}
    for each in records:
        if type(each).__name__ == "Relation" and each.type == "PART_OF":
            found[each.from_id].add(str(names[each.to_id]))
    return sorted(map(sorted, found.values()))


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"levels": ["IndustryChain", "Stage"]},
        {"level": "层级", "levels": {"一": "IndustryChain", "二": "Stage"}},
    ],
)
def test_levels_are_counted_or_told_by_a_property(other, entry):
    records, problems, remarks = read(other(TREE), tree(**entry))
    assert not problems
    # two stages of one name in two chains stay two
    assert stages(records) == [["虚构戊链"], ["虚构甲链"]]
    at = "三" if "level" in entry else "3"
    assert f"行业: 2 left out, at a level that levels: does not name (虚构丙: {at}, 虚构丁:" in str(remarks)
    assert "属于: 2 left out, with an end that is left out (虚构公司 → ? …)" in remarks


def test_a_third_level_is_a_stage_too_or_counts_for_the_one_above(other):
    store = other(TREE)
    records, _, _ = read(store, tree(levels={1: "IndustryChain", 2: "Stage", 3: "Stage"}))
    assert stages(records) == [["虚构戊链"], ["虚构甲链"], ["虚构甲链"]]
    records, problems, remarks = read(store, tree(levels={1: "IndustryChain", 2: "Stage", 3: "above", 4: "above"}))
    assert not problems
    ties = [r for r in records if getattr(r, "type", "") == "OPERATES_IN"]
    # one relation, three statements: of the stage itself and of two industries below it
    assert len({r.id for r in ties}) == 1
    assert sorted(str(r.statements[0].properties.get("details", "")) for r in ties) == [
        "",
        "['行业=虚构丁']",
        "['行业=虚构丙']",
    ]
    assert len({r.statements[0].row for r in ties}) == 3
    assert "行业: 2 counted for the one above" in str(remarks)


def test_levels_may_be_labels(other):
    store = other(
        "CREATE (:一级行业 {name: '虚构链'})-[:下级]->(:二级行业 {name: '虚构环节'})-[:下级]->"
        "(:三级行业 {name: '虚构细分'})"
    )
    labels = ["一级行业", "二级行业", "三级行业"]
    levels = {"一级行业": "IndustryChain", "三级行业": "Stage"}
    mapping = {"dataset": "d", "trees": [{"label": labels, "relation": "下级", "reverse": True, "levels": levels}]}
    records, problems, remarks = read(store, mapping)
    assert (stages(records), problems) == ([["虚构链"]], [])
    assert remarks == ["二级行业: 1 left out, at a level that levels: does not name (虚构环节: –)"]
    drafted = yaml.safe_load(importers.draft_mapping(store))
    assert drafted["trees"][0] | {"levels": levels, "properties": 0} == mapping["trees"][0] | {
        "label": sorted(labels), "properties": 0,
    }  # fmt: skip


def test_a_circle_is_refused_with_names(other):
    store = other(
        "CREATE (a:行业 {name: '虚构甲'})-[:上级]->(b:行业 {name: '虚构乙'})-[:上级]->(c:行业 {name: '虚构丙'}), "
        "(c)-[:上级]->(b), "
        "(:行业 {name: '虚构链'}), (:公司)-[:属于]->(a)"
    )
    with pytest.raises(
        DataError, match=r"上级 runs in a circle: (虚构乙 → 虚构丙 → 虚构乙|虚构丙 → 虚构乙 → 虚构丙); nothing"
    ):
        list(graph.adopt(store, tree()))


def test_an_industry_below_two_counts_in_both_and_two_levels_are_a_problem(other):
    store = other(
        "CREATE (a:行业 {name: '虚构甲链'}), (b:行业 {name: '虚构乙链'}), (c:行业 {name: '虚构丙'}), "
        "(d:行业 {name: '虚构丁'}), "
        "(c)-[:上级]->(a), (c)-[:上级]->(b), (d)-[:上级]->(c), (d)-[:上级]->(a), (:公司 {name: '虚构'})-[:属于]->(d)"
    )
    records, problems, remarks = read(store, tree())
    assert stages(records) == [["虚构乙链", "虚构甲链"]]
    (problem,) = problems
    assert str(problem) == (
        "行业 虚构丁: stands at the levels 2 and 3, below 虚构丙, 虚构甲链: say with level: which property tells it"
    )
    assert "属于: 1 left out, with an end that has a problem (虚构 → ?)" in remarks


def test_a_stage_without_a_chain_above_it_is_a_problem(other):
    store = other(
        "CREATE (:行业 {name: '虚构', 层级: 2})-[:上级]->(:行业 {层级: 9}), (:公司)-[:属于]->(:行业 {层级: 9})"
    )
    _, problems, _ = read(store, tree(level="层级"))
    assert "行业 虚构, column 上级: no industry chain stands above it by 上级" in map(str, problems)


# nodes and relations


def test_nodes_of_one_name_become_one_and_that_is_told(other, tmp_path: Path):
    store = other(
        "CREATE (:公司 {name: '虚构甲', 代码: 1}), (:公司 {name: '虚构甲', 代码: 2}), "
        "(:公司 {name: '虚构甲', 代码: 2}), "
        "(:公司 {name: '虚构乙', 代码: 3}), (:公司 {代码: 4})"
    )
    mapping = {"dataset": "d", "nodes": [{"label": "公司", "type": "Company"}]}
    records, problems, remarks = read(store, mapping)
    assert sorted(r.statements[0].properties["details"][0] for r in records) == ["代码=1", "代码=2", "代码=3"]
    assert len({r.id for r in records}) == 2
    assert {r.id for r in records} == {
        importers.made_id(vocabulary().node("Company"), [f"虚构{name}"]) for name in "甲乙"
    }
    assert len({r.statements[0].row for r in records}) == 3
    assert [p.reason for p in problems] == ["Company needs name (名称): say under properties which one that is"]
    assert [each.split()[1:3] for each in remarks] == [["1", "with"], ["1", "the"]]
    with graph.open_store(tmp_path / "new", "w") as new:
        graph.load(new, graph.adopt(store, mapping), skip_bad=True)
        assert new.count()["Company"] == 2
    mapping["nodes"][0]["id"] = "代码"  # type: ignore[index]
    records, problems, _ = read(store, mapping)
    assert {r.id for r in records} == {"company:1", "company:2", "company:3"}
    mapping["nodes"][0]["id"] = {"property": "代码", "prefix": "company:x-"}  # type: ignore[index]
    assert {r.id for r in read(store, mapping)[0]} == {"company:x-1", "company:x-2", "company:x-3"}


def test_relations_are_told_apart_by_the_mapped_key_by_ends_and_by_what_they_say(other):
    store = other(
        "CREATE (a:公司 {name: '虚构甲'}), (b:公司 {name: '虚构乙'}), (p:产品 {name: '虚构管'}), (n:新闻), "
        "(a)-[:供应 {产品: '管'}]->(b), (a)-[:供应 {产品: '线'}]->(b), (a)-[:供应 {产品: '线'}]->(b), "
        "(a)-[:供应 {产品: '线', 年: 2020}]->(b), (a)-[:供应]->(p), (n)-[:供应]->(p)"
    )
    mapping = {
        "dataset": "d",
        "nodes": [{"label": "公司", "type": "Company"}, {"label": "产品", "type": "Product"}],
        "relations": [
            {"relation": "供应", "from": "公司", "to": "公司", "type": "SUPPLIES", "properties": {"产品": "product"}},
            {"relation": "供应", "from": ["公司"], "to": ["产品"], "type": "PRODUCES"},
        ],
    }
    records, problems, remarks = read(store, mapping)
    assert not problems
    ties = [r for r in records if type(r).__name__ == "Relation"]
    assert sorted((r.type, *r.key) for r in ties) == [
        ("PRODUCES",), ("SUPPLIES", "管"), ("SUPPLIES", "线"), ("SUPPLIES", "线"),
    ]  # fmt: skip
    assert len({r.id for r in ties}) == 3
    assert len({r.statements[0].row for r in ties}) == 4
    assert "供应: 1 the same as another (虚构甲 → 虚构乙)" in remarks
    assert "供应: 1 left out, no entry has ends of these labels (新闻 → 产品)" in remarks


def test_a_node_of_several_labels_is_taken_once(other):
    store = other(
        "CREATE (:公司:高校 {name: '虚构甲'}), (:公司:上市 {name: '虚构乙'}), (:无关 {name: '虚构'}), ({name: '虚构'})"
    )
    nodes = [{"label": "高校", "type": "University"}, {"label": "公司", "type": "Company"}]
    records, _, remarks = read(store, {"dataset": "d", "nodes": nodes, "ignore": ["无关"]})
    assert sorted((r.type, r.statements[0].properties["details"]) for r in records) == [
        ("Company", ["labels=上市"]), ("University", ["labels=公司"]),
    ]  # fmt: skip
    assert "高校:公司: 1 with several labels of the mapping; the first there counts (虚构甲)" in remarks
    assert "–: 1 left out, no entry in the mapping for this label" in remarks
    assert len(remarks) == 2


def test_sources_and_dates_may_stand_in_the_graph(other):
    store = other(
        "CREATE (:公司 {name: '虚构甲', 来源: ['虚构年报', '虚构公告'], 更新: datetime('2024-03-01T08:30:00+08:00')}), "
        "(:公司 {name: '虚构乙', 更新: '2023年'}), (:公司 {name: '虚构丙', 更新: '近日'})"
    )
    entry = {
        "label": "公司", "type": "Company", "sources": {"property": "来源", "reliability": "B"}, "date": "更新",
    }  # fmt: skip
    mapping = {"dataset": "d", "source": {"id": "source:all", "title": "虚构图谱"}, "nodes": [entry]}
    records, problems, _ = read(store, mapping)
    titles = {r.id: (r.title, r.reliability) for r in records if hasattr(r, "title")}
    assert sorted(titles.values()) == [("虚构公告", "B"), ("虚构图谱", "C"), ("虚构年报", "B")]
    said = {r.statements[0].properties["name"]: r.statements[0] for r in records if hasattr(r, "statements")}
    assert said["虚构甲"].date == "2024-03-01"
    assert sorted(titles[id][0] for id in said["虚构甲"].sources) == ["虚构公告", "虚构年报"]
    assert (said["虚构乙"].date, said["虚构乙"].sources) == ("2023", ("source:all",))
    assert [str(p) for p in problems] == [
        "公司 虚构丙, column 更新: '近日' is not a date; write 2023, 2023-11, 2023-11-23 or 2023年11月23日"
    ]
    assert "details" not in said["虚构甲"].properties


def test_values_are_read_by_the_rules_of_tables(other):
    store = other(
        "CREATE (:链 {name: '虚构链', 企业数: 12.0}), (:链 {name: '虚构链二', 企业数: '1,200'}), "
        "(:链 {name: '虚构链三', 企业数: -0.5}), "
        "(:链 {name: '虚构链四', 企业数: '不详', 别: '甲;乙', 小: 0.00003, 有: true, 久: duration('P1Y'), 空: []})"
    )
    entry = {"label": "链", "type": "IndustryChain", "properties": {"企业数": "known_firms", "别": "aliases"}}
    records, problems, _ = read(store, {"dataset": "d", "nodes": [entry]})
    found = {r.statements[0].properties["name"]: dict(r.statements[0].properties) for r in records}
    assert found["虚构链"]["known_firms"] == 12
    assert found["虚构链二"]["known_firms"] == 1200
    assert found["虚构链四"] == {
        "name": "虚构链四",
        "aliases": ["乙", "甲"],
        "details": ["久=P1Y", "小=0.00003", "有=true"],
    }
    assert [str(p) for p in problems] == ["链 虚构链三, column 企业数: '-0.5' is not a whole number"]
