"""A store as files of each format, read back by what reads them, and compared with the store."""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import neo4j_server
import networkx as nx
import pytest

from chainscape import graph, queries
from chainscape.graph import Store
from chainscape.graph.stored import Stored
from chainscape.schema import DataError, Node, Relation, Source, Statement, StoreError, UnknownName

Rows = dict[str, dict[str, Any]]


class Items:
    """Stands where a store does, with items of every shape that a store may hold."""

    def __init__(self, *items: Stored) -> None:
        self._items = items

    def stored(self) -> Iterator[Stored]:
        yield from self._items


def node(id: str, **properties: Any) -> Stored:
    return Stored("Thing", {"id": id, **properties})


#: what is hard to write: quotes, lines, formulas, empty texts and lists, one property with values of several types
HARD = Items(
    node("1", text='a"b\\', empty="", whole=5, none=[], one=[""]),
    node("2", text="一\n二\r\n三\r四; ", whole=2.5, share=1e-7, truth=True, list=["", "x;y", 'b"c,']),
    node("3", text="=1+1", whole="text", big=2**53 + 1, truth=False, pad="  x ", list=["-a"]),
    node("4", text="<&>'\t", whole=-3, list=[]),
    Stored("TIES", {"id": "r1", "whole": 1, "list": ["a"]}, "1", "2"),
    Stored("TIES", {"id": "r2", "whole": 0.5, "none": []}, "1", "2"),
    Stored("TIES", {"id": "r3"}, "3", "3"),
)


def kept(store: Any) -> dict[str, Rows]:
    """Everything by type and id, ends included."""
    found: dict[str, Rows] = defaultdict(dict)
    for each in store.stored():
        ends = {"from": each.from_id, "to": each.to_id} if each.from_id else {}
        found[each.type][each.id] = {**each.properties, **ends}
    return found


def real_import(folder: Path, home: Path, command: str) -> None:
    """Run the command of an export with the real import tool."""
    (home / "conf").mkdir(parents=True)
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == "neo4j-admin"
    variables = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    java = [neo4j_server.java_for(neo4j_server.RELEASE), "-Xmx1g", *neo4j_server.SHORT, *neo4j_server.OPEN]
    tool = [*java, "-cp", neo4j_server.classpath(), "org.neo4j.cli.AdminTool"]
    done = subprocess.run([*tool, *words[1:]], cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def run_after(url: str, folder: Path) -> None:
    """Run after.cypher as cypher-shell does: one statement after the other."""
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        for text in (folder / "after.cypher").read_text(encoding="utf-8").split(";\n"):
            if text.strip():
                session.run(text).consume()


@pytest.mark.timeout(900)
def test_the_real_import_tool_makes_the_same_store(pack_store: Store, tmp_path: Path):
    folder = tmp_path / "bulk"
    done = graph.export(pack_store, folder, "neo4j-admin")
    assert (folder / "import.txt").read_text(encoding="utf-8") == done.command + "\n"
    heads = (folder / "relations-PART_OF-header.csv").read_text(encoding="utf-8")
    assert heads.startswith(":START_ID,:END_ID,:TYPE,")
    assert "sources:string[]" in heads
    assert "order:long" in heads
    assert (folder / "nodes-Company-header.csv").read_text(encoding="utf-8").startswith("id:ID,:LABEL,")
    real_import(folder, tmp_path / "home", done.command)
    with neo4j_server.started(tmp_path / "home") as server:
        run_after(server.url, folder)
        with graph.open_store(server.url) as there:
            assert list(there.dump()) == list(pack_store.dump())
            for name in queries.names():
                asked = queries.query(name)
                assert queries.ask(there, name, **asked.example) == queries.ask(pack_store, name, **asked.example), name
        with graph.open_store(server.url, "w") as there:
            # the constraints of the import are those of the store
            assert graph.copy(pack_store, there).written == 0


def test_the_real_import_tool_keeps_what_is_hard_to_write(tmp_path: Path):
    folder = tmp_path / "空 白"
    done = graph.export(HARD, folder, "neo4j-admin")
    assert "--multiline-fields=true" in done.command
    assert (done.nodes, done.relations) == (4, 3)
    real_import(folder, tmp_path / "home", done.command)
    with neo4j_server.started(tmp_path / "home") as server:
        run_after(server.url, folder)
        with graph.open_store(server.url) as there:
            # lists that our own records always have are there, if only empty
            always = {"sources": [], "statements": []}
            assert kept(there) == {t: {i: always | r for i, r in rows.items()} for t, rows in kept(HARD).items()}


def test_a_property_that_turns_up_late_opens_another_pair_of_files(tmp_path: Path):
    many = [node(str(n), text="x") for n in range(1_500)]
    graph.export(Items(*many, node("late", text="x", new=1), node("last", text="y")), tmp_path / "bulk", "neo4j-admin")
    rows = {p.name: p.read_text(encoding="utf-8").splitlines() for p in (tmp_path / "bulk").glob("*.csv")}
    assert rows["nodes-Thing-header.csv"] == ["id:ID,:LABEL,text:string"]
    assert rows["nodes-Thing-2-header.csv"] == ["id:ID,:LABEL,text:string,new:long"]
    assert (len(rows["nodes-Thing.csv"]), rows["nodes-Thing-2.csv"]) == (1_501, ['"late","Thing","x",1'])


def test_a_list_that_the_files_cannot_hold_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match=r"U\+001F"):
        graph.export(Items(node("1", list=["a\x1fb"])), tmp_path / "bulk", "neo4j-admin")
    assert list(tmp_path.iterdir()) == []


