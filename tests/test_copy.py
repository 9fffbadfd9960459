"""Copying a store: either way between the engines, again, after a cut, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import neo4j_server
import pytest

from chainscape import graph
from chainscape.cli.moving import EXPORTS
from chainscape.graph import Store
from chainscape.schema import DataError, Node, Relation, Source, Statement, StoreError, UsageError


def lines(store: Store) -> list[str]:
    return list(store.dump())


@pytest.fixture
def server(neo4j_url: str) -> str:
    neo4j_server.empty(neo4j_url)
    return neo4j_url


def said(row: str, **properties: object) -> tuple[Statement, ...]:
    return (Statement("madeup", row, ("source:a",), "2024", properties),)


SOURCE = Source("source:a", "虚构来源", reliability="A")
FIRM = Node("Company", "company:a", said("1", name="甲", aliases=["乙", ""]))
OTHER = Node("Company", "company:b", said("2", name="丙"))
SUPPLY = Relation("SUPPLIES", "company:a", "company:b", said("3", product="管"), ("管",))


def test_the_pack_goes_to_a_server_and_back_unchanged(pack_store: Store, server: str, tmp_path: Path):
    before = lines(pack_store)
    with graph.open_store(server, "w") as there:
        told: list[tuple[int, int]] = []
        copied = graph.copy(pack_store, there, on_progress=lambda done, total: told.append((done, total)))
        assert lines(there) == before
        assert copied.written == sum(n for name, n in copied.counts.items() if name != "statements") > 1_000
        assert told[-1] == (copied.written, copied.written)
        again = graph.copy(pack_store, there)
        assert (again.written, again.counts) == (0, copied.counts)
        assert lines(there) == before
    with graph.open_store(server) as there, graph.open_store(tmp_path / "back", "w") as back:
        assert graph.copy(there, back).counts == copied.counts
        assert lines(back) == before
        assert graph.copy(there, back).written == 0
        assert lines(back) == before


def test_a_folder_goes_to_another_folder(pack_store: Store, tmp_path: Path):
    with graph.open_store(tmp_path / "other", "w") as other:
        graph.copy(pack_store, other)
        assert lines(other) == lines(pack_store)


def test_what_was_written_by_hand_keeps_its_ids_and_statements(tmp_path: Path, server: str):
    # the id of a relation depends on key values that no property repeats
    odd = replace(SUPPLY, key=("一", "二"), statements=(*said("4"), *said("5", share=0.5)))
    with graph.open_store(tmp_path / "a", "w") as a, graph.open_store(server, "w") as b:
        a.write([SOURCE, FIRM, OTHER, SUPPLY, odd])
        graph.copy(a, b)
        assert lines(b) == lines(a)
        assert odd.id in "".join(lines(b))


def test_a_copy_that_was_cut_off_is_completed(pack_store: Store, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(graph.copying, "BATCH", 500)

    def stop(done: int, total: int) -> None:
        assert total > done
        raise KeyboardInterrupt

    with graph.open_store(tmp_path / "cut", "w") as cut:
        with pytest.raises(KeyboardInterrupt):
            graph.copy(pack_store, cut, on_progress=stop)
        assert 0 < len(lines(cut)) < len(lines(pack_store))
        graph.copy(pack_store, cut)
        assert lines(cut) == lines(pack_store)


def test_a_target_with_something_else_is_refused_untouched(tmp_path: Path):
    with graph.open_store(tmp_path / "a", "w") as a, graph.open_store(tmp_path / "b", "w") as b:
        a.write([SOURCE, FIRM])
        b.write([SOURCE, FIRM, OTHER])
        before = lines(b)
        with pytest.raises(StoreError, match="Company 1 in the source, 2 in the target"):
            graph.copy(a, b)
        assert lines(b) == before
        with pytest.raises(UsageError, match="onto itself"):
            graph.copy(a, a)


def test_a_difference_at_the_end_is_named(tmp_path: Path):
    with graph.open_store(tmp_path / "a", "w") as a, graph.open_store(tmp_path / "b", "w") as b:
        a.write([SOURCE, FIRM])
        # as many nodes, another firm: only the count at the end can tell
        b.write([SOURCE, OTHER])
        with pytest.raises(StoreError, match=r"not complete: Company 1 in the source, 2 in the target, statements 1"):
            graph.copy(a, b)


def test_nodes_of_other_programs_are_named_not_copied(tmp_path: Path, server: str):
    import neo4j

    with neo4j.GraphDatabase.driver(server) as driver:
        driver.execute_query("CREATE (:Person {name: '某人'})-[:KNOWS]->(:Person {name: '另一人'})")
    with graph.open_store(server) as old, graph.open_store(tmp_path / "new", "w") as new:
        with pytest.raises(StoreError, match="a node of type Person has no id"):
            graph.copy(old, new)
        assert new.count() == {}


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("CREATE (:Person {name: '编造'})", "a node of type Person has no id, .*its properties: name"),
        ("CREATE (:Person {id: 7})", "a node of type Person has no id"),
        ("CREATE ({id: 'madeup'})", "a node has no label"),
        (
            "MATCH (a:Company) WITH a LIMIT 1 CREATE (a)-[:KNOWS {since: date('2024-01-01')}]->(a)",
            "type KNOWS has no id",
        ),
        (
            "MATCH (a:Company) WITH a LIMIT 1 CREATE (a)-[:KNOWS {id: 'k'}]->(:Person {name: '编造'})",
            "Person has no id",
        ),
    ],
)
def test_what_another_program_wrote_is_told_on_one_line(server: str, made: str, told: str):
    import neo4j

    with graph.open_store(server, "w") as store:
        store.write([SOURCE, FIRM, OTHER, SUPPLY])
    with neo4j.GraphDatabase.driver(server) as driver:
        driver.execute_query(made)
    with graph.open_store(server) as store:
        for read in (store.dump, store.stored):
            with pytest.raises(StoreError, match=told) as caught:
                list(read())
            assert "\n" not in str(caught.value)
            assert "docs/adopting.md" in str(caught.value)


def test_dates_of_another_program_are_text_in_a_dump(server: str):
    import neo4j

    with neo4j.GraphDatabase.driver(server) as driver:
        driver.execute_query("CREATE (:Company {id: 'company:madeup', since: date('2024-01-01')})")
    with graph.open_store(server) as store:
        assert [json.loads(line)["since"] for line in store.dump()] == ["2024-01-01"]
        assert [each.properties["since"] for each in store.stored()] == ["2024-01-01"]


def test_a_file_of_json_lines_is_copied_in(pack_store: Store, tmp_path: Path):
    file = tmp_path / "all.jsonl"
    graph.export(pack_store, file, "jsonl")
    with graph.open_store(tmp_path / "new", "w") as new:
        graph.copy(file, new)
        assert lines(new) == lines(pack_store)
        assert graph.copy(str(file), new).written == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 2"),
        ("[]", "line 2"),
        ('{"kind": "node", "type": "Company"}', "line 2"),
        ('{"kind": "relation", "type": "LEADS", "id": "r:1", "properties": {}}', "from and to"),
        ('{"kind": "node", "type": "Company", "id": "c:1", "properties": {}, "extra": 1}', "no 'extra'"),
        ('{"kind": "node", "type": "Company", "id": "c:1", "properties": {"name": "x"}}', "who stated it"),
        ('{"kind": "node", "type": "Source", "id": "s:1", "properties": {"titel": "x"}}', "titel"),
    ],
)
def test_a_file_of_something_else_is_refused_before_anything_is_written(tmp_path: Path, text: str, told: str):
    good = {"kind": "node", "type": "Source", "id": "source:a", "properties": {"title": "甲"}}
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(good) + "\n" + text + "\n", encoding="utf-8")
    with graph.open_store(tmp_path / "new", "w") as new:
        with pytest.raises(DataError, match=told):
            graph.copy(file, new)
        assert new.count() == {}


def test_the_command_copies_and_says_what(run, own_store: Path, tmp_path: Path, server: str):
    answer = run("copy", own_store, server, "--lang", "en", "--format", "csv")
    assert answer.code == 0
    assert "both count the same" in answer.err
    counts = dict(line.split(",") for line in answer.out.splitlines()[1:])
    with graph.open_store(own_store) as store:
        assert {name: int(n) for name, n in counts.items() if name != "statements"} == store.count()
    again = run("copy", own_store, server)
    assert "新增或改动 0 条" in again.err
    assert run("copy", own_store, own_store).code == 2
    assert run("copy", own_store, tmp_path / "x" / ".." / own_store.name).code in (1, 2)
    missing = run("copy", tmp_path / "nothing", tmp_path / "new")
    assert missing.code == 1
    assert not (tmp_path / "new").exists()


def test_each_end_of_a_copy_may_name_its_database(run, own_store: Path, tmp_path: Path, server: str):
    here = tmp_path / "here"
    assert run("copy", own_store, server, "--database", "neo4j").code == 0
    assert run("copy", server, here, "--from-database", "neo4j").code == 0
    with graph.open_store(own_store) as one, graph.open_store(here) as other:
        assert lines(one) == lines(other)
    for words in (("--from-database", "madeup"), ("--from-database", "neo4j", "--database", "madeup")):
        answer = run("copy", server, server, *words)
        assert (answer.code, answer.err.count("\n")) == (1, 1)
        assert "没有名为 madeup 的数据库" in answer.err
    for words in ((), ("--from-database", "neo4j", "--database", "neo4j")):
        answer = run("copy", server, server, *words, "--lang", "en")
        assert (answer.code, "the same store" in answer.err) == (2, True)
    for words in ((own_store, server, "--from-database", "neo4j"), (server, here, "--database", "neo4j")):
        answer = run("copy", *words, "--lang", "en")
        assert (answer.code, "database is for" in answer.err) == (2, True)


def test_the_command_knows_the_formats():
    assert EXPORTS == graph.FORMATS
