"""The vocabulary: what ships is sound, a planner's own type needs no code, each mistake is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chainscape.schema import (
    ChainscapeError,
    DataError,
    Node,
    Place,
    Problem,
    Relation,
    SchemaError,
    Search,
    Source,
    Statement,
    StoreError,
    Text,
    UnknownName,
    UsageError,
    check,
    check_ends,
    detail_names,
    read_detail,
    relation_id,
    suggest,
    vocabulary,
)
from chainscape.schema.vocabularies import FOLDER

PARK = (
    "kind: node\nname: Park\nlabel: {zh: 园区, en: Park}\nabout: {zh: 园区, en: A park}\n"
    "caption: name\nkey: [name]\nprefix: park\n"
)
NEAR = (
    "kind: relation\nname: NEAR\nlabel: {zh: 邻近, en: near}\nabout: {zh: 邻近, en: Near}\n"
    "from: [body]\nto: [Region]\nkey: []\nproperties: {}\n"
)


def test_the_vocabulary_of_the_design():
    words = vocabulary()
    assert len(words.nodes) == 19
    assert len(words.relations) == 30
    bodies = "Agency Association Company Consortium ResearchInstitute TestingInstitute University"
    assert words.bodies == set(bodies.split())
    assert words.relation("TESTS_FOR").key == ("service",)
    assert words.relation("SUPPLIES").key == ("product",)
    assert words.relation("RECEIVED").key == ("year",)
    assert not words.codes["service_basis"].codes["unclear"].counts
    assert not words.codes["status"].codes["planned"].counts
    for kind in (*words.nodes.values(), *words.relations.values()):
        assert kind.label.zh
        assert kind.label.en
        assert all(p.label.zh and p.label.en for p in kind.properties.values())
    assert len({n.prefix for n in words.nodes.values()}) == len(words.nodes)


def test_prose_in_two_languages_has_a_twin():
    words = vocabulary()
    properties = words.node("Company").properties
    assert (properties["note"].both, properties["note"].twin_of) == (True, "")
    assert (properties["note_en"].both, properties["note_en"].twin_of) == (False, "note")
    assert properties["note_en"].label == properties["note"].label
    assert (properties["details_en"].type, properties["name"].both) == ("texts", False)
    for kind in (*words.nodes.values(), *words.relations.values()):
        for each in kind.properties.values():
            assert each.both == (f"{each.name}_en" in kind.properties) or each.name == "name"
            if each.twin_of:
                assert (kind.properties[each.twin_of].type, each.required) == (each.type, False)
    # a firm's role is a code of its own there: the twin of the common text goes with the text
    role = words.relation("OPERATES_IN").properties["role"]
    assert role.codes is words.codes["firm_role"]
    assert "role_en" not in words.relation("OPERATES_IN").properties
    assert "role_en" in words.relation("MEMBER_OF").properties


def test_hosts_are_bodies_and_shares_lie_between_nothing_and_all():
    hosted = Relation("HOSTED_BY", "institute:a", "institute:b", (Statement("d", "1", (), "", {"basis": "甲"}),))
    assert check(hosted) == []
    assert check_ends(hosted, "TestingInstitute", "University") == []
    assert len(check_ends(hosted, "Agency", "Region")) == 2
    (problem,) = check(
        Relation("PARENT_OF", "a", "b", (Statement("d", "1", (), "", {"kind": "owner", "share": 51.0}),))
    )
    assert "share is a share from 0 to 1, found 51.0" in problem.reason


def test_what_the_names_of_details_mean():
    assert read_detail("suzhou_firms_2022=1057") == (Text("2022年苏州企业数", "Suzhou firms, 2022"), "1057")
    assert read_detail("own=a=b") == (Text("own", "own"), "a=b")
    assert read_detail("no name") == (Text("", ""), "no name")
    assert all(name.isidentifier() and label.zh and label.en for name, label in detail_names().items())


def test_unknown_types_are_suggested():
    with pytest.raises(UnknownName, match=r"no node type 'Compny'. Did you mean Company\?"):
        vocabulary().node("Compny")
    with pytest.raises(UnknownName, match=r"no relation type 'supplies'. Did you mean SUPPLIES\?"):
        vocabulary().relation("supplies")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the vocabulary to change."""
    folder = tmp_path / "schema"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def test_a_type_of_ones_own_is_a_file(own: Path):
    (own / "types" / "Park.yaml").write_text(
        PARK + "body: true\nproperties:\n  hectares: {type: number, label: {zh: 公顷, en: Hectares}}\n",
        encoding="utf-8",
    )
    (own / "types" / "NEAR.yaml").write_text(NEAR, encoding="utf-8")
    words = vocabulary(own)
    assert words.nodes["Park"].properties["hectares"].type == "number"
    # all that says "body" takes the new one in
    assert "Park" in words.relations["NEAR"].from_types
    assert "Park" in words.relations["LEADS"].from_types
    assert (
        check(Node("Park", "park:a", (Statement("d", "1", properties={"name": "甲", "hectares": 2.5}),)), words) == []
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "Parc.yaml",
            PARK + "properties: {}\n",
            "Parc.yaml, line 2, key name: expected the name of the file, 'Parc', found 'Park'",
        ),
        ("Park.yaml", PARK, "Park.yaml, line 1, key properties: expected a value, found nothing"),
        (
            "Park.yaml",
            PARK + "properties: {}\ncolour: red\n",
            "Park.yaml, line 9, key colour: expected one of the keys kind,",
        ),
        ("Park.yaml", PARK.replace("kind: node", "kind: thing") + "properties: {}\n", "expected one of node, relation"),
        (
            "Park.yaml",
            PARK.replace(", en: Park", "") + "properties: {}\n",
            "Park.yaml, line 3, key label.en: expected a value",
        ),
        (
            "Park.yaml",
            PARK.replace("caption: name", "caption: nom") + "properties: {}\n",
            "key caption: expected a property",
        ),
        (
            "Park.yaml",
            PARK.replace("key: [name]", "key: [nom]") + "properties: {}\n",
            "key key: expected a property of this",
        ),
        (
            "Park.yaml",
            PARK.replace("key: [name]", "key: name") + "properties: {}\n",
            "key key: expected a list of texts",
        ),
        (
            "Park.yaml",
            PARK + "properties:\n  id: {type: text, label: {zh: 甲, en: a}}\n",
            "that is not one of id, sources",
        ),
        ("Park.yaml", PARK + "properties:\n  a b: {type: text, label: {zh: 甲, en: a}}\n", "a name of letters, digits"),
        (
            "Park.yaml",
            PARK + "properties:\n  size: {type: big, label: {zh: 甲, en: a}}\n",
            "expected one of text, texts",
        ),
        (
            "Park.yaml",
            PARK + "properties:\n  a: {type: code, codes: sizes, label: {zh: 甲, en: a}}\n",
            "properties.a.codes",
        ),
        ("Park.yaml", PARK + "properties:\n  null: {type: text, label: {zh: 甲, en: a}}\n", "a key is a text"),
        (
            "Park.yaml",
            PARK + "properties:\n  size: {type: integer, both: true, label: {zh: 甲, en: a}}\n",
            "key properties.size.both: expected text or texts in two languages, found 'integer'",
        ),
        (
            "Park.yaml",
            PARK + "properties:\n  a: {type: text, both: true, label: {zh: 甲, en: a}}\n"
            "  a_en: {type: text, label: {zh: 甲, en: a}}\n",
            "key properties.a_en: expected no such property: a is both and makes it",
        ),
        ("Park.yaml", PARK + "body: 1\nproperties: {}\n", "key body: expected true or false, found 1"),
        ("Park.yaml", PARK + "properties: {}\nproperties: {}\n", "the key 'properties' stands twice"),
        ("Park.yaml", "kind: [", "not valid YAML"),
        ("Park.yaml", "- a\n", "expected a mapping of keys at the top"),
        (
            "NEAR.yaml",
            NEAR.replace("[body]", "[Bodies]"),
            "NEAR.yaml, line 5, key from: expected a node type or 'body', found",
        ),
        (
            "NEAR.yaml",
            NEAR.replace("key: []", "key: [year]"),
            "NEAR.yaml, line 7, key key: expected a property of this type",
        ),
    ],
)
def test_a_mistake_in_a_type(own: Path, name: str, text: str, said: str):
    (own / "types" / name).write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as error:
        vocabulary(own)
    assert said in str(error.value)


