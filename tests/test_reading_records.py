"""JSON, JSON Lines, YAML, Parquet and GraphML as rows: paths, values from above, bad lines, memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from tables import folder, nodes, problems, relations

from chainscape import importers
from chainscape.importers.reading import Form, Layout, Row, read_rows
from chainscape.schema import Problem

CHAINS = {
    "source": "示例",
    "chains": [
        {"name": "链甲", "stages": [{"name": "s1", "tags": ["x", "y"], "seat": {"city": "苏州"}}, {"name": "s2"}]},
        {"name": "链乙", "stages": [{"name": "s3"}]},
    ],
}


def read(path: Path, *needed: str, ignored: tuple[str, ...] = (), separators: dict | None = None, **form) -> list:
    return list(read_rows(path, path.name, Layout(needed, ignored, Form(**form), separators or {})))


def cells(found: list) -> list[tuple[str, ...]]:
    return [tuple(row.cells.values()) for row in found if isinstance(row, Row)]


def wrong(found: list) -> list[str]:
    return [str(each) for each in found if isinstance(each, Problem)]


def made(at: Path, text: str, name: str = "made-up.json") -> Path:
    (at / name).write_text(text, encoding="utf-8")
    return at / name


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_records_at_a_path_with_values_from_above(tmp_path: Path, suffix: str):
    at = made(tmp_path, json.dumps(CHAINS, ensure_ascii=False, indent=1), "made-up" + suffix)
    columns = ("name", "tags", "seat.city", "../name", "../../source")
    found = read(at, *columns, records="chains.stages")
    assert wrong(found) == []
    assert cells(found) == [
        ("s1", "x;y", "苏州", "链甲", "示例"), ("s2", "", "", "链甲", "示例"), ("s3", "", "", "链乙", "示例"),
    ]  # fmt: skip
    assert [row.cells["name"] for row in found] == ["s1", "s2", "s3"]


def test_keys_that_are_values(tmp_path: Path):
    text = '{"industry": "甲业", "ups": {"磷肥": 4, "港口": 2}}\n{"industry": "乙业", "ups": {}}\n'
    assert cells(read(made(tmp_path, text), "../industry", "@key", "@value", records="ups.*")) == [
        ("甲业", "磷肥", "4"), ("甲业", "港口", "2"),
    ]  # fmt: skip


def test_lines_are_told_by_content_and_a_bad_one_costs_itself(tmp_path: Path):
    text = '{"a": 1}\n\n{"a": \n{"a": 1, "a": 2}\n{"a": 0.10, "b": [1]}\n'
    found = read(made(tmp_path, text), "a")
    assert cells(found) == [("1",), ("0.10",)]
    assert [row.place.row for row in found if isinstance(row, Row)] == [1, 5]
    assert [each.partition(": ")[0] for each in wrong(found)] == [
        "made-up.json, row 3", "made-up.json, row 4", "made-up.json, row 5, column b",
    ]  # fmt: skip
    assert "the key 'a' stands twice" in wrong(found)[1]


def test_numbers_stay_as_they_are_written(tmp_path: Path):
    text = '[{"a": 91320500123456789012}, {"a": 0.10}, {"a": NaN}, {"a": null}, {"a": true}]'
    assert cells(read(made(tmp_path, text), "a")) == [("91320500123456789012",), ("0.10",), ("NaN",), ("",), ("true",)]


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("{\n", {}, "the file is no JSON"),
        ('[{"a": 1}, {"a" 2}, {"a": 3}]', {}, "element 2 of the list is no JSON"),
        ('[{"a": 1}', {}, "element 2 of the list is no JSON"),
        ("[" * 100_000, {}, "too deep"),
        ("[]", {}, "the file holds no record"),
        ('{"b": 1}', {"records": "c"}, "records: c leads to nothing: there is no key 'c' beside 'b'"),
        ('{"b": 1}', {}, "the mapping reads 'a' and no record has it"),
        ('{"a": [{"x": 1}]}', {}, "'a' holds records of its own: read them as a table with records: a"),
        ('{"a": ["x;y", "z"]}', {}, "one of the values of 'a' holds ';'"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, form: dict, said: str):
    assert any(said in each for each in wrong(read(made(tmp_path, text), "a", **form)))


def test_a_list_is_joined_by_the_mark_of_its_column(tmp_path: Path):
    found = read(made(tmp_path, '[{"a": ["x;y", "z"]}]'), "a", separators={"a": "|"})
    assert cells(found) == [("x;y|z",)]


def test_elements_longer_than_a_piece_of_the_file(tmp_path: Path):
    values = [{"a": "长" * 400_000}, {"a": "x"}, {"a": "y" * 300_000}]
    for indent in (None, 1):
        found = read(made(tmp_path, json.dumps(values, ensure_ascii=False, indent=indent)), "a")
        assert [len(cell[0]) for cell in cells(found)] == [400_000, 1, 300_000]


def test_a_long_list_is_not_held_in_memory(tmp_path: Path):
    with (tmp_path / "made-up.json").open("w", encoding="utf-8") as file:
        file.write("[\n")
        for at in range(400_000):
            file.write(f'{{"a": "{"x" * 150}{at}"}},\n')
        file.write('{"a": "end"}]')
    code = (
        "import resource, sys, pathlib\n"
        "from chainscape.importers.reading import Layout, read_rows\n"
        "rows = read_rows(pathlib.Path(sys.argv[1]), 'made-up.json', Layout(['a']))\n"
        "next(rows)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(sum(1 for each in rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "made-up.json")], capture_output=True, check=True)
    rows, grown = map(int, done.stdout.split())
    assert rows == 400_000
    assert grown < 20_000, f"{grown} KB"


def test_two_tables_read_one_file_at_two_depths(tmp_path: Path):
    tables = """
        - {file: all.json, records: chains, name: chains, rows: IndustryChain, properties: {name: name}}
        - file: all.json
          records: chains.stages
          name: stages
          rows: Stage
          id: {column: name, prefix: "stage:"}
          properties: {name: name}
          ignore: [tags, seat]
          relations:
            - {type: PART_OF, to: {column: ../name, type: IndustryChain, match: name}}
    """
    at = folder(tmp_path, tables)
    (at / "all.json").write_text(json.dumps(CHAINS, ensure_ascii=False), encoding="utf-8")
    records = list(importers.open_tables([at]))
    found = [each for each in problems(records) if "position" not in each.reason]
    assert found == []
    assert len(nodes(records)) == 5
    assert len(relations(records)) == 3


def test_parquet(tmp_path: Path):
    table = pyarrow.table(
        {
            "code": pyarrow.array([913205001234567890, None], pyarrow.int64()),
            "share": [0.5, 2023.0],
            "day": pyarrow.array([19_684, None], pyarrow.date32()),
            "tags": [["x", "y"], None],
            "seat": [{"city": "苏州"}, None],
        }
    )
    parquet.write_table(table, at := tmp_path / "made-up.parquet")
    found = read(at, "code", "share", "day", "tags", "seat.city", ignored=("seat",))
    assert wrong(read(at, "code", "share", "day", "tags", "seat.city")) == []
    assert cells(found)[0][:4] == ("913205001234567890", "0.5", "2023-11-23", "x;y")
    assert cells(found)[1] == ("", "2023", "", "", "")
    at.write_bytes(at.read_bytes()[:200])
    assert "the Parquet file cannot be read" in wrong(read(at, "code"))[0]


GRAPH = """<graphml xmlns="http://graphml.graphdrafting.org/xmlns">
<key id="d0" for="node" attr.name="name" attr.type="string"/><key id="d1" for="edge" attr.name="share"/>
<graph edgedefault="directed"><node id="n1"><data key="d0">甲</data></node><node id="n2"><data key="d0">乙</data></node>
<edge source="n1" target="n2"><data key="d1">0.5</data></edge></graph></graphml>"""


def test_graphml(tmp_path: Path):
    at = made(tmp_path, GRAPH, "made-up.graphml")
    assert cells(read(at, "id", "name")) == [("n1", "甲"), ("n2", "乙")]
    assert cells(read(at, "source", "target", "share", records="edges")) == [("n1", "n2", "0.5")]
    assert "is neither nodes nor edges" in wrong(read(at, "id", records="links"))[0]
    assert "the GraphML file is damaged" in wrong(read(made(tmp_path, GRAPH[:-20], "cut.graphml"), "id", "name"))[0]
