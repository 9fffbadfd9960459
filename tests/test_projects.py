"""Projects: a folder with types, template, queries and tables of one's own; all data here is made up and says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from madeup_tables import ROWS, tables

from chainscape import analysis, graph, importers, queries, viz
from chainscape.cli.program import main
from chainscape.schema import (
    SchemaError,
    UsageError,
    find_project,
    project,
    property_types,
    read_project,
    shipped,
    template,
    use_project,
    vocabulary,
)
from chainscape.viz.reading.seats import seats_of

TYPES = {
    "Park.yaml": """kind: node
name: Park
label: {zh: 园区, en: Park}
about: {zh: 园区, en: A park}
caption: name
key: [name]
prefix: park
body: true
properties:
  tier: {type: code, codes: park_tier, label: {zh: 级别, en: Tier}}
""",
    "park_tier.yaml": """kind: codes
name: park_tier
label: {zh: 级别, en: Tier}
codes:
  state: {zh: 国家级, en: national}
""",
    "SITED_IN.yaml": """kind: relation
name: SITED_IN
label: {zh: 入驻, en: sited in}
about: {zh: 入驻园区, en: Sits in a park}
from: [Company]
to: [Park]
key: []
properties: {}
""",
    "company.yaml": """kind: addition
type: Company
properties:
  energy: {type: number, label: {zh: 能耗, en: Energy}}
""",
    "services.yaml": """kind: codes
name: service
label: {zh: 服务, en: Service}
codes:
  calibration: {zh: 校准, en: calibration}
""",
    "supplies.yaml": """kind: addition
type: SUPPLIES
from: [Park]
properties:
  grade: {type: text, label: {zh: 等级, en: Grade}}