def test_a_mistake_in_a_code_list(own: Path):
    (own / "codes" / "size.yaml").write_text(
        "name: size\nlabel: {zh: 大小, en: Size}\ncodes:\n  big: {zh: 大}\n", encoding="utf-8"
    )
    with pytest.raises(SchemaError, match=r"size.yaml, line 4, key codes.big.en: expected a value, found nothing"):
        vocabulary(own)


def test_a_file_that_is_not_text(own: Path):
    (own / "codes" / "size.yaml").write_bytes("名: 大".encode("gb18030"))
    with pytest.raises(SchemaError, match=r"size.yaml, line 1: not UTF-8 text .* save it as UTF-8"):
        vocabulary(own)


def stated(**properties) -> tuple[Statement, ...]:
    return (Statement("d", "1", (), "2023", properties),)


def company(**properties) -> Node:
    return Node("Company", "company:a", stated(**{"name": "甲", **properties}), Place("f.csv", "", 2))


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (company(), []),
        (company(founded="2023-11", aliases=["乙"], home="outside"), []),
        (company(nam="乙"), ["Company has no property 'nam'. Did you mean name?"]),
        (company(name=""), ["Company needs name (名称)"]),
        (company(home="here"), ["'here' is not in the list home. There are: inside, outside"]),
        (company(founded="2023-13"), ["'2023-13': there is no month 13"]),
        (company(founded=2023), ["founded wants date, found 2023"]),
        (company(aliases="乙"), ['aliases wants texts, found "乙"']),
        (company(aliases=[1]), ["aliases wants texts, found [1]"]),
        (Node("Compny", "c:a", stated(name="甲")), ["no node type 'Compny'. Did you mean Company?"]),
        (Node("Company", "", stated(name="甲")), ["the id is empty"]),
        (Node("Company", " c", stated(name="甲")), ["' c' cannot be an id"]),
        (Node("Company", "c" * 201, stated(name="甲")), ["cannot be an id: at most 200 visible characters"]),
        (Node("Company", "c\n1", stated(name="甲")), ["cannot be an id"]),
        (Node("Award", "a", stated(name="甲", kind="quality", year=True)), ["year wants integer, found true"]),
        (Node("Company", "c", (Statement("d", "1", (), "soon", {"name": "甲"}),)), ["'soon' is not a date"]),
        (Relation("SUPPLIES", "a", "b", stated(product="x", share=0.5), ("x",)), []),
        (Relation("SUPPLIES", "a", "b", stated(share=1.5), ("",)), ["share is a share from 0 to 1, found 1.5"]),
        (Relation("SUPPLIES", "a", "a", stated(), ("",)), ["SUPPLIES from 'a' to itself"]),
        (Relation("SUPPLIES", "a", "b", stated()), ["SUPPLIES is told apart by product"]),
        (Relation("SUPPLIES", "", "b", stated(), ("",)), ["the id is empty"]),
        (Relation("SUPLIES", "a", "b", stated()), ["no relation type 'SUPLIES'. Did you mean SUPPLIES?"]),
        (Source("s", "甲"), []),
        (
            Source("", "", published="soon", reliability="D"),
            ["the id is empty", "a title", "'D' is not", "'soon' is not"],
        ),
        (Search("q", "chain:a", "lead", "web", "found", "2026"), []),
        (Search("q", "chain:a", "lead", "inventory", "complete", "2026"), []),
        (Search("q", "stage:a>stage:b", "feeds", "web", "not_stated", "2026"), []),
        (Search("q", "stage:a", "feeds", "web", "none_found", "2026"), []),
        (Search("q", "stage:a>", "feeds", "web", "none_found", "2026"), ["the id is empty"]),
        (Search("q", "stage:a>stage:a", "feeds", "web", "none_found", "2026"), ["'stage:a>stage:a' is no link: write"]),
        (Search("q", "stage:a>stage:b>stage:c", "feeds", "web", "found", "2026"), ["is no link"]),
        (
            Search("q", "", "", "asked", "nothing", ""),  # type: ignore[arg-type]
            ["the id is empty", "names the slot", "'asked' is not in", "'nothing' is not in", "needs a date"],
        ),
    ],
)
def test_checking_a_record(record, said: list[str]):
    problems = check(record)
    assert len(problems) == len(said)
    for problem, words in zip(problems, said, strict=True):
        assert words in problem.reason
        assert problem.place == record.place