def test_graphml_is_read_by_networkx(pack_store: Store, tmp_path: Path):
    for number, store in enumerate((pack_store, HARD)):
        path = tmp_path / f"{number}.graphml"
        graph.export(store, path, "graphml")
        read = nx.read_graphml(path, force_multigraph=True)
        lists = {n for rows in kept(store).values() for r in rows.values() for n, v in r.items() if isinstance(v, list)}
        found: dict[str, Rows] = defaultdict(dict)
        for id, data in read.nodes(data=True):
            type = data.pop("type")
            assert data.pop("label") == data.get("name", data.get("title", id))
            found[type][id] = {"id": id, **unpacked(data, lists)}
        for start, end, id, data in read.edges(keys=True, data=True):
            data.pop("id", None)
            type = data.pop("type")
            assert data.pop("label") == type
            found[type][id] = {"id": id, **unpacked(data, lists), "from": start, "to": end}
        assert found == kept(store)


def unpacked(data: dict[str, Any], lists: set[str]) -> dict[str, Any]:
    return {name: json.loads(value) if name in lists else value for name, value in data.items()}


def test_what_xml_cannot_write_is_shown(tmp_path: Path):
    graph.export(Items(node("1", text="a\x00b\x0b")), tmp_path / "x.graphml", "graphml")
    assert nx.read_graphml(tmp_path / "x.graphml").nodes["1"]["text"] == "a�b�"


def test_csv_has_one_table_a_type(pack_store: Store, tmp_path: Path):
    for number, store in enumerate((pack_store, HARD)):
        folder = tmp_path / str(number)
        graph.export(store, folder, "csv")
        tables = kept(store)
        assert len(list(folder.iterdir())) == len(tables)
        for type, rows in tables.items():
            (path,) = folder.glob(f"*-{type}.csv")
            with path.open(encoding="utf-8-sig", newline="") as file:
                read = list(csv.DictReader(file, strict=True))
            assert len(read) == len(rows)
            for row in read:
                expected = {name: as_cell(value) for name, value in rows[row["id"]].items()}
                assert {name: value for name, value in row.items() if value or name in expected} == expected


def as_cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and len(text) > 1 and text[0] in "=+-@\t\r＝＋－＠" else text