""",
}


pytestmark = pytest.mark.usefixtures("no_project")


def made(folder: Path, **types: str) -> Path:
    """A project with types of its own."""
    (folder / "types").mkdir(parents=True)
    (folder / "project.yaml").write_text("name: 虚构项目\n", encoding="utf-8")
    for name, text in types.items():
        (folder / "types" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def with_types(folder: Path) -> Path:
    return made(folder, **{name.removesuffix(".yaml"): text for name, text in TYPES.items() if name != "services.yaml"})


def test_a_new_project_goes_from_init_to_gaps_and_pictures(tmp_path: Path, monkeypatch, capsys):
    assert main(["init", "city", "--region", "虚构市", "--lang", "zh"]) == 0
    monkeypatch.chdir(tmp_path / "city")
    assert main(["import"]) == 0
    told = capsys.readouterr().err
    assert "库中有 1 个主体在虚构市之外" in told
    assert "project.yaml" in told
    # from a folder inside it, with the same store
    monkeypatch.chdir(tmp_path / "city" / "tables")
    assert main(["gaps", "虚构泵阀", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("建链" in line or "build" in line for line in lines) == 1
    assert main(["gaps", "虚构泵阀"]) == 0
    assert "1 个主体在虚构市之外，不计入：地区出自项目文件 project.yaml" in capsys.readouterr().err
    for picture in ("map", "network", "matrix"):
        words = [picture, *(["虚构泵阀"] if picture != "matrix" else []), "-o", f"{picture}.html"]
        assert main(words) == 0
        assert "虚构" in Path(f"{picture}.html").read_text(encoding="utf-8")
    assert not (tmp_path / "city" / "tables" / "chainscape-store").exists()


def test_import_without_a_path_takes_the_datasets_in_their_order(tmp_path: Path, monkeypatch, capsys):
    assert main(["import", "--lang", "en"]) == 2
    assert "which files?" in capsys.readouterr().err
    main(["init", "city", "--region", "虚构市", "--lang", "en"])
    tables(
        tmp_path / "city" / "tables" / "more", {"more.csv": ("rows: Product\n    properties: [name]", "name\n虚构丙\n")}
    )
    file = tmp_path / "city" / "project.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - tables/more\n", encoding="utf-8")
    assert main(["import", "--project", "city"]) == 0
    told = capsys.readouterr().err
    assert told.index("tables/example:") < told.index("tables/more:")
    assert main(["import", "--project", "city", "--report", "problems.csv"]) == 2
    assert "take one dataset" in capsys.readouterr().err
    with graph.open_store(tmp_path / "city" / "store") as store:
        assert store.look_up("MATCH (p:Product {name: '虚构丙'}) RETURN count(p) AS n").column("n") == [1]


def test_init_leaves_what_is_there(tmp_path: Path, capsys):
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "template.yaml").write_text("mine", encoding="utf-8")
    assert main(["init", "city", "--lang", "en"]) == 0
    assert "left as they are" in capsys.readouterr().out
    assert (tmp_path / "city" / "template.yaml").read_text(encoding="utf-8") == "mine"
    assert main(["init", "city", "--lang", "en"]) == 2
    assert "project.yaml is there already" in capsys.readouterr().err


def test_types_properties_and_codes_of_ones_own(tmp_path: Path):
    use_project(with_types(tmp_path / "own"))
    words = vocabulary()
    assert "Park" in words.bodies
    assert "Park" in words.relation("MEMBER_OF").from_types
    assert words.node("Company").properties["energy"].type == "number"
    assert property_types()["energy"] == {"number"}
    assert words.relation("SUPPLIES").from_types == {"Company", "Park"}
    # the list keeps what it had
    assert "Park" not in shipped().nodes
    use_project(None)
    assert vocabulary() is shipped()
    assert "energy" not in property_types()


def test_codes_are_added_to_a_list_that_is_there(tmp_path: Path):
    use_project(made(tmp_path / "own", service=TYPES["services.yaml"]))
    assert [*vocabulary().codes["service"].codes] == [*shipped().codes["service"].codes, "calibration"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x", "kind: thing\n", "x.yaml, line 1, key kind: expected one of node, relation, codes, addition"),
        ("x", "kind: addition\ntype: Compny\nproperties: {}\n", "key type: expected one of .* Did you mean Company"),
        (
            "x",
            "kind: addition\ntype: Company\nproperties:\n  stock: {type: text, label: {zh: 甲, en: a}}\n",
            "x.yaml, line 4, key properties.stock: expected a property that Company does not have yet",
        ),
        ("x", "kind: addition\ntype: Company\nfrom: [Stage]\n", "key from: expected no such key"),
        ("Company", TYPES["Park.yaml"].replace("Park", "Company"), "Company.yaml, line 2, key name: .*kind: addition"),
        ("Park", TYPES["Park.yaml"].replace("prefix: park", "prefix: stage"), "makes ids that begin with 'stage'"),
        ("Source", TYPES["Park.yaml"].replace("Park", "Source"), "a name that is not one of Source, Search"),
        (
            "service",
            TYPES["services.yaml"].replace("calibration", "testing"),
            "a code that the list service does not have yet",
        ),
    ],
)
def test_a_mistake_in_a_type_of_ones_own(tmp_path: Path, name: str, text: str, said: str):
    use_project(made(tmp_path / "own", park_tier=TYPES["park_tier.yaml"], **{name: text}))
    with pytest.raises(SchemaError, match=said):
        vocabulary()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("region: 虚构市\n", "project.yaml, line 1, key name: expected a value"),
        (
            "name: a\nregon: 虚构市\n",
            "project.yaml, line 2, key regon: expected one of the keys .* Did you mean region",
        ),
        ("name: a\nlanguage: fr\n", "key language: expected one of zh, en"),
        ("name: a\ntemplate: absent.yaml\n", "key template: expected a file or folder that is there"),
        ("name: a\ndatasets: [absent]\n", "key datasets: expected a file or folder that is there"),
    ],
)
def test_a_mistake_in_a_project_file(tmp_path: Path, text: str, said: str):
    (tmp_path / "project.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=said):
        read_project(tmp_path)


def test_a_project_is_found_upwards_or_named(tmp_path: Path):
    here = with_types(tmp_path / "own")
    assert find_project(here / "types") == here.resolve()
    assert find_project(tmp_path) is None
    with pytest.raises(UsageError, match=r"no project, there is no project\.yaml"):
        use_project(tmp_path)
    used = use_project(here / "project.yaml")
    assert project() is used
    assert used is not None
    assert (used.queries, used.vocabulary) == (None, here / "types")


def test_the_region_of_a_template(tmp_path: Path):
    assert template().region == "region:suzhou"
    main(["init", "city", "--region", "虚构市"])
    use_project(tmp_path / "city")
    assert template().region == "虚构市"
    assert template("quality-innovation").region == "虚构市"
    own = tmp_path / "city" / "template.yaml"
    before = template().hash
    own.write_text("region: 虚构邻市\n" + own.read_text(encoding="utf-8"), encoding="utf-8")
    assert (template().region, template().hash == before) == ("虚构邻市", False)


def test_library_queries_know_types_of_ones_own(tmp_path: Path):
    use_project(with_types(tmp_path / "own"))
    assert "|Park|Patent|" in queries.query("ties").text
    assert "|Park|ResearchInstitute|" in queries.query("partners").text
    assert "CITES|SITED_IN*..6" in queries.query("path").text
    use_project(None)
    assert "Park" not in queries.query("ties").text


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a row of each kind that the Suzhou pack has nothing of."""
    here = tmp_path_factory.mktemp("madeup")
    with graph.open_store(here / "store", "w") as store:
        loaded = graph.load(store, importers.open_tables([tables(here / "tables", ROWS)]))
    assert loaded.checked.problem_count == 0
    return here / "store"