def test_checking_ends():
    leads = Relation("LEADS", "company:a", "consortium:b", (), place=Place("f.csv", "", 3))
    assert check_ends(leads, "Company", "Consortium") == []
    (problem,) = check_ends(leads, "Expert", "Consortium")
    assert (problem.column, problem.value, problem.place.row) == ("from", "company:a", 3)
    assert problem.reason.startswith("LEADS cannot go from 'company:a', a Expert; it goes from Agency, Association")
    assert len(check_ends(leads, "Expert", "Expert")) == 2


def test_a_problem_says_where():
    place = Place("lead_firms.xlsx", "企业", 17)
    assert str(Problem("no.", place, "关系")) == "lead_firms.xlsx, sheet 企业, row 17, column 关系: no."
    assert str(Problem("no.")) == "no."
    assert str(Problem("no.", Place("f.csv"))) == "f.csv: no."


def test_relation_ids_depend_on_type_ends_and_key():
    one = relation_id("TESTS_FOR", "a", "b", ("metrology",))
    others = [
        relation_id("TESTS_FOR", "a", "b", ("testing",)),
        relation_id("TESTS_FOR", "b", "a", ("metrology",)),
        relation_id("RESEARCHES", "a", "b", ("metrology",)),
        relation_id("TESTS_FOR", "a", "b", ()),
        relation_id("TESTS_FOR", "ab", "", ("metrology",)),
    ]
    assert len({one, *others}) == 6
    # written in every store: a change of the recipe would part old stores from new imports
    assert relation_id("LEADS", "company:a", "consortium:b") == "r:b43f94071c7f0bc41c1f"


