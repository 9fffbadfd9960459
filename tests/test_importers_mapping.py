"""Mistakes in a mapping: each says file, key, what was expected, and the nearest word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tables import mapping

from chainscape import importers
from chainscape.schema import SchemaError

FIRMS = "- {file: f.csv, rows: Company, properties: {企业: name}%s}"
SERVICE = "- {file: f.csv, rows: TESTS_FOR, from: a, to: b, properties: [service, service_basis]%s}"
SEARCH = "- {file: f.csv, rows: search, properties: [subject, slot, method, result, date]%s}"


def open_(at: Path, text: str) -> importers.Dataset:
    (at / "mapping.yaml").write_text(text, encoding="utf-8")
    return importers.open_tables([at])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("- {file: f.csv, rows: Compny}", "tables[0].rows: expected a node type, a relation type, source or search,"),
        ("- {file: f.csv, rows: Compny}", "found 'Compny'. Did you mean Company?"),
        ("- {rows: Company}", "tables[0].file: expected a value, found nothing"),
        ("- {file: ../f.csv, rows: Company}", "tables[0].file: expected the name of a file in the folder"),
        ("- {file: /etc/f.csv, rows: Company}", "tables[0].file: expected the name of a file in the folder"),
        (FIRMS % ", propertys: [note]", "tables[0].propertys: expected one of the keys file, name, rows"),
        (FIRMS % ", always: {hom: inside}", "a property of Company, found 'hom'. Did you mean home?"),
        (
            FIRMS % ", always: {home: here}",
            "tables[0].always.home: expected a value of home ('here' is not in the list",
        ),
        ("- {file: f.csv, rows: Company, properties: {企业: nme}}", "found 'nme'. Did you mean name?"),
        ("- {file: f.csv, rows: Company, properties: [note]}", "expected 'name', which every Company has"),
        ("- {file: f.csv, rows: Company, properties: {a: name, b: name}}", "only a set of texts may have several"),
        (FIRMS % ", separators: {别名: ';'}", "tables[0].separators: expected a column under properties, found '别名'"),
        (FIRMS % ", split: {企业: ';'}", "tables[0].split: expected one of the keys"),
        (FIRMS % ", id: {prefix: x}", "tables[0].id: expected either column or always"),
        (FIRMS % ", date: {always: soon}", "tables[0].date.always: expected a date"),
        (FIRMS % ", delimiter: ',,'", "tables[0].delimiter: expected one character"),
        (FIRMS % ", encoding: gb99", "tables[0].encoding: expected the name of an encoding of tables, e.g. gb18030"),
        (FIRMS % ", encoding: base64", "tables[0].encoding: expected the name of an encoding"),
        (FIRMS % ", sources: {column: a, reliability: D}", "tables[0].sources.reliability: expected one of A, B, C"),
        (FIRMS % ", source: {id: s}", "tables[0].source.title: expected a value"),
        (FIRMS % ", source: {title: t, url: 'file:///x'}", "tables[0].source.url: expected an address"),
        (FIRMS % ", source: {title: t, published: soon}", "tables[0].source.published: expected a date"),
        (FIRMS % ", source: {title: t, reliability: E}", "tables[0].source.reliability: expected a grade"),
        (
            FIRMS % ", relations: [{type: SUPLIES, to: b}]",
            "relations[0].type: expected a relation type, found 'SUPLIES'",
        ),
        (FIRMS % ", relations: [{type: SUPPLIES}]", "either from or to; the other end is the node of the row"),
        (
            FIRMS % ", relations: [{type: LEADS, from: b}]",
            "relations[0].to: expected a type that LEADS joins: Consortium",
        ),
        (FIRMS % ", relations: [{type: SUPPLIES, to: {column: b, match: name}}]", "to.type: expected the node type"),
        (
            FIRMS % ", relations: [{type: SUPPLIES, to: {column: b, match: name, type: Stage}}]",
            "to.type: expected a type that this end may have, found 'Stage'",
        ),
        (
            FIRMS % ", relations: [{type: SUPPLIES, to: {column: b, type: Company, create: true}}]",
            "to.create: expected match: name with a single type",
        ),
        (
            "- {file: f.csv, rows: TESTS_FOR, from: a, to: b, properties: [service]}",
            "'service_basis', which every TESTS",
        ),
        ("- {file: f.csv, rows: LEADS, from: a}", "tables[0].to: expected a value, found nothing"),
        (SERVICE % ", split: {service_basis: ';'}", "a column of a key property of TESTS_FOR, found 'service_basis'"),
        ("- {file: f.csv, rows: source, properties: [id]}", "a column for 'title', which every source has"),
        ("- {file: f.csv, rows: source, properties: [titel]}", "each field of a source once, found 'titel'"),
        (SEARCH % ", always: {methd: web}", "tables[0].always: expected a field of a search, found 'methd'"),
        ("- {file: f.csv, rows: search, properties: [slot]}", "a column for 'subject', which every search has"),
        (f"{FIRMS % ''}\n{FIRMS % ''}", "tables with names of their own (add name: … to one of them), found 'f'"),
    ],
)
def test_a_mistake_in_a_table(tmp_path: Path, table: str, said: str):
    with pytest.raises(SchemaError) as error:
        open_(tmp_path, mapping(table))
    assert re.search(r"mapping.yaml, line \d+, key tables", str(error.value))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty; expected keys"),
        ("dataset: [", "not valid YAML"),
        ("dataset: a/b\ntables: []", "key dataset: expected a name of letters, digits"),
        ("dataset: a\ntables: []\nfiles: []", "key files: expected one of the keys dataset, title, separator, ignore"),
        ("dataset: a\ntables: []", "key tables: expected at least one table"),
        ("dataset: a", "key tables: expected a value, found nothing"),
        ("dataset: a\ntitle: {zh: 甲}\ntables: []", "key title.en: expected a value"),
        (
            mapping("- {file: f.csv, rows: Company, properties: {企业: name, 企业: note}}"),
            "the key '企业' stands twice",
        ),
    ],
)
def test_a_mistake_in_the_file(tmp_path: Path, text: str, said: str):
    with pytest.raises(SchemaError) as error:
        open_(tmp_path, text)
    assert said in str(error.value)
    assert "mapping.yaml" in str(error.value)


def test_a_mapping_that_is_not_utf8_says_so(tmp_path: Path):
    (tmp_path / "mapping.yaml").write_bytes(mapping(FIRMS % "").encode("gb18030"))
    with pytest.raises(SchemaError, match=r"mapping.yaml, line \d+: not UTF-8 text .*; save it as UTF-8"):
        importers.open_tables([tmp_path])


def test_dataset_and_title(tmp_path: Path):
    dataset = open_(tmp_path, mapping(FIRMS % "", title="重点企业"))
    assert (dataset.name, dataset.title.zh, dataset.title.en) == ("试点", "重点企业", "重点企业")


def test_two_tables_may_read_one_file(tmp_path: Path):
    tables = """
        - {file: f.csv, rows: Company, properties: {企业: name}}
        - {file: f.csv, name: schools, rows: University, properties: {学校: name}, ignore: [序号]}
    """
    (tmp_path / "f.csv").write_text("序号,企业,学校\n1,甲,乙\n", encoding="utf-8")
    found = [r.statements[0].properties["name"] for r in open_(tmp_path, mapping(tables))]
    assert found == ["甲", "乙"]


def test_a_file_name_with_brackets_is_a_name(tmp_path: Path):
    (tmp_path / "f[1].csv").write_text("企业\n甲\n", encoding="utf-8")
    dataset = open_(tmp_path, mapping("- {file: 'f[1].csv', rows: Company, properties: {企业: name}}"))
    assert [r.statements[0].row.split("#")[0] for r in dataset] == ["f[1]"]


def test_a_type_of_a_planners_own_vocabulary_needs_no_code(tmp_path: Path):
    import shutil

    from chainscape.schema import vocabulary
    from chainscape.schema.vocabularies import FOLDER

    own = tmp_path / "schema"
    shutil.copytree(FOLDER, own, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (own / "types" / "Park.yaml").write_text(
        "kind: node\nname: Park\nlabel: {zh: 园区, en: Park}\nabout: {zh: 园区, en: A park}\ncaption: name\n"
        "key: [name]\nprefix: park\nproperties:\n  hectares: {type: number, label: {zh: 公顷, en: Hectares}}\n",
        encoding="utf-8",
    )
    (tmp_path / "f.csv").write_text("园区,公顷\n独墅湖,2.5\n", encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(
        mapping("- {file: f.csv, rows: Park, properties: {园区: name, 公顷: hectares}}"), encoding="utf-8"
    )
    (park,) = importers.open_tables([tmp_path], words=vocabulary(own))
    assert (park.type, park.statements[0].properties["hectares"]) == ("Park", 2.5)