ASKED = [
    ("made-from", {"product": "虚构整机"}, ("level", "material_name", "share"),
     [(1, "虚构部件", 0.4), (2, "虚构合金", None)]),
    ("made-from", {}, ("level", "material_name"), [(1, "虚构部件"), (1, "虚构合金")]),
    ("kinds-of-product", {}, ("product_name", "wider_name", "kind"), [("虚构合金", "虚构部件", "material")]),
    ("stages-within", {}, ("stage_name", "wider_name"), [("虚构小环节", "虚构大环节")]),
    ("region-shares", {"of": "虚构合金"}, ("region_name", "share", "year"),
     [("虚构国", 0.55, "2024"), ("虚构国", 0.61, "2023")]),
    ("measures", {"node": "虚构公司"}, ("measure_name", "value", "in_unit"), [("虚构产能", 120.0, "吨")]),
    ("needs", {}, ("name", "need_name"), [("虚构公司", "虚构的人才政策")]),
    ("patent-citations", {}, ("name", "cited_name", "classes", "inventors"),
     [("虚构专利一", "虚构专利二", ["G02B", "H01B"], ["虚构发明人"])]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "params", "columns", "rows"), ASKED)
def test_queries_about_what_the_pack_lacks(filled: Path, name: str, params: dict, columns: tuple, rows: list):
    with graph.open_store(filled) as store:
        found = queries.ask(store, name, **params)
    assert tuple(found.columns) == queries.query(name).returns
    assert [tuple(row[column] for column in columns) for row in found] == rows


def test_where_no_stage_has_a_position_nothing_is_said_to_be_complete(filled: Path):
    with graph.open_store(filled) as store:
        found = analysis.find(store)
    assert any("没有一个环节载有位置" in note.zh and "虚构链" in note.zh for note in found.notes)
    assert not any(each.position for each in found.extensions)


def test_a_store_of_another_city_that_is_judged_by_suzhou_says_so(tmp_path: Path):
    rows = {
        "regions.csv": ("rows: Region\n    id: id\n    properties: [name]",
                        "id,name\nregion:suzhou,苏州市\nregion:madeup,虚构市\n"),
        "stages.csv": (
            "rows: Stage\n    id: id\n    properties: [name]\n    relations:\n      - type: PART_OF\n"
            "        to: {column: 链, type: IndustryChain, match: name, create: true}",
            "id,name,链\nstage:x/a,虚构环节,虚构链\n",
        ),
        "firms.csv": (
            "rows: Company\n    properties: [name]\n    relations:\n      - {type: OPERATES_IN, to: stage}\n"
            "      - {type: LOCATED_IN, to: region}",
            "name,stage,region\n虚构甲公司,stage:x/a,region:madeup\n",
        ),
    }  # fmt: skip
    with graph.open_store(tmp_path / "store", "w") as store:
        graph.load(store, importers.open_tables([tables(tmp_path / "tables", rows)]))
        found = analysis.find(store)
        first, second = found.about_region
        assert first.zh.startswith("全部产业链有 1 个主体在苏州市之外")
        assert "chainscape init" in second.zh
        main(["init", "city", "--region", "虚构"])
        use_project(tmp_path / "city")
        again = analysis.find(store)
    assert not again.about_region
    count = {name: sum(cell.count for cell in each.cells) for name, each in (("suzhou", found), ("own", again))}
    assert count == {"suzhou": 0, "own": 1}