def test_errors_are_one_tree():
    for error in (UsageError, DataError):
        assert issubclass(error, ChainscapeError)
    assert issubclass(SchemaError, DataError)
    assert issubclass(StoreError, DataError)
    assert not issubclass(DataError, UsageError)
    assert suggest("x", []) == Text("", "")
    assert suggest("lead", [f"name{n:02}" for n in range(50)]).en.endswith("name39 …")


def test_a_problem_says_where_and_why_in_both_languages():
    made = Problem.of(Text("单元格为空", "the cell is blank"), Place("madeup.csv", "甲", 3), "名称")
    assert str(made) == "madeup.csv, sheet 甲, row 3, column 名称: the cell is blank"
    assert made.said.zh == "madeup.csv，工作表「甲」，第 3 行，列「名称」：单元格为空"
    nowhere = Problem("the cell is blank", column="名称", zh="单元格为空")
    assert (str(nowhere), nowhere.said.zh) == ("column 名称: the cell is blank", "列「名称」：单元格为空")
    assert Problem("the cell is blank").said == Text("the cell is blank", "the cell is blank")


def test_texts_fall_back_to_the_other_language():
    assert (Text("甲", "").to("en"), Text("", "a").to("zh"), Text("甲", "a").to("en")) == ("甲", "a", "a")