def test_csv_runs_no_formula(tmp_path: Path):
    graph.export(HARD, tmp_path / "csv", "csv")
    text = (tmp_path / "csv" / "nodes-Thing.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    assert ",=1+1" not in text


def test_json_lines_lose_nothing(pack_store: Store, tmp_path: Path):
    path = tmp_path / "all.jsonl"
    done = graph.export(pack_store, path, "jsonl")
    assert done.nodes + done.relations == len(path.read_text(encoding="utf-8").splitlines())
    with graph.open_store(tmp_path / "new", "w") as new:
        graph.load(new, graph.read_records(path))
        assert list(new.dump()) == list(pack_store.dump())


def test_parquet_has_one_table_a_type(pack_store: Store, tmp_path: Path):
    pq = pytest.importorskip("pyarrow.parquet")
    for number, store in enumerate((pack_store, HARD)):
        folder = tmp_path / str(number)
        graph.export(store, folder, "parquet")
        for type, rows in kept(store).items():
            (path,) = folder.glob(f"*-{type}.parquet")
            read = pq.read_table(path).to_pylist()
            found = {row["id"]: {n: v for n, v in row.items() if v is not None} for row in read}
            mixed = store is HARD and type == "Thing"
            expected = {i: {**r, "whole": as_text(r["whole"])} if mixed else r for i, r in rows.items()}
            assert found == expected


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


class Broken(Items):
    def stored(self) -> Iterator[Stored]:
        yield from super().stored()
        raise StoreError("the engine is gone")


@pytest.mark.parametrize("format", graph.FORMATS)
def test_a_target_is_whole_or_not_there(tmp_path: Path, format: str):
    target = tmp_path / "target"
    with pytest.raises(StoreError, match="gone"):
        graph.export(Broken(node("1")), target, format)
    assert list(tmp_path.iterdir()) == []
    graph.export(HARD, target, format)
    with pytest.raises(StoreError, match="name a new"):
        graph.export(HARD, target, format)
    folder = tmp_path / "folder"
    folder.mkdir()
    if format in ("graphml", "jsonl"):
        with pytest.raises(StoreError, match="is a folder"):
            graph.export(HARD, folder, format)
    else:
        graph.export(HARD, folder, format)
        assert any(folder.iterdir())
    assert {p.name for p in tmp_path.iterdir()} == {"target", "folder"}
    with pytest.raises(StoreError, match="make it first"):
        graph.export(HARD, tmp_path / "no" / "where", format)


def test_an_unknown_format_lists_the_right_ones(tmp_path: Path):
    with pytest.raises(UnknownName, match="Did you mean graphml"):
        graph.export(HARD, tmp_path / "x", "graphm")


def test_a_store_that_changes_meanwhile_is_told(tmp_path: Path):
    class Growing(Items):
        def stored(self) -> Iterator[Stored]:
            yield from super().stored()
            self._items += (node(str(len(self._items)), text="x"),)

    with pytest.raises(StoreError, match="export again"):
        graph.export(Growing(node("a", text="x")), tmp_path / "csv", "csv")


def test_memory_does_not_grow_with_the_store(tmp_path: Path):
    """Items are made as they are asked for and let go; a writer that kept them would hold all of them at once."""
    import weakref

    class Text(str):
        __slots__ = ("__weakref__",)

    alive: weakref.WeakSet[Text] = weakref.WeakSet()
    most = 0

    class Many:
        def stored(self) -> Iterator[Stored]:
            nonlocal most
            for n in range(20_000):
                text = Text(n)
                alive.add(text)
                most = max(most, len(alive))
                yield Stored("Thing", {"id": str(n), "list": [text]})

    for format in graph.FORMATS:
        graph.export(Many(), tmp_path / format, format)
        # Parquet keeps one group of rows
        assert most <= 5_100, format


def test_the_command_writes_and_prints_what_comes_next(run, own_store: Path, tmp_path: Path):
    target = tmp_path / "bulk"
    answer = run("export", target, "--store", own_store, "--format", "neo4j-admin", "--lang", "en")
    assert answer.code == 0
    assert answer.out.startswith("neo4j-admin database import full neo4j")
    assert "after.cypher" in answer.err
    again = run("export", target, "--store", own_store, "--format", "neo4j-admin")
    assert (again.code, again.out) == (1, "")
    by_suffix = run("export", tmp_path / "all.jsonl", "--store", own_store)
    assert by_suffix.code == 0
    assert (tmp_path / "all.jsonl").exists()
    without = run("export", tmp_path / "what", "--store", own_store)
    assert without.code == 2
    assert "--format" in without.err
    assert run("export", tmp_path / "what", "--store", own_store, "--format", "table").code == 2


def test_an_export_of_a_written_store_holds_the_statements(tmp_path: Path):
    said = (Statement("madeup", "1", ("source:a",), "2024", {"name": "甲"}),)
    with graph.open_store(tmp_path / "store", "w") as store:
        store.write([Source("source:a", "源"), Node("Company", "company:a", said), Node("Company", "company:b", said)])
        store.write([Relation("SUPPLIES", "company:a", "company:b", said)])
        graph.export(store, tmp_path / "csv", "csv")
    with (tmp_path / "csv" / "relations-SUPPLIES.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["from"], row["to"]) == ("company:a", "company:b")
    assert [Statement.from_json(text) for text in json.loads(row["statements"])] == list(said)