def test_pages_name_types_of_ones_own_and_show_stages_within(filled: Path, tmp_path: Path):
    use_project(with_types(tmp_path / "own"))
    park = {"parks.csv": ("rows: Park\n    id: id\n    properties: [name, tier]",
                          "id,name,tier\npark:a,虚构园区,state\n"),
            "in.csv": ("rows: SITED_IN\n    from: a\n    to: b", "a,b\ncompany:x,park:a\n"),
            "at.csv": ("rows: OPERATES_IN\n    from: a\n    to: b", "a,b\ncompany:x,stage:x/deep\n"),
            "deep.csv": ("rows: Stage\n    id: id\n    properties: [name]", "id,name\nstage:x/deep,虚构更小环节\n"),
            "within.csv": ("rows: WITHIN\n    from: a\n    to: b", "a,b\nstage:x/deep,stage:x/part\n")}  # fmt: skip
    store_path = Path(shutil.copytree(filled, tmp_path / "store"))
    with graph.open_store(store_path, "w") as store:
        graph.load(store, importers.open_tables([tables(tmp_path / "tables", park)]))
        shown = viz.network_view(analysis.scene(store, "虚构链"), lang="zh")
        own = graph.network(store, chains=[analysis.chain_id(store, "虚构链")])
    for word in ("园区", "入驻", "国家级", "指标", "虚构产能", "虚构更小环节"):
        assert word in shown, word
    assert {"stage:x/deep", "company:x", "park:a"} <= set(own)


def test_the_region_of_a_project_that_a_store_does_not_have_is_told(filled: Path, tmp_path: Path):
    main(["init", "city", "--region", "虚构市"])
    use_project(tmp_path / "city")
    with graph.open_store(filled) as store, pytest.raises(SchemaError, match=r"project.yaml, key region: .*虚构市"):
        analysis.find(store)


def test_a_store_of_a_project_without_a_region_leaves_nobody_out(pack_path: Path, tmp_path: Path):
    """Gaps and queries alike: what the pack says of seats is about Suzhou."""
    main(["init", "city"])
    use_project(tmp_path / "city")
    with graph.open_store(pack_path) as store:
        assert not analysis.find(store, with_hubs=False).about_region
        assert not len(queries.ask(store, "outside-firms"))
        rows = list(queries.ask(store, "outside-share"))
        assert not seats_of(analysis.scene(store, "光电"))
    assert sum(row["outside"] for row in rows) == 0


def test_types_of_ones_own_on_a_server(neo4j_url: str, tmp_path: Path):
    import neo4j_server

    neo4j_server.empty(neo4j_url)
    use_project(with_types(tmp_path / "own"))
    park = {
        "parks.csv": ("rows: Park\n    id: id\n    properties: [name, tier]", "id,name,tier\npark:a,虚构园区,state\n"),
        "firms.csv": (
            "rows: Company\n    properties: {企业: name, 能耗: energy}\n    relations:\n"
            "      - type: SITED_IN\n        to: {column: 园区, type: Park, match: name}",
            "企业,能耗,园区\n虚构公司,12,虚构园区\n",
        ),
    }
    with graph.open_store(neo4j_url, "w") as store:
        graph.load(store, importers.open_tables([tables(tmp_path / "tables", park)]))
        assert [row["name"] for row in queries.ask(store, "ties", node="虚构园区")] == ["虚构公司"]
        made = store.look_up("SHOW CONSTRAINTS YIELD labelsOrTypes RETURN labelsOrTypes[0] AS type")
        assert {"Park", "SITED_IN"} <= {row["type"] for row in made}
    neo4j_server.empty(neo4j_url)
